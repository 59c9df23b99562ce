"""Plain clauses: whether the noun beside a verb is surely its subject, so that what is said of a thing can be shown."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import NounPhrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import masdar_forms, room_words, word_class
from tawthiq.extract.claims.nouns import is_masdar
from tawthiq.extract.claims.token import Pos, Token

_BETWEEN = frozenset({Pos.NEGATOR, Pos.PARTICLE, Pos.DATE, Pos.PRONOUN})
"""Nouns that only point at what is told."""

_FEMININE = ("ة", "ى", "ات", "اء")


def plain(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a definite noun right beside a verb that is nothing but a verb agrees with it."""
    noun = clause.subject
    if noun is None or clause.how not in {"after", "before"} or not _told_of(tokens, noun) or not _sure_verb(tokens[clause.verb]):
        return False
    return _beside(tokens, clause, noun) and _agrees(tokens, clause, noun)


def points(tokens: Sequence[Token], clause: Clause) -> bool:
    """الأمر يتعلق بـ…؛ انسحاب القوات شغل المجلس: a noun that only points at what is told, or an event that is only spoken of."""
    noun = clause.subject
    if noun is None:
        return False
    head = tokens[noun.head]
    if noun.end - noun.start == 1:
        return head.key in room_words("pointing", "plain")
    return not head.word.article and (is_masdar(head) or head.key in masdar_forms())


def _told_of(tokens: Sequence[Token], noun: NounPhrase) -> bool:
    """Whether a phrase names something that a reader could ask after: definite, or a noun with what tells it apart."""
    head = tokens[noun.head]
    if noun.end - noun.start == 1 and head.key in room_words("pointing", "plain"):
        return False
    return noun.entity is not None or noun.definite or noun.quantified or noun.end - noun.start > 1


def _sure_verb(token: Token) -> bool:
    """Whether a word can hardly be anything but this verb."""
    return not token.word.noun or (token.trigger is not None and (token.key[:1] == "ي" or token.key.endswith(("ت", "وا"))))


def _beside(tokens: Sequence[Token], clause: Clause, noun: NounPhrase) -> bool:
    if clause.how == "after":
        low, high = clause.verb + 1, noun.start
    else:
        low, high = noun.end, clause.verb
    return all(token.pos in _BETWEEN or token.key in {"قد", "لقد", "سوف"} for token in tokens[low:high])


def _agrees(tokens: Sequence[Token], clause: Clause, noun: NounPhrase) -> bool:
    """Whether gender speaks for the noun: a plural of things has a feminine verb."""
    if noun.entity is not None:
        return True
    head = tokens[noun.head]
    feminine = head.word.text.endswith(_FEMININE) or noun.gender == "f" or noun.number == "p"
    if clause.form.gender == "f":
        return feminine or not head.word.text.endswith(("ون", "ين"))
    return not head.word.text.endswith(("ة", "ات")) or noun.number == "p" or head.key in word_class("groups", "actors")
