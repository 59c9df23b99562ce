"""Asides, lists, and verbs and nouns that و joins: who acts and on what, and where it ends. Invented sentences through the whole reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin, Reading

_TABLE = Path(__file__).with_name("joined.tsv")
_NEVER = "!"

pytestmark = pytest.mark.usefixtures("no_bar")  # what the rules read, however sure they are


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))


def _rows(*, never: bool) -> list[list[str]]:
    rows = [line.split("\t")[1:] for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [row for row in rows if (row[-1] == _NEVER) is never]


def _name(reading: Reading, entity: str | None) -> str:
    return next((e.name for e in reading.entities if e.id == entity), "")


def _words(reading: Reading, claim: Claim) -> str:
    return f"{_name(reading, claim.object.entity)} {claim.object.text} {claim.object.value}" if claim.object else ""


def _found(sentence: str, subject: str, predicate: str, item: str) -> list[str]:
    """The standings of the claims of this fact."""
    reading = _read(sentence)
    same = (c for c in reading.claims if c.predicate == predicate and subject in (_name(reading, c.subject.entity) or str(c.subject.text)))
    return [claim.standing.value for claim in same if item in _words(reading, claim)]


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item", "standing"), _rows(never=False))
def test_joined_table(sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    assert set(_found(sentence, subject, predicate, item)) == {standing}


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item", "standing"), _rows(never=True))
def test_joined_is_never_read(sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    assert standing == _NEVER
    assert not _found(sentence, subject, predicate, item)
