"""What the lines of a text tell of it; in doubt nothing."""

import pytest

from tawthiq.intake import byline
from tawthiq.intake.byline import author_name, is_date_line, labelled_author, read

BODY = "قال مدير المتحف إن المعرض الجديد يفتح أبوابه غداً أمام الزوار. " * 6


@pytest.mark.parametrize(("last", "publisher"), [
    ("سنابل", "سنابل"), ("(سنابل)", "سنابل"), ("المصدر: سنابل", "سنابل"), ("المصدر : سنابل + وكالات", "سنابل"),
    ("وكالة سنابل للأنباء", "وكالة سنابل للأنباء"), ("سنابل نيوز", "سنابل نيوز"),
    ("انتهى", None), ("المصدر: وكالات", None), ("ليلى سعد", None), ("عاد الوزير أمس.", None), ("2024", None),
    ("وختم المدير كلامه بالشكر للحضور", None), ("المصدر المسؤول في الوزارة", None), ("-", None),
])
def test_byline_signature(last: str, publisher: str | None) -> None:
    assert read(f"عنوان الخبر\n{BODY}\n{BODY.strip()}\n{last}")["publisher"] == publisher


def test_byline_no_signature_in_a_short_text() -> None:
    assert read("عنوان\nجملة قصيرة.\nسنابل")["publisher"] is None


@pytest.mark.parametrize(("line", "author"), [
    ("بقلم ليلى سعد", "ليلى سعد"), ("بقلم: ليلى سعد", "ليلى سعد"), ("كتب: سامي الورد", "سامي الورد"), ("إعداد - ليلى سعد", None),
    ("كتب سامي الورد رسالة طويلة إلى الناشر", None), ("تحرير المدينة القديمة", None), ("By Layla Saad", "Layla Saad"), ("بقلمه", None),
    ("بقلم ليلى سعد، مراسلة الصحيفة في الشمال", None),
])
def test_byline_author_line(line: str, author: str | None) -> None:
    assert labelled_author(line) == author


@pytest.mark.parametrize(("value", "name"), [
    ("كتب ليلى سعد", "ليلى سعد"), ("بقلم: ليلى سعد", "ليلى سعد"), ("ليلى سعد", "ليلى سعد"), ("كتبي سعد", "كتبي سعد"), ("by Layla", "Layla"),
])
def test_byline_label_is_cut_from_an_author_field(value: str, name: str) -> None:
    assert author_name(value) == name


@pytest.mark.parametrize(("line", "known"), [
    ("الثلاثاء 5 آذار/مارس 2024", True), ("نشر في: 05/03/2024 - 14:30", True), ("تاريخ النشر: 2024-03-05", True), ("آخر تحديث 5 مارس 2024", True),
    ("افتتح الجسر في 5 مارس 2024 بحضور رئيس البلدية", False), ("5 مارس", False), ("2024", False),
])
def test_byline_date_line(line: str, known: bool) -> None:  # noqa: FBT001
    assert is_date_line(line) is known


def test_byline_title_is_a_short_first_line() -> None:
    assert read(f"افتتاح متحف مرجان\n{BODY}")["title"] == "افتتاح متحف مرجان"
    assert read(f"{BODY}\n{BODY}")["title"] is None
    assert read("سطر واحد")["title"] is None


@pytest.mark.parametrize(("name", "nobody"), [
    ("editor2", True), ("desk_arabic", True), ("press@sada.example", True), ("هيئة التحرير", True), ("رباب السروجي", False), ("Rabab Serouji", False), ("سلمى2", False),
])
def test_byline_accounts_are_nobody(name: str, nobody: bool) -> None:  # noqa: FBT001
    assert byline.is_nobody(name) is nobody


@pytest.mark.parametrize(("line", "speaks"), [("كل مقالات الكاتب", True), ("المؤلفون", True), ("ياسر كاتب", False), ("هالة السروجي", False)])
def test_byline_links_to_more_of_an_author_are_no_name(line: str, speaks: bool) -> None:  # noqa: FBT001
    assert byline.speaks_of_author(line) is speaks
