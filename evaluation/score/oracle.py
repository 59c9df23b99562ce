"""Turn a gold file into the output of a perfect program, and spoil that output in known ways.

    python oracle.py --gold GOLD.json [...] --out PERFECT.jsonl [--mutate NAME]

Mutations: drop_claims, flip_standing, wrong_speaker, shift_offsets, merge_persons, swap_predicate,
spaces. They are used to test the scorer: each must move the figures it concerns and no other.
"""

from __future__ import annotations

import argparse
import copy
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evaluation.score.model import Group, gold_groups, is_linked

Row = dict[str, Any]

_ROLES = {"outlet": "cited", "outlet_cited": "cited"}
_KINDS = {
    "anonymous": "anonymous",
    "hearsay": "anonymous",
    "unstated": "anonymous",
    "unknown": "anonymous",
    "collective": "collective",
}


def hop_role(role: str) -> str:
    """The role of a hop in the words of the exchange format."""
    return _ROLES.get(role, role)


def hop_kind(kind: str | None) -> str:
    """The kind of a source in the words of the exchange format."""
    return _KINDS.get(kind or "", "named")


class _Converter:
    """One gold file to exchange rows. Ids carry the name of the dossier, so that files can be joined."""

    def __init__(self, gold: Row, name: str) -> None:
        self.gold, self.name = gold, name
        cross = gold.get("cross_document")
        self.links = cross.get("entity_links") if isinstance(cross, dict) else None
        self.entities: dict[str, Row] = {}

    def rows(self) -> list[Row]:
        body = [row for doc in self.gold["documents"] for row in self.document(doc)]
        heads = [r for r in body if r["kind"] == "document"]
        return heads + list(self.entities.values()) + [r for r in body if r["kind"] != "document"] + self.findings()

    def entity(self, file: str, entity: str | None) -> str | None:
        if entity is None:
            return None
        return f"{self.name}:{entity}" if is_linked(self.links, file, entity) else f"{self.name}:{file}#{entity}"

    def claim_id(self, file: str, claim: str) -> str:
        return f"{self.name}:{file}:{claim}"

    def document(self, doc: Row) -> list[Row]:
        file, publisher = doc["file"], doc.get("publisher") or {}
        published = doc.get("doc_date") or {}
        rows: list[Row] = [
            {
                "kind": "document",
                "id": f"{self.name}:{file}",
                "path": file,
                "sha256": "",
                "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
                "published": published.get("value") if isinstance(published, dict) else published,
                "language": doc.get("language"),
                "length": doc.get("length_chars", 0),
                "status": "read",
                "losses": [],
            }
        ]
        for item in doc["entities"]:
            self.add_entity(file, item)
            rows += [self.mention(file, item, m) for m in item["mentions"]]
        rows += [{"kind": "date", "document": rows[0]["id"], **_cut(d), "value": str(d["value"]), "precision": None} for d in doc["dates"]]
        rows += [self.quotation(file, q) for q in doc["quotations"]]
        return rows + [self.claim(file, c) for c in doc["claims"]]

    def add_entity(self, file: str, item: Row) -> None:
        key = self.entity(file, item["id"])
        names = [(item.get("name_ar"), "ar"), (item.get("name_en"), "en")]
        listed = [{"text": t, "lang": lang, "preferred": lang == "ar"} for t, lang in names if t]
        row = self.entities.setdefault(key, {"kind": "entity", "id": key, "type": item["type"], "names": []})  # type: ignore[arg-type]
        row["names"] += [n for n in listed if n not in row["names"]]

    def mention(self, file: str, item: Row, mention: Row) -> Row:
        return {
            "kind": "mention",
            "document": f"{self.name}:{file}",
            "entity": self.entity(file, item["id"]),
            **_cut(mention),
            "form": mention["kind"],
        }

    def hop(self, file: str, hop: Row) -> Row:
        return {
            "role": hop_role(hop["role"]),
            "name": hop.get("name"),
            "entity": self.entity(file, hop.get("entity")),
            "kind": hop_kind(hop.get("kind")),
            "start": None,
            "end": None,
            "text": None,
        }

    def quotation(self, file: str, quote: Row) -> Row:
        return {
            "kind": "quotation",
            "id": quote.get("id"),
            "document": f"{self.name}:{file}",
            "form": quote["kind"],
            "content": _cut(quote["content"]),
            "cue": _cut_or_none(quote.get("cue")),
            "source": _cut_or_none(quote.get("source_span")) if quote.get("speaker") else None,
            "speaker": self.entity(file, quote.get("speaker")),
            "chain": [self.hop(file, h) for h in quote["chain"]],
        }

    def slot(self, file: str, value: Any) -> Row | None:
        if value is None or isinstance(value, str):
            return None if value is None else {"entity": None, "text": value}
        out: Row = {"entity": self.entity(file, value.get("entity")), "text": value.get("text")}
        inner = value.get("value")
        if inner is not None:
            out["value"] = [self.slot(file, v) for v in inner] if isinstance(inner, list) else inner
        return out

    def claim(self, file: str, claim: Row) -> Row:
        times = [
            {
                "rel": t["rel"],
                "value": str(t["value"]),
                **(_cut_or_none(t.get("span")) or {"start": None, "end": None, "text": None}),
            }
            for t in claim.get("time") or []
        ]
        return {
            "kind": "claim",
            "id": self.claim_id(file, claim["id"]),
            "document": f"{self.name}:{file}",
            "subject": self.slot(file, claim["subject"]),
            "predicate": claim["predicate"],
            "object": self.slot(file, claim["object"]),
            "qualifiers": claim.get("qualifiers") or {},
            "time": times,
            "place": self.slot(file, claim.get("place")),
            "evidence": [_cut(e) for e in claim["evidence"]],
            "chain": [self.hop(file, h) for h in claim["chain"]],
            "voice": claim.get("voice", "outlet"),
            "polarity": claim["polarity"],
            "modality": claim.get("modality", "actual"),
            "standing": claim["standing"],
            "confidence": 1.0,
            "made_by": ["oracle"],
        }

    def findings(self) -> list[Row]:
        return [
            self.finding(g)
            for g in gold_groups(self.gold.get("cross_document"))
            if g.relation != "single_source" or any(g.members.values())
        ]

    def finding(self, group: Group) -> Row:
        sides = {f: [self.claim_id(f, c) for c in ids] for f, ids in group.members.items() if ids}
        by_value: dict[str, list[str]] = {}
        for file, ids in sides.items():
            by_value.setdefault(str(group.values.get(file, file)), []).extend(ids)
        differences = (
            [{"slot": min(group.slots), "values": list(by_value), "claims": list(by_value.values())}] if group.relation == "differ" else []
        )
        low, high = group.chains or (1, 1)
        return {
            "kind": "finding",
            "id": f"{self.name}:{group.id}",
            "subject": None,
            "predicate": None,
            "object": None,
            "claims": [c for ids in sides.values() for c in ids],
            "verdict": group.relation,
            "differences": differences,
            "independent": {"min": low, "max": high},
            "common_link": None,
        }


