from typing import Any

import pytest

from tawthiq.model import Axes, Claim, EntityType, Finding, Polarity, Verdict, Voice
from tawthiq.reconcile import reconcile

from .builder import TWO_WAYS, Page, speaker

FRAMES = (
    "كتبت مراسلتنا من البلدة أن {} {} على ما سمعت.", "وفي سياق آخر علمنا صباحا {} {} من غير تفاصيل.", "{} {} هكذا اختصر محدثنا القصة كلها.",
    "تناقل الأهالي أمس خبرا مفاده {} {} ثم سكتوا.", "لم يضف البيان شيئا سوى {} {} ونقطة.",
)
"""No long run of words in common: none is a copy of another."""
PERSON, BODY = EntityType.PERSON, EntityType.ORGANIZATION
DENIED = Axes(Voice.ATTRIBUTED, Polarity.NEGATED, rejected=True)
NEGATED = Axes(Voice.OUTLET, Polarity.NEGATED)


def page(index: int, name: str, kind: EntityType, told: tuple[str, str, dict[str, Any]], **more: Any) -> Page:
    """A short notice of its own outlet, printed on one day unless ``more`` says otherwise."""
    predicate, value, details = told
    made = Page(f"d{index}", FRAMES[index].format(name, value), **{"publisher": f"جريدة رقم{index}", "published": "2021-05-10", **more})
    made.entity(name, kind)
    made.claim(name, predicate, value or None, **details)
    return made


def two_ways(*pages: Page) -> list[Finding]:
    found = reconcile([one.document for one in pages], [one.reading for one in pages]).findings
    return [item for item in found if item.verdict in TWO_WAYS]


SURE: tuple[tuple[Any, ...], ...] = (
    ("other birthdays", "سعاد الوكيل", PERSON, ("born_on", "1961", {}), ("born_on", "1964", {}), True),
    ("ages seven years apart", "سعاد الوكيل", PERSON, ("has_quantity", "31 عاماً", {}), ("has_quantity", "38 عاماً", {}), True),
    ("ages two years apart at most", "سعاد الوكيل", PERSON, ("has_quantity", "31 عاماً", {}), ("has_quantity", "33 عاماً", {}), False),
    ("counts of one day", "جمعية الروابي", BODY, ("has_quantity", "ستون بيتاً", {}), ("has_quantity", "تسعون بيتاً", {}), True),
    ("a number in common", "جمعية الروابي", BODY, ("has_quantity", "ستون بيتاً", {}), ("has_quantity", "تسعون بيتاً و60 خيمة", {}), False),
    ("chief and deputy", "سعاد الوكيل", PERSON, ("holds_position", "رئيسة نقابة الخبازين", {}), ("holds_position", "نائبة رئيسة نقابة الخبازين", {}), True),
    ("a denial", "سعاد الوكيل", PERSON, ("died", "", {}), ("died", "", {"axes": DENIED, "chain": (speaker("شقيقها"),)}), True),
    ("a kind counted by its own name", "العيادات المرخصة", BODY, ("has_quantity", "700 عيادة", {}), ("has_quantity", "90 عيادة", {}), False),
    ("this morning, in the paper of another the day before", "سعاد الوكيل", PERSON, ("died", "", {"times": (("at", "2021-05-10"),)}), ("died", "", {"times": (("at", "2021-05-09"),)}), False),
    ("three days apart", "سعاد الوكيل", PERSON, ("died", "", {"times": (("at", "2021-05-05"),)}), ("died", "", {"times": (("at", "2021-05-08"),)}), True),
    ("what an outlet finds not to be so", "سعاد الوكيل", PERSON, ("died", "", {}), ("died", "", {"axes": NEGATED}), False),
)


@pytest.mark.parametrize(("why", "name", "kind", "first", "second", "sure"), SURE)
def test_sure_difference_is_told_from_a_question(
    why: str, name: str, kind: EntityType, first: tuple[str, str, dict[str, Any]], second: tuple[str, str, dict[str, Any]], sure: bool,  # noqa: FBT001
) -> None:
    found = two_ways(page(0, name, kind, first), page(1, name, kind, second))
    assert [item.verdict for item in found] == [Verdict.DIFFER if sure else Verdict.PERHAPS], why


def test_sure_is_nothing_that_one_outlet_tells_in_two_articles() -> None:
    pages = [page(index, "سعاد الوكيل", PERSON, ("born_on", year, {}), publisher="جريدة الروابي") for index, year in enumerate(("1961", "1964"))]
    assert [item.verdict for item in two_ways(*pages)] == [Verdict.PERHAPS]


def test_sure_is_nobody_who_stands_alone_against_many() -> None:
    years = ("1961", "1964", "1964", "1964", "1964")
    pages = [page(index, "سعاد الوكيل", PERSON, ("born_on", year, {})) for index, year in enumerate(years)]
    assert [item.verdict for item in two_ways(*pages)] == [Verdict.PERHAPS]


def test_sure_leaves_out_claims_that_may_be_misread() -> None:
    pages = [page(index, "سعاد الوكيل", PERSON, ("born_on", year, {})) for index, year in enumerate(("1961", "1964", "1967"))]
    doubtful: Claim = pages[2].claims[0]
    object.__setattr__(doubtful, "confidence", 0.5)
    (found,) = two_ways(*pages)
    assert (found.verdict, found.claims) == (Verdict.DIFFER, ("d0-0", "d1-0"))
