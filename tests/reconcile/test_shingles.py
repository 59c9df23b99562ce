from array import array
from itertools import pairwise
from random import Random
from zlib import crc32

import pytest

from tawthiq.reconcile.shingles import SHINGLE, candidates, hashes_of, marks, sampled, words_of

TEXT = "فتحت بلديّة الواحة سوق الخضار الجديد أمس، وقال «المراقب» إنّ ٣٥ تاجرا سجّلوا أسماءهم ﷺ في اليوم الأول"


def test_shingles_are_hashes_of_five_folded_words() -> None:
    keys = ["فتحت", "بلديه", "الواحه", "سوق", "الخضار", "الجديد"]
    assert list(hashes_of(TEXT)[:2]) == [crc32(" ".join(keys[at : at + SHINGLE]).encode()) for at in (0, 1)]


@pytest.mark.parametrize("text", [TEXT, "", "أربع كلمات لا أكثر", "ـ ـ ـ ـ ـ ـ", "\ud800 واحد اثنان ثلاثة أربعة خمسة ستة"])
def test_shingles_with_and_without_offsets_are_the_same(text: str) -> None:
    words = words_of(text)
    assert hashes_of(text) == words.hashes
    assert len(words.hashes) == max(0, len(words.starts) - SHINGLE + 1)


@pytest.mark.parametrize("every", [1, 3, 8])
def test_shingles_marks_are_those_of_each_document_in_order(every: int) -> None:
    random = Random(5)  # noqa: S311 - repeatable, not secret
    texts = [array("I", (random.getrandbits(32) for _ in range(60))) for _ in range(30)]
    texts[7] = array("I", [*texts[3], *texts[3], 0, 0xFFFF_FFFF])
    wanted = [(shingle, number, list(text).index(shingle)) for number, text in enumerate(texts) for shingle in set(text) if not shingle % every]
    assert list(marks(texts, every)) == sorted(wanted)


def test_shingles_marks_are_a_sample_in_large_archives() -> None:
    text = array("I", range(100, 200))
    assert [(shingle, place) for shingle, _, place in marks([text])] == sorted(sampled(text).items())


def test_shingles_candidates_share_a_run() -> None:
    run = list(range(1_000, 1_016))
    texts = {"a": array("I", [*range(20), *run]), "b": array("I", [*run, *range(50, 60)]), "c": array("I", range(70, 90))}
    assert candidates(texts) == [("a", "b")]
    many = texts | {f"z{number:03d}": array("I", range(5_000 + 40 * number, 5_040 + 40 * number)) for number in range(220)}
    assert candidates(many) == [("a", "b")]
    assert all(first < second for first, second in pairwise(sorted(many)))
