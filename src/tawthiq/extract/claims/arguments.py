"""The objects of a clause: direct, under prepositions, under أن, coordinated, or in the clause's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.late import late_objects
from tawthiq.extract.claims.lexicon import Trigger, room_words, word_class
from tawthiq.extract.claims.marked import label_behind
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.passing import passing_at
from tawthiq.extract.claims.reading import Reading
from tawthiq.extract.claims.scene import of_person, undated
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import negates
from tawthiq.extract.reference import FAR, NEAR, TOPIC
from tawthiq.model import Argument, EntityType, MentionForm

_HEAD = 3  # tokens: a verb farther into its sentence takes up somebody of that sentence
_SPLIT = frozenset(
    {
        "supports",
        "opposes",
        "met",
        "visited",
        "founded",
        "has_ties_with",
        "accuses",
        "congratulates",
        "has_trait",
        "cooperates_with",
        "member_of",
        "hopes_or_demands",
        "loyal_to",
    }
)


def tokens_key(reading: Reading) -> str:
    """The folded verb."""
    return reading.tokens[reading.clause.verb].key


def objects_of(reading: Reading, trigger: Trigger) -> list[Argument]:
    """The objects by the first alternative of the frame that the clause fills."""
    for alternative in trigger.objects:
        found = _fill(reading, trigger, alternative)
        if found and "entity" in trigger.flags and not reading.clause.negated:  # لا يتبع أي حزب names nobody, and tells it
            found = [item for item in found if item.entity is not None or _home(reading, trigger, item)]
        if found:
            return found
    return late_objects(reading, trigger)


def _home(reading: Reading, trigger: Trigger, item: Argument) -> bool:
    """عاد النازحون إلى منازلهم: whose home it is says where they are back."""
    if trigger.predicate != "returned_to" or item.span is None or reading.type not in {EntityType.PERSON, EntityType.GROUP}:
        return False  # لما انهار النظام رجع إلى بلاده: no regime came home
    head = next((token for token in reading.tokens if token.word.core_start >= item.span.start), None)
    return head is not None and bool(head.word.pronoun) and head.key in room_words("homes", "arguments")


def _fill(reading: Reading, trigger: Trigger, role_name: str) -> list[Argument]:
    clause, scene, tokens = reading.clause, reading.scene, reading.tokens
    if role_name == "O":
        return direct_objects(reading, split=trigger.predicate in _SPLIT)
    if role_name == "C":
        return content_of(reading)
    if role_name == "ACT":
        return [_event_words(reading, trigger)]
    if role_name == "REST" and (asked := _wanted(reading)) is not None:
        return extended(reading, asked, split=False)
    if role_name == "REST":
        rest = scene.words(tokens, clause.rest, clause.end, _verb_words(reading, trigger.masdar))
        return [rest] if rest else []
    if role_name.startswith("@"):
        return under_preposition(reading, role_name[1:], split=trigger.predicate in _SPLIT)
    return []


def _event_words(reading: Reading, trigger: Trigger) -> Argument:
    """What befell the subject or what it did, in the clause's words."""
    scene, tokens, clause = reading.scene, reading.tokens, reading.clause
    rest = scene.words(tokens, clause.rest, clause.end, trigger.masdar)
    if clause.how == "after":
        return rest or Argument(value=act_words(reading, trigger, reading.subject))
    span = scene.span(tokens, clause.verb, max(clause.end, clause.verb + 1))
    return Argument(span=span, value=rest.value if rest else trigger.masdar or None)


