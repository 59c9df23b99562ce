"""What a subject is: predicate nouns behind copulas, in sentences without a verb and in apposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.beyond import not_all
from tawthiq.extract.claims.arguments import core_end
from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.lexicon import Trigger, demonyms, room_words, word_class
from tawthiq.extract.claims.nouns import is_charge
from tawthiq.extract.claims.passing import passing_at
from tawthiq.extract.claims.quantity import amount_in
from tawthiq.extract.claims.reading import Reading, drafted
from tawthiq.extract.claims.roles import Role, governed, nationality_in, place_named, role, stems, tie
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold


def copular(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """كان، أصبح، يعد: what the predicate noun says."""
    tokens, clause = reading.tokens, reading.clause
    if clause.content is not None and (trigger.lemma == "اعتبر" or not clause.objects or clause.content - clause.rest < 3):
        return
    if clause.clitic and fold(trigger.lemma) in room_words("considering", "copulas"):
        return  # يعدّها كثيرون امتدادا لـ…: what others think of it
    if clause.how == "after" and clause.subject is not None and clause.subject.start > clause.verb + 1 and not clause.subject.definite:
        return  # سيكون للقرار أثر: who has what is told where it is read
    owned = _owned(reading)
    if owned is not None:
        yield owned
        return
    start, ever = clause.rest, room_words("ever", "copulas")
    while start < clause.end and (tokens[start].pos in {Pos.DATE, Pos.MARK, Pos.PARTICLE} or tokens[start].key in ever):
        start += 1
    behind, last = _behind_apposition(tokens, clause.verb)
    if behind < last and clause.how == "after":
        yield from predicated(reading, behind, last, negated=_is_not(reading, trigger))
    end = clause.end
    if start >= end or any(token.key in room_words("there", "copulas") for token in tokens[clause.verb + 1 : start]):
        return
    yield from predicated(reading, start, end, negated=_is_not(reading, trigger))


def _is_not(reading: Reading, trigger: Trigger) -> bool:
    """ليس فلان شاعرا; but ليس شاعرا فحسب بل هو رسام: he is that as well."""
    return "negative" in trigger.flags and not not_all([token.word for token in reading.tokens], reading.clause.verb)


def _behind_apposition(tokens: Sequence[Token], verb: int) -> tuple[int, int]:
    """كان فلان، والد علان، نائبا حتى …: the words behind who the subject is besides, to the next mark; (0, 0) where there are none."""
    commas = [i for i in range(verb + 1, min(len(tokens), verb + _APPOSITION)) if tokens[i].word.text in {"،", ","}]
    comma, close = commas[:2] if len(commas) > 1 else (0, None)
    if close is None or any(tokens[i].pos in {Pos.VERB, Pos.MARK} or tokens[i].word.conjunction for i in range(comma + 1, close)):
        return 0, 0
    first = tokens[close + 1] if close + 1 < len(tokens) else None
    if first is None or first.pos is not Pos.NOUN or first.word.article or first.word.conjunction or first.word.preposition:
        return 0, 0
    end = next((i for i in range(close + 1, len(tokens)) if tokens[i].pos in {Pos.MARK, Pos.VERB}), len(tokens))
    return close + 1, end


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


def _national(reading: Reading, start: int, end: int) -> Iterator[Draft]:
    """فتاة عراقية: the nationality in a predicate."""
    found = nationality_in(reading.tokens, start, min(end, start + 4))
    if found is not None:
        word = reading.tokens[found[0]].word
        span = reading.scene.layers.frame.span(word.core_start, word.end)
        item = Argument(entity=place_named(reading.scene, found[1]), span=span, value=found[1])
        yield replace(drafted(reading, "nationality", reading.subject, item), rule="predicate.nationality")


def _from_country(reading: Reading, start: int, end: int) -> Draft | None:
    """باحث من النرويج: the country behind من right behind what somebody is, to the end of the predicate."""
    tokens = reading.tokens
    at = start + 2
    if at >= end or tokens[at - 1].key != "من" or tokens[at - 1].pos is not Pos.PREPOSITION:
        return None
    name = fold(" ".join(token.word.text for token in tokens[at:end] if token.pos is not Pos.MARK))
    several = {country.replace("_", " ") for country in room_words("countries", "copulas")}
    item = reading.scene.words(tokens, at, end)
    if item is None or not (name in several or name in {fold(place) for place in demonyms().values()}):
        return None
    item = replace(item, entity=place_named(reading.scene, name))
    return replace(drafted(reading, "nationality", reading.subject, item), rule="predicate.nationality")


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
    if not negated and (amount := _measured(reading, start, end)) is not None:
        yield amount
        return
    if tokens[start].pos not in {Pos.NOUN, Pos.QUANTIFIER, Pos.PREPOSITION, Pos.PARTICLE}:
        return
    if tokens[start].key == "غير" and start + 1 < end:
        yield from _predicated(reading, start + 1, end, end, negated=not negated)
        return
    if tokens[start].key == "من":
        yield from _among(reading, start + 1, end)
        return
    if end == start + 1 and end < len(tokens) and tokens[end].key == "من" and tokens[end].pos is Pos.RELATIVE:
        return  # كان أول من زار …: the visit tells it
    mention = tokens[start].mention
    if mention is not None and mention.form is MentionForm.NAME:
        return
    end = passing_at(tokens, start, _next_sentence(tokens, start, end))
    more = _predicate_nouns(tokens, start, end)
    if len(more) > 1:
        for i, at in enumerate(more):
            stop = more[i + 1] if i + 1 < len(more) else end
            drafts = _predicated(reading, at, stop, end, negated=negated)
            times = clause_times(tokens, reading.clause.start, stop)  # ثم رئيسا لعشر سنوات: the years of the last
            yield from drafts if stop == end else (replace(draft, time=times) for draft in drafts)
        return
    yield from _predicated(reading, start, end, end, negated=negated)


def _measured(reading: Reading, start: int, end: int) -> Draft | None:
    """كانوا بضعة آلاف، سعره ثلاثون دينارا: how many or how much a group or thing is."""
    if reading.type not in {EntityType.GROUP, EntityType.THING}:
        return None
    words = amount_in(reading.scene, reading.tokens, start, end)
    opens = words is not None and words.span is not None and words.span.start == reading.tokens[start].word.core_start
    return replace(drafted(reading, "has_quantity", reading.subject, words), rule="quantity.predicate") if opens else None


def _placed(reading: Reading, start: int, end: int, *, negated: bool) -> Iterator[Draft]:
    """كان الوضع تحت السيطرة، كانت السفينة في طريقها إلى الميناء: where or in what state something is."""
    tokens = reading.tokens
    phrase = noun_phrase(tokens, start + 1) if start + 1 < end and not tokens[start].word.pronoun else None
    if (
        reading.clause.how not in {"after", "before"}
        or tokens[start].key not in room_words("states", "copulas")
        or phrase is None
        or tokens[phrase.start].pos in {Pos.DATE, Pos.NUMBER}
    ):
        return
    words = reading.scene.words(tokens, start, end)
    if words is not None and tokens[phrase.head].key not in room_words("times", "description"):
        draft = drafted(reading, "has_trait", reading.subject, words)
        yield replace(draft, rule="description.place", negated=negated, signs=(*draft.signs, f"placed {tokens[start].key}"))


def normal_role(reading: Reading, words: Argument, start: int, end: int) -> Argument:
    """The role in the form of a title: رئيسا لحكومة البلد → رئيس حكومة البلد."""
    tokens, kept = reading.tokens, []
    while end > start + 1 and (tokens[end - 1].pos in {Pos.DATE, Pos.MARK} or tokens[end - 1].key in room_words("until", "copulas")):
        end -= 1
    for token in tokens[start:end]:
        text = token.word.text[1:] if token.index == start and token.word.conjunction else token.word.text
        if token.index == start and text.endswith(("اً", "ًا")):
            text = text[:-2]
        elif token.index == start and ((text.endswith("ا") and len(text) > 3) or text.endswith("ةً")):
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
_APPOSITION = 16  # tokens from a copula to the second comma around who its subject is besides


def _next_sentence(tokens: Sequence[Token], start: int, end: int) -> int:
    """الاقتصاد هش | والبطالة مرتفعة، كان قاضيا | ووالدته معلمة: و with a definite noun behind nothing definite begins the next sentence."""
    for i in range(start, end):
        token = tokens[i]
        definite = token.word.article or bool(token.word.pronoun) or token.mention is not None
        if definite:
            named = token.mention is not None and token.mention.form is MentionForm.NAME
            return i if i > start and token.word.conjunction == "و" and token.pos is Pos.NOUN and not named else end
    return end


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
    return start + 1 < end and not word_class("judging", "titles").isdisjoint(stems(tokens[start + 1].key))


def _kin(reading: Reading, start: int, end: int) -> Draft | None:
    """هو صهر فلان، كان ابن عم فلان: whose relative the subject is."""
    scene, tokens = reading.scene, reading.tokens
    kin = word_class("words", "kin") | (room_words("relatives", "copulas") if tokens[start].word.pronoun else frozenset())
    kind = next((stem for stem in stems(tokens[start].key) if stem in kin), None)
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


def _tied(reading: Reading, start: int, end: int, found: Role, words: Argument, *, negated: bool) -> Draft:
    """كان مناهضا للحكم، غير محسوب على أي حزب: whom a participle ties the subject to; what is nobody's name stays a quality."""
    scene, tokens = reading.scene, reading.tokens
    at = governed(tokens, start + 1, end, found.preposition)
    phrase = noun_phrase(tokens, at) if at is not None else None
    item = scene.phrase(tokens, phrase) if phrase is not None else None
    whoever = phrase is not None and tokens[phrase.start].key in room_words("whoever", "copulas")  # لأي حزب
    something = found.predicate in {"opposes", "supports"} and not found.reversed  # معارض لزيادة الضرائب
    if phrase is None or item is None or not (whoever or something or scene.type_of(item.entity) in _SOMEBODY):
        return replace(drafted(reading, "has_trait", reading.subject, words), rule="description.predicate", negated=negated)
    joined = found.predicate == "part_of" and reading.type is EntityType.PERSON
    predicate = "member_of" if joined or (found.predicate == "has_ties_with" and found.preposition == "علي") else found.predicate
    one, other = (item, reading.subject) if found.reversed else (reading.subject, item)
    return replace(drafted(reading, predicate, one, other), rule=f"predicate.{predicate}", negated=negated)


