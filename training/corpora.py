"""The labelled sets, each under its own guideline: words with labels for one or several heads.

Licences as their sources state them stand in docs/model-card.md. Wikipedia-derived silver (WikiANN) is not read: its licence is not
stated. ANERcorp is for comparison with published figures only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np

from tawthiq.encoder.decode import bio
from tawthiq.text.fold import fold

NESTED = ("OCC", "PERS", "ORG", "GPE", "DATE", "NORP", "EVENT", "FAC", "LOC")
"""Types of the Wojood sample with enough examples; each has a layer of its own, so that they nest."""

_MENTIONS = ("Person", "Organization", "Place", "Group", "Event", "Work")
OWN: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "own-Name": bio(_MENTIONS), "own-Nominal": bio(_MENTIONS), "own-Role": bio(("Role",)), "own-Date": bio(("Date",)),
    "own-Cue": bio(("Cue",)), "own-Source": bio(("Source",)), "own-Content": bio(("Content",)), "own-Inner": bio(("Content",)),
})
"""Heads of our own annotation (``training.annotations``): names, descriptions, and layers that nest with them."""

HEADS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "anercorp": bio(("PER", "LOC", "ORG", "MISC")),
    "news": bio(("PER", "ORG", "GOV", "MEDIA", "SPORT", "GPE", "LOC", "FAC", "NORP", "WORK", "THING")),
    "wiki": bio(("PER", "LOC", "ORG")),
    **{f"nested-{kind}": bio((kind,)) for kind in NESTED},
    **OWN,
})
"""Labels of each head in the order of its outputs."""

UNKNOWN = "X"  # a word whose label is not to be learnt
_OVERLAP = 6  # words in common that show two sentences to be of one text
_MARKS = re.compile(r"[\u200e\u200f\ufeff]")
_NEWS_CLASSES = MappingProxyType({
    "PER": "Politician Athlete Artist Other_PER Religious_PER Scientist Businessperson Lawyer Engineer Police",
    "ORG": "Non-Governmental Commercial Educational Religious_ORG Medical-Science Entertainment",
    "GOV": "Government",
    "MEDIA": "Media",
    "SPORT": "Sports",
    "GPE": "Nation Population-Center State-or-Province County-or-District GPE-Cluster Continent",
    "LOC": "Water-Body Water Land-Region-Natural Celestial",
    "FAC": "Building-Grounds Airport Path Subarea-Facility Plant",
    "NORP": "Group",
    "WORK": "Book Movie Song",
})  # every other class is a THING; Police are policemen, Land is what drives on it
_NEWS = MappingProxyType({fine: kind for kind, classes in _NEWS_CLASSES.items() for fine in classes.split()})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and, for each head that the set teaches, a label a word, or in ``soft`` probabilities (words, labels of the head)."""

    words: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]
    soft: Mapping[str, np.ndarray] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences in the order of the source, so that neighbours can be read together."""

    name: str
    sentences: tuple[Sentence, ...]

    def count(self, head: str) -> int:
        """Entities of a head."""
        return sum(label.startswith("B-") for sentence in self.sentences for label in sentence.labels.get(head, ()))


def blocks(path: Path) -> Iterator[list[list[str]]]:
    """The columns of each line, sentence by sentence."""
    found: list[list[str]] = []
    for line in path.read_text("utf-8-sig").splitlines():
        columns = _MARKS.sub("", line).replace("\ufeff", "").split()
        if columns:
            found.append(columns)
        elif found:
            yield found
            found = []
    if found:
        yield found


def repaired(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels in which no I stands without its B before it."""
    found: list[str] = []
    for label in labels:
        orphan = label.startswith("I-") and (not found or found[-1][2:] != label[2:])
        found.append("B-" + label[2:] if orphan else label)
    return tuple(found)


def _flat(path: Path, head: str, label: Callable[[str], str]) -> Iterator[Sentence]:
    for rows in blocks(path):
        kept = [row for row in rows if len(row) > 1]
        if kept:
            yield Sentence(tuple(row[0] for row in kept), {head: repaired(label(row[-1]) for row in kept)})


def _two(label: str, kinds: Mapping[str, str], other: str) -> str:
    """A label with its type replaced; ``other`` for types that are not among them."""
    if label[:2] not in {"B-", "I-"}:
        return "O"
    kind = kinds.get(label[2:])
    return f"{label[:2]}{kind}" if kind else f"{label[:2]}{other}" if other != UNKNOWN else UNKNOWN


def anercorp(path: Path, head: str = "anercorp") -> Corpus:
    """A file in the form of ANERcorp: word, tab, tag with PERS or PER, LOC, ORG, MISC."""
    kinds = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}
    return Corpus("anercorp", tuple(_flat(path, head, lambda label: _two(label, kinds, "MISC"))))


def news(shared: Path) -> Corpus:
    """NewsFANE, its fifty classes in eleven: governments apart, as some guidelines do not count them among organisations."""
    path = shared / "data/ner/newsfane_gold/news_without_anercorp_test.conll"
    return Corpus("news", tuple(_flat(path, "news", lambda label: _two(label, _NEWS, "THING"))))


def wiki(shared: Path) -> Corpus:
    """AQMAR: people, places and organisations; its other classes differ from article to article and are not learnt."""
    kinds = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
    found: list[Sentence] = []
    for path in sorted((shared / "data/ner/aqmar/articles").glob("*.txt")):
        found += _flat(path, "wiki", lambda label: _two(label, kinds, UNKNOWN))
    return Corpus("wiki", tuple(found))


def nested(shared: Path, parts: Sequence[str] = ("train", "val", "test")) -> Corpus:
    """The Wojood sample: several labels a word, a layer a type."""
    found: list[Sentence] = []
    for part in parts:
        for rows in blocks(shared / f"data/ner/wojood_sample/{part}.txt"):
            kept = [row for row in rows if row[0] != "$#$"]
            if kept:
                layers = {f"nested-{kind}": repaired(_of(row, kind) for row in kept) for kind in NESTED}
                found.append(Sentence(tuple(row[0] for row in kept), layers))
    return Corpus("nested", tuple(found))


def _of(row: Sequence[str], kind: str) -> str:
    return next((label for label in row[1:] if label[2:] == kind), "O")


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    keys = [key for key in (re.sub(r"[^\w]", "", fold(word)) for word in words) if key]
    return (tuple(keys[at : at + _OVERLAP]) for at in range(len(keys) - _OVERLAP + 1))


def without_overlap(corpus: Corpus, held_out: Corpus) -> Corpus:
    """The corpus without the sentences that share six words in a row with held-out text."""
    known = {run for sentence in held_out.sentences for run in _runs(sentence.words)}
    return Corpus(corpus.name, tuple(sentence for sentence in corpus.sentences if known.isdisjoint(_runs(sentence.words))))


def split_tenth(corpus: Corpus) -> tuple[Corpus, Corpus]:
    """(all but the last tenth of the sentences, the last tenth)."""
    cut = len(corpus.sentences) - len(corpus.sentences) // 10
    return Corpus(corpus.name, corpus.sentences[:cut]), Corpus(corpus.name + "-dev", corpus.sentences[cut:])
