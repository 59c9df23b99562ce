"""Perfect readings from a gold file: measures ``reconcile`` alone, on claims that a careful reader wrote down.

python -m evaluation.perfect --shared PATH [--out DIR]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tawthiq.model import (
    Argument,
    Axes,
    Claim,
    Document,
    Entity,
    EntityType,
    Finding,
    Hop,
    HopRole,
    Mention,
    MentionForm,
    Modality,
    Name,
    Origin,
    Polarity,
    Reading,
    Reconciliation,
    SourceKind,
    Span,
    Time,
    TimeRelation,
    Verdict,
    Voice,
    document_id,
)
from tawthiq.reconcile import reconcile

Row = dict[str, Any]

GOLD = ("seeds", "D1", "D2", "D3")
_ROLES = {"outlet": "cited", "outlet_cited": "cited"}
_KINDS = dict.fromkeys(("anonymous", "hearsay", "unstated", "unknown"), "anonymous") | {"collective": "collective"}
_ENTITY_KEYS = ("entity", "speaker")
_TYPES = {item.value: item for item in EntityType}


def documents_of(gold: Row, texts: Path, name: str) -> tuple[list[Document], list[Reading]]:
    """Documents and readings of one gold file; ids carry the dossier's name, as those of the scorer's oracle do."""
    documents, readings = [], []
    for row in gold["documents"]:
        path = next(path for path in sorted(texts.rglob(row["file"])))
        document = _document(row, path.read_bytes(), path.name)
        documents.append(document)
        readings.append(_reading(row, document, name))
    return documents, readings


def _document(row: Row, content: bytes, name: str) -> Document:
    publisher, published = row.get("publisher"), row.get("doc_date")
    who = publisher.get("name") if isinstance(publisher, dict) else publisher
    date = published.get("value") if isinstance(published, dict) else published
    day = str(date) if date else None
    return Document(document_id(content), content.decode("utf-8"), Origin(name), publisher=who, published=day)


def _reading(row: Row, document: Document, name: str) -> Reading:
    entities = tuple(_entity(item, row) for item in row["entities"])
    known = {entity.id for entity in entities}
    mentions = tuple(
        Mention(item["id"], _type(item), Span.of(document.text, m["start"], m["end"]), MentionForm(m["kind"]))
        for item in row["entities"]
        for m in item["mentions"]
    )
    claims = tuple(_claim(item, document, f"{name}:{row['file']}:{item['id']}", known) for item in row["claims"])
    return Reading(document.id, "gold", published=document.published, entities=entities, mentions=mentions, claims=claims)


def _type(item: Row) -> EntityType:
    return _TYPES.get(item["type"], EntityType.THING)


def _entity(item: Row, row: Row) -> Entity:
    """Named as the document names it; never by the English name that the annotator added."""
    named = [m["text"] for m in item["mentions"] if m["kind"] == "name"] or [m["text"] for m in item["mentions"]]
    texts = list(dict.fromkeys([max(named, key=lambda text: (len(text), text))] if named else [])) + sorted(set(named))
    names = tuple(Name(text, preferred=index == 0) for index, text in enumerate(dict.fromkeys(texts)))
    hops = [hop for claim in row["claims"] for hop in claim["chain"] if hop.get("entity") == item["id"]]
    kinds = {_KINDS.get(hop.get("kind") or "", "named") for hop in hops}
    kind = next((SourceKind(found) for found in ("anonymous", "collective") if found in kinds), SourceKind.NAMED)
    return Entity(item["id"], _type(item), names or (Name(item.get("name_ar") or item["id"], preferred=True),), kind)


def _argument(value: Any, known: set[str]) -> Argument | None:
    if value is None:
        return None
    if isinstance(value, str):
        return Argument(value=value)
    inner = value.get("value")
    parts = tuple(part for v in inner if (part := _argument(v, known)) is not None) if isinstance(inner, list) else None
    entity = value.get("entity") if value.get("entity") in known else None
    words = value.get("text")
    text = parts or (words if words is not None else None if inner is None else str(inner))
    return Argument(entity=entity, value=text) if entity or text else None


def _claim(item: Row, document: Document, key: str, known: set[str]) -> Claim:
    chain = tuple(_hop(hop, known) for hop in item["chain"])
    axes = Axes(
        Voice(item.get("voice", "outlet")) if len(chain) > 1 else Voice.OUTLET,
        Polarity(item["polarity"]),
        Modality(item.get("modality", "actual")),
        rejected=item["standing"] == "denied",
    )
    spans = tuple(Span.of(document.text, e["start"], e["end"]) for e in item["evidence"])
    times = tuple(_time(time, document) for time in item.get("time") or [] if time["rel"] in set(TimeRelation))
    subject = _argument(item["subject"], known) or Argument(value="?")
    given = (item.get("qualifiers") or {}).items()
    qualifiers = {name: value for name, value in given if isinstance(value, str | int | float | bool)}
    return Claim(
        key,
        document.id,
        subject,
        item["predicate"],
        _argument(item["object"], known),
        spans,
        chain,
        axes,
        qualifiers,
        times,
        _argument(item.get("place"), known),
        confidence=1.0,
        made_by=("gold",),
    )


def _time(time: Row, document: Document) -> Time:
    span = time.get("span")
    found = Span.of(document.text, span["start"], span["end"]) if span else None
    return Time(TimeRelation(time["rel"]), str(time["value"]), found)


def _hop(hop: Row, known: set[str]) -> Hop:
    kind = SourceKind(_KINDS.get(hop.get("kind") or "", "named"))
    entity = hop.get("entity") if hop.get("entity") in known else None
    role = str(hop["role"])
    return Hop(HopRole(_ROLES.get(role, role)), hop.get("name"), entity, kind)


def finding_rows(result: Reconciliation) -> list[Row]:
    """Findings in the exchange format."""
    return [_finding_row(finding) for finding in result.findings]


def _finding_row(finding: Finding) -> Row:
    differences = [
        {"slot": item.slot.value, "values": list(item.values), "claims": [list(ids) for ids in item.claims]} for item in finding.differences
    ]
    return {
        "kind": "finding",
        "id": finding.id,
        "subject": None,
        "predicate": finding.predicate,
        "object": None,
        "claims": list(finding.claims),
        "verdict": (Verdict.DIFFER if finding.verdict is Verdict.PERHAPS else finding.verdict).value,
        "differences": differences,
        "independent": {"min": finding.independent.low, "max": finding.independent.high},
        "common_link": None,
    }


def entity_ids(documents: Sequence[Document], name: str, result: Reconciliation) -> Mapping[str, str]:
    """The oracle's ids without links ("dossier:file#entity") -> ours."""
    files = {document.id: document.origin.path for document in documents}
    return {f"{name}:{files[identity.document]}#{identity.local}": identity.entity for identity in result.identities}


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            key: _renamed(inner, ids) if key not in _ENTITY_KEYS or not isinstance(inner, str) else ids.get(inner, inner)
            for key, inner in value.items()
        }
    return [_renamed(inner, ids) for inner in value] if isinstance(value, list) else value


