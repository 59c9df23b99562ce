"""``tawthiq decide``: people's decisions on who is who, on claims and on copies; each with author, time, note and undo."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from tawthiq import pipeline
from tawthiq.cli import output, terminal
from tawthiq.cli.lists import show
from tawthiq.cli.main import Context
from tawthiq.errors import UsageError
from tawthiq.export.judgements import exported, imported
from tawthiq.model import Decision, Judgement, Standing
from tawthiq.model.predicates import predicates
from tawthiq.reconcile.corrections import FIELDS
from tawthiq.store import Store
from tawthiq.views import decisions
from tawthiq.views.correcting import correction
from tawthiq.views.labels import label

Command = TypeVar("Command", bound=Callable[..., None])


def author_of_system() -> str:
    """The name of the user of this machine; ``?`` where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def now() -> str:
    """To the millisecond: of two decisions on one thing the later holds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True, slots=True)
class Given:
    """What comes with a decision: who decides, why, whether to compare later, and how to print."""

    author: str = ""
    note: str = ""
    later: bool = False
    as_json: bool = False

    @property
    def by(self) -> decisions.By:
        """Who decides, when and why."""
        return decisions.By(self.author, now(), self.note)


def _options(command: Command) -> Command:
    """What every decision takes."""
    for option in (
        click.option("--later", is_flag=True, help="Compare the documents later, with the next `tawthiq add`."),
        click.option("--author", default=author_of_system, show_default="the user's name", help="Who decides. صاحب القرار"),
        click.option("--note", default="", help="Why. السبب"),
        output.JSON,
    ):
        command = option(command)
    return command


@click.group("decide")
def decide_group() -> None:
    """Decide who is who, which claims are read right, which texts are no copies. Every decision can be undone. قرارات المراجعين.

    Ids may be given by their first letters. A name that several bear is answered with their ids.

    \b
    Examples:
      tawthiq identities --undecided                     who could be one
      tawthiq decide same e-0123 "Mustafa al-Kadhimi"    they are one
      tawthiq decide different e-0123 e-abcd             they are two
      tawthiq decide rename e-0123 "مصطفى الكاظمي"
      tawthiq decide identify e-0123 --country LB
      tawthiq decide accept c-0123                       read right
      tawthiq decide reject c-0123 --note "satire"
      tawthiq decide correct c-0123 --speaker "سلمى عواد" --standing alleged
      tawthiq decide apart wire-saqiya.txt cut-sidra.txt no copies of each other
      tawthiq decide list
      tawthiq decide undo j-0123
    """


@decide_group.command("same")
@click.argument("first")
@click.argument("second")
@_options
@click.pass_obj
def same_command(context: Context, /, first: str, second: str, **more: Any) -> None:
    """Two names are one: FIRST and SECOND are ids (e-…) or names. هما واحد.

    \b
    Example:
      tawthiq decide same e-0123 "Mustafa al-Kadhimi" --note "same office, same days"
    """
    _pair(context, Decision.SAME, first, second, **more)


@decide_group.command("different")
@click.argument("first")
@click.argument("second")
@_options
@click.pass_obj
def different_command(context: Context, /, first: str, second: str, **more: Any) -> None:
    """Two names are two: entities by id or name, or one document's bearer of a name as "DOCUMENT-ID@NAME". هما مختلفان.

    \b
    Example:
      tawthiq decide different e-0123 e-abcd
    """
    _pair(context, Decision.NOT_SAME, first, second, **more)


@decide_group.command("unsure")
@click.argument("first")
@click.argument("second")
@_options
@click.pass_obj
def unsure_command(context: Context, /, first: str, second: str, **more: Any) -> None:
    """Whether two are one cannot be told; they are not asked about again. لا يُحسم.

    \b
    Example:
      tawthiq decide unsure e-0123 e-abcd
    """
    _pair(context, Decision.UNSURE, first, second, **more)


def _pair(context: Context, decision: Decision, first: str, second: str, **more: Any) -> None:
    given = Given(**more)
    with Store.open(context.archive, create=False) as store:
        a, b = (decisions.side(store, text) for text in (first, second))
        _record(context, store, decisions.on_sides(decision, a, b, given.by), given)


@decide_group.command("apart")
@click.argument("first")
@click.argument("second")
@_options
@click.pass_obj
def apart_command(context: Context, /, first: str, second: str, **more: Any) -> None:
    """Two documents are no copies of each other: paths or ids. ليست إحداهما نسخة من الأخرى.

    \b
    Example:
      tawthiq decide apart wire-saqiya.txt cut-sidra.txt
    """
    given = Given(**more)
    with Store.open(context.archive, create=False) as store:
        a, b = (store.document_named(text) for text in (first, second))
        _record(context, store, decisions.on_documents(a, b, given.by), given)


@decide_group.command("accept")
@click.argument("claim")
@_options
@click.pass_obj
def accept_command(context: Context, /, claim: str, **more: Any) -> None:
    """A claim was read right. قُرئ القول كما في النص.

    \b
    Example:
      tawthiq decide accept c-0123
    """
    _claim(context, claim, Decision.ACCEPT, **more)


@decide_group.command("reject")
@click.argument("claim")
@_options
@click.pass_obj
def reject_command(context: Context, /, claim: str, **more: Any) -> None:
    """A claim is not what the text says; it is no longer shown or compared. ليس هذا قول النص.

    \b
    Example:
      tawthiq decide reject c-0123 --note "the speaker is someone else"
    """
    _claim(context, claim, Decision.REJECT, **more)


@decide_group.command("correct")
@click.argument("claim")
@click.option("--speaker", help='Who says it: a name, "speaker/anonymous:WORDS", or "-" for nobody but the outlet. القائل')
@click.option("--chain", multiple=True, metavar="ROLE:NAME", help='Its sources from the outside in, each once; "-" for none. سلسلة المصادر')
@click.option("--predicate", type=click.Choice(sorted(predicates())), metavar="PREDICATE", help="What it says.")
@click.option("--standing", type=click.Choice([item.value for item in Standing]), help="How it stands. صفة القول")
@click.option("--subject", help="Of whom, in words or by an id of the archive (e-…).")
@click.option("--object", help='What or whom, in words or by an id (e-…); "-" for none.')
@click.option("--time", multiple=True, metavar="WHEN", help='"at 2019-05-03", "start 2018"; "-" for none. الزمن')
@click.option("--place", help='Where, in words; "-" for nowhere. المكان')
@_options
@click.pass_obj
def correct_command(context: Context, /, claim: str, **more: Any) -> None:
    """A claim says something else than was read; its words stay as they are in the text. تصحيح القراءة.

    \b
    Examples:
      tawthiq decide correct c-0123 --standing alleged
      tawthiq decide correct c-0123 --speaker "سلمى عواد"
      tawthiq decide correct c-0123 --chain "agency:وكالة الساقية" --chain "speaker/anonymous:مصدر أمني"
      tawthiq decide correct c-0123 --predicate left_position --time "at 2019-05"
    """
    put_in = {name: more.pop(name) for name in FIELDS}
    values = {name: "\n".join(value) if isinstance(value, tuple) else value or "" for name, value in put_in.items()}
    if not any(values.values()):
        raise UsageError("T536", claim)
    given = Given(**more)
    with Store.open(context.archive, create=False) as store:
        found = decisions.claim_named(store, claim).claim
        _record(context, store, correction(store, found, values, given.by), given)


def _claim(context: Context, claim: str, decision: Decision, **more: Any) -> None:
    given = Given(**more)
    with Store.open(context.archive, create=False) as store:
        found = decisions.claim_named(store, claim).claim
        _record(context, store, decisions.on_claim(found, decision, (), given.by), given)


@decide_group.command("rename")
@click.argument("entity")
@click.argument("name")
@_options
@click.pass_obj
def rename_command(context: Context, /, entity: str, name: str, **more: Any) -> None:
    """An entity is called NAME from now on; how the sources write it stays beside it. تسمية.

    \b
    Example:
      tawthiq decide rename e-0123 "مصطفى الكاظمي"
    """
    given = Given(**more)
    with Store.open(context.archive, create=False) as store:
        _record(context, store, decisions.rename(decisions.side(store, entity), name, given.by), given)


@decide_group.command("identify")
@click.argument("entity")
@click.option("--country", default="", metavar="CC", help="The country it lies in or belongs to, in two letters.")
@click.option("--wikidata", default="", metavar="Q…", help="Its number in Wikidata.")
@_options
@click.pass_obj
def identify_command(context: Context, /, entity: str, country: str, wikidata: str, **more: Any) -> None:
    """Which place, office or body of the world an entity is, or one document's bearer of a name. تعيين المكان أو المنصب.

    Those that are said to be another country's are parted, and those with one number of Wikidata are joined.

    \b
    Examples:
      tawthiq decide identify "طرابلس" --country LB
      tawthiq decide identify "DOCUMENT@طرابلس" --country LY --wikidata Q3579
    """
    given = Given(**more)
    with Store.open(context.archive, create=False) as store:
        values = {"country": country, "wikidata": wikidata}
        _record(context, store, decisions.identify(decisions.side(store, entity), values, given.by), given)


def _record(context: Context, store: Store, judgement: Judgement, given: Given) -> None:
    store.judge(judgement)
    if not given.later and not store.settled:
        pipeline.compare(store)
    if given.as_json:
        output.echo_json(judgement)
        return
    name = "taken_back" if judgement.undone else "done"
    lines = [label("decide", name, context.lang, id=judgement.id, decision=label("decision", judgement.decision, context.lang))]
    if not store.settled:
        lines.append(label("decide", "later", context.lang))
    output.echo_lines(lines, context.lang)


@decide_group.command("undo")
@click.argument("decision")
@click.option("--later", is_flag=True, help="Compare the documents later, with the next `tawthiq add`.")
@output.JSON
@click.pass_obj
def undo_command(context: Context, decision: str, *, later: bool, as_json: bool) -> None:
    """Take a decision back, by its id (j-…). It stays in the list with the time at which that was done. الرجوع عن قرار.

    \b
    Example:
      tawthiq decide undo j-0123
    """
    with Store.open(context.archive, create=False) as store:
        _record(context, store, decisions.undo(store, decision, now()), Given(later=later, as_json=as_json))


@decide_group.command("list")
@click.option("--vanished", is_flag=True, help="Only those whose claim, entity or document the archive no longer has.")
@output.LIMIT
@output.JSON
@click.pass_obj
def list_command(context: Context, *, vanished: bool, limit: int, as_json: bool) -> None:
    """All decisions: what was decided, by whom, when, why, and whether it holds. قائمة القرارات.

    \b
    Examples:
      tawthiq decide list
      tawthiq decide list --vanished --json
    """
    with Store.open(context.archive, create=False, readonly=True) as store:
        rows = (row for row in decisions.decisions(store) if row.state == "vanished" or not vanished)
        show(rows, _block, context.lang, limit, as_json=as_json)


def _block(row: decisions.DecisionRow, lang: str) -> Iterator[str]:
    item = row.judgement
    sides = " / ".join(terminal.isolated(side) for side in (row.target, row.other) if side)
    put_in = "".join(f" · {key} = {terminal.isolated(value)}" for key, value in item.values)
    yield f"{item.id} · {label('decision', item.decision, lang)}: {sides}{put_in}"
    by = label("decide", "by", lang, author=terminal.isolated(item.author), decided=terminal.isolated(item.decided))
    note = f" · {terminal.isolated(item.note)}" if item.note else ""
    yield f"  {label('decide', row.state, lang)} · {by}{note}"


@decide_group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def export_command(context: Context, file: Path) -> None:
    """Write the decisions in force as JSON lines that nomenklatura reads too. كتابة القرارات في ملف.

    \b
    Example:
      tawthiq decide export decisions.ijson
    """
    with Store.open(context.archive, create=False, readonly=True) as store:
        lines = list(exported(store.judgements()))
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    output.echo_lines([label("decide", "exported", context.lang, count=len(lines))], context.lang)


@decide_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--later", is_flag=True, help="Compare the documents later, with the next `tawthiq add`.")
@click.pass_obj
def import_command(context: Context, file: Path, *, later: bool) -> None:
    """Record the decisions of a file that `tawthiq decide export` or nomenklatura wrote. تسجيل قرارات من ملف.

    \b
    Example:
      tawthiq decide import decisions.ijson
    """
    with Store.open(context.archive, create=False) as store:
        found = list(imported(file.read_text("utf-8").splitlines(), now()))
        with store.batch():
            for judgement in found:
                store.judge(judgement)
        if not later and not store.settled:
            pipeline.compare(store)
    output.echo_lines([label("decide", "imported", context.lang, count=len(found))], context.lang)
