"""Claims of noun phrases: the title beside a name with its office, occupation and nationality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.family import family_drafts
from tawthiq.extract.claims.lexicon import nationality, word_class
from tawthiq.extract.claims.nouns import is_accused
from tawthiq.extract.claims.participial import participial_drafts
from tawthiq.extract.claims.roles import (
    is_occupation,
    is_office,
    is_past,
    names_person,
    nationality_in,
    passing_title,
    place_named,
    title_in,
)
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.tokens import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm, Time, TimeRelation
from tawthiq.text.fold import fold

_INSIDE_TITLES = frozenset({"في", "لدي", "ل", "ب", "علي", "عن"})
_TITLE = 14  # tokens: the longest title before a name


def nominal_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """All drafts of one sentence that need no verb."""
    yield from title_drafts(scene, tokens)
    yield from participial_drafts(scene, tokens)
    yield from family_drafts(scene, tokens)


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


def _in_name(token: Token) -> bool:
    return token.inside is not None and token.inside.form is MentionForm.NAME


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
    end = next((i for i in range(start + 1, end) if is_accused(tokens[i])), end)  # المصرفي المتهم بـ: what he is accused of is no title
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
