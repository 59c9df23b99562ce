"""What follows from several statements and stands in none: asked, never asserted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from tawthiq.model import EntityType, Modality, Polarity, TimeRelation
from tawthiq.reconcile.comparison.person import may_be_one
from tawthiq.reconcile.comparison.role import same_post, same_role
from tawthiq.reconcile.comparison.time import Interval, edge, interval, when
from tawthiq.store import EntityRow, FoundClaim
from tawthiq.text.kinds import kind_words
from tawthiq.text.offices import office
from tawthiq.views.dates import value_in_words
from tawthiq.views.labels import label, predicate_label

_YEAR = 365.25  # days
_GROWN = 18  # years; who holds an office or founds something is as a rule no younger
_OLD = 100  # years; an office at that age is worth a question
_TOGETHER = 31  # days for which two offices overlap by more than a handing over
_MOST = 12  # questions of one dossier; more are no help
_COMPARED = 100  # holders of posts that are compared in pairs
_OFFICE = "holds_position"
_GROWN_UP = frozenset({_OFFICE, "appointed_by", "founded", "candidate_for", "nominated_for", "led_by"})
_AT_A_TIME = frozenset({"at", "start"})
_ENDS_OF_LIFE = frozenset({"born_on", "died", "killed_in"})
_LIVING = frozenset({_OFFICE, "appointed_by", "founded", "visited", "met", "fled", "returned_to", "arrested", "candidate_for"})


@dataclass(frozen=True, slots=True)
class Derived:
    """A question in both languages, and the claims that it follows from; ``kind`` is before_birth, age, after_death, offices or holders."""

    kind: str
    question_ar: str
    question_en: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]


def derived(entity: EntityRow, claims: Iterable[FoundClaim], names: Mapping[str, str]) -> tuple[Derived, ...]:
    """The questions that the claims about an entity raise; ``names``: entity ids -> names. Only what is told as having been."""
    told = [item for item in claims if _told(item)]
    own = [item for item in told if item.subject == entity.id]
    found: list[Derived] = []
    if entity.type == EntityType.PERSON:
        found += [*_of_births(own), *_of_deaths(own), *_two_offices(own)]
    found += _two_holders(told, names)
    return tuple({(item.kind, item.question_ar): item for item in found}.values())[:_MOST]


def raise_questions(kind: str, predicates: Collection[str]) -> frozenset[str]:
    """Of the predicates that claims about an entity of a type have those whose claims can raise a question together."""
    held = frozenset(predicates)
    lived = kind == EntityType.PERSON and held & _ENDS_OF_LIFE
    return held if lived else held & {_OFFICE}


def _told(item: FoundClaim) -> bool:
    axes = item.claim.axes
    return axes.polarity is Polarity.POSITIVE and axes.modality is Modality.ACTUAL and not axes.rejected


def _born(item: FoundClaim) -> Interval | None:
    words = item.claim.object.text if item.claim.object else None
    return when(item.claim.time) or (interval(words) if words else None)


def _of_births(own: Sequence[FoundClaim]) -> Iterator[Derived]:
    """Someone who acts before he is born, as a child, or at a great age."""
    births = [(item, day) for item in own if item.claim.predicate == "born_on" and (day := _born(item)) is not None]
    for birth, born in births:
        for item in own:
            at = _happened(item)
            if at is None or item.claim.predicate in {"born_on", "born_in", "died", "killed_in"}:
                continue
            young, old = (at.first - born.last) / _YEAR, (at.last - born.first) / _YEAR
            if old < 0:
                yield _ask("before_birth", (birth, item), born=_time(born), at=_time(at), what=_what(item))
            elif item.claim.predicate in _GROWN_UP and (old < _GROWN or young > _OLD):
                yield _ask("age", (birth, item), born=_time(born), at=_time(at), what=_what(item), age=_years(young, old))


def _of_deaths(own: Sequence[FoundClaim]) -> Iterator[Derived]:
    deaths = [(item, day) for item in own if item.claim.predicate in {"died", "killed_in"} and (day := when(item.claim.time)) is not None]
    for death, died in deaths:
        for item in own:
            at = _happened(item)
            if at is not None and at.first > died.last and item.claim.predicate in _LIVING:
                yield _ask("after_death", (death, item), died=_time(died), at=_time(at), what=_what(item))


def _happened(item: FoundClaim) -> Interval | None:
    """When the text says that it happened or began; not the day for which a state is told."""
    times = [time for time in item.claim.time if time.relation.value in _AT_A_TIME]
    return when(times) if times else None


def _two_offices(own: Sequence[FoundClaim]) -> Iterator[Derived]:
    """Two offices of which a person holds one at a time, for times that the texts let overlap."""
    held = [(item, period) for item in own if (period := _period(item)) is not None and _at_a_time(_words(item))]
    for (a, first), (b, second) in combinations(held, 2):
        both = Interval(max(first.first, second.first), min(first.last, second.last))
        if both.last - both.first > _TOGETHER and not same_role(_words(a), _words(b)):
            yield _ask("offices", (a, b), what=_words(a), other=_words(b), at=_time(both))


def _two_holders(told: Sequence[FoundClaim], names: Mapping[str, str]) -> Iterator[Derived]:
    """One post of two people, for times that the texts let overlap."""
    held = [(item, period) for item in told if (period := _period(item)) is not None and item.subject][:_COMPARED]
    for (a, first), (b, second) in combinations(held, 2):
        both = Interval(max(first.first, second.first), min(first.last, second.last))
        one, other = (names.get(item.subject or "", "") for item in (a, b))
        if a.subject == b.subject or both.last - both.first <= _TOGETHER or not (one and other) or may_be_one(one, other):
            continue
        if same_post(_words(a), _words(b)):
            yield _ask("holders", (a, b), who=one, whom=other, what=_words(a), at=_time(both))


def _period(item: FoundClaim) -> Interval | None:
    """From start to end, where the text gives both."""
    if item.claim.predicate != _OFFICE:
        return None
    start, end = (edge(item.claim.time, relation) for relation in (TimeRelation.START, TimeRelation.END))
    return Interval(start.last, end.first) if start is not None and end is not None and start.last <= end.first else None


def _at_a_time(text: str) -> bool:
    heads, deputies, _ = office(text)
    return not deputies and bool(heads & (kind_words("one_at_a_time") | {"رييس"}))


def _words(item: FoundClaim) -> str:
    return item.claim.object.text or "" if item.claim.object else ""


def _what(item: FoundClaim) -> tuple[str, str]:
    """The predicate in Arabic and in English, with the object's words."""
    words = _words(item)
    told = (predicate_label(item.claim.predicate, lang) for lang in ("ar", "en"))
    first, second = (f"{name}: {words}" if words else name for name in told)
    return first, second


def _time(days: Interval) -> tuple[str, str]:
    first, last = (date.fromordinal(max(day, 1)) for day in (days.first, days.last))
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        value = f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}/{last.year:04d}"
    else:
        value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return value_in_words(value, "ar"), value_in_words(value, "en")


def _years(young: float, old: float) -> str:
    low, high = max(int(young), 0), int(old)
    return str(low) if low == high else f"{low}–{high}"


def _ask(kind: str, items: Sequence[FoundClaim], **values: str | tuple[str, str]) -> Derived:
    texts = []
    for index, lang in enumerate(("ar", "en")):
        told = {key: value if isinstance(value, str) else value[index] for key, value in values.items()}
        texts.append(label("derived", kind, lang, **told))
    claims = tuple(item.claim.id for item in items)
    return Derived(kind, texts[0], texts[1], claims, tuple(dict.fromkeys(item.claim.document for item in items)))
