"""What the learned model brings into a reading, and that the rules are whole without it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tawthiq import encoder
from tawthiq.encoder import Read, Tagged
from tawthiq.extract import READER, RULES, read, read_by_rules, tagging
from tawthiq.extract.frame import build_frame
from tawthiq.model import Document, Origin, document_id
from tawthiq.text.words import Word

TEXT = "أعلن الموفد الدولي روبن تورفاند استقالته أمس، وقال تورفاند إن المهمة انتهت."


class Counting:
    """A tagger that labels the first word of each sentence and remembers how many words it was given at once."""

    version = "counting@1"

    def __init__(self) -> None:
        self.given: list[int] = []

    def read(self, sentences: Sequence[Sequence[Word]]) -> Read:
        return Read(self.tag(sentences))

    def tag(self, sentences: Sequence[Sequence[Word]]) -> tuple[Tagged, ...]:
        self.given.append(sum(map(len, sentences)))
        return tuple(
            Tagged(index, 0, 1, words[0].core_start, words[0].end, "Person", "names", 0.5)
            for index, words in enumerate(sentences) if words
        )  # fmt: skip


def document(text: str) -> Document:
    return Document(document_id(text.encode()), text, Origin("a.txt"), published="2020-05-07")


def test_tagging_asks_the_model_once_for_a_document_of_usual_length() -> None:
    tagger = Counting()
    tags = tagging.tag(build_frame(document(TEXT)), tagger)
    assert len(tagger.given) == 1
    assert [len(one.tagged) for one in tags] == [1]
    assert {one.model for one in tags} == {"counting@1"}


def test_tagging_parts_a_long_text_and_keeps_its_sentences_in_place() -> None:
    tagger = Counting()
    frame = build_frame(document("جلس الرجل هنا.\n" * 3_000))
    tags = tagging.tag(frame, tagger)
    assert len(tagger.given) > 1
    assert sum(tagger.given) == sum(map(len, frame.words))
    starts = [one.tagged[0].start for one in tags]
    assert starts == [words[0].core_start for words in frame.words]


def test_tagging_without_a_model_labels_nothing() -> None:
    assert tagging.tag(build_frame(document(TEXT)), None) == ()


def test_tagging_goes_without_onnxruntime(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError("onnxruntime")

    monkeypatch.setattr(encoder, "load", missing)
    tagging.shipped.cache_clear()
    try:
        assert tagging.shipped() is None
        assert [m for m in read(document(TEXT)).mentions if "encoder" in m.made_by] == []
    finally:
        tagging.shipped.cache_clear()


def test_tagging_each_mention_tells_who_made_it() -> None:
    makers = {m.made_by.split("@")[0].split(":")[0] for m in read(document(TEXT)).mentions}
    assert makers <= {"rule", "tawthiq-encoder"}
    assert {m.made_by.split(":")[0] for m in read_by_rules(document(TEXT)).mentions} == {"rule"}


def test_tagging_readings_say_whether_the_model_was_asked() -> None:
    assert (read(document(TEXT)).reader, read_by_rules(document(TEXT)).reader) == (READER, RULES)


def test_tagging_examples_are_read_alike_twice() -> None:
    text = next(iter(sorted(Path("examples").rglob("*.txt")))).read_text("utf-8")
    assert read(document(text)) == read(document(text))
