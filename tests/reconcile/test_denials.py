"""An accusation in one document and its denial in another, told with another predicate or with a pronoun for the deed."""

from __future__ import annotations

import pytest

from tawthiq.model import Axes, EntityType, Finding, Polarity, Verdict, Voice
from tawthiq.reconcile.predicates import predicate

from .builder import TWO_WAYS, Page, speaker
from .test_findings import across, run

ALLEGED = Axes(Voice.ALLEGED)
DENIED = Axes(Voice.ATTRIBUTED, Polarity.NEGATED, rejected=True)
ACCUSED = "فواز الهلالي"


def told(deed: str, denied: tuple[str, str], *, days: tuple[str, str] = ("2022-03-01", "2022-03-02")) -> list[Finding]:
    """What comparing says of an accusation of a deed and of a denial (predicate, object), printed on these days."""
    pages = []
    for index, (name, value, axes) in enumerate((("complicit_in", deed, ALLEGED), (*denied, DENIED))):
        page = Page(f"d{index}", f"{ACCUSED}: {value}، في خبر رقمه {index}.", publisher=f"جريدة رقم{index}", published=days[index])
        page.entity(ACCUSED, EntityType.PERSON)
        page.claim(ACCUSED, name, value, axes=axes, chain=(speaker(f"شاهد رقم{index}"),))
        pages.append(page)
    return [item for item in across(run(pages)) if item.verdict in TWO_WAYS]


@pytest.mark.parametrize(("deed", "denied"), [
    ("تهريب آثار من موقع التل القديم", ("engaged_in", "تهريب آثار التل القديم")),
    ("قبول هدايا من مقاول الجسر", ("engaged_in", "هدايا من مقاول الجسر")),
    ("تمويل عصابة الخليج", ("has_ties_with", "عصابة الخليج")),
    ("قتلها", ("complicit_in", "قتل الممرضة سناء الوراق")),
])  # fmt: skip
def test_denials_meet_the_accusation_in_other_words(deed: str, denied: tuple[str, str]) -> None:
    found = told(deed, denied)
    assert [item.predicate for item in found] == ["complicit_in"]
    assert found[0].differences[0].values == ("negated", "positive")


@pytest.mark.parametrize(("deed", "denied"), [
    ("قبول هدايا من مقاول الجسر", ("engaged_in", "السفر إلى الخارج للعلاج")),
    ("قتلها", ("complicit_in", "خطف الممرضة سناء الوراق")),
])  # fmt: skip
def test_denials_of_something_else_are_no_difference(deed: str, denied: tuple[str, str]) -> None:
    assert told(deed, denied) == []


def test_denials_of_a_bare_deed_are_of_the_same_days() -> None:
    assert told("قتلها", ("complicit_in", "قتل الممرضة سناء الوراق"), days=("2019-01-01", "2022-03-02")) == []


def test_denials_in_all_words_but_one_are_sure() -> None:
    sure = told("قبول هدايا من مقاول الجسر", ("engaged_in", "هدايا من مقاول الجسر"))
    assert [item.verdict for item in sure] == [Verdict.DIFFER]
    assert [item.verdict for item in told("قتلها", ("complicit_in", "قتل الممرضة سناء الوراق"))] == [Verdict.PERHAPS]


def test_denials_two_in_unlike_words_do_not_agree() -> None:
    pages = []
    for index, (name, value) in enumerate((("engaged_in", "بيع أسهم المصنع القديم"), ("supports", "إغلاق المصنع القديم"))):
        page = Page(f"d{index}", f"{ACCUSED}: {value}، في خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity(ACCUSED, EntityType.PERSON)
        page.claim(ACCUSED, name, value, axes=DENIED, chain=(speaker(ACCUSED),))
        pages.append(page)
    assert across(run(pages)) == []


def test_denials_only_of_what_one_can_be_accused_of() -> None:
    assert predicate("engaged_in").imputable
    assert not predicate("born_in").imputable
