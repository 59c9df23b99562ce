"""One utterance in several documents: vectors propose, speaker, numbers, names and negation decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray

from tawthiq.reconcile.utterances import Utterance, bar, compatible, negates, one_speaker, told_again

_HARVEST = "سنشتري محصول الزيتون كله هذا الموسم"
_AGAIN = "سوف نقتني كامل إنتاج الزيتون في الموسم الحالي"
_ENGLISH = "We will buy the whole olive harvest this season"


def _alike(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Everything means the same."""
    return np.ones((len(sentences), 1), np.float32)


def _apart(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Nothing means the same."""
    return np.eye(len(sentences), dtype=np.float32)


def _said(document: str, words: str, speaker: str = "e-1", name: str = "غسان الرميلي", named: frozenset[str] = frozenset()) -> Utterance:
    return Utterance(document, 10, 10 + len(words), words, speaker, name, named)


def test_utterances_are_told_in_other_words() -> None:
    (found,) = told_again([_said("a", _HARVEST), _said("b", _AGAIN)], _alike)
    assert [one.document for one in found.utterances] == ["a", "b"]
    assert not found.translated
    assert "غسان الرميلي" in found.reason_ar


def test_utterances_are_told_in_another_language() -> None:
    (found,) = told_again([_said("a", _HARVEST), _said("b", _ENGLISH, "", "Ghassan al-Rumaili")], _alike)
    assert found.translated
    assert "translated" in found.reason_en


def test_utterances_need_the_same_meaning() -> None:
    assert list(told_again([_said("a", _HARVEST), _said("b", _AGAIN)], _apart)) == []


def test_utterances_of_a_prolific_speaker_are_all_compared() -> None:
    told = [_said(f"d{place:04}", f"سنرمم البيت القديم في الحارة {'س' * (place % 40 + 1)}") for place in range(600)]
    (found,) = told_again(told, _alike)
    assert len(found.utterances) == len(told)


def test_utterances_with_the_same_number_need_less() -> None:
    counted, plain = _said("a", "زرعنا 300 شجرة في السفح"), _said("a", _HARVEST)
    assert bar(counted, _said("b", "غرسنا ثلاثمئة شجرة على السفح")) < bar(plain, _said("b", _AGAIN))


def test_utterances_of_one_document_are_not_told_again() -> None:
    assert list(told_again([_said("a", _HARVEST), replace(_said("a", _AGAIN), start=90)], _alike)) == []


def test_utterances_in_the_same_words_alone_are_no_news() -> None:
    assert list(told_again([_said("a", _HARVEST), _said("b", _HARVEST + "،")], _alike)) == []


def test_utterances_of_few_words_are_passed_over() -> None:
    assert list(told_again([_said("a", "لا تعليق"), _said("b", "لن أعلق")], _alike)) == []


def test_utterances_of_two_speakers_are_two() -> None:
    assert list(told_again([_said("a", _HARVEST), _said("b", _AGAIN, "e-2")], _alike)) == []


def test_utterances_of_a_name_that_two_bear_stay_alone() -> None:
    told = [_said("a", _HARVEST), _said("b", _AGAIN, "e-2"), _said("c", _ENGLISH, "", "Ghassan al-Rumaili")]
    assert list(told_again(told, _alike)) == []


def test_utterances_do_not_depend_on_the_order() -> None:
    told = [_said("a", _HARVEST), _said("b", _AGAIN), _said("c", _ENGLISH, "", "Ghassan al-Rumaili")]
    found = [list(told_again(order, _alike)) for order in permutations(told)]
    assert len(found[0]) == 1
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("زرعنا 300 شجرة في السفح", "غرسنا ثلاثمئة شجرة على السفح", True),
        ("زرعنا 300 شجرة في السفح", "غرسنا ثمانمئة شجرة على السفح", False),
        ("زرعنا 300 شجرة في السفح", "غرسنا أشجارا كثيرة على السفح", False),
        ("زرعنا 300 شجرة في السفح", "We planted three hundred trees on the slope", True),
        ("زرعنا 300 شجرة في السفح", "We planted 30 trees on the slope", False),
        ("لم نزرع شجرة واحدة في السفح", "We planted a tree on the slope", False),
        ("لم نزرع شجرة واحدة في السفح", "We didn't plant a single tree on the slope", True),
        ("لن نزرع السفح هذا العام", "سوف نزرع السفح هذه السنة", False),
        ("لا بد أن نزرع السفح", "يجب علينا أن نزرع السفح", True),
        ("نزرع السفح مع خبراء من دلمون", "We plant the slope with experts from Norway", False),
    ],
)
def test_utterances_agree_in_numbers_negation_and_names(first: str, second: str, agree: bool) -> None:  # noqa: FBT001
    assert compatible(_said("a", first), _said("b", second)) is agree


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [(frozenset({"e-5"}), frozenset({"e-6"}), False), (frozenset({"e-5"}), frozenset({"e-5"}), True), (frozenset({"e-5"}), frozenset(), True)],
)
def test_utterances_agree_in_whom_they_name(first: frozenset[str], second: frozenset[str], agree: bool) -> None:  # noqa: FBT001
    assert compatible(_said("a", _HARVEST, named=first), _said("b", _AGAIN, named=second)) is agree


@pytest.mark.parametrize(
    ("first", "names", "second", "agree"),
    [
        ("سترد هنغاريا على المذكرة قريبا", ("هنغاريا",), "Hungary will answer the note soon", True),
        ("سترد هنغاريا على المذكرة قريبا", ("هنغاريا",), "Portugal will answer the note soon", False),
        ("سيرد الجيش البرتغالي على القصف", (), "The Hungarian army will answer the shelling", False),
        ("سيرد الجيش الأرجنتيني على القصف", (), "The Argentine army will answer the shelling", True),
        ("سنلتقي سمير الداوود في الفندق", ("سمير الداوود",), "We will meet Samir al-Dawoud at the hotel", True),
        ("سنلتقي سمير الداوود في الفندق", ("سمير الداوود",), "We will meet the owner at the hotel", False),
    ],
)
def test_utterances_agree_in_names_across_languages(first: str, names: tuple[str, ...], second: str, agree: bool) -> None:  # noqa: FBT001
    assert compatible(replace(_said("a", first), names=names), _said("b", second)) is agree


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [("غسان الرميلي", "Ghassan al-Rumaili", True), ("غسان الرميلي", "Hassan Rumaili", False), ("الرميلي", "Rumaili", False)],
)
def test_utterances_compare_unknown_speakers_by_full_names(first: str, second: str, same: bool) -> None:  # noqa: FBT001
    assert one_speaker(_said("a", _HARVEST, "", first), _said("b", _ENGLISH, "", second)) is same


@pytest.mark.parametrize(
    ("words", "negated"),
    [("ولن نرحل", True), ("رحلنا دون علم أحد", True), ("ما زال النهر جاريا", False), ("لا شك أنهم وصلوا", False), ("نملك المال", False)],
)
def test_utterances_know_negation(words: str, negated: bool) -> None:  # noqa: FBT001
    assert negates(words) is negated
