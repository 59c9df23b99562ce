"""A picture of a page (or of several, as TIFF keeps them) -> its text by OCR, each page a part."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tawthiq.intake import alive, ocr
from tawthiq.intake.limits import Limits
from tawthiq.intake.ocr_table import Recognised
from tawthiq.intake.parsed import Parsed, TextBuilder, refused
from tawthiq.model import Loss, Word

if TYPE_CHECKING:
    from PIL.Image import Image

_DOUBTFUL_SHARE = 0.1  # of a document's words; below it they are marked and no more is said
_SHOWN = 20  # pages named in a loss


def _told(problem: Exception) -> str:
    """What a library says, without the places in memory that differ from run to run."""
    return f"{type(problem).__name__}: {str(problem).partition(' <')[0]}"[:200]


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text of all pages; without tesseract a loss that says what to install."""
    from PIL import Image as Images

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Images.open(io.BytesIO(content))
            form = (picture.format or "image").lower()
        except Exception as problem:  # noqa: BLE001 - each decoder fails in its own ways: all mean damaged
            return refused("image", Loss("T178", detail=_told(problem)))
        if not ocr.languages():
            return refused(form, Loss("T120", detail=form.upper()))
        pages = Pages()
        for number, page in enumerate(_frames(picture, limits), start=1):
            if isinstance(page, Loss):
                pages.losses.append(replace(page, where=str(number)))
            else:
                pages.add(str(number), ocr.recognise(page, limits))
            alive.beat()
    if not pages.built.text().strip() and not pages.losses:
        return refused(form, Loss("T179", detail=form.upper()))
    built = pages.built
    return Parsed(form, built.text(), tuple(built.parts), losses=pages.reported(), notes=pages.notes(), words=tuple(pages.words))


def _frames(picture: Image, limits: Limits) -> Iterator[Image | Loss]:
    """The pages of a picture, turned as its camera says."""
    from PIL import ImageOps

    count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    for number in range(min(count, limits.pages)):
        try:
            picture.seek(number)
            if picture.width * picture.height > limits.pixels:
                yield Loss("T103", detail=f"{picture.width} × {picture.height} > {limits.pixels}")
                continue
            turned = ImageOps.exif_transpose(_opaque(picture))
        except Exception as problem:  # noqa: BLE001 - as above
            yield Loss("T178", detail=_told(problem))
            continue
        yield turned
    if count > limits.pages:
        yield Loss("T173", detail=str(count))


def _opaque(picture: Image) -> Image:
    """What is transparent is paper."""
    from PIL import Image as Images

    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture
    full = picture.convert("RGBA")
    paper = Images.new("RGBA", full.size, "white")
    paper.alpha_composite(full)
    return paper


@dataclass(slots=True)
class Pages:
    """Recognised pages put together: the text, the words in it, and what was doubtful or lost."""

    built: TextBuilder = field(default_factory=TextBuilder)
    words: list[Word] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    doubtful: int = 0
    recognised: int = 0

    def add(self, label: str, found: Recognised) -> None:
        """Appends a page."""
        start = self.built.part("page", label, found.text)
        self.words += [replace(word, start=word.start + start, end=word.end + start) for word in found.words]
        self.recognised += 1
        self.doubtful += found.doubtful
        if found.doubtful > _DOUBTFUL_SHARE * max(len(found.words), 1):
            self.weak.append(label)
        if found.loss is not None:
            self.losses.append(replace(found.loss, where=label))

    def reported(self) -> tuple[Loss, ...]:
        """What was lost, and the pages on which many words are doubtful."""
        shown = ", ".join(self.weak[:_SHOWN]) + (" …" if len(self.weak) > _SHOWN else "")
        return (*self.losses, Loss("T176", shown, str(self.doubtful))) if self.weak else tuple(self.losses)

    def notes(self) -> dict[str, str]:
        """That and how pages were recognised: what a newer version concerns can be told by it."""
        return {"text": f"ocr ({ocr.version()})"} if self.recognised else {}
