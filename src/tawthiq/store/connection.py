"""Opening the database of an archive: pragmas, transactions, and SQLite's errors in our words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tawthiq.errors import StoreError
from tawthiq.store import schema
from tawthiq.store.repacking import Progress

_BUSY = 30.0  # seconds to wait for another writer: longer than any batch takes, shorter than a person's patience
_CACHE = -32_768  # KiB of pages kept in memory
PAGE = 8_192
"""Bytes of a page of the database: a row of a text has some 800, and of pages of 4 KB a sixth stays empty behind two or three of them."""
_COMMON = ("PRAGMA foreign_keys = ON", f"PRAGMA cache_size = {_CACHE}", "PRAGMA temp_store = MEMORY")
# FULL: what the program has reported as added survives a power cut, not only a kill. The price is one fsync a batch.
# A file that has pages already keeps them; ``tawthiq compact`` writes them anew.
_WRITING = (f"PRAGMA page_size = {PAGE}", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")


def connect(path: Path, *, readonly: bool, told: Progress | None = None) -> sqlite3.Connection:
    """A connection in autocommit mode with the archive's format checked and, for writers, brought up to date.

    ``told`` hears how far that is, where it takes its time.
    """
    connection = _readonly(path) if readonly else _connection(f"{path.absolute().as_uri()}?mode=rwc")
    try:
        _prepare(connection, path, told, readonly=readonly)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, told: Progress | None, *, readonly: bool) -> None:
    with translated(path):
        for pragma in _COMMON:
            connection.execute(pragma)
        found = schema.version(connection)
        half_way = found > 0 and schema.is_half_way(connection)
    if found > schema.FORMAT:
        raise StoreError("T402", str(path.parent), found=found, known=schema.FORMAT)
    if readonly and (found < schema.FORMAT or half_way):
        raise StoreError("T403", str(path.parent), found=found - half_way, known=schema.FORMAT)
    if not readonly:
        with translated(path):
            for pragma in _WRITING:
                connection.execute(pragma)
            schema.migrate(connection, told)


def _connection(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=_BUSY, isolation_level=None, check_same_thread=False)


def _readonly(path: Path) -> sqlite3.Connection:
    """Reads beside a writer; on a medium that cannot be written (no place for the WAL's index) as an unchanging file."""
    uri = path.absolute().as_uri()
    writable = os.access(path.parent, os.W_OK)
    return _connection(f"{uri}?mode=ro" if writable else f"{uri}?mode=ro&immutable=1")


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Everything or nothing. Inside another transaction: a part of it that can fail alone."""
    nested = connection.in_transaction
    begin, commit, undo = (
        ("SAVEPOINT part", ("RELEASE part",), ("ROLLBACK TO part", "RELEASE part"))
        if nested else ("BEGIN IMMEDIATE", ("COMMIT",), ("ROLLBACK",))
    )
    with translated(path):
        connection.execute(begin)
        try:
            yield
        except BaseException:
            for statement in undo:
                if connection.in_transaction:
                    connection.execute(statement)
            raise
        for statement in commit:
            connection.execute(statement)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, with the archive's name and what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(_operational(str(error)), str(path.parent), detail=error) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InternalError):
            raise
        raise StoreError("T404", str(path.parent), detail=error) from error


def _operational(detail: str) -> str:
    if "locked" in detail or "busy" in detail:
        return "T405"
    if "readonly" in detail or "unable to open" in detail:
        return "T406"
    if "full" in detail or "I/O" in detail:
        return "T407"
    return "T404"
