"""Who is found to speak: the named, the hidden, the one of a relative clause; and nobody rather than the wrong one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tawthiq.extract.attribution import find_attributions
from tawthiq.extract.frame import build_frame
from tawthiq.extract.mentions import find_mentions
from tawthiq.model import Document, Origin

CASES = [
    tuple(row)
    for row in csv.reader(Path(__file__).with_name("speakers.tsv").read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
]


def said(text: str) -> dict[str, str]:
    """Content → the names of its hops, outermost first; ∅ for nobody."""
    frame = build_frame(Document("0" * 64, text, Origin("a.txt")))
    found = find_attributions(frame, find_mentions(frame, ()), ()).attributions
    return {one.content.exact: " › ".join(hop.name or "∅" for hop in one.hops) for one in found}


@pytest.mark.parametrize(("text", "content", "hops"), CASES[1:])
def test_speakers_are_found_or_left_open(text: str, content: str, hops: str) -> None:
    found = said(text)
    matching = [names for words, names in found.items() if content in words and len(words) < 2 * len(content)]
    assert matching == ([] if hops == "-" else [hops]), found
