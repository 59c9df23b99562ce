"""Page furniture goes; the article stays whole."""

import pytest

from tawthiq.intake.furniture import without

ARTICLE = "قال المدير إن المتحف يفتح غداً.\nوأضاف أن الدخول مجاني."


@pytest.mark.parametrize("line", [
    "اقرأ أيضاً: افتتاح حديقة جديدة", "- إقرأ المزيد: خبر آخر", "شاهد أيضا", "المقالات لا تعبّر عن رأي الصحيفة بل عن كتّابها",
    "راجع شروط الاستخدام قبل كتابة التعليقات", "جميع الحقوق محفوظة 2024",
])
def test_furniture_goes(line: str) -> None:
    assert without(f"{ARTICLE}\n{line}") == ARTICLE


def test_furniture_between_paragraphs_goes() -> None:
    first, second = ARTICLE.split("\n")
    assert without(f"{first}\nاقرأ أيضا: خبر آخر\n{second}") == ARTICLE


@pytest.mark.parametrize("line", [
    "وانتقد الوزير سياسة الخصوصية في الشركة.", "اقرأ الكتاب ثم احكم عليه.", "وقال إن جميع الحقوق مصونة.",
])
def test_furniture_words_in_an_article_stay(line: str) -> None:
    assert without(f"{ARTICLE}\n{line}") == f"{ARTICLE}\n{line}"


def test_furniture_alone_stays() -> None:
    assert without("جميع الحقوق محفوظة") == "جميع الحقوق محفوظة"
