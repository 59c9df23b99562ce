"""The table of the archive's entities: ids as ten bytes, type and kind as one number, both told as words when they are asked for.

``id``, ``type`` and ``kind`` take no room: whoever opens the file by hand reads them as if they stood there. What is looked up by its id
is looked up by ``key``. Most entities stand in one document alone, so the index of ranks has the others only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tawthiq.store import ids

TYPES: Final = ("Person", "Organization", "Place", "Position", "Event", "Group", "Work", "Thing")
"""As ``sort`` keeps them: by their places here, so a new one comes last. Likewise the kinds."""
KINDS: Final = ("named", "anonymous", "collective")


def sort_of(type_: str, kind: str) -> int:
    """Type and kind of an entity as one number."""
    return TYPES.index(type_) * len(KINDS) + KINDS.index(kind)


def _words(value: str, words: Sequence[str]) -> str:
    return " ".join((f"CASE {value}", *(f"WHEN {place} THEN '{word}'" for place, word in enumerate(words)), "END"))


def table(name: str) -> str:
    """The table, as a statement that makes it under a name."""
    return f"""CREATE TABLE {name} (
  n INTEGER PRIMARY KEY, key BLOB NOT NULL, sort INTEGER NOT NULL, name TEXT NOT NULL, names TEXT NOT NULL,
  documents INTEGER NOT NULL DEFAULT 0, claims INTEGER NOT NULL DEFAULT 0,
  id TEXT AS ({ids.sql(ids.ENTITY, "key")}) VIRTUAL, type TEXT AS ({_words(f"sort / {len(KINDS)}", TYPES)}) VIRTUAL,
  kind TEXT AS ({_words(f"sort % {len(KINDS)}", KINDS)}) VIRTUAL)"""


INDEXES: Final = (
    "CREATE UNIQUE INDEX archive_entity_key ON archive_entity (key)",
    "CREATE INDEX archive_entity_rank ON archive_entity (documents DESC, id) WHERE documents > 1",
)
RANKED: Final = (
    ("documents > 1", "archive_entity_rank", "documents DESC, id"), ("documents = 1", "archive_entity_key", "key"),
    ("documents = 0", "archive_entity_key", "key"),
)
"""The most documented first: conditions, the index that has these in order, and the order."""
