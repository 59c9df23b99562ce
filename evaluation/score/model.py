# ruff: noqa: D205 - brought in as it was agreed on: first sentences run over a line, flags by position
"""One in-memory shape for gold files and for the program's output, and the readers for both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.score.validate import load_schema, schema_errors

UNKNOWN = "\0"  # a character of the source text that no gold span covers


@dataclass(frozen=True)
class Span:
    """Words with their place: 0-based, end-exclusive, Unicode code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Ref:
    """What a slot points to: an entity id, words (alternatives), a place in the text, or a list."""

    entity: str | None = None
    texts: tuple[str, ...] = ()
    span: Span | None = None
    parts: tuple[Ref, ...] = ()
    any_literal: bool = False  # gold only: any literal will do

    @property
    def empty(self) -> bool:
        return not (self.entity or self.texts or self.parts or self.any_literal)


@dataclass(frozen=True)
class Mention:
    span: Span
    entity: str
    form: str


@dataclass
class Entity:
    id: str
    type: str
    names: list[str]
    kind: str = "named"


@dataclass(frozen=True)
class DateMention:
    span: Span
    value: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hop:
    role: str
    ref: Ref
    kind: str


@dataclass
class Quotation:
    form: str
    content: Span
    speaker: Ref | None
    chain: list[Hop]
    accept: dict[str, Any] = field(default_factory=dict)
    alternatives: list[Span] = field(default_factory=list)  # gold only: other accepted content spans


@dataclass(frozen=True)
class TimeRel:
    rel: str
    value: str
    span: Span | None
    accept: tuple[str, ...] = ()


@dataclass
class Claim:
    id: str
    document: str
    subject: Ref
    predicate: str
    object: Ref
    time: list[TimeRel]
    place: Ref
    evidence: list[Span]
    chain: list[Hop]
    voice: str
    polarity: str
    modality: str
    standing: str
    confidence: float | None = None
    salience: str = "core"
    accept: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)


@dataclass
class Document:
    file: str
    length: int | None = None
    text: str | None = None
    publisher: str | None = None
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    non_quotations: list[Span] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._names: dict[str | None, list[str]] = {}

    def names(self, entity: str | None) -> list[str]:
        """All names of an entity and the words of its mentions in this document (kept once asked for;
        ask only when the document is complete).
        """
        if entity not in self._names:
            known = self.entities.get(entity or "")
            words = [m.span.text for m in self.mentions if m.entity == entity]
            self._names[entity] = list(dict.fromkeys((known.names if known else []) + words))
        return self._names[entity]

    def used_entities(self) -> set[str]:
        """The entities that the document's own records point to."""
        chains = [c.chain for c in self.claims] + [q.chain for q in self.quotations]
        hops = [h for chain in chains for h in chain]
        refs = [h.ref for h in hops] + [q.speaker for q in self.quotations if q.speaker]
        slots = [r for c in self.claims for r in (c.subject, c.object, c.place)]
        refs += slots + [part for r in slots for part in r.parts]
        return {r.entity for r in refs if r.entity} | {m.entity for m in self.mentions}


@dataclass
class Group:
    """Gold: one fact told by several documents. members: file -> claim ids. chains: fewest and most
    independent sources. values: file -> what it says, where documents differ.
    """

    id: str
    relation: str
    members: dict[str, list[str]]
    slots: frozenset[str]
    chains: tuple[int, int] | None
    values: dict[str, Any]
    optional: bool = False


@dataclass
class Dossier:
    """One gold file: its documents and what holds between them."""

    name: str
    documents: dict[str, Document]
    groups: list[Group]
    links: Any = None

    def global_id(self, file: str, entity: str) -> str:
        """Identity of an entity across the documents of the dossier."""
        return entity if is_linked(self.links, file, entity) else f"{file}#{entity}"


def is_linked(links: Any, file: str, entity: str) -> bool:
    """Whether an id means the same in other documents. links: a list of ids, or ids with their files;
    nothing said = every equal id is the same entity.
    """
    if isinstance(links, dict):
        return entity in links and (not isinstance(links[entity], list) or file in links[entity])
    return entity in links if isinstance(links, list) and all(isinstance(x, str) for x in links) else True


