"""Whom pronouns and hidden subjects mean; nobody where it is not clear."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tawthiq.extract import read
from tawthiq.extract.frame import Layers, MentionLayer, build_frame
from tawthiq.extract.reference import Discourse
from tawthiq.extract.tree import Attribution, AttributionTree
from tawthiq.model import (
    Document,
    Entity,
    EntityType,
    Hop,
    HopRole,
    Mention,
    MentionForm,
    Name,
    Origin,
    QuotationForm,
    Span,
)

_OUTER = (Hop(HopRole.PUBLISHER, "صحيفة المنارة"),)


def _discourse(text: str, people: dict[str, str], attributions: tuple[Attribution, ...] = ()) -> Discourse:
    """``people`` maps the words of a mention to F or M, as a title before it would tell."""
    document = Document("0" * 64, text, Origin("t.txt"))
    entities = tuple(Entity(name, EntityType.PERSON, (Name(name),)) for name in people)
    mentions = tuple(
        Mention(name, EntityType.PERSON, Span.of(text, at, at + len(name)), MentionForm.NAME) for name in people for at in _places(text, name)
    )
    found = Discourse(Layers(build_frame(document), MentionLayer(entities, mentions), ()), AttributionTree(_OUTER, attributions))
    found.genders.update({name: gender.lower() for name, gender in people.items()})
    return found




def _places(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _ask(discourse: Discourse, text: str, word: str, pronoun: str) -> str | None:
    at = text.rindex(word)
    referent = discourse.pronoun(pronoun, at, at + len(word))
    return referent.entity if referent else None


def test_reference_only_agreeing_person_before() -> None:
    text = "وصلت هالة الدقاق مع مازن العطار، ثم اتهمته نقابة."
    assert _ask(_discourse(text, {"هالة الدقاق": "F", "مازن العطار": "M"}), text, "اتهمته", "ه") == "مازن العطار"


def test_reference_two_agreeing_persons_give_nobody() -> None:
    text = "وصل وسيم الجندي مع مازن العطار، ثم اتهمته نقابة."
    assert _ask(_discourse(text, {"وسيم الجندي": "M", "مازن العطار": "M"}), text, "اتهمته", "ه") is None


def test_reference_subject_of_the_clause_before_comes_first() -> None:
    text = "وصل وسيم الجندي مع مازن العطار، ثم غادر."
    discourse = _discourse(text, {"وسيم الجندي": "M", "مازن العطار": "M"})
    discourse.subject(0, "وسيم الجندي")
    found = discourse.find("m", "s", text.index("غادر"), text.index("غادر") + 4)
    assert found is not None
    assert found.entity == "وسيم الجندي"


def test_reference_first_person_in_marks_is_the_speaker() -> None:
    text = 'قال وسيم الجندي "نحن نبني بيتا".'
    content = Span.of(text, text.index("نحن"), text.index('".'))
    hop = Hop(HopRole.SPEAKER, "وسيم الجندي", "وسيم الجندي")
    said = Attribution(content, (hop,), "say", speaker="وسيم الجندي", form=QuotationForm.DIRECT)
    assert _ask(_discourse(text, {"وسيم الجندي": "M"}, (said,)), text, "نحن", "نحن") == "وسيم الجندي"


def test_reference_no_one_before_is_nobody() -> None:
    text = "اتهمته نقابة."
    assert _ask(_discourse(text, {}), text, "اتهمته", "ه") is None


def test_reference_dual_pronouns_are_not_guessed() -> None:
    text = "وصل وسيم الجندي ثم شكرهما."
    assert _ask(_discourse(text, {"وسيم الجندي": "M"}), text, "شكرهما", "هما") is None


_CASES = tomllib.loads(Path(__file__).with_name("reference_cases.toml").read_text("utf-8"))["case"]


def _told(text: str) -> list[tuple[str, str, str]]:
    """(subject, predicate, words of the object) of every claim of a text."""
    reading = read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))
    names = {entity.id: entity.name for entity in reading.entities}
    return [
        (
            names.get(c.subject.entity or "", c.subject.text or ""),
            c.predicate,
            f"{names.get(c.object.entity or '', '')} {c.object.text} {c.object.value}" if c.object else "",
        )
        for c in reading.claims
    ]


def _matches(claim: tuple[str, str, str], pattern: str) -> bool:
    subject, predicate, item = (*pattern.split("|"), "")[:3]
    return subject in claim[0] and predicate == claim[1] and item in claim[2]


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_reference_cases_name_the_right_person_or_nobody(case: dict[str, Any]) -> None:
    told = _told(case["text"])
    missing = [pattern for pattern in case.get("says", []) if not any(_matches(claim, pattern) for claim in told)]
    wrong = [pattern for pattern in case.get("never", []) if any(_matches(claim, pattern) for claim in told)]
    assert (missing, wrong) == ([], []), told
