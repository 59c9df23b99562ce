"""Corrections → labels: ``python -m training.annotation.apply FILE --annotator A``; words that do not stand there are errors."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from training.annotation import places
from training.annotation.corrections import Add, Change, CorrectionError, Corrections, SaidLine, parse
from training.annotation.draft import Draft, as_draft, frozen
from training.annotation.labels import FORMS, TYPES, Labels, Mention, Pair, Role, Said, read_labels, to_json
from training.annotation.press import LABELS, SHARED, Listed, listed, texts

BEFORE_DATES = re.compile(r"(?:لمدة|خلال|حتى|منذ|في|غضون)\s+")
NTH = re.compile(r"#(\d+)\s*\Z")
MARKS = '"«»“”„‟'
CLOSING = ('"', "»", "”", ",", "،", "؛", " ")


def apply(found: Draft, corrections: Corrections) -> tuple[tuple[Mention, ...], tuple[Role, ...], tuple[Said, ...]]:
    """The draft with the corrections: mentions (roles among them), roles with holders, attributions."""
    kept = {i: m for i, m in enumerate(found.mentions, 1) if i not in corrections.dropped}
    for change in corrections.changed:
        if change.index not in kept:
            raise CorrectionError(f"article {corrections.number}: mention {change.index} is not in the draft")
        kept[change.index] = _changed(kept[change.index], change)
    mentions = _added(found, list(kept.values()), corrections)
    names = dict(corrections.merged)
    said = tuple(sorted(_said(found, corrections), key=lambda s: (s.cue or s.contents[0], s.contents)))
    mentions = [replace(m, entity=_last(names, m.entity)) for m in mentions]
    return _finish(mentions, tuple(_trimmed(found.text, replace(s, speaker=s.speaker and _last(names, s.speaker))) for s in said))


def _trimmed(text: str, said: Said) -> Said:
    """Without a full stop, comma or closing mark behind the last word, and without the marks where they hold all of it."""
    start, end = said.contents[-1]
    marked = len(said.contents) == 1 and text[start] in MARKS and text[end : end + 1] in CLOSING
    if marked and not any(c in MARKS for c in text[start + 1 : end]):
        return replace(said, contents=((start + 1, end),), form="direct")
    while end > start + 1 and (text[end - 1] in CLOSING or (text[end - 1] == "." and text[end - 2] != ".")):
        end -= 1
    return replace(said, contents=(*said.contents[:-1], (start, end)))


def _changed(mention: Mention, change: Change) -> Mention:
    kind, form = (TYPES[change.code], _form(change.code, change.form)) if change.code else (mention.type, mention.form)
    return replace(mention, type=kind, form=form, entity=change.entity or mention.entity)


def _form(code: str, form: str) -> str:
    if code == "R":
        return "predicate" if form == "p" else "nominal"
    return "nominal" if form == "n" else "name"


def _last(names: dict[str, str], key: str) -> str:
    for _ in range(len(names)):
        key = names.get(key, key)
    return key


def _added(found: Draft, kept: list[Mention], corrections: Corrections) -> list[Mention]:
    """What is left of the draft with what is added: spans of one sentence first, then those that stand everywhere and yield."""
    new: list[Mention] = []
    for add in corrections.added:
        if not add.everywhere:
            mention = _mention(found, [*new, *kept], add, _located(found, corrections, add))
            kept = kept if add.nested else [m for m in kept if not _replaced(m, mention)]
            new = [m for m in new if (m.start, m.end) != (mention.start, mention.end)] + [mention]
    for add in sorted(corrections.added, key=lambda a: -len(a.words)):  # longer names first: shorter ones yield to them
        for span in _everywhere(found, corrections, add) if add.everywhere else []:
            mention = _mention(found, [*new, *kept], add, span)
            if not any(_yields(mention, old) for old in kept) and not any(_yields(mention, old, added=True) for old in new):
                kept = [m for m in kept if not _replaced(m, mention)]
                new.append(mention)
    return kept + new


def _everywhere(found: Draft, corrections: Corrections, add: Add) -> list[Pair]:
    spans = places.everywhere(found.text, add.words)
    if not spans:
        raise CorrectionError(f"article {corrections.number}: nowhere: «{add.words}»")
    return spans


def _located(found: Draft, corrections: Corrections, add: Add) -> Pair:
    try:
        return places.place(found.text, add.words, *_bounds(found, add.sentence), add.nth)
    except CorrectionError as error:
        raise CorrectionError(f"article {corrections.number}, s{add.sentence}: {error}") from None


def _bounds(found: Draft, sentence: int) -> Pair:
    if not 1 <= sentence <= len(found.sentences):
        raise CorrectionError(f"there is no s{sentence}")
    return found.sentences[sentence - 1].start, found.sentences[sentence - 1].end


def _mention(found: Draft, mentions: Iterable[Mention], add: Add, span: Pair) -> Mention:
    kind = TYPES[add.code]
    if kind == "Date" and (before := BEFORE_DATES.match(found.text, *span)):
        span = (before.end(), span[1])
    entity = add.entity or ("date" if kind == "Date" else _same(found.text, mentions, add.words, kind) or f"n{span[0]}")
    return Mention(*span, kind, _form(add.code, add.form), entity)


def _same(text: str, mentions: Iterable[Mention], words: str, kind: str) -> str | None:
    """The entity that the same words mean elsewhere in the article."""
    return next((m.entity for m in mentions if m.type == kind and text[m.start : m.end] == words), None)


def _replaced(old: Mention, new: Mention) -> bool:
    if new.end <= old.start or old.end <= new.start:
        return False
    if (old.start, old.end) == (new.start, new.end) or _crossing(old, new):
        return True
    if new.start <= old.start and old.end <= new.end:  # the new one holds the old one
        return new.form == "name" or (old.form != "name" and old.type == new.type)
    return old.type == new.type or (old.form == "name" and new.form == "name")


def _crossing(one: Mention, other: Mention) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _yields(new: Mention, old: Mention, *, added: bool = False) -> bool:
    """Whether a name that stands everywhere gives way here: to a longer name, to what crosses it, to what was added there."""
    if (old.start, old.end) == (new.start, new.end):
        return added
    holds = old.start <= new.start and new.end <= old.end
    return _crossing(old, new) or (holds and old.form == "name" and old.type != "Date")


def _said(found: Draft, corrections: Corrections) -> list[Said]:
    kept = {i: s for i, s in enumerate(found.attributions, 1) if i not in corrections.dropped_said}
    new = []
    for line in corrections.said:
        try:
            if line.index is None:
                new.append(_said_line(found, line, None))
            else:
                kept[line.index] = _said_line(found, line, found.attributions[line.index - 1])
        except (CorrectionError, IndexError) as error:
            raise CorrectionError(f"article {corrections.number}, s{line.sentence} a{line.index or ''}: {error}") from None
    return [*kept.values(), *new]


def _said_line(found: Draft, line: SaidLine, old: Said | None) -> Said:
    start, end = _around(found, line, old)
    cue = _field(found.text, line.cue, old.cue if old else None, start, end)
    source = _field(found.text, line.source, old.source if old else None, start, end)
    pieces = [part.strip() for part in line.content.split("++") if part.strip()]
    contents = tuple(places.content(found.text, piece, start, end) for piece in pieces) or (old.contents if old else ())
    if not contents:
        raise CorrectionError("no content")
    speaker = None if line.speaker == "-" else line.speaker or (old.speaker if old else None)
    known = old.form if old and not pieces else form_of(found.text, contents)
    return Said(cue, source, contents, FORMS[line.form] if line.form else known, speaker)


def _around(found: Draft, line: SaidLine, old: Said | None) -> Pair:
    """Where the words are looked for: the sentence of the line, or of the draft's cue; contents may leave it at the end."""
    if line.sentence and (old is None or line.cue or line.content or line.source):
        start, end = _bounds(found, line.sentence)
    else:
        start, end = 0, len(found.text)
    if old is not None:
        at = (old.cue or old.contents[0])[0]
        inside = next((s for s in found.sentences if s.start <= at < s.end), None)
        if inside is not None:
            return inside.start, inside.end
    return start, end


