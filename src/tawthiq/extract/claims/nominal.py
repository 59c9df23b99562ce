"""Claims of noun phrases: the title beside a name, nationality, kinship, participles behind a noun, هو sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.lexicon import nationality, passive_forms, singular_forms, word_class
from tawthiq.extract.claims.participles import participles
from tawthiq.extract.claims.quantity import amount_in
from tawthiq.extract.claims.reading import widened
from tawthiq.extract.claims.roles import (
    governed,
    is_occupation,
    is_office,
    is_past,
    names_person,
    nationality_in,
    passing_title,
    place_named,
    role,
    title_in,
)
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.tokens import Pos, Token
from tawthiq.model import Argument, DateMention, EntityType, MentionForm, Time, TimeRelation
from tawthiq.text.fold import fold

_INSIDE_TITLES = frozenset({"في", "لدي", "ل", "ب", "علي"})
_TITLE = 14  # tokens: the longest title before a name


def nominal_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """All drafts of one sentence that need no verb."""
    yield from title_drafts(scene, tokens)
    yield from _participles(scene, tokens)
    yield from _leaders(scene, tokens)
    yield from _counted(scene, tokens)
    yield from _held(scene, tokens)
    yield from _kin(scene, tokens)


def title_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """Offices, occupations and nationalities that stand beside names."""
    for token in tokens:
        mention = token.mention
        if mention is not None and mention.form is MentionForm.NAME and mention.type is EntityType.PERSON:
            yield from _beside_name(scene, tokens, token)


# ------------------------------------------------------------------ titles


def _beside_name(scene: Scene, tokens: Sequence[Token], name: Token) -> Iterator[Draft]:
    end = name.index + 1
    while end < len(tokens) and tokens[end].inside is name.mention:
        end += 1
    before = _title_before(tokens, name.index)
    if before is not None:
        yield from _title(scene, tokens, before, name.index, name, (before, end))
    after = _title_after(tokens, end)
    if after is not None:
        yield from _title(scene, tokens, after[0], after[1], name, (name.index, after[1]))


def _title_before(tokens: Sequence[Token], name: int) -> int | None:
    """Where the title that ends right before a name begins (one comma or opening mark may stand between)."""
    end = name
    while end > 0 and tokens[end - 1].word.text in {"،", ",", '"', "«", "“"} and name - end < 2:
        end -= 1
    if end == name and end > 1 and tokens[end - 1].word.text in {'"', "»", "”"}:
        pass  # a name in marks ends the title
    elif end == 0 or tokens[end - 1].pos not in {Pos.NOUN, Pos.PARTICLE} or tokens[name].word.preposition or tokens[name].word.conjunction:
        return None
    best = None
    for start in range(end - 1, max(-1, end - _TITLE), -1):
        token = tokens[start]
        if token.pos in {Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER} or _other_person(tokens, start, name):
            break
        if token.pos is Pos.MARK and token.word.text not in _NAME_MARKS:
            break
        if "ً" in token.word.text or (token.word.text.endswith("ا") and token.key[:-1] in word_class("occupation", "titles")):
            break
        if (
            token.pos is Pos.NOUN
            and token.key not in {"رياسه", "رئاسه", "منصب"}
            and (is_office(token.key) or is_occupation(token.key) or token.key in word_class("collective", "titles"))
        ):
            if _reaches(tokens, start, end):
                best = start
            if best is not None and (token.word.preposition or (token.word.article and not _adjectival(tokens, start))):
                break
        if token.word.conjunction:
            break
    return best if best is None or end != name or not _owned(tokens, best, name) else None


_NAME_MARKS = frozenset('"«»“”')  # of the name of a body in the title: رئيس حركة «الفجر» فلان


def _adjectival(tokens: Sequence[Token], at: int) -> bool:
    """المستشار الاقتصادي فلان: an occupation's word that is the adjective of a title before it."""
    before = tokens[at - 1] if at else None
    return (
        before is not None
        and before.pos is Pos.NOUN
        and before.word.article
        and not _in_name(before)
        and tokens[at].key.endswith(("ي", "يه"))
        and (is_office(before.key) or is_occupation(before.key))
    )


