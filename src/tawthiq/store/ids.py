"""Ids as rows keep them: those that are hashes as their bytes, less than half of their text; any other as it is.

``kept("c", "c-0f…")`` is 10 bytes, or the text itself where it is no id that ``model.ids.content_id`` made with this prefix;
``told("c", value)`` is the id again, and ``sql("c", "x.id")`` the same in SQL.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

CLAIM, QUOTATION, ENTITY = "c", "q", "e"
Kept = bytes | str
FIRST: Final = "substr({0}, 1, 3)"
"""How an id begins, by which ids are indexed: of a million claims one in sixteen has another that begins so, and rows take half."""
_DIGITS: Final = 20  # hex digits of ``content_id``


@cache
def _shape(prefix: str) -> re.Pattern[str]:
    return re.compile(f"{prefix}-[0-9a-f]{{{_DIGITS}}}")


def kept(prefix: str, name: str) -> Kept:
    """An id as a row keeps it."""
    return bytes.fromhex(name[2:]) if _shape(prefix).fullmatch(name) else name


def entity(name: str) -> Kept:
    """The id of an entity as ``archive_entity.key`` has it."""
    return kept(ENTITY, name)


def told(prefix: str, value: Kept) -> str:
    """The id that ``kept`` kept."""
    return f"{prefix}-{value.hex()}" if isinstance(value, bytes) else value


def sql(prefix: str, column: str) -> str:
    """As ``told``, as an expression of SQL."""
    return f"CASE typeof({column}) WHEN 'blob' THEN '{prefix}-' || lower(hex({column})) ELSE {column} END"


def is_one_of(column: str, count: int) -> str:
    """A condition on a column of ids: one of so many, whose values stand twice. By the index of how ids begin (``FIRST``)."""
    marks = ", ".join("?" * count)
    starts = ", ".join([FIRST.format("?")] * count)
    return f"{FIRST.format(column)} IN ({starts}) AND {column} IN ({marks})"


def is_same(column: str, other: str) -> str:
    """The same of a column that equals another one."""
    return f"{FIRST.format(column)} = {FIRST.format(other)} AND {column} = {other}"


def is_between(column: str) -> str:
    """The same of a range, whose two ends stand twice."""
    return f"{FIRST.format(column)} BETWEEN {FIRST.format('?')} AND {FIRST.format('?')} AND {column} BETWEEN ? AND ?"


def beginning(prefix: str, start: str) -> tuple[tuple[Kept, Kept], ...]:
    """The ranges, first and last inclusive, in which the ids stand that begin with ``start``."""
    ranges: list[tuple[Kept, Kept]] = [(start, start + "\U0010ffff")]  # behind every text that begins so
    digits = start[2:] if start.startswith(f"{prefix}-") else "" if f"{prefix}-".startswith(start) else None
    if digits is not None and re.fullmatch(f"[0-9a-f]{{0,{_DIGITS}}}", digits):
        ranges.append((bytes.fromhex(digits.ljust(_DIGITS, "0")), bytes.fromhex(digits.ljust(_DIGITS, "f"))))
    return tuple(ranges)
