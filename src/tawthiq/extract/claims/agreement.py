"""What the learned heads and the tree say of drafts: how far they bear out a predicate and its arguments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from types import MappingProxyType

from tawthiq.encoder import NOWHERE, Proposal
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.token import Token
from tawthiq.model import Argument
from tawthiq.model.predicates import OPEN

MEASURED = ("head", "tree", "rivals", "twins", "around")
"""How the names of measures begin."""

_DEEPEST = 10  # steps to the root beyond which more make no difference
_TWIN = 0.3  # share of words from which on two objects are read from the same words
_ALIKE: Mapping[str, str] = MappingProxyType({
    "occupation": "holds_position", "employed_by": "holds_position", "appointed_by": "holds_position", "candidate_for": "nominated_for",
    "part_of": "member_of", "cooperates_with": "has_ties_with", "loyal_to": "supports", "friction_with": "opposes",
    "engaged_in": "has_trait", "killed_in": "died", "arrested": "persecutes",
})  # fmt: skip
"""Predicates that tell nearly the same: a proposal of one bears out a draft of the other."""


def alike(one: str, other: str) -> bool:
    """Whether two predicates tell nearly the same."""
    return _ALIKE.get(one, one) == _ALIKE.get(other, other)


def weighed(tokens: Sequence[Token], drafts: Sequence[Draft], proposals: Sequence[Proposal]) -> list[Draft]:
    """The drafts of a sentence with what the heads say of each."""
    return [replace(draft, measures=(*_measures(tokens, draft, proposals), *hanging(tokens, draft, drafts))) for draft in drafts]


def _measures(tokens: Sequence[Token], draft: Draft, proposals: Sequence[Proposal]) -> Iterator[tuple[str, float]]:
    """How far proposals bear out a draft: its predicate, its arguments, and what else they see at its trigger."""
    low, high = range_of(tokens, *draft.evidence)
    at, _ = range_of(tokens, *draft.trigger)
    near = [one for one in proposals if low <= one.word < high]
    same = [(one.probability, one.probability * _agreeing(tokens, draft, one)) for one in near if alike(one.predicate, draft.predicate)]
    exact = max((one.probability for one in near if one.predicate == draft.predicate), default=0.0)
    other = max((one.probability for one in near if one.word == at and not alike(one.predicate, draft.predicate)), default=0.0)
    yield "head", max((chance for chance, _ in same), default=0.0)
    yield "head exact", exact
    yield "head whole", max((whole for _, whole in same), default=0.0)
    yield "head other", other
    yield "head silent", float(not same)
    if same:
        best = max((one for one in near if alike(one.predicate, draft.predicate)), key=lambda one: one.probability)
        yield "head subject", _at(tokens, draft.subject, best.subject)
        yield "head object", overlap(pointed(best), words_of(tokens, draft.object))
        yield "head ends", best.begin[0][1] * best.end[0][1]


def hanging(tokens: Sequence[Token], draft: Draft, drafts: Sequence[Draft]) -> Iterator[tuple[str, float]]:
    """How a draft's trigger and arguments hang in the tree, and what else was read in the sentence."""
    low, high = range_of(tokens, *draft.trigger)
    arc = tokens[low].arc if high > low else None
    if arc is not None:
        yield f"tree:{arc.relation}", 1.0
        yield f"tree tag:{arc.tag}", 1.0
        yield "tree sure", arc.probability
        yield "tree depth", min(_depth(tokens, low), _DEEPEST) / 5
    if high > low:
        for name, argument in (("subject", draft.subject), ("object", draft.object)):
            yield from _argument(tokens, draft, name, words_of(tokens, argument))
    others = [one for one in drafts if one is not draft and one.predicate != OPEN]
    twins = [one for one in others if alike(one.predicate, draft.predicate) and one.subject.entity == draft.subject.entity]
    mine = words_of(tokens, draft.object)
    yield "rivals", min(3, sum(one.trigger == draft.trigger for one in others)) / 2
    yield "twins", min(3, sum(overlap(words_of(tokens, one.object), mine) > _TWIN for one in twins)) / 2
    yield "around", min(6, len(others)) / 3


def _argument(tokens: Sequence[Token], draft: Draft, name: str, ends: tuple[int, int]) -> Iterator[tuple[str, float]]:
    """How an argument hangs: by what, on the trigger or not, whether its words hang together and what hangs on them is left out."""
    inside = range(ends[0], ends[1] + 1) if NOWHERE not in ends else range(0)
    tops = [arc for arc in (tokens[at].arc for at in inside) if arc is not None and arc.head not in inside]
    if not tops:
        return
    low, high = range_of(tokens, *draft.trigger)
    left_out = [t for t in tokens if t.arc is not None and t.arc.head in inside and t.index not in inside and t.arc.relation != "punct"]
    hangs = float(low <= tops[0].head < high)
    yield f"tree {name}:{tops[0].relation}", 1.0
    yield f"tree {name} hangs", hangs
    yield f"tree {name} hangs by {tops[0].relation} {draft.predicate}", hangs
    yield f"tree {name} sure", tops[0].probability
    yield f"tree {name} loose", min(len(tops) - 1, 4) / 2
    yield f"tree {name} cut", min(sum(not low <= token.index < high for token in left_out), 4) / 2


def _depth(tokens: Sequence[Token], word: int) -> int:
    """Steps to the root; the parser's trees may hold circles."""
    steps, arc = 0, tokens[word].arc
    while arc is not None and arc.head >= 0 and steps < len(tokens):
        arc, steps = tokens[arc.head].arc, steps + 1
    return steps


def _agreeing(tokens: Sequence[Token], draft: Draft, one: Proposal) -> float:
    """How likely a proposal's pointers go to a draft's subject and object."""
    return _at(tokens, draft.subject, one.subject) * overlap(pointed(one), words_of(tokens, draft.object))


def _at(tokens: Sequence[Token], subject: Argument, pointer: Sequence[tuple[int, float]]) -> float:
    """The probability that a pointer goes to a subject, or nowhere where it is not named here."""
    found = 0.0
    for word, chance in pointer:
        mention = tokens[word].inside if word != NOWHERE else None
        here = subject.span is not None and word != NOWHERE and subject.span.start < tokens[word].word.end <= subject.span.end
        hidden = word == NOWHERE and subject.span is None
        if here or hidden or (mention is not None and mention.entity == subject.entity):
            found += chance
    return min(1.0, found)


def pointed(one: Proposal) -> tuple[int, int]:
    """First and last word of the object, both ``NOWHERE`` if there is none."""
    first, last = one.first[0][0], one.last[0][0]
    return (first, last) if NOWHERE not in (first, last) and last >= first else (NOWHERE, NOWHERE)


def words_of(tokens: Sequence[Token], argument: Argument | None) -> tuple[int, int]:
    if argument is None or argument.span is None:
        return NOWHERE, NOWHERE
    low, high = range_of(tokens, argument.span.start, argument.span.end)
    return (low, high - 1) if high > low else (NOWHERE, NOWHERE)


def range_of(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The tokens that share a character with offsets."""
    low = bisect_right(tokens, start, key=_END)
    high = bisect_left(tokens, end, low, key=_START)
    return (low, high) if high > low else (0, 0)


_START, _END = attrgetter("word.start"), attrgetter("word.end")


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Twice the shared words over the words of both; two that are nowhere are the same."""
    if NOWHERE in one or NOWHERE in other:
        return float(one == other)
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return 2 * max(0, shared) / (one[1] - one[0] + other[1] - other[0] + 2)
