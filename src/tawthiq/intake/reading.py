"""Sources -> documents: opens a file, asks its parser, and accounts for every file and member whatever happens."""

from __future__ import annotations

import posixpath
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from tawthiq.intake import byline, plain
from tawthiq.intake.discover import discover, printable
from tawthiq.intake.language import detect
from tawthiq.intake.limits import DEFAULT, Limits
from tawthiq.intake.metadata import NOTHING, Facts, merged
from tawthiq.intake.parsed import Budget, Member, Parsed, refused
from tawthiq.intake.sniff import Kind, sniff
from tawthiq.intake.source import Source
from tawthiq.model import Document, Loss, Origin, Part, document_id

Read = tuple[Document, bytes]
_PARSERS = frozenset(["html", "docx", "pdf", "mail"])  # modules of this room with a ``parse``


@dataclass(frozen=True, slots=True)
class _Item:
    """Bytes to read: their display path, the container they came from, what was told of them, and how deep they lie."""

    path: str
    content: bytes
    facts: Facts
    losses: tuple[Loss, ...]
    container: str | None = None
    depth: int = 0


def read(source: Source, limits: Limits = DEFAULT) -> Iterator[Read]:
    """The documents of a file, each with its own bytes; never raises for what a file holds.

    At least one document a file: an unreadable one has no text and a loss that tells why.
    """
    losses = source.losses
    content = None
    if not source.barred:
        content, problem = _load(source, limits)
        losses += (problem,) if problem else ()
    if content is None:
        yield _closed(source.display, losses)
        return
    budget = Budget(limits.unpacked_bytes, limits.members)
    yield from _documents(_Item(source.display, content, source.facts, losses), limits, budget)


def read_path(path: Path, limits: Limits = DEFAULT) -> list[Read]:
    """The documents of one file or folder, with what sidecar and manifest beside it say."""
    return [found for source in discover([path], limits) for found in read(source, limits)]


def read_bytes(content: bytes, name: str, limits: Limits = DEFAULT) -> list[Read]:
    """The documents of bytes that never were a file; ``name`` tells the suffix and is their path."""
    budget = Budget(limits.unpacked_bytes, limits.members)
    return list(_documents(_Item(name, content, NOTHING, ()), limits, budget))


def _load(source: Source, limits: Limits) -> tuple[bytes | None, Loss | None]:
    try:
        size = source.path.stat().st_size
        if size > limits.file_bytes:
            return None, Loss("T103", source.display, f"{size} > {limits.file_bytes}")
        with source.path.open("rb") as file:
            content = file.read(limits.file_bytes + 1)  # a file that grows while it is read
    except OSError as problem:
        return None, Loss("T101", source.display, problem.strerror or type(problem).__name__)
    if len(content) > limits.file_bytes:
        return None, Loss("T103", source.display, f"> {limits.file_bytes}")
    return content, None


def _closed(path: str, losses: tuple[Loss, ...]) -> Read:
    """The document of a file that was not opened. Its bytes are a note of path and reasons, so that each has an id."""
    note = "\n".join(["not opened", path, *(f"{loss.code} {loss.detail}" for loss in losses)]).encode("utf-8", "replace")
    return Document(document_id(note), "", Origin(path), format="none", losses=losses), note


def _documents(item: _Item, limits: Limits, budget: Budget) -> Iterator[Read]:
    kind = sniff(item.content, item.path)
    if kind.parser == "zip":
        yield from _container(item, limits, budget)
        return
    parsed = _parse(item, kind, limits)
    yield _document(item, parsed, limits), item.content
    for member in parsed.members:
        yield from _inside(item, member, limits, budget)


def _parse(item: _Item, kind: Kind, limits: Limits) -> Parsed:
    if not item.content:
        return refused("empty", Loss("T102"))
    if not kind.parser:
        return refused(kind.name.lower(), Loss(kind.code, detail=kind.name))
    try:
        with warnings.catch_warnings():  # what parsers of others mutter is no message for a user; losses are
            warnings.simplefilter("ignore")
            return _parser(kind.parser)(item.content, limits)
    except Exception as problem:  # noqa: BLE001 - parsers of others fail in their own ways; the file is accounted for
        return refused(kind.parser, Loss("T199", detail=f"{kind.parser}: {type(problem).__name__}: {problem}"[:300]))


def _parser(name: str) -> Callable[[bytes, Limits], Parsed]:
    """The parser of a format, imported when its first file comes."""
    if name not in _PARSERS:
        return plain.parse
    parse: Callable[[bytes, Limits], Parsed] = import_module(f"tawthiq.intake.{name}").parse
    return parse


def _container(item: _Item, limits: Limits, budget: Budget) -> Iterator[Read]:
    """The members of a zip one at a time, then the zip itself if there is something to report of it, or nothing in it."""
    from tawthiq.intake import zipped

    losses = list(item.losses)
    count = 0
    if item.depth >= limits.depth:
        losses.append(Loss("T195", item.path, str(limits.depth)))
    else:
        for member in zipped.members(item.content, item.facts, limits, budget):
            if isinstance(member, Loss):
                losses.append(member)
            else:
                count += 1
                yield from _inside(item, member, limits, budget, spent=True)
    if not losses and not count:
        losses.append(Loss("T198", item.path))
    if losses:
        empty = refused("zip", *losses[len(item.losses) :])
        yield _document(item, empty, limits), item.content


def _inside(item: _Item, member: Member, limits: Limits, budget: Budget, *, spent: bool = False) -> Iterator[Read]:
    path = printable(posixpath.join(item.path, member.name.replace("\x00", "\ufffd")))
    inner = _Item(path, member.content, member.facts, member.losses, item.path, item.depth + 1)
    if spent or budget.spend(len(member.content)):
        yield from _documents(inner, limits, budget)
    else:
        yield _document(inner, refused("none", Loss("T194", path)), limits), member.content


def _document(item: _Item, parsed: Parsed, limits: Limits) -> Document:
    text, parts, losses = _bounded(parsed, limits)
    # what a program wrote into a file's properties is less than what stands in the text; a page or mail tells better
    own = byline.facts_of(_body(text, parts)) if parsed.format in ("text", "docx") else NOTHING
    found = merged(item.facts, own, parsed.facts)
    language = detect(text)
    values = {field: value.value for field, value in found.items()}
    origin = Origin(
        item.path, item.container, url=values.get("url"),
        metadata_from=(*((field, value.source) for field, value in sorted(found.items())), *sorted(parsed.notes.items())),
    )
    return Document(
        document_id(item.content), text, origin, values.get("publisher"), values.get("published"), values.get("title"),
        values.get("author"), values.get("language") or language, parsed.format, parts, item.losses + losses,
    )


def _body(text: str, parts: tuple[Part, ...]) -> str:
    """The text without notes, headers and footers."""
    body = next((part for part in parts if part.kind == "body"), None)
    return text[body.start : body.end] if body else text


def _bounded(parsed: Parsed, limits: Limits) -> tuple[str, tuple[Part, ...], tuple[Loss, ...]]:
    """The text within its longest length and writable as UTF-8, its parts within the text."""
    text, parts, losses = parsed.text, parsed.parts, parsed.losses
    if len(text) > limits.text_length:
        losses += (Loss("T142", str(limits.text_length), str(len(text))),)
        text = text[: limits.text_length]
        parts = tuple(replace(part, end=min(part.end, len(text))) for part in parts if part.start <= len(text))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # lone halves of a pair; each stays one code point, so offsets hold
        text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
        losses += (plain.damage(text),)
    if not text.strip() and not losses:
        losses += (Loss("T102"),)
    return text, parts, losses


