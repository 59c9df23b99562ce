"""Verbs of offices and bodies: قاد الحزب، تولى رئاسة …، نال شهادة …، عيّنته الحكومة سفيرا، انتُخب نائبا."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.arguments import core_end, direct_objects, objects_of, targets_of
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.copulas import normal_role
from tawthiq.extract.claims.description import described
from tawthiq.extract.claims.lexicon import Trigger, pairs, room_words, word_class
from tawthiq.extract.claims.quantity import amount_in
from tawthiq.extract.claims.reading import Reading, drafted
from tawthiq.extract.claims.roles import governed, is_occupation, is_office
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm, TimeRelation
from tawthiq.text.fold import fold


def leads(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """قاد الحزب: the body is led by the subject; ترأس الوفد: an office; leading what is no body is an activity."""
    scene, tokens, clause = reading.scene, reading.tokens, reading.clause
    title = pairs("chairing", "posts").get(fold(trigger.lemma))
    if title is not None and reading.type is EntityType.PERSON and clause.objects and not clause.clitic:
        first = clause.objects[0]
        words = scene.words(tokens, first.start, core_end(tokens, first.start, clause.end), title)
        if words is not None:
            yield drafted(reading, "holds_position", reading.subject, words)
        return
    targets = targets_of(reading) if (clause.objects or clause.clitic or clause.resumed) else []
    for target in targets[:1]:
        kind = scene.type_of(target.entity)
        if kind in {EntityType.ORGANIZATION, EntityType.GROUP} or (kind is EntityType.THING and _is_body(target)):
            yield drafted(reading, "led_by", target, reading.subject)
            return
    yield from described(reading, trigger.masdar)


def _is_body(target: Argument) -> bool:

    head = next(iter(fold(target.text or "").split()), "").removeprefix("ال")
    return head in word_class("led", "groups")


def office(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """تولى رئاسة …، شغل منصب …."""
    tokens, clause = reading.tokens, reading.clause
    if "succeeds" in trigger.flags:
        item = next((p for p in clause.prepositional if p.preposition == "في" and p.phrase is not None), None)
        if item is not None and item.phrase is not None:
            words = reading.scene.words(tokens, item.phrase.start, item.phrase.end)
            yield drafted(reading, "holds_position", reading.subject, words)
        return
    start = clause.objects[0].start if clause.objects else None
    if start is None and clause.prepositional and clause.prepositional[0].phrase is not None:
        start = clause.prepositional[0].phrase.start
    if start is None or reading.type not in {EntityType.PERSON, None}:
        return
    words = reading.scene.words(tokens, start, core_end(tokens, start, clause.end))
    if words is None:
        return
    draft = _begun(drafted(reading, "holds_position", reading.subject, words), trigger)
    yield draft
    for low, high in _further_offices(tokens, start, clause.end):
        further = reading.scene.words(tokens, low, core_end(tokens, low, high))
        if further is not None and further.span is not None:
            times = clause_times(tokens, low, high, noun=True)
            yield replace(draft, object=further, time=times, evidence=(draft.evidence[0], max(draft.evidence[1], further.span.end)))


def _further_offices(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """إدارة المصرف حتى 1987، | ثم إدارة البورصة | ورئاسة الحزب: what ثم or و joins to an office of the same kind of noun."""
    kinds = room_words("offices", "posts") | room_words("charges", "posts")
    if tokens[start].key not in kinds:
        return
    while end < len(tokens):
        at = end + (tokens[end].word.text in {"،", ","})
        at += at < len(tokens) and tokens[at].key == "ثم"
        joined = at < len(tokens) and (tokens[at - 1].key == "ثم" or tokens[at].word.conjunction == "و")
        if not joined or tokens[at].key not in kinds or tokens[at].word.article or tokens[at].word.preposition:
            return
        end = at + 1
        while end < len(tokens) and tokens[end].pos in _OF_OFFICE and not (tokens[end].word.conjunction and tokens[end].key in kinds):
            end += 1
        yield at, end


_OF_OFFICE = frozenset({Pos.NOUN, Pos.PREPOSITION, Pos.DATE})




def gain(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """نال، حصل على: degrees, confidence of a parliament, votes and seats, offices, prizes."""
    tokens, clause = reading.tokens, reading.clause
    objects = objects_of(reading, trigger)
    if not objects:
        return
    words = [token.key for token in tokens[clause.rest : clause.end]]
    first = words[:3]
    if room_words("degrees", "posts") & set(first):
        yield drafted(reading, "educated", reading.subject, reading.scene.words(tokens, clause.rest, clause.end))
    elif "ثقه" in first:
        at = governed(tokens, clause.rest, clause.end, "ب")
        phrase = noun_phrase(tokens, next(i for i in range(clause.rest, clause.end) if tokens[i].key == "ثقه") + 1) if at is None else None
        if phrase is not None and phrase.entity is not None:
            yield drafted(reading, "confirmed_by", reading.subject, reading.scene.phrase(tokens, phrase))
    elif room_words("offices", "posts") & set(first) or (trigger.lemma == "تسلم" and room_words("charges", "posts") & set(first[:1])):
        yield from office(reading, trigger)
    elif (amount := amount_in(reading.scene, tokens, clause.rest, clause.end)) is not None and room_words("seats", "posts") & set(words):
        yield drafted(reading, "has_quantity", reading.subject, amount)
    else:
        for item in objects:
            for subject in (reading.subject, *reading.others):
                yield drafted(reading, "has_trait", subject, item)


def _named_objects(reading: Reading) -> bool:
    """Whether a noun behind the verb names somebody; the office that somebody is chosen for is no such noun."""
    return any(p.entity and not _indefinite_office(reading, p) for p in reading.clause.objects)


def _indefinite_office(reading: Reading, phrase: NounPhrase) -> bool:
    head = reading.tokens[phrase.head]
    named = any(token.inside is not None and token.inside.form is MentionForm.NAME for token in reading.tokens[phrase.start : phrase.end])
    return is_office(head.key) and not head.word.article and not named


def appoint(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """عيّنته الحكومة سفيرا: appointed by, and the office; عُيّن بمنصب: the office alone."""
    scene, tokens, clause = reading.scene, reading.tokens, reading.clause
    passive = not clause.clitic and not clause.resumed and not _named_objects(reading)
    person = reading.subject if passive else next(iter(direct_objects(reading, split=False)), None)
    if passive and _anew(tokens, clause):
        person = None  # عيّن الحاكم مديرا جديدا: he is who appoints
    someone = _somebody(reading) if trigger.lemma == "عين" else None
    if someone is not None:
        yield drafted(reading, "appointed_by", someone, reading.subject)
        return
    if person is None or scene.type_of(person.entity) is not EntityType.PERSON:
        if "personal" not in trigger.flags:
            yield from described(reading, trigger.masdar)
        return
    task = next((p for p in clause.prepositional if p.preposition == "ب" and p.phrase is not None), None)
    if trigger.lemma == "كلف" and task is not None and task.phrase is not None:
        words = scene.words(tokens, task.phrase.start, clause.end)
        if words is not None and tokens[task.phrase.head].key in room_words("tasks", "posts"):
            yield drafted(reading, "nominated_for", person, words)
            return
    if trigger.lemma == "كلف" and task is not None and _role_at(tokens, clause) is None and not passive:
        yield from described(reading, trigger.masdar)
        return
    if not passive and trigger.lemma != "كلف":
        yield drafted(reading, "appointed_by", person, reading.subject)
    at = _role_at(tokens, clause)
    pieces = (
        [] if at is None else [scene.words(tokens, low, core_end(tokens, low, high)) for low, high in _one_by_one(tokens, at, clause.end)]
    )
    yield from (_begun(drafted(reading, "holds_position", person, words), trigger) for words in pieces if words is not None)
    if not pieces and passive and trigger.lemma == "عين":
        yield drafted(reading, "appointed_by", person, None)  # عُيّن فلان في يناير: it is not said as what


def _somebody(reading: Reading) -> Argument | None:
    """عيّنت البلدية مهندسا من الخارج: somebody whom nobody names, in the accusative behind the one who appoints."""
    noun = reading.clause.objects[0] if reading.clause.objects and reading.clause.how in {"after", "before"} else None
    head = reading.tokens[noun.head] if noun is not None else None
    if noun is None or head is None or noun.entity is not None or not is_occupation(head.key) or is_office(head.key):
        return None
    if not head.word.text.endswith(("ا", "اً", "ًا")) or reading.type is not EntityType.ORGANIZATION:
        return None
    entity = reading.scene.entity_for(reading.tokens, noun, acting=True)
    words = reading.scene.words(reading.tokens, noun.start, min(noun.end + _ABROAD, reading.clause.end))
    return replace(words, entity=entity) if words is not None and entity is not None else None


_ABROAD = 2  # tokens of من الخارج behind who is appointed


def _begun(draft: Draft, trigger: Trigger) -> Draft:
    """عُيّن الثلاثاء مستشارا: the day of a verb of coming into office is when it began; شغل tells of the whole."""
    if fold(trigger.lemma) in room_words("serving", "posts") | room_words("holding", "posts"):
        return draft
    begun = (replace(t, relation=TimeRelation.START) if t.relation is TimeRelation.AT and "/" not in t.value else t for t in draft.time)
    return replace(draft, time=tuple(begun))


def _anew(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether somebody new, whom nobody names, gets the office: no more is known of who stands behind the verb than that he acts."""
    at = _role_at(tokens, clause)
    written = tokens[clause.verb].word.text
    return at is not None and "ُ" not in written and any(token.key in room_words("anew", "posts") for token in tokens[at : clause.end])


