"""The comparison of a reading with gold mentions and quotations, on a text made for the test."""

from __future__ import annotations

from typing import Any

from evaluation.mentions_gold import compared
from evaluation.mentions_press import measure
from tawthiq.extract import read_by_rules
from tawthiq.model import Document, Origin

TEXT = "قال وزير الزراعة سامر الدباغ إن القمح وصل إلى بيروت."
DOCUMENT = Document("0" * 64, TEXT, Origin("a.txt"))


def _at(words: str) -> dict[str, Any]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def _gold(content: str, *, optional: bool = False) -> dict[str, Any]:
    mentions = [_at("سامر الدباغ") | {"kind": "name"}, _at("وزير الزراعة") | {"kind": "nominal"}]
    minister = {"id": "e1", "type": "Person", "mentions": mentions}
    said = {
        "cue": _at("قال"),
        "source_span": _at("وزير الزراعة سامر الدباغ"),
        "content": _at(content),
        "speaker": "e1",
        "optional": optional,
    }
    return {"entities": [minister], "quotations": [said]}


def _strict(gold: dict[str, Any]) -> dict[str, tuple[int, int]]:
    table = measure([compared(0, gold, DOCUMENT, read_by_rules(DOCUMENT))])
    return {layer: (count.first, count.strict) for layer, count in table.items()}


def test_mentions_gold_counts_mentions_roles_and_quotations() -> None:
    found = _strict(_gold("القمح وصل إلى بيروت"))
    assert {layer: found[layer] for layer in ("people", "roles", "cues", "sources", "contents", "contents with speaker")} == {
        "people": (1, 1),
        "roles": (1, 1),
        "cues": (1, 1),
        "sources": (1, 1),
        "contents": (1, 1),
        "contents with speaker": (1, 1),
    }


def test_mentions_gold_leaves_the_word_that_brings_a_content_aside() -> None:
    assert _strict(_gold("إن القمح وصل إلى بيروت"))["contents"] == (1, 1)


def test_mentions_gold_asks_for_no_optional_quotation() -> None:
    assert _strict(_gold("وزير الزراعة", optional=True))["contents"] == (0, 0)
    assert _strict(_gold("القمح وصل إلى بيروت", optional=True))["contents"] == (1, 1)


def test_mentions_gold_leaves_the_word_that_brings_a_content_aside_with_its_pronoun() -> None:
    text = "قال سامر الدباغ إنه رأى القمح."
    document = Document("0" * 64, text, Origin("a.txt"))
    start = text.index("رأى")
    said = {"content": {"start": start, "end": len(text) - 1}, "speaker": None}
    found = compared(0, {"entities": [], "quotations": [said]}, document, read_by_rules(document))
    assert found.read["contents"] == found.labelled["contents"]


def test_mentions_gold_neither_asks_for_nor_counts_roles_of_unnamed_persons() -> None:
    gold = _gold("القمح وصل إلى بيروت")
    minister, post = gold["entities"][0], gold["entities"][0]["mentions"][1]
    minister["mentions"] = minister["mentions"][:1]
    gold["entities"].append({"id": "e2", "type": "Person", "mentions": [post]})
    found = compared(0, gold, DOCUMENT, read_by_rules(DOCUMENT))
    assert (found.labelled["roles"], found.read["roles"]) == ([], [])
