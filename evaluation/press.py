"""The press claims as gold: ``python -m evaluation --gold press --part open``; the texts come from the shared press corpora.

The claims (training/annotation/claims) are offsets into articles that are not kept here; whoever has the corpora gets the
gold and the documents written into a folder for the run.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evaluation.score.measures import Scored
from evaluation.score.normalise import overlap
from evaluation.sets import GoldSet
from training.annotation.claims_written import CLAIMS, Article, Hop, Known, Ref, When, Written, claim_row, load
from training.annotation.labels import Labels, Pair, read_labels
from training.annotation.press import LABELS, Listed, listed, texts

Row = dict[str, Any]

PRESS = "press"
PARTS = ("aside", "open", "more", "all")
LABELLED = 320  # articles with labels; those after them have claims only, to learn from: without labels quotations are not known
_PUBLISHER = "publisher"
APART = 2  # characters between a title and the name beside it: a comma and a space
SAME_TITLE = 0.5  # share of words, as the scorer compares words
_SLIPS = ("right", "fixed", "wrong", "slip")
_NOW = ("right", "no claim", "evidence", "chain", "standing", "polarity", "slip")


def aside(folder: Path = CLAIMS) -> frozenset[int]:
    """The articles that those who write rules do not read."""
    return frozenset(tomllib.loads((folder / "parts.toml").read_text(encoding="utf-8"))["aside"])


def articles(part: str, folder: Path = CLAIMS) -> tuple[Article, ...]:
    """The written articles of a part: aside, open, more (those without labels), or all of the first two."""
    kept = aside(folder)
    written = [a for a in load(folder) if (a.number >= LABELLED) == (part == "more")]
    return tuple(a for a in written if part in {"all", "more"} or (a.number in kept) == (part == "aside"))


def press_set(shared: Path, part: str, folder: Path) -> GoldSet:
    """The gold set of a part, written into the folder with its documents; ValueError if a text is not the one that was read."""
    written = articles(part)
    rows = {row.number: row for row in listed()}
    found = texts(shared, [rows[a.number] for a in written])
    documents = []
    for article in written:
        row, text = rows[article.number], found[article.number]
        (folder / file_name(article.number)).write_bytes(text.encode())
        sidecar = {"publisher": row.outlet, "published": row.date, "title": text.partition("\n\n")[0]}
        (folder / f"press-{article.number:03}.meta.json").write_text(json.dumps(sidecar, ensure_ascii=False), encoding="utf-8")
        documents.append(document(article, row, text, _labels(article.number)))
    gold = folder / f"{PRESS}.json"
    cross: Row = {"entity_links": [], "groups": []}
    gold.write_text(json.dumps({"documents": documents, "cross_document": cross}, ensure_ascii=False), encoding="utf-8")
    return GoldSet(PRESS, gold, folder)


def file_name(number: int) -> str:
    """The name under which an article is read."""
    return f"press-{number:03}.txt"


def _labels(number: int) -> Labels | None:
    return read_labels(number, 1) if (LABELS / f"{number:03}.1.json").is_file() else None


def document(article: Article, row: Listed, text: str, labels: Labels | None) -> Row:
    """One article in the gold format; quotations come from the labels, dates have no values there and are left out."""
    terms = _Terms(text, article)
    publisher: Row = {"id": _PUBLISHER, "type": "Organization", "name_ar": row.outlet, "kind": "outlet", "mentions": []}
    return {
        "file": file_name(article.number), "length_chars": len(text), "language": "ar",
        "publisher": {"entity": _PUBLISHER, "name": row.outlet}, "doc_date": {"value": row.date, "granularity": "day"},
        "entities": [publisher, *map(terms.entity, spoken_of(article))], "dates": [], "non_quotations": [],
        "quotations": [] if labels is None else list(terms.quotations(labels)), "claims": [terms.claim(c) for c in article.claims],
    }  # fmt: skip


def spoken_of(article: Article) -> list[Known]:
    """The entities of the labels, and of the others those in a claim: what only a wrong draft knew is no gold."""
    said = json.dumps([claim_row(claim) for claim in article.claims])
    return [e for e in article.entities if e.key.startswith("e") or f'"{e.key}"' in said]


class _Terms:
    """Offsets turned back into words."""

    def __init__(self, text: str, article: Article) -> None:
        self.text = text
        self.article = article
        self.holders = {(a, b): e.key for e in spoken_of(article) for a, b, _ in e.mentions}

    def span(self, words: Pair) -> Row:
        return {"start": words[0], "end": words[1], "text": self.text[slice(*words)]}

    def entity(self, entity: Known) -> Row:
        mentions = [self.span((a, b)) | {"kind": form} for a, b, form in entity.mentions]
        name = next((m["text"] for m in mentions if m["kind"] == "name"), mentions[0]["text"] if mentions else entity.key)
        return {"id": entity.key, "type": entity.type, "name_ar": name, "kind": entity.kind, "mentions": mentions}

    def ref(self, ref: Ref | None) -> Row | None:
        if ref is None:
            return None
        if ref.parts:
            return {"value": [self.ref(part) for part in ref.parts]}
        if ref.entity:
            return {"entity": ref.entity}
        return {"value": ref.value or " ".join(self.text[slice(*words)] for words in ref.words)}

    def accepted(self, ref: Ref | None) -> Any:
        """Of an accepted reading: an entity's id, words, or null."""
        row = self.ref(ref)
        return None if row is None else row.get("entity", row.get("value"))

    def chain(self, hops: Iterable[Hop]) -> list[Row]:
        return [{"role": _PUBLISHER, "entity": _PUBLISHER}, *map(self._hop, hops)]

    def _hop(self, hop: Hop) -> Row:
        row = self.ref(hop.ref) or {}
        return {"role": hop.role, "entity": row.get("entity"), "name": row.get("value"), "kind": hop.kind}

    def time(self, time: When) -> Row:
        row = {"rel": time.relation, "value": time.value}
        return row | ({"span": self.span(time.words)} if time.words else {})

    def claim(self, claim: Written) -> Row:
        voice, polarity, modality = claim.axes
        accept = {slot: self._slot(slot, values) for slot, values in claim.accept.items()}
        return {
            "id": claim.id, "subject": self.ref(claim.subject), "predicate": claim.predicate, "object": self.ref(claim.object),
            "qualifiers": {key: self.accepted(value) for key, value in claim.qualifiers.items()},
            "time": [self.time(t) for t in claim.time], "place": self.ref(claim.place),
            "evidence": [self.span(e) for e in (*claim.evidence, *self.titles(claim))], "chain": self.chain(claim.chain), "voice": voice,
            "polarity": polarity, "modality": modality, "standing": claim.standing,
            "salience": "core" if claim.core else "minor", "accept": accept,
        }  # fmt: skip

    def titles(self, claim: Written) -> Iterable[Pair]:
        """Where else the article puts the office or occupation of a claim beside a name of its holder: evidence, too."""
        if claim.predicate not in ("holds_position", "occupation") or not (claim.object and claim.object.words):
            return
        title = " ".join(self.text[slice(*words)] for words in claim.object.words)
        holder = [m for e in self.article.entities if e.key == claim.subject.entity for m in e.mentions]
        for start, end, form in holder:
            for first, last, other in holder:
                beside = form == "nominal" and other == "name" and not self.text[end:first].strip(" ،") and 0 <= first - end <= APART
                if beside and overlap(self.text[start:end], title) >= SAME_TITLE and (start, last) not in claim.evidence:
                    yield start, last

    def _slot(self, slot: str, values: Sequence[Any]) -> list[Any]:
        if slot == "chain":
            return [self.chain(hops) for hops in values]
        if slot not in ("subject", "object"):
            return list(values)
        return [found for v in values if not isinstance(found := self.accepted(v), list)]  # the scorer knows no joint second readings

    def quotations(self, labels: Labels) -> Iterable[Row]:
        """What is said, of one piece; the chain is the speaker's alone."""
        keys = {m.entity: self.holders[m.start, m.end] for m in labels.mentions if (m.start, m.end) in self.holders}
        for number, said in enumerate((s for s in labels.attributions if len(s.contents) == 1), 1):
            speaker = keys.get(said.speaker or "")
            kind = next((e.kind for e in self.article.entities if e.key == speaker), "anonymous")
            hop = {"role": "speaker", "entity": speaker, "kind": kind}
            yield {
                "id": f"q{number}", "kind": said.form, "content": self.span(said.contents[0]),
                "cue": self.span(said.cue) if said.cue else None, "source_span": self.span(said.source) if said.source else None,
                "speaker": speaker, "chain": [*self.chain(()), *([hop] if speaker else [])],
            }  # fmt: skip


