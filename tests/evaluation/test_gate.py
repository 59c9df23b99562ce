"""The gate lets nothing fall, and its floors only rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import gate
from evaluation.gate import FLOORS, Floors, Standing, digest, falls, load, raised
from evaluation.sets import example_sets

FLOOR: Floors = {"a": {"digest": "d1", "floors": {"Found": 30.0, "Slips": 2.0}}}


def reached(found: float = 30.0, slips: float = 2.0, key: str = "d1") -> dict[str, Standing]:
    return {"a": Standing(key, {"Found": found, "Slips": slips})}


@pytest.mark.parametrize(
    ("now", "complaint"),
    [
        (reached(), None),
        (reached(found=31.0, slips=0.0), None),
        (reached(found=29.9), "under its floor"),
        (reached(slips=2.1), "over its ceiling"),
        (reached(key="d2"), "gold"),
        ({"a": Standing("d1", {"Slips": 2.0})}, "gone"),
        (reached() | {"b": Standing("d3", {})}, "no floors"),
        ({}, "not there"),
    ],
)
def test_gate_complains_of_what_fell(now: dict[str, Standing], complaint: str | None) -> None:
    lines = falls(FLOOR, now)
    assert len(lines) == (complaint is not None)
    assert complaint is None or complaint in lines[0]


def test_gate_does_not_ask_for_the_shared_gold_where_it_is_not() -> None:
    assert falls(FLOOR | {gate.SHARED: FLOOR["a"]}, reached()) == []


def test_gate_raises_floors() -> None:
    assert raised(FLOOR, reached(found=40.0, slips=1.0))["a"]["floors"] == {"Found": 40.0, "Slips": 1.0}


def test_gate_refuses_to_lower_a_floor() -> None:
    with pytest.raises(ValueError, match="Found"):
        raised(FLOOR, reached(found=29.0))


def test_gate_refuses_to_lower_a_floor_on_changed_gold_too() -> None:
    with pytest.raises(ValueError, match="Found"):
        raised(FLOOR, reached(found=29.0, key="d2"))


def test_gate_lowers_a_floor_where_that_is_allowed() -> None:
    assert raised(FLOOR, reached(found=29.0), allow_regression=True)["a"]["floors"]["Found"] == 29.0


def test_gate_keeps_the_floors_of_sets_that_are_not_there() -> None:
    assert raised(FLOOR | {"b": FLOOR["a"]}, reached())["b"] == FLOOR["a"]


@pytest.mark.parametrize(
    ("name", "value", "floor"), [("Found", 45.678, 45.6), ("Slips", 1.23, 1.3), ("Found", 70.0, 70.0), ("Slips", 0.0, 0.0)]
)
def test_gate_rounds_to_the_easier_side(name: str, value: float, floor: float) -> None:
    assert gate._rounded({name: value})[name] == floor


def test_gate_pins_the_gold_it_was_measured_on(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text("{}")
    before = digest([path])
    path.write_text("{ }")
    assert digest([path]) != before


def test_gate_floors_of_the_examples_are_of_the_gold_that_is_committed() -> None:
    pinned = {name: entry["digest"] for name, entry in load(FLOORS).items() if name != gate.SHARED}
    assert pinned == {gold_set.name: digest([gold_set.gold]) for gold_set in example_sets()}


def test_gate_command_updates_and_then_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text("{}")
    arguments = ["--reader", "oracle", "--floors", str(floors), "--shared", str(tmp_path)]
    assert gate.main(arguments) == 1
    assert gate.main([*arguments, "--update"]) == 0
    assert gate.main(arguments) == 0
    assert json.loads(floors.read_text())["examples"]["floors"]["Found"] == 100.0
    assert "Nothing fell" in capsys.readouterr().out
