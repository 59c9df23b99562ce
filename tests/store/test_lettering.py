"""Texts come out of their bytes as they went in, whatever characters they have, and damage is noticed."""

from __future__ import annotations

import hashlib
import zlib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.store import lettering

ARTICLE = "وصل وفد من وزارة الري إلى المدينة يوم الثلاثاء، والتقى مدير الميناء الذي قال إن العمل يسير وفق الخطة. " * 12
SHAS = {
    "letters-1.toml": "e48fdb298697022fc96153de30dcf8618f885a6479d327dac6885393729ad240",
    "text-words-1.txt": "c5f09a1c1865869cf9b296cac2434827e0dab4d4bba54c18b164c6b15631f913",
}


@given(st.text())
def test_lettering_keeps_any_text(text: str) -> None:
    assert lettering.unpacked(lettering.packed(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "\x1a", "قبل\x1aبعد", "نصّ 漢字 ثم \U0001f600", "\ud83d وحده", "أ\u202cب", "1\n2", "\x00\xff", "\n" * 3],
)
def test_lettering_keeps_characters_without_a_byte(text: str) -> None:
    assert lettering.unpacked(lettering.packed(text)) == text


def test_lettering_is_smaller_than_utf8_alone() -> None:
    short = ARTICLE[: len(ARTICLE) // 12]
    assert len(lettering.packed(short)) < 0.7 * len(zlib.compress(short.encode()))


@pytest.mark.parametrize("place", [1, 3, 7, -1])
def test_lettering_notices_a_changed_byte(place: int) -> None:
    data = bytearray(lettering.packed(ARTICLE))
    data[place] ^= 0x10
    with pytest.raises(zlib.error):
        lettering.unpacked(bytes(data))


@given(st.text())
def test_lettering_keeps_few_words(text: str) -> None:
    assert lettering.told(lettering.short(text)) == text


def test_lettering_of_few_words_is_a_byte_a_letter() -> None:
    assert len(lettering.short("جسر النهر")) == 9


def test_lettering_notices_what_is_cut_off() -> None:
    with pytest.raises(zlib.error):
        lettering.unpacked(lettering.packed(ARTICLE)[:-2])


def test_lettering_of_an_unknown_program_is_told() -> None:
    with pytest.raises(ValueError, match="unknown letters 99"):
        lettering.unpacked(bytes([99]) + lettering.packed(ARTICLE)[1:])


@pytest.mark.parametrize("name", SHAS)
def test_lettering_data_never_change(name: str) -> None:
    """Archives in the world are packed with them: better ones get the next number."""
    assert hashlib.sha256(files("tawthiq.store").joinpath(f"data/{name}").read_bytes()).hexdigest() == SHAS[name]
