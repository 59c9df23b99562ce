from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.encoder import pieces
from tawthiq.encoder.pieces import UNKNOWN, Pieces, normal, read_pieces, write_pieces

_ROWS = [line.split("\t") for line in Path(__file__).with_name("pieces.tsv").read_text("utf-8").splitlines()]
_SMALL = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("\u2581", -4.0), ("\u2581كتا", -3.0), ("ب", -2.0), ("\u2581كتاب", -4.5)]


@pytest.mark.parametrize(("word", "ids"), [(word, tuple(map(int, ids.split()))) for word, ids in _ROWS])
def test_pieces_are_cut_as_the_reference_tokeniser_cuts_them(word: str, ids: tuple[int, ...]) -> None:
    assert pieces()(word) == ids


def test_pieces_prefer_the_likeliest_cut() -> None:
    assert Pieces(_SMALL)("كتاب") == (7,)


def test_pieces_join_neighbouring_unknown_letters() -> None:
    assert Pieces(_SMALL)("ژژ") == (4, UNKNOWN)


def test_pieces_leave_out_vowel_marks_and_tatweel() -> None:
    assert normal("قُـلْتُ") == "قلت"


@given(st.text(min_size=1, max_size=200))
def test_pieces_give_at_least_one_and_few_ids_for_any_token(word: str) -> None:
    found = pieces()(word)
    assert 1 <= len(found) <= 24
    assert all(0 <= index < len(pieces()) for index in found)


def test_pieces_file_reads_back() -> None:
    again = read_pieces(write_pieces(_SMALL))
    assert len(again) == len(_SMALL)
    assert again("كتاب") == Pieces(_SMALL)("كتاب")


def test_pieces_files_of_the_same_pieces_have_the_same_bytes() -> None:
    assert write_pieces(_SMALL) == write_pieces(_SMALL)
