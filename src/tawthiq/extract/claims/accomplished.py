"""تمّ and جرى with a verbal noun: تم افتتاح المدرسة، جرى الاتفاق على الموعد. What it befell is the claim's subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import masdar_forms, room_words
from tawthiq.extract.claims.nouns import is_masdar
from tawthiq.extract.claims.reading import Reading, drafted
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType

_DESCRIBING = frozenset({"engaged_in", "has_trait", "open", "ended", "founded"})


def accomplished_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """What was done to whom or what in one sentence, in the words of the verbal noun."""
    for clause in clauses:
        if clause.trigger is None or "tamm" not in clause.trigger.flags or clause.opener == "loose":
            continue
        deed = clause.subject if clause.how == "after" else clause.objects[0] if clause.objects else None
        if deed is None or not is_masdar(tokens[deed.head]) or _told_elsewhere(tokens, deed):
            continue
        target = _undergoing(scene, tokens, deed)
        words = scene.words(tokens, deed.start, clause.end)
        if target is None or target.entity is None or words is None:
            continue
        yield replace(drafted(Reading(scene, tokens, clause, target, "نائب الفاعل"), "has_trait", target, words), rule="accomplished")


def _told_elsewhere(tokens: Sequence[Token], deed: NounPhrase) -> bool:
    """Whether the verbal noun has a predicate of its own: تم اعتقال فلان."""
    known = masdar_forms().get(tokens[deed.head].key, ())
    return bool(known) and all(trigger.predicate not in _DESCRIBING for trigger, _ in known)


def _undergoing(scene: Scene, tokens: Sequence[Token], deed: NounPhrase) -> Argument | None:
    """The noun's genitive (افتتاح المدرسة), its clitic (نقلهم), or what its preposition governs (العثور على السفينة)."""
    head = tokens[deed.head].word
    if head.pronoun:
        return _meant(scene, tokens[deed.head])
    inner = noun_phrase(tokens, deed.head + 1) if deed.head + 1 < deed.end and not head.article else None
    if inner is None:
        at = deed.end
        if at < len(tokens) and tokens[at].pos is Pos.PREPOSITION and tokens[at].word.pronoun:
            return _meant(scene, tokens[at])
        governs = (
            at + 1 < len(tokens)
            and tokens[at].pos is Pos.PREPOSITION
            and tokens[at].key in room_words("governing", "accomplished")
            and not tokens[at].word.pronoun
        )
        inner = noun_phrase(tokens, at + 1) if governs else None
    if inner is None or tokens[inner.start].pos is Pos.DATE:
        return None
    entity = scene.entity_for(tokens, inner)
    return None if entity is None else Argument(entity=entity, span=scene.span(tokens, inner.start, inner.end))


def _meant(scene: Scene, token: Token) -> Argument | None:
    """Whom a clitic means, if it is no place."""
    word = token.word
    referent = scene.discourse.pronoun(word.pronoun, word.start, word.end, strict=True)
    known = referent is not None and scene.type_of(referent.entity) is not EntityType.PLACE
    return Argument(entity=referent.entity) if referent is not None and known else None
