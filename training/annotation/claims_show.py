"""Prints articles with the rules' claims for a reader: ``python -m training.annotation.claims_show 3 4 5``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tawthiq.text.sentences import split_sentences
from training.annotation.claims_draft import Draft, frozen, known, labels_for
from training.annotation.claims_written import Hop, Known, Ref, When, Written
from training.annotation.labels import TYPES, Pair
from training.annotation.press import SHARED, listed, texts

CODES = {name: code for code, name in TYPES.items()}


def show(text: str, found: Draft) -> str:
    """Numbered sentences, the entities by key, the draft claims by number."""
    lines = [f"s{i} {text[s.start : s.end].strip()}" for i, s in enumerate(split_sentences(text), 1)]
    lines.append("E " + " · ".join(f"{k.key}{_code(k)}:{_name(text, k)}" for k in found.entities))
    names = {k.key: _name(text, k) for k in found.entities}
    return "\n".join([*lines, *(line(text, names, claim) for claim in found.claims)])


def _code(entity: Known) -> str:
    return CODES.get(entity.type, "T")


def line(text: str, names: dict[str, str], claim: Written) -> str:
    """A claim on one line: subject | predicate | object | time | standing by | evidence | rule."""
    standing = claim.standing + ("/" + claim.axes[2] if claim.axes[2] == "wish" else "")
    slots = [
        _words(text, names, claim.subject), claim.predicate, _words(text, names, claim.object),
        " ".join(_time(text, t) for t in claim.time if t.words), standing + _by(text, names, claim.chain),
        " ++ ".join(_ends(text[slice(*e)]) for e in claim.evidence), ",".join(_rule(made) for made in claim.made_by),
    ]
    return f"{claim.id}) " + " | ".join(slots)


def _rule(made: str) -> str:
    return made.removeprefix("rule:").partition("@")[0]


def _by(text: str, names: dict[str, str], chain: Iterable[Hop]) -> str:
    hops = [_words(text, names, h.ref) + {"named": "", "anonymous": "!a", "collective": "!c"}[h.kind] for h in chain]
    return f" by {' < '.join(hops)}" if hops else ""


def _time(text: str, time: When) -> str:
    return f"{time.relation} {time.value}" + (f" @{text[slice(*time.words)]}" if time.words else "")


def _words(text: str, names: dict[str, str], ref: Ref | None) -> str:
    if ref is None:
        return "-"
    if ref.parts:
        return " & ".join(_words(text, names, part) for part in ref.parts)
    if ref.entity:
        return f"{ref.entity}:{names.get(ref.entity, '?')}"
    return " ++ ".join(text[slice(*pair)] for pair in ref.words) or f"={ref.value}"


def _name(text: str, entity: Known) -> str:
    spans: list[Pair] = [(a, b) for a, b, form in entity.mentions if form == "name"] or [(a, b) for a, b, _ in entity.mentions]
    return max((text[slice(*span)] for span in spans[:4]), key=len, default="?")


def _ends(words: str, most: int = 12) -> str:
    parts = words.split()
    return words.replace("\n", " ") if len(parts) <= most else " ".join(parts[:4]) + " .. " + " ".join(parts[-4:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", type=int, nargs="+")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    rows = {row.number: row for row in listed() if row.number in options.numbers}
    found = texts(options.shared, list(rows.values()))
    for number in options.numbers:
        row = rows[number]
        labels = labels_for(row, found[number])
        shown = show(found[number], frozen(row, found[number], labels))
        sys.stdout.write(f"= {number} {row.outlet} {row.date} {len(known(labels))} entities\n{shown}\n\n")


if __name__ == "__main__":
    main()
