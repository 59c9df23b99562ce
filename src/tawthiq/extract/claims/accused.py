"""Who accuses whom, and the charge: told of the accuser, and alleged of the accused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tawthiq.extract.claims.arguments import targets_of
from tawthiq.extract.claims.reading import Reading, drafted
from tawthiq.extract.claims.scene import Draft
from tawthiq.model import Argument, EntityType, Voice


def accused(reading: Reading) -> Iterator[Draft]:
    """Who accuses whom is told; of what is alleged, and only shown where the tree knows the accuser."""
    targets = targets_of(reading)
    if not targets or targets[0].entity is None:
        return
    charge = _charge(reading, targets[0])
    evidence_end = charge.evidence[1] if charge is not None else None
    for subject in (reading.subject, *reading.others):
        draft = replace(drafted(reading, "accuses", subject, targets[0]), about=charge)
        yield replace(draft, evidence=(draft.evidence[0], max(draft.evidence[1], evidence_end or 0)))
    if charge is not None:
        yield charge


_BESIDE = 2  # code points between the accused and the charge


def _charge(reading: Reading, target: Argument) -> Draft | None:
    scene, tokens, clause = reading.scene, reading.tokens, reading.clause
    start = next((item.at for item in clause.prepositional if item.preposition == "ب" and item.phrase is not None), None)
    end = clause.end
    if clause.content is not None:
        start, end = clause.content, min(len(tokens), clause.content + 20)
        while end > start and any(token.word.text in {"،", ".", "؛"} for token in tokens[start:end]):
            end -= 1
    if start is None:
        return None
    words = scene.words(tokens, start + (clause.content is not None), end)
    if words is None or words.span is None:
        return None
    at = tokens[start].word
    by = reading.subject if reading.type is EntityType.THING else None  # اتهم تقرير …: a text that the tree has as no speaker
    known = len(scene.tree.chain(at.core_start, at.end)) > 1 and scene.tree.axes(at.core_start, at.end).voice is Voice.ALLEGED
    if not known and by is None:
        return None
    draft = drafted(reading, "complicit_in", target, words)
    draft = replace(draft, alleged=True, accuser=by) if by is not None else draft
    low = target.span.start if target.span is not None and 0 < at.start - target.span.end <= _BESIDE else at.start
    return replace(draft, rule="verbal.charge", evidence=(low, words.span.end), trigger=(at.core_start, at.end), time=())
