"""``tawthiq claims``, ``quotes``, ``entities``, ``documents``, ``differences``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any, TypeVar

import click

from tawthiq.cli import output, terminal
from tawthiq.cli.main import Context
from tawthiq.errors import NotFoundError
from tawthiq.model import EntityType, Standing, Verdict
from tawthiq.model.predicates import predicates
from tawthiq.store import ClaimFilter, DocumentFilter, EntityFilter, FindingFilter, QuotationFilter, Store
from tawthiq.views import lists
from tawthiq.views.labels import counted, label

T = TypeVar("T")

_ABOUT = click.option("--about", metavar="NAME", help="Of this person, organisation or place.")
_PUBLISHER = click.option("--publisher", help="Of this outlet.")
_SINCE = click.option("--since", metavar="DAY", help="From this day on (YYYY-MM-DD).")
_UNTIL = click.option("--until", metavar="DAY", help="Up to this day (YYYY-MM-DD).")


def entity_id(store: Store, name: str | None) -> str | None:
    """The id of the best match of a name; NotFoundError (T001) if there is none."""
    if name is None:
        return None
    matches = store.find_entities(name)
    if not matches:
        raise NotFoundError("T001", name, name=name)
    return matches[0].id


Block = Callable[[T, str], Iterable[str]]


def show(rows: Iterable[T], block: Block[T], lang: str, limit: int, *, as_json: bool) -> None:
    """The first rows as JSON or as blocks; ``rows`` has one more than ``limit`` where there are more."""
    found = list(islice(rows, limit + 1))
    if as_json:
        output.echo_json(found[:limit])
    else:
        output.echo_lines(_shown(found, block, lang, limit), lang)


def _shown(found: Sequence[T], block: Block[T], lang: str, limit: int) -> Iterator[str]:
    if not found:
        yield label("ui", "none", lang)
    yield from terminal.blocks(block(row, lang) for row in found[:limit])
    if len(found) > limit:
        yield ""
        yield label("ui", "not_all", lang, shown=limit)


def _opened(context: Context) -> Store:
    return Store.open(context.archive, create=False, readonly=True)


@click.command("claims")
@_ABOUT
@click.option("--predicate", type=click.Choice(sorted(predicates())), help="Of this kind.")
@click.option("--standing", type=click.Choice([item.value for item in Standing]), help="With this standing.")
@_PUBLISHER
@_SINCE
@_UNTIL
@output.LIMIT
@output.JSON
@click.pass_obj
def claims_command(context: Context, /, *, about: str | None, standing: str | None, limit: int, as_json: bool, **filters: Any) -> None:
    """What the texts say: subject, predicate, object, words, chain, standing.

    \b
    Examples:
      tawthiq claims --about "سعدون الياسري" --standing alleged
      tawthiq claims --predicate met --since 2020-01-01 --json
    """
    with _opened(context) as store:
        wanted = ClaimFilter(
            about=entity_id(store, about), standing=Standing(standing) if standing else None, limit=limit + 1, **filters,
        )
        show(lists.claim_rows(store, wanted), terminal.claim_block, context.lang, limit, as_json=as_json)


@click.command("quotes")
@click.option("--speaker", metavar="NAME", help="Said by this person or organisation.")
@_PUBLISHER
@_SINCE
@_UNTIL
@output.LIMIT
@output.JSON
@click.pass_obj
def quotes_command(context: Context, /, *, speaker: str | None, limit: int, as_json: bool, **filters: Any) -> None:
    """Quotations with their speakers and chains.

    \b
    Example:
      tawthiq quotes --speaker "سعدون الياسري"
    """
    with _opened(context) as store:
        wanted = QuotationFilter(speaker=entity_id(store, speaker), limit=None, **filters)
        show(lists.quotation_rows(store, wanted), terminal.quotation_block, context.lang, limit, as_json=as_json)


@click.command("entities")
@click.argument("name", required=False)
@click.option("--type", "kind", type=click.Choice([item.value for item in EntityType]), help="Of this type.")
@output.LIMIT
@output.JSON
@click.pass_obj
def entities_command(context: Context, name: str | None, *, kind: str | None, limit: int, as_json: bool) -> None:
    """People, organisations, places and events of the archive, the most documented first; or those that NAME fits.

    \b
    Examples:
      tawthiq entities --type Person
      tawthiq entities Barzani
    """
    with _opened(context) as store:
        rows = store.find_entities(name) if name else store.entities(EntityFilter(type=kind, limit=limit + 1))
        found = (row for row in rows if kind is None or row.type == kind)
        show(found, _entity_block, context.lang, limit, as_json=as_json)


def _entity_block(row: Any, lang: str) -> Iterator[str]:
    others = "، ".join(terminal.isolated(name) for name, _ in row.names if name != row.name)
    claims, documents = counted("claims", row.claims, lang), counted("in_documents", row.documents, lang)
    counts = label("ui", "counts", lang, claims=claims, documents=documents)
    yield f"{terminal.isolated(row.name)} ({label('type', row.type, lang)}) · {counts}" + (f" · {others}" if others else "")


@click.command("documents")
@click.option("--losses", is_flag=True, help="Only those of which something could not be read.")
@_PUBLISHER
@_SINCE
@_UNTIL
@output.LIMIT
@output.JSON
@click.pass_obj
def documents_command(context: Context, /, *, losses: bool, limit: int, as_json: bool, **filters: Any) -> None:
    """The documents of the archive, and what of them could not be read and why.

    \b
    Examples:
      tawthiq documents --since 2021-01-01
      tawthiq documents --losses --json
    """
    with _opened(context) as store:
        wanted = DocumentFilter(limit=None if losses else limit + 1, lossy=losses, **filters)
        rows = lists.document_rows(store, wanted)
        lost = () if any(filters.values()) else lists.lost_files(store)
        show(chain(rows, lost), terminal.document_block, context.lang, limit, as_json=as_json)


@click.command("differences")
@_ABOUT
@click.option("--predicate", type=click.Choice(sorted(predicates())), help="Of this kind.")
@click.option("--perhaps", is_flag=True, help="What may be a difference: both can be so, or one may be misread.")
@output.LIMIT
@output.JSON
@click.pass_obj
def differences_command(context: Context, /, *, about: str | None, perhaps: bool, limit: int, as_json: bool, **filters: Any) -> None:
    """What sources differ in, slot by slot, each value with the words that give it.

    \b
    Examples:
      tawthiq differences --about "سعدون الياسري"
      tawthiq differences --perhaps
    """
    with _opened(context) as store:
        verdict = Verdict.PERHAPS if perhaps else Verdict.DIFFER
        wanted = FindingFilter(about=entity_id(store, about), verdict=verdict, limit=limit + 1, **filters)
        show(lists.difference_rows(store, wanted), terminal.difference_block, context.lang, limit, as_json=as_json)
        if not (perhaps or as_json) and next(store.findings(replace(wanted, verdict=Verdict.PERHAPS, limit=1)), None):
            output.echo_lines(["", label("ui", "perhaps_more", context.lang)], context.lang)
