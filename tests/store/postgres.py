"""The contract on PostgreSQL: a real server of this machine, and a thin store on it. Shared use is prepared by it, not built.

Our tokens go into a ``tsvector`` as they are (weight A, and B for a reading that the lexicon cannot vouch for), so no
configuration of the server decides what is found. Words near each other are looked for by all of them and then held against
the text: the engine's own language has no such thing. Claims, comparing and originals on disk are the folder's alone.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tawthiq.errors import NotFoundError, StoreError
from tawthiq.model import Document, Loss, Reading, document_id
from tawthiq.store import Added, DocumentFilter, Hit, LossRow, Order, Outcome, Prepared, Results, SearchFilter, Sighting, Stored, rows
from tawthiq.store.analyser import analyse
from tawthiq.store.asking import first_day, last_day
from tawthiq.store.days import UNDATED, day_of
from tawthiq.store.index import language_tag, publisher_tag
from tawthiq.store.packing import pack_text, unpack_text
from tawthiq.store.parsing import parse
from tawthiq.store.query import Kind, Query, Term, holds, written
from tawthiq.store.snippet import marks, snippet

_BINARIES = Path("/usr/lib/postgresql/15/bin")  # Debian keeps them off the path
_LAST_POSITION = 16_383  # the last place that a tsvector can note: phrases beyond it are not found
_SECONDS = 60  # for the server to begin
_SAID = ("publisher", "published", "title", "author", "url")
_TABLES = """
CREATE TABLE document (n serial PRIMARY KEY, id text UNIQUE NOT NULL, day int NOT NULL, format text NOT NULL, status text NOT NULL,
  replaces text, replaced_by text, added_at text NOT NULL, size int NOT NULL, chars int NOT NULL, body bytea NOT NULL,
  text bytea NOT NULL, original bytea NOT NULL, tags text[] NOT NULL, words tsvector NOT NULL);
CREATE INDEX ON document USING gin (words);
CREATE INDEX ON document (day, n);
CREATE TABLE sighting (n serial PRIMARY KEY, place text NOT NULL, document int NOT NULL REFERENCES document (n), current bool NOT NULL,
  path text NOT NULL, container text, publisher text, published text, title text, author text, url text, seen_at text NOT NULL);
CREATE UNIQUE INDEX ON sighting (place) WHERE current;
CREATE TABLE loss (n serial PRIMARY KEY, document int REFERENCES document (n), path text NOT NULL, code text NOT NULL,
  place text NOT NULL, detail text NOT NULL, noted_at text NOT NULL)"""


def _binary(name: str) -> str | None:
    return shutil.which(name) or (str(_BINARIES / name) if (_BINARIES / name).is_file() else None)


def available() -> bool:
    """Whether a server and its driver are installed."""
    return bool(_binary("initdb") and _binary("pg_ctl") and importlib.util.find_spec("pg8000"))


class Server:
    """A server of our own in a temporary folder, reached by a socket in it, begun at the first need."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._count = 0
        self._user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def store(self) -> PostgresStore:
        """An empty store in a database of its own."""
        if self._folder is None:
            self._folder = self._begun()
        self._count += 1
        name = f"contract{self._count}"
        with _connected(self._folder, self._user, "postgres") as connection:
            connection.run(f"CREATE DATABASE {name}")
        return PostgresStore(_connection(self._folder, self._user, name))

    def _begun(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="tawthiq-pg-"))
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, self._user, self._user)
        self._run("initdb", "-D", str(folder / "data"), "-U", self._user, "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        self._run("pg_ctl", "-D", str(folder / "data"), "-w", "-t", str(_SECONDS), "-l", str(folder / "log"), "-o", options, "start")
        return folder

    def stop(self) -> None:
        """Ends the server and removes what it wrote."""
        if self._folder is not None:
            self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "-w", "stop")
            shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, name: str, *arguments: str) -> None:
        program = _binary(name)
        assert program is not None
        own = {"user": self._user, "group": self._user, "extra_groups": []} if os.geteuid() == 0 else {}
        subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **own)  # type: ignore[call-overload]


