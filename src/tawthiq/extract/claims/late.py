"""What a verb asks for where it stands far behind: طالب القوى التي …، في بيان …، بتوحيد …; تهدف الحملة، التي …، إلى …."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.content import content_end
from tawthiq.extract.claims.lexicon import Trigger
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.reading import Reading
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import negates
from tawthiq.model import Argument

_WAITING = frozenset({"hopes_or_demands", "has_purpose"})
_REACH = 32  # tokens from a verb to what it asks for
_STOPS = frozenset({".", "؛", "؟", "!", ":"})
_OPENING = frozenset({'"', "«", "“"})


def late_objects(reading: Reading, trigger: Trigger) -> list[Argument]:
    """The words under the verb's preposition behind an aside or a relative clause; none where the verb waits for nothing."""
    if trigger.predicate not in _WAITING or reading.clause.content is not None:
        return []
    prepositions = frozenset(o[1:] for o in trigger.objects if o.startswith("@"))
    at = _late(reading.tokens, reading.clause, prepositions)
    if at is None:
        return []
    tokens = reading.tokens
    start = at + 1 if tokens[at].pos is Pos.PREPOSITION else at
    if tokens[start].word.text in _OPENING:
        start += 1
    if tokens[start].pos is Pos.COMPLEMENTISER and not negates(tokens[start]):
        start += 1
    words = reading.scene.words(tokens, start, content_end(tokens, start))
    return [words] if words is not None else []


def _late(tokens: Sequence[Token], clause: Clause, prepositions: frozenset[str]) -> int | None:
    """Where the preposition stands that the verb waits for: before a verbal noun or أن, over relative clauses and asides."""
    for i in range(clause.verb + 1, min(len(tokens) - 1, clause.verb + _REACH)):
        token = tokens[i]
        if token.word.text in _STOPS or (token.pos is Pos.VERB and token.word.conjunction == "و" and not _inside(tokens, clause, i)):
            return None
        if _asks(tokens, i, prepositions) and not _taken(tokens, i):
            return i
    return None


def _inside(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a relative clause is open here, so that و goes on with it."""
    return any(token.pos is Pos.RELATIVE for token in tokens[clause.verb + 1 : at])


def _asks(tokens: Sequence[Token], at: int, prepositions: frozenset[str]) -> bool:
    token = tokens[at]
    if token.pos is Pos.PREPOSITION and token.key in prepositions and not token.word.pronoun:
        following = tokens[at + 1]
        quoted = following.word.text in _OPENING and at + 2 < len(tokens) and starts_phrase(tokens[at + 2])
        return quoted or is_deed(following) or following.pos is Pos.COMPLEMENTISER
    clitic = token.word.preposition in prepositions and token.pos is not Pos.PREPOSITION
    return clitic and (is_deed(token) or token.pos is Pos.COMPLEMENTISER)


_TAKING = frozenset({Pos.VERB})


def _taken(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb or verbal noun right before governs the preposition."""
    before = tokens[at - 1]
    return before.pos in _TAKING or (is_deed(before) and before.inside is None)
