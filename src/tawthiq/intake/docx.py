"""DOCX -> text: body, then footnotes, headers and footers as parts; tracked deletions are counted, not shown.

python-docx opens the package; the text is read from its XML by us, for its ``paragraph.text`` leaves out inserted
text, content controls and text boxes. External relations are never followed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from tawthiq.intake.byline import properties
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts, facts
from tawthiq.intake.package import guard
from tawthiq.intake.parsed import Parsed, TextBuilder, refused
from tawthiq.model import Loss

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset([_W + "del", _W + "moveFrom", _MC_FALLBACK, _W + "instrText", _W + "delText"])
_OBJECTS = frozenset([
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic", _W + "object",
    "{urn:schemas-microsoft-com:vml}imagedata",
])
_SEPARATOR_NOTES = frozenset(["separator", "continuationSeparator", "continuationNotice"])
_RELATED = (  # last word of the relation's type, kind of the part
    ("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"), ("header", "header"), ("footer", "footer"),
)


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text of a document and its core properties."""
    problem = guard(content, limits)
    if problem:
        return refused("docx", problem)
    import docx

    try:
        package = docx.Document(io.BytesIO(content))
        body = package.element.body
    except Exception as problem:  # noqa: BLE001 - KeyError, ValueError, lxml's and zipfile's errors: all mean damaged
        return refused("docx", Loss("T160", detail=f"{type(problem).__name__}: {problem}"[:200]))
    built = TextBuilder()
    built.part("body", "body", _blocks(body))
    losses = [*_related(package.part, built), *_unseen(body)]
    return Parsed("docx", built.text(), tuple(built.parts), _properties(package), tuple(losses))


def _blocks(root: Any) -> str:
    """Paragraphs a line each, cells of a row set apart by tabs, in document order and without recursion."""
    return "\n".join(_lines(root)).strip("\n")


def _lines(root: Any) -> Iterator[str]:
    line: list[str] = []
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        item, done = waiting.pop()
        if done:
            if item.tag == _W + "tr" or not _in_row(item):
                yield "".join(line).rstrip(" \t")
                line = []
            elif item.tag == _W + "tc":
                line[-1:] = ["\t"] if line[-1:] == [" "] else [*line[-1:], "\t"]  # a cell ends with its last paragraph
            else:
                line.append(" ")
            continue
        if item.tag in _GONE:
            continue
        line.append(_own_text(item))
        if item.tag in (_W + "p", _W + "tc", _W + "tr"):
            waiting.append((item, True))
        waiting += [(child, False) for child in reversed(item)]
    if "".join(line).strip():
        yield "".join(line)


def _in_row(item: Any) -> bool:
    """Whether a paragraph stands in a table: its line ends with the row."""
    parent = item.getparent()
    for _ in range(4):  # cell, content control and its wrapper, row
        if parent is None:
            return False
        if parent.tag in (_W + "tc", _W + "tr"):
            return True
        parent = parent.getparent()
    return False


def _own_text(item: Any) -> str:
    if item.tag == _W + "t":
        return item.text or ""
    if item.tag == _W + "noBreakHyphen":
        return "-"
    parent = item.getparent()  # a tab also is the name of a tab stop among a paragraph's properties
    in_run = parent is not None and parent.tag == _W + "r"
    return {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n"}.get(item.tag, "") if in_run else ""


def _related(main: Any, built: TextBuilder) -> Iterator[Loss]:
    """Notes, comments, headers and footers: each a part, each once however many sections share it."""
    from lxml import etree  # type: ignore[import-untyped]

    seen: set[str] = set()
    for word, kind in _RELATED:
        for relation in sorted(main.rels.values(), key=lambda relation: relation.rId):
            if relation.is_external or relation.reltype.rsplit("/", 1)[-1] != word:
                continue
            try:
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                text = _notes(etree.fromstring(relation.target_part.blob, parser))
            except (etree.LxmlError, ValueError, KeyError) as problem:
                yield Loss("T164", kind, f"{type(problem).__name__}"[:200])
                continue
            if text.strip() and text not in seen:
                seen.add(text)
                built.part(kind, kind, text)


def _notes(root: Any) -> str:
    """The text of a notes, comments, header or footer part, without the separators Word keeps among the notes."""
    for note in list(root):
        if note.get(_W + "type") in _SEPARATOR_NOTES:
            root.remove(note)
    return _blocks(root)


def _unseen(body: Any) -> Iterator[Loss]:
    """What a reader of the text does not see: deletions, pictures, embedded objects."""
    deleted = sum(1 for item in body.iter(_W + "del", _W + "moveFrom") if any(True for _ in item.iter(_W + "delText", _W + "t")))
    if deleted:
        yield Loss("T162", detail=str(deleted))
    objects = sum(1 for _ in body.iter(*_OBJECTS))
    if objects:
        yield Loss("T163", detail=str(objects))


def _properties(package: Any) -> Facts:
    """Title and author of the file; its dates are those of the file and tell nothing of publication."""
    try:
        core = package.core_properties
        found = dict(properties(core.title, core.author))
        return found | facts("properties", {"language": (core.language or "")[:2].lower()})
    except Exception:  # noqa: BLE001 - a damaged properties part is no part of the text, and its absence is no loss of it
        return {}
