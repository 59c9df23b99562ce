"""Decisions from the pages: claims and names, with undo and history, only with the token."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawthiq.store import Store
from tawthiq.web import create_app
from tests.views.test_identities import fill
from tests.web.conftest import TOKEN

HERE = "http://127.0.0.1:8765"
EN = {"accept-language": "en"}


@pytest.fixture
def names(tmp_path: Path) -> Iterator[TestClient]:
    """The pages of an archive in which two names could be one."""
    archive = tmp_path / "archive.tawthiq"
    with Store.open(archive) as store:
        fill(store, "سامر الحلبي", "الحلبي", "وليد قباني")
    with TestClient(create_app(archive, TOKEN), base_url=HERE) as client:
        yield client


@pytest.fixture
def examples(example_archive: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The pages of a copy of the examples."""
    archive = tmp_path / "archive.tawthiq"
    shutil.copytree(example_archive, archive)
    with TestClient(create_app(archive, TOKEN), base_url=HERE) as client:
        yield client


def decide(client: TestClient, decision: str, target: str, other: str = "", note: str = "") -> None:
    given = {"token": TOKEN, "decision": decision, "target": target, "other": other, "note": note, "back": "/decisions"}
    answer = client.post("/decide", data=given, follow_redirects=False)
    assert (answer.status_code, answer.headers.get("location")) == (303, "/decisions"), answer.text
    until_quiet(client)


def until_quiet(client: TestClient) -> None:
    until = time.monotonic() + 60
    while client.get("/add.json").json()["phase"] in {"reading", "comparing"} and time.monotonic() < until:
        time.sleep(0.1)


def a_claim(client: TestClient) -> tuple[str, str]:
    """A dossier and a claim of it."""
    entity = re.search(r'href="(/entity/[^"]+)"', client.get("/").text)
    assert entity is not None
    claim = re.search(r'href="/claim/([^"]+)"', client.get(entity[1]).text)
    assert claim is not None
    return entity[1], claim[1]


def test_deciding_pairs_leave_the_queue_and_stand_in_the_history(names: TestClient) -> None:
    queue = names.get("/decisions.json").json()
    (question,) = queue["queue"]
    pair = question["pair"]
    assert {pair["first"]["name"], pair["second"]["name"]} == {"سامر الحلبي", "الحلبي"}
    decide(names, "not_same", pair["first"]["id"], pair["second"]["id"], note="لكل منهما عمل آخر")
    after = names.get("/decisions.json").json()
    assert after["queue"] == []
    assert [row["state"] for row in after["history"]] == ["active"]
    assert "لكل منهما عمل آخر" in names.get("/decisions").text


def test_deciding_same_makes_one_entity_and_undo_parts_them(names: TestClient) -> None:
    def people() -> list[str]:
        return sorted(row["name"] for row in names.get("/entities.json?type=Person").json())

    before = people()
    pair = names.get("/decisions.json").json()["queue"][0]["pair"]
    decide(names, "same", pair["first"]["id"], pair["second"]["id"])
    assert len(people()) == len(before) - 1
    decide(names, "undo", names.get("/decisions.json").json()["history"][0]["judgement"]["id"])
    assert people() == before
    assert [row["state"] for row in names.get("/decisions.json").json()["history"]] == ["undone"]


def test_deciding_page_of_a_name_tells_where_it_stands(names: TestClient) -> None:
    entity = names.get("/entities.json?type=Person").json()[0]["id"]
    page = names.get(f"/decisions?entity={entity}", headers=EN).text
    assert "Where the name stands" in page


def test_deciding_rejected_claims_leave_the_dossier_and_come_back(examples: TestClient) -> None:
    dossier, claim = a_claim(examples)
    decide(examples, "reject", claim)
    assert claim not in examples.get(dossier).text
    assert "Rejected by people" in examples.get(dossier, headers=EN).text
    history = examples.get("/decisions.json").json()["history"]
    decide(examples, "undo", history[0]["judgement"]["id"])
    assert claim in examples.get(f"{dossier}.json").text


def test_deciding_accepted_claims_say_so(examples: TestClient) -> None:
    _, claim = a_claim(examples)
    decide(examples, "accept", claim, note="<b>راجعته</b>")
    page = examples.get(f"/claim/{claim}", headers=EN).text
    assert "accepted" in page
    assert "<b>راجعته" not in page


