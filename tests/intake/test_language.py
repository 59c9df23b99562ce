"""Languages by their letters."""

import pytest

from tawthiq.intake.language import detect


@pytest.mark.parametrize(("text", "language"), [
    ("قال الناطق باسم البلدية إن الجسر يفتح غداً", "ar"), ("زار الوزير شركة Marjan Works في لندن يوم الأحد", "ar"),
    ("شهردار گفت که پل جدید در بهار آینده باز می‌شود و چهار سال ساخته شده است", "fa"),
    ("سەرۆکی شارەوانی ڕایگەیاند کە پردەکە لە بەهاردا دەکرێتەوە", "ckb"), ("وزیر نے کہا کہ پل اگلے سال کھولا جائے گا", "ur"),
    ("The mayor said that the bridge is to open in the spring of the year", "en"), ("Le maire a déclaré que le pont ouvrira au printemps prochain", None),
    ("12345 !!!", None), ("", None),
])
def test_language_detect(text: str, language: str | None) -> None:
    assert detect(text) == language