def _cut(span: Row) -> Row:
    return {k: span[k] for k in ("start", "end", "text")}


def _cut_or_none(span: Row | None) -> Row | None:
    return _cut(span) if span else None


def perfect(gold: Row, name: str = "gold") -> list[Row]:
    """The rows that a program without any mistake would print."""
    return _Converter(gold, name).rows()


# ------------------------------------------------------------------ mutations


def _claims(rows: Sequence[Row]) -> list[Row]:
    return [r for r in rows if r["kind"] == "claim"]


def drop_claims(rows: list[Row], every: int = 4) -> list[Row]:
    """Leave out every fourth claim, also from the findings."""
    gone = {c["id"] for c in _claims(rows)[::every]}
    kept = [r for r in rows if r.get("id") not in gone or r["kind"] != "claim"]
    for row in kept:
        if row["kind"] == "finding":
            row["claims"] = [c for c in row["claims"] if c not in gone]
            for difference in row["differences"]:
                difference["claims"] = [[c for c in ids if c not in gone] for ids in difference["claims"]]
    return kept


def flip_standing(rows: list[Row]) -> list[Row]:
    """Show every claim as stated (polarity, words and chain stay)."""
    for claim in _claims(rows):
        claim.update(standing="stated", voice="outlet", modality="actual")
    return rows


