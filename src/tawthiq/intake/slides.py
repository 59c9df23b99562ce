"""PPTX -> text: each slide a part, its notes behind it."""

from __future__ import annotations

from typing import Any

import regex

from tawthiq.intake.byline import properties
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts
from tawthiq.intake.package import Package, local, opened
from tawthiq.intake.parsed import Parsed, TextBuilder, refused
from tawthiq.model import Loss

_SLIDE = regex.compile(r"ppt/slides/slide(\d{1,6})\.xml")


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text of all slides in their order, with the file's title and author."""
    package = opened(content, limits, "PPTX")
    if isinstance(package, Loss):
        return refused("pptx", package)
    built = TextBuilder()
    losses = []
    pictures = 0
    for number in sorted(int(match[1]) for name in package.names if (match := _SLIDE.fullmatch(name)))[: limits.pages]:
        root = package.xml(f"ppt/slides/slide{number}.xml")
        if root is None:
            losses.append(Loss("T164", f"slide {number}", "XML"))
            continue
        pictures += sum(1 for item in root.iter() if local(item) == "pic")
        built.part("slide", str(number), _text(root))
        notes = package.xml(f"ppt/notesSlides/notesSlide{number}.xml")
        if notes is not None and _text(notes).strip():
            built.part("notes", str(number), _text(notes))
    if pictures:
        losses.append(Loss("T163", detail=str(pictures)))
    return Parsed("pptx", built.text(), tuple(built.parts), _facts(package), tuple(losses))


def _text(root: Any) -> str:
    """Paragraphs of DrawingML, a line each."""
    found = []
    for paragraph in (item for item in root.iter() if local(item) == "p"):
        pieces = ["\n" if local(item) == "br" else item.text or "" for item in paragraph.iter() if local(item) in ("t", "br")]
        found.append("".join(pieces))
    return "\n".join(line for line in found if line.strip())


def _facts(package: Package) -> Facts:
    root = package.xml("docProps/core.xml")
    values = {} if root is None else {local(item): item.text for item in root.iter()}
    return properties(values.get("title"), values.get("creator"))
