# ruff: noqa: D205, FBT001 - brought in as it was agreed on: first sentences run over a line, flags by position
"""The challenge set: short passages, each made to test one phenomenon.

    python challenge.py --gold challenge_dev.json --write-texts DIR
    python challenge.py --gold challenge_dev.json --predicted-dir DIR [--json report.json]

--write-texts makes one folder per item with one text per passage (ITEM-p0.txt, ITEM-p1.txt, …) and a
sidecar ITEM-p0.meta.json with publisher and publication date. Run the program once per folder, so that
the passages of one item are one dossier and the items do not mix; put the output (*.jsonl) into one folder.

An item is right if every expected claim is found (fact lenient, evidence byte-exact and in the right place,
both ends of the chain, standing; the time too where the item is about dates), no must_not is violated, and
the relation between its passages is right where one is given.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.score.align import Pairing, judge, match
from evaluation.score.frame import make_frame, place_document
from evaluation.score.model import (
    Claim,
    Document,
    Entity,
    Finding,
    Hop,
    Predicted,
    Ref,
    gold_claim,
    load_predicted,
)
from evaluation.score.normalise import any_name, date_compatible, interval, overlap, same_words, tokens
from evaluation.score.validate import load_schema, schema_errors

Item = dict[str, Any]
DATED = {"relative_date", "date_attachment", "cross_differ_date"}
RELATION_SLOTS = {
    "date": {"time"},
    "place": {"place"},
    "role": {"role"},
    "number": {"number"},
    "person": {"person", "object"},
    "modality": {"standing", "polarity", "time"},
    "denial": {"polarity", "standing"},
}


def file_name(item: Item, passage: int) -> str:
    return f"{item['id']}-p{passage}.txt"


def write_texts(items: Sequence[Item], folder: Path) -> int:
    """One folder per item; returns the number of texts."""
    count = 0
    for item in items:
        home = folder / item["id"]
        home.mkdir(parents=True, exist_ok=True)
        for number, passage in enumerate(item["passages"]):
            path = home / file_name(item, number)
            path.write_bytes(passage["text"].encode("utf-8"))
            meta = {k: v for k, v in passage.items() if k != "text"}
            path.with_suffix(".meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1), encoding="utf-8")
            count += 1
    return count


# ------------------------------------------------------------------ expected claims as gold


def _named_hop(hop: dict[str, Any]) -> dict[str, Any]:
    """Named sources are compared as entities, others by their words."""
    named = hop.get("name") and hop.get("kind") not in ("anonymous", "collective", "hearsay")
    return dict(hop, entity=hop["name"], name=None) if named else hop


def expected_claim(data: dict[str, Any], file: str, number: int) -> Claim:
    """An expected claim in the shape of a gold claim; names stand for entities."""
    row = dict(data, id=f"e{number}", evidence=data.get("evidence_spans") or [], chain=[_named_hop(h) for h in data["chain"]])
    claim = gold_claim(row, file)
    claim.subject = Ref(entity=data["subject"]) if data["subject"] else Ref()
    if data["object"]:
        claim.object = Ref(parts=(Ref(entity=data["object"]), Ref(texts=(data["object"],))))
    return claim


def passage_gold(item: Item, number: int) -> Document:
    """The gold document of one passage."""
    passage = item["passages"][number]
    doc = Document(file_name(item, number), len(passage["text"]), passage["text"], passage.get("publisher"))
    doc.claims = [expected_claim(e, doc.file, i) for i, e in enumerate(item["expected"]) if e["passage"] == number]
    for claim in doc.claims:
        refs = [claim.subject, *claim.object.parts, *(h.ref for h in claim.chain)]
        for name in {r.entity for r in refs if r.entity}:
            doc.entities[name] = Entity(name, "Name", [name])
    return doc


def pair_passage(item: Item, number: int, predicted: Predicted) -> tuple[Pairing, Document]:
    """Gold passage beside the predicted document, and the latter as printed."""
    gold = passage_gold(item, number)
    original = predicted.documents.get(gold.file) or Document(gold.file, gold.length)
    frame = make_frame(gold, original, gold.text)
    return Pairing(gold, place_document(original, frame), frame), original


def found_claims(pairing: Pairing, original: Document, dated: bool) -> dict[int, int]:
    """Predicted -> expected claim, for the pairs that are right in everything."""

    def weight(p: tuple[int, Claim], g: Claim) -> float:
        if not pairing.same_fact(p[1], g) or not judge(pairing, p[1], g, original.claims[p[0]]).right:
            return 0.0
        return 1.0 if not dated or pairing.times_right(p[1], g, exact=False) else 0.0

    return match(list(enumerate(pairing.predicted.claims)), pairing.gold.claims, weight)


# ------------------------------------------------------------------ must_not


def _names(doc: Document, ref: Ref) -> list[str]:
    parts = [n for part in ref.parts for n in _names(doc, part)]
    return list(ref.texts) + (doc.names(ref.entity) if ref.entity else []) + parts


def _means(doc: Document, ref: Ref, wanted: str) -> bool:
    """The slot means the name or the words: names agree, or more than half of the words."""
    names = _names(doc, ref)
    return wanted == "*" or any_name(names, [wanted]) or any(overlap(n, wanted) > 0.5 for n in names)


def _is_source(doc: Document, hop: Hop, wanted: str) -> bool:
    """The hop shows this source: the same words or part of the name; a longer name only if the hop is
    named ('those close to X' is not X).
    """
    for name in _names(doc, hop.ref):
        shown, asked = tokens(name), tokens(wanted)
        if same_words(name, wanted) or (set(shown) < set(asked) and any_name([name], [wanted])):
            return True
        if hop.kind == "named" and asked and set(asked) < set(shown):
            return True
    return False


def _has_time(claim: Claim, wanted: str) -> bool:
    return any(interval(t.value) is not None and date_compatible(t.value, wanted) for t in claim.time)


def violates(doc: Document, claim: Claim, rule: dict[str, Any]) -> bool:
    """The claim matches every given field of the rule ('*' = any)."""
    if rule.get("predicate", "*") not in ("*", claim.predicate):
        return False
    if any(key in rule and rule[key] != getattr(claim, key) for key in ("standing", "voice", "polarity", "modality")):
        return False
    if not _means(doc, claim.subject, rule.get("subject") or "*") or not _means(doc, claim.object, rule.get("object") or "*"):
        return False
    if "time" in rule and not _has_time(claim, rule["time"]):
        return False
    if "place" in rule and not _means(doc, claim.place, rule["place"]):
        return False
    if "chain_has" in rule and not any(_is_source(doc, h, rule["chain_has"]) for h in claim.chain):
        return False
    return not rule.get("chain_lacks_speaker") or all(h.role == "publisher" for h in claim.chain)


def violations(item: Item, number: int, pairing: Pairing, right: set[int]) -> list[dict[str, Any]]:
    """The rules of the passage that some prediction breaks. A claim that is right by an expected claim
    breaks nothing. quotation: the words are shown as a direct or mixed quotation.
    """
    doc, found = pairing.predicted, []
    for rule in item["must_not"]:
        if rule.get("passage", 0) != number:
            continue
        if rule.get("quotation"):
            wanted = rule.get("object") or "*"
            guilty = [
                q.content.text for q in doc.quotations if q.form != "indirect" and (wanted == "*" or overlap(q.content.text, wanted) >= 0.5)
            ]
        else:
            guilty = [c.id for i, c in enumerate(doc.claims) if i not in right and violates(doc, c, rule)]
        if guilty:
            found.append({"item": item["id"], "phenomenon": item["phenomenon"], "rule": rule, "predictions": guilty})
    return found


# ------------------------------------------------------------------ relation between passages


def _item_findings(item: Item, predicted: Predicted) -> list[Finding]:
    """Findings that join at least two passages of the item."""
    files = {file_name(item, n) for n in range(len(item["passages"]))}
    return [f for f in predicted.findings if len({predicted.claim_file.get(c) for c in f.claims} & files) > 1]


def relation_right(item: Item, findings: Sequence[Finding]) -> bool:
    """agree, copy: some finding agrees. differ(slot), denial: some finding differs in that slot.
    Succession in office: no finding differs. Homonyms: no finding agrees.
    """
    if item["phenomenon"] == "cross_temporal_succession":
        return all(f.verdict != "differ" for f in findings)
    if item["phenomenon"] == "cross_homonym":
        return all(f.verdict != "agree" for f in findings)
    relation = item["relation"]
    if relation in ("agree", "copy"):
        return any(f.verdict == "agree" for f in findings)
    key = m[1] if (m := re.match(r"differ\W+(\w+)", relation)) else relation
    slots = RELATION_SLOTS.get(key)
    return any(f.verdict == "differ" and (slots is None or slots & {d["slot"] for d in f.differences}) for f in findings)


def sources_right(item: Item, findings: Sequence[Finding]) -> bool | None:
    """Some finding gives an interval that holds the number of independent sources (of copies: and whose
    lower end is that number).
    """
    wanted = item.get("independent_sources")
    if wanted is None or item["phenomenon"] in ("cross_temporal_succession", "cross_homonym"):
        return None  # no finding is asked for
    exact = item["relation"] == "copy"
    return any(f.low <= wanted <= f.high and (not exact or f.low == wanted) for f in findings)


# ------------------------------------------------------------------ report


def score_item(item: Item, predicted: Predicted) -> dict[str, Any]:
    """Expected claims found, broken rules, relation, and whether the item is right."""
    expected = found = 0
    broken: list[dict[str, Any]] = []
    for number in range(len(item["passages"])):
        pairing, original = pair_passage(item, number, predicted)
        right = found_claims(pairing, original, item["phenomenon"] in DATED)
        expected += len(pairing.gold.claims)
        found += len(right)
        broken += violations(item, number, pairing, set(right))
    findings = _item_findings(item, predicted)
    relation = relation_right(item, findings) if item.get("relation") else None
    return {
        "id": item["id"],
        "phenomenon": item["phenomenon"],
        "expected": expected,
        "found": found,
        "violations": broken,
        "relation": relation,
        "sources": sources_right(item, findings) if item.get("relation") else None,
        "right": found == expected and not broken and relation is not False,
    }


def score_challenge(data: dict[str, Any], predicted: Predicted) -> dict[str, Any]:
    """Accuracy per phenomenon and the list of violations."""
    results = [score_item(item, predicted) for item in data["items"]]
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for result in results:
        groups[result["phenomenon"]].append(result)
        groups["all"].append(result)
    return {
        "phenomena": {name: summary(rows, data) for name, rows in sorted(groups.items())},
        "violations": [v for r in results for v in r["violations"]],
        "items": [{k: v for k, v in r.items() if k != "violations"} | {"violations": len(r["violations"])} for r in results],
        "problems": predicted.problems,
    }


def summary(rows: Sequence[dict[str, Any]], data: dict[str, Any]) -> dict[str, Any]:
    rules = {i["id"]: len(i["must_not"]) for i in data["items"]}
    asked = [r for r in rows if r["relation"] is not None]
    counted = [r for r in rows if r["sources"] is not None]
    return {
        "items": len(rows),
        "right": sum(r["right"] for r in rows),
        "accuracy": 100 * sum(r["right"] for r in rows) / len(rows),
        "claims": sum(r["expected"] for r in rows),
        "found": sum(r["found"] for r in rows),
        "rules": sum(rules[r["id"]] for r in rows),
        "broken": sum(len(r["violations"]) for r in rows),
        "relations": len(asked),
        "relations_right": sum(r["relation"] for r in asked),
        "source_counts": len(counted),
        "source_counts_right": sum(r["sources"] for r in counted),
    }


def format_challenge(report: dict[str, Any]) -> str:
    """The report as text."""
    heads = f"{'phenomenon':28s} {'items right':>12s} {'%':>6s} {'claims found':>13s} "
    out = [heads + f"{'rules broken':>13s} {'relations':>10s} {'sources':>8s}"]
    for name, row in sorted(report["phenomena"].items(), key=lambda x: (x[0] == "all", x[0])):
        relations = f"{row['relations_right']}/{row['relations']}" if row["relations"] else ""
        sources = f"{row['source_counts_right']}/{row['source_counts']}" if row["source_counts"] else ""
        out.append(
            f"{name:28s} {row['right']:>6d}/{row['items']:<5d} {row['accuracy']:>6.1f} {row['found']:>6d}/{row['claims']:<6d} "
            f"{row['broken']:>6d}/{row['rules']:<6d} {relations:>10s} {sources:>8s}"
        )
    out.append("Violations:" if report["violations"] else "No violations.")
    for v in report["violations"]:
        rule = {k: x for k, x in v["rule"].items() if k not in ("passage", "why")}
        out.append(
            f"  {v['item']} {v['phenomenon']}: {json.dumps(rule, ensure_ascii=False)} by {', '.join(v['predictions'])}"
            + (f" ({v['rule']['why']})" if v["rule"].get("why") else "")
        )
    out += [f"Problem: {p}" for p in report["problems"][:20]]
    return "\n".join(out)


# ------------------------------------------------------------------ a perfect prediction, for the tests


def perfect_rows(item: Item) -> list[dict[str, Any]]:
    """The rows that a program without any mistake would print for one item."""
    rows: list[dict[str, Any]] = []
    ids: dict[str, str] = {}

    def entity(name: str | None) -> str | None:
        if name and name not in ids:
            ids[name] = f"{item['id']}:{len(ids)}"
            rows.append({"kind": "entity", "id": ids[name], "type": "Person", "names": [{"text": name, "lang": "ar", "preferred": True}]})
        return ids[name] if name else None

    for number, passage in enumerate(item["passages"]):
        rows.append(
            {
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
        )
    by_passage: dict[int, list[str]] = defaultdict(list)
    for index, e in enumerate(item["expected"]):
        chain = [
            {
                "role": "cited" if h["role"] == "outlet_cited" else h["role"],
                "name": h.get("name"),
                "entity": entity(h.get("name")),
                "kind": {"hearsay": "anonymous", None: "named"}.get(h.get("kind"), h.get("kind")),
                "start": None,
                "end": None,
                "text": None,
            }
            for h in e["chain"]
        ]
        times = [{"rel": t["rel"], "value": t["value"], **(t.get("span") or {"start": None, "end": None, "text": None})} for t in e["time"]]
        claim = f"{item['id']}:c{index}"
        by_passage[e["passage"]].append(claim)
        rows.append(
            {
                "kind": "claim",
                "id": claim,
                "document": file_name(item, e["passage"]),
                "subject": {"entity": entity(e["subject"]), "text": e["subject"]},
                "predicate": e["predicate"],
                "object": {"entity": None, "text": e["object"]} if e["object"] else None,
                "qualifiers": {},
                "time": times,
                "place": {"entity": None, "text": e["place"]} if e["place"] else None,
                "evidence": e["evidence_spans"],
                "chain": chain,
                "voice": e["voice"],
                "polarity": e["polarity"],
                "modality": e["modality"],
                "standing": e["standing"],
                "confidence": 1.0,
                "made_by": ["oracle"],
            }
        )
    if item.get("relation") and item["phenomenon"] not in ("cross_temporal_succession", "cross_homonym"):
        rows.append(_perfect_finding(item, by_passage))
    return rows


def _perfect_finding(item: Item, by_passage: dict[int, list[str]]) -> dict[str, Any]:
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


def load_challenge(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    schema = load_schema("challenge")
    if errors := schema_errors(data, schema, schema):
        raise ValueError(f"{path.name}: " + "; ".join(errors[:5]))
    return data


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write or score the challenge passages.")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--write-texts", type=Path, help="write the passages below this folder and stop")
    parser.add_argument("--predicted-dir", type=Path, help="folder with the program's output, *.jsonl at any depth")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    data = load_challenge(options.gold)
    if options.write_texts:
        print(f"{write_texts(data['items'], options.write_texts)} texts written")
        return 0
    if options.predicted_dir is None:
        parser.error("--write-texts or --predicted-dir is needed")
    report = score_challenge(data, load_predicted(sorted(options.predicted_dir.rglob("*.jsonl"))))
    if options.json:
        options.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    print(format_challenge(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
