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
from tawthiq.store import across, ids, reading, rows
from tawthiq.store.merging import IN_ORDER
from tawthiq.store.narrow import claim_days
from tawthiq.store.outline import KEPT_SECTIONS, KEPT_VERDICTS, NAMES, SAID, SAID_ABOUT

VERSION = "2"
"""Of what the rows mean: an outline of another version is built anew by the next writer."""
_LAST = 3_652_060  # a day behind every date: what has no time comes last
_DESK = ("decided", "section_of", "other_words", "told", "held", "copied", "in_one", "wanted")

_DESK_TABLES = """
CREATE TEMP TABLE decided (document INTEGER PRIMARY KEY);
CREATE TEMP TABLE section_of (predicate TEXT PRIMARY KEY, section INTEGER NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE other_words (cue INTEGER PRIMARY KEY);
CREATE TEMP TABLE told (
  entity INTEGER NOT NULL, document INTEGER NOT NULL, seq INTEGER NOT NULL, claim BLOB NOT NULL, predicate TEXT NOT NULL,
  inverse INTEGER NOT NULL, standing TEXT NOT NULL, other INTEGER, day INTEGER NOT NULL, timed INTEGER NOT NULL)
"""
# CROSS JOIN keeps SQLite to the order written: from the entities that are asked for on, where it is not all of them.
_TOLD = f"""INSERT INTO temp.told
 SELECT i.archive, c.document, c.seq, c.id, p.word, {{inverse}}, t.word, {{other}},
  coalesce(c.day_from, nullif(d.day, 0), {_LAST}), c.day_from IS NOT NULL
 FROM {{first}} JOIN document d ON d.n = c.document CROSS JOIN term p ON p.n = c.predicate CROSS JOIN term t ON t.n = c.standing
 WHERE c.document NOT IN (SELECT document FROM temp.decided) {{further}}"""
_ALL_CLAIMS = f"claim c CROSS JOIN entity i ON i.document = c.document AND i.seq = c.{{role}} AND i.archive IS NOT NULL AND {IN_ORDER}"
_THEIR_CLAIMS = """temp.wanted w CROSS JOIN entity i ON i.archive = w.entity
 CROSS JOIN claim c ON c.document = i.document AND c.{role} = i.seq"""
_WHO = "(SELECT o.archive FROM entity o WHERE o.document = c.document AND o.seq = c.{})"
_SIDES = (
    {"role": "subject", "other": _WHO.format("object"), "inverse": "0", "further": ""},
    {"role": "object", "other": _WHO.format("subject"), "inverse": "1", "further": f"AND {_WHO.format('subject')} IS NOT i.archive"},
)
_VERDICT = " ".join(("CASE f.verdict", *(f"WHEN '{word}' THEN {place}" for place, word in enumerate(KEPT_VERDICTS)), "END"))
_HELD = f"""CREATE TEMP TABLE held AS SELECT t.entity AS entity, t.rowid AS told, f.id AS finding, {_VERDICT} AS verdict
 FROM temp.told t CROSS JOIN finding_claim m ON m.claim = t.claim CROSS JOIN finding f ON f.n = m.finding
 CROSS JOIN archive_entity a ON a.n = t.entity WHERE a.id IN (f.subject, f.object)"""
_SINGLE = f"""INSERT OR IGNORE INTO outline_line
 SELECT t.entity, p.section, t.day, t.document, t.seq, '', {KEPT_VERDICTS.index("single_source")}, t.inverse, t.timed
 FROM temp.told t JOIN temp.section_of p USING (predicate) WHERE t.rowid NOT IN (SELECT told FROM temp.held)"""
_COMPARED = """INSERT OR IGNORE INTO outline_line
 SELECT entity, section, day, document, seq, finding, verdict, inverse, timed FROM (
  SELECT t.*, p.section, h.finding, h.verdict,
   row_number() OVER (PARTITION BY h.entity, h.finding ORDER BY NOT t.timed, t.day, t.document, t.seq) AS place
  FROM temp.held h JOIN temp.told t ON t.rowid = h.told JOIN temp.section_of p USING (predicate)) WHERE place = 1"""
# What someone denies or is accused of is said about them: it never stands among their own words.
_SAID, _SAID_ABOUT = map(KEPT_SECTIONS.index, (SAID, SAID_ABOUT))
_SPOKEN = f"""INSERT OR IGNORE INTO outline_line SELECT i.archive,
 CASE WHEN f.word <> 'direct' AND q.cue IN (SELECT cue FROM temp.other_words) THEN {_SAID_ABOUT} ELSE {_SAID} END, -d.day,
  q.document, q.seq, '', 0, 0, 0
 FROM {{first}} JOIN document d ON d.n = q.document JOIN term f ON f.n = q.form"""
