"""Learns the weights of reference: ``python scripts/fit_reference.py ../shared`` (some minutes), ``--folds 5`` to measure instead.

Every annotated press article that is not kept aside is read; wherever the program asks whom a pronoun or hidden subject means,
what could be meant is written down with its features. Right is the subject of the annotated claim that begins there; where none of
the candidates is that subject, none of them is right. A conditional logit (McFadden 1974) over the candidates and «none».
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.press import aside
from tawthiq.extract import read
from tawthiq.extract.reference import discourse
from tawthiq.extract.reference.candidates import Asked, Candidate, Sight
from tawthiq.extract.reference.memory import Memory
from tawthiq.extract.reference.weighing import Meant, features, meant, none_of_them
from tawthiq.model import Document, Origin
from training.annotation.claims_written import CLAIMS, Article, Written, from_json
from training.annotation.press import listed, texts

WEIGHTS = Path(__file__).parents[1] / "src/tawthiq/extract/reference/data/weights.tsv"
PENALTY = 5.0  # on half the squared weights; 1, 3 and 10 were within a point
LEAST = 4  # cases: a rarer feature is left out
_NEAR, _BEFORE = 25, 14  # code points between the pronoun or verb and where a claim's object or evidence begins


@dataclass(frozen=True, slots=True)
class Case:
    """One question: the features of each candidate (of «none» last), which are right, and what the rules answered (-1: none)."""

    number: int
    shown: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    rules: int


class Noting:
    """Stands in for ``meant``: notes what was asked, and answers as the weights of before do."""

    def __init__(self, answer: Any) -> None:
        self.answer, self.asked = answer, dict[tuple[int, int], tuple[Sight, list[tuple[str, ...]], list[list[tuple[int, int]]]]]()

    def __call__(self, memory: Memory, seen: Sight) -> Meant | None:
        shown = [tuple(features(memory, seen, candidate)) for candidate in seen.candidates]
        places = [_places(memory, seen.asked, candidate) for candidate in seen.candidates]
        self.asked[seen.asked.start, seen.asked.end] = (seen, [*shown, tuple(none_of_them(seen))], places)
        found: Meant | None = self.answer(memory, seen)
        return found


def _places(memory: Memory, asked: Asked, candidate: Candidate) -> list[tuple[int, int]]:
    if candidate.noun is not None:
        return [(candidate.noun.start, candidate.noun.end)]
    mentions = memory.mentions_between(0, asked.start)
    return [(m.span.start, m.span.end) for m in mentions if m.entity == candidate.entity]


def cases(shared: Path) -> Iterator[Case]:
    """What was asked in all articles that may be learnt from."""
    kept = aside()
    written = [from_json(path.read_text(encoding="utf-8")) for path in sorted(CLAIMS.glob("[0-9]*.json"))]
    written = [article for article in written if article.number not in kept]
    rows = {row.number: row for row in listed()}
    found = texts(shared, [rows[article.number] for article in written])
    for article in written:
        noting = Noting(meant)
        vars(discourse)["meant"] = noting  # the one place where the program asks
        row = rows[article.number]
        read(Document(f"{article.number:064d}", found[article.number], Origin("article.txt"), publisher=row.outlet, published=row.date))
        vars(discourse)["meant"] = meant
        yield from _labelled(article, noting)


def _labelled(article: Article, noting: Noting) -> Iterator[Case]:
    for seen, shown, places in noting.asked.values():
        told = _told(article, seen.asked)
        if told is None:
            continue
        right = [any(_same(place, span) for place in found for span in told) for found in places]
        rules = next((i for i, c in enumerate(seen.candidates) if c.entity is not None and c.entity == seen.asked.answer), -1)
        yield Case(article.number, tuple(shown), (*right, not any(right)), rules)


def _same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def _told(article: Article, asked: Asked) -> list[tuple[int, int]] | None:
    """Where the subject of the claim that begins here is named; None if no claim does, or it is named behind as well."""
    votes: dict[Any, float] = defaultdict(float)
    end = asked.end
    for claim in article.claims:
        weight = _weight(claim, asked.start)
        if weight:
            votes[claim.subject.entity or claim.subject.words] += weight
            end = max(end, *(high for low, high in claim.evidence if low <= asked.start + 1))
    ranked = sorted(votes.values(), reverse=True)
    if not ranked or ranked[0] < 2 or ranked[:1] == ranked[1:2]:
        return None
    key = max(votes, key=votes.__getitem__)
    known = {known.key: [(low, high) for low, high, _ in known.mentions] for known in article.entities}
    spans = known.get(key, []) if isinstance(key, str) else list(key)
    return None if any(asked.end <= low < end for low, _ in spans) else spans


def _weight(claim: Written, at: int) -> float:
    """How surely a claim is told by the clause that begins here."""
    if not any(low <= at + 1 and at < high for low, high in claim.evidence):
        return 0.0
    if claim.object is not None and any(0 <= low - at <= _NEAR for low, _ in claim.object.words):
        return 4.0
    return 2.0 if any(-3 <= at - low <= _BEFORE for low, _ in claim.evidence) else 0.25


Rows = list[tuple[NDArray[np.float32], NDArray[np.bool_]]]


def vectors(found: Sequence[Case], places: Mapping[str, int]) -> Rows:
    """A row of zeros and ones a candidate, and which rows are right."""
    made = []
    for case in found:
        rows = np.zeros((len(case.shown), len(places)), dtype=np.float32)
        for row, shown in zip(rows, case.shown, strict=True):
            row[[places[feature] for feature in shown if feature in places]] = 1
        made.append((rows, np.array(case.right)))
    return made


def fit(rows: Rows, count: int, steps: int = 300) -> NDArray[np.float64]:
    """The weights, by Adam."""
    weights, mean, square = np.zeros(count), np.zeros(count), np.zeros(count)
    for step in range(1, steps + 1):
        slope = PENALTY * weights
        for shown, right in rows:
            chance = _chances(shown, weights)
            slope += shown.T @ (chance - chance * right / (chance * right).sum())
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = 0.1 if step < 2 * steps / 3 else 0.03
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def _chances(shown: NDArray[np.float32], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    scores = shown @ weights
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float64)


def known(found: Sequence[Case]) -> dict[str, int]:
    """The features that are seen often enough, numbered."""
    times = Counter(feature for case in found for shown in case.shown for feature in shown)
    return {feature: i for i, feature in enumerate(sorted(feature for feature, count in times.items() if count >= LEAST))}


def measure(found: Sequence[Case], folds: int) -> None:
    """Print how often the likeliest candidate is right, by its chance, on articles left out, beside the rules."""
    told: list[tuple[float, bool]] = []
    for fold in range(folds):
        learnt = [case for case in found if case.number % folds != fold]
        places = known(learnt)
        weights = fit(vectors(learnt, places), len(places))
        for shown, right in vectors([case for case in found if case.number % folds == fold], places):
            chance = _chances(shown, weights)[:-1]
            if len(chance):
                told.append((float(chance.max()), bool(right[chance.argmax()])))
    ruled = [case.right[case.rules] for case in found if case.rules >= 0]
    print(f"{len(found)} cases; the rules answer {len(ruled)}, right {sum(ruled)} ({100 * sum(ruled) / len(ruled):.1f} %)")
    for bar in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4):
        above = [right for chance, right in told if chance >= bar]
        print(f"chance of {bar} and more: {len(above)}, right {sum(above)} ({100 * sum(above) / max(1, len(above)):.1f} %)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    found = list(cases(options.shared))
    if options.folds:
        measure(found, options.folds)
        return
    places = known(found)
    weights = fit(vectors(found, places), len(places))
    head = f"# How likely a candidate is meant: learnt by scripts/fit_reference.py from {len(found)} cases, penalty {PENALTY}.\n"
    WEIGHTS.write_text(head + "".join(f"{feature}\t{weights[i]:.3f}\n" for feature, i in places.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
