from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from training.augment import pool, varied
from training.corpora import Corpus, Sentence, anercorp, repaired, split_tenth, without_overlap

_WORDS = ("وصل", "وفد", "شركة", "سماء", "الجنوب", "إلى", "البصرة", "صباح", "اليوم")


def _sentence(words: tuple[str, ...], *tags: str) -> Sentence:
    return Sentence(words, {"anercorp": tags or ("O",) * len(words)})


@pytest.mark.parametrize(("tags", "whole"), [
    ("O I-PER I-PER", "O B-PER I-PER"),
    ("B-LOC I-PER", "B-LOC B-PER"),
    ("B-LOC I-LOC O", "B-LOC I-LOC O"),
])  # fmt: skip
def test_corpora_repair_an_inside_without_its_beginning(tags: str, whole: str) -> None:
    assert repaired(tags.split()) == tuple(whole.split())


def test_corpora_read_two_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("فؤاد\tB-PERS\nهنا\tO\n\nلندن\tB-LOC\n", "utf-8")
    assert [sentence.labels["anercorp"] for sentence in anercorp(path).sentences] == [("B-PER", "O"), ("B-LOC",)]


def test_corpora_leave_out_what_shares_six_words_with_held_out_text() -> None:
    held_out = Corpus("dev", (_sentence(_WORDS),))
    copied = _sentence(("ثم", *_WORDS[1:8]))
    fresh = _sentence(("عاد", "الوفد", "إلى", "البصرة", "صباح", "اليوم", "التالي"))
    assert without_overlap(Corpus("news", (copied, fresh)), held_out).sentences == (fresh,)


def test_corpora_split_off_the_last_tenth() -> None:
    corpus = Corpus("c", tuple(_sentence((str(index),)) for index in range(25)))
    train, dev = split_tenth(corpus)
    assert (len(train.sentences), [s.words[0] for s in dev.sentences]) == (23, ["23", "24"])


def test_augmented_sentences_keep_a_label_a_word() -> None:
    sentence = _sentence(("قال", "فؤاد", "الراسني", "."), "O", "B-PER", "I-PER", "O")
    other = _sentence(("منال",), "B-PER")
    names = pool([sentence, other], ["anercorp"])
    for seed in range(40):
        found = varied(sentence, names, Random(seed))  # noqa: S311
        assert len(found.words) == len(found.labels["anercorp"])
        assert found.labels["anercorp"].count("B-PER") == 1


def test_augmented_names_take_the_other_layers_with_them() -> None:
    words = ("قال", "المدير", "فؤاد", "الراسني", ".")
    sentence = Sentence(words, {
        "own-Name": ("O", "O", "B-Person", "I-Person", "O"), "own-Source": ("O", "B-Source", "I-Source", "I-Source", "O"),
    })  # fmt: skip
    names = {("own-Name", "Person"): [("منال", "بنت", "خالد", "العبدوني")]}
    found = [varied(sentence, names, Random(n)) for n in range(40)]  # noqa: S311
    longer = [one for one in found if len(one.words) > len(words) + 1]  # one more may be a joint
    assert longer
    for one in longer:
        assert one.labels["own-Name"][2:6] == ("B-Person", *["I-Person"] * 3)
        assert one.labels["own-Source"][1:7] == ("B-Source", *["I-Source"] * 4, "O")


def test_augmented_names_stay_where_a_span_begins_within_them() -> None:
    sentence = Sentence(("فؤاد", "الراسني"), {"own-Name": ("B-Person", "I-Person"), "own-Source": ("O", "B-Source")})
    names = {("own-Name", "Person"): [("منال", "العبدوني", "الكبرى")]}
    assert all(len(varied(sentence, names, Random(n)).words) == 2 for n in range(40))  # noqa: S311
