"""One text by five producers of PDF: the letters and their order are the same whoever made the file.

The files under ``files/pdf`` hold our own text, printed by Chromium, LibreOffice (out of DOCX), WeasyPrint, fpdf2 (shaped) and
reportlab (presentation forms in visual order); ``chromium-signs.pdf`` is a text with vowel signs, by Chromium. ``columns-*.pdf`` is a page
with a head, two columns whose lines do not all stand level, a table, mixed numbers and a foot, by Qt, cairo with pango, typst, Chromium,
WeasyPrint and reportlab; ``three-*.pdf`` has three columns of short paragraphs, Arabic figures, vowel signs and a note below.
"""

from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from evaluation.ocr import letters
from tawthiq.intake import read_bytes
from tawthiq.intake.fused import settled
from tawthiq.intake.glyph import Glyph
from tawthiq.intake.layout import line_text

FILES = Path(__file__).parent / "files" / "pdf"


@pytest.mark.parametrize("producer", ["chromium", "lo", "weasy", "fpdf2", "visual"])
def test_producers_text_layer_is_read_right(producer: str) -> None:
    truth = letters((FILES / "text.txt").read_text("utf-8"))
    ((document, _),) = read_bytes((FILES / f"{producer}.pdf").read_bytes(), "a.pdf")
    assert Levenshtein.distance(truth, letters(document.text)) <= len(truth) // 100
    assert "لا الخلاف" in document.text
    assert "ادعاء لا أساس له" in document.text
    assert "2021" in document.text


@pytest.mark.parametrize("producer", ["qt", "cairo", "typst", "chromium", "weasy", "visual"])
def test_producers_columns_and_tables_are_read_in_order(producer: str) -> None:
    truth = letters((FILES / "columns.txt").read_text("utf-8"))
    ((document, _),) = read_bytes((FILES / f"columns-{producer}.pdf").read_bytes(), "a.pdf")
    assert Levenshtein.distance(truth, letters(document.text)) <= len(truth) // 100
    assert "الأرصفة 611,250 16.3%" in document.text


@pytest.mark.parametrize("producer", ["cairo", "chromium", "weasy"])
def test_producers_three_columns_and_a_note_are_read_in_order(producer: str) -> None:
    truth = letters((FILES / "three.txt").read_text("utf-8"))
    ((document, _),) = read_bytes((FILES / f"three-{producer}.pdf").read_bytes(), "a.pdf")
    assert Levenshtein.distance(truth, letters(document.text)) <= len(truth) // 100
    assert letters(document.text).endswith(letters("انظر الملحق ب، ص. ٤٥–٤٧."))


@pytest.mark.parametrize(("chars", "text"), [("لا", "لا"), ("ال", "لا"), ("أل", "لأ"), ("الله", "الله")])
def test_producers_letters_in_one_box_are_a_ligature(chars: str, text: str) -> None:
    line = [Glyph("س", 30, 36, 0, 12, 0), *(Glyph(char, 20, 30, 0, 12, place) for place, char in enumerate(chars, start=1)), Glyph("م", 14, 20, 0, 12, 9)]
    assert line_text(line) == f"س{text}م"


def test_producers_article_in_boxes_of_its_own_stays_an_article() -> None:
    line = [Glyph(char, 30 - 6 * place, 36 - 6 * place, 0, 12, place) for place, char in enumerate("البحر")]
    assert line_text(line) == "البحر"


def test_producers_numbers_of_an_invisible_layer_run_from_the_right() -> None:
    line = [Glyph(char, 90 - 6 * place, 96 - 6 * place, 0, 12, place, unshaped=True) for place, char in enumerate("عام 2021")]
    assert line_text(line) == "عام 2021"


def test_producers_letters_fused_with_their_signs_keep_their_place() -> None:
    ((document, _),) = read_bytes((FILES / "chromium-signs.pdf").read_bytes(), "a.pdf")
    assert document.text.splitlines() == [
        "من هو فاضل الشريدي؟",
        "وُلد فاضل الشريدي في دير البحر عام 1961، ثم عُيّن مديراً للميناء سنة 1999، وسُجن شهرين ثم أُفرج عنه.",
        "وقال إنّه لم يُسأل قطّ، وإنّ الملفّ أُغلق. أما شريكه نبيل العامودي فأُوقف في المطار ومُنع من السفر.",
    ]


def test_producers_signs_with_boxes_of_their_own_are_not_fused() -> None:
    glyphs = [Glyph("د", 20, 26, 0, 12, 0), Glyph("ُ", 21, 24, 4, 12, 1), Glyph(" ", 16, 20, 0, 12, 2), Glyph("م", 10, 16, 0, 12, 3)]
    assert settled(glyphs) == glyphs
