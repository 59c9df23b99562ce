from __future__ import annotations

from tawthiq.encoder.decode import spans
from training.annotation.labels import Labels, Mention, Role, Said
from training.annotations import corpus, layers, sentences
from training.corpora import HEADS, OWN, Sentence

_TEXT = "قال مدير الشركة فؤاد الراسني إن المصنع جاهز.\nوعاد للبصرة."


def _at(words: str) -> tuple[int, int]:
    start = _TEXT.index(words)
    return start, start + len(words)


def _labels(*mentions: Mention, roles: tuple[Role, ...] = (), said: tuple[Said, ...] = ()) -> Labels:
    return Labels(7, "id", "hash", "T", 1, mentions, roles, said)


def _read(labels: Labels) -> tuple[Sentence, ...]:
    return tuple(sentences(_TEXT, layers(labels)))


def _spans(sentence: Sentence, head: str) -> list[tuple[str, str]]:
    return [(" ".join(sentence.words[first:last]), kind) for first, last, kind in spans(sentence.labels[head])]


def test_annotations_become_a_layer_for_each_kind() -> None:
    said = Said(_at("قال"), _at("مدير الشركة فؤاد الراسني"), (_at("المصنع جاهز"),), "indirect", None)
    name = Mention(*_at("فؤاد الراسني"), "Person", "name", "e1")
    first, second = _read(_labels(name, Mention(*_at("بصرة"), "Place", "name", "e2"), said=(said,)))
    assert _spans(first, "own-Name") == [("فؤاد الراسني", "Person")]
    assert _spans(first, "own-Cue") == [("قال", "Cue")]
    assert _spans(first, "own-Source") == [("مدير الشركة فؤاد الراسني", "Source")]
    assert _spans(first, "own-Content") == [("المصنع جاهز", "Content")]
    assert _spans(second, "own-Name") == [("للبصرة", "Place")]


def test_annotations_keep_roles_that_are_only_predicated() -> None:
    first, _ = _read(_labels(roles=(Role(*_at("مدير الشركة"), "e1", "predicate"),)))
    assert _spans(first, "own-Role") == [("مدير الشركة", "Role")]


def test_annotations_tell_names_from_descriptions() -> None:
    first, _ = _read(_labels(Mention(*_at("الشركة"), "Organization", "nominal", "e3")))
    assert _spans(first, "own-Name") == []
    assert _spans(first, "own-Nominal") == [("الشركة", "Organization")]


def test_annotations_keep_the_outer_of_two_names() -> None:
    outer, inner = (Mention(*_at(words), "Organization", "name", key) for words, key in (("مدير الشركة", "e1"), ("الشركة", "e2")))
    first, _ = _read(_labels(inner, outer))
    assert _spans(first, "own-Name") == [("مدير الشركة", "Organization")]


def test_annotations_begin_anew_where_a_span_enters_a_sentence() -> None:
    said = Said(None, None, (_at("إن المصنع جاهز.\nوعاد للبصرة"),), "direct", None)
    first, second = _read(_labels(said=(said,)))
    assert first.labels["own-Content"][-1] == "I-Content"
    assert second.labels["own-Content"][0] == "B-Content"


def test_annotations_put_a_content_within_a_content_into_its_own_layer() -> None:
    pieces = (_at("إن المصنع جاهز"), _at("جاهز"))
    first, _ = _read(_labels(said=tuple(Said(None, None, (piece,), "indirect", None) for piece in pieces)))
    assert _spans(first, "own-Content") == [("إن المصنع جاهز", "Content")]
    assert _spans(first, "own-Inner") == [("جاهز", "Content")]


def test_annotations_have_a_layer_for_every_head() -> None:
    assert set(OWN) <= set(HEADS)
    assert all(set(sentence.labels) == set(OWN) for sentence in corpus([_labels()], {7: _TEXT}).sentences)
