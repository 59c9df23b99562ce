"""Who issued a document that a text names and takes up: أصدرت النقابة بيانا … وقال البيان; دراسة أعدها المعهد … وأضافت الدراسة."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.attribution.heads import surely_speaks
from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import words
from tawthiq.extract.attribution.phrases import Phrase, phrase_at
from tawthiq.extract.attribution.units import Unit
from tawthiq.model import Hop, HopRole
from tawthiq.text.fold import fold

_FAR = 6  # words between who issues and what is issued
_OWN = 3  # words behind a document in which the clause that tells who made it begins


def noun_of(text: str) -> str:
    """The folded noun at the head of a document's words, without article and case ending: البيان, بيانا → بيان."""
    first = fold(text.split(maxsplit=1)[0]) if text.split() else ""
    bare = first.removeprefix("لل").removeprefix("ال") if len(first) > _OWN else first
    return bare.removesuffix("ا") if bare.removesuffix("ا") in words("documents") else bare


def issued_in(unit: Unit, layer: Layer) -> Iterator[tuple[str, Phrase]]:
    """The documents that a unit says somebody issued, by their nouns, each with the phrase of who did."""
    for index, word in enumerate(unit.words[:-1]):
        if not _issues(unit, index) or word.pronoun:
            continue
        who = phrase_at(unit, layer, index + 1)
        if who is None or not surely_speaks(unit, layer, who):
            continue
        for at in range(who.end, min(len(unit), who.end + _FAR)):
            noun = noun_of(unit.words[at].text)
            if unit.is_stop(at) or (unit.words[at].verb is not None and not unit.words[at].noun):
                break
            if noun in words("documents") and not unit.words[at].article:
                yield noun, who
                break


def maker_behind(unit: Unit, layer: Layer, start: int, end: int) -> Phrase | None:
    """Who made a document, told behind it by a verb whose pronoun takes it up: دراسة أعدها معهد كذا."""
    for index in range(start + 1, min(len(unit) - 1, max(end, start + _OWN) + 1)):
        if _issues(unit, index) and unit.words[index].pronoun and not unit.words[index].conjunction:
            who = phrase_at(unit, layer, index + 1)
            return who if who is not None and surely_speaks(unit, layer, who) else None
    return None


def learnt(hops: Sequence[Hop], known: dict[str, Hop]) -> None:
    """Keep who issued the documents of a chain: its speaker behind the document."""
    document = next((hop for hop in hops if hop.role is HopRole.DOCUMENT and hop.name), None)
    if document is not None and hops[-1].role is HopRole.SPEAKER and hops[-1].name is not None:
        known[noun_of(document.name or "")] = hops[-1]


def _issues(unit: Unit, index: int) -> bool:
    word = unit.words[index]
    return unit.keys[index] in words("making") and not word.article and not word.preposition
