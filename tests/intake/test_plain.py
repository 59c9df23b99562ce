"""Text in every encoding comes out as it was written, and damage is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.intake import DEFAULT, Limits, read_bytes
from tawthiq.intake.plain import decode
from tests.intake import makers

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859-6"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_plain_decodes_arabic(encoding: str) -> None:
    decoded = decode(makers.ARTICLE.encode(encoding))
    assert decoded is not None
    assert decoded.text == makers.ARTICLE
    assert not decoded.losses


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6", "utf-16-le"])
def test_plain_tells_the_encoding_it_guessed(encoding: str) -> None:
    ((document, _),) = read_bytes(makers.ARTICLE.encode(encoding), "a.txt")
    assert "guess" in dict(document.origin.metadata_from)["encoding"]


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_plain_utf8_is_never_edited(text: str) -> None:
    ((document, content),) = read_bytes(text.encode(), "a.txt")
    if not text.startswith("\ufeff"):
        assert document.text == text
    assert content == text.encode()


@pytest.mark.parametrize("text", ["سطر\r\nسطر\r\n", "\n\nعنوان \t \n", "كلمة\u200f\u202eكلمة", "كتـــاب مُشَكَّل", "﷽ ﻻ"])
def test_plain_keeps_line_ends_spaces_and_direction_marks(text: str) -> None:
    ((document, _),) = read_bytes(text.encode(), "a.txt")
    assert document.text == text


def test_plain_replaces_damaged_bytes_and_tells_where() -> None:
    broken = "كلمة سليمة ".encode() * 10 + b"\xff" + " وبقية النص".encode()
    ((document, _),) = read_bytes(broken, "a.txt")
    assert document.text.count("\ufffd") == 1
    (loss,) = document.losses
    assert (loss.code, loss.detail) == ("T140", "1")
    assert document.text[int(loss.where)] == "\ufffd"


def test_plain_cut_inside_a_character_is_a_loss() -> None:
    ((document, _),) = read_bytes(makers.ARTICLE.encode()[:-2], "a.txt")
    assert document.status == "partial"
    assert document.text == makers.ARTICLE[:-2] + "\ufffd"


def test_plain_block_of_nulls_is_a_loss_and_the_rest_is_read() -> None:
    text = makers.ARTICLE[:100] + "\0" * 512 + makers.ARTICLE[100:]
    ((document, _),) = read_bytes(text.encode(), "a.txt")
    assert document.text == text
    assert [(loss.code, loss.where, loss.detail) for loss in document.losses] == [("T141", "100", "512")]


@pytest.mark.parametrize("content", [b"\0\0\0", bytes(range(256)) * 40, b"\x01\x02\x03\x04\x05" * 100])
def test_plain_refuses_binary(content: bytes) -> None:
    ((document, _),) = read_bytes(content, "a.txt")
    assert document.text == ""
    assert document.losses[0].code == "T134"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.pdf", "a.eml", "a.zip", "a"])
def test_plain_empty_file_is_a_loss(name: str) -> None:
    ((document, content),) = read_bytes(b"", name)
    assert content == b""
    assert document.losses


def test_plain_blank_file_keeps_its_blanks_with_a_loss() -> None:
    ((document, _),) = read_bytes(b" \n ", "a.txt")
    assert (document.text, [loss.code for loss in document.losses]) == (" \n ", ["T102"])


def test_plain_longest_text_is_cut_with_a_loss() -> None:
    ((document, _),) = read_bytes(makers.ARTICLE.encode(), "a.txt", Limits(text_length=50))
    assert document.text == makers.ARTICLE[:50]
    assert document.losses[-1].code == "T142"


def test_plain_ten_megabytes_in_one_line() -> None:
    line = "كلمة " * 2_200_000
    ((document, _),) = read_bytes(line.encode(), "a.txt", DEFAULT)
    assert document.text == line
