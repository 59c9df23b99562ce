from typing import Any

import pytest

from tawthiq.model import Axes, EntityType, Finding, MentionForm, Modality, Polarity, Slot, SourceKind, Verdict
from tawthiq.reconcile.comparison.time import born, interval

from .builder import TWO_WAYS, Page, speaker
from .test_findings import NAME, across, pages_of, run

BODY = "رابطة الخطاطين المستقلين"
BONDS = (
    ("founded", "member_of", Slot.ROLE), ("has_ties_with", "part_of", Slot.OTHER),
    ("supports", "friction_with", Slot.POLARITY),
)


def told(*claims: dict[str, Any]) -> list[Finding]:
    return across(run(pages_of(*claims)))


def differing(*claims: dict[str, Any]) -> list[Slot]:
    return [item.slot for found in told(*claims) if found.verdict in TWO_WAYS for item in found.differences]


@pytest.mark.parametrize(("first", "second", "slot"), BONDS)
def test_bonds_unlike_ones_differ(first: str, second: str, slot: Slot) -> None:
    assert differing({"predicate": first, "value": BODY}, {"predicate": second, "value": BODY}) == [slot]


def test_bonds_partners_in_one_thing_may_be_at_odds_in_another() -> None:
    assert differing({"predicate": "cooperates_with", "value": BODY}, {"predicate": "opposes", "value": BODY}) == []


def test_bonds_head_by_office_and_member_differ_in_role() -> None:
    claims = ({"predicate": "holds_position", "value": f"رئيس {BODY}"}, {"predicate": "member_of", "value": BODY})
    assert differing(*claims) == [Slot.ROLE]


def test_bonds_founder_who_leads_is_no_difference() -> None:
    assert differing({"predicate": "founded", "value": BODY}, {"predicate": "holds_position", "value": f"رئيس {BODY}"}) == []


def test_bonds_a_document_that_knows_both_contradicts_nobody() -> None:
    pages = pages_of({"predicate": "founded", "value": BODY}, {"predicate": "member_of", "value": BODY})
    pages[0].claim(next(iter(pages[0].entities)), "member_of", BODY)
    assert all(found.verdict is Verdict.AGREE for found in across(run(pages)))


def test_bonds_stances_far_apart_are_a_change_of_mind() -> None:
    claims = ({"predicate": "supports", "value": BODY}, {"predicate": "opposes", "value": BODY, "published": "2023-05-01"})
    assert differing(*claims) == []


POSTS: tuple[tuple[str, str, list[Slot]], ...] = (
    ("وزير الموارد المائية", "وزير السياحة والآثار", [Slot.ROLE]),
    ("رئيس الاتحاد", "رئيس البلدية", []), ("وزير السياحة", "وزير السياحة والآثار", []),
    ("وزير التعليم العماني", "وزير الصحة العماني", [Slot.ROLE]), ("سفير عمان", "سفير عماني", []),
    ("سفيرة للنوايا الحسنة لحماية الطفولة", "سفيرة للنوايا الحسنة لمحاربة الجوع والفقر والمرض", [Slot.ROLE]),
)


@pytest.mark.parametrize(("first", "second", "slots"), POSTS)
def test_bonds_offices_of_which_one_holds_one_differ(first: str, second: str, slots: list[Slot]) -> None:
    assert differing({"predicate": "holds_position", "value": first}, {"predicate": "holds_position", "value": second}) == slots


@pytest.mark.parametrize(("other", "slots"), [(Modality.INTENDED, [Slot.STANDING]), (Modality.WISH, [Slot.STANDING])])
def test_findings_condition_of_what_one_speaker_plans_differs_in_standing(other: Modality, slots: list[Slot]) -> None:
    met = {"predicate": "met", "value": "وفد التجار", "chain": (speaker("نقيب الصيادين"),)}
    assert differing(met | {"axes": Axes(modality=other)}, met | {"axes": Axes(modality=Modality.CONDITIONAL)}) == slots


AGES = (("1961", "60 عاماً", Verdict.AGREE), ("1961", "52 عاماً", Verdict.DIFFER), ("1961", "47 عاماً", Verdict.PERHAPS))


@pytest.mark.parametrize(("year", "age", "verdict"), AGES)
def test_findings_age_is_compared_with_the_birthday(year: str, age: str, verdict: Verdict) -> None:
    claims = ({"predicate": "born_on", "value": year, "times": (("at", year),)}, {"predicate": "has_quantity", "value": age})
    assert [item.verdict for item in told(*claims)] == [verdict]


def test_findings_years_of_something_are_no_age() -> None:
    claims = ({"predicate": "born_on", "value": "1961", "times": (("at", "1961"),)}, {"predicate": "has_quantity", "value": "عشرة أعوام في الغربة"})
    assert told(*claims) == []


