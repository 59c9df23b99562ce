"""Reference: whom a clitic pronoun, a bare pronoun or a hidden subject means. None wherever it is not clear."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tawthiq.extract.attribution.lexicon import cue_forms
from tawthiq.extract.frame import Layers
from tawthiq.extract.tree import Attribution, AttributionTree
from tawthiq.model import EntityType, Mention, MentionForm, QuotationForm
from tawthiq.text.fold import fold
from tawthiq.text.verbs import verb_form
from tawthiq.text.words import Word

FIRST = frozenset({"نا", "ني", "انا", "نحن", "ي"})
"""Pronouns of the first person: the speaker."""

FAR = "فاعل الجملة التي قبلها"
"""The reason of a referent that is the subject of an earlier sentence."""
NEAR = "الوحيد الموافق في الجملة التي قبلها"
"""The reason of a referent that is the only one named in the sentence before who agrees."""
TOPIC = "موضوع النص"
"""The reason of a referent that is the one whom the text is about."""
_PRONOUNS = {
    "ه": ("m", "s"),
    "ها": ("f", "s"),
    "هم": ("m", "p"),
    "هما": ("x", "d"),
    "هن": ("f", "p"),
    "هو": ("m", "s"),
    "هي": ("f", "s"),
}
_BACK = 2  # sentences: a hidden subject farther back is a guess
_ACTORS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})


@dataclass(frozen=True, slots=True)
class Referent:
    """An entity and how it was found, in words for the reader of reasons."""

    entity: str
    why: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause read before. ``entity`` is None for a thing or somebody unknown, whose verb had this gender.

    ``acts_on`` is the entity that a clitic on the verb meant, if that was found, and ``acts_gender`` the clitic's gender:
    اتهمه فلان. ``speaks``: the verb only says who speaks.
    """

    offset: int
    entity: str | None
    gender: str = ""
    acts_on: str | None = None
    acts_gender: str = ""
    speaks: bool = False
    human: bool = False