def _field(text: str, words: str, old: Pair | None, start: int, end: int) -> Pair | None:
    if words == "-":
        return None
    if not words:
        return old
    if " .. " in words:
        return places.content(text, words, start, end)
    nth = NTH.search(words)  # a number alone: «#» also stands before hashtags
    return places.place(text, NTH.sub("", words).strip(), start, end, int(nth[1]) if nth else None)


def form_of(text: str, contents: tuple[Pair, ...]) -> str:
    """Direct inside marks, mixed with marks inside, indirect without."""
    inside = "".join(text[slice(*pair)] for pair in contents)
    start, end = contents[0][0], contents[-1][1]
    around = text[max(0, start - 1) : start], text[end : end + 3]
    if around[0] and around[0] in MARKS and any(mark in around[1] for mark in MARKS):
        return "direct"
    return "mixed" if any(mark in inside for mark in MARKS) else "indirect"


def _finish(mentions: list[Mention], said: tuple[Said, ...]) -> tuple[tuple[Mention, ...], tuple[Role, ...], tuple[Said, ...]]:
    """Keys shortened to e1, e2, … in order of the text; predicates are roles but no mentions."""
    ordered = sorted(set(mentions))
    keys: dict[str, str] = {}
    for key in [m.entity for m in ordered] + [s.speaker for s in said if s.speaker]:
        if key != "date":
            keys.setdefault(key, f"e{len(keys) + 1}")
    named = [replace(m, entity=keys.get(m.entity, m.entity)) for m in ordered]
    roles = tuple(Role(m.start, m.end, m.entity, "predicate" if m.form == "predicate" else "reference") for m in named if m.type == "Role")
    return (
        tuple(m for m in named if m.form != "predicate"), roles,
        tuple(replace(s, speaker=keys[s.speaker] if s.speaker else None) for s in said),
    )


def labels_of(row: Listed, text: str, corrections: Corrections, annotator: str, reading: int, base: Draft | None = None) -> Labels:
    """The labels of one article; ``base`` is what is corrected, if it is not the rules' draft."""
    mentions, roles, said = apply(base or frozen(row.number, text, row.date), corrections)
    return Labels(row.number, row.id, row.sha256, annotator, reading, mentions, roles, said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--annotator", required=True)
    parser.add_argument("--reading", type=int, default=1)
    parser.add_argument("--revise", action="store_true", help="the numbers are those of «show --labels»: correct finished labels")
    options = parser.parse_args()
    LABELS.mkdir(exist_ok=True)
    parsed = [one for file in options.files for one in parse(file.read_text(encoding="utf-8"))]
    rows = {row.number: row for row in listed() if row.number in {one.number for one in parsed}}
    found = texts(options.shared, list(rows.values()))
    failed = 0
    for one in parsed:
        try:
            row, text = rows[one.number], found[one.number]
            base = as_draft(read_labels(row.number, options.reading), text) if options.revise else None
            labels = labels_of(row, text, one, options.annotator, options.reading, base)
        except CorrectionError as error:
            failed += 1
            sys.stderr.write(f"{error}\n")
            continue
        labels.path().write_text(to_json(labels), encoding="utf-8")
        sys.stdout.write(f"{one.number}: {len(labels.mentions)} mentions, {len(labels.roles)} roles, {len(labels.attributions)} said\n")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
