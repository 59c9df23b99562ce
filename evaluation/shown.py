"""Claims shown of press articles that nobody has read before: drawn at random, judged one by one, and how many were right.

python -m evaluation.shown --draw 9 [--articles 60] [--claims 100]    the drawn claims with their text, to be judged
python -m evaluation.shown                                            what the judgements of ``judged_shown.tsv`` say

Articles of the shared press corpus ``ant`` that stand in no list of annotated ones are drawn by a seed, then claims of
theirs that are shown under a predicate (``open`` is not: it is "unsure, please read").
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tawthiq.extract import read
from tawthiq.model import Argument, Claim, Document, Origin, Reading, document_id
from tawthiq.views.words import is_unsure, object_words
from training.annotation.press import SHARED, Article, ant_articles, listed

JUDGED = Path(__file__).with_name("judged_shown.tsv")
VERDICTS = ("right", "acceptable", "wrong", "worse")
_AROUND = 350  # code points of the text on each side of a claim's words


@dataclass(frozen=True)
class Judged:
    """A drawn claim by its ids; ``verdict`` is one of VERDICTS, ``cause`` says why a claim is not right."""

    draw: str
    article: str
    claim: str
    verdict: str
    cause: str


def judged(path: Path = JUDGED) -> list[Judged]:
    """The rows of the table."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [Judged(*row) for row in rows]


def summary(rows: Sequence[Judged]) -> Iterator[str]:
    """A line a draw: verdicts, and the causes of what is wrong or worse than the source."""
    for draw in dict.fromkeys(row.draw for row in rows):
        here = [row for row in rows if row.draw == draw]
        found = Counter(row.verdict for row in here)
        causes = Counter(row.cause.partition(":")[0] for row in here if row.verdict in {"wrong", "worse"})
        yield f"{draw}: " + ", ".join(f"{verdict} {found[verdict]}" for verdict in VERDICTS) + f" of {len(here)}"
        yield "    " + ", ".join(f"{cause} {count}" for cause, count in sorted(causes.items(), key=lambda pair: (-pair[1], pair[0])))


def drawn_articles(shared: Path, seed: int, count: int) -> list[Article]:
    """As many unlisted articles, by the seed; the same in every run."""
    known = {row.id for row in listed()}
    chance = random.Random(seed)  # noqa: S311 - a draw to be repeated, no secret
    ids = sorted(article.id for article in ant_articles(shared) if article.id not in known)
    wanted = frozenset(chance.sample(ids, count))
    return sorted(ant_articles(shared, wanted), key=lambda article: article.id)


def document(article: Article) -> Document:
    """The article as a document with its outlet and date."""
    content = article.text.encode()
    title = article.text.partition("\n\n")[0]
    origin = Origin(f"{article.id}.txt")
    return Document(
        document_id(content), article.text, origin, publisher=article.outlet, published=article.date, title=title, language="ar"
    )


def shown(reading: Reading) -> list[Claim]:
    """The claims under a predicate, in their order."""
    return [claim for claim in reading.claims if claim.predicate != "open"]


def block(article: Article, reading: Reading, claim: Claim) -> Iterator[str]:
    """A claim with the text around it: its words between ⟦ and ⟧."""
    names = {entity.id: entity.name for entity in reading.entities}
    start, end = claim.evidence[0].start, claim.evidence[-1].end
    chain = " › ".join(f"{hop.role}:{hop.name} ({hop.kind})" for hop in claim.chain)
    time = ", ".join(f"{one.relation} {one.value}" for one in claim.time)
    unsure = " UNSURE" if is_unsure(claim) else ""
    yield f"━━ {article.id} [{claim.id}] {claim.confidence}{unsure} {' '.join(claim.made_by)}: {'; '.join(claim.why)}"
    yield f"{_words(claim.subject, names)} | {claim.predicate} | {_item(claim, names)} | {time} | {claim.standing} | {chain}"
    before, after = article.text[max(0, start - _AROUND) : start], article.text[end : end + _AROUND]
    yield f"    {before}⟦{article.text[start:end]}⟧{after}".replace("\n", "⏎")


def _words(argument: Argument, names: dict[str, str]) -> str:
    name = names.get(argument.entity or "", "")
    return f"{name} «{argument.text or ''}»"


def _item(claim: Claim, names: dict[str, str]) -> str:
    """The object as readers see it: with its verb where the text has that elsewhere."""
    name = names.get(claim.object.entity or "", "") if claim.object is not None else ""
    return f"{name} «{object_words(claim)}»"


def drawn(shared: Path, seed: int, articles: int, claims: int) -> Iterator[str]:
    """The drawn claims as blocks, after a line with how many there were."""
    found = [
        (article, reading, claim)
        for article in drawn_articles(shared, seed, articles)
        for reading in [read(document(article))]
        for claim in shown(reading)
    ]
    chosen = sorted(random.Random(seed).sample(range(len(found)), min(claims, len(found))))  # noqa: S311 - likewise
    yield f"{len(found)} claims shown of {articles} articles"
    for place in chosen:
        yield from block(*found[place])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a draw, or what the judgements say."""
    parser = argparse.ArgumentParser(description="Claims of unread press articles, drawn at random and judged.")
    parser.add_argument("--draw", type=int, help="the seed of a draw")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--claims", type=int, default=100)
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args(arguments)
    found = summary(judged()) if options.draw is None else drawn(options.shared, options.draw, options.articles, options.claims)
    print("\n".join(found))


if __name__ == "__main__":
    main()
