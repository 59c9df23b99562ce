"""The report as text."""

from __future__ import annotations

import json
from typing import Any

from evaluation.score.measures import GUARDED

LINES = (
    ("Headline", ("headline.found", "headline.right", "headline.slips")),
    ("Mentions", tuple(f"mentions.{a}.{b}" for a in ("names", "nominals", "all") for b in ("strict", "lenient"))),
    ("Entities", ("entities.b3_document", "entities.b3_dossier", "entities.merged_person_pairs")),
    ("Dates", ("dates.span.strict", "dates.span.lenient", "dates.value.exact", "dates.value.compatible")),
    (
        "Quotations",
        (
            *tuple(
                f"quotations.{a}.{b}" for a in ("content_strict", "content_lenient", "with_speaker") for b in ("all", "direct", "indirect")
            ),
            "quotations.form",
            "quotations.false_per_100",
        ),
    ),
    (
        "Claims",
        ("claims.strict", "claims.lenient", "claims.core_recall_lenient", "claims.time_compatible", "claims.duplicates_per_100"),
    ),
    (
        "Evidence",
        (
            "evidence.exact",
            "spans.exact_other",
            "evidence.exactness_unknown",
            "evidence.overlap_strict",
            "evidence.overlap_lenient",
        ),
    ),
    (
        "Chain",
        (
            "chain.exact",
            "chain.exact_roles",
            "chain.hops",
            "chain.outermost",
            "chain.innermost",
            "chain.kind",
            "chain.lost_anonymity_per_100",
        ),
    ),
    (
        "Standing",
        (
            "standing.accuracy",
            "standing.accuracy_guarded",
            "standing.voice",
            "standing.polarity",
            "standing.modality",
            "standing.escalations_per_100",
            "standing.attribution_dropped_per_100",
        ),
    ),
    (
        "Slips per 100 predicted claims",
        tuple(f"slips.{x}" for x in [f"{g}_as_stated" for g in GUARDED] + ["denial_dropped", "wrong_person", "wrong_speaker", "judged"]),
    ),
    (
        "Across documents",
        (
            "cross.agree",
            "cross.agree_precision_decidable",
            "cross.differ",
            "cross.differ_slot",
            "cross.differ_precision_decidable",
            "cross.independent_within",
            "cross.independent_error",
            "cross.independent_width",
        ),
    ),
    ("Calibration", ("calibration.ece",)),
)


def _number(value: float | None) -> str:
    return "  n/a" if value is None else f"{value:5.1f}"


def format_line(name: str, entry: dict[str, Any]) -> str:
    figures = [f"{key} {_number(entry[key])}" for key in ("f1", "precision", "recall", "value") if key in entry]
    first = "f1" if "f1" in entry else "value"
    spread = (entry["interval"] or {}).get(first)
    tail = f"   95% [{spread[0]:.1f}, {spread[1]:.1f}]" if spread else ""
    counts = "/".join(f"{c:g}" if c == int(c) else f"{c:.1f}" for c in entry["counts"]) if len(entry["counts"]) <= 4 else ""
    return f"  {name:42s} {'  '.join(figures):48s} {counts}{tail}"


def format_report(report: dict[str, Any]) -> str:
    """The report as text."""
    out = []
    for title, names in LINES:
        rows = [format_line(n, report["pooled"][n]) for n in names if n in report["pooled"]]
        out += [title, *rows] if rows else []
    out.append("Standing, gold in rows: " + json.dumps(report["standing_confusion"]) + f"  macro F1 {_number(report['standing_macro_f1'])}")
    for file, counts in report["offsets"].items():
        if not counts["same_text"]:
            out.append(
                f"{file}: stored text differs; spans moved {counts['moved']}, "
                f"moved across whitespace {counts['moved_whitespace']}, lost {counts['lost']}"
            )
    out += [f"No prediction for {f}" for f in report["missing_documents"]]
    out += [f"Problem: {p}" for p in report["problems"][:20]]
    out.append(f"Unmatched predictions: {len(report['unmatched'])}; slips: {len(report['slips'])}")
    return "\n".join(out)
