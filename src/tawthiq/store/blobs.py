"""The originals: every file's bytes as they were given, under the sha-256 of its content."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tawthiq.errors import NotFoundError

_HEX = 64  # digits of a sha-256
_CHUNK = 1 << 20  # bytes read at a time while hashing
_SYNCS = 16  # files waited for at a time: one by one they take 5 ms each


class Blobs:
    """Files at ``ab/cd/<sha256>`` below one folder; written whole or not at all, never changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unsynced: list[Path] = []

    def path(self, digest: str) -> Path:
        """Where the bytes of this hash stand, whether they are there or not."""
        if len(digest) != _HEX or not digest.isalnum():
            raise ValueError(f"{digest!r} is no sha-256")
        return self.folder / digest[:2] / digest[2:4] / digest

    def put(self, digest: str, content: bytes) -> None:
        """Keeps the bytes. They are whole from the first moment; after ``sync`` they also survive a power cut.

        Bytes that stand there already are trusted only if they have this hash: a power cut may have emptied them.
        """
        target = self.path(digest)
        if self.holds(digest):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, prefix="new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        self._unsynced.append(target)

    def sync(self) -> None:
        """Waits until everything that was put is on the disk, many at a time: the file system writes its journal once for all."""
        if not self._unsynced:
            return
        folders = {folder for file in self._unsynced for folder in file.parents if folder.is_relative_to(self.folder)}
        with ThreadPoolExecutor(_SYNCS) as threads:
            list(threads.map(_sync, [*self._unsynced, *sorted(folders)]))
        self._unsynced.clear()

    def get(self, digest: str) -> bytes:
        """The bytes of this hash; NotFoundError if the archive does not have them."""
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError:
            raise NotFoundError("T410", digest) from None

    def remove(self, digest: str) -> None:
        """Deletes the bytes of this hash, if they are here."""
        self.path(digest).unlink(missing_ok=True)

    def holds(self, digest: str) -> bool | None:
        """Whether the bytes under this hash still have it; None where there are none."""
        try:
            with self.path(digest).open("rb") as file:
                found = hashlib.sha256()
                while chunk := file.read(_CHUNK):
                    found.update(chunk)
        except FileNotFoundError:
            return None
        return found.hexdigest() == digest

    def all(self) -> Iterator[str]:
        """The hashes of all stored files, in order."""
        for path in sorted(self.folder.glob("??/??/*")):
            yield path.name

    def sweep(self) -> int:
        """Removes what a killed program left half-written; how many files."""
        left = list(self.folder.glob("new-*"))
        for path in left:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
        return len(left)


def _sync(path: Path) -> None:
    """The names in a folder must survive a power cut too; systems without handles of folders do that by themselves."""
    folder = path.is_dir()
    if folder and not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)  # Windows syncs only what it could write
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
