"""English, as far as it is read: numbers, negation, who is quoted."""

from __future__ import annotations

import pytest

from tawthiq.text.english import names, negates, numbers, quoted


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Fourteen workers and 3 drivers", {14, 3}),
        ("twenty-five boats", {25}),
        ("three hundred and twelve tents", {312}),
        ("two thousand five hundred people", {2_500}),
        ("$30 million for 1,250 families", {30_000_000, 1_250}),
        ("five percent, then 5.3 percent", {5, 5.3}),
        ("hundreds of people", set()),
        ("from ten to twenty", {10, 20}),
        ("nobody came", set()),
    ],
)
def test_english_reads_numbers(text: str, values: set[float]) -> None:
    assert numbers(text) == values


@pytest.mark.parametrize(
    ("text", "negated"),
    [("We won't leave", True), ("We can’t pay", True), ("no water left", True), ("We will stay", False), ("I know the road", False)],
)
def test_english_knows_negation(text: str, negated: bool) -> None:  # noqa: FBT001
    assert negates(text) is negated


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The harvest is lost for this year,” said Farida al-Wazzan.", "Farida al-Wazzan"),
        ("“The harvest is lost for this year,” Agriculture Minister Farida al-Wazzan said on Monday.", "Farida al-Wazzan"),
        ("Farida al-Wazzan told reporters: “The harvest is lost for this year.”", "Farida al-Wazzan"),
        ('"The harvest is lost for this year," said President Farida al-Wazzan.', "Farida al-Wazzan"),
    ],
)
def test_english_finds_who_is_quoted(text: str, speaker: str) -> None:
    (found,) = quoted(text)
    assert text[found.start : found.end].startswith("The harvest is lost for this year")
    assert found.speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "“The harvest is lost for this year,” a farmer said.",
        "Farida al-Wazzan left early. “The harvest is lost for this year.”",
        "The film “The harvest is lost for this year” by Farida al-Wazzan opened.",
        "“The harvest is lost for this year,” he said.",
        "“Yes,” said Farida al-Wazzan.",
    ],
)
def test_english_passes_over_who_is_not_plainly_named(text: str) -> None:
    assert list(quoted(text)) == []


def test_english_names_are_capital_words_inside() -> None:
    assert names("We asked Hungary's envoy on Monday, and I heard nothing") == ("Hungary",)
