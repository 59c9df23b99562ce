"""Whose a title is, and what stands before it: who acts for a holder, and who holds the office himself."""

from __future__ import annotations

import pytest

from tawthiq.extract import read
from tawthiq.model import Document, Origin

ACTING = (
    ("زار القائم بأعمال القنصل البرازيلي سمير الكوسا معرض الزهور.", "القائم بأعمال القنصل البرازيلي"),
    ("قالت المكلفة بتسيير أعمال مديرة المتحف رهام الطويل إن القاعة مغلقة.", "المكلفة بتسيير أعمال مديرة المتحف"),
    ("قال قنصل البرازيل سمير الكوسا إن المعرض ناجح.", "قنصل البرازيل"),
)
ANOTHERS = (
    ("شغلت رهام الطويل منصب نائبة مدير دار الأوبرا، سمير الكوسا، ثلاثة أعوام.", "سمير الكوسا", False),
    ("رهام الطويل التي تتولى منصب نائبة مدير دار الأوبرا، سمير الكوسا، سافرت.", "سمير الكوسا", False),
    ("يشغل منصب مدير دار الأوبرا سمير الكوسا.", "سمير الكوسا", True),
)


def _offices(text: str, name: str) -> list[str]:
    reading = read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))
    ids = {entity.id for entity in reading.entities if entity.name == name}
    told = (claim for claim in reading.claims if claim.predicate == "holds_position" and claim.subject.entity in ids)
    return [(claim.object.text or "") if claim.object else "" for claim in told]


@pytest.mark.parametrize(("text", "office"), ACTING)
def test_titles_who_acts_for_a_holder_holds_no_more_than_that(text: str, office: str) -> None:
    name = "سمير الكوسا" if "سمير" in text else "رهام الطويل"
    assert _offices(text, name) == [office]


@pytest.mark.parametrize(("text", "name", "holds"), ANOTHERS)
def test_titles_an_office_that_somebody_fills_is_nobody_elses(text: str, name: str, *, holds: bool) -> None:
    assert bool(_offices(text, name)) is holds
