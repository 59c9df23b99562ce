"""MSG, a message of Outlook -> its body, with sender, date and subject; attachments as members, attached messages as parts."""

from __future__ import annotations

import datetime as dt
import io
import struct
from typing import Any

from tawthiq.intake import html, rtf
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts, facts
from tawthiq.intake.parsed import Member, Parsed, TextBuilder, refused
from tawthiq.intake.plain import decode
from tawthiq.model import Loss

_SUBJECT, _BODY, _HTML, _PACKED_RTF = "0037", "1000", "1013", "1009"
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP = "0C1A", "0C1F", "5D01"
_ATTACHED, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_SENT = (0x0039, 0x0E06)  # when it was sent, when it arrived
_TIME_TYPE = 0x0040
_HEADER = {0: 32, 1: 24}  # bytes before the properties: of a message, of a message in a message
_MOST_ATTACHED = 500  # attachments of one message
_DEEPEST = 4  # messages in messages
_DICTIONARY = (  # what compressed RTF presupposes (MS-OXRTFCP 2.1.2.1)
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial"
    b"Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def parse(content: bytes, limits: Limits) -> Parsed:
    """The message as text; plain text is taken before HTML, and HTML before RTF."""
    import olefile

    if len(content) > limits.file_bytes:
        return refused("msg", Loss("T103", detail=str(len(content))))
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as storage:
            return _message(storage, limits)
    except Exception as problem:  # noqa: BLE001 - OleFileError, struct.error, IndexError, OSError: all mean damaged
        return refused("msg", Loss("T180", detail=f"{type(problem).__name__}: {problem}"[:200]))


def _message(storage: Any, limits: Limits) -> Parsed:
    built = TextBuilder()
    losses: list[Loss] = []
    members: list[Member] = []
    waiting: list[tuple[list[str], int]] = [([], 0)]
    while waiting:
        place, depth = waiting.pop()
        text = _body(storage, place, limits)
        if depth:
            head = "\n".join(found.value for found in _facts(storage, place, 1).values())
            built.part("message", str(depth), f"{head}\n{text}".strip())
        else:
            built.part("body", "body", text)
        for attached in _attachments(storage, place):
            inner = [*attached, "__substg1.0_" + _ATTACHED + "000D"]
            if storage.exists([*inner, "__properties_version1.0"]):
                if depth < _DEEPEST:
                    waiting.append((inner, depth + 1))
                else:
                    losses.append(Loss("T195", attached[-1], str(_DEEPEST)))
            else:
                losses += _attachment(storage, attached, members, limits)
    return Parsed("msg", built.text(), tuple(built.parts), _facts(storage, [], 0), tuple(losses), members=tuple(members))


def _attachments(storage: Any, place: list[str]) -> list[list[str]]:
    """The storages of a message's own attachments."""
    entries: list[list[str]] = storage.listdir(streams=False, storages=True)
    return sorted(entry for entry in entries if entry[:-1] == place and entry[-1].startswith("__attach"))[:_MOST_ATTACHED]


def _attachment(storage: Any, place: list[str], members: list[Member], limits: Limits) -> list[Loss]:
    name = _text(storage, place, _LONG_NAME) or _text(storage, place, _SHORT_NAME) or place[-1]
    name = name.replace("\\", "/").rsplit("/", 1)[-1].strip(". ")[:200] or place[-1]
    content = _stream(storage, place, _ATTACHED, "0102", limits.file_bytes)
    if content is None:
        return [Loss("T181", name)]
    taken = {member.name for member in members}
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{number}-{name}", number + 1
    members.append(Member(unique, content))
    return []


def _stream(storage: Any, place: list[str], tag: str, kind: str, most: int) -> bytes | None:
    path = [*place, f"__substg1.0_{tag}{kind}"]
    if not storage.exists(path) or storage.get_size(path) > most:
        return None
    content: bytes = storage.openstream(path).read()
    return content


def _text(storage: Any, place: list[str], tag: str, most: int = 1 << 20) -> str:
    """A text property, in UTF-16 or in the code page of its time."""
    wide = _stream(storage, place, tag, "001F", most)
    if wide is not None:
        return wide.decode("utf-16-le", "replace").rstrip("\x00")
    narrow = _stream(storage, place, tag, "001E", most)
    decoded = decode(narrow.rstrip(b"\x00")) if narrow else None
    return decoded.text if decoded else ""


def _body(storage: Any, place: list[str], limits: Limits) -> str:
    plain = _text(storage, place, _BODY, limits.text_bytes)
    if plain.strip():
        return plain.replace("\r\n", "\n")
    page = _stream(storage, place, _HTML, "0102", limits.text_bytes)
    source = decode(page.rstrip(b"\x00"), html.declared_charset(page)) if page else None
    text = source.text if source else _text(storage, place, _HTML, limits.text_bytes)
    tree = html.tree_of(text) if text.strip() else None
    if tree is not None:
        return html.visible_text(tree)
    packed = _stream(storage, place, _PACKED_RTF, "0102", limits.text_bytes)
    return rtf.text_of(unpacked(packed, limits.text_bytes)) if packed else ""


def unpacked(content: bytes, most: int) -> bytes:
    """Compressed RTF as RTF (MS-OXRTFCP): 16 bytes of header, then runs of 8 bytes or references into a ring of 4,096."""
    if len(content) < 16:
        return b""
    size, kind = struct.unpack_from("<I", content, 4)[0], content[8:12]
    if kind == b"MELA":
        return content[16 : 16 + min(size, most)]
    ring = bytearray(_DICTIONARY.ljust(4_096, b"\x00"))
    write = len(_DICTIONARY)
    out = bytearray()
    place = 16
    while place < len(content) and len(out) < min(size, most):
        control = content[place]
        place += 1
        for bit in range(8):
            if control >> bit & 1:
                if place + 2 > len(content):
                    return bytes(out)
                token = int.from_bytes(content[place : place + 2], "big")
                place += 2
                start, length = token >> 4, (token & 15) + 2
                if start == write:
                    return bytes(out)
                run = bytearray()
                for step in range(length):
                    byte = ring[(start + step) % 4_096]
                    run.append(byte)
                    ring[write] = byte
                    write = (write + 1) % 4_096
                out += run
            elif place < len(content):
                ring[write] = content[place]
                out.append(content[place])
                write = (write + 1) % 4_096
                place += 1
    return bytes(out)


def _facts(storage: Any, place: list[str], depth: int) -> Facts:
    """Sender, date and subject; the sender of a message is its publisher, as of any mail."""
    sender = _text(storage, place, _SENDER) or _text(storage, place, _SENDER_SMTP) or _text(storage, place, _SENDER_ADDRESS)
    values = {"publisher": sender, "author": sender, "title": _text(storage, place, _SUBJECT), "published": _sent(storage, place, depth)}
    return facts("header", values)


def _sent(storage: Any, place: list[str], depth: int) -> str:
    """When it was sent, among the properties of fixed length: 16 bytes each, a tag, flags and a value."""
    path = [*place, "__properties_version1.0"]
    if not storage.exists(path) or storage.get_size(path) > 1 << 20:
        return ""
    content = storage.openstream(path).read()
    times = {}
    for start in range(_HEADER[min(depth, 1)], len(content) - 15, 16):
        kind, tag = struct.unpack_from("<HH", content, start)
        if kind == _TIME_TYPE:
            times[tag] = struct.unpack_from("<Q", content, start + 8)[0]
    ticks = next((times[tag] for tag in _SENT if times.get(tag)), 0)
    try:  # ticks of 100 nanoseconds since 1601
        moment = dt.datetime(1601, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return moment.isoformat(timespec="seconds") if ticks else ""
