"""What people decided of claims, found again by the words of the documents: a claim read anew keeps its judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tawthiq.model import Argument, Axes, Claim, Judgement, Modality, Polarity, Reading, Standing, Voice, content_id
from tawthiq.model.judgement import OF_CLAIMS, Decision
from tawthiq.text.titles import words_key

_PERSON = "person:"  # leads the name of who corrected a claim, among its makers

_AXES = {
    Standing.STATED: Axes(), Standing.ATTRIBUTED: Axes(Voice.ATTRIBUTED), Standing.ALLEGED: Axes(Voice.ALLEGED),
    Standing.DENIED: Axes(polarity=Polarity.NEGATED, rejected=True), Standing.NEGATED: Axes(polarity=Polarity.NEGATED),
    Standing.PLANNED: Axes(modality=Modality.INTENDED), Standing.CONDITIONAL: Axes(modality=Modality.CONDITIONAL),
}


def claim_key(claim: Claim) -> str:
    """What stays of a claim when it is read anew: its document, and a hash of predicate, exact words, and what its arguments are called.

    Of the subject only the last word counts: newer readers find longer names, not other people.
    """
    subject = words_key(claim.subject.text or "")[-1:]
    words = [span.exact for span in claim.evidence]
    return f"{claim.document}:{content_id('k', claim.predicate, *subject, *words_key(_text(claim.object)), *words)}"


def _text(argument: Argument | None) -> str:
    if argument is None:
        return ""
    if isinstance(argument.value, tuple):
        return " ".join(map(_text, argument.value))
    return argument.text or ""


class Verdicts:
    """The decisions on claims that hold: the last one of each claim."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._by_id: dict[str, Judgement] = {}
        self._by_key: dict[str, Judgement] = {}
        for item in sorted(judgements, key=lambda item: (item.decided, item.id)):
            if item.decision in OF_CLAIMS and item.undone is None:
                self._by_id[item.target] = item
                self._by_key |= dict.fromkeys(item.anchors, item)

    def __bool__(self) -> bool:
        return bool(self._by_id)

    def of(self, claim: Claim) -> Judgement | None:
        """What was decided of a claim, or of the same words read by an older version."""
        if not self._by_id:
            return None
        return self._by_id.get(claim.id) or self._by_key.get(claim_key(claim))

    def applied(self, claim: Claim) -> Claim | None:
        """The claim as people left it: corrected, or None if it was rejected."""
        found = self.of(claim)
        if found is None or found.decision is Decision.ACCEPT:
            return claim
        return None if found.decision is Decision.REJECT else corrected(claim, found)


def corrected(claim: Claim, judgement: Judgement) -> Claim:
    """The claim with what a person put in, under its own id: predicate, standing, subject and object in words."""
    values = dict(judgement.values)
    found = replace(claim, made_by=(*claim.made_by, f"{_PERSON}{judgement.author}"))
    if "predicate" in values:
        found = replace(found, predicate=values["predicate"])
    if "standing" in values:
        found = replace(found, axes=axes_of(claim, Standing(values["standing"])))
    if "subject" in values:
        found = replace(found, subject=Argument(value=values["subject"]))
    return replace(found, object=Argument(value=values["object"])) if "object" in values else found


def axes_of(claim: Claim, standing: Standing) -> Axes:
    """The axes of a standing; ValueError for a source's words where the claim names no source."""
    if standing in {Standing.ATTRIBUTED, Standing.ALLEGED} and len(claim.chain) < 2:
        raise ValueError(standing.value)
    axes = _AXES[standing]
    sourced = claim.axes.voice is not Voice.OUTLET and axes.voice is Voice.OUTLET and standing is not Standing.STATED
    return replace(axes, voice=claim.axes.voice) if sourced else axes


def as_decided(readings: Iterable[Reading], judgements: Sequence[Judgement]) -> Iterator[Reading]:
    """Readings as people left them: without what they rejected, with what they corrected."""
    verdicts = Verdicts(judgements)
    for reading in readings:
        yield replace(reading, claims=tuple(_kept(reading, verdicts))) if verdicts else reading


def _kept(reading: Reading, verdicts: Verdicts) -> Iterator[Claim]:
    names: dict[str, str] | None = None
    for claim in reading.claims:
        found = verdicts.applied(claim)
        if found is not None and found is not claim:
            names = names or {name.text: entity.id for entity in reading.entities for name in entity.names}
            found = _linked(found, names)
        if found is not None:
            yield found


def _linked(claim: Claim, names: Mapping[str, str]) -> Claim:
    """Subjects and objects in words as the entities of the reading that bear these names."""
    target = claim.object
    return replace(claim, subject=_known(claim.subject, names), object=_known(target, names) if target is not None else None)


def _known(argument: Argument, names: Mapping[str, str]) -> Argument:
    entity = names.get(argument.text or "") if argument.entity is None and argument.span is None else None
    return argument if entity is None else Argument(entity, value=argument.text)
