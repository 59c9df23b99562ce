"""«وأضافت الصحيفة», «بحسب الوكالة»: which outlet or agency of the text its bare noun takes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.attribution.lexicon import words
from tawthiq.extract.tree import Attribution
from tawthiq.model import Hop, HopRole
from tawthiq.text.fold import fold

_SAYING = frozenset({HopRole.SPEAKER, HopRole.CITED, HopRole.AGENCY, HopRole.MEDIUM})
_LONGEST = 2  # words of what takes an outlet up: الصحيفة الإسرائيلية
_AGENCY = fold("وكالة")


def taken_up(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, in order of the text, with every bare noun for an outlet replaced by the outlet named before it."""
    known: dict[str, Hop] = {}
    return [_resolved(one, known) for one in found]


def _resolved(one: Attribution, known: dict[str, Hop]) -> Attribution:
    """One attribution; ``known``: the last outlet named by each noun so far, which it adds to."""
    hops = tuple(_known(hop, known) for hop in one.hops)
    known.update(_named(one.hops))
    if hops == one.hops:
        return one
    return replace(one, hops=hops, speaker=hops[-1].entity if hops[-1] != one.hops[-1] else one.speaker)


def _known(hop: Hop, known: dict[str, Hop]) -> Hop:
    noun = _bare(hop)
    before = known.get(noun)
    return replace(before, span=hop.span) if before is not None else hop


def _bare(hop: Hop) -> str:
    """The noun for an outlet, without article, of a hop that has no more than it and an adjective; or ""."""
    parts = hop.span.exact.split() if hop.span is not None and hop.role in _SAYING else []
    if not 0 < len(parts) <= _LONGEST or not all(part.startswith(("ال", "لل")) for part in parts):
        return ""
    noun = fold(parts[0])[2:]
    return noun if noun == _AGENCY or noun in words("outlets") else ""


def _named(hops: Sequence[Hop]) -> Iterator[tuple[str, Hop]]:
    """The outlets that hops name in full, by their nouns."""
    for hop in hops:
        if hop.span is None or _bare(hop):
            continue
        first = fold(hop.span.exact.split()[0])
        if hop.role is HopRole.AGENCY:
            yield _AGENCY, hop
        elif hop.role in _SAYING and first in words("outlets"):
            yield first, hop
