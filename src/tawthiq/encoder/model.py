"""The model on onnxruntime: one pass over a document's windows gives the scores of every head."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tawthiq.encoder import mixing
from tawthiq.encoder.decode import Habits, Indices, Labelled, Scores, Task, doubtful, labelled, likeliest, rules, with_habits
from tawthiq.encoder.features import COUNT, features
from tawthiq.encoder.pieces import Pieces
from tawthiq.encoder.proposals import OnnxProposer
from tawthiq.encoder.protocol import Read, Tagged
from tawthiq.encoder.syntax import OnnxParser, Trees
from tawthiq.encoder.windows import Window, means, pack, pool
from tawthiq.text.words import Word

_BOTH = ("outputs", "middle")
"""What the weights give for each piece: the scores of the heads, and the states that a parser goes on from."""

_TOGETHER = 16
"""Windows of a group, about 900 words: what is kept between two networks stays within some megabytes, however long a document is."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer of the answer: its name, the scores it is read from, and how."""

    name: str
    head: str
    labels: tuple[str, ...]
    habits: Habits


class OnnxTagger:
    """A tagger whose weights are an ONNX file with the heads' labels in its metadata.

    ``thorough``: every sentence is read twice, with its neighbours and alone, and the scores are averaged; half as fast.
    """

    def __init__(
        self, weights: bytes, pieces: Pieces, *, thorough: bool = False, parser: bytes | None = None, heads: bytes | None = None
    ) -> None:
        self._session, self._pieces, self._thorough = session(weights), pieces, thorough
        self._parser = OnnxParser(session(parser)) if parser is not None else None
        self._proposer = OnnxProposer(session(heads)) if heads is not None else None
        self._over_words = any(asked.name == "pool" for asked in self._session.get_inputs())
        described = self._session.get_modelmeta().custom_metadata_map
        self.version: str = described["version"]
        self.labels: Mapping[str, tuple[str, ...]] = {head: tuple(labels) for head, labels in json.loads(described["heads"]).items()}
        sizes = [len(labels) for labels in self.labels.values()]
        self._starts, self._of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
        self._layers = _layers(self.labels, json.loads(described.get("habits", "{}")))

    def scores(self, sentences: Sequence[Sequence[Word]], trees: Trees | None = None) -> dict[str, Scores]:
        """For each head log-probabilities (words of all sentences, labels); ``trees`` sees every window on the way."""
        words = [word for sentence in sentences for word in sentence]
        if not words:
            return {}
        cut = [[self._pieces(word.text) for word in sentence] for sentence in sentences]
        found = self._outputs(words, pack(cut), trees)
        if self._thorough:
            found = self._likely((found + self._outputs(words, pack(cut, together=False))) / np.float32(2))
        return dict(zip(self.labels, np.split(found, self._starts[1:], 1), strict=True))

    def read(self, sentences: Sequence[Sequence[Word]]) -> Read:
        """The labelled spans and the trees of a document."""
        if self._parser is None:
            return Read(self.tag(sentences))
        trees = Trees(self._parser, sentences, self._proposer)
        tagged = self.spans(sentences, self.scores(sentences, trees))
        return Read(tagged, trees.arcs(), trees.proposals())

    def tag(self, sentences: Sequence[Sequence[Word]]) -> tuple[Tagged, ...]:
        """The labelled spans of a document."""
        return self.spans(sentences, self.scores(sentences))

    def spans(self, sentences: Sequence[Sequence[Word]], scores: Mapping[str, Scores]) -> tuple[Tagged, ...]:
        """The labelled spans that scores of the heads (as of ``scores``, or a mean of several models') amount to."""
        names = mixing.names(scores, self.labels)
        return _read(sentences, {**scores, "names": names} if names is not None else scores, self._layers)

    def names(self, sentences: Sequence[Sequence[Word]], kinds: mixing.Kinds, wanted: tuple[str, ...]) -> tuple[Tagged, ...]:
        """The layer of names by another guideline: ``wanted`` labels mixed from the heads as ``kinds`` says; nothing if it has none."""
        rows = mixing.mixed(self.scores(sentences), self.labels, kinds, wanted)
        return () if rows is None else _read(sentences, {"names": rows}, (_Layer("names", "names", wanted, rules(wanted)),))

    def _likely(self, rows: Scores) -> Scores:
        """The outputs of all heads, side by side, as log-probabilities of each head's labels: ``log_softmax`` of every head at once."""
        shifted = rows - np.maximum.reduceat(rows, self._starts, 1)[:, self._of]
        found: Scores = shifted - np.log(np.add.reduceat(np.exp(shifted), self._starts, 1))[:, self._of]
        return found

    def _outputs(self, words: Sequence[Word], windows: Sequence[Window], trees: Trees | None = None) -> Scores:
        """Log-probabilities of all heads' labels, side by side: (words, labels of all heads)."""
        rows = np.frombuffer(b"".join([bytes(features(word)) for word in words]), np.uint8)
        vectors = rows.reshape(len(words), COUNT).astype(np.float32)
        return np.concatenate([self._group(group, vectors, trees) for group in _groups(windows)])

    def _group(self, group: Sequence[Window], vectors: Scores, trees: Trees | None) -> Scores:
        """The same for the words of a group of windows: no word is cut, so their pieces stand together.

        Window after window goes through one network before the next network begins: its weights and this code stay in the caches.
        """
        inside = [np.array(window.words[1:-1]) for window in group]
        wanted = _BOTH if trees is not None else _BOTH[:1]
        ran = [self._run(window, vectors[words], wanted) for window, words in zip(group, inside, strict=True)]
        outputs = [outputs for outputs, *_ in ran]
        found = self._likely(np.concatenate(outputs) if self._over_words else _pooled(outputs, inside))
        if trees is not None:
            first, last = group[0].words[1], group[-1].words[-2] + 1
            trees.see(group, [middle for _, middle in ran], np.concatenate([np.exp(found), vectors[first:last]], 1))
        return found

    def _run(self, window: Window, vectors: Scores, wanted: Sequence[str]) -> list[Scores]:
        """Outputs of the pieces of one window, or of its words where the upper layers go over words.

        Single windows stay in the processor's cache and need no padding.
        """
        inputs: Scores = np.zeros((1, len(window), COUNT), np.float32)
        inputs[0, 1:-1] = vectors
        fed = {"pieces": np.array([window.pieces], np.int64), "features": inputs}
        if self._over_words:
            fed["pool"] = pool(window)
        return [rows[0] for rows in self._session.run(list(wanted), fed)]


