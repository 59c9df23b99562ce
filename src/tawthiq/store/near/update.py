"""Comparing what is new with what it concerns: the same result as comparing everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from tawthiq.model import Judgement
from tawthiq.reconcile.caches import forget
from tawthiq.reconcile.copies import apart_pairs
from tawthiq.reconcile.decisions import as_decided
from tawthiq.reconcile.scene import Page
from tawthiq.store import across, merging, naming, outlining, reading
from tawthiq.store.near import copied, decided, found, pages, people, things
from tawthiq.store.near.changes import changes, done, entities_of, waiting
from tawthiq.store.near.ledger import Ledger

_AT_ONCE = 500  # new documents: at 30 ms each others wait no longer for the archive than ``connection`` lets them


def update(connection: sqlite3.Connection, further: naming.NameKeys) -> bool:
    """Compares what has changed since the last comparing, some documents at a time; whether there are more.

    Run inside a transaction, if ``changes.reason`` gives none against it.
    """
    judgements = tuple(across.judgements(connection, None, undone=False))
    told = changes(connection, _AT_ONCE)
    laid = _lay_out(connection, (*told.fresh, *told.judged), judgements)
    copies = copied.grow(connection, told.fresh, told.apart, apart_pairs(judgements))
    ledger = Ledger(connection, further)
    decided.take_off(connection, ledger)
    common = pages.grow_common(connection, laid)
    things.grow(connection, ledger, told.fresh)
    people.grow(connection, ledger, told.fresh, common | set(told.judged))
    decided.put_on(connection, ledger, judgements)
    ledger.close()
    moved = {*told.fresh, *told.judged, *ledger.moved, *copies}
    compared = found.grow(connection, {*moved, *told.naming, *_newly_shared(ledger)}, judgements)
    _show(connection, {*ledger.touched, *compared, *entities_of(connection, sorted(moved))})
    done(connection, judgements)
    forget()
    return waiting(connection)


def _lay_out(connection: sqlite3.Connection, documents: Iterable[int], judgements: Sequence[Judgement]) -> list[Page]:
    laid = []
    for number in dict.fromkeys(documents):
        (found_,) = as_decided((reading.reading(connection, number, comparing=True),), judgements)
        laid.append(pages.lay_out(connection, number, found_, reading.head(connection, number).published))
    return laid


def _newly_shared(ledger: Ledger) -> set[int]:
    """Documents whose entities now stand in others too, or no longer: where only one has stayed as it was, it may be so."""
    moved = ledger.moved
    listed = ({document for document, _ in ledger.spots(entity)} - moved for entity in sorted(ledger.touched))
    return {document for documents in listed if len(documents) == 1 for document in documents}


def _show(connection: sqlite3.Connection, entities: set[str]) -> None:
    """Counters and outlines of the entities concerned."""
    merging.count_of(connection, sorted(entities))
    outlining.build(connection, entities)
    across.pass_on(connection)
