"""Sources -> documents: opens a file, asks its parser, and accounts for every file and member whatever happens."""

from __future__ import annotations

import posixpath
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from tawthiq.intake import byline, imprint, plain
from tawthiq.intake.discover import discover, printable
from tawthiq.intake.language import detect
from tawthiq.intake.limits import DEFAULT, Limits
from tawthiq.intake.metadata import NOTHING, Facts, merged
from tawthiq.intake.parsed import Budget, Member, Members, Parsed, refused
from tawthiq.intake.sniff import Kind, sniff
from tawthiq.intake.source import Source
from tawthiq.model import Document, Loss, Origin, Part, document_id

Read = tuple[Document, bytes]
_PARSERS = frozenset([  # modules of this room with a ``parse``
    "html", "docx", "pdf", "mail", "rtf", "opendocument", "slides", "epub", "outlook", "mhtml", "row", "word97", "image", "recognised",
])
_CONTAINERS = {  # modules of this room with ``members``
    "zip": "zipped", "tar": "tarred", "packed": "packed", "7z": "sevenzip", "mbox": "mailbox", "warc": "web", "wacz": "web",
    "table": "tables", "lines": "tables", "json": "tables", "workbook": "tables",
}
_HEAD = 4_000  # code points in which an imprint may stand
_ALONE = frozenset(["text", "html", "rtf", "row", "mhtml"])  # kinds of which one file is one document, whatever it holds


@dataclass(frozen=True, slots=True)
class _Item:
    """Bytes to read: their display path, the container they came from, what was told of them, and how deep they lie."""

    path: str
    content: bytes
    facts: Facts
    losses: tuple[Loss, ...]
    container: str | None = None
    depth: int = 0
    form: str = ""
    captured: str | None = None


@dataclass(slots=True)
class _Account:
    """What a file and all inside it may still use, and how many of its documents are passed over unread."""

    budget: Budget
    skip: int = 0

    def passes(self, kind: Kind) -> bool:
        """Whether the next document is one to pass over, and is one for certain without being read."""
        if self.skip < 1 or kind.parser not in _ALONE:
            return False
        self.skip -= 1
        return True


def read(source: Source, skip: int = 0, limits: Limits = DEFAULT) -> Iterator[Read]:
    """The documents of a file, each with its own bytes; never raises for what a file holds.

    At least one document a file: an unreadable one has no text and a loss that tells why. The first ``skip`` documents
    are left out, most of them without being read.
    """
    losses = source.losses
    content = None
    if not source.barred:
        content, problem = _load(source, limits)
        losses += (problem,) if problem else ()
    if content is None:
        if not skip:
            yield _closed(source.display, losses)
        return
    account = _Account(_budget(limits), skip)
    for found in _documents(_Item(source.display, content, source.facts, losses), limits, account):
        if account.skip:
            account.skip -= 1
        else:
            yield found


def _budget(limits: Limits) -> Budget:
    return Budget(limits.unpacked_bytes, limits.members, limits.records)


def read_path(path: Path, limits: Limits = DEFAULT) -> list[Read]:
    """The documents of one file or folder, with what sidecar and manifest beside it say."""
    return [found for source in discover([path], limits) for found in read(source, limits=limits)]


def read_bytes(content: bytes, name: str, limits: Limits = DEFAULT) -> list[Read]:
    """The documents of bytes that never were a file; ``name`` tells the suffix and is their path."""
    return list(_documents(_Item(name, content, NOTHING, ()), limits, _Account(_budget(limits))))


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


def _documents(item: _Item, limits: Limits, account: _Account) -> Iterator[Read]:
    kind = Kind(item.form) if item.form else sniff(item.content, item.path)
    if kind.parser in _CONTAINERS:
        yield from _container(item, kind, limits, account)
        return
    if account.passes(kind):
        return
    parsed = _parse(item, kind, limits)
    yield _document(item, parsed, limits), item.content
    for member in parsed.members:
        yield from _inside(item, member, limits, account)


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


def _container(item: _Item, kind: Kind, limits: Limits, account: _Account) -> Iterator[Read]:
    """The members of a container one at a time, then itself if there is something to report of it, or nothing in it."""
    losses: list[Loss] = []
    itself: Parsed | None = None
    count = 0
    for found in _members(item, kind, limits, account.budget):
        if isinstance(found, Loss):
            losses.append(found)
        elif isinstance(found, Parsed):
            itself = found
        else:
            count += 1
            yield from _inside(item, found, limits, account, spent=True)
    if not losses and not count and not item.losses and itself is None:
        losses.append(Loss("T198", item.path))
    if itself is not None:
        yield _document(item, replace(itself, losses=(*itself.losses, *losses)), limits), item.content
    elif losses or item.losses:
        yield _document(item, refused(kind.parser, *losses), limits), item.content


def _members(item: _Item, kind: Kind, limits: Limits, budget: Budget) -> Members:
    """What a container of this kind gives; one that is nested too deep, or that ends in a fault of its reader, gives a loss."""
    if item.depth >= limits.depth:
        yield Loss("T195", item.path, str(limits.depth))
        return
    members: Callable[[bytes, str, Facts, Limits, Budget], Members]
    members = import_module(f"tawthiq.intake.{_CONTAINERS[kind.parser]}").members
    try:
        yield from members(item.content, kind.parser, item.facts, limits, budget)
    except Exception as problem:  # noqa: BLE001 - as in ``_parse``; what was found before stays
        yield Loss("T199", detail=f"{kind.parser}: {type(problem).__name__}: {problem}"[:300])


def _inside(item: _Item, member: Member, limits: Limits, account: _Account, *, spent: bool = False) -> Iterator[Read]:
    path = printable(posixpath.join(item.path, member.name.replace("\x00", "\ufffd").lstrip("/")))
    inner = _Item(path, member.content, member.facts, member.losses, item.path, item.depth + 1, member.form, member.captured)
    if spent or account.budget.spend(len(member.content)):
        yield from _documents(inner, limits, account)
    else:
        yield _document(inner, refused("none", Loss("T194", path)), limits), member.content


def _document(item: _Item, parsed: Parsed, limits: Limits) -> Document:
    text, parts, losses = _bounded(parsed, limits)
    # what a program wrote into a file's properties is less than what stands in the text; a page or mail tells better
    own = _own_lines(_body(text, parts)) if parsed.format in ("text", "docx", "rtf", "odt", "doc") else NOTHING
    found = merged(item.facts, own, parsed.facts)
    language = detect(text)
    values = {field: value.value for field, value in found.items()}
    origin = Origin(
        item.path, item.container, item.captured or parsed.captured, values.get("url"),
        metadata_from=(*((field, value.source) for field, value in sorted(found.items())), *sorted(parsed.notes.items())),
    )
    return Document(
        document_id(item.content), text, origin, values.get("publisher"), values.get("published"), values.get("title"),
        values.get("author"), values.get("language") or language, parsed.format, parts, item.losses + losses,
        words=tuple(word for word in parsed.words if word.end <= len(text)),
    )


def _own_lines(text: str) -> Facts:
    """What the text's own lines say of it."""
    head = [line.strip() for line in text[:_HEAD].splitlines() if line.strip()]
    return merged(imprint.facts_of(head), byline.facts_of(text))


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


