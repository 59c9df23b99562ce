"""A conditional random field over written features: it errs otherwise than networks do, and so sharpens what a mean of teachers says.

python -m training.crf --shared ../shared --classes WORK/classes.npz --out evaluation/weights/anercorp-field.npz

Learnt with python-crfsuite, written for and read by ``evaluation.field`` (which also says what its features are), and a teacher in
``training.teach``.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from evaluation.field import NONE, Classes, Field, checksum, features, write_field
from training.classes import read_classes
from training.corpora import HEADS, UNKNOWN, Sentence

_ROUNDS, _L1, _L2 = 70, 0.05, 0.02  # steps of L-BFGS and the pulls to zero: those of a study on another part of the same set


def fit(sentences: Sequence[Sentence], head: str, classes: Classes = NONE) -> Field:
    """Learns one flat head; sentences with a word of unknown label are left out."""
    import pycrfsuite  # in training only

    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in sentences:
        labels = sentence.labels.get(head, (UNKNOWN,))
        if UNKNOWN not in labels:
            trainer.append(features(sentence.words, classes), labels)
    trainer.set_params({"c1": _L1, "c2": _L2, "max_iterations": _ROUNDS})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "field"
        trainer.train(str(path))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        learnt = tagger.info()
        tagger.close()
    return field_of([label for label in HEADS[head] if label in learnt.labels], learnt.state_features, learnt.transitions, classes)


def field_of(
    labels: Sequence[str], states: Mapping[tuple[str, str], float], between: Mapping[tuple[str, str], float], classes: Classes = NONE
) -> Field:
    """The field with these weights: (feature, label) and (label, next label) -> number."""
    keys = sorted({checksum(feature) for feature, _ in states})
    rows, columns = {key: at for at, key in enumerate(keys)}, {label: at for at, label in enumerate(labels)}
    weights, follows = np.zeros((len(keys), len(labels)), np.float32), np.zeros((len(labels), len(labels)), np.float32)
    for (feature, label), weight in states.items():
        weights[rows[checksum(feature)], columns[label]] += weight
    for (first, second), weight in between.items():
        follows[columns[first], columns[second]] = weight
    return Field(tuple(labels), np.array(keys, np.uint32), weights, follows, classes)


def main() -> None:
    """Learn the field of one set and write it."""
    from training.train import data  # PyTorch, which the field itself does not need

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--head", default="anercorp")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--classes", type=Path, help="a file of training.classes: classes of words are features too")
    options = parser.parse_args()
    classes = read_classes(options.classes) if options.classes else NONE
    write_field(fit(data(options.shared, (options.head,))[0][0].sentences, options.head, classes), options.out)


if __name__ == "__main__":
    main()