def write(shared: Path, out: Path) -> list[Path]:
    """For each dossier the oracle's rows with our entities and our findings."""
    sys.path.insert(0, str(shared / "score"))
    import oracle  # type: ignore[import-not-found]  # the scorer of the shared data

    written = []
    for name in GOLD:
        gold = json.loads((shared / "gold" / f"{name}.json").read_text("utf-8"))
        documents, readings = documents_of(gold, shared / "gold" / "texts", name)
        result = reconcile(documents, readings)
        unlinked = {**gold, "cross_document": {**gold["cross_document"], "entity_links": {}, "groups": []}}
        rows = [row for row in oracle.perfect(unlinked, name) if row["kind"] != "finding"]
        rows = [_renamed(row, entity_ids(documents, name, result)) for row in rows]
        for row in rows:
            if row["kind"] == "entity":
                row["id"] = entity_ids(documents, name, result).get(row["id"], row["id"])
        unique = list({json.dumps(row, ensure_ascii=False, sort_keys=True): row for row in rows}.values())
        path = out / f"{name}.jsonl"
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in [*unique, *finding_rows(result)]]
        path.write_text("".join(lines), encoding="utf-8")
        written.append(path)
    return written


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the rows and print the scorer's table."""
    parser = argparse.ArgumentParser(description="Measure identity and findings on perfect claims.")
    parser.add_argument("--shared", type=Path, required=True, help="folder with gold/ and score/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the rows")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    written = write(options.shared, options.out)
    gold = [str(options.shared / "gold" / f"{name}.json") for name in GOLD]
    command = [sys.executable, str(options.shared / "score" / "score.py"), "--gold", *gold, "--predicted"]
    command += map(str, written)
    command += ["--json", str(options.out / "report.json"), "--unmatched", str(options.out / "unmatched.jsonl")]
    command += ["--bootstrap", "0"]
    subprocess.run(command, check=True)  # noqa: S603  our own interpreter and scorer


if __name__ == "__main__":
    main()
