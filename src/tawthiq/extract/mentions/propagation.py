"""A surname or given name alone, once its bearer is known: over the whole document, with any clitic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from tawthiq.extract.mentions.candidates import Candidate, Sentence, make
from tawthiq.extract.mentions.persons import bearers, foreign
from tawthiq.extract.mentions.references import parts
from tawthiq.extract.mentions.tokens import Token, raw
from tawthiq.extract.mentions.vocabulary import word_set
from tawthiq.model import EntityType, MentionForm

_SURE = 100  # bearers from which on a given name alone is one although it is also a word
_GIVEN = 5  # bearers from which on a part can be a given name
_SIMILAR = 75.0  # of 100: one letter of four or two of eight may differ


@dataclass(frozen=True, slots=True)
class KnownParts:
    """Parts of the full names of a text, without article; ``articled`` are the surnames seen with one, ``bare`` without."""

    articled: frozenset[str]
    bare: frozenset[str]
    given: frozenset[str]

    def is_surname(self, token: Token) -> bool:
        """Whether a token can be a known surname: an ordinary word only with the article that the name has."""
        key = bare_key(token)
        if key not in self.articled and key not in self.bare:
            return False
        return not token.features.ordinary or key in (self.articled if token.article else self.bare)


def bare_key(token: Token) -> str:
    """A token's stem, without an article that is part of it; whole where its end only looks like a pronoun (براتيبها)."""
    key = raw(token.word) if token.word.pronoun and token.plain else token.key
    return key.removeprefix("ال") if len(key) > 4 else key


def known_parts(sentences: Iterable[Sentence]) -> KnownParts:
    """The surnames and given names of the text's full names."""
    articled: set[str] = set()
    bare: set[str] = set()
    given: set[str] = set()
    for sentence in sentences:
        for candidate in sentence.names.values():
            key = parts(candidate.key)
            if candidate.type is EntityType.PERSON and len(key) > 1:
                last = sentence.tokens[candidate.last - 1]
                (articled if last.article else bare).add(key[-1])
                given.add(key[0])
    return KnownParts(frozenset(articled), frozenset(bare), frozenset(given - articled - bare))


def full_names(sentences: Iterable[Sentence]) -> dict[str, set[tuple[str, ...]]]:
    """First part -> the full names of the text that begin with it (parts as the tokens have them)."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for sentence in sentences:
        for candidate in sentence.names.values():
            if candidate.type is EntityType.PERSON and len(candidate.key) > 1:
                found.setdefault(candidate.key[0], set()).add(candidate.key)
    return found


def unjoined(sentence: Sentence, known: KnownParts) -> Iterator[tuple[Candidate, tuple[Candidate, Candidate]]]:
    """Names that are two people side by side, doer and sufferer, with both: رشح |بيكوف| ليلى سامر, where بيكوف closes a full name."""
    for name in sentence.names.values():
        if name.type is EntityType.PERSON and len(parts(name.key)) > 1 and _two(sentence, name, known):
            pieces = ((name.first, name.first + 1), (name.first + 1, name.last))
            doer, sufferer = (make(sentence, *piece, EntityType.PERSON, MentionForm.NAME, "surname") for piece in pieces)
            yield name, (doer, sufferer)


def _two(sentence: Sentence, name: Candidate, known: KnownParts) -> bool:
    """Whether a name behind a verb begins with a surname of the text that is nobody's given name, and goes on with another name."""
    head, before = sentence.tokens[name.first], sentence.tokens[name.first - 1] if name.first else None
    if before is None or not before.verb or before.mark or not head.plain:
        return False
    if head.features.function or _can_be_given(head) or bare_key(head) not in (known.articled if head.article else known.bare):
        return False
    behind = sentence.tokens[name.first + 1 : name.last]
    return behind[0].plain and (len(behind) > 1 or bare_key(behind[0]) in known.articled | known.bare | known.given)


