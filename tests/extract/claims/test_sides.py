"""Who did it and to whom it was done, where letters alone do not say; sentences of invented people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin, Reading
from tawthiq.views.roles import role_of

pytestmark = pytest.mark.usefixtures("no_bar")  # what the rules read, however sure they are

_HERE = Path(__file__).parent


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (_HERE / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="قناة طيف", published="2021-03-01"))


def _told(reading: Reading, claim: Claim) -> tuple[str, str, str, str]:
    names = {entity.id: entity.name for entity in reading.entities}
    item = claim.object
    words = f"{names.get(item.entity or '', '')} {item.text or ''}" if item is not None else ""
    return names.get(claim.subject.entity or "", claim.subject.text or ""), claim.predicate, words, claim.standing.value


@pytest.mark.parametrize(("text", "subject", "predicate", "item", "standing"), _rows("sides.tsv"))
def test_sides_are_told_as_the_text_has_them(text: str, subject: str, predicate: str, item: str, standing: str) -> None:
    reading = _read(text)
    told = [_told(reading, claim) for claim in reading.claims]
    assert [t for t in told if subject in t[0] and t[1] == predicate and item in t[2] and t[3] == standing], told


@pytest.mark.parametrize(("text", "subject", "predicate", "item"), _rows("not_sides.tsv"))
def test_sides_are_not_changed(text: str, subject: str, predicate: str, item: str) -> None:
    reading = _read(text)
    told = [_told(reading, claim) for claim in reading.claims]
    assert not [t for t in told if subject in t[0] and t[1] == predicate and item in t[2]], told


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("سكن سالم الحوراني مدينة روما التي فر إليها مع أسرته.", "to"),
        ("راسل سالم الحوراني أهله من باريس التي نزح إليها.", "to"),
        ("فر سالم الحوراني من حمص.", "from"),
    ],
)
def test_sides_of_a_flight_follow_the_verbs_own_preposition(text: str, role: str) -> None:
    assert [role_of(claim) for claim in _read(text).claims if claim.predicate == "fled"] == [role]
