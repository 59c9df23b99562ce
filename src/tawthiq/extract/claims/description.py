"""What a subject does or is like: verbs without a frame of their own, what is judged of it, and verbs whose noun says it all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tawthiq.extract.claims.aims import wants
from tawthiq.extract.claims.arguments import content_of, core_end, direct_objects, under_preposition, verb_phrase
from tawthiq.extract.claims.copulas import copular
from tawthiq.extract.claims.hidden import of_people
from tawthiq.extract.claims.lexicon import Trigger, masdar_forms, room_words, word_class
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.plain import plain, points
from tawthiq.extract.claims.quantity import amount_in
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.subjects import is_counted
from tawthiq.extract.claims.token import Pos
from tawthiq.model import Argument, EntityType
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense

THINGS = frozenset({EntityType.THING, EntityType.EVENT})
_FEWEST_WORDS = 3  # words of a description that the lexicon has no frame for


def described(reading: Reading, masdar: str) -> Iterator[Draft]:
    """What a subject did or is like, in the verb's own words."""
    clause = reading.clause
    special = by_object(reading)
    if special is not None:
        yield special
        return
    if clause.content is not None and not clause.objects:
        return  # a verb of saying or thinking that the lexicon lacks: its content speaks for itself
    _pass_source(reading)
    words = verb_phrase(reading, masdar)
    if words is None:
        yield from _dated(reading)
        return
    counted = _counted_doing(reading)
    if counted is not None:
        yield counted
        return
    if not tells(reading) or _subject_behind(reading) or (reading.type in THINGS and points(reading.tokens, reading.clause)):
        lemma = clause.trigger.lemma if clause.trigger is not None else clause.form.lemmas[0]
        yield drafted(reading, "open", reading.subject, words, {"trigger": lemma})
        return
    if _only_comes(reading):
        return
    if clause.trigger is not None and clause.trigger.lemma == "تحدث" and any(item.preposition == "عن" for item in clause.prepositional):
        return  # who speaks about what is a speech act; what is said is read where it stands
    predicate = "engaged_in" if reading.type in ACTORS and not _stative(clause.trigger) else "has_trait"
    name = "plain" if reading.type in THINGS else "verb" if masdar else "any"
    for subject in (reading.subject, *reading.others):
        draft = drafted(reading, predicate, subject, words)
        yield replace(draft, rule=f"description.{name}", signs=(*draft.signs, *_slightness(reading, masdar, words)))


def _stative(trigger: Trigger | None) -> bool:
    """Whether a verb tells what its subject is like, whoever that is: يعتز بتراثه."""
    return trigger is not None and trigger.predicate == "has_trait" and "described" in trigger.flags


def _pass_source(reading: Reading) -> None:
    """أظهرت بيانات من الوزارة ارتفاع …: من right behind an indefinite subject says whose it is and begins no object."""
    clause, tokens = reading.clause, reading.tokens
    first = next(iter(clause.prepositional), None)
    noun = clause.subject
    if noun is None or clause.how != "after" or noun.definite or first is None or first.phrase is None or first.preposition != "من":
        return
    further = bool(clause.objects) or len(clause.prepositional) > 1
    if first.at == clause.rest and first.phrase.end < clause.end and further and not tokens[first.phrase.end].word.preposition:
        clause.rest = first.phrase.end


def _only_comes(reading: Reading) -> bool:
    """يأتي القرار بعد …، جاءت الخطوة وسط …: what surrounds a thing says nothing of it, but a place or rank does (في المقدمة)."""
    coming = {fold(lemma) for lemma in reading.clause.form.lemmas} & word_class("coming_verbs")
    ranked = any(item.preposition == "في" and item.phrase is not None for item in reading.clause.prepositional)
    return bool(coming) and reading.type not in {EntityType.PERSON, EntityType.ORGANIZATION} and not ranked


def _dated(reading: Reading) -> Iterator[Draft]:
    """اندلعت الأزمة في آذار: when something was is all that the clause says."""
    tokens, clause = reading.tokens, reading.clause
    dated = any(token.pos is Pos.DATE for token in tokens[clause.verb : clause.end + 1])
    if reading.type in THINGS and dated and plain(tokens, clause):
        words = reading.scene.words(tokens, clause.verb, clause.verb + 1)
        if words is not None:
            yield replace(drafted(reading, "has_trait", reading.subject, words), rule="description.dated")


