"""What a person types into the search field, understood.

    word word         documents with all of them, in any spelling and with any clitic
    "word word"       the words one after another («» and “” do as well)
    word OR word      one or the other
    NOT word, -word   documents without it
    word*             words that begin so
    word NEAR word    both, with at most ten words between; NEAR/3 with at most three

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
_NEAR = re.compile(r"NEAR(?:/(\d{1,4}))?")
_DISTANCE, _FARTHEST = 10, 200  # words between: a sentence and a half; a page
_TERMS = 32  # words and phrases of one query; more is a pasted text
_VARIANTS = 8  # ways to read a phrase whose words have two tokens
_SHORTEST_PREFIX = 2  # letters: one letter begins a tenth of all words


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
    def wanted(self) -> tuple[Term, ...]:
        """The terms that a found document is marked with."""
        return tuple(term for clause in self.clauses if not clause.negated for term in clause.terms)


def parse(text: str) -> Query:
    """A query; UsageError where it has no word to look for, or too many."""
    clauses: list[Clause] = []
    joining = negating = False
    near: int | None = None
    for match in _PIECE.finditer(text.replace("\0", " ")):  # the engine's own language ends at a NUL
        word = match["word"]
        if word is not None and (distance := _NEAR.fullmatch(word)):
            near = min(int(distance[1] or _DISTANCE), _FARTHEST) if clauses else None
            continue
        if not match["minus"] and word in {"OR", "|", "NOT", "AND"}:
            joining, negating = word in {"OR", "|"} and bool(clauses), word == "NOT"
            continue
        term = _term(match)
        if term is None:
            continue
        negated = negating or bool(match["minus"])
        if near is not None and _joins(clauses[-1], term):
            clauses[-1] = Clause((_near(clauses[-1].terms[0], term, near),), clauses[-1].negated)
            near = None
            continue
        near = None
        if joining and not negated and not clauses[-1].negated:
            clauses[-1] = Clause((*clauses[-1].terms, term))
        else:
            clauses.append(Clause((term,), negated))
        joining = negating = False
    return _checked(Query(tuple(clauses)), text)


def _joins(clause: Clause, term: Term) -> bool:
    """Whether a word can be looked for near the last one: single words and chains of them can."""
    return len(clause.terms) == 1 and clause.terms[0].kind in (Kind.WORD, Kind.NEAR) and term.kind is Kind.WORD


def _near(first: Term, second: Term, distance: int) -> Term:
    own = first.tokens if first.kind is Kind.NEAR else first.tokens[:1]
    written = f"{first.written} NEAR/{distance} {second.written}"
    return Term(Kind.NEAR, written, (*own, second.tokens[0]), max(distance, first.distance))


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


def _written(term: Term, text: str) -> bool:
    pieces = re.split(r"\s+NEAR/\d+\s+", term.written) if term.kind is Kind.NEAR else [term.written.rstrip("*")]
    end = "" if term.kind is Kind.PREFIX else r"(?!\w)"
    spaced = (r"\s+".join(map(re.escape, piece.split())) for piece in pieces)
    return all(re.search(rf"(?<!\w){piece}{end}", text) for piece in spaced)
