"""What is taken away: tables for spreadsheets, a dossier as one page to hand on, the file as it was added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import PurePosixPath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from tawthiq.export.html import dossier_page
from tawthiq.export.tables import claims_table, table
from tawthiq.model import Decision
from tawthiq.store import ClaimFilter, DocumentFilter, EntityFilter, FindingFilter, Store
from tawthiq.store.outline import LineFilter
from tawthiq.views import decisions, lists
from tawthiq.views.alone import alone_rows
from tawthiq.views.claim import claim_page
from tawthiq.views.page import QUOTATIONS, SOURCES, claims_of_part
from tawthiq.views.queue import pairs_undecided
from tawthiq.web.asking import ROWS_OF_A_FILE, asked_of, difference_asked, dossier_kept, found_entity, opened, said_asked, search_asked
from tawthiq.web.copying import copied
from tawthiq.web.pages import overview_kept
from tawthiq.web.speaking import language_of

_CSV = "text/csv; charset=utf-8"
_AT_ONCE = 500  # claims asked for by their ids in one statement
_LEADING, _OF_ONE = 100, 20  # entities in the table of single-source claims, and claims of each
_GROUPS = 5_000  # groups of copies in one table
_NUMBERS = (
    "documents", "claims", "quotations", "entities", "differences", "agreements", "alone", "copies", "copied", "losses", "partial",
    "unreadable",
)


def entity_csv(request: Request) -> Response:
    """The claims of a dossier, or of the part that ``show`` and ``section`` ask for; a section of quotations as quotations."""
    asked = asked_of(request)
    with opened(request) as store:
        row = found_entity(store, request)
        if asked.section in QUOTATIONS:
            return _quotations(_of_section(store, row.id, asked.section), f"{row.name}.csv")
        whole = asked.whole or asked.section == SOURCES
        found = (
            lists.claim_rows(store, ClaimFilter(about=row.id, limit=ROWS_OF_A_FILE)) if whole
            else _of_lines(store, claims_of_part(store, row, asked))
        )
        return _file(claims_table(found), f"{row.name}.csv", _CSV)


def _of_lines(store: Store, claims: Sequence[str]) -> Iterator[lists.ClaimRow]:
    for start in range(0, min(len(claims), ROWS_OF_A_FILE), _AT_ONCE):
        some = claims[start : start + _AT_ONCE]
        rows = {row.statement.claim: row for row in lists.claim_rows(store, ClaimFilter(ids=tuple(some)))}
        yield from (rows[claim] for claim in some if claim in rows and rows[claim].statement.decided != Decision.REJECT.value)


def _of_section(store: Store, entity: str, section: str) -> Iterator[lists.QuotationRow]:
    rows = store.outline.lines(entity, LineFilter(section, limit=ROWS_OF_A_FILE))
    found = store.outline.quotations((row.document, row.seq) for row in rows)
    yield from lists.rows_of_quotations(store, found.values())


def claim_csv(request: Request) -> Response:
    """A claim and those that findings set beside it."""
    with opened(request) as store:
        page = claim_page(store, request.path_params["claim"])
    return _file(claims_table(voice.row for voice in (page.voice, *page.beside)), f"{page.claim}.csv", _CSV)


def overview_csv(request: Request) -> Response:
    """The first page in numbers: a line a number, by what it counts."""
    with opened(request) as store:
        found = overview_kept(request.app.state.lists, store)
    listed: list[tuple[str, object, int]] = [("archive", name, getattr(found, name)) for name in _NUMBERS]
    listed += [("year", year, count) for year, count in found.years]
    listed += [("outlet", name, count) for name, count in found.publishers]
    listed += [(row.type, row.name, row.documents) for row in (*found.people, *found.organizations, *found.places)]
    return _table(("of", "name", "number"), listed, "overview.csv")


def decisions_csv(request: Request) -> Response:
    """What was decided, the latest first, and the pairs of names that wait for a decision."""
    with opened(request) as store:
        pairs = request.app.state.kept.get(("pairs", None), lambda: pairs_undecided(store)).pairs
        history = tuple(reversed(tuple(decisions.decisions(store))))
    listed: list[tuple[object, ...]] = [
        (row.state, row.judgement.decision.value, row.target, row.other, row.judgement.author, row.judgement.decided, row.judgement.note)
        for row in history
    ]
    listed += [("waiting", "", pair.first.name, pair.second.name, "", "", pair.reason_en) for pair in pairs[:ROWS_OF_A_FILE]]
    return _table(("state", "decision", "target", "other", "author", "decided", "note"), listed, "decisions.csv")


def copies_csv(request: Request) -> Response:
    """Groups of copies, a line a document."""
    with opened(request) as store:
        groups = copied(request, store, _GROUPS).groups
    listed = [
        (row.group, copy.document, copy.publisher, copy.published, copy.title, copy.path, round(copy.share, 3), copy.first, copy.start,
         copy.end, copy.words)
        for row in groups for copy in row.copies
    ]  # fmt: skip
    columns = ("group", "document", "publisher", "published", "title", "path", "share", "first", "start", "end", "words")
    return _table(columns, listed[:ROWS_OF_A_FILE], "copies.csv")


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
    """The list of documents, of one ``publisher`` or all; ``losses=1``: those of which something could not be read."""
    losses = bool(request.query_params.get("losses"))
    wanted = DocumentFilter(publisher=request.query_params.get("publisher") or None, limit=ROWS_OF_A_FILE, current=not losses)
    with opened(request) as store:
        rows = lists.document_rows(store, replace(wanted, lossy=losses))
        shown = chain(lists.lost_files(store), rows) if losses else rows
        listed = [
            (row.document, row.publisher, row.published, row.title, row.author, row.path, row.status,
             " | ".join(loss.english for loss in row.losses))
            for row in shown
        ]  # fmt: skip
    return _table(("document", "publisher", "published", "title", "author", "path", "status", "losses"), listed, "documents.csv")


def entities_csv(request: Request) -> Response:
    """The list of people, organisations or places."""
    kind = request.query_params.get("type")
    with opened(request) as store:
        rows = store.entities(EntityFilter(type=kind, kind="named", limit=ROWS_OF_A_FILE))
        listed = [(row.id, row.type, row.name, " | ".join(name for name, _ in row.names), row.documents, row.claims) for row in rows]
    return _table(("entity", "type", "name", "spellings", "documents", "claims"), listed, "entities.csv")


def differences_csv(request: Request) -> Response:
    """What sources differ in, or with ``show=perhaps`` may, a line a value and claim."""
    wanted = FindingFilter(verdict=difference_asked(request), limit=ROWS_OF_A_FILE)
    with opened(request) as store:
        listed = list(islice(_difference_lines(store, wanted), ROWS_OF_A_FILE))
    return _table(("subject", "predicate", "slot", "value", "claim", "publisher", "published", "words"), listed, "differences.csv")


def _difference_lines(store: Store, wanted: FindingFilter) -> Iterator[tuple[object, ...]]:
    for row in lists.difference_rows(store, wanted):
        for value, claims in zip(row.values, row.claims, strict=True):
            for item in claims:
                said = item.statement
                yield row.subject, row.predicate, row.slot, value, said.claim, item.publisher, item.published, said.evidence[0].exact


def agreements_csv(request: Request) -> Response:
    """What sources agree on, a line a finding."""
    with opened(request) as store:
        rows = lists.agreement_rows(store, FindingFilter(limit=ROWS_OF_A_FILE))
        listed = [
            (row.subject, row.predicate, row.object, row.told, row.low, row.high, row.claims[0].statement.claim,
             row.claims[0].statement.evidence[0].exact)
            for row in rows
        ]  # fmt: skip
    return _table(("subject", "predicate", "object", "claims", "low", "high", "claim", "words"), listed, "agreements.csv")


def alone_csv(request: Request) -> Response:
    """What one source alone says, of those whom most documents name."""
    with opened(request) as store:
        return _file(claims_table(item for row in alone_rows(store, _LEADING, shown=_OF_ONE) for item in row.claims), "alone.csv", _CSV)


def search_csv(request: Request) -> Response:
    """The documents that a search finds, or the claims or quotations that ``in`` asks for."""
    with opened(request) as store:
        said = said_asked(request, store, ROWS_OF_A_FILE)
        page = search_asked(request, store, ROWS_OF_A_FILE) if said is None else None
    if said is not None and request.query_params.get("in") == "claims":
        return _file(claims_table(said.claims), "search.csv", _CSV)
    if said is not None:
        return _quotations(said.quotations, "search.csv")
    hits = page.hits if page else ()
    listed = [(hit.document, hit.publisher, hit.published, hit.title, hit.path, "".join(text for text, _ in hit.snippet)) for hit in hits]
    return _table(("document", "publisher", "published", "title", "path", "words"), listed, "search.csv")


def _quotations(rows: Iterable[lists.QuotationRow], name: str) -> Response:
    listed = [
        (row.quotation, row.speaker, row.form, row.cue, row.evidence.exact, row.evidence.start, row.evidence.end,
         " < ".join(link.name or "?" for link in row.chain), row.publisher, row.published, row.document)
        for row in rows
    ]  # fmt: skip
    columns = ("quotation", "speaker", "form", "cue", "words", "start", "end", "chain", "publisher", "published", "document")
    return _table(columns, listed, name)


def _table(columns: tuple[str, ...], rows: Sequence[tuple[object, ...]], name: str) -> Response:
    return _file(table(columns, rows), name, _CSV)


def _file(content: str | bytes, name: str, kind: str) -> Response:
    """An answer that the browser saves under a name; the name may be in any script (RFC 6266)."""
    safe = "".join(sign for sign in name if sign.isprintable() and sign not in '/\\:*?"<>|') or "file"
    return Response(content, media_type=kind, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(safe)}"})
