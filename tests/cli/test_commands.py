"""The commands on the examples: what programs outside call, and what people see."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import EXAMPLES, ROOT, Run

PERSON = "مصطفى الكاظمي"
SCHEMA = json.loads((ROOT / "evaluation/score/schema/exchange.schema.json").read_text("utf-8"))


@pytest.mark.parametrize(("lang", "heading"), [("ar", "■ المناصب"), ("en", "■ Offices")])
def test_commands_dossier_prints_its_sections(run: Run, lang: str, heading: str) -> None:
    result = run("dossier", PERSON, lang=lang)
    assert result.exit_code == 0
    assert heading in result.output
    assert PERSON in result.output


@pytest.mark.parametrize("spelling", ["Mustafa al-Kadhimi", "Mostafa Kazemi", "مصطفي الكاظمى", "الكاظمي"])
def test_commands_dossier_is_found_by_other_spellings(run: Run, spelling: str) -> None:
    assert json.loads(run("dossier", spelling, "--json").output)["name"] == PERSON


def test_commands_dossier_json_has_words_that_stand_in_the_text(run: Run, example_archive: Path) -> None:
    from tawthiq import Archive

    found = json.loads(run("dossier", PERSON, "--json").output)
    numbers = {source["number"]: source["document"] for source in found["sources"]}
    statements = [statement for line in found["lines"] for statement in line["statements"]]
    assert len(statements) > 20
    with Archive(example_archive, readonly=True) as archive:
        for statement in statements:
            text = archive.store.text(numbers[statement["source"]])
            for words in statement["evidence"]:
                assert text[words["start"] : words["end"]] == words["exact"]


def test_commands_dossier_never_states_what_its_source_only_alleges(run: Run) -> None:
    lines = json.loads(run("dossier", PERSON, "--json").output)["lines"]
    stated = [s for line in lines for s in line["statements"] if s["standing"] == "stated"]
    assert all(s["voice"] == "outlet" and len(s["chain"]) == 1 for s in stated)


def test_commands_dossier_writes_one_page(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("dossier", PERSON, "--html", str(page)).exit_code == 0
    text = page.read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert 'http-equiv="Content-Security-Policy"' in text


def test_commands_dossier_of_nobody_tells_what_to_do_in_both_languages(run: Run) -> None:
    result = run("dossier", "زرقاء اليمامة")
    assert result.exit_code == 1
    assert "T001" in result.stderr
    assert "لم نجد" in result.stderr
    assert "Traceback" not in result.output + result.stderr


@pytest.mark.parametrize("standing", ["stated", "attributed", "negated"])
def test_commands_claims_filters_by_standing(run: Run, standing: str) -> None:
    rows = json.loads(run("claims", "--standing", standing, "--json", "--limit", "500").output)
    assert rows
    assert {row["statement"]["standing"] for row in rows} == {standing}


def test_commands_claims_filters_by_name_and_predicate(run: Run) -> None:
    rows = json.loads(run("claims", "--about", PERSON, "--predicate", "born_on", "--json").output)
    assert rows
    assert {(row["predicate"], row["subject"]) for row in rows} == {("born_on", PERSON)}


def test_commands_quotes_have_speakers_and_words(run: Run) -> None:
    rows = json.loads(run("quotes", "--json").output)
    assert rows
    assert any(row["speaker"] for row in rows)
    assert all(row["evidence"]["exact"] for row in rows)


def test_commands_entities_lists_people(run: Run) -> None:
    rows = json.loads(run("entities", "--type", "Person", "--json").output)
    assert PERSON in [row["name"] for row in rows]
    assert {row["type"] for row in rows} == {"Person"}


def test_commands_documents_lists_every_file_once(run: Run) -> None:
    rows = json.loads(run("documents", "--json").output)
    paths = [row["path"] for row in rows]
    assert len(paths) == len(set(paths))
    texts = {file.name for file in EXAMPLES.iterdir() if file.suffix in {".txt", ".html", ".docx", ".eml"}}
    assert texts <= {Path(path).name for path in paths}


def test_commands_documents_losses_tell_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    archive = tmp_path / "a.tawthiq"
    summary = run("add", str(tmp_path / "in"), "--workers", "1", archive=archive)
    assert (summary.exit_code, "T516" in summary.stderr) == (1, True)
    assert "not read: 1" in summary.output
    rows = json.loads(run("documents", "--losses", "--json", archive=archive).output)
    assert len(rows) == 1
    assert rows[0]["status"] == "unreadable"
    assert rows[0]["losses"][0][0].startswith("T1")


def test_commands_add_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    archive = tmp_path / "a.tawthiq"
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("زار الوزير سامي الحلواني مدينة طنجة الخميس.", "utf-8")
    assert json.loads(run("add", str(folder), "--json", "--workers", "1", archive=archive).output)["read"] == 1
    before = run("documents", "--json", archive=archive).output
    again = json.loads(run("add", str(folder), "--json", "--workers", "1", archive=archive).output)
    assert (again["read"], again["already"]) == (0, 1)
    assert run("documents", "--json", archive=archive).output == before


def test_commands_differences_have_words_for_each_value(run: Run) -> None:
    rows = json.loads(run("differences", "--json").output)
    for row in rows:
        assert len(row["values"]) == len(row["claims"])
        assert all(row["claims"])


@pytest.mark.parametrize("query", ["الكاظمي", "والكاظمي", "كاظمي", "لِلكاظميّ"])
def test_commands_search_finds_every_clitic(run: Run, query: str) -> None:
    wanted = json.loads(run("search", "الكاظمي", "--json").output)["total"]
    found = json.loads(run("search", query, "--json").output)
    assert found["total"] == wanted > 5
    assert any(marked for hit in found["hits"] for _, marked in hit["snippet"])


def test_commands_export_lines_fit_the_exchange_format(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    assert run("export", str(file)).exit_code == 0
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert {line["kind"] for line in lines} >= {"document", "entity", "mention", "date", "quotation", "claim", "finding"}
    for kind in ("document", "entity", "mention", "date", "quotation", "claim", "finding"):
        schema = {"$ref": f"#/$defs/{kind}", "$defs": SCHEMA["$defs"]}
        validator = jsonschema.Draft202012Validator(schema)
        assert not [error for line in lines if line["kind"] == kind for error in validator.iter_errors(line)]


def test_commands_export_table_is_read_back(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    assert run("export", str(file)).exit_code == 0
    with file.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    claims = json.loads(run("claims", "--json", "--limit", "10000").output)
    assert [row["claim"] for row in rows] == [claim["statement"]["claim"] for claim in claims]


def test_commands_export_to_an_unknown_format_is_told(run: Run, tmp_path: Path) -> None:
    result = run("export", str(tmp_path / "out.xyz"))
    assert result.exit_code == 1
    assert "T510" in result.stderr
    assert not list(tmp_path.iterdir())


def test_commands_verify_is_sound(run: Run) -> None:
    found = json.loads(run("verify", "--json").output)
    assert found["sound"] is True
    assert found["counts"]["claims"] > 50


def test_commands_read_stores_nothing_and_tells_all(run: Run, tmp_path: Path) -> None:
    file = next(path for path in sorted(EXAMPLES.iterdir()) if path.suffix == ".txt")
    found = json.loads(run("read", str(file), "--json", archive=tmp_path / "none.tawthiq").output)
    assert found["text"] == file.read_bytes().decode("utf-8")
    assert found["document"]["path"] == file.name
    assert found["claims"]
    assert {"entities", "mentions", "dates", "quotations"} <= set(found)
    for claim in found["claims"]:
        for span in claim["evidence"]:
            assert found["text"][span["start"] : span["end"]] == span["text"]
    assert not (tmp_path / "none.tawthiq").exists()


def test_commands_of_no_archive_tell_so(run: Run, tmp_path: Path) -> None:
    result = run("dossier", PERSON, archive=tmp_path / "nothing.tawthiq")
    assert result.exit_code == 1
    assert "[T4" in result.stderr
    assert "Traceback" not in result.stderr


def test_commands_help_has_an_example_for_each(run: Run) -> None:
    from tawthiq.cli.main import _COMMANDS

    for command in _COMMANDS:
        output = run(command, "--help").output
        assert f"tawthiq {command}" in output
        assert "Example" in output
