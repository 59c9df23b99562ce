"""Why a claim was read as it was: the sentence, who is said to say it, what its standing rests on, and what the learned heads saw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tawthiq.encoder import NOWHERE, Pointer, Proposal
from tawthiq.extract import Understanding
from tawthiq.extract.claims.agreement import alike
from tawthiq.extract.claims.learned import RULE
from tawthiq.extract.frame import Frame
from tawthiq.extract.standing import read_standing
from tawthiq.extract.tree import Attribution, AttributionTree
from tawthiq.model import Claim, Span
from tawthiq.model.predicates import OPEN
from tawthiq.text.words import Word

_MOST = 3  # proposals of one trigger that are told: those behind them are hardly ever likely


@dataclass(frozen=True, slots=True)
class Seen:
    """What the learned heads see at a claim's trigger: a predicate, how likely the word tells it, and where their pointers go.

    ``subject`` is the first word of what the subject is called; None: the pointer goes nowhere. All chances are between 0 and 1; an
    argument's is that of its pointers together.
    """

    predicate: str
    chance: float
    subject: Span | None
    subject_chance: float
    object: Span | None
    object_chance: float
    evidence: Span | None


@dataclass(frozen=True, slots=True)
class Grounds:
    """The sentence of a claim's trigger, the attributions that hold it (the outermost first), reasons of its standing, and the heads.

    A reason is ``kind:word``: negated:لم, future:سيزور, tree:say. ``heads`` are the likeliest first, none where there are no heads.
    """

    sentence: Span
    steps: tuple[Attribution, ...]
    standing: tuple[str, ...]
    heads: tuple[Seen, ...] = ()


def grounds(found: Understanding, claim: Claim) -> Grounds:
    """The grounds of a claim in the layers of its own document."""
    frame, tree = found.layers.frame, found.tree
    anchor = claim.trigger or claim.evidence[0]
    number = frame.sentence_at(anchor.start)
    sentence = frame.sentences[number]
    standing = read_standing(frame, tree, anchor.start, anchor.end)
    proposals = found.layers.proposals[number] if found.layers.proposals else ()
    heads = _seen(frame, frame.words[number], claim, anchor, proposals)
    return Grounds(frame.span(sentence.start, sentence.end), tuple(_path(tree, anchor))[::-1], standing.reasons, heads)


def _path(tree: AttributionTree, anchor: Span) -> Iterator[Attribution]:
    """From the innermost attribution outwards; each parent once, whatever the tree says."""
    step, seen = tree.innermost(anchor.start, anchor.end), set[int]()
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        yield step
        step = tree.attributions[step.parent] if step.parent is not None else None


def _seen(frame: Frame, words: Sequence[Word], claim: Claim, anchor: Span, proposals: Sequence[Proposal]) -> tuple[Seen, ...]:
    """What the heads see at the claim's trigger, under its own predicate if it has one."""
    wanted = _predicate(claim)
    here = [one for one in proposals if words[one.word].start < anchor.end and anchor.start < words[one.word].end]
    fitting = [one for one in here if wanted == OPEN or alike(one.predicate, wanted)]
    fitting.sort(key=lambda one: (-one.probability, one.predicate))
    return tuple(_told(frame, words, one) for one in fitting[:_MOST])


def _predicate(claim: Claim) -> str:
    """What a claim would say if it were sure: a draft of the heads that is kept open carries its predicate in its rule."""
    made = (maker.removeprefix("rule:").partition("@")[0] for maker in claim.made_by)
    return next((rule.removeprefix(RULE) for rule in made if rule.startswith(RULE)), claim.predicate)


def _told(frame: Frame, words: Sequence[Word], one: Proposal) -> Seen:
    subject, item, evidence = (
        _between(frame, words, first, last) for first, last in ((one.subject, one.subject), (one.first, one.last), (one.begin, one.end))
    )
    return Seen(one.predicate, one.probability, subject, one.subject[0][1], item, one.first[0][1] * one.last[0][1], evidence)


def _between(frame: Frame, words: Sequence[Word], first: Pointer, last: Pointer) -> Span | None:
    """The words from where one pointer goes to where another goes."""
    low, high = first[0][0], last[0][0]
    return None if NOWHERE in (low, high) or high < low else frame.span(words[low].core_start, words[high].end)
