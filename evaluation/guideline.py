"""Our names as ANERcorp's guideline writes them: which types count, where a name begins, what is called MISC.

Read off the training part of the set, as a person reads a guideline: nothing of it is learnt by the shipped weights. Governments, armies,
ministries and buildings are no names there, national teams are places, and head nouns of companies and regions stand outside.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tawthiq.encoder.decode import bio
from tawthiq.encoder.mixing import Kinds
from tawthiq.encoder.protocol import Tagged
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import names
from tawthiq.text.words import Word

TEAM = "Team"
"""Sports clubs and national teams, until the guideline tells them apart."""

LABELS = bio(("Person", "Organization", "Place", "Work", "Thing", TEAM))
"""Labels that are read before the habits are applied."""

KINDS: Kinds = MappingProxyType({
    "news": {
        "PER": "Person", "ORG": "Organization", "MEDIA": "Organization", "SPORT": TEAM, "GPE": "Place", "LOC": "Place",
        "WORK": "Work", "THING": "Thing",
    },
})  # fmt: skip
"""The head that is asked, with the types that count. Our own head for names follows another guideline: mixed in, it gains nothing."""

_NAMES, _SURE = "names", 1.0
_CLITICS, _LETTERS = frozenset("وفبلك"), 4  # a word of fewer letters is rather a whole one («بين»)


@cache
def _words(key: str) -> frozenset[str]:
    rows: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return frozenset(fold(word) for word in rows[key].split())


def _bare(token: str) -> Iterator[str]:
    """The folded word as it is and without a clitic; لل is an article."""
    key = fold(token)
    yield key
    if key[:1] in _CLITICS and len(key) > _LETTERS:
        yield key[1:]
    if key.startswith("لل"):
        yield "ال" + key[2:]


def _is_misc(word: Word) -> bool:
    forms = set(_bare(word.text))
    forms |= {form[2:] for form in forms if form.startswith("ال")} if forms.isdisjoint(_words("faith")) else set()
    return not forms.isdisjoint(_words("money") | _words("faith"))


def _is_place(words: Sequence[Word]) -> bool:
    part = names().get(words[0].key) if len(words) == 1 else None
    return part is not None and "p" in part.flags


def _renamed(one: Tagged, words: Sequence[Word]) -> Tagged:
    """A name without its head noun; a team with the name of a country is a place."""
    head = not _words("outside").isdisjoint(_bare(words[one.first].text)) and one.last - one.first > 1 and one.label != "Person"
    if head:
        one = replace(one, first=one.first + 1, start=words[one.first + 1].core_start)
    if one.label == TEAM:
        return replace(one, label="Place" if _is_place(words[one.first : one.last]) else "Organization")
    return one


def adapted(sentences: Sequence[Sequence[Word]], tagged: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """The names with the habits applied, and the words that the guideline names and we do not."""
    found = [_renamed(one, sentences[one.sentence]) for one in tagged]
    taken = {(one.sentence, word) for one in found for word in range(one.first, one.last)}
    found += [
        Tagged(at, index, index + 1, word.core_start, word.end, "Thing", _NAMES, _SURE)
        for at, sentence in enumerate(sentences) for index, word in enumerate(sentence) if (at, index) not in taken and _is_misc(word)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.sentence, one.first)))
