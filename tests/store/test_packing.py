"""What is packed comes out the same, and broken bytes are noticed."""

import hashlib
import zlib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.model import Claim
from tawthiq.store.packing import column, pack, pack_plain, pack_text, unpack, unpack_plain, unpack_text
from tests.store.samples import document, full


@given(st.text())
def test_packing_keeps_any_text(text: str) -> None:
    assert unpack_text(pack_text(text)) == text


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_packing_keeps_any_json(data: object) -> None:
    assert unpack_plain(pack_plain(data)) == data


def test_packing_keeps_half_surrogates() -> None:
    assert unpack_text(pack_text("\ud83d")) == "\ud83d"
    assert unpack_plain(pack_plain(["\ud83d"])) == ["\ud83d"]
    assert column("a\ud83d") == "a?"


def test_packing_reads_texts_of_before() -> None:
    """Until format 12 a text was UTF-8, compressed by itself."""
    assert unpack_text(zlib.compress("نصّ قديم \ud83d".encode("utf-8", "surrogatepass"))) == "نصّ قديم \ud83d"


def test_packing_makes_a_claim_small() -> None:
    claim = full(document()[0]).claims[0]
    assert unpack(Claim, pack(claim)) == claim
    assert len(pack(claim)) < 0.65 * len(pack_text(str(claim)))


@pytest.mark.parametrize("data", [b"", b"\x01", b"\x01\x00", b"\xff\x00", pack_plain(["كلام"])[:-3]])
def test_packing_notices_broken_bytes(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"too soon|unknown dictionary"):
        unpack_plain(data)


def test_packing_dictionary_never_changes() -> None:
    """Archives in the world are packed with it: a better one gets the next number."""
    content = files("tawthiq.store").joinpath("data/plain-1.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == "4d97e1ed8f31884110281acb439de0a11a470a3a5f26e01886eaf96aa057734d"
