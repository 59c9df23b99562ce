"""Verbs that mean something else beside some nouns: درس مشروع القانون is no schooling, تعرض لضغوط no attack, دخل حيز التنفيذ no visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.chunk import NounPhrase
from tawthiq.extract.claims.clause import Clause, is_passive_reading
from tawthiq.extract.claims.lexicon import Trigger, word_class
from tawthiq.extract.claims.token import Token
from tawthiq.model import EntityType
from tawthiq.text.fold import fold

OWN_WORDS = "-"  # the last column: told in the verb's own words
_ANY = "*"
_PERSON = "+person"


@dataclass(frozen=True, slots=True)
class Sense:
    """Beside which nouns in which slot (S, O, @x) a verb has another predicate; ``only``: beside all but these."""

    slot: str
    only: bool
    nouns: frozenset[str]
    predicate: str


@cache
def senses() -> Mapping[str, tuple[Sense, ...]]:
    """Dictionary form of the verb -> its senses, from ``data/senses.tsv``."""
    text = files("tawthiq.extract.claims").joinpath("data/senses.tsv").read_text("utf-8")
    found: dict[str, tuple[Sense, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            lemma, slot, mode, nouns, predicate = line.split("\t")
            found[lemma] = (*found.get(lemma, ()), Sense(fold(slot), mode == "only", _nouns(nouns), predicate))
    return MappingProxyType(found)


def _nouns(text: str) -> frozenset[str]:
    words: set[str] = set()
    for word in text.split():
        words |= word_class(word[1:]) if word.startswith("%") else {fold(word)}
    return frozenset(words)


def other_sense(tokens: Sequence[Token], clause: Clause, trigger: Trigger) -> str | None:
    """The predicate that a clause's nouns give its verb in place of its own, OWN_WORDS, or None where it keeps its own."""
    return next((s.predicate for s in senses().get(trigger.lemma, ()) if _holds(tokens, clause, s)), None)


def other_noun_sense(trigger: Trigger, slot: str, noun: Token) -> bool:
    """Whether a noun beside a verbal noun gives it another meaning (الوصول إلى السلطة)."""
    return any(_beside(noun, s) for s in senses().get(trigger.lemma, ()) if s.slot == slot)


def _holds(tokens: Sequence[Token], clause: Clause, sense: Sense) -> bool:
    phrase = _in_slot(clause, sense.slot)
    if phrase is None or not _beside(tokens[phrase.head], sense):
        return False
    if sense.slot != "s" or sense.predicate == OWN_WORDS:
        return True
    return not is_passive_reading(clause) and not _by_force(tokens[clause.verb : clause.end])


def _by_force(tokens: Sequence[Token]) -> bool:
    """هاجم فلان جاره بسكين: with what hurts, and in no words."""
    return any(token.key in word_class("strikes") or token.key in word_class("weapons") for token in tokens)


def _in_slot(clause: Clause, slot: str) -> NounPhrase | None:
    if slot == "s":
        return clause.subject
    if slot == "o":
        return clause.objects[0] if clause.objects and not clause.clitic else None
    return next((item.phrase for item in clause.prepositional if item.preposition == slot[1:] and item.phrase is not None), None)


def _beside(noun: Token, sense: Sense) -> bool:
    known = _ANY in sense.nouns or noun.key in sense.nouns or noun.key.removesuffix("ا") in sense.nouns
    known = known or (_PERSON in sense.nouns and noun.inside is not None and noun.inside.type is EntityType.PERSON)
    return known != sense.only
