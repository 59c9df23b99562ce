"""Claims of noun phrases: the title beside a name with its office, occupation and nationality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.family import family_drafts
from tawthiq.extract.claims.lexicon import nationality, room_words, word_class
from tawthiq.extract.claims.nouns import is_accused
from tawthiq.extract.claims.participial import participial_drafts
from tawthiq.extract.claims.roles import (
    is_occupation,
    is_past,
    nationality_in,
    passing_title,
    place_named,
    title_in,
)
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.titles import acting_from, charging, is_bare_office, names_office, title_after, titles_before
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm, Time, TimeRelation
from tawthiq.text.fold import fold


def nominal_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """All drafts of one sentence that need no verb."""
    yield from title_drafts(scene, tokens)
    yield from bare_title_drafts(scene, tokens)
    yield from participial_drafts(scene, tokens)
    yield from family_drafts(scene, tokens)


def title_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """Offices, occupations and nationalities that stand beside names."""
    for token in tokens:
        mention = token.mention
        if mention is not None and mention.form is MentionForm.NAME and mention.type is EntityType.PERSON:
            yield from _beside_name(scene, tokens, token)


def bare_title_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """الرئيس فلان، الجنرال، علان، ونائبه فلان: an office that stands alone before a name, of one to whom the text gives no fuller one."""
    for token in tokens:
        mention = token.mention
        if mention is None or mention.form is not MentionForm.NAME or mention.type is not EntityType.PERSON or not token.index:
            continue
        title = tokens[token.index - 1 - (tokens[token.index - 1].word.text in {"،", ","} and token.index > 1)]
        known = scene.offices.get(mention.entity)
        if token.word.conjunction:
            continue  # بين سفيرها وفلان: two, and not one
        alone = is_bare_office(title) or (_of_somebody(title) and title.index == token.index - 1)
        if not alone or (known is not None and len((known.text or "").split()) > 1) or charging(tokens, title.index):
            continue
        words = title_in(scene, tokens, title.index, token.index) or scene.words(tokens, title.index, title.index + 1)
        end = next((i for i in range(token.index, len(tokens)) if tokens[i].inside is not mention), len(tokens))
        trigger = (title.word.core_start, title.word.end)
        subject = Argument(entity=mention.entity, span=mention.span)
        evidence = scene.range(tokens, title.index, end)
        yield Draft("nominal.bare", "holds_position", subject, words, evidence, trigger, {}, (), ("لقب بجانب الاسم",))


def _of_somebody(token: Token) -> bool:
    """رئيسها، نائبه: an office with the clitic of whose it is."""
    free = token.pos is Pos.NOUN and bool(token.word.pronoun) and not token.word.preposition and token.inside is None
    return free and token.key in word_class("office", "titles")


# ------------------------------------------------------------------ titles


def _beside_name(scene: Scene, tokens: Sequence[Token], name: Token) -> Iterator[Draft]:
    end = name.index + 1
    while end < len(tokens) and tokens[end].inside is name.mention:
        end += 1
    for start, stop in titles_before(tokens, name.index):
        yield from _title(scene, tokens, start, stop, name, (acting_from(tokens, start), end))
    after = title_after(tokens, name.index, end)
    if after is not None:
        yield from _title(scene, tokens, after[0], after[1], name, (name.index, after[1]))


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
    words = scene.words(tokens, acting_from(tokens, start), _without_rank(tokens, start, end))
    if words is None or charging(tokens, start):
        return
    trigger = (head.word.core_start, head.word.end)
    if any(token.word.pronoun for token in tokens[start:end]):
        words = title_in(scene, tokens, start, end) or words
    passing = passing_title(tokens, start, end)
    if names_office(head.key) and passing is not None:
        predicate, stop = passing
        office = scene.words(tokens, start, stop) or words
        yield Draft(f"nominal.{predicate}", predicate, subject, office, span, trigger, {}, (), ("لقب بجانب الاسم",))
        return
    if names_office(head.key) and end - start > 1:  # الرئيس alone does not say of what
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
    if tokens[start].key not in room_words("leaders", "nominal") or start + 1 >= end:
        return None
    phrase = noun_phrase(tokens, start + 1, end)
    if phrase is None or phrase.preposition:
        return None
    kind = scene.type_of(phrase.entity)
    if tokens[phrase.head].key in room_words("forces", "nominal") and not _in_marks(tokens, phrase.head + 1, end):
        return None  # قائد الشرطة holds an office of the state
    if kind in {EntityType.ORGANIZATION, EntityType.GROUP}:
        return scene.phrase(tokens, phrase)
    if phrase.entity is None and tokens[phrase.head].key in word_class("led", "groups") | word_class("bodies", "actors"):
        entity = scene.entity_for(tokens, phrase)
        return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)) if entity else None
    return None


def _in_marks(tokens: Sequence[Token], at: int, end: int) -> bool:
    """قائد كتيبة «الفجر»: what bears a name in marks is no unit of a state's forces."""
    return at < end and tokens[at].word.text in {'"', "«", "“"}


def _occupation(scene: Scene, tokens: Sequence[Token], start: int, end: int) -> Argument:
    """The occupation without nationality: الناشطة العراقية → الناشطة."""
    stop = start + 1
    while (
        stop < end
        and nationality(tokens[stop].key) is None
        and tokens[stop].pos is Pos.NOUN
        and tokens[stop].key not in room_words("famous", "nominal")
    ):
        stop += 1
    if stop < end and (tokens[stop].pos is Pos.PREPOSITION or tokens[stop].word.preposition):
        stop = end  # الخبير في شؤون المياه
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