def _owned(tokens: Sequence[Token], start: int, name: int) -> bool:
    """إرسال فلانة: a name in إضافة to a common noun has no title in the words before."""
    last = tokens[name - 1]
    if last.pos is not Pos.NOUN or last.index == start or last.word.article or last.word.pronoun or last.inside is not None:
        return False
    return not (is_office(last.key) or is_occupation(last.key) or last.key.endswith(("ي", "يه")) or nationality(last.key))


def _other_person(tokens: Sequence[Token], at: int, name: int) -> bool:
    inside = tokens[at].inside
    return (
        inside is not None and inside.form is MentionForm.NAME and inside.type is EntityType.PERSON and inside is not tokens[name].mention
    )


def _reaches(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether one phrase, with its prepositional phrases, goes from ``start`` to ``end``."""
    at = start
    while at < end:
        if tokens[at].pos is Pos.PREPOSITION and tokens[at].key not in _INSIDE_TITLES:
            return False  # قائد الفريق بعد رحيل فلان is no title of his
        if tokens[at].pos in {Pos.PREPOSITION, Pos.PARTICLE, Pos.DATE}:
            at += 1
            continue
        phrase = noun_phrase(tokens, at, end)
        if phrase is None:
            return False
        at = phrase.end
    return at == end


def _title_after(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """The apposition behind a name and a comma: فلان، مدير المركز، or right behind it: فلان رئيس اللجنة."""
    at = end
    if at < len(tokens) and tokens[at].word.text in {"،", ","}:
        at += 1
    elif at >= len(tokens) or tokens[at].word.article:
        return None
    if at >= len(tokens) or tokens[at].pos is not Pos.NOUN or tokens[at].word.conjunction or tokens[at].word.preposition:
        return None
    if not (is_office(tokens[at].key) or is_occupation(tokens[at].key)):
        return None
    phrase = noun_phrase(tokens, at)
    if phrase is None or _tanween(tokens[at]):
        return None
    stop = _phrase_end(tokens, phrase)
    other = next((token.index for token in tokens[at : stop + 1] if names_person(token)), None)
    if other is not None and not any(is_office(token.key) for token in tokens[at + 1 : other]):
        return None  # فلان، المرشد علان: somebody else's title; but فلان، نائب الرئيس علان
    closed = stop >= len(tokens) or tokens[stop].pos in {Pos.MARK, Pos.RELATIVE} or at > end
    return (at, stop) if closed and at > end and stop < len(tokens) and tokens[stop].pos is Pos.MARK else None


def _tanween(token: Token) -> bool:
    return token.word.text.endswith(("ا", "اً", "ًا"))


def _phrase_end(tokens: Sequence[Token], phrase: NounPhrase) -> int:
    at = phrase.end
    while at < len(tokens):
        if tokens[at].word.preposition in {"ل", "ب"} and tokens[at].pos is Pos.NOUN:
            following = noun_phrase(tokens, at)
        elif tokens[at].pos is Pos.PREPOSITION and tokens[at].key in {"في", "ل", "ب"} and not tokens[at].word.pronoun:
            following = noun_phrase(tokens, at + 1)
        else:
            return at
        if following is None:
            return at
        at = following.end
    return at


def _title(
    scene: Scene,
    tokens: Sequence[Token],
    start: int,
    end: int,
    name: Token,
    evidence: tuple[int, int],
) -> Iterator[Draft]:
    """Office, occupation and nationality of a title at ``[start, end)``."""
    assert name.mention is not None  # noqa: S101 - the caller has looked
    subject = Argument(entity=name.mention.entity, span=name.mention.span)
    span = scene.range(tokens, *evidence)
    head = tokens[start]
    while end > start and tokens[end - 1].pos is Pos.MARK:
        end -= 1
    words = scene.words(tokens, start, _without_rank(tokens, start, end))
    if words is None:
        return
    trigger = (head.word.core_start, head.word.end)
    if any(token.word.pronoun for token in tokens[start:end]):
        words = title_in(scene, tokens, start, end) or words
    passing = passing_title(tokens, start, end)
    if is_office(head.key) and passing is not None:
        predicate, stop = passing
        office = scene.words(tokens, start, stop) or words
        yield Draft(f"nominal.{predicate}", predicate, subject, office, span, trigger, {}, (), ("لقب بجانب الاسم",))
        return
    if is_office(head.key) and end - start > 1:  # الرئيس alone does not say of what
        past = is_past(tokens, start, end)
        led = _led(scene, tokens, start, end)
        if led is not None:
            yield Draft("nominal.led_by", "led_by", led, subject, span, trigger, {}, () if past else _as_of(scene), ("لقب بجانب الاسم",))
            return
        yield Draft(
            "nominal.office", "holds_position", subject, words, span, trigger, {}, () if past else _as_of(scene), ("لقب بجانب الاسم",)
        )
    elif is_occupation(head.key) or head.key in word_class("collective", "titles"):
        yield Draft(
            "nominal.occupation", "occupation", subject, _occupation(scene, tokens, start, end), span, trigger, {}, (), ("لقب بجانب الاسم",)
        )
        yield from _nationality(scene, tokens, start, end, subject, span)
        yield from _belonging(scene, tokens, start, end, subject, span)


def _without_rank(tokens: Sequence[Token], start: int, end: int) -> int:
    """قائد الشرطة اللواء فلان: a rank between office and name is no part of the office."""
    while end - start > 2 and tokens[end - 1].word.article and tokens[end - 1].key in word_class("rank", "titles"):
        end -= 1
    return end


def _led(scene: Scene, tokens: Sequence[Token], start: int, end: int) -> Argument | None:
    """The body that a زعيم or قائد leads, if the title names one."""
    if tokens[start].key not in {"زعيم", "زعيمه", "قائد", "قايد", "قائده"} or start + 1 >= end:
        return None
    phrase = noun_phrase(tokens, start + 1, end)
    if phrase is None or phrase.preposition:
        return None
    kind = scene.type_of(phrase.entity)
    if tokens[phrase.head].key in _FORCES:
        return None  # قائد الشرطة holds an office of the state
    if kind in {EntityType.ORGANIZATION, EntityType.GROUP}:
        return scene.phrase(tokens, phrase)
    if phrase.entity is None and tokens[phrase.head].key in word_class("led", "groups") | word_class("bodies", "actors"):
        entity = scene.entity_for(tokens, phrase)
        return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)) if entity else None
    return None


_FORCES = frozenset({"درك", "شرطه", "جيش", "امن", "حرس", "بحريه", "طيران", "اركان", "جمارك", "سجون", "منطقه", "فرقه", "عمليات"})


def _occupation(scene: Scene, tokens: Sequence[Token], start: int, end: int) -> Argument:
    """The occupation without nationality: الناشطة العراقية → الناشطة."""
    stop = start + 1
    while (
        stop < end
        and nationality(tokens[stop].key) is None
        and tokens[stop].pos is Pos.NOUN
        and tokens[stop].key not in {"شهير", "شهيره", "معروف", "بارز"}
    ):
        stop += 1
    return Argument(span=scene.span(tokens, start, stop))


def _nationality(
    scene: Scene,
    tokens: Sequence[Token],
    start: int,
    end: int,
    subject: Argument,
    evidence: tuple[int, int],
) -> Iterator[Draft]:
    found = nationality_in(tokens, start, end)
    if found is not None:
        word = tokens[found[0]].word
        item = Argument(entity=place_named(scene, found[1]), span=scene.layers.frame.span(word.core_start, word.end), value=found[1])
        yield Draft("nominal.nationality", "nationality", subject, item, evidence, (word.core_start, word.end))


def _belonging(
    scene: Scene,
    tokens: Sequence[Token],
    start: int,
    end: int,
    subject: Argument,
    evidence: tuple[int, int],
) -> Iterator[Draft]:
    """الناشطة الكردية: an adjective of a people or community that the text names as a group."""
    for token in tokens[start + 1 : end]:
        stem = token.key.removesuffix("ه")
        if not token.word.article or not stem.endswith("ي") or nationality(token.key) is not None or len(stem) < 4:
            continue
        for entity in scene.layers.mentions.entities:
            words = [fold(word).removeprefix("ال") for name in entity.names for word in name.text.split()]
            if entity.type is EntityType.GROUP and any(word.startswith(stem) for word in words):
                span = scene.layers.frame.span(token.word.core_start, token.word.end)
                yield Draft(
                    "nominal.belonging", "member_of", subject, Argument(entity=entity.id, span=span), evidence, (span.start, span.end)
                )
                return


def _as_of(scene: Scene) -> tuple[Time, ...]:
    published = scene.layers.frame.published
    return (Time(TimeRelation.AS_OF, published[:10]),) if published else ()


# ------------------------------------------------------------------ participles behind a noun


def _participles(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """فصائل موالية لدولة، المولود في بلدة، قوات مدعومة من …."""
    for token in tokens:
        if token.pos is not Pos.NOUN or token.index == 0 or token.word.preposition or _in_name(token):
            continue
        found = _participle(tokens, token)
        if found is None or (token.inside is not None and token.inside is tokens[found[1]].inside):
            continue
        predicate, at = found
        phrase = _modified(tokens, token.index)
        if phrase is None:
            continue
        entity = scene.entity_for(tokens, phrase)
        if entity is None or (token.key.endswith("ه") and scene.type_of(entity) is EntityType.PERSON and not _she(scene, entity)):
            continue
        subject = Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
        yield from _participle_drafts(scene, tokens, token, predicate, at, (phrase.start, subject))


def _she(scene: Scene, entity: str) -> bool:
    """Whether a feminine participle can be a person's: قائمة يرأسها فلان والمدعومة من … speaks of the list."""
    return scene.discourse.agrees(entity, "f", "s")


def _leaders(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """تحالف … بزعامة فلان: the body before and the leader behind."""
    for token in tokens:
        if token.word.preposition != "ب" or token.key not in {"زعامه", "قياده", "رياسه", "رئاسه"} or token.index == 0:
            continue
        leader, body = noun_phrase(tokens, token.index + 1), _modified(tokens, token.index)
        if leader is None or leader.entity is None or body is None or scene.type_of(leader.entity) is not EntityType.PERSON:
            continue
        entity = scene.entity_for(tokens, body)
        if entity is None or scene.type_of(entity) not in {EntityType.ORGANIZATION, EntityType.GROUP}:
            continue
        subject = Argument(entity=entity, span=scene.span(tokens, body.start, body.end))
        evidence = scene.range(tokens, body.start, leader.end)
        yield Draft("relation.led_by", "led_by", subject, scene.phrase(tokens, leader), evidence, (token.word.core_start, token.word.end))


_HELD = frozenset({"مسجون", "محبوس", "معتقل", "محتجز", "موقوف", "مخطوف", "مختطف", "اسير", "سجين"})


def _held(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """فلان، المسجون منذ عام: a participle of being held right behind a name."""
    for token in tokens:
        if token.key.removesuffix("ه") not in _HELD or not token.word.article or token.index < 1 or token.inside is not None:
            continue
        at = token.index - 1 - (tokens[token.index - 1].word.text in {"،", ","})
        name = tokens[at].inside if at >= 0 else None
        if name is None or name.type is not EntityType.PERSON or name.form is not MentionForm.NAME:
            continue
        end = token.index + 1
        while end < len(tokens) and end - token.index < _TITLE and tokens[end].pos in {Pos.PREPOSITION, Pos.NOUN, Pos.DATE, Pos.NUMBER}:
            end += 1
        words = scene.words(tokens, token.index, end, dated=True)
        evidence = (name.span.start, tokens[end - 1].word.end)
        subject = Argument(entity=name.entity, span=name.span)
        yield Draft("nominal.held", "arrested", subject, words, evidence, (token.word.core_start, token.word.end))


def _counted(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """الموظفون البالغ عددهم 800: a number in apposition."""
    for token in tokens:
        if token.key not in {"بالغ", "بالغه", "مقدر", "مقدره"} or not token.word.article or token.index + 2 >= len(tokens):
            continue
        body = _modified(tokens, token.index)
        end = min(len(tokens), token.index + 6)
        amount = amount_in(scene, tokens, token.index + 1, end)
        entity = scene.entity_for(tokens, body) if body is not None else None
        if body is None or amount is None or entity is None or amount.span is None:
            continue
        subject = Argument(entity=entity, span=scene.span(tokens, body.start, body.end))
        low = tokens[body.start].word.core_start
        yield Draft("quantity.apposed", "has_quantity", subject, amount, (low, amount.span.end), (token.word.core_start, token.word.end))


def _kin(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """شقيقه فلان، ابنة فلان: kinship of a name with a pronoun's or another name's bearer."""
    for token in tokens[:-1]:
        if token.key not in word_class("words", "kin") or token.word.article:
            continue
        following = tokens[token.index + 1]
        if not token.word.pronoun and token.pos is Pos.NOUN and not _in_name(token):
            yield from _kin_of(scene, tokens, token)
        if token.word.pronoun:
            name = noun_phrase(tokens, token.index + 1)
            if name is None or name.entity is None or scene.type_of(name.entity) is not EntityType.PERSON or following.word.conjunction:
                continue
            relative = Argument(entity=name.entity, span=scene.span(tokens, name.start, name.end))
            exclude = frozenset({name.entity})
            referent = scene.discourse.pronoun(token.word.pronoun, token.word.start, token.word.end, exclude)
            if referent is None or scene.type_of(referent.entity) is not EntityType.PERSON:
                continue
            evidence = scene.range(tokens, token.index, name.end)
            yield Draft(
                "family.pronoun",
                "family_of",
                relative,
                Argument(entity=referent.entity),
                evidence,
                (token.word.core_start, token.word.core_end),
                {"kind": token.word.text[: token.word.core_end - token.word.start]},
            )


def _kin_of(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """ابنة رجل الأعمال فلان، زوجة الرئيس، فلان: a relative of somebody named, himself named or not."""
    at = next((i for i in range(token.index + 1, min(token.index + _KIN, len(tokens))) if names_person(tokens[i])), None)
    between = tokens[token.index + 1 : at] if at is not None else ()
    if at is None or any(t.pos in {Pos.VERB, Pos.PREPOSITION} or t.word.conjunction or t.word.preposition for t in between):
        return
    owner = tokens[at].mention
    end = at + 1
    while end < len(tokens) and tokens[end].inside is tokens[at].inside:
        end += 1
    relative = _relative(scene, tokens, token, end) if owner is not None else None
    if owner is None or relative is None or relative.entity == owner.entity:
        return
    high = relative.span.end if relative.span is not None else tokens[end - 1].word.end
    item = Argument(entity=owner.entity, span=owner.span)
    evidence = (token.word.core_start, max(high, tokens[end - 1].word.end))
    trigger = (token.word.core_start, token.word.core_end)
    kind = token.word.text[token.word.core_start - token.word.start :]
    yield Draft("family.of", "family_of", relative, item, evidence, trigger, {"kind": kind})


_KIN = 9  # tokens between a relative's noun and the name of the one he is related to


def _relative(scene: Scene, tokens: Sequence[Token], token: Token, end: int) -> Argument | None:
    """The relative's own name behind a comma, else his noun with the other's name as somebody of that description."""
    behind = end + 1 if end + 1 < len(tokens) and tokens[end].word.text in {"،", ","} else end
    mention = tokens[behind].mention if behind < len(tokens) and names_person(tokens[behind]) else None
    if mention is not None:
        return Argument(entity=mention.entity, span=mention.span)
    phrase = NounPhrase(token.index, end, token.index, definite=True)
    entity = scene.entity_for(tokens, phrase)
    return Argument(entity=entity, span=scene.span(tokens, token.index, end)) if entity is not None else None


def _in_name(token: Token) -> bool:
    return token.inside is not None and token.inside.form is MentionForm.NAME


def _participle(tokens: Sequence[Token], token: Token) -> tuple[str, int] | None:
    for predicate, preposition in participles(token.key):
        wanted = preposition or ("في" if predicate == "born_in" else "")
        at = governed(tokens, token.index + 1, token.index + 4, wanted) if wanted else None
        if at is not None:
            return predicate, at
    return None


def _modified(tokens: Sequence[Token], at: int) -> NounPhrase | None:
    """The noun phrase that a participle at ``at`` stands behind (a comma may stand between if it has the article)."""
    end = at
    if tokens[end - 1].word.text in {"،", ","} and tokens[at].word.article:
        end -= 1
    best = None
    for start in range(max(0, end - 10), end):
        if not starts_phrase(tokens[start]) or tokens[start].pos is Pos.NUMBER:
            continue
        phrase = noun_phrase(tokens, start, end)
        if phrase is None or phrase.end != end:
            continue
        if (tokens[phrase.head].word.article == tokens[at].word.article or phrase.entity is not None) and best is None:
            best = phrase
    return None if best is not None and _torn(tokens, best) else best


def _torn(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether a lone definite word is the adjective of a noun before it that the phrase did not take in."""
    before = tokens[phrase.start - 1] if phrase.start else None
    return (
        phrase.entity is None
        and phrase.end - phrase.start == 1
        and before is not None
        and before.pos is Pos.NOUN
        and tokens[phrase.start].word.article
        and not tokens[phrase.start].word.conjunction
    )


def _participle_drafts(
    scene: Scene,
    tokens: Sequence[Token],
    token: Token,
    predicate: str,
    at: int,
    modified: tuple[int, Argument],
) -> Iterator[Draft]:
    start, subject = modified
    trigger = (token.word.core_start, token.word.end)
    if predicate == "born_in":
        yield from birth_drafts(scene, tokens, subject, start, token.index, min(len(tokens), token.index + 12))
        return
    phrase = noun_phrase(tokens, at)
    if phrase is None:
        return
    evidence = scene.range(tokens, *widened(tokens, start, phrase.end))
    item = scene.phrase(tokens, phrase)
    if predicate in {"has_purpose", "supports", "opposes", "complicit_in"} and item.entity is None:
        item = scene.words(tokens, phrase.start, _to_mark(tokens, phrase.end)) or item
    if predicate == "supports" and any(form in passive_forms() for form in singular_forms(token.key)):
        if item.entity is None:
            return
        subject, item = scene.phrase(tokens, phrase), subject  # القوات المدعومة من دولة: the state supports
    yield Draft(f"participle.{predicate}", predicate, subject, item, evidence, trigger)


def _to_mark(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].pos in {Pos.NOUN, Pos.PREPOSITION, Pos.QUANTIFIER}:
        at += 1
    return at


def birth_drafts(
    scene: Scene,
    tokens: Sequence[Token],
    subject: Argument,
    start: int,
    verb: int,
    end: int,
) -> Iterator[Draft]:
    """Place and date of a birth behind its verb or participle."""
    trigger = (tokens[verb].word.core_start, tokens[verb].word.end)
    place: NounPhrase | None = None
    date: DateMention | None = None
    stop = verb + 1
    for i in range(verb + 1, end):
        token = tokens[i]
        if token.pos in {Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER} or token.word.text in {".", "،"}:
            break
        stop = i + 1
        if token.date is not None and date is None:
            date = token.date
        following = noun_phrase(tokens, i + 1) if token.pos is Pos.PREPOSITION and token.key == "في" else None
        if place is None and following is not None and tokens[i + 1].pos is not Pos.DATE:
            place = following
        if place is None and token.word.preposition == "ب" and token.pos is Pos.NOUN:
            place = noun_phrase(tokens, i)
    evidence = scene.range(tokens, start, stop)
    if place is not None:
        yield Draft("life.born_in", "born_in", subject, scene.phrase(tokens, place), evidence, trigger)
    if date is not None:
        item = Argument(span=date.span, value=date.value)
        yield Draft("life.born_on", "born_on", subject, item, evidence, trigger, {}, (Time(TimeRelation.AT, date.value, date.span),))


def role_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun phrase that says what somebody is begins here."""
    return role(tokens, at, len(tokens)) is not None
