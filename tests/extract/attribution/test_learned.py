"""What the model adds to the attributions of the rules, with a model made for the test."""

from __future__ import annotations

import pytest

from tawthiq.encoder import Tagged
from tawthiq.extract.attribution import find_attributions
from tawthiq.extract.frame import Frame, build_frame
from tawthiq.extract.mentions import Tags, find_mentions
from tawthiq.extract.tree import Attribution
from tawthiq.model import Document, Origin

TEXT = "أومأ الوزير سمير الجاسر إلى إغلاق المطحنة."
WHOLE = (("cues", "أومأ", 0.99), ("sources", "الوزير سمير الجاسر", 0.9), ("contents", "إغلاق المطحنة", 0.8))

Label = tuple[str, str, float]
"""Layer, words, probability."""


def tagged(frame: Frame, labels: tuple[Label, ...]) -> Tags:
    found = []
    for layer, part, probability in labels:
        start = frame.text.index(part)
        inside = [i for i, word in enumerate(frame.words[0]) if word.end > start and word.start < start + len(part)]
        found.append(Tagged(0, inside[0], inside[-1] + 1, start, start + len(part), layer, layer, probability))
    return Tags(tuple(found), "model@7")


def read(text: str, *labels: Label) -> tuple[Attribution, ...]:
    frame = build_frame(Document("0" * 64, text, Origin("a.txt")))
    return find_attributions(frame, find_mentions(frame, ()), (), [tagged(frame, labels)]).attributions


def test_learned_reads_what_the_rules_do_not_know() -> None:
    assert read(TEXT) == ()
    (found,) = read(TEXT, *WHOLE)
    assert (found.cue and found.cue.exact, found.content.exact) == ("أومأ", "إغلاق المطحنة")
    assert [hop.name for hop in found.hops] == ["سمير الجاسر"]
    assert found.voice.value == "attributed"


@pytest.mark.parametrize("missing", range(3))
def test_learned_counts_whole_readings_alone(missing: int) -> None:
    assert read(TEXT, *(label for number, label in enumerate(WHOLE) if number != missing)) == ()
    unsure = [(*label[:2], 0.3) if number == missing else label for number, label in enumerate(WHOLE)]
    assert read(TEXT, *unsure) == ()


def test_learned_adds_nothing_over_a_reading_of_the_rules() -> None:
    text = "قال سمير الجاسر إن المطحنة ستغلق."
    labels = (("cues", "قال", 0.99), ("sources", "سمير الجاسر", 0.99), ("contents", "المطحنة ستغلق", 0.99))
    assert read(text, *labels) == read(text)


def test_learned_leaves_a_denied_cue_alone() -> None:
    assert read("لم يومئ الوزير سمير الجاسر إلى إغلاق المطحنة.", ("cues", "يومئ", 0.99), *WHOLE[1:]) == ()
