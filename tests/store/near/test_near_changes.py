"""When blocks are enough, and when everything is compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from tawthiq.model import Decision, Judgement, Reading, Reconciliation
from tawthiq.pipeline import compare, rooms
from tawthiq.reconcile import reconcile
from tawthiq.store import Store
from tests.store.near.small import NOW, Made, add, anew, invented, low_limits, tables


@pytest.fixture
def documents() -> list[Made]:
    return invented(Random(11), 9)  # noqa: S311 - repeatable, not secret


@pytest.fixture
def store(tmp_path: Path, documents: list[Made]) -> Iterator[Store]:
    """An archive with all but the last document, compared."""
    with low_limits(), Store.open(tmp_path / "a") as found:
        add(found, documents[:-1])
        assert compare(found) == "T360"
        yield found


def test_near_changes_a_new_document_is_compared_with_what_it_concerns(store: Store, documents: list[Made]) -> None:
    add(store, documents[-1:])
    assert not store.settled
    assert compare(store) is None
    assert store.settled


def test_near_changes_everything_is_compared_when_asked_for(store: Store) -> None:
    before = tables(store, ordered=True)
    assert compare(store, whole=True) == "T363"
    assert tables(store, ordered=True) == before


def test_near_changes_few_documents_are_all_compared(store: Store, documents: list[Made]) -> None:
    add(store, documents[-1:])
    with patch("tawthiq.reconcile.shingles._SMALL", 200):
        assert compare(store) == "T361"


def test_near_changes_many_new_documents_are_compared_with_everything(store: Store, documents: list[Made]) -> None:
    add(store, documents[-1:])
    with patch("tawthiq.store.near.changes._LARGE_PART", 0.01):
        assert compare(store) == "T362"


def test_near_changes_other_keys_of_names_are_made_anew(store: Store) -> None:
    with Store.open(store.path, name_keys=lambda name: (f"#{len(name)}",)) as other:
        assert compare(other) == "T360"


def test_near_changes_a_newer_reading_compares_everything(store: Store, documents: list[Made]) -> None:
    store.replace_reading(replace(documents[0][2], reader="newer"))
    assert compare(store) == "T360"
    assert compare(store) is None


def test_near_changes_a_text_that_came_later_is_new(store: Store, documents: list[Made]) -> None:
    document, content, reading = documents[-1]
    silent = replace(document, text="", parts=())
    store.add(silent, content, Reading(silent.id, "none"), NOW)
    assert compare(store) is None
    store.add(document, content, reading, NOW)
    assert compare(store) is None
    assert tables(store, ordered=True) == anew(store)


def test_near_changes_new_documents_are_compared_some_at_a_time(store: Store) -> None:
    add(store, invented(Random(12), 7))  # noqa: S311 - as above
    with patch("tawthiq.store.near.update._AT_ONCE", 2):
        assert compare(store) is None
    assert store.settled
    assert tables(store, ordered=True) == anew(store)


def test_near_changes_what_was_added_while_all_was_compared_waits(store: Store, documents: list[Made]) -> None:
    judgements = tuple(store.judgements())
    recording = store.recording()
    found = reconcile(store.all_documents(), store.all_readings(comparing=True), judgements, recording)
    add(store, documents[-1:])
    store.save_reconciliation(found, (recording, judgements))
    assert not store.settled
    assert compare(store) is None
    assert tables(store, ordered=True) == anew(store)


def test_near_changes_what_was_decided_while_all_was_compared_waits(store: Store) -> None:
    recording = store.recording()
    found = reconcile(store.all_documents(), store.all_readings(comparing=True), (), recording)
    first, other = (row.id for row in list(store.entities())[:2])
    store.judge(Judgement("j-0", first, other, Decision.APART, "ليان", NOW))
    store.save_reconciliation(found, (recording, ()))
    assert not store.settled
    assert compare(store) is None
    assert store.settled


def test_near_changes_a_document_taken_out_while_all_is_compared_is_not_in_the_result(store: Store, documents: list[Made]) -> None:
    gone = documents[0][0].id

    def comparing(*given: Any) -> Reconciliation:
        found = reconcile(*given)
        if store.has(gone):
            store.remove(gone, author="ليان", note="", removed_at=NOW)
        return found

    assert compare(store, replace(rooms(), reconcile=comparing), whole=True) == "T363"
    assert store.settled
    assert gone not in {item.document for item in store.identities()}
    assert list(store.verify()) == []


def test_near_changes_a_failure_of_comparing_is_told(store: Store) -> None:
    def comparing(*_: Any) -> Reconciliation:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        compare(store, replace(rooms(), reconcile=comparing), whole=True)


def test_near_changes_two_at_once_leave_tables_that_nobody_relies_on(store: Store) -> None:
    first = store.recording()
    store.recording()
    assert not first.whole
    assert compare(store) == "T360"
    assert compare(store) is None


def test_near_changes_an_interrupted_comparing_is_done_again(store: Store, documents: list[Made]) -> None:
    add(store, documents[-1:])
    with patch("tawthiq.store.near.update.done", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        compare(store)
    assert not store.settled
    assert compare(store) is None
    assert tables(store, ordered=True) == anew(store)
