"""The date of a document."""

from __future__ import annotations

import pytest

from tawthiq.extract.dates import infer_document_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("عنوان الخبر\nالميناء - 7 مايو 2020 - قال حارس المنارة إن السفينة وصلت.", "2020-05-07"),
        ("عنوان\nنشر في: 2020-05-07\nوصلت السفينة.", "2020-05-07"),
        ("عنوان\nتاريخ النشر: الخميس 7 أيار 2020 الساعة 10:30\nوصلت السفينة.", "2020-05-07"),
        ("عنوان\nالخميس 7 مايو/أيار 2020\nوصلت السفينة.", "2020-05-07"),
        ("عنوان\nوصلت السفينة في 3 مايو 1960 إلى الميناء.", None),
        ("وفي 3 مايو 1960 ولد", None),
        ("وصلت السفينة في مايو 2020", None),
        ("طنجة، الرابع من نيسان عام ألفين وتسعة - رسا المركب.", "2009-04-04"),  # a year without a digit
        ("السابع من آب عـام ألفين وسبعة", "2007-08-07"),
        ("طنجة، السادس من تموز لسنةِ ألفين واثنين - رسا المركب.", "2002-07-06"),
        ("", None),
    ],
)
def test_document_date_is_read_from_datelines_only(text: str, value: str | None) -> None:
    assert infer_document_date(text, None)[0] == value


def test_document_date_takes_metadata_first() -> None:
    assert infer_document_date("نشر في: 2020-05-07", "2019-01-02T10:00:00+03:00") == ("2019-01-02T10:00:00+03:00", "metadata")


def test_document_date_reads_the_text_if_metadata_are_no_date() -> None:
    assert infer_document_date("نشر في: 2020-05-07", "soon")[0] == "2020-05-07"


def test_document_date_a_weekday_alone_is_a_constraint_and_no_guess() -> None:
    value, why = infer_document_date("غرقت السفينة أمس الأحد قرب الميناء.", None)
    assert value is None
    assert "Monday" in why
