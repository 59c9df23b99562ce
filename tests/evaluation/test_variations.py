from collections import Counter
from typing import Any

import pytest

from evaluation.variations import counted, table, variations


def row(value: str, *, voice: str = "outlet", modality: str = "actual", day: str = "", predicate: str = "visited") -> dict[str, Any]:
    time = [{"rel": "at", "value": day}] if day else []
    return {
        "id": "c1", "subject": {"entity": "p"}, "predicate": predicate, "object": {"value": value}, "voice": voice, "modality": modality,
        "time": time,
    }


PAIRS = (
    (row("صور", day="2020"), row("صور", day="2020-03"), {"one date is finer"}),
    (row("صور", day="2019"), row("صور", day="2020"), {"other dates"}),
    (row("صور", voice="attributed"), row("صور"), {"one in the outlet's voice, one attributed"}),
    (row("صور", modality="intended"), row("صور"), {"one a fact, one a plan or condition"}),
    (row("سبعون قاربا"), row("أكثر من ستين قاربا"), {"one number is vaguer", "objects in other words", "in mostly other words"}),
    (row("صور"), row("صور", predicate="fled"), {"no two claims of one subject and predicate"}),
)


@pytest.mark.parametrize(("first", "second", "told"), PAIRS)
def test_variations_of_two_claims(first: dict[str, Any], second: dict[str, Any], told: set[str]) -> None:
    assert set(variations([first], [second])) - {"one object says more"} == told


def test_variations_are_counted_by_relation() -> None:
    documents = [{"file": name, "claims": [row("صور", day=day)]} for name, day in (("a.txt", "2019"), ("b.txt", "2020"))]
    group = {"id": "x1", "relation": "differ", "differs_in": "time", "members": {"a.txt": ["c1"], "b.txt": ["c1"]}}
    found = counted({"documents": documents, "cross_document": {"groups": [group]}})
    assert found == Counter({("differ", ""): 1, ("differ", "other dates"): 1})
    assert "other dates                                          0       1" in table(found)
