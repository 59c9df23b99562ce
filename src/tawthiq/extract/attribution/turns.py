"""Lines of a text as questions and answers: which lines an interview has as words of who is asked.

Only the shape is looked at here: marks at the head of lines, letters (س، ج), question marks at their ends, names before a colon.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEAD = re.compile(r"[ \t\u00a0\u200f\u200e]*(?:(?P<dash>[-–—*•●■▪◾○►»])[ \t\u00a0]*|(?P<letter>[سج])[0-9٠-٩]{0,3}[ \t]?[:\-–/][ \t]*)?")
_NAME = re.compile(r"[^:؟?.،«»\"\n]{2,40}?[ \t]?:[ \t]*")
_ASKS = re.compile(r"[؟?][»”\")\]]{0,2}\s*$")
_QUESTIONS = 2  # questions with answers that make an interview
_MOST_WORDS = 60  # words of a question that stands without a mark at its head
_HALF = 0.5  # lines with a question mark among those of one kind: more of them, and it is the kind of the questions
_OFTEN = 0.25  # questions among the lines from the first of them on: articles with headings that ask have fewer
_NAMED_LINES = 2  # lines that one name opens where speakers are named
_MOSTLY = 0.4  # lines that a name opens among the lines from the first of them on: headings «فلان: كذا» are fewer
_LABEL_WORDS = 4  # words of a name before a colon


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: ``begin`` is where its own words begin, behind what marks it; ``mark`` is that mark, or empty."""

    start: int
    begin: int
    end: int
    mark: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer from ``start`` to ``end``; it may end earlier, at one of the ``ends`` of its paragraphs, where none follows it.

    ``label`` is where the name stands that opens it, in texts that name who speaks.
    """

    start: int
    end: int
    ends: tuple[int, ...]
    last: bool
    label: tuple[int, int] | None = None


def lines(text: str) -> tuple[Line, ...]:
    """The lines that have words."""
    found, start = [], 0
    for whole in text.splitlines(keepends=True):
        line = whole.rstrip()
        head = _HEAD.match(line)
        if line.strip() and head is not None:
            begin = start + head.end()
            found.append(Line(start, begin, start + len(line), head["dash"] or head["letter"] or "", _ASKS.search(line) is not None))
        start += len(whole)
    return tuple(line for line in found if line.begin < line.end)


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions and answers: where the first question begins; ``marked``: marks or letters at the head of lines tell them apart."""

    begin: int
    answers: tuple[Answer, ...]
    marked: bool
    lettered: bool


def answers(text: str) -> Asked | None:
    """The answers of a text that has questions, by the first way of marking them that fits; None if none does."""
    every = lines(text)
    lettered = _by_letters(every)
    marked = lettered or _by_marks(every) or _in_turn(every)
    asked = marked or _by_question_marks(text, every)
    return Asked(every[asked[0]].start, tuple(_between(text, every, asked)), bool(marked), bool(lettered)) if asked else None


def _by_letters(every: Sequence[Line]) -> list[int]:
    asked = [i for i, line in enumerate(every) if line.mark == "س"]
    return asked if len(asked) >= _QUESTIONS and any(line.mark == "ج" for line in every) else []


def _by_marks(every: Sequence[Line]) -> list[int]:
    """Questions behind a mark of their own: most lines of that mark ask, of other lines few do."""
    counted = Counter(line.mark for line in every if line.mark not in {"", "س", "ج"})
    asking = Counter(line.mark for line in every if line.asks)
    for mark, count in counted.most_common():
        others = sum(line.asks for line in every if line.mark != mark)
        if asking[mark] >= max(_QUESTIONS, _HALF * count + 1) and others * 3 <= len(every) - count:
            return [i for i, line in enumerate(every) if line.mark == mark]
    return []


def _in_turn(every: Sequence[Line]) -> list[int]:
    """One mark before questions and answers, in turn: every second line of it asks."""
    for mark in dict.fromkeys(line.mark for line in every if line.asks and line.mark not in {"", "س", "ج"}):
        marked = [i for i, line in enumerate(every) if line.mark == mark]
        marked = marked[next(at for at, i in enumerate(marked) if every[i].asks) :]
        asked, told = marked[::2], marked[1::2]
        asking = sum(every[i].asks for i in asked)
        if asking >= max(_QUESTIONS, _HALF * len(asked)) and sum(every[i].asks for i in told) * 3 <= len(told):
            return asked
    return []


def _by_question_marks(text: str, every: Sequence[Line]) -> list[int]:
    """Short lines that end with a question mark, each with an answer behind it."""
    asked = [i for i, line in enumerate(every) if line.asks and len(text[line.begin : line.end].split()) <= _MOST_WORDS]
    answered = [i for i in asked if i + 1 < len(every) and not every[i + 1].asks]
    often = asked and len(asked) >= _OFTEN * (len(every) - asked[0])
    return asked if often and len(answered) > _QUESTIONS else []


def _between(text: str, every: Sequence[Line], asked: Sequence[int]) -> Iterator[Answer]:
    """What stands between two questions, and behind the last; without the name that may open it."""
    for first, following in zip(asked, [*asked[1:], len(every)], strict=True):
        inside = every[first + 1 : following]
        if inside:
            label = _label(text, inside[0])
            begin = _behind(text, label, inside[0]) if label else inside[0].begin
            yield Answer(begin, inside[-1].end, tuple(line.end for line in inside), following == len(every), label)


def named(text: str) -> tuple[Answer, ...]:
    """Lines that a name opens, where most lines are so: «فلان: …». Lines without a name belong to the one before."""
    every = lines(text)
    labels = [_label(text, line) for line in every]
    counted = Counter(text[label[0] : label[1]] for label in labels if label is not None)
    opening = [i for i, label in enumerate(labels) if label is not None]
    if len(counted) < _NAMED_LINES or max(counted.values()) < _NAMED_LINES or len(opening) < _MOSTLY * (len(every) - opening[0]):
        return ()
    return tuple(_spoken(text, every, labels, opening))


def _spoken(text: str, every: Sequence[Line], labels: Sequence[tuple[int, int] | None], opening: Sequence[int]) -> Iterator[Answer]:
    for first, following in zip(opening, [*opening[1:], len(every)], strict=True):
        label, inside = labels[first], every[first:following]
        if label is not None:
            yield Answer(
                _behind(text, label, inside[0]), inside[-1].end, tuple(line.end for line in inside), following == len(every), label
            )


def _behind(text: str, label: tuple[int, int], line: Line) -> int:
    """Where the words behind a name and its colon begin."""
    rest = text[label[1] : line.end]
    return line.end - len(rest.lstrip(" \t\u00a0:"))


def _label(text: str, line: Line) -> tuple[int, int] | None:
    found = _NAME.match(text, line.begin, line.end)
    if found is None or found.end() >= line.end:
        return None
    label = found[0].rstrip(" \t").removesuffix(":").rstrip()
    return (line.begin, line.begin + len(label)) if 0 < len(label.split()) <= _LABEL_WORDS else None