def _connection(folder: Path, user: str, database: str) -> Any:
    from pg8000.native import Connection

    return Connection(user, unix_sock=str(folder / ".s.PGSQL.5432"), database=database)


@contextmanager
def _connected(folder: Path, user: str, database: str) -> Iterator[Any]:
    connection = _connection(folder, user, database)
    try:
        yield connection
    finally:
        connection.close()


class PostgresStore:
    """Documents and their search on a PostgreSQL server."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._depth = 0
        for statement in _TABLES.split(";\n"):
            connection.run(statement)

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction, whatever is added inside."""
        if self._depth:
            yield
            return
        self._connection.run("BEGIN")
        self._depth = 1
        try:
            yield
        except BaseException:
            self._connection.run("ROLLBACK")
            raise
        else:
            self._connection.run("COMMIT")
        finally:
            self._depth = 0

    def add(
        self, document: Document, content: bytes, reading: Reading, added_at: str, place: str | None = None,
        prepared: Prepared | None = None,  # noqa: ARG002 - rows of another engine
    ) -> Added:
        """As the contract says."""
        if document_id(content) != document.id or reading.document != document.id:
            raise StoreError("T412", document.id, detail="sha-256")
        where = place or "/".join(filter(None, (document.origin.container, document.origin.path)))
        with self.batch():
            self._run("DELETE FROM loss WHERE document IS NULL AND path = :path", path=document.origin.path)
            before = self._run("SELECT d.n, d.id FROM sighting s JOIN document d ON d.n = s.document WHERE place = :place AND current", place=where)
            known = self._run("SELECT n FROM document WHERE id = :id", id=document.id)
            if known:
                self._stand(where, known[0][0], before, document, added_at)
                return Added(document.id, Outcome.ALREADY)
            replaces = before[0][1] if before else None
            number = self._insert(document, content, reading, added_at, replaces)
            for loss in document.losses:
                self._loss(number, document.origin.path, loss, added_at)
            self._stand(where, number, before, document, added_at)
            return Added(document.id, Outcome.REPLACES if replaces else Outcome.NEW, replaces)

    def _insert(self, document: Document, content: bytes, reading: Reading, added_at: str, replaces: str | None) -> int:
        day = day_of(reading.published) or day_of(document.published) or UNDATED
        tags = [publisher_tag(document.publisher)] if document.publisher else []
        tags += [language_tag(document.language)] if document.language else []
        found: int = self._run(
            "INSERT INTO document (id, day, format, status, replaces, added_at, size, chars, body, text, original, tags, words) VALUES"
            " (:id, :day, :format, :status, :replaces, :added_at, :size, :chars, :body, :text, :original, cast(:tags AS text[]),"
            " cast(:words AS tsvector)) RETURNING n",
            id=document.id, day=day, format=document.format, status=document.status.value, replaces=replaces, added_at=added_at,
            size=len(content), chars=len(document.text), body=rows.document_body(document, whole=True), text=pack_text(document.text),
            original=content, tags=tags, words=_vector(document),
        )[0][0]
        return found

    def _stand(self, place: str, number: int, before: list[list[Any]], document: Document, seen_at: str) -> None:
        said = {name: getattr(document, name, None) for name in _SAID if name != "url"} | {"url": document.origin.url}
        same = " AND ".join(f"{name} IS NOT DISTINCT FROM :{name}" for name in _SAID)
        known = self._run(f"SELECT n, current FROM sighting WHERE place = :place AND document = :number AND {same}", place=place, number=number, **said)
        if known and known[0][1]:
            return
        self._run("UPDATE sighting SET current = false WHERE place = :place AND current", place=place)
        if known:
            self._run("UPDATE sighting SET current = true WHERE n = :n", n=known[0][0])
        else:
            self._run(
                f"INSERT INTO sighting (place, document, current, path, container, {', '.join(_SAID)}, seen_at) VALUES (:place, :number,"
                f" true, :path, :container, {', '.join(f':{name}' for name in _SAID)}, :seen_at)",
                place=place, number=number, path=document.origin.path, container=document.origin.container, seen_at=seen_at, **said,
            )
        if before and before[0][0] != number:
            self._run("UPDATE document SET replaced_by = NULL WHERE n = :n", n=number)
            self._run(
                "UPDATE document SET replaced_by = :id WHERE n = :n AND NOT EXISTS (SELECT 1 FROM sighting WHERE sighting.document = :n AND current)",
                id=document.id, n=before[0][0],
            )

    def add_loss(self, path: str, loss: Loss, noted_at: str) -> None:
        """As the contract says."""
        with self.batch():
            self._run("DELETE FROM loss WHERE document IS NULL AND path = :path AND code = :code", path=path, code=loss.code)
            self._loss(None, path, loss, noted_at)

    def _loss(self, number: int | None, path: str, loss: Loss, noted_at: str) -> None:
        self._run(
            "INSERT INTO loss (document, path, code, place, detail, noted_at) VALUES (:number, :path, :code, :place, :detail, :noted_at)",
            number=number, path=path, code=loss.code, place=loss.where, detail=loss.detail, noted_at=noted_at,
        )

    def has(self, document: str) -> bool:
        """Whether it is kept."""
        return bool(self._run("SELECT 1 FROM document WHERE id = :id", id=document))

    def document(self, document: str) -> Document:
        """As it was added."""
        body, text, replaces = self._one("body, text, replaces", document)
        return rows.document_of(body, (), unpack_text(text), replaces)

    def text(self, document: str) -> str:
        """The text alone."""
        return unpack_text(self._one("text", document)[0])

    def original(self, document: str) -> bytes:
        """The bytes as they were added."""
        return bytes(self._one("original", document)[0])

    def documents(self, wanted: DocumentFilter | None = None) -> Iterator[Stored]:
        """Newest first, undated ones last."""
        wanted = wanted or DocumentFilter()
        conditions, values = _bounds(wanted.since, wanted.until)
        for name in ("format", "status"):
            if getattr(wanted, name) is not None:
                conditions.append(f"{name} = :{name}")
                values[name] = getattr(wanted, name)
        if wanted.publisher is not None:
            conditions.append("n IN (SELECT document FROM sighting WHERE publisher = :publisher)")
            values["publisher"] = wanted.publisher
        if wanted.current:
            conditions.append("replaced_by IS NULL")
        if wanted.ids:
            conditions.append("id = ANY(cast(:ids AS text[]))")
            values["ids"] = list(wanted.ids)
        found = self._run(
            f"SELECT body, replaces, status, added_at, size, chars, day, replaced_by FROM document WHERE {' AND '.join(conditions)}"
            " ORDER BY day DESC, n DESC LIMIT :limit OFFSET :offset", limit=wanted.limit, offset=wanted.offset, **values,
        )
        for body, replaces, *rest in found:
            yield Stored(rows.replaced(rows.head_of(body, ()), replaces), *rest)

    def sightings(self, document: str) -> tuple[Sighting, ...]:
        """In the order in which it was found there."""
        (number,) = self._one("n", document)
        names = [field.name for field in dataclasses.fields(Sighting)]
        found = self._run(f"SELECT {', '.join(names)} FROM sighting WHERE document = :n ORDER BY n", n=number)
        return tuple(Sighting(*row) for row in found)

    def losses(self, document: str | None = None) -> Iterator[LossRow]:
        """In the order in which they were noted."""
        found = self._run(
            "SELECT d.id, l.path, l.code, l.place, l.detail, l.noted_at FROM loss l LEFT JOIN document d ON d.n = l.document"
            " WHERE cast(:id AS text) IS NULL OR d.id = :id ORDER BY l.n", id=document,
        )
        yield from (LossRow(*row) for row in found)

    def search(
        self, query: str, wanted: SearchFilter | None = None, *, limit: int = 20, offset: int = 0, order: Order = Order.NEWEST,
    ) -> Results:
        """As the contract says; entities and standings are asked of the folder only."""
        asked, wanted = parse(query), wanted or SearchFilter()
        conditions, values = _bounds(wanted.since, wanted.until)
        tags = [publisher_tag(wanted.publisher)] if wanted.publisher else []
        tags += [language_tag(wanted.language)] if wanted.language else []
        by = {Order.NEWEST: "day DESC, n DESC", Order.OLDEST: "day, n", Order.RELEVANCE: "ts_rank(words, cast(:query AS tsquery)) DESC, day DESC, n DESC"}
        found = self._run(
            f"SELECT id, body, text, replaced_by FROM document WHERE words @@ cast(:query AS tsquery) AND tags @> cast(:tags AS text[])"
            f" AND (cast(:format AS text) IS NULL OR format = :format) AND {' AND '.join(conditions)} ORDER BY {by[order]}",
            query=_expression(asked), tags=tags, format=wanted.format, **values,
        )
        hits = [hit for row in found if (hit := _hit(row, asked, exact=wanted.exact)) is not None]
        return Results(tuple(hits[offset : offset + limit]), len(hits), exact=True, order=order, searched=asked.wanted)

    def _one(self, columns: str, document: str) -> list[Any]:
        found = self._run(f"SELECT {columns} FROM document WHERE id = :id", id=document)
        if not found:
            raise NotFoundError("T411", document)
        return list(found[0])

    def _run(self, statement: str, **values: Any) -> list[list[Any]]:
        found: list[list[Any]] | None = self._connection.run(statement, **values)
        return found or []


