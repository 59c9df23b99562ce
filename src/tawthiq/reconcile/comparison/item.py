"""A claim prepared for comparison: archive ids, words, interval, number. Plain values, so that it can be put aside as bytes."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import regex

from tawthiq.model import Argument, Claim, EntityType, Hop, HopRole, Modality, Polarity, SourceKind, Span, Time, TimeRelation
from tawthiq.model.predicates import RELEASE
from tawthiq.reconcile.comparison.number import Quantity, counted, quantity
from tawthiq.reconcile.comparison.time import Interval, born, edge, interval, point, state, when
from tawthiq.reconcile.comparison.words import keys
from tawthiq.reconcile.predicates import Kind, Predicate, predicate
from tawthiq.reconcile.scene import Form, Head, Layer, key_of
from tawthiq.reconcile.things import tells_apart
from tawthiq.text.kinds import kind_words
from tawthiq.text.offices import deputy_before, office
from tawthiq.text.titles import content_words, source_words, words_key

_MONTH = 31  # days
_OF_ANOTHER = regex.compile(r"\p{L}{3,}(?:ها|هم|هما|هن)[،,.]?")  # fewer pronouns than there are: names end like the others
_NUMBER_KEYS = ("number", "share", "quantity", "count")

_DESCRIBED = frozenset({EntityType.PERSON, EntityType.THING, EntityType.EVENT, EntityType.WORK})  # known by a name, not by a description
_BIRTH = "born_on"
_FUTURE = "FUTURE_REF"
_OFFICES = frozenset({"holds_position", "occupation"})
_KIN = "family_of"

Vertex = tuple[str, ...]
"""A hop of a chain as a key that can be compared across documents."""


Plain = Any
"""Texts, numbers, truth values, nothing, and tuples of these."""


@dataclass(frozen=True)
class Item:
    """One claim with what its arguments mean in the archive.

    ``document`` is a hash of its id. ``subject`` is the archive id, or ~ and the words of one that no name tells apart;
    ``around`` are then hashes of the names in the document.
    ``times`` are (relation, value), ``hops`` the fields of each hop, ``vertices`` the same hops as keys, ``copies`` the groups
    of copied text that it stands in. ``full``: the subject is no person, or one whom the document names with more than one name.
    ``confidence`` is the claim's: the probability that it was read right. ``kin``: which relative, in the text's word.
    ``inner``: another claim of the same document stands against it.
    """

    id: str
    document: int
    predicate: str
    subject: str
    subject_text: str
    subject_type: str
    objects: tuple[str, ...]
    object_text: str
    object_value: str
    object_type: str
    place_entity: str
    place_told: str
    times: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    triggers: tuple[str, ...]
    standing: str
    modality: str
    negative: bool
    former: bool
    published: str
    country: str
    hops: tuple[tuple[str | int | None, ...], ...]
    vertices: tuple[Vertex, ...]
    copies: tuple[str, ...]
    around: tuple[int, ...] = ()
    full: bool = True
    confidence: float = 1.0
    kin: str = ""
    inner: bool = False

    @property
    def plain(self) -> tuple[Plain, ...]:
        """The fields, as values that JSON knows too: tuples would come back as lists."""
        return tuple(self.__dict__[name] for name in self.__dataclass_fields__)

    def packed(self) -> bytes:
        """The item as bytes, for this run of the program alone."""
        return marshal.dumps(self.plain)

    @classmethod
    def unpacked(cls, data: bytes) -> Item:
        """The item that ``packed`` gave."""
        return cls(*marshal.loads(data))  # noqa: S302 - our own bytes of a moment ago

    @cached_property
    def facts(self) -> Predicate:
        """The predicate's rules."""
        return predicate(self.predicate)

    @cached_property
    def object_ids(self) -> frozenset[str]:
        """Archive ids of the object and, for joint objects, of its parts."""
        return frozenset(self.objects)

    @cached_property
    def object_words(self) -> frozenset[str]:
        """The keys of the object's content words."""
        return keys(self.object_text)

    @property
    def unnamed(self) -> bool:
        """Whether the subject is told in words that name nobody; who is meant, only the context says."""
        return self.subject.startswith("~")

    @cached_property
    def subject_words(self) -> frozenset[str]:
        """The keys of the subject's content words."""
        return keys(self.subject_text)

    @property
    def object_is_person(self) -> bool:
        """Whether the object is an entity of type Person."""
        return self.object_type == EntityType.PERSON

    @property
    def place_id(self) -> str | None:
        """The archive id of the place, or of the object if that is a place."""
        return self.place_entity or (self.objects[0] if self._object_is_place and self.objects else None)

    @property
    def place_text(self) -> str:
        """The place in words; empty if the text gives none."""
        return self.place_told or (self.object_text if self._object_is_place else "")

    @property
    def _object_is_place(self) -> bool:
        """Whom a state meets is no place of the meeting."""
        return self.predicate == "born_in" or (self.object_type == EntityType.PLACE and not self.facts.symmetric)

    @cached_property
    def time(self) -> tuple[Time, ...]:
        """The times that the claim gives."""
        return tuple(Time(TimeRelation(relation), value) for relation, value in self.times)

    @property
    def kind(self) -> Kind:
        """How many values the claim's fact has; a birthday, told as an age, is one."""
        return Kind.SINGLE if self.is_age else self.facts.kind

    @property
    def group(self) -> str:
        """The facts that the claim can meet."""
        return _BIRTH if self.is_age else self.facts.group

    @cached_property
    def is_age(self) -> bool:
        """Whether it tells how old someone is whom it names: a number of years and nothing else, at a time that is known."""
        counts = self.facts.kind is Kind.NUMBER and self.subject_type == EntityType.PERSON and not self.unnamed
        if not counts or self.quantity is None or (self.time and state(self.time) is None and when(self.time) is None):
            return False
        return len(counted(self.object_text)) > 0 and counted(self.object_text) <= _years() and self._birth is not None

    @cached_property
    def _birth(self) -> Interval | None:
        told, age = state(self.time) or when(self.time) or self.published_days, self.quantity
        return born(age.low, age.high, told) if age is not None and told is not None else None

    @cached_property
    def when(self) -> Interval | None:
        """When it happened; a birthday may stand in the object or follow from an age."""
        if self.is_age:
            return self._birth
        found = when(self.time)
        if found is not None and not self.actual and self.published_days is not None:
            found = found.after(self.published_days.first)
        if found is None and self.facts.kind is Kind.SINGLE:
            found = interval(self.object_value) or interval(self.object_text)
        return found

    @cached_property
    def point(self) -> Interval | None:
        """The days that the claim gives as its own, not only a bound; None where it gives several that exclude each other."""
        return point(self.time)

    @property
    def speaker(self) -> Vertex | None:
        """Who says so, as a key; None where the publisher speaks or nobody can tell who."""
        return self.vertices[-1] if len(self.vertices) > 1 and self.vertices[-1][0] in {"entity", "name"} else None

    @property
    def ahead(self) -> bool:
        """Told of a time to come that has no date."""
        return any(value == _FUTURE for _, value in self.times)

    @cached_property
    def began(self) -> Interval | None:
        """When a state began: its start, or the days (not more than a month) at which the text tells of it beginning."""
        at = [found for time in self.time if time.relation is TimeRelation.AT and (found := interval(time.value)) is not None]
        short = (found for found in at if found.last - found.first <= _MONTH)
        return edge(self.time, TimeRelation.START) or next(short, None)

    @cached_property
    def quantity(self) -> Quantity | None:
        """The number of the claim: a qualifier, else in the object's or the subject's words; of a count first in the object's."""
        words = (self.object_text, self.subject_text) if self.facts.kind is Kind.NUMBER else (self.subject_text, self.object_text)
        found = (quantity(text) for text in (*self.numbers, *words))
        return next((number for number in found if number), None)

    @cached_property
    def published_days(self) -> Interval | None:
        """The document's days of publication."""
        return interval(self.published[:10]) if self.published else None

    @property
    def actual(self) -> bool:
        """Told as having happened (or not), not as meant, wished or conditional."""
        return self.modality == Modality.ACTUAL

    @cached_property
    def chain(self) -> tuple[Hop, ...]:
        """The hops as the document gives them."""
        return tuple(_hop(*hop) for hop in self.hops)


