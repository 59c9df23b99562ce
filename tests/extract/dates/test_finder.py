"""The date grammar."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.extract.dates import find_dates

_LINES = (Path(__file__).parent / "cases.tsv").read_text("utf-8").splitlines()
_CASES = [tuple((line + "\t\t").split("\t")[:3]) for line in _LINES if line and not line.startswith("#")]
_WORDS = [
    "من",
    "إلى",
    "حتى",
    "بين",
    "و",
    "في",
    "أمس",
    "الأحد",
    "الجمعة",
    "الماضي",
    "المقبل",
    "يوم",
    "شهر",
    "عام",
    "سنوات",
    "3",
    "15",
    "2016",
    "2018",
    "1443",
    "هـ",
    "مايو",
    "كانون",
    "الثاني",
    "الأول",
    "/",
    "-",
    "(",
    "،",
    ".",
    "بعد",
    "قبل",
    "ثلاثة",
    "أيام",
    "ألفين",
    "وثلاثة",
    "الساعة",
    "مساء",
    "نهاية",
    "مطلع",
    "القرن",
    "الربع",
    "هذا",
    "آخر",
    "كل",
    "ذلك",
    "بعشر",
    "آنذاك",
    "عيد",
    "الفطر",
    "رمضان",
    "منذ",
    "نحو\n",
]


@pytest.mark.parametrize(("text", "on", "expected"), _CASES)
def test_finder_reads_what_a_newspaper_writes(text: str, on: str, expected: str) -> None:
    found = find_dates(text, on or None)
    assert " ; ".join(f"{item.value} [{item.span.exact}]" for item in found) == expected


@given(
    st.lists(st.sampled_from(_WORDS), max_size=25),
    st.sampled_from([None, "2021", "2021-11", "2021-11-08", "0001-01-01", "0600-01-01", "9000-12-31"]),
)
def test_finder_spans_hold_and_days_are_in_order(words: list[str], on: str | None) -> None:
    text = " ".join(words)
    end = 0
    for item in find_dates(text, on):
        assert item.span.holds_in(text)
        assert item.span.start >= end
        end = item.span.end
        assert (item.first_day is None) == (item.last_day is None)
        if item.first_day and item.last_day:
            assert date.fromisoformat(item.first_day) <= date.fromisoformat(item.last_day)


@given(st.text(max_size=80), st.text(max_size=12))
def test_finder_survives_any_text_and_anchor(text: str, on: str) -> None:
    assert all(item.span.holds_in(text) for item in find_dates(text, on))


@pytest.mark.parametrize("piece", ["من 3 إلى ", "2016-", "بين ", "ألف و", "عام ", "الأحد ", "ثلاث مئة و", "أكثر من ", "( "])
def test_finder_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        begin = time.process_time()
        find_dates(text, "2021-11-08")
        return time.process_time() - begin

    seconds(100)
    small, large = min(seconds(300) for _ in range(3)), seconds(3000)
    assert large < 40 * small + 0.2  # ten times the text; a quadratic rule would take a hundred times as long


def test_finder_keeps_offsets_with_vowels_and_direction_marks() -> None:
    text = "\u200fوَالخَمِيسَ\u200f عُقد اللقاء"
    (found,) = find_dates(text, "2021-11-08")
    assert text[found.span.start : found.span.end] == found.span.exact == "الخَمِيسَ"


def test_finder_does_not_join_dates_across_lines() -> None:
    found = find_dates("انتهى في عام 1993\nفي عام 2014 عاد", "2021-11-08")
    assert [item.span.exact for item in found] == ["عام 1993", "عام 2014"]


def test_finder_gives_first_and_last_day_inclusive() -> None:
    (found,) = find_dates("شباط 2020", None)
    assert (found.first_day, found.last_day, found.precision) == ("2020-02-01", "2020-02-29", "month")
