"""``tawthiq search``: documents, claims or quotations by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from tawthiq.cli import output, terminal
from tawthiq.cli.lists import _SINCE, _UNTIL
from tawthiq.cli.main import Context
from tawthiq.errors import NotFoundError, UsageError
from tawthiq.model import EntityType, QuotationForm, Standing
from tawthiq.model.predicates import predicates
from tawthiq.store import Facets, FoundClaim, FoundQuotation, Order, SayingFacets, Sayings, SearchFilter, Store, Term
from tawthiq.views import lists
from tawthiq.views.dates import value_in_words
from tawthiq.views.labels import counted, label, predicate_label
from tawthiq.views.search import SearchPage, search

Command = TypeVar("Command", bound=Callable[..., Any])

_FEW = 20  # results on a page
_TYPES: dict[str, frozenset[str]] = {
    "entities": frozenset(EntityType),
    "people": frozenset({EntityType.PERSON}),
    "organisations": frozenset({EntityType.ORGANIZATION, EntityType.GROUP}),
    "places": frozenset({EntityType.PLACE}),
}


def _named(option: str, field: str, what: str) -> Callable[[Command], Command]:
    return click.option(option, field, metavar="NAME", multiple=True, help=f"{what}; may be given several times.")


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@click.option("--claims", "what", flag_value="claims", help="Claims with these words instead of documents. في الأقوال")
@click.option("--quotations", "what", flag_value="quotations", help="Quotations with these words. في الاقتباسات")
@click.option("--publisher", help="Of this outlet.")
@_SINCE
@_UNTIL
@click.option("--kind", help="Of a claim: met, accuses, …; of a quotation: direct, indirect, mixed; of a document as --format.")
@click.option("--format", help="Of documents of this kind of file: pdf, html, mail, …")
@_named("--person", "people", "Naming this person (a claim: about or by them; a quotation: by or about them)")
@_named("--organisation", "organisations", "Naming this organisation")
@_named("--place", "places", "Naming this place")
@_named("--entity", "entities", "Naming this person, place or organisation")
@click.option("--standing", type=click.Choice([item.value for item in Standing]), help="With a claim of this standing.")
@click.option("--exact", is_flag=True, help="The words in the spelling typed, without any expansion. بالرسم نفسه")
@click.option("--facets", "with_facets", is_flag=True, help="Count what the results can be narrowed by. تصنيف النتائج")
@click.option("--order", type=click.Choice([item.value for item in Order]), default=Order.NEWEST.value, show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=_FEW, show_default=True)
@output.JSON
@click.pass_obj
def search_command(
    context: Context, /, words: tuple[str, ...], *, what: str | None, order: str, limit: int, as_json: bool, with_facets: bool,
    **filters: Any,
) -> None:
    """Documents with these words, in every spelling and with every clitic; the words searched are shown.

    Several words: all of them. "Words in marks": next to each other. OR, (a OR b), NOT or -word, word NEAR/5 word, and
    word* for a beginning.

    \b
    Examples:
      tawthiq search الكاظمي
      tawthiq search '"جهاز المخابرات" NOT اغتيال' --since 2020-01-01
      tawthiq search 'الوزير NEAR/5 استقال' --facets
      tawthiq search --claims استقالة --person الكاظمي --standing alleged
      tawthiq search --quotations 'حصر السلاح' --facets
    """
    query = _query(words)
    with Store.open(context.archive, create=False, readonly=True) as store:
        wanted = _filter(store, filters, what)
        if what is None:
            _documents(context, store, query, wanted, (limit, Order(order)), as_json=as_json, counting=with_facets)
        else:
            _sayings(context, store, query, wanted, (limit, what), as_json=as_json, counting=with_facets)


def _query(words: tuple[str, ...]) -> str:
    """The words as one query. A leading hyphen is a query's NOT; two are an option that we do not have."""
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    return " ".join(words)


def _filter(store: Store, filters: dict[str, Any], what: str | None) -> SearchFilter:
    """The filter that the options ask for; names become the entities that they find first."""
    found = tuple(_entity(store, name, types) for field, types in _TYPES.items() for name in filters.pop(field))
    standing, kind = filters.pop("standing"), filters.pop("kind")
    if what == "quotations" and standing:
        raise UsageError("T515")
    if what is None:
        filters["format"] = filters["format"] or kind
    else:
        filters["kind"] = _kind(kind, what)
    return SearchFilter(**filters, entities=found, standing=Standing(standing) if standing else None)


def _kind(kind: str | None, what: str) -> str | None:
    known = sorted(predicates()) if what == "claims" else [form.value for form in QuotationForm]
    if kind is not None and kind not in known:
        raise UsageError("T514", kind=kind, known="، ".join(known))
    return kind