@pytest.mark.parametrize(
    ("given", "status"),
    [({"decision": "accept"}, 403), ({"token": "x", "decision": "accept"}, 403), ({"token": TOKEN, "decision": "nonsense"}, 400),
     ({"token": TOKEN, "decision": "accept", "target": "c-none"}, 404), ({"token": TOKEN, "decision": "same", "target": "e-x", "other": "e-y"}, 404),
     ({"token": TOKEN, "decision": "undo", "target": "j-none"}, 404)],
)
def test_deciding_what_cannot_be_is_told(names: TestClient, given: dict[str, str], status: int) -> None:
    assert names.post("/decide", data=given).status_code == status
    assert names.get("/decisions.json").json()["history"] == []


def test_deciding_from_another_page_is_refused(names: TestClient) -> None:
    answer = names.post("/decide", data={"token": TOKEN}, headers={"origin": "http://other.example"})
    assert answer.status_code == 403


def test_deciding_a_correction_from_the_page_holds_and_can_be_taken_back(examples: TestClient) -> None:
    _, claim = a_claim(examples)
    before = dict(examples.get(f"/claim/{claim}.json").json()["values"])
    assert 'name="speaker"' in examples.get(f"/claim/{claim}", headers=EN).text
    form = before | {"object": "رئاسة اللجنة", "standing": "planned", "note": "قرأته في النص"}
    given = {"token": TOKEN, "decision": "correct", "target": claim, "back": f"/claim/{claim}", **form}
    assert examples.post("/decide", data=given, follow_redirects=False).status_code == 303
    until_quiet(examples)
    after = examples.get(f"/claim/{claim}.json").json()
    assert dict(after["values"]) == before | {"object": "رئاسة اللجنة", "standing": "planned"}
    assert after["voice"]["row"]["statement"]["evidence"]
    page = examples.get(f"/claim/{claim}", headers=EN).text
    assert all(words in page for words in ("corrected", "رئاسة اللجنة", "قرأته في النص", "Undo"))
    decide(examples, "undo", after["judgements"][0]["id"])
    assert dict(examples.get(f"/claim/{claim}.json").json()["values"]) == before


def test_deciding_an_emptied_field_is_taken_away(examples: TestClient) -> None:
    _, claim = a_claim(examples)
    values = dict(examples.get(f"/claim/{claim}.json").json()["values"])
    field = next(name for name in ("place", "time", "object") if values[name])
    given = {"token": TOKEN, "decision": "correct", "target": claim, "back": "/", **values, field: ""}
    assert examples.post("/decide", data=given, follow_redirects=False).status_code == 303
    until_quiet(examples)
    assert dict(examples.get(f"/claim/{claim}.json").json()["values"])[field] == ""


def test_deciding_a_correction_without_anything_new_is_told(examples: TestClient) -> None:
    _, claim = a_claim(examples)
    values = dict(examples.get(f"/claim/{claim}.json").json()["values"])
    answer = examples.post("/decide", data={"token": TOKEN, "decision": "correct", "target": claim, **values})
    assert answer.status_code == 400
    assert "T536" in answer.text


def test_deciding_a_text_that_no_field_holds_is_told(examples: TestClient) -> None:
    _, claim = a_claim(examples)
    answer = examples.post("/decide", data={"token": TOKEN, "decision": "correct", "target": claim, "place": "ن" * 2_001})
    assert answer.status_code == 400
    assert "T546" in answer.text
    assert examples.get("/decisions.json").json()["history"] == []


def test_deciding_what_nobody_can_see_corrects_nothing(examples: TestClient) -> None:
    _, claim = a_claim(examples)
    answer = examples.post("/decide", data={"token": TOKEN, "decision": "correct", "target": claim, "subject": "\u202e\u2066 \u200f"})
    assert answer.status_code == 400
    assert "T536" in answer.text


def test_deciding_the_queue_is_no_longer_than_its_page(names: TestClient) -> None:
    found = names.get("/decisions.json").json()
    assert found["waiting"] == len([item for item in found["queue"] if item["pair"]])
    assert found["complete"]
