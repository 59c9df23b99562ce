"""A claim explained: the sentence, the tree of who says it, the rule or model, the reference, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq import extract
from tawthiq.errors import NotFoundError
from tawthiq.extract.grounds import Grounds, Seen, grounds
from tawthiq.extract.tree import Attribution
from tawthiq.model import Argument, Claim, Mention
from tawthiq.store import ClaimFilter, Store
from tawthiq.views import lists
from tawthiq.views import model as view
from tawthiq.views.words import evidence_of, link_of

_SHORTEST = 5  # letters of an id that may be given instead of the whole: "c-" and three more


@dataclass(frozen=True, slots=True)
class Step:
    """An attribution that holds the claim: the kind of act, the words that carry it, and whose words they are."""

    act: str
    cue: str | None
    source: str | None
    content: str
    form: str | None
    chain: tuple[view.Link, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """How an argument was found: ``how`` is named (its words stand in the evidence), referred (they stand elsewhere) or words.

    ``words`` are the argument's own, ``names`` every way in which the document names the entity.
    """

    role: str
    how: str
    words: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the learned heads see at the trigger: a predicate, its chance, the words they point to (None: to none) and those chances.

    ``subject`` is only the first word of the subject's name.
    """

    predicate: str
    chance: float
    subject: str | None
    subject_chance: float
    object: str | None
    object_chance: float
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that a reading of a claim rests on. ``reasons`` are pairs of a kind and the word it comes from.

    ``heads`` are what the learned heads see at its trigger, the likeliest first; ``reader`` is who reads today; ``current``: that reader
    makes this very claim.
    """

    row: lists.ClaimRow
    sentence: view.Evidence
    trigger: str | None
    steps: tuple[Step, ...]
    reasons: tuple[tuple[str, str], ...]
    references: tuple[Reference, ...]
    why: tuple[str, ...]
    made_by: tuple[str, ...]
    confidence: float
    reader: str
    current: bool
    heads: tuple[Sight, ...] = ()


def explain(store: Store, claim: str) -> Explanation:
    """The explanation of a claim by its id or the beginning of it; NotFoundError (T001) if no claim or several begin so."""
    found = store.claim(_whole(store, claim)).claim
    document = store.document(found.document)
    understanding = extract.understand(document, by_rules=store.reading(document.id).reader == extract.RULES)
    why = grounds(understanding, found)
    mentions = understanding.layers.mentions.mentions
    current = any(item.id == found.id for item in extract.read(document).claims)
    return Explanation(
        next(iter(lists.claim_rows(store, ClaimFilter(ids=(found.id,))))), evidence_of(document.text, why.sentence),
        found.trigger.exact if found.trigger else None, tuple(map(_step, why.steps)), _reasons(why),
        tuple(_references(found, mentions)), found.why, found.made_by, found.confidence, understanding.reader, current,
        tuple(map(_sight, why.heads)),
    )


def _whole(store: Store, claim: str) -> str:
    if len(claim) < _SHORTEST:
        raise NotFoundError("T001", claim, name=claim)
    found = store.claims_beginning(claim)
    if len(found) != 1:
        raise NotFoundError("T001", claim, name=claim)
    return found[0]


def _step(found: Attribution) -> Step:
    return Step(
        found.act, found.cue.exact if found.cue else None, found.source.exact if found.source else None, found.content.exact,
        found.form.value if found.form else None, tuple(map(link_of, found.hops)),
    )


def _sight(seen: Seen) -> Sight:
    subject, item, evidence = (span.exact if span is not None else None for span in (seen.subject, seen.object, seen.evidence))
    return Sight(seen.predicate, seen.chance, subject, seen.subject_chance, item, seen.object_chance, evidence)


def _reasons(found: Grounds) -> tuple[tuple[str, str], ...]:
    split = (reason.partition(":") for reason in found.standing)
    return tuple((kind, word) for kind, _, word in split)


def _references(claim: Claim, mentions: tuple[Mention, ...]) -> list[Reference]:
    arguments = (("subject", claim.subject), ("object", claim.object), ("place", claim.place))
    return [_reference(role, argument, claim, mentions) for role, argument in arguments if argument is not None]


def _reference(role: str, argument: Argument, claim: Claim, mentions: tuple[Mention, ...]) -> Reference:
    names = tuple(dict.fromkeys(mention.span.exact for mention in mentions if mention.entity == argument.entity and argument.entity))
    named = argument.span is not None and any(
        part.start <= argument.span.start and argument.span.end <= part.end for part in claim.evidence
    )
    how = "words" if argument.entity is None else "named" if named else "referred"
    return Reference(role, how, argument.text or "", names)