def direct_objects(reading: Reading, *, split: bool) -> list[Argument]:
    clause, scene, tokens = reading.clause, reading.scene, reading.tokens
    if clause.clitic and not (clause.opener == "relative" and clause.resumed):
        at = tokens[clause.verb].word
        exclude = frozenset({reading.subject.entity} if reading.subject.entity else ())
        if _of_places(clause) and (place := scene.discourse.place(clause.clitic, at.start)) is not None:
            return [Argument(entity=place.entity)]
        referent = scene.discourse.acted_on(clause.clitic, at.start, at.end, exclude, told=clause.how == "after")
        if referent is None and _stance(clause) and (thing := scene.discourse.topical_thing(clause.clitic, at.start)) is not None:
            return [Argument(entity=thing)]
        return [Argument(entity=referent.entity)] if referent else []
    if clause.resumed and clause.clitic and clause.antecedent is not None:
        entity = scene.entity_for(tokens, clause.antecedent)
        return [Argument(entity=entity, span=scene.span(tokens, clause.antecedent.start, clause.antecedent.end))]
    if not clause.objects:
        return []
    return extended(reading, _wanted(reading) or clause.objects[0], split=split)


def _wanted(reading: Reading) -> NounPhrase | None:
    """ناشد فلان الأطراف وقف القتال: of two objects of a wish the deed that is wanted, behind the one who is asked for it."""
    clause, tokens = reading.clause, reading.tokens
    if len(clause.objects) < _TWO or clause.trigger is None or clause.trigger.predicate != "hopes_or_demands":
        return None
    first, second = sorted(clause.objects, key=lambda phrase: phrase.start)[:_TWO]
    asked = not is_deed(tokens[first.head]) and first.definite and second.start == first.end
    return second if asked and is_deed(tokens[second.head]) and not tokens[second.head].word.article else None


_TWO = 2


def _of_places(clause: Clause) -> bool:
    return clause.trigger is not None and clause.trigger.predicate in {"visited", "returned_to", "resided_in", "fled", "born_in"}


def _stance(clause: Clause) -> bool:
    return clause.trigger is not None and clause.trigger.predicate in {"supports", "opposes"}


def extended(reading: Reading, phrase: NounPhrase, *, split: bool) -> list[Argument]:
    """A phrase as object: its entity alone, or its words to the clause's end; and what is coordinated to it."""
    scene, tokens, end = reading.scene, reading.tokens, reading.clause.end
    called = label_behind(tokens, phrase.head)
    if called is not None and (label := scene.words(tokens, *called)) is not None:
        return [label]
    if phrase.entity is not None:
        first = scene.phrase(tokens, phrase)
    else:
        last = _before_aim(reading, phrase, _object_end(tokens, phrase, end, split=split))
        words = scene.words(tokens, phrase.start, last)
        first = words or scene.phrase(tokens, phrase)
    wish = reading.clause.trigger is not None and reading.clause.trigger.predicate == "hopes_or_demands"
    listed = wish and is_deed(tokens[phrase.head])
    return [first, *(_more(reading, phrase) if split and not listed else ())]  # further deeds that are wanted: listed.with_lists


_CORE = 2  # words that must stand before what is cut off


def core_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where what is told ends and when or what else begins: نجاحا كبيرا | منذ أربع سنوات، النازحين | وخصوصا الأطفال."""
    definite = start < len(tokens) and (tokens[start].word.article or bool(tokens[start].word.pronoun))
    fewest = start + (1 if definite else _CORE)  # الطلب | على الرغم من …: definite, and whole
    end = passing_at(tokens, start, end)
    for i in range(start + 1, end):
        if tokens[i - 1].pos is not Pos.PREPOSITION and (_dates(tokens, i) or (i >= fewest and _adjoins(tokens, i))):
            return i
    return end


def _dates(tokens: Sequence[Token], at: int) -> bool:
    """في 2009، حتى أيار: a preposition with a date."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at - 1].key in room_words("since", "arguments"):
        return False
    return tokens[at].pos is Pos.PREPOSITION and not tokens[at].word.pronoun and following is not None and following.pos is Pos.DATE



