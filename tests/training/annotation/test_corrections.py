"""The annotator's line format."""

from __future__ import annotations

import pytest

from training.annotation.corrections import Add, Change, CorrectionError, parse


def test_corrections_items_of_a_line_are_told_apart() -> None:
    (found,) = parse("= 7\ne5==e2; -3 8 a2; 4=On; 6@e2; P الراشد* @e3\ns4 Rp وزيرا @e3; Gn سكان القرية#2\n")
    assert (found.number, found.merged, found.dropped, found.dropped_said) == (7, [("e5", "e2")], {3, 8}, {2})
    assert found.changed == [Change(4, "O", "n", None), Change(6, None, "", "e2")]
    assert found.added == [
        Add(0, "الراشد", "P", "", everywhere=True, entity="e3"), Add(4, "وزيرا", "R", "p", entity="e3"),
        Add(4, "سكان القرية", "G", "n", nth=2),
    ]


def test_corrections_attribution_fields_may_be_left_out() -> None:
    (found,) = parse("= 1\ns2 a | قال | الراشد | بدء .. غدا | @e3\na4 | | - | | @e1\n")
    new, old = found.said
    assert (new.index, new.sentence, new.cue, new.content, new.speaker) == (None, 2, "قال", "بدء .. غدا", "e3")
    assert (old.index, old.cue, old.source, old.content, old.speaker) == (4, "", "-", "", "e1")


@pytest.mark.parametrize("source", ["= 1\ns1 X كلمة\n", "P كلمة\n", "= 1\na | a | b | c | d | e | f\n"])
def test_corrections_unknown_lines_are_errors(source: str) -> None:
    with pytest.raises(CorrectionError):
        parse(source)
