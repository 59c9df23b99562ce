"""Single files packed by gzip, bzip2, xz."""

import lzma

from tawthiq.intake import Limits, read_bytes
from tests.intake import containers, makers


def test_packed_file_has_the_name_that_gzip_keeps() -> None:
    ((document, kept),) = read_bytes(containers.gzipped(makers.ARTICLE.encode(), "خبر.txt"), "a.gz")
    assert (document.text, kept) == (makers.ARTICLE, makers.ARTICLE.encode())
    ((document, _),) = read_bytes(lzma.compress(makers.page().encode()), "a.xz")
    assert (document.origin.path, document.format) == ("a.xz/content", "html")


def test_packed_bomb_is_not_unpacked() -> None:
    ((document, _),) = read_bytes(containers.gzipped(bytes(30_000_000)), "a.gz")
    assert [loss.code for loss in document.losses] == ["T193"]


def test_packed_bomb_in_a_bomb_is_bounded_by_depth() -> None:
    content = makers.ARTICLE.encode()
    for _ in range(9):
        content = containers.gzipped(content)
    ((document, _),) = read_bytes(content, "a.gz", Limits(depth=4))
    assert [loss.code for loss in document.losses] == ["T195"]


def test_packed_damage_is_told() -> None:
    ((document, _),) = read_bytes(containers.gzipped(makers.ARTICLE.encode())[:-30], "a.gz")
    assert [loss.code for loss in document.losses] == ["T197"]
