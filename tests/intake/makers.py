"""Valid files of every format, made in memory; invented people and outlets."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

ARTICLE = (
    "قال الناطق باسم بلدية مرجان ليث الحمداني إن الجسر الجديد سيفتح في الربيع المقبل.\n"
    "وأضاف الحمداني أن كلفة العمل بلغت 12.5 مليون دينار، وأن المقاول أنهى 80% منه حتى الآن.\n"
    "ونفت المهندسة هالة السروجي أن تكون اللجنة قد أوقفت العمل في الضفة الشرقية من النهر."
)


def page(body: str = "", head: str = "", lang: str = "ar") -> str:
    """A web page of an invented outlet, with menu, comments and footer around an article."""
    paragraphs = body or "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n"))
    return (
        f"<!doctype html><html lang='{lang}' dir='rtl'><head><meta charset='utf-8'><title>جسر مرجان يفتح قريباً - صدى النهر</title>{head}"
        "<script>alert('لا تقرأني')</script></head><body><nav><ul><li><a href='/a'>الرئيسية</a></li><li><a href='/b'>رياضة</a></li></ul></nav>"
        f"<main><article><h1>جسر مرجان يفتح قريباً</h1>{paragraphs}</article></main>"
        "<section class='comments'><p class='comment'>تعليق من قارئ غاضب على هذا الخبر</p></section>"
        "<footer><p>حقوق النشر محفوظة لصدى النهر</p></footer></body></html>"
    )


def docx(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    """A document with these paragraphs."""
    import docx as python_docx

    document = python_docx.Document()
    for paragraph in paragraphs or ARTICLE.split("\n"):
        document.add_paragraph(paragraph)
    document.core_properties.title = title
    document.core_properties.author = author
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def rezip(content: bytes, changes: dict[str, bytes]) -> bytes:
    """A zip with some of its members replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in changes:
                new.writestr(info.filename, old.read(info))
        for name, data in changes.items():
            new.writestr(name, data)
    return stream.getvalue()


def zipped(**members: bytes) -> bytes:
    """A zip; a double underscore in a keyword is a slash, a single one a dot."""
    return zip_of({name.replace("__", "/").replace("_", "."): data for name, data in members.items()})


def zip_of(members: dict[str, bytes]) -> bytes:
    """A zip of these members under exactly these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo("x", (2024, 1, 1, 0, 0, 0))
            info.filename = name
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return stream.getvalue()


def mail(*attachments: tuple[str, bytes], html: str = "", text: str = ARTICLE) -> bytes:
    """A message of an invented sender."""
    message = EmailMessage()
    message["From"] = "ليث الحمداني <layth@marjan.example>"
    message["To"] = "press@sada.example"
    message["Subject"] = "بيان حول جسر مرجان"
    message["Date"] = "Tue, 05 Mar 2024 14:30:00 +0300"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


Run = tuple[float, float, str]  # x, y (points, from the lower left), characters in the order drawn


def pdf(*pages: list[Run], size: float = 12.0, password: bool = False, drawing: str = "") -> bytes:
    """A PDF whose text is drawn glyph by glyph from the left, as shaping programs write it, with a ToUnicode table.

    ``drawing`` are operators for each page, such as a filled box that stands for a scan.
    """
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    used = sorted({char for runs in pages for _, _, text in runs for char in text})
    glyphs = {char: number for number, char in enumerate(used, start=1)}
    table = "".join(f"<{number:04X}> <{char.encode('utf-16-be').hex().upper()}>\n" for char, number in glyphs.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(glyphs)} beginbfchar\n{table}endbfchar\nendcmap end end"
    ).encode()
    widths = " ".join(f"{number} [{0 if 0x64B <= ord(char) <= 0x652 else 250 if char == ' ' else 500}]" for char, number in glyphs.items())
    unicode_map = add(_stream(cmap))
    descriptor = add(b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>")
    inner = add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/DW 500/W[{widths}]>>".encode()
    )
    font = add(f"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[{inner} 0 R]/ToUnicode {unicode_map} 0 R>>".encode())
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for runs in pages:
        drawn = "".join(
            f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{glyphs[char]:04X}' for char in text)}> Tj ET\n" for x, y, text in runs
        )
        content = add(_stream((drawing + drawn).encode()))
        kids.append(add(
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F {font} 0 R>>>>/Contents {content} 0 R>>".encode()
        ))
    add(f"<</Type/Pages/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]/Count {len(kids)}>>".encode())
    root = add(f"<</Type/Catalog/Pages {tree} 0 R>>".encode())
    encrypt = add(b"<</Filter/Standard/V 1/R 2/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">/P -4>>") if password else 0
    return _file(objects, root, encrypt)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<</Filter/FlateDecode/Length " + str(len(packed)).encode() + b">>stream\n" + packed + b"\nendstream"


def _file(objects: list[bytes], root: int, encrypt: int) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    lock = f"/Encrypt {encrypt} 0 R/ID[<00><00>]" if encrypt else ""
    out += f"trailer<</Size {len(objects) + 1}/Root {root} 0 R{lock}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def visual(logical: str) -> str:
    """How a line of Arabic with numbers is drawn from the left: all turned round, numbers turned back."""
    import re

    turned = logical[::-1].translate(str.maketrans("()", ")("))
    return re.sub(r"[\dA-Za-z][\dA-Za-z.,:/%-]*[\dA-Za-z%]|%\d+", lambda match: match[0][::-1], turned)


def lines(text: str, x: float = 60.0, top: float = 780.0, step: float = 18.0, width: float = 0.0) -> list[Run]:
    """The lines of a text as runs, set flush right to ``x + width`` where a width is given."""
    found = []
    for number, line in enumerate(text.split("\n")):
        drawn = visual(line)
        length = sum(3.0 if char == " " else 6.0 for char in drawn)
        found.append((x + width - length if width else x, top - number * step, drawn))
    return found


def png() -> bytes:
    """An image of one dot."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\xff")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
