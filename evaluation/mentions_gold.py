"""Mentions, roles and attributions on the development gold, against the reading of rules and model merged.

python -m evaluation.mentions_gold [--gold seeds,D1] [--no-encoder] [--json] [--show cues [--limit 50]]

Layers: names (with their type) and people, organizations, places; roles: nominal mentions of persons whom the text names (those of
others are neither asked for nor counted against); cues, sources, contents, and contents with their speaker. F1 a layer, pooled over
documents, strict (the same offsets) and lenient (half of the shorter span and a quarter of both shared). The article before a word is
left aside, as are marks around a content.
The gold has some contents with the أن (أنه) that brings them, some without it: it is left aside on both sides.
Quotations that the gold calls optional count only where they were read.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.mentions_press import KINDS, LAYERS, Compared, aligned, bare, errors, measure, once, read_items, row, table
from evaluation.program import program
from evaluation.sets import SHARED_NAMES, GoldSet, shared_folder, shared_sets
from tawthiq import extract
from tawthiq.model import Document, Reading
from training.annotation.agreement import Item, overlaps

_BRINGS = re.compile(r"[\s\"«»“”:]*(?:[فب]?[أإا]نّ?(?:ه|ها|هم|هما|هن)?(?=[\s\"«“]))?[\s\"«»“”:]*")
_MARKS = '"«»“” .،…'
_SAID = ("cues", "sources", "contents", "contents with speaker")


def compared(number: int, gold: Mapping[str, Any], document: Document, reading: Reading) -> Compared:
    """The items of both sides of one document."""
    text = document.text
    read = read_items(reading, _aligned(gold, reading))
    own = {layer: once(_plain(item, layer, text) for item in items) for layer, items in read.items()}
    labelled = _mentions(gold, text)
    unnamed = _titles(gold, text, named=False)
    own["roles"] = [item for item in own["roles"] if item not in unnamed]
    for layer in _SAID:
        labelled[layer] = list(_wanted(gold, layer, own[layer], text))
    return Compared(number, text, labelled, own)


def _mentions(gold: Mapping[str, Any], text: str) -> dict[str, list[Item]]:
    rows = [(m["start"], m["end"], m["kind"], e) for e in gold["entities"] for m in e.get("mentions", ())]
    names = [bare((start, end, e["type"]), text) for start, end, kind, e in rows if kind == "name" and e["type"] in KINDS.values()]
    kinds = {layer: [i for i in names if i[2] == kind] for layer, kind in KINDS.items()}
    return {"names": names, "roles": _titles(gold, text, named=True)} | kinds


def _titles(gold: Mapping[str, Any], text: str, *, named: bool) -> list[Item]:
    """Nominal mentions of the persons whom the text names, or of those whom it does not."""
    people = [e for e in gold["entities"] if e["type"] == "Person" and named == any(m["kind"] == "name" for m in e.get("mentions", ()))]
    return [bare((m["start"], m["end"], ""), text) for e in people for m in e.get("mentions", ()) if m["kind"] == "nominal"]


def _aligned(gold: Mapping[str, Any], reading: Reading) -> dict[str, str]:
    """Entity of the reading → the gold's entity with which it shares most words."""
    return aligned(((m["start"], m["end"], e["id"]) for e in gold["entities"] for m in e.get("mentions", ())), reading)


def _wanted(gold: Mapping[str, Any], layer: str, own: Sequence[Item], text: str) -> Iterable[Item]:
    """The items of a layer: all that must be read, and the optional ones that were."""
    must = once(item for q in gold["quotations"] if not q.get("optional") for item in _items(q, layer, text))
    may = once(item for q in gold["quotations"] if q.get("optional") for item in _items(q, layer, text))
    return [*must, *(item for item in may if item not in must and any(overlaps(item, other) for other in own))]


def _items(quotation: Mapping[str, Any], layer: str, text: str) -> list[Item]:
    span = quotation.get({"cues": "cue", "sources": "source_span"}.get(layer, "content"))
    if not span:
        return []
    value = (quotation.get("speaker") or "") if layer == "contents with speaker" else ""
    return [_plain((span["start"], span["end"], value), layer, text)]


def _plain(item: Item, layer: str, text: str) -> Item:
    """An item without what guidelines differ in: an article; of a content also its أن and the marks around it."""
    start, end, value = item
    if layer.startswith("contents"):
        brings = _BRINGS.match(text, start, end)
        start = brings.end() if brings is not None and brings.end() < end else start
        end = start + len(text[start:end].rstrip(_MARKS))
    return bare((start, end, value), text)


def run(sets: Sequence[GoldSet], *, encoder: bool) -> list[Compared]:
    """Every document of these sets, read by the program."""
    intake = program().intake
    read = extract.read if encoder else extract.read_by_rules
    found: list[Compared] = []
    for gold_set in sets:
        documents = json.loads(gold_set.gold.read_text(encoding="utf-8"))["documents"]
        for gold, path in zip(documents, gold_set.files([d["file"] for d in documents]), strict=True):
            document = _first(intake(path), path)
            found.append(compared(len(found), gold, document, read(document)))
    return found


def _first(documents: Sequence[tuple[Document, bytes]], path: Path) -> Document:
    if not documents:
        raise ValueError(f"{path}: no document was read from it")
    return documents[0][0]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, or the errors of one layer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", default=",".join(SHARED_NAMES), help="sets, as seeds,D1")
    parser.add_argument("--no-encoder", action="store_true", help="the rules alone")
    parser.add_argument("--show", choices=LAYERS, help="the errors of a layer instead of figures")
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    sets = shared_sets(shared_folder(), options.gold.split(","))
    if not sets:
        parser.error("the shared gold is not there: set TAWTHIQ_SHARED to its folder")
    found = run(sets, encoder=not options.no_encoder)
    if options.show:
        lines = [line for one in found for line in errors(one, options.show)]
        sys.stdout.write("\n".join(lines[: options.limit]) + "\n")
        return 0
    figures = {layer: row(count) for layer, count in measure(found).items()}
    sys.stdout.write(json.dumps(figures) + "\n" if options.json else table(len(found), figures, "documents"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
