"""Identity: the entities of the archive, and which local entity is which.

Conservative: another given name is another person, anonymous and collective sources are nobody else, general terms are one
only within a country, and a person's judgement stands above every rule.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from tawthiq.model import Decision, Entity, EntityType, Identity, Judgement, Name, SourceKind, content_id
from tawthiq.model.entity import IMPLIED
from tawthiq.model.judgement import OF_ENTITIES, OF_ENTITY
from tawthiq.reconcile.caches import in_stretches
from tawthiq.reconcile.names import compare_names
from tawthiq.reconcile.persons import Hears, cluster_persons
from tawthiq.reconcile.reasons import reason
from tawthiq.reconcile.scene import Form, Ref, Scene
from tawthiq.reconcile.things import family, join_things, thing_key
from tawthiq.text.fold import fold
from tawthiq.text.names import has_arabic, split
from tawthiq.text.titles import is_generic

_BARE = 0.7  # score of a bare surname joined by context
_GENERAL = 0.8  # score of a general term joined by country
_STRETCH = 20_000  # entities between two droppings of caches
_ID_BYTES = 10  # an id has 20 hex digits
_ENTITIES = 2_048  # entities held at one time while identities are written, about 5 MB


class Identities:
    """Who is who: for each local entity its cluster, and for each cluster its id and its entity.

    A cluster is known by its smallest ref. Ids are kept as bytes; entities and identities are made when they are asked for.
    """

    def __init__(self, scene: Scene, owners: array[int]) -> None:
        self.scene = scene
        self.codes: dict[Ref, str] = {}
        self.authors: dict[Ref, str] = {}
        self._called: dict[Ref, str] = {}
        self._ids = bytearray(_ID_BYTES * len(owners))
        self._set(owners)
        self._entity = lru_cache(maxsize=_ENTITIES)(self.make)

    def _set(self, owners: array[int]) -> None:
        self.owners = owners
        self._order = array("I", sorted(range(len(owners)), key=owners.__getitem__))

    def firsts(self) -> list[Ref]:
        """The first ref of every cluster."""
        return [ref for ref, owner in enumerate(self.owners) if ref == owner]

    def members(self, first: Ref) -> Sequence[Ref]:
        """The refs of a cluster, in order."""
        start = bisect_left(self._order, first, key=self.owners.__getitem__)
        end = start
        while end < len(self._order) and self.owners[self._order[end]] == first:
            end += 1
        return self._order[start:end]

    def id(self, ref: Ref) -> str:
        """The archive id of a local entity."""
        return "e-" + self._raw(self.owners[ref]).hex()

    def _raw(self, first: Ref) -> bytes:
        return bytes(self._ids[_ID_BYTES * first : _ID_BYTES * (first + 1)])

    def _name(self, first: Ref, *key: object) -> None:
        self.call(first, content_id("e", *key))

    def call(self, first: Ref, identifier: str) -> None:
        """Gives a cluster its id."""
        self._ids[_ID_BYTES * first : _ID_BYTES * (first + 1)] = bytes.fromhex(identifier[2:])

    # ids

    def copy(self) -> Identities:
        """The same, for who wants to know later what it was before people's decisions."""
        found = Identities(self.scene, array("I", self.owners))
        found._ids, found.codes = bytearray(self._ids), dict(self.codes)
        return found

    def name(self, among: Collection[Ref] | None = None) -> None:
        """Gives each cluster its id: of the smallest key where that names it alone, otherwise with its first local entity.

        Of namesakes the largest cluster keeps the plain id, so that a new one does not rename the known person.
        ``among``: the refs of the clusters that are named, if not all are.
        """
        firsts = [first for first in self.firsts() if among is None or first in among]
        for first in in_stretches(firsts, _STRETCH):
            self._name(first, *self.plain_key(first))
        for _, group in groupby(sorted(firsts, key=self._raw), key=self._raw):
            for first in sorted(group, key=lambda first: (-len(self.members(first)), first))[1:]:
                self._name(first, *self.plain_key(first), *self.scene.local(first))

    def plain_key(self, first: Ref) -> tuple[object, ...]:
        """What names a cluster, unless it has namesakes."""
        refs = self.members(first)
        forms = {self.scene.form_number(ref): self.scene.form(ref) for ref in refs}.values()
        kind = min(family(form.type) for form in forms)
        if not self.scene.form(first).mergeable:
            return kind, "source", *self.scene.local(first)
        if kind == EntityType.PERSON.value:
            full = min((name.keys for form in forms for name in form.full_names), default=None)
            named = " ".join(full) if full else " ".join(min(form.key for form in forms))
            return (kind, named) if full else (kind, named, self.scene.local(first)[0])
        words, scope = min(thing_key(self.scene, ref)[1:] for ref in refs)
        return kind, " ".join(words), scope

    # judgements

    def meant(self, judgements: Iterable[Judgement]) -> Iterator[tuple[Judgement, set[Ref], set[Ref]]]:
        """Whom the decisions on entities that hold name, in their order; asked before any of them is followed."""
        active = [item for item in judgements if item.undone is None and item.decision in OF_ENTITIES | OF_ENTITY]
        known = {self.id(first): first for first in self.firsts()} if active else {}
        original = array("I", self.owners)
        for judgement in sorted(active, key=lambda item: (item.decided, item.id)):
            first = self._anchored(judgement.anchors) or self._target(judgement.target, known, original)
            second = self._anchored(judgement.other_anchors) or self._target(judgement.other or "", known, original)
            yield judgement, first, second

    def decide(self, judgements: Sequence[Judgement], among: Collection[Ref] | None = None) -> None:
        """What people decided, in the order of their decisions. ``among``: the refs of the clusters that it can concern."""
        told: list[tuple[set[Ref], dict[str, str]]] = []
        called: list[tuple[set[Ref], str]] = []
        active = list(self.meant(judgements))
        for judgement, first, second in active:
            if judgement.decision is Decision.SAME:
                self._join(first, second, judgement.author)
            elif judgement.decision is Decision.NOT_SAME:
                self._divide(first, second, judgement.author)
            elif judgement.decision is Decision.RENAME:
                called.append((first, dict(judgement.values).get("name", "")))
            elif judgement.decision is Decision.IDENTIFY:
                self._identify(told, first, dict(judgement.values), judgement.author)
        if active:
            self.name(among)
        self._called = {self.owners[ref]: name for refs, name in called for ref in refs if name}

    def _identify(self, told: list[tuple[set[Ref], dict[str, str]]], refs: set[Ref], values: dict[str, str], author: str) -> None:
        """Who is said to be the same thing of the world is one; who is said to be another one is not."""
        for earlier, others in told:
            shared = values.keys() & others.keys()
            if any(values[key] != others[key] for key in shared):
                self._divide(earlier, refs, author)
            elif "wikidata" in shared:
                self._join(earlier, refs, author)
        told.append((refs, values))

    def at(self, anchor: str) -> Ref | None:
        """Who bears a name in a document (``document@name``)."""
        return min(self._anchored((anchor,)), default=None)

    def _target(self, target: str, known: dict[str, Ref], original: array[int]) -> set[Ref]:
        """What a judgement names: an archive id as the rules made it, "document/local" or "document#local"."""
        if target in known:
            return {ref for ref, owner in enumerate(original) if owner == known[target]}
        for sign in "/#":
            document, found, local = target.partition(sign)
            ref = self.scene.ref(document, local) if found else None
            if ref is not None:
                return {ref}
        return set()

    def _anchored(self, anchors: Sequence[str]) -> set[Ref]:
        """The entities that bear a name in a document: ``document@name``."""
        return {ref for anchor in anchors for ref in bearing(self.scene, anchor)}

    def _join(self, first: set[Ref], second: set[Ref], author: str) -> None:
        touched = {self.owners[ref] for ref in first | second}
        if not first or not second or len(touched) < 2:
            return
        low = min(touched)
        self._set(array("I", (low if owner in touched else owner for owner in self.owners)))
        self.codes |= dict.fromkeys(second, "T325")
        self.authors |= dict.fromkeys(second, author)

    def _divide(self, first: set[Ref], second: set[Ref], author: str) -> None:
        """The second target leaves the first one's cluster, and with it who is named like it and not like the first."""
        forms = {self.scene.form_number(ref) for ref in second} - {self.scene.form_number(ref) for ref in first}
        for owner in {self.owners[ref] for ref in first} & {self.owners[ref] for ref in second - first}:
            members = list(self.members(owner))
            leaving = [ref for ref in members if ref in second - first or (self.scene.form_number(ref) in forms and ref not in first)]
            staying = [ref for ref in members if ref not in leaving]
            owners = array("I", self.owners)
            for group in (leaving, staying):
                for ref in group:
                    owners[ref] = group[0]
            self._set(owners)
            self.codes |= dict.fromkeys(leaving, "T326")
            self.authors |= dict.fromkeys(leaving, author)

    # entities and identities

    def entities(self) -> Iterator[Entity]:
        """All archive entities, by id."""
        for first in in_stretches(sorted(self.firsts(), key=self._raw), _STRETCH):
            yield self.make(first)

    def identities(self) -> Iterator[Identity]:
        """Which entity each local one is, by document and local id."""
        sizes = array("I", bytes(4 * len(self.owners)))
        for owner in self.owners:
            sizes[owner] += 1
        for document, head in enumerate(in_stretches(self.scene.heads)):
            for ref, local in zip(self.scene.refs(document), self.scene.locals(document), strict=True):
                score, texts = self.why(ref, alone=sizes[self.owners[ref]] == 1)
                yield Identity(head.id, local, self.id(ref), score, *texts)

    def shared(self) -> bytearray:
        """For each ref 1 if its entity stands in several documents."""
        home = array("I", bytes(4 * len(self.owners)))
        several = bytearray(len(self.owners))
        for document in range(len(self.scene.heads)):
            for ref in self.scene.refs(document):
                owner = self.owners[ref]
                if owner == ref:
                    home[ref] = document
                elif home[owner] != document:
                    several[owner] = 1
        return bytearray(several[owner] for owner in self.owners)

    def make(self, first: Ref) -> Entity:
        """The entity of a cluster."""
        refs = self.members(first)
        counted = Counter(self.scene.form_number(ref) for ref in refs)
        forms = {self.scene.form_number(ref): self.scene.form(ref) for ref in refs}
        made = entity_of(self.id(first), [(forms[number], count) for number, count in counted.items()], self.scene.form(first).kind)
        return replace(made, names=_called(made.names, self._called.get(first, "")))

    def why(self, ref: Ref, *, alone: bool) -> tuple[float, tuple[str, str]]:
        """How surely a local entity is who it is said to be (0..1), and why. ``alone``: nobody else is.

        The entity itself is made only where its name is part of the reason: most are alone, or named alike.
        """
        form, code = self.scene.form(ref), self.codes.get(ref)
        if code in {"T325", "T326"}:
            return 1.0, reason(code, a=self.authors.get(ref, ""))
        if code == "T323":
            return _BARE, reason(code, a=form.name, b=self._entity(self.owners[ref]).name)
        if not form.mergeable:
            return 1.0, reason("T322")
        if alone:
            return 1.0, reason("T321", a=form.name)
        if form.type is EntityType.PERSON:
            return _by_name(self._entity(self.owners[ref]), form)
        if form.type is not EntityType.PLACE and (is_generic(form.name) or not form.named):
            return _GENERAL, reason("T327", a=form.name)
        return 1.0, reason("T320", a=form.name)


