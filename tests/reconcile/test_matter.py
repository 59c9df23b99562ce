"""Two documents of one matter, and what is therefore no difference. All names are invented."""

from __future__ import annotations

import pytest

from tawthiq.model import EntityType, Finding, Slot
from tawthiq.reconcile.comparison.post import post, same_post
from tawthiq.reconcile.comparison.role import same_role
from tawthiq.text.offices import deputy_before

from .builder import TWO_WAYS, Page
from .test_findings import across, run

NAMES = ("نادي الشراع", "جمعية القصب", "ميناء الوديان", "بنك السنبلة", "مسرح الغدير")


def told(beside: tuple[tuple[str, ...], tuple[str, ...]], days: tuple[str, str] = ("2022-03-01", "2022-03-02")) -> list[Finding]:
    """Two documents that differ in who heads the sailors' league; beside it each names others."""
    pages = []
    for index, (holder, day) in enumerate(zip(("سامر الحلبي", "وليد قباني"), days, strict=True)):
        page = Page(f"d{index}", f"{holder} رئيس رابطة الملاحين مع {' و'.join(beside[index])} في خبر {index}.", f"جريدة رقم{index}", day)
        page.entity(holder)
        for name in beside[index]:
            page.entity(name, EntityType.ORGANIZATION)
        page.claim(holder, "holds_position", "رئيس رابطة الملاحين")
        pages.append(page)
    return [item for item in across(run(pages)) if item.verdict in TWO_WAYS]


def test_matter_documents_that_share_names_differ() -> None:
    assert [item.differences[0].slot for item in told((NAMES, NAMES))] == [Slot.PERSON]


@pytest.mark.parametrize("beside", [(NAMES, ("دار الياسمين", "حي النخل", "شركة المرسى", "مدرسة البيان", "سوق العطارين"))])
def test_matter_documents_without_a_name_in_common_tell_of_others(beside: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    assert told(beside) == []


def test_matter_other_weeks_are_another_matter() -> None:
    assert told((NAMES, NAMES), ("2022-03-01", "2022-04-20")) == []


@pytest.mark.parametrize(("first", "second", "same"), [
    ("رئيس الحكومة اللبنانية", "رئيس مجلس الوزراء اللبناني", True), ("رئيس لبنان", "رئيس وزراء لبنان", False),
    ("سفير تونس لدى عمان", "سفير عمان في تونس", False), ("المتحدث باسم وزارة الري", "وزير الري", False),
])  # fmt: skip
def test_post_is_compared_word_for_word(first: str, second: str, *, same: bool) -> None:
    assert same_post(first, second) is same


TELLS = (
    ("رئيس القسم", False), ("مدير مركز الخدمات", False), ("رئيس رابطة الملاحين", True), ("محافظ صفاقس", True), ("رئيس اللجنة المنظمة", False),
    ("مدير عام الجمعية", False), ("مديرة المتحف", False), ("مدير متحف القصب", True),
)


@pytest.mark.parametrize(("text", "tells"), TELLS)
def test_post_of_every_institution_tells_nothing(text: str, *, tells: bool) -> None:
    found = post(text)
    assert found is not None
    assert found.tells is tells


def test_role_head_of_a_state_is_not_the_head_of_its_government() -> None:
    assert not same_role("رئيس لبنان", "رئيس وزراء لبنان")
    assert same_role("رئاسة وزراء لبنان", "رئيساً جديداً للوزراء في لبنان")


@pytest.mark.parametrize(("sentence", "office"), [
    ("وقال نائب رئيس الرابطة", "نائب رئيس الرابطة"), ("أكدت النائبة الأولى لرئيس الرابطة", "النائبة رئيس الرابطة"), ("قال رئيس الرابطة", "رئيس الرابطة"),
    ("حضر الوكيل، رئيس الرابطة", "رئيس الرابطة"),
])  # fmt: skip
def test_offices_deputy_before_the_office_is_kept(sentence: str, office: str) -> None:
    assert deputy_before("رئيس الرابطة", sentence) == office
