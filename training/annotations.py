"""Our own annotation: labels as offsets into press articles that are found again by their id. No text is kept.

``training/annotations/*.jsonl`` has one article a line:

    {"article": "ant:AL-culture-1-20180218", "digest": "0f3a…", "made_by": "reader-a@1", "spans": [
      {"start": 17, "end": 29, "label": "Person"},
      {"start": 11, "end": 16, "label": "Role", "of": 0},
      {"start": 30, "end": 33, "label": "Cue"}, {"start": 11, "end": 29, "label": "Source", "of": 2},
      {"start": 37, "end": 80, "label": "Content", "of": 2}]}

Offsets are code points of the article's text as the collection has it, end-exclusive, clitics left out. ``digest`` is the sha-256 of
that text, 16 hex digits: an article that reads otherwise is left out rather than labelled wrongly. ``of`` is the place in the list of
the span that a role belongs to (its holder), or a source and content (their cue). ``made_by`` says who read it, a machine or a person.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tawthiq.text.sentences import split_sentences
from tawthiq.text.words import Word, tokenize
from training.corpora import OWN, Corpus, Sentence
from training.press import Article

_DIGITS = 16  # hex digits of the digest: enough to notice a changed text


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled range of code points; ``of`` is the index of the span it belongs to."""

    start: int
    end: int
    label: str
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one reader marked in one article."""

    article: str
    digest: str
    made_by: str
    spans: tuple[Label, ...]


def digest(text: str) -> str:
    """What an annotation remembers of its text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def read(path: Path) -> Iterator[Annotation]:
    """The annotations of one file."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Annotation(row["article"], row["digest"], row["made_by"], tuple(Label(**span) for span in row["spans"]))


def _tags(words: Sequence[Word], spans: Iterable[Label], kind: str) -> tuple[str, ...]:
    """The labels of one layer; a span that goes on from the sentence before begins anew."""
    tags = ["O"] * len(words)
    for span in spans:
        inside = [index for index, word in enumerate(words) if word.core_start < span.end and span.start < word.core_end]
        for index in inside if span.label == kind else ():
            tags[index] = f"{'B' if index == inside[0] else 'I'}-{kind}"
    return tuple(tags)


def sentences(text: str, spans: Sequence[Label]) -> Iterator[Sentence]:
    """The sentences of a text with a layer for every kind of label."""
    for sentence in split_sentences(text):
        words = tokenize(text, sentence.start, sentence.end)
        near = [span for span in spans if span.start < sentence.end and sentence.start < span.end]
        if words:
            yield Sentence(tuple(word.text for word in words), {f"own-{kind}": _tags(words, near, kind) for kind in OWN})


def corpus(annotations: Iterable[Annotation], press: Iterable[Article]) -> Corpus:
    """All annotated articles whose text is still the one that was read."""
    wanted: Mapping[str, Annotation] = {annotation.article: annotation for annotation in annotations}
    found: list[Sentence] = []
    for article in press:
        annotation = wanted.get(article.id)
        if annotation is not None and annotation.digest == digest(article.text):
            found += sentences(article.text, annotation.spans)
    return Corpus("own", tuple(found))