def _bounds(since: str | None, until: str | None) -> tuple[list[str], dict[str, Any]]:
    """Conditions on the day; undated documents are in no range."""
    first, last = first_day(since), last_day(until)
    conditions = ["true", *(["day > 0"] if first is not None or last is not None else [])]
    conditions += ["day >= :first"] if first is not None else []
    conditions += ["day <= :last"] if last is not None else []
    return conditions, {name: day for name, day in (("first", first), ("last", last)) if day is not None}


def _vector(document: Document) -> str:
    """The words of title and text with their places, as a tsvector is written."""
    places = [place.token for part in (document.title or "", document.text) for place in analyse(part)]
    found: dict[str, list[str]] = {}
    for number, token in enumerate(places, 1):
        at = min(number, _LAST_POSITION)
        found.setdefault(token.main, []).append(f"{at}A")
        if token.other:
            found.setdefault(token.other, []).append(f"{at}B")
    return " ".join(f"'{word}':{','.join(at)}" for word, at in found.items())


def _expression(query: Query) -> str:
    """The query as a tsquery is written; tokens hold letters and digits only."""
    clauses = (("!" if clause.negated else "") + "(" + " | ".join(map(_term, clause.terms)) + ")" for clause in query.clauses)
    return " & ".join(clauses)


def _term(term: Term) -> str:
    if term.kind is Kind.PREFIX:
        return f"'{term.tokens[0][0]}':*"
    if term.kind is Kind.NEAR:
        return "(" + " & ".join(f"'{token}':A" for (token,) in term.tokens) + ")"
    weight = ":A" if term.kind is Kind.PHRASE else ""
    return " | ".join("(" + " <-> ".join(f"'{token}'{weight}" for token in run) + ")" for run in term.tokens)


def _hit(row: list[Any], query: Query, *, exact: bool) -> Hit | None:
    """What is shown of a match; None if the text itself does not answer."""
    identifier, body, packed, replaced_by = row
    document = rows.document_of(body, (), unpack_text(packed), None)
    whole = f"{document.title or ''}\n{document.text}"
    if not holds(query, whole) or (exact and not written(query, whole)):
        return None
    around = snippet(document.text, query.wanted)
    part = document.part_at(around.marks[0][0] if around.marks else around.start)
    return Hit(
        identifier, document.title, document.publisher, document.published, document.origin.path, replaced_by, around,
        marks(document.title, query.wanted) if document.title else (), part.label if part else None,
    )
