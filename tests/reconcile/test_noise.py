"""What readings of real archives bring and what is no difference between sources."""

from __future__ import annotations

import pytest

from tawthiq.model import Axes, EntityType, MentionForm, Modality, Verdict
from tawthiq.reconcile.comparison.person import land, may_be_one
from tawthiq.reconcile.comparison.role import leans, roles_differ
from tawthiq.reconcile.comparison.time import interval
from tawthiq.reconcile.things import is_count

from .builder import TWO_WAYS, Page
from .test_findings import across, run, told_of_one_event


@pytest.mark.parametrize(("first", "second", "one"), [
    ("ضياء نور", "ضياء نور الدمنهوري", True), ("جيرالد كولام", "جيرارد كولامب", True), ("نزار الحكيم", "الطبيب البارع نزار الحكيم", True),
    ("ماهر الخيّاط", "سليم الخيّاط", False), ("منير العبد", "منير الصباغ", False), ("حاكم الربيعي", "لقمان صقر", False),
])  # fmt: skip
def test_person_spellings_and_cuts_of_one_name_may_be_one(first: str, second: str, *, one: bool) -> None:
    assert may_be_one(first, second) is may_be_one(second, first) is one


def test_person_capital_and_government_are_one_land() -> None:
    assert land("باريس") == land("الحكومة الفرنسية") == "FR"
    assert land("حزب النخيل") is None


@pytest.mark.parametrize(("first", "second", "differ"), [
    ("رئيس مصرف الساحل", "محافظ مصرف الساحل", False), ("رئيس مصرف الساحل", "نائب رئيس مصرف الساحل", True),
    ("وزير خارجيتها", "نائب وزير خارجيتها", False), ("نائب رئيس المجلس رئيس الديوان", "رئيس المجلس والديوان", False),
])  # fmt: skip
def test_role_two_words_for_the_top_are_one_rank(first: str, second: str, *, differ: bool) -> None:
    assert roles_differ(first, second) is differ


def test_role_office_of_a_pronoun_leans_on_its_text() -> None:
    assert leans("مدربه الفني") is False  # three letters before the pronoun: the word itself may end so
    assert leans("المدرب لفريقها")


def counts(kind: EntityType, *objects: str) -> list[Verdict]:
    pages = []
    for index, value in enumerate(objects):
        page = Page(f"d{index}", f"بلغ ما عند بلاد الرافد {value}، خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity("بلاد الرافد", kind)
        page.claim("بلاد الرافد", "has_quantity", value)
        pages.append(page)
    return [found.verdict for found in across(run(pages))]


def test_number_bare_money_of_a_country_is_not_compared() -> None:
    assert counts(EntityType.PLACE, "ثلاثة مليارات دولار", "ستون مليون دولار") == []
    assert counts(EntityType.PLACE, "ثلاثة مليارات دولار", "ثلاثة مليارات دولار") == [Verdict.AGREE]
    assert counts(EntityType.PLACE, "ثلاثة مطارات", "خمسة مطارات") == [Verdict.PERHAPS]


def test_facts_unnamed_dead_of_two_events_have_no_common_day() -> None:
    assert told_of_one_event(("أربعة أشخاص", "killed_in", "انهيار سقف المصنع"), ("أربعة أشخاص", "killed_in", "قتل أربعة أشخاص")) == []


def accused(*rows: tuple[str, str, EntityType]) -> list[Verdict]:
    pages = []
    for index, (name, deed, kind) in enumerate(rows):
        page = Page(f"d{index}", f"اتُّهم {name} بأنه وراء {deed}، خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity(name, kind)
        page.claim(name, "complicit_in", deed)
        pages.append(page)
    return [found.verdict for found in across(run(pages))]


def test_rivals_deed_without_words_of_its_own_is_not_compared() -> None:
    people = EntityType.PERSON
    assert accused(("سامر الحلبي", "الهجوم", people), ("وليد قباني", "الهجوم", people)) == []
    assert accused(("سامر الحلبي", "الهجوم على مخفر الوادي", people), ("وليد قباني", "الهجوم على مخفر الوادي", people)) == [Verdict.PERHAPS]


def test_rivals_capital_and_government_are_one_doer() -> None:
    deed = "إغراق سفينة الشحن"
    assert accused(("طهران", deed, EntityType.PLACE), ("الحكومة الإيرانية", deed, EntityType.ORGANIZATION)) == []


def test_polarity_condition_of_what_happened_days_ago_is_no_difference() -> None:
    pages = []
    for index, (day, axes) in enumerate((("2022-03-01", Axes()), ("2022-03-05", Axes(modality=Modality.CONDITIONAL)))):
        page = Page(f"d{index}", f"التقى سامر الحلبي وفد التجار، خبر رقمه {index}.", publisher=f"جريدة رقم{index}", published=day)
        page.entity("سامر الحلبي")
        page.claim("سامر الحلبي", "met", "وفد التجار", axes=axes, times=(("at", "2022-03-01"),))
        pages.append(page)
    assert [found for found in across(run(pages)) if found.verdict in TWO_WAYS] == []


@pytest.mark.parametrize(("name", "count"), [("ستة عمال", True), ("نحو 300 زائر", True), ("14 آذار", False), ("لجنة الستة", False), ("ثلاثة", False)])
def test_things_so_many_of_something_are_nobody(name: str, *, count: bool) -> None:
    assert is_count(name) is count


@pytest.mark.parametrize(("second", "verdicts"), [("مخزن نادي الجبل", []), ("مخزن نادي المرفأ البحري", [Verdict.PERHAPS])])
def test_facts_counts_of_two_things_of_one_head_are_not_compared(second: str, verdicts: list[Verdict]) -> None:
    pages = []
    for index, (name, value) in enumerate((("مخزن نادي المرفأ", "30 زورقا"), (second, "41 زورقا"))):
        page = Page(f"d{index}", f"{name} في دوري النخبة {value}، خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity("دوري النخبة", EntityType.ORGANIZATION)
        page.entity(name, EntityType.THING, form=MentionForm.NOMINAL)
        page.claim(name, "has_quantity", value)
        pages.append(page)
    assert [found.verdict for found in across(run(pages))] == verdicts


def test_time_about_a_day_is_some_days() -> None:
    about, day = interval("2018-02-15~"), interval("2018-02-12")
    assert about is not None
    assert day is not None
    assert about.overlaps(day)


def test_bonds_two_bodies_of_one_union_are_not_each_other() -> None:
    pages = []
    for index, (name, predicate) in enumerate((("الأمين العام لاتحاد البحارة", "supports"), ("الجمعية العامة لاتحاد البحارة", "opposes"))):
        page = Page(f"d{index}", f"{name} وحلف الصيادين، خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity(name, EntityType.ORGANIZATION)
        page.entity("حلف الصيادين", EntityType.ORGANIZATION)
        page.claim(name, predicate, object="حلف الصيادين")
        pages.append(page)
    assert [found for found in across(run(pages)) if found.verdict in TWO_WAYS] == []
