"""What a denied verbal noun tells of whom: نفى مقتله، كذبت أنباء زواجها من فلان، نفى فرار موكله إلى …، نفى أي لقاء بين … و…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tawthiq.extract.claims.arguments import coordinated_phrases
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import masdar_forms, room_words
from tawthiq.extract.claims.roles import governed
from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType

_REACH = 8  # tokens behind a verbal noun in which its complement begins
_BEFELL = frozenset({"killed_in", "attacked_in", "arrested", "died"})
_TOLD = _BEFELL | {"left_position", "candidate_for", "fled", "returned_to", "founded", "family_of", "visited", "met", "member_of"}
_SIDES = frozenset({"met", "has_ties_with", "cooperates_with", "friction_with", "family_of", "mediates_between"})
_NAMED = frozenset({"family_of", "met"})  # whose object is somebody


@dataclass(frozen=True, slots=True)
class Deed:
    """A predicate with its object, and its subject where the noun's own words name another than the one who denies."""

    predicate: str
    item: Argument | None
    subject: Argument | None = None


def denied_deeds(scene: Scene, tokens: Sequence[Token], head: Token, end: int) -> Iterator[Deed]:
    """What the verbal noun at ``head`` says of the one whom its clitic means, with what stands behind it before ``end``."""
    for trigger, _ in masdar_forms().get(head.key, ()):
        if trigger.predicate in _BEFELL and head.word.pronoun:
            yield Deed(trigger.predicate, scene.words(tokens, head.index, head.index + 1))
            return
        if trigger.predicate in _TOLD and head.word.pronoun:
            item = _complement(scene, tokens, head.index + 1, end, trigger.objects)
            if item is not None or trigger.predicate not in _NAMED | {"founded", "visited"}:
                yield Deed(trigger.predicate, item)
                return


def between_deed(scene: Scene, tokens: Sequence[Token], head: Token) -> Deed | None:
    """نفى أي لقاء بين فلان وفلان: the two sides."""
    at = head.index + 1
    predicate = next((t.predicate for t, _ in masdar_forms().get(head.key, ()) if t.predicate in _SIDES), None)
    if predicate is None or at + 1 >= len(tokens) or tokens[at].key != "بين" or tokens[at].word.pronoun:
        return None
    first = noun_phrase(tokens, at + 1)
    second = next(coordinated_phrases(tokens, first), None) if first is not None else None
    if first is None or second is None:
        return None
    sides = [Argument(entity=scene.entity_for(tokens, p, acting=True), span=scene.span(tokens, p.start, p.end)) for p in (first, second)]
    sides.sort(key=lambda side: not scene.named(side.entity))  # whom the text calls by a name first
    return Deed(predicate, sides[1], sides[0]) if sides[0].entity is not None else None


def principals_deed(scene: Scene, tokens: Sequence[Token], clause: Clause, head: Token, end: int) -> Deed | None:
    """نفى محامي فلان فرار موكله إلى …: whom the lawyer speaks for."""
    at = head.index + 1
    if at >= len(tokens) or tokens[at].key not in room_words("principals", "denials") or not tokens[at].word.pronoun:
        return None
    principal = principal_of(scene, tokens, clause)
    for trigger, _ in masdar_forms().get(head.key, ()):
        if principal is not None and trigger.predicate in _TOLD:
            item = _complement(scene, tokens, at + 1, end, trigger.objects) if trigger.predicate not in _BEFELL else None
            return Deed(trigger.predicate, item or scene.words(tokens, head.index, at + 1), principal)
    return None


def principal_of(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Argument | None:
    """The person whose lawyer, office or family the clause's subject is."""
    if clause.subject is None or tokens[clause.subject.head].key not in room_words("speaking_for", "denials"):
        return None
    inner = scene.layers.mentions.inside(*scene.range(tokens, clause.subject.head, clause.subject.end))
    people = [m for m in inner if m.type is EntityType.PERSON and m.span.start > tokens[clause.subject.head].word.start]
    return Argument(entity=people[-1].entity, span=people[-1].span) if people else None


def _complement(scene: Scene, tokens: Sequence[Token], start: int, end: int, objects: Sequence[str]) -> Argument | None:
    """What stands behind a verbal noun by its frame: bare, or behind a preposition."""
    for wanted in objects:
        at = governed(tokens, start, min(end, start + _REACH), wanted[1:]) if wanted.startswith("@") else None
        if wanted == "O" and start < end and _bare(tokens[start]):
            at = start
        phrase = noun_phrase(tokens, at) if at is not None else None
        if phrase is not None:
            return _argument(scene, tokens, phrase)
    return None


def _bare(token: Token) -> bool:
    return starts_phrase(token) and token.pos is not Pos.DATE and not token.word.preposition and not token.word.conjunction


def _argument(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase) -> Argument | None:
    if phrase.entity is not None:
        return scene.phrase(tokens, phrase)
    return scene.words(tokens, phrase.start, phrase.end)
