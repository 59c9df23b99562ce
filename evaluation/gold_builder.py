"""Builds the gold of the examples from annotations in words: ``python -m evaluation.gold_builder`` writes evaluation/gold/.

The annotations (evaluation/annotations/*.toml) name places in the text by context, never by offset; every offset is found
here and verified by slicing, so that a correction is an edit of one line. A context is words of the text that occur once;
brackets select a part of it: ``خرج [الرجل] سالما``. Names of entities are found wherever they stand, the longest first.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.sets import ROOT

Row = dict[str, Any]

ANNOTATIONS = Path(__file__).resolve().parent / "annotations"
EXAMPLES = ROOT / "examples"
GOLD = ROOT / "evaluation" / "gold"
DOSSIER = "examples"  # the one dossier of the examples

_AXES = {
    "stated": ("outlet", "positive", "actual"),
    "attributed": ("attributed", "positive", "actual"),
    "alleged": ("alleged", "positive", "actual"),
    "denied": ("attributed", "negated", "actual"),
    "negated": ("outlet", "negated", "actual"),
    "planned": ("outlet", "positive", "intended"),
    "conditional": ("outlet", "positive", "conditional"),
}
_SPEAKER_KINDS = ("anonymous", "collective")
_LETTER = "\u0621-\u0652\u0671"


class AnnotationError(ValueError):
    """An annotation that does not fit its text."""


class Builder:
    """One document: its text and its annotation."""

    def __init__(self, annotation: Row, folder: Path = EXAMPLES) -> None:
        self.file: str = annotation["file"]
        self.annotation = annotation
        self.text = (folder / self.file).read_bytes().decode("utf-8")
        self.problems: list[str] = []
        self.entities: dict[str, Row] = {entity["id"]: entity for entity in annotation["entities"]}

    def document(self) -> Row:
        """The document in the gold format; AnnotationError names all contexts that do not fit the text."""
        row = self._document()
        if self.problems:
            raise AnnotationError("\n".join(self.problems))
        return row

    def _document(self) -> Row:
        given = self.annotation
        publisher = {"entity": given.get("publisher"), "name": given.get("publisher_name")}
        return {
            "file": self.file, "length_chars": len(self.text), "language": "ar", "publisher": publisher,
            "doc_date": {"value": given.get("published"), "granularity": "day"},
            "entities": [self._entity(entity) for entity in given["entities"]],
            "dates": [self._date(number, row) for number, row in enumerate(given.get("dates", []), 1)],
            "quotations": [self._quotation(number, row) for number, row in enumerate(given.get("quotations", []), 1)],
            "non_quotations": [self.span(context) for context in given.get("non_quotations", [])],
            "claims": [self._claim(row) for row in given["claims"]],
        }  # fmt: skip

    def span(self, context: str) -> Row:
        """The place of a context that occurs once; brackets select a part of it."""
        plain = context.replace("[", "").replace("]", "")
        if self.text.count(plain) != 1:
            self.problems.append(f"{self.file}: «{plain}» occurs {self.text.count(plain)} times")
            return {"start": 0, "end": 0, "text": ""}
        start = self.text.index(plain)
        end = start + len(plain)
        if "[" in context:
            start, end = start + context.index("["), start + context.index("]") - 1
        return {"start": start, "end": end, "text": self.text[start:end]}

    def _entity(self, entity: Row) -> Row:
        mentions = [dict(span, kind="name") for span in self._names(entity.get("names", []))]
        mentions += [dict(self.span(context), kind="nominal") for context in entity.get("nominals", [])]
        mentions.sort(key=lambda mention: (mention["start"], mention["end"]))
        names = {"name_ar": entity["ar"], "name_en": entity.get("en")}
        row = {"id": entity["id"], "type": entity["type"]} | names | {"mentions": mentions}
        return row | ({"kind": entity["kind"]} if "kind" in entity else {})

    def _names(self, names: Sequence[str]) -> Iterator[Row]:
        """Places of bracketed contexts, and all places of plain names that no longer name of the entity covers."""
        taken: list[tuple[int, int]] = []
        for name in sorted(names, key=lambda n: ("[" not in n, -len(n))):
            spans = [self.span(name)] if "[" in name else self._everywhere(name)
            for span in spans:
                if not any(start < span["end"] and span["start"] < end for start, end in taken):
                    taken.append((span["start"], span["end"]))
                    yield span

    def _everywhere(self, name: str) -> list[Row]:
        pattern = rf"(?:(?<![{_LETTER}])|(?<=(?<![{_LETTER}])[وفبلك]))({re.escape(name)})(?![{_LETTER}])"
        found = [{"start": m.start(1), "end": m.end(1), "text": m[1]} for m in re.finditer(pattern, self.text)]
        if not found:
            self.problems.append(f"{self.file}: the name «{name}» does not occur")
        return found

    def _date(self, number: int, row: Row) -> Row:
        accept = {"accept": row["accept"]} if "accept" in row else {}
        return {"id": f"d{number}", **self.span(row["e"]), "value": row["v"]} | accept

    def _quotation(self, number: int, row: Row) -> Row:
        also = {"content": [self.span(context) for context in row["also"]]} if "also" in row else {}
        return {
            "id": f"q{number}", "kind": row["k"], "content": self.span(row["e"]),
            "cue": self.span(row["cue"]) if "cue" in row else None,
            "source_span": self.span(row["src"]) if "src" in row else None,
            "speaker": row.get("by"), "chain": self._chain(row["ch"]), "accept": row.get("accept", {}) | also,
        }  # fmt: skip

    def _claim(self, row: Row) -> Row:
        standing = row.get("st", "attributed" if row.get("ch") else "stated")
        voice, polarity, modality = _AXES[standing]
        voice = "attributed" if voice == "outlet" and row.get("ch") else voice
        claim = {
            "id": row["id"], "subject": {"entity": self._known(row["s"])}, "predicate": row["p"],
            "object": self._slot(row.get("o")), "qualifiers": row.get("q", {}),
            "time": [self._time(time) for time in row.get("t", [])],
            "place": self._slot(row.get("at")), "evidence": [self.span(context) for context in row["e"]],
            "chain": self._chain(row.get("ch", [])), "voice": row.get("voice", voice), "polarity": row.get("polarity", polarity),
            "modality": row.get("modality", modality), "standing": standing, "salience": "minor" if row.get("minor") else "core",
        }  # fmt: skip
        return claim | ({"accept": row["accept"]} if "accept" in row else {})

    def _known(self, entity: str) -> str:
        if entity not in self.entities:
            self.problems.append(f"{self.file}: no entity {entity}")
        return entity

    def _slot(self, value: str | list[str] | None) -> Row | None:
        """An entity by its id, other words as a value, a list as joint objects."""
        if value is None:
            return None
        if isinstance(value, list):
            return {"value": [self._slot(part) for part in value]}
        return {"entity": value} if value in self.entities else {"value": value}

    def _time(self, time: str) -> Row:
        """``relation value @ context``; the context is left out where the time is inferred."""
        head, _, context = time.partition("@")
        relation, _, value = head.strip().partition(" ")
        return {"rel": relation, "value": value.strip()} | ({"span": self.span(context.strip())} if context else {})

    def _chain(self, hops: Sequence[str]) -> list[Row]:
        """The publisher, then ``role:entity`` or ``role::kind`` for sources without an entity."""
        return [{"role": "publisher", "entity": self.annotation.get("publisher")}, *map(self._hop, hops)]

    def _hop(self, hop: str) -> Row:
        role, entity, *rest = hop.split(":")
        kind = self.entities.get(self._known(entity), {}).get("kind", "named") if entity else rest[0]
        kind = kind if kind in _SPEAKER_KINDS or not entity else "named"
        return {"role": role, "entity": entity or None, "kind": kind}


def build(annotations: Path = ANNOTATIONS, folder: Path = EXAMPLES) -> Row:
    """The gold of the examples: every document, and what holds across them."""
    cross = tomllib.loads((annotations / "cross.toml").read_text(encoding="utf-8"))
    paths = [path for path in sorted(annotations.glob("*.toml")) if path.stem != "cross"]
    documents = [Builder(tomllib.loads(path.read_text(encoding="utf-8")), folder).document() for path in paths]
    links = sorted({entity["id"] for document in documents for entity in document["entities"]} - set(cross.get("not_linked", [])))
    return {
        "format": "tawthiq gold of the examples",
        "offsets": "0-based, end-exclusive, in Unicode code points of the file decoded as UTF-8",
        "documents": documents,
        "cross_document": {"entity_links": links, "groups": [_group(g, documents) for g in cross["groups"]]},
    }


def _group(group: Row, documents: Sequence[Row]) -> Row:
    """A group of the gold; members are given as ``file stem -> claim ids``."""
    files = {document["file"].rsplit(".", 1)[0]: document for document in documents}
    claims: Mapping[str, set[str]] = {name: {c["id"] for c in document["claims"]} for name, document in files.items()}
    for name, ids in group["members"].items():
        if unknown := set(ids) - claims[name]:
            raise AnnotationError(f"{group['id']}: {name} has no claim {', '.join(sorted(unknown))}")
    keys = [key for key in ("members", "values") if key in group]
    named = {key: {files[name]["file"]: value for name, value in group[key].items()} for key in keys}
    return group | named


def write(path: Path) -> Row:
    """Build the gold and write it."""
    gold = build()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return gold


def main() -> int:
    """Write the gold of the examples and say how much is in it."""
    gold = write(GOLD / f"{DOSSIER}.json")
    for document in gold["documents"]:
        sizes = {key: len(document[key]) for key in ("entities", "dates", "quotations", "claims")}
        print(document["file"], sum(len(e["mentions"]) for e in document["entities"]), "mentions", sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
