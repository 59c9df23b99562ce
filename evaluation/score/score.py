"""Score the output of tawthiq against gold sets.

    python -m evaluation.score.score --gold GOLD.json [...] --predicted OUT.jsonl [...] [--texts DIR]
                    [--judged JUDGED.jsonl] [--unmatched FILE] [--json report.json]

The definitions of all measures are in README.md and in the docstrings below.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.score.claims import (
    apply_judgements,
    find_slips,
    macro_f1,
    match_claims,
    score_calibration,
    score_chains,
    score_claims,
    score_exactness,
    score_headline,
    score_standing,
)
from evaluation.score.cross import score_cross
from evaluation.score.measures import (
    STANDINGS,
    Scored,
    pair_document,
    score_dates,
    score_entities,
    score_mentions,
    score_quotations,
)
from evaluation.score.model import (
    Document,
    Dossier,
    Predicted,
    Ref,
    load_gold,
    load_predicted,
)
from evaluation.score.report import format_report
from evaluation.score.tally import Book, reliability
from evaluation.score.validate import load_schema, schema_errors


@dataclass(frozen=True)
class Measured:
    """What a run of the scorer counted: all measures by unit, and every document with its matchings."""

    book: Book
    confusion: Counter[tuple[str, str]]
    scored: list[Scored]
    offsets: dict[str, Any]


def measure_all(
    dossiers: Sequence[Dossier],
    predicted: Predicted,
    sources: dict[str, str] | None = None,
    judged: dict[tuple[str, str], str] | None = None,
) -> Measured:
    """Match and count everything. ``sources``: file name -> text; ``judged``: (file name, claim id) -> verdict."""
    result = Measured(Book(), Counter(), [], {})
    for dossier in dossiers:
        scored = [
            pair_document(f"{dossier.name}/{f}", gold, predicted.documents.get(f), (sources or {}).get(f))
            for f, gold in dossier.documents.items()
        ]
        for s in scored:
            _measure_document(s, judged or {}, result)
        score_entities(dossier, scored, result.book)
        score_cross(dossier, scored, predicted, result.book)
        result.scored.extend(scored)
    return result


def _measure_document(s: Scored, judged: dict[tuple[str, str], str], result: Measured) -> None:
    match_claims(s)
    find_slips(s)
    apply_judgements(s, judged)
    steps = (
        score_mentions,
        score_dates,
        score_quotations,
        score_claims,
        score_exactness,
        score_chains,
        score_headline,
        score_calibration,
    )
    for step in steps:
        step(s, result.book)
    score_standing(s, result.book, result.confusion)
    result.offsets[s.gold.file] = dict(s.pairing.frame.counts, same_text=s.pairing.frame.same)


def score_all(
    dossiers: Sequence[Dossier],
    predicted: Predicted,
    sources: dict[str, str] | None = None,
    judged: dict[tuple[str, str], str] | None = None,
    samples: int = 1000,
) -> dict[str, Any]:
    """The report: pooled figures with intervals, figures per document, confusion, offsets, unmatched claims."""
    m = measure_all(dossiers, predicted, sources, judged)
    return build_report(m.book, m.confusion, m.scored, m.offsets, predicted, samples)


def build_report(
    book: Book,
    confusion: Counter[tuple[str, str]],
    scored: Sequence[Scored],
    offsets: dict[str, Any],
    predicted: Predicted,
    samples: int,
) -> dict[str, Any]:
    pooled = {}
    for name, measure in sorted(book.items()):
        pooled[name] = measure.pooled() | {"macro": measure.macro(), "interval": measure.bootstrap(samples)}
    units = {s.unit: {n: m.figure(m.units[s.unit]) for n, m in sorted(book.items()) if s.unit in m.units} for s in scored}
    known = {s.gold.file for s in scored}
    return {
        "pooled": pooled,
        "documents": units,
        "standing_confusion": {
            g: {p: confusion[g, p] for p in STANDINGS if confusion[g, p]} for g in STANDINGS if any(k[0] == g for k in confusion)
        },
        "standing_macro_f1": macro_f1(confusion),
        "reliability": reliability(book["calibration.ece"]) if "calibration.ece" in book else [],
        "offsets": offsets,
        "missing_documents": sorted(known - set(predicted.documents)),
        "other_documents": sorted(set(predicted.documents) - known),
        "open_claims": predicted.open_claims,
        "problems": predicted.problems,
        "slips": [slip_row(s, i) for s in scored for i, found in s.slips.items() if found],
        "unmatched": [unmatched_row(s, i) for s in scored for i in range(len(s.claims)) if i not in s.lenient],
    }


def _slot_text(doc: Document, ref: Ref) -> str | None:
    names = (doc.names(ref.entity)[:1] if ref.entity else []) or list(ref.texts)[:1]
    return names[0] if names else (" / ".join(filter(None, (_slot_text(doc, p) for p in ref.parts))) or None)


def slip_row(s: Scored, i: int) -> dict[str, Any]:
    gold = (s.compared | s.duplicates).get(i)
    return {
        "document": s.gold.file,
        "claim": s.claims[i].id,
        "slips": s.slips[i],
        "gold": s.gold.claims[gold].id if gold is not None else None,
    }


def unmatched_row(s: Scored, i: int) -> dict[str, Any]:
    """One line for human judgement. Fill in 'verdict' and give the file back with --judged."""
    claim, doc = s.original.claims[i], s.original
    status = "duplicate" if i in s.duplicates else "polarity" if i in s.compared else "unmatched"
    return {
        "document": s.gold.file,
        "claim": claim.id,
        "verdict": None,
        "note": None,
        "status": status,
        "subject": _slot_text(doc, claim.subject),
        "predicate": claim.predicate,
        "object": _slot_text(doc, claim.object),
        "time": [f"{t.rel} {t.value}" for t in claim.time],
        "standing": claim.standing,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "chain": [f"{h.role}: {_slot_text(doc, h.ref) or '?'}" for h in claim.chain],
        "evidence": [e.text for e in claim.evidence],
        "confidence": claim.confidence,
    }


def load_judged(path: Path | None) -> dict[tuple[str, str], str]:
    """(file name, claim id) -> right, wrong or slip. Lines without a verdict are skipped."""
    result: dict[tuple[str, str], str] = {}
    schema = load_schema("judged")
    for line in path.read_text(encoding="utf-8").split("\n") if path else []:
        if line.strip():
            row = json.loads(line)
            if errors := schema_errors(row, schema, schema):
                raise ValueError(f"{path}: " + "; ".join(errors))
            if row["verdict"]:
                result[row["document"], row["claim"]] = row["verdict"]
    return result


def load_sources(folder: Path | None, names: Iterable[str]) -> dict[str, str]:
    """Texts of the gold documents, found by file name below the folder; no newline translation."""
    if folder is None:
        return {}
    found = {p.name: p for p in sorted(folder.rglob("*.txt"))}
    return {n: found[n].read_bytes().decode("utf-8") for n in names if n in found}


def check_gold(dossier: Dossier, sources: dict[str, str]) -> list[str]:
    """Gold spans that are not the words of the source text at their offsets."""
    bad = []
    for file, doc in dossier.documents.items():
        if file in sources:
            spans = (
                [m.span for m in doc.mentions]
                + [d.span for d in doc.dates]
                + [q.content for q in doc.quotations]
                + [e for c in doc.claims for e in c.evidence]
            )
            bad += [f"{file}: gold span {x.start}-{x.end} is not in the text" for x in spans if sources[file][x.start : x.end] != x.text]
    return bad


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score tawthiq output against gold sets.")
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--predicted", nargs="+", type=Path, required=True)
    parser.add_argument("--texts", type=Path, help="folder with the source texts (makes byte-exactness certain)")
    parser.add_argument("--judged", type=Path, help="JSON Lines with the verdicts of a person; they override")
    parser.add_argument("--unmatched", type=Path, help="where to write predictions without gold (default: beside --predicted)")
    parser.add_argument("--json", type=Path, help="where to write the whole report")
    parser.add_argument("--bootstrap", type=int, default=1000, help="number of resamples (0: no intervals)")
    options = parser.parse_args(arguments)
    dossiers = [load_gold(p) for p in options.gold]
    sources = load_sources(options.texts, [f for d in dossiers for f in d.documents])
    for line in [x for d in dossiers for x in check_gold(d, sources)][:10]:
        print("Gold problem:", line, file=sys.stderr)
    report = score_all(dossiers, load_predicted(options.predicted), sources, load_judged(options.judged), options.bootstrap)
    target = options.unmatched or options.predicted[0].with_suffix(".unmatched.jsonl")
    target.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in report["unmatched"]), encoding="utf-8")
    if options.json:
        options.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    print(format_report(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
