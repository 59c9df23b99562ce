"""What somebody lives by, told as a field: عمل في المحاماة، اشتغل بالتدريس والترجمة، زاول التجارة."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.extract.claims.chunk import NounPhrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import pairs, room_words
from tawthiq.extract.claims.reading import Reading, drafted
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType
from tawthiq.text.fold import fold

_PREPOSITIONS = frozenset({"في", "ب", "ل", "الي"})
_LONGEST = 8  # tokens of coordinated fields: المحاماة وتأليف كتب الأطفال
_FIELD = frozenset({Pos.NOUN, Pos.QUANTIFIER, Pos.DEMONSTRATIVE})


def pursued(reading: Reading) -> Draft | None:
    """The occupation of a person who works in a field; its value is what those who do so are called."""
    clause, tokens = reading.clause, reading.tokens
    lemmas = {fold(lemma) for lemma in clause.form.lemmas}
    if reading.type is not EntityType.PERSON or clause.clitic or not lemmas & room_words("verbs", "pursuits"):
        return None
    field = _field(clause)
    if field is None or (field.start != clause.rest and field.start != clause.rest + 1):
        return None
    if _title(tokens[field.head]) is None or tokens[field.head].word.pronoun:
        return None
    end = _end(tokens, field.head, clause.end)
    words = reading.scene.words(tokens, field.start, end)
    if words is None:
        return None
    called = _called(tokens[field.head : end], "ة" if clause.form.gender == "f" else "")
    draft = drafted(reading, "occupation", reading.subject, replace(words, value=called))
    return replace(draft, rule="pursuit")


def _field(clause: Clause) -> NounPhrase | None:
    """What the verb takes, or what the first preposition behind it governs."""
    if clause.objects:
        return clause.objects[0]
    first = clause.prepositional[0] if clause.prepositional else None
    return first.phrase if first is not None and first.preposition in _PREPOSITIONS else None


def _end(tokens: Sequence[Token], start: int, end: int) -> int:
    """Behind the last of coordinated fields, before what says where, when and how."""
    at = start + 1
    while at < min(end, start + _LONGEST) and tokens[at].pos in _FIELD and not tokens[at].word.preposition:
        at += 1
    return at


def _title(token: Token) -> str | None:
    return pairs("fields", "pursuits").get(token.key)


def _called(tokens: Sequence[Token], ending: str) -> str:
    """المحاماة والكتابة as محامي وكاتب: each field by who works in it, with the ending of the gender; everything else as it stands."""
    return " ".join(_one(token, ending) for token in tokens)


def _one(token: Token, ending: str) -> str:
    title = _title(token)
    return token.word.text if title is None else ("و" if token.word.conjunction else "") + title + ending
