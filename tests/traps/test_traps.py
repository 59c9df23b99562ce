"""The twenty traps: tempting readings that are wrong, in sentences of our own."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.traps.trap_tools import Read, fallen, joined, missed, read_trap, unquoted

TRAPS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("traps.toml").read_text(encoding="utf-8"))["trap"]
NAMES = [trap["name"] for trap in TRAPS]


@cache
def read(number: int) -> Read:
    return read_trap(TRAPS[number])


def test_traps_are_twenty() -> None:
    assert len(set(NAMES)) == len(NAMES) == 20


@pytest.mark.parametrize("trap", TRAPS, ids=NAMES)
def test_trap_can_be_read_rightly(trap: dict[str, Any]) -> None:
    perfect = read_trap(trap, perfectly=True)
    assert missed(perfect) == []
    assert list(fallen(perfect)) == []


@pytest.mark.parametrize("number", range(len(TRAPS)), ids=NAMES)
def test_trap_is_not_fallen_into(number: int) -> None:
    trap = TRAPS[number]
    assert list(fallen(read(number))) == []
    if "no_finding" in trap:
        assert joined(read(number).predicted, trap["no_finding"]) == []


@pytest.mark.parametrize("number", range(len(TRAPS)), ids=NAMES)
def test_trap_right_reading_is_found(number: int) -> None:
    assert missed(read(number)) == []
    assert unquoted(read(number), TRAPS[number].get("quotes", [])) == []
