"""Sentences, also across the joints of scraped text (`.,` `؟.,` `،.,`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

_PATTERN = r"""
    [.!?؟…]+ (?:[,،] (?=\s|$) )? [»"”’'\)\]›]* (?=\s|$)   # an end mark, with a joint and closing marks behind it
  | [،؛,;]\.,                                              # a joint after another mark
  | (?<=[\p{L}»"”\)])[.!?؟…]+(?=[\p{Arabic}«"“]\p{Arabic})  # an end mark without a space behind it
  | \.,
  | (?=(?:إقرأ|اقرأ)[ \t]+أيض)                              # a teaser for another article, also glued to the word before
  | \R+                                                    # lines: titles, paragraphs
"""

_LONGEST = 2_000  # code points: no sentence of 35,000 of the press is as long; readers may compare its words with each other

_ABBREVIATION = r"(?:^|[\s(.])(?:[وفبلك]?\p{L}|هـ)\.$"  # «د.», «ود.», «أ.د.», initials: no end of a sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as offsets (code points, end-exclusive) without surrounding white space; ``paragraph`` counts from 0."""

    start: int
    end: int
    paragraph: int


@cache
def _boundary() -> regex.Pattern[str]:
    return regex.compile(_PATTERN, regex.VERBOSE)


@cache
def _space() -> regex.Pattern[str]:
    return regex.compile(r"\s")


@cache
def _abbreviation() -> regex.Pattern[str]:
    return regex.compile(_ABBREVIATION)


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; together they hold everything that is not white space.

    What goes on for more than _LONGEST without an end, as in tables and hostile texts, is cut between words.
    """
    found: list[Sentence] = []
    start = paragraph = 0
    for mark in _boundary().finditer(text):
        line_end = mark[0].strip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029") == ""
        if not line_end and _abbreviation().search(text, max(0, mark.start() - 4), mark.start() + 1):
            continue
        found += _pieces(text, start, mark.end(), paragraph)
        start = mark.end()
        paragraph += line_end
    return tuple(found + _pieces(text, start, len(text), paragraph))


def _pieces(text: str, start: int, end: int, paragraph: int) -> list[Sentence]:
    """One sentence, or several where it is longer than _LONGEST."""
    found: list[Sentence] = []
    while end - start > _LONGEST and (space := _space().search(text, start + _LONGEST, end)) is not None:
        cut = space.start()
        found += _trimmed(text, start, cut, paragraph)
        start = cut
    return found + _trimmed(text, start, end, paragraph)


def _trimmed(text: str, start: int, end: int, paragraph: int) -> list[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Sentence(start, end, paragraph)] if start < end else []
