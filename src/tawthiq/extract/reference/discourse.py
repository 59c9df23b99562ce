"""Objects of verbs, bearers of one surname, places and things that a clitic takes up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawthiq.extract.attribution.lexicon import cue_forms
from tawthiq.extract.reference.candidates import Asked, Noun, sight
from tawthiq.extract.reference.model import ACTORS, FIRST, LIKELY, PRONOUNS, SURE, TOPIC, UNLIKELY, WEIGHED, Referent, Wanted, word_list
from tawthiq.extract.reference.pronouns import Pronouns
from tawthiq.extract.reference.weighing import meant
from tawthiq.model import EntityType, Mention
from tawthiq.text.fold import fold

_SOMEBODY = frozenset({EntityType.PERSON, EntityType.ORGANIZATION})
_BACK = 2  # sentences: farther back somebody else may be meant
_FIRST = 200  # mentions: behind so many a text is past its opening


@dataclass(slots=True)
class Discourse(Pronouns):
    """What a text has spoken of so far, asked for whom its pronouns and hidden subjects mean."""

    def weighed(self, asked: Asked, answer: Referent | None, nouns: Sequence[Noun]) -> Referent | None:
        """Whom the rules take, unless that is unlikely, or where they are silent what is likely; with the chance of it.

        In a profile the rules know better: the press, from which the chances are learnt, has few.
        """
        found = meant(self, sight(self, nouns, asked)) if self.layers.frame.sentences else None
        if found is None or self.central:
            return answer
        if answer is not None and (found.of_answer is None or found.of_answer >= UNLIKELY):
            return replace(answer, chance=found.of_answer)
        candidate = found.candidate
        if found.chance < (LIKELY if candidate.kind in _SOMEBODY else SURE):
            return None
        entity = candidate.noun.entity() if candidate.noun is not None else candidate.entity
        return Referent(entity, WEIGHED, found.chance) if entity is not None else None

    def acted_on(self, key: str, start: int, end: int, exclude: frozenset[str] = frozenset(), *, told: bool = True) -> Referent | None:
        """Whom a clitic on a verb at ``[start, end)`` means: the object of the verb before it, or whom any pronoun would mean.

        At the head of a text that has named nobody yet it is who is named behind it. ``told``: the verb's own subject stands there.
        """
        gender, number = PRONOUNS.get(key, ("", ""))
        sentence = self.layers.frame.sentences[self.layers.frame.sentence_at(start)] if self.layers.frame.sentences else None
        if key in FIRST or not gender or number == "d" or sentence is None:
            return self.pronoun(key, start, end, exclude)
        wanted = Wanted(gender, number, exclude)
        low = max(sentence.start, self._speech_start(start, end))
        before = next((entity for entity in self._objects_between(low, start) if entity not in exclude), None)
        if before is not None and told and self.agrees(before, gender, number):
            return Referent(before, "مفعول الفعل السابق")
        if self._anybody(start, wanted):
            return self.pronoun(key, start, end, exclude) or self._of_paragraph(start, wanted)
        behind = self._people_behind(end, sentence.end, wanted)
        return self._one_behind(behind) if behind else self.pronoun(key, start, end, exclude)

    def _of_paragraph(self, start: int, wanted: Wanted) -> Referent | None:
        """Whom the text is about, where its paragraph has named nobody else who agrees: ساءت علاقته بالحزب. فقد اتهمته الحركة …."""
        sentences, index = self.layers.frame.sentences, self.layers.frame.sentence_at(start)
        if not self.central or self.topic is None or not self._can_be(self.topic, wanted) or self._new_paragraph(index):
            return None
        first = next((i for i in range(index - 1, -1, -1) if i == 0 or self._new_paragraph(i)), 0)
        others = self._named(sentences[first].start, start, replace(wanted, exclude=wanted.exclude | {self.topic}))
        subjects = self._subjects(sentences[first].start, start, wanted)
        if others or any(subject.human or subject.entity not in {None, self.topic} for subject in subjects):
            return None
        return Referent(self.topic, TOPIC)

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
        bearers = [other for other in dict.fromkeys(self._bearers.get(fold(surname), ())) if other != entity]
        agreeing = [other for other in bearers if self.agrees(other, gender, "s")]
        return agreeing[0] if len(agreeing) == 1 else entity if not bearers else None

    def called(self, genders: str, start: int, end: int, *, latter: bool = False, anywhere: bool = False) -> str | None:
        """Whom الراحل, الموقوف at ``[start, end)`` means: the one person named in this sentence or the two before who agrees.

        ``latter``: of several the one named last (الأخير); ``anywhere``: the one person named so far, or the text's topic (الرجل).
        Who speaks does not mean himself.
        """
        if not self.layers.frame.sentences:
            return None
        index = self.layers.frame.sentence_at(start)
        said = self.tree.innermost(start, end)
        exclude = frozenset({said.speaker} if said is not None and said.speaker else ())
        low = 0 if anywhere else self.layers.frame.sentences[max(0, index - (1 if latter else _BACK))].start
        if anywhere and self.central:
            return self.topic if self.topic not in exclude and self.agrees(self.topic or "", genders, "s") else None
        named = [e for gender in genders for e in self._named(low, start, Wanted(gender, "s", exclude))]
        people = [e for e in dict.fromkeys(named) if self._types.get(e) is EntityType.PERSON and e in self._named_ones]
        return people[0] if people and (latter or len(people) == 1) else None

    def nearest(self, key: str, start: int) -> str | None:
        """The last person named before in the sentence whom a clitic agrees with."""
        gender, number = PRONOUNS.get(key, ("", ""))
        sentence = self.layers.frame.sentences[self.layers.frame.sentence_at(start)] if self.layers.frame.sentences else None
        if not gender or sentence is None:
            return None
        named = self._named(sentence.start, start, Wanted(gender, number))
        return next((entity for entity in named if self._types.get(entity) is EntityType.PERSON), None)

    def place(self, key: str, start: int) -> Referent | None:
        """The place that a clitic means: the last one named before in its sentence or the one before, if it agrees."""
        gender, number = PRONOUNS.get(key, ("", ""))
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

    def topical_thing(self, key: str, start: int) -> str | None:
        """The thing that the clauses of this sentence before an offset were about, if a clitic agrees with it."""
        gender = PRONOUNS.get(key, ("", ""))[0]
        sentence = self.layers.frame.sentences[self.layers.frame.sentence_at(start)] if self.layers.frame.sentences else None
        if sentence is None:
            return None
        for offset, entity, own in reversed(self.things):
            if offset < sentence.start:
                return None
            if offset < start and own == gender:
                return entity
        return None

    def _anybody(self, start: int, wanted: Wanted) -> bool:
        """Whether somebody who agrees was named before; deep in a text somebody was."""
        count = bisect_left(self._starts, start)
        here = self._mentions[: min(count, _FIRST)]
        return count > _FIRST or any(m.type in ACTORS and self._can_be(m.entity, wanted) for m in here)

    def _people_behind(self, low: int, high: int, wanted: Wanted) -> list[Mention]:
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

    def _heads(self, mention: Mention) -> bool:
        """Whether a mention begins a clause or stands right behind its verb."""
        before = self._words.before(mention.span.start)
        if before is None or before.kind != "word":
            return False
        if before.key in cue_forms():
            return False  # who says it is not whom it is about
        return before.key in word_list("clause_heads") or (before.verb is not None and not before.noun)
