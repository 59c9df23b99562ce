"""Past forms that are another verb's present too: تقدم الوزارة is «she offers», تقدم الوزير «he came forward»."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.lexicon import Trigger, room_words, twin_forms, word_class
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType
from tawthiq.text.verbs import Tense, VerbForm

_FEMININE = ("ة", "ات")
_LONGEST = 8  # tokens of a subject before its verb


def present_twin(tokens: Sequence[Token], token: Token, form: VerbForm) -> tuple[Trigger, VerbForm] | None:
    """The reading as a present of the third person feminine, where a word before or the subject's gender speaks for it."""
    if (form.tense, form.person, form.gender, form.number) != (Tense.PAST, 3, "m", "s") or token.key not in twin_forms():
        return None
    hers = token.word.preposition == "ل" or _before(tokens, token.index) or _behind(tokens, token.index)
    return twin_forms()[token.key] if hers else None


def _before(tokens: Sequence[Token], at: int) -> bool:
    """التي تقدم، أن تقدم، شركة الاتصالات تقدم: a word of hers, or a phrase whose first noun is feminine."""
    if at == 0 or tokens[at].word.conjunction:
        return False
    previous = tokens[at - 1]
    if previous.key in room_words("hers", "twins") and not _his(tokens, at, previous):
        return not previous.word.pronoun and not previous.word.text.startswith(("إن", "وإن"))
    first = _first_noun(tokens, at)
    return first is not None and not first.word.preposition and not first.word.conjunction and _feminine(first)


def _his(tokens: Sequence[Token], at: int, previous: Token) -> bool:
    """لم يحدث أن تعرض فلان …: behind أن and the like a person or a noun of no feminine ending may be who did it."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or previous.key not in room_words("either", "twins"):
        return False
    person = following.mention is not None and following.mention.type is EntityType.PERSON
    return person or (following.word.article and not following.word.text.endswith(_FEMININE))


def _first_noun(tokens: Sequence[Token], at: int) -> Token | None:
    """The head of the bare nouns right before a verb, none where a preposition governs them."""
    low = at
    while low > 0 and at - low < _LONGEST and tokens[low - 1].pos is Pos.NOUN and not tokens[low].word.preposition:
        low -= 1
        if tokens[low].word.conjunction or tokens[low].word.preposition:
            break
    if low == at or (low > 0 and tokens[low - 1].pos in {Pos.PREPOSITION, Pos.QUANTIFIER, Pos.NUMBER, Pos.VERB}):
        return None
    return tokens[low]


def _behind(tokens: Sequence[Token], at: int) -> bool:
    """تقدم الوزارة: a feminine body or a place right behind is who does it; any other feminine noun may be the object."""
    behind = at + 1 + (at + 2 < len(tokens) and tokens[at + 1].word.text in {'"', "«", "“"})
    following = tokens[behind] if behind < len(tokens) else None
    if following is None or following.word.preposition or following.word.conjunction or _governs(tokens, at):
        return False
    if tokens[at].key in room_words("taking", "twins"):
        return False
    mention = following.mention
    if mention is not None and mention.type is EntityType.PLACE:
        return True
    body = following.key in word_class("bodies", "actors") or (mention is not None and mention.type is EntityType.ORGANIZATION)
    return body and (following.word.text.endswith(_FEMININE) or following.key in room_words("several", "twins"))


def _governs(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name or noun that can be a masculine subject stands right before the verb."""
    return at > 0 and not tokens[at].word.conjunction and tokens[at - 1].pos is Pos.NOUN


def _feminine(token: Token) -> bool:
    place = token.mention is not None and token.mention.type is EntityType.PLACE
    person = token.inside is not None and token.inside.type is EntityType.PERSON and not token.word.article
    return place or (token.word.text.endswith(_FEMININE) and not person)
