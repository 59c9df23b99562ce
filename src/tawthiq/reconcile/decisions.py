"""What people decided of claims, found again by the words of the documents: a claim read anew keeps its judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tawthiq.model import Argument, Claim, Hop, Judgement, Reading, content_id
from tawthiq.model.judgement import OF_CLAIMS, Decision
from tawthiq.reconcile.corrections import corrected
from tawthiq.text.titles import words_key


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

    def corrections(self) -> list[Judgement]:
        """The corrections that hold, in the order in which they were made."""
        held = (item for item in self._by_id.values() if item.decision is Decision.CORRECT)
        return sorted(held, key=lambda item: (item.decided, item.id))

    def applied(self, claim: Claim) -> Claim | None:
        """The claim as people left it: corrected, or None if it was rejected."""
        found = self.of(claim)
        if found is None or found.decision is Decision.ACCEPT:
            return claim
        return None if found.decision is Decision.REJECT else corrected(claim, found)


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
            found = linked(found, names)
        if found is not None:
            yield found


def linked(claim: Claim, names: Mapping[str, str]) -> Claim:
    """What a person put in in words as the entities that bear these names in the document (name -> local id)."""
    target = claim.object
    chain = tuple(_known_hop(hop, names) for hop in claim.chain)
    return replace(claim, subject=_known(claim.subject, names), object=_known(target, names) if target is not None else None, chain=chain)


def _known(argument: Argument, names: Mapping[str, str]) -> Argument:
    put_in = argument.span is None and (argument.entity is None or "@" in argument.entity)
    entity = names.get(argument.text or "") if put_in else None
    return argument if entity is None else Argument(entity, value=argument.text)


def _known_hop(hop: Hop, names: Mapping[str, str]) -> Hop:
    put_in = hop.span is None and (hop.entity is None or "@" in hop.entity)
    entity = names.get(hop.name or "") if put_in else None
    return hop if entity is None else replace(hop, entity=entity)
