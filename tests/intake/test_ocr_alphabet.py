"""What the recogniser of lines can write, and the order in which it meets it."""

import pytest

from tawthiq.intake.ocr_alphabet import SIGNS, readable, turned


@pytest.mark.parametrize(("text", "expected"), [
    ("كَتَبَ الكاتبُ شكرًا", "كتب الكاتب شكرًا"),
    ("وصل 12, ثم؟", "وصل 12، ثم؟"),
    ("شركة Orion ٥٠٪", "شركة xxxxx ٥٠%"),
    ("\u200fقال:\u00a0 نعم", "قال: نعم"),
])
def test_ocr_alphabet_leaves_out_what_cannot_be_written(text: str, expected: str) -> None:
    assert readable(text) == expected
    assert set(expected) <= set(SIGNS)


@pytest.mark.parametrize(("written", "met"), [
    ("سنة ١٩٢٧ و٣", "سنة ٧٢٩١ و٣"),
    ("نسبة 12.5%", "نسبة 5.21%"),
    ("(٤٨)، ١٠/١٢", "(٨٤)، ٢١/٠١"),
    ("بلا أرقام", "بلا أرقام"),
])
def test_ocr_alphabet_numbers_run_against_the_line(written: str, met: str) -> None:
    assert turned(written) == met
    assert turned(met) == written
