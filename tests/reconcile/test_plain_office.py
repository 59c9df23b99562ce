"""Two wordings of one post."""

from __future__ import annotations

import pytest

from tawthiq.reconcile.comparison.plain_office import plain_office
from tawthiq.reconcile.comparison.post import same_post
from tawthiq.reconcile.comparison.role import roles_differ, same_role

ONE_POST = (
    ("وزير الزراعة الكوري الجنوبي", "وزير زراعة كوريا الجنوبية"), ("سفير عُمان في الأمم المتحدة", "مندوب عُمان الدائم لدى الأمم المتحدة"),
    ("المتحدث الرسمي باسم وزارة الصحة", "الناطق باسم الصحة"), ("المدير التنفيذي لشركة الضفاف", "الرئيس التنفيذي لشركة الضفاف"),
    ("رئيس الاستخبارات السودانية", "رئيس المخابرات السودانية"), ("المبعوث الدولي إلى الصومال", "مبعوث الأمم المتحدة إلى الصومال"),
    ("الوزير الأول التونسي", "رئيس الوزراء التونسي"), ("سفيرة تشاد في الولايات المتحدة", "السفيرة التشادية في أميركا"),
    ("سفير جمهورية لاوس الشعبية", "سفير جمهورية لاوس"),
    ("وزير الخزانة الكندي", "وزير المالية الكندي"), ("سفير خادم الحرمين الشريفين لدى تشاد", "سفير السعودية في تشاد"), ("سفير خادم الحرمين الشريفين في تونس", "سفير ملك السعودية في تونس"),
)
OTHER_POSTS = (
    ("رئيس كوريا الجنوبية", "مندوب كوريا الشمالية"), ("مدير المصرف المركزي", "مدير معهد المحاسبة"), ("وزارة العدل", "سفارة العدل"),
    ("رئيس مكتبات كوريا الجنوبية", "الرئيس الكوري الجنوبي"), ("رئيس كوريا الجنوبية", "الرئيس الكوري الشمالي"),
)
AS_THEY_STAND = ("وزير الثقافة", "", "قائد الحرس البلدي", "الأولى")


@pytest.mark.parametrize(("first", "second"), ONE_POST)
def test_plain_office_two_wordings_are_one_post(first: str, second: str) -> None:
    assert same_role(first, second)
    assert same_role(second, first)
    assert not roles_differ(first, second)


@pytest.mark.parametrize(("first", "second"), OTHER_POSTS)
def test_plain_office_other_posts_stay_apart(first: str, second: str) -> None:
    assert not same_role(first, second)


@pytest.mark.parametrize("text", AS_THEY_STAND)
def test_plain_office_other_words_stay(text: str) -> None:
    assert plain_office(text) == text


def test_plain_office_never_leaves_nothing() -> None:
    assert plain_office("آنذاك") == "آنذاك"


def test_plain_office_tells_which_post_it_is() -> None:
    assert same_post("سفير خادم الحرمين الشريفين لدى تشاد", "السفير السعودي في تشاد")
    assert not same_post("سفير خادم الحرمين الشريفين لدى تشاد", "السفير القطري في تشاد")
