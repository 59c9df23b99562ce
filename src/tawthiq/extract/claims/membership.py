"""Who belongs to what: التحالف الذي يضم …، القيادي في الحزب فلان، أحد أعضاء اللجنة."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.around import COMMAS, Held, before, behind, held, is_person_name, phrase_at, words
from tawthiq.extract.claims.lexicon import word_class
from tawthiq.extract.claims.quantity import is_amount
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType

_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.GROUP})
_PARTS = frozenset({EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PERSON})
_ADVERBIAL = 3  # tokens of بشكل أساسي between a verb and what it contains


def membership_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """Drafts of one sentence's members and parts."""
    for token in tokens:
        if token.key in words("containing") and token.index > 1 and tokens[token.index - 1].pos is Pos.RELATIVE and not token.word.pronoun:
            yield from _containing(scene, tokens, token)
        elif token.pos is Pos.NOUN and (token.key in words("members") or token.key in words("players")) and not token.word.pronoun:
            yield from _member(scene, tokens, token)
        elif token.pos is Pos.NOUN and token.key in words("plural_members") and token.index and not token.word.article:
            yield from _one_of(scene, tokens, token)
        elif token.pos is Pos.NOUN and token.index and token.key in words("founders") and not token.word.pronoun:
            yield from _founder(scene, tokens, token)
        elif token.pos is Pos.NOUN and token.index and token.key in words("parts") and not token.word.pronoun:
            yield from _part(scene, tokens, token)


def _containing(scene: Scene, tokens: Sequence[Token], verb: Token) -> Iterator[Draft]:
    """التحالف الذي يضم الحزب وفلانا."""
    body = before(scene, tokens, verb.index - 1)
    if body is None or body.type not in _BODIES:
        return
    at = _content(tokens, verb.index + 1)
    for part in behind(scene, tokens, at):
        if part.type not in _PARTS or part.argument.entity == body.argument.entity or is_amount(tokens[part.start]):
            continue
        predicate = "member_of" if part.type is EntityType.PERSON else "part_of"
        evidence, trigger = scene.range(tokens, body.start, part.end), (verb.word.core_start, verb.word.end)
        yield Draft(f"relational.contains_{predicate}", predicate, part.argument, body.argument, evidence, trigger)


