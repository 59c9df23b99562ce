"""The learned model's view of a text, where there is one: labelled words, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tawthiq import encoder
from tawthiq.encoder import Arc, Proposal, Tagged, Tagger
from tawthiq.extract.frame import Frame
from tawthiq.extract.mentions import Tags
from tawthiq.text.words import Word

_AT_ONCE = 4_000  # words given to the model at once: its scores take 0.4 kB a word, whatever the length of a text


@cache
def shipped() -> Tagger | None:
    """The model of this package, loaded once a process; None without its weights or without onnxruntime."""
    try:
        return encoder.load()
    except ImportError:
        return None


def tag(frame: Frame, tagger: Tagger | None) -> tuple[Tags, ...]:
    """What the model labels in each sentence of a frame; nothing at all without a model."""
    if tagger is None:
        return ()
    found: list[list[Tagged]] = [[] for _ in frame.sentences]
    arcs: list[tuple[Arc, ...]] = []
    proposals: list[tuple[Proposal, ...]] = []
    for first, part in _parts(frame.words):
        read = tagger.read(part)
        arcs += read.arcs or [()] * len(part)
        proposals += read.proposals or [()] * len(part)
        for one in read.tagged:
            found[first + one.sentence].append(one)
    rows = zip(found, arcs, proposals, strict=True)
    return tuple(Tags(tuple(tagged), tagger.version, tree, proposed) for tagged, tree, proposed in rows)


def _parts(sentences: Sequence[Sequence[Word]]) -> list[tuple[int, Sequence[Sequence[Word]]]]:
    """(index of the first sentence, sentences) of stretches of a bearable length."""
    parts, first, words = [], 0, 0
    for index, sentence in enumerate(sentences):
        words += len(sentence)
        if words >= _AT_ONCE:
            parts.append((first, sentences[first : index + 1]))
            first, words = index + 1, 0
    return [*parts, (first, sentences[first:])] if first < len(sentences) else parts
