"""Decisions through the commands: made, listed, taken back, exchanged, and kept when documents are read anew."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tawthiq.archive import Archive
from tawthiq.store import ClaimFilter, Store
from tawthiq.views.lists import claim_rows
from tests.conftest import Run

PERSON = "مصطفى الكاظمي"


@pytest.fixture
def archive(example_archive: Path, tmp_path: Path) -> Path:
    """An archive of the examples that a test may change."""
    return Path(shutil.copytree(example_archive, tmp_path / "archive.tawthiq"))


@pytest.fixture
def call(run: Run, archive: Path) -> Run:
    return lambda *arguments, lang="en": run(*arguments, lang=lang, archive=archive)


def rows(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def people(call: Run) -> list[dict[str, Any]]:
    return [row for row in rows(call("entities", "--type", "Person", "--limit", "1000", "--json")) if row["claims"]]


def test_decide_same_joins_and_undo_parts_again(call: Run) -> None:
    first, second = (row["id"] for row in people(call)[:2])
    before = len(people(call))
    made = rows(call("decide", "same", first, second, "--author", "منى", "--note", "سبب", "--json"))
    assert (made["decision"], made["author"], made["note"]) == ("same", "منى", "سبب")
    assert len(people(call)) == before - 1
    assert call("decide", "undo", made["id"]).exit_code == 0
    assert len(people(call)) == before
    assert [row["state"] for row in rows(call("decide", "list", "--json"))] == ["undone"]


def test_decide_different_takes_one_document_out_of_an_entity(call: Run, archive: Path) -> None:
    bearer = rows(call("identities", PERSON, "--json"))[0]["bearers"][0]
    entity = next(row for row in people(call) if row["name"] == PERSON)
    made = call("decide", "different", entity["id"], f"{bearer['document']}@{bearer['name']}", "--json")
    assert made.exit_code == 0, made.output
    with Store.open(archive, readonly=True) as store:
        owners = {item.document: item.entity for item in store.identities() if item.local and item.entity == entity["id"]}
    assert bearer["document"] not in owners


def test_decide_reject_hides_a_claim_and_says_so(call: Run) -> None:
    claim = rows(call("claims", "--about", PERSON, "--json"))[0]["statement"]["claim"]
    assert call("decide", "reject", claim).exit_code == 0
    assert claim not in [row["statement"]["claim"] for row in rows(call("claims", "--about", PERSON, "--json"))]
    dossier = rows(call("dossier", PERSON, "--json"))
    assert dossier["rejected"] == 1
    assert claim not in [said["claim"] for line in dossier["lines"] for said in line["statements"]]
    assert "رفضها" in call("dossier", PERSON, lang="ar").output


def test_decide_correct_and_accept_are_shown_beside_the_claim(call: Run) -> None:
    found = rows(call("claims", "--about", PERSON, "--predicate", "born_on", "--json"))[0]["statement"]["claim"]
    assert call("decide", "correct", found, "--predicate", "born_in", "--object", "بغداد").exit_code == 0
    changed = [row for row in rows(call("claims", "--about", PERSON, "--json")) if row["statement"]["claim"] == found]
    assert [(row["predicate"], row["object"], row["statement"]["decided"]) for row in changed] == [("born_in", "بغداد", "correct")]
    assert call("decide", "accept", found).exit_code == 0
    changed = [row for row in rows(call("claims", "--about", PERSON, "--json")) if row["statement"]["claim"] == found]
    assert [(row["predicate"], row["statement"]["decided"]) for row in changed] == [("born_on", "accept")]


def test_decide_apart_takes_a_text_out_of_its_copies(call: Run) -> None:
    (group,) = rows(call("copies", "--json"))
    paths = [copy["path"] for copy in group["copies"]]
    assert call("decide", "apart", paths[0], paths[-1]).exit_code == 0
    assert [len(row["copies"]) for row in rows(call("copies", "--json"))] == [len(paths) - 1]


def test_decide_unsure_is_not_asked_again(call: Run) -> None:
    first, second = (row["id"] for row in people(call)[:2])
    assert call("decide", "unsure", first, second).exit_code == 0
    assert [row["judgement"]["decision"] for row in rows(call("decide", "list", "--json"))] == ["unsure"]


def test_decide_export_goes_into_another_archive(call: Run, run: Run, archive: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(archive, tmp_path / "other.tawthiq"))
    first, second = (row["id"] for row in people(call)[:2])
    assert call("decide", "same", first, second).exit_code == 0
    assert call("decide", "export", str(tmp_path / "d.ijson")).exit_code == 0
    assert run("decide", "import", str(tmp_path / "d.ijson"), archive=other).exit_code == 0
    names = [[row["name"] for row in rows(run("entities", "--json", archive=place))] for place in (archive, other)]
    assert names[0] == names[1]


def test_decide_survives_another_reader_and_lists_what_vanished(call: Run, archive: Path) -> None:
    kept, gone = (row["statement"]["claim"] for row in rows(call("claims", "--about", PERSON, "--json"))[:2])
    for claim in (kept, gone):
        assert call("decide", "reject", claim).exit_code == 0
    with Store.open(archive) as store:
        document = store.claim(gone).claim.document
        reading = store.reading(document)
        claims = tuple(replace(claim, id=f"c-new{number}") for number, claim in enumerate(reading.claims) if claim.id != gone)
        store.replace_reading(replace(reading, reader="newer", claims=claims))
        assert not list(store.claims(ClaimFilter(ids=(gone,))))
    states = {row["judgement"]["target"]: row["state"] for row in rows(call("decide", "list", "--json"))}
    assert states == {kept: "active", gone: "vanished"}
    assert [row["judgement"]["target"] for row in rows(call("decide", "list", "--vanished", "--json"))] == [gone]


ERRORS = (
    (("decide", "same", "زرقاء اليمامة", PERSON), "T001"), (("decide", "apart", "nothing.txt", "none.txt"), "T417"), (("decide", "undo", "j-x"), "T534"),
    (("decide", "correct", "c-x"), "T536"), (("copies", "--document", "nothing.txt"), "T417"), (("decide", "same", PERSON, PERSON), "T533"),
)  # fmt: skip


@pytest.mark.parametrize(("arguments", "code"), ERRORS)
def test_decide_errors_are_told_in_both_languages(call: Run, arguments: tuple[str, ...], code: str) -> None:
    result = call(*arguments)
    assert result.exit_code == 1
    assert result.stderr.count(code) == 2


def test_decide_standing_of_a_source_needs_one(call: Run) -> None:
    claim = next(row for row in rows(call("claims", "--standing", "stated", "--json")) if len(row["statement"]["chain"]) == 1)
    result = call("decide", "correct", claim["statement"]["claim"], "--standing", "alleged")
    assert (result.exit_code, "T537" in result.stderr) == (1, True)


COMMANDS = ("same", "different", "unsure", "accept", "reject", "correct", "apart", "undo", "list", "export", "import")


@pytest.mark.parametrize("command", COMMANDS)
def test_decide_help_has_an_example(call: Run, command: str) -> None:
    assert f"tawthiq decide {command}" in call("decide", command, "--help").output


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_identities_tells_why(call: Run, lang: str) -> None:
    found = call("identities", PERSON, lang=lang)
    assert found.exit_code == 0
    assert PERSON in found.output
    assert all(bearer["reason_ar"] and bearer["reason_en"] for row in rows(call("identities", PERSON, "--json")) for bearer in row["bearers"])


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_copies_tells_who_came_first(call: Run, lang: str) -> None:
    assert call("copies", lang=lang).exit_code == 0
    (group,) = rows(call("copies", "--document", "wire-saqiya.txt", "--json"))
    assert [copy["first"] for copy in group["copies"]] == [True, False, False]
    assert all(0 < copy["share"] <= 1 for copy in group["copies"])


def test_decide_rejected_claim_can_still_be_looked_at_by_its_id(archive: Path, call: Run) -> None:
    claim = rows(call("claims", "--about", PERSON, "--json"))[0]["statement"]["claim"]
    assert call("decide", "reject", claim, "--later").exit_code == 0
    with Store.open(archive, readonly=True) as store:
        assert [row.statement.decided for row in claim_rows(store, ClaimFilter(ids=(claim,)))] == ["reject"]


def test_decide_is_seen_by_programs_too(archive: Path, call: Run) -> None:
    first, second = (row["id"] for row in people(call)[:2])
    assert call("decide", "unsure", first, second).exit_code == 0
    with Archive(archive, readonly=True) as opened:
        assert [row.state for row in opened.decisions()] == ["active"]
        assert [len(row.copies) for row in opened.copies()] == [3]
        assert all(pair.score >= 0.5 for pair in opened.undecided())


# ------------------------------------------------------------------ corrections, names, identities


def claim_about(call: Run, predicate: str) -> Any:
    return rows(call("claims", "--about", PERSON, "--predicate", predicate, "--json"))[0]


def test_decide_short_id_is_enough_and_one_that_is_too_short_lists_the_ids(call: Run, archive: Path) -> None:
    claim = claim_about(call, "born_on")["statement"]["claim"]
    assert rows(call("decide", "accept", claim[2:14], "--json"))["target"] == claim
    told = call("decide", "accept", "c-")
    assert told.exit_code == 1
    assert "T538" in told.stderr
    entity = people(call)[0]["id"]
    assert rows(call("decide", "rename", entity[:14], "فلان", "--json"))["target"] == entity


def test_decide_corrected_subject_moves_the_claim_to_the_other_dossier(call: Run) -> None:
    claim = claim_about(call, "born_on")["statement"]["claim"]
    other = next(row for row in people(call) if row["name"] != PERSON and " " in row["name"])
    assert call("decide", "correct", claim, "--subject", other["id"], "--author", "منى").exit_code == 0
    there = [row for row in rows(call("claims", "--about", other["name"], "--json")) if row["statement"]["claim"] == claim]
    assert [(row["subject"], row["statement"]["decided"]) for row in there] == [(other["name"], "correct")]
    assert claim not in [row["statement"]["claim"] for row in rows(call("claims", "--about", PERSON, "--json"))]
    dossier = rows(call("dossier", other["id"], "--json"))
    assert claim in [said["claim"] for line in dossier["lines"] for said in line["statements"]]
    assert rows(call("dossier", PERSON, "--json"))["rejected"] == 0


def test_decide_correction_is_shown_with_who_made_it_and_keeps_the_words(call: Run) -> None:
    before = claim_about(call, "born_on")
    claim = before["statement"]["claim"]
    made = call("decide", "correct", claim, "--speaker", "سلمى عواد", "--standing", "alleged", "--time", "at 1968", "--author", "منى")
    assert made.exit_code == 0, made.output
    after = claim_about(call, "born_on")["statement"]
    assert (after["standing"], after["chain"][-1]["name"], after["when"]) == ("alleged", "سلمى عواد", [["at", "1968"]])
    assert after["evidence"] == before["statement"]["evidence"]
    assert "صحّحه" in call("claims", "--about", PERSON, "--predicate", "born_on", lang="ar").output


def test_decide_rename_leads_the_names_until_it_is_undone(call: Run) -> None:
    entity = next(row["id"] for row in people(call) if row["name"] == PERSON)
    made = rows(call("decide", "rename", entity, "مصطفى عبد اللطيف", "--json"))
    assert next(row["name"] for row in people(call) if row["id"] == entity) == "مصطفى عبد اللطيف"
    assert rows(call("dossier", PERSON, "--json"))["entity"] == entity
    assert call("decide", "undo", made["id"]).exit_code == 0
    assert next(row["name"] for row in people(call) if row["id"] == entity) == PERSON


def test_decide_identify_is_kept_in_exported_decisions(call: Run, tmp_path: Path) -> None:
    entity = people(call)[0]["id"]
    assert call("decide", "identify", entity, "--country", "lb", "--wikidata", "Q42").exit_code == 0
    assert call("decide", "export", str(tmp_path / "d.ijson")).exit_code == 0
    kept = json.loads((tmp_path / "d.ijson").read_text("utf-8"))
    assert (kept["decision"], kept["values"]) == ("identify", [["country", "LB"], ["wikidata", "Q42"]])
    assert "T545" in call("decide", "identify", entity, "--country", "Lebanon").stderr


def test_decide_second_correction_adds_to_the_first(call: Run) -> None:
    claim = claim_about(call, "born_on")["statement"]["claim"]
    assert call("decide", "correct", claim, "--speaker", "سلمى عواد").exit_code == 0
    assert call("decide", "correct", claim, "--time", "at 1968").exit_code == 0
    after = claim_about(call, "born_on")["statement"]
    assert (after["chain"][-1]["name"], after["when"]) == ("سلمى عواد", [["at", "1968"]])