def wrong_speaker(rows: list[Row]) -> list[Row]:
    """Give every claim with a speaker to another named person of the document."""
    types = {r["id"]: r["type"] for r in rows if r["kind"] == "entity"}
    persons: dict[str, list[str]] = {}
    for row in rows:
        if row["kind"] == "mention" and row["form"] == "name" and types[row["entity"]] == "Person":
            persons.setdefault(row["document"], []).append(row["entity"])
    for claim in _claims(rows):
        last = claim["chain"][-1]
        others = [p for p in persons.get(claim["document"], []) if p not in {h["entity"] for h in claim["chain"]}]
        if len(claim["chain"]) > 1 and others:
            last.update(entity=others[0], name=None, kind=last["kind"])
    return rows


def shift_offsets(rows: list[Row], by: int = 3) -> list[Row]:
    """Move the evidence of every claim, not its words."""
    for claim in _claims(rows):
        for span in claim["evidence"]:
            span["start"] += by
            span["end"] += by
    return rows


def merge_persons(rows: list[Row], keep: str | None = None, lose: str | None = None) -> list[Row]:
    """Make one entity of the two persons with the most mentions."""
    types = {r["id"]: r["type"] for r in rows if r["kind"] == "entity"}
    counts: dict[str, int] = {}
    for row in rows:
        if row["kind"] == "mention" and row["form"] == "name" and types[row["entity"]] == "Person":
            counts[row["entity"]] = counts.get(row["entity"], 0) + 1
    ranked = sorted(counts, key=lambda e: (-counts[e], e))
    keep, lose = keep or ranked[0], lose or ranked[1]

    def swap(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: keep if k in ("entity", "speaker") and v == lose else swap(v) for k, v in value.items()}
        return [swap(v) for v in value] if isinstance(value, list) else value

    return [swap(r) for r in rows if not (r["kind"] == "entity" and r["id"] == lose)]


def swap_predicate(rows: list[Row], every: int = 5) -> list[Row]:
    """Give every fifth claim a predicate of no list."""
    for claim in _claims(rows)[::every]:
        claim["predicate"] = "owns"
    return rows


def spaces(rows: list[Row], texts: dict[str, str]) -> list[Row]:
    """Store the texts with doubled line ends and a leading space, offsets of that text."""
    for row in rows:
        if row["kind"] == "document":
            row["text"] = _respace(texts[row["path"]])
            row["length"] = len(row["text"])
    names = {r["id"]: r["path"] for r in rows if r["kind"] == "document"}
    for row in rows:
        if row.get("document") in names:
            _move(row, texts[names[row["document"]]])
    return rows


def _respace(text: str) -> str:
    return " " + text.replace("\n", " \n\n")


def _move(value: Any, text: str) -> None:
    """Put every span inside the value on the respaced text."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            start, end = (len(_respace(text[: value[k]])) for k in ("start", "end"))
            value.update(start=start, end=end, text=_respace(text)[start:end])
        for inner in value.values():
            _move(inner, text)
    elif isinstance(value, list):
        for inner in value:
            _move(inner, text)


MUTATIONS: dict[str, Callable[[list[Row]], list[Row]]] = {
    "drop_claims": drop_claims,
    "flip_standing": flip_standing,
    "wrong_speaker": wrong_speaker,
    "shift_offsets": shift_offsets,
    "merge_persons": merge_persons,
    "swap_predicate": swap_predicate,
}


def mutate(rows: Sequence[Row], name: str) -> list[Row]:
    """A spoilt copy of the rows."""
    return MUTATIONS[name](copy.deepcopy(list(rows)))


def write_rows(rows: Sequence[Row], path: Path) -> None:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Make perfect (or spoilt) predictions from gold files.")
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--mutate", choices=sorted(MUTATIONS))
    options = parser.parse_args(arguments)
    rows = [r for p in options.gold for r in perfect(json.loads(p.read_text(encoding="utf-8")), p.stem)]
    write_rows(mutate(rows, options.mutate) if options.mutate else rows, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
