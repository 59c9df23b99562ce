"""Keeping an archive safe and small: a copy in one file, the archive out of such a file, and the space of what is gone.

The copy is a TAR: the database as one moment had it (SQLite copies it page by page while others write) with the small
originals in it, then the files of the others. Originals never change, so those of that moment are there whatever was added since.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sqlite3
import tarfile
from pathlib import Path

from tawthiq.errors import StoreError
from tawthiq.store import originals, removing, tightening
from tawthiq.store.blobs import Blobs
from tawthiq.store.connection import PAGE

_DATABASE = "store.db"
_PAGES = 4_096  # pages of the database copied at a time; writers get their turn in between
_CHUNK = 1 << 20  # bytes copied at a time
_HEX = 64  # digits of a sha-256


def backup(connection: sqlite3.Connection, blobs: Blobs, file: Path) -> int:
    """Writes database and originals to a file that is there whole or not at all; how many originals."""
    folder = file.with_name(f".{file.name}.part")  # one name: what a killed program left goes with the next try
    shutil.rmtree(folder, ignore_errors=True)
    if file.exists():
        raise StoreError("T413", str(file))
    try:
        folder.mkdir()
        digests, inside = _copied(connection, folder / _DATABASE)
        _write(folder / "new.tar", folder / _DATABASE, blobs, digests)
        (folder / "new.tar").replace(file)
    except OSError as error:
        raise StoreError("T414", str(file), detail=error.strerror or error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return len(digests) + inside


def _copied(connection: sqlite3.Connection, database: Path) -> tuple[list[str], int]:
    """Copies the database while others write; the originals that are files, and how many stand in it."""
    copy = sqlite3.connect(database)
    try:
        connection.backup(copy, pages=_PAGES)
        copy.execute("PRAGMA journal_mode = DELETE")
        return _originals(copy)
    finally:
        copy.close()


def _originals(database: sqlite3.Connection) -> tuple[list[str], int]:
    """The originals that are files, and how many stand in the database; StoreError if one there is damaged."""
    broken = originals.damaged(database)
    if broken is not None:
        raise StoreError("T415", broken)
    return originals.outside(database), originals.stored(database)


def _write(new: Path, database: Path, blobs: Blobs, digests: list[str]) -> None:
    with new.open("wb") as stream:
        with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
            archive.add(database, _DATABASE, recursive=False)
            for digest in digests:
                content = blobs.get(digest)
                if hashlib.sha256(content).hexdigest() != digest:
                    raise StoreError("T415", digest)
                info = tarfile.TarInfo(f"blobs/{digest}")
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
        stream.flush()
        os.fsync(stream.fileno())


def restore(file: Path, folder: Path) -> int:
    """Makes the archive of a backup in a folder that is not there yet; how many originals. StoreError for what is no backup."""
    if folder.exists():
        raise StoreError("T413", str(folder))
    new = folder.with_name(folder.name + ".new")
    if new.exists():
        shutil.rmtree(new)
    try:
        count = _unpack(file, new)
        new.replace(folder)
    except (tarfile.TarError, EOFError) as error:
        raise StoreError("T416", str(file), detail=error) from error
    except OSError as error:
        raise StoreError("T414", str(folder), detail=error.strerror or error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return count


def _unpack(file: Path, new: Path) -> int:
    """Only what a backup holds is unpacked, under names that we make: a name in the file leads nowhere."""
    (new / "blobs").mkdir(parents=True)
    blobs = Blobs(new / "blobs")
    count = 0
    with tarfile.open(file, mode="r:") as archive:
        for info in archive:
            source = archive.extractfile(info) if info.isfile() else None
            digest = info.name.removeprefix("blobs/")
            if source is None or (info.name != _DATABASE and not _is_digest(digest)):
                raise StoreError("T416", str(file), detail=info.name)
            if info.name == _DATABASE:
                with (new / _DATABASE).open("wb") as target:
                    shutil.copyfileobj(source, target, _CHUNK)
                    target.flush()
                    os.fsync(target.fileno())
                continue
            content = source.read()
            if hashlib.sha256(content).hexdigest() != digest:
                raise StoreError("T415", digest)
            blobs.put(digest, content)
            count += 1
    if not (new / _DATABASE).is_file():
        raise StoreError("T416", str(file), detail=_DATABASE)
    blobs.sync()
    return count + _inside(new / _DATABASE)


def _inside(database: Path) -> int:
    """How many originals a database holds: none of one from before they could."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'original'").fetchone()
        return originals.stored(connection) if known else 0
    except sqlite3.DatabaseError as error:
        raise StoreError("T416", str(database), detail=error) from error
    finally:
        connection.close()


def _is_digest(name: str) -> bool:
    return len(name) == _HEX and all(char in "0123456789abcdef" for char in name)


def compact(connection: sqlite3.Connection, database: Path) -> tuple[int, int]:
    """Packs older texts as today's are, merges the index, gives free pages back to the disk and empties the log; bytes before and after."""
    before = _size(database)
    tightening.tighten(connection)
    for index in ("search", "called"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    logged = _vacuum(connection)
    hindered = logged and connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if not hindered:
        removing.wiped(connection)
    return before, _size(database)


def _vacuum(connection: sqlite3.Connection) -> bool:
    """Writes the database anew, in pages of today's size if nobody else has it open: beside a log SQLite keeps the old size.

    Whether what was written stands in the log.
    """
    alone = connection.execute("PRAGMA page_size").fetchone()[0] != PAGE and _without_log(connection)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("VACUUM")
    finally:
        if alone:
            connection.execute("PRAGMA journal_mode = WAL")
    return not alone


def _without_log(connection: sqlite3.Connection) -> bool:
    """Puts the log away; False where others have the archive open."""
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        found: str = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return found == "delete"


def _size(database: Path) -> int:
    """Of the database with its log."""
    return sum(path.stat().st_size for path in (database, Path(f"{database}-wal")) if path.exists())
