"""Windows for the heads for claims: what encoder and parser know of their words, kept so that an epoch needs neither.

python -m training.claims_windows --shared ../shared --work WORK [--silver ARTICLES]

Writes ``WORK/claims.pt`` from the annotated articles of the corpus ``ant`` that are open, and with ``--silver`` ``WORK/silver.pt`` from
articles of the same corpus that nobody annotated, with the claims that the program reads there.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch

from evaluation.press import articles, aside
from tawthiq import encoder
from tawthiq.encoder import Proposal
from tawthiq.encoder.decode import Scores
from tawthiq.encoder.model import OnnxTagger
from tawthiq.encoder.proposals import between, seen
from tawthiq.encoder.syntax import Indices, Parsed
from tawthiq.extract import read
from tawthiq.extract.frame import build_frame
from tawthiq.model import Document, Origin, document_id
from training.annotation.claims_written import CLAIMS
from training.annotation.press import ant_articles, listed, texts
from training.claims_facts import Fact, Sentences, read_facts, targets, written_facts
from training.claims_items import Item

_log = logging.getLogger("training.claims_windows")
_CORPUS = "ant"  # openly licensed; articles of the other corpus serve to measure alone
_REPORT = 50  # articles between two lines of the log
_SHORTEST, _LONGEST = 100, 400  # words of an article for silver


class _Recorder:
    """Stands where the heads will stand, and keeps what they would see."""

    def __init__(self) -> None:
        self.kept: list[tuple[Scores, Indices, Indices, Indices]] = []

    def proposals(self, parsed: Parsed, said: Scores, sentences: Indices, places: Indices) -> Iterator[tuple[int, Proposal]]:
        """No proposals."""
        self.kept.append((seen(parsed, said), between(parsed), sentences.copy(), places.copy()))
        return iter(())


def windows(number: int, text: str, facts: Iterable[Fact], tagger: OnnxTagger) -> Iterator[Item]:
    """The windows of one article."""
    recorder = _Recorder()
    tagger._proposer = recorder  # noqa: SLF001 - the one place that looks in
    frame = build_frame(Document("d", text, Origin("x")))
    arcs = tagger.read(frame.words).arcs
    found = list(targets(facts, Sentences(frame, arcs)))
    for inputs, together, sentences, places in recorder.kept:
        inside = {(int(s), int(p)) for s, p in zip(sentences, places, strict=True)}
        here = tuple(target for target in found if (target.sentence, target.word) in inside)
        yield Item(number, torch.from_numpy(inputs.astype(np.float16)), torch.from_numpy(together.astype(np.uint8)),
                   torch.from_numpy(sentences), torch.from_numpy(places), here)  # fmt: skip


def gold_windows(shared: Path, tagger: OnnxTagger, folder: Path = CLAIMS) -> list[Item]:
    """The annotated articles that may be learnt from."""
    rows = {row.number: row for row in listed() if row.corpus == _CORPUS}
    chosen = [article for part in ("open", "more") for article in articles(part, folder) if article.number in rows]
    found = texts(shared, [rows[article.number] for article in chosen])
    return [item for a in chosen for item in windows(a.number, found[a.number], written_facts(a), tagger)]


def silver_windows(shared: Path, tagger: OnnxTagger, wanted: int) -> list[Item]:
    """Articles that nobody annotated, drawn at random, with what the program reads in them."""
    known = {row.id for row in listed()}
    every = [a for a in ant_articles(shared) if a.id not in known and _SHORTEST <= a.words <= _LONGEST and a.category != "sport"]
    Random(1).shuffle(every)  # noqa: S311
    items: list[Item] = []
    tagger._proposer = _Recorder()  # noqa: SLF001 - what the heads themselves say is not silver
    for number, article in enumerate(every[:wanted]):
        title = article.text.partition("\n\n")[0]
        document = Document(document_id(article.text.encode()), article.text, Origin("x"), publisher=article.outlet,
                            published=article.date, title=title, language="ar")  # fmt: skip
        items += windows(-1 - number, article.text, read_facts(read(document)), tagger)
        if number % _REPORT == 0:
            _log.info("%d articles", number)
    return items


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
    if options.silver:
        items, name = silver_windows(options.shared, tagger, options.silver), "silver.pt"
    else:
        items, name = gold_windows(options.shared, tagger, options.claims), "claims.pt"
    torch.save(items, options.work / name)
    _report(items)


def _report(items: Sequence[Item]) -> None:
    count = sum(len(item.targets) for item in items)
    numbers = {item.article for item in items}
    _log.info("%d articles, %d windows, %d targets; %d articles are kept aside", len(numbers), len(items), count, len(aside()))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
