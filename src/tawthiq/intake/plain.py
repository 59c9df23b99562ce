"""Bytes of plain text to text: UTF-8, UTF-16, UTF-32, windows-1256, ISO-8859-6, then whatever charset-normalizer finds.

Nothing is edited: only the mark of byte order goes, and a byte that no character has becomes U+FFFD with a loss.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import regex

from tawthiq.intake.limits import Limits
from tawthiq.intake.parsed import Parsed, refused
from tawthiq.model import Loss

_MARKS = (  # longest first: the mark of UTF-32 LE begins with that of UTF-16 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 8_192  # bytes looked at to guess
_WIDE_HIGH = frozenset(b"\x00\x06")  # high bytes of UTF-16 in Latin and Arabic text
_CONTROL = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_CONTROL_SHARE = 0.01  # of the bytes; random bytes have 0.1, text with stray form codes under 0.001
_BROKEN_SHARE = 0.05  # damaged sequences per whole multi-byte character up to which a text still is UTF-8
_ARABIC_SHARE = 0.6  # Arabic letters among the non-ASCII characters of an Arabic text in a one-byte encoding
_PLACES_SHOWN = 5  # places of damage named in a loss
_ARABIC = regex.compile(r"[\u0621-\u063a\u0641-\u064a]")
_FREQUENT = regex.compile(r"[اليمونرتبة]")
_MIXED = regex.compile(r"[À-ÿœŒ](?=[\u0621-\u064a])|(?<=[\u0621-\u064a])[À-ÿœŒ]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, its encoding, how that was known ("mark", "strict", "declared", "guess"), and what was damaged."""

    text: str
    encoding: str
    known_by: str
    losses: tuple[Loss, ...] = ()


def parse(content: bytes, limits: Limits) -> Parsed:
    """Plain text as a Parsed; refused if it is no text."""
    if len(content) > limits.text_bytes:
        return refused("text", Loss("T103", detail=f"{len(content)} > {limits.text_bytes}"))
    decoded = decode(content)
    if decoded is None:
        return refused("binary", Loss("T134"))
    losses = decoded.losses
    if "\x00" in decoded.text:
        losses += (Loss("T141", str(decoded.text.index("\x00")), str(decoded.text.count("\x00"))),)
    notes = {} if decoded.encoding == "utf-8" else {"encoding": f"{decoded.encoding} ({decoded.known_by})"}
    return Parsed("text", decoded.text, losses=losses, notes=notes)


def decode(content: bytes, declared: str | None = None) -> Decoded | None:
    """Text of bytes whose encoding may be declared; None if they are no text in any encoding."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _replacing(content[len(mark) :], encoding, "mark")
    wide = _wide(content[:_SAMPLE])
    if wide:
        return _replacing(content, wide, "guess")
    if _binary(content):
        return None
    return _utf8(content) or _declared(content, declared) or _one_byte(content) or _other(content)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without mark: every second byte is 00 or 06 (Latin, Arabic), and the others are not."""
    if len(sample) < 8:
        return None
    even, odd = (sum(byte in _WIDE_HIGH for byte in sample[start::2]) / (len(sample) // 2) for start in (0, 1))
    if odd > 0.8 and even < 0.2:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 and odd < 0.2 else None


def _binary(content: bytes) -> bool:
    """Whether bytes are no text. Null bytes alone do not make it so: files saved from a broken disk have blocks of them."""
    rest = content.replace(b"\x00", b"")
    controls = len(rest) - len(rest.translate(None, _CONTROL))
    if (not rest.strip() and len(rest) < len(content)) or controls > max(2, len(rest) * _CONTROL_SHARE):
        return True
    return len(rest) < len(content) and not _is_utf8(rest)


def _is_utf8(content: bytes) -> bool:
    """Whether bytes are UTF-8 with at most a damaged character at each end of a missing block."""
    text = content.decode("utf-8", "replace")
    return text.count("\ufffd") <= len(text) * _BROKEN_SHARE


def _utf8(content: bytes) -> Decoded | None:
    try:
        return Decoded(content.decode("utf-8"), "utf-8", "strict")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text[: _SAMPLE * 8] if char > "\x7f" and char != "\ufffd")
    return Decoded(text, "utf-8", "guess", (damage(text),)) if broken <= whole * _BROKEN_SHARE else None


def _declared(content: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")[:40]).name
        text = content.decode(name, "replace")
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None
    if name == "utf-8" or not isinstance(text, str):
        return None
    losses = (damage(text),) if "\ufffd" in text else ()
    return Decoded(text, name, "declared", losses)


def _one_byte(content: bytes) -> Decoded | None:
    """windows-1256 or ISO-8859-6, whichever reads more like Arabic, if either does."""
    sample = content[:_SAMPLE]
    share, encoding = max((_arabic(sample.decode(name, "replace")), name) for name in ("iso8859-6", "cp1256"))
    if share < _ARABIC_SHARE:
        return None
    return _replacing(content, encoding, "guess")


def _arabic(text: str) -> float:
    """How much the non-ASCII characters look like Arabic: letters, of them frequent ones, none beside é or ç."""
    high = sum(char > "\x7f" for char in text)
    if not high:
        return 0.0
    letters, frequent, mixed = (len(pattern.findall(text)) for pattern in (_ARABIC, _FREQUENT, _MIXED))
    return (letters + 0.3 * frequent - 2 * mixed - 2 * text.count("\ufffd")) / high


def _other(content: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[: _SAMPLE * 4], steps=5, chunk_size=512).best()
    if best is None:
        return None
    return _replacing(content, best.encoding, "guess")


def _replacing(content: bytes, encoding: str, known_by: str) -> Decoded:
    text = content.decode(encoding, "replace")
    # A U+FFFD written in the file itself is part of the text; only in one-byte encodings can it not be.
    losses = (damage(text),) if "\ufffd" in text else ()
    return Decoded(text, {"cp1256": "windows-1256", "iso8859-6": "iso-8859-6"}.get(encoding, encoding), known_by, losses)


def damage(text: str) -> Loss:
    """How many characters are lost, and where the first ones stand (code points)."""
    places = [match.start() for match, _ in zip(regex.finditer("\ufffd", text), range(_PLACES_SHOWN), strict=False)]
    return Loss("T140", where=", ".join(map(str, places)), detail=str(text.count("\ufffd")))
