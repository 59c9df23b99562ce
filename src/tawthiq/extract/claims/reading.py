"""A clause whose subject is known, and the draft of a claim made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tawthiq.extract.claims.chunk import NounPhrase, first_of, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.dependents import whole
from tawthiq.extract.claims.hidden import REACH, nobody, noun_of, of_people, opens_sentence, personal
from tawthiq.extract.claims.parsed import parsed_signs
from tawthiq.extract.claims.plain import plain
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.things import things_before
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.reference import FAR, NEAR, PRONOUNS, TOPIC, Asked, Referent
from tawthiq.model import Argument, EntityType, Scalar
from tawthiq.text.calendars import weekdays
from tawthiq.text.numbers import word_key
from tawthiq.text.verbs import Tense

_WITH_SUBJECT = 220  # code points; a subject farther back is named by the claim, not by its evidence
_LONG_EVIDENCE = 180  # code points; what is longer is more than one clause (measured on the development gold: 120 cuts off what explains)
_SHORT_EVIDENCE = 80  # code points; careful readers mark clauses of 30 to 120
_LONGEST_EVIDENCE = 280  # code points; a clause that is longer is cut behind its object


ACTORS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})


@dataclass(slots=True)
class Reading:
    """A clause whose subject is known; ``chance``: how likely it is that a hidden one is meant, where that was weighed."""

    scene: Scene
    tokens: Sequence[Token]
    clause: Clause
    subject: Argument
    why: str
    others: tuple[Argument, ...] = ()
    since: int | None = None
    chance: float | None = None

    @property
    def type(self) -> EntityType | None:
        """The type of the subject's entity."""
        return self.scene.type_of(self.subject.entity)


