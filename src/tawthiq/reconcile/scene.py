"""The readings laid out for comparison: who is named in which document, with which context.

Nothing of a text or a claim is kept here. A local entity is a number (``Ref``), its names are a form that many of them share,
and context is kept as hashes, so that an archive of 30,000 articles takes about 100 MB.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b

import regex

from tawthiq.model import Argument, Claim, Entity, EntityType, MentionForm, Name, Reading, SourceKind
from tawthiq.reconcile.predicates import predicate
from tawthiq.text.names import PersonName, split
from tawthiq.text.titles import body_key, content_words, country, national, place_key, words_key

Ref = int
"""A local entity: its number among all, in order of document id and local id."""

_ROLE_PREDICATES = frozenset({"holds_position", "occupation", "employed_by"})
_MAX_PARTS = 7  # parts of a personal name; more are a description
_CONTEXT_LIMIT = 40  # named neighbours of one person that are used as context; more say little
_KNOWN_TO_ALL = 200  # documents; a name in more of them than this is no context: everybody is named beside the capital
_FORMS = 2_048  # decoded forms held at one time, about 6 MB
_ASIDE = regex.compile(r"\([^()]{0,80}\)")  # what a name has in brackets is another name for it, or its kind
_TYPES = tuple(EntityType)
_KINDS = tuple(SourceKind)


def key_of(*parts: object) -> int:
    """A 64-bit hash of parts, the same on every machine: among 10^6 keys a collision has a probability under 10^-7."""
    text = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")


def everywhere(documents: int) -> bool:
    """Whether a name in so many documents says nothing of those who are named beside it."""
    return documents > _KNOWN_TO_ALL


@dataclass(frozen=True)
class Form:
    """How a document names an entity: type, kind, names, and the proper names as written in the text."""

    type: EntityType
    kind: SourceKind
    names: tuple[Name, ...]
    written: tuple[str, ...] = ()

    @cached_property
    def name(self) -> str:
        """The preferred name."""
        return Entity("", self.type, self.names, self.kind).name

    @property
    def named(self) -> bool:
        """Whether a proper name of it stands in the text; a description (طبيب محلي) is no name."""
        return bool(self.written)

    @cached_property
    def person_names(self) -> tuple[PersonName, ...]:
        """Its personal names: as written in the text, and the preferred one."""
        texts = sorted({*self.written, self.name}) if self.named else ()
        return tuple(dict.fromkeys(found for text in texts if 0 < len((found := split(text)).parts) <= _MAX_PARTS))

    @cached_property
    def full_names(self) -> tuple[PersonName, ...]:
        """Its personal names of at least two parts, the longest first."""
        found = [name for name in self.person_names if name.is_full]
        return tuple(sorted(found, key=lambda name: (-len(name.parts), not name.arabic, name.keys)))

    @cached_property
    def mergeable(self) -> bool:
        """Named, with a name to go by. Anonymous and collective sources are never merged."""
        return self.kind is SourceKind.NAMED and any(words_key(name.text) for name in self.names)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The comparison key of the preferred name."""
        make = place_key if self.type is EntityType.PLACE else body_key
        keys = [make(name.text) for name in self.names]
        return make(_ASIDE.sub(" ", self.name)) or make(self.name) or max(keys, default=())

    @property
    def contextual(self) -> bool:
        """Whether it tells something of those who are named beside it."""
        return self.named and self.mergeable and (self.type is not EntityType.PERSON or bool(self.full_names))


def pack_form(form: Form) -> bytes:
    """A form as JSON; equal forms give equal bytes."""
    names = [[name.text, name.lang, int(name.preferred)] for name in form.names]
    data = [_TYPES.index(form.type), _KINDS.index(form.kind), names, list(form.written)]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack_form(data: bytes) -> Form:
    """The form that ``pack_form`` packed."""
    kind, source, names, written = json.loads(data.decode("utf-8", "surrogatepass"))
    texts = tuple(Name(text, lang, bool(preferred)) for text, lang, preferred in names)
    return Form(_TYPES[kind], _KINDS[source], texts, tuple(written))


@dataclass(frozen=True, slots=True)
class Head:
    """What is kept of a document: id, publisher, day or time of publication (EDTF)."""

    id: str
    publisher: str | None
    published: str | None


