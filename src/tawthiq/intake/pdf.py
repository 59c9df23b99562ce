"""PDF with a text layer -> text, each page a part. Characters are put in reading order by ``layout``."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice
from typing import Any

from tawthiq.intake.byline import properties
from tawthiq.intake.layout import Glyph, assemble
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts
from tawthiq.intake.parsed import Parsed, TextBuilder, refused
from tawthiq.model import Loss

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_UNMAPPED = "\ufffd"
_UNMAPPED_SHARE = 0.05  # of a page's characters without a letter, above which the page is reported
_LINE_ENDS = (0x0A, 0x0D)
_LINE_HYPHEN = 0x02
_PAGES_SHOWN = 20  # page numbers named in a loss


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text of all pages within limits; pages without text are a loss that asks for OCR."""
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
    built = TextBuilder()
    silent: list[int] = []
    unmapped: list[int] = []
    failed: list[int] = []
    count = len(document)
    for number in range(1, min(count, limits.pages) + 1):
        text, drawn = _page(document, number - 1, limits)
        if text is None:
            failed.append(number)
        elif not text.strip() and drawn:  # an empty page has nothing to lose
            silent.append(number)
        elif sum(map(_is_unmapped, text)) > len(text) * _UNMAPPED_SHARE:
            unmapped.append(number)
        built.part("page", str(number), text or "")
        if built.length > limits.text_length:
            break
    losses = [*_pages("T172", silent), *_pages("T174", failed), *_pages("T175", unmapped)]
    if count > limits.pages:
        losses.append(Loss("T173", str(limits.pages), str(count)))
    if not count:
        losses.append(Loss("T170", detail="no pages"))
    return Parsed("pdf", built.text(), tuple(built.parts), _facts(document), tuple(losses))


def _pages(code: str, numbers: list[int]) -> Iterator[Loss]:
    if numbers:
        shown = ", ".join(map(str, numbers[:_PAGES_SHOWN])) + (" …" if len(numbers) > _PAGES_SHOWN else "")
        yield Loss(code, shown, str(len(numbers)))


def _is_unmapped(char: str) -> bool:
    """Whether a font gave no letter: U+FFFD or a code for private use."""
    return char == _UNMAPPED or "\ue000" <= char <= "\uf8ff"


def _page(document: Any, index: int, limits: Limits) -> tuple[str | None, bool]:
    """The text of a page, None if it cannot be opened, and whether anything is drawn on it."""
    import pypdfium2

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return None, True
    try:
        textpage = page.get_textpage()
        try:
            text = assemble(list(islice(_glyphs(textpage.raw), limits.page_chars)))
            return text, pypdfium2.raw.FPDFPage_CountObjects(page.raw) > 0
        finally:
            textpage.close()
    except pypdfium2.PdfiumError:
        return None, True
    finally:
        page.close()


def _glyphs(textpage: Any) -> Iterator[Glyph]:
    """The characters of a page with their boxes and baselines, in points; halves of surrogate pairs joined."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    pending = 0
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
        size = raw.FPDFText_GetFontSize(textpage, index)
        if code in _LINE_ENDS:
            continue
        height = size if size > 1 else max(abs(box.top - box.bottom), 1.0)  # size 1 stands for a scaled text matrix
        yield Glyph(_char(code), box.left, box.right, y.value, height, index)


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
