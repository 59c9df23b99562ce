"""Pages and rows as bytes, packed against the text of their document."""

from __future__ import annotations

import zlib
from array import array

import pytest

from tawthiq.reconcile.scene import Page
from tawthiq.store.near import pages, texts

FORMS = {0: '[0,0,[["ليان الصائغ","ar",1]],["ليان الصائغ"]]'.encode(), 1: '[4,0,[["سوق\\nالواحة","ar",1]],[]]'.encode()}
HASHED = b'["e-0123456789abcdef0123","e-f123456789abcdef0123"]'


@pytest.mark.parametrize("ids", [HASHED, b'["p0","e-0123456789abcdef0123"]', b'["\\ud800","x"]'])
def test_near_pages_come_back_as_they_were(ids: bytes) -> None:
    keys = array("Q", [10, (1 << 64) - 1, 2_570]).tobytes()  # 10 is the byte of a line's end
    page = Page(ids, array("I", [1, 0]), array("Q", [7, 10 << 56]), "YE", {0: keys}, {1: keys, 0: b""})
    numbers: dict[bytes, int] = {}
    found = pages.unpacked(pages.packed(page, FORMS), numbers)
    assert (found.named, found.country, found.roles, found.deeds) == (page.named, page.country, page.roles, page.deeds)
    assert [list(numbers)[number] for number in found.forms] == [FORMS[1], FORMS[0]]
    assert found.ids == ids


def test_near_pages_do_not_keep_ids_that_are_known() -> None:
    page = Page(HASHED, array("I", [1, 0]), array("Q", [7]), None)
    short, long = (pages.packed(page, FORMS, known) for known in (HASHED, b"[]"))
    assert len(long) - len(short) > 15
    assert pages.unpacked(short, {}, HASHED).ids == pages.unpacked(long, {}).ids == HASHED


def test_near_pages_without_anybody_come_back() -> None:
    page = Page(b"[]", array("I"), array("Q"), None)
    assert pages.unpacked(pages.packed(page, {}), {}) == page


@pytest.mark.parametrize("text", ["", "ليان الصائغ في سوق الواحة " * 2_000, "نص \ud800 مكسور"])
def test_near_texts_unpack_what_was_packed(text: str) -> None:
    kept = zlib.compress(text.encode("utf-8", "surrogatepass"))
    assert texts.unpack(texts.pack(FORMS[0], kept), kept) == FORMS[0]


def test_near_texts_words_of_the_text_cost_little() -> None:
    kept = zlib.compress(FORMS[0])
    assert len(texts.pack(FORMS[0], kept)) < len(texts.pack(FORMS[0], b"")) / 2


def test_near_texts_cut_off_bytes_are_refused() -> None:
    with pytest.raises(zlib.error):
        texts.unpack(texts.pack(FORMS[0] * 9, b"")[:-3], b"")
