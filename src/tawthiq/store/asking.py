"""Filters as SQL: conditions and bound values, never values in the text of a statement."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tawthiq.errors import UsageError
from tawthiq.store.days import days_of

_BATCH = 500  # bound values in one statement: SQLite's lowest limit is 999


@dataclass(slots=True)
class Conditions:
    """Conditions that must all hold, with their values. Built up by one function, then only read."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        """Adds a condition with a ``?`` for each value."""
        self.parts.append(condition)
        self.values.extend(values)

    def equal(self, **columns: Any) -> None:
        """Columns (``__`` for a dot) that must have a value; None asks for nothing."""
        for name, value in columns.items():
            if value is not None:
                self.add(f"{name.replace('__', '.')} = ?", str(value))

    def one_of(self, column: str, values: tuple[str | bytes, ...]) -> None:
        """A column that must have one of the values; no values ask for nothing."""
        if values:
            self.add(f"{column} IN ({', '.join('?' * len(values))})", *values)

    @property
    def where(self) -> str:
        """The WHERE clause, or nothing."""
        return f" WHERE {' AND '.join(self.parts)}" if self.parts else ""


def first_day(value: str | None) -> int | None:
    """The first day of a bound that a person gave; UsageError if it is no time."""
    return _bound(value, 0)


def last_day(value: str | None) -> int | None:
    """The last day of a bound: 2021 reaches to 31 December."""
    return _bound(value, 1)


def _bound(value: str | None, end: int) -> int | None:
    if value is None:
        return None
    found = days_of(value)
    if found is None:
        raise UsageError("T421", value=value)
    return found[end]


def page(limit: int | None, offset: int) -> str:
    """The LIMIT clause."""
    return f" LIMIT {-1 if limit is None else int(limit)} OFFSET {int(offset)}"


def lazily(connection: sqlite3.Connection, statement: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows as they are asked for."""
    cursor = connection.execute(statement, values)
    while rows := cursor.fetchmany(_BATCH):
        yield from rows
