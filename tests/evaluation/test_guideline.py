from __future__ import annotations

import pytest

from evaluation.guideline import TEAM, adapted
from tawthiq.encoder.features import as_word
from tawthiq.encoder.protocol import Tagged
from tawthiq.text.words import Word


def _words(text: str) -> list[Word]:
    return [as_word(token) for token in text.split()]


def _tagged(words: list[Word], first: int, last: int, label: str) -> Tagged:
    return Tagged(0, first, last, words[first].core_start, words[last - 1].end, label, "names", 0.9)


def _read(text: str, *named: tuple[int, int, str]) -> list[tuple[str, str]]:
    words = _words(text)
    found = adapted([words], [_tagged(words, *one) for one in named])
    return [(" ".join(word.text for word in words[one.first : one.last]), one.label) for one in found]


@pytest.mark.parametrize(("text", "last", "label", "found"), [
    ("قطاع النخيل", 2, "Place", "النخيل"),
    ("لشركة سماء الجنوب", 3, "Organization", "سماء الجنوب"),
    ("حزب النخلة", 2, "Organization", "حزب النخلة"),
    ("منظمة الأفق", 2, "Organization", "منظمة الأفق"),
    ("شركة", 1, "Organization", "شركة"),
])  # fmt: skip
def test_guideline_keeps_some_head_nouns_outside(text: str, last: int, label: str, found: str) -> None:
    assert _read(text, (0, last, label)) == [(found, label)]


@pytest.mark.parametrize(("text", "label"), [("لبنان", "Place"), ("النخلة", "Organization")])
def test_guideline_tells_national_teams_from_clubs(text: str, label: str) -> None:
    assert _read(text, (0, 1, TEAM)) == [(text, label)]


@pytest.mark.parametrize("word", ["دولار", "والدولار", "دولارا", "للإسلام", "باليورو", "القرآن"])
def test_guideline_names_money_and_faiths(word: str) -> None:
    assert _read(f"ذكر {word} أمس") == [(word, "Thing")]


@pytest.mark.parametrize("word", ["كلام", "بين", "دار", "ليلة"])
def test_guideline_leaves_other_words_alone(word: str) -> None:
    assert _read(f"ذكر {word} أمس") == []


def test_guideline_leaves_words_within_names_alone() -> None:
    assert _read("عبد الله", (0, 2, "Person")) == [("عبد الله", "Person")]
