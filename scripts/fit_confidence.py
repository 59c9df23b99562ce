"""Fit the confidence of claims on annotated articles: weights and trees, into src/tawthiq/extract/claims/data/.

    python scripts/fit_confidence.py press open,more --reader training.claims_cross:read [--out FOLDER]

With ``--reader`` each article is read by heads that have not learnt from it (training/claims_cross.py): what they say of their own
articles would be believed too much.

Logistic regression with a quadratic penalty (Newton's method) and boosted trees (``training.boosting``), on every claim that the
program makes of the articles: right in everything by the scorer, or not. ``--check SETS`` prints calibration and ranking on other sets.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evaluation.program import DEFAULT_READER, program
from evaluation.run import chosen_sets, evaluate
from evaluation.sets import shared_folder
from tawthiq.extract.claims import confidence
from tawthiq.extract.claims.agreement import MEASURED
from tawthiq.extract.claims.confidence import BIAS, UNWEIGHED
from tawthiq.extract.claims.learned import RULE
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.model import Axes
from training.boosting import Tree, boosted, scores_of

_PENALTY = 10.0  # of {3, 10, 30}: of articles of other outlets than those learnt from this one ranks best
_SEEN = 4  # claims that a feature must have been seen with
_ASKED = 12  # and that a tree may ask for
_ALONE = 5  # one claim of so many is learnt from once more without heads and tree
_STEPS = 30  # of Newton's method: it ends long before
_DATA = Path(__file__).resolve().parent.parent / "src/tawthiq/extract/claims/data"
_BINS = 10  # of the calibration error

Case = tuple[dict[str, float], bool]
Numbers = npt.NDArray[np.float64]


def main() -> None:
    """Write the tables of weights and trees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets")
    parser.add_argument("parts", help="of the press, comma-separated: open,more")
    parser.add_argument("--check", default="")
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--out", type=Path, default=_DATA)
    options = parser.parse_args()
    cases = [case for part in options.parts.split(",") for case in _cases(options.sets, part, options.reader)]
    source = f"(made by scripts/fit_confidence.py from {len(cases)} claims of {options.sets}: {options.parts})"
    names, weights, trees = fitted(cases)
    (options.out / "confidence.tsv").write_text("".join(weight_lines(names, weights, source)), encoding="utf-8")
    (options.out / "trees.tsv").write_text("".join(tree_lines(trees, source)), encoding="utf-8")
    if options.check:
        _report(options.check, list(_cases(options.check, "open", DEFAULT_READER)), names, weights, trees)


def fitted(cases: Sequence[Case]) -> tuple[list[str], Numbers, list[Tree]]:
    """The names of features, the weight of each, and the trees; some claims count once more as where the rules read alone."""
    cases = [*cases, *((_unweighed(features), right) for features, right in cases[::_ALONE] if not any(map(_by_heads, features)))]
    seen = Counter(name for features, _ in cases for name in features)
    names = [BIAS, *sorted(name for name, count in seen.items() if count >= _SEEN and name != BIAS)]
    right = np.array([right for _, right in cases], float)
    asked = sorted(name for name, count in seen.items() if count >= _ASKED and name != BIAS)
    return names, _fitted(_matrix(cases, names), right), boosted(_matrix(cases, ["", *asked])[:, 1:], asked, right)


def _by_heads(name: str) -> bool:
    return name.startswith(RULE)


def _unweighed(features: Mapping[str, float]) -> dict[str, float]:
    """The features without what heads and tree say."""
    return {name: value for name, value in features.items() if not name.startswith(MEASURED)} | {UNWEIGHED: 1.0}


def weight_lines(names: Sequence[str], weights: Numbers, source: str) -> Iterator[str]:
    """The rows of confidence.tsv."""
    yield f"# feature\tweight {source}\n"
    for name, weight in zip(names, weights, strict=True):
        if round(float(weight), 3):
            yield f"{name}\t{weight:.3f}\n"


def tree_lines(trees: Sequence[Tree], source: str) -> Iterator[str]:
    """The rows of trees.tsv."""
    yield f"# tree\tnode\tfeature\tgreater than, or what is added where the feature is empty {source}\n"
    for number, tree in enumerate(trees):
        for node, (name, value) in sorted(tree.items()):
            yield f"{number}\t{node}\t{name}\t{value:.4f}\n"


def _cases(sets: str, part: str, reader: str) -> Iterator[Case]:
    """How each claim that is shown was read, and whether it is right."""
    known: dict[tuple[str, str, int, int], dict[str, float]] = {}
    features, bars = confidence.features, (confidence.BAR, confidence.RULE_BAR, confidence.LEARNED_BAR, confidence.FAINT)

    def noted(scene: Scene, draft: Draft, axes: Axes) -> dict[str, float]:
        found = features(scene, draft, axes)
        known[(draft.rule, draft.predicate, *draft.evidence)] = found
        return found

    confidence.features = noted
    # What is kept open for its low chance is learnt from as well.
    confidence.BAR = confidence.RULE_BAR = confidence.LEARNED_BAR = confidence.FAINT = 0.0
    try:
        with tempfile.TemporaryDirectory() as folder:
            result = evaluate(chosen_sets(sets, shared_folder(None), part=(part, Path(folder))), program(reader))
    finally:
        confidence.features, (confidence.BAR, confidence.RULE_BAR, confidence.LEARNED_BAR, confidence.FAINT) = features, bars
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


def _report(name: str, cases: Sequence[Case], names: Sequence[str], weights: Numbers, trees: Sequence[Tree]) -> None:
    score = (_matrix(cases, names) @ weights + scores_of(trees, [features for features, _ in cases])) / 2
    chance, right = 1 / (1 + np.exp(-score)), np.array([case[1] for case in cases], float)
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
