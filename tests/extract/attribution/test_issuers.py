"""Who issued the documents that a text takes up: the quotation is theirs, the chain names the document."""

from __future__ import annotations

import pytest

from tawthiq.extract import read
from tawthiq.extract.attribution.issuers import noun_of
from tawthiq.model import Document, Origin

_CASES = [
    ("أصدرت نقابة الخبازين بيانا عن الطحين. وقال البيان إن «المخازن فارغة منذ أسبوع».", "المخازن فارغة منذ أسبوع", "نقابة الخبازين"),
    ("أظهرت دراسة أعدها معهد الوادي أن النهر يجف. وأضافت الدراسة أن «الآبار نضبت كلها».", "الآبار نضبت كلها", "معهد الوادي"),
    ("قالت نقابة الخبازين في بيان إن الفرن أغلق. وأمطرت. وأكد البيان أن «الخبز لم ينقطع يوما».", "الخبز لم ينقطع يوما", "نقابة الخبازين"),
]


@pytest.mark.parametrize(("text", "words", "issuer"), _CASES)
def test_issuers_of_documents_are_whom_a_quotation_is_given_to(text: str, words: str, issuer: str) -> None:
    reading = read(Document("0" * 64, text, Origin("t.txt")))
    names = {entity.id: entity.name for entity in reading.entities}
    found = [quotation for quotation in reading.quotations if words in quotation.content.exact]
    assert [names.get(quotation.speaker or "") for quotation in found] == [issuer]
    assert found[0].chain[1].role.value == "document"


@pytest.mark.parametrize(("text", "noun"), [("البيان", "بيان"), ("بيانا مشتركا", "بيان"), ("للتقرير", "تقرير"), ("دراسة", "دراسه"), ("", "")])
def test_issuers_noun_of_a_document(text: str, noun: str) -> None:
    assert noun_of(text) == noun
