"""What people decide: decisions with the words that they are about, and what of them the archive no longer has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import regex

from tawthiq.errors import NotFoundError, UsageError
from tawthiq.model import Claim, Decision, Judgement, content_id
from tawthiq.model.judgement import OF_CLAIMS, OF_ENTITY
from tawthiq.reconcile.decisions import Verdicts, claim_key
from tawthiq.store import ClaimFilter, EntityFilter, EntityRow, FoundClaim, Store
from tawthiq.text.fold import fold

_SHOWN = 8  # ids that an error lists
IDENTITY = MappingProxyType({"country": regex.compile("[A-Z]{2}"), "wikidata": regex.compile(r"Q[1-9]\d*")})
"""How what an entity is can be told: the name of each field and what fits it."""

_ANCHORS = 50  # documents by whose words an entity of a decision is found again


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, when (ISO 8601) and why."""

    author: str
    now: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that a decision is about: its id (or ``document@name``), its name, and the words by which it is found again."""

    target: str
    name: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in a list: what was meant, in words, and whether the archive still has it.

    ``state`` is "active", "undone" or "vanished".
    """

    judgement: Judgement
    target: str
    other: str
    state: str


# ------------------------------------------------------------------ what is meant


def entity_at(store: Store, anchor: str) -> str | None:
    """The archive entity that bears a name in a document (``document@name``), if there is one."""
    document, _, name = anchor.partition("@")
    return store.bearer(document, name)


def entity_named(store: Store, text: str) -> EntityRow:
    """The one entity that a person means by an id or a name; NotFoundError (T001) for none, UsageError (T530) for several."""
    if text.startswith("e-"):
        rows = list(store.entities(EntityFilter(ids=(whole_id(text, store.entities_beginning(text, _SHOWN)),))))
    else:
        found = store.find_entities(text)
        exact = [row for row in found if any(fold(name) == fold(text) for name, _ in row.names)]
        rows = exact or found
    if not rows:
        raise NotFoundError("T001", text, name=text)
    if len(rows) > 1:
        raise UsageError("T530", text, name=text, ids=", ".join(f"{row.id} ({row.name})" for row in rows[:_SHOWN]))
    return rows[0]


def whole_id(text: str, found: Sequence[str]) -> str:
    """The one id that begins so; NotFoundError (T001) for none, UsageError (T538) for several, with the first of them."""
    if text in found:
        return text
    if not found:
        raise NotFoundError("T001", text, name=text)
    if len(found) > 1:
        raise UsageError("T538", text, ids=", ".join(found))
    return found[0]


def claim_named(store: Store, text: str) -> FoundClaim:
    """The one claim of an id or the beginning of one, with or without its "c-"; errors as ``whole_id``."""
    ids = store.claims_beginning(text, _SHOWN) or store.claims_beginning(f"c-{text}", _SHOWN) if text else []
    return store.claim(whole_id(text, ids))


def side(store: Store, text: str) -> Side:
    """What a person means by an id, a name, or one document's bearer of a name ("DOCUMENT@NAME")."""
    document, sign, name = text.partition("@")
    if not sign:
        row = entity_named(store, text)
        return Side(row.id, row.name, entity_anchors(store, row.id))
    anchor = f"{store.document_named(document)}@{name}"
    entity = entity_at(store, anchor)
    if entity is None:
        raise NotFoundError("T001", text, name=name)
    return Side(anchor, name, (anchor,))


def on_sides(decision: Decision, first: Side, second: Side, by: By) -> Judgement:
    """A decision on who two are to each other, with the words by which both are found again.

    The bearer in one document can be parted from an entity that it is counted to: its words are then not the entity's.
    """
    if first.target == second.target:
        raise UsageError("T533", first.target, name=first.name)
    a, b = first.anchors, second.anchors
    if len(a) <= len(b):
        b = tuple(anchor for anchor in b if anchor not in a)
    else:
        a = tuple(anchor for anchor in a if anchor not in b)
    key = content_id("j", decision, first.target, second.target, by.author, by.now)
    return Judgement(key, first.target, second.target, decision, by.author, by.now, by.note, None, a, b)


def entity_anchors(store: Store, entity: str) -> tuple[str, ...]:
    """An entity in the words of its documents: ``document@name``."""
    return tuple(f"{document}@{name}" for document, _, name in store.borne(entity, _ANCHORS))


def on_documents(first: str, second: str, by: By) -> Judgement:
    """That two documents are no copies of each other."""
    if first == second:
        raise UsageError("T533", first, name=first)
    key = content_id("j", Decision.APART, first, second, by.author, by.now)
    return Judgement(key, first, second, Decision.APART, by.author, by.now, by.note)


