"""What the learned heads may not tell: what is negated, only meant or charged, and a title that stands beside somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tawthiq.encoder import NOWHERE, Proposal
from tawthiq.extract.claims.lexicon import nationality, room_words, word_class
from tawthiq.extract.claims.naming import attends
from tawthiq.extract.claims.nouns import is_charge, is_deed
from tawthiq.extract.claims.roles import passing_title
from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType
from tawthiq.text.fold import fold

DEEDS = frozenset({"engaged_in", "has_trait"})
"""Predicates whose object is what was done or is so, the verb included."""

TITLES = frozenset({"holds_position", "occupation", "nationality", "family_of"})
"""Predicates that a noun beside a name tells."""

_BEFORE = 5  # tokens before a trigger within which a negator may be meant for it
_BESIDE, _NEXT = 3, 2  # tokens between a title and its bearer; behind a title, to a name that takes it
_PLAIN = frozenset({"open", *DEEDS})


@dataclass(frozen=True, slots=True)
class Words:
    """First and last word of an argument in its sentence (``NOWHERE``: not named there), and what it is."""

    first: int
    last: int
    argument: Argument


def asserted(scene: Scene, tokens: Sequence[Token], one: Proposal, subject: Words, item: Words | None) -> bool:
    """Whether a proposal's words say of its subject that it is so; in doubt they do not. ``item``: None for what has no object."""
    first, last = (item.first, item.last) if item is not None else (one.word, one.word)
    low = min(one.word, first, *((subject.first,) if subject.first != NOWHERE else ()))
    inside = tokens[max(0, low - _NEXT) : last + 1]
    if is_charge(tokens, first, last + 1) or any(token.key in room_words("unreal", "guarded") for token in inside):
        return False
    if _half_negated(tokens, one.word, low) or (
        subject.first == subject.last != NOWHERE and tokens[subject.first].key in room_words("pointing", "plain")
    ):
        return False
    if item is not None and one.predicate == "holds_position" and _for_another(tokens, one.word, item):
        return False
    if item is not None and ((one.predicate in TITLES and _no_title(tokens, item)) or _of_pronoun(tokens, item)):
        return False
    if item is not None and one.predicate in TITLES and passing_title(tokens, item.first, min(len(tokens), item.last + _NEXT)) is not None:
        return False  # رئيس الحكومة المكلف: not yet, or no longer
    if item is not None and one.predicate in TITLES:
        return tokens[one.word].pos is Pos.VERB or _beside(scene, tokens, subject, item)
    if one.predicate not in DEEDS:
        return True
    others = _of_himself(scene, tokens[one.word], subject) or _of_many(scene, tokens, one, subject)
    return _told(tokens, one.word) and not others


def doubts(tokens: Sequence[Token], one: Proposal) -> Iterator[str]:
    """What speaks against a deed told by a verb: one that is seldom told."""
    token = tokens[one.word]
    if one.predicate in DEEDS and token.pos is Pos.VERB and _lemmas(token) & word_class("untold_verbs"):
        yield "verb untold"


def negated(tokens: Sequence[Token], word: int) -> bool:
    """Whether a negator stands right before a word."""
    return word > 0 and tokens[word - 1].pos is Pos.NEGATOR


def _half_negated(tokens: Sequence[Token], word: int, low: int) -> bool:
    """Whether a negator or an exception stands near that may or may not be meant for a word."""
    before = tokens[max(0, min(low, word - _BEFORE)) : max(0, word - 1)]
    behind = tokens[word + 1 : word + _BEFORE] if negated(tokens, word) else ()
    last = tokens[word - 1] if word else tokens[word]
    unclear = any(token.pos is Pos.NEGATOR or token.key in room_words("without", "guarded") for token in before)
    return unclear or last.key in room_words("without", "guarded") or any(token.key in room_words("without", "guarded") for token in behind)


def _of_himself(scene: Scene, token: Token, subject: Words) -> bool:
    """Whether the source speaks of itself: of such deeds one of eight said worse, of others one of thirty."""
    found = scene.tree.innermost(token.word.start, token.word.end)
    return found is not None and found.speaker == subject.argument.entity


