"""Claims: what a text says of something, by which chain of sources, with which standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from tawthiq.model.entity import SourceKind
from tawthiq.model.frozen import FrozenMap
from tawthiq.model.ids import content_id
from tawthiq.model.span import Span

Scalar = str | int | float | bool | None


class Voice(StrEnum):
    """Who speaks: the outlet itself, a source it names, or a source whose word the text marks as unproven."""

    OUTLET = "outlet"
    ATTRIBUTED = "attributed"
    ALLEGED = "alleged"


class Polarity(StrEnum):
    """Whether the text says that it is so, or that it is not."""

    POSITIVE = "positive"
    NEGATED = "negated"


class Modality(StrEnum):
    """Whether it is told as having happened, meant to happen, depending on a condition, or wished for."""

    ACTUAL = "actual"
    INTENDED = "intended"
    CONDITIONAL = "conditional"
    WISH = "wish"


class Standing(StrEnum):
    """The one word a reader sees beside a claim."""

    STATED = "stated"
    ATTRIBUTED = "attributed"
    ALLEGED = "alleged"
    DENIED = "denied"
    NEGATED = "negated"
    PLANNED = "planned"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Axes:
    """The three axes of standing, and whether a speaker rejects the content (نفى، كذّب، فنّد)."""

    voice: Voice = Voice.OUTLET
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    rejected: bool = False

    @property
    def standing(self) -> Standing:
        """By precedence denied > negated > conditional > planned > alleged > attributed > stated."""
        if self.rejected:
            return Standing.DENIED
        if self.polarity is Polarity.NEGATED:
            return Standing.NEGATED
        if self.modality is Modality.CONDITIONAL:
            return Standing.CONDITIONAL
        if self.modality is Modality.INTENDED:
            return Standing.PLANNED
        return {
            Voice.ALLEGED: Standing.ALLEGED,
            Voice.ATTRIBUTED: Standing.ATTRIBUTED,
            Voice.OUTLET: Standing.STATED,
        }[self.voice]


class HopRole(StrEnum):
    """What a hop of a chain is."""

    PUBLISHER = "publisher"
    AGENCY = "agency"
    MEDIUM = "medium"
    DOCUMENT = "document"
    CITED = "cited"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a chain. ``span`` is None where the hop comes from metadata or is inferred.

    ``name`` is None for a publisher that is not known; ``entity`` is the id in the same Reading, if it is one.
    """

    role: HopRole
    name: str | None
    entity: str | None = None
    kind: SourceKind = SourceKind.NAMED
    span: Span | None = None


Chain = tuple[Hop, ...]
"""Hops from the outside in: the publisher first, the one who said it first last."""


class TimeRelation(StrEnum):
    """How the claim lies to a time."""

    AT = "at"
    AS_OF = "as_of"
    START = "start"
    END = "end"
    BEFORE = "before"
    AFTER = "after"
    DURING = "during"
    SINCE = "since"
    UNTIL = "until"
    OVERLAPS = "overlaps"
    DURATION = "duration"
    SET = "set"
    SAME_AS = "same_as"


@dataclass(frozen=True, slots=True)
class Time:
    """A relation and a value (EDTF, ISO 8601 duration, or PAST_REF, PRESENT_REF, FUTURE_REF)."""

    relation: TimeRelation
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """A subject, object or place: an entity of the Reading, words of the text, a value, or several of them.

    ``value`` is a normal form (a date, a role, a number) or, for joint objects, a tuple of arguments.
    An argument found by reference (clitic, hidden subject) has an entity and no span of its own.
    """

    entity: str | None = None
    span: Span | None = None
    value: str | tuple[Argument, ...] | None = None

    def __post_init__(self) -> None:
        if self.entity is None and self.span is None and self.value is None:
            raise ValueError("an argument needs an entity, a span or a value; use None for no argument")

    @property
    def text(self) -> str | None:
        """The words of the text, or the value in words."""
        if self.span is not None:
            return self.span.exact
        return self.value if isinstance(self.value, str) else None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says. Never that it is true: that the text says it, by this chain, with this standing.

    ``confidence`` is the probability that we read the text right. ``made_by`` lists rules and models with version.
    ``trigger`` and ``cue`` are the words that carry predicate and attribution; ``why`` gives the reading's reasons.
    ``about_claim`` is the id of the claim that a speech act is about (accuses, denies).
    """

    id: str
    document: str
    subject: Argument
    predicate: str
    object: Argument | None
    evidence: tuple[Span, ...]
    chain: Chain
    axes: Axes = Axes()
    qualifiers: Mapping[str, Scalar] = field(default_factory=FrozenMap)
    time: tuple[Time, ...] = ()
    place: Argument | None = None
    trigger: Span | None = None
    cue: Span | None = None
    about_claim: str | None = None
    confidence: float = 0.5
    made_by: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.qualifiers, FrozenMap):
            object.__setattr__(self, "qualifiers", FrozenMap(self.qualifiers))
        if not self.evidence:
            raise ValueError(f"claim {self.id} has no evidence")
        if not self.chain or self.chain[0].role is not HopRole.PUBLISHER:
            raise ValueError(f"claim {self.id}: a chain begins with its publisher")
        if self.axes.voice is not Voice.OUTLET and len(self.chain) < 2:
            raise ValueError(f"claim {self.id} is {self.axes.voice} and names no source inside the publisher")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"claim {self.id}: confidence {self.confidence} is no probability")

    @property
    def standing(self) -> Standing:
        """The reader's label, derived from the axes."""
        return self.axes.standing

    def spans(self) -> tuple[Span, ...]:
        """Every span of the claim: what ``tawthiq verify`` re-reads."""
        found: list[Span | None] = [*self.evidence, self.trigger, self.cue]
        found += [time.span for time in self.time] + [hop.span for hop in self.chain]
        for argument in (self.subject, self.object, self.place):
            found += _argument_spans(argument)
        return tuple(span for span in found if span is not None)


def _argument_spans(argument: Argument | None) -> list[Span | None]:
    if argument is None:
        return []
    inner = argument.value if isinstance(argument.value, tuple) else ()
    return [argument.span, *(span for part in inner for span in _argument_spans(part))]


def identified(claim: Claim) -> Claim:
    """The claim under the id of its content: document, predicate, arguments, evidence, chain and axes."""
    key = (
        claim.document, claim.predicate, _key(claim.subject), _key(claim.object),
        [(span.start, span.end) for span in claim.evidence],
        f"[{', '.join(f'({_shown(hop.role)}, {hop.name!r}, {hop.entity!r})' for hop in claim.chain)}]", _shown(claim.axes),
    )
    return replace(claim, id=content_id("c", *key))


@lru_cache(maxsize=1024)
def _shown(item: HopRole | Axes) -> str:
    """A role or axes in words: there are few, and an enumeration takes long to tell its name."""
    return repr(item)


def _key(argument: Argument | None) -> str:
    if argument is None:
        return ""
    place = (argument.span.start, argument.span.end) if argument.span else None
    value = [_key(part) for part in argument.value] if isinstance(argument.value, tuple) else argument.value
    return f"{argument.entity}|{place}|{value}"


class QuotationForm(StrEnum):
    """Words in marks, words reported without marks, or reported words with a part in marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What someone is said to have said. ``content`` is without the marks; ``speaker`` an entity id of the Reading."""

    id: str
    form: QuotationForm
    content: Span
    cue: Span | None
    source: Span | None
    speaker: str | None
    chain: Chain


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression: EDTF value, its first and last day (ISO, inclusive, where it has them), its precision."""

    span: Span
    value: str
    precision: str | None = None
    first_day: str | None = None
    last_day: str | None = None
