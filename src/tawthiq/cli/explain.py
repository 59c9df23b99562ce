"""``tawthiq explain``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tawthiq.cli import output, terminal
from tawthiq.cli.main import Context
from tawthiq.store import Store
from tawthiq.views.explain import Explanation, Reference, Sight, Step, explain
from tawthiq.views.labels import label, predicate_label, why_label


@click.command("explain")
@click.argument("claim")
@output.JSON
@click.pass_obj
def explain_command(context: Context, claim: str, *, as_json: bool) -> None:
    """Why a claim was read so: sentence, who says it, rule or model, reference, reasons.

    CLAIM is an id as `tawthiq claims` prints it, or its first five letters or more.

    \b
    Examples:
      tawthiq explain c-0e78b133c98e6f71e129
      tawthiq explain c-0e78b --json
    """
    with Store.open(context.archive, create=False, readonly=True) as store:
        found = explain(store, claim)
    if as_json:
        output.echo_json(found)
    else:
        output.echo_lines(_lines(found, context.lang), context.lang)


def _lines(found: Explanation, lang: str) -> Iterator[str]:
    yield from terminal.claim_block(found.row, lang)
    yield _headed("sentence", lang)
    yield f"  {terminal.isolated(found.sentence.exact)}"
    if found.trigger:
        yield f"{_headed('trigger', lang)} {terminal.isolated(found.trigger)}"
    yield _headed("tree", lang)
    yield from _tree(found.steps, lang)
    standing = label("standing", found.row.statement.standing, lang)
    yield f"{_headed('standing', lang)} {' · '.join([standing, *(_reason(kind, word, lang) for kind, word in found.reasons)])}"
    yield _headed("references", lang)
    for item in found.references:
        yield _reference(item, lang)
    yield f"{_headed('made_by', lang)} {terminal.isolated(', '.join(found.made_by))}"
    yield from _heads(found.heads, lang)
    yield f"{_headed('confidence', lang)} {terminal.isolated(f'{found.confidence:.2f}')}"
    for reason in found.why:
        yield f"{_headed('why', lang)} {terminal.isolated(why_label(reason, lang))}"
    if not found.current:
        yield label("explain", "stale", lang, reader=terminal.isolated(found.reader))


def _reason(kind: str, word: str, lang: str) -> str:
    return label("reason", kind, lang, word=label("act", word, lang) if kind == "tree" else terminal.isolated(word))


def _headed(key: str, lang: str) -> str:
    return f"{label('explain', key, lang)}:"


def _tree(steps: tuple[Step, ...], lang: str) -> Iterator[str]:
    if not steps:
        yield f"  {label('explain', 'own', lang)}"
    for depth, step in enumerate(steps, 1):
        words = " ".join(terminal.isolated(part) for part in (step.cue, step.source) if part)
        chain = terminal.chain_in_words(step.chain, lang)
        yield f"{'  ' * depth}{' · '.join(filter(None, (words, chain)))}"
        yield f"{'  ' * depth}  «{terminal.isolated(step.content)}»"


def _heads(heads: tuple[Sight, ...], lang: str) -> Iterator[str]:
    if not heads:
        return
    yield _headed("heads", lang)
    for one in heads:
        yield f"  {predicate_label(one.predicate, lang)} ({_chance(one.chance)})"
        yield f"    {label('explain', 'subject', lang)}: {_pointed(one.subject, lang, one.subject_chance)}"
        yield f"    {label('explain', 'object', lang)}: {_pointed(one.object, lang, one.object_chance)}"
        yield f"    {label('explain', 'evidence', lang)}: {_pointed(one.evidence, lang)}"


def _pointed(words: str | None, lang: str, chance: float | None = None) -> str:
    shown = terminal.isolated(words) if words else label("explain", "nowhere", lang)
    return f"{shown} ({_chance(chance)})" if chance is not None else shown


def _chance(value: float) -> str:
    return terminal.isolated(f"{value:.2f}")


def _reference(item: Reference, lang: str) -> str:
    role, how = label("explain", item.role, lang), label("explain", item.how, lang)
    shown = item.words or (item.names[0] if item.names else "")
    others = [terminal.isolated(name) for name in item.names if name != shown]
    also = f" · {label('explain', 'also', lang, names='، '.join(others))}" if others else ""
    return f"  {role}: {terminal.isolated(shown)} ({how}){also}"