@cache
def _years() -> frozenset[str]:
    return frozenset(word for kind in kind_words("years") for word in keys(kind))


def stands_alone(form: Form) -> bool:
    """Whether claims about an entity are compared by who it is, not by the words for it (حراس الوزير, محتجون, القاضي)."""
    known = form.named if form.type in _DESCRIBED else tells_apart(form)
    return form.kind is SourceKind.NAMED and known and not (form.type is not EntityType.PERSON and of_another(form.name))


def of_another(text: str) -> bool:
    """Whether a phrase says by a pronoun only whose it is (عدد سكانها): that, only its document knows."""
    return any(_OF_ANOTHER.fullmatch(word) for word in text.split()[1:])


def _hop(*fields: object) -> Hop:
    role, name, entity, kind, start, end, exact = fields
    span = Span(int(str(start)), int(str(end)), str(exact)) if exact is not None else None
    named, known = (str(value) if value is not None else None for value in (name, entity))
    return Hop(HopRole(str(role)), named, known, SourceKind(str(kind)), span)


@dataclass(frozen=True)
class Known:
    """What comparing knows of a document: its head, leading country and names (hashes); by local id its entities' forms and archive ids.

    ``shared`` are the local ids of entities that stand in other documents too; ``at`` gives archive id and form of ``document@name``.
    """

    head: Head
    country: str | None
    named: Collection[int]
    forms: Mapping[str, Form]
    ids: Mapping[str, str]
    shared: Collection[str]
    at: Callable[[str], tuple[str, Form] | None]


