"""What the model adds to the names that the rules found, with a model made for the test."""

from __future__ import annotations

import pytest

from tawthiq.encoder import Tagged
from tawthiq.extract.frame import build_frame
from tawthiq.extract.mentions import Tags, find_mentions
from tawthiq.model import Document, Mention, Origin

MODEL = "model@7"


def mentions(text: str, *labelled: tuple[str, str, float]) -> list[Mention]:
    """The mentions of a text in which a model labels words: (words, label, probability)."""
    frame = build_frame(Document("0" * 64, text, Origin("a.txt")))
    tags: list[Tags] = []
    for words in frame.words:
        found = []
        for part, label, probability in labelled:
            start = text.find(part)
            inside = [i for i, word in enumerate(words) if word.core_start >= start and word.end <= start + len(part)]
            if start >= 0 and inside:
                first, last = inside[0], inside[-1] + 1
                place = words[first].core_start, words[last - 1].end
                found.append(Tagged(len(tags), first, last, *place, label, "names", probability))
        tags.append(Tags(tuple(found), MODEL))
    return list(find_mentions(frame, (), tags).mentions)


def told(found: list[Mention]) -> set[tuple[str, str, str]]:
    return {(m.span.exact, m.type.value, m.made_by) for m in found}


@pytest.mark.parametrize(("label", "sure", "unsure"), [("Person", 0.9, 0.8), ("Organization", 0.8, 0.7)])
def test_merging_adds_what_the_model_is_sure_of(label: str, sure: float, unsure: float) -> None:
    text = "ثم تحدث بعده زرغون مطولا."
    assert ("زرغون", label, f"{MODEL} {sure:.2f}") in told(mentions(text, ("زرغون", label, sure)))
    assert all(words != "زرغون" for words, _, _ in told(mentions(text, ("زرغون", label, unsure))))


def test_merging_a_byline_names_nobody_of_the_text() -> None:
    assert mentions("حاورها في المكان: زرغون بلمار", ("زرغون بلمار", "Person", 0.99)) == []
    assert mentions("قالت له: زرغون بلمار", ("زرغون بلمار", "Person", 0.99)) != []


@pytest.mark.parametrize("text", ["ولد زرغون بلمار في كسلا.", "وفي كسلا كبر. ولد زرغون بلمار عام 1950."])
def test_merging_a_verb_at_the_head_of_a_clause_is_no_part_of_a_name(text: str) -> None:
    found = {words for words, _, _ in told(mentions(text, ("ولد زرغون بلمار", "Person", 0.99)))}
    assert "زرغون بلمار" in found
    assert "ولد زرغون بلمار" not in found


def test_merging_the_same_word_joins_names_behind_another_one() -> None:
    found = {words for words, _, _ in told(mentions("ثم تحدث زرغون ولد بلمار مطولا.", ("زرغون ولد بلمار", "Person", 0.99)))}
    assert "زرغون ولد بلمار" in found


@pytest.mark.parametrize(("text", "name"), [("زرغون أعلن النتيجة أمس.", "زرغون"), ("زرغون بلمار يحسم اللقاء.", "زرغون بلمار")])
def test_merging_a_verb_before_its_object_is_no_part_of_a_name(text: str, name: str) -> None:
    drawn = " ".join(text.split()[: len(name.split()) + 1])
    found = {words for words, _, _ in told(mentions(text, (drawn, "Person", 0.99)))}
    assert name in found
    assert drawn not in found
