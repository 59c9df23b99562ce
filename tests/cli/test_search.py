"""``tawthiq search``: what people and programs get of documents, claims and quotations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Run

PERSON = "مصطفى الكاظمي"


def asked(run: Run, *arguments: str) -> Any:
    result = run("search", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.output)


def test_search_claims_have_the_words_in_their_evidence(run: Run) -> None:
    found = asked(run, "--claims", "بغداد", "--facets", "--limit", "1000")
    words = [" ".join(item["exact"] for item in row["statement"]["evidence"]) for row in found["hits"]]
    assert len(words) == found["total"] > 0
    assert all("بغداد" in said for said in words)
    assert sum(count for _, count in found["facets"]["kinds"]) == found["total"]


def test_search_claims_of_one_person_and_standing(run: Run) -> None:
    found = asked(run, "--claims", "الكاظمي", "--person", PERSON, "--standing", "negated")
    assert {row["statement"]["standing"] for row in found["hits"]} == {"negated"}
    assert found["total"] <= asked(run, "--claims", "الكاظمي", "--standing", "negated")["total"]


def test_search_quotations_have_the_words(run: Run) -> None:
    found = asked(run, "--quotations", "بغداد OR الوزراء OR السلاح OR الدولة", "--facets")
    assert found["hits"]
    assert all(row["evidence"]["exact"] for row in found["hits"])
    assert found["facets"]["standings"] == []


@pytest.mark.parametrize("arguments", [("--claims",), ("--quotations",), ()])
def test_search_tells_people_what_was_looked_up_and_counts(run: Run, arguments: tuple[str, ...]) -> None:
    output = run("search", *arguments, "والكاظمي", "--facets").output
    assert "looked up as: \u2068كاظمي\u2069" in output
    assert f"\u2068{PERSON}\u2069" in output.splitlines()[-1] + output


def test_search_documents_by_kind_of_file(run: Run) -> None:
    assert asked(run, "الكاظمي", "--kind", "docx", "--facets")["facets"]["formats"] == [["docx", 1]]


def test_search_counts_organisations_too(run: Run) -> None:
    assert asked(run, "الكاظمي", "--facets")["facets"]["organizations"]


def test_search_hyphen_leaves_words_out(run: Run) -> None:
    without = asked(run, "الكاظمي", "-بغداد")["total"]
    assert asked(run, "الكاظمي")["total"] == without + asked(run, "الكاظمي", "بغداد")["total"]


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (("بغداد OR",), 1, "T425"), (("--claims", "بغداد OR NOT لندن"), 1, "T426"), (("--quotations", "ب*"), 1, "T428"),
    (("--claims", "بغداد", "--kind", "flew"), 1, "T514"), (("--quotations", "بغداد", "--standing", "stated"), 1, "T515"),
    (("--claims", "بغداد", "--person", "زرقاء اليمامة"), 1, "T001"), (("بغداد", "--place", PERSON), 1, "T001"), (("بغداد", "--nonsense"), 2, "T513"),
])
def test_search_teaches_instead_of_finding_nothing(run: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = run("search", *arguments, lang="ar")
    assert (result.exit_code, words in result.stderr) == (code, True)
