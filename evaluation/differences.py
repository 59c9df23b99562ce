"""Differences shown in an archive of press articles, as judged by reading: how many are right, and why the others are not.

python -m evaluation.differences [ARCHIVE]

With an archive: how many of the judged findings it still shows, and of these how many are right.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tawthiq.model import Verdict
from tawthiq.store import FindingFilter, Store

JUDGED = Path(__file__).with_name("differences.tsv")


@dataclass(frozen=True)
class Judged:
    """A finding by its id; ``sample``: before or after differences were looked at anew; ``cause``: why a wrong one was shown."""

    sample: str
    finding: str
    verdict: str
    cause: str


def judged(path: Path = JUDGED) -> list[Judged]:
    """The rows of the table."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [Judged(*row) for row in rows]


def lines(rows: Sequence[Judged], shown: Collection[str] | None = None) -> Iterator[str]:
    """A line a sample; ``shown``: the ids of the findings that an archive has now."""
    for sample in dict.fromkeys(row.sample for row in rows):
        here = [row for row in rows if row.sample == sample]
        yield f"{sample}: {_right(here)}; wrong by {_causes(here)}"
        if shown is not None:
            yield f"    still shown: {_right([row for row in here if row.finding in shown])}"


def _right(rows: Sequence[Judged]) -> str:
    return f"{sum(row.verdict == 'right' for row in rows)} of {len(rows)} right"


def _causes(rows: Sequence[Judged]) -> str:
    found = Counter(row.cause for row in rows if row.verdict != "right")
    return ", ".join(f"{cause} {count}" for cause, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description="Differences of press articles, judged by reading.")
    parser.add_argument("archive", type=Path, nargs="?")
    options = parser.parse_args(arguments)
    shown = None
    if options.archive:
        with Store.open(options.archive, readonly=True) as store:
            shown = {finding.id for finding in store.findings(FindingFilter(limit=None)) if finding.verdict is Verdict.DIFFER}
    print("\n".join(lines(judged(), shown)))


if __name__ == "__main__":
    main()
