"""A thousand broken, mixed and random files: each accounted for, nothing raised, nothing said, nothing written.

``TAWTHIQ_FUZZ=10000`` asks for as many instead, ``TAWTHIQ_SEED`` for others. Programs beside ours (tesseract, LibreOffice) take seconds a file and stay out.
"""

import bz2
import logging
import lzma
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tawthiq.errors import codes
from tawthiq.intake import discover, ocr, office, read, read_bytes
from tawthiq.model import document_id
from tests.intake import containers, makers

ALTO = '<alto><Layout><Page WIDTH="9" HEIGHT="9"><TextBlock><TextLine><String CONTENT="خبر" HPOS="1" VPOS="1" WIDTH="2" HEIGHT="2" WC="0.5"/></TextLine></TextBlock></Page></Layout></alto>'.encode()


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", str)
    monkeypatch.setattr(office, "_PROGRAMS", ())


COUNT = int(os.environ.get("TAWTHIQ_FUZZ", "1000"))  # files
SEED = int(os.environ.get("TAWTHIQ_SEED", "20260101"))
SUFFIXES = ("txt", "html", "docx", "pdf", "eml", "zip", "", "json", "bin", "md", "rtf", "odt", "epub", "pptx", "xlsx", "csv", "jsonl", "msg", "mbox", "mhtml", "warc", "tar", "gz", "7z", "xml")


def valid() -> dict[str, bytes]:
    """A sound file of every format."""
    article = makers.ARTICLE.encode()
    return {
        "txt": article, "html": makers.page(head='<script type="application/ld+json">{"@type": "NewsArticle", "headline": "خبر"}</script>').encode(),
        "docx": makers.docx(title="عنوان"), "pdf": makers.pdf(makers.lines(makers.ARTICLE), makers.lines("صفحة ثانية")),
        "eml": makers.mail(("a.docx", makers.docx("مرفق")), ("b.txt", article), html=makers.page()),
        "zip": makers.zip_of({"a.txt": article, "b/c.html": makers.page().encode(), "d.zip": makers.zip_of({"e.txt": article})}),
        "cp1256": makers.page().encode("cp1256", "replace"), "utf16": makers.ARTICLE.encode("utf-16"),
        "rtf": containers.rtf(makers.ARTICLE), "odt": containers.odt(containers.paragraphs(makers.ARTICLE)), "epub": containers.epub("أول", "ثان"),
        "pptx": containers.pptx("أول", "ثان"), "xlsx": containers.xlsx([["title", "text"], ["خبر", makers.ARTICLE]]), "csv": f"title,text\nخبر,{makers.ARTICLE}\n".encode(),
        "jsonl": b'{"text": "abc"}\n' * 5, "msg": containers.msg(), "mbox": b"From a@b Tue Mar  5 14:30:00 2024\n" + makers.mail(),
        "mhtml": containers.mhtml(makers.page()), "warc": containers.warc(("https://sada.example/a", "text/html", makers.page().encode())),
        "tar": containers.tar({"a.txt": article}), "gz": containers.gzipped(article), "bz2": bz2.compress(article), "xz": lzma.compress(article),
        "7z": (Path(__file__).parent / "files" / "lzma2.7z").read_bytes(), "xml": ALTO, "png": makers.png(),
    }


def mutated(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """The content with one to four injuries of different kinds."""
    data = bytearray(content)
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(data) + 1)
        length = rng.choice([1, 4, 30, 400])
        match rng.randrange(8):
            case 0:
                del data[place:]
            case 1:
                for _ in range(rng.randint(1, 40)):
                    if data:
                        data[rng.randrange(len(data))] = rng.randrange(256)
            case 2:
                data[place : place + length] = rng.randbytes(length)
            case 3:
                del data[place : place + length]
            case 4:
                data[place:place] = data[place : place + length] * rng.choice([2, 50])
            case 5:
                data[place : place + length] = bytes(length)
            case 6:
                data[place:place] = other[rng.randrange(len(other)) :]
            case _:
                data[place:place] = rng.choice([b"\xff\xfe", b"\x00", b"<!--", b"]]>", b"\r\n\r\n", "\u202e".encode(), b"--", b"PK\x05\x06"])
    return bytes(data)


