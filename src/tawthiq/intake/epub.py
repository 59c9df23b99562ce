"""EPUB -> text: the chapters in the order of the spine, each a part."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

from tawthiq.intake import html
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts, facts
from tawthiq.intake.package import Package, local, opened
from tawthiq.intake.parsed import Parsed, TextBuilder, refused
from tawthiq.intake.plain import decode
from tawthiq.model import Loss

_SHOWN = 10  # chapters named in a loss


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text of a book with what its catalogue entry says."""
    package = opened(content, limits, "EPUB")
    if isinstance(package, Loss):
        return refused("epub", package)
    place, book = _book(package)
    if book is None:
        return refused("epub", Loss("T165", "EPUB", place or "container.xml"))
    built = TextBuilder()
    lost = []
    for name in _chapters(book, place)[: limits.pages]:
        text = _text(package.bytes_of(name), limits)
        if text is None:
            lost.append(name)
        elif text:
            built.part("chapter", posixpath.basename(name), text)
    losses = [Loss("T164", ", ".join(lost[:_SHOWN]), str(len(lost)))] if lost else []
    if "META-INF/encryption.xml" in package.names and not built.text():
        losses = [Loss("T171")]
    return Parsed("epub", built.text(), tuple(built.parts), _facts(book), tuple(losses))


def _book(package: Package) -> tuple[str, Any | None]:
    """The package document and where it stands."""
    container = package.xml("META-INF/container.xml")
    paths = [] if container is None else [item.get("full-path") for item in container.iter() if local(item) == "rootfile"]
    place = next((path for path in paths if path), "") or next((name for name in package.names if name.endswith(".opf")), "")
    return place, package.xml(place)


def _chapters(book: Any, place: str) -> list[str]:
    files = {item.get("id"): item.get("href") for item in book.iter() if local(item) == "item"}
    wanted = [files.get(item.get("idref")) for item in book.iter() if local(item) == "itemref"]
    folder = posixpath.dirname(place)
    return list(dict.fromkeys(posixpath.normpath(posixpath.join(folder, unquote(href))) for href in wanted if href))


def _text(content: bytes, limits: Limits) -> str | None:
    """The visible text of a chapter; None if it is none, or longer than a page may be."""
    readable = 0 < len(content) <= limits.text_bytes
    decoded = decode(content, html.declared_charset(content)) if readable else None
    tree = html.tree_of(decoded.text) if decoded else None
    if tree is None:
        return None
    for marker in [item for item in tree.iter("a") if _calls_a_note(item)]:
        marker.drop_tree()  # its number would stand behind the last word; the note itself stays
    return html.visible_text(tree)


def _calls_a_note(link: Any) -> bool:
    said = f"{link.get('epub:type') or ''} {link.get('role') or ''}".split()
    return "noteref" in said or "doc-noteref" in said


def _facts(book: Any) -> Facts:
    values: dict[str, str] = {}
    for item in book.iter():
        if local(item) in ("title", "creator", "publisher", "date", "language") and (item.text or "").strip():
            values.setdefault(local(item), item.text)
    named = {
        "title": values.get("title"), "author": values.get("creator"), "publisher": values.get("publisher"),
        "published": values.get("date"), "language": values.get("language", "")[:2].lower(),
    }
    return facts("properties", named)
