"""The tables of what stands near what. Keys are 64-bit hashes, moved into SQLite's signed integers in their order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

TABLES = """
CREATE TABLE near_page (document INTEGER PRIMARY KEY REFERENCES document (n), body BLOB NOT NULL);
CREATE TABLE near_judgement (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE near_undecided (
  document INTEGER NOT NULL, local TEXT NOT NULL, entity TEXT NOT NULL, score REAL NOT NULL, reasons BLOB NOT NULL,
  PRIMARY KEY (document, local)) WITHOUT ROWID;
CREATE TABLE near_name (name INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (name, document)) WITHOUT ROWID;
CREATE TABLE near_common (name INTEGER PRIMARY KEY);
CREATE TABLE near_person (
  name INTEGER NOT NULL, document INTEGER NOT NULL, local TEXT NOT NULL, full INTEGER NOT NULL,
  PRIMARY KEY (name, document, local)) WITHOUT ROWID;
CREATE INDEX near_person_local ON near_person (document, local);
CREATE TABLE near_person_name (name INTEGER PRIMARY KEY, body TEXT NOT NULL, bearer TEXT);
CREATE INDEX near_person_name_bearer ON near_person_name (bearer) WHERE bearer IS NOT NULL;
CREATE TABLE near_person_block (block INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (block, name)) WITHOUT ROWID;
CREATE TABLE near_person_edge (
  a INTEGER NOT NULL, b INTEGER NOT NULL, value REAL NOT NULL, by_length INTEGER NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE near_person_entity (entity BLOB PRIMARY KEY, plain BLOB) WITHOUT ROWID;
CREATE INDEX near_person_entity_plain ON near_person_entity (plain) WHERE plain IS NOT NULL;
CREATE TABLE near_surname (
  block INTEGER NOT NULL, entity TEXT NOT NULL, key TEXT NOT NULL, written TEXT NOT NULL,
  PRIMARY KEY (block, entity, key, written)) WITHOUT ROWID;
CREATE INDEX near_surname_entity ON near_surname (entity);
CREATE TABLE near_thing (key INTEGER PRIMARY KEY, told BLOB NOT NULL, entity BLOB);
CREATE INDEX near_thing_entity ON near_thing (entity);
CREATE TABLE near_thing_form (key INTEGER NOT NULL, form BLOB NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, form)) WITHOUT ROWID;
CREATE TABLE near_thing_block (block INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (block, key)) WITHOUT ROWID;
CREATE TABLE near_shingle (
  shingle INTEGER NOT NULL, document INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (shingle, document)) WITHOUT ROWID;
CREATE TABLE near_shingle_block (first INTEGER PRIMARY KEY, marks INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE near_copy (a INTEGER NOT NULL, b INTEGER NOT NULL, runs TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX near_copy_other ON near_copy (b);
CREATE TABLE near_item (document INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE near_item_key (
  key INTEGER NOT NULL, document INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, document, place)) WITHOUT ROWID;
CREATE TABLE near_placed (
  place TEXT NOT NULL, document INTEGER NOT NULL, line INTEGER NOT NULL, PRIMARY KEY (place, document, line)) WITHOUT ROWID;
CREATE TABLE near_part (
  smaller TEXT NOT NULL, larger TEXT NOT NULL, document INTEGER NOT NULL, line INTEGER NOT NULL,
  PRIMARY KEY (smaller, larger, document, line)) WITHOUT ROWID;
CREATE TABLE near_finding (key INTEGER NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (key, finding)) WITHOUT ROWID;
CREATE INDEX near_finding_finding ON near_finding (finding);
"""
NAMES = tuple(line.split()[2] for line in TABLES.splitlines() if line.startswith("CREATE TABLE"))
"""The tables, as they are emptied before everything is compared."""

_HALF = 1 << 63
_FEW = 500  # values in one statement: SQLite's lowest limit is 999


def signed(key: int) -> int:
    """A 64-bit hash as SQLite holds it; the order stays."""
    return key - _HALF


def unsigned(value: int) -> int:
    """The hash that ``signed`` moved."""
    return value + _HALF


def asked(connection: sqlite3.Connection, statement: str, values: Iterable[Any], *further: Any) -> Iterator[Any]:
    """The rows of a statement for any number of values, which stand where ``{}`` is; each value is asked for once."""
    listed = list(dict.fromkeys(values))
    for start in range(0, len(listed), _FEW):
        some = listed[start : start + _FEW]
        yield from connection.execute(statement.format(", ".join("?" * len(some))), (*some, *further))


def dumped(plain: Any) -> str:
    """JSON values as a column takes them: half surrogates, which broken files bring, as escapes."""
    try:
        text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(plain, separators=(",", ":"))
    return text


def tuples(plain: Any) -> Any:
    """JSON lists, at any depth, as the tuples that they were."""
    return tuple(map(tuples, plain)) if isinstance(plain, list) else plain


def empty(connection: sqlite3.Connection) -> None:
    """Forgets all of it."""
    for table in NAMES:
        connection.execute(f"DELETE FROM {table}")


def one(connection: sqlite3.Connection, statement: str, values: Sequence[Any] = ()) -> Any:
    """The first column of the first row; None without a row."""
    row = connection.execute(statement, values).fetchone()
    return None if row is None else row[0]
