"""Mentions, roles and attributions on our own annotated press articles (``training/annotation``), against the program's reading.

python -m evaluation.mentions_press [--no-encoder] [--json] [--unlearnt] [--articles 0-79] [--show names [--limit 50]]

F1 a layer, pooled over articles, strict (the same offsets, and the same type where a layer has types) and lenient (half of the
shorter span and a quarter of both shared). The article before a word and clitics before a name are left aside. The labels are
machine-made and began from a draft of older rules: figures of the rules against them flatter the rules, so read the errors
(``--show``) before the figures. The model has learnt from most of these articles; ``--unlearnt`` are those that taught it nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.sets import shared_folder
from tawthiq import extract
from tawthiq.model import Document, EntityType, MentionForm, Origin, Reading
from training.annotation import agreement
from training.annotation.agreement import Count, Item
from training.annotation.labels import Labels, load
from training.annotation.press import SHARED, Listed, listed, texts
from training.annotations import OPEN, aside

LAYERS = ("names", "people", "organizations", "places", "roles", "cues", "sources", "contents", "contents with speaker")
KINDS = {"people": "Person", "organizations": "Organization", "places": "Place"}
_AROUND = 40  # code points shown on either side of an error


@dataclass(frozen=True)
class Compared:
    """One article: its text, what is labelled and what was read, a layer each."""

    number: int
    text: str
    labelled: dict[str, list[Item]]
    read: dict[str, list[Item]]


def compared(labels: Labels, text: str, reading: Reading) -> Compared:
    """The items of both sides."""
    gold = {layer: [bare(item, text) for item in items] for layer, items in _labelled(labels).items()}
    labelled = ((m.start, m.end, m.entity) for m in labels.mentions)
    own = {layer: [bare(item, text) for item in items] for layer, items in read_items(reading, aligned(labelled, reading)).items()}
    return Compared(labels.number, text, gold, own)


def _labelled(labels: Labels) -> dict[str, list[Item]]:
    layers = agreement.layers(labels)
    found = {layer: layers[layer] for layer in ("cues", "sources", "contents")}
    found["roles"] = [(role.start, role.end, "") for role in labels.roles if role.form == "reference"]
    found["names"] = [item for item in layers["names"] if item[2] in KINDS.values()]
    said = [(*s.contents[0], s.speaker or "") for s in labels.attributions if s.contents]
    return found | _kinds(found["names"]) | {"contents with speaker": said}


def aligned(mentions: Iterable[tuple[int, int, str]], reading: Reading) -> dict[str, str]:
    """Entity of the reading → the labelled entity with which it shares most words."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    labelled = sorted(mentions)
    for mention in reading.mentions:
        for start, end, entity in labelled:
            votes[mention.entity][entity] += max(0, min(end, mention.span.end) - max(start, mention.span.start))
    return {entity: max(sorted(counts), key=counts.__getitem__) for entity, counts in votes.items() if counts.total()}


def read_items(reading: Reading, entities: dict[str, str]) -> dict[str, list[Item]]:
    """What was read, a layer each; ``entities`` gives the labelled entity for one of the reading."""
    types = {entity.id: entity.type for entity in reading.entities}
    names = [
        (m.span.start, m.span.end, m.type.value) for m in reading.mentions if m.form is MentionForm.NAME and m.type.value in KINDS.values()
    ]
    roles = [
        (m.span.start, m.span.end, "")
        for m in reading.mentions
        if m.form is MentionForm.NOMINAL
        and types.get(m.entity) is EntityType.PERSON
        and m.made_by.startswith("rule:title:")
        and not m.made_by.startswith("rule:title:human")
    ]
    said = reading.quotations
    found = {
        "names": names,
        "roles": roles,
        "cues": once((q.cue.start, q.cue.end, "") for q in said if q.cue),
        "sources": once((q.source.start, q.source.end, "") for q in said if q.source),
        "contents": once((q.content.start, q.content.end, "") for q in said),
        "contents with speaker": once((q.content.start, q.content.end, _speaker(q.speaker, entities)) for q in said),
    }
    return found | _kinds(names)


