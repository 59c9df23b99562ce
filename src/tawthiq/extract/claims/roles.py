"""What a predicate noun says of somebody: an office, an occupation, membership, a stance in a participle, or a quality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tawthiq.extract.claims.lexicon import nationality, room_words, singular_forms, word_class
from tawthiq.extract.claims.participles import modifiers, participles
from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold

_KEPT = 1 << 13  # keys: the frequent nouns of a newspaper, which many rooms ask for; about 2 MB


@dataclass(frozen=True, slots=True)
class Role:
    """A predicate noun: its claim's predicate, and the preposition of a participle's argument."""

    predicate: str
    preposition: str = ""
    negative: bool = False
    ties: bool = False
    """A participle that ties its noun to another (معارض لـ …): it says nothing if what it governs is not somebody."""
    reversed: bool = False
    """The noun governed is the claim's subject: مدعوم من …."""


@lru_cache(maxsize=_KEPT)
def stems(key: str) -> tuple[str, ...]:
    """A noun's key with and without the ending of the accusative."""
    bare = key[:-1] if key.endswith("ا") and len(key) > 3 else key
    return (key, bare) if bare != key else (key,)


def is_office(key: str) -> bool:
    """Whether a noun names an office that needs an organisation or country."""
    return not word_class("office", "titles").isdisjoint(stems(key))


def is_occupation(key: str) -> bool:
    """Whether a noun names an occupation."""
    return not word_class("occupation", "titles").isdisjoint(stems(key))


def role(tokens: Sequence[Token], at: int, end: int) -> Role | None:
    """What the noun at ``at`` says as a predicate; None for a plain quality."""
    token = tokens[at]
    if token.pos is not Pos.NOUN:
        return None
    complete = _has_complement(tokens, at, end)
    for stem in stems(token.key):
        if stem in word_class("member", "titles"):
            return Role("member_of", "في")
        if stem in word_class("candidate", "titles"):
            return Role("candidate_for", "ل")
        if stem in room_words("independent", "roles"):
            return Role("member_of", "", negative=True)
    if is_occupation(token.key):
        return Role("occupation")
    if is_office(token.key) and (complete or not room_words("alone", "roles").isdisjoint(stems(token.key))):
        return Role("holds_position")
    return _participle(tokens, at, end)


"""Offices that say enough without of what."""


