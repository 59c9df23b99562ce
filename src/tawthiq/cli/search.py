"""``tawthiq search``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tawthiq.cli import output, terminal
from tawthiq.cli.lists import _SINCE, _UNTIL
from tawthiq.cli.main import Context
from tawthiq.errors import NotFoundError
from tawthiq.model import Standing
from tawthiq.store import Facets, Order, SearchFilter, Store
from tawthiq.views.dates import value_in_words
from tawthiq.views.labels import counted, label
from tawthiq.views.search import SearchPage, search


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--publisher", help="Of this outlet.")
@_SINCE
@_UNTIL
@click.option("--format", help="Of this kind of file: pdf, html, mail, …")
@click.option("--entity", "entities", multiple=True, help="Naming this person, place or organisation; may be given several times.")
@click.option("--standing", type=click.Choice([item.value for item in Standing]), help="With a claim of this standing.")
@click.option("--exact", is_flag=True, help="The words in the spelling typed, without any expansion. بالرسم نفسه")
@click.option("--facets", "with_facets", is_flag=True, help="Count what the results can be narrowed by. تصنيف النتائج")
@click.option("--order", type=click.Choice([item.value for item in Order]), default=Order.NEWEST.value, show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@output.JSON
@click.pass_obj
def search_command(
    context: Context, /, words: tuple[str, ...], *, order: str, limit: int, as_json: bool, with_facets: bool, **filters: Any,
) -> None:
    """Documents with these words, in every spelling and with every clitic; the words searched are shown.

    Several words: all of them. "Words in marks": next to each other. OR, NOT, word NEAR/5 word, and word* for a beginning.

    \b
    Examples:
      tawthiq search الكاظمي
      tawthiq search '"جهاز المخابرات" NOT اغتيال' --since 2020-01-01
      tawthiq search 'الوزير NEAR/5 استقال' --facets
    """
    query = " ".join(words)
    with Store.open(context.archive, create=False, readonly=True) as store:
        wanted = _filter(store, filters)
        page = search(store, query, wanted, limit=limit, order=Order(order))
        counted_by = store.facets(query, wanted) if with_facets else None
    if as_json:
        output.echo_json(output.plain(page) | ({"facets": counted_by} if counted_by else {}))
        return
    output.echo_lines(_lines(page, context.lang), context.lang)
    if counted_by:
        output.echo_lines(_facet_lines(counted_by), context.lang)


def _filter(store: Store, filters: dict[str, Any]) -> SearchFilter:
    """The filter that the options ask for; names become the entities that they find first."""
    entities = []
    for name in filters.pop("entities"):
        found = store.find_entities(name, 1)
        if not found:
            raise NotFoundError("T001", name, name=name)
        entities.append(found[0].id)
    standing = filters.pop("standing")
    return SearchFilter(**filters, entities=tuple(entities), standing=Standing(standing) if standing else None)


def _facet_lines(found: Facets) -> Iterator[str]:
    yield ""
    for counts in (found.publishers, found.years, found.formats, found.standings):
        if counts:
            yield " · ".join(f"{terminal.isolated(name)} {count}" for name, count in counts)
    for named in (found.people, found.places):
        if named:
            yield " · ".join(f"{terminal.isolated(name)} {count}" for _, name, count in named)


def _how_many(page: SearchPage, lang: str) -> str:
    if not page.exact:
        return label("ui", "at_least", lang, value=counted("of_results", page.total, lang))
    return counted("results", page.total, lang)


def _lines(page: SearchPage, lang: str) -> Iterator[str]:
    yield _how_many(page, lang)
    if page.searched:
        yield label("ui", "expanded", lang, words="، ".join(terminal.isolated(word) for word in page.searched))
    for hit in page.hits:
        published = value_in_words(hit.published, lang) if hit.published else label("ui", "undated", lang)
        publisher = hit.publisher or label("ui", "unknown_publisher", lang)
        yield ""
        yield f"{terminal.isolated(hit.title or hit.path)} · {terminal.isolated(publisher)} · {terminal.isolated(published)}"
        yield "  " + terminal.isolated("".join(f"[{piece}]" if marked else piece for piece, marked in hit.snippet))
    if page.total > len(page.hits) > 0:
        yield ""
        yield label("ui", "not_all", lang, shown=len(page.hits))
