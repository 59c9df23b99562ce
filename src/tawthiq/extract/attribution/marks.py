"""Quotation marks: pairs of any kinds, nested, reversed or left open, repaired paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tawthiq.extract.attribution.lexicon import cue_forms
from tawthiq.extract.frame import Frame
from tawthiq.text.sentences import Sentence
from tawthiq.text.words import Word

_OPENERS, _CLOSERS, _NEUTRAL = frozenset("«“„‹"), frozenset("»”›"), frozenset('"‟＂')
_MARKS = _OPENERS | _CLOSERS | _NEUTRAL
_DEEPEST = 4  # nested marks: more than that is noise
_BEHIND_CLOSER = frozenset(".,،؛:!?؟)]…-–—") | _MARKS


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in marks: ``open`` is the offset of the opening mark, ``close`` the end behind the closing one.

    ``start`` and ``end`` bound the words without marks and white space.
    """

    open: int
    start: int
    end: int
    close: int
    closed: bool = True


def marked_spans(frame: Frame) -> tuple[Marked, ...]:
    """All spans in marks in order of their opening."""
    found: list[Marked] = []
    for group in _paragraphs(frame.sentences):
        found += _in_paragraph(frame, group)
    return tuple(sorted(found, key=lambda mark: (mark.open, -mark.close)))


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """First and last index of the sentences of each paragraph."""
    for _, group in groupby(range(len(sentences)), key=lambda i: sentences[i].paragraph):
        members = list(group)
        yield members[0], members[-1]


def _in_paragraph(frame: Frame, group: tuple[int, int]) -> list[Marked]:
    first, last = frame.sentences[group[0]], frame.sentences[group[1]]
    places = [i for i in range(first.start, last.end) if frame.text[i] in _MARKS]
    stack: list[int] = []
    found: list[Marked] = []
    for n, place in enumerate(places):
        following = places[n + 1] if n + 1 < len(places) else None
        if _opens(frame.text, place, stack, following):
            if stack and frame.text[stack[-1]] == frame.text[place] and frame.text[place] in _NEUTRAL:
                stack.pop()  # the same neutral mark opens again: the one before was never closed
            if len(stack) < _DEEPEST:
                stack.append(place)
        elif stack:
            found += _pair(frame.text, stack.pop(), place, place + 1)
    for place in stack[:1]:
        end = _repaired_end(frame, place, group)
        found += _pair(frame.text, place, end, end, closed=False)
    return found


def _pair(text: str, opening: int, end: int, close: int, *, closed: bool = True) -> list[Marked]:
    start = opening + 1
    while start < end and (text[start].isspace() or text[start] == ":"):
        start += 1  # قال فلان»: كذا«
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Marked(opening, start, end, close, closed)] if start < end else []


def _opens(text: str, place: int, stack: list[int], following: int | None) -> bool:
    """Whether a mark opens: by its glyph, its neighbours, and whether anything is open."""
    before = text[place - 1] if place else " "
    behind = text[place + 1] if place + 1 < len(text) else " "
    free_before = before.isspace() or before in "([:ـ،.," or not before.isalnum()
    closing_shape = not before.isspace() and (behind.isspace() or behind in _BEHIND_CLOSER)
    opening_shape = free_before and not behind.isspace()
    glyph = text[place]
    if glyph in _OPENERS:
        return not (stack and closing_shape and not opening_shape)
    if glyph in _CLOSERS:
        reversed_pair = not stack and following is not None and text[following] in _OPENERS
        return not stack and (opening_shape or reversed_pair)
    if not stack:
        return True
    return opening_shape and not closing_shape


def _repaired_end(frame: Frame, place: int, group: tuple[int, int]) -> int:
    """Where an unclosed quotation ends: at the paragraph's end, or before a sentence that is clearly the outlet's."""
    first = frame.sentence_at(place)
    turn = next((at for at in _turns(frame.words[first]) if at > place), None)
    if turn is not None:
        return turn
    for index in range(first + 1, group[1] + 1):
        if _outlet_again(frame.words[index]):
            return frame.sentences[index - 1].end
    return frame.sentences[group[1]].end


def _turns(words: Sequence[Word]) -> Iterator[int]:
    """The offsets of commas behind which somebody goes on speaking in the outlet's words: «كذا، ودعا إلى …, «كذا، مضيفا أن …."""
    for comma, head in pairwise(words):
        cues = cue_forms().get(head.key, ()) if comma.text in "،," and head.kind == "word" else ()
        verbs = any(cue.part == "verb" and cue.person == _THIRD and not cue.present for cue in cues) and head.conjunction == "و"
        if verbs or (head.text.endswith(("ا", "اً", "ًا")) and any(cue.part == "participle" for cue in cues)):
            yield comma.start


_THIRD = 3


def _outlet_again(words: Sequence[Word]) -> bool:
    head = next((word for word in words if word.kind == "word"), None)
    if head is None or not head.conjunction:
        return False
    return head.key.startswith("كان") or any(cue.part == "verb" and cue.person == 3 for cue in cue_forms().get(head.key, ()))