def on_claim(claim: Claim, decision: Decision, values: Sequence[tuple[str, str]], by: By) -> Judgement:
    """A decision on a claim, with the key by which it is found again when it is read anew; corrections: ``correcting.correction``."""
    key = content_id("j", decision, claim.id, by.author, by.now)
    return Judgement(key, claim.id, None, decision, by.author, by.now, by.note, None, (claim_key(claim),), (), tuple(values))


def rename(side: Side, name: str, by: By) -> Judgement:
    """That an entity is called so from now on; how the sources write it stays beside it. UsageError (T544) for no name."""
    words = " ".join(name.split())
    if not words:
        raise UsageError("T544", side.name)
    return _on_entity(Decision.RENAME, side, (("name", words),), by)


def identify(side: Side, values: Mapping[str, str], by: By) -> Judgement:
    """Which thing of the world an entity is: ``country`` (two letters) and ``wikidata`` (Q and a number); UsageError (T545) for others.

    Bearers of one name who are said to be other things are parted; entities that are said to be one thing are joined.
    """
    given = tuple((key, value.strip().upper()) for key, value in sorted(values.items()) if value.strip())
    if not given or not all(key in IDENTITY and IDENTITY[key].fullmatch(value) for key, value in given):
        raise UsageError("T545", side.name)
    return _on_entity(Decision.IDENTIFY, side, given, by)


def _on_entity(decision: Decision, side: Side, values: tuple[tuple[str, str], ...], by: By) -> Judgement:
    key = content_id("j", decision, side.target, by.author, by.now)
    return Judgement(key, side.target, None, decision, by.author, by.now, by.note, None, side.anchors, (), values)


def known_of(store: Store, entity: str) -> dict[str, str]:
    """What people said an entity is (``country``, ``wikidata``); the last word on each holds."""
    found: dict[str, str] = {}
    for item in store.judgements():
        if item.decision is Decision.IDENTIFY:
            meant = {entity_at(store, anchor) for anchor in item.anchors} if item.anchors else {item.target}
            found |= dict(item.values) if entity in meant else {}
    return found


def undo(store: Store, text: str, now: str) -> Judgement:
    """The decision of an id (or the beginning of it), taken back; T534 for none that holds, T538 for several."""
    found = [item for item in store.judgements() if item.id.removeprefix("j-").startswith(text.removeprefix("j-"))]
    exact = [item for item in found if item.id == text]
    if not found or not text:
        raise NotFoundError("T534", text)
    if len(found) > 1 and not exact:
        raise UsageError("T538", text, ids=", ".join(item.id for item in found[:_SHOWN]))
    return replace((exact or found)[0], undone=now)


# ------------------------------------------------------------------ listing


def decisions(store: Store, *, undone: bool = True) -> Iterator[DecisionRow]:
    """All decisions in order of time, each with what it meant and whether the archive still has that."""
    for item in store.judgements(undone=undone):
        target, other, found = _meant(store, item)
        state = "undone" if item.undone else "active" if found else "vanished"
        yield DecisionRow(item, target, other, state)


def _meant(store: Store, item: Judgement) -> tuple[str, str, bool]:
    if item.decision in OF_CLAIMS:
        words = _claim_words(store, item)
        return words or item.target, "", words is not None
    if item.decision is Decision.APART:
        paths = [store.head(key).origin.path if store.has(key) else None for key in (item.target, item.other or "")]
        return paths[0] or item.target, paths[1] or item.other or "", None not in paths
    if item.decision in OF_ENTITY:
        name = _name(store, item.target, item.anchors)
        return name or item.target, "", name is not None
    names = [_name(store, target, anchors) for target, anchors in ((item.target, item.anchors), (item.other or "", item.other_anchors))]
    return names[0] or item.target, names[1] or item.other or "", None not in names


def _name(store: Store, target: str, anchors: Sequence[str]) -> str | None:
    """What an entity of a decision is called; None if no document of the archive has it any more."""
    if any(entity_at(store, anchor) for anchor in anchors):
        return anchors[0].partition("@")[2]
    return next((row.name for row in store.entities(EntityFilter(ids=(target,)))), None)


def _claim_words(store: Store, item: Judgement) -> str | None:
    """The words of a claim that was decided on, as it is read today; None if it is not read any more."""
    direct = next(iter(store.claims(ClaimFilter(ids=(item.target,)))), None)
    if direct is not None:
        return " … ".join(span.exact for span in direct.claim.evidence)
    for anchor in item.anchors:
        for found in store.claims(ClaimFilter(document=anchor.partition(":")[0], limit=None)):
            if claim_key(found.claim) == anchor:
                return " … ".join(span.exact for span in found.claim.evidence)
    return None


def verdicts(store: Store) -> Verdicts:
    """The decisions on claims that hold."""
    return Verdicts(store.judgements())
