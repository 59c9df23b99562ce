"""Documents that are zips of XML (DOCX, ODF, EPUB, PPTX): what is opened of them, and how their XML is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from tawthiq.intake.limits import Limits
from tawthiq.model import Loss

_MARKUP_SIZE = 64 * 1024 * 1024  # bytes of one XML part; a 3,000-page book has about 40 MB
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
_HEAD = 4_096  # bytes in which a document type can be declared; it stands before the root element
_XML = (".xml", ".rels", ".opf", ".ncx")


@dataclass(frozen=True, slots=True)
class Package:
    """A checked zip; its members are read by name."""

    archive: zipfile.ZipFile

    @property
    def names(self) -> list[str]:
        """The names of its members."""
        return self.archive.namelist()

    def bytes_of(self, name: str) -> bytes:
        """A member's bytes; none if there is no such member."""
        try:
            return self.archive.read(name)
        except KeyError:
            return b""

    def xml(self, name: str) -> Any | None:
        """The root element of a member; None if it is missing, damaged, or no XML."""
        return root_of(self.bytes_of(name))


def root_of(content: bytes) -> Any | None:
    """The root element of XML bytes, without entities, network or limits of libxml2's own; None if there is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser) if content.strip() else None
    except (etree.LxmlError, ValueError):
        return None


def opened(content: bytes, limits: Limits, kind: str) -> Package | Loss:
    """A package that is safe to read, or why not."""
    problem = guard(content, limits)
    if problem is None:
        return Package(zipfile.ZipFile(io.BytesIO(content)))
    if problem.code == "T160":
        return Loss("T165", kind, problem.detail)
    return Loss("T166", kind, problem.where) if problem.code == "T161" else problem


def guard(content: bytes, limits: Limits, markup: int = _MARKUP_SIZE) -> Loss | None:
    """What forbids opening: damage, encryption, a bomb, XML that defines entities. Sizes are counted, not believed."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > limits.members:
                return Loss("T193", detail=str(len(archive.infolist())))
            for info in archive.infolist():
                size, problem = _checked(archive, info, limits, markup)
                total += size
                if problem or total > limits.file_bytes * 2:
                    return problem or Loss("T193", info.filename, str(total))
    except Exception as problem:  # noqa: BLE001 - zipfile fails in a dozen ways on damaged files
        return Loss("T160", detail=f"{type(problem).__name__}: {problem}"[:200])
    return None


def _checked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, markup: int) -> tuple[int, Loss | None]:
    size = 0
    with archive.open(info) as file:
        while piece := file.read(256 * 1024):
            if not size and _defines(piece[:_HEAD], info.filename):
                return size, Loss("T161", info.filename)
            size += len(piece)
            swells = size > limits.ratio_floor and size > limits.unpacked_ratio * max(info.compress_size, 1)
            if swells or (size > markup and info.filename.endswith(_XML)) or size > limits.file_bytes:
                return size, Loss("T193", info.filename, f"{size} > {info.compress_size}")
    return size, None


def _defines(head: bytes, name: str) -> bool:
    """Whether XML declares a document type, in UTF-8 or UTF-16; pages and indexes of e-books name the public one and may."""
    if name.endswith((".xhtml", ".html", ".htm", ".ncx")):
        return False
    plain = head.replace(b"\x00", b"").upper()
    return any(word in plain for word in _DEFINITIONS)


def local(item: Any) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return item.tag.rsplit("}", 1)[-1] if isinstance(item.tag, str) else ""


def walk(root: Any, without: Callable[[Any], bool]) -> Iterator[tuple[Any, bool]]:
    """Elements as they begin (False) and end (True), without recursion. Of one that is left out only the end is told."""
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        item, done = waiting.pop()
        if not done:
            if without(item):
                yield item, True
                continue
            waiting.append((item, True))
            waiting += [(child, False) for child in reversed(item)]
        yield item, done