@dataclass
class Finding:
    id: str
    verdict: str
    claims: list[str]
    differences: list[dict[str, Any]]
    low: int
    high: int


@dataclass
class Predicted:
    documents: dict[str, Document]
    findings: list[Finding]
    claim_file: dict[str, str]
    problems: list[str]
    open_claims: int = 0  # claims that fit no predicate: shown to readers, outside every figure


def _span(data: dict[str, Any] | None) -> Span | None:
    if not isinstance(data, dict) or data.get("start") is None or data.get("end") is None:
        return None
    return Span(int(data["start"]), int(data["end"]), str(data.get("text") or ""))


def _known_span(data: dict[str, Any]) -> Span:
    """The span of an entry whose schema asks for one."""
    return Span(int(data["start"]), int(data["end"]), str(data.get("text") or ""))


def _words(*values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(v) for v in values if v not in (None, "", [], {})))


def _ref(data: Any) -> Ref:
    """Ref of an exchange or gold slot: null, words, or {entity, text, value, en}."""
    if data is None:
        return Ref()
    if not isinstance(data, dict):
        return Ref(texts=_words(data))
    value = data.get("value")
    if isinstance(value, list):
        return Ref(data.get("entity"), _words(data.get("text")), _span(data), tuple(_ref(v) for v in value))
    return Ref(data.get("entity"), _words(value, data.get("text"), data.get("en")), _span(data))


_ROLE = {"outlet": "cited", "outlet_cited": "cited"}
_KIND = {
    "anonymous": "anonymous",
    "hearsay": "anonymous",
    "unstated": "anonymous",
    "unknown": "anonymous",
    "collective": "collective",
}


def _hop(data: dict[str, Any]) -> Hop:
    role = _ROLE.get(data["role"], data["role"])
    ref = Ref(data.get("entity"), _words(data.get("name"), data.get("text")), _span(data))
    return Hop(role, ref, _KIND.get(data.get("kind") or "", "named"))


def _accept(data: dict[str, Any]) -> dict[str, Any]:
    """The accepted readings; a remark in words counts as none."""
    return data["accept"] if isinstance(data.get("accept"), dict) else {}


