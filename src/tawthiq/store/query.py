"""What a person types into the search field, understood.

    word word         documents with all of them, in any spelling and with any clitic
    "word word"       the words one after another («» and “” do as well)
    word OR word      one or the other
    NOT word, -word   documents without it
    word*             words that begin so

Nothing a person types is an error of syntax: a mark without its fellow closes at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from tawthiq.errors import UsageError
from tawthiq.store.analyser import Token, analyse, prefix

_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<plain>[^"]*)"?|«(?P<arabic>[^»]*)»?|“(?P<curly>[^”]*)”?|(?P<word>[^\s"«“]+))')
_TERMS = 32  # words and phrases of one query; more is a pasted text
_VARIANTS = 8  # ways to read a phrase whose words have two tokens
_SHORTEST_PREFIX = 2  # letters: one letter begins a tenth of all words


class Kind(StrEnum):
    """How a term is looked for."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Term:
    """``written`` as typed; ``tokens`` what is searched: any one of these sequences of index tokens."""

    kind: Kind
    written: str
    tokens: tuple[tuple[str, ...], ...]


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
    def wanted(self) -> tuple[Term, ...]:
        """The terms that a found document is marked with."""
        return tuple(term for clause in self.clauses if not clause.negated for term in clause.terms)


def parse(text: str) -> Query:
    """A query; UsageError where it has no word to look for, or too many."""
    clauses: list[Clause] = []
    joining = negating = False
    for match in _PIECE.finditer(text):
        word = match["word"]
        if not match["minus"] and word in {"OR", "|", "NOT", "AND"}:
            joining, negating = word in {"OR", "|"} and bool(clauses), word == "NOT"
            continue
        term = _term(match)
        if term is None:
            continue
        negated = negating or bool(match["minus"])
        if joining and not negated and not clauses[-1].negated:
            clauses[-1] = Clause((*clauses[-1].terms, term))
        else:
            clauses.append(Clause((term,), negated))
        joining = negating = False
    return _checked(Query(tuple(clauses)), text)


def _checked(query: Query, text: str) -> Query:
    if not query.wanted:
        raise UsageError("T422", query=text[:80])
    if sum(len(clause.terms) for clause in query.clauses) > _TERMS:
        raise UsageError("T423", most=_TERMS)
    return query


def _term(match: re.Match[str]) -> Term | None:
    word = match["word"]
    written = word if word is not None else match["plain"] or match["arabic"] or match["curly"] or ""
    places = [place.token for place in analyse(written)]
    if word is not None and word.endswith("*") and len(places) == 1:
        begin = prefix(word.rstrip("*"))
        if len(begin) >= _SHORTEST_PREFIX:
            return Term(Kind.PREFIX, written, ((begin,),))
    if not places:
        return None
    kind = Kind.WORD if len(places) == 1 else Kind.PHRASE
    return Term(kind, written, tuple(product(*map(_choices, places)))[:_VARIANTS] if kind is Kind.PHRASE else _single(places[0]))


def _choices(token: Token) -> tuple[str, ...]:
    return (token.main,) if token.other is None else (token.main, token.other)


def _single(token: Token) -> tuple[tuple[str, ...], ...]:
    return tuple((choice,) for choice in _choices(token))


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
    columns = "word" if term.kind is Kind.PHRASE else "{word other}"
    choices = " OR ".join('"' + " ".join(sequence) + '"' for sequence in term.tokens)
    return f"{columns} : ({choices})"