_ALL_SAID = "quotation q CROSS JOIN entity i ON i.document = q.document AND i.seq = q.speaker AND i.archive IS NOT NULL"
_THEY_SAID = """temp.wanted w CROSS JOIN entity i ON i.archive = w.entity
 CROSS JOIN quotation q ON q.document = i.document AND q.speaker = i.seq"""
_SPOKEN_OF = f"""INSERT OR IGNORE INTO outline_line
 SELECT i.archive, {_SAID_ABOUT}, -d.day, q.document, q.seq, '', 0, 0, 0
 FROM {{first}} JOIN document d ON d.n = q.document"""
_NAMEABLE = "e.kind = 'named' AND e.type IN ('Person', 'Organization', 'Group')"
_ALL_NAMED = f"""quotation_named q CROSS JOIN entity i ON i.document = q.document AND i.seq = q.entity
 JOIN archive_entity e ON e.n = i.archive AND {_NAMEABLE}"""
_THEY_NAMED = f"""temp.wanted w CROSS JOIN archive_entity e ON e.n = w.entity AND {_NAMEABLE} CROSS JOIN entity i ON i.archive = e.n
 CROSS JOIN quotation_named q ON q.document = i.document AND q.entity = i.seq"""
# The claim that leads is the first of the first document: both numbers in one, for of two claims of a document SQLite gives either.
_FIRST = "min(document << 24 | seq)"  # 24 bits: no document has 16 million claims
_BONDS = f"""INSERT INTO outline_bond
 SELECT entity, other, predicate, inverse, count(DISTINCT document), group_concat(DISTINCT standing), {_FIRST} >> 24, {_FIRST} & 0xFFFFFF
 FROM temp.told WHERE other IS NOT NULL AND other <> entity
  AND other IN (SELECT n FROM archive_entity WHERE type IN ('Person', 'Organization', 'Group', 'Place'))
 GROUP BY entity, other, predicate, inverse"""
_IN_ONE = """CREATE TEMP TABLE in_one AS
 SELECT DISTINCT entity, document FROM temp.told UNION SELECT DISTINCT entity, document FROM outline_line WHERE section IN (?, ?){their}"""
_THEIR = " AND entity IN (SELECT entity FROM temp.wanted)"
_COUNTED = """INSERT INTO outline_entity
 SELECT o.entity, count(*), 0, count(DISTINCT coalesce(d.publisher, d.id)), 0
 FROM temp.in_one o JOIN document d ON d.n = o.document GROUP BY o.entity"""
# The lower bound counts copies of one text once: of each group the document with the lowest number stands for all.
_COPIED = """CREATE TEMP TABLE copied AS
 SELECT o.entity AS entity, o.document AS document, min(p.document) AS leader FROM temp.in_one o
 JOIN copy_member a ON a.document = o.document JOIN copy_member b ON b."group" = a."group"
 JOIN temp.in_one p ON p.entity = o.entity AND p.document = b.document GROUP BY o.entity, o.document"""
_LOW = """UPDATE outline_entity SET low = min(high, documents - (
 SELECT count(*) - count(DISTINCT leader) FROM temp.copied c WHERE c.entity = outline_entity.entity)) WHERE true{their}"""


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether there is an outline, of the version that this program reads."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'outline'").fetchone()
    return found is not None and found[0] == VERSION


def build(connection: sqlite3.Connection, entities: Iterable[str] | None = None) -> None:
    """Puts a new outline in the place of the last one, of all entities or of these alone. Run inside a transaction."""
    _clear(connection)
    some = entities is not None
    connection.execute("CREATE TEMP TABLE wanted (entity INTEGER PRIMARY KEY)")
    known = "INSERT OR IGNORE INTO temp.wanted SELECT n FROM archive_entity WHERE key = ?"
    connection.executemany(known, [(ids.entity(entity),) for entity in sorted(entities or ())])
    for statement in _DESK_TABLES.split(";\n"):
        connection.execute(statement)
    sections = [(key, KEPT_SECTIONS.index(predicate.section)) for key, predicate in predicates().items()]
    connection.executemany("INSERT INTO temp.section_of VALUES (?, ?)", sections)
    for table in NAMES:
        connection.execute(f"DELETE FROM {table} WHERE true{_THEIR * some}")
    cues = connection.execute("SELECT n, word FROM term WHERE n IN (SELECT cue FROM quotation)").fetchall()
    connection.executemany("INSERT INTO temp.other_words VALUES (?)", [(number,) for number, cue in cues if brings_no_own_words(cue)])
    rejected = _told(connection, some=some)
    _lines(connection, some=some)
    _numbers(connection, rejected, some=some)
    _clear(connection)
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('outline', ?)", (VERSION,))


