"""PDF -> text, each page a part: the text layer put in reading order by ``layout``; pages without a usable one by OCR."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tawthiq.intake import alive, ocr
from tawthiq.intake.byline import properties
from tawthiq.intake.glyph import Glyph
from tawthiq.intake.image import Pages
from tawthiq.intake.layout import assemble
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts
from tawthiq.intake.ocr_table import Recognised
from tawthiq.intake.parsed import Parsed, refused
from tawthiq.model import Loss

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_UNMAPPED = "\ufffd"
_UNMAPPED_SHARE = 0.05  # of a page's characters without a letter, above which the page is reported
_LINE_ENDS = (0x0A, 0x0D)
_LINE_HYPHEN = 0x02
_PAGES_SHOWN = 20  # page numbers named in a loss
_FEWEST = 60  # code points of a page's text layer below which a large picture on it is read: stamps and page numbers
_SCAN_SHARE = 0.5  # of the page's area that a picture covers to be a scan of it
_OBJECTS = 200  # objects of a page that are looked at for one
_DRAWN = 3_508  # pixels of the longer edge of a page drawn for OCR: A4 at 300 dpi
_MOST_SCALE = 8.0  # pixels a point: tiny pages are not blown up further


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text of all pages within limits; where there is no program for OCR, pages without text are a loss."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        protected = "assword" in str(problem) or getattr(problem, "err_code", None) == _PASSWORD_ERROR
        return refused("pdf", Loss("T171") if protected else Loss("T170", detail=str(problem)[:200]))
    try:
        return _read(document, limits)
    finally:
        document.close()


def _read(document: Any, limits: Limits) -> Parsed:
    pages = Pages()
    silent: list[int] = []
    wordless: list[int] = []
    unmapped: list[int] = []
    failed: list[int] = []
    count = len(document)
    for number in range(1, min(count, limits.pages) + 1):
        found = _page(document, number - 1, limits)
        unreadable = found.text is not None and sum(map(_is_unmapped, found.text)) > len(found.text) * _UNMAPPED_SHARE
        wanted = found.text is not None and (unreadable or (found.scanned and len(found.text.strip()) < _FEWEST))
        seen = _recognised(document, number - 1, limits) if wanted else None
        if seen is not None and (unreadable or len(seen.text) > len((found.text or "").strip())):
            pages.add(str(number), seen)
        else:
            pages.built.part("page", str(number), found.text or "")
            if found.text is None:
                failed.append(number)
            elif unreadable:
                unmapped.append(number)
            elif not found.text.strip() and found.scanned:  # an empty page has nothing to lose
                (silent if seen is None or seen.loss is not None else wordless).append(number)
        alive.beat()
        if pages.built.length > limits.text_length:
            break
    losses = [*_pages("T172", silent), *_pages("T179", wordless), *_pages("T174", failed), *_pages("T175", unmapped), *pages.reported()]
    if count > limits.pages:
        losses.append(Loss("T173", str(limits.pages), str(count)))
    if not count:
        losses.append(Loss("T170", detail="no pages"))
    built = pages.built
    return Parsed("pdf", built.text(), tuple(built.parts), _facts(document), tuple(losses), pages.notes(), words=tuple(pages.words))


def _recognised(document: Any, index: int, limits: Limits) -> Recognised | None:
    """What OCR reads of a page; None without a program for it, or where the page cannot be drawn."""
    import pypdfium2

    if not ocr.languages():
        return None
    try:
        page = document[index]
        try:
            scale = _DRAWN / max(*page.get_size(), 1.0)
            picture = page.render(scale=min(scale, _MOST_SCALE), grayscale=True).to_pil()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return None
    return ocr.recognise(picture, limits)


def _pages(code: str, numbers: list[int]) -> Iterator[Loss]:
    if numbers:
        shown = ", ".join(map(str, numbers[:_PAGES_SHOWN])) + (" …" if len(numbers) > _PAGES_SHOWN else "")
        yield Loss(code, shown, str(len(numbers)))


def _is_unmapped(char: str) -> bool:
    """Whether a font gave no letter: U+FFFD or a code for private use."""
    return char == _UNMAPPED or "\ue000" <= char <= "\uf8ff"


@dataclass(frozen=True, slots=True)
class _Layer:
    """The text layer of a page (None if it cannot be opened), and whether something is drawn that may be a scan."""

    text: str | None
    scanned: bool


def _page(document: Any, index: int, limits: Limits) -> _Layer:
    """The text layer of a page."""
    import pypdfium2

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return _Layer(None, scanned=True)
    try:
        textpage = page.get_textpage()
        try:
            text = assemble(list(islice(_glyphs(textpage.raw), limits.page_chars)))
            return _Layer(text, scanned=_scanned(page, blank=not text.strip()))
        finally:
            textpage.close()
    except pypdfium2.PdfiumError:
        return _Layer(None, scanned=True)
    finally:
        page.close()


def _scanned(page: Any, *, blank: bool) -> bool:
    """Whether a page may be a picture of text: without letters anything drawn may be, beside letters only a large picture."""
    from pypdfium2 import raw

    count: int = raw.FPDFPage_CountObjects(page.raw)
    if blank:
        return count > 0
    width, height = page.get_size()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for number in range(min(count, _OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, number)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            area = abs(right.value - left.value) * abs(top.value - bottom.value)
            if area > _SCAN_SHARE * width * height:
                return True
    return False


def _glyphs(textpage: Any) -> Iterator[Glyph]:
    """The characters of a page with their boxes and baselines, in points; halves of surrogate pairs joined."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    pending = 0
    unshaped = _unshaped(textpage)
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000 and pending:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00)
        pending = 0
        if raw.FPDFText_IsGenerated(textpage, index) == 1:  # spaces and line ends that pdfium makes up; we make our own
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        if code in _LINE_ENDS:
            continue
        scale = math.hypot(matrix.c, matrix.d) if raw.FPDFText_GetMatrix(textpage, index, matrix) else 1.0
        size = scale * raw.FPDFText_GetFontSize(textpage, index)
        height = size if size > 1 else max(abs(box.top - box.bottom), 1.0)
        yield Glyph(_char(code), box.left, box.right, y.value, height, index, unshaped)


def _unshaped(textpage: Any) -> bool:
    """Whether the text is what a program for OCR laid over a scan: its font has no shapes, and says so in its name."""
    from pypdfium2 import raw

    name = ctypes.create_string_buffer(64)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, 0, name, len(name), flags)
    return b"GlyphLess" in name.value


def _char(code: int) -> str:
    """The character of a code; U+FFFD for codes that are none, a hyphen for pdfium's mark of one at a line's end."""
    if code == _LINE_HYPHEN:
        return "-"
    usable = 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 and code not in (0xFFFE, 0xFFFF)
    return chr(code) if usable else _UNMAPPED


def _facts(document: Any) -> Facts:
    """Title and author of the file; its dates are those of the file and tell nothing of publication."""
    values = document.get_metadata_dict(skip_empty=True)
    return properties(values.get("Title"), values.get("Author"))
