"""What was read of a document stands in one row, and comes back whole or in parts."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tawthiq.model import Mention, Span
from tawthiq.store import Store
from tawthiq.store.packing import pack_text
from tawthiq.store.packs import Pack, Packs
from tests.store.samples import NOW, OTHER, document, empty, full, reconciliation

FIRST, CONTENT = document()
READING = full(FIRST)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    second, other = document(OTHER, path="b.txt")
    with Store.open(tmp_path / "a") as store:
        store.add(FIRST, CONTENT, READING, NOW)
        store.add(second, other, empty(second), NOW)
        store.save_reconciliation(reconciliation(READING, second))
        yield store


def test_packs_give_back_every_part(store: Store) -> None:
    pack = Pack(store._connection, 1)
    assert (pack.entities, pack.mentions, pack.dates) == (READING.entities, READING.mentions, READING.dates)
    assert (tuple(pack.quotations()), tuple(pack.claims())) == (READING.quotations, READING.claims)


def test_packs_give_one_claim_and_one_quotation(store: Store) -> None:
    packs = Packs(store._connection)
    assert packs.claim(1, 1) == READING.claims[1]
    assert packs.quotation(1, 0) == READING.quotations[0]


def test_packs_tell_the_words_of_claims_and_quotations(store: Store) -> None:
    pack = Pack(store._connection, 1)
    assert pack.evidence((1, 0)) == [claim.evidence[0].exact for claim in reversed(READING.claims)]
    assert pack.contents((0,)) == [READING.quotations[0].content.exact]


def test_packs_keep_the_last_documents_only(store: Store) -> None:
    packs = Packs(store._connection, most=1)
    first = packs[1]
    assert packs[1] is first
    assert packs[2].document != first.document
    assert packs[1] is not first


def test_packs_taken_together_are_those_taken_one_by_one(store: Store) -> None:
    packs, alone = Packs(store._connection), Packs(store._connection)
    packs.take([2, 1, 2, 99])
    for number in (1, 2):
        assert (packs[number].claims(), packs[number].entities) == (alone[number].claims(), alone[number].entities)
        assert packs.texts()[packs[number].document] == alone[number].text


def test_packs_of_another_text_are_refused(store: Store) -> None:
    store._connection.execute("UPDATE document_text SET body = (SELECT body FROM document_text WHERE document = 2) WHERE document = 1")
    with pytest.raises(zlib.error):
        Pack(store._connection, 1).claims()


def test_packs_of_a_text_that_was_changed_behind_what_they_need_are_refused(store: Store) -> None:
    changed = FIRST.text[:-1] + "!"
    store._connection.execute("UPDATE document_text SET body = ? WHERE document = 1", (pack_text(changed),))
    with pytest.raises(zlib.error, match="do not fit their text"):
        Pack(store._connection, 1).claims()


def test_packs_keep_half_surrogates(tmp_path: Path) -> None:
    broken, _ = document()
    text = broken.text + "\ud83d"
    read = replace(READING, mentions=(*READING.mentions, replace(READING.mentions[0], span=Span(len(text) - 1, len(text), "\ud83d"))))
    whole = replace(broken, text=text)
    with Store.open(tmp_path / "b") as store:
        store.add(whole, CONTENT, read, NOW)
        found: tuple[Mention, ...] = store.reading(whole.id).mentions
        assert found == read.mentions


def test_packs_stay_with_who_is_who_when_a_document_is_read_anew(store: Store) -> None:
    before = list(store.identities(document=FIRST.id))
    store.replace_reading(replace(READING, reader="test-2", entities=READING.entities[:2], mentions=READING.mentions))
    assert list(store.identities(document=FIRST.id)) == before[:2]
    assert [item.subject for item in store.claims()] == ["E-e1", "E-e1"]
