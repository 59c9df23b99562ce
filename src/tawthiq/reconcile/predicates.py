"""How claims of each predicate are compared: data in ``predicates.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Kind(StrEnum):
    """How many values a predicate has, and when they are one fact."""

    SINGLE = "single"
    ONCE = "once"
    EVENT = "event"
    STATE = "state"
    NUMBER = "number"
    MULTI = "multi"


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate's rules. ``near_days``: how far apart (days) two dates may lie and still mean one event."""

    id: str
    kind: Kind = Kind.MULTI
    group: str = ""
    near_days: int = 0
    symmetric: bool = False
    holder: bool = False
    deed: bool = False
    opposite: str | None = None
    described: bool = False
    journey: bool = False
    open_ended: bool = False
    bound: bool = False
    rare: bool = False
    deniable: bool = True
    imputable: bool = False

    @property
    def once(self) -> bool:
        """Whether it happens to one subject at one time, so that day and predicate nearly name it."""
        return self.kind in {Kind.SINGLE, Kind.ONCE, Kind.EVENT}


@cache
def _all() -> dict[str, Predicate]:
    data = tomllib.loads(files("tawthiq.reconcile").joinpath("predicates.toml").read_text("utf-8"))
    return {
        name: Predicate(
            name, Kind(row["kind"]), row.get("group", name), row.get("near_days", 0),
            row.get("symmetric", False), row.get("holder", False), row.get("deed", False), row.get("opposite"),
            row.get("described", False), row.get("journey", False), row.get("open_ended", False), row.get("bound", False),
            row.get("rare", False), row.get("deniable", True),
            row.get("imputable", False),
        )
        for name, row in data.items()
    }


@cache
def predicate(name: str) -> Predicate:
    """The rules of a predicate; one that is not in the list stands alone and adds (multi, open-ended)."""
    return _all().get(name) or Predicate(name, group=name, open_ended=True)


def predicates() -> tuple[str, ...]:
    """All ids, sorted."""
    return tuple(sorted(_all()))