@dataclass(frozen=True)
class Preparing:
    """What turns the claims of one reading into items. ``copies``: claim -> groups of copied text that it stands in."""

    known: Known
    layer: Layer
    copies: Mapping[str, tuple[str, ...]]

    @cached_property
    def document(self) -> int:
        """The document's number: the same whatever else is in the archive."""
        return key_of(self.known.head.id)

    def item(self, claim: Claim) -> Item:
        """The claim prepared for comparison."""
        head, target = self.known.head, claim.object
        subject = self._subject(claim.subject)
        inner = target.value if target and isinstance(target.value, tuple) else ()
        objects = sorted({found for part in (target, *inner) if (found := self._entity(part))})
        form, told = self._form(target), self._form(claim.subject)
        return Item(
            claim.id, self.document, RELEASE if RELEASE in claim.qualifiers else claim.predicate, subject, self._words(claim.subject),
            told.type.value if told else "", tuple(objects),
            self._object_words(claim), target.value if target and isinstance(target.value, str) else "", form.type.value if form else "",
            self._entity(claim.place) or "", self._words(claim.place), tuple((t.relation.value, _value(t)) for t in claim.time),
            tuple(str(v) for key in _NUMBER_KEYS if (v := claim.qualifiers.get(key)) is not None), _triggers(claim),
            claim.standing.value, claim.axes.modality.value, claim.axes.rejected or claim.axes.polarity is Polarity.NEGATED,
            "former" in claim.qualifiers, head.published or "", self.known.country or "",
            tuple(map(_fields, claim.chain)), tuple(self._vertex(hop) for hop in claim.chain), self.copies.get(claim.id, ()),
            tuple(sorted(self.known.named)) if subject.startswith("~") else (),
            _in_full(told), round(claim.confidence, 3), str(claim.qualifiers.get("kind") or "") if claim.predicate == _KIN else "",
        )

    def _form(self, argument: Argument | None) -> Form | None:
        return self._told(argument.entity)[1] if argument else None

    def _entity(self, argument: Argument | None) -> str | None:
        return self._told(argument.entity)[0] if argument else None

    def _told(self, entity: str | None) -> tuple[str | None, Form | None]:
        """Archive id and form of an entity of the document, or of whom a correction names in another one (``document@name``)."""
        if entity is None or entity in self.known.ids:
            return self.known.ids.get(entity or ""), self.known.forms.get(entity or "")
        return (self.known.at(entity) if "@" in entity else None) or (None, None)

    def _words(self, argument: Argument | None) -> str:
        return self.layer.words(argument)

    def _object_words(self, claim: Claim) -> str:
        """The object in words; an office without the name of its holder that follows it (قائد الفرقة الخامسة فلان).

        With the deputy before it, where the reader left that out (نائب | رئيس الاتحاد): worse than the source is no way to err.
        """
        told = self._words(claim.object)
        if claim.predicate not in _OFFICES:
            return told
        names = content_words(self._words(claim.subject))
        whole = deputy_before(told, claim.evidence[0].exact if claim.evidence else "")
        told = whole if content_words(whole) - content_words(told) - names else told  # فلانة الوكيل رئيسة: a surname is no office
        words = told.split()
        before = next((place for place, word in enumerate(words) if place > 1 and content_words(word) & names), len(words))
        return " ".join(words[:before])

    def _subject(self, argument: Argument) -> str:
        known, form = self._entity(argument), self._form(argument)
        if known and (form is None or stands_alone(form)):
            return known
        return "~" + " ".join(sorted(content_words(self._words(argument))))

    def _vertex(self, hop: Hop) -> Vertex:
        """A hop as a key: named ones by entity or words, the others by document, since nobody can tell who they are."""
        document = str(self.document)
        if hop.role is HopRole.PUBLISHER:
            name = hop.name or self.known.head.publisher
            return ("name", *_named(name)) if name and _named(name) else ("document", document)
        if hop.kind is not SourceKind.NAMED:
            return ("someone", document, *_named(hop.name or ""))
        known, form = self._told(hop.entity)
        if hop.role is HopRole.SPEAKER and known is not None:
            return ("entity", known)
        words = _named(hop.name or (form.name if form is not None else ""))
        return ("name", *words) if words else ("someone", document)


