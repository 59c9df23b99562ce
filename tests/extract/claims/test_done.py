"""Deeds told in passing, objects before their subject, and lists of deeds: what must not be read so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin

_TABLE = Path(__file__).with_name("not_done.tsv")


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _claims(text: str) -> tuple[Claim, ...]:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-03")).claims


@pytest.mark.parametrize(("module", "sentence", "predicate", "words"), _rows())
def test_done_table_of_what_is_not_told(module: str, sentence: str, predicate: str, words: str) -> None:
    told = [(c.subject.text, c.predicate, c.object.text) for c in _claims(sentence) if c.object is not None]
    assert not [t for t in told if t[1] == predicate and (t[2] or "").startswith(words)], (module, told)


def test_evidence_holds_the_words_of_a_subject_before_an_aside() -> None:
    text = "الجسور التي تحدث عنها الوزير، وعددها عشرة، بنيت قبل الحرب."
    found = [c for c in _claims(text) if c.subject.span is not None and c.predicate != "open"]
    assert found
    assert all(any(e.start <= c.subject.span.start < e.end for e in c.evidence) for c in found if c.subject.span is not None)
