"""What a person types into the search field, understood.

    word word         documents with all of them, in any spelling and with any clitic
    "word word"       the words one after another («» and “” do as well; a mark without its fellow closes at the end)
    word OR word      one or the other; OR binds more closely than standing beside each other
    (word OR word)    the same, told plainly
    NOT word, -word   documents without it; NOT (word OR word): without either
    word*             words that begin so
    word NEAR word    both, with at most ten words between; NEAR/3 with at most three

Marks of punctuation mean nothing. What would be understood otherwise than it was meant (an operator without a word,
a star inside a word, OR between more than words) is a UsageError that says how to write it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from tawthiq.errors import UsageError
from tawthiq.store.analyser import Token, analyse, prefix
from tawthiq.store.query import Clause, Kind, Query, Term

_PIECE = re.compile(
    r'(?P<minus>-?)(?:"(?P<plain>[^"]*)"?|«(?P<arabic>[^»]*)»?|“(?P<curly>[^”]*)”?|(?P<open>\()|(?P<word>[^\s"«“()]+))|(?P<close>\))'
)
_NEAR = re.compile(r"NEAR(?:/(\d{1,4}))?")
_DISTANCE, _FARTHEST = 10, 200  # words between: a sentence and a half; a page
_TERMS = 32  # words and phrases of one query; more is a pasted text
_VARIANTS = 8  # ways to read a phrase whose words have two tokens
_SHORTEST_PREFIX = 2  # letters: one letter begins a tenth of all words
_OR = frozenset({"OR", "|"})
_SHOWN = 80  # code points of a query that are told again


def parse(text: str) -> Query:
    """A query; UsageError where it has no word to look for, too many, or would not mean what it says."""
    parser = _Parser()
    for match in _PIECE.finditer(text.replace("\0", " ")):  # the engine's own language ends at a NUL
        parser.take(match)
    return _checked(parser.end(), text)


def _checked(query: Query, text: str) -> Query:
    if not query.wanted:
        raise UsageError("T422", query=text[:_SHOWN])
    if sum(len(clause.terms) for clause in query.clauses) > _TERMS:
        raise UsageError("T423", most=_TERMS)
    return query


@dataclass(slots=True)
class _Group:
    """An open bracket: the clauses before it, what stands before it, and whether it means anything (OR or NOT at it)."""

    before: int
    joined: bool
    negated: bool


class _Parser:
    """Takes piece after piece; ``waiting`` is the operator that has no word behind it yet."""

    def __init__(self) -> None:
        self._clauses: list[Clause] = []
        self._waiting: str | None = None
        self._negating = False
        self._near: int | None = None
        self._groups: list[_Group] = []
        self._several = False  # the last piece closed a group of several clauses

    def take(self, match: re.Match[str]) -> None:
        """The next piece of the query."""
        word, minus = match["word"], bool(match["minus"])
        if match["close"]:
            self._close()
        elif match["open"]:
            self._open(minus=minus)
        elif word is not None and not minus and (word in _OR or word in {"AND", "NOT"}):
            self._operator(word)
        elif word is not None and not minus and (word == "NEAR" or word.startswith("NEAR/")):
            self._distance(word)
        elif (term := _term(match)) is not None:
            self._term(term, minus=minus)

    def end(self) -> Query:
        """What was understood."""
        self._complete()
        return Query(tuple(self._clauses))

    def _complete(self) -> None:
        if self._waiting is not None and self._clauses:
            raise UsageError("T425", operator=self._waiting)

    def _operator(self, word: str) -> None:
        first = len(self._clauses) == (self._groups[-1].before if self._groups else 0)
        if self._waiting in _OR and word == "NOT":
            raise UsageError("T426")
        if (self._waiting is not None and not (self._waiting == "AND" and word == "NOT")) or (first and word != "NOT"):
            raise UsageError("T425", operator=word)
        if word in _OR and self._several:
            raise UsageError("T429")
        self._waiting, self._negating = word, word == "NOT"

    def _distance(self, word: str) -> None:
        found = _NEAR.fullmatch(word)
        if found is None:
            raise UsageError("T427", near=word)
        if self._waiting is not None or not self._clauses:
            raise UsageError("T425", operator=word)
        if not _can_be_near(self._clauses[-1]):
            raise UsageError("T427", near=word)
        self._waiting, self._near = word, min(int(found[1] or _DISTANCE), _FARTHEST)

    def _open(self, *, minus: bool) -> None:
        if self._near is not None:
            raise UsageError("T427", near=self._waiting)
        joined, negated = self._waiting in _OR, minus or self._negating
        if joined and negated:
            raise UsageError("T426")
        self._groups.append(_Group(len(self._clauses) - joined, joined, negated))
        self._several = False
        if not joined:
            self._waiting, self._negating = None, False

    def _close(self) -> None:
        self._complete()
        if not self._groups:
            return  # the bracket of a list, «1) …»: a mark of punctuation like others
        group = self._groups.pop()
        self._several = len(self._clauses) - group.before > 1
        if self._several and (group.joined or group.negated):
            raise UsageError("T429")

    def _term(self, term: Term, *, minus: bool) -> None:
        self._several = False
        if self._near is not None:
            self._join_near(term)
            return
        own = minus or self._negating
        within = any(group.negated for group in self._groups)
        joining = self._waiting in _OR
        if own and within:
            raise UsageError("T429")
        if joining and (own or self._clauses[-1].negated is not within):
            raise UsageError("T426")
        if joining:
            self._clauses[-1] = Clause((*self._clauses[-1].terms, term), within)
        else:
            self._clauses.append(Clause((term,), own or within))
        self._waiting, self._negating = None, False

    def _join_near(self, term: Term) -> None:
        last = self._clauses[-1]
        if term.kind is not Kind.WORD:
            raise UsageError("T427", near=self._waiting)
        self._clauses[-1] = Clause((_near(last.terms[0], term, self._near or 0),), last.negated)
        self._waiting = self._near = None


def _can_be_near(clause: Clause) -> bool:
    """Whether a word can be looked for near the last one: single words and chains of them can."""
    return len(clause.terms) == 1 and clause.terms[0].kind in (Kind.WORD, Kind.NEAR)


def _near(first: Term, second: Term, distance: int) -> Term:
    own = first.tokens if first.kind is Kind.NEAR else first.tokens[:1]
    written = f"{first.written} NEAR/{distance} {second.written}"
    return Term(Kind.NEAR, written, (*own, second.tokens[0]), max(distance, first.distance))


def _term(match: re.Match[str]) -> Term | None:
    word = match["word"]
    written = word if word is not None else match["plain"] or match["arabic"] or match["curly"] or ""
    places = [place.token for place in analyse(written)]
    if not places:
        return None
    if word is not None and "*" in word:
        return _beginning(word, len(places))
    kind = Kind.WORD if len(places) == 1 else Kind.PHRASE
    return Term(kind, written, tuple(product(*map(_choices, places)))[:_VARIANTS] if kind is Kind.PHRASE else _single(places[0]))


def _beginning(word: str, places: int) -> Term:
    """``word*``; UsageError for a star elsewhere, or behind fewer letters than tell anything."""
    begin = prefix(word.rstrip("*"))
    if places > 1 or "*" in word.rstrip("*") or len(begin) < _SHORTEST_PREFIX:
        raise UsageError("T428", word=word[:_SHOWN])
    return Term(Kind.PREFIX, word, ((begin,),))


def _choices(token: Token) -> tuple[str, ...]:
    return (token.main,) if token.other is None else (token.main, token.other)


def _single(token: Token) -> tuple[tuple[str, ...], ...]:
    return tuple((choice,) for choice in _choices(token))
