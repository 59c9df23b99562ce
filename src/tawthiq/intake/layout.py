"""Characters with boxes -> text in reading order, for pages that run right to left, left to right, or both.

1. lines: characters of one baseline
2. columns (``gutters``): the right one first on a page in Arabic
3. order: right to left in an Arabic line, with numbers and Latin runs turned back; marks after their letter
4. spaces where the gap between two boxes is wide enough

Presentation forms (U+FB50-FDFF, U+FE70-FEFF) become the letters they stand for; nothing else is normalised.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from tawthiq.intake.fused import settled
from tawthiq.intake.glyph import Glyph
from tawthiq.intake.gutters import Line, columns, extent

_SAME_LINE = 0.45  # of the font size between baselines: superscripts stay in the line, the next line is at 1.0 or more
_SPACE = 0.2  # of the font size between boxes; an Arabic word space is 0.22 to 0.35, gaps inside words under 0.19 (behind a narrow alef)
_BESIDE_FUSED = 0.8  # of the font size, beside a letter whose own width is unknown: its box may be narrower by a third
_PARAGRAPH = 1.6  # of the usual line distance: a wider one begins a paragraph
_INDENT = 0.5  # of the font size: slack of a ragged edge; an indented first line stands in by twice that
_OTHER_SIZE = 1.15  # ratio of font sizes between a heading and its text
_RTL_LINE = 0.2  # of a line's letters on a page in Arabic; an address of 25 letters beside one word
_RTL = frozenset(["R", "AL"])
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_OPEN, _CLOSE = frozenset("([{«‹"), frozenset(")]}»›")
_ALEF = frozenset("اأإآٱ")
_SEPARATORS = frozenset(".,:/-%٪٫٬+$€£#°'_@&")



def assemble(glyphs: Sequence[Glyph]) -> str:
    """The text of a page: a line for each paragraph, an empty line before columns and wherever the page leaves room."""
    if not glyphs:
        return ""
    right_to_left = _is_rtl(glyphs)
    lines = _lines(settled(glyphs))
    blocks = [block for block in columns(lines, right_to_left=right_to_left) if block]
    return "\n\n".join(text for block in blocks if (text := _block(block, page_rtl=right_to_left)))


def _is_rtl(glyphs: Sequence[Glyph], share: float = 0.5) -> bool:
    """Whether right-to-left letters have at least this share of all letters."""
    classes = [unicodedata.bidirectional(glyph.char) for glyph in glyphs]
    rtl = sum(kind in _RTL for kind in classes)
    return rtl > 0 and rtl >= share * (rtl + classes.count("L"))


def _lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """Lines from top to bottom; a mark off the baseline belongs to the line that its neighbours in the file are in."""
    marks = [glyph for glyph in glyphs if unicodedata.combining(glyph.char)]
    letters = sorted((glyph for glyph in glyphs if not unicodedata.combining(glyph.char)), key=lambda glyph: -glyph.base)
    lines: list[Line] = []
    base = 0.0
    for glyph in letters:
        if lines and base - glyph.base <= _SAME_LINE * max(glyph.size, lines[-1][0].size if len(lines[-1]) < 3 else glyph.size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            base = glyph.base
    return [line for line in _with_marks(lines, marks) if any(not glyph.char.isspace() for glyph in line)]


def _with_marks(lines: list[Line], marks: Sequence[Glyph]) -> list[Line]:
    if not lines:
        return [list(marks)] if marks else []
    bases = [median(glyph.base for glyph in line) for line in lines]
    place = 0
    for mark in sorted(marks, key=lambda glyph: -glyph.base):
        while place + 1 < len(lines) and abs(bases[place + 1] - mark.base) < abs(bases[place] - mark.base):
            place += 1
        lines[place].append(mark)
    return lines


def _block(lines: list[Line], *, page_rtl: bool) -> str:
    """Lines of one column; a line that only the column's width ended goes on after a blank, a paragraph ends its line."""
    bases = [median(glyph.base for glyph in line) for line in lines]
    steps = [upper - lower for upper, lower in pairwise(bases)]
    usual = median(steps) if steps else 0.0
    extents = [extent(line) for line in lines]
    edges = (min(left for left, _ in extents), max(right for _, right in extents))
    pieces = [line_text(lines[0], page_rtl=page_rtl)]
    for number, step in enumerate(steps, start=1):
        before, line = lines[number - 1], lines[number]
        if usual > 0 and step > _PARAGRAPH * usual:
            pieces.append("\n\n")
        else:
            pieces.append("\n" if _ends(before, line, edges, page_rtl=page_rtl) else " ")
        pieces.append(line_text(line, page_rtl=page_rtl))
    return "".join(pieces).strip()


