"""What the first lines of a text say of where it comes from."""

from __future__ import annotations

import io

import pytest

from tawthiq.intake import imprint, read_bytes
from tests.intake import makers


@pytest.mark.parametrize(("head", "found"), [
    (["عنوان الورقة", "مركز الزيزفون للبحوث – 20 أيلول 2021 – إعداد: هدى الشامي"],
     {"publisher": "مركز الزيزفون للبحوث", "published": "2021-09-20", "author": "هدى الشامي"}),
    (["صحيفة الوادي | 3 مارس 2019"], {"publisher": "صحيفة الوادي", "published": "2019-03-03"}),
    (["التاريخ:\t5 حزيران 2020", "المصدر:\tإذاعة الضفة", "الكاتب:\tسهى العلي"], {"publisher": "إذاعة الضفة", "published": "2020-06-05", "author": "سهى العلي"}),
    (["الناشر: دار السنديان", "تاريخ النشر: 2018-01-02"], {"publisher": "دار السنديان", "published": "2018-01-02"}),
    (["التاريخ: يعيد نفسه في المدينة"], {}), (["صحيفة الوادي"], {}), (["زار الوزير المدينة – ثم عاد – يوم الأحد"], {}), ([], {}),
])
def test_imprint_says(head: list[str], found: dict[str, str]) -> None:
    assert {field: value.value for field, value in imprint.facts_of(head).items()} == found


def test_imprint_of_a_document_in_a_table() -> None:
    import docx

    made = docx.Document()
    made.add_paragraph("موجز صحفي")
    table = made.add_table(3, 2)
    for line, (name, value) in zip(table.rows, [("الجهة الناشرة", "شبكة الأرز"), ("التاريخ", "14/02/2023"), ("الكاتب", "زياد الحلو")], strict=True):
        line.cells[0].text, line.cells[1].text = name, value
    made.add_paragraph(makers.ARTICLE)
    stream = io.BytesIO()
    made.save(stream)
    ((document, _),) = read_bytes(stream.getvalue(), "a.docx")
    assert (document.publisher, document.published, document.author) == ("شبكة الأرز", "2023-02-14", "زياد الحلو")
    assert dict(document.origin.metadata_from)["published"] == "imprint"
    assert "الجهة الناشرة\tشبكة الأرز" in document.text
