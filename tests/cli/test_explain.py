"""``tawthiq explain`` on the examples."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Run


def attributed(run: Run) -> str:
    found = json.loads(run("claims", "--standing", "attributed", "--limit", "1", "--json").output)
    return str(found[0]["statement"]["claim"])


def test_explain_json_gives_sentence_tree_and_maker(run: Run) -> None:
    claim = attributed(run)
    found = json.loads(run("explain", claim, "--json").output)
    assert found["row"]["statement"]["claim"] == claim
    assert found["steps"]
    assert found["made_by"]
    assert found["current"]
    assert found["row"]["statement"]["evidence"][0]["exact"][:10] in found["sentence"]["exact"]


def test_explain_beginning_of_an_id_is_enough(run: Run) -> None:
    claim = attributed(run)
    assert claim in run("explain", claim[:14]).output


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_explain_speaks_both_languages(run: Run, lang: str) -> None:
    output = run("explain", attributed(run), lang=lang).output
    assert ("الجملة" if lang == "ar" else "sentence:") in output
    assert ("داخل كلام منقول" if lang == "ar" else "inside reported speech") in output


@pytest.mark.parametrize(("lang", "words"), [("ar", "ما يراه القارئ المتعلَّم"), ("en", "what the learned heads see")])
def test_explain_says_what_the_heads_see(run: Run, lang: str, words: str) -> None:
    claims = json.loads(run("claims", "--predicate", "holds_position", "--json").output)
    explained = [json.loads(run("explain", row["statement"]["claim"], "--json").output) for row in claims[:8]]
    seen = next(one for one in explained if one["heads"])
    assert 0 < seen["heads"][0]["chance"] <= 1
    assert words in run("explain", seen["row"]["statement"]["claim"], lang=lang).output


@pytest.mark.parametrize("claim", ["c-", "c-nothing-here", "%", ""])
def test_explain_unknown_claim_is_told(run: Run, claim: str) -> None:
    result = run("explain", claim)
    assert result.exit_code == 1
    assert "T001" in result.output