def test_time_birthday_lies_in_the_year_before_the_last_one() -> None:
    told = interval("2022-03-01")
    assert told is not None
    found = born(60, 60, told)
    assert found is not None
    assert found.overlaps(interval("1961-06"))  # type: ignore[arg-type]
    assert not found.overlaps(interval("1960"))  # type: ignore[arg-type]
    assert born(200, 200, told) is None


def test_findings_flight_from_and_to_is_one() -> None:
    claims = ({"predicate": "fled", "value": "حلب", "times": (("at", "1985"),)}, {"predicate": "fled", "value": "بيروت", "times": (("at", "1986"),)})
    assert differing(*claims) == [Slot.TIME]


def test_findings_who_agrees_agrees_in_every_slot() -> None:
    first, second = ({"predicate": "fled", "value": "حلب", "times": (("at", year),)} for year in ("1985", "1986"))
    denied = first | {"axes": Axes(rejected=True)}
    assert [item.verdict for item in told(first, second, denied)] == [Verdict.DIFFER]


def test_bonds_ambassador_to_a_country_and_in_its_capital_is_one() -> None:
    when = {"times": (("at", "2022-02-28"),)}
    claims = ({"predicate": "holds_position", "value": text} | when for text in ("سفيرة لدى هولندا", "سفيرة في لاهاي"))
    assert [item.verdict for item in told(*claims)] == [Verdict.AGREE]


def test_bonds_holder_after_the_office_is_no_part_of_it() -> None:
    claims = ({"predicate": "holds_position", "value": text} for text in (f"قيادة الفرقة السابعة اللواء {NAME}", "قائد الفرقة السابعة"))
    assert [item.verdict for item in told(*claims)] == [Verdict.AGREE]


def across_names(predicate: str, *told: tuple[str, str]) -> list[Slot]:
    """Differences between claims of one predicate about several people: (name, value)."""
    pages = []
    for index, (name, value) in enumerate(told):
        page = Page(f"d{index}", f"{name} في خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity(name)
        page.claim(name, predicate, value)
        pages.append(page)
    return [item.slot for found in across(run(pages)) for item in found.differences]


def test_rivals_president_and_prime_minister_of_a_country_hold_two_posts() -> None:
    assert across_names("holds_position", ("سامر الحلبي", "الرئيس الأردني"), ("وليد قباني", "رئيس الوزراء الأردني")) == []


def test_rivals_bare_name_may_be_the_other_holders() -> None:
    assert across_names("holds_position", ("سامر", "رئيس اتحاد الصيادين"), ("سامر الحلبي", "رئيس اتحاد الصيادين")) == []


def test_rivals_deaths_without_an_event_are_not_compared() -> None:
    pages = []
    for index, words in enumerate(("10 أشخاص", "110 أشخاص")):
        page = Page(f"d{index}", f"مقتل {words} في خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity(words, EntityType.GROUP, source=SourceKind.COLLECTIVE, form=MentionForm.NOMINAL)
        page.claim(words, "killed_in", f"مقتل {words}")
        pages.append(page)
    assert across(run(pages)) == []


def test_differences_ranks_of_other_years_are_a_career() -> None:
    then = {"predicate": "holds_position", "value": f"نائب رئيس {BODY}", "published": "2013-05-01"}
    assert differing(then, {"predicate": "holds_position", "value": f"رئيس {BODY}"}) == []


def test_differences_denial_of_another_year_is_a_change() -> None:
    opposed = {"predicate": "member_of", "value": BODY, "axes": Axes(polarity=Polarity.NEGATED), "published": "2013-05-01"}
    assert told(opposed, {"predicate": "member_of", "value": BODY}) == []


def test_facts_whose_unnamed_subject_is_known_in_its_document_alone() -> None:
    pages = []
    for index, value in enumerate(("330 ألف نسمة", "900 ألف نسمة")):
        page = Page(f"d{index}", f"عدد سكانها كما قال {NAME} في خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity(NAME)
        page.entity("عدد سكانها", EntityType.THING, form=MentionForm.NOMINAL)
        page.claim("عدد سكانها", "has_quantity", value)
        pages.append(page)
    assert across(run(pages)) == []


def test_facts_age_of_an_unnamed_person_is_nobodys() -> None:
    pages = []
    for index, value in enumerate(("20 عاماً", "29 عاماً")):
        page = Page(f"d{index}", f"اللاعب في خبر رقمه {index} مع {NAME}.", publisher=f"جريدة رقم{index}")
        page.entity(NAME)
        page.entity("اللاعب", form=MentionForm.NOMINAL)
        page.claim("اللاعب", "has_quantity", value)
        pages.append(page)
    assert across(run(pages)) == []