def _of_many(scene: Scene, tokens: Sequence[Token], one: Proposal, subject: Words) -> bool:
    """مسلحون تدعمهم دولة سيطروا على …: a plural verb tells nothing of one person or one country."""
    verb = tokens[one.word].verb if tokens[one.word].pos is Pos.VERB else None
    single = scene.type_of(subject.argument.entity) in {EntityType.PERSON, EntityType.PLACE}
    return verb is not None and verb.number == "p" and verb.person == _THIRD and single


_THIRD = 3


def _told(tokens: Sequence[Token], word: int) -> bool:
    """Whether a deed's trigger tells it: no verbal noun, no verb under أن, no «we», none that means too much for a common rule."""
    token = tokens[word]
    if token.pos is not Pos.VERB:
        return not is_deed(token)
    if word and tokens[word - 1].pos is Pos.COMPLEMENTISER and not tokens[word - 1].word.pronoun:
        return False  # أن يرمم; إنه يرمم says that he does
    if token.trigger is not None and (token.trigger.predicate not in _PLAIN or "say" in token.trigger.flags):
        return False  # a verb that rules know to mean more than a doing, or to say something
    first = token.verb is not None and token.verb.person == 1
    return not first and not _lemmas(token) & room_words("too_much", "plain") and token.word.preposition != "ل"


def _lemmas(token: Token) -> set[str]:
    """The folded lemmas that a verb may be of."""
    found = {token.trigger.lemma} if token.trigger is not None else set(token.verb.lemmas if token.verb is not None else ())
    return set(map(fold, found))


def _of_pronoun(tokens: Sequence[Token], item: Words) -> bool:
    """وهو السبب، أنه طبيب: whom a pronoun before a predicate noun means is for rules that know what it can mean."""
    before = tokens[item.first - 1] if item.first else None
    if before is None or tokens[item.first].pos is Pos.VERB:
        return False
    return before.pos is Pos.PRONOUN or (before.pos is Pos.COMPLEMENTISER and bool(before.word.pronoun))


def _no_title(tokens: Sequence[Token], item: Words) -> bool:
    """أول الواصلين، للرئيس، واسمها الأصلي، محامية الجزائري، المولود في …، النرويجية الأصل: what looks like a title and is none."""
    first, last = tokens[item.first], tokens[item.last]
    if first.pos is Pos.VERB:
        return False
    if any(t.pos is Pos.PREPOSITION and t.key in room_words("outside", "guarded") for t in tokens[item.first : item.last + 1]):
        return first.key not in room_words("charged", "guarded")  # وزير الصحة | عن العمل; مسؤول عن الأمن
    if attends(tokens, item.first):
        return True  # خادم الأمير فلان: the name is the prince's
    before = tokens[item.first - 1] if item.first else None
    described = before is not None and before.pos is Pos.NOUN and bool(before.word.pronoun) and first.word.article
    prior = tokens[item.last - 1] if item.last > item.first else None
    bare = prior is not None and not prior.word.article and not prior.word.pronoun
    owned = bare and last.word.article and nationality(last.key) is not None
    behind = tokens[item.last + 1].key if item.last + 1 < len(tokens) else ""
    other = first.key in room_words("ranks", "tokens") | room_words("no_titles", "guarded") or behind in room_words("of_origin", "guarded")
    return described or owned or other or bool(first.word.preposition)


def _for_another(tokens: Sequence[Token], word: int, item: Words) -> bool:
    """عيّن فلان مديرا جديدا: a new holder whom nobody names."""
    verb = next((token for token in reversed(tokens[: max(word, item.first) + 1]) if token.pos is Pos.VERB), tokens[word])
    appoints = verb.trigger is not None and "appoint" in verb.trigger.flags and "ُ" not in verb.word.text
    return appoints and any(token.key in room_words("anew", "posts") for token in tokens[item.first : item.last + 1])


def _beside(scene: Scene, tokens: Sequence[Token], subject: Words, item: Words) -> bool:
    """Whether a title stands right before or behind its bearer, and no other name takes it."""
    if subject.first == NOWHERE or tokens[item.first].word.pronoun:
        return False  # صديقه، مستشاره: whose it is, is for the rules of ties
    gap = subject.first - item.last if subject.first > item.last else item.first - subject.last
    following = [token.mention for token in tokens[item.last + 1 : item.last + 1 + _NEXT] if token.mention is not None]
    taken = any(m.type is EntityType.PERSON and scene.named(m.entity) and m.entity != subject.argument.entity for m in following)
    return 0 < gap <= _BESIDE and not taken