def _entity(store: Store, name: str, types: frozenset[str]) -> str:
    for row in store.find_entities(name):
        if row.type in types:
            return row.id
    raise NotFoundError("T001", name, name=name)


# Documents


def _documents(
    context: Context, store: Store, query: str, wanted: SearchFilter, how: tuple[int, Order], *, as_json: bool, counting: bool,
) -> None:
    limit, order = how
    page = search(store, query, wanted, limit=limit, order=order)
    counted_by = store.facets(query, wanted) if counting else None
    if as_json:
        output.echo_json(output.plain(page) | ({"facets": counted_by} if counted_by else {}))
        return
    output.echo_lines(_page_lines(page, context.lang), context.lang)
    if counted_by:
        output.echo_lines(_facet_lines(counted_by, context.lang), context.lang)


def _how_many(total: int, lang: str, *, exact: bool) -> str:
    return counted("results", total, lang) if exact else label("ui", "at_least", lang, value=counted("of_results", total, lang))


def _looked_up(words: tuple[str, ...], lang: str) -> Iterator[str]:
    if words:
        yield label("ui", "expanded", lang, words="، ".join(map(terminal.isolated, words)))


def _page_lines(page: SearchPage, lang: str) -> Iterator[str]:
    yield _how_many(page.total, lang, exact=page.exact)
    yield from _looked_up(page.searched, lang)
    for hit in page.hits:
        published = value_in_words(hit.published, lang) if hit.published else label("ui", "undated", lang)
        publisher = hit.publisher or label("ui", "unknown_publisher", lang)
        yield ""
        yield f"{terminal.isolated(hit.title or hit.path)} · {terminal.isolated(publisher)} · {terminal.isolated(published)}"
        yield "  " + terminal.isolated("".join(f"[{piece}]" if marked else piece for piece, marked in hit.snippet))
    if page.total > len(page.hits) > 0:
        yield ""
        yield label("ui", "not_all", lang, shown=len(page.hits))


def _facet_lines(found: Facets, lang: str) -> Iterator[str]:
    yield ""
    standings = tuple((label("standing", name, lang), count) for name, count in found.standings)
    for counts in (found.publishers, found.years, found.formats, standings):
        yield from _counts(counts)
    for named in (found.people, found.organizations, found.places):
        yield from _counts(tuple((name, count) for _, name, count in named))


def _counts(counts: tuple[tuple[str, int], ...]) -> Iterator[str]:
    if counts:
        yield " · ".join(f"{terminal.isolated(name)} {count}" for name, count in counts)


# Claims and quotations


def _sayings(
    context: Context, store: Store, query: str, wanted: SearchFilter, how: tuple[int, str], *, as_json: bool, counting: bool,
) -> None:
    limit, what = how
    if what == "claims":
        claims = store.search_claims(query, wanted, limit, counting=counting)
        rows = list(lists.rows_of_claims(store, claims))
        _show(context, claims, rows, [terminal.claim_block(row, context.lang) for row in rows], as_json=as_json)
    else:
        quotations = store.search_quotations(query, wanted, limit, counting=counting)
        said = list(lists.rows_of_quotations(store, quotations))
        _show(context, quotations, said, [terminal.quotation_block(row, context.lang) for row in said], as_json=as_json)


def _show(
    context: Context, found: Sayings[FoundClaim] | Sayings[FoundQuotation], rows: list[Any], shown: list[Iterator[str]], *, as_json: bool,
) -> None:
    searched = _searched(found.searched)
    if as_json:
        facets = {"facets": found.facets} if found.facets else {}
        output.echo_json({"total": found.total, "exact": found.complete, "searched": searched, "hits": rows} | facets)
        return
    lang = context.lang
    output.echo_lines((_how_many(found.total, lang, exact=found.complete), *_looked_up(searched, lang)), lang)
    if shown:
        output.echo_lines(("", *terminal.blocks(shown)), lang)
    if len(found) and (found.total > len(found) or not found.complete):
        output.echo_lines(("", label("ui", "not_all", lang, shown=len(found))), lang)
    if found.facets:
        output.echo_lines(_saying_facets(found.facets, lang), lang)


def _searched(terms: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(tokens) for term in terms for tokens in term.tokens))


def _saying_facets(found: SayingFacets, lang: str) -> Iterator[str]:
    yield ""
    kinds = tuple((f"{predicate_label(kind, lang)} = {kind}", count) for kind, count in found.kinds)
    standings = tuple((label("standing", name, lang), count) for name, count in found.standings)
    for counts in (kinds, standings, found.publishers, found.years):
        yield from _counts(counts)
    for named in (found.people, found.organizations, found.places):
        yield from _counts(tuple((name, count) for _, name, count in named))
