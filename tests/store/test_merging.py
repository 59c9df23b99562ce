"""Comparing again after each document, in any order, leaves the tables as if all had been compared at once."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tawthiq.model import (
    Argument,
    Axes,
    Claim,
    Decision,
    Document,
    Entity,
    EntityType,
    Hop,
    HopRole,
    Judgement,
    Mention,
    MentionForm,
    Name,
    Origin,
    Reading,
    Time,
    TimeRelation,
    document_id,
)
from tawthiq.pipeline import compare
from tawthiq.store import Store
from tests.store.samples import words_of_names

NOW = "2021-04-01T00:00:00+00:00"
PEOPLE = ("نزار الدلفي", "نزار وديع الدلفي", "Nizar al-Dulfi", "الدلفي", "هدى الدلفي", "مزنة الفرا", "هدى الدُّلفي")
BODIES = ("نقابة الحدادين", "نقابة الحدّادين", "وزارة الري", "بلدية المرج", "المرج")
_TABLES = {
    "entities": "SELECT id, type, kind, name, names, documents, claims FROM archive_entity",
    "findings": "SELECT id, subject, predicate, object, verdict, body FROM finding",
    "claims": "SELECT f.id, c.claim FROM finding_claim c JOIN finding f ON f.n = c.finding",
    "copies": 'SELECT g.id, d.id, m.start, m.end, m.share FROM copy_member m JOIN copy_group g ON g.n = m."group" JOIN document d ON d.n = m.document',
}


def kept(number: int) -> tuple[Document, bytes, Reading]:
    """A document about one person and one body; some repeat each other's sentence."""
    person, body = PEOPLE[number % len(PEOPLE)], BODIES[number % len(BODIES)]
    year = 2010 + number % 3
    text = f"خبر رقمه {number}: تولى {person} رئاسة {body} عام {year}. " + "وقال الحاضرون إن الاجتماع انتهى إلى ما انتهى إليه في كل مرة." * (number % 2)
    document = Document(document_id(text.encode()), text, Origin(f"{number}.txt"), f"صحيفة {number % 4}", f"2021-03-{number % 9 + 1:02d}")
    spans = [document.span(text.index(name), text.index(name) + len(name)) for name in (person, body)]
    entities = (Entity("p", EntityType.PERSON, (Name(person, preferred=True),)), Entity("o", EntityType.ORGANIZATION, (Name(body, preferred=True),)))
    mentions = tuple(Mention(entity.id, entity.type, span, MentionForm.NAME) for entity, span in zip(entities, spans, strict=True))
    claim = Claim(
        f"c-{number:03d}", document.id, Argument("p", spans[0]), "led_by" if number % 5 == 0 else "holds_position", Argument("o", spans[1]),
        (document.span(0, len(text)),), (Hop(HopRole.PUBLISHER, document.publisher),), Axes(), time=(Time(TimeRelation.START, str(year)),),
    )
    return document, text.encode(), Reading(document.id, "test", entities=entities, mentions=mentions, claims=(claim,))


def tables(store: Store) -> dict[str, list[Any]]:
    found = {name: sorted(store._connection.execute(query).fetchall(), key=repr) for name, query in _TABLES.items()}
    return found | {"identities": sorted(store.identities(), key=repr), "words": words_of_names(store)}


def judged(first: str, second: str | None, decision: Decision, **more: Any) -> Judgement:
    anchors = (f"{kept(0)[0].id}@{first}",)
    others = (f"{kept(4)[0].id}@{second}",) if second else ()
    return Judgement(f"j-{decision}", "?", "?" if second else None, decision, "منى", NOW, anchors=anchors, other_anchors=others, **more)


DECISIONS = (
    judged(PEOPLE[0], PEOPLE[4], Decision.SAME), judged(PEOPLE[0], None, Decision.RENAME, values=(("name", "نزار بن وديع"),)),
)


def all_at_once(folder: Path, count: int, decisions: tuple[Judgement, ...]) -> dict[str, list[Any]]:
    with Store.open(folder) as store:
        for number in range(count):
            store.add(*kept(number), NOW)
        for decision in decisions:
            store.judge(decision)
        compare(store)
        return tables(store)


@pytest.mark.parametrize("seed", range(6))
def test_merging_one_by_one_in_any_order_is_all_at_once(tmp_path: Path, seed: int) -> None:
    order = list(range(14))
    Random(seed).shuffle(order)  # noqa: S311 - an order, no secret
    decisions = DECISIONS[: seed % 3]
    with Store.open(tmp_path / "steps") as store:
        for decision in decisions:
            store.judge(decision)
        for number in order:
            store.add(*kept(number), NOW)
            compare(store)
        found = tables(store)
        assert list(store.verify()) == []
    assert found == all_at_once(tmp_path / "once", len(order), decisions)


def test_merging_what_was_decided_and_taken_back_leaves_nothing(tmp_path: Path) -> None:
    before = all_at_once(tmp_path / "a", 10, ())
    with Store.open(tmp_path / "a") as store:
        for decision in DECISIONS:
            store.judge(decision)
        compare(store)
        assert tables(store) != before
        for decision in DECISIONS:
            store.judge(Judgement(**{name: getattr(decision, name) for name in Judgement.__dataclass_fields__} | {"undone": NOW}))
        compare(store)
        assert tables(store) == before


def test_merging_names_found_in_another_way_are_made_anew(tmp_path: Path) -> None:
    before = all_at_once(tmp_path / "a", 6, ())
    with Store.open(tmp_path / "a", name_keys=lambda name: (f"#{len(name)}",)) as store:
        compare(store)
        further = {word for word, _ in words_of_names(store) if word.startswith("×") and "§" not in word}
        assert further == {f"×{len(name)}" for row in store.entities() for name, _ in row.names}
    with Store.open(tmp_path / "a") as store:
        compare(store)
        assert tables(store) == before