def bearing(scene: Scene, anchor: str) -> Iterator[Ref]:
    """Who bears a name in a document (``document@name``)."""
    document, _, name = anchor.partition("@")
    number, key = scene.numbers.get(document), fold(name)
    for ref in scene.refs(number) if number is not None else ():
        form = scene.form(ref)
        if key in map(fold, (*form.written, *(known.text for known in form.names))):
            yield ref


def identify(scene: Scene, judgements: Sequence[Judgement] = ()) -> Identities:
    """All archive entities, and for every local entity which of them it is."""
    found = automatic(scene)
    found.decide(judgements)
    return found


def automatic(scene: Scene, told: Hears | None = None) -> Identities:
    """The same before anybody decided anything. ``told`` hears of personal names."""
    owners, codes = _automatic(scene, told)
    found = Identities(scene, owners)
    found.codes = codes
    found.name()
    return found


def _automatic(scene: Scene, told: Hears | None) -> tuple[array[int], dict[Ref, str]]:
    persons, things = array("I"), array("I")
    for ref in in_stretches(range(len(scene)), _STRETCH):
        form = scene.form(ref)
        if form.mergeable:
            (persons if form.type is EntityType.PERSON else things).append(ref)
    owners = array("I", range(len(scene)))
    join_things(scene, things, owners)
    people, codes = cluster_persons(scene, persons, told)
    for cluster in people:
        _own(owners, cluster)
    return owners, codes