def _groups(windows: Sequence[Window]) -> Iterator[Sequence[Window]]:
    return (windows[first : first + _TOGETHER] for first in range(0, len(windows), _TOGETHER))


def _pooled(outputs: Sequence[Scores], inside: Sequence[Indices]) -> Scores:
    """The means for the words of windows; ``inside``: the word of each piece between the first and the last of a window."""
    return means(np.concatenate([rows[1:-1] for rows in outputs]), np.concatenate(inside))


def _read(sentences: Sequence[Sequence[Word]], scores: Mapping[str, Scores], layers: Sequence[_Layer]) -> tuple[Tagged, ...]:
    """The spans of all layers, found in one search, in order of sentence and word."""
    if not scores:
        return ()
    sizes = [len(sentence) for sentence in sentences]
    ends = np.cumsum(sizes).tolist()
    parts = [
        (layer, index, scores[layer.head][ends[index] - sizes[index] : ends[index]])
        for layer in layers for index in doubtful(scores[layer.head], sizes)
    ]  # fmt: skip
    paths = likeliest([Task(rows, layer.habits) for layer, _, rows in parts])
    found = [
        _tagged(index, sentences[index], layer.name, one)
        for (layer, index, rows), path in zip(parts, paths, strict=True) for one in labelled(rows, layer.labels, path)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda tagged: (tagged.sentence, tagged.first, -tagged.last, tagged.layer)))


def session(weights: bytes) -> Any:
    """An onnxruntime session on one thread."""
    import onnxruntime  # loaded where it is used, as it takes 0.3 s

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a process a core; more threads only spin
    options.enable_mem_pattern = False  # a plan is kept for every length of window; the arena itself is bounded by the longest window
    # The fused form of a norm behind a sum is slower than both one by one: a tenth of all the time.
    slow = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"], disabled_optimizers=slow)


def _layers(heads: Mapping[str, tuple[str, ...]], habits: Mapping[str, Sequence[Sequence[float]]]) -> tuple[_Layer, ...]:
    """The layers that a model with these heads gives: names mixed from several heads, others from one."""
    chosen = [("names", "names", mixing.NAMES)] if any(head in heads for head in mixing.kinds_of(heads)) else []
    chosen += [(name, head, heads[head]) for head, name in mixing.LAYERS.items() if head in heads]
    return tuple(
        _Layer(name, head, labels, with_habits(labels, habits[head]) if head in habits else rules(labels)) for name, head, labels in chosen
    )


def _tagged(index: int, sentence: Sequence[Word], layer: str, one: Labelled) -> Tagged:
    """A span with its offsets: clitics before the first word are left out."""
    start, end = sentence[one.first].core_start, sentence[one.last - 1].end
    return Tagged(index, one.first, one.last, start, end, one.label, layer, one.probability)
