"""A mail message -> its body, with sender, date and subject; attachments and attached messages as members."""

from __future__ import annotations

import email
import email.errors
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr

from tawthiq.intake import html
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts, facts
from tawthiq.intake.parsed import Member, Parsed, TextBuilder, refused
from tawthiq.intake.plain import decode
from tawthiq.model import Loss

_PARTS = 500  # MIME parts of one message; newsletters have under 50
_HEADER = 2_000  # characters of a header that are parsed
_SUFFIX = {"text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml", "application/pdf": ".pdf",
           "application/zip": ".zip", "image/jpeg": ".jpg", "image/png": ".png"}


def parse(content: bytes, limits: Limits) -> Parsed:
    """The body as text; plain text is taken before HTML where a message has both."""
    if len(content) > limits.text_bytes * 2:  # base64 attachments make a mail large
        return refused("mail", Loss("T103", detail=f"{len(content)} > {limits.text_bytes * 2}"))
    # compat32 never fails on headers; the modern policy does, on some malformed ones
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    if not message.keys() and not message.is_multipart():
        return refused("mail", Loss("T180", detail="no header"))
    parts, losses = _parts(message)
    body = _body(parts)
    members, lost = _members([part for part in parts if part not in body])
    built = TextBuilder()
    for part in body:
        text, problems = _text(part, limits)
        built.part("body", part.get_content_type(), text)
        losses += problems
    losses += [*lost, *_defects(message)]
    return Parsed("mail", built.text(), tuple(built.parts), _facts(message), tuple(losses), members=tuple(members))


Message = email.message.Message


def _parts(message: Message) -> tuple[list[Message], list[Loss]]:
    """The leaves of the message in order, without recursion; an attached message is a leaf."""
    found: list[Message] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting += reversed([child for child in part.get_payload() if isinstance(child, email.message.Message)])
        else:
            found.append(part)
        if len(found) > _PARTS:
            return found[:_PARTS], [Loss("T182", detail=str(_PARTS))]
    return found, []


def _body(parts: list[Message]) -> list[Message]:
    """All plain text parts that are no attachments, or else the HTML ones."""
    inline = [part for part in parts if part.get_content_disposition() != "attachment" and not _filename(part)]
    # a multipart without readable boundary is one text with everything in it
    plain = [part for part in inline if part.get_content_type() == "text/plain" or part.get_content_maintype() == "multipart"]
    plain = [part for part in plain if (_payload(part) or b"").strip()]
    return plain or [part for part in inline if part.get_content_type() == "text/html"]


def _text(part: Message, limits: Limits) -> tuple[str, list[Loss]]:
    content = _payload(part)
    if content is None:
        return "", [Loss("T181", part.get_content_type())]
    decoded = decode(content, _charset(part))
    if decoded is None:
        return "", [Loss("T181", part.get_content_type(), "binary")]
    if part.get_content_type() != "text/html":
        return decoded.text, list(decoded.losses)
    if len(content) > limits.text_bytes:
        return "", [Loss("T103", part.get_content_type(), f"{len(content)} > {limits.text_bytes}")]
    tree = html.tree_of(decoded.text)
    return ("" if tree is None else html.visible_text(tree)), list(decoded.losses)


def _payload(part: Message) -> bytes | None:
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 - unknown transfer encodings and broken uuencoding; the caller records the loss
        return None
    return payload if isinstance(payload, bytes) else None


def _charset(part: Message) -> str | None:
    try:
        value = part.get_content_charset()
    except (LookupError, ValueError, TypeError):
        return None
    return value if isinstance(value, str) else None


def _members(parts: list[Message]) -> tuple[list[Member], list[Loss]]:
    """Attachments, alternatives left out: the HTML beside a plain text says the same again."""
    found: list[Member] = []
    losses: list[Loss] = []
    for number, part in enumerate(parts, start=1):
        kind = part.get_content_type()
        name = _filename(part) or f"part-{number}{_SUFFIX.get(kind, '')}"
        if kind in ("text/html", "text/plain") and part.get_content_disposition() != "attachment" and not _filename(part):
            continue
        content = _attached(part) if kind == "message/rfc822" else _payload(part)
        if content is None:
            losses.append(Loss("T181", name, kind))
        else:
            found.append(Member(_unique(name, {member.name for member in found}), content))
    return found, losses


def _attached(part: Message) -> bytes | None:
    """An attached message as bytes."""
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    try:
        return inner.as_bytes() if isinstance(inner, email.message.Message) else _payload(part)
    except Exception:  # noqa: BLE001 - the generator fails on malformed headers; the caller records the loss
        return None


def _unique(name: str, taken: set[str]) -> str:
    number, unique = 2, name
    while unique in taken:
        unique, number = f"{number}-{name}", number + 1
    return unique


def _filename(part: Message) -> str:
    """The name of an attachment without folders: a name is no path."""
    try:
        name = _readable(part.get_filename() or "")
    except Exception:  # noqa: BLE001 - malformed parameters: a part without a name
        return ""
    return name.replace("\\", "/").rsplit("/", 1)[-1].strip(". ")[:200]


def _facts(message: Message) -> Facts:
    """Sender, date and subject; the sender of a message is its publisher, for nobody else put it out."""
    name, address = parseaddr(_header(message, "From"))
    sender = _readable(name) or _readable(address)
    values = {"publisher": sender, "author": sender, "title": _header(message, "Subject"), "published": _header(message, "Date")}
    return facts("header", values)


def _header(message: Message, name: str) -> str:
    """A header as it stands, bytes without encoding kept as surrogates: ``get`` would have thrown them away."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    value = raw[:_HEADER].replace("\r", " ").replace("\n", " ")
    return value if name == "From" else _readable(value)


def _readable(value: str) -> str:
    """Words in RFC 2047 encoding as text; bytes without encoding as UTF-8 or windows-1256."""
    from email.header import decode_header

    pieces = []
    try:
        for piece, charset in decode_header(value):
            raw = piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")
            decoded = decode(raw, charset)
            pieces.append(decoded.text if decoded else "")
    except (email.errors.HeaderParseError, ValueError, LookupError):
        return value
    return " ".join("".join(pieces).split())


def _defects(message: Message) -> Iterator[Loss]:
    """A message whose end is missing: a multipart body that never closes."""
    for part in message.walk() if not isinstance(message, EmailMessage) else ():
        names = {type(defect).__name__ for defect in part.defects}
        cut = names & {"StartBoundaryNotFoundDefect", "CloseBoundaryNotFoundDefect", "MultipartInvariantViolationDefect",
                       "InvalidBase64PaddingDefect", "InvalidBase64LengthDefect", "InvalidBase64CharactersDefect"}
        if cut:
            yield Loss("T180", part.get_content_type(), ", ".join(sorted(cut)))
