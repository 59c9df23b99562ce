"""What a text has spoken of so far, and who agrees with a verb or pronoun."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tawthiq.extract.frame import Layers
from tawthiq.extract.reference.facts import Neighbours, genders_of, once, owned, sound_plural, surname_of, topic_of
from tawthiq.extract.reference.model import ACTORS, PRONOUNS, Referent, Subject, Wanted
from tawthiq.extract.tree import AttributionTree
from tawthiq.model import EntityType, Mention, MentionForm, QuotationForm
from tawthiq.text.words import Word

_CENTRAL = 5  # mentions: below that, leading says little


@dataclass(slots=True)
class Memory:
    """What a text has spoken of so far. ``subjects`` are those of the clauses read, in order."""

    layers: Layers
    tree: AttributionTree
    genders: dict[str, str] = field(default_factory=dict)
    subjects: list[Subject] = field(default_factory=list)
    objects: list[tuple[int, str]] = field(default_factory=list)
    things: list[tuple[int, str, str]] = field(default_factory=list)
    topic: str | None = None
    dominant: bool = False
    central: bool = False
    _mentions: list[Mention] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _types: dict[str, EntityType] = field(default_factory=dict)
    _once: frozenset[str] = frozenset()
    _words: Neighbours = field(default_factory=lambda: Neighbours(()))
    _named_ones: frozenset[str] = frozenset()
    _owned: frozenset[str] = frozenset()
    _people: frozenset[str] = frozenset()
    _bearers: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._mentions = sorted(self.layers.mentions.mentions, key=lambda m: m.span.start)
        self._starts = [m.span.start for m in self._mentions]
        self._types = {e.id: e.type for e in self.layers.mentions.entities}
        self._words = words = Neighbours(self.layers.frame.words)
        self.genders = genders_of(self._mentions, words) | self.genders
        self.topic, self.dominant = topic_of(self._mentions)
        self.central = self.dominant or self._is_central()
        self._owned = owned(self._mentions, words)
        self._once = once(self._mentions)
        self._named_ones = frozenset(m.entity for m in self._mentions if m.form is MentionForm.NAME)
        self._people = frozenset(m.entity for m in self._mentions if sound_plural(m))
        for mention in self._mentions:
            if mention.form is MentionForm.NAME:
                bearers = self._bearers.setdefault(surname_of(mention), [])
                if mention.entity not in bearers[-1:]:
                    bearers.append(mention.entity)

    def _is_central(self) -> bool:
        """Whether the topic leads clearly, and from the first sentences on: a profile of one among many."""
        counts = Counter(m.entity for m in self._mentions if m.type is EntityType.PERSON).most_common(2)
        sentences = self.layers.frame.sentences[:2]
        early = any(m.entity == self.topic and m.span.start < sentences[-1].end for m in self._mentions) if sentences else False
        second = counts[1][1] if len(counts) > 1 else 0
        return self.topic is not None and early and counts[0][1] >= max(_CENTRAL, 1.5 * second)

    def among(self, offset: int, subject: str, gender: str) -> None:
        """Remember that several did this together: which of them goes on alone is not to be told."""
        self.subjects.append(Subject(offset, subject, acts_gender=gender))

    def knows(self, entity: str | None) -> bool:
        """Whether an entity can be taken up by a pronoun: a mention of the text, or one learned."""
        return entity is not None and entity in self._types

    def learn(self, entity: str, kind: EntityType, gender: str) -> None:
        """Take up an entity that only a common noun names, with the gender of its verb."""
        if entity not in self._types:
            self._types[entity], self.genders[entity] = kind, gender

    def subject(self, offset: int, entity: str) -> None:
        """Remember that a clause at this offset had this subject; what no pronoun can take up is left out."""
        if self.knows(entity):
            self.subjects.append(Subject(offset, entity))

    def other(self, offset: int, gender: str, *, human: bool = False) -> None:
        """Remember that a clause at this offset had a subject that is a thing, or somebody (``human``) not known."""
        self.subjects.append(Subject(offset, None, gender, human=human))

    def spoke(self, offset: int, entity: str) -> None:
        """Remember that somebody spoke here: the text goes on about others."""
        self.subjects.append(Subject(offset, entity, speaks=True))

    def acted(self, offset: int, subject: str, clitic: str, on: str | None) -> None:
        """Remember that the subject of this clause did something to somebody whom a clitic means, known or not."""
        self.subjects.append(Subject(offset, subject, acts_on=on, acts_gender=PRONOUNS.get(clitic, ("", ""))[0]))

    def undergone(self, offset: int, entity: str) -> None:
        """Remember that somebody named at this offset was the object of a verb."""
        if self._types.get(entity) is EntityType.PERSON:
            self.objects.append((offset, entity))

    def thing(self, offset: int, entity: str, gender: str) -> None:
        """Remember that a thing was spoken of here: the subject of a clause that is nobody."""
        self.things.append((offset, entity, gender))

    def _speech_start(self, start: int, end: int) -> int:
        said = self.tree.innermost(start, end)
        return said.reach.start if said is not None and said.form is QuotationForm.DIRECT else 0

    def _objects_between(self, low: int, high: int) -> Iterator[str]:
        """The objects of verbs in ``[low, high)``, the latest first."""
        for offset, entity in reversed(self.objects):
            if offset < low:
                return
            if offset < high:
                yield entity

    def _can_be(self, entity: str, wanted: Wanted) -> bool:
        return entity not in wanted.exclude and self.agrees(entity, wanted.gender, wanted.number)

    def agrees(self, entity: str, gender: str, number: str) -> bool:
        """Whether a pronoun or verb of this gender and number can mean the entity."""
        kind = self._types.get(entity)
        own = self.genders.get(entity, "m")
        if kind is None:
            return False
        if kind is EntityType.PERSON:
            return number == "s" and gender == own
        if kind is EntityType.GROUP:
            return number == "p" or (number == "s" and gender == "f" and entity not in self._people)
        return number == "s" and gender == own

    def type_of(self, entity: str | None) -> EntityType | None:
        """The type of an entity that can be taken up."""
        return self._types.get(entity or "")

    def named(self, entity: str | None) -> bool:
        """Whether the text gives somebody's name, not only a title or description."""
        return entity in self._named_ones

    def only_owned(self, entity: str | None) -> bool:
        """Whether somebody is only ever another's: شقيقه، محاميه."""
        return entity in self._owned

    def mentions_between(self, low: int, high: int) -> list[Mention]:
        """The mentions that begin in ``[low, high)``, in order."""
        return self._mentions[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def word_before(self, start: int) -> Word | None:
        """The word before the one whose stem begins here."""
        return self._words.before(start)

    def word_at(self, start: int) -> Word | None:
        """The word whose stem begins here."""
        return self._words.at(start)

    def told_between(self, low: int, high: int) -> Iterator[Subject]:
        """The subjects of the clauses read in ``[low, high)``, the latest first."""
        return self._between(low, high)

    def undergone_between(self, low: int, high: int) -> Iterator[str]:
        """The people that verbs in ``[low, high)`` acted on, the latest first."""
        return self._objects_between(low, high)

    def quoted(self, start: int, end: int) -> bool:
        """Whether the words stand in marks as somebody's."""
        said = self.tree.innermost(start, end)
        return said is not None and said.form is not QuotationForm.INDIRECT and said.speaker is not None

    def speaker(self, start: int, end: int) -> Referent | None:
        """The speaker of the words at ``[start, end)``, for the first person."""
        said = self.tree.innermost(start, end)
        return Referent(said.speaker, "المتكلم") if said is not None and said.speaker else None

    def _rival(self, entity: str | None, wanted: Wanted) -> str | None:
        """The text's topic, if it is another and agrees."""
        topic = self.topic
        if topic is None or topic == entity or topic in wanted.exclude or not self.agrees(topic, wanted.gender, wanted.number):
            return None
        return topic

    def _subjects(self, low: int, high: int, wanted: Wanted) -> list[Subject]:
        """The agreeing subjects of the clauses in ``[low, high)``, things among them."""
        return sorted((found for found in self._between(low, high) if self._fits(found, wanted)), key=lambda found: found.offset)

    def _between(self, low: int, high: int) -> Iterator[Subject]:
        """The subjects of ``[low, high)``, where ``low`` begins a sentence or a speech in the last of them, the latest first."""
        for found in reversed(self.subjects):
            if found.offset < low:
                return
            if found.offset < high:
                yield found

    def _fits(self, subject: Subject, wanted: Wanted) -> bool:
        if subject.entity is None:
            return wanted.number == "s" and subject.gender == wanted.gender
        return subject.entity not in wanted.exclude and self.agrees(subject.entity, wanted.gender, wanted.number)

    def _named(self, low: int, high: int, wanted: Wanted) -> list[str]:
        """Agreeing actors mentioned in ``[low, high)``, the latest first, each once."""
        here = self._mentions[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        found = [
            m.entity
            for m in reversed(here)
            if m.type in ACTORS and m.entity not in wanted.exclude and self.agrees(m.entity, wanted.gender, wanted.number)
        ]
        return list(dict.fromkeys(found))

    def _new_paragraph(self, index: int) -> bool:
        """Whether a line ends between this sentence and the one before."""
        sentences = self.layers.frame.sentences
        return index > 0 and "\n" in self.layers.frame.text[sentences[index - 1].end - 1 : sentences[index].start + 1]
