"""TAR, packed or not."""

import bz2
import lzma

import pytest

from tawthiq.intake import Limits, read_bytes
from tests.intake import containers, makers

TAR = containers.tar({"a.txt": makers.ARTICLE.encode(), "a.meta.json": '{"publisher": "صدى النهر"}'.encode(), "b/c.txt": b"second"})


@pytest.mark.parametrize(("content", "name"), [
    (TAR, "x.tar"), (containers.gzipped(TAR), "x.tar.gz"), (bz2.compress(TAR), "x.tar.bz2"), (lzma.compress(TAR), "x.txz"),
])
def test_tarred_members_with_their_sidecars(content: bytes, name: str) -> None:
    found = [document for document, _ in read_bytes(content, name)]
    assert [(document.origin.path, document.publisher) for document in found] == [(f"{name}/a.txt", "صدى النهر"), (f"{name}/b/c.txt", None)]
    assert found[0].text == makers.ARTICLE


def test_tarred_links_and_climbing_paths_are_losses() -> None:
    content = containers.tar({"../up.txt": b"x", "ok.txt": b"y"}, links={"link": "/etc/passwd"})
    found = [document for document, _ in read_bytes(content, "x.tar")]
    assert [(loss.code, loss.where) for loss in found[-1].losses] == [("T191", "../up.txt"), ("T191", "link")]
    assert len(found) == 2


def test_tarred_limits_and_damage_are_told() -> None:
    found = read_bytes(TAR, "x.tar", Limits(members=1))
    assert "T194" in {loss.code for document, _ in found for loss in document.losses}
    found = read_bytes(TAR[:700], "x.tar")
    assert found[-1][0].losses[0].code == "T197"
