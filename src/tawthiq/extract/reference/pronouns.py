"""Whom a pronoun or a hidden subject means. None wherever it is not clear."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tawthiq.extract.reference.memory import Memory
from tawthiq.extract.reference.model import FAR, FIRST, NEAR, PRONOUNS, TOPIC, Referent, Subject, Wanted, word_list
from tawthiq.extract.tree import Attribution
from tawthiq.model import EntityType, QuotationForm
from tawthiq.text.fold import fold

_BACK = 2  # sentences: a hidden subject farther back is a guess
_ALONE = frozenset({EntityType.PERSON})
"""What a pronoun may mean without having been a subject: an organisation named in passing is no candidate."""
"""Verbs whose أنه is rarely the speaker himself: اعتبر أنه طباخ ماهر."""


@dataclass(slots=True)
class Pronouns(Memory):
    """The memory of a text, asked for subjects."""

    def pronoun(self, key: str, start: int, end: int, exclude: frozenset[str] = frozenset(), *, strict: bool = False) -> Referent | None:
        """Whom a pronoun at ``[start, end)`` means."""
        if key in FIRST:
            return self.speaker(start, end)
        gender, number = PRONOUNS.get(key, ("", ""))
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
        wanted = Wanted(gender, number, exclude, strict)
        said = self.tree.innermost(start, end)
        if said is not None and said.speaker:
            if (said.form is QuotationForm.DIRECT and start >= said.content.start) or fold(said.lemma) in word_list("judging"):
                exclude = exclude | {said.speaker}
            elif (others := self._told_of(said, sentence.end, wanted)) is not None:
                return Referent(others[0], "المسمى بعد القول") if len(others) == 1 else None
            elif (bearer := self._whose(said, wanted)) is not None:
                return Referent(bearer, "صاحب الصلة بالقائل")
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

    def _told_of(self, said: Attribution, end: int, wanted: Wanted) -> list[str] | None:
        """For words that stand before their قال: who else is named behind it, if anybody: «أقاله المجلس»، أوضح المحامي عن موكله فلان."""
        if said.cue is None or said.cue.start < said.content.end:
            return None
        named = self._named(said.cue.end, end, replace(wanted, exclude=wanted.exclude | {said.speaker or ""}))
        return [entity for entity in named if self._types.get(entity) is EntityType.PERSON and entity in self._named_ones] or None

    def _whose(self, said: Attribution, wanted: Wanted) -> str | None:
        """قالت أسرة فلان إن الشرطة اعتقلته: whom the words for the speaker name, and whose family or lawyer speaks."""
        if said.source is None or said.speaker in self._named_ones:
            return None
        named = self._named(said.source.start, max(said.source.end, said.content.start), replace(wanted, exclude=frozenset()))
        people = [e for e in named if self._types.get(e) is EntityType.PERSON and e in self._named_ones and e != said.speaker]
        return people[0] if len(people) == 1 and people[0] not in wanted.exclude else None

    def _somebodys(self, speaker: str, wanted: Wanted) -> bool:
        """Whether a speaker without a name of his own (شقيقه، مسؤول) speaks, while the text is about another who agrees."""
        return speaker not in self._named_ones and self._rival(speaker, wanted) is not None

    def _of_speech(self, speaker: str, wanted: Wanted) -> Referent | None:
        """Whom his relative's or guest's words are about: the one whose he is; of an unnamed official nobody can tell."""
        rival = self._rival(speaker, wanted)
        return Referent(rival, TOPIC) if rival is not None and self.central and speaker in self._owned else None

    def _subject_before(self, subject: Subject, wanted: Wanted) -> Referent | None:
        """The last subject of the sentence; who was acted on by a passing person goes on as the one spoken of."""
        assert subject.entity is not None  # noqa: S101 - the caller has looked
        acted_on = subject.acts_on
        free = acted_on is not None and (acted_on in wanted.exclude or not self.agrees(acted_on, wanted.gender, wanted.number))
        if free or subject.acts_gender != wanted.gender:
            return Referent(subject.entity, "فاعل الجملة السابقة")
        return Referent(acted_on, TOPIC) if acted_on is not None and acted_on == self.topic and subject.entity in self._once else None

    def _without_subject(self, low: int, start: int, wanted: Wanted) -> Referent | None:
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
        others = self._named(said.content.start, at, Wanted(gender, number, frozenset({speaker})))
        things = [s for s in self._between(said.content.start, at) if s.entity is None and s.gender == gender]
        return self.agrees(speaker, gender, number) and not others and not things

    def _earlier(self, start: int, wanted: Wanted) -> Referent | None:
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

    def _only(self, subjects: list[Subject], wanted: Wanted) -> Referent | None:
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