def _named(name: str) -> tuple[str, ...]:
    words = content_words(name)
    return tuple(sorted(words - source_words() or words))


def _in_full(form: Form | None) -> bool:
    """Whether it is no person, or one with a full name, which a title is not (وزير الدولة)."""
    return form is None or form.type is not EntityType.PERSON or any(not office(" ".join(name.keys))[0] for name in form.full_names)


def _value(time: Time) -> str:
    """The date; about a day, where it is counted back in weeks and more (قبل أسبوعين), or names a night or the end of a week."""
    words = frozenset(words_key(time.span.exact)) if time.span is not None else frozenset()
    pairs = (("ago", "long_spans"), ("week_parts", "weeks"))
    rough = words & kind_words("nights") or any(words & kind_words(one) and words & kind_words(other) for one, other in pairs)
    return f"{time.value}~" if rough and "~" not in time.value else time.value


def _fields(hop: Hop) -> tuple[str | int | None, ...]:
    place = (hop.span.start, hop.span.end, hop.span.exact) if hop.span else (None, None, None)
    return (hop.role.value, hop.name, hop.entity, hop.kind.value, *place)


def _triggers(claim: Claim) -> tuple[str, ...]:
    """The lemma of the word that carries the predicate, where the predicate leaves open what happened and the reader tells it.

    Of a deed the word as it stands: it tells whether others took part.
    """
    if predicate(claim.predicate).deed:
        return (claim.trigger.exact,) if claim.trigger is not None else ()
    told = claim.qualifiers.get("trigger")
    return (str(told),) if told and predicate(claim.predicate).open_ended else ()
