"""From format 12 to 13: entities, copies and findings by numbers, and no index that nobody needs; all of it at once.

Old tables are replaced, not renamed: a name that changes would be changed in all that points to it too.
"""

from __future__ import annotations

import sqlite3

from tawthiq.store import entities, ids, whois

_FINDINGS = """
CREATE TABLE renewed_finding (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, subject TEXT, predicate TEXT NOT NULL, object TEXT, verdict TEXT NOT NULL,
  body BLOB NOT NULL);
INSERT INTO renewed_finding (id, subject, predicate, object, verdict, body)
  SELECT id, subject, predicate, object, verdict, body FROM finding ORDER BY id;
CREATE TABLE renewed_finding_claim (
  finding INTEGER NOT NULL REFERENCES finding (n), claim BLOB NOT NULL, PRIMARY KEY (finding, claim)) WITHOUT ROWID;
INSERT INTO renewed_finding_claim
  SELECT f.n, c.claim FROM finding_claim c JOIN renewed_finding f ON f.id = c.finding ORDER BY f.n, c.claim;
"""
_COPIES = """
CREATE TABLE renewed_copy_group (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, first TEXT);
INSERT INTO renewed_copy_group (id, first) SELECT id, first FROM copy_group ORDER BY id;
CREATE TABLE renewed_copy_member (
  "group" INTEGER NOT NULL REFERENCES copy_group (n), seq INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES document (n),
  start INTEGER, end INTEGER, share REAL NOT NULL, PRIMARY KEY ("group", seq)) WITHOUT ROWID;
INSERT INTO renewed_copy_member SELECT g.n, m.seq, m.document, m.start, m.end, m.share
  FROM copy_member m JOIN renewed_copy_group g ON g.id = m."group" ORDER BY g.n, m.seq;
"""
_ENTITIES = """INSERT INTO renewed_archive_entity (n, key, sort, name, names, documents, claims)
 SELECT n, kept_entity(id), sort_of(type, kind), name, names, documents, claims FROM archive_entity ORDER BY n"""
_RENEWED = ("finding_claim", "finding", "copy_member", "copy_group", "archive_entity")
_INDEXES = (
    "CREATE INDEX finding_subject ON finding (subject)", "CREATE INDEX finding_object ON finding (object)",
    "CREATE INDEX finding_claim_claim ON finding_claim (claim)", "CREATE INDEX copy_member_document ON copy_member (document)",
    *entities.INDEXES,
)
_NEEDLESS = ("claim_predicate", "claim_standing")
"""Searches know standings from blocks; lists of claims of one kind go through the narrow rows, which takes less than telling them."""


def renew(connection: sqlite3.Connection) -> None:
    """The new tables in the place of the old ones. Run inside a transaction, without guards of foreign keys."""
    connection.create_function("kept_entity", 1, ids.entity, deterministic=True)
    connection.create_function("sort_of", 2, entities.sort_of, deterministic=True)
    connection.execute("DROP VIEW identity")
    for statement in (*(_FINDINGS + _COPIES).split(";\n"), entities.table("renewed_archive_entity"), _ENTITIES):
        if statement.strip():
            connection.execute(statement)
    for table in _RENEWED:
        connection.execute(f"DROP TABLE {table}")
    for table in _RENEWED:
        connection.execute(f"ALTER TABLE renewed_{table} RENAME TO {table}")
    for statement in (*_INDEXES, whois.VIEW):
        connection.execute(statement)
    for index in _NEEDLESS:
        connection.execute(f"DROP INDEX {index}")
