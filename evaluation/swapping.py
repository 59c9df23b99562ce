"""Other names for the people of a text: what a reader who knows the famous ones by heart would stumble over.

Only the words by which the gold calls people are swapped, in the documents in which it does; every person has one other name in the
whole set, a man's name for a man's and a woman's for a woman's, with the article where the other has it. A name is chosen by
lot (the seed) among those that stand in none of the texts, so that no two words become one.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evaluation.score.model import Document, Dossier

Edit = tuple[int, int, str]
"""A stretch of the text (code points, end-exclusive) and what stands there instead."""

Table = Mapping[str, str]
"""What a word becomes, by the word without article."""

ARABIC, FOREIGN = "arabic", "foreign"
"""Which names are given: those of the region, or of the rest of the world."""

_NAMES = Path(__file__).with_name("swapped_names.toml")
_SHORTEST = 4  # letters of a word of a name that is swapped; shorter ones (بن, عبد, علي) join names or hide in other words
_ARTICLE = "ال"
_FOR = "لل"
_WORD = re.compile(r"[\u0621-\u0652]+")
_RANKS = ("women", "men", "families", "last")  # of a word that is several, the first counts
_CLITICS = ("", "و", "ف", "ل", "ب", "ك", "ول", "فل", "وب", "فب")


@cache
def _lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The lists of names, by group and kind."""
    table = tomllib.loads(_NAMES.read_text(encoding="utf-8"))
    return {
        group: {kind: tuple(words if isinstance(words, list) else words.split()) for kind, words in kinds.items()}
        for group, kinds in table.items()
    }


def bare(word: str) -> str:
    """A word without article, if a name remains."""
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) > _SHORTEST else word


def is_woman(given: str) -> bool:
    """Whether a given name is a woman's: by the lists, else by its ending."""
    told = _lists()["told"]
    if given in told["women"]:
        return True
    return given not in told["men"] and given.endswith(told["endings"])


def kinds(document: Document) -> dict[str, str]:
    """The words by which a document calls people, and what each is: men, women (given names), families (with the article), or last."""
    found: dict[str, str] = {}
    for words in map(_parts, _called(document)):
        kind = "families" if words[0].startswith(_ARTICLE) else "women" if is_woman(words[0]) else "men"
        if len(words) > 1 or bare(words[0]) not in {bare(word) for word in found}:
            found.setdefault(words[0], kind)
        for word in words[1:]:
            found.setdefault(word, "families" if word.startswith(_ARTICLE) else "last" if word == words[-1] else "men")
    return {word: kind for word, kind in found.items() if len(word) >= _SHORTEST and not _of_things(word, document)}


def _called(document: Document) -> list[list[str]]:
    """The words of each name of a person, full names first: a surname alone is known by them."""
    people = {entity.id for entity in document.entities.values() if entity.type == "Person"}
    names = [_apart(mention.span.text) for mention in document.mentions if mention.entity in people and mention.form == "name"]
    return sorted((words for name in names if (words := _WORD.findall(name))), key=len, reverse=True)


def _parts(words: list[str]) -> list[str]:
    """The words of a name without those that only their عبد makes a name: عبد الرحمن stays as it is."""
    return [word for before, word in zip(["", *words], words, strict=False) if before != "عبد"]


def _apart(name: str) -> str:
    """A name without the ل that its span keeps with the article: للصدر is ل and الصدر."""
    return _ARTICLE + name[len(_FOR) :] if name.startswith(_FOR) else name


def _of_things(word: str, document: Document) -> bool:
    """Whether a word stands in more names of things than of people: a prize that bears its founder's name."""
    counts = Counter(
        document.entities[mention.entity].type == "Person"
        for mention in document.mentions
        if mention.form == "name" and word in _WORD.findall(mention.span.text) and mention.entity in document.entities
    )
    return counts[False] > counts[True]


@dataclass(frozen=True)
class Swapper:
    """The swapped words of each document, by its file name: as they stand there -> instead."""

    documents: Mapping[str, Table]

    def __call__(self, file: str, text: str) -> Iterator[Edit]:
        """Each of the words, also behind clitics."""
        return replaced(text, self.documents.get(file, {}))

    def back(self, file: str, words: str) -> str:
        """What is said of the swapped text with the names that the text has."""
        table = {instead: word for word, instead in self.documents.get(file, {}).items()}
        parts, place = [], 0
        for start, end, instead in replaced(words, table):
            parts += [words[place:start], instead]
            place = end
        return "".join([*parts, words[place:]])


def replaced(text: str, table: Table) -> Iterator[Edit]:
    """The words of a table in a text. للصدر is ل and الصدر."""
    for found in _WORD.finditer(text):
        for before in _CLITICS:
            word, start = found.group()[len(before) :], found.start() + len(before)
            if not found.group().startswith(before):
                continue
            if word in table:
                yield start, found.end(), table[word]
                break
            if before.endswith("ل") and word.startswith("ل") and "ا" + word in table:
                instead = table["ا" + word]
                yield start, found.end(), instead.removeprefix("ا") if instead.startswith(_ARTICLE) else instead
                break


def swapper(dossiers: Sequence[Dossier], texts: Iterable[str], *, seed: int = 0, names: str = ARABIC) -> Swapper:
    """The swapper of gold sets. ``texts``: those of the documents, with whose words no other name is confused."""
    taken = {bare(word[len(clitic) :]) for text in texts for word in _WORD.findall(text) for clitic in _CLITICS if word.startswith(clitic)}
    lots = {kind: _shuffled(words, taken, seed) for kind, words in _lists()[names].items()}
    lots["last"] = lots["men" if names == ARABIC else "families"]  # سليمان: fathers' names are surnames
    documents: dict[str, dict[str, str]] = {}
    for dossier in dossiers:
        known = {document.file: kinds(document) for document in dossier.documents.values()}
        chosen = _chosen(known, lots)
        documents |= {file: {word: _as_written(word, chosen[bare(word)]) for word in words} for file, words in known.items()}
    return Swapper(documents)


def _shuffled(words: Sequence[str], taken: set[str], seed: int) -> list[str]:
    free = [word for word in words if bare(word) not in taken]
    random.Random(seed).shuffle(free)  # noqa: S311 - a lot that must be drawn alike again
    return free


def _chosen(known: Mapping[str, Mapping[str, str]], lots: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A name for each word of a set, by the word without article; used again only in documents that do not have it yet."""
    files: dict[str, set[str]] = {}
    kind_of: dict[str, str] = {}
    for file, words in known.items():
        for word, kind in words.items():
            files.setdefault(bare(word), set()).add(file)
            kind_of[bare(word)] = min(kind_of.get(bare(word), kind), kind, key=_RANKS.index)
    chosen: dict[str, str] = {}
    used: dict[str, set[str]] = {}
    for word, there in files.items():
        free = (name for name in lots[kind_of[word]] if not used.get(bare(name), set()) & there)
        name = min(free, key=lambda name: len(used.get(bare(name), ())))
        used.setdefault(bare(name), set()).update(there)
        chosen[word] = name
    return chosen


def _as_written(word: str, name: str) -> str:
    """The name with an article where the word and names of its kind have one: الجابري, but جابري for a surname without."""
    if name.startswith(_ARTICLE) and not word.startswith(_ARTICLE):
        return bare(name)
    return name
