"""Perfect output for a challenge item: what a program without any mistake would print."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from evaluation.score.challenge import RELATION_SLOTS, file_name

Row = dict[str, Any]

_NO_FINDING = ("cross_temporal_succession", "cross_homonym")  # their passages neither agree nor differ


def perfect_rows(item: Row) -> list[Row]:
    """The rows of one item: its entities as they are first named, documents, claims, and the relation if there is one."""
    entities: dict[str, str] = {}
    claims = [_claim(item, index, expected, entities) for index, expected in enumerate(item["expected"])]
    documents = [_document(item, number) for number in range(len(item["passages"]))]
    rows = [*(_entity(name, key) for name, key in entities.items()), *documents, *claims]
    if item.get("relation") and item["phenomenon"] not in _NO_FINDING:
        rows.append(_finding(item))
    return rows


def _key(item: Row, name: str | None, entities: dict[str, str]) -> str | None:
    """The id of a name, given when it is first met."""
    return entities.setdefault(name, f"{item['id']}:{len(entities)}") if name else None


def _entity(name: str, key: str) -> Row:
    return {"kind": "entity", "id": key, "type": "Person", "names": [{"text": name, "lang": "ar", "preferred": True}]}


def _document(item: Row, number: int) -> Row:
    passage = item["passages"][number]
    return {
        "kind": "document",
        "id": file_name(item, number),
        "path": file_name(item, number),
        "sha256": "",
        "publisher": passage["publisher"],
        "published": passage["published"],
        "language": "ar",
        "length": len(passage["text"]),
        "status": "read",
        "losses": [],
    }


def _claim(item: Row, index: int, expected: Row, entities: dict[str, str]) -> Row:
    chain = [_hop(item, hop, entities) for hop in expected["chain"]]
    return {
        "kind": "claim",
        "id": f"{item['id']}:c{index}",
        "document": file_name(item, expected["passage"]),
        "subject": {"entity": _key(item, expected["subject"], entities), "text": expected["subject"]},
        "predicate": expected["predicate"],
        "object": {"entity": None, "text": expected["object"]} if expected["object"] else None,
        "qualifiers": {},
        "time": [_time(time) for time in expected["time"]],
        "place": {"entity": None, "text": expected["place"]} if expected["place"] else None,
        "evidence": expected["evidence_spans"],
        "chain": chain,
        **{axis: expected[axis] for axis in ("voice", "polarity", "modality", "standing")},
        "confidence": 1.0,
        "made_by": ["oracle"],
    }


def _hop(item: Row, hop: Row, entities: dict[str, str]) -> Row:
    return {
        "role": "cited" if hop["role"] == "outlet_cited" else hop["role"],
        "name": hop.get("name"),
        "entity": _key(item, hop.get("name"), entities),
        "kind": {"hearsay": "anonymous", None: "named"}.get(hop.get("kind"), hop.get("kind")),
        "start": None,
        "end": None,
        "text": None,
    }


def _time(time: Row) -> Row:
    return {"rel": time["rel"], "value": time["value"], **(time.get("span") or {"start": None, "end": None, "text": None})}


def _finding(item: Row) -> Row:
    by_passage: dict[int, list[str]] = defaultdict(list)
    for index, expected in enumerate(item["expected"]):
        by_passage[expected["passage"]].append(f"{item['id']}:c{index}")
    agree = item["relation"] in ("agree", "copy")
    key = m[1] if (m := re.match(r"differ\W+(\w+)", item["relation"])) else item["relation"]
    sides = list(by_passage.values())
    differences = [] if agree else [{"slot": min(RELATION_SLOTS[key]), "values": list(range(len(sides))), "claims": sides}]
    count = item.get("independent_sources") or 1
    return {
        "kind": "finding",
        "id": f"{item['id']}:f",
        "subject": None,
        "predicate": None,
        "object": None,
        "claims": [c for s in sides for c in s],
        "verdict": "agree" if agree else "differ",
        "differences": differences,
        "independent": {"min": count, "max": count},
        "common_link": None,
    }
