"""The gold is sound: it scores 100/100/0 against itself, and its words stand where it says."""

from __future__ import annotations

import json

import pytest

from evaluation.gold_builder import ANNOTATIONS, DOSSIER, EXAMPLES, GOLD, AnnotationError, Builder, build
from evaluation.run import evaluate
from evaluation.score.model import load_gold
from evaluation.score.score import check_gold
from evaluation.sets import GoldSet
from evaluation.table import figures


def test_gold_scores_full_against_itself(any_gold_set: GoldSet) -> None:
    result = evaluate([any_gold_set], None)
    reached = figures(result.measured)
    assert (reached["Found"], reached["Right"], reached["Slips"]) == (100, 100, 0)
    assert result.predicted.problems == []
    full = ("F1", "stand", "chain", "quot", "date", "names", "ent", "agree")
    assert {name: reached[name] for name in full if reached[name] not in (None, pytest.approx(100))} == {}


def test_gold_words_stand_where_it_says(any_gold_set: GoldSet) -> None:
    dossier = load_gold(any_gold_set.gold)
    texts = {path.name: path.read_bytes().decode("utf-8") for path in any_gold_set.files(list(dossier.documents))}
    assert check_gold(dossier, texts) == []


def test_gold_of_the_examples_is_what_the_annotations_build() -> None:
    committed = json.loads((GOLD / f"{DOSSIER}.json").read_text(encoding="utf-8"))
    assert committed == build(ANNOTATIONS, EXAMPLES)


def test_gold_of_the_examples_covers_every_text() -> None:
    covered = set(load_gold(GOLD / f"{DOSSIER}.json").documents)
    assert covered == {path.name for path in EXAMPLES.glob("*.txt")}


def annotation(**more: object) -> dict[str, object]:
    return {"file": "profile-qindil.txt", "publisher": "p", "entities": [], "claims": []} | more


def test_gold_builder_selects_the_words_in_brackets() -> None:
    span = Builder(annotation()).span("أما [ضيفه] فكان")
    assert span["text"] == "ضيفه"
    assert Builder(annotation()).text[span["start"] : span["end"]] == "ضيفه"


def test_gold_builder_refuses_a_context_that_is_not_unique() -> None:
    entity = {"id": "x", "type": "Place", "ar": "أربيل", "nominals": ["أربيل"], "names": ["سمرقند"]}
    with pytest.raises(AnnotationError, match=r"(?s)سمرقند.*أربيل|أربيل.*سمرقند"):
        Builder(annotation(entities=[entity])).document()


def test_gold_builder_finds_names_behind_clitics_but_not_inside_words() -> None:
    entity = {"id": "x", "type": "Place", "ar": "بغداد", "names": ["بغداد", "العراق"]}
    mentions = Builder(annotation(entities=[entity])).document()["entities"][0]["mentions"]
    words = [mention["text"] for mention in mentions]
    assert words.count("العراق") == 1  # العراقية is no mention
    assert words.count("بغداد") == 3
    assert Builder(annotation()).text.count("العراق") == 3
