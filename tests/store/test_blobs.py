"""Originals are written whole or not at all."""

from pathlib import Path

import pytest

from tawthiq.errors import NotFoundError
from tawthiq.model import document_id
from tawthiq.store.blobs import Blobs


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


def test_blobs_give_back_the_bytes(blobs: Blobs) -> None:
    digest = document_id(b"\x00\xff")
    blobs.put(digest, b"\x00\xff")
    blobs.put(digest, b"\x00\xff")
    assert blobs.get(digest) == b"\x00\xff"
    assert blobs.holds(digest)
    assert list(blobs.all()) == [digest]


def test_blobs_leave_nothing_when_writing_fails(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(_from: Path, _to: Path) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(OSError, match="space"):
        blobs.put(document_id(b"a"), b"a")
    assert [file for file in blobs.folder.rglob("*") if file.is_file()] == []


def test_blobs_write_anew_what_a_power_cut_emptied(blobs: Blobs) -> None:
    digest = document_id(b"a")
    blobs.put(digest, b"a")
    blobs.path(digest).write_bytes(b"")
    blobs.put(digest, b"a")
    assert blobs.get(digest) == b"a"


def test_blobs_are_synced_with_their_folders_once(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr("tawthiq.store.blobs._sync", lambda path: synced.append(path.name))
    for content in (b"a", b"b"):
        blobs.put(document_id(content), content)
    blobs.sync()
    blobs.sync()
    names = [document_id(content) for content in (b"a", b"b")]
    assert sorted(synced) == sorted([*names, *(name[2:4] for name in names), *(name[:2] for name in names), blobs.folder.name])


def test_blobs_sweep_what_a_killed_program_left(blobs: Blobs) -> None:
    (blobs.folder / "new-abc").write_bytes(b"half")
    assert blobs.sweep() == 1
    assert list(blobs.folder.iterdir()) == []


def test_blobs_say_what_they_do_not_have(blobs: Blobs) -> None:
    assert blobs.holds("0" * 64) is None
    with pytest.raises(NotFoundError, match="T410"):
        blobs.get("0" * 64)


@pytest.mark.parametrize("digest", ["", "../../../etc/passwd", "0" * 63, "../" * 21 + "x"])
def test_blobs_take_hashes_only(blobs: Blobs, digest: str) -> None:
    with pytest.raises(ValueError, match="sha-256"):
        blobs.path(digest)