def _role_at(tokens: Sequence[Token], clause: Clause) -> int | None:
    for i in range(clause.rest, clause.end):
        if tokens[i].pos is Pos.NOUN and is_office(tokens[i].key) and tokens[i].inside is None:
            return i
        if tokens[i].key == "منصب" and i + 1 < clause.end:
            return i + 1
    return None


def elect(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """انتُخب نائبا: the office; انتخبه البرلمان: confirmed by whom."""
    scene, tokens, clause = reading.scene, reading.tokens, reading.clause
    passive = not clause.clitic and not clause.resumed and not _named_objects(reading)
    person = reading.subject if passive else next(iter(direct_objects(reading, split=False)), None)
    if person is None or scene.type_of(person.entity) is not EntityType.PERSON:
        yield from described(reading, trigger.masdar)
        return
    if not passive:
        yield drafted(reading, "confirmed_by", person, reading.subject)
    at = _role_at(tokens, clause)
    for low, high in _one_by_one(tokens, at, clause.end) if at is not None else ():
        end = core_end(tokens, low, high)
        words = scene.words(tokens, low, end)
        if words is not None:
            yield _begun(drafted(reading, "holds_position", person, normal_role(reading, words, low, end)), trigger)


def _one_by_one(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offices that follow one another: وزيرا للصحة، ثم رئيسا للحكومة."""
    low = start
    for at in range(start, end):
        if tokens[at].key == "ثم" and at > low:
            yield low, at
            low = at + 1
    yield low, end


_SERVICE = 8  # tokens from a verb of serving to where


def left(reading: Reading, trigger: Trigger) -> Argument | None:
    """The office that is left: in words, or the one that the text gives its holder where it says منصبه."""
    words = next(iter(objects_of(reading, trigger)), None)
    if words is None and (service := _served(reading)) is not None:
        return service
    if words is None or (words.text or "").startswith(("منصب", "المنصب")):
        return reading.scene.offices.get(reading.subject.entity or "", words)
    return words


def _served(reading: Reading) -> Argument | None:
    """خدم في الجيش حتى عام 1990 ثم استقال: what is left is what the verb of serving before it in the sentence names."""
    tokens, verb = reading.tokens, reading.clause.verb
    serving = room_words("serving", "posts")
    lemmas = [set(map(fold, token.verb.lemmas)) if token.verb is not None else set() for token in tokens[:verb]]
    at = next((i for i in range(verb - 1, -1, -1) if serving & lemmas[i]), None)
    if at is None or any(token.word.text in {".", "؛", "؟"} for token in tokens[at:verb]):
        return None
    for i in range(at + 1, min(verb, at + _SERVICE)):
        if tokens[i].pos is Pos.PREPOSITION and tokens[i].key in {"في", "لدي", "مع"} and not tokens[i].word.pronoun:
            phrase = noun_phrase(tokens, i + 1)
            return reading.scene.phrase(tokens, phrase) if phrase is not None and tokens[i + 1].pos is not Pos.DATE else None
    return None