def _founder(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """فلان، مؤسس الموقع؛ مؤسس الموقع فلان؛ أحد مؤسسي الحركة فلان."""
    phrase = phrase_at(scene, tokens, token.index + 1)
    body = held(scene, tokens, phrase) if phrase is not None and not phrase.preposition and not token.word.article else None
    if body is None or body.type in {EntityType.PERSON, EntityType.PLACE} or tokens[body.start].word.conjunction:
        return
    start = token.index
    while start and (tokens[start - 1].key in words("partitive") or tokens[start - 1].key in {"من", "بين"}):
        start -= 1
    if start == token.index and _owned_by_noun(tokens, token):
        return
    person = _beside(scene, tokens, token, body.end) if start == token.index else None
    person = person or before(scene, tokens, start)
    if person is None or person.type is not EntityType.PERSON:
        return
    evidence = scene.range(tokens, min(person.start, start), max(person.end, body.end))
    trigger = (token.word.core_start, token.word.end)
    yield Draft("relational.founder", "founded", person.argument, body.argument, evidence, trigger)


def _owned_by_noun(tokens: Sequence[Token], token: Token) -> bool:
    """حفيد مؤسس الحركة فلان: it is not he who founded it."""
    previous = tokens[token.index - 1]
    if previous.key in word_class("words", "kin"):
        return True
    return previous.pos is Pos.NOUN and previous.inside is None and not previous.word.article and not previous.word.pronoun


def _part(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """كتيبة …، الجناح العسكري لحركة …؛ شركة … فرع من فروع مجموعة …."""
    at = next((i for i in range(token.index + 1, min(len(tokens), token.index + _ADVERBIAL + 1)) if _belongs(tokens, i)), None)
    whole = phrase_at(scene, tokens, at) if at is not None else None
    body = held(scene, tokens, whole) if whole is not None else None
    part = before(scene, tokens, token.index) if body is not None and not token.word.conjunction else None
    if body is None or part is None or part.type not in _BODIES or body.type not in _BODIES | {EntityType.PLACE}:
        return
    if part.argument.entity == body.argument.entity or token.word.preposition:
        return
    evidence, trigger = scene.range(tokens, part.start, body.end), (token.word.core_start, token.word.end)
    yield Draft("relational.part", "part_of", part.argument, body.argument, evidence, trigger)


def _belongs(tokens: Sequence[Token], at: int) -> bool:
    """Behind ل, or in إضافة to a partitive plural: فرع من فروع | المجموعة."""
    if tokens[at].word.preposition == "ل" and tokens[at].pos is Pos.NOUN:
        return True
    previous = tokens[at - 1]
    return previous.key in words("parts") and tokens[at - 2].key == "من" and not tokens[at].word.preposition


def _content(tokens: Sequence[Token], at: int) -> int:
    """Where what is contained begins: behind من, or an adverbial phrase with ب."""
    if at < len(tokens) and tokens[at].key == "من" and tokens[at].pos is Pos.PREPOSITION:
        return at + 1
    if at + 2 < len(tokens) and tokens[at].word.preposition == "ب" and tokens[at].key in {"شكل", "صوره", "صفه"}:
        return at + 2
    return at


def _member(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """القيادي البارز في الحزب فلان، فلان القيادي في الحزب."""
    body = _body_behind(scene, tokens, token.index + 1) or _body_of(scene, tokens, token)
    if body is None:
        return
    person = _beside(scene, tokens, token, body.end)
    if person is None:
        return
    evidence = scene.range(tokens, min(person.start, token.index), max(person.end, body.end))
    trigger = (token.word.core_start, token.word.end)
    yield Draft("relational.member", "member_of", person.argument, body.argument, evidence, trigger)


def _body_behind(scene: Scene, tokens: Sequence[Token], at: int) -> Held | None:
    """The body that في or ب governs, one adjective before it."""
    for i in range(at, min(len(tokens) - 1, at + 2)):
        if tokens[i].pos is Pos.PREPOSITION and tokens[i].key == "في":
            phrase = phrase_at(scene, tokens, i + 1)
        elif tokens[i].word.preposition == "ب":
            phrase = phrase_at(scene, tokens, i)
        else:
            continue
        found = held(scene, tokens, phrase) if phrase is not None else None
        return found if found is not None and found.type in _BODIES else None
    return None


def _body_of(scene: Scene, tokens: Sequence[Token], token: Token) -> Held | None:
    """عضو حزب العدالة، لاعب نادي الصقور: the body in إضافة that the noun itself opens as a body."""
    phrase = phrase_at(scene, tokens, token.index + 1) if not token.word.article else None
    if phrase is None or phrase.preposition or tokens[phrase.start].word.conjunction:
        return None
    if tokens[phrase.head].key not in words("joined_bodies"):
        return None
    found = held(scene, tokens, phrase)
    return found if found is not None and found.type in _BODIES else None


def _beside(scene: Scene, tokens: Sequence[Token], token: Token, end: int) -> Held | None:
    """The person's name right behind the title, or before it."""
    at = end + 1 if end < len(tokens) and tokens[end].word.text in COMMAS else end
    if at < len(tokens) and is_person_name(tokens[at]) and not tokens[at].word.conjunction:
        phrase = phrase_at(scene, tokens, at)
        return held(scene, tokens, phrase) if phrase is not None else None
    if token.word.conjunction or not (token.word.article or tokens[token.index - 1].word.text in COMMAS):
        return None
    found = before(scene, tokens, token.index)
    return found if found is not None and found.type is EntityType.PERSON else None


def _one_of(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """فلان، أحد أبرز قياديي الحزب؛ وهو من أعضاء اللجنة stands with the copulas."""
    start = token.index
    while start and (tokens[start - 1].key in words("partitive") or tokens[start - 1].key in {"من", "بين"}):
        start -= 1
    if start == token.index or tokens[start].key not in {"احد", "احدي"}:
        return
    phrase = phrase_at(scene, tokens, token.index + 1)
    body = held(scene, tokens, phrase) if phrase is not None and not phrase.preposition else None
    person = before(scene, tokens, start)
    if body is None or person is None or body.type not in _BODIES or person.type is not EntityType.PERSON:
        return
    evidence = scene.range(tokens, person.start, body.end)
    yield Draft("relational.one_of", "member_of", person.argument, body.argument, evidence, (token.word.core_start, token.word.end))
