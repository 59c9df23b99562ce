"""Recognised pages: tesseract's table to text, boxes and confidence; with tesseract where it is installed, a drawn page."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tawthiq.intake import Limits, ocr, ocr_recogniser, read_bytes
from tawthiq.intake.image import Pages
from tawthiq.intake.ocr_table import Recognised, assembled, cells_of
from tests.intake import makers

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(*words: tuple[int, int, int, int, int, float, str]) -> str:
    """Rows of block, paragraph, line, left, width, confidence and text; a line is 50 pixels high."""
    rows = [f"5\t1\t{b}\t{p}\t{n}\t1\t{left}\t{n * 60}\t{width}\t50\t{sure}\t{text}" for b, p, n, left, width, sure, text in words]
    return "\n".join([HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t1000\t1000\t-1\t", *rows, ""])


def test_ocr_lines_of_a_paragraph_are_joined_and_words_keep_their_boxes() -> None:
    found = assembled(cells_of(table(
        (1, 1, 1, 500, 500, 90.4, "قال"), (1, 1, 1, 0, 450, 91, "\u200fالناطق"), (1, 1, 2, 600, 400, 20, "أمس"), (1, 1, 3, 0, 1000, 80, "ثم"), (2, 1, 4, 0, 1000, 80, "عمود"),
    )), 1_000, 1_000)
    assert found.text == "قال الناطق أمس\nثم\n\nعمود"
    assert [found.text[word.start : word.end] for word in found.words] == ["قال", "الناطق", "أمس", "ثم", "عمود"]
    first = found.words[0]
    assert (first.left, first.top, first.right, first.bottom, first.confidence) == (5_000, 600, 10_000, 1_100, 90)
    assert found.doubtful == 1


def test_ocr_empty_table_is_an_empty_page() -> None:
    assert assembled(cells_of(HEAD + "\nnonsense\n5\tx\n"), 10, 10) == Recognised()


@pytest.mark.parametrize(("stripes", "columns"), [([(50, 450), (550, 950)], True), ([(50, 950)], False)])
def test_ocr_columns_are_seen(stripes: list[tuple[int, int]], columns: bool) -> None:  # noqa: FBT001
    page = Image.new("L", (1_000, 1_400), 255)
    for top in range(100, 1_300, 30):
        for left, right in stripes:
            page.paste(0, (left, top, right, top + 15))
    assert ocr.has_columns(page) is columns


def test_ocr_without_tesseract_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", str)
    ((document, _),) = read_bytes(makers.png(), "a.png")
    assert [(loss.code, loss.detail) for loss in document.losses] == [("T120", "PNG")]


def test_ocr_program_that_hangs_or_fails_is_a_loss(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for body in ("sleep 5", "echo broken >&2; exit 1"):
        (tmp_path / "tesseract").write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / "tesseract").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        monkeypatch.setattr(ocr, "languages", lambda: "ara")
        ((document, _),) = read_bytes(makers.png(), "a.png", Limits(ocr_seconds=0.3))
        assert [loss.code for loss in document.losses] == ["T177"]


def test_ocr_bomb_of_pixels_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: "ara")
    ((document, _),) = read_bytes(makers.png(), "a.png", Limits(pixels=0))
    assert [loss.code for loss in document.losses] == ["T103"]


@pytest.mark.parametrize("turn", [0, 180])
def test_ocr_drawn_page_is_read(turn: int) -> None:
    if not ocr.languages():
        ((document, _),) = read_bytes(makers.png(), "a.png")
        assert document.losses[0].code == "T120"
        return
    page = Image.open(Path(__file__).parent / "files" / "page.png").rotate(turn)
    stream = io.BytesIO()
    page.save(stream, "PNG")
    ((document, _),) = read_bytes(stream.getvalue(), "a.png")
    assert "الناطق باسم بلدية مرجان" in document.text
    word = next(word for word in document.words if document.text[word.start : word.end] == "مرجان")
    assert (word.top < 5_000) is (turn == 0)
    assert word.confidence > 60


def test_ocr_notes_tell_the_versions_of_both_readers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tesseract").write_text("#!/bin/sh\necho 'tesseract 9.8.7'\n")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(ocr, "languages", lambda: "ara+eng")
    ocr.version.cache_clear()
    pages = Pages()
    pages.add("1", Recognised("نص"))
    told = pages.notes()["text"]
    ocr.version.cache_clear()
    lines = ocr_recogniser.load()
    assert told == f"ocr (tesseract 9.8.7 ara+eng{f', lines {lines.version}' if lines else ''})"
