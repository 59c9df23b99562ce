"""Noun phrases: how far a head noun reaches over its إضافة and its adjectives."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.extract.mentions.candidates import Sentence
from tawthiq.extract.mentions.persons import foreign, name_end, surely_given, transliterated
from tawthiq.extract.mentions.tokens import Token
from tawthiq.extract.mentions.vocabulary import nouns, word_set
from tawthiq.model import EntityType
from tawthiq.text.lexicon import lookup
from tawthiq.text.verbs import is_frequent

_CHAIN = 6  # nouns: no إضافة of a newspaper is longer


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens of a noun phrase: ``last`` is end-exclusive; ``definite`` by article, name or pronoun."""

    last: int
    definite: bool
    named: bool


def genitive(token: Token) -> bool:
    """Whether a token can be the next term of an إضافة."""
    if not token.plain or token.mark or token.features.function:
        return False
    if token.article:
        return True
    if token.verb and not token.features.nouns and token.key not in word_set("nouns_like_verbs"):
        return False
    return token.word.text[-1] not in "ًٌ" and not accusative(token)


def agrees(token: Token) -> bool:
    """Whether a token is a definite adjective that can follow the phrase."""
    if not token.plain or not token.article or token.word.pronoun:
        return False
    name = token.features.name
    if name is not None and name.surname > 1 and not token.features.adjective and not token.features.ordinary:
        return False
    return token.nisba


def phrase(sentence: Sentence, first: int) -> Phrase:
    """The phrase whose head stands at ``first``: its إضافة, then its adjectives."""
    tokens = sentence.tokens
    head = tokens[first]
    last, definite, named = first + 1, head.article or bool(head.word.pronoun), False
    while not definite and last < len(tokens) and last - first < _CHAIN:
        name = sentence.names.get(last)
        if name is not None and name.start > tokens[last].word.core_start:
            break  # a و that the words do not show stands before the name
        if name is not None and tokens[last].plain and not sound_plural(tokens[last - 1]):
            last, definite, named = name.last, True, True
        elif sound_plural(tokens[last - 1]) and not _indefinite_adjective(tokens[last]):
            break
        elif tokens[last].plain and not tokens[last].word.pronoun and _proper(tokens[last]):
            last, definite, named = name_end(tokens, last), True, True
        elif tokens[last].key in word_set("directions") and tokens[last].plain and last + 1 in sentence.names:
            last += 1
        elif _indefinite_adjective(tokens[last]):
            return Phrase(_indefinite(sentence, last), definite=False, named=False)
        elif genitive(tokens[last]) and not accusative(tokens[last - 1]):
            definite = tokens[last].article or bool(tokens[last].word.pronoun)
            last += 1
        else:
            break
    if not definite:
        return Phrase(_indefinite(sentence, last), definite=False, named=False)
    return Phrase(_adjectives(sentence, first, last), definite, named)


def _proper(token: Token) -> bool:
    return surely_given(token) or foreign(token) or (token.verb and transliterated(token)) or _no_verb(token)


def _no_verb(token: Token) -> bool:
    """Whether a word spells a rare verb of the first person alone: behind a noun without article it is a name."""
    verb = token.word.verb
    form = lookup(token.key)
    noun = form is not None and form.noun
    other = noun or token.nisba or token.word.pronoun or is_frequent(token.key)
    return verb is not None and verb.person == 1 and token.plain and not other


def accusative(token: Token) -> bool:
    """Whether a word ends in the tanwin of the accusative: ناشطا, رئيساً."""
    if token.word.text.endswith(("اً", "ًا")):
        return True
    return token.key.endswith("ا") and token.key[:-1] in nouns()


def sound_plural(token: Token) -> bool:
    """مسلحون، المهربون: a plural in ون of people. With its ن nothing stands in إضافة behind it: هاجم مسلحون |المدينة."""
    return token.key.endswith("ون") and any(noun.plural and not noun.lemma.endswith("ون") for noun in token.features.nouns)


def _adjectives(sentence: Sentence, first: int, last: int) -> int:
    """The end with the adjectives; behind a head without إضافة they have its gender: البرلمان الميزانية is no phrase."""
    tokens = sentence.tokens
    gender = _gender(tokens[first]) if last == first + 1 else ""
    people = any(noun.plural for token in tokens[first:last] for noun in token.features.nouns)
    while last < len(tokens) and agrees(tokens[last]) and not _person_at(sentence, last):
        if sound_plural(tokens[first]) and not tokens[last].key.endswith("ون"):
            break  # قتل المسلحون |الجندي
        if tokens[last].features.demonym and not people:
            break  # وزارة الخارجية |السعوديين: people of their own
        if gender and gender != ("f" if tokens[last].key.endswith("ه") else "m"):
            break
        last += 1
    return last


def _gender(head: Token) -> str:
    """Gender m or f if every reading of the head is a singular of that gender, else nothing."""
    genders = {"" if noun.plural else noun.gender for noun in head.features.nouns}
    return genders.pop() if len(genders) == 1 else ""


def _person_at(sentence: Sentence, index: int) -> bool:
    name = sentence.names.get(index)
    return name is not None and name.type is EntityType.PERSON


def _indefinite_adjective(token: Token) -> bool:
    if not token.plain or token.article or token.word.pronoun or token.mark:
        return False
    return token.features.adjective or (len(token.key) > 4 and token.key.endswith(("يه", "يين", "يون")))


def _indefinite(sentence: Sentence, last: int) -> int:
    tokens = sentence.tokens
    while last < len(tokens) and _indefinite_adjective(tokens[last]) and last not in sentence.inside:
        last += 1
    return last
