"""In what somebody was killed or hurt: the raid, the accident or the shots that the clause names, or the event that led to it."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.participles import participles
from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType
from tawthiq.text.fold import fold

_REACH = 16  # tokens between a verb or verbal noun and what it happened in; two short asides fit in
_STOPS = frozenset({".", "؛", "؟", "!", ":"})
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.PLACE})
_PEOPLE = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE})
_HARM = frozenset({"killed_in", "attacked_in"})


def harms(predicate: str) -> bool:
    """Whether a predicate's object is an event that befell its subject."""
    return predicate in _HARM


def strike_behind(scene: Scene, tokens: Sequence[Token], start: int) -> Argument | None:
    """قتل ثلاثة، بينهم طفل، في غارة جوية: the event under a preposition behind the verb or verbal noun."""
    for i in range(start, min(len(tokens), start + _REACH)):
        token = tokens[i]
        if token.word.text in _STOPS or token.pos in {Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE}:
            return None
        if is_strike(token) and _governed(tokens, i):
            return event(scene, tokens, noun_phrase(tokens, i))
    return None


def is_strike(token: Token) -> bool:
    """Whether a noun names something that kills or hurts."""
    return token.pos is Pos.NOUN and not token.word.pronoun and token.key in word_class("strikes")


def _governed(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].word.preposition:
        return tokens[at].word.preposition in room_words("into", "strikes")
    before = tokens[at - 1] if at else None
    return before is not None and not before.word.pronoun and before.key in room_words("into", "strikes")


def event(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase | None) -> Argument | None:
    """A noun phrase as the event that it names."""
    if phrase is None:
        return None
    return Argument(entity=scene.entity_for(tokens, phrase), span=scene.span(tokens, phrase.start, phrase.end))


def strike_before(scene: Scene, tokens: Sequence[Token], at: int, clauses: Sequence[Clause]) -> Argument | None:
    """أسفر القصف عن مقتل …، الهجوم الذي أدى إلى إصابة …: the subject of the verb of leading to it."""
    clause = next((c for c in reversed(clauses) if c.verb < at), None)
    if clause is None or at > clause.end or clause.subject is None or clause.negated or not _happens(tokens[clause.subject.head]):
        return None
    lemmas = {fold(lemma) for lemma in (clause.trigger.lemma if clause.trigger else "", *clause.form.lemmas)}
    if not lemmas & room_words("causing", "strikes") or clause.subject.type in _PEOPLE or clause.how == "shared":
        return None
    return event(scene, tokens, clause.subject)


def _happens(noun: Token) -> bool:
    """Whether a noun can stand for what happened: no pronoun or clitic, no مما."""
    return noun.pos is Pos.NOUN and not noun.word.pronoun and len(noun.key) >= _SHORTEST


_SHORTEST = 3  # letters of a noun: ما is none


def struck(scene: Scene, tokens: Sequence[Token], at: int, owner: tuple[Argument, int]) -> tuple[Argument, int] | None:
    """قصف الجيش لبلدة كذا: the body beside the verbal noun strikes, and what ل brings is struck."""
    end = owner[1]
    if at + 1 >= end or end >= len(tokens) or scene.type_of(owner[0].entity) not in _BODIES or participles(tokens[end - 1].key):
        return None
    upon = tokens[end].pos is Pos.PREPOSITION and tokens[end].key == "علي" and not tokens[end].word.pronoun  # قصف الجيش على الحي
    start = end + upon
    token = tokens[start] if start < len(tokens) else tokens[end]
    if not (upon or token.word.preposition == "ل") or token.pos not in {Pos.NOUN, Pos.QUANTIFIER, Pos.NUMBER} or is_deed(token):
        return None
    phrase = noun_phrase(tokens, start)
    entity = scene.entity_for(tokens, phrase) if phrase is not None else None
    if phrase is None or entity is None:
        return None
    return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)), phrase.end


def ill_behind(tokens: Sequence[Token], at: int) -> bool:
    """إصابته بمرض، إصابة المدير بالإرهاق: whether what ب brings is an illness or a feeling, and no harm by anybody."""
    governed = next((token for token in tokens[at : at + _ILL] if token.word.preposition == "ب"), None)
    return governed is not None and governed.key in word_class("ills")


_ILL = 3  # tokens from a verbal noun and whom it befell to what ب brings
