"""DOC and PPT -> text, by way of LibreOffice."""

from __future__ import annotations

from dataclasses import replace

from tawthiq.intake import docx, office, slides
from tawthiq.intake.limits import Limits
from tawthiq.intake.parsed import Parsed, refused
from tawthiq.model import Loss

_DOC = "WordDocument".encode("utf-16-le")


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text of the converted document; without LibreOffice refused with what to do."""
    suffix, to = ("doc", "docx") if _DOC in content else ("ppt", "pptx")
    converted = office.convert(content, suffix, to, limits)
    if isinstance(converted, Loss):
        return refused(suffix, converted)
    parsed = docx.parse(converted, limits) if suffix == "doc" else slides.parse(converted, limits)
    return replace(parsed, format=suffix)
