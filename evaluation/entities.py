"""Scores names on a two-column CoNLL file (PERS or PER, LOC, ORG, MISC) by seqeval's strict definition.

python -m evaluation.entities --conll FILE [--weights anercorp] [--json]

The sentences are read in order as one text: neighbours share windows, and a surname is a person where its full name stands nearby.
``--weights`` is the name of a file in evaluation/weights (of weights, or of several, a TOML file: ``evaluation.ensemble``) or a path;
without it the shipped model is scored, once and with its names written as ANERcorp's guideline writes them (``evaluation.guideline``).
Named weights are read thoroughly (each sentence with its neighbours and alone, averaged), unless ``--once`` is given.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from evaluation import ensemble, guideline
from tawthiq import encoder
from tawthiq.encoder.decode import spans
from tawthiq.encoder.features import as_word
from tawthiq.encoder.model import OnnxTagger
from tawthiq.encoder.propagation import propagate
from tawthiq.encoder.protocol import Tagger

Entity = tuple[int, int, str]
"""First word, last word (end-exclusive), type."""

TYPES = ("PER", "LOC", "ORG", "MISC")
_WEIGHTS = Path(__file__).with_name("weights")
_KINDS = MappingProxyType({"Person": "PER", "Place": "LOC", "Organization": "ORG", "Thing": "MISC", "Work": "MISC"})


@dataclass(frozen=True)
class Counts:
    """Entities in the gold, found, and both, by type."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def _of(self, kind: str | None) -> tuple[int, int, int]:
        gold, found, right = ((c[kind] if kind else c.total()) for c in (self.gold, self.found, self.right))
        return gold, found, right

    def f1(self, kind: str | None = None) -> float:
        """F1 in percent of one type or of all together."""
        gold, found, right = self._of(kind)
        return 200.0 * right / (gold + found) if gold + found else 0.0

    def table(self, kind: str | None = None) -> dict[str, float]:
        """F1, precision and recall in percent, and the number of entities in the gold."""
        gold, found, right = self._of(kind)
        rounded = (round(value, 2) for value in (self.f1(kind), 100 * right / max(found, 1), 100 * right / max(gold, 1)))
        return dict(zip(("f1", "precision", "recall"), rounded, strict=True)) | {"entities": gold}


def count(gold: Iterable[Sequence[str]], found: Iterable[Iterable[Entity]]) -> Counts:
    """Strict counts: an entity is right if its words and its type are."""
    counts = Counts()
    for tags, entities in zip(gold, found, strict=True):
        wanted, have = set(spans(tags)), set(entities)
        for counter, chosen in ((counts.gold, wanted), (counts.found, have), (counts.right, wanted & have)):
            counter.update(kind for _, _, kind in chosen)
    return counts


def read_conll(text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """(words, tags) of each sentence; PERS is written PER; a line without a tag is outside."""
    words: list[str] = []
    tags: list[str] = []
    for line in (*text.splitlines(), ""):
        columns = line.split()
        if columns:
            words.append(columns[0])
            tags.append(columns[-1].replace("PERS", "PER") if len(columns) > 1 else "O")
        elif words:
            yield tuple(words), tuple(tags)
            words, tags = [], []


def tagged_entities(tagger: Tagger, sentences: Sequence[Sequence[str]], *, spread: bool = True, adapt: bool = True) -> list[list[Entity]]:
    """The entities that a model finds in sentences of words.

    ``spread``: surnames are carried on from full names; ``adapt``: names are written as ANERcorp's guideline writes them.
    """
    words = [[as_word(token) for token in sentence] for sentence in sentences]
    ours = adapt and isinstance(tagger, OnnxTagger) and "anercorp" not in tagger.labels
    tagged = tagger.names(words, guideline.KINDS, guideline.LABELS) if ours and isinstance(tagger, OnnxTagger) else tagger.tag(words)
    if spread:
        tagged = propagate(words, tagged)
    if ours:
        tagged = guideline.adapted(words, tagged)
    found: list[list[Entity]] = [[] for _ in sentences]
    for one in tagged:
        if one.layer == "names" and one.label in _KINDS:
            found[one.sentence].append((one.first, one.last, _KINDS[one.label]))
    return found


def _tagger(weights: str | None, *, once: bool) -> Tagger:
    if weights is None:
        shipped = encoder.load()
        if shipped is None:
            sys.exit("no weights in this build of tawthiq")
        return shipped
    path = next((path for path in (_WEIGHTS / f"{weights}.toml", _WEIGHTS / f"{weights}.onnx") if path.is_file()), Path(weights))
    if path.suffix == ".toml":
        return ensemble.load(path, thorough=not once)
    return encoder.load_file(path, thorough=not once)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description="Score names on a CoNLL file.")
    parser.add_argument("--conll", type=Path, required=True)
    parser.add_argument("--weights", help="anercorp, or a path (the shipped model if not given)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-propagation", action="store_true", help="do not carry surnames on from full names")
    parser.add_argument("--once", action="store_true", help="read named weights once, as the program reads the shipped ones")
    parser.add_argument("--as-is", action="store_true", help="do not write our names as the guideline of ANERcorp does")
    options = parser.parse_args(arguments)
    rows = list(read_conll(options.conll.read_text("utf-8-sig")))
    tagger = _tagger(options.weights, once=options.once)
    found = tagged_entities(tagger, [words for words, _ in rows], spread=not options.no_propagation, adapt=not options.as_is)
    counts = count([tags for _, tags in rows], found)
    result = counts.table() | {"by_type": {kind: counts.table(kind) for kind in TYPES}}
    if options.json:
        print(json.dumps(result))
        return
    print(f"all   F1 {counts.f1():.2f}  " + "  ".join(f"{kind} {counts.f1(kind):.2f}" for kind in TYPES))
    print(f"precision {result['precision']}  recall {result['recall']}  entities {result['entities']}")


if __name__ == "__main__":
    main()