def _speaker(speaker: str | None, entities: dict[str, str]) -> str:
    return "" if speaker is None else entities.get(speaker, "?")


def _kinds(names: Sequence[Item]) -> dict[str, list[Item]]:
    return {layer: [item for item in names if item[2] == kind] for layer, kind in KINDS.items()}


def once(items: Iterable[Item]) -> list[Item]:
    """Each item once, in order."""
    return list(dict.fromkeys(items))


def bare(item: Item, text: str) -> Item:
    """Without an article or لل at the beginning: guidelines differ in these letters only."""
    start, end, kind = item
    if text[start : start + 2] in {"ال", "لل"} and end - start > 3:
        start += 2
    return start, end, kind


def measure(found: Sequence[Compared]) -> dict[str, Count]:
    """Counts a layer over articles."""
    total = dict.fromkeys(LAYERS, Count())
    for one in found:
        for layer in LAYERS:
            total[layer] += agreement.count(one.labelled[layer], one.read[layer])
    return total


def errors(one: Compared, layer: str) -> Iterator[str]:
    """What is labelled and not read (-) and read and not labelled (+), in its words."""
    gold, own = set(one.labelled[layer]), set(one.read[layer])
    for item in sorted(gold ^ own):
        start, end, kind = item
        around = one.text[max(0, start - _AROUND) : start] + "⟦" + one.text[start:end] + "⟧" + one.text[end : end + _AROUND]
        yield f"{one.number:03} {'-' if item in gold else '+'} {kind:12} {around}".replace("\n", " ⏎ ")


def unlearnt(row: Listed) -> bool:
    """Whether an article taught the model nothing."""
    return row.corpus != OPEN or row.number in aside()


def run(shared: Path, numbers: range | None, *, encoder: bool, apart: bool = False) -> list[Compared]:
    """The articles of reading 1 (all, or those of these numbers; ``apart``: only those not learnt from), read by the program."""
    rows = {row.number: row for row in listed()}
    labels = [one for one in load() if one.reading == 1 and (numbers is None or one.number in numbers)]
    labels = [one for one in labels if not apart or unlearnt(rows[one.number])]
    found = texts(shared, [rows[one.number] for one in labels])
    read = extract.read if encoder else extract.read_by_rules
    return [compared(one, found[one.number], read(_document(rows[one.number].date, found[one.number]))) for one in labels]


def _document(date: str, text: str) -> Document:
    return Document("0" * 64, text, Origin("article"), published=date or None, language="ar")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, or the errors of one layer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-encoder", action="store_true", help="the rules alone")
    parser.add_argument("--unlearnt", action="store_true", help="only articles that the model has not learnt from")
    parser.add_argument("--articles", type=_numbers, help="numbers, as 0-79")
    parser.add_argument("--show", choices=LAYERS, help="the errors of a layer instead of figures")
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = run(shared_folder(None) or SHARED, options.articles, encoder=not options.no_encoder, apart=options.unlearnt)
    if options.show:
        lines = [line for one in found for line in errors(one, options.show)]
        sys.stdout.write("\n".join(lines[: options.limit]) + "\n")
        return 0
    figures = {layer: row(count) for layer, count in measure(found).items()}
    sys.stdout.write(json.dumps(figures) + "\n" if options.json else table(len(found), figures))
    return 0


def _numbers(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def row(count: Count) -> dict[str, float | None]:
    """Precision, recall and F1 strict, F1 lenient, in percent; labelled and read items."""
    return {
        "precision": round(100 * count.strict / max(count.second, 1), 1),
        "recall": round(100 * count.strict / max(count.first, 1), 1),
        "strict": count.f1(count.strict),
        "lenient": count.f1(count.lenient),
        "labelled": count.first,
        "read": count.second,
    }


def table(texts_read: int, figures: dict[str, dict[str, float | None]], what: str = "articles") -> str:
    """The figures in columns; ``what`` was read."""
    head = f"{f'{texts_read} {what}':24}" + "".join(f"{name:>10}" for name in next(iter(figures.values())))
    rows = [f"{layer:24}" + "".join(f"{value!s:>10}" for value in values.values()) for layer, values in figures.items()]
    return "\n".join([head, *rows]) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
