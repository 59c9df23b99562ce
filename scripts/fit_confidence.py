"""Fit the confidence of claims on annotated articles, and print its weights.

    python scripts/fit_confidence.py press open --reader training.claims_cross:read > confidence.tsv
                                                                     # then put it into src/tawthiq/extract/claims/data/

With ``--reader`` each article is read by heads that have not learnt from it (training/claims_cross.py): what they say of their own
articles would be believed too much.

Logistic regression with a quadratic penalty (Newton's method), on every claim that the program shows of the articles: right in
everything by the scorer, or not. ``--check SETS`` prints calibration and ranking on other sets as well, to standard error.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evaluation.program import DEFAULT_READER, program
from evaluation.run import chosen_sets, evaluate
from evaluation.sets import shared_folder
from tawthiq.extract.claims import confidence
from tawthiq.extract.claims.confidence import BIAS
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.model import Axes

_PENALTY = 3.0  # of {3, 10, 30} the best on articles left out in turn (eight parts, area under the curve 0.78 and, of the heads, 0.73)
_SEEN = 4  # claims that a feature must have been seen with
_STEPS = 30  # of Newton's method: it ends long before
_BINS = 10  # of the calibration error

Case = tuple[dict[str, float], bool]
Numbers = npt.NDArray[np.float64]


def main() -> None:
    """Print the table of weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets")
    parser.add_argument("parts", help="of the press, comma-separated: open,more")
    parser.add_argument("--check", default="")
    parser.add_argument("--reader", default=DEFAULT_READER)
    options = parser.parse_args()
    cases = [case for part in options.parts.split(",") for case in _cases(options.sets, part, options.reader)]
    seen = Counter(name for features, _ in cases for name in features)
    names = [BIAS, *sorted(name for name, count in seen.items() if count >= _SEEN)]
    weights = _fitted(_matrix(cases, names), np.array([right for _, right in cases], float))
    print(f"# feature\tweight (made by scripts/fit_confidence.py from {len(cases)} claims of {options.sets}: {options.parts})")
    for name, weight in zip(names, weights, strict=True):
        if round(float(weight), 3):
            print(f"{name}\t{weight:.3f}")
    if options.check:
        _report(options.check, list(_cases(options.check, "open", DEFAULT_READER)), names, weights)


def _cases(sets: str, part: str, reader: str) -> Iterator[Case]:
    """How each claim that is shown was read, and whether it is right."""
    known: dict[tuple[str, str, int, int], dict[str, float]] = {}
    features, bars = confidence.features, (confidence.BAR, confidence.LEARNED_BAR, confidence.FAINT)

    def noted(scene: Scene, draft: Draft, axes: Axes) -> dict[str, float]:
        found = features(scene, draft, axes)
        known[(draft.rule, draft.predicate, *draft.evidence)] = found
        return found

    confidence.features = noted
    confidence.BAR = confidence.LEARNED_BAR = confidence.FAINT = 0.0  # what is kept open for its low chance is learnt from as well
    try:
        with tempfile.TemporaryDirectory() as folder:
            result = evaluate(chosen_sets(sets, shared_folder(None), part=(part, Path(folder))), program(reader))
    finally:
        confidence.features, (confidence.BAR, confidence.LEARNED_BAR, confidence.FAINT) = features, bars
    for scored in result.measured.scored:
        for index, claim in enumerate(scored.claims):
            first = claim.raw["evidence"][0]
            maker = str(claim.raw["made_by"][0]).removeprefix("rule:").partition("@")[0]
            found = known.get((maker, str(claim.raw["predicate"]), first["start"], first["end"]))
            if found is not None:
                yield found, bool(scored.right[index])


def _matrix(cases: Sequence[Case], names: Sequence[str]) -> Numbers:
    place = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(cases), len(names)))
    matrix[:, 0] = 1.0
    for row, (features, _) in enumerate(cases):
        for name, value in features.items():
            if name in place:
                matrix[row, place[name]] = value
    return matrix


def _fitted(matrix: Numbers, right: Numbers) -> Numbers:
    weights: Numbers = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], _PENALTY)
    penalty[0] = 1e-6  # the share of right claims is learnt freely
    for _ in range(_STEPS):
        chance = _chance(matrix, weights)
        slope = matrix.T @ (chance - right) + penalty * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalty)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _chance(matrix: Numbers, weights: Numbers) -> Numbers:
    result: Numbers = 1 / (1 + np.exp(-matrix @ weights))
    return result


def _report(name: str, cases: Sequence[Case], names: Sequence[str], weights: Numbers) -> None:
    chance, right = _chance(_matrix(cases, names), weights), np.array([case[1] for case in cases], float)
    bins = np.minimum((chance * _BINS).astype(int), _BINS - 1)
    error = sum((bins == b).mean() * abs(chance[bins == b].mean() - right[bins == b].mean()) for b in set(bins.tolist()))
    print(f"{name}: {len(cases)} claims, {right.mean():.1%} right, calibration error {error:.3f}, ranking {_area(chance, right):.3f}",
          file=sys.stderr)


def _area(chance: Numbers, right: Numbers) -> float:
    """Area under the curve: how often a right claim stands above a wrong one."""
    order = np.argsort(np.argsort(chance)) + 1.0
    positive = right.sum()
    return float((order[right == 1].sum() - positive * (positive + 1) / 2) / max(1.0, positive * (len(right) - positive)))


if __name__ == "__main__":
    main()
