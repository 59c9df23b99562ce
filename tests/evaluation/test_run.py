"""``python -m evaluation`` runs the program as it is and says where it is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.gold_reader import gold_reader
from evaluation.program import Program, no_comparison, plain_intake, program
from evaluation.run import evaluate, main, table_rows
from evaluation.sets import GoldSet, example_sets
from evaluation.show import KINDS, show
from evaluation.show_cross import show_cross
from tawthiq.model import (
    Argument,
    Claim,
    Document,
    Entity,
    EntityType,
    Hop,
    HopRole,
    Mention,
    MentionForm,
    Name,
    Reading,
    identified,
)

DENIED = "لم يغادر رئيس الوزراء بغداد"
CLAIMS = sum(len(document["claims"]) for document in json.loads(example_sets()[0].gold.read_text(encoding="utf-8"))["documents"])


def careless(document: Document) -> Reading:
    """Reads three things: one rightly, one without its denial, one that is nowhere in the gold."""
    text, chain = document.text, (Hop(HopRole.PUBLISHER, document.publisher),)
    people = {"kadhimi": "مصطفى الكاظمي", "suwaidi": "طالب السويدي"}
    if not all(name in text for name in people.values()):
        return Reading(document.id, "careless@1")
    place = {key: document.span(text.index(name), text.index(name) + len(name)) for key, name in people.items()}
    office = document.span(text.index("زعيم حركة عهد الجنوب"), text.index("زعيم حركة عهد الجنوب") + 33)
    denied = document.span(text.index(DENIED), text.index(DENIED) + len(DENIED))
    facts = (
        Claim("", document.id, Argument("suwaidi"), "holds_position", Argument(value="زعيم حركة عهد الجنوب"), (office,), chain),
        Claim("", document.id, Argument("kadhimi"), "fled", Argument(value="بغداد"), (denied,), chain, made_by=("careless:left@1",)),
        Claim("", document.id, Argument("suwaidi"), "died", None, (document.span(0, 5),), chain),
    )
    return Reading(
        document.id, "careless@1",
        entities=tuple(Entity(key, EntityType.PERSON, (Name(name),)) for key, name in people.items()),
        mentions=tuple(Mention(key, EntityType.PERSON, span, MentionForm.NAME) for key, span in place.items()),
        claims=tuple(identified(claim) for claim in facts),
    )  # fmt: skip


CARELESS = Program(plain_intake, careless, no_comparison)


@pytest.fixture(scope="module")
def pile() -> GoldSet:
    return example_sets()[0]


def shown(pile: GoldSet, kind: str, file: str = "denial-nakhla.txt") -> str:
    scored = next(s for s in evaluate([pile], CARELESS).measured.scored if s.gold.file == file)
    return "\n".join(show(kind, scored))


def test_run_scores_what_the_program_reads(pile: GoldSet) -> None:
    (row,) = table_rows(evaluate([pile], CARELESS))
    assert row[2] == (CLAIMS, 3)
    assert row[1]["Right"] == pytest.approx(100 / 3)
    assert row[1]["Slips"] == pytest.approx(100 / 3)
    assert row[1]["exact"] == 100


def test_show_wrong_names_what_failed_and_the_nearest_gold(pile: GoldSet) -> None:
    text = shown(pile, "wrong")
    assert "against [n07]" in text
    assert "standing: stated (outlet, positive, actual); gold: negated" in text
    assert "chain, innermost: outlet; gold: outlet › speaker:رائد الجبوري" in text
    assert "careless:left@1" in text


def test_show_slips_names_the_slip_and_the_claim_it_slips_against(pile: GoldSet) -> None:
    text = shown(pile, "slips")
    assert "SLIP negated_as_stated" in text
    assert "against [n07]" in text


def test_show_missed_lists_core_claims_first_and_leaves_out_what_was_found(pile: GoldSet) -> None:
    text = shown(pile, "missed")
    assert "[n03]" not in text
    assert text.index("[n01]") < text.index("[n06]") < text.index("(minor) [n02]")
    assert "nothing near it was predicted" in shown(pile, "missed", "scraped-hibr.txt")


def test_show_right_lists_what_is_right(pile: GoldSet) -> None:
    assert shown(pile, "right").count("✓") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_run_command_prints_the_table_and_what_is_asked_for(kind: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    unmatched = tmp_path / "unmatched.jsonl"
    arguments = ["--examples", "--reader", "oracle", "--show", kind, "nakhla", "--unmatched", str(unmatched)]
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert f"denial-nakhla.txt: {kind}" in out
    assert "Found" in out
    assert unmatched.read_text() == ""


def test_run_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--examples", "--reader", "oracle", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"]["examples"]["Found"] == 100


def test_run_command_says_what_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--challenge", "--reader", "oracle", "--shared", str(tmp_path)]) == 2
    assert main(["--examples", "--reader", "nowhere.at.all:read"]) == 2
    assert "nowhere.at.all:read" in capsys.readouterr().err


def test_run_with_the_gold_as_reader_measures_the_comparison_alone(pile: GoldSet) -> None:
    ((_, reached, _),) = table_rows(evaluate([pile], Program(plain_intake, gold_reader([pile]), no_comparison)))
    alone = ("Found", "Right", "F1", "stand", "chain", "quot", "date", "value", "names", "exact")
    assert {name: reached[name] for name in alone} == dict.fromkeys(alone, pytest.approx(100))
    assert reached["Slips"] == 0
    assert reached["agree"] == 0


def test_show_cross_lists_what_is_missed_and_what_is_wrong(pile: GoldSet) -> None:
    result = evaluate([pile], Program(plain_intake, gold_reader([pile]), no_comparison))
    text = "\n".join(show_cross(result.dossiers[0], result.measured.scored, result.predicted))
    assert "✗ x03 differ time" in text
    assert "findings: none" in text
    assert text.endswith("wrong across documents ━━")


def test_show_cross_of_the_gold_itself_is_empty(pile: GoldSet) -> None:
    result = evaluate([pile], None)
    assert len(list(show_cross(result.dossiers[0], result.measured.scored, result.predicted))) == 2


def test_program_of_an_unknown_reader_is_refused() -> None:
    with pytest.raises(LookupError, match="no reader"):
        program("evaluation.program:no_such_function")


def test_plain_intake_reads_the_sidecar(pile: GoldSet) -> None:
    ((document, content),) = plain_intake(pile.texts / "wire-saqiya.txt")
    assert document.publisher == "وكالة ساقية للأنباء"
    assert content.decode() == document.text
