"""The command ``dates``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawthiq.cli import main
from tawthiq.cli.dates import dates_command
from tawthiq.errors import UsageError


def test_dates_prints_json() -> None:
    result = CliRunner().invoke(dates_command, ["أمس الأحد", "--on", "2021-11-08", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output) == {"dates": [{
        "text": "أمس الأحد", "start": 0, "end": 9, "value": "2021-11-07",
        "first_day": "2021-11-07", "last_day": "2021-11-07", "precision": "day",
    }]}


def test_dates_isolates_values_for_people() -> None:
    result = CliRunner().invoke(main, ["--lang", "ar", "dates", "في شباط 2020"])
    assert "(شهر)" in result.output
    assert "\u2068شباط 2020\u2069" in result.output
    assert "\u20682020-02-01 … 2020-02-29\u2069" in result.output


@pytest.mark.parametrize("arguments", [["أمس", "--on", "08/11/2021"], ["أمس", "--on", "2021-02-31"]])
def test_dates_refuses_a_day_it_cannot_read(arguments: list[str]) -> None:
    result = CliRunner().invoke(dates_command, arguments)
    assert isinstance(result.exception, UsageError)
    assert result.exception.code == "T520"
    assert arguments[2] in result.exception.text("ar")


@pytest.mark.parametrize("arguments", [[], ["أمس", "--lines", "-"]])
def test_dates_wants_a_text_or_lines(arguments: list[str]) -> None:
    result = CliRunner().invoke(dates_command, arguments)
    assert isinstance(result.exception, UsageError)
    assert result.exception.code == "T522"


def test_dates_reads_lines_and_keeps_the_place_of_bad_ones(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    rows = ['{"text": "أمس", "on": "2021-11-08"}', "not json", '{"text": 3}', '{"text": "غدا", "on": "zz"}', "[1]", '{"text": "لا شيء", "on": null}']
    file.write_bytes("\n".join(rows).encode() + b"\n\xff\xfe\n")
    result = CliRunner().invoke(dates_command, ["--lines", str(file)])
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert [line.get("error", {}).get("code") for line in lines] == [None, "T521", "T521", "T520", "T521", None, "T521"]
    assert lines[0]["dates"][0]["value"] == "2021-11-07"
    assert lines[5] == {"dates": []}
    assert result.exit_code == 1


def test_dates_lines_end_well_when_all_are_read() -> None:
    result = CliRunner().invoke(dates_command, ["--lines", "-", "--on", "2021-11-08"], input='{"text": "أمس"}\n\n')
    assert result.exit_code == 0
    assert json.loads(result.output)["dates"][0]["value"] == "2021-11-07"


def test_dates_tells_of_a_missing_file(tmp_path: Path) -> None:
    result = CliRunner().invoke(dates_command, ["--lines", str(tmp_path / "none.jsonl")])
    assert isinstance(result.exception, UsageError)
    assert result.exception.code == "T523"
