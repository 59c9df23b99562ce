"""Clauses in their own words where the parser vouches for the subject; nothing told of what only happens or is said."""

from __future__ import annotations

import pytest

from tawthiq.extract import read
from tawthiq.model import Document, Origin

pytestmark = pytest.mark.usefixtures("no_bar")  # what the rules read, however sure they are


def _told(text: str, rule: str = "") -> list[tuple[str, str, str]]:
    """(subject, predicate, words) of the claims; those of this rule alone if it is named."""
    reading = read(Document("0" * 64, text, Origin("t.txt")))
    names = {entity.id: entity.names[0].text for entity in reading.entities}
    return [
        (names[claim.subject.entity or ""], claim.predicate, claim.object.text or "")
        for claim in reading.claims if claim.object is not None and claim.made_by[0].startswith(f"rule:{rule}")
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "predicate", "words"), [
    ("السد الجديد يحجب الرياح عن القرى المجاورة.", "السد الجديد", "has_trait", "يحجب الرياح عن القرى المجاورة"),
    ("هذه الضريبة تثقل كاهل الأسر الفقيرة.", "هذه الضريبة", "has_trait", "تثقل كاهل الأسر الفقيرة"),
])  # fmt: skip
def test_vouched_tells_what_no_other_rule_tells(text: str, subject: str, predicate: str, words: str) -> None:
    assert (subject, predicate, words) in _told(text)


@pytest.mark.parametrize("text", [
    "جاءت الزيادة وسط أزمة في المخابز.",
    "قال سكان القرية إن الطريق مغلقة.",
    "يبدو القرار بعيدا عن التطبيق.",
    "الطريق التي تعبر الوادي مغلقة.",
])  # fmt: skip
def test_vouched_tells_nothing_of_what_happens_or_is_said(text: str) -> None:
    assert _told(text, "vouched.clause") == []
