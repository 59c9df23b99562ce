"""Building the outline of dossiers anew: a few statements over the whole archive, after each comparing.

Claims as people left them: documents of which a claim was decided on are read and corrected one by one, the others by SQL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from tawthiq.extract.attribution.lexicon import brings_no_own_words
from tawthiq.model import Claim, Reading
from tawthiq.model.judgement import OF_CLAIMS
from tawthiq.model.predicates import predicates
from tawthiq.reconcile.decisions import as_decided
from tawthiq.store import across, reading, rows
from tawthiq.store.outline import SAID, SAID_ABOUT

VERSION = "1"
"""Of what the rows mean: an outline of another version is built anew by the next writer."""
_TABLES = ("outline_entity", "outline_line", "outline_bond")
_LAST = 3_652_060  # a day behind every date: what has no time comes last
_DESK = ("decided", "section_of", "other_words", "told", "held", "copied", "in_one")

_DESK_TABLES = """
CREATE TEMP TABLE decided (document INTEGER PRIMARY KEY);
CREATE TEMP TABLE section_of (predicate TEXT PRIMARY KEY, section TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE other_words (cue TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE told (
  entity TEXT NOT NULL, document INTEGER NOT NULL, seq INTEGER NOT NULL, claim TEXT NOT NULL, predicate TEXT NOT NULL,
  inverse INTEGER NOT NULL, standing TEXT NOT NULL, other TEXT, day INTEGER NOT NULL, timed INTEGER NOT NULL)
"""
_TOLD = f"""INSERT INTO temp.told
 SELECT {{own}}.entity, c.document, c.seq, c.id, c.predicate, {{inverse}}, c.standing, {{other}}.entity,
  coalesce(c.day_from, nullif(d.day, 0), {_LAST}), c.day_from IS NOT NULL
 FROM claim c JOIN document d ON d.n = c.document {{s}} JOIN identity s ON s.document = c.document AND s.local = c.subject
 {{o}} JOIN identity o ON o.document = c.document AND o.local = c.object
 WHERE c.document NOT IN (SELECT document FROM temp.decided) {{further}}"""
_SIDES = (
    {"own": "s", "inverse": "0", "other": "o", "s": "", "o": "LEFT", "further": ""},
    {"own": "o", "inverse": "1", "other": "s", "s": "LEFT", "o": "", "further": "AND s.entity IS NOT o.entity"},
)
_HELD = """CREATE TEMP TABLE held AS SELECT t.entity AS entity, t.rowid AS told, f.id AS finding, f.verdict AS verdict
 FROM finding f JOIN finding_claim m ON m.finding = f.id JOIN temp.told t ON t.claim = m.claim
 WHERE t.entity IN (f.subject, f.object)"""
_SINGLE = """INSERT OR IGNORE INTO outline_line
 SELECT t.entity, p.section, t.day, t.document, t.seq, '', 'single_source', t.inverse, t.timed
 FROM temp.told t JOIN temp.section_of p USING (predicate) WHERE t.rowid NOT IN (SELECT told FROM temp.held)"""
_COMPARED = """INSERT OR IGNORE INTO outline_line
 SELECT entity, section, day, document, seq, finding, verdict, inverse, timed FROM (
  SELECT t.*, p.section, h.finding, h.verdict,
   row_number() OVER (PARTITION BY h.entity, h.finding ORDER BY NOT t.timed, t.day, t.document, t.seq) AS place
  FROM temp.held h JOIN temp.told t ON t.rowid = h.told JOIN temp.section_of p USING (predicate)) WHERE place = 1"""
# What someone denies or is accused of is said about them: it never stands among their own words.
_SPOKEN = f"""INSERT OR IGNORE INTO outline_line SELECT i.entity,
 CASE WHEN q.form <> 'direct' AND q.cue IN (SELECT cue FROM temp.other_words) THEN '{SAID_ABOUT}' ELSE '{SAID}' END, -d.day,
  q.document, q.seq, '', '', 0, 0
 FROM quotation q JOIN document d ON d.n = q.document JOIN identity i ON i.document = q.document AND i.local = q.speaker"""
_SPOKEN_OF = f"""INSERT OR IGNORE INTO outline_line
 SELECT i.entity, '{SAID_ABOUT}', -d.day, q.document, q.seq, '', '', 0, 0
 FROM quotation q JOIN document d ON d.n = q.document
 JOIN mention m ON m.document = q.document AND m.start >= q.start AND m.end <= q.end AND m.entity IS NOT q.speaker
 JOIN identity i ON i.document = q.document AND i.local = m.entity JOIN archive_entity e ON e.id = i.entity
 WHERE e.kind = 'named' AND e.type IN ('Person', 'Organization', 'Group')"""
_BONDS = """INSERT INTO outline_bond
 SELECT entity, other, predicate, inverse, count(DISTINCT document), group_concat(DISTINCT standing), min(document), seq
 FROM temp.told WHERE other IS NOT NULL AND other <> entity
  AND other IN (SELECT id FROM archive_entity WHERE type IN ('Person', 'Organization', 'Group', 'Place'))
 GROUP BY entity, other, predicate, inverse"""
_IN_ONE = """CREATE TEMP TABLE in_one AS
 SELECT DISTINCT entity, document FROM temp.told UNION SELECT DISTINCT entity, document FROM outline_line WHERE section IN (?, ?)"""
_COUNTED = """INSERT INTO outline_entity
 SELECT o.entity, count(*), 0, count(DISTINCT coalesce(d.publisher, d.id)), 0
 FROM temp.in_one o JOIN document d ON d.n = o.document GROUP BY o.entity"""
# The lower bound counts copies of one text once: of each group the document with the lowest number stands for all.
_COPIED = """CREATE TEMP TABLE copied AS
 SELECT o.entity AS entity, o.document AS document, min(p.document) AS leader FROM temp.in_one o
 JOIN copy_member a ON a.document = o.document JOIN copy_member b ON b."group" = a."group"
 JOIN temp.in_one p ON p.entity = o.entity AND p.document = b.document GROUP BY o.entity, o.document"""
_LOW = """UPDATE outline_entity SET low = min(high, documents - (
 SELECT count(*) - count(DISTINCT leader) FROM temp.copied c WHERE c.entity = outline_entity.entity))"""


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether there is an outline, of the version that this program reads."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'outline'").fetchone()
    return found is not None and found[0] == VERSION


def build(connection: sqlite3.Connection) -> None:
    """Puts a new outline in the place of the last one. Run inside a transaction."""
    _clear(connection)
    for statement in _DESK_TABLES.split(";\n"):
        connection.execute(statement)
    sections = [(key, predicate.section) for key, predicate in predicates().items()]
    connection.executemany("INSERT INTO temp.section_of VALUES (?, ?)", sections)
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    cues = connection.execute("SELECT DISTINCT cue FROM quotation WHERE cue IS NOT NULL").fetchall()
    connection.executemany("INSERT INTO temp.other_words VALUES (?)", [row for row in cues if brings_no_own_words(*row)])
    rejected = _told(connection)
    _lines(connection)
    _numbers(connection, rejected)
    _clear(connection)
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('outline', ?)", (VERSION,))


def _clear(connection: sqlite3.Connection) -> None:
    for table in _DESK:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _lines(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE INDEX temp.told_claim ON told (claim)")
    connection.execute(_HELD)
    connection.execute("CREATE INDEX temp.held_told ON held (told)")
    for statement in (_SINGLE, _COMPARED, _SPOKEN, _SPOKEN_OF, _BONDS):
        connection.execute(statement)


def _numbers(connection: sqlite3.Connection, rejected: dict[str, int]) -> None:
    connection.execute(_IN_ONE, (SAID, SAID_ABOUT))
    connection.execute("CREATE UNIQUE INDEX temp.in_one_entity ON in_one (entity, document)")
    connection.execute(_COUNTED)
    connection.execute(_COPIED)
    connection.execute("CREATE INDEX temp.copied_entity ON copied (entity)")
    connection.execute(_LOW)
    connection.executemany(
        "INSERT INTO outline_entity VALUES (?, 0, 0, 0, ?) ON CONFLICT (entity) DO UPDATE SET rejected = excluded.rejected",
        sorted(rejected.items()),
    )


def _told(connection: sqlite3.Connection) -> dict[str, int]:
    """What the claims say of which entity; of each entity the number of claims that people rejected."""
    held = [item for item in across.judgements(connection, None, undone=False) if item.decision in OF_CLAIMS]
    named = {anchor.partition(":")[0] for item in held for anchor in item.anchors}
    numbers = [row[0] for name in sorted(named) if (row := connection.execute("SELECT n FROM document WHERE id = ?", (name,)).fetchone())]
    connection.executemany("INSERT INTO temp.decided VALUES (?)", [(number,) for number in numbers])
    for side in _SIDES:
        connection.execute(_TOLD.format(**side))
    rejected: dict[str, int] = {}
    for number in numbers:
        found = reading.reading(connection, number, light=True)
        (kept,) = as_decided((found,), held)
        connection.executemany(f"INSERT INTO temp.told VALUES ({', '.join('?' * 10)})", _rows(connection, number, found, kept))
        for entity in _dropped(connection, number, found, kept):
            rejected[entity] = rejected.get(entity, 0) + 1
    return rejected


def _known(connection: sqlite3.Connection, number: int) -> dict[str, str]:
    return dict(connection.execute("SELECT local, entity FROM identity WHERE document = ?", (number,)))


def _rows(connection: sqlite3.Connection, number: int, found: Reading, kept: Reading) -> Iterator[rows.Row]:
    """The claims of a document on which people decided, as rows of ``told``."""
    entities = _known(connection, number)
    published: int = connection.execute("SELECT day FROM document WHERE n = ?", (number,)).fetchone()[0]
    places = {claim.id: seq for seq, claim in enumerate(found.claims)}
    for claim in kept.claims:
        subject, object_ = _sides(claim, entities)
        first = rows.claim_days(claim)[0]
        day = first if first is not None else published or _LAST
        end = claim.standing.value, day, int(first is not None)
        told = number, places[claim.id], claim.id, claim.predicate
        if subject:
            yield (subject, *told, 0, end[0], object_, *end[1:])
        if object_ and object_ != subject:
            yield (object_, *told, 1, end[0], subject, *end[1:])


def _sides(claim: Claim, entities: dict[str, str]) -> tuple[str | None, str | None]:
    object_ = claim.object.entity if claim.object else None
    return entities.get(claim.subject.entity or ""), entities.get(object_ or "")


def _dropped(connection: sqlite3.Connection, number: int, found: Reading, kept: Reading) -> Iterable[str]:
    """The entities of the claims that were rejected, one a claim and entity."""
    entities, left = _known(connection, number), {claim.id for claim in kept.claims}
    for claim in found.claims:
        if claim.id not in left:
            yield from {entity for entity in _sides(claim, entities) if entity}