@dataclass(slots=True)
class Page:
    """One reading, compact: local ids (JSON), the numbers of their forms, keys of named entities, context of persons (by place)."""

    ids: bytes
    forms: array[int]
    named: array[int]
    country: str | None
    roles: dict[int, bytes] = field(default_factory=dict)
    deeds: dict[int, bytes] = field(default_factory=dict)


class Scene:
    """All documents and local entities in a fixed order. Documents are numbered by id, local entities by document and id."""

    def __init__(
        self, heads: Sequence[Head], pages: Mapping[str, Page], forms: Sequence[bytes], common: frozenset[int] | None = None,
    ) -> None:
        """``heads`` are in order of their ids. ``common``: hashes of the names that stand everywhere; counted here unless given."""
        self.heads = [head for head in heads if head.id in pages]
        self.numbers = {head.id: number for number, head in enumerate(self.heads)}
        self._pages = [pages[head.id] for head in self.heads]
        self.keys: dict[int, tuple[str, tuple[str, ...], str | None]] = {}  # of things, by form: ``things.thing_key``
        self._first = array("I", [0])
        self._forms = array("I")
        for page in self._pages:
            self._forms.extend(page.forms)
            self._first.append(len(self._forms))
        packed = self._packed = forms
        self._form: Callable[[int], Form] = lru_cache(maxsize=_FORMS)(lambda number: unpack_form(packed[number]))
        self._common = common

    def __len__(self) -> int:
        return len(self._forms)

    def form(self, ref: Ref) -> Form:
        """How the local entity is named."""
        return self._form(self._forms[ref])

    def form_number(self, ref: Ref) -> int:
        """The number of its form: equal for entities that are named alike."""
        return self._forms[ref]

    def packed_form(self, number: int) -> bytes:
        """A form as ``pack_form`` gives it."""
        return self._packed[number]

    def document(self, ref: Ref) -> int:
        """The number of its document."""
        return bisect_right(self._first, ref) - 1

    def local(self, ref: Ref) -> tuple[str, str]:
        """Its document's id and its id there."""
        document = self.document(ref)
        return self.heads[document].id, self.locals(document)[ref - self._first[document]]

    def locals(self, document: int) -> list[str]:
        """The ids of a document's entities, in the order of their refs."""
        found: list[str] = json.loads(self._pages[document].ids.decode("utf-8", "surrogatepass"))
        return found

    def refs(self, document: int) -> range:
        """The refs of a document's entities."""
        return range(self._first[document], self._first[document + 1])

    def ref(self, document: str, local: str) -> Ref | None:
        """The ref of an entity of a document; None if there is none."""
        number = self.numbers.get(document)
        ids = self.locals(number) if number is not None else []
        return self._first[number] + ids.index(local) if number is not None and local in ids else None

    def country(self, document: int) -> str | None:
        """The country that a document speaks of most, if one leads."""
        return self._pages[document].country

    def roles(self, ref: Ref) -> frozenset[int]:
        """Hashes of the words of the offices and occupations that claims give a person."""
        return self._context(ref, "roles")

    def deeds(self, ref: Ref) -> frozenset[int]:
        """Hashes of what claims say of a person: predicate with object words, with days, with the day of print."""
        return self._context(ref, "deeds")

    def _context(self, ref: Ref, kind: str) -> frozenset[int]:
        document = self.document(ref)
        packed = getattr(self._pages[document], kind).get(ref - self._first[document], b"")
        return frozenset(array("Q", packed))

    def named(self, document: int) -> frozenset[int]:
        """Hashes of the names of a document's named entities."""
        return frozenset(self._pages[document].named)

    def neighbours(self, ref: Ref) -> frozenset[int]:
        """Hashes of the names beside an entity, without those that stand everywhere: its context."""
        return self.named(self.document(ref)) - {key_of(*self.form(ref).key)} - self._everywhere

    @cached_property
    def _everywhere(self) -> frozenset[int]:
        if self._common is not None:
            return self._common
        counts = Counter(key for page in self._pages for key in set(page.named)) if everywhere(len(self._pages)) else Counter()
        return frozenset(key for key, count in counts.items() if everywhere(count))

    def page(self, document: int) -> Page:
        """A document's reading, laid out."""
        return self._pages[document]

    def forget_context(self) -> None:
        """Drops what only identity needs."""
        self.keys = {}
        for page in self._pages:
            page.roles, page.deeds = {}, {}


