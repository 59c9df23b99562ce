"""Whom the clitic of a ground means: هنأه فلان على تعيينه، عوقب بسبب تغيبه: the one who is praised, blamed or held for it."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import active_forms, room_words, singular_forms
from tawthiq.extract.claims.roles import governed
from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.token import Token
from tawthiq.extract.reference.model import PRONOUNS
from tawthiq.model import Argument, EntityType
from tawthiq.text.fold import fold

_JUDGING = frozenset({"congratulates", "opposes", "accuses", "arrested", "persecutes"})
"""What is done to somebody for what he did, or what befell him."""


def judged_for(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Argument | None:
    """The one whom the clause's verb praises or blames, where a verbal noun with a clitic is the ground and the clitic agrees with him."""
    clause = next((c for c in reversed(clauses) if c.verb < token.index), None)
    told = _congratulated(scene, tokens, token)
    if told is None and (clause is None or not _judges(clause) or not _is_ground(tokens, token, clause)):
        return None
    target = told if told is not None or clause is None else _target(scene, tokens, clause, token)
    gender, number = PRONOUNS.get(token.word.pronoun, ("", ""))
    if target is None or target.entity is None or not gender or not scene.discourse.agrees(target.entity, gender, number):
        return None
    return target


def _judges(clause: Clause) -> bool:
    lemmas = {fold(lemma) for lemma in clause.form.lemmas}
    known = clause.trigger is not None and clause.trigger.predicate in _JUDGING and "say" not in clause.trigger.flags
    return known or bool(lemmas & room_words("judging", "ground"))


def _is_ground(tokens: Sequence[Token], token: Token, clause: Clause) -> bool:
    """Behind على and its like; who is congratulated also after something is so after what he has done."""
    before = tokens[token.index - 1].key if token.index else ""
    congratulates = clause.trigger is not None and clause.trigger.predicate == _CONGRATULATES
    later = congratulates and before in room_words("after", "ground")
    return token.word.preposition == "ل" or before in room_words("behind", "ground") or later


_CONGRATULATES = "congratulates"


def _congratulated(scene: Scene, tokens: Sequence[Token], token: Token) -> Argument | None:
    """كان أول المهنئين لفلان بعد نيله الثقة: he to whom good wishes are brought by those whom a participle names."""
    if not token.index or tokens[token.index - 1].key not in room_words("after", "ground") | room_words("behind", "ground"):
        return None
    for other in reversed(tokens[max(0, token.index - _NEAR) : token.index]):
        triggers = (trigger for form in singular_forms(other.key) for trigger, _ in active_forms().get(form, ()))
        if not any(trigger.predicate == _CONGRATULATES for trigger in triggers):
            continue
        at = governed(tokens, other.index + 1, token.index, "ل")
        phrase = noun_phrase(tokens, at) if at is not None else None
        entity = scene.entity_for(tokens, phrase) if phrase is not None and phrase.end < token.index else None
        return Argument(entity=entity) if scene.type_of(entity) is EntityType.PERSON else None
    return None


_NEAR = 12  # tokens from المهنئين to what happened to whom they wish well


def _target(scene: Scene, tokens: Sequence[Token], clause: Clause, token: Token) -> Argument | None:
    """Whom or which body the verb acts on, named before the ground, or its clitic."""
    if clause.clitic:
        word = tokens[clause.verb].word
        referent = scene.discourse.acted_on(clause.clitic, word.start, word.end, frozenset(), told=clause.how == "after")
        return Argument(entity=referent.entity) if referent is not None else None
    for phrase in clause.objects:
        entity = scene.entity_for(tokens, phrase) if phrase.end <= token.index else None
        if entity is not None and scene.type_of(entity) in _HELD:
            return Argument(entity=entity)
    return None


_HELD = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})
"""Who can be praised, blamed or punished for what he did; a state by its name."""