def _own(owners: array[int], cluster: Sequence[Ref]) -> None:
    for ref in cluster:
        owners[ref] = cluster[0]


def entity_of(identifier: str, forms: Sequence[tuple[Form, int]], kind: SourceKind) -> Entity:
    """The entity that bears these forms, each so many times: of the most frequent type."""
    types: Counter[EntityType] = Counter()
    for form, count in forms:
        types[form.type] += count
    leading = min(types, key=lambda item: (-types[item], item.value))
    return Entity(identifier, leading, _names(forms, person=leading is EntityType.PERSON), kind)


def _names(forms: Iterable[tuple[Form, int]], *, person: bool) -> tuple[Name, ...]:
    """Every spelling once; preferred is a full form in Arabic script, the most frequent, then the longest."""
    counts: Counter[str] = Counter()
    languages: dict[str, str] = {}
    for form, count in forms:
        for name in form.names:
            counts[name.text] += count * (1 + name.preferred)
            languages[name.text] = min(languages.get(name.text, name.lang), name.lang)

    def rank(text: str) -> tuple[bool, bool, bool, int, int, str]:
        full = split(text).is_full and not split(text).titles if person else True
        return languages[text] == IMPLIED, not full, not has_arabic(text), -counts[text], -len(text), text

    ordered = sorted(counts, key=rank)
    return tuple(Name(text, languages[text], preferred=index == 0) for index, text in enumerate(ordered))


def _called(names: tuple[Name, ...], name: str) -> tuple[Name, ...]:
    """The name that a person gave leads; how the sources write it stays beside it."""
    if not name:
        return names
    known = next((item for item in names if item.text == name), Name(name, "ar" if has_arabic(name) else "en"))
    return replace(known, preferred=True), *(replace(item, preferred=False) for item in names if item.text != name)


def _by_name(entity: Entity, form: Form) -> tuple[float, tuple[str, str]]:
    full = next((text for text in (form.name, *form.written) if split(text).is_full), form.name)
    score = compare_names(full, entity.name)
    return score.value, (score.reason_ar, score.reason_en)
