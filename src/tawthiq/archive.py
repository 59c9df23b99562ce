"""The archive for Python programs: the same as the commands.

>>> from tawthiq import Archive
>>> with Archive("work.tawthiq") as archive:          # doctest: +SKIP
...     archive.add("folder")
...     archive.dossier("مصطفى الكاظمي").lines
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tawthiq.encoder.vectors import home, load
from tawthiq.errors import UsageError
from tawthiq.pipeline import Summary
from tawthiq.pipeline import add as add_files
from tawthiq.store import (
    ClaimFilter,
    DocumentFilter,
    EntityFilter,
    EntityRow,
    FindingFilter,
    Mismatch,
    Order,
    QuotationFilter,
    SearchFilter,
    Store,
)
from tawthiq.views import lists
from tawthiq.views.copies import CopyRow, copy_rows
from tawthiq.views.decisions import DecisionRow, decisions
from tawthiq.views.dossier import dossier
from tawthiq.views.identities import Candidate, undecided
from tawthiq.views.model import Dossier
from tawthiq.views.search import SearchPage, search
from tawthiq.views.utterances import UtteranceRow, utterance_rows


class Archive:
    """An archive's folder, opened. Use it as a context manager, or call ``close``."""

    def __init__(self, path: str | Path, *, readonly: bool = False) -> None:
        """Opens the archive, and makes it if it does not exist and is not ``readonly``; StoreError if that cannot be."""
        self.store = Store.open(Path(path), create=not readonly, readonly=readonly)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the archive."""
        self.store.close()

    def add(self, *paths: str | Path, workers: int = 2, **options: Any) -> Summary:
        """Reads files and folders into the archive; what was read, refused and why. ``options`` as in ``pipeline.add``."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return add_files(self.store, [Path(path) for path in paths], workers=workers, now=now, **options)

    def dossier(self, name: str) -> Dossier:
        """What the texts say of the best match of a name in any spelling; NotFoundError if there is none."""
        return dossier(self.store, name)

    def find(self, name: str) -> list[EntityRow]:
        """Entities that a name fits, the best first."""
        return list(self.store.find_entities(name))

    def claims(self, **filters: Any) -> Iterator[lists.ClaimRow]:
        """Claims; filters as in ``ClaimFilter``."""
        return lists.claim_rows(self.store, ClaimFilter(**filters))

    def quotes(self, **filters: Any) -> Iterator[lists.QuotationRow]:
        """Quotations; filters as in ``QuotationFilter``."""
        return lists.quotation_rows(self.store, QuotationFilter(**filters))

    def entities(self, **filters: Any) -> Iterator[EntityRow]:
        """Entities, the most documented first; filters as in ``EntityFilter``."""
        return iter(self.store.entities(EntityFilter(**filters)))

    def documents(self, **filters: Any) -> Iterator[lists.DocumentRow]:
        """Documents with their losses; filters as in ``DocumentFilter``."""
        return lists.document_rows(self.store, DocumentFilter(**filters))

    def differences(self, **filters: Any) -> Iterator[lists.DifferenceRow]:
        """What sources differ in; filters as in ``FindingFilter``."""
        return lists.difference_rows(self.store, FindingFilter(**filters))

    def copies(self) -> Iterator[CopyRow]:
        """Groups of documents or passages that are one text."""
        return copy_rows(self.store)

    def utterances(self, vectors: Path | None = None) -> Iterator[UtteranceRow]:
        """What was said once and told in other words or languages; UsageError (T370) without the file of sentence vectors."""
        found = load(vectors)
        if found is None:
            raise UsageError("T370", home=str(home()))
        return utterance_rows(self.store, found)

    def undecided(self) -> list[Candidate]:
        """Pairs of people that could be one and that nobody has decided on."""
        return undecided(self.store)

    def decisions(self) -> Iterator[DecisionRow]:
        """What people decided, with whether the archive still has what it was about."""
        return decisions(self.store)

    def search(self, query: str, *, limit: int = 20, order: Order = Order.NEWEST, **filters: Any) -> SearchPage:
        """Documents with these words; filters as in ``SearchFilter``."""
        return search(self.store, query, SearchFilter(**filters), limit=limit, order=order)

    def verify(self) -> list[Mismatch]:
        """Everything that is not as it was stored; an empty list for a sound archive."""
        return list(self.store.verify())
