"""7z by every usual method. The files under ``files`` were made by py7zr of the makers' article."""

from pathlib import Path

import pytest

from tawthiq.intake import Limits, read_bytes
from tests.intake import makers

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("method", ["lzma2", "lzma", "deflate", "bzip2"])
def test_sevenzip_members(method: str) -> None:
    found = {document.origin.path: document for document, _ in read_bytes((FILES / f"{method}.7z").read_bytes(), "a.7z")}
    assert list(found) == ["a.7z/مقال.txt", "a.7z/b/two.txt", "a.7z/empty.txt", "a.7z/big.txt"]
    assert found["a.7z/مقال.txt"].text == makers.ARTICLE
    assert found["a.7z/big.txt"].text == makers.ARTICLE * 500
    assert found["a.7z/empty.txt"].losses[0].code == "T102"


def test_sevenzip_encrypted_files_are_named() -> None:
    ((document, _),) = read_bytes((FILES / "secret.7z").read_bytes(), "a.7z")
    assert [loss.code for loss in document.losses] == ["T192"]


@pytest.mark.parametrize("end", [6, 20, 100, -1])
def test_sevenzip_damage_is_told(end: int) -> None:
    found = read_bytes((FILES / "lzma2.7z").read_bytes()[:end], "a.7z")
    assert [loss.code for document, _ in found for loss in document.losses] == ["T197"]


def test_sevenzip_every_changed_byte_is_survived() -> None:
    sound = (FILES / "deflate.7z").read_bytes()
    for place in range(0, len(sound), 7):
        content = sound[:place] + bytes([sound[place] ^ 0x5A]) + sound[place + 1 :]
        assert read_bytes(content, "a.7z", Limits(members=100, file_bytes=10_000_000))
