"""ZIP: members are documents; what is dangerous or closed is told and never written."""

import io
import zipfile
from pathlib import Path

import pytest

from tawthiq.intake import Limits, read_bytes, read_path
from tawthiq.model import document_id
from tests.intake import makers

TEXT = makers.ARTICLE.encode()


def codes(content: bytes, limits: Limits = Limits()) -> dict[str, list[str]]:  # noqa: B008 - frozen
    return {document.origin.path: [loss.code for loss in document.losses] for document, _ in read_bytes(content, "z.zip", limits)}


def test_zipped_members_are_documents_with_their_own_bytes() -> None:
    found = read_bytes(makers.zip_of({"ب/2.txt": TEXT, "1.docx": makers.docx()}), "z.zip")
    assert [document.origin.path for document, _ in found] == ["z.zip/1.docx", "z.zip/ب/2.txt"]
    for document, content in found:
        assert document.id == document_id(content)
        assert document.origin.container == "z.zip"
        assert document.text == makers.ARTICLE


def test_zipped_sidecars_and_manifest() -> None:
    content = makers.zip_of({
        "a.txt": TEXT, "a.meta.json": '{"publisher": "سنابل"}'.encode(), "b.txt": TEXT + b".",
        "manifest.csv": "path,publisher\nb.txt,صدى النهر\n".encode(),
    })
    assert [document.publisher for document, _ in read_bytes(content, "z.zip")] == ["سنابل", "صدى النهر"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd", "a/../../b.txt", "C:/x.txt", "..\\a.txt", "\\\\host\\x.txt"])
def test_zipped_climbing_paths_are_losses(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "z.zip").write_bytes(makers.zip_of({name: TEXT, "good.txt": TEXT}))
    found = {document.origin.path: [loss.code for loss in document.losses] for document, _ in read_path(tmp_path / "in")}
    assert found == {"z.zip/good.txt": [], "z.zip": ["T191"]}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "z.zip"]


def test_zipped_encrypted_member_is_a_loss() -> None:
    content = bytearray(makers.zip_of({"a.txt": TEXT}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + offset] |= 1
    assert codes(bytes(content)) == {"z.zip": ["T192"]}


def test_zipped_bomb_is_a_loss() -> None:
    assert codes(makers.zip_of({"a.txt": b"\0" * 50_000_000, "b.txt": TEXT})) == {"z.zip/b.txt": [], "z.zip": ["T193"]}


def test_zipped_total_size_is_limited() -> None:
    content = makers.zip_of({f"{n}.txt": TEXT * 3 for n in range(9)})
    found = codes(content, Limits(unpacked_bytes=len(TEXT) * 10))
    assert found["z.zip"]
    assert len(found) == 4


def test_zipped_members_are_limited() -> None:
    found = codes(makers.zip_of({f"{n}.txt": TEXT for n in range(9)}), Limits(members=3))
    assert found["z.zip"] == ["T194"]
    assert len(found) == 4


def test_zipped_nesting_is_limited() -> None:
    content = makers.zip_of({"a.txt": TEXT})
    for _ in range(3):
        content = makers.zip_of({"z.zip": content})
    assert codes(content) == {"z.zip/z.zip/z.zip/z.zip/a.txt": []}
    assert codes(makers.zip_of({"z.zip": content})) == {"z.zip/z.zip/z.zip/z.zip/z.zip": ["T195"]}


def test_zipped_damaged_member_is_a_loss() -> None:
    content = bytearray(makers.zip_of({"a.txt": TEXT, "b.txt": TEXT}))
    content[60] ^= 0xFF
    found = codes(bytes(content))
    assert found["z.zip"] == ["T196"]
    assert found["z.zip/b.txt"] == []


@pytest.mark.parametrize("content", [makers.zip_of({"a.txt": TEXT})[:-30], b"PK\x03\x04" + b"x" * 99])
def test_zipped_damaged_directory_is_a_loss(content: bytes) -> None:
    assert codes(content) == {"z.zip": ["T190"]}


def test_zipped_empty_zip_is_a_loss() -> None:
    assert codes(makers.zip_of({})) == {"z.zip": ["T198"]}


def test_zipped_same_name_twice_hides_nothing() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "أولى")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "ثانية")
    assert {document.text for document, _ in read_bytes(stream.getvalue(), "z.zip")} == {"أولى", "ثانية"}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_zipped_old_names_are_readable(encoding: str) -> None:
    raw = "خبر.txt".encode(encoding)
    content = makers.zip_of({"x" * len(raw): TEXT}).replace(b"x" * len(raw), raw)
    assert list(codes(content)) == ["z.zip/خبر.txt"]
