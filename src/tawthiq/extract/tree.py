"""The attribution tree: who is said to have said which words, nested to any depth."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from tawthiq.model import Axes, Chain, Hop, Modality, Polarity, QuotationForm, Span, Voice


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source–cue–content relation.

    ``content`` is what was said, without marks. ``scope`` is where its standing holds: the content with its marks and
    its أن. ``hops`` are all hops inside the publisher for the content, outermost first (agency, medium, speaker, whom
    they cite), those of the parents included. ``act`` is the class of the cue (say, deny, accuse, claim, promise, hope,
    demand, expect, hearsay, ...), ``lemma`` its lemma. ``parent`` is the index of the attribution whose content
    holds this one. ``form`` is None where nothing is quoted or reported as words (a document named as source).
    ``issuer`` is the entity of who issued the document that tells the content, where the text says so.
    The axes are those that the cue gives its content: what the content itself negates or plans is added by ``standing``.
    """

    content: Span
    hops: tuple[Hop, ...]
    act: str
    lemma: str = ""
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    form: QuotationForm | None = None
    voice: Voice = Voice.ATTRIBUTED
    rejected: bool = False
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    parent: int | None = None
    scope: Span | None = None
    issuer: str | None = None

    @property
    def reach(self) -> Span:
        """Where the attribution holds."""
        return self.scope or self.content


@dataclass(frozen=True, slots=True)
class _Order:
    """Attributions by the start of their reach; ``further[i]`` is the last one before i whose reach ends behind that of i."""

    attributions: list[Attribution]
    starts: list[int]
    ends: list[int]
    further: list[int]


def _further(ends: list[int]) -> list[int]:
    """For each end the index of the last one before it that is greater, or -1."""
    found: list[int] = []
    open_: list[int] = []
    for index, end in enumerate(ends):
        while open_ and ends[open_[-1]] <= end:
            open_.pop()
        found.append(open_[-1] if open_ else -1)
        open_.append(index)
    return found


@dataclass(frozen=True)
class AttributionTree:
    """All attributions of a text in order, under the publisher (and the agency of its dateline, if there is one).

    ``names`` are the starts of the words of people's names, which are no verbs whatever they look like (تامر، أسعد).
    """

    outer: tuple[Hop, ...]
    attributions: tuple[Attribution, ...] = ()
    names: frozenset[int] = frozenset()

    @cached_property
    def _order(self) -> _Order:
        ordered = sorted(self.attributions, key=lambda attribution: attribution.reach.start)
        reaches = [attribution.reach for attribution in ordered]
        ends = [reach.end for reach in reaches]
        return _Order(ordered, [reach.start for reach in reaches], ends, _further(ends))

    def innermost(self, start: int, end: int) -> Attribution | None:
        """The smallest attribution whose reach holds ``[start, end)``."""
        order = self._order
        best, shortest = -1, end + 1  # no reach is longer than the text before its end
        index = bisect_right(order.starts, start) - 1
        while index >= 0 and end - order.starts[index] < shortest:  # a reach that begins before is no shorter
            length = order.ends[index] - order.starts[index]
            if end <= order.ends[index] and (best < 0 or length < shortest):
                best, shortest = index, length
            index = order.further[index] if order.ends[index] < end else index - 1
        return order.attributions[best] if best >= 0 else None

    def chain(self, start: int, end: int) -> Chain:
        """The chain for words at ``[start, end)``, the publisher first. Give the trigger: it decides who says it."""
        attribution = self.innermost(start, end)
        return self.outer if attribution is None else (*self.outer, *attribution.hops)

    def axes(self, start: int, end: int) -> Axes:
        """What the tree alone says of the standing of words at ``[start, end)``."""
        attribution = self.innermost(start, end)
        if attribution is None:
            return Axes(Voice.ATTRIBUTED if len(self.outer) > 1 else Voice.OUTLET)
        return Axes(attribution.voice, attribution.polarity, attribution.modality, attribution.rejected)
