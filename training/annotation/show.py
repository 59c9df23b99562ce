"""Prints articles for an annotator: ``python -m training.annotation.show 3 4 5``; with ``--labels 1`` what is labelled."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.annotation.draft import Draft, as_draft, frozen
from training.annotation.labels import TYPES, Mention, Said, read_labels
from training.annotation.press import SHARED, Listed, listed, texts

CODES = {name: code for code, name in TYPES.items()}


def code(mention: Mention) -> str:
    """«P» for a name, «Pn» for a nominal, «R» for a role, «Rp» for one that is only said of its holder."""
    if mention.form == "predicate":
        return "Rp"
    return CODES[mention.type] + ("n" if mention.form == "nominal" and mention.type != "Role" else "")


def show(found: Draft) -> str:
    """Numbered sentences, each with the mentions and attributions that start in it."""
    lines = []
    for number, sentence in enumerate(found.sentences, 1):
        lines.append(f"s{number} {found.text[sentence.start : sentence.end]}")
        inside = [
            f"{i}{code(m)}:{found.text[m.start : m.end]}" + ("" if m.type == "Date" else f"@{m.entity}")
            for i, m in enumerate(found.mentions, 1) if sentence.start <= m.start < sentence.end
        ]
        lines += ["  " + " · ".join(inside)] if inside else []
        lines += [
            f"  a{i} {_said(found.text, said)}" for i, said in enumerate(found.attributions, 1)
            if sentence.start <= (said.cue or said.contents[0])[0] < sentence.end
        ]
    return "\n".join(lines)


def _said(text: str, said: Said) -> str:
    cue, source = ("-" if pair is None else text[slice(*pair)] for pair in (said.cue, said.source))
    contents = " ++ ".join(_ends(text[slice(*pair)]) for pair in said.contents)
    return f"{cue} | {source} | {contents} | @{said.speaker or '-'} | {said.form[0]}"


def _ends(words: str, most: int = 7) -> str:
    parts = words.split()
    return words if len(parts) <= most else " ".join(parts[:3]) + " .. " + " ".join(parts[-3:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", type=int, nargs="+")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--labels", type=int, metavar="READING", help="show the labels of this reading, not the rules' draft")
    options = parser.parse_args()
    rows = [row for row in listed() if row.number in options.numbers]
    for number, text in texts(options.shared, rows).items():
        row = next(row for row in rows if row.number == number)
        sys.stdout.write(f"= {number} {row.outlet} {row.date} {row.category}\n{show(_found(row, text, options.labels))}\n\n")


def _found(row: Listed, text: str, reading: int | None) -> Draft:
    if reading is None:
        return frozen(row.number, text, row.date)
    return as_draft(read_labels(row.number, reading), text)


if __name__ == "__main__":
    main()