def _counted_doing(reading: Reading) -> Draft | None:
    """أجلى المتطوعون 17 جريحا، سرّحت الشركة ثلث عمالها: how many it did something to."""
    clause, tokens = reading.clause, reading.tokens
    first = clause.objects[0] if clause.objects else None
    if first is None or reading.type not in _COUNTING or clause.clitic or first.start != clause.rest:
        return None
    if (
        not (is_counted(tokens[first.start]) or tokens[first.start].key in room_words("fractions", "description"))
        or first.end - first.start < _LEAST
    ):
        return None
    if clause.trigger is not None and clause.trigger.predicate not in {"engaged_in", "open", "has_trait"}:
        return None
    words = reading.scene.words(tokens, clause.verb, first.end)
    return None if words is None else replace(drafted(reading, "has_quantity", reading.subject, words), rule="quantity.doing")


_COUNTING = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})
_LEAST = 2  # tokens: a number and what is counted


def _slightness(reading: Reading, masdar: str, words: Argument) -> Iterator[str]:
    """What speaks against noting a description down: few words, a clause that only says which one, a subject that is nobody."""
    if len((words.text or "").split()) + (reading.clause.how == "after") < _FEWEST_WORDS:
        yield "few words"
    if not _known(reading):
        yield "subject unknown"
    if not masdar and reading.clause.opener == "relative":
        yield "says which"


def _known(reading: Reading) -> bool:
    """Whether the subject is somebody: named, or a person or body beside the verb."""
    return reading.type not in THINGS and (reading.scene.named(reading.subject.entity) or _acts(reading))


def _acts(reading: Reading) -> bool:
    """Whether a common noun beside the verb is somebody: a person, a body, people (and no plural of things)."""
    noun = reading.clause.subject
    if noun is None or reading.subject.span is None or reading.type not in _DOERS or reading.clause.how not in {"after", "before"}:
        return False
    head = reading.tokens[noun.head]
    people = of_people(head) or head.key in word_class("groups", "actors") or head.key.endswith(("ون", "ين"))
    return reading.type is not EntityType.GROUP or people


_DOERS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})


def _subject_behind(reading: Reading) -> bool:
    """يصل النمو إلى …: the definite noun right behind a verb without an object of its own is rather its subject."""
    clause = reading.clause
    if reading.subject.span is not None or not clause.objects or clause.objects[0].start != clause.verb + 1:
        return False
    first, trigger = clause.objects[0], clause.trigger
    return trigger is not None and not {"O", "REST"} & set(trigger.objects) and first.definite and first.entity is None


def tells(reading: Reading) -> bool:
    """Whether more than a pronoun or an adverbial stands beside the verb: وصل بعد الحادث بساعة tells little."""
    clause, tokens = reading.clause, reading.tokens
    if clause.objects or clause.clitic or clause.resumed or clause.content is not None:
        return True
    for item in clause.prepositional:
        if item.phrase is None or tokens[item.phrase.start].pos is Pos.DATE:
            continue
        timed = tokens[item.phrase.head].key in room_words("times", "description")
        if item.preposition not in room_words("adverbial", "description") and not timed:
            return True
    return not clause.prepositional


