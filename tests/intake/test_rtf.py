"""RTF in the ways in which word processors write it."""

import pytest

from tawthiq.intake import read_bytes
from tawthiq.model import Document
from tests.intake import containers


def read(content: bytes) -> Document:
    ((document, _),) = read_bytes(content, "a.rtf")
    return document


def test_rtf_letters_in_the_code_page_of_their_font() -> None:
    document = read(containers.rtf(containers.ARTICLE))
    assert document.text == containers.ARTICLE
    assert (document.format, document.losses, document.language) == ("rtf", (), "ar")


@pytest.mark.parametrize(("source", "text"), [
    (r"{\rtf1\ansi\uc1 \u1582?\u1576?\u1585?}", "خبر"),
    (r"{\rtf1\ansi\uc2 \u1582\'3f\'3f\u1576??x}", "خبx"),
    (r"{\rtf1\ansi{\uc0 \u1582\u1576}\u1585?}", "خبر"),
    (r"{\rtf1\ansi\u-10179?\u-8704?}", "😀"),
    (r"{\rtf1\ansi\ansicpg1256 \'ce\'c8\'d1}", "خبر"),
    (r"{\rtf1\ansi a\par b\line c\tab d\emdash e\~f\_g \{h\}\\}", "a\nb\nc\td—e\u00a0f-g {h}\\"),
    (r"{\rtf1\ansi{\*\generator X;}{\colortbl;\red0;}{\stylesheet{\s0 Normal;}}seen}", "seen"),
    (r"{\rtf1\ansi{\field{\*\fldinst HYPERLINK x}{\fldrslt seen}}}", "seen"),
    ("{\\rtf1\\ansi before\\bin5 {{{{{after}", "beforeafter"),
    (r"{\rtf1\ansi\trowd one\cell two\cell\row next}", "one\ttwo\t\nnext"),
    (r"{\rtf1\ansi{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt box}}}", ""),
])
def test_rtf_words_of_control(source: str, text: str) -> None:
    assert read(source.encode("ascii")).text == text


def test_rtf_notes_and_margins_are_parts_and_title_is_known() -> None:
    source = r"{\rtf1\ansi{\info{\upr{\title ??}{\*\ud{\title \u1582?\u1576?\u1585?}}}{\author Layla}}{\header top}body{\footnote note}}"
    document = read(source.encode("ascii"))
    assert [(part.kind, document.text[part.start : part.end]) for part in document.parts] == [("body", "body"), ("footnote", "note"), ("header", "top")]
    assert (document.title, document.author) == ("خبر", "Layla")


def test_rtf_what_is_not_shown_is_said() -> None:
    codes = {loss.code for loss in read(rb"{\rtf1\ansi a{\pict 0102}{\deleted gone}{\*\unknown x}").losses}
    assert codes == {"T163", "T162", "T165"}


def test_rtf_groups_without_end_are_no_endless_work() -> None:
    document = read(b"{\\rtf1 text " + b"{" * 100_000)
    assert document.text.strip() == "text"
    assert "T165" in {loss.code for loss in document.losses}