def _ends(line: Line, following: Line, edges: tuple[float, float], *, page_rtl: bool) -> bool:
    """Whether a paragraph ends with a line: the next line's first word would have fitted, it is indented, or set otherwise."""
    rtl = _is_rtl(line, _RTL_LINE if page_rtl else 0.5)
    (left, right), (next_left, next_right) = extent(line), extent(following)
    size, next_size = line[0].size, following[0].size
    room = left - edges[0] if rtl else edges[1] - right
    indent = right - next_right if rtl else next_left - left
    other_size = max(size, next_size) > _OTHER_SIZE * min(size, next_size)
    return other_size or room > _first_word(following, rtl=rtl) + _INDENT * size or indent > _INDENT * 2 * size


def _first_word(line: Line, *, rtl: bool) -> float:
    """The width of the word a line begins with."""
    letters = [glyph for glyph in line if not unicodedata.combining(glyph.char)]
    drawn = sorted(letters, key=lambda glyph: -glyph.left if rtl else glyph.left)
    start = edge = None
    for glyph in drawn:
        if start is None or edge is None:
            if not glyph.char.isspace():
                start, edge = glyph, glyph
            continue
        if glyph.char.isspace() or _apart_by(edge, glyph) > _SPACE * glyph.size:
            break
        edge = glyph
    return 0.0 if start is None or edge is None else max(start.right, edge.right) - min(start.left, edge.left)


def _apart_by(one: Glyph, other: Glyph) -> float:
    return max(one.left, other.left) - min(one.right, other.right)


def line_text(line: Line, *, page_rtl: bool = False) -> str:
    """One line in logical order. On a page in Arabic a line with a long Latin name in it still runs right to left."""
    letters, marks = _apart(line)
    if not any(not glyph.char.isspace() for glyph in letters):
        return "".join(glyph.char for glyph in line).strip()
    rtl = _is_rtl(line, _RTL_LINE if page_rtl else 0.5)
    spaced = _with_spaces(_inside(letters))
    ordered = _right_to_left(spaced) if rtl else _left_to_right(spaced)
    return _mirrored(_letters("".join(_joined(ordered, marks))), right_to_left=rtl).strip()


def _inside(letters: Line) -> Line:
    """Without the blanks that a file sets behind its lines, which a justified line has under its last letter."""
    middles = [glyph.middle for glyph in letters if not glyph.char.isspace()]
    first, last = min(middles), max(middles)
    return [glyph for glyph in letters if not glyph.char.isspace() or (first < glyph.left and glyph.right < last)]


def _apart(line: Line) -> tuple[Line, dict[int, list[Glyph]]]:
    """Letters, and the marks of each letter by its place in the file: a mark sits over the letter it is nearest to."""
    letters = [glyph for glyph in line if not unicodedata.combining(glyph.char)]
    marks: dict[int, list[Glyph]] = {}
    drawn = sorted((glyph for glyph in letters if not glyph.char.isspace()), key=lambda glyph: glyph.middle)
    if not drawn:
        return letters, marks
    place = 0
    above = [glyph for glyph in line if unicodedata.combining(glyph.char)]
    for mark in sorted(above, key=lambda glyph: (glyph.middle, glyph.index)):
        while place + 1 < len(drawn) and abs(drawn[place + 1].middle - mark.middle) <= abs(drawn[place].middle - mark.middle):
            place += 1
        marks.setdefault(drawn[place].index, []).append(mark)
    return letters, marks


def _right_to_left(letters: Line) -> Line:
    """From the right edge; pieces of one glyph (lam-alef, written as two letters) keep the order of the file."""
    ordered = _ligatures(sorted(letters, key=lambda glyph: (-glyph.left, glyph.index)))
    return _turned(ordered, rtl_base=True)


def _ligatures(ordered: Line) -> Line:
    """Two letters that share one box are lam-alef, whichever way round a file has them: no glyph joins alef and lam."""
    found = list(ordered)
    for place in range(len(found) - 1):
        first, second = found[place], found[place + 1]
        if first.char in _ALEF and second.char == "ل" and _one_box(first, second):
            around = found[max(0, place - 1) : place] + found[place + 2 : place + 3]
            if not any(_one_box(other, first) for other in around):  # more letters in one box are the name of God
                found[place], found[place + 1] = second, first
    return found


def _one_box(one: Glyph, other: Glyph) -> bool:
    slack = 0.01 * one.size
    return abs(one.left - other.left) < slack and abs(one.right - other.right) < slack and one.right - one.left > slack


