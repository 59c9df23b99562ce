"""``tawthiq quotes`` on the examples."""

from __future__ import annotations

import json

from tests.conftest import Run


def test_quotes_are_brought_by_their_cue(run: Run) -> None:
    found = json.loads(run("quotes", "--json", "--limit", "100").output)
    cues = [row["cue"] for row in found if row["cue"]]
    assert cues
    told = run("quotes", "--limit", "100").output
    assert all(f"\u2068{cue}\u2069: «" in told for cue in cues)
