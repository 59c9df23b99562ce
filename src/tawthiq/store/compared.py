"""Findings as rows: what columns and the rows of their claims have is left out of the packed rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from tawthiq.model import Finding
from tawthiq.model.codec import from_plain, to_plain
from tawthiq.store import ids
from tawthiq.store.asking import lazily
from tawthiq.store.packing import column, pack_plain, unpack_plain

_COLUMNS: Final = "n, id, subject, predicate, object, body"
_CLAIMS: Final = "SELECT claim FROM finding_claim WHERE finding = ? ORDER BY claim"


def write(connection: sqlite3.Connection, finding: Finding) -> None:
    """Writes a finding that is not there."""
    number = connection.execute(
        "INSERT INTO finding (id, subject, predicate, object, verdict, body) VALUES (?, ?, ?, ?, ?, ?)",
        (finding.id, *_sides(finding), finding.heard.value, body(finding)),
    ).lastrowid
    told = [(number, ids.kept(ids.CLAIM, claim)) for claim in finding.claims]
    connection.executemany("INSERT OR IGNORE INTO finding_claim VALUES (?, ?)", told)


def columns(finding: Finding) -> tuple[str | None, str, str | None, bytes]:
    """Subject, predicate, object and packed rest, as they stand in the row: with the claims, which its id tells, all that can change."""
    return (*_sides(finding), body(finding))


def _sides(finding: Finding) -> tuple[str | None, str, str | None]:
    object_ = finding.object.entity if finding.object else None
    return column(finding.subject.entity), finding.predicate, column(object_)


def body(finding: Finding) -> bytes:
    """What neither columns nor the rows of its claims have of a finding."""
    plain = to_plain(finding)
    subject, predicate, object_ = _sides(finding)
    del plain["id"]
    for key, known in (("subject", subject), ("object", object_)):
        if plain[key] is not None and plain[key]["entity"] == known:
            del plain[key]["entity"]
    if plain["predicate"] == predicate:
        del plain["predicate"]
    if [ids.told(ids.CLAIM, claim) for claim in _in_order(finding.claims)] == plain["claims"]:
        del plain["claims"]
    return pack_plain(plain)


def _in_order(claims: Iterable[str]) -> list[ids.Kept]:
    """As SQLite orders what ``finding_claim`` has: texts before bytes."""
    return sorted({ids.kept(ids.CLAIM, claim) for claim in claims}, key=lambda kept: (isinstance(kept, bytes), kept))


def read(connection: sqlite3.Connection, further: str, values: Sequence[Any]) -> Iterator[Finding]:
    """The findings that the further words of a statement leave."""
    for row in lazily(connection, f"SELECT {_COLUMNS} FROM finding{further}", list(values)):
        yield _finding(connection, *row)


def _finding(
    connection: sqlite3.Connection, number: int, identifier: str, subject: str | None, predicate: str, object_: str | None, packed: bytes
) -> Finding:
    plain = {"id": identifier, "predicate": predicate} | unpack_plain(packed)
    for key, known in (("subject", subject), ("object", object_)):
        if plain[key] is not None:
            plain[key] = {"entity": known} | plain[key]
    if "claims" not in plain:
        plain["claims"] = [ids.told(ids.CLAIM, claim) for (claim,) in connection.execute(_CLAIMS, (number,))]
    return from_plain(Finding, plain)