def _left_to_right(letters: Line) -> Line:
    """From the left edge, Arabic words turned."""
    return _turned(sorted(letters, key=lambda glyph: (glyph.left, glyph.index)), rtl_base=False)


def _turned(ordered: Line, *, rtl_base: bool) -> Line:
    """Turns runs against the line's direction back: numbers and Latin in an Arabic line, Arabic words in a Latin one."""
    result: Line = []
    run: Line = []
    for position, glyph in enumerate(ordered):
        if _against(ordered, position, rtl_base=rtl_base, inside=bool(run)):
            run.append(glyph)
        else:
            result += _flipped(run, rtl_base=rtl_base)
            run = []
            result.append(glyph)
    return result + _flipped(run, rtl_base=rtl_base)


def _flipped(run: Line, *, rtl_base: bool) -> Line:
    """A run in its own direction; signs and spaces at its far end belong to the line and stay behind it."""
    tail: Line = []
    while run and not _strong(run[-1].char, rtl_base=rtl_base):
        tail.insert(0, run.pop())
    if rtl_base:
        return sorted(run, key=lambda glyph: (glyph.left, glyph.index)) + tail
    return sorted(run, key=lambda glyph: (-glyph.left, glyph.index)) + tail


def _strong(char: str, *, rtl_base: bool) -> bool:
    kind = unicodedata.bidirectional(char)
    if rtl_base:
        return kind in ("L", "EN", "AN") or char == "%"
    return kind in _RTL


def _against(ordered: Line, position: int, *, rtl_base: bool, inside: bool) -> bool:
    """Whether a character belongs to a run against the line: itself strong, or a sign between two that are."""
    if rtl_base and ordered[position].unshaped and unicodedata.bidirectional(ordered[position].char) != "L":
        return False
    char = ordered[position].char
    if _strong(char, rtl_base=rtl_base):
        return True
    if not inside:
        return False
    following = next((glyph.char for glyph in ordered[position + 1 : position + 4] if not _neutral(glyph.char, rtl_base)), "")
    if not following or not _strong(following, rtl_base=rtl_base):
        return False
    if not rtl_base or char in _SEPARATORS:
        return True
    # a space joins Latin words, but two numbers side by side are two numbers of the Arabic line
    return _latin(following) or _latin(ordered[position - 1].char)


def _neutral(char: str, rtl_base: bool) -> bool:  # noqa: FBT001 - one private call
    return unicodedata.bidirectional(char) not in ("L", "EN", "AN", "R", "AL") and not (rtl_base and char == "%")


def _latin(char: str) -> bool:
    return unicodedata.bidirectional(char) == "L"


def _with_spaces(letters: Line) -> Line:
    """The line with a blank in each gap that has none; gaps lie between neighbours on the page, whatever the order read."""
    drawn = sorted((glyph for glyph in letters if not glyph.char.isspace()), key=lambda glyph: (glyph.left, glyph.index))
    spaces = []
    edge, before = drawn[0].right, drawn[0]
    for glyph in drawn[1:]:
        least = _BESIDE_FUSED if before.fused or glyph.fused else _SPACE
        if glyph.left - edge > least * max(before.size, glyph.size):
            spaces.append(Glyph(" ", edge, glyph.left, glyph.base, glyph.size, glyph.index))
        edge, before = max(edge, glyph.right), glyph
    return [*letters, *spaces]


def _joined(ordered: Line, marks: dict[int, list[Glyph]]) -> Iterator[str]:
    """Characters with their marks; several blanks are one."""
    blank = True
    for glyph in ordered:
        if not glyph.char.isspace():
            yield glyph.char
            yield from (mark.char for mark in marks.get(glyph.index, ()))
        elif not blank:
            yield " "
        blank = glyph.char.isspace()


def _letters(text: str) -> str:
    """Presentation forms as the letters they stand for."""
    return "".join(unicodedata.normalize("NFKC", char) if _is_form(char) else char for char in text)


def _is_form(char: str) -> bool:
    return "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc"


def _mirrored(text: str, *, right_to_left: bool) -> str:
    """Brackets turned where more of them close before they open: some files name the drawn shape, some the sign."""
    if not right_to_left:
        return text
    depth = wrong = right = 0
    for char in text:
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            wrong, right = (wrong + 1, right) if depth <= 0 else (wrong, right + 1)
            depth -= 1
    opened_last = depth > 0 and wrong > 0
    return text.translate(_MIRROR) if wrong > right or (opened_last and wrong >= right) else text
