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
