"""ODT and ODP -> text: paragraphs a line each, then notes and comments as parts; deleted text is counted, not shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tawthiq.intake.byline import properties
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts, facts
from tawthiq.intake.package import Package, local, opened, walk
from tawthiq.intake.parsed import Parsed, TextBuilder, refused
from tawthiq.model import Loss

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LINES = frozenset(["p", "h"])
_ASIDE = {"note": "footnote", "annotation": "comment"}
_LEFT_OUT = frozenset([
    "tracked-changes", "forms", "scripts", "event-listeners", "note-citation", "creator", "date", "meta-creator-initials",
])
_MOST_SPACES = 1_000  # blanks that one element stands for


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text of a document with its title and author."""
    package = opened(content, limits, "ODF")
    if isinstance(package, Loss):
        return refused("odt", package)
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.bytes_of("META-INF/manifest.xml"):
        return refused("odt", Loss("T171"))
    root = package.xml("content.xml")
    if root is None:
        return refused("odt", Loss("T165", "ODF", "content.xml"))
    built = TextBuilder()
    form = "odp" if any(local(item) == "presentation" for item in root.iter()) else "odt"
    slides = [item for item in root.iter() if local(item) == "page"] if form == "odp" else []
    if slides:
        for number, slide in enumerate(slides, start=1):
            built.part("slide", str(number), "\n".join(lines(slide)))
    else:
        built.part("body", "body", "\n".join(lines(root)).strip("\n"))
        for name, kind in _ASIDE.items():
            text = "\n".join("\n".join(lines(item)) for item in root.iter() if local(item) == name)
            if text.strip():
                built.part(kind, kind, text)
        _margins(package, built)
    return Parsed(form, built.text(), tuple(built.parts), _facts(package), tuple(_unseen(root)))


def _margins(package: Package, built: TextBuilder) -> None:
    """Headers and footers of the page styles, each text once."""
    root = package.xml("styles.xml")
    seen: set[str] = set()
    for item in () if root is None else root.iter():
        kind = local(item)
        if item.tag in (_STYLE + "header", _STYLE + "footer", _STYLE + "header-first", _STYLE + "footer-first", _STYLE + "header-left"):
            text = "\n".join(lines(item)).strip()
            if text and text not in seen:
                seen.add(text)
                built.part(kind.split("-")[0], kind.split("-")[0], text)


def lines(root: Any) -> Iterator[str]:
    """Paragraphs and headings of an element, cells of a row set apart by tabs; notes and comments inside it are left out."""
    line: list[str] = []
    rows = 0
    for item, done in walk(root, lambda item: item is not root and (local(item) in _ASIDE or local(item) in _LEFT_OUT)):
        name = local(item)
        rows += (name == "table-row") * (-1 if done else 1)
        if not done:
            line.append(_own(item, name))
            continue
        if (name in _LINES and not rows) or (name == "table-row" and not rows):
            yield "".join(line).rstrip(" \t")
            line = []
        elif name == "table-cell":
            line.append("\t")
        elif name in _LINES:
            line.append(" ")
        if item is not root and item.tail and _in_paragraph(item):
            line.append(item.tail)
    if "".join(line).strip():
        yield "".join(line)


def _in_paragraph(item: Any) -> bool:
    parent = item.getparent()
    return parent is not None and local(parent) in ("p", "h", "span", "a", "ruby-base", "ins", "meta")


def _own(item: Any, name: str) -> str:
    if name in ("p", "h", "span", "a", "ruby-base", "meta", "meta-field") or _in_paragraph(item):
        if name == "s":
            count = item.get(_T + "c") or "1"
            return " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        return {"tab": "\t", "line-break": "\n"}.get(name, item.text or "")
    return ""


def _unseen(root: Any) -> Iterator[Loss]:
    deleted = sum(1 for item in root.iter() if local(item) == "deletion")
    pictures = sum(1 for item in root.iter() if local(item) in ("image", "object", "object-ole"))
    if deleted:
        yield Loss("T162", detail=str(deleted))
    if pictures:
        yield Loss("T163", detail=str(pictures))


def _facts(package: Package) -> Facts:
    root = package.xml("meta.xml")
    if root is None:
        return {}
    values: dict[str, str] = {}
    for item in root.iter():
        if local(item) in ("title", "creator", "initial-creator", "language") and (item.text or "").strip():
            values.setdefault(local(item), item.text)
    found = dict(properties(values.get("title"), values.get("initial-creator") or values.get("creator")))
    return found | facts("properties", {"language": values.get("language", "")[:2].lower()})
