"""What only seems so is no fact: يبدو أن, على الأرجح, كأن; and what the same words say when nothing seems."""

from __future__ import annotations

import pytest

from tawthiq.extract import read
from tawthiq.model import Document, Origin


def _standings(sentence: str, predicate: str) -> set[str]:
    reading = read(Document("0" * 64, sentence, Origin("t.txt"), publisher="قناة طيف", published="2021-03-01"))
    return {claim.standing.value for claim in reading.claims if claim.predicate == predicate}


@pytest.mark.parametrize(("sentence", "predicate"), [
    ("يبدو أن هاني زيدان هرب إلى قبرص.", "fled"),
    ("زار هاني زيدان دمشق على الأرجح.", "visited"),
    ("الأرجح أن خالد نصر زار دمشق.", "visited"),
    ("كأن هاني زيدان سرق المصرف.", "complicit_in"),
    ("زار خالد نصر دمشق على ما يبدو.", "visited"),
])  # fmt: skip
def test_seeming_is_no_fact(sentence: str, predicate: str) -> None:
    assert "stated" not in _standings(sentence, predicate)


@pytest.mark.parametrize(("sentence", "predicate"), [
    ("كان هاني زيدان سرق المصرف.", "complicit_in"),
    ("بدا خالد نصر واثقا وزار دمشق.", "visited"),
    ("من الواضح أن هاني زيدان زار دمشق.", "visited"),
])  # fmt: skip
def test_seeming_leaves_facts(sentence: str, predicate: str) -> None:
    assert "stated" in _standings(sentence, predicate)


def test_seeming_what_was_not_done_instead_is_negated() -> None:
    assert _standings("بدلا من اعتقال هاني زيدان كرمته الدولة.", "arrested") <= {"negated"}


@pytest.mark.parametrize(("sentence", "predicate"), [
    ("لا دليل على أن هاني زيدان سرق المصرف.", "complicit_in"),
    ("لم يعثر المحققون على أدلة تثبت أن هاني زيدان سرق المصرف.", "complicit_in"),
    ("ليس هناك ما يدل على أن هاني زيدان هرب إلى قبرص.", "fled"),
    ("لم يتضح أن خالد نصر زار دمشق.", "visited"),
    ("لم يتسن التحقق من مقتل هاني زيدان.", "killed_in"),
])  # fmt: skip
def test_seeming_what_nobody_has_shown_is_left_open(sentence: str, predicate: str) -> None:
    assert _standings(sentence, predicate) == {"conditional"}


@pytest.mark.parametrize(("sentence", "predicate"), [
    ("أثبتت الصور أن خالد نصر زار دمشق.", "visited"),
    ("لا يحتاج الأمر إلى دليل على أن خالد نصر زار دمشق.", "visited"),
    ("لم يقدم خالد نصر دليلا، ثم هرب إلى قبرص.", "fled"),
])  # fmt: skip
def test_seeming_proof_that_is_not_negated_leaves_nothing_open(sentence: str, predicate: str) -> None:
    assert "conditional" not in _standings(sentence, predicate)
