"""Traps as items of the challenge: passages, what must be read, what must not."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.program import program
from evaluation.score.align import Pairing, evidence_right
from evaluation.score.challenge import file_name, found_claims, pair_passage, violates, write_texts
from evaluation.score.challenge_oracle import perfect_rows
from evaluation.score.model import Claim, Document, Finding, Predicted, load_predicted
from evaluation.score.normalise import any_name, date_compatible, interval, overlap
from evaluation.score.oracle import write_rows

Row = dict[str, Any]

PUBLISHED = "2019-03-06"  # a Wednesday
PUBLISHERS = ("صحيفة السفح", "مجلة الضفاف")
_AXES = {"alleged": ("alleged", "positive"), "attributed": ("attributed", "positive"), "stated": ("outlet", "positive")}
AT_THAT_TIME = frozenset({"at", "as_of", "start", "during", "since", "overlaps"})


@dataclass(frozen=True)
class Read:
    """One trap as the program read it: pairing and document of each passage, and everything predicted."""

    item: Row
    passages: tuple[tuple[Pairing, Document], ...]
    predicted: Predicted


def item_of(trap: Row) -> Row:
    """The trap in the shape of a challenge item."""
    texts = [trap["text"], *([trap["other"]] if "other" in trap else [])]
    passages = [{"text": t, "publisher": p, "published": PUBLISHED} for t, p in zip(texts, PUBLISHERS, strict=False)]
    return {
        "id": trap["name"], "phenomenon": "trap", "passages": passages, "must_not": trap["must_not"],
        "expected": [_expected(row, trap["text"]) for row in trap["must"]],
    }  # fmt: skip


def _expected(row: Row, text: str) -> Row:
    evidence = [_span(text, words) for words in ([row["e"]] if isinstance(row["e"], str) else row["e"])]
    voice, polarity = _AXES.get(
        row["st"], ("attributed" if row.get("ch") else "outlet", "negated" if row["st"] == "negated" else "positive")
    )
    return {
        "passage": 0, "subject": row["s"], "predicate": row["p"], "object": row["o"] or None, "standing": row["st"],
        "voice": voice, "polarity": polarity, "modality": "conditional" if row["st"] == "conditional" else "actual",
        "chain": [{"role": "publisher", "name": PUBLISHERS[0]}, *map(_hop, row.get("ch", []))], "time": [], "place": None,
        "evidence_spans": evidence,
        "accept": {"standing": [row["st"], *row.get("accept", [])], "modality": ["actual", "intended", "conditional", "wish"]},
    }  # fmt: skip


def _span(text: str, words: str) -> Row:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def _hop(words: str) -> Row:
    role, name, *kind = words.split(":")
    return {"role": role, "name": name, "kind": kind[0] if kind else "named"}


def read_trap(trap: Row, *, perfectly: bool = False) -> Read:
    """Run the program over the passages of a trap, as one archive; ``perfectly``: what must be read, and nothing else."""
    item = item_of(trap)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_texts([item], folder)
        paths = [folder / item["id"] / file_name(item, n) for n in range(len(item["passages"]))]
        write_rows(perfect_rows(item) if perfectly else list(program().run(paths)), folder / "out.jsonl")
        predicted = load_predicted([folder / "out.jsonl"])
    assert predicted.problems == []
    return Read(item, tuple(pair_passage(item, n, predicted) for n in range(len(item["passages"]))), predicted)


def missed(read: Read) -> list[str]:
    """What must be read and was not."""
    pairing, original = read.passages[0]
    found = set(found_claims(pairing, original, False).values())  # noqa: FBT003 - by position in the scorer
    return [f"{c.subject.entity} {c.predicate}" for j, c in enumerate(pairing.gold.claims) if j not in found]


def fallen(read: Read) -> Iterator[str]:
    """What was read and must not be."""
    pairing, original = read.passages[0]
    right = set(found_claims(pairing, original, False))  # noqa: FBT003 - by position in the scorer
    for rule in read.item["must_not"]:
        if "quotation" in rule or "speaker" in rule:
            yield from (json.dumps(rule, ensure_ascii=False) for q in pairing.predicted.quotations if _bad_quotation(pairing, q, rule))
        else:
            yield from (_said(c) for i, c in enumerate(pairing.predicted.claims) if i not in right and _breaks(pairing.predicted, c, rule))


def _breaks(document: Document, claim: Claim, rule: Row) -> bool:
    """The rule matches; a time only with a relation that puts the fact at that time."""
    if "time" in rule:
        bare = {key: value for key, value in rule.items() if key != "time"}
        return violates(document, claim, bare) and is_at(claim, rule["time"])
    return violates(document, claim, rule)


def is_at(claim: Claim, value: str) -> bool:
    """The claim puts its fact at a time that is this one, or part of it."""
    return any(t.rel in AT_THAT_TIME and interval(t.value) is not None and date_compatible(t.value, value) for t in claim.time)


def _bad_quotation(pairing: Pairing, quotation: Any, rule: Row) -> bool:
    if overlap(quotation.content.text, rule["object"]) < 0.5:
        return False
    if "speaker" in rule:
        return speaks(pairing, quotation, rule["speaker"])
    return bool(quotation.form != "indirect")


def speaks(pairing: Pairing, quotation: Any, name: str) -> bool:
    """The quotation's speaker is shown under this name."""
    speaker = quotation.speaker
    if speaker is None:
        return False
    names = pairing.predicted.names(speaker.entity)[:1] if speaker.entity else list(speaker.texts)
    return any_name(names, [name])


def unquoted(read: Read, quotes: list[Row]) -> list[str]:
    """Words that must be quoted with their speaker and were not."""
    pairing, _ = read.passages[0]
    return [
        row["words"] for row in quotes
        if not any(overlap(q.content.text, row["words"]) >= 0.8 and speaks(pairing, q, row["by"]) for q in pairing.predicted.quotations)
    ]  # fmt: skip


def joined(predicted: Predicted, predicate: str) -> list[str]:
    """Findings that make one fact of claims of this predicate in several documents: they agree, or differ in more than the object."""
    claims = {c.id: c for document in predicted.documents.values() for c in document.claims}

    def is_of(claim: str) -> bool:
        return claim in claims and claims[claim].predicate == predicate

    def is_one_fact(finding: Finding) -> bool:
        slots = {difference["slot"] for difference in finding.differences}
        return finding.verdict == "agree" or (finding.verdict == "differ" and slots != {"object"})

    return [
        finding.id for finding in predicted.findings
        if all(map(is_of, finding.claims)) and is_one_fact(finding) and len({predicted.claim_file.get(c) for c in finding.claims}) > 1
    ]  # fmt: skip


def near(claim: Claim, gold: Claim) -> bool:
    """The prediction's words lie where those of the gold claim are."""
    return evidence_right(claim.evidence, gold.evidence) or evidence_right(gold.evidence, claim.evidence)


def _said(claim: Claim) -> str:
    times = ", ".join(f"{t.rel} {t.value}" for t in claim.time)
    return f"{claim.raw['subject']} {claim.predicate} {claim.raw['object']} [{claim.standing}] {times} «{claim.evidence[0].text}»"
