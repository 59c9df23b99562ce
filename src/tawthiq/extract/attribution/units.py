"""Units: stretches of words in which cues find their sources and contents. Sentences, joined over words in marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tawthiq.extract.attribution.lexicon import cue_forms
from tawthiq.extract.attribution.lexicon import words as listed
from tawthiq.extract.attribution.marks import Marked, marked_spans
from tawthiq.extract.frame import Frame
from tawthiq.text.fold import fold
from tawthiq.text.words import Word

_LONGEST = 400  # words: the longest unit read at once, so that reading stays linear in the length of a text
_STOPS = frozenset(".!?؟؛;…")
_SHORTEST = 2  # letters: no noun for people is shorter
_PEOPLE = ("anonymous", "collective", "kin")


@dataclass(frozen=True, slots=True)
class Unit:
    """``keys`` are folded stems, ``surfaces`` folded words.

    ``inside[i]`` is the index in ``marked`` of the innermost words in marks around word i, or -1. ``opens`` and ``closes``
    give for the index of a mark the index in ``marked`` that it opens or closes.
    """

    words: tuple[Word, ...]
    keys: tuple[str, ...]
    surfaces: tuple[str, ...]
    marked: tuple[Marked, ...]
    inside: tuple[int, ...]
    opens: dict[int, int]
    closes: dict[int, int]
    paragraph: int
    first: bool

    def __len__(self) -> int:
        return len(self.words)

    def is_stop(self, index: int) -> bool:
        """Whether a word ends a sentence."""
        stop = self.words[index].kind == "mark" and self.words[index].text in _STOPS
        return stop and not (index and self.words[index].text == "." and self.words[index - 1].kind == "word" and self._initial(index - 1))

    def _initial(self, index: int) -> bool:
        """Whether a word is one letter: the dot behind it shortens a name."""
        return len(self.words[index].text) == 1

    def after(self, marked: int) -> int:
        """The index of the first word behind the words in marks."""
        close = self.marked[marked].close
        return bisect_left(self.words, close, key=lambda word: word.start)

    def surface(self, index: int) -> str:
        """The folded surface of a word."""
        return self.surfaces[index]


def units(frame: Frame) -> Iterator[Unit]:
    """The units of a text in order."""
    marked = marked_spans(frame)
    cursor = 0
    for group in _groups(frame, marked):
        words = tuple(word for index in group for word in frame.words[index])
        paragraph = frame.sentences[group[0]].paragraph
        for start in range(0, len(words), _LONGEST):
            part = words[start : start + _LONGEST]
            while cursor < len(marked) and marked[cursor].close <= part[0].start:
                cursor += 1
            near = []
            for span in marked[cursor:]:
                if span.open >= part[-1].end:
                    break
                near.append(span)
            yield _unit(part, tuple(near), paragraph, first=group[0] == 0 and start == 0)


def _groups(frame: Frame, marked: Sequence[Marked]) -> Iterator[list[int]]:
    """Indices of sentences that belong together because words in marks reach over their border."""
    group: list[int] = []
    reach = cursor = 0
    for index, sentence in enumerate(frame.sentences):
        if not frame.words[index]:
            continue
        if group and sentence.start >= reach:
            yield group
            group = []
        group.append(index)
        while cursor < len(marked) and marked[cursor].open < sentence.end:
            reach = max(reach, marked[cursor].close)
            cursor += 1
    if group:
        yield group


def _key(word: Word) -> str:
    """The word's key; of an accusative whose noun is one for people (أن مصدرا قال), that of the noun."""
    bare = word.key[:-1]
    accusative = word.key.endswith("ا") and len(bare) > _SHORTEST and not word.article and word.key not in cue_forms()
    return bare if accusative and any(bare in listed(name) for name in _PEOPLE) else word.key


def _unit(words: tuple[Word, ...], marked: tuple[Marked, ...], paragraph: int, *, first: bool) -> Unit:
    inside, opens, closes = [], {}, {}
    stack: list[int] = []
    cursor = 0
    for index, word in enumerate(words):
        while stack and marked[stack[-1]].close <= word.start:
            stack.pop()
        while cursor < len(marked) and marked[cursor].open <= word.start:
            if marked[cursor].open == word.start:
                opens[index] = cursor
            if marked[cursor].close > word.start:
                stack.append(cursor)
            cursor += 1
        if stack and marked[stack[-1]].closed and word.end == marked[stack[-1]].close:
            closes[index] = stack[-1]
        inside.append(stack[-1] if stack and index not in opens and index not in closes else -1)
    keys, surfaces = tuple(map(_key, words)), tuple(fold(word.text) for word in words)
    return Unit(words, keys, surfaces, marked, tuple(inside), opens, closes, paragraph, first)
