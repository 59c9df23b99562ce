"""Printing views in a terminal: one record a block, a label and its value a line, every value isolated.

Terminals order mixed Arabic and Latin text by themselves; U+2068 and U+2069 keep a value from being drawn into its
neighbours. Control characters of documents are shown as pictures, so that no text can steer the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tawthiq.errors import message
from tawthiq.model import Loss
from tawthiq.views import model as view
from tawthiq.views.correcting import corrector
from tawthiq.views.dates import slot_value, value_in_words
from tawthiq.views.labels import label, predicate_label, standing_label
from tawthiq.views.lists import ClaimRow, DifferenceRow, DocumentRow, QuotationRow
from tawthiq.views.roles import label_of
from tawthiq.views.words import summary_of, visible

_BEARERS = 12  # others of a name that are listed
_ISOLATE, _END, _LINE = "\u2068", "\u2069", "\n"


def isolated(value: object) -> str:
    """A value that keeps its own direction; direction controls of the document are taken out, other controls made visible."""
    return f"{_ISOLATE}{visible(str(value)).replace(_LINE, ' ')}{_END}"


def chain_in_words(chain: Sequence[view.Link], lang: str) -> str:
    """The chain from the publisher to the one who said it: ناشر ← وكالة ← سياسي (بلا اسم)."""
    return " ← ".join(_link(link, lang) for link in chain)


def _link(link: view.Link, lang: str) -> str:
    unnamed = label("ui", "unknown_publisher" if link.role == "publisher" else "unnamed", lang)
    kind = label("kind", link.kind, lang)
    name = isolated(link.name) if link.name else unnamed
    return f"{name} ({kind})" if kind and link.name else name


def dossier_lines(dossier: view.Dossier, lang: str) -> Iterator[str]:
    """A dossier as lines of text."""
    yield label("ui", "dossier", lang, name=isolated(dossier.name)) + f"  ({label('type', dossier.type, lang)})"
    if dossier.also:
        yield label("ui", "other_bearers", lang, count=len(dossier.also) + 1)
        for entity, name in dossier.also[:_BEARERS]:
            yield f"  {isolated(name)} · tawthiq dossier {entity}"
        if len(dossier.also) > _BEARERS:
            yield f"  … {label('ui', 'not_all', lang, shown=_BEARERS)}"
    others = [isolated(name) for name in dossier.spellings if name != dossier.name]
    if others:
        yield f"{label('ui', 'spellings', lang)}: " + _comma(lang).join(others)
    yield summary_of(dossier, lang)
    if dossier.rejected:
        yield label("decide", "hidden", lang, count=dossier.rejected)
    if not dossier.sources:
        return
    yield label("ui", "standing_note", lang)
    yield label("ui", "legend", lang)
    yield from _sections(dossier, lang)
    yield from _quotations(dossier, lang)
    yield from _questions(dossier, lang)
    yield from _sources(dossier, lang)


def _interval(low: int, high: int, lang: str) -> str:
    return str(low) if low == high else label("ui", "one_of", lang, low=low, high=high)


def _heading(key: str, lang: str) -> Iterator[str]:
    yield ""
    yield f"■ {label('section', key, lang)}"


def _questions(dossier: view.Dossier, lang: str) -> Iterator[str]:
    if dossier.questions:
        yield from _heading("questions", lang)
        yield f"  {label('derived', 'note', lang)}"
    for item in dossier.questions:
        text = item.question_ar if lang == "ar" else item.question_en
        yield f" ؟ {isolated(text)}" if lang == "ar" else f" ? {isolated(text)}"
        yield f"     {' '.join(f'[{number}]' for number in item.sources)} · {' · '.join(item.claims)}"


def _sections(dossier: view.Dossier, lang: str) -> Iterator[str]:
    if dossier.differences:
        yield from _heading("differences", lang)
        for line in dossier.differences:
            yield from line_block(line, lang)
    for section in ("offices", "life", "relations", "events", "speech", "character", "other"):
        lines = [line for line in dossier.section(section) if line.verdict != "differ"]
        if lines:
            yield from _heading(section, lang)
            for line in lines:
                yield from line_block(line, lang)


def line_block(line: view.Line, lang: str) -> Iterator[str]:
    """One line of a dossier: sign, what is said, when; below it each document's words, standing and chain."""
    sign = label("sign", line.verdict, lang)
    what = label_of(line.predicate, lang, inverse=line.inverse, role=line.role)
    value = line.subject if line.inverse else line.object
    count = f"  [{label('ui', 'independent', lang, value=_interval(line.low, line.high, lang))}]" if len(line.statements) > 1 else ""
    marks = "".join(f"  ({standing_label(mark, lang, clause=line.clause)})" for mark in line.marks)
    yield f" {sign} {what}: {isolated(value)}{marks}{count}" if value else f" {sign} {what}{marks}{count}"
    verdict = label("verdict", "perhaps" if line.verdict == "perhaps" else "differ", lang)
    for difference in line.differences:
        values = " / ".join(isolated(slot_value(item, difference.slot, lang)) for item in difference.values)
        slot = label("slot", difference.slot, lang)
        yield f"     {verdict}: {label('ui', 'differs_in', lang, slot=slot)}: {values}"
    if line.common_link:
        yield f"     {label('ui', 'common_link', lang, name=isolated(line.common_link))}"
    for statement in line.statements:
        yield from _statement(statement, lang)


