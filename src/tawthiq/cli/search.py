"""``tawthiq search``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tawthiq.cli import output, terminal
from tawthiq.cli.lists import _SINCE, _UNTIL
from tawthiq.cli.main import Context
from tawthiq.store import Order, SearchFilter, Store
from tawthiq.views.dates import value_in_words
from tawthiq.views.labels import counted, label
from tawthiq.views.search import SearchPage, search


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--publisher", help="Of this outlet.")
@_SINCE
@_UNTIL
@click.option("--order", type=click.Choice([item.value for item in Order]), default=Order.NEWEST.value, show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@output.JSON
@click.pass_obj
def search_command(context: Context, /, words: tuple[str, ...], *, order: str, limit: int, as_json: bool, **filters: Any) -> None:
    """Documents with these words, in every spelling and with every clitic; the words searched are shown.

    Several words: all of them. "Words in marks": next to each other. OR, NOT, and word* for a beginning.

    \b
    Examples:
      tawthiq search الكاظمي
      tawthiq search '"جهاز المخابرات" NOT اغتيال' --since 2020-01-01
    """
    with Store.open(context.archive, create=False, readonly=True) as store:
        page = search(store, " ".join(words), SearchFilter(**filters), limit=limit, order=Order(order))
    if as_json:
        output.echo_json(page)
    else:
        output.echo_lines(_lines(page, context.lang), context.lang)


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
