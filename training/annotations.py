"""Our own annotation (``training.annotation``) as sentences of words with a layer of labels for each head.

Labels are offsets into press articles that are found again by id and hash; no text is kept. ``own-Name`` and ``own-Nominal`` are flat: of
names within names (few) and descriptions within descriptions the outermost is learnt. Roles, dates, cues, sources and contents are layers
of their own, so that they nest with names and with each other; ``own-Inner`` is a content within a content.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tawthiq.text.sentences import split_sentences
from tawthiq.text.words import Word, tokenize
from training.annotation.labels import Labels, load
from training.annotation.press import Listed, listed, texts
from training.corpora import OWN, Corpus, Sentence

OPEN = "ant"
"""The collection whose articles may be learnt from; the other's licence forbids commerce, so its articles only test."""

_PARTS = Path(__file__).with_name("annotation") / "claims" / "parts.toml"
_LEARNT = 1  # the reading that is learnt; the second one measures agreement


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled range of code points in one layer."""

    start: int
    end: int
    head: str
    label: str


def layers(labels: Labels) -> tuple[Label, ...]:
    """The labels of an article, each in the layer of its head."""
    found = {Label(m.start, m.end, _head(m.type, m.form), m.type) for m in labels.mentions}
    found |= {Label(role.start, role.end, "own-Role", "Role") for role in labels.roles}
    contents = {content for said in labels.attributions for content in said.contents}
    for said in labels.attributions:
        found |= {Label(*pair, f"own-{kind}", kind) for pair, kind in ((said.cue, "Cue"), (said.source, "Source")) if pair}
    for start, end in contents:
        inner = any((a, b) != (start, end) and a <= start and end <= b for a, b in contents)
        found.add(Label(start, end, "own-Inner" if inner else "own-Content", "Content"))
    return tuple(sorted(found, key=lambda one: (one.start, -one.end, one.head, one.label)))


def _head(kind: str, form: str) -> str:
    if kind in {"Role", "Date"}:
        return f"own-{kind}"
    return "own-Name" if form == "name" else "own-Nominal"


def _tags(words: Sequence[Word], spans: Iterable[Label]) -> tuple[str, ...]:
    """The labels of one layer: of spans that share words the first and longest; what goes on from the sentence before begins anew."""
    tags = ["O"] * len(words)
    for span in spans:
        inside = [index for index, word in enumerate(words) if word.core_start < span.end and span.start < word.core_end]
        if all(tags[index] == "O" for index in inside):
            for index in inside:
                tags[index] = f"{'B' if index == inside[0] else 'I'}-{span.label}"
    return tuple(tags)


def sentences(text: str, spans: Sequence[Label]) -> Iterator[Sentence]:
    """The sentences of a text with a layer for every head; spans in order of start, longer ones first."""
    for sentence in split_sentences(text):
        words = tokenize(text, sentence.start, sentence.end)
        near = [span for span in spans if span.start < sentence.end and sentence.start < span.end]
        if words:
            tags = {head: _tags(words, [span for span in near if span.head == head]) for head in OWN}
            yield Sentence(tuple(word.text for word in words), tags)


def corpus(annotated: Iterable[Labels], found: Mapping[int, str]) -> Corpus:
    """The annotated articles as sentences; ``found`` gives the text of each number."""
    return Corpus("own", tuple(one for labels in annotated for one in sentences(found[labels.number], layers(labels))))


def aside() -> frozenset[int]:
    """The articles on which claims are measured and which nobody reads: they teach nothing."""
    return frozenset(tomllib.loads(_PARTS.read_text("utf-8"))["aside"])


def own(shared: Path, collection: str = OPEN) -> Corpus:
    """The annotated articles of one collection ("ant" or "saudinewsnet") without those kept aside, first readings only."""
    left_out = aside() if collection == OPEN else frozenset()
    rows = {row.number: row for row in listed() if row.corpus == collection and row.number not in left_out}
    annotated = [labels for labels in load() if labels.reading == _LEARNT and labels.number in rows]
    chosen: list[Listed] = [rows[labels.number] for labels in annotated]
    return corpus(annotated, texts(shared, chosen))
