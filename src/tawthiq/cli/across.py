"""``tawthiq copies`` and ``identities``: what is one text, and who is one."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tawthiq.cli import output, terminal
from tawthiq.cli.lists import show
from tawthiq.cli.main import Context
from tawthiq.encoder.vectors import Vectors, home, load
from tawthiq.errors import NotFoundError, UsageError
from tawthiq.store import EntityFilter, Store
from tawthiq.views.copies import Copy, CopyRow, copy_rows
from tawthiq.views.identities import Bearer, Candidate, IdentityRow, identity_rows, undecided
from tawthiq.views.labels import counted, label
from tawthiq.views.utterances import UtteranceRow, utterance_rows


@click.command("copies")
@click.option("--document", metavar="DOC", help="Only groups with this document: its path or its id. مسار الوثيقة أو معرّفها")
@click.option("--utterances", is_flag=True, help="What was said once and told in other words or another language. أقوال نُقلت بألفاظ أخرى")
@output.LIMIT
@output.JSON
@click.pass_obj
def copies_command(context: Context, *, document: str | None, utterances: bool, limit: int, as_json: bool) -> None:
    """Copies of one text, whole or in passages: who came first, and how much each adds. نصوص منقولة عن أصل واحد.

    \b
    Examples:
      tawthiq copies
      tawthiq copies --document wire-saqiya.txt --json
      tawthiq copies --utterances
    """
    vectors = _vectors() if utterances else None
    with Store.open(context.archive, create=False, readonly=True) as store:
        wanted = store.document_named(document) if document else None
        if vectors is not None:
            show(utterance_rows(store, vectors, wanted), _utterance_block, context.lang, limit, as_json=as_json)
            return
        show(copy_rows(store, wanted), _copy_block, context.lang, limit, as_json=as_json)


def _vectors() -> Vectors:
    """The file of sentence vectors; UsageError (T370) where there is none."""
    found = load()
    if found is None:
        raise UsageError("T370", home=str(home()))
    return found


def _utterance_block(row: UtteranceRow, lang: str) -> Iterator[str]:
    yield terminal.isolated(row.reason_ar if lang == "ar" else row.reason_en)
    for told in row.told:
        publisher = terminal.isolated(told.publisher) if told.publisher else label("ui", "unknown_publisher", lang)
        published = terminal.isolated(told.published) if told.published else label("ui", "undated", lang)
        yield f"  «{terminal.isolated(told.words)}»"
        yield f"    {' · '.join((terminal.isolated(told.path), publisher, published))}"


def _copy_block(row: CopyRow, lang: str) -> Iterator[str]:
    count = counted("in_documents", len(row.copies), lang)
    yield label("decide", "group" if row.whole else "passage", lang, count=count, id=row.group)
    words = next((copy.words for copy in row.copies if copy.words), "")
    if words:
        yield f"  «{terminal.isolated(words)}»"
    for copy in row.copies:
        yield f"  {_copy_line(copy, lang)}"


def _copy_line(copy: Copy, lang: str) -> str:
    publisher = terminal.isolated(copy.publisher) if copy.publisher else label("ui", "unknown_publisher", lang)
    published = terminal.isolated(copy.published) if copy.published else label("ui", "undated", lang)
    share = label("decide", "shared", lang, share=f"{copy.share:.0%}", added=f"{1 - copy.share:.0%}")
    first = [label("decide", "came_first", lang)] if copy.first else []
    return " · ".join([terminal.isolated(copy.path), publisher, published, share, *first])


@click.command("identities")
@click.argument("name", required=False)
@click.option("--undecided", "open_", is_flag=True, help="Pairs that could be one and that nobody has decided on. ما لم يُحسم")
@output.LIMIT
@output.JSON
@click.pass_obj
def identities_command(context: Context, name: str | None, *, open_: bool, limit: int, as_json: bool) -> None:
    """Who is who, and why: the documents that name an entity; or pairs that a person should decide on. من هو من.

    \b
    Examples:
      tawthiq identities "مصطفى الكاظمي"
      tawthiq identities --undecided --json
    """
    with Store.open(context.archive, create=False, readonly=True) as store:
        if open_:
            show(undecided(store), _candidate_block, context.lang, limit, as_json=as_json)
            return
        rows = store.find_entities(name) if name else list(store.entities(EntityFilter(limit=limit + 1)))
        if name and not rows:
            raise NotFoundError("T001", name, name=name)
        show(identity_rows(store, rows, limit), _identity_block, context.lang, limit, as_json=as_json)


def _candidate_block(row: Candidate, lang: str) -> Iterator[str]:
    reason = row.reason_ar if lang == "ar" else row.reason_en
    for entity in (row.first, row.second):
        yield f"{terminal.isolated(entity.name)} · {counted('documents', entity.documents, lang)} · {entity.id}"
    yield f"  {label('decide', 'could_be', lang, score=f'{row.score:.2f}', reason=terminal.isolated(reason))}"
    yield f"  tawthiq decide same {row.first.id} {row.second.id}"


def _identity_block(row: IdentityRow, lang: str) -> Iterator[str]:
    entity = row.entity
    yield f"{terminal.isolated(entity.name)} ({label('type', entity.type, lang)}) · {entity.id}"
    yield from (f"  {_bearer_line(bearer, lang)}" for bearer in row.bearers)


def _bearer_line(bearer: Bearer, lang: str) -> str:
    reason = bearer.reason_ar if lang == "ar" else bearer.reason_en
    return f"{terminal.isolated(bearer.name)} · {terminal.isolated(bearer.path)} · {terminal.isolated(reason)}"
