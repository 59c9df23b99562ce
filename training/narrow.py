"""Layers of a file with fewer inner numbers: those least missed are taken out, the others made to say what all said.

python -m training.narrow --shared ../shared --weights src/tawthiq/encoder/weights --file tawthiq.onnx --layers 3,4,5 --inner 1152

An inner number of a feed-forward is missed by as much as no others can say in its place (Hassibi and Stork 1993: the error of taking it
out when the second product's weights are set anew); a few at a time go, and in the end the second product is fitted by least squares to
what the whole layer gave, on unlabelled articles. Nothing is trained. The file is rewritten in place, int8 as before.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

from tawthiq import encoder
from tawthiq.encoder.model import OnnxTagger
from tawthiq.text.sentences import split_sentences
from tawthiq.text.words import tokenize
from training.annotation.press import ant_articles
from training.graphs import Graph, Product, product

_log = logging.getLogger("training.narrow")
_FILES = ("tawthiq.onnx", "parser.onnx", "claims.onnx")  # in the order in which a tagger has their sessions
_EVERY, _WORDS = 97, 400  # each so many articles one is taken, so many words of it
_AT_ONCE = 8  # inner numbers that are taken out before all are weighed anew
_RIDGE = 1e-5  # of the mean square of an inner number: what is never said must not be leant on

Matrix = Any
"""Numbers (rows, columns)."""


def fed(tagger: OnnxTagger, file: str, texts: Sequence[str]) -> list[dict[str, Any]]:
    """What the network of a file is given when these texts are read, window by window."""
    holder, name = {
        "tawthiq.onnx": (tagger, "_session"), "parser.onnx": (tagger._parser, "_session"), "claims.onnx": (tagger._proposer, "_session"),  # noqa: SLF001
    }[file]  # fmt: skip
    kept: list[dict[str, Any]] = []
    session = getattr(holder, name)
    setattr(holder, name, _Recorder(session, kept))
    for text in texts:
        tagger.read([tokenize(text, sentence.start, sentence.end) for sentence in split_sentences(text)])
    setattr(holder, name, session)
    return kept


class _Recorder:
    """A session that keeps what it is given."""

    def __init__(self, session: Any, kept: list[dict[str, Any]]) -> None:
        self._session, self._kept = session, kept

    def run(self, wanted: Sequence[str], given: Mapping[str, Any]) -> Any:
        """What the session answers."""
        self._kept.append(dict(given))
        return self._session.run(wanted, given)


def values(graph: Graph, name: str, given: Sequence[Mapping[str, Any]]) -> Matrix:
    """A value inside of a network, of all windows: (rows, numbers)."""
    model = type(graph.model)()
    model.CopyFrom(graph.model)
    model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return np.concatenate([session.run([name], one)[0][0] for one in given])


def narrow(graph: Graph, whole: Graph, layer: str, inner: int, given: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    """Narrows one layer («/layers.3»); the mean square error of what it gives, whole and narrowed, against what it gave before any was."""
    widen, back = (product(graph, _named(graph, f"{layer}/{name}/MatMul_quant")) for name in ("widen", "narrow"))
    entering = values(graph, widen.source, given)
    wanted = values(whole, _sum_behind(whole, back), given) - entering
    said = gelu(entering @ widen.exact(graph) + graph.array(widen.bias))
    weights, bias = back.exact(graph), graph.array(back.bias)
    kept = least_missed(_products(said, said) / len(said), weights, inner)
    fitted = refitted(said[:, kept], np.concatenate([weights[kept], bias[None]]), wanted)
    found = float(np.mean((said @ weights + bias - wanted) ** 2)), float(np.mean((said[:, kept] @ fitted[:-1] + fitted[-1] - wanted) ** 2))
    for name in (widen.weights,):
        graph.keep(name, np.ascontiguousarray(graph.array(name)[:, kept]))
    for name in (widen.zeros, widen.scales, widen.bias):
        graph.keep(name, graph.array(name)[kept])
    back.store(graph, fitted[:-1], fitted[-1])
    return found


def _named(graph: Graph, name: str) -> Any:
    return next(node for node in graph.graph.node if node.name == name)


def _sum_behind(graph: Graph, back: Product) -> str:
    """The sum of what a feed-forward takes in and gives."""
    (added,) = graph.takers(back.output)
    found: str = added.output[0]
    return found


def gelu(rows: Matrix) -> Matrix:
    """The activation, by the error function (Abramowitz and Stegun 7.1.26: six digits)."""
    size = np.abs(rows) / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return rows * 0.5 * (1 + np.sign(rows) * (1 - series * np.exp(-(size**2))))


def _products(left: Matrix, right: Matrix) -> Matrix:
    """Sums of products (left's columns, right's columns) in fp64, part by part."""
    parts = range(0, len(left), 8192)
    return sum(left[at : at + 8192].T.astype(np.float64) @ right[at : at + 8192].astype(np.float64) for at in parts)


def least_missed(products: Matrix, weights: Matrix, inner: int) -> Matrix:
    """The inner numbers that stay, rising; ``products``: means of their products, ``weights`` (inner numbers, outputs)."""
    inverse = np.linalg.inv(products + _ridge(products))
    left, alive = weights.astype(np.float64).T.copy(), np.ones(len(products), bool)
    while alive.sum() > inner:
        missed = np.where(alive, (left**2).sum(0) / np.where(alive, inverse.diagonal(), 1.0), np.inf)
        gone = np.argsort(missed)[: min(_AT_ONCE, int(alive.sum()) - inner)]
        others = inverse[:, gone] @ np.linalg.inv(inverse[np.ix_(gone, gone)])
        left -= left[:, gone] @ others.T
        inverse -= others @ inverse[gone]
        alive[gone] = False
        left[:, gone] = inverse[gone] = inverse[:, gone] = 0.0
    return np.flatnonzero(alive)


def _ridge(products: Matrix) -> Matrix:
    return np.eye(len(products)) * products.diagonal().mean() * _RIDGE


def refitted(said: Matrix, weights: Matrix, wanted: Matrix) -> Matrix:
    """Weights (inner numbers and one for the bias, outputs) that give what is wanted, by least squares around those given."""
    rows = np.concatenate([said, np.ones((len(said), 1), said.dtype)], 1)
    products = _products(rows, rows)
    change = np.linalg.solve(products + _ridge(products), _products(rows, wanted) - products @ weights)
    return weights + change


def articles(shared: Path, count: int) -> Iterator[str]:
    """So many unlabelled articles, cut."""
    for number, article in enumerate(ant_articles(shared)):
        if number % _EVERY == 0 and number // _EVERY < count:
            yield " ".join(article.text.split()[:_WORDS])


def main() -> None:
    """Narrow layers of one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="the folder of the three files, as they are read together")
    parser.add_argument("--file", choices=_FILES, required=True)
    parser.add_argument("--layers", required=True, help="numbers, as in the file's own names")
    parser.add_argument("--inner", type=int, required=True)
    parser.add_argument("--articles", type=int, default=100)
    options = parser.parse_args()
    read = [(options.weights / name).read_bytes() for name in _FILES]
    tagger = OnnxTagger(read[0], encoder.pieces(), parser=read[1], heads=read[2])
    given = fed(tagger, options.file, list(articles(options.shared, options.articles)))
    path = options.weights / options.file
    graph, whole = Graph(path), Graph(path)
    for layer in options.layers.split(","):
        before, after = narrow(graph, whole, f"/layers.{layer}", options.inner, given)
        _log.info("layer %s: %d inner numbers; mean square error %.6f whole, %.6f narrowed", layer, options.inner, before, after)
    graph.write(path)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