_SOMEBODY = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})


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
        home = _from_country(reading, start, end)
        if home is not None:
            yield home
            end = last = next(i for i in range(start, end) if tokens[i].key == "من")
    words = scene.words(tokens, start, core_end(tokens, start, end))
    if words is None or is_charge(tokens, start, start + 1):
        return
    if found is None:
        if tokens[start].key in room_words("generic", "copulas") and nationality_in(tokens, start, min(end, start + 3)) is not None:
            yield from _national(reading, start, end)
            return
        if tokens[start].key in room_words("pointing", "copulas"):
            return
        yield replace(drafted(reading, "has_trait", reading.subject, words), rule="description.predicate", negated=negated)
        return
    if found.ties:
        yield _tied(reading, start, end, found, words, negated=negated)
        return
    stance = next((i for i in range(start + 1, end) if tie(tokens, i, end) is not None), None) if found.predicate == "occupation" else None
    if stance is not None:  # كان كاتبا مناهضا للحكم: what he was, and against whom
        yield from _predicated(reading, stance, end, end, negated=negated)
        words, end = scene.words(tokens, start, stance) or words, stance
    item: Argument | None = normal_role(reading, words, start, end) if found.predicate in {"holds_position", "occupation"} else words
    if found.preposition:
        at = governed(tokens, start + 1, end, found.preposition)
        phrase = noun_phrase(tokens, at) if at is not None else None
        item = words if phrase is None else scene.phrase(tokens, phrase)
    if found.predicate == "occupation" and reading.type not in {EntityType.PERSON, EntityType.GROUP}:
        return
    draft = drafted(reading, found.predicate, reading.subject, item)
    yield replace(draft, rule=f"predicate.{found.predicate}", negated=negated or found.negative)
