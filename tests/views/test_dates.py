"""Times in words, and the order of lines."""

import pytest

from tawthiq.model import Time, TimeRelation
from tawthiq.views.dates import Style, hijri_beside, slot_value, sort_key, time_in_words, value_in_words


@pytest.mark.parametrize(
    ("value", "lang", "words"),
    [
        ("2016", "ar", "2016"),
        ("2016-06", "ar", "يونيو 2016"),
        ("2016-06", "en", "June 2016"),
        ("2021-11-07", "ar", "7 نوفمبر 2021"),
        ("2021-11-07T10:00:00+03:00", "en", "7 November 2021"),
        ("2016/..", "en", "2016 – …"),
        ("2016-13-40", "en", "2016-13-40"),
        ("2016-13", "en", "2016-13"),
        ("2003-22", "ar", "صيف 2003"),
        ("2021-11-30~", "en", "about 30 November 2021"),
        ("PXY", "ar", "سنوات"),
        ("P2M", "ar", "شهرين"),
        ("P90D", "ar", "90 يوماً"),
        ("P3Y", "en", "3 years"),
        ("PAST_REF", "en", "a past time the text leaves open"),
    ],
)
def test_dates_value_in_words(value: str, lang: str, words: str) -> None:
    assert value_in_words(value, lang) == words


def test_dates_time_in_words_names_the_relation() -> None:
    assert time_in_words(Time(TimeRelation.AFTER, "2003"), "ar") == "بعد 2003"


@pytest.mark.parametrize(
    ("times", "published", "key"),
    [(("2016", "2010-05"), "2021-01-01", "2010-05"), ((), "2021-01-01T08:00:00Z", "2021-01-01"), (("PAST_REF",), None, "9999")],
)
def test_dates_sort_key_prefers_what_the_claim_names(times: tuple[str, ...], published: str | None, key: str) -> None:
    assert sort_key(tuple(Time(TimeRelation.AT, value) for value in times), published) == key


@pytest.mark.parametrize(
    ("months", "words"),
    [("levant", "14 آذار 2015"), ("egypt", "14 مارس 2015"), ("maghreb", "14 مارس 2015"), ("tunisia", "14 مارس 2015")],
)
def test_dates_months_by_country(months: str, words: str) -> None:
    assert value_in_words("2015-03-14", "ar", Style(months)) == words


def test_dates_months_of_a_country_stay_out_of_english() -> None:
    assert value_in_words("2015-01/2015-07", "en", Style("tunisia", "arabic")) == "January 2015 – July 2015"


@pytest.mark.parametrize(("day", "words"), [("2015-03-14", "23 جمادى الأولى 1436 هـ"), ("1850-03-14", "29 ربيع الآخر 1266 هـ")])
def test_dates_hijri_day_beside(day: str, words: str) -> None:
    assert words in value_in_words(day, "ar", Style(hijri=True))


def test_dates_arabic_digits() -> None:
    assert value_in_words("2015-03", "ar", Style(digits="arabic")) == "مارس ٢٠١٥"


@pytest.mark.parametrize(
    ("value", "slot", "arabic"), [("positive", "polarity", "يثبت"), ("alleged", "standing", "زعم أو اتهام"), ("2016", "time", "2016"), ("وزير", "role", "وزير")],
)  # fmt: skip
def test_dates_values_of_a_difference_are_in_words(value: str, slot: str, arabic: str) -> None:
    assert slot_value(value, slot, "ar") == arabic


def test_dates_bonds_of_a_difference_are_in_words() -> None:
    assert slot_value("led_by", "role", "en") != "led_by"


@pytest.mark.parametrize(("value", "words"), [("2021-03-14", "1 شعبان 1442 هـ"), ("2021-03-14T08:00", "1 شعبان 1442 هـ"), ("2021-03", ""),
                                              ("2021-02-31", ""), ("0500-01-01", ""), ("2021-03-14/2021-03-15", "")])
def test_dates_hijri_beside_one_day(value: str, words: str) -> None:
    assert hijri_beside(value, "ar") == words
