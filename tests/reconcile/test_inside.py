"""One document that says both. All names are invented."""

from __future__ import annotations

from typing import Any

import pytest

from tawthiq.model import Axes, EntityType, Finding, Polarity, Slot, Voice

from .builder import TWO_WAYS, Page, speaker
from .test_findings import across, run

NAME = "سامر الحلبي"
DENIED = Axes(Voice.ATTRIBUTED, rejected=True)


def told(*claims: dict[str, Any], name: str = NAME, kind: EntityType = EntityType.PERSON) -> list[Finding]:
    """What is found of one page that makes these claims of one subject."""
    page = Page("d0", f"{name} في حديث طويل عن أيامه الأولى.")
    page.entity(name, kind)
    for claim in claims:
        page.claim(name, claim.pop("predicate"), claim.pop("value", None), **claim)
    return across(run([page]))


def dated(predicate: str, value: str | None, day: str, relation: str = "at", **more: Any) -> dict[str, Any]:
    return {"predicate": predicate, "value": value, "times": ((relation, day),), **more}


CASES = (
    (dated("fled", "كندا", "1988"), dated("fled", "كندا", "1989"), Slot.TIME),
    (dated("born_on", "1951", "1951"), dated("born_on", "1953", "1953"), Slot.TIME),
    (dated("holds_position", "مدير دار الكتب", "2007-06", "start"), dated("holds_position", "مدير دار الكتب", "2007-07", "start"), Slot.TIME),
    ({"predicate": "born_in", "place": "حلب"}, {"predicate": "born_in", "place": "أسوان"}, Slot.PLACE),
    ({"predicate": "arrested", "chain": (speaker("قائد الشرطة"),)},
     {"predicate": "arrested", "chain": (speaker("زوجته"),), "axes": DENIED}, Slot.POLARITY),
    ({"predicate": "has_quantity", "value": "أربعون عاملاً", "chain": (speaker("جاره"),)},
     {"predicate": "has_quantity", "value": "ثلاثون عاملاً", "chain": (speaker("كاتب العدل"),)}, Slot.NUMBER),
    (dated("fled", "كندا", "1988"), dated("fled", "كندا", "1996"), None),
    (dated("visited", "كندا", "1988"), dated("visited", "كندا", "1989"), None),
    (dated("holds_position", "مدير دار الكتب", "2007", "start"), dated("holds_position", "مدير دار الكتب", "2013", "start"), None),
    ({"predicate": "arrested"}, {"predicate": "arrested", "axes": Axes(polarity=Polarity.NEGATED)}, None),
    ({"predicate": "has_quantity", "value": "أربعون عاملاً"}, {"predicate": "has_quantity", "value": "ثلاثون عاملاً"}, None),
)  # fmt: skip


@pytest.mark.parametrize(("first", "second", "slot"), CASES)
def test_inside_what_a_page_says_in_two_ways(first: dict[str, Any], second: dict[str, Any], slot: Slot | None) -> None:
    found = told(dict(first), dict(second))
    assert [item.differences[0].slot for item in found] == ([slot] if slot else [])


def test_inside_is_said_to_be_of_one_document() -> None:
    (found,) = told(dated("fled", "كندا", "1988"), dated("fled", "كندا", "1989"))
    assert found.verdict in TWO_WAYS
    assert found.claims == ("d0-0", "d0-1")
    assert "One document" in found.reason_en


def test_inside_counts_of_two_speakers() -> None:
    page = Page("d0", "سبعة عمال وتسعة عمال في انهيار المنجم الشرقي.")
    for words, who in (("سبعة عمال", "الدفاع المدني"), ("تسعة عمال", "نقابة المناجم")):
        page.entity(words, EntityType.GROUP)
        page.claim(words, "killed_in", "انهيار المنجم الشرقي", chain=(speaker(who),))
    assert [item.differences[0].slot for item in across(run([page]))] == [Slot.NUMBER]
