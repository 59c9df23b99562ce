"""The claims of one press article as a careful reader writes them down: offsets and keys, never words of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.annotation.labels import Pair, pair

CLAIMS = Path(__file__).parent / "claims"

AXES = {
    "stated": ("outlet", "positive", "actual"), "attributed": ("attributed", "positive", "actual"),
    "alleged": ("alleged", "positive", "actual"), "denied": ("attributed", "negated", "actual"),
    "negated": ("outlet", "negated", "actual"), "planned": ("outlet", "positive", "intended"),
    "conditional": ("outlet", "positive", "conditional"),
}
"""Standing → voice, polarity, modality; with a source inside the publisher «outlet» becomes «attributed»."""


@dataclass(frozen=True, slots=True)
class Ref:
    """What fills a slot: an entity by its key, words of the text (pieces in order), a value in digits, or several of them."""

    entity: str | None = None
    words: tuple[Pair, ...] = ()
    value: str | None = None
    parts: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """A source inside the publisher, outermost first; ``kind`` named, anonymous or collective."""

    role: str
    ref: Ref | None
    kind: str


@dataclass(frozen=True, slots=True)
class When:
    """Relation and value of a time, with its words where it has some."""

    relation: str
    value: str
    words: Pair | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """One claim. ``accept`` holds second readings: slot → alternatives. ``made_by`` names the rules of a draft claim."""

    id: str
    subject: Ref
    predicate: str
    object: Ref | None
    evidence: tuple[Pair, ...]
    standing: str
    axes: tuple[str, str, str]
    chain: tuple[Hop, ...] = ()
    time: tuple[When, ...] = ()
    place: Ref | None = None
    qualifiers: dict[str, Ref] = field(default_factory=dict)
    accept: dict[str, Any] = field(default_factory=dict)
    core: bool = True
    made_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reader says of a draft claim: right, fixed (the claim written instead), wrong or slip (worse than the source)."""

    draft: Written
    verdict: str
    reason: str = ""
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the article: its type, the kind of source it is, its mentions as start, end, form."""

    key: str
    type: str
    kind: str
    mentions: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """Everything written of one article."""

    number: int
    id: str
    sha256: str
    annotator: str
    entities: tuple[Known, ...]
    claims: tuple[Written, ...]
    verdicts: tuple[Verdict, ...]

    def path(self, folder: Path = CLAIMS) -> Path:
        """One file an article."""
        return folder / f"{self.number:03}.json"


def to_json(article: Article) -> str:
    """One item a line, so that a correction is a change of one line."""
    head = {
        "number": article.number, "id": article.id, "sha256": article.sha256, "annotator": article.annotator,
        "made": "by a machine reader, not checked by a person",
    }
    lines = [f' "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in head.items()]
    lines.append(' "entities": ' + _rows([k.key, k.type, k.kind, k.mentions] for k in article.entities))
    lines.append(' "claims": ' + _rows(map(claim_row, article.claims)))
    lines.append(' "verdicts": ' + _rows(map(_verdict_row, article.verdicts)))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _rows(items: Iterable[Any]) -> str:
    found = ["  " + json.dumps(item, ensure_ascii=False) for item in items]
    return "[\n" + ",\n".join(found) + "\n ]" if found else "[]"


def _verdict_row(verdict: Verdict) -> dict[str, Any]:
    row = {"verdict": verdict.verdict, "reason": verdict.reason, "claim": verdict.claim, "draft": claim_row(verdict.draft)}
    return {key: value for key, value in row.items() if value}


def claim_row(claim: Written) -> dict[str, Any]:
    """A claim as JSON; what is empty or as usual is left out."""
    row = {
        "id": claim.id, "subject": _ref_row(claim.subject), "predicate": claim.predicate, "object": _ref_row(claim.object),
        "evidence": claim.evidence, "standing": claim.standing, "axes": claim.axes,
        "chain": [[h.role, _ref_row(h.ref), h.kind] for h in claim.chain], "time": [[t.relation, t.value, t.words] for t in claim.time],
        "place": _ref_row(claim.place), "qualifiers": {k: _ref_row(v) for k, v in claim.qualifiers.items()},
        "accept": {k: _accept_row(k, v) for k, v in claim.accept.items()},
        "core": claim.core, "made_by": claim.made_by,
    }
    return {k: v for k, v in row.items() if v not in (None, (), [], {}) or k == "core"}


def _accept_row(slot: str, values: Any) -> Any:
    if slot == "chain":
        return [[[h.role, _ref_row(h.ref), h.kind] for h in chain] for chain in values]
    return [_ref_row(v) for v in values] if slot in ("subject", "object") else list(values)


def _ref_row(ref: Ref | None) -> Any:
    """An entity is its key, words are a list of pairs."""
    if ref is None:
        return None
    if ref.parts:
        return {"all": [_ref_row(part) for part in ref.parts]}
    return ref.entity or list(ref.words) or {"value": ref.value}


def from_json(text: str) -> Article:
    """The article of a file written by ``to_json``."""
    row = json.loads(text)
    entities = tuple(Known(k, t, kind, tuple((a, b, form) for a, b, form in mentions)) for k, t, kind, mentions in row["entities"])
    verdicts = tuple(Verdict(read_claim(v["draft"]), v["verdict"], v.get("reason", ""), v.get("claim")) for v in row["verdicts"])
    claims = tuple(map(read_claim, row["claims"]))
    return Article(row["number"], row["id"], row["sha256"], row["annotator"], entities, claims, verdicts)


def read_claim(row: dict[str, Any]) -> Written:
    """The claim of a row made by ``claim_row``."""
    subject = _ref(row["subject"])
    if subject is None:
        raise ValueError(f"claim {row['id']} has no subject")
    voice, polarity, modality = row["axes"]
    return Written(
        row["id"], subject, row["predicate"], _ref(row.get("object")), tuple((a, b) for a, b in row["evidence"]),
        row["standing"], (voice, polarity, modality), _chain(row.get("chain", [])),
        tuple(When(r, v, pair(w)) for r, v, w in row.get("time", [])), _ref(row.get("place")),
        {k: found for k, v in row.get("qualifiers", {}).items() if (found := _ref(v))},
        {k: _accepted(k, v) for k, v in row.get("accept", {}).items()}, row.get("core", True), tuple(row.get("made_by", ())),
    )


def _chain(rows: Iterable[Any]) -> tuple[Hop, ...]:
    return tuple(Hop(role, _ref(ref), kind) for role, ref, kind in rows)


def _accepted(slot: str, rows: Any) -> Any:
    if slot == "chain":
        return tuple(_chain(chain) for chain in rows)
    return tuple(map(_ref, rows)) if slot in ("subject", "object") else tuple(rows)


def _ref(row: Any) -> Ref | None:
    if row is None or isinstance(row, str):
        return None if row is None else Ref(row)
    if isinstance(row, list):
        return Ref(words=tuple((a, b) for a, b in row))
    return Ref(parts=tuple(part for part in map(_ref, row["all"]) if part)) if "all" in row else Ref(value=row["value"])


def load(folder: Path = CLAIMS) -> tuple[Article, ...]:
    """All articles of a folder by number."""
    return tuple(from_json(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("[0-9][0-9][0-9].json")))
