"""Tokens: the words of a sentence with what the lexicons of this room know of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from tawthiq.extract.mentions.vocabulary import PERSONAL, Kind, Noun, adjectives, nationalities, nouns
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import NamePart, is_function_word, lookup, names
from tawthiq.text.words import Word

_CACHED = 16_384  # keys: the frequent words of a newspaper


@dataclass(frozen=True, slots=True)
class Features:
    """What the lexicons know of a folded stem."""

    nouns: tuple[Noun, ...]
    name: NamePart | None
    nationality: str
    demonym: bool
    adjective: bool
    ordinary: bool
    function: bool


@lru_cache(maxsize=_CACHED)
def features(key: str) -> Features:
    """The features of a folded stem without article."""
    code, people = nationalities().get(key, ("", False))
    form = lookup(key)
    if key in names() and "p" in names()[key].flags and key.endswith("ا"):
        code = ""  # ألمانيا is the country, not ألماني in the accusative
    return Features(
        nouns().get(key, ()),
        names().get(key),
        code,
        people,
        key in adjectives() or code != "",
        form is not None,
        is_function_word(key),
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its features. ``form`` is the folded stem with its article; ``plain`` if no و ف ب ل ك stands before it."""

    word: Word
    key: str
    form: str
    plain: bool
    article: bool
    open: bool
    verb: bool
    mark: str
    features: Features

    def noun(self, *kinds: Kind) -> Noun | None:
        """The first reading as a head noun of one of these kinds."""
        for noun in self.features.nouns:
            if noun.kind in kinds:
                return noun
        return None

    @property
    def title(self) -> Noun | None:
        """The reading as the head of a title or other noun for a single person."""
        return next((noun for noun in self.features.nouns if noun.kind in PERSONAL and not noun.plural), None)

    @property
    def nisba(self) -> bool:
        """Whether the form is that of an adjective in ي: سياسي, العراقية, الغربيين."""
        if self.word.text.endswith("ى") and self.noun(Kind.ORG, Kind.PLACE) is not None:
            return False  # المستشفى
        return self.features.adjective or (len(self.key) > 3 and self.key.endswith(("ي", "يه", "يين", "يون", "يات")))


_NO_FEATURES = Features((), None, "", demonym=False, adjective=False, ordinary=False, function=False)


def token(word: Word) -> Token:
    """The token of a word."""
    if word.kind != "word" or not word.key:
        return Token(
            word, word.key, word.key, plain=False, article=False, open=False, verb=False, mark=word.text, features=_NO_FEATURES
        )
    found = features(word.key)
    if word.article and found.function:
        found = replace(found, function=False, ordinary=False)  # العلي is a name, and not على
    plain = not word.conjunction and not word.preposition
    form = ("ال" if word.article else "") + word.key
    return Token(
        word,
        word.key,
        form,
        plain,
        word.article,
        not word.pronoun and not found.function,
        word.verb is not None and not word.article,
        "",
        found,
    )


def tokens(words: tuple[Word, ...]) -> tuple[Token, ...]:
    """The tokens of a sentence."""
    return tuple(map(token, words))


def raw(word: Word) -> str:
    """The folded surface of a word, clitics and all."""
    return fold(word.text)
