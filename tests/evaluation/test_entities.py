from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.entities import count, main, read_conll
from tawthiq import encoder

_CONLL = """فؤاد B-PERS
الراسني I-PERS
في O
البصرة\tB-LOC

قال O
الراسني B-PER
"""


def test_entities_reads_both_separators_and_both_names_of_persons() -> None:
    rows = list(read_conll(_CONLL))
    assert [len(words) for words, _ in rows] == [4, 2]
    assert rows[0][1] == ("B-PER", "I-PER", "O", "B-LOC")
    assert rows[1][1] == ("O", "B-PER")


def test_entities_reads_a_line_without_a_tag_as_outside() -> None:
    assert list(read_conll("كلمة\n")) == [(("كلمة",), ("O",))]


@pytest.mark.parametrize(("found", "f1"), [
    ([[(0, 2, "PER"), (3, 4, "LOC")], [(1, 2, "PER")]], 100.0),
    ([[(0, 2, "PER"), (3, 4, "ORG")], [(1, 2, "PER")]], 200 * 2 / 6),  # wrong type
    ([[(0, 1, "PER"), (3, 4, "LOC")], []], 200 * 1 / 5),  # wrong border, one missed
    ([[], []], 0.0),
])  # fmt: skip
def test_entities_counts_by_the_strict_definition(found: list[list[tuple[int, int, str]]], f1: float) -> None:
    counts = count([tags for _, tags in read_conll(_CONLL)], found)
    assert counts.f1() == pytest.approx(f1)


def test_entities_counts_by_type() -> None:
    counts = count([tags for _, tags in read_conll(_CONLL)], [[(0, 2, "PER")], []])
    assert counts.table("PER") == {"f1": 66.67, "precision": 100.0, "recall": 50.0, "entities": 2}
    assert counts.f1("LOC") == 0.0


def test_entities_ignores_an_inside_without_its_beginning() -> None:
    assert count([("I-PER", "O")], [[]]).table()["entities"] == 0


def test_entities_command_prints_the_scores_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two.conll"
    path.write_text("وصل\tO\nوفد\tO\nإلى\tO\nلندن\tB-LOC\n.\tO\n", "utf-8")
    main(["--conll", str(path), "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"f1", "precision", "recall", "entities", "by_type"}
    assert printed["by_type"]["LOC"]["entities"] == 1
    assert printed["by_type"]["LOC"]["f1"] == 100.0


def test_entities_command_without_weights_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "one.conll"
    path.write_text("لندن B-LOC\n", "utf-8")
    monkeypatch.setattr(encoder, "load", lambda: None)
    with pytest.raises(SystemExit, match="no weights"):
        main(["--conll", str(path)])
