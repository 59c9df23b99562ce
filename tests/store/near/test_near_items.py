"""Prepared claims as lines: what stays keeps its place."""

from __future__ import annotations

from dataclasses import replace

from tawthiq.reconcile.comparison.item import Item
from tawthiq.store.near.items import Lines

ITEM = Item(
    "c-1", 77, "visited", "e-1", "رئيسة \ud800البلدية", "Person", ("e-2",), "سوق الواحة", "", "Place", "", "", (("at", "2021-05"),), (),
    ("زارت",), "stated", "actual", negative=False, former=False, published="2021-05-04", country="YE",
    hops=(("publisher", "صحيفة الواحة", None, "named", None, None, None),), vertices=(("name", "صحيفه", "واحه"),), copies=(),
    around=(5, 9), confidence=0.75,
)
SILENT = replace(ITEM, id="c-2", subject="e-3", around=())
OTHER = replace(ITEM, id="c-3", negative=True)


def places(lines: Lines) -> dict[str, int]:
    return {lines.item(place).id: place for place, line in enumerate(lines.lines) if line}


def test_near_items_come_back_as_they_were() -> None:
    lines = Lines().followed_by([ITEM, SILENT, OTHER])
    assert [lines.item(place) for place in range(3)] == [ITEM, SILENT, OTHER]


def test_near_items_of_the_same_claims_are_the_same() -> None:
    lines = Lines().followed_by([ITEM, SILENT])
    assert lines.followed_by([SILENT, ITEM]) == lines
    assert lines.others(lines) == []


def test_near_items_that_stay_keep_their_places() -> None:
    before = Lines().followed_by([ITEM, SILENT, OTHER])
    after = before.followed_by([OTHER, ITEM])
    assert places(after) == {"c-1": 0, "c-3": 2}
    assert (before.others(after), after.others(before)) == ([1], [])
    again = after.followed_by([OTHER, ITEM, replace(SILENT, id="c-4")])
    assert places(again) == {"c-1": 0, "c-3": 2, "c-4": 1}
    assert again.others(after) == [1]


def test_near_items_said_twice_are_two_lines() -> None:
    lines = Lines().followed_by([ITEM, ITEM])
    assert len(lines.lines) == 2
    assert lines.followed_by([ITEM]).others(lines) == []
    assert lines.others(lines.followed_by([ITEM])) == [1]


def test_near_items_with_another_head_are_all_others() -> None:
    before = Lines().followed_by([ITEM, SILENT])
    after = before.followed_by([replace(item, country="OM") for item in (ITEM, SILENT)])
    assert (before.others(after), after.others(before)) == ([0, 1], [0, 1])


def test_near_items_none_left_is_nothing_to_keep() -> None:
    assert not any(Lines().followed_by([ITEM]).followed_by([]).lines)
