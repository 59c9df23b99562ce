"""The README's figures are the measured ones."""

import json

import pytest

from evaluation.published import BEGIN, END, PUBLISHED, README, in_readme, table


def test_published_table_of_the_readme_is_the_measured_one() -> None:
    published = json.loads(PUBLISHED.read_text("utf-8"))
    text = README.read_text("utf-8")
    assert in_readme(text, published) == text


def test_published_table_shows_what_was_not_measured() -> None:
    row = dict.fromkeys(["Found", "Right", "Slips", "stand", "chain", "quot", "names", "exact"])
    assert "| texts | – |" in table({"sets": {"texts": row}})


def test_published_needs_a_place_in_the_text() -> None:
    with pytest.raises(ValueError, match="figures"):
        in_readme(f"no marks but {END} and {BEGIN[:-1]}", {"sets": {}})