def _clear(connection: sqlite3.Connection) -> None:
    for table in _DESK:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _lines(connection: sqlite3.Connection, *, some: bool) -> None:
    connection.execute("CREATE INDEX temp.told_claim ON told (claim)")
    connection.execute(_HELD)
    connection.execute("CREATE INDEX temp.held_told ON held (told)")
    spoken = _SPOKEN.format(first=_THEY_SAID if some else _ALL_SAID)
    named = _SPOKEN_OF.format(first=_THEY_NAMED if some else _ALL_NAMED)
    for statement in (_SINGLE, _COMPARED, spoken, named, _BONDS):
        connection.execute(statement)


def _numbers(connection: sqlite3.Connection, rejected: dict[int, int], *, some: bool) -> None:
    connection.execute(_IN_ONE.format(their=_THEIR * some), (_SAID, _SAID_ABOUT))
    connection.execute("CREATE UNIQUE INDEX temp.in_one_entity ON in_one (entity, document)")
    connection.execute(_COUNTED)
    connection.execute(_COPIED)
    connection.execute("CREATE INDEX temp.copied_entity ON copied (entity)")
    connection.execute(_LOW.format(their=_THEIR * some))
    connection.executemany(
        "INSERT INTO outline_entity VALUES (?, 0, 0, 0, ?) ON CONFLICT (entity) DO UPDATE SET rejected = excluded.rejected",
        sorted(rejected.items()),
    )


def _told(connection: sqlite3.Connection, *, some: bool) -> dict[int, int]:
    """What the claims say of which entity; of each entity the number of claims that people rejected."""
    first = _THEIR_CLAIMS if some else _ALL_CLAIMS
    held = [item for item in across.judgements(connection, None, undone=False) if item.decision in OF_CLAIMS]
    named = {anchor.partition(":")[0] for item in held for anchor in item.anchors}
    numbers = [row[0] for name in sorted(named) if (row := connection.execute("SELECT n FROM document WHERE id = ?", (name,)).fetchone())]
    connection.executemany("INSERT INTO temp.decided VALUES (?)", [(number,) for number in numbers])
    for side in _SIDES:
        connection.execute(_TOLD.format(first=first.format(**side), **side))
    rejected: dict[int, int] = {}
    for number in numbers:
        found = reading.reading(connection, number, light=True)
        (kept,) = as_decided((found,), held)
        connection.executemany(f"INSERT INTO temp.told VALUES ({', '.join('?' * 10)})", _rows(connection, number, found, kept))
        for entity in _dropped(connection, number, found, kept):
            rejected[entity] = rejected.get(entity, 0) + 1
    if not some:
        return rejected
    connection.execute("DELETE FROM temp.told WHERE entity NOT IN (SELECT entity FROM temp.wanted)")
    wanted = {row[0] for row in connection.execute("SELECT entity FROM temp.wanted")}
    return {entity: number for entity, number in rejected.items() if entity in wanted}


def _known(connection: sqlite3.Connection, number: int) -> dict[str, int]:
    """The numbers of the archive's entities by local ids."""
    told = "SELECT local, archive FROM identity WHERE document = ?"
    return dict(connection.execute(told, (number,)))


def _rows(connection: sqlite3.Connection, number: int, found: Reading, kept: Reading) -> Iterator[rows.Row]:
    """The claims of a document on which people decided, as rows of ``told``."""
    entities = _known(connection, number)
    published: int = connection.execute("SELECT day FROM document WHERE n = ?", (number,)).fetchone()[0]
    places = {claim.id: seq for seq, claim in enumerate(found.claims)}
    for claim in kept.claims:
        subject, object_ = _sides(claim, entities)
        first = claim_days(claim)[0]
        day = first if first is not None else published or _LAST
        end = claim.standing.value, day, int(first is not None)
        told = number, places[claim.id], ids.kept(ids.CLAIM, claim.id), claim.predicate
        if subject:
            yield (subject, *told, 0, end[0], object_, *end[1:])
        if object_ and object_ != subject:
            yield (object_, *told, 1, end[0], subject, *end[1:])


def _sides(claim: Claim, entities: dict[str, int]) -> tuple[int | None, int | None]:
    object_ = claim.object.entity if claim.object else None
    return entities.get(claim.subject.entity or ""), entities.get(object_ or "")


def _dropped(connection: sqlite3.Connection, number: int, found: Reading, kept: Reading) -> Iterable[int]:
    """The entities of the claims that were rejected, one a claim and entity."""
    entities, left = _known(connection, number), {claim.id for claim in kept.claims}
    for claim in found.claims:
        if claim.id not in left:
            yield from {entity for entity in _sides(claim, entities) if entity}
