"""PDF: Arabic in reading order, whatever the order it was drawn in; what has no text is told."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.intake import Limits, ocr, read_bytes
from tawthiq.intake.glyph import Glyph
from tawthiq.intake.layout import assemble, line_text
from tawthiq.model import Document
from tests.intake import makers


def read(content: bytes, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    ((document, _),) = read_bytes(content, "a.pdf", limits)
    return document


LINES = [
    "قال الناطق إن الجسر يفتح غداً.", "بلغت الكلفة 12.5 مليون دينار منذ 05/03/2024 حتى الآن", "أنهى 80% من العمل",
    "قالت شركة Marjan Works إن العمل انتهى", "الجسر (الجديد) قريب من النهر", "بين عامي 2019 - 2021 في المدينة", "عددهم 3,500 عامل، و12 مهندساً",
    "This line is English", "لا إله إلا الله", "البريد info@marjan.example للاستفسار",
]


@pytest.mark.parametrize("line", LINES)
def test_pdf_line_in_reading_order(line: str) -> None:
    drawn = line if line.isascii() else makers.visual(line)
    if "Marjan" in line:
        drawn = makers.visual(line).replace("Works Marjan", "Marjan Works")
    if "info" in line:
        drawn = "راسفتسالل info@marjan.example ديربلا"
    other = "سطر آخر من هذه الصفحة العربية في الملف نفسه"
    page = read(makers.pdf([(60, 700, drawn), (60, 640, makers.visual(other))])).text
    assert (page[: len(line)], page[len(line) :].strip()) == (line, other)


def test_pdf_article_and_pages() -> None:
    document = read(makers.pdf(makers.lines(makers.ARTICLE, width=480), makers.lines("صفحة ثانية")))
    first, second = ((part.kind, part.label, document.text[part.start : part.end]) for part in document.parts)
    assert (*first[:2], first[2].split()) == ("page", "1", makers.ARTICLE.split())
    assert second == ("page", "2", "صفحة ثانية")
    assert (document.status, document.language) == ("read", "ar")


def test_pdf_wrapped_lines_are_one_paragraph() -> None:
    paragraph = ["وأضاف الحمداني أن كلفة العمل بلغت نحو", "عشرين مليون دينار، وأن المقاول أنهى منه", "ثلاثة أرباعه."]
    text = "\n".join([*paragraph, "ونفت المهندسة هالة السروجي ما قيل عن", "توقف العمل في الضفة الشرقية."])
    found = read(makers.pdf(makers.lines(text, x=300, width=240))).text
    assert found == " ".join(paragraph) + "\nونفت المهندسة هالة السروجي ما قيل عن توقف العمل في الضفة الشرقية."


def test_pdf_two_columns_right_one_first() -> None:
    right = "\n".join(f"السطر {word} من العمود الأول هنا" for word in ("الأول", "الثاني", "الثالث", "الرابع", "الخامس"))
    left = "\n".join(f"السطر {word} من العمود الآخر هنا" for word in ("الأول", "الثاني", "الثالث", "الرابع", "الخامس"))
    runs = makers.lines("عنوان يمتد فوق العمودين معاً في رأس هذه الصفحة العريضة من الجريدة كلها", x=50, top=800, width=480)
    runs += makers.lines(right, x=310, top=760, width=220) + makers.lines(left, x=50, top=760, width=220)
    text = read(makers.pdf(runs)).text
    assert text.split() == f"عنوان يمتد فوق العمودين معاً في رأس هذه الصفحة العريضة من الجريدة كلها {right} {left}".split()


def test_pdf_presentation_forms_become_letters() -> None:
    assert read(makers.pdf([(60, 700, "\ufeb2\ufee4\ufeb7 \ufefb")])).text == "لا شمس"


def test_pdf_marks_follow_their_letter() -> None:
    glyphs = [Glyph("ب", 20, 26, 100, 12, 2), Glyph("\u064e", 22, 22, 104, 12, 1), Glyph("ت", 14, 20, 100, 12, 4), Glyph("\u064f", 16, 16, 104, 12, 3)]
    assert assemble(glyphs) == "بَتُ"


def test_pdf_page_without_text_needs_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", str)
    document = read(makers.pdf([], makers.lines("صفحة فيها نص"), [], drawing="50 50 400 600 re f\n"))
    assert document.text.strip() == "صفحة فيها نص"
    assert [(loss.code, loss.where) for loss in document.losses] == [("T172", "1, 3")]


def test_pdf_empty_page_is_no_loss() -> None:
    assert not read(makers.pdf([], makers.lines("صفحة فيها نص"))).losses


def test_pdf_font_without_letters_is_a_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", str)
    assert [loss.code for loss in read(makers.pdf([(60, 700, "\ue001\ue002\ue003 \ue004")])).losses] == ["T175"]


def test_pdf_pages_are_limited() -> None:
    document = read(makers.pdf(*[makers.lines(f"صفحة {n}") for n in range(1, 6)]), Limits(pages=2))
    assert len(document.parts) == 2
    assert [loss.code for loss in document.losses] == ["T173"]


def test_pdf_password_is_a_loss() -> None:
    assert read(makers.pdf(makers.lines("سر"), password=True)).losses[0].code == "T171"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.4" + b"\xff" * 500])
def test_pdf_damaged_is_a_loss(content: bytes) -> None:
    assert read(content).losses[0].code == "T170"


@given(st.lists(st.builds(
    Glyph, st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cf"]), st.floats(0, 600), st.floats(0, 600), st.floats(0, 800), st.floats(1, 40), st.integers(0, 10_000),
), max_size=60))
def test_pdf_no_character_is_lost(glyphs: list[Glyph]) -> None:
    unique = [Glyph(glyph.char, glyph.left, glyph.right, glyph.base, glyph.size, number) for number, glyph in enumerate(glyphs)]
    kept = "".join(assemble(unique).split())
    expected = sum(len("".join(_letters(glyph.char).split())) for glyph in unique)
    assert len(kept) == expected


def _letters(char: str) -> str:
    import unicodedata

    form = "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc"
    return unicodedata.normalize("NFKC", char) if form else char


@pytest.mark.parametrize("kind", ["one line", "own lines", "grid", "marks"])
def test_pdf_crowded_pages_stay_quick(kind: str) -> None:
    places: dict[str, Callable[[int], tuple[float, float]]] = {
        "one line": lambda n: (n * 0.1, 100.0), "own lines": lambda n: (50.0, n * 20.0), "grid": lambda n: (n % 2 * 500.0, n // 2 * 20.0),
        "marks": lambda n: (n * 0.1, 100.0),
    }
    char = "\u064e" if kind == "marks" else "ب"
    glyphs = [Glyph(char, x, x + 5, y, 12, n) for n in range(20_000) for x, y in [places[kind](n)]]
    assert sum(not each.isspace() for each in assemble(glyphs)) == 20_000


def test_pdf_line_text_of_blanks_is_empty() -> None:
    assert line_text([Glyph(" ", 0, 3, 0, 12, 0)]) == ""