# ------------------------------------------------------------------ laying out


class Layer:
    """One reading under comparison: its entities by id, and arguments in words."""

    def __init__(self, reading: Reading, forms: Mapping[str, Form]) -> None:
        self.reading = reading
        self.forms = forms

    def words(self, argument: Argument | None) -> str:
        """An argument in words: its text, its value, or the name of its entity."""
        if argument is None:
            return ""
        if argument.text:
            return argument.text
        if isinstance(argument.value, tuple):
            return " ".join(self.words(part) for part in argument.value)
        form = self.forms.get(argument.entity or "")
        return form.name if form else ""


def lay_out(heads: Sequence[Head], readings: Iterable[Reading]) -> Scene:
    """The scene of these readings, each looked at once; their order does not matter. ``heads`` are sorted by id."""
    dates = {head.id: head.published for head in heads}
    numbers: dict[bytes, int] = {}
    pages = {reading.document: page_of(reading, dates[reading.document], numbers) for reading in readings}
    return Scene(heads, pages, list(numbers))


def page_of(reading: Reading, published: str | None, numbers: dict[bytes, int]) -> Page:
    """One reading laid out; ``numbers`` are those of the forms (packed), new ones are put in."""
    entities = sorted(reading.entities, key=lambda item: item.id)
    forms = _forms(reading, entities)
    found = array("I", (numbers.setdefault(pack_form(forms[entity.id]), len(numbers)) for entity in entities))
    ids = json.dumps([entity.id for entity in entities], separators=(",", ":")).encode("utf-8", "surrogatepass")
    keys = sorted({" ".join(form.key): key_of(*form.key) for form in forms.values() if form.contextual}.items())
    page = Page(ids, found, array("Q", (key for _, key in keys[:_CONTEXT_LIMIT])), _leading_country(reading))
    layer = Layer(reading, forms)
    for index, entity in enumerate(entities):
        if entity.type is EntityType.PERSON and forms[entity.id].named:
            _remember(page, index, [claim for claim in reading.claims if claim.subject.entity == entity.id], layer, published)
    return page


def _forms(reading: Reading, entities: Iterable[Entity]) -> dict[str, Form]:
    written: defaultdict[str, set[str]] = defaultdict(set)
    for mention in reading.mentions:
        if mention.form is MentionForm.NAME:
            written[mention.entity].add(mention.span.exact)
    return {entity.id: Form(entity.type, entity.kind, entity.names, tuple(sorted(written[entity.id]))) for entity in entities}


def _remember(page: Page, index: int, claims: Iterable[Claim], layer: Layer, published: str | None) -> None:
    roles: set[int] = set()
    deeds: set[int] = set()
    for claim in claims:
        if claim.predicate in _ROLE_PREDICATES:
            roles |= {key_of("role", word) for word in content_words(layer.words(claim.object))}
        deeds |= _deeds(claim, layer, published)
    if roles:
        page.roles[index] = array("Q", sorted(roles)).tobytes()
    if deeds:
        page.deeds[index] = array("Q", sorted(deeds)).tobytes()


def _deeds(claim: Claim, layer: Layer, published: str | None) -> set[int]:
    facts = predicate(claim.predicate)
    words = content_words(layer.words(claim.object))
    if facts.open_ended:  # one word of a free description is no context; the same description is
        found = {key_of("deed", facts.group, *sorted(words))} if len(words) > 1 else set()
    else:
        found = {key_of("deed", facts.group, word) for word in words}
    found |= {key_of("deed", facts.group, "@", time.value) for time in claim.time if time.span is not None}
    if published and facts.once:
        found.add(key_of("deed", facts.group, "#", published[:10]))
    return found


def _leading_country(reading: Reading) -> str | None:
    codes = {entity.id: code for entity in reading.entities if (code := _country_of(entity))}
    counted = Counter(codes[mention.entity] for mention in reading.mentions if mention.entity in codes)
    counted.update(dict.fromkeys(codes.values(), 0))
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _country_of(entity: Entity) -> str | None:
    """A country, or the one whose name or adjective stands in the name of a body or post."""
    if entity.type is EntityType.PLACE:
        return country(entity.name)
    return None if entity.type is EntityType.PERSON else national(words_key(entity.name))[1]
