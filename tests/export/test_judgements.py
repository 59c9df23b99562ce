import json

import pytest

from tawthiq.errors import UsageError
from tawthiq.export.judgements import exported, imported
from tawthiq.model import Decision, Judgement

NOW = "2024-01-02T03:04:05+00:00"
ALL = (
    Judgement("j-1", "e-a", "e-b", Decision.SAME, "منى", NOW, "ملاحظة", None, ("d@سامر",), ("d2@سامر الحلبي",)),
    Judgement("j-2", "e-c", "e-b", Decision.NOT_SAME, "منى", NOW),
    Judgement("j-3", "e-c", "e-d", Decision.UNSURE, "منى", NOW),
    Judgement("j-4", "d1", "d2", Decision.APART, "منى", NOW),
    Judgement("j-5", "c-1", None, Decision.CORRECT, "منى", NOW, "", None, ("k-1",), (), (("standing", "alleged"),)),
)


def test_judgements_come_back_as_they_went() -> None:
    assert list(imported(exported(ALL), "later")) == list(ALL)


def test_judgements_of_entities_are_lines_that_nomenklatura_reads() -> None:
    rows = [json.loads(line) for line in exported(ALL[:3])]
    assert [row[:6] for row in rows] == [
        ["e-b", "e-a", "positive", None, "منى", NOW], ["e-c", "e-b", "negative", None, "منى", NOW], ["e-d", "e-c", "unsure", None, "منى", NOW],
    ]  # fmt: skip


def test_judgements_taken_back_are_not_written() -> None:
    assert list(exported([Judgement("j", "e-a", "e-b", Decision.SAME, "منى", NOW, undone=NOW)])) == []


def test_judgements_of_nomenklatura_are_read() -> None:
    lines = ['["e-b", "e-a", "positive", 0.9, "sara", "2023-01-01"]', "", '["e-b", "e-c", "no_judgement", null, null, null]']
    found = list(imported(lines, NOW))
    assert [(item.target, item.other, item.decision, item.author) for item in found] == [("e-b", "e-a", Decision.SAME, "sara")]


@pytest.mark.parametrize("line", ["كلام", "{}", "[1]", '{"id": "j", "target": "x", "decision": "maybe", "author": "a", "decided": "b"}', "7"])
def test_judgements_line_that_is_none_is_told_with_its_number(line: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(imported(["", line], NOW))
    assert caught.value.code == "T535"
    assert "2" in caught.value.text("ar")
