r"""RTF -> text: the body, then notes, headers and footers as parts. One pass over the bytes, no recursion.

Bytes outside ASCII are in the code page of the font they are set in (Arabic fonts: windows-1256) or of the document;
``\u`` gives a character and a replacement for old programs, which is left out. Pictures and objects are counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from tawthiq.intake.byline import properties
from tawthiq.intake.limits import Limits
from tawthiq.intake.parsed import Parsed, TextBuilder, refused
from tawthiq.model import Loss

_TOKEN = regex.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", regex.DOTALL,
)
_CHARSETS = {0: "cp1252", 128: "cp932", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 204: "cp1251", 238: "cp1250"}
_CHARACTERS = {
    "tab": "\t", "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "column": "\n", "cell": "\t", "nestcell": "\t", "row": "\n",
    "nestrow": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_UNSEEN = frozenset([
    "fonttbl", "colortbl", "stylesheet", "pict", "object", "fldinst", "themedata", "datastore", "listtable", "listoverridetable",
    "revtbl", "rsidtbl", "generator", "xmlnstbl", "latentstyles", "filetbl", "pntext", "listtext", "bkmkstart", "bkmkend", "info",
    "nonshppict", "objdata", "fontemb", "fontfile", "panose", "falt", "userprops", "mmathPr", "wgrffmtfilter",
])
_PARTS = {
    "footnote": "footnote", "header": "header", "headerl": "header", "headerr": "header", "headerf": "header", "footer": "footer",
    "footerl": "footer", "footerr": "footer", "footerf": "footer", "annotation": "comment",
}
_STARRED = frozenset(["ud", "shptxt", "annotation", "footnote", "fldrslt"])  # destinations marked as ignorable that hold text
_DEEPEST = 2_000  # groups inside groups; word processors nest under 50


@dataclass(frozen=True, slots=True)
class _State:
    r"""What a group inherits: where its text goes, its code page, and how many characters replace a ``\u``."""

    into: str = "body"
    codepage: str = ""
    skip: int = 1


@dataclass(slots=True)
class _Reader:
    """The pass over one file."""

    codepage: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    raw: bytearray = field(default_factory=bytearray)
    font: int = 0
    replacing: int = 0  # characters still to leave out after a ``\u``
    starred: bool = False
    twice: bool = False  # the next group says in the code page what the one after it says in Unicode
    pictures: int = 0
    deleted: int = 0
    half: int = 0  # the first half of a pair of surrogates

    def read(self, content: bytes) -> None:
        r"""Every token in turn; ``\bin`` is followed by that many bytes of anything."""
        place = 0
        while match := _TOKEN.match(content, place):
            place = match.end()
            word, number, code, symbol, brace, text = match.groups()
            if brace:
                self._group(brace == b"{")
            elif word:
                value = int(number) if number else None
                if word == b"bin" and value is not None:
                    place += max(value, 0)
                self._word(word.decode("ascii"), value)
            elif code:
                self._bytes(bytes([int(code, 16)]))
            elif text:
                self._bytes(text)
            elif symbol:
                self._symbol(symbol)
        self._decode()

    def _group(self, opens: bool) -> None:  # noqa: FBT001 - two sides of one thing
        self._decode()
        self.replacing = 0
        self.starred = False
        if opens:
            if len(self.stack) >= _DEEPEST:
                raise ValueError(f"groups nested deeper than {_DEEPEST}")
            self.stack.append(self.state)
            if self.twice:
                self.twice = False
                self.state = replace(self.state, into="")
        elif self.stack:
            ended = self.state.into
            self.state = self.stack.pop()
            if ended != self.state.into and ended in _PARTS.values():
                self.texts.setdefault(ended, []).append("\n")

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.starred = True
        elif symbol in _SYMBOLS and not self._replaced():
            self._text(_SYMBOLS[symbol])

    def _bytes(self, text: bytes) -> None:
        if self.replacing:
            left_out = min(self.replacing, len(text))
            self.replacing -= left_out
            text = text[left_out:]
        self.raw += text

    def _replaced(self) -> bool:
        taken = self.replacing > 0
        self.replacing -= taken
        return taken

    def _word(self, word: str, value: int | None) -> None:
        starred, self.starred = self.starred, False
        if word == "u" and value is not None:
            self._unicode(value)
        elif word in _CHARACTERS:
            self._text(_CHARACTERS[word])
        elif word in ("f", "fcharset", "ansicpg", "deff", "uc", "mac", "pc", "pca"):
            self._decode()
            self._charset(word, value or 0)
        elif word in ("title", "author") and self.state.into == "info":
            self._enter(word)
        elif word in _PARTS:
            self._enter(_PARTS[word])
        elif word in _UNSEEN or (starred and word not in _STARRED):
            self.pictures += word in ("pict", "object") and self.state.into != ""
            self._enter("info" if word == "info" else "")
        elif word == "upr":
            self.twice = True
        elif word == "deleted":
            self.deleted += 1
            self._enter("")
        elif word == "plain" and self.state.into:
            self._decode()
            self.state = replace(self.state, codepage="")

    def _charset(self, word: str, value: int) -> None:
        if word == "fcharset":
            self.fonts[self.font] = _CHARSETS.get(value, "")
        elif word == "ansicpg":
            self.codepage = _known(f"cp{value}", self.codepage)
        elif word == "uc":
            self.state = replace(self.state, skip=max(0, min(value, 8)))
        elif word == "f":
            self.font = value
            self.state = replace(self.state, codepage=self.fonts.get(value, ""))
        elif word in ("mac", "pc", "pca"):
            self.codepage = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}[word]

    def _enter(self, part: str) -> None:
        self._decode()
        if self.state.into == "info" and part not in ("title", "author"):
            return
        if self.state.into:  # nothing comes back inside what is left out
            self.state = replace(self.state, into=part)

    def _unicode(self, value: int) -> None:
        code = value + 0x10000 if value < 0 else value
        self._decode()
        if 0xD800 <= code < 0xDC00:
            self.half = code
        elif 0xDC00 <= code < 0xE000:
            if self.half:
                self._text(chr(0x10000 + ((self.half - 0xD800) << 10) + code - 0xDC00))
            self.half = 0
        elif 0 < code < 0x110000:
            self._text(chr(code))
        self.replacing = self.state.skip

    def _text(self, text: str) -> None:
        self._decode()
        if self.state.into and self.state.into != "info":
            self.texts.setdefault(self.state.into, []).append(text)

    def _decode(self) -> None:
        if not self.raw:
            return
        raw, self.raw = bytes(self.raw), bytearray()
        if self.state.into and self.state.into != "info":
            text = raw.decode(self.state.codepage or self.codepage, "replace").replace("\x00", "")
            self.texts.setdefault(self.state.into, []).append(text)

    def part(self, name: str) -> str:
        """What went into a part."""
        return "".join(self.texts.get(name, [])).strip("\n")


def _known(name: str, otherwise: str) -> str:
    try:
        b"".decode(name)
    except LookupError:
        return otherwise
    return name


def text_of(content: bytes) -> str:
    """The body of RTF bytes alone (mail programs wrap messages in it)."""
    reader = _Reader()
    reader.read(content)
    return reader.part("body")


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text of a document, its notes, and its title and author."""
    if len(content) > limits.file_bytes // 2:  # pictures are written in hexadecimal digits, so honest files are large
        return refused("rtf", Loss("T103", detail=f"{len(content)} > {limits.file_bytes // 2}"))
    reader = _Reader()
    losses = []
    try:
        reader.read(content)
    except ValueError as problem:
        losses.append(Loss("T165", "RTF", str(problem)))
    built = TextBuilder()
    built.part("body", "body", reader.part("body"))
    for kind in dict.fromkeys(_PARTS.values()):
        if reader.part(kind).strip():
            built.part(kind, kind, reader.part(kind))
    losses += _losses(reader, content, built.text())
    return Parsed("rtf", built.text(), tuple(built.parts), properties(reader.part("title"), reader.part("author")), tuple(losses))


def _losses(reader: _Reader, content: bytes, text: str) -> list[Loss]:
    found = []
    if reader.stack or not content.rstrip(b"\r\n\x00 ").endswith(b"}"):
        found.append(Loss("T165", "RTF", "}"))
    if "\ufffd" in text:
        found.append(Loss("T140", str(text.index("\ufffd")), str(text.count("\ufffd"))))
    if reader.deleted:
        found.append(Loss("T162", detail=str(reader.deleted)))
    if reader.pictures:
        found.append(Loss("T163", detail=str(reader.pictures)))
    return found
