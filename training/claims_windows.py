"""Windows for the heads for claims: what encoder and parser know of their words, kept so that an epoch needs neither.

python -m training.claims_windows --shared ../shared --work WORK [--silver ARTICLES]

Writes ``WORK/claims.pt`` from the annotated articles of the corpus ``ant`` that are open, and with ``--silver``
``WORK/silver/NUMBER.pt`` from articles of the same corpus that nobody annotated, with the claims that the program reads there: those
too that it would keep open, each with its confidence.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

import numpy as np
import torch

from evaluation.press import articles, aside
from tawthiq import encoder
from tawthiq.encoder import Proposal
from tawthiq.encoder.decode import Scores
from tawthiq.encoder.model import OnnxTagger
from tawthiq.encoder.proposals import OnnxProposer, between, seen
from tawthiq.encoder.syntax import Indices, Parsed
from tawthiq.extract import understand
from tawthiq.extract.claims import confidence, find_claims
from tawthiq.extract.frame import build_frame
from tawthiq.model import Document, Origin, Reading, document_id
from training.annotation.claims_written import CLAIMS
from training.annotation.press import Article, ant_articles, listed, texts
from training.claims_facts import Fact, Sentences, Target, read_facts, targets, written_facts
from training.claims_items import Item

_log = logging.getLogger("training.claims_windows")
_CORPUS = "ant"  # openly licensed; articles of the other corpus serve to measure alone
_TOGETHER = 250  # articles of a file of silver
_SHORTEST, _LONGEST = 100, 400  # words of an article for silver


class _Recorder:
    """Stands before the heads, or where they will stand, and keeps what they see."""

    def __init__(self, heads: OnnxProposer | None = None) -> None:
        self.kept: list[tuple[Scores, Indices, Indices, Indices]] = []
        self._heads = heads

    def proposals(self, parsed: Parsed, said: Scores, sentences: Indices, places: Indices) -> Iterator[tuple[int, Proposal]]:
        """What the heads propose; without heads nothing."""
        self.kept.append((seen(parsed, said), between(parsed), sentences.copy(), places.copy()))
        return iter(()) if self._heads is None else self._heads.proposals(parsed, said, sentences, places)

    def items(self, number: int, found: Sequence[Target]) -> Iterator[Item]:
        """The windows of an article with the targets that fall into each."""
        for inputs, together, sentences, places in self.kept:
            inside = {(int(s), int(p)) for s, p in zip(sentences, places, strict=True)}
            here = tuple(target for target in found if (target.sentence, target.word) in inside)
            yield Item(number, torch.from_numpy(inputs.astype(np.float16)), torch.from_numpy(together.astype(np.uint8)),
                       torch.from_numpy(sentences), torch.from_numpy(places), here)  # fmt: skip


def windows(number: int, text: str, facts: Iterable[Fact], tagger: OnnxTagger) -> Iterator[Item]:
    """The windows of one article."""
    recorder = _Recorder()
    tagger._proposer = recorder  # type: ignore[assignment]  # noqa: SLF001 - the one place that looks in
    frame = build_frame(Document("d", text, Origin("x")))
    arcs = tagger.read(frame.words).arcs
    yield from recorder.items(number, list(targets(facts, Sentences(frame, arcs))))


def gold_windows(shared: Path, tagger: OnnxTagger, folder: Path = CLAIMS) -> list[Item]:
    """The annotated articles that may be learnt from."""
    rows = {row.number: row for row in listed() if row.corpus == _CORPUS}
    chosen = [article for part in ("open", "more") for article in articles(part, folder) if article.number in rows]
    found = texts(shared, [rows[article.number] for article in chosen])
    return [item for a in chosen for item in windows(a.number, found[a.number], written_facts(a), tagger)]


def silver_windows(shared: Path, tagger: OnnxTagger, wanted: int) -> Iterator[list[Item]]:
    """Articles that nobody annotated, drawn at random, with what the program reads in them, file after file."""
    known = {row.id for row in listed()}
    every = [a for a in ant_articles(shared) if a.id not in known and _SHORTEST <= a.words <= _LONGEST and a.category != "sport"]
    Random(10).shuffle(every)  # noqa: S311
    heads = tagger._proposer  # noqa: SLF001
    for first in range(0, wanted, _TOGETHER):
        chosen = enumerate(every[first : min(wanted, first + _TOGETHER)], first)
        with _bars_at_zero():
            yield [item for number, article in chosen for item in _silver(-1 - number, article, tagger, heads)]


def _silver(number: int, article: Article, tagger: OnnxTagger, heads: OnnxProposer | None) -> Iterator[Item]:
    """The windows of one article as the program reads it, heads and all."""
    recorder = _Recorder(heads)
    tagger._proposer = recorder  # type: ignore[assignment]  # noqa: SLF001
    title = article.text.partition("\n\n")[0]
    found = understand(Document(document_id(article.text.encode()), article.text, Origin("x"), publisher=article.outlet,
                                published=article.date, title=title, language="ar"))  # fmt: skip
    layers, claims = found.layers, find_claims(found.layers, found.tree)
    mentions = (*layers.mentions.mentions, *claims.mentions)
    reading = Reading("d", found.reader, layers.frame.published, layers.frame.published_why, entities=(), mentions=mentions, dates=(),
                      quotations=(), claims=claims.claims)  # fmt: skip
    return recorder.items(number, list(targets(read_facts(reading), Sentences(layers.frame, layers.arcs))))


@contextmanager
def _bars_at_zero() -> Iterator[None]:
    """Claims of any confidence are told: it is their weight."""
    names = ("BAR", "RULE_BAR", "LEARNED_BAR", "FAINT")
    bars = {name: getattr(confidence, name) for name in names}
    for name in names:
        setattr(confidence, name, 0.0)
    try:
        yield
    finally:
        for name, bar in bars.items():
            setattr(confidence, name, bar)


def main() -> None:
    """Keep the windows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--silver", type=int, default=0)
    parser.add_argument("--claims", type=Path, default=CLAIMS, help="the folder of the written claims")
    options = parser.parse_args()
    tagger = encoder.load()
    if not isinstance(tagger, OnnxTagger):
        raise SystemExit("the encoder's weights are needed: src/tawthiq/encoder/weights/tawthiq.onnx")
    if not options.silver:
        items = gold_windows(options.shared, tagger, options.claims)
        torch.save(items, options.work / "claims.pt")
        return _report(items)
    (options.work / "silver").mkdir(exist_ok=True)
    for number, items in enumerate(silver_windows(options.shared, tagger, options.silver)):
        torch.save(items, options.work / "silver" / f"{number:03}.pt")
        _report(items)
    return None


def _report(items: Sequence[Item]) -> None:
    count = sum(len(item.targets) for item in items)
    numbers = {item.article for item in items}
    _log.info("%d articles, %d windows, %d targets; %d articles are kept aside", len(numbers), len(items), count, len(aside()))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