def rules_table(part: str) -> str:
    """How many draft claims of each rule, as first shown, were right, fixed, wrong or worse than the source."""
    counts: dict[str, Counter[str]] = {}
    reasons: dict[str, Counter[str]] = {}
    for verdict in (v for a in articles(part) for v in a.verdicts):
        for rule in [made.removeprefix("rule:").partition("@")[0] for made in verdict.draft.made_by] + ["all rules"]:
            counts.setdefault(rule, Counter())[verdict.verdict] += 1
            if verdict.verdict != "right":
                reasons.setdefault(rule, Counter())[verdict.reason] += 1
    rows = [f"{'rule':34}{'judged':>7}{'right %':>8}" + "".join(f"{v:>7}" for v in _SLIPS) + "  why not"]
    for rule, found in sorted(counts.items(), key=lambda item: -item[1].total()):
        why = ", ".join(f"{reason} {n}" for reason, n in reasons.get(rule, Counter()).most_common(4))
        share = 100 * found["right"] / found.total()
        rows.append(f"{rule:34}{found.total():7}{share:8.0f}" + "".join(f"{found[v]:7}" for v in _SLIPS) + f"  {why}")
    return "\n".join(rows)


def found_table(scored: Iterable[Scored]) -> str:
    """Of the core claims, by predicate and by standing: how many there are, and how many were found right in everything."""
    asked: dict[str, Counter[str]] = {}
    for one in scored:
        right = {j for i, j in one.lenient.items() if one.verdicts[i].right}
        for number, claim in enumerate(one.gold.claims):
            for key in (claim.predicate, f"({claim.standing})") if claim.salience == "core" else ():
                asked.setdefault(key, Counter()).update(core=1, found=int(number in right))
    cells = [f"{key} {n['found']}/{n['core']}" for key, n in sorted(asked.items(), key=lambda item: -item[1]["core"])]
    return "\n".join("found: " + "  ".join(cells[at : at + 6]) for at in range(0, len(cells), 6))


