"""Standing at a trigger, in sentences about nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.extract.attribution import find_attributions
from tawthiq.extract.frame import MentionLayer, build_frame
from tawthiq.extract.standing import StandingReading, axes_at, presupposed_at, read_standing
from tawthiq.extract.tree import AttributionTree
from tawthiq.model import Document, Modality, Origin, Standing, Voice


def cases() -> list[list[str]]:
    lines = Path(__file__).with_name("standing.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def reading(text: str, trigger: str) -> tuple[StandingReading, AttributionTree]:
    frame = build_frame(Document("d", text, Origin("d.txt"), publisher="صحيفة الأفق"))
    tree = find_attributions(frame, MentionLayer(), ())
    start = text.index(trigger)
    return read_standing(frame, tree, start, start + len(trigger)), tree


@pytest.mark.parametrize(("text", "trigger", "standing"), cases())
def test_standing_of_a_trigger(text: str, trigger: str, standing: str) -> None:
    found, _ = reading(text, trigger)
    assert found.axes.standing.value == standing, found.reasons


def test_standing_gives_its_reasons() -> None:
    found, _ = reading("قال الناطق إن الوفد لم يصل.", "يصل")
    assert found.reasons == ("tree:say", "negated:لم")


def test_standing_marks_an_attempt() -> None:
    found, _ = reading("حاول القط القفز من السطح.", "القفز")
    assert found.attempt
    assert found.axes.modality is Modality.INTENDED


def test_standing_of_wishes_stays_with_the_speaker() -> None:
    found, _ = reading("قال الناطق: «يجب حماية المدنيين».", "حماية")
    assert found.axes.modality is Modality.WISH
    assert found.axes.standing is Standing.ATTRIBUTED


def test_standing_of_titles_in_reported_words_is_the_outlets() -> None:
    text = "قال مسؤول إن رئيس البلدية استقال."
    start = text.index("رئيس")
    _, tree = reading(text, "استقال")
    axes, chain = presupposed_at(tree, start, start + 4)
    assert axes.standing is Standing.STATED
    assert len(chain) == 1


def test_standing_of_titles_in_direct_words_is_the_speakers() -> None:
    text = "قال مسؤول: «رئيس البلدية استقال أمس مساء»."
    start = text.index("رئيس")
    _, tree = reading(text, "استقال")
    axes, chain = presupposed_at(tree, start, start + 4)
    assert axes.standing is Standing.ATTRIBUTED
    assert len(chain) == 2


def test_axes_at_agrees_with_the_reading() -> None:
    text = "نفى الناطق أن يكون العقد زور."
    frame = build_frame(Document("d", text, Origin("d.txt")))
    tree = find_attributions(frame, MentionLayer(), ())
    start = text.index("زور")
    assert axes_at(frame, tree, 0, len(text), start, start + 3) == read_standing(frame, tree, start, start + 3).axes


PIECES = st.sampled_from([
    "لم", "لن", "لا", "ما", "ليس", "غير", "إذا", "إن", "أن", "قال", "نفى", "الوزير", "زار", "سيزور", "حاول", "كاد", "إلا", "،", ".", "؟", "هل",
    "ربما", "قد", "يكون", "على", "من", "المقرر", "«", "»", "دون", "عدم", "\n",
])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40), st.integers(0, 39))
def test_standing_names_a_source_wherever_it_is_not_the_outlet(pieces: list[str], at: int) -> None:
    text = " ".join(pieces)
    frame = build_frame(Document("d", text, Origin("d.txt")))
    tree = find_attributions(frame, MentionLayer(), ())
    words = [word for sentence in frame.words for word in sentence if word.kind == "word"]
    for word in words[at : at + 1]:
        found = read_standing(frame, tree, word.start, word.end)
        assert (found.axes.voice is Voice.OUTLET) == (len(tree.chain(word.start, word.end)) == 1)