def _adjoins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a circumstance begins here: a time, a cause, company; في ظل …; ما زاد من …."""
    token, following = tokens[at], tokens[at + 1].key if at + 1 < len(tokens) else ""
    if token.word.pronoun:
        return False
    if token.word.conjunction:
        return token.key in word_class("besides")
    if token.word.preposition == "ب" and token.key in word_class("attending"):
        return True
    if token.key in word_class("adjuncts"):
        return token.pos is Pos.PREPOSITION or not token.word.article
    framing = {"في": "framing", "علي": "footing", "مع": "accompanying"}.get(token.key)
    return framing is not None and bool({following, f"ال{following}"} & word_class(framing))


def _before_aim(reading: Reading, phrase: NounPhrase, end: int) -> int:
    """زار مقر الحزب | لتهنئة فلان، هنأ زميلتها | بالسلامة: whom or where, and not what for."""
    predicate = reading.clause.trigger.predicate if reading.clause.trigger is not None else ""
    for i in range(phrase.end, end):
        token = reading.tokens[i]
        aim = token.word.preposition == "ل" and phrase.definite and is_deed(token)
        if (aim and predicate in {"visited", "met"}) or (token.word.preposition == "ب" and predicate == "congratulates"):
            return i
    return end


def _object_end(tokens: Sequence[Token], phrase: NounPhrase, end: int, *, split: bool) -> int:
    if phrase.start and tokens[phrase.start - 1].word.text in {'"', "«", "“"}:
        end = next((i for i in range(phrase.start, end) if tokens[i].word.text in {'"', "»", "”"}), end)
    if not split:
        return core_end(tokens, phrase.start, end)
    end = core_end(tokens, phrase.start, end)
    for i in range(phrase.end, end):
        token = tokens[i]
        if token.word.conjunction and starts_phrase(token) and token.word.preposition == phrase.preposition:
            return i
    return end


def _more(reading: Reading, phrase: NounPhrase) -> Iterator[Argument]:
    """Phrases coordinated to an object, also over a comma: العمال، والطلاب، والمزارعين."""
    tokens, at = reading.tokens, phrase.end
    for _ in range(6):
        while at < len(tokens) and (tokens[at].word.text in {"،", ","} or (tokens[at].pos is Pos.PREPOSITION and tokens[at].key == "في")):
            skipped = noun_phrase(tokens, at + 1) if tokens[at].pos is Pos.PREPOSITION else None
            at = skipped.end if skipped else at + 1
            if skipped is not None and _joins(tokens, at, skipped, phrase):
                return
        if at >= len(tokens) or tokens[at].word.conjunction != "و" or not starts_phrase(tokens[at]):
            return
        following = noun_phrase(tokens, at)
        if following is None or (phrase.preposition and following.preposition not in {"", phrase.preposition}):
            return
        yield _whole(reading, following)
        at = following.end


def _whole(reading: Reading, phrase: NounPhrase) -> Argument:
    """A phrase that و joins: its entity, or its words as far as the first's go: أزمة تمويل | ونقصا في الوقود."""
    scene, tokens = reading.scene, reading.tokens
    following = tokens[phrase.end] if phrase.end < reading.clause.end else None
    apart = following is not None and following.pos is Pos.PREPOSITION and following.key not in room_words("own", "arguments")
    if phrase.entity is not None or following is None or apart:
        return scene.phrase(tokens, phrase)
    return scene.words(tokens, phrase.start, _object_end(tokens, phrase, reading.clause.end, split=True)) or scene.phrase(tokens, phrase)


def _joins(tokens: Sequence[Token], at: int, near: NounPhrase, first: NounPhrase) -> bool:
    """خسائر في الأرواح والمعدات: what و brings is definite like the noun under في, and not indefinite like the object."""
    following = noun_phrase(tokens, at) if at < len(tokens) and tokens[at].word.conjunction == "و" else None
    return following is not None and _marked(tokens, following) == _marked(tokens, near) != _marked(tokens, first)