def files(seed: int) -> Iterator[tuple[str, bytes]]:
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    sound = valid()
    kinds = sorted(sound)
    for number in range(COUNT):
        kind = rng.choice(kinds)
        suffix = kind if kind in SUFFIXES and rng.random() < 0.8 else rng.choice(SUFFIXES)
        if number % 10 == 0:
            content = rng.randbytes(rng.choice([0, 1, 7, 600, 9_000]))
        else:
            content = mutated(rng, sound[kind], sound[rng.choice(kinds)])
        yield f"{number:04}" + (f".{suffix}" if suffix else ""), content


def test_hostile_thousand_files(tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "root"
    root.mkdir()
    written = dict(files(SEED))
    for name, content in written.items():
        (root / name).write_bytes(content)
    known = codes()
    with caplog.at_level(logging.INFO):
        for source in discover([root]):
            found = list(read(source))
            own = [document for document, _ in found if document.origin.path == source.display or document.origin.container]
            assert own, source.display
            for document, content in found:
                assert document.id == document_id(content)
                assert document.text.strip() or document.losses, document.origin.path
                assert {loss.code for loss in document.losses} <= known
                document.text.encode("utf-8")
            written.pop(source.display)
    assert not written
    assert not caplog.records
    assert capfd.readouterr() == ("", "")
    assert [path.name for path in tmp_path.rglob("*") if path.parent != root] == ["root"]


def test_hostile_few_files_need_the_last_resort() -> None:
    """T199 says that a parser failed in a way nobody foresaw: it must stay the exception."""
    unforeseen = [name for name, content in files(SEED + 1) for document, _ in read_bytes(content, name) if any(loss.code == "T199" for loss in document.losses)]
    assert len(unforeseen) <= COUNT // 100


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.eml"])
def test_hostile_markup_and_controls_stay_text(name: str) -> None:
    text = "From: a@b.example\n\nقال \u202eمقلوب\u202c ثم <img src=x onerror=alert(1)> وانتهى \x1b[31m أحمر"
    ((document, _),) = read_bytes(text.encode(), name)
    assert "مقلوب" in document.text


def test_hostile_metadata_is_one_clean_line() -> None:
    head = '<meta property="og:site_name" content="سنا\u202eبل&#10;&#13;&#0;\x1b[2J"><meta property="og:title" content="' + "طويل " * 5_000 + '">'
    ((document, _),) = read_bytes(makers.page(head=head).encode(), "a.html")
    assert document.publisher is not None
    assert document.publisher.isprintable()
    assert document.title is not None
    assert len(document.title) <= 500


@pytest.mark.parametrize("content", [
    b"<!--" * 100_000, b"<" * 200_000, b"<html>" + b"<a href='" * 50_000, b"<html>" + b"<p>" * 100_000, b"<!doctype html>" + b"<table><tr><td>" * 3_000,
    b"<html>" + b'<script type="application/ld+json">' + b"[" * 200_000, b"<html><meta " + b"a" * 300_000, b"<html>" + b"&" * 300_000,
    b"<html><p " + b" ".join(b"a%d=1" % number for number in range(60_000)) + b">x", b"<html><h1>x</h1>" + b"<i>" * 300 + b"<b>k</b>" * 10_000,
    b"<html>" + b"<b><i>" * 20_000 + b"x", b"<html><div class='date'>" + b"1 " * 200_000,
])
def test_hostile_pages_stay_quick(content: bytes) -> None:
    assert read_bytes(content, "a.html")


@pytest.mark.parametrize("content", [
    b"From: " + b"<" * 100_000 + b"\nSubject: x\n\nbody", b"From: " + b"(" * 50_000 + b"\nDate: x\n\nbody", b"Subject: " + b"=?utf-8?b?" * 20_000 + b"\nFrom: x\n\nbody",
    b'Content-Type: multipart/mixed; boundary="' + b"x" * 100_000 + b'"\nFrom: x\n\nbody', b"Content-Type: text/plain; " + b"a*0*=b; " * 20_000 + b"\nFrom: x\n\nbody",
    b"Date: " + b"1 " * 100_000 + b"\nFrom: x\n\nbody",
])
def test_hostile_mail_headers_stay_quick(content: bytes) -> None:
    ((document, _),) = read_bytes(content, "a.eml")
    assert document.format == "mail"
