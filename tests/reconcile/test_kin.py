"""Kinship. All names are invented."""

import pytest

from tawthiq.model import Slot, Verdict
from tawthiq.reconcile.comparison.kin import relation

from .builder import Page
from .test_findings import across, run

ONE, OTHER = "لينا الطرابلسي", "أيمن الطرابلسي"


@pytest.mark.parametrize(("word", "found"), [
    ("شقيقة", "sibling"), ("شقيقته", "sibling"), ("أخوه", "sibling"), ("زوجتها", "spouse"), ("ابن عمه", "cousin"), ("ابن شقيقته", "younger"), ("قريب", None),
    ("wife", "spouse"),
])  # fmt: skip
def test_kin_relation_of_a_word(word: str, found: str | None) -> None:
    assert relation(word) == found


def verdict(first: str, second: str, *, turned: bool = False) -> list[Verdict | Slot]:
    pages = []
    for index, kind in enumerate((first, second)):
        page = Page(f"d{index}", f"{ONE} و{OTHER} في خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity(ONE)
        page.entity(OTHER)
        subject, target = (OTHER, ONE) if turned and index else (ONE, OTHER)
        page.claim(subject, "family_of", target, object=target, qualifiers={"kind": kind})
        pages.append(page)
    return [item.differences[0].slot if item.differences else item.verdict for item in across(run(pages))]


@pytest.mark.parametrize(("first", "second", "differ"), [
    ("شقيقة", "زوجة", True), ("والدة", "خالة", True), ("شقيقة", "أخت", False), ("زوجة", "ابنة عم", False), ("زوجة", "قريبة", False),
])  # fmt: skip
def test_kin_two_relations(first: str, second: str, *, differ: bool) -> None:
    assert verdict(first, second) == ([Slot.ROLE] if differ else [Verdict.AGREE])


def test_kin_seen_from_the_other_side_is_the_same() -> None:
    assert verdict("والدة", "نجل", turned=True) == [Verdict.AGREE]
    assert verdict("والدة", "نجل") == [Slot.ROLE]