def by_object(reading: Reading) -> Draft | None:
    """Verbs whose noun says it all: قدم استقالته، ترك منصبه، فر هاربا إلى …، يخوض الانتخابات، في منصب …."""
    tokens, clause = reading.tokens, reading.clause
    first = clause.objects[0] if clause.objects else None
    if first is not None and reading.type in ACTORS and fold(clause.form.lemmas[0]) in room_words("launching", "description"):
        body = tokens[first.head].key
        if body in room_words("founded", "description") or tokens[first.start].key in room_words("founded", "description"):
            entity = reading.scene.entity_for(tokens, first)
            item = Argument(entity=entity, span=reading.scene.span(tokens, first.start, first.end))
            return drafted(reading, "founded", reading.subject, item)
    if reading.type is EntityType.THING and (amount := amount_in(reading.scene, tokens, clause.rest, min(clause.end, clause.rest + 5))):
        return drafted(reading, "has_quantity", reading.subject, amount)
    if reading.type is not EntityType.PERSON:
        return None
    office = reading.scene.offices.get(reading.subject.entity or "")
    if first is not None:
        head = tokens[first.head]
        if head.key in {"مصرع", "حتف"} and head.word.pronoun:
            return drafted(reading, "died", reading.subject, reading.scene.words(tokens, clause.verb, clause.end))
        if head.key == "استقاله" or (head.key == "منصب" and head.word.pronoun):
            return drafted(reading, "left_position", reading.subject, office)
        if head.key in room_words("posts", "description") and not head.word.pronoun:
            return drafted(reading, "holds_position", reading.subject, reading.scene.words(tokens, first.start, clause.end))
        if head.key == "انتخابات" and clause.verb + 1 >= first.start - 4 and (reading.clause.form.lemmas[0] in {"خاض", "دخل"}):
            return drafted(reading, "candidate_for", reading.subject, reading.scene.phrase(tokens, first))
    for phrase in clause.objects:
        head = tokens[phrase.head]
        refuge = (
            next(iter(under_preposition(reading, "الي", split=False)), None) if head.key in room_words("fleeing", "description") else None
        )
        if refuge is not None:
            return drafted(reading, "fled", reading.subject, refuge)
    return None


def _seen_as_way_out(reading: Reading) -> Draft | None:
    """يجد فيه مخرجا: to see a way out in somebody is to back him."""
    seen = next(iter(under_preposition(reading, "في", split=False)), None)
    if (
        seen is None
        or seen.entity is None
        or not any(reading.tokens[p.head].key in room_words("ways_out", "description") for p in reading.clause.objects)
    ):
        return None
    return replace(drafted(reading, "supports", reading.subject, seen), spoken=True)


def is_judging(reading: Reading) -> bool:
    """Whether the verb says what somebody or something is in the subject's eyes; for اعتبر only with a second object."""
    clause = reading.clause
    lemmas = set(map(fold, (clause.trigger.lemma,) if clause.trigger is not None else clause.form.lemmas))
    bare = bool(lemmas & room_words("judging_bare", "description"))
    if not lemmas & room_words("judging", "description") or (clause.content is not None and bare):
        return False
    return not bare or _second_object(reading) is not None


def _second_object(reading: Reading) -> int | None:
    """Where a bare judgement begins: behind a definite object, an indefinite noun or غير."""
    tokens, clause = reading.tokens, reading.clause
    if clause.how not in {"after", "before", "shared", "antecedent"} or not clause.objects or not clause.objects[0].definite:
        return None
    at = clause.objects[0].end
    if at >= clause.end or tokens[at].word.article or tokens[at].word.pronoun or tokens[at].word.preposition or tokens[at].word.conjunction:
        return None
    return at if tokens[at].pos in {Pos.NOUN, Pos.QUANTIFIER} and tokens[at].inside is None else None


def judged(reading: Reading) -> Iterator[Draft]:
    """وصف فلان القرار بأنه ظالم: what the object is like, in the words of the one who says so."""
    scene, tokens, clause = reading.scene, reading.tokens, reading.clause
    if clause.clitic and clause.verb and tokens[clause.verb - 1].key in room_words("what", "description"):
        return  # ما سمّته الإدارة تأجيلا: the clitic takes up ما, and nobody
    target = next(iter(direct_objects(reading, split=False)), None)
    if target is None or (target.entity is None and target.span is None):
        return
    if target.entity is None and clause.objects:
        entity = scene.entity_for(tokens, clause.objects[0])
        target = replace(target, entity=entity, span=scene.span(tokens, clause.objects[0].start, clause.objects[0].end))
    words = _judgement(reading)
    if target.entity is None or words is None or words.span is None:
        return
    draft = drafted(reading, "has_trait", target, words)
    trigger = (words.span.start, words.span.start + len(words.span.exact.split()[0]))
    evidence = (draft.evidence[0], max(draft.evidence[1], words.span.end))
    yield replace(draft, rule="judged", trigger=trigger, evidence=evidence, by=reading.subject, spoken=True)