def _has_complement(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether something follows an office noun: of what, or where."""
    if at + 1 >= end:
        return False
    following = tokens[at + 1]
    joined = at + 2 if following.key == "ثم" else at + 1
    if joined < end and joined > at and (joined == at + 2 or following.word.conjunction == "و") and is_office(tokens[joined].key):
        return _has_complement(tokens, joined, end)  # وكيلا ثم مديرا ل…: the complement is shared
    if following.key in room_words("descriptive", "roles"):
        return at + 2 < end
    return following.pos in {Pos.NOUN, Pos.PREPOSITION}


def _participle(tokens: Sequence[Token], at: int, end: int) -> Role | None:
    tied = tie(tokens, at, end)
    if tied is not None:
        return tied
    for stem in stems(tokens[at].key):
        for predicate, preposition in participles(stem):
            if preposition and governed(tokens, at + 1, min(end, at + 5), preposition) is not None:
                return Role(predicate, preposition)
    return None


def tie(tokens: Sequence[Token], at: int, end: int) -> Role | None:
    """معارض للحكومة، محسوب على تيار، مدعوم من دولة: a participle that ties who bears it to what its preposition governs."""
    token = tokens[at]
    if token.pos is not Pos.NOUN or token.word.article or token.word.pronoun or token.word.preposition:
        return None
    for stem in stems(token.key):
        for form in singular_forms(stem):
            for preposition, predicate, turned in modifiers().get(form, ()):
                if governed(tokens, at + 1, min(end, at + _ADVERBS), preposition) is not None:
                    return Role(predicate, preposition, ties=True, reversed=turned)
    return None


_ADVERBS = 4  # tokens from a participle to what it governs: منتميا آنذاك إلى …


def governed(tokens: Sequence[Token], start: int, end: int, preposition: str) -> int | None:
    """The first token that a preposition governs in ``[start, end)``; adverbs may stand before the preposition."""
    for i in range(start, min(end, len(tokens))):
        token = tokens[i]
        if token.pos in {Pos.MARK, Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER}:
            return None
        if token.word.preposition == preposition and len(preposition) == 1:
            return i
        if token.pos is Pos.PREPOSITION and token.key == preposition:
            return i + 1 if i + 1 < len(tokens) and not token.word.pronoun else None
    return None


def is_past(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether an adjective says that the office was left."""
    return any(token.key in room_words("past", "roles") or token.key in room_words("then", "roles") for token in tokens[start:end])


def nationality_in(tokens: Sequence[Token], head: int, end: int) -> tuple[int, str] | None:
    """The nationality adjective that a noun for a person itself bears: its index and its place.

    In الكاتبة السورية it is hers; in الناشطة في قضية الشعب السوري and لاعب المنتخب المصري it belongs to another noun.
    """
    collective = tokens[head].key in word_class("collective", "titles")  # رجل الأعمال السوري
    definite = tokens[head].word.article or collective
    for i in range(head + 1, end):
        token = tokens[i]
        if token.pos is not Pos.NOUN or token.word.preposition or token.word.article != definite:
            return None
        place = nationality(token.key)
        if place is not None and i + 1 < len(tokens) and tokens[i + 1].key in {"اصل", "اصول", "مولد"}:
            return None  # الجزائري الأصل: where somebody comes from is not yet his nationality
        if place is not None:
            return (i, place) if _same_gender(tokens[head], token) else None
    return None


def _same_gender(head: Token, adjective: Token) -> bool:
    if head.key in room_words("women", "roles") or head.word.text.endswith("ة"):
        return adjective.word.text.endswith(("ة", "ات"))
    return not adjective.word.text.endswith(("ة", "ات"))


def place_named(scene: Scene, name: str) -> str | None:
    """The place entity of this name in the text, if it is there."""
    key = fold(name)
    for entity in scene.layers.mentions.entities:
        if entity.type is EntityType.PLACE and any(fold(other.text) == key for other in entity.names):
            return entity.id
    return None


def names_person(token: Token) -> bool:
    """Whether a token belongs to a person's name."""
    return token.inside is not None and token.inside.form is MentionForm.NAME and token.inside.type is EntityType.PERSON


def title_in(scene: Scene, tokens: Sequence[Token], start: int, end: int) -> Argument | None:
    """The office words before a name; the value leaves clitics out: وزير خارجيته is وزير خارجية of somebody."""
    if not is_office(tokens[start].key):
        return None
    name = next((i for i in range(start + 1, end) if names_person(tokens[i])), end)
    words = scene.words(tokens, start, name)
    if words is None or not any(token.word.pronoun for token in tokens[start:name]):
        return words
    return replace(words, value=" ".join(_without_clitic(token) for token in tokens[start:name]))


def _without_clitic(token: Token) -> str:
    if not token.word.pronoun:
        return token.word.text
    core = token.word.text[: len(token.word.text) - (token.word.end - token.word.core_end)]
    return core[:-1] + "ة" if core.endswith("ت") else core


def passing_title(tokens: Sequence[Token], start: int, end: int) -> tuple[str, int] | None:
    """رئيس الحكومة المكلف، الوزير المستقيل: an office not yet or no longer held; the predicate, and where the office's words end."""
    for i in range(start + 1, end):
        if tokens[i].word.article and tokens[i].key in room_words("designate", "roles") | room_words("leaving", "roles"):
            return "nominated_for" if tokens[i].key in room_words("designate", "roles") else "left_position", i
    return None
