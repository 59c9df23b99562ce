"""What other programs recognised, taken as given: ALTO, PAGE XML and hOCR -> text with the boxes of its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import regex

from tawthiq.intake import html
from tawthiq.intake.limits import Limits
from tawthiq.intake.package import local, root_of
from tawthiq.intake.parsed import Parsed, TextBuilder, refused
from tawthiq.intake.plain import decode
from tawthiq.model import Loss, Word

_SCALE = 10_000
_BBOX = regex.compile(r"bbox (\d{1,6}) (\d{1,6}) (\d{1,6}) (\d{1,6})")
_CONFIDENCE = regex.compile(r"x_wconf (\d{1,3})")
_NUMBER = regex.compile(r"-?\d{1,7}(?:\.\d{1,6})?")
_HOCR_LINES = ".//*[" + " or ".join(
    f"@class='{name}'" for name in ("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_textfloat", "ocr_caption", "ocr_title")
) + "]"
_SURE = 100  # confidence of a word for which the file tells none: a person may have written it


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or a whole line, with its box in the file's own units and its confidence (0 to 100)."""

    text: str
    box: tuple[float, float, float, float] | None
    confidence: int = _SURE


Line = list[_Piece]


@dataclass(slots=True)
class _Page:
    """A page: width and height in the units of its boxes, its blocks of lines."""

    width: float
    height: float
    blocks: list[list[Line]] = field(default_factory=list)


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text in the order of the file: a line for each line, an empty one between blocks, each page a part."""
    if len(content) > limits.text_bytes * 2:
        return refused("ocr", Loss("T103", detail=f"{len(content)} > {limits.text_bytes * 2}"))
    form, pages = _pages(content)
    if not pages:
        return refused(form, Loss("T133", detail=form.upper()))
    built = TextBuilder()
    words: list[Word] = []
    for number, page in enumerate(pages[: limits.pages], start=1):
        text, found = _text(page)
        start = built.part("page", str(number), text)
        words += [replace(word, start=word.start + start, end=word.end + start) for word in found]
    return Parsed(form, built.text(), tuple(built.parts), words=tuple(words))


def _pages(content: bytes) -> tuple[str, list[_Page]]:
    if regex.search(rb"class=[\"']ocr_page|name=[\"']ocr-system", content[:20_000]):
        decoded = decode(content, html.declared_charset(content))
        tree = html.tree_of(decoded.text) if decoded else None
        return "hocr", [] if tree is None else list(_hocr(tree))
    head = content[:4_096].upper()
    root = None if b"<!DOCTYPE" in head or b"<!ENTITY" in head else root_of(content)
    if root is None:
        return "xml", []
    if local(root) == "PcGts":
        return "page", list(_page_xml(root))
    return "alto", list(_alto(root))


def _text(page: _Page) -> tuple[str, list[Word]]:
    pieces: list[str] = []
    words: list[Word] = []
    length = 0
    for block in page.blocks:
        for number, line in enumerate(block):
            border = "" if not pieces else "\n" if number else "\n\n"
            pieces.append(border)
            length += len(border)
            for place, piece in enumerate(line):
                gap = " " if place else ""
                pieces += [gap, piece.text]
                length += len(gap)
                if piece.box is not None:
                    words.append(_word(piece, piece.box, length, page))
                length += len(piece.text)
    return "".join(pieces), words


def _word(piece: _Piece, box: tuple[float, float, float, float], start: int, page: _Page) -> Word:
    def part(value: float, whole: float) -> int:
        return max(0, min(_SCALE, round(value * _SCALE / whole))) if whole > 0 else 0

    left, top, right, bottom = box
    return Word(
        start, start + len(piece.text), part(left, page.width), part(top, page.height), part(right, page.width),
        part(bottom, page.height), piece.confidence,
    )


def _number(value: str | None) -> float:
    return float(value) if value and _NUMBER.fullmatch(value) else 0.0


def _alto(root: Any) -> Iterator[_Page]:
    for page in (item for item in root.iter() if local(item) == "Page"):
        found = _Page(_number(page.get("WIDTH")), _number(page.get("HEIGHT")))
        for block in (item for item in page.iter() if local(item) == "TextBlock"):
            lines = [_alto_line(line) for line in block if local(line) == "TextLine"]
            found.blocks.append([line for line in lines if line])
        found.blocks = [block for block in found.blocks if block]
        yield found


def _alto_line(line: Any) -> Line:
    """A word that the end of a line parts stands whole where it begins, if the file tells how."""
    found: Line = []
    for item in line:
        whole = " ".join((item.get("SUBS_CONTENT") or "").split())
        text = whole or " ".join((item.get("CONTENT") or "").split())
        if local(item) == "HYP" and found and not _is_whole(line):
            found[-1] = _Piece(found[-1].text + text, found[-1].box, found[-1].confidence)
        if local(item) != "String" or not text or (whole and item.get("SUBS_TYPE") == "HypPart2"):
            continue
        left, top = _number(item.get("HPOS")), _number(item.get("VPOS"))
        box = (left, top, left + _number(item.get("WIDTH")), top + _number(item.get("HEIGHT")))
        sure = item.get("WC")
        found.append(_Piece(text, box, min(100, round(_number(sure) * 100)) if sure else _SURE))
    return found


def _is_whole(line: Any) -> bool:
    return any(item.get("SUBS_TYPE") == "HypPart1" and item.get("SUBS_CONTENT") for item in line)


def _page_xml(root: Any) -> Iterator[_Page]:
    for page in (item for item in root.iter() if local(item) == "Page"):
        found = _Page(_number(page.get("imageWidth")), _number(page.get("imageHeight")))
        regions = {item.get("id"): item for item in page.iter() if local(item) == "TextRegion"}
        order = [item.get("regionRef") for item in page.iter() if local(item) == "RegionRefIndexed"]
        for name in dict.fromkeys([*(ref for ref in order if ref in regions), *regions]):
            lines = [line for item in regions[name] if local(item) == "TextLine" if (line := _page_line(item))]
            if not lines and (text := _equivalent(regions[name])):
                lines = [[_Piece(" ".join(line.split()), None)] for line in text.split("\n") if line.strip()]
            if lines:
                found.blocks.append(lines)
        yield found


def _page_line(line: Any) -> Line:
    words = [item for item in line if local(item) == "Word"]
    pieces = [_Piece(" ".join(_equivalent(item).split()), _points(item)) for item in (words or [line])]
    return [piece for piece in pieces if piece.text]


def _equivalent(item: Any) -> str:
    """The text of a region, line or word itself, not of what is inside it."""
    for child in item:
        if local(child) == "TextEquiv":
            return next((inner.text or "" for inner in child if local(inner) == "Unicode"), "")
    return ""


def _points(item: Any) -> tuple[float, float, float, float] | None:
    points = next((child.get("points") or "" for child in item if local(child) == "Coords"), "")
    pairs = [(float(x), float(y)) for x, y in regex.findall(r"(-?\d{1,7}),(-?\d{1,7})", points)]
    if not pairs:
        return None
    return min(x for x, _ in pairs), min(y for _, y in pairs), max(x for x, _ in pairs), max(y for _, y in pairs)


def _hocr(tree: Any) -> Iterator[_Page]:
    for page in tree.xpath("//*[contains(@class, 'ocr_page')]"):
        box = _box(page) or (0.0, 0.0, 0.0, 0.0)
        found = _Page(box[2], box[3])
        blocks = page.xpath(".//*[contains(@class, 'ocr_carea')]") or [page]
        for block in blocks:
            lines = block.xpath(_HOCR_LINES) or block.xpath(".//*[contains(@class, 'ocrx_word')]")
            read = [_hocr_line(line) for line in lines]
            found.blocks.append([line for line in read if line])
        found.blocks = [block for block in found.blocks if block]
        yield found


def _hocr_line(line: Any) -> Line:
    words = line.xpath(".//*[contains(@class, 'ocrx_word')]") or [line]
    found = []
    for word in words:
        text = " ".join(word.text_content().split())
        sure = _CONFIDENCE.search(word.get("title") or "")
        if text:
            found.append(_Piece(text, _box(word), min(100, int(sure[1])) if sure else _SURE))
    return found


def _box(item: Any) -> tuple[float, float, float, float] | None:
    match = _BBOX.search(item.get("title") or "")
    return (float(match[1]), float(match[2]), float(match[3]), float(match[4])) if match else None
