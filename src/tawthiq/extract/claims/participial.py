"""Participles behind a noun: فصائل موالية لدولة، المولود في بلدة، المسجون منذ عام، البالغ عددهم …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.around import is_person_name
from tawthiq.extract.claims.births import birth_drafts
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.hidden import of_people
from tawthiq.extract.claims.lexicon import masdar_forms, passive_forms, room_words, singular_forms
from tawthiq.extract.claims.participles import participles
from tawthiq.extract.claims.quantity import amount_in
from tawthiq.extract.claims.reading import widened
from tawthiq.extract.claims.roles import governed, is_occupation, is_office, names_person
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm

_TITLE = 14  # tokens behind a participle of being held that belong to it


def participial_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """The drafts of one sentence's participles behind nouns."""
    yield from _participles(scene, tokens)
    yield from _leaders(scene, tokens)
    yield from _counted(scene, tokens)
    yield from _held(scene, tokens)


def _participles(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """فصائل موالية لدولة، المولود في بلدة، قوات مدعومة من …."""
    for token in tokens:
        if token.pos is not Pos.NOUN or token.index == 0 or token.word.preposition or _in_name(token):
            continue
        found = _participle(tokens, token)
        if found is None or (token.inside is not None and token.inside is tokens[found[1]].inside):
            continue
        if token.word.article and found[1] > token.index + 1 and names_person(tokens[token.index + 1]):
            continue  # المحافظ فلان على …: a title of whoever is named behind it
        if token.word.pronoun and token.key in masdar_forms():
            continue  # علّق مشاركته في …: a verbal noun with whose it is
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
        if token.word.preposition != "ب" or token.key not in room_words("leading", "participial") or token.index == 0:
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


def _held(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """فلان، المسجون منذ عام: a participle of being held right behind a name."""
    for token in tokens:
        if (
            token.key.removesuffix("ه") not in room_words("held", "participial")
            or not token.word.article
            or token.index < 1
            or token.inside is not None
        ):
            continue
        at = token.index - 1 - (tokens[token.index - 1].word.text in {"،", ","})
        name = tokens[at].inside if at >= 0 else None
        if name is None or name.type is not EntityType.PERSON or name.form is not MentionForm.NAME:
            continue
        if at == token.index - 1 and _wants_object(tokens, at):
            continue
        end = token.index + 1
        while end < len(tokens) and end - token.index < _TITLE and tokens[end].pos in {Pos.PREPOSITION, Pos.NOUN, Pos.DATE, Pos.NUMBER}:
            end += 1
        words = scene.words(tokens, token.index, end, dated=True)
        evidence = (name.span.start, tokens[end - 1].word.end)
        subject = Argument(entity=name.entity, span=name.span)
        yield Draft("nominal.held", "arrested", subject, words, evidence, (token.word.core_start, token.word.end))


def _wants_object(tokens: Sequence[Token], at: int) -> bool:
    """زار فلان المعتقل: right behind a verb and who acts the place of holding, or whoever is held there, is the verb's object."""
    first = next((i for i in range(at, -1, -1) if tokens[i].inside is not tokens[at].inside), -1)
    verb = tokens[first] if first >= 0 else None
    transitive = verb is not None and verb.trigger is not None and {"O", "ACT"} & set(verb.trigger.objects)
    return verb is not None and verb.pos is Pos.VERB and (bool(transitive) or verb.trigger is None)


def _counted(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """الموظفون البالغ عددهم 800: a number in apposition."""
    for token in tokens:
        if token.key not in room_words("amounting", "participial") or not token.word.article or token.index + 2 >= len(tokens):
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


def _in_name(token: Token) -> bool:
    return token.inside is not None and token.inside.form is MentionForm.NAME


def _participle(tokens: Sequence[Token], token: Token) -> tuple[str, int] | None:
    for predicate, preposition in participles(token.key):
        if predicate == "born_in" and not preposition:
            under = token.index + 1 < len(tokens) and tokens[token.index + 1].pos is Pos.PREPOSITION
            return predicate, token.index + 1 + under
        wanted = preposition
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
    phrase = noun_phrase(tokens, at)
    if phrase is not None:
        phrase, name = without_name(tokens, phrase)
        subject = name_behind(tokens, start, name) or subject
    if predicate == "born_in":
        yield from birth_drafts(scene, tokens, subject, start, token.index, min(len(tokens), token.index + 12))
        return
    if phrase is None:
        return
    evidence = scene.range(tokens, *widened(tokens, start, phrase.end))
    item = scene.phrase(tokens, phrase)
    if predicate in {"has_purpose", "supports", "opposes", "complicit_in"} and item.entity is None:
        item = scene.words(tokens, phrase.start, _to_mark(tokens, phrase.end)) or item
    if predicate in {"supports", "persecutes", "opposes"} and any(form in passive_forms() for form in singular_forms(token.key)):
        if item.entity is None:
            return
        subject, item = scene.phrase(tokens, phrase), subject  # القوات المدعومة من دولة، المطرودون من دولة: the state does it
    yield Draft(f"participle.{predicate}", predicate, subject, item, evidence, trigger)


def without_name(tokens: Sequence[Token], phrase: NounPhrase) -> tuple[NounPhrase, int]:
    """What a participle's preposition governs without the name behind it, and where that name begins: المقيم في المدينة | فلان."""
    for i in range(phrase.start + 1, phrase.end):
        before = tokens[i - 1]
        if is_person_name(tokens[i]) and (before.word.article or before.inside is not None) and before.inside is not tokens[i].inside:
            titled = any(is_office(t.key) or is_occupation(t.key) or of_people(t) for t in (tokens[phrase.start], before))
            return (phrase, phrase.end) if titled else (replace(phrase, end=i), i)
    return phrase, phrase.end


def name_behind(tokens: Sequence[Token], start: int, at: int) -> Argument | None:
    """The name that a description with a participle leads up to: الكاتب المقيم في … فلان."""
    if at >= len(tokens) or not is_person_name(tokens[at]) or tokens[at].word.conjunction or tokens[at].word.preposition:
        return None
    head, mention = tokens[start], tokens[at].mention
    personal = of_people(head) or head.mention is not None
    if mention is None or not personal or not head.word.article or _in_name(head):
        return None
    return Argument(entity=mention.entity, span=mention.span)


def _to_mark(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].pos in {Pos.NOUN, Pos.PREPOSITION, Pos.QUANTIFIER}:
        at += 1
    return at