def _can_be_given(token: Token) -> bool:
    """Whether people are called so by their first name: حسين, السيد."""
    part = token.features.name
    return part is not None and part.given >= (max(_GIVEN, part.surname) if token.article else _GIVEN)


def propagate_full(sentence: Sentence, known: dict[str, set[tuple[str, ...]]]) -> Iterator[Candidate]:
    """Full names known from elsewhere in the text, where nothing around them shows what they are."""
    for index, token in enumerate(sentence.tokens):
        for key in sorted(known.get(token.key, ()), key=len, reverse=True):
            last = index + len(key)
            found = tuple(other.key for other in sentence.tokens[index:last])
            if (
                found == key
                and sentence.inside.isdisjoint(range(index, last))
                and all(o.plain for o in sentence.tokens[index + 1 : last])
            ):
                yield make(sentence, index, last, EntityType.PERSON, MentionForm.NAME, "full name")
                break


def _misspelt(sentence: Sentence, index: int, given: frozenset[str]) -> bool:
    """Whether the word before a surname is unknown and nearly a given name of the text."""
    before = sentence.tokens[index - 1] if index else None
    if before is None or index - 1 in sentence.inside or not sentence.tokens[index].plain or not foreign(before):
        return False
    return any(fuzz.ratio(before.key, other) >= _SIMILAR for other in given)


def propagate(sentence: Sentence, known: KnownParts) -> Iterator[Candidate]:
    """Single name parts of known persons that stand alone in a sentence."""
    for index, token in enumerate(sentence.tokens):
        if token.mark or token.features.function or not _free(sentence, index):
            continue
        if known.is_surname(token) and _stands_alone(sentence, index):
            first = index - 1 if _misspelt(sentence, index, known.given) else index
            yield make(sentence, first, index + 1, EntityType.PERSON, MentionForm.NAME, "surname")
        elif bare_key(token) in known.given and not token.article and _given_alone(sentence, index):
            yield make(sentence, index, index + 1, EntityType.PERSON, MentionForm.NAME, "given name")


def _free(sentence: Sentence, index: int) -> bool:
    """Whether no name holds the token, or only a town of the same name as a person of the text."""
    name = sentence.names.get(index)
    town = name is not None and name.type is EntityType.PLACE and name.head == "city" and name.last == index + 1
    return town or index not in sentence.inside


def _given_alone(sentence: Sentence, index: int) -> bool:
    """Whether a given name of the text is meant: by its letters, or because a word of these letters cannot stand so."""
    token = sentence.tokens[index]
    return (_stands_alone(sentence, index) and _is_given(token)) or _acts(sentence, index)


def _acts(sentence: Sentence, index: int) -> bool:
    """Whether a bare word stands where only somebody can: قالت |رشيدة| إن, أكد أن |رشيدة| بذلت, |رشيدة| التي."""
    tokens = sentence.tokens
    token, before = tokens[index], tokens[index - 1] if index else None
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    if not token.plain or token.features.nouns or behind is None:
        return False
    opens = before is None or bool(before.mark) or before.key in word_set("before_subject")
    told = before is not None and before.verb and not before.word.noun
    if behind.key in word_set("behind_subject"):
        return opens or told
    acts = behind.verb and not behind.word.noun
    return (opens and acts) or (told and (acts or bool(behind.mark) or behind.features.function))


def _is_given(token: Token) -> bool:
    return not token.features.nouns and (not token.features.ordinary or bearers(token) >= _SURE) and not token.verb


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Not an adjective of the noun before it, and no ordinary word where the text has the word as such."""
    token = sentence.tokens[index]
    before = sentence.tokens[index - 1] if index else None
    adjective = token.features.nationality != "" or token.features.adjective
    if adjective:
        return token.article and token.plain and before is not None and (before.verb or bool(before.mark)) and not before.article
    ordinary = token.features.ordinary and (token.features.nouns != () or token.verb)
    return not ordinary or bearers(token) > 0