def made_table(scored: Iterable[Scored]) -> str:
    """What each rule claims now: how many are right, and what the others lack beside the claims that are written.

    "no claim": nothing written says it, which is not always wrong (see the README of the press claims).
    """
    counts: dict[str, Counter[str]] = {}
    for one in scored:
        for number, claim in enumerate(one.claims):
            makers = {str(made).removeprefix("rule:").partition("@")[0] for made in claim.raw.get("made_by") or ()}
            for rule in (*sorted(makers), "all rules"):
                counts.setdefault(rule, Counter()).update(["claims", *_lacks(one, number), *["slip"] * bool(one.slips.get(number))])
    rows = [f"{'rule, now':34}{'claims':>7}{'right %':>8}" + "".join(f"{name:>9}" for name in _NOW)]
    for rule, found in sorted(counts.items(), key=lambda item: (-item[1]["claims"], item[0])):
        share = 100 * found["right"] / found["claims"]
        rows.append(f"{rule:34}{found['claims']:7}{share:8.0f}" + "".join(f"{found[name]:9}" for name in _NOW))
    return "\n".join(rows)


def _lacks(one: Scored, number: int) -> list[str]:
    if one.right.get(number):
        return ["right"]
    if number not in one.verdicts:
        return ["no claim"]
    verdict = one.verdicts[number]
    parts = {"evidence": verdict.evidence and verdict.exact, "chain": verdict.outermost and verdict.innermost, "standing": verdict.standing}
    return [name for name, fine in parts.items() if not fine] or ["polarity"]