def _accept_list(data: dict[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key) or ()
    return tuple(str(v) for v in ([value] if isinstance(value, str) else value)) if not isinstance(value, dict) else ()


def gold_claim(data: dict[str, Any], file: str) -> Claim:
    times = [TimeRel(t["rel"], str(t["value"]), _span(t.get("span")), _accept_list(t, "accept")) for t in data.get("time") or []]
    return Claim(
        id=data["id"],
        document=file,
        subject=_ref(data["subject"]),
        predicate=data["predicate"],
        object=_ref(data["object"]),
        time=times,
        place=_ref(data.get("place")),
        evidence=[s for s in map(_span, data["evidence"]) if s],
        chain=[_hop(h) for h in data["chain"]],
        voice=data.get("voice", "outlet"),
        polarity=data["polarity"],
        modality=data.get("modality", "actual"),
        standing=data["standing"],
        salience=data.get("salience", "core"),
        accept=_accept(data),
        raw=data,
    )


def gold_document(data: dict[str, Any]) -> Document:
    publisher = data.get("publisher") or {}
    doc = Document(data["file"], data.get("length_chars"))
    for item in data["entities"]:
        names = _words(item.get("name_ar"), item.get("name_en"), item.get("name"))
        doc.entities[item["id"]] = Entity(item["id"], item["type"], list(names), _KIND.get(item.get("kind") or "", "named"))
        for mention in item["mentions"]:
            doc.mentions.append(Mention(_known_span(mention), item["id"], mention["kind"]))
    if isinstance(publisher, dict):
        known = doc.entities.get(publisher.get("entity") or "")
        doc.publisher = publisher.get("name") or (known.names[0] if known and known.names else None)
    else:
        doc.publisher = str(publisher)
    for item in data["dates"]:
        accept = _accept_list(item, "accept") + _words(item.get("interval"))
        doc.dates.append(DateMention(_known_span(item), str(item["value"]), accept))
    for item in data["quotations"]:
        speaker = Ref(item["speaker"]) if item.get("speaker") else None
        other = _accept(item).get("content")
        spans = [s for s in map(_span, other if isinstance(other, list) else [other]) if s]
        doc.quotations.append(
            Quotation(item["kind"], _known_span(item["content"]), speaker, [_hop(h) for h in item["chain"]], _accept(item), spans)
        )
    doc.non_quotations = [s for s in map(_span, data.get("non_quotations") or []) if s]
    doc.claims = [gold_claim(c, doc.file) for c in data["claims"]]
    return doc


_SLOT_WORDS = (
    ("time", ("time", "date", "day", "year", "month", "when")),
    ("number", ("number", "quantity", "count", "toll", "amount", "figure", "sum")),
    ("place", ("place", "location", "where", "city")),
    ("role", ("role", "position", "office", "title")),
    ("standing", ("standing", "modality", "certainty", "status")),
    ("polarity", ("polarity", "denial", "negat")),
    ("object", ("object", "organisation", "organization", "degree", "scope")),
    ("manner", ("manner", "cause", "reason", "what happened", "how")),
    ("person", ("person", "subject", "agent", "actor", "speaker", "voice", "perpetrator")),
    ("name", ("name", "spelling")),
)


def slot_names(text: Any) -> frozenset[str]:
    """Slots of the exchange format in the free words of a gold file ('manner and standing' is two;
    words in brackets are remarks). No known word: other.
    """
    words = re.findall(r"[a-z]+", re.sub(r"\(.*?\)", " ", str(text or "").casefold()))
    phrase = " ".join(words)
    found = {slot for slot, keys in _SLOT_WORDS for key in keys if re.search(rf"\b{key}", phrase)}
    return frozenset(found or {"other"})


_RELATION = {
    "agree": "agree",
    "same": "agree",
    "differ": "differ",
    "conflict": "differ",
    "disagree": "differ",
    "only_one": "single_source",
    "single_source": "single_source",
    "single": "single_source",
}


def gold_groups(data: Any) -> list[Group]:
    """Groups of the cross_document part. Groups whose severity starts with 'derived', and groups with
    another accepted relation, are optional: a finding on them is neither asked for nor punished.
    """
    if isinstance(data, dict):
        entries = list(data.get("groups") or [])
        for key in ("agree", "differ", "single_source"):
            entries += [dict(entry, relation=key) for entry in data.get(key) or [] if isinstance(entry, dict)]
    else:
        entries = list(data or [])
    groups = []
    for number, entry in enumerate(entries):
        relation = _RELATION.get(str(entry.get("relation") or entry.get("verdict")))
        members = entry.get("members") or entry.get("claims") or {}
        if relation is None or not isinstance(members, dict):
            continue
        accepted = (_accept(entry).get("relation") or []) if relation != "single_source" else []
        groups.append(
            Group(
                str(entry.get("id", number)),
                relation,
                {f: [c] if isinstance(c, str) else list(c) for f, c in members.items()},
                slot_names(entry.get("differs_in") or entry.get("slot")) if relation == "differ" else frozenset(),
                _chain_counts(entry.get("independent_chains", entry.get("independent_sources"))),
                entry["values"] if isinstance(entry.get("values"), dict) else {},
                str(entry.get("severity", "")).startswith("derived") or any(_RELATION.get(x) != relation for x in accepted),
            )
        )
    return groups


def _chain_counts(value: Any) -> tuple[int, int] | None:
    """Fewest and most independent sources: a number, or {low, high} / {lower, upper}."""
    if isinstance(value, int):
        return value, value
    if isinstance(value, dict):
        low, high = value.get("low", value.get("lower")), value.get("high", value.get("upper"))
        if isinstance(low, int) and isinstance(high, int):
            return low, high
    return None


def load_gold(path: Path) -> Dossier:
    """Read one gold file; stops with an error where the scorer's fields are missing."""
    data = json.loads(path.read_text(encoding="utf-8"))
    schema = load_schema("gold")
    if errors := schema_errors(data, schema, schema):
        raise ValueError(f"{path.name}: " + "; ".join(errors[:5]))
    documents = {d["file"]: gold_document(d) for d in data["documents"]}
    cross = data.get("cross_document") or {}
    return Dossier(path.stem, documents, gold_groups(cross), cross.get("entity_links") if isinstance(cross, dict) else None)


def _pred_quotation(row: dict[str, Any]) -> Quotation:
    source = _span(row.get("source"))
    has_speaker = row.get("speaker") or source
    speaker = Ref(row.get("speaker"), _words(source.text if source else None), source) if has_speaker else None
    return Quotation(row["form"], _known_span(row["content"]), speaker, [_hop(h) for h in row["chain"]])


def _pred_claim(row: dict[str, Any], file: str) -> Claim:
    return Claim(
        id=row["id"],
        document=file,
        subject=_ref(row["subject"]),
        predicate=row["predicate"],
        object=_ref(row["object"]),
        time=[TimeRel(t["rel"], str(t["value"]), _span(t)) for t in row["time"]],
        place=_ref(row["place"]),
        evidence=[s for s in map(_span, row["evidence"]) if s],
        chain=[_hop(h) for h in row["chain"]],
        voice=row["voice"],
        polarity=row["polarity"],
        modality=row["modality"],
        standing=row["standing"],
        confidence=row["confidence"],
        raw=row,
    )


def load_predicted(paths: Iterable[Path]) -> Predicted:
    """Read JSON Lines. A line that breaks the schema is left out and reported; ids of several
    files are kept apart by the file's number.
    """
    schema = load_schema("exchange")
    result = Predicted({}, [], {}, [])
    for number, path in enumerate(paths):
        rows, prefix = [], f"{number}:" if number else ""
        for line_number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                result.problems.append(f"{path.name}:{line_number}: {error}")
                continue
            errors = schema_errors(row, schema, schema)
            if not errors:
                errors = schema_errors(row, schema["$defs"][row["kind"]], schema)
            if errors:
                result.problems.append(f"{path.name}:{line_number}: " + "; ".join(errors[:3]))
            else:
                rows.append(_prefixed(row, prefix) if prefix else row)
        _add_rows(rows, result)
    return result


_ID_KEYS = {"id", "entity", "document", "speaker"}


def _prefixed(value: Any, prefix: str, key: str = "") -> Any:
    """The same row with every id prefixed."""
    if isinstance(value, dict):
        return {k: _prefixed(v, prefix, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_prefixed(v, prefix, key) for v in value]
    return prefix + value if isinstance(value, str) and (key in _ID_KEYS or key == "claims") else value


def _add_rows(rows: list[dict[str, Any]], result: Predicted) -> None:
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row)
    documents: dict[str, Document] = {}
    for row in by_kind.get("document", []):
        name = re.split(r"[\\/]", row["path"])[-1]
        if name in result.documents:
            result.problems.append(f"document {name} occurs twice; the first is kept")
            continue
        doc = Document(name, row["length"], row.get("text"), row["publisher"])
        documents[row["id"]] = result.documents[name] = doc
    entities = {row["id"]: Entity(row["id"], row["type"], [n["text"] for n in row["names"]]) for row in by_kind.get("entity", [])}
    for doc in documents.values():
        doc.entities = entities
    for kind in ("mention", "date", "quotation", "claim"):
        for row in by_kind.get(kind, []):
            owner = documents.get(row["document"])
            if owner is None:
                result.problems.append(f"{kind} of an unknown document {row['document']}")
            elif kind == "mention":
                owner.mentions.append(Mention(_known_span(row), row["entity"], row["form"]))
            elif kind == "claim" and row["predicate"] == "open":
                result.open_claims += 1
            elif kind == "date":
                owner.dates.append(DateMention(_known_span(row), row["value"]))
            elif kind == "quotation":
                owner.quotations.append(_pred_quotation(row))
            elif row["id"] in result.claim_file:
                result.problems.append(f"claim {row['id']} occurs twice; the first is kept")
            else:
                owner.claims.append(_pred_claim(row, owner.file))
                result.claim_file[row["id"]] = owner.file
    for row in by_kind.get("finding", []):
        counts = row["independent"]
        result.findings.append(Finding(row["id"], row["verdict"], row["claims"], row["differences"], counts["min"], counts["max"]))
