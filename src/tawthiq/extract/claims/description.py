"""What a subject is, does or is like: copulas, predicate nouns, and verbs without a frame of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.arguments import content_of, core_end, direct_objects, under_preposition, verb_phrase
from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.hidden import of_people
from tawthiq.extract.claims.lexicon import Trigger, word_class
from tawthiq.extract.claims.nouns import is_charge
from tawthiq.extract.claims.plain import plain, points
from tawthiq.extract.claims.quantity import amount_in
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted
from tawthiq.extract.claims.roles import governed, nationality_in, place_named, role, stems
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.subjects import is_counted
from tawthiq.extract.claims.tokens import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense

THINGS = frozenset({EntityType.THING, EntityType.EVENT})
_FEWEST_WORDS = 3  # words of a description that the lexicon has no frame for
_FLEEING = frozenset({"هاربا", "هارب", "فارا", "لاجيا", "لاجئا"})
_GENERIC = frozenset({"فتاه", "رجل", "سيده", "شاب", "مواطن", "مواطنه", "امراه", "طفل", "طفله"})
_FOUNDED = frozenset({"حمله", "مبادره", "حزب", "حركه", "موسسه", "منظمه", "تحالف", "كتله", "تيار", "جبهه", "لجنه", "شركه", "جمعيه"})


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
    predicate = "engaged_in" if reading.type in ACTORS else "has_trait"
    name = "plain" if reading.type in THINGS else "verb" if masdar else "any"
    for subject in (reading.subject, *reading.others):
        draft = drafted(reading, predicate, subject, words)
        yield replace(draft, rule=f"description.{name}", signs=(*draft.signs, *_slightness(reading, masdar, words)))


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
    if not (is_counted(tokens[first.start]) or tokens[first.start].key in _FRACTIONS) or first.end - first.start < _LEAST:
        return None
    if clause.trigger is not None and clause.trigger.predicate not in {"engaged_in", "open", "has_trait"}:
        return None
    words = reading.scene.words(tokens, clause.verb, first.end)
    return None if words is None else replace(drafted(reading, "has_quantity", reading.subject, words), rule="quantity.doing")


_COUNTING = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})
_FRACTIONS = frozenset({"نصف", "ثلث", "ربع", "خمس", "ثلثي", "ثلثا", "سته", "خمسه", "اربعه", "ثلاثه", "سبعه", "ثمانيه", "تسعه", "عشره"})
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


_ADVERBIAL = frozenset({"بعد", "قبل", "منذ", "خلال", "عقب", "اثر", "اثناء", "قبيل", "حتي", "عند", "رغم", "بسبب", "وفق", "حسب"})


def tells(reading: Reading) -> bool:
    """Whether more than a pronoun or an adverbial stands beside the verb: وصل بعد الحادث بساعة tells little."""
    clause, tokens = reading.clause, reading.tokens
    if clause.objects or clause.clitic or clause.resumed or clause.content is not None:
        return True
    for item in clause.prepositional:
        if item.phrase is None or tokens[item.phrase.start].pos is Pos.DATE:
            continue
        if item.preposition not in _ADVERBIAL and tokens[item.phrase.head].key not in _TIMES:
            return True
    return not clause.prepositional


_TIMES = frozenset({"ساعه", "ساعات", "يوم", "ايام", "اسبوع", "شهر", "اشهر", "عام", "سنه", "سنوات", "دقيقه", "دقائق", "وقت", "حين"})


def by_object(reading: Reading) -> Draft | None:
    """Verbs whose noun says it all: قدم استقالته، ترك منصبه، فر هاربا إلى …، يخوض الانتخابات، في منصب …."""
    tokens, clause = reading.tokens, reading.clause
    first = clause.objects[0] if clause.objects else None
    if first is not None and reading.type in ACTORS and clause.form.lemmas[0] in {"أطلق", "شكل", "أعلن"}:
        body = tokens[first.head].key
        if body in _FOUNDED or tokens[first.start].key in _FOUNDED:
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
        if head.key in {"منصب", "حقيبه", "رياسه", "رئاسه"} and not head.word.pronoun:
            return drafted(reading, "holds_position", reading.subject, reading.scene.words(tokens, first.start, clause.end))
        if head.key == "انتخابات" and clause.verb + 1 >= first.start - 4 and (reading.clause.form.lemmas[0] in {"خاض", "دخل"}):
            return drafted(reading, "candidate_for", reading.subject, reading.scene.phrase(tokens, first))
    for phrase in clause.objects:
        head = tokens[phrase.head]
        refuge = next(iter(under_preposition(reading, "الي", split=False)), None) if head.key in _FLEEING else None
        if refuge is not None:
            return drafted(reading, "fled", reading.subject, refuge)
    return None


_WAYS_OUT = frozenset({"حل", "حلا", "مخرج", "مخرجا", "امل", "املا", "بديل", "بديلا", "منقذ", "منقذا"})


def _seen_as_way_out(reading: Reading) -> Draft | None:
    """يجد فيه مخرجا: to see a way out in somebody is to back him."""
    seen = next(iter(under_preposition(reading, "في", split=False)), None)
    if seen is None or seen.entity is None or not any(reading.tokens[p.head].key in _WAYS_OUT for p in reading.clause.objects):
        return None
    return replace(drafted(reading, "supports", reading.subject, seen), spoken=True)


_JUDGING = frozenset({"وصف", "صنف", "نعت", "اعتبر"})
_WEIGHING = frozenset({"اعتبر"})  # whose judgement stands bare: اعتبرت الحكومة الخطوة خطأ


def is_judging(reading: Reading) -> bool:
    """Whether the verb says what somebody or something is in the subject's eyes; for اعتبر only with a second object."""
    clause = reading.clause
    lemmas = {clause.trigger.lemma} if clause.trigger is not None else set(clause.form.lemmas)
    if not lemmas & _JUDGING or (clause.content is not None and lemmas & _WEIGHING):
        return False
    return not lemmas & _WEIGHING or _second_object(reading) is not None


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
    if clause.content is not None or not clause.objects or reading.type not in ACTORS:
        return
    if _titled(reading):
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


