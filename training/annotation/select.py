"""Chooses the articles to annotate: ``python -m training.annotation.select --shared ../shared``.

150 to 450 words; none that shares eight words in a row twice with a text of the development gold; none that is nearly
a copy of one already chosen; most of them politics and world news. The order is drawn from a seed so that every run
of numbers (0-79, 80-159, …) has the same mixture.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from training.annotation.press import ARTICLES, SHARED, Article, ant_articles, listed, saudi_articles

SEED = 20181005
WANTED = 320
LEAST, MOST = 150, 450  # words: long enough for chains and references, short enough to read twice
SHINGLE = 8  # words in a row: shorter ones are shared by formulas of the trade
GOLD_SHARED = 2  # shingles; one alone may be an office with its holder
COPY_SHARE = 0.1  # of the shingles; agency copy shares far more, two reports of one day share less
SHARES = {  # articles of each kind
    ("ant", "middleEast"): 85, ("ant", "internationalNews"): 85, ("ant", "economy"): 30, ("ant", "technology"): 8,
    ("ant", "culture"): 6, ("ant", "sport"): 6, ("saudinewsnet", "paper"): 100,
}
MORE = {("ant", "middleEast"): 110, ("ant", "internationalNews"): 110, ("ant", "economy"): 20}  # for claims only; drawn later
MORE_SEEDS = (20261122, 20261123)  # of the first further drawing, and of the second
SAUDI_CUES = ("قال", "أكد", "أوضح", "أضاف", "أعلن", "ذكر", "أشار", "بحسب", "وفقا")  # opinion columns mostly have none


def shingles(text: str) -> frozenset[int]:
    """Hashes of every eight words in a row, marks left out."""
    words = ["".join(c for c in word if c.isalnum()) for word in text.split()]
    words = [word for word in words if word]
    return frozenset(hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1))


def gold_shingles(shared: Path) -> frozenset[int]:
    """Of all texts of the development gold."""
    found: set[int] = set()
    for path in sorted((shared / "gold/texts").rglob("*.txt")):
        found |= shingles(path.read_text(encoding="utf-8"))
    return frozenset(found)


def fits(article: Article) -> bool:
    """Whether the length is right and, for the papers that mix news with columns, somebody is quoted."""
    if not LEAST <= article.words <= MOST:
        return False
    return article.corpus == "ant" or sum(cue in article.text for cue in SAUDI_CUES) >= 2


@dataclass
class Chooser:
    """Takes articles that are neither gold nor nearly copies of one taken before."""

    gold: frozenset[int]
    taken: list[Article] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def take(self, article: Article) -> bool:
        own = shingles(article.text)
        if len(own & self.gold) >= GOLD_SHARED or len(own & self.seen) > COPY_SHARE * len(own):
            return False
        self.seen |= own
        self.taken.append(article)
        return True


def spread(articles: Iterable[Article], rng: random.Random) -> list[Article]:
    """The articles so that outlets and months take turns."""
    piles: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for article in articles:
        piles[article.outlet, article.date[:7]].append(article)
    keys = sorted(piles)
    rng.shuffle(keys)
    for key in keys:
        rng.shuffle(piles[key])
    turns: list[Article] = []
    while any(piles.values()):
        turns += [piles[key].pop() for key in keys if piles[key]]
    return turns


def choose(articles: Sequence[Article], gold: frozenset[int], seed: int = SEED) -> list[Article]:
    """The articles to annotate, in the order of their numbers."""
    return draw(articles, Chooser(gold), SHARES, seed)[:WANTED]


def choose_more(articles: Sequence[Article], gold: frozenset[int], before: frozenset[str], seed: int = MORE_SEEDS[0]) -> list[Article]:
    """Further articles, none of them nearly a copy of those chosen ``before`` (their hashes)."""
    chooser = Chooser(gold)
    for article in articles:
        if article.sha256 in before:
            chooser.seen |= shingles(article.text)
    return draw([a for a in articles if a.sha256 not in before], chooser, MORE, seed)


def draw(articles: Sequence[Article], chooser: Chooser, shares: Mapping[tuple[str, str], int], seed: int) -> list[Article]:
    """So many of each kind as the shares say, shuffled."""
    rng = random.Random(seed)  # noqa: S311 - a drawing that can be repeated, nothing secret
    for (corpus, category), share in shares.items():
        turns = iter(spread((a for a in articles if (a.corpus, a.category) == (corpus, category)), rng))
        full = len(chooser.taken) + share
        while len(chooser.taken) < full and (article := next(turns, None)) is not None:
            chooser.take(article)
    rng.shuffle(chooser.taken)
    return chooser.taken


def write(chosen: Sequence[Article], path: Path = ARTICLES, first: int = 0) -> None:
    """``articles.tsv``: no text, only where it stands and its hash. With ``first`` the rows go on behind those that are there."""
    with path.open("a" if first else "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        if not first:
            out.writerow(("number", "corpus", "id", "outlet", "date", "category", "sha256"))
        for number, article in enumerate(chosen, first):
            out.writerow((number, article.corpus, article.id, article.outlet, article.date, article.category, article.sha256))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--more", action="store_true", help="add articles behind those that are listed, for claims only")
    parser.add_argument("--seed", type=int, default=MORE_SEEDS[0], help=f"of --more; drawn so far: {MORE_SEEDS}")
    options = parser.parse_args()
    articles = [a for reader in (ant_articles, saudi_articles) for a in reader(options.shared) if fits(a)]
    if options.more:
        rows = listed()
        write(choose_more(articles, gold_shingles(options.shared), frozenset(row.sha256 for row in rows), options.seed), first=len(rows))
    else:
        write(choose(articles, gold_shingles(options.shared)))


if __name__ == "__main__":
    main()