def _marked(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether article, clitic or a name makes a phrase definite; a description that the model knows as somebody need not be."""
    words = tokens[phrase.head : phrase.end]
    named = any(token.inside is not None and token.inside.form is MentionForm.NAME for token in words)
    return named or any(token.word.article or token.word.pronoun for token in words)


def under_preposition(reading: Reading, preposition: str, *, split: bool, passive: bool = False) -> list[Argument]:
    """What a preposition governs; ``passive``: nobody acts, so a pronoun may mean the one that a hidden subject would."""
    clause, scene, tokens = reading.clause, reading.scene, reading.tokens
    for item in clause.prepositional:
        if item.preposition != preposition:
            continue
        if item.phrase is None:
            at = tokens[item.at].word
            exclude = frozenset({reading.subject.entity} if reading.subject.entity and not passive else ())
            if clause.resumed and clause.antecedent is not None:
                entity = scene.entity_for(tokens, clause.antecedent)
                return [Argument(entity=entity, span=scene.span(tokens, clause.antecedent.start, clause.antecedent.end))]
            place = scene.discourse.place(item.pronoun, at.start) if _of_places(clause) else None
            referent = place or scene.discourse.pronoun(item.pronoun, at.start, at.end, exclude)
            far = referent is not None and place is None and referent.why in {FAR, NEAR, TOPIC} and clause.verb > _HEAD
            return [Argument(entity=referent.entity)] if referent and not (passive and far) else []
        if tokens[item.phrase.start].pos is Pos.DATE:
            continue
        return extended(reading, item.phrase, split=split)
    return []


def _pronominal(reading: Reading, preposition: str) -> bool:
    return any(item.preposition == preposition and item.phrase is None for item in reading.clause.prepositional)


def _people_before(reading: Reading) -> set[str]:
    """The people that the sentence names before the verb."""
    mentions = (token.inside for token in reading.tokens[: reading.clause.verb])
    return {mention.entity for mention in mentions if mention is not None and mention.type is EntityType.PERSON}


def prepositional_argument(reading: Reading, preposition: str) -> Argument | None:
    shared = reading.clause.how == "shared"  # اشتهر فلان بكذا، وحكم عليه: the court is not named, and he may be meant
    if shared and _pronominal(reading, preposition) and len(_people_before(reading)) > 1:
        return None  # انتقد القاضي المحامي، وحكم عليه: either
    found = under_preposition(reading, preposition, split=False, passive=shared or reading.subject.span is None)
    if not found:
        return None
    first = found[0]
    if first.entity is None:
        for item in reading.clause.prepositional:
            if item.preposition == preposition and item.phrase is not None:
                entity = reading.scene.entity_for(reading.tokens, item.phrase)
                return replace(first, entity=entity, value=None) if entity else None
    return first


def content_of(reading: Reading) -> list[Argument]:
    """What stands under أن, to the end of its clause, in words."""
    clause, tokens = reading.clause, reading.tokens
    if clause.content is None or _stated(reading):
        return []
    start = clause.content + (not negates(tokens[clause.content]))
    end = clause.content + 1
    if end + 1 < len(tokens) and tokens[end].word.text in {'"', "«", "“"} and tokens[clause.content].word.pronoun:
        start = end = end + 1  # وصفه بأنه «كذا»
    while end < len(tokens) and tokens[end].word.text not in {"،", ".", '"', "»", "؛", ":", "؟", "”"} and end - clause.content < 26:
        if tokens[end].pos is Pos.CONJUNCTION and tokens[end].key == "لكن":
            break
        if tokens[end].pos is Pos.COMPLEMENTISER and tokens[end].word.conjunction == "و" and not tokens[end].word.pronoun:
            break  # وأن يكون …: the next thing wanted
        end += 1
    found = reading.scene.words(tokens, start, end)
    return [found] if found else []


def _stated(reading: Reading) -> bool:
    """تصر على أنهما لم ترتكبا …: what is held to be so, and no demand; a wish has a verb behind أن."""
    clause, tokens = reading.clause, reading.tokens
    if clause.trigger is None or clause.trigger.predicate != "hopes_or_demands" or clause.content is None:
        return False
    following = tokens[clause.content + 1] if clause.content + 1 < len(tokens) else None
    return bool(tokens[clause.content].word.pronoun) or (following is not None and following.word.article and following.pos is Pos.NOUN)


def targets_of(reading: Reading) -> list[Argument]:
    clause, scene, tokens = reading.clause, reading.scene, reading.tokens
    found = direct_objects(reading, split=False)
    if clause.clitic:
        return found
    targets = []
    if clause.objects:
        phrases = [clause.objects[0], *coordinated_phrases(tokens, clause.objects[0])]
        for phrase in phrases:
            head = tokens[phrase.head]
            person = not phrase.preposition and not head.word.pronoun and of_person(head)
            entity = scene.entity_for(tokens, phrase, acting=person, sure=_struck(reading, head))
            if entity is not None:
                targets.append(Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)))
    return targets


def _struck(reading: Reading, head: Token) -> bool:
    """استهدفت الطائرات مستودعا: what is struck in fact need not be known by more than its kind."""
    trigger = reading.clause.trigger
    return trigger is not None and trigger.predicate == "attacked_in" and head.key.removesuffix("ا") in word_class("targets")


def coordinated_phrases(tokens: Sequence[Token], first: NounPhrase) -> Iterator[NounPhrase]:
    at = first.end
    while at < len(tokens) and tokens[at].word.conjunction == "و" and starts_phrase(tokens[at]):
        phrase = noun_phrase(tokens, at)
        if phrase is None:
            return
        yield phrase
        at = phrase.end


def verb_phrase(reading: Reading, masdar: str) -> Argument | None:
    """The verb and what follows its subject; where a pronoun takes up the antecedent, the antecedent in its place."""
    scene, tokens, clause = reading.scene, reading.tokens, reading.clause
    verb = _verb_words(reading, masdar)
    end = core_end(tokens, clause.rest, clause.end)
    rest = scene.words(tokens, clause.rest, end, verb)
    if clause.resumed and clause.antecedent is not None:
        noun = " ".join(token.word.text for token in tokens[clause.antecedent.start : clause.antecedent.end])
        behind = undated(tokens, clause.rest, end)
        span = scene.span(tokens, clause.antecedent.start, clause.antecedent.end)
        return Argument(span=span, value=f"{verb} {noun} {behind}".strip())
    if rest is None or clause.how == "after" or clause.negated:
        return rest
    last = end
    while last > clause.verb + 1 and tokens[last - 1].pos in {Pos.DATE, Pos.MARK}:
        last -= 1
    return Argument(span=scene.span(tokens, clause.verb, last), value=rest.value)


def _verb_words(reading: Reading, masdar: str) -> str:
    word, clause = reading.tokens[reading.clause.verb].word, reading.clause
    if masdar and clause.clitic and not clause.resumed and not clause.objects:
        return with_clitic(masdar, clause.clitic)
    return masdar or word.text[len(word.conjunction) :]


def with_clitic(masdar: str, clitic: str) -> str:
    """أجبروه على الرحيل: إجباره على الرحيل; whom it was done to stays with the verbal noun, ة before it is ت."""
    first, _, rest = masdar.partition(" ")
    return f"{first[:-1] + 'ت' if first.endswith('ة') else first}{clitic} {rest}".strip()


def act_words(reading: Reading, trigger: Trigger, target: Argument) -> str:
    """The event in words: the verb's noun and the one acted on, a person by the name without its titles."""
    person = reading.scene.named(target.entity) and reading.scene.type_of(target.entity) is EntityType.PERSON
    name = target.text
    if target.entity is not None and (name is None or person):
        name = next((e.name for e in reading.scene.layers.mentions.entities if e.id == target.entity), name)
    return f"{trigger.masdar or trigger.lemma} {name or ''}".strip()
