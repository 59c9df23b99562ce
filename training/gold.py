"""The encoder alone on the development gold: names, cues, sources, contents, strict and lenient F1.

python -m training.gold --shared ../shared [--weights FILE]

Strict: the same code points; marks at the ends, the article, and أن and إن before a content are left aside.
Lenient: half of the shorter span and a quarter of both shared.
What the gold calls optional is neither asked for nor counted against.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tawthiq import encoder
from tawthiq.encoder.propagation import propagate
from tawthiq.encoder.protocol import Tagger
from tawthiq.text.sentences import split_sentences
from tawthiq.text.words import tokenize

_log = logging.getLogger("training.gold")
_FILES = ("seeds", "D1", "D2", "D3")
_LAYERS = ("names", "cues", "sources", "contents")
_EDGES = " \t\r\n\"«»“”'()[].,،؛:-–!؟…"
_THAT = re.compile(r"[\s\"«“]*[بف]?[أإ]ن(ه|ها|هم)?\s")

Pair = tuple[int, int]


@dataclass
class Tally:
    """Spans wanted, found, found among the wanted, and wanted among the found."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    reached: int = 0

    def f1(self) -> float:
        """In percent."""
        precision, recall = self.right / max(self.found, 1), self.reached / max(self.wanted, 1)
        return 200 * precision * recall / max(precision + recall, 1e-9)


def bare(text: str, start: int, end: int) -> Pair:
    """A span without marks at its ends and without an article; the gold is of two minds about أن before a content."""
    that = _THAT.match(text, start, end)
    start = that.end() if that else start
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return (start + 2 if text.startswith("ال", start) and end - start > 4 else start), end  # two letters are left


def wanted(document: Mapping[str, Any], text: str) -> Iterator[tuple[str, Pair, bool]]:
    """(layer, span, optional) of everything in the gold of a document."""
    for entity in document["entities"]:
        for mention in entity["mentions"]:
            if mention.get("kind") == "name":
                yield "names", bare(text, mention["start"], mention["end"]), bool(mention.get("optional"))
    for said in document["quotations"]:
        for key, layer in (("cue", "cues"), ("source_span", "sources"), ("content", "contents")):
            for span in _listed(said.get(key)):
                yield layer, bare(text, span["start"], span["end"]), bool(said.get("optional"))


def _listed(value: Any) -> Sequence[Mapping[str, int]]:
    return value if isinstance(value, list) else [value] if value else []


def found(tagger: Tagger, text: str) -> Iterator[tuple[str, Pair]]:
    """(layer, span) of everything that the encoder labels."""
    sentences = [tokenize(text, sentence.start, sentence.end) for sentence in split_sentences(text)]
    for one in propagate(sentences, tagger.tag(sentences)):
        if one.layer in _LAYERS:
            yield one.layer, bare(text, one.start, one.end)


def like(one: Pair, other: Pair) -> bool:
    """Half of the shorter span and a quarter of both are shared."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    lengths = sorted((one[1] - one[0], other[1] - other[0]))
    return shared >= lengths[0] / 2 and shared >= lengths[1] / 4


def tally(counts: Tally, gold: Mapping[Pair, bool], own: set[Pair], *, lenient: bool) -> None:
    """Adds one layer of one document."""
    def matches(one: Pair, others: set[Pair]) -> bool:
        return any(like(one, other) for other in others) if lenient else one in others

    needed = {pair for pair, optional in gold.items() if not optional}
    asked = {pair for pair in own if matches(pair, needed) or not matches(pair, set(gold))}
    counts.wanted += len(needed)
    counts.found += len(asked)
    counts.right += sum(matches(pair, needed) for pair in asked)
    counts.reached += sum(matches(pair, own) for pair in needed)


def measure(tagger: Tagger, shared: Path) -> dict[tuple[str, bool], Tally]:
    """Counts by layer, strict and lenient (True)."""
    counts: dict[tuple[str, bool], Tally] = defaultdict(Tally)
    paths = {path.name: path for path in (shared / "gold/texts").rglob("*") if path.is_file()}
    for name in _FILES:
        for document in json.loads((shared / f"gold/{name}.json").read_text("utf-8"))["documents"]:
            text = paths[document["file"].rsplit("/", 1)[-1]].read_bytes().decode("utf-8")
            own = list(found(tagger, text))
            asked = sorted(wanted(document, text), key=lambda row: not row[2])  # what is asked for once is not optional
            for layer in _LAYERS:
                gold = {pair: optional for kind, pair, optional in asked if kind == layer}
                for lenient in (False, True):
                    tally(counts[layer, lenient], gold, {pair for kind, pair in own if kind == layer}, lenient=lenient)
    return counts


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    tagger = encoder.load_file(options.weights) if options.weights else encoder.load()
    if tagger is None:
        raise SystemExit("no weights")
    for (layer, lenient), counts in measure(tagger, options.shared).items():
        precision, recall = 100 * counts.right / max(counts.found, 1), 100 * counts.reached / max(counts.wanted, 1)
        kind = "lenient" if lenient else "strict"
        _log.info("%-9s %-7s F1 %.1f (P %.1f R %.1f), %d wanted", layer, kind, counts.f1(), precision, recall, counts.wanted)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
