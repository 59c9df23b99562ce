"""What holds across documents: identities, copies, findings, judgements."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping

from tawthiq.model import CopyGroup, CopyMember, Decision, Finding, Identity, Judgement, Reconciliation, Span
from tawthiq.store import compared, ids, merging, naming, rows, whois
from tawthiq.store.asking import Conditions, lazily, page
from tawthiq.store.filters import FindingFilter
from tawthiq.store.packing import shown, unpack_text

# Children first. Who is who is not here: most of it stays as it was (``merging``). Nor are judgements: they survive every comparing.
_DERIVED = ("finding_claim", "finding", "copy_member", "copy_group")


def save(connection: sqlite3.Connection, found: Reconciliation, further: naming.NameKeys) -> None:
    """Puts a reconciliation in the place of the last one. Run inside a transaction."""
    for table in _DERIVED:
        connection.execute(f"DELETE FROM {table}")
    numbers: dict[str, int] = dict(connection.execute("SELECT id, n FROM document"))
    gone = merging.entities(connection, found.entities, further)
    merging.identities(connection, found.identities, numbers)
    merging.forget(connection, gone, further)
    for group in found.copies:
        write_group(connection, group, numbers)
    for finding in found.findings:
        compared.write(connection, finding)
    merging.count(connection)
    pass_on(connection)


def write_group(connection: sqlite3.Connection, group: CopyGroup, numbers: Mapping[str, int]) -> None:
    """Writes a group of copies. ``numbers``: document id -> number in the archive."""
    number = connection.execute("INSERT INTO copy_group (id, first) VALUES (?, ?)", (group.id, group.first)).lastrowid
    for seq, member in enumerate(group.members):
        place = (member.span.start, member.span.end) if member.span else (None, None)
        row = (number, seq, numbers[member.document], *place, member.share)
        connection.execute("INSERT INTO copy_member VALUES (?, ?, ?, ?, ?, ?)", row)


def pass_on(connection: sqlite3.Connection) -> None:
    """Counts the comparings, so that pages know that something has changed."""
    connection.execute(
        "INSERT INTO meta VALUES ('generation', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def identities(connection: sqlite3.Connection, entity: str | None, document: str | None) -> Iterator[Identity]:
    """Who is who, and why."""
    ask = Conditions()
    if entity is not None:
        ask.add("e.archive = (SELECT n FROM archive_entity WHERE key = ?)", ids.entity(entity))
    ask.equal(d__id=document)
    statement = f"SELECT DISTINCT d.n, d.id FROM entity e JOIN document d ON d.n = e.document{ask.where} ORDER BY d.n"
    known = whois.Whois(connection)
    for number, name in lazily(connection, statement, ask.values):
        for local, (archive, score, reasons) in known.of_document(number, entity):
            yield Identity(name, local, archive, score, *reasons)


def copies(connection: sqlite3.Connection, document: str | None) -> Iterator[CopyGroup]:
    """Groups of copies, all or those with a document in them."""
    ask = Conditions()
    if document is not None:
        ask.add('n IN (SELECT "group" FROM copy_member m JOIN document d ON d.n = m.document WHERE d.id = ?)', document)
    for (group,) in connection.execute(f"SELECT id FROM copy_group{ask.where} ORDER BY id", ask.values).fetchall():
        yield copy_group(connection, group)


def copy_group(connection: sqlite3.Connection, group: str) -> CopyGroup:
    """One group of copies."""
    number, first = connection.execute("SELECT n, first FROM copy_group WHERE id = ?", (group,)).fetchone()
    return CopyGroup(group, _members(connection, number), first)


def _members(connection: sqlite3.Connection, group: int) -> tuple[CopyMember, ...]:
    found = connection.execute(
        'SELECT d.id, m.start, m.end, t.body, m.share FROM copy_member m JOIN document d ON d.n = m.document'
        ' LEFT JOIN document_text t ON t.document = m.document AND m.start IS NOT NULL WHERE m."group" = ? ORDER BY m.seq', (group,),
    )
    return tuple(
        CopyMember(document, None if start is None else Span(start, end, passage(text, start, end)), share)
        for document, start, end, text, share in found
    )


def passage(text: bytes, start: int, end: int) -> str:
    """The words that a copied passage has in a packed text."""
    return shown(unpack_text(text)[start:end])


def findings(connection: sqlite3.Connection, wanted: FindingFilter) -> Iterator[Finding]:
    """Findings in order of their ids."""
    ask = Conditions()
    ask.equal(subject=wanted.subject, object=wanted.object, predicate=wanted.predicate, verdict=wanted.verdict)
    if wanted.about is not None:
        ask.add("(subject = ? OR object = ?)", wanted.about, wanted.about)
    if wanted.claim is not None:
        ask.add("n IN (SELECT finding FROM finding_claim WHERE claim = ?)", ids.kept(ids.CLAIM, wanted.claim))
    yield from compared.read(connection, f"{ask.where} ORDER BY id{page(wanted.limit, wanted.offset)}", ask.values)


def judge(connection: sqlite3.Connection, judgement: Judgement) -> None:
    """Records a decision, or that it was taken back. The same judgement twice is one."""
    connection.execute(
        "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET undone = excluded.undone",
        (
            judgement.id, judgement.target, judgement.other, judgement.decision.value, shown(judgement.author), judgement.decided,
            shown(judgement.note), judgement.undone, _judgement_words(judgement),
        ),
    )


def _judgement_words(judgement: Judgement) -> str:
    found = {"anchors": judgement.anchors, "other_anchors": judgement.other_anchors, "values": judgement.values}
    return shown(json.dumps({key: value for key, value in found.items() if value}, ensure_ascii=False))


def _judgement(row: rows.Row) -> Judgement:
    words = json.loads(row[8])
    values = tuple((str(key), str(value)) for key, value in words.get("values", ()))
    anchors, others = (tuple(words.get(key, ())) for key in ("anchors", "other_anchors"))
    return Judgement(row[0], row[1], row[2], Decision(row[3]), row[4], row[5], row[6], row[7], anchors, others, values)


def judgements(connection: sqlite3.Connection, target: str | None, *, undone: bool) -> Iterator[Judgement]:
    """Decisions in order of time, those taken back only where asked for."""
    ask = Conditions()
    if target is not None:
        ask.add("(target = ? OR other = ?)", target, target)
    if not undone:
        ask.add("undone IS NULL")
    columns = "id, target, other, decision, author, decided, note, undone, words"
    statement = f"SELECT {columns} FROM judgement{ask.where} ORDER BY decided, id"
    for row in lazily(connection, statement, ask.values):
        yield _judgement(row)