def _judgement(reading: Reading) -> Argument | None:
    """What stands under ب or بأنه."""
    scene, tokens, clause = reading.scene, reading.tokens, reading.clause
    item = next((i for i in clause.prepositional if i.preposition == "ب" and i.phrase is not None), None)
    at = _second_object(reading)
    if at is not None:
        return scene.words(tokens, at, clause.end)
    if item is not None and item.phrase is not None:
        return scene.words(tokens, item.phrase.start, clause.end)
    return next(iter(content_of(reading)), None) if clause.content is not None and tokens[clause.content].word.pronoun else None


def announced(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """A verb of saying with a noun phrase as object tells what was done: أعلنت اللجنة منح الجائزة."""
    clause = reading.clause
    if trigger.lemma == "رأى" and (hopeful := _seen_as_way_out(reading)) is not None:
        yield hopeful
        return
    if "copula" in trigger.flags and clause.form.tense is Tense.PRESENT and clause.content is None and _considered(reading):
        yield from copular(reading, trigger)
        return
    if clause.content is not None or reading.type not in ACTORS:
        return
    deed = _announced_deed(reading)
    if deed is not None:
        yield deed
        return
    if not clause.objects or _titled(reading):
        return
    if trigger.predicate == "open" and (fold(trigger.lemma) in word_class("saying_bare") or not _substantial(reading)):
        return
    if any(item.preposition == "عن" for item in clause.prepositional):
        return  # نقلت الوكالة عن مصدر: a relay, and no doing of its own
    following = clause.end
    tokens = reading.tokens
    if following < len(tokens) and tokens[following].word.text in {'"', "«", "“", ":"}:
        return
    yield from described(reading, trigger.masdar)


def _announced_deed(reading: Reading) -> Draft | None:
    """أعلنت البلدية عن حزمة خدمات، كشفت الشركة عن إطلاق سيارة: what stands under عن is what somebody did or brought out."""
    clause, tokens = reading.clause, reading.tokens
    lemmas = {fold(lemma) for lemma in (clause.trigger.lemma if clause.trigger is not None else "", *clause.form.lemmas)}
    item = next((item for item in clause.prepositional if item.preposition == "عن" and item.phrase is not None), None)
    if item is None or item.phrase is None or not lemmas & room_words("announcing", "description") or item.at < clause.rest:
        return None
    head = tokens[item.phrase.head]
    befalls = any(trigger.predicate in _BEFALLING for trigger, _ in masdar_forms().get(head.key, ()))
    if head.inside is not None or head.word.article or befalls or wants(head) or (head.word.pronoun and not is_deed(head)):
        return None
    words = reading.scene.words(tokens, item.phrase.start, core_end(tokens, item.phrase.start, clause.end))
    if words is None or len((words.text or "").split()) < _LEAST:
        return None
    return replace(drafted(reading, "engaged_in", reading.subject, words), rule="description.verb", spoken=is_deed(head))  # maybe to come


_BEFALLING = frozenset({"killed_in", "died", "attacked_in", "arrested", "left_position", "appointed_by", "nominated_for", "persecutes"})


def _titled(reading: Reading) -> bool:
    """أعلن السفير فلان نائب الأمين العام: an office right behind the name is who he is, and no object."""
    first = reading.clause.objects[0]
    office = reading.tokens[first.head].key in word_class("office", "titles") and not first.preposition
    return office and first.definite and first.start == reading.clause.rest and reading.type is EntityType.PERSON


def _substantial(reading: Reading) -> bool:
    """أقر البرلمان القانون: what is said is a noun with what it belongs to, and no participle (أكد مجددا); a date may stand between."""
    tokens, rest, first = reading.tokens, reading.clause.rest, reading.clause.objects[0]
    beside = first.start >= rest and all(token.pos is Pos.DATE for token in tokens[rest : first.start])
    return beside and (first.definite or first.end - first.start > 1) and tokens[first.head].inside is None


def _considered(reading: Reading) -> bool:
    """يعتبر الإنتربول أكبر منظمة: passive, what it is considered right behind its name; يعتبر فلان القرار خطأ is active."""
    tokens, clause = reading.tokens, reading.clause
    first = clause.objects[0] if clause.objects else None
    return first is not None and first.start == clause.rest and not tokens[first.head].word.article and first.entity is None


def opened(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    clause = reading.clause
    rest = reading.scene.words(reading.tokens, clause.rest, clause.end)
    yield drafted(reading, "open", reading.subject, rest, {"trigger": trigger.lemma})
