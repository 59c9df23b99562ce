"""What is taken away: tables for spreadsheets, a dossier as one page to hand on, the file as it was added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from tawthiq.export.html import dossier_page
from tawthiq.export.tables import claims_table, table
from tawthiq.store import ClaimFilter, DocumentFilter, EntityFilter, FindingFilter, Store
from tawthiq.views import lists
from tawthiq.web.asking import ROWS_OF_A_FILE, dossier_kept, found_entity, opened, search_asked
from tawthiq.web.speaking import language_of

_CSV = "text/csv; charset=utf-8"


def entity_csv(request: Request) -> Response:
    """The claims of a dossier."""
    with opened(request) as store:
        row = found_entity(store, request)
        return _file(claims_table(lists.claim_rows(store, ClaimFilter(about=row.id, limit=ROWS_OF_A_FILE))), f"{row.name}.csv", _CSV)


def entity_html(request: Request) -> Response:
    """A dossier as one page that needs nothing else: to print, or to hand on."""
    with opened(request) as store:
        row = found_entity(store, request)
        found = dossier_kept(request, store, row)
    return _file(dossier_page(found, language_of(request)), f"{row.name}.html", "text/html; charset=utf-8")


def document_csv(request: Request) -> Response:
    """The claims of a document."""
    with opened(request) as store:
        head = store.head(request.path_params["document"])
        rows = lists.claim_rows(store, ClaimFilter(document=head.id))
        return _file(claims_table(rows), f"{PurePosixPath(head.origin.path).stem}.csv", _CSV)


def original(request: Request) -> Response:
    """The file as it was added, to be saved and never shown: it may hold scripts."""
    with opened(request) as store:
        head = store.head(request.path_params["document"])
        content = store.original(head.id)
    return _file(content, PurePosixPath(head.origin.path).name, "application/octet-stream")


def documents_csv(request: Request) -> Response:
    """The list of documents."""
    with opened(request) as store:
        rows = lists.document_rows(store, DocumentFilter(limit=ROWS_OF_A_FILE, current=True))
        listed = [
            (row.document, row.publisher, row.published, row.title, row.author, row.path, row.status, len(row.losses)) for row in rows
        ]
    return _table(("document", "publisher", "published", "title", "author", "path", "status", "losses"), listed, "documents.csv")


def entities_csv(request: Request) -> Response:
    """The list of people, organisations or places."""
    kind = request.query_params.get("type")
    with opened(request) as store:
        rows = store.entities(EntityFilter(type=kind, kind="named", limit=ROWS_OF_A_FILE))
        listed = [(row.id, row.type, row.name, " | ".join(name for name, _ in row.names), row.documents, row.claims) for row in rows]
    return _table(("entity", "type", "name", "spellings", "documents", "claims"), listed, "entities.csv")


def differences_csv(request: Request) -> Response:
    """What sources differ in, a line a value and claim."""
    with opened(request) as store:
        listed = list(islice(_difference_lines(store), ROWS_OF_A_FILE))
    return _table(("subject", "predicate", "slot", "value", "claim", "publisher", "published", "words"), listed, "differences.csv")


def _difference_lines(store: Store) -> Iterator[tuple[object, ...]]:
    for row in lists.difference_rows(store, FindingFilter(limit=ROWS_OF_A_FILE)):
        for value, claims in zip(row.values, row.claims, strict=True):
            for item in claims:
                said = item.statement
                yield row.subject, row.predicate, row.slot, value, said.claim, item.publisher, item.published, said.evidence[0].exact


def search_csv(request: Request) -> Response:
    """The documents that a search finds."""
    with opened(request) as store:
        page = search_asked(request, store, ROWS_OF_A_FILE)
    hits = page.hits if page else ()
    listed = [(hit.document, hit.publisher, hit.published, hit.title, hit.path, "".join(text for text, _ in hit.snippet)) for hit in hits]
    return _table(("document", "publisher", "published", "title", "path", "words"), listed, "search.csv")


def _table(columns: tuple[str, ...], rows: Sequence[tuple[object, ...]], name: str) -> Response:
    return _file(table(columns, rows), name, _CSV)


def _file(content: str | bytes, name: str, kind: str) -> Response:
    """An answer that the browser saves under a name; the name may be in any script (RFC 6266)."""
    safe = "".join(sign for sign in name if sign.isprintable() and sign not in '/\\:*?"<>|') or "file"
    return Response(content, media_type=kind, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(safe)}"})
