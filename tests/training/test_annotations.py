from __future__ import annotations

from training.annotations import Annotation, Label, corpus, digest, sentences
from training.press import Article

_TEXT = "قال مدير الشركة فؤاد الراسني إن المصنع جاهز.\nوعاد للبصرة."


def _label(words: str, kind: str) -> Label:
    start = _TEXT.index(words)
    return Label(start, start + len(words), kind)


def test_annotations_become_a_layer_for_each_kind() -> None:
    first, second = sentences(_TEXT, [_label("فؤاد الراسني", "Person"), _label("قال", "Cue"), _label("بصرة", "Place")])
    assert [word for word, tag in zip(first.words, first.labels["own-Person"], strict=True) if tag != "O"] == ["فؤاد", "الراسني"]
    assert first.labels["own-Person"][3:5] == ("B-Person", "I-Person")
    assert first.labels["own-Cue"][0] == "B-Cue"
    assert "B-Place" in second.labels["own-Place"]


def test_annotations_begin_anew_where_a_span_enters_a_sentence() -> None:
    first, second = sentences(_TEXT, [_label("إن المصنع جاهز.\nوعاد للبصرة", "Content")])
    assert first.labels["own-Content"][-1] == "I-Content"
    assert second.labels["own-Content"][0] == "B-Content"


def test_annotations_of_a_changed_text_are_left_out() -> None:
    annotation = Annotation("ant:1", digest(_TEXT), "test@1", (_label("قال", "Cue"),))
    assert len(corpus([annotation], [Article("ant:1", "", "", _TEXT)]).sentences) == 2
    assert not corpus([annotation], [Article("ant:1", "", "", _TEXT + " زيادة")]).sentences
