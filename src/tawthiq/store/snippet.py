"""Where in a text the words of a query stand, and the few words around the best place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tawthiq.store.analyser import Place, Token, analyse, token, words
from tawthiq.store.query import Kind, Term, letters_of
from tawthiq.text.fold import fold

_WIDTH = 220  # code points of a snippet: two to three lines on a screen
_LEAD = 60  # code points shown before the first marked word
_QUERIES = 8  # queries whose finders are kept: of people who search at the same time
_REMEMBERED = 20_000  # words of which a finder remembers what they end: those of some hundred articles, about 2 MB
_SCANNED = 40_000  # words looked at in one text: an article has 300, a book's first hits are enough

Range = tuple[int, int]
Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of a document: ``text == document.text[start:end]``; ``marks`` are ranges of the *document's* text."""

    text: str
    start: int
    end: int
    marks: tuple[Range, ...]


class _Found(NamedTuple):
    start: int
    end: int
    term: int


def marks(text: str, terms: Sequence[Term]) -> tuple[Range, ...]:
    """Every place of a (short) text where a term stands."""
    return tuple((found.start, found.end) for found in _finder(tuple(terms)).all(text))


def snippet(text: str, terms: Sequence[Term]) -> Snippet:
    """The part of a text with most of the terms in it, the earliest of several; its beginning if none stands there."""
    found = _finder(tuple(terms)).until_together(text)
    begin = _best(found)
    start = _word_start(text, max(0, begin - _LEAD))
    end = _word_end(text, min(len(text), start + _WIDTH))
    inside = dict.fromkeys((f.start, f.end) for f in found if start <= f.start and f.end <= end)
    return Snippet(text[start:end], start, end, tuple(inside))


class _Finder:
    """Finds terms in one pass over the words of a text."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._count = len(terms)
        self._words: dict[str, list[int]] = {}
        self._begins: list[tuple[str, int]] = []
        self._phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}  # by their last token
        for number, term in enumerate(terms):
            for sequence in term.tokens:
                if term.kind is Kind.PREFIX:
                    self._begins.append((sequence[0], number))
                elif term.kind is Kind.WORD:
                    self._words.setdefault(sequence[0], []).append(number)
                else:
                    self._phrases.setdefault(sequence[-1], []).append((sequence, number))
        self._longest = max((len(sequence) for runs in self._phrases.values() for sequence, _ in runs), default=1)
        self._seen: dict[str, bool] = {}
        self._ends: frozenset[str | None] = frozenset([*self._words, *self._phrases])  # a word that is none of them ends no hit
        self._hints = tuple({hint for term in terms for tokens in term.tokens for token in tokens for hint in letters_of(term, token)})

    def all(self, text: str) -> list[_Found]:
        """Every hit, in the order in which they end."""
        places: list[Place] = []
        found: list[_Found] = []
        for place in islice(analyse(text), _SCANNED):
            places.append(place)
            found += self._ending_here(places)
        return found

    def until_together(self, text: str) -> list[_Found]:
        """The hits up to the first place where all terms stand together (and what that snippet also holds)."""
        before: list[Match] = []
        found: list[_Found] = []
        last: dict[int, int] = {}
        limit = whole = len(text)
        seen, phrased = self._seen, self._longest > 1
        for match in islice(words(text), _SCANNED):
            if limit < whole and match.start() > limit:
                break
            if phrased:
                before.append(match)
            word = match[0]
            if seen[word] if word in seen else self._ends_nothing(word):
                continue
            hits = self._ending_here(self._latest(before or [match]))
            found += hits
            last |= {hit.term: hit.start for hit in hits}
            if len(last) == self._count and match.end() - min(last.values()) <= _WIDTH - _LEAD:
                limit = min(limit, min(last.values()) + _WIDTH)
        return found

    def _ends_nothing(self, word: str) -> bool:
        """Whether no hit ends with a word; remembered, because the documents of one answer share most of their words."""
        key = fold(word)  # letters are looked at in a tenth of the time
        nothing = not any(hint in key for hint in self._hints) or self._ends_none(token(word))
        if len(self._seen) < _REMEMBERED:
            self._seen[word] = nothing
        return nothing

    def _ends_none(self, found: Token) -> bool:
        begun = any(found.main.startswith(begin) or (found.other or "").startswith(begin) for begin, _ in self._begins)
        return not found.main or not (begun or found.main in self._ends or found.other in self._ends)

    def _latest(self, before: Sequence[Match]) -> list[Place]:
        """The last words of a text, as many as the longest phrase has; those without a token do not count."""
        found: list[Place] = []
        for match in reversed(before):
            known = token(match[0])
            if known.main:
                found.append(Place(known, match.start(), match.end()))
                if len(found) == self._longest:
                    break
        return found[::-1]

    def _ending_here(self, places: list[Place]) -> list[_Found]:
        token, start, end = places[-1]
        hits = [_Found(start, end, number) for number in self._words.get(token.main, ())]
        if token.other is not None:
            hits += [_Found(start, end, number) for number in self._words.get(token.other, ())]
        for begin, number in self._begins:
            if token.main.startswith(begin) or (token.other or "").startswith(begin):
                hits.append(_Found(start, end, number))
        for sequence, number in self._phrases.get(token.main, ()):
            before = places[-len(sequence) :]
            if len(before) == len(sequence) and all(p.token.main == part for p, part in zip(before, sequence, strict=True)):
                hits.append(_Found(before[0].start, end, number))
        return hits


@lru_cache(maxsize=_QUERIES)
def _finder(terms: tuple[Term, ...]) -> _Finder:
    """One for all documents of an answer."""
    return _Finder(terms)


def _best(found: list[_Found]) -> int:
    """The begin of the window with the most different terms."""
    best, begin, first = 0, 0, 0
    inside: dict[int, int] = {}
    for last, hit in enumerate(found):
        inside[hit.term] = inside.get(hit.term, 0) + 1
        while hit.end - found[first].start > _WIDTH - _LEAD and first < last:
            term = found[first].term
            inside[term] -= 1
            if not inside[term]:
                del inside[term]
            first += 1
        if len(inside) > best:
            best, begin = len(inside), found[first].start
    return begin


def _word_start(text: str, at: int) -> int:
    """Forward to the next word's begin, so that no word is cut; a text without spaces is cut where it is."""
    if at == 0:
        return 0
    for offset in range(at, min(at + _LEAD // 2, len(text))):
        if text[offset - 1].isspace():
            return offset
    return at


def _word_end(text: str, at: int) -> int:
    if at == len(text):
        return at
    for offset in range(at, max(at - _LEAD // 2, 0), -1):
        if text[offset].isspace():
            return offset
    return at
