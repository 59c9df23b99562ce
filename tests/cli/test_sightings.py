"""The same file from two outlets: one document, both outlets kept and shown, no chain more."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.intake import makers

NAME = "سامي الحلواني"
TEXT = f"عُيّن {NAME} وزيراً للنقل في عام 2019. وولد {NAME} بمدينة وهران عام 1970.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for outlet, publisher in (("first", "صحيفة الساحل"), ("second", "موقع النخلة")):
        put(tmp_path / "in" / outlet / "a.txt", {"publisher": publisher, "published": "2019-05-02"})
    return tmp_path / "in"


def put(file: Path, facts: dict[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TEXT, "utf-8")
    if facts:
        file.with_name(file.name + ".meta.json").write_text(json.dumps(facts), "utf-8")


def add(run: Run, archive: Path, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("add", str(folder), "--json", "--workers", "1", archive=archive).stdout)
    return found


def rows(run: Run, archive: Path, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("documents", "--json", *options, archive=archive).output)
    return found


def test_sightings_are_shown_with_the_document(run: Run, tmp_path: Path, folder: Path) -> None:
    archive = tmp_path / "a.tawthiq"
    assert add(run, archive, folder)["already"] == 1
    (row,) = rows(run, archive)
    assert row["publisher"] == "صحيفة الساحل"
    assert [(seen["path"], seen["publisher"], seen["published"]) for seen in row["also"]] == [("second/a.txt", "موقع النخلة", "2019-05-02")]
    assert "the same file also at: \u2068second/a.txt\u2069 · \u2068موقع النخلة\u2069" in run("documents", archive=archive).output


def test_sightings_change_nothing_when_added_again(run: Run, tmp_path: Path, folder: Path) -> None:
    archive = tmp_path / "a.tawthiq"
    add(run, archive, folder)
    before = run("documents", "--json", archive=archive).output
    again = add(run, archive, folder)
    assert (again["read"], again["already"], again["reconciled"]) == (0, 2, False)
    add(run, archive, folder / "second")
    assert run("documents", "--json", archive=archive).output == before


def test_sightings_of_files_that_come_later_are_kept(run: Run, tmp_path: Path, folder: Path) -> None:
    archive = tmp_path / "a.tawthiq"
    add(run, archive, folder / "first")
    add(run, archive, folder / "second")
    put(folder / "third" / "b.txt", {})
    add(run, archive, folder / "third")
    (row,) = rows(run, archive)
    assert [(seen["path"], seen["publisher"]) for seen in row["also"]] == [("a.txt", "موقع النخلة"), ("b.txt", None)]


def test_sightings_in_a_container_are_kept(run: Run, tmp_path: Path, folder: Path) -> None:
    archive = tmp_path / "a.tawthiq"
    add(run, archive, folder / "first")
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "mail.eml").write_bytes(makers.mail(("c.txt", TEXT.encode())))
    add(run, archive, tmp_path / "z")
    before = run("documents", "--json", archive=archive).output
    add(run, archive, tmp_path / "z" / "mail.eml")
    assert run("documents", "--json", archive=archive).output == before
    row = next(row for row in rows(run, archive) if row["publisher"] == "صحيفة الساحل")
    assert [(seen["path"], seen["container"]) for seen in row["also"]] == [("mail.eml/c.txt", "mail.eml")]


def test_sightings_are_copies_and_no_chains_in_a_dossier(run: Run, tmp_path: Path, folder: Path) -> None:
    archive, alone = tmp_path / "a.tawthiq", tmp_path / "b.tawthiq"
    add(run, archive, folder)
    add(run, alone, folder / "first")
    found = json.loads(run("dossier", NAME, "--json", archive=archive).output)
    assert [[seen["publisher"] for seen in source["also"]] for source in found["sources"]] == [["موقع النخلة"]]
    once = json.loads(run("dossier", NAME, "--json", archive=alone).output)
    assert found["lines"] == once["lines"]
    assert (found["low"], found["high"]) == (once["low"], once["high"]) == (1, 1)
    assert "والنص نفسه عند: \u2068موقع النخلة\u2069" in run("dossier", NAME, archive=archive, lang="ar").output
    page = tmp_path / "page.html"
    run("dossier", NAME, "--html", str(page), archive=archive, lang="ar")
    assert "والنص نفسه عند: <bdi>موقع النخلة</bdi>" in page.read_text("utf-8")


def test_sightings_leave_the_exchange_format_as_it_is(run: Run, tmp_path: Path, folder: Path) -> None:
    written = []
    for name, given in (("a", folder), ("b", folder / "first")):
        add(run, tmp_path / f"{name}.tawthiq", given)
        run("export", str(tmp_path / f"{name}.jsonl"), archive=tmp_path / f"{name}.tawthiq")
        written.append((tmp_path / f"{name}.jsonl").read_text("utf-8"))
    assert written[0] == written[1]


def test_sightings_tell_of_a_broken_sidecar_beside_a_copy(run: Run, tmp_path: Path, folder: Path) -> None:
    archive = tmp_path / "a.tawthiq"
    add(run, archive, folder / "first")
    shutil.copytree(folder / "second", folder / "third")
    (folder / "third" / "a.txt.meta.json").write_text("{not json", "utf-8")
    add(run, archive, folder / "third")
    (row,) = rows(run, archive, "--losses")
    assert [(loss[0], loss[1]) for loss in row["losses"]] == [("T105", "a.txt.meta.json")]


def test_sightings_of_files_that_cannot_be_opened_tell_their_own_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "lost.meta.json").write_text("{}", "utf-8")
    summary = add(run, tmp_path / "a.tawthiq", tmp_path / "in")
    assert [refusal["codes"] for refusal in summary["refused"]] == [["T106"]]