def _marks(statement: view.Statement, lang: str) -> str:
    """Standing, and the times that are said."""
    times = (label("relation", relation, lang, value=isolated(value_in_words(value, lang))) for relation, value in statement.when)
    unsure = label("ui", "unsure", lang) if statement.unsure and not statement.decided else ""
    decided = label("decision", statement.decided, lang) if statement.decided else ""
    if author := corrector(statement.made_by):
        decided = label("decide", "corrected_by", lang, author=isolated(author))
    return " · ".join([label("standing", statement.standing, lang), *filter(None, [_comma(lang).join(times), unsure, decided])])


def _statement(statement: view.Statement, lang: str) -> Iterator[str]:
    yield f"     «{isolated(' … '.join(item.exact for item in statement.evidence))}»"
    yield f"       {_marks(statement, lang)} · [{statement.source}] {chain_in_words(statement.chain, lang)}"


def _quotations(dossier: view.Dossier, lang: str) -> Iterator[str]:
    for section, quotations in (("said", dossier.quotations), ("said_about", dossier.said_about)):
        if quotations:
            yield from _heading(section, lang)
        for quoted in quotations:
            yield f"   {_brought(quoted.cue)}«{isolated(quoted.evidence.exact)}»"
            yield f"       [{quoted.source}] {chain_in_words(quoted.chain, lang)}"


def _brought(cue: str | None) -> str:
    """The word that brings a quotation, before it: نفى: «…»."""
    return f"{isolated(cue)}: " if cue else ""


def _sources(dossier: view.Dossier, lang: str) -> Iterator[str]:
    yield from _heading("sources", lang)
    for source in dossier.sources:
        publisher = isolated(source.publisher) if source.publisher else label("ui", "unknown_publisher", lang)
        published = value_in_words(source.published, lang) if source.published else label("ui", "undated", lang)
        others = [*(f"[{number}]" for number in source.copies), *map(isolated, source.elsewhere)]
        copied = label("ui", "copied", lang, names=_comma(lang).join(others)) if others else ""
        title = isolated(source.title or source.path)
        parts = _comma(lang).join((publisher, isolated(published), title))
        yield f" [{source.number}] {parts}" + (f"  ({copied})" if copied else "")


def claim_block(row: ClaimRow, lang: str) -> Iterator[str]:
    """A claim of a list."""
    yield f"{isolated(row.subject)} — {label_of(row.predicate, lang, role=row.role)}: {isolated(row.object)}"
    statement = row.statement
    yield f"  «{isolated(' … '.join(item.exact for item in statement.evidence))}»"
    yield f"  {_marks(statement, lang)} · {chain_in_words(statement.chain, lang)} · {isolated(row.path)} · {statement.claim}"


def quotation_block(row: QuotationRow, lang: str) -> Iterator[str]:
    """A quotation of a list."""
    yield f"{_brought(row.cue)}«{isolated(row.evidence.exact)}»"
    yield f"  {chain_in_words(row.chain, lang)} · {isolated(row.path)}"


def _comma(lang: str) -> str:
    return "، " if lang == "ar" else ", "


def document_block(row: DocumentRow, lang: str) -> Iterator[str]:
    """A document of a list with where else it was found and what was lost of it."""
    publisher = row.publisher or label("ui", "unknown_publisher", lang)
    published = value_in_words(row.published, lang) if row.published else label("ui", "undated", lang)
    title = row.title or label("ui", "untitled", lang)
    yield f"{isolated(row.path)} · {label('status', row.status, lang)} · {isolated(publisher)} · {isolated(published)} · {isolated(title)}"
    for seen in row.also:
        said = [seen.path, *filter(None, (seen.publisher, seen.published and value_in_words(seen.published, lang), seen.title))]
        yield f"  = {label('ui', 'also_at', lang, where=' · '.join(map(isolated, said)))}"
    for loss in row.losses:
        yield f"  ! {loss_in_words(Loss(loss.code, loss.where, loss.detail), lang)}"


def difference_block(row: DifferenceRow, lang: str) -> Iterator[str]:
    """A difference: each value with the claims that give it."""
    differs = label("ui", "differs_in", lang, slot=label("slot", row.slot, lang))
    yield f"{label('sign', row.verdict, lang)} {isolated(row.subject)} — {predicate_label(row.predicate, lang)}: {differs}"
    for value, claims in zip(row.values, row.claims, strict=True):
        yield f"  {isolated(slot_value(value, row.slot, lang))}"
        for claim in claims:
            words = " … ".join(item.exact for item in claim.statement.evidence)
            day = f" · {isolated(value_in_words(claim.published, lang))}" if claim.published else ""
            yield f"     «{isolated(words)}» · {chain_in_words(claim.statement.chain, lang)}{day}"


def loss_in_words(loss: Loss, lang: str) -> str:
    """A loss: its code, what happened and what to do. What documents and file names bring into it is isolated."""
    found = message(loss.code, lang, where=isolated(loss.where), detail=isolated(loss.detail))
    return f"[{loss.code}] {found.what} {found.do}".rstrip()


def blocks(parts: Iterable[Iterable[str]]) -> Iterator[str]:
    """Blocks with an empty line between them, unless both are of one line."""
    before = 0
    for part in parts:
        lines = list(part)
        if before and max(before, len(lines)) > 1:
            yield ""
        yield from lines
        before = len(lines)