def _titled(reading: Reading) -> bool:
    """أعلن السفير فلان نائب الأمين العام: an office right behind the name is who he is, and no object."""
    first = reading.clause.objects[0]
    office = reading.tokens[first.head].key in word_class("office", "titles") and not first.preposition
    return office and first.definite and first.start == reading.clause.rest and reading.type is EntityType.PERSON


def _substantial(reading: Reading) -> bool:
    """أقر البرلمان القانون: what is said is a noun with what it belongs to, and no participle (أكد مجددا)."""
    tokens, first = reading.tokens, reading.clause.objects[0]
    return first.start == reading.clause.rest and (first.definite or first.end - first.start > 1) and tokens[first.head].inside is None


def _considered(reading: Reading) -> bool:
    """يعتبر الإنتربول أكبر منظمة: passive, what it is considered right behind its name; يعتبر فلان القرار خطأ is active."""
    tokens, clause = reading.tokens, reading.clause
    first = clause.objects[0] if clause.objects else None
    return first is not None and first.start == clause.rest and not tokens[first.head].word.article and first.entity is None


def opened(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    clause = reading.clause
    rest = reading.scene.words(reading.tokens, clause.rest, clause.end)
    yield drafted(reading, "open", reading.subject, rest, {"trigger": trigger.lemma})


def copular(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """كان، أصبح، يعد: what the predicate noun says."""
    tokens, clause = reading.tokens, reading.clause
    if clause.content is not None and (trigger.lemma == "اعتبر" or not clause.objects or clause.content - clause.rest < 3):
        return
    if clause.clitic and trigger.lemma in _CONSIDERING:
        return  # يعدّها كثيرون امتدادا لـ…: what others think of it
    owned = _owned(reading)
    if owned is not None:
        yield owned
        return
    start = clause.rest
    while start < clause.end and (tokens[start].pos in {Pos.DATE, Pos.MARK, Pos.PARTICLE}):
        start += 1
    if start >= clause.end or any(token.key in _THERE for token in tokens[clause.verb + 1 : start]):
        return
    yield from predicated(reading, start, clause.end, negated="negative" in trigger.flags)


def _owned(reading: Reading) -> Draft | None:
    """المحكمة ليس لها سلطة، القرار كان له أثر: what somebody or something has."""
    tokens, clause = reading.tokens, reading.clause
    item = next((item for item in clause.prepositional if item.pronoun and item.preposition in {"ل", "لدي", "عند"}), None)
    noun = clause.objects[0] if clause.objects else None
    if (
        item is None
        or item.at != clause.verb + 1
        or noun is None
        or noun.start != item.at + 1
        or clause.how not in {"before", "antecedent"}
    ):
        return None
    words = reading.scene.words(tokens, noun.start, clause.end)
    return None if words is None else replace(drafted(reading, "has_trait", reading.subject, words), rule="description.owned")


_CONSIDERING = frozenset({"اعتبر", "عد"})
_THERE = frozenset({"هناك", "هنالك", "ثمه"})  # ليس هناك اتفاق says nothing of anybody


def _national(reading: Reading, start: int, end: int) -> Iterator[Draft]:
    """فتاة عراقية: the nationality in a predicate."""
    found = nationality_in(reading.tokens, start, min(end, start + 4))
    if found is not None:
        word = reading.tokens[found[0]].word
        span = reading.scene.layers.frame.span(word.core_start, word.end)
        item = Argument(entity=place_named(reading.scene, found[1]), span=span, value=found[1])
        yield replace(drafted(reading, "nationality", reading.subject, item), rule="predicate.nationality")


def predicated(reading: Reading, start: int, end: int, *, negated: bool = False) -> Iterator[Draft]:
    """What predicate words ``[start, end)`` say of the subject."""
    scene, tokens = reading.scene, reading.tokens
    if tokens[start].key == "علي" and start + 2 < end and tokens[start + 1].key == "راس":
        words = scene.words(tokens, start + 1, end)
        if words is not None:
            yield drafted(reading, "holds_position", reading.subject, words)
        return
    if tokens[start].pos is Pos.PREPOSITION and tokens[start].key != "من":
        yield from _placed(reading, start, end, negated=negated)
        return
    if tokens[start].pos in {Pos.PRONOUN, Pos.NEGATOR}:
        return
    if tokens[start].pos not in {Pos.NOUN, Pos.QUANTIFIER, Pos.PREPOSITION, Pos.PARTICLE}:
        return
    if tokens[start].key == "غير" and start + 1 < end:
        yield from _predicated(reading, start + 1, end, end, negated=not negated)
        return
    if tokens[start].key == "من":
        yield from _among(reading, start + 1, end)
        return
    mention = tokens[start].mention
    if mention is not None and mention.form is MentionForm.NAME:
        return
    more = _predicate_nouns(tokens, start, end)
    if len(more) > 1:
        for i, at in enumerate(more):
            yield from _predicated(reading, at, more[i + 1] if i + 1 < len(more) else end, end, negated=negated)
        return
    yield from _predicated(reading, start, end, end, negated=negated)


_STATES = frozenset({"في", "تحت", "ضمن", "ضد", "بين", "خارج", "داخل", "امام", "قيد", "رهن", "دون", "بدون", "وراء", "خلف", "فوق", "وسط"})


def _placed(reading: Reading, start: int, end: int, *, negated: bool) -> Iterator[Draft]:
    """كان الوضع تحت السيطرة، كانت السفينة في طريقها إلى الميناء: where or in what state something is."""
    tokens = reading.tokens
    phrase = noun_phrase(tokens, start + 1) if start + 1 < end and not tokens[start].word.pronoun else None
    if (
        reading.clause.how not in {"after", "before"}
        or tokens[start].key not in _STATES
        or phrase is None
        or tokens[phrase.start].pos in {Pos.DATE, Pos.NUMBER}
    ):
        return
    words = reading.scene.words(tokens, start, end)
    if words is not None and tokens[phrase.head].key not in _TIMES:
        draft = drafted(reading, "has_trait", reading.subject, words)
        yield replace(draft, rule="description.place", negated=negated, signs=(*draft.signs, f"placed {tokens[start].key}"))


def normal_role(reading: Reading, words: Argument, start: int, end: int) -> Argument:
    """The role in the form of a title: رئيسا لحكومة البلد → رئيس حكومة البلد."""
    tokens, kept = reading.tokens, []
    for token in tokens[start:end]:
        text = token.word.text
        if token.index == start and text.endswith(("اً", "ًا")):
            text = text[:-2]
        elif token.index == start and text.endswith("ا") and len(text) > 3:
            text = text[:-1]
        elif token.word.preposition == "ل" and not text.startswith("لل"):
            text = text[token.word.core_start - token.word.start :]
        elif text.startswith("لل"):
            text = "ال" + text[2:]
        if token.pos not in {Pos.DATE, Pos.MARK}:
            kept.append(text)
    return replace(words, value=" ".join(kept))


def _among(reading: Reading, start: int, end: int) -> Iterator[Draft]:
    """كان من القياديين في الحزب والمقربين من فلان: one of those who …."""
    tokens = reading.tokens
    at = start
    while at < end:
        found = role(tokens, at, end) if tokens[at].key.endswith(("ين", "اء", "ات", "ه")) or tokens[at].word.article else None
        if found is not None and found.preposition:
            target = governed(tokens, at + 1, end, found.preposition)
            phrase = noun_phrase(tokens, target) if target is not None else None
            if phrase is not None:
                yield drafted(reading, found.predicate, reading.subject, reading.scene.phrase(tokens, phrase))
        at += 1
        while at < end and not tokens[at].word.conjunction:
            at += 1


_NEAR = 6  # tokens


def _predicate_nouns(tokens: Sequence[Token], start: int, end: int) -> list[int]:
    """The heads of coordinated predicate nouns: مشرفا ثم مديرا ل…، صحافيا وناشطا."""
    found = [start]
    plain = role(tokens, start, end) is None  # a quality: what و joins to it stands near, and is no participle like it
    for i in range(start + 1, min(end, start + _NEAR) if plain else end):
        token = tokens[i]
        joined = token.word.conjunction == "و" or tokens[i - 1].key == "ثم"
        other = role(tokens, i, end) if joined and token.pos is Pos.NOUN and not token.word.preposition else None
        if other is not None and not (plain and other.preposition):
            found.append(i)
    return found


def _judged(tokens: Sequence[Token], start: int, end: int) -> bool:
    """لاعب ماكر: a picture of somebody, and no occupation."""
    return start + 1 < end and any(stem in word_class("judging", "titles") for stem in stems(tokens[start + 1].key))


def _kin(reading: Reading, start: int, end: int) -> Draft | None:
    """هو صهر فلان، كان ابن عم فلان: whose relative the subject is."""
    scene, tokens = reading.scene, reading.tokens
    kind = next((stem for stem in stems(tokens[start].key) if stem in word_class("words", "kin")), None)
    if kind is None or tokens[start].word.article or tokens[start].word.preposition or reading.type is not EntityType.PERSON:
        return None
    at = start + 1
    while at < end and tokens[at].key in word_class("words", "kin") and not tokens[start].word.pronoun:
        at += 1
    if tokens[at - 1].word.pronoun:
        word = tokens[at - 1].word
        exclude = frozenset({reading.subject.entity} if reading.subject.entity else ())
        referent = scene.discourse.pronoun(word.pronoun, word.start, word.end, exclude)
        item = Argument(entity=referent.entity) if referent is not None else None
    else:
        phrase = noun_phrase(tokens, at) if at < end else None
        item = scene.phrase(tokens, phrase) if phrase is not None and not phrase.preposition and phrase.entity is not None else None
    if item is None or scene.type_of(item.entity) is not EntityType.PERSON or item.entity == reading.subject.entity:
        return None
    return drafted(reading, "family_of", reading.subject, item, {"kind": kind})


def _predicated(reading: Reading, start: int, end: int, last: int, *, negated: bool) -> Iterator[Draft]:
    scene, tokens = reading.scene, reading.tokens
    while end > start + 1 and tokens[end - 1].key == "ثم":
        end -= 1
    kin = _kin(reading, start, end)
    if kin is not None:
        yield replace(kin, rule="predicate.family_of", negated=negated)
        return
    found = role(tokens, start, last)
    if found is not None and found.predicate == "occupation" and _judged(tokens, start, end):
        found = None
    if found is not None and reading.type is EntityType.PERSON:
        yield from _national(reading, start, end)
    words = scene.words(tokens, start, core_end(tokens, start, end))
    if words is None or is_charge(tokens, start, start + 1):
        return
    if found is None:
        if tokens[start].key in _GENERIC and nationality_in(tokens, start, min(end, start + 3)) is not None:
            yield from _national(reading, start, end)
            return
        if tokens[start].key in {"امر", "ما", "خطوه"}:
            return
        yield replace(drafted(reading, "has_trait", reading.subject, words), rule="description.predicate", negated=negated)
        return
    item: Argument | None = normal_role(reading, words, start, end) if found.predicate in {"holds_position", "occupation"} else words
    if found.preposition:
        at = governed(tokens, start + 1, end, found.preposition)
        phrase = noun_phrase(tokens, at) if at is not None else None
        item = words if phrase is None else scene.phrase(tokens, phrase)
    if found.predicate == "occupation" and reading.type not in {EntityType.PERSON, EntityType.GROUP}:
        return
    draft = drafted(reading, found.predicate, reading.subject, item)
    yield replace(draft, rule=f"predicate.{found.predicate}", negated=negated or found.negative)
