"""Who leads what, told beside the name of a body: تحالف … بزعامة فلان، الحزب الذي يترأسه فلان، قائمة فلان."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.around import COMMAS, Held, before, held, is_person_name, person_at, phrase_at, words
from tawthiq.extract.claims.chunk import NounPhrase
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm

_LED = frozenset({EntityType.ORGANIZATION, EntityType.GROUP, EntityType.EVENT})
_BACK = 60  # tokens back to the person that «the last» means
_REACH = 14  # tokens back to the meeting that somebody behind a comma presides over


def leading_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """Drafts of one sentence's leaders."""
    for token in tokens:
        if _under(token):
            yield from _headed(scene, tokens, token)
        elif token.pos is Pos.VERB and token.word.pronoun and (token.key in words("presiding") or token.key in words("commanding")):
            yield from _relative(scene, tokens, token)
        elif token.key in words("eponymous") and token.pos is Pos.NOUN and not token.word.article:
            yield from _named_after(scene, tokens, token)


def _under(token: Token) -> bool:
    """بزعامة، بقيادة: with the ب split or not."""
    if token.pos is not Pos.NOUN or token.word.article or token.word.pronoun:
        return False
    if token.word.preposition == "ب":
        return token.key in words("leading")
    return token.key[:1] == "ب" and token.key[1:] in words("leading")


def _headed(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    leader = _leader(scene, tokens, token.index + 1)
    body = _body(scene, tokens, token.index)
    if leader is None or body is None or body.type not in _LED or leader[0].entity == body.argument.entity:
        return
    evidence = scene.range(tokens, body.start, leader[1])
    yield Draft("relational.led_by", "led_by", body.argument, leader[0], evidence, (token.word.core_start, token.word.end))


def _leader(scene: Scene, tokens: Sequence[Token], at: int) -> tuple[Argument, int] | None:
    """Who leads: a person, with or without title, or a country; a name that no layer knows as words."""
    phrase = phrase_at(scene, tokens, at)
    if phrase is None or phrase.preposition or tokens[at].word.conjunction:
        return None
    last = _last_person(scene, tokens, phrase)
    if last is not None:
        return last
    if phrase.entity is not None:
        kind = scene.type_of(phrase.entity)
        return (scene.phrase(tokens, phrase), phrase.end) if kind in {EntityType.PERSON, EntityType.PLACE} else None
    named = _titled(tokens, phrase)
    if named is not None:
        return named
    first = tokens[phrase.start].word
    plain = not first.article and not first.pronoun
    return (scene.phrase(tokens, phrase), phrase.end) if plain and phrase.end - phrase.start in {2, 3} else None


def _last_person(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase) -> tuple[Argument, int] | None:
    """الأخير: the person named last."""
    if tokens[phrase.start].key not in {"اخير", "اخيره"} or phrase.end - phrase.start != 1:
        return None
    for token in reversed(tokens[max(0, phrase.start - _BACK) : phrase.start]):
        inside = token.inside
        if inside is not None and inside.form is MentionForm.NAME and inside.type is EntityType.PERSON:
            return Argument(entity=inside.entity, span=scene.span(tokens, phrase.start, phrase.end)), phrase.end
    return None


def _titled(tokens: Sequence[Token], phrase: NounPhrase) -> tuple[Argument, int] | None:
    """A title with the name behind it, one comma between: بقيادة رئيس الوزراء، فلان."""
    at = phrase.end + 1 if phrase.end < len(tokens) and tokens[phrase.end].word.text in COMMAS else phrase.end
    for i in (*range(phrase.start, phrase.end), at):
        if i < len(tokens) and is_person_name(tokens[i]):
            mention = tokens[i].mention
            assert mention is not None  # noqa: S101 - a name begins here
            end = i + 1
            while end < len(tokens) and tokens[end].inside is mention:
                end += 1
            return Argument(entity=mention.entity, span=mention.span), end
    return None


def _body(scene: Scene, tokens: Sequence[Token], at: int) -> Held | None:
    """The body right before, or behind a comma the meeting that the sentence speaks of."""
    found = before(scene, tokens, at)
    if found is not None and (found.type in _LED or found.head in words("bodies") or found.head in words("events")):
        return found
    for i in range(at - 1, max(-1, at - _REACH), -1):
        if tokens[i].word.text in {".", "؛", ":"}:
            return None
        if tokens[i].pos is Pos.NOUN and tokens[i].key in words("events"):
            phrase = phrase_at(scene, tokens, i, at)
            return held(scene, tokens, phrase) if phrase is not None else None
    return None


def _relative(scene: Scene, tokens: Sequence[Token], verb: Token) -> Iterator[Draft]:
    """الحزب الذي يترأسه فلان: led by, and for verbs of presiding the office of its head."""
    at = verb.index
    if at < 2 or tokens[at - 1].pos is not Pos.RELATIVE:
        return
    body, leader = before(scene, tokens, at - 1), _leader(scene, tokens, at + 1)
    if body is None or leader is None or body.type not in _LED:
        return
    evidence = scene.range(tokens, body.start, leader[1])
    trigger = (verb.word.core_start, verb.word.end)
    yield Draft("relational.led_by", "led_by", body.argument, leader[0], evidence, trigger)
    if verb.key in words("presiding") and leader[0].entity is not None and body.type is not EntityType.EVENT:
        office = Argument(span=body.argument.span, value=f"رئيس {body.argument.text}")
        yield Draft("relational.presides", "holds_position", leader[0], office, evidence, trigger)


def _named_after(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """قائمة فلان، حكومة فلان: a body called by its leader."""
    mention = person_at(scene, tokens, token.index + 1)
    if mention is None or tokens[token.index + 1].word.conjunction or tokens[token.index + 1].word.preposition:
        return
    if token.inside is not None and token.inside.form is MentionForm.NAME:
        return
    phrase = phrase_at(scene, tokens, token.index)
    body = held(scene, tokens, phrase) if phrase is not None and phrase.head == token.index else None
    if body is None or body.argument.entity == mention.entity:
        return
    leader = Argument(entity=mention.entity, span=mention.span)
    trigger = (token.word.core_start, token.word.end)
    yield Draft("relational.eponymous", "led_by", body.argument, leader, scene.range(tokens, body.start, body.end), trigger)