@dataclass(slots=True)
class Discourse:
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
    _words: _Neighbours = field(default_factory=lambda: _Neighbours(()))
    _named_ones: frozenset[str] = frozenset()
    _owned: frozenset[str] = frozenset()
    _people: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._mentions = sorted(self.layers.mentions.mentions, key=lambda m: m.span.start)
        self._starts = [m.span.start for m in self._mentions]
        self._types = {e.id: e.type for e in self.layers.mentions.entities}
        self._words = words = _Neighbours(self.layers.frame.words)
        self.genders = _genders(self._mentions, words) | self.genders
        self.topic, self.dominant = _topic(self._mentions)
        self.central = self.dominant or self._is_central()
        self._owned = _owned(self._mentions, words)
        self._once = _once(self._mentions)
        self._named_ones = frozenset(m.entity for m in self._mentions if m.form is MentionForm.NAME)
        self._people = frozenset(m.entity for m in self._mentions if _sound_plural(m))

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
        self.subjects.append(Subject(offset, subject, acts_on=on, acts_gender=_PRONOUNS.get(clitic, ("", ""))[0]))

    def undergone(self, offset: int, entity: str) -> None:
        """Remember that somebody named at this offset was the object of a verb."""
        if self._types.get(entity) is EntityType.PERSON:
            self.objects.append((offset, entity))

    def acted_on(self, key: str, start: int, end: int, exclude: frozenset[str] = frozenset(), *, told: bool = True) -> Referent | None:
        """Whom a clitic on a verb at ``[start, end)`` means: the object of the verb before it, or whom any pronoun would mean.

        At the head of a text that has named nobody yet it is who is named behind it. ``told``: the verb's own subject stands there.
        """
        gender, number = _PRONOUNS.get(key, ("", ""))
        sentence = self.layers.frame.sentences[self.layers.frame.sentence_at(start)] if self.layers.frame.sentences else None
        if key in FIRST or not gender or number == "d" or sentence is None:
            return self.pronoun(key, start, end, exclude)
        wanted = _Wanted(gender, number, exclude)
        low = max(sentence.start, self._speech_start(start, end))
        before = next((entity for entity in self._objects_between(low, start) if entity not in exclude), None)
        if before is not None and told and self.agrees(before, gender, number):
            return Referent(before, "مفعول الفعل السابق")
        if self._anybody(start, wanted):
            return self.pronoun(key, start, end, exclude)
        behind = self._people_behind(end, sentence.end, wanted)
        return self._one_behind(behind) if behind else self.pronoun(key, start, end, exclude)

    def accused(self, start: int, end: int, gender: str) -> Referent | None:
        """Whom a pronoun in the content of an accusation means: who is accused, the object named before it."""
        said = self.tree.innermost(start, end)
        if said is None or said.act != "accuse" or said.cue is None:
            return None
        before = next(self._objects_between(said.cue.start, start), None)
        return Referent(before, "المتهم") if before is not None and self.agrees(before, gender, "s") else None

    def namesake(self, entity: str, surname: str, gender: str) -> str | None:
        """Who is meant by a surname behind a verb of this gender, where two people of the text bear it; None if neither agrees."""
        if self._types.get(entity) is not EntityType.PERSON or self.agrees(entity, gender, "s"):
            return entity
        key = fold(surname)
        bearers = [m.entity for m in self._mentions if m.form is MentionForm.NAME and m.entity != entity and _surname(m) == key]
        agreeing = [other for other in dict.fromkeys(bearers) if self.agrees(other, gender, "s")]
        return agreeing[0] if len(agreeing) == 1 else entity if not bearers else None

    def nearest(self, key: str, start: int) -> str | None:
        """The last person named before in the sentence whom a clitic agrees with."""
        gender, number = _PRONOUNS.get(key, ("", ""))
        sentence = self.layers.frame.sentences[self.layers.frame.sentence_at(start)] if self.layers.frame.sentences else None
        if not gender or sentence is None:
            return None
        named = self._named(sentence.start, start, _Wanted(gender, number))
        return next((entity for entity in named if self._types.get(entity) is EntityType.PERSON), None)

    def place(self, key: str, start: int) -> Referent | None:
        """The place that a clitic means: the last one named before in its sentence or the one before, if it agrees."""
        gender, number = _PRONOUNS.get(key, ("", ""))
        index = self.layers.frame.sentence_at(start) if self.layers.frame.sentences else 0
        if number != "s" or not self.layers.frame.sentences:
            return None
        low = self.layers.frame.sentences[max(0, index - 1)].start
        here = self._mentions[bisect_left(self._starts, low) : bisect_left(self._starts, start)]
        places = [m for m in here if m.type is EntityType.PLACE]
        if not places:
            return None
        last = places[-1].entity
        return Referent(last, "المكان المذكور قبله") if self.genders.get(last, "f") == gender else None

    def thing(self, offset: int, entity: str, gender: str) -> None:
        """Remember that a thing was spoken of here: the subject of a clause that is nobody."""
        self.things.append((offset, entity, gender))

    def topical_thing(self, key: str, start: int) -> str | None:
        """The thing that the clauses of this sentence before an offset were about, if a clitic agrees with it."""
        gender = _PRONOUNS.get(key, ("", ""))[0]
        sentence = self.layers.frame.sentences[self.layers.frame.sentence_at(start)] if self.layers.frame.sentences else None
        if sentence is None:
            return None
        for offset, entity, own in reversed(self.things):
            if offset < sentence.start:
                return None
            if offset < start and own == gender:
                return entity
        return None

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

    def _anybody(self, start: int, wanted: _Wanted) -> bool:
        """Whether somebody who agrees was named before; deep in a text somebody was."""
        count = bisect_left(self._starts, start)
        here = self._mentions[: min(count, _FIRST)]
        return count > _FIRST or any(m.type in _ACTORS and self._can_be(m.entity, wanted) for m in here)

    def _people_behind(self, low: int, high: int, wanted: _Wanted) -> list[Mention]:
        """The mentions of people with names in ``[low, high)`` who agree."""
        here = self._mentions[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        people = [m for m in here if m.type is EntityType.PERSON and self._can_be(m.entity, wanted)]
        return [m for m in people if m.entity in self._named_ones]

    def _one_behind(self, people: list[Mention]) -> Referent | None:
        """The one person of these mentions; of several the one whom a clause begins with."""
        options = list(dict.fromkeys(m.entity for m in people))
        if len(options) > 1:
            options = list(dict.fromkeys(m.entity for m in people if m.entity in options and self._heads(m)))
        return Referent(options[0], "المسمى بعد الضمير") if len(options) == 1 else None

    def _can_be(self, entity: str, wanted: _Wanted) -> bool:
        return entity not in wanted.exclude and self.agrees(entity, wanted.gender, wanted.number)

    def _heads(self, mention: Mention) -> bool:
        """Whether a mention begins a clause or stands right behind its verb."""
        before = self._words.before(mention.span.start)
        if before is None or before.kind != "word":
            return False
        if before.key in cue_forms():
            return False  # who says it is not whom it is about
        return before.key in _CLAUSE_HEADS or (before.verb is not None and not before.noun)

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

    def quoted(self, start: int, end: int) -> bool:
        """Whether the words stand in marks as somebody's."""
        said = self.tree.innermost(start, end)
        return said is not None and said.form is not QuotationForm.INDIRECT and said.speaker is not None

    def speaker(self, start: int, end: int) -> Referent | None:
        """The speaker of the words at ``[start, end)``, for the first person."""
        said = self.tree.innermost(start, end)
        return Referent(said.speaker, "المتكلم") if said is not None and said.speaker else None

    def pronoun(
        self, key: str, start: int, end: int, exclude: frozenset[str] = frozenset(), *, strict: bool = False
    ) -> Referent | None:
        """Whom a pronoun at ``[start, end)`` means."""
        if key in FIRST:
            return self.speaker(start, end)
        gender, number = _PRONOUNS.get(key, ("", ""))
        return self.find(gender, number, start, end, exclude, strict=strict) if gender and number != "d" else None

    def find(
        self, gender: str, number: str, start: int, end: int, exclude: frozenset[str] = frozenset(), *, strict: bool = False
    ) -> Referent | None:
        """The entity that a hidden subject or pronoun of this gender and number means.

        ``strict``: what is said could be said of a thing too, so that only a subject or speaker in sight will do.
        """
        sentence = self.layers.frame.sentences[self.layers.frame.sentence_at(start)] if self.layers.frame.sentences else None
        if sentence is None:
            return None
        wanted = _Wanted(gender, number, exclude, strict)
        said = self.tree.innermost(start, end)
        if said is not None and said.speaker:
            if said.form is QuotationForm.DIRECT or said.lemma in _JUDGING:
                exclude = exclude | {said.speaker}
            elif (others := self._told_of(said, sentence.end, wanted)) is not None:
                return Referent(others[0], "المسمى بعد القول") if len(others) == 1 else None
            elif self._somebodys(said.speaker, wanted):
                return self._of_speech(said.speaker, wanted)
            elif self._speaks_of_himself(said, said.speaker, start, gender, number) and said.speaker not in exclude:
                return Referent(said.speaker, "صاحب القول")
            wanted = replace(wanted, exclude=exclude)
        before = self._subjects(sentence.start, start, wanted)
        inside = said.content.start if said is not None and said.form is QuotationForm.DIRECT else sentence.start
        if before and before[-1].entity is None and (strict or before[-1].human) and before[-1].offset >= inside:
            return None
        people = [subject for subject in before if subject.entity is not None]
        if people:
            return self._subject_before(people[-1], wanted)
        return self._without_subject(sentence.start, start, wanted)

    def _told_of(self, said: Attribution, end: int, wanted: _Wanted) -> list[str] | None:
        """For words that stand before their قال: who else is named behind it, if anybody: «أقاله المجلس»، أوضح المحامي عن موكله فلان."""
        if said.cue is None or said.cue.start < said.content.end:
            return None
        named = self._named(said.cue.end, end, replace(wanted, exclude=wanted.exclude | {said.speaker or ""}))
        return [entity for entity in named if self._types.get(entity) is EntityType.PERSON and entity in self._named_ones] or None

    def _somebodys(self, speaker: str, wanted: _Wanted) -> bool:
        """Whether a speaker without a name of his own (شقيقه، مسؤول) speaks, while the text is about another who agrees."""
        return speaker not in self._named_ones and self._rival(speaker, wanted) is not None

    def _of_speech(self, speaker: str, wanted: _Wanted) -> Referent | None:
        """Whom his relative's or guest's words are about: the one whose he is; of an unnamed official nobody can tell."""
        rival = self._rival(speaker, wanted)
        return Referent(rival, TOPIC) if rival is not None and self.central and speaker in self._owned else None

    def _rival(self, entity: str | None, wanted: _Wanted) -> str | None:
        """The text's topic, if it is another and agrees."""
        topic = self.topic
        if topic is None or topic == entity or topic in wanted.exclude or not self.agrees(topic, wanted.gender, wanted.number):
            return None
        return topic

    def _subjects(self, low: int, high: int, wanted: _Wanted) -> list[Subject]:
        """The agreeing subjects of the clauses in ``[low, high)``, things among them."""
        return sorted((found for found in self._between(low, high) if self._fits(found, wanted)), key=lambda found: found.offset)

    def _between(self, low: int, high: int) -> Iterator[Subject]:
        """The subjects of ``[low, high)``, where ``low`` begins a sentence or a speech in the last of them, the latest first."""
        for found in reversed(self.subjects):
            if found.offset < low:
                return
            if found.offset < high:
                yield found

    def _fits(self, subject: Subject, wanted: _Wanted) -> bool:
        if subject.entity is None:
            return wanted.number == "s" and subject.gender == wanted.gender
        return subject.entity not in wanted.exclude and self.agrees(subject.entity, wanted.gender, wanted.number)

    def _subject_before(self, subject: Subject, wanted: _Wanted) -> Referent | None:
        """The last subject of the sentence; who was acted on by a passing person goes on as the one spoken of."""
        assert subject.entity is not None  # noqa: S101 - the caller has looked
        acted_on = subject.acts_on
        free = acted_on is not None and (acted_on in wanted.exclude or not self.agrees(acted_on, wanted.gender, wanted.number))
        if free or subject.acts_gender != wanted.gender:
            return Referent(subject.entity, "فاعل الجملة السابقة")
        return Referent(acted_on, TOPIC) if acted_on is not None and acted_on == self.topic and subject.entity in self._once else None

    def _without_subject(self, low: int, start: int, wanted: _Wanted) -> Referent | None:
        near = [entity for entity in self._named(low, start, wanted) if self._types.get(entity) in _ALONE]
        earlier = self._earlier(start, wanted)
        if not near:
            return earlier
        options = set(near) | ({earlier.entity} if earlier is not None else set())
        if self.topic is not None and self.topic in options and self.dominant:
            return Referent(self.topic, TOPIC)
        if wanted.strict or len(options) != 1:
            return None
        return Referent(near[0], "الوحيد الموافق في الجملة")

    def _speaks_of_himself(self, said: Attribution, speaker: str, at: int, gender: str, number: str) -> bool:
        """Whether a pronoun in reported speech agrees with the speaker and nobody else was named in the speech before."""
        others = self._named(said.content.start, at, _Wanted(gender, number, frozenset({speaker})))
        things = [s for s in self._between(said.content.start, at) if s.entity is None and s.gender == gender]
        return self.agrees(speaker, gender, number) and not others and not things

    def _named(self, low: int, high: int, wanted: _Wanted) -> list[str]:
        """Agreeing actors mentioned in ``[low, high)``, the latest first, each once."""
        here = self._mentions[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        found = [
            m.entity
            for m in reversed(here)
            if m.type in _ACTORS and m.entity not in wanted.exclude and self.agrees(m.entity, wanted.gender, wanted.number)
        ]
        return list(dict.fromkeys(found))

    def _earlier(self, start: int, wanted: _Wanted) -> Referent | None:
        """The one spoken of in the sentences before: the text's topic, or their only subject."""
        index = self.layers.frame.sentence_at(start)
        topic = self.topic if self.topic is not None and self.topic not in wanted.exclude else None
        if topic is not None and not self.agrees(topic, wanted.gender, wanted.number):
            topic = None
        if topic is not None and (self.dominant or (self.central and self._new_paragraph(index))):
            return Referent(topic, TOPIC)
        for back in range(1, min(_BACK, index) + 1):
            sentence = self.layers.frame.sentences[index - back]
            subjects = self._subjects(sentence.start, sentence.end, wanted)
            if subjects and (wanted.strict or any(subject.entity for subject in subjects)):
                return self._only(subjects, wanted)
            near = self._named(sentence.start, sentence.end, wanted)
            if len(near) == 1 and not wanted.strict and self._types.get(near[0]) in _ALONE and near[0] not in self._owned:
                return Referent(near[0], NEAR)
            if near and topic not in near:
                return None
        return Referent(topic, TOPIC) if topic is not None and not wanted.strict else None

    def _is_topics(self, subject: Subject) -> bool:
        """Whether the topic is the one who did it or to whom it was done, so that the text goes on about it."""
        return self.central and self.topic in {subject.entity, subject.acts_on}

    def _new_paragraph(self, index: int) -> bool:
        """Whether a line ends between this sentence and the one before."""
        sentences = self.layers.frame.sentences
        return index > 0 and "\n" in self.layers.frame.text[sentences[index - 1].end - 1 : sentences[index].start + 1]

    def _only(self, subjects: list[Subject], wanted: _Wanted) -> Referent | None:
        if any(subject.acts_gender == wanted.gender and not self._is_topics(subject) for subject in subjects):
            return None
        entities = {subject.entity for subject in subjects}
        if None in entities and not wanted.strict:
            entities.discard(None)
        entity = entities.pop() if len(entities) == 1 else None
        if entity is None:
            return None
        rival = self._rival(entity, wanted)
        if rival is not None and (entity not in self._named_ones or all(subject.speaks for subject in subjects)):
            return Referent(rival, TOPIC) if self.central and not wanted.strict else None
        return Referent(entity, FAR)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a pronoun or hidden subject asks for."""

    gender: str
    number: str
    exclude: frozenset[str] = frozenset()
    strict: bool = False


class _Neighbours:
    """The words of a text by where they begin, and the word before each."""

    def __init__(self, sentences: tuple[tuple[Word, ...], ...]) -> None:
        self._words = {word.core_start: (words[i - 1] if i else None, word) for words in sentences for i, word in enumerate(words)}

    def before(self, start: int) -> Word | None:
        """The word before the one whose stem begins here."""
        return self._words.get(start, (None, None))[0]

    def at(self, start: int) -> Word | None:
        """The word whose stem begins here."""
        return self._words.get(start, (None, None))[1]


_ALONE = frozenset({EntityType.PERSON})
"""What a pronoun may mean without having been a subject: an organisation named in passing is no candidate."""
_CLAUSE_HEADS = frozenset({"لكن", "ان", "بينما", "فيما", "اما", "حيث", "اذ", "قد", "بيد"})
_JUDGING = frozenset({"اعتبر", "رأى", "وصف", "عد", "اتهم", "انتقد", "راى"})
"""Verbs whose أنه is rarely the speaker himself: اعتبر أنه طباخ ماهر."""
_FIRST = 200  # mentions: behind so many a text is past its opening
_CENTRAL = 5  # mentions: below that, leading says little
_DOMINANT = 0.35  # share of all mentions of persons that makes a text one person's profile


def _topic(mentions: list[Mention]) -> tuple[str | None, bool]:
    """The person mentioned most, if more than any other, and whether the text is about that person above all."""
    persons = [m.entity for m in mentions if m.type is EntityType.PERSON]
    counts = Counter(persons).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] <= counts[1][1]):
        return None, False
    return counts[0][0], _dominates(counts, len(persons))


def _dominates(counts: list[tuple[str, int]], total: int) -> bool:
    second = counts[1][1] if len(counts) > 1 else 0
    return counts[0][1] >= max(4, _DOMINANT * total, 2 * second)


def _shared_surnames(mentions: list[Mention]) -> frozenset[str]:
    """Surnames that two people of the text bear."""
    pairs = {(_surname(m), m.entity) for m in mentions if m.form is MentionForm.NAME and m.type is EntityType.PERSON}
    count = Counter(surname for surname, _ in pairs if surname)
    return frozenset(surname for surname, bearers in count.items() if bearers > 1)


def _surname(mention: Mention) -> str:
    words = mention.span.exact.split()
    return fold(words[-1]) if len(words) > 1 else ""


def _once(mentions: list[Mention]) -> frozenset[str]:
    """Who is mentioned once: the text is not about them."""
    count = Counter(mention.entity for mention in mentions)
    return frozenset(entity for entity, times in count.items() if times == 1)


def _owned(mentions: list[Mention], words: _Neighbours) -> frozenset[str]:
    """Who is only ever somebody's: شقيقه، ضيفه."""
    named = {mention.entity for mention in mentions if mention.form is MentionForm.NAME}
    return frozenset({mention.entity for mention in mentions if _with_pronoun(words.at(mention.span.start))} - named)


def _sound_plural(mention: Mention) -> bool:
    """Plurals in ون and ين, and in اء, are of people: what takes them up is هم, not ها."""
    first = mention.span.exact.split()[:1]
    return mention.type is EntityType.GROUP and bool(first) and first[0].endswith(("ون", "ين", "اء")) and len(first[0]) > 4


def _with_pronoun(word: Word | None) -> bool:
    return word is not None and bool(word.pronoun)


def _genders(mentions: list[Mention], words: _Neighbours) -> dict[str, str]:
    """Gender by the forms of an entity's nominal mentions, its verbs, or its name's last letter for what is no person."""
    votes: dict[str, Counter[str]] = {}
    common = _shared_surnames(mentions)
    for mention in mentions:
        votes.setdefault(mention.entity, Counter())["f" if _feminine(mention) else "m"] += _weight(mention)
        governed = _verb_before(words.before(mention.span.start))
        shared = " " not in mention.span.exact and fold(mention.span.exact) in common  # which of the two is not to be told
        if governed and not shared and mention.type in {EntityType.PERSON, EntityType.ORGANIZATION}:
            votes[mention.entity][governed] += _VERB_VOTE
    return {entity: count.most_common(1)[0][0] for entity, count in votes.items()}


def _weight(mention: Mention) -> int:
    """A noun shows its gender; a name does not, but for a body that is called شركة or منظمة in it."""
    shown = mention.form is MentionForm.NOMINAL or (mention.type is EntityType.ORGANIZATION and _feminine(mention))
    return 3 if shown else 1


_VERB_VOTE = 2  # mentions: a verb before its subject shows the gender more surely than the letters of a name


def _verb_before(word: Word | None) -> str:
    """The gender of a verb of speech or deed right before a name, or "": a masculine form can be a noun as well."""
    if word is None or word.kind != "word" or word.article or word.noun or word.pronoun:
        return ""
    form = verb_form(word.key)
    return form.gender if form is not None and form.person == _THIRD and form.number == "s" else ""


_THIRD = 3


def _feminine(mention: Mention) -> bool:
    words = mention.span.exact.split()
    if mention.form is MentionForm.NAME and mention.type is EntityType.PERSON:
        return bool(words) and fold(words[0]).endswith(("ه", "يا", "اء")) and len(words[0]) > 3
    if mention.form is MentionForm.NAME and mention.type is EntityType.PLACE:
        return _feminine_place(words[0] if words else "")
    return bool(words) and words[0].endswith(("ة", "ات"))


_MASCULINE_COUNTRIES = frozenset(
    fold(word) for word in ["العراق", "السودان", "لبنان", "الأردن", "اليمن", "المغرب", "الصومال", "تشاد", "مالي", "النيجر"]
)


def _feminine_place(word: str) -> bool:
    """Names of towns and countries are feminine but for a few."""
    return fold(word) not in _MASCULINE_COUNTRIES
