"""Copies in the browser: the texts that were copied most, and of one document its copies and what it quotes in other words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from tawthiq.store import Store
from tawthiq.views.copies import CopyRow, copy_rows, most_copied
from tawthiq.views.lists import DocumentRow, document_row
from tawthiq.views.retold import quoted_within
from tawthiq.views.utterances import UtteranceRow
from tawthiq.web.asking import number, opened
from tawthiq.web.likeness import retold_of
from tawthiq.web.rendering import answer

ROWS: Final = 20  # groups on a page: each names its documents
_SHOWN: Final = 8  # documents of a group in the list; all of them stand on the page of one
_OF_ONE: Final = 200  # groups of one document: a text of many passages that others have


@dataclass(frozen=True, slots=True)
class Copied:
    """Groups of copies, the largest first, or those of ``document``; then also ``retold``: None where it was not looked for.

    ``quoted``: the document quotes people who can be known again elsewhere.
    """

    groups: tuple[CopyRow, ...]
    document: DocumentRow | None = None
    quoted: bool = False
    retold: tuple[UtteranceRow, ...] | None = None


def copies_page(request: Request) -> Response:
    """Whole texts, or ``in=passages``; ``document``: what one document shares with others."""
    offset, where = number(request, "from", 0), request.query_params.get("in")
    with opened(request) as store:
        found = copied(request, store, ROWS + 1, offset, _SHOWN)
    following = offset + ROWS if found.document is None and len(found.groups) > ROWS else None
    shown = found if found.document else Copied(found.groups[:ROWS])
    return answer(
        request, "copies.html", shown, where=where, before=max(0, offset - ROWS) if offset else None, following=following,
        meaning=request.app.state.likeness.here,
    )


def copied(request: Request, store: Store, limit: int, offset: int = 0, shown: int = -1) -> Copied:
    """What the address asks for; of each group of a list the first ``shown`` documents, all if negative."""
    document = request.query_params.get("document")
    if not document:
        whole = request.query_params.get("in") != "passages"
        return Copied(tuple(most_copied(store, limit, offset, whole=whole, shown=shown)))
    row = document_row(store, document)
    groups = tuple(islice(copy_rows(store, document), _OF_ONE))
    return Copied(groups, row, bool(quoted_within(store, document)), retold_of(request, store, document))
