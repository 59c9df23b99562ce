"""The folder of an archive: ``store.db`` (truth and search), ``blobs/`` (the large originals) and ``format.json``."""

from __future__ import annotations

import json
from pathlib import Path

from tawthiq.errors import StoreError
from tawthiq.store import schema

DATABASE, BLOBS = "store.db", "blobs"
_FORMAT = "format.json"
_OURS = frozenset({DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", BLOBS, _FORMAT, f"{_FORMAT}.new"})


def check(folder: Path, *, create: bool) -> None:
    """StoreError for a folder that is no archive, is of a later program, or (without ``create``) is not there."""
    if (folder / DATABASE).is_file():
        _check_format(folder)
        return
    if folder.exists() and not (folder.is_dir() and {item.name for item in folder.iterdir()} <= _OURS):
        raise StoreError("T408", str(folder))
    if not create:
        raise StoreError("T401", str(folder))


def _check_format(folder: Path) -> None:
    """An archive of a later program may not even be a database that we can open: its format stands in a file of its own."""
    try:
        found = json.loads((folder / _FORMAT).read_text("utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError):
        return  # a missing or broken format file is written anew; the database has its own number
    if isinstance(found, int) and found > schema.FORMAT:
        raise StoreError("T402", str(folder), found=found, known=schema.FORMAT)


def make(folder: Path) -> None:
    """The folder and what stands in it beside the database."""
    try:
        (folder / BLOBS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("T406", str(folder), detail=error) from error


def write_format(folder: Path) -> None:
    """The format file of today; a stop half-way leaves the one before."""
    text = json.dumps({"program": "tawthiq", "format": schema.FORMAT}) + "\n"
    file = folder / _FORMAT
    if file.is_file() and file.read_text("utf-8", "replace") == text:
        return
    new = folder / f"{_FORMAT}.new"
    new.write_text(text, "utf-8")
    new.replace(file)
