from __future__ import annotations

from tawthiq.encoder.propagation import propagate
from tawthiq.encoder.protocol import Tagged
from tawthiq.text.words import Word, tokenize

_TEXTS = ("وصل فؤاد الراسني إلى المدينة", "وقال الراسني إن المصنع جاهز", "ثم سافر للراسني وفد")


def _sentences() -> list[tuple[Word, ...]]:
    return [tokenize(text) for text in _TEXTS]


def _name(sentences: list[tuple[Word, ...]], at: int, first: int, last: int, label: str = "Person") -> Tagged:
    words = sentences[at]
    return Tagged(at, first, last, words[first].core_start, words[last - 1].end, label, "names", 0.9)


def _found(sentences: list[tuple[Word, ...]], tagged: tuple[Tagged, ...]) -> list[tuple[int, str, str]]:
    return [(one.sentence, _TEXTS[one.sentence][one.start : one.end], one.label) for one in tagged]


def test_propagation_finds_the_surname_alone_after_its_full_name() -> None:
    sentences = _sentences()
    found = propagate(sentences, (_name(sentences, 0, 1, 3),))
    assert (1, "الراسني", "Person") in _found(sentences, found)


def test_propagation_corrects_a_single_word_of_another_type() -> None:
    sentences = _sentences()
    found = propagate(sentences, (_name(sentences, 0, 1, 3), _name(sentences, 1, 1, 2, "Place")))
    assert [entry for entry in _found(sentences, found) if entry[0] == 1] == [(1, "الراسني", "Person")]


def test_propagation_stays_near_the_full_name() -> None:
    sentences = _sentences()
    assert len(propagate(sentences, (_name(sentences, 0, 1, 3),), near=0)) == 1


def test_propagation_without_full_names_changes_nothing() -> None:
    sentences = _sentences()
    tagged = (_name(sentences, 1, 1, 2, "Place"),)
    assert propagate(sentences, tagged) == tagged
