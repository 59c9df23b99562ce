"""The rules' claims in the terms of the labels."""

from __future__ import annotations

from pathlib import Path

from training.annotation.claims_draft import draft, frozen
from training.annotation.claims_show import show
from training.annotation.claims_written import Ref
from training.annotation.labels import Labels, Mention
from training.annotation.press import Listed

TEXT = "زار وزير النقل سالم الراشد بيروت."
ROW = Listed(7, "ant", "a/7", "صحيفة", "2020-05-02", "x", "0" * 64)


def _labels(text: str = TEXT) -> Labels:
    def mention(words: str, kind: str, key: str) -> Mention:
        start = text.index(words)
        return Mention(start, start + len(words), kind, "nominal" if kind == "Role" else "name", key)

    mentions = (mention("وزير النقل", "Role", "e1"), mention("سالم الراشد", "Person", "e1"), mention("بيروت", "Place", "e2"))
    return Labels(7, "a/7", "0" * 64, "A", 1, mentions)


def test_claims_draft_arguments_have_the_keys_of_the_labels() -> None:
    found = draft(ROW, TEXT, _labels())
    assert [(c.subject, c.object) for c in found.claims if c.predicate == "visited"] == [(Ref("e1"), Ref("e2"))]


def test_claims_draft_is_frozen_when_first_shown(tmp_path: Path) -> None:
    first = frozen(ROW, TEXT, _labels(), tmp_path)
    assert frozen(ROW, "شيء آخر", _labels(), tmp_path) == first


def test_claims_show_prints_sentences_entities_and_numbered_claims() -> None:
    shown = show(TEXT, draft(ROW, TEXT, _labels()))
    assert f"s1 {TEXT}" in shown
    assert "e1P:سالم الراشد" in shown
    assert any(line.startswith("1) ") or "| visited | e2:بيروت |" in line for line in shown.splitlines())
