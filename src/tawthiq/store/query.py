"""A query as data: what must be found, as the search engine gets it, and as a short text is held against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tawthiq.store.analyser import analyse, spelled
from tawthiq.text.fold import fold

Hints = tuple[tuple[str, ...], ...]
"""For each clause letters of which a text that answers has some."""


class Kind(StrEnum):
    """How a term is looked for."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Term:
    """``written`` as typed; ``tokens`` what is searched: any one of these sequences of index tokens.

    Of words near each other ``tokens`` are all of them, and ``distance`` is how many words may stand between.
    """

    kind: Kind
    written: str
    tokens: tuple[tuple[str, ...], ...]
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms of which one must be there (or, ``negated``, none)."""

    terms: tuple[Term, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Clauses that must all hold."""

    clauses: tuple[Clause, ...]

    @property
    def positive(self) -> Query:
        """Without what must not be there: what every text around an answer must have."""
        return Query(tuple(clause for clause in self.clauses if not clause.negated))

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that a found document is marked with."""
        return tuple(term for clause in self.clauses if not clause.negated for term in clause.terms)


def expression(query: Query, tags: tuple[str, ...] = ()) -> str:
    """The query in FTS5's language. Tokens hold letters and digits only, so quoting them is enough."""
    needed = [_any(clause.terms) for clause in query.clauses if not clause.negated]
    needed += [f'tag : "{tag}"' for tag in tags]
    unwanted = [_any(clause.terms) for clause in query.clauses if clause.negated]
    found = " AND ".join(f"({part})" for part in needed)
    return f"({found}) NOT ({' OR '.join(unwanted)})" if unwanted else found


def _any(terms: tuple[Term, ...]) -> str:
    return " OR ".join(_one(term) for term in terms)


def _one(term: Term) -> str:
    if term.kind is Kind.PREFIX:
        return f'{{word other}} : "{term.tokens[0][0]}" *'
    if term.kind is Kind.NEAR:
        words = " ".join(f'"{token}"' for (token,) in term.tokens)
        return f"word : NEAR({words}, {term.distance})"
    columns = "word" if term.kind is Kind.PHRASE else "{word other}"
    choices = " OR ".join('"' + " ".join(sequence) + '"' for sequence in term.tokens)
    return f"{columns} : ({choices})"


def holds(query: Query, text: str) -> bool:
    """Whether a short text answers a query, by the same tokens as the index."""
    places = [place.token for place in analyse(text)]
    mains = [token.main for token in places]
    either = {*mains, *(token.other for token in places if token.other)}
    return all(any(_holds(term, mains, either) for term in clause.terms) is not clause.negated for clause in query.clauses)


def hints(query: Query) -> Hints:
    """For each clause letters of which a text that answers has some, folded: whoever has none of them need not be analysed."""
    return tuple(
        tuple(dict.fromkeys(hint for term in clause.terms for tokens in term.tokens for hint in letters_of(term, max(tokens, key=len))))
        for clause in query.clauses if not clause.negated
    )


def letters_of(term: Term, token: str) -> Iterator[str]:
    """The letters of a token as words may have them: other spellings that are searched as it, and لل for an article."""
    for written in spelled(token, beginning=term.kind is Kind.PREFIX):
        yield written.removeprefix("ال")


def hinted(hints: Hints, text: str) -> bool:
    """Whether a text can answer a query with these hints at all."""
    key = fold(text)
    return all(any(hint in key for hint in choices) for choices in hints)


def _holds(term: Term, mains: list[str], either: set[str]) -> bool:
    if term.kind is Kind.PREFIX:
        return any(token.startswith(term.tokens[0][0]) for token in either)
    if term.kind is Kind.WORD:
        return any(token in either for (token,) in term.tokens)
    if term.kind is Kind.PHRASE:
        return any(tuple(mains[start : start + len(run)]) == run for run in term.tokens for start in range(len(mains) - len(run) + 1))
    wanted = [token for (token,) in term.tokens]
    window = term.distance + len(wanted)
    return any(set(wanted) <= set(mains[start : start + window]) for start in range(max(1, len(mains) - window + 1)))


def written(query: Query, text: str) -> bool:
    """Whether a text has the words as they were typed, whole words in this very spelling."""
    return all(any(_written(term, text) for term in clause.terms) is not clause.negated for clause in query.clauses)


def written_pieces(query: Query) -> tuple[tuple[str, ...], ...]:
    """Of each clause words of which the text of an answer has one, as typed: looking for these is quicker than asking ``written``."""
    return tuple(
        tuple(max(re.sub(r"\sNEAR/\d+\s", " ", term.written).rstrip("*").split() or [""], key=len) for term in clause.terms)
        for clause in query.clauses if not clause.negated
    )


def _written(term: Term, text: str) -> bool:
    pieces = re.split(r"\s+NEAR/\d+\s+", term.written) if term.kind is Kind.NEAR else [term.written.rstrip("*")]
    open_end = term.kind is Kind.PREFIX
    return all(_stands(piece, text, open_end=open_end) for piece in pieces)


def _stands(piece: str, text: str, *, open_end: bool) -> bool:
    """Whether words stand in a text as they are. A single one is looked for as letters first: ten times as quick as by a pattern."""
    words = piece.split()
    if len(words) != 1:
        spaced, end = r"\s+".join(map(re.escape, words)), "" if open_end else r"(?!\w)"
        return re.search(rf"(?<!\w){spaced}{end}", text) is not None
    word, at = words[0], -1
    while (at := text.find(word, at + 1)) >= 0:
        if not _is_letter(text[at - 1 : at]) and (open_end or not _is_letter(text[at + len(word) : at + len(word) + 1])):
            return True
    return False


def _is_letter(sign: str) -> bool:
    """Whether a sign (or none) belongs to a word, as patterns have it."""
    return sign.isalnum() or sign == "_"
