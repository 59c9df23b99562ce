"""What a terminal gets: isolated values, no control of the terminal, every part of a dossier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.cli.terminal import blocks, chain_in_words, dossier_lines, isolated
from tawthiq.views.model import Link
from tests.views.sample import dossier


@given(st.text())
def test_terminal_isolated_values_cannot_steer_the_terminal(value: str) -> None:
    shown = isolated(value)
    assert shown[0] == "\u2068"
    assert shown[-1] == "\u2069"
    assert not [char for char in shown[1:-1] if ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ar", ("ملف:", "ما اختلفت فيه المصادر", "زعم أو اتهام", "المصادر", "والنص نفسه عند")),
        ("en", ("Dossier:", "Where sources differ", "alleged", "Sources", "same text in")),
    ],
)
def test_terminal_dossier_has_every_part(lang: str, words: tuple[str, ...]) -> None:
    text = "\n".join(dossier_lines(dossier(), lang))
    for word in words:
        assert word in text


def test_terminal_chain_tells_who_is_not_named() -> None:
    chain = (Link("publisher", None, "named"), Link("speaker", "مصدر", "anonymous"))
    assert chain_in_words(chain, "ar") == "ناشر غير مذكور ← \u2068مصدر\u2069 (بلا اسم)"


@pytest.mark.parametrize(
    ("parts", "lines"),
    [([["a"], ["b"]], ["a", "b"]), ([["a", "1"], ["b"], ["c"]], ["a", "1", "", "b", "c"]), ([["a"], ["b", "2"]], ["a", "", "b", "2"]), ([], [])],
)
def test_terminal_blocks_are_parted_where_they_have_lines(parts: list[list[str]], lines: list[str]) -> None:
    assert list(blocks(parts)) == lines


@pytest.mark.parametrize(("lang", "words"), [("ar", "3 أقوال واقتباس واحد في وثيقتين، من 1 إلى سلسلتين مستقلتين"), ("en", "3 claims and 1 quotation in 2 documents, 1 to 2 independent chains")])
def test_terminal_dossier_is_summed_up(lang: str, words: str) -> None:
    assert f"\n{words}\n" in "\n".join(dossier_lines(dossier(), lang))
