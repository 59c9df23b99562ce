"""What stands around a relational word: the noun phrase it belongs to, those it governs, lists and explications."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.lexicon import word_class
from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, Mention, MentionForm
from tawthiq.text.fold import fold

COMMAS = frozenset({"،", ","})
CLITICS = ("هما", "هم", "ها", "ه")
QUOTES = frozenset('"«»“”')
_LONGEST = 14  # tokens: the longest noun phrase looked for before a word
_RELATIONAL = ("ي", "يه")  # endings of adjectives made of nouns
_SHORT = 5  # letters: in a shorter participle ون and ين are of the root (مكون)
_MARKED = 4  # tokens: a head, two marks, a name
_LISTED = 6  # members of a list: longer ones are read that far


@dataclass(frozen=True, slots=True)
class Held:
    """A noun phrase with its argument: tokens ``[start, end)`` and the entity's type."""

    argument: Argument
    start: int
    end: int
    head: str
    type: EntityType | None


@cache
def _table() -> Mapping[str, str]:
    text = files("tawthiq.extract.claims").joinpath("data/relational_words.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({name: listed for name, _, listed in rows})


@cache
def words(name: str) -> frozenset[str]:
    """The folded words of a class of ``data/relational_words.tsv``."""
    return frozenset(fold(word) for word in _table()[name].split())


def held(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase) -> Held | None:
    """A noun phrase with its entity, given or made; None for one that names nothing."""
    entity = scene.entity_for(tokens, phrase)
    if entity is None:
        return None
    argument = Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
    return Held(argument, phrase.start, phrase.end, tokens[phrase.head].key, scene.type_of(entity))


def with_bodies(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens with the head of a body's name in marks as a noun (تحالف "…" looks like a verb)."""
    wrong = [t for t in tokens[:-1] if t.pos is Pos.VERB and t.key in words("bodies") and tokens[t.index + 1].word.text in QUOTES]
    if not wrong:
        return tokens
    repaired = list(tokens)
    for token in wrong:
        repaired[token.index] = Token(token.index, token.word, Pos.NOUN, mention=token.mention, inside=token.inside)
    return repaired


# ------------------------------------------------------------------ before


def phrases_before(scene: Scene, tokens: Sequence[Token], end: int) -> list[NounPhrase]:
    """The noun phrases that end right before ``end``, the longest first."""
    found = []
    for start in range(max(0, end - _LONGEST), end):
        if not _may_begin(tokens, start):
            continue
        phrase = noun_phrase(tokens, start, end)
        if phrase is not None and phrase.end == end:
            found.append(_inner(scene, tokens, phrase))
    return found


def phrase_at(scene: Scene, tokens: Sequence[Token], at: int, limit: int | None = None) -> NounPhrase | None:
    """The noun phrase that begins at ``at``; inside a longer description the one that a mention of its own names."""
    phrase = noun_phrase(tokens, at, limit)
    return _inner(scene, tokens, phrase) if phrase is not None else None


def _inner(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase:
    """A phrase inside a nominal mention, with the entity of the mention that begins where it does; a name in marks ends one."""
    first = tokens[phrase.start]
    if first.inside is None:
        return _marked(tokens, phrase)
    if first.inside is None or first.mention is not None:
        return phrase
    mention = _mention_at(scene, first.word.core_start, tokens[phrase.end - 1].word.end)
    if mention is None:
        return phrase
    end = phrase.start + 1
    while end < phrase.end and tokens[end].word.end <= mention.span.end:
        end += 1
    return replace(phrase, end=end, entity=mention.entity, type=mention.type, definite=True)


def _marked(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase:
    """تحالف "…" without what follows the closing mark."""
    if phrase.end - phrase.start < _MARKED or tokens[phrase.start + 1].word.text not in QUOTES:
        return phrase
    closing = next((i for i in range(phrase.start + 2, phrase.end) if tokens[i].word.text in QUOTES), None)
    return phrase if closing is None else replace(phrase, end=closing + 1)


def _mention_at(scene: Scene, start: int, end: int) -> Mention | None:
    """The longest mention that begins at ``start`` and does not go past ``end``."""
    mentions = scene.layers.mentions.mentions
    found = None
    for i in range(bisect_left(mentions, start, key=_start), len(mentions)):
        mention = mentions[i]
        if mention.span.start != start:
            break
        if mention.span.end <= end and (found is None or len(mention.span) > len(found.span)):
            found = mention
    return found


def _start(mention: Mention) -> int:
    return mention.span.start


def _may_begin(tokens: Sequence[Token], start: int) -> bool:
    token = tokens[start]
    if not starts_phrase(token) or token.pos is Pos.NUMBER:
        return False
    if token.inside is not None and token.mention is None and token.inside.form is MentionForm.NAME:
        return False
    return token.word.article or bool(token.word.preposition) or not is_ranking(token)


def is_ranking(token: Token) -> bool:
    """A verb of coming out at a place, its و or ف split or not."""
    return token.key in words("ranking") or (token.key[:1] in {"و", "ف"} and token.key[1:] in words("ranking"))


def before(scene: Scene, tokens: Sequence[Token], at: int, modifier: Token | None = None) -> Held | None:
    """The noun phrase right before ``at`` (one comma may stand between); with ``modifier`` the longest that it agrees with."""
    end = at - 1 if at and tokens[at - 1].word.text in COMMAS else at
    fits = [phrase for phrase in phrases_before(scene, tokens, end) if modifier is None or agrees(scene, tokens, phrase, modifier)]
    for phrase in fits:
        if _second_adjective(tokens, phrase):
            return before(scene, tokens, phrase.start, modifier)
        found = held(scene, tokens, phrase)
        if found is not None:
            return found
    return None


def _second_adjective(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """المزارع الساحلية والجبلية: what و joins is an adjective of the noun before."""
    first = tokens[phrase.start]
    if not (first.word.conjunction == "و" and first.word.article and phrase.start and first.mention is None):
        return False
    return first.key.endswith(_RELATIONAL) and tokens[phrase.start - 1].key.endswith(_RELATIONAL) and tokens[phrase.start - 1].word.article


def agrees(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase, modifier: Token) -> bool:
    """Whether an adjective or participle can belong to a noun phrase, by definiteness, gender and number."""
    if modifier.word.article != _definite(tokens, phrase):
        return False
    feminine = modifier.key.endswith("ه")
    plural = modifier.key.endswith(("ون", "ين")) and len(modifier.key) > _SHORT
    head = tokens[phrase.head]
    broken = phrase.number == "p" or _broken_plural(head.key)
    if phrase.type is EntityType.PERSON and not broken:
        return not plural and (phrase.entity is None or scene.discourse.agrees(phrase.entity, "f" if feminine else "m", "s"))
    if plural:
        return broken or phrase.type is EntityType.GROUP
    female = head.word.text.endswith(("ة", "ات", "ى")) if head.key in words("bodies") else phrase.gender == "f"
    return (female or broken) if feminine else not broken and not female


def _broken_plural(key: str) -> bool:
    """By the list, or by the patterns فواعل and أفعال that few singulars share."""
    if key in words("broken"):
        return True
    inner = len(key) in {5, 6} and key[2] == "ا" and key[0] not in "ماتي"
    return inner or (len(key) == 5 and key[0] == "ا" and key[3] == "ا")


def _definite(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """By article, clitic or a name at the end, whatever a mention says."""
    head = tokens[phrase.head]
    if head.word.article or head.word.pronoun:
        return True
    return any(t.word.article or (t.inside is not None and t.inside.form is MentionForm.NAME) for t in tokens[phrase.start : phrase.end])


# ------------------------------------------------------------------ behind


def behind(scene: Scene, tokens: Sequence[Token], at: int) -> Iterator[Held]:
    """The noun phrase at ``at`` and those that و joins to it."""
    for number in range(_LISTED):
        phrase = phrase_at(scene, tokens, at)
        if phrase is None or (number and not _joins(tokens, phrase)):
            return
        phrase = _partitive(tokens, phrase)
        found = held(scene, tokens, phrase)
        if found is None:
            return
        yield found
        at = phrase.end
        if at >= len(tokens) or tokens[at].word.conjunction != "و" or tokens[at].word.preposition:
            return


def _partitive(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase:
    """فصائل من الحركة: an indefinite noun with those it is taken from."""
    at = phrase.end
    if _definite(tokens, phrase) or at + 1 >= len(tokens) or tokens[at].pos is not Pos.PREPOSITION or tokens[at].key != "من":
        return phrase
    whole = noun_phrase(tokens, at + 1)
    return phrase if whole is None or whole.entity is None else replace(phrase, end=whole.end, entity=None, type=None)


def _joins(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether a coordinated phrase is one more of the same: a name, or a body or group with its own head."""
    if phrase.entity is not None:
        return True
    return tokens[phrase.head].key in word_class("bodies", "actors") | word_class("groups", "actors")


def explained(scene: Scene, tokens: Sequence[Token], at: int) -> Iterator[Held]:
    """الأطراف …، أي فلان وفلان: who is meant."""
    if at + 2 < len(tokens) and tokens[at].word.text in COMMAS and tokens[at + 1].key == "اي":
        yield from behind(scene, tokens, at + 2)


def is_person_name(token: Token) -> bool:
    """Whether a person's name begins here."""
    mention = token.mention
    return mention is not None and mention.form is MentionForm.NAME and mention.type is EntityType.PERSON


def person_at(scene: Scene, tokens: Sequence[Token], at: int) -> Mention | None:
    """The person's name that begins at ``at``, also inside a longer description."""
    if at >= len(tokens):
        return None
    if is_person_name(tokens[at]):
        return tokens[at].mention
    inside = tokens[at].inside
    mention = _mention_at(scene, tokens[at].word.core_start, inside.span.end) if inside is not None else None
    return mention if mention is not None and mention.form is MentionForm.NAME and mention.type is EntityType.PERSON else None


def stem_in(token: Token, name: str) -> bool:
    """Whether a token's key, with or without a ب or an accusative alif that was not split, is of a class."""
    key = token.key
    return key in words(name) or (key.endswith("ا") and key[:-1] in words(name))
