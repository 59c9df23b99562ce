"""The clause around a trigger: its words within one speaker's content, and what governs what in it."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from operator import attrgetter

from tawthiq.extract.frame import Frame
from tawthiq.extract.tree import AttributionTree
from tawthiq.text.fold import fold
from tawthiq.text.verbs import VerbForm
from tawthiq.text.words import Word

_NOT_TO = re.compile(r"^[وف]?(?:[بل]?أل[اّ]+|لئلا|كيلا|لكيلا)$")
_ARTICLED = 5  # letters: shorter words with ال (إلى, إلا) have no article
_HEADLINE = 14  # words and marks of a line that a bare question mark makes a question


@cache
def lists() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("tawthiq.extract").joinpath("data/standing.toml").read_text("utf-8"))
    return {name: frozenset(form for word in text.split() for form in _forms(fold(word))) for name, text in table.items()}


def _forms(word: str) -> tuple[str, ...]:
    """A listed word as it stands and as a key, without its article."""
    return (word, word[2:]) if word.startswith("ال") and len(word) > _ARTICLED else (word,)


def listed(name: str, key: str) -> bool:
    return key in lists()[name]


@cache
def any_of(*names: str) -> frozenset[str]:
    """The words of several lists: nearly every word is in none, and one look tells."""
    return frozenset().union(*(lists()[name] for name in names))


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a sentence within one speaker's content, the trigger's index, and the raw surfaces."""

    words: tuple[Word, ...]
    at: int
    question: bool

    def key(self, index: int) -> str:
        return self.words[index].key if 0 <= index < len(self.words) else ""

    def surface(self, index: int) -> str:
        return fold(self.words[index].text) if 0 <= index < len(self.words) else ""


def clause_at(frame: Frame, tree: AttributionTree, start: int, end: int) -> Clause | None:
    sentence = frame.words[frame.sentence_at(start)] if frame.sentences else ()
    if not sentence:
        return None
    question = len(sentence) <= _HEADLINE and any(word.text in "؟?" for word in sentence[-3:])
    holder = tree.innermost(start, end)
    if holder is not None:
        low, high = holder.reach.start, holder.reach.end
        words = tuple(word for word in sentence if low <= word.start and word.end <= high)
    else:
        words = sentence
    if not words:
        return None
    at = word_at(words, start)
    if not tree.names.isdisjoint(map(_START, words)):
        words = tuple(_as_name(word) if word.start in tree.names else word for word in words)
    return Clause(words, at, question)


class _NameWord(Word):
    """A word of somebody's name."""

    __slots__ = ()

    @property
    def verb(self) -> VerbForm | None:
        """None: a name is no verb."""
        return None

    @property
    def noun(self) -> bool:
        """True."""
        return True


@lru_cache(maxsize=1024)  # the words of a sentence are asked for by each of its claims
def _as_name(word: Word) -> Word:
    return _NameWord(**{item.name: getattr(word, item.name) for item in fields(Word)})


def word_at(words: Sequence[Word], offset: int) -> int:
    """The index of the last word that begins at or before an offset; of the first if none does."""
    return max(0, bisect_right(words, offset, key=_START) - 1)


_START = attrgetter("start")


def opens(clause: Clause, index: int) -> bool:
    """Whether a finite verb under و or ف stands here: it governs what follows it, and nothing before it does."""
    word = clause.words[index]
    return word.kind == "word" and word.conjunction != "" and word.verb is not None and not word.noun and index < clause.at


def stops(clause: Clause, index: int) -> bool:
    """Whether what stands before a word governs nothing behind it."""
    word, key = clause.words[index], clause.key(index)
    if not_to(clause, index):
        return False
    if word.kind == "mark":
        return word.text in '،,؛;:.!؟?«»"“”…-–—'
    if key == "ان" and clause.key(index - 1) in {"الا", "سوي", "غير", "بيد"}:
        return clause.key(index - 2) != "من"  # من غير أن is without, غير أن is but
    if listed("breaks", key):
        return True
    return word.conjunction != "" and index + 1 <= clause.at and (word.verb is not None and not word.noun) and index < clause.at


def not_to(clause: Clause, index: int) -> bool:
    """ألا, بألا, لئلا: not to; without its hamza it is written like إلا."""
    return _NOT_TO.match(clause.words[index].text) is not None


def nominal(clause: Clause, at: int) -> bool:
    """Whether a word stands as a noun: by its form, behind a preposition, or as the object of the verb before it."""
    word = clause.words[at]
    if word.verb is None or word.noun:
        return True
    if listed("governors", clause.key(at - 1)) or word.preposition in {"ب", "ك"}:
        return True
    before = clause.words[at - 1] if at else None
    if before is None or before.kind != "word" or before.function or not before.noun or word.conjunction:
        return False
    for index in range(at - 2, max(-1, at - 8), -1):
        if stops(clause, index):
            return False
        if clause.words[index].verb is not None and not clause.words[index].noun:
            return True
    return False
