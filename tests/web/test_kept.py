"""What is kept between pages, and for how long."""

from __future__ import annotations

from pathlib import Path

from tawthiq.web.kept import Kept


def test_kept_things_are_made_once_until_the_archive_changes(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"1")
    kept, made = Kept(tmp_path), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.get("a", make), kept.get("a", make), kept.get("b", make)] == [1, 1, 2]
    (tmp_path / "store.db-wal").write_bytes(b"more")
    assert kept.get("a", make) == 3


def test_kept_only_the_last_few(tmp_path: Path) -> None:
    kept = Kept(tmp_path, most=2)
    assert all(kept.get(key, object) is kept.get(key, object) for key in "abc")
    first = kept.get("b", object)
    kept.get("d", object)
    kept.get("e", object)
    assert kept.get("b", object) is not first
