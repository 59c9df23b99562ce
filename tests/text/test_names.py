import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.names import split

PARTS = (
    ("الدكتور عبد الرحمن بن علي", ("عبدرحمن", "علي")),
    ("عبدالله المرّي", ("عبدالله", "مري")),
    ("عبد الله المري", ("عبدالله", "مري")),
    ("ليلى أبو زيد", ("ليلي", "ابوزيد")),
    ("سعد الله ونيس", ("سعدالله", "ونيس")),
    ("Abdel Fattah el-Masri", ("abdfattah", "masri")),
    ("محمد السيد", ("محمد", "سيد")),
)


@pytest.mark.parametrize(("name", "keys"), PARTS)
def test_names_split_into_parts(name: str, keys: tuple[str, ...]) -> None:
    assert split(name).keys == keys


def test_names_title_is_put_aside() -> None:
    assert split("وزير العدل") .keys == ("وزير", "عدل")
    assert split("الوزير سامر الحلبي").titles == ("الوزير",)


def test_names_descent_is_marked() -> None:
    assert [part.descent for part in split("خالد بن فهد").parts] == [False, True]


def test_names_kunya_alone_is_one_part() -> None:
    assert not split("أبو زيد").is_full


@given(st.text(max_size=60))
def test_names_any_text_splits(text: str) -> None:
    assert all(part.key for part in split(text).parts)
