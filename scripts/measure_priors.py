"""Measure how often each claim rule reads right on the development gold, and write it as the rules' confidences.

    python scripts/measure_priors.py seeds,D1,D2 > src/tawthiq/extract/claims/data/priors.tsv

Shares are drawn towards the mean of all rules by the weight of a few claims, so that a rule seen twice is not sure.
"""

from __future__ import annotations

import sys
from collections import Counter

from evaluation.program import program
from evaluation.run import chosen_sets, evaluate
from evaluation.sets import shared_folder

_WEIGHT = 6  # claims: how much the mean of all rules counts beside a rule's own claims


def main(names: str) -> None:
    """Print the table: rule, smoothed share right, claims measured."""
    result = evaluate(chosen_sets(names, shared_folder(None)), program())
    shown: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for scored in result.measured.scored:
        for index, claim in enumerate(scored.claims):
            rule = claim.raw["made_by"][0].removeprefix("rule:").split("@")[0]
            shown[rule] += 1
            right[rule] += bool(scored.right[index])
    mean = right.total() / max(1, shown.total())
    print("# rule\tshare right, drawn towards the mean\tclaims measured (made by scripts/measure_priors.py)")
    for rule in sorted(shown):
        print(f"{rule}\t{(right[rule] + _WEIGHT * mean) / (shown[rule] + _WEIGHT):.2f}\t{shown[rule]}")


if __name__ == "__main__":
    main(sys.argv[1])
