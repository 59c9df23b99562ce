"""The shipped weights, where this build has them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from tawthiq.encoder.decode import bio
from tawthiq.encoder.features import as_word
from tawthiq.encoder.model import OnnxTagger
from tests.encoder.tiny import in_words

_STORED = json.loads(Path(__file__).with_name("scores.json").read_text("utf-8"))
_TEXT = "قالت وزيرة الزراعة سلمى الحداد إن القمح وصل إلى ميناء العقبة. وأضافت أن الحداد زارت لبنان ولندن.\n"


def test_model_agrees_with_pytorch_on_stored_numbers(tagger: OnnxTagger) -> None:
    words = [[as_word(token) for token in row["text"].split()] for row in _STORED]
    found = tagger.scores(words)
    apart, same = [], []
    for head in _STORED[0]["scores"]:
        ours, theirs = np.exp(found[head]), np.exp(np.concatenate([np.array(row["scores"][head], np.float32) for row in _STORED]))
        apart.append(np.abs(ours - theirs).mean())
        same.append((ours.argmax(1) == theirs.argmax(1)).mean())
    assert max(apart) < 0.03  # int8 against fp32: mean difference of a probability
    assert np.mean(same) > 0.98


def test_model_gives_exact_spans(tagger: OnnxTagger) -> None:
    sentences = in_words(_TEXT)
    for one in tagger.tag(sentences):
        words = sentences[one.sentence][one.first : one.last]
        assert one.start == words[0].core_start
        assert one.end == words[-1].end
        assert _TEXT[one.start : one.end].strip() == _TEXT[one.start : one.end] != ""


def test_model_leaves_clitics_out(tagger: OnnxTagger) -> None:
    found = {_TEXT[one.start : one.end]: one.label for one in tagger.tag(in_words(_TEXT)) if one.layer == "names"}
    assert found.get("لندن") == "Place"


def test_model_finds_a_full_name(tagger: OnnxTagger) -> None:
    found = {_TEXT[one.start : one.end]: one.label for one in tagger.tag(in_words(_TEXT)) if one.layer == "names"}
    assert found.get("سلمى الحداد") == "Person"


def test_model_tells_who_says_what(tagger: OnnxTagger) -> None:
    found = {(one.layer, one.label, _TEXT[one.start : one.end]) for one in tagger.tag(in_words(_TEXT))}
    assert ("cues", "Cue", "قالت") in found
    assert ("cues", "Cue", "أضافت") in found  # without its و
    assert ("sources", "Source", "وزيرة الزراعة سلمى الحداد") in found
    assert any(layer == "contents" and "القمح وصل" in words for layer, _, words in found)


def test_model_nests_a_role_in_a_source(tagger: OnnxTagger) -> None:
    found = tagger.tag(in_words(_TEXT))
    role = next(one for one in found if one.layer == "roles")
    assert _TEXT[role.start : role.end] == "وزيرة الزراعة"
    assert any(one.layer == "sources" and one.start <= role.start and role.end <= one.end for one in found)


def test_model_reads_names_by_another_guideline(tagger: OnnxTagger) -> None:
    kinds = {"news": {"PER": "PER"}}
    found = tagger.names(in_words(_TEXT), kinds, bio(("PER",)))
    assert {one.label for one in found} == {"PER"}
    assert tagger.names(in_words(_TEXT), {"absent": {"PER": "PER"}}, bio(("PER",))) == ()


def test_model_spans_of_one_layer_never_overlap(tagger: OnnxTagger) -> None:
    last: dict[tuple[int, str], int] = {}
    for one in tagger.tag(in_words(_TEXT)):
        assert one.first >= last.get((one.sentence, one.layer), 0)
        last[one.sentence, one.layer] = one.last


def test_model_reads_the_same_text_the_same_way_twice(tagger: OnnxTagger) -> None:
    assert tagger.tag(in_words(_TEXT)) == tagger.tag(in_words(_TEXT))


def test_model_of_no_sentences_finds_nothing(tagger: OnnxTagger) -> None:
    assert tagger.tag([]) == ()
    assert tagger.tag([()]) == ()
