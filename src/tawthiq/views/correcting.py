"""Claims as people left them: corrections made from what a person typed, and lists in which corrected claims stand in their new place.

``correction`` makes the decision from a form, ``current_values`` is what the form begins with, and ``decided_claims`` are the claims
as they hold now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tawthiq.errors import UsageError
from tawthiq.model import Argument, Claim, Decision, Judgement
from tawthiq.reconcile.corrections import FIELDS, NOTHING, applied, corrected, corrector, current_values
from tawthiq.reconcile.decisions import Verdicts, claim_key, linked
from tawthiq.store import ClaimFilter, FoundClaim, Store
from tawthiq.text.fold import fold
from tawthiq.views.decisions import By, entity_anchors, entity_at, entity_named, on_claim, verdicts
from tawthiq.views.labels import label

__all__ = ["FIELDS", "as_left", "correction", "corrector", "current_values", "decided_claims", "left"]

_ENTITIES = ("subject", "object", "speaker")


def correction(store: Store, claim: Claim, given: Mapping[str, str], by: By) -> Judgement:
    """The decision that a claim says something else than it does now, with what was corrected before; empty texts change nothing.

    Fields and how they are written: ``reconcile.corrections``. Subject, object and speaker may be ids of the archive (e-…).
    UsageError T536 for nothing new, T537 for a standing without its source, T539 for a text that is no value of its field.
    """
    earlier = verdicts(store).of(claim)
    kept = dict(earlier.values) if earlier is not None and earlier.decision is Decision.CORRECT else {}
    before = current_values(corrected(claim, earlier) if earlier is not None and kept else claim)
    values = {key: text.strip() for key, text in given.items() if text.strip() and text.strip() != before.get(key)}
    unknown = values.keys() - set(FIELDS)
    if unknown or not values:
        raise UsageError("T536", claim.id)
    for field in _ENTITIES:
        values |= _meant(store, claim, field, values.get(field, NOTHING))
    values = kept | values
    try:
        applied(claim, values)
    except ValueError as error:
        field = str(error)
        code = "T537" if field == "standing" else "T539"
        shown = {lang: label("standing", values.get("standing", claim.standing.value), lang) for lang in ("ar", "en")}
        value = f"{shown['ar']} / {shown['en']}" if code == "T537" else values.get(field, "")
        raise UsageError(code, claim.id, field=field, value=value) from error
    return on_claim(claim, Decision.CORRECT, tuple(sorted(values.items())), by)


def _meant(store: Store, claim: Claim, field: str, text: str) -> dict[str, str]:
    """Whom the words of a field mean: an id, a name of the document itself (found again by it), or the archive's only bearer of it."""
    if text == NOTHING:
        return {}
    if text.startswith("e-"):
        row = entity_named(store, text)
        anchors = entity_anchors(store, row.id)
        own = [anchor for anchor in anchors if anchor.startswith(f"{claim.document}@")]
        words = own[0].partition("@")[2] if own else row.name
        return {field: words} | {f"{field}_entity": anchor for anchor in (*own, *anchors)[:1]}
    if text in {name.text for entity in store.reading(claim.document).entities for name in entity.names}:
        return {field: text}
    rows = [row for row in store.find_entities(text) if any(fold(name) == fold(text) for name, _ in row.names)]
    anchors = entity_anchors(store, rows[0].id) if len(rows) == 1 else ()
    return {field: text} | {f"{field}_entity": anchor for anchor in anchors[:1]}


# ------------------------------------------------------------------ lists


def decided_claims(
    store: Store, wanted: ClaimFilter, held: Verdicts, *, rejected: bool = False
) -> Iterator[tuple[FoundClaim, str]]:
    """Claims that fit a filter as people left them, each with what was decided of it; rejected ones only where asked for.

    A claim that was corrected out of what is asked for is left out; one that was corrected into it comes at the end.
    """
    seen: set[str] = set()
    for found in store.claims(wanted):
        seen.add(found.claim.id)
        yield from _as_left(store, found, wanted, held, rejected=rejected)
    if wanted.ids or wanted.offset:
        return
    for found in _corrected(store, held, seen):
        yield from _as_left(store, found, wanted, held, rejected=False)


def as_left(store: Store, claims: Iterable[FoundClaim], held: Verdicts) -> Iterator[tuple[FoundClaim, str]]:
    """Claims as people left them, each with what was decided of it, without those that they rejected."""
    for found in claims:
        yield from _as_left(store, found, ClaimFilter(), held, rejected=False)


def left(store: Store, found: Iterable[FoundClaim], wanted: ClaimFilter, held: Verdicts) -> Iterator[tuple[FoundClaim, str]]:
    """The same of claims that are at hand, rejected ones among them."""
    for item in found:
        yield from _as_left(store, item, wanted, held, rejected=True)


def _as_left(
    store: Store, found: FoundClaim, wanted: ClaimFilter, held: Verdicts, *, rejected: bool
) -> Iterator[tuple[FoundClaim, str]]:
    judgement = held.of(found.claim)
    if judgement is None or judgement.decision is Decision.ACCEPT:
        yield found, judgement.decision.value if judgement else ""
    elif judgement.decision is Decision.REJECT:
        if rejected:
            yield found, Decision.REJECT.value
    else:
        now = _resolved(store, found, held)
        if _fits(store, now, wanted):
            yield now, Decision.CORRECT.value


def _corrected(store: Store, held: Verdicts, seen: Iterable[str]) -> Iterator[FoundClaim]:
    """The corrected claims of the archive that were not seen, in order of their decisions."""
    known = set(seen)
    for judgement in held.corrections():
        for found in _found(store, judgement):
            if found.claim.id not in known:
                known.add(found.claim.id)
                yield found


def _found(store: Store, judgement: Judgement) -> Iterator[FoundClaim]:
    direct = list(store.claims(ClaimFilter(ids=(judgement.target,))))
    yield from direct
    for anchor in judgement.anchors if not direct else ():
        for found in store.claims(ClaimFilter(document=anchor.partition(":")[0], limit=None)):
            if claim_key(found.claim) == anchor:
                yield found


def _resolved(store: Store, found: FoundClaim, held: Verdicts) -> FoundClaim:
    """The corrected claim with the archive's entities for what was put in."""
    claim = held.applied(found.claim) or found.claim
    names = {name.text: entity.id for entity in store.reading(claim.document).entities for name in entity.names}
    claim = linked(claim, names)
    subject = found.subject if claim.subject is found.claim.subject else _archived(store, claim.document, claim.subject)
    target = found.object if claim.object is found.claim.object else _archived(store, claim.document, claim.object)
    return replace(found, claim=claim, subject=subject, object=target)


def _archived(store: Store, document: str, argument: Argument | None) -> str | None:
    if argument is None or argument.entity is None:
        return None
    if "@" in argument.entity:
        return entity_at(store, argument.entity)
    return next((item.entity for item in store.identities(document=document) if item.local == argument.entity), None)


def _fits(store: Store, found: FoundClaim, wanted: ClaimFilter) -> bool:
    """Whether a corrected claim fits the filter; its time is not looked at where the filter bounds it."""
    claim = found.claim
    publisher = wanted.publisher is None or store.head(claim.document).publisher == wanted.publisher
    return publisher and (
        wanted.subject in {None, found.subject} and wanted.object in {None, found.object}
        and wanted.about in {None, found.subject, found.object} and wanted.predicate in {None, claim.predicate}
        and wanted.standing in {None, claim.standing} and wanted.document in {None, claim.document}
    )
