"""Files are found in a stable order, each once, with what is written beside them; nothing is left out unsaid."""

import json
import os
from pathlib import Path

import pytest

from tawthiq.intake import discover, read, read_path

FACTS = {"publisher": "صدى النهر", "published": "2024-03-05T14:30:00+03:00", "url": "https://sada.example/1", "author": "", "title": "خبر"}


def write(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def displays(*paths: Path) -> list[str]:
    return [source.display for source in discover(paths)]


def test_discover_order_is_stable_and_relative(tmp_path: Path) -> None:
    write(tmp_path, b_dot_txt="ب", a__z_dot_txt="ز", a__c__d_dot_txt="د", B_dot_txt="ب")
    assert displays(tmp_path) == ["B.txt", "a/c/d.txt", "a/z.txt", "b.txt"]
    assert all(source.path.is_absolute() for source in discover([tmp_path]))


def test_discover_passes_over_hidden_files_and_archives(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="أ", _dot_hidden="خ", _dot_git__x="خ", archive_dot_tawthiq__x="خ")
    assert displays(tmp_path) == ["a.txt"]


def test_discover_gives_a_file_once(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="أ")
    assert len(displays(tmp_path, tmp_path / "a.txt", tmp_path)) == 1


@pytest.mark.parametrize("name", ["a.txt.meta.json", "a.meta.json"])
def test_discover_attaches_sidecars(tmp_path: Path, name: str) -> None:
    write(tmp_path, a_dot_txt="نص قصير")
    (tmp_path / name).write_text(json.dumps(FACTS), "utf-8")
    (source,) = discover([tmp_path])
    ((document, _),) = read(source)
    assert (document.publisher, document.published, document.title) == ("صدى النهر", "2024-03-05T14:30:00+03:00", "خبر")
    assert document.author is None
    assert document.origin.url == "https://sada.example/1"
    assert dict(document.origin.metadata_from)["publisher"] == "sidecar"
    assert not document.losses


def test_discover_sidecar_counts_for_a_file_given_by_name(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="نص قصير", a_dot_meta_dot_json=json.dumps(FACTS))
    ((document, _),) = read_path(tmp_path / "a.txt")
    assert document.publisher == "صدى النهر"


def test_discover_shell_glob_does_not_read_sidecars(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="نص", a_dot_txt_dot_meta_dot_json="{}", manifest_dot_csv="path\na.txt\n")
    assert len(displays(*sorted(tmp_path.iterdir()))) == 1


@pytest.mark.parametrize("content", ["{", "[1]", "null", "\x00", '{"published": "قبل أيام"}', '{"title": 5.5}', "[" * 100_000])
def test_discover_malformed_sidecar_is_a_loss_and_the_file_is_read(tmp_path: Path, content: str) -> None:
    write(tmp_path, a_dot_txt="نص قصير", a_dot_txt_dot_meta_dot_json=content)
    ((document, _),) = read_path(tmp_path)
    assert document.text == "نص قصير"
    assert [loss.code for loss in document.losses] == ["T105"]


def test_discover_orphan_sidecar_is_accounted_for(tmp_path: Path) -> None:
    write(tmp_path, b_dot_meta_dot_json="{}")
    ((document, _),) = read_path(tmp_path)
    assert [loss.code for loss in document.losses] == ["T106"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_discover_manifest_speaks_of_its_folder(tmp_path: Path, separator: str) -> None:
    rows = [["title", "path", "publisher", "published"], ["خبر", "in/a.txt", "صدى النهر", "2024-03-05"]]
    write(tmp_path, in__a_dot_txt="نص", manifest_dot_csv="\n".join(separator.join(row) for row in rows))
    ((document, _),) = read_path(tmp_path)
    assert (document.publisher, document.published, document.title) == ("صدى النهر", "2024-03-05", "خبر")


def test_discover_sidecar_goes_before_manifest(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="نص", manifest_dot_csv="path,publisher,author\na.txt,القائمة,كاتب\n", a_dot_meta_dot_json='{"publisher": "المرافق"}')
    ((document, _),) = read_path(tmp_path)
    assert (document.publisher, document.author) == ("المرافق", "كاتب")


def test_discover_manifest_rows_without_file_are_a_loss(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="نص", manifest_dot_csv="path,publisher\na.txt,صدى\nb.txt,صدى\n../c.txt,صدى\n")
    found = {document.origin.path: [loss.code for loss in document.losses] for document, _ in read_path(tmp_path)}
    assert found == {"a.txt": [], "manifest.csv": ["T107", "T108"]}


def test_discover_links_stay_inside(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(tmp_path, private_dot_txt="سر", root__a__b_dot_txt="نص")
    (root / "loop").symlink_to(root)
    (root / "a" / "up").symlink_to("..")
    (root / "out.txt").symlink_to(tmp_path / "private.txt")
    (root / "outside").symlink_to(tmp_path)
    (root / "broken").symlink_to(tmp_path / "nothing")
    (root / "same.txt").symlink_to("a/b.txt")
    documents = {document.origin.path: document for document, _ in read_path(root)}
    assert sorted(documents) == ["a/b.txt", "broken", "out.txt", "outside", "same.txt"]
    assert [documents[name].losses[0].code for name in ("broken", "out.txt", "outside")] == ["T101", "T104", "T104"]
    assert all("سر" not in document.text for document in documents.values())


def test_discover_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    ((document, _),) = read_path(tmp_path)
    assert document.losses[0].code == "T104"


def test_discover_missing_and_closed_files_are_losses(tmp_path: Path) -> None:
    found = [document for document, _ in read_path(tmp_path / "nothing.txt")]
    assert [document.losses[0].code for document in found] == ["T101"]
    assert found[0].origin.path.endswith("nothing.txt")


def test_discover_unprintable_name_is_written_as_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xe1\xe2.txt")).write_text("نص", "utf-8")
    ((document, _),) = read_path(tmp_path)
    assert document.text == "نص"
    assert document.origin.path.encode("utf-8").decode() == "\ufffd\ufffd.txt"


def test_discover_empty_folder_has_no_sources(tmp_path: Path) -> None:
    assert not displays(tmp_path)
