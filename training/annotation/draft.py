"""What the rules find in an article: the draft that an annotator corrects."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from tawthiq.extract import read
from tawthiq.model import Document, EntityType, MentionForm, Origin, Quotation, Reading
from tawthiq.text.sentences import Sentence, split_sentences
from tawthiq.text.words import tokenize
from training.annotation.labels import Labels, Mention, Said, pair

DRAFTS = Path(__file__).parent / "drafts"

TYPES = {
    EntityType.PERSON: "Person", EntityType.ORGANIZATION: "Organization", EntityType.PLACE: "Place", EntityType.POSITION: "Role",
    EntityType.EVENT: "Event", EntityType.GROUP: "Group", EntityType.WORK: "Work",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """Mentions and attributions of the rules in order of the text; annotators name them by their positions from 1."""

    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Said, ...]


def draft(text: str, date: str | None = None) -> Draft:
    """The rules' reading of a text in the terms of the labels. Things without a label type are left out."""
    reading = read(Document("draft", text, Origin("draft"), published=date))
    joined = _joined(text)
    mentions, said = _mentions(reading), tuple(_said(q, joined) for q in reading.quotations)
    keys: dict[str, str] = {"date": "date"}
    for key in [m.entity for m in mentions] + [s.speaker for s in said if s.speaker]:
        keys.setdefault(key, f"e{len(keys)}")
    return Draft(
        text, split_sentences(text), tuple(replace(m, entity=keys[m.entity]) for m in mentions),
        tuple(replace(s, speaker=keys[s.speaker] if s.speaker else None) for s in said),
    )


def frozen(number: int, text: str, date: str | None, folder: Path = DRAFTS) -> Draft:
    """The draft as it was first shown: the rules change while annotators work, and corrections name its items by number."""
    path = folder / f"{number:03}.json"
    if not path.exists():
        found = draft(text, date)
        folder.mkdir(exist_ok=True)
        mentions = [[m.start, m.end, m.type, m.form, m.entity] for m in found.mentions]
        said = [[s.cue, s.source, list(s.contents), s.form, s.speaker] for s in found.attributions]
        path.write_text(json.dumps({"mentions": mentions, "said": said}), encoding="utf-8")
    row = json.loads(path.read_text(encoding="utf-8"))
    return Draft(
        text, split_sentences(text), tuple(Mention(*m) for m in row["mentions"]),
        tuple(Said(pair(c), pair(s), tuple((a, b) for a, b in pieces), form, who) for c, s, pieces, form, who in row["said"]),
    )


def as_draft(labels: Labels, text: str) -> Draft:
    """Finished labels in the form of a draft, to be read again."""
    predicates = tuple(Mention(r.start, r.end, "Role", "predicate", r.holder) for r in labels.roles if r.form == "predicate")
    return Draft(text, split_sentences(text), tuple(sorted(labels.mentions + predicates)), labels.attributions)


def _mentions(reading: Reading) -> tuple[Mention, ...]:
    found = {Mention(d.span.start, d.span.end, "Date", "name", "date") for d in reading.dates}
    for mention in reading.mentions:
        kind = TYPES.get(mention.type)
        if kind == "Person" and mention.form is MentionForm.NOMINAL:
            kind = "Role"
        if kind is not None:
            found.add(Mention(mention.span.start, mention.span.end, kind, mention.form.value, mention.entity))
    return tuple(sorted(found))


def _said(quotation: Quotation, joined: frozenset[int]) -> Said:
    cue, source, content = quotation.cue, quotation.source, quotation.content
    return Said(
        None if cue is None else (cue.start + (cue.start in joined), cue.end), None if source is None else (source.start, source.end),
        ((content.start + (content.start in joined), content.end),), quotation.form.value, quotation.speaker,
    )


def _joined(text: str) -> frozenset[int]:
    """Where a word begins with و or ف joined to it: cues and contents begin behind it."""
    return frozenset(word.start for word in tokenize(text) if word.conjunction)