def resolve(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Reading | None:
    """The clause with its subject, or None where it is not clear who it is. The discourse learns what it was said of."""
    found = _named(scene, tokens, clause) if clause.subject is not None and clause.form.person == _THIRD else _hidden(scene, tokens, clause)
    _remember(scene, tokens, clause, found)
    return found


_THIRD = 3
_THINGS = frozenset({EntityType.THING, EntityType.EVENT})


def _remember(scene: Scene, tokens: Sequence[Token], clause: Clause, found: Reading | None) -> None:
    """Tell the discourse of a clause whose subject is a thing or nobody, and of one that acts on somebody by a clitic."""
    at = tokens[clause.verb].word
    if clause.objects and clause.objects[0].entity is not None and "copula" not in flags_of(clause):
        scene.discourse.undergone(tokens[clause.objects[0].start].word.start, clause.objects[0].entity)
    if clause.opener == "relative" or clause.form.person != _THIRD:
        return
    if found is not None and found.subject.entity is not None and found.type in ACTORS:
        _learn(scene, tokens, clause, found.subject.entity)
    if found is not None and found.subject.entity is not None and found.type in _THINGS:
        scene.discourse.thing(at.start, found.subject.entity, clause.subject.gender if clause.subject is not None else "")
    if found is None or not scene.discourse.knows(found.subject.entity):
        scene.discourse.other(at.start, clause.form.gender, human=personal(tokens, clause) and clause.subject is not None)
    elif clause.clitic and found.subject.entity is not None:
        on = scene.discourse.acted_on(clause.clitic, at.start, at.end, frozenset({found.subject.entity}), told=clause.how == "after")
        if on is not None and flags_of(clause) & {"appoint", "elect"}:
            scene.discourse.subject(at.end, on.entity)  # عيّنه فلان مديرا: what follows is the director's story
        else:
            scene.discourse.acted(at.end, found.subject.entity, clause.clitic, on.entity if on is not None else None)
    elif found.others and found.subject.entity is not None:
        scene.discourse.among(at.end, found.subject.entity, clause.form.gender)
    elif "say" in flags_of(clause) and found.subject.entity is not None:
        scene.discourse.spoke(at.end, found.subject.entity)


def _learn(scene: Scene, tokens: Sequence[Token], clause: Clause, entity: str) -> None:
    """Somebody whom only a common noun names (الرجل) can be taken up; a plural of things cannot."""
    kind = scene.type_of(entity)
    if kind is None or clause.subject is None or clause.how not in {"after", "before"}:
        return
    if kind is not EntityType.GROUP or of_people(tokens[clause.subject.head]):
        scene.discourse.learn(entity, kind, clause.form.gender)


def _hidden(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Reading | None:
    referent = _referent(scene, tokens, clause)
    if referent is None:
        return None
    return Reading(scene, tokens, clause, Argument(entity=referent.entity), f"الفاعل مستتر: {referent.why}", chance=referent.chance)


def _referent(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Referent | None:
    """Whom a hidden subject or a pronoun before the verb means."""
    offset, end = tokens[clause.verb].word.start, tokens[clause.verb].word.end
    if clause.form.person == 1 and tokens[clause.verb].word.noun and not scene.discourse.quoted(offset, end):
        return None  # لنداء is a noun
    if clause.form.person == 1 or (_first_or_feminine(clause, tokens) and scene.discourse.quoted(offset, end)):
        return scene.discourse.speaker(offset, end)
    if nobody(tokens, clause):
        return None
    opening = noun_of(tokens, clause)
    if opening is not None:
        fits = opening.entity is not None and scene.discourse.agrees(opening.entity, clause.form.gender, "s")
        return Referent(opening.entity, "الاسم في أول الجملة") if fits and opening.entity is not None else None
    strict = not personal(tokens, clause)
    exclude = _own_object(clause)
    if clause.subject_pronoun and clause.how != "after":
        if clause.subject_pronoun in {"ه", "هو", "ها", "هي"} and clause.form.number == "p":
            return None  # إنه من الطبيعي أن يوفروا …
        at = tokens[clause.start].word
        beside = _apposed(scene, tokens, clause) or scene.discourse.accused(at.start, at.end, clause.form.gender)
        if beside is not None:
            return beside
        found = scene.discourse.pronoun(clause.subject_pronoun, at.start, at.end, exclude, strict=strict)
    else:
        number = "p" if clause.form.number == "p" else "s"
        found = scene.discourse.find(clause.form.gender, number, offset, end, exclude, strict=strict)
    far = found is not None and found.why in {FAR, TOPIC}
    loose = strict and (clause.opener == "relative" or not opens_sentence(tokens, clause))
    if (far and loose) or (found is not None and found.why == NEAR and not opens_sentence(tokens, clause)):
        found = None
    return _weighed(scene, tokens, clause, found, exclude, strict=strict)


def _weighed(
    scene: Scene, tokens: Sequence[Token], clause: Clause, found: Referent | None, exclude: frozenset[str], *, strict: bool
) -> Referent | None:
    """Whom the rules take, unless another or nobody is likelier; what they cannot tell may still be likely."""
    number = PRONOUNS[clause.subject_pronoun][1] if clause.subject_pronoun in PRONOUNS else clause.form.number
    gender = PRONOUNS[clause.subject_pronoun][0] if clause.subject_pronoun in PRONOUNS else clause.form.gender
    at = tokens[clause.start if clause.subject_pronoun and clause.how != "after" else clause.verb].word
    kind = "clitic" if clause.subject_pronoun and clause.how != "after" else clause.opener
    answer, why = (found.entity, found.why) if found is not None else (None, "")
    asked = Asked(at.start, at.end, gender, number, kind, personal(tokens, clause), strict, exclude, answer, why)
    return scene.discourse.weighed(asked, found, things_before(scene, at.start))


def _apposed(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Referent | None:
    """رأى فلان فلانا، وهو …: behind a comma وهو is who was named right before it."""
    pronoun = tokens[clause.start]
    if pronoun.pos is not Pos.PRONOUN or pronoun.word.conjunction != "و" or clause.start < _BEHIND_NAME:
        return None
    comma, name = tokens[clause.start - 1], tokens[clause.start - 2].inside
    gender = {"هو": "m", "هي": "f"}.get(pronoun.key, "")
    if comma.word.text not in {"،", ","} or name is None or name.type is not EntityType.PERSON:
        return None
    return Referent(name.entity, "الاسم قبل الضمير") if scene.discourse.agrees(name.entity, gender, "s") else None


_BEHIND_NAME = 2  # tokens before وهو: a name and its comma


def _first_or_feminine(clause: Clause, tokens: Sequence[Token]) -> bool:
    """تحدثت is "she spoke" or "I spoke": with no woman or thing in sight and inside marks, the speaker."""
    key = tokens[clause.verb].key
    if not key.endswith("ت") or clause.form.gender != "f" or clause.subject_pronoun or key[-3:-2] == "ا":
        return False  # a long ا is shortened in the first person: كنت
    before = tokens[max(0, clause.verb - REACH) : clause.verb]
    she = any((token.word.pronoun == "ها" and token.pos is Pos.COMPLEMENTISER) or token.key == "هي" for token in before)
    return not she and _marks_open(before)


def _marks_open(before: Sequence[Token]) -> bool:
    """Whether marks have opened and not closed; a quotation that began in a sentence before shows none."""
    plain = sum(token.word.text == '"' for token in before)
    opened = sum(token.word.text in {"«", "“"} for token in before) - sum(token.word.text in {"»", "”"} for token in before)
    return plain % 2 == 1 or opened > 0 or (plain == 0 and opened == 0)


def _own_object(clause: Clause) -> frozenset[str]:
    return frozenset(phrase.entity for phrase in clause.objects if phrase.entity)


def _named(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Reading | None:
    assert clause.subject is not None  # noqa: S101 - the caller has looked
    sure = clause.vouched >= _TOLD_OF and clause.how in {"after", "before"}
    shown = first_of(tokens, whole(clause.subject, clause))
    entity = scene.entity_for(tokens, shown, acting=clause.how in {"after", "before", "shared"}, sure=sure)
    if entity is not None and clause.how == "after" and clause.subject.end - clause.subject.start == 1:
        entity = scene.discourse.namesake(entity, tokens[clause.subject.head].word.text, clause.form.gender)
    if entity is None:
        return None
    argument = Argument(entity=entity, span=scene.span(tokens, shown.start, shown.end))
    others = tuple(_coordinated(scene, tokens, shown)) if clause.how in {"after", "before"} else ()
    return Reading(scene, tokens, clause, argument, _HOW.get(clause.how, ""), others)


_HOW = MappingProxyType({
    "after": "الفاعل بعد الفعل", "before": "الفاعل قبل الفعل", "antecedent": "الاسم الموصول", "shared": "فاعل الفعل المعطوف عليه",
})  # fmt: skip


def _coordinated(scene: Scene, tokens: Sequence[Token], first: NounPhrase) -> Iterator[Argument]:
    at = first.end
    while at < len(tokens) and tokens[at].word.conjunction == "و" and starts_phrase(tokens[at]):
        phrase = noun_phrase(tokens, at)
        if phrase is None or phrase.entity is None:
            return
        yield scene.phrase(tokens, phrase)
        at = phrase.end


def drafted(
    reading: Reading,
    predicate: str,
    subject: Argument,
    item: Argument | None,
    qualifiers: dict[str, Scalar] | None = None,
) -> Draft:
    clause, tokens = reading.clause, reading.tokens
    extra: dict[str, Scalar] = dict(qualifiers or {})
    if clause.trigger is not None and "attempt" in clause.trigger.flags:
        extra["attempt"] = True
    if clause.form.tense is Tense.FUTURE:
        extra.setdefault("tense", "future")
    word = tokens[clause.verb].word
    return Draft(
        f"verbal.{predicate}",
        predicate,
        subject,
        item,
        _evidence(reading),
        (word.core_start, word.end),
        extra,
        clause_times(tokens, clause.start, clause.end),
        _why(reading),
        _negated(clause),
        _intended(clause) or _scheduled(reading),
        signs=(*_signs(reading), *parsed_signs(tokens, clause)),
        place=_place(reading, item) if predicate in _PLACED else None,
    )


def _place(reading: Reading, item: Argument | None) -> Argument | None:
    """Where it happened: the first place that the clause has behind في or ب; not one that is its object already."""
    told = (found.phrase for found in reading.clause.prepositional if found.preposition in _WHERE and found.phrase is not None)
    places = (phrase for phrase in told if phrase.entity is not None and reading.scene.type_of(phrase.entity) is EntityType.PLACE)
    phrase = next((phrase for phrase in places if item is None or phrase.entity != item.entity), None)
    return reading.scene.phrase(reading.tokens, phrase) if phrase is not None else None


_PLACED = frozenset({"arrested", "attacked_in", "died", "killed_in", "met"})
_WHERE = frozenset({"في", "ب"})


_VOUCHED = 0.5  # of the parser's probability: it says the same
_TOLD_OF = 0.8  # of the parser's probability: an indefinite noun is surely the subject


def _why(reading: Reading) -> tuple[str, ...]:
    """Where the subject was found, and whether the parser says the same."""
    if not reading.why:
        return ()
    return (reading.why, "والتحليل النحوي يوافق") if reading.clause.vouched >= _VOUCHED else (reading.why,)


def _signs(reading: Reading) -> tuple[str, ...]:
    """What the clause shows of how surely it was read."""
    clause, tokens = reading.clause, reading.tokens
    verb = tokens[clause.verb]
    seen = {
        f"clause:{clause.opener}": True,
        f"found:{clause.how or 'hidden'}": True,
        f"found:{clause.how or 'hidden'} in {clause.opener}": True,
        "plain": plain(tokens, clause),
        "verb or noun": verb.word.noun,
        "verb unknown": clause.trigger is None,
        "with object": bool(clause.objects) or bool(clause.clitic),
        "with complement": any(item.phrase is not None for item in clause.prepositional),
        "past": clause.form.tense is Tense.PAST,
        "definite subject": clause.subject is not None and clause.subject.definite,
        "clause follows": clause.content is not None,
    }
    surely = () if reading.chance is None else (next(f"meant:{bar}" for bar in _CHANCES if reading.chance >= bar),)
    return (*(name for name, true in seen.items() if true), *surely)


_CHANCES = (0.9, 0.8, 0.7, 0.6, 0.0)  # of a hidden subject: 92, 81, 70, 61 and less of 100 cases were right (left out in turn)


def _evidence(reading: Reading) -> tuple[int, int]:
    """The clause from its subject (or antecedent) to its end."""
    clause, tokens = reading.clause, reading.tokens
    start = clause.start
    if clause.antecedent is not None:
        start = clause.antecedent.start
    if reading.since is not None and reading.since < start and _length(tokens, reading.since, clause.end) <= _WITH_SUBJECT:
        start = reading.since
    end = max(clause.end, clause.verb + 1)
    if clause.content is not None and "hopes" in (clause.trigger.predicate if clause.trigger else ""):
        end = clause.content + 1
        while end < len(tokens) and tokens[end].word.text not in {"،", ".", '"', "»", "؛", "؟"} and end - clause.content < 26:
            end += 1
    start, end = widened(tokens, start, end)
    low, high = reading.scene.range(tokens, start, end)
    while high - low > _LONGEST_EVIDENCE and end > clause.verb + 1:
        end -= 1
        low, high = reading.scene.range(tokens, start, end)
    return low, high


def widened(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """A short clause to the ends of its stretch, if that stays a clause's length, so that its evidence can be understood alone."""
    if _length(tokens, start, end) >= _SHORT_EVIDENCE:
        return start, end
    low, high = start, end
    while high < len(tokens) and not _stops(tokens[high]):
        high += 1
    if _length(tokens, start, high) > _LONG_EVIDENCE:
        high = next((i for i in range(end, high) if tokens[i].word.text in {"،", ","}), high)
    if _length(tokens, start, high) <= _LONG_EVIDENCE:
        end = high
    while low > 0 and not _stops(tokens[low - 1]) and tokens[low - 1].pos is not Pos.COMPLEMENTISER:
        low -= 1
    if _length(tokens, low, end) <= _LONG_EVIDENCE:
        start = low
    return start, end


def _stops(token: Token) -> bool:
    return token.word.text in {".", "؟", "!", ":", "؛", '"', "«", "»", "“", "”", "(", ")"} or (
        token.pos is Pos.VERB and bool(token.word.conjunction)
    )


def _length(tokens: Sequence[Token], start: int, end: int) -> int:
    return tokens[max(start, end - 1)].word.end - tokens[start].word.start


_HAPPENED = frozenset({"continues", "enough"})  # flags: what ما زال and لم يكتف بـ speak of was so


def _negated(clause: Clause) -> bool:
    happened = clause.trigger is not None and not _HAPPENED.isdisjoint(clause.trigger.flags)
    return clause.negated and not happened and not clause.excepted


def _scheduled(reading: Reading) -> bool:
    """يتوجه الناخبون الأحد إلى …, تستأنف المحادثات غدا: a present with a day to come, or a bare day of the week, tells what is due."""
    clause, tokens = reading.clause, reading.tokens
    if clause.form.tense is not Tense.PRESENT or clause.form.person != _THIRD or clause.opener not in {"main", "coordinate"}:
        return False
    told = any(token.pos is Pos.VERB and token.verb is not None and token.verb.tense is Tense.PAST for token in tokens[: clause.verb])
    now = (reading.scene.layers.frame.published or "")[:10]
    return not told and any(_due(tokens, token, now) for token in tokens[clause.verb + 1 : clause.end + 1])


def _due(tokens: Sequence[Token], token: Token, now: str) -> bool:
    """Whether a date lies behind the day of publication, or names a day of the week alone, as what is scheduled does (not منذ الأحد)."""
    date, before = token.date, tokens[token.index - 1]
    if date is None:
        return False
    day = word_key(date.span.exact.removeprefix("يوم ")).removeprefix("ال") in weekdays() and before.pos is not Pos.PREPOSITION
    return day or bool(now and date.first_day and date.first_day > now)


def _intended(clause: Clause) -> bool:
    return clause.form.tense is Tense.FUTURE or (clause.trigger is not None and "intend" in clause.trigger.flags)
