"""Why a claim was read as it was: the sentence, who is said to say it, and what its standing rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tawthiq.extract import Understanding
from tawthiq.extract.standing import read_standing
from tawthiq.extract.tree import Attribution, AttributionTree
from tawthiq.model import Claim, Span


@dataclass(frozen=True, slots=True)
class Grounds:
    """The sentence of a claim's trigger, the attributions that hold it (the outermost first), and reasons of its standing.

    A reason is ``kind:word``: negated:لم, future:سيزور, tree:say.
    """

    sentence: Span
    steps: tuple[Attribution, ...]
    standing: tuple[str, ...]


def grounds(found: Understanding, claim: Claim) -> Grounds:
    """The grounds of a claim in the layers of its own document."""
    frame, tree = found.layers.frame, found.tree
    anchor = claim.trigger or claim.evidence[0]
    sentence = frame.sentences[frame.sentence_at(anchor.start)]
    standing = read_standing(frame, tree, anchor.start, anchor.end)
    return Grounds(frame.span(sentence.start, sentence.end), tuple(_path(tree, anchor))[::-1], standing.reasons)


def _path(tree: AttributionTree, anchor: Span) -> Iterator[Attribution]:
    """From the innermost attribution outwards; each parent once, whatever the tree says."""
    step, seen = tree.innermost(anchor.start, anchor.end), set[int]()
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        yield step
        step = tree.attributions[step.parent] if step.parent is not None else None
