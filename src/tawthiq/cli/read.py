"""``tawthiq read``: what is understood of one file, nothing stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tawthiq import extract, intake
from tawthiq.cli import output, terminal
from tawthiq.cli.main import Context
from tawthiq.export.exchange import document_line, reading_lines
from tawthiq.model import Document, Reading
from tawthiq.views.dates import value_in_words
from tawthiq.views.labels import label
from tawthiq.views.roles import label_of, role_of, standing_of
from tawthiq.views.words import link_of, object_words

_PLURALS = {"entity": "entities", "mention": "mentions", "date": "dates", "quotation": "quotations", "claim": "claims"}


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--no-encoder", is_flag=True, help="Read by the rules alone, without the learned model. بالقواعد وحدها")
@output.JSON
@click.pass_obj
def read_command(context: Context, file: Path, *, no_encoder: bool, as_json: bool) -> None:
    """What is understood of one file: text, names, dates, quotations, claims. Nothing is stored.

    Of a container (ZIP, mail with attachments) the first document is shown, the others under "members".

    \b
    Examples:
      tawthiq read article.txt
      tawthiq read page.html --json
    """
    read = extract.read_by_rules if no_encoder else extract.read
    understood = [(document, read(document)) for document, _ in intake.read_path(file)]
    if as_json:
        first, *members = [_plain(document, reading) for document, reading in understood]
        output.echo_json(first | ({"members": members} if members else {}))
    else:
        for document, reading in understood:
            output.echo_lines(_lines(document, reading, context.lang), context.lang)


def _plain(document: Document, reading: Reading) -> dict[str, Any]:
    """The document, its text, and what was read of it, in the shapes of the exchange format."""
    found: dict[str, Any] = {
        "document": document_line(document) | {
            "title": document.title, "author": document.author, "format": document.format, "url": document.origin.url,
            "metadata_from": dict(document.origin.metadata_from),
            "read_as_of": reading.published, "read_as_of_why": reading.published_why,
        },
        "text": document.text,
        "entities": [
            {"kind": "entity", "id": entity.id, "type": entity.type.value,
             "names": [{"text": name.text, "lang": name.lang, "preferred": name.preferred} for name in entity.names]}
            for entity in reading.entities
        ],
    }
    found |= {plural: [] for plural in _PLURALS.values() if plural not in found}
    for line in reading_lines(reading, {}):
        found[_PLURALS[line["kind"]]].append(line)
    return found


def _lines(document: Document, reading: Reading, lang: str) -> Iterator[str]:
    names = {entity.id: entity.name for entity in reading.entities}
    publisher = document.publisher or label("ui", "unknown_publisher", lang)
    published = value_in_words(document.published, lang) if document.published else label("ui", "undated", lang)
    status = label("status", document.status.value, lang)
    yield " · ".join((terminal.isolated(document.origin.path), status, terminal.isolated(publisher), terminal.isolated(published)))
    for loss in document.losses:
        yield f"  ! {terminal.loss_in_words(loss, lang)}"
    for claim in reading.claims:
        subject = names.get(claim.subject.entity or "") or claim.subject.text or ""
        value = (names.get(claim.object.entity or "") or object_words(claim)) if claim.object else ""
        yield ""
        yield f"{terminal.isolated(subject)} — {label_of(claim.predicate, lang, role=role_of(claim))}: {terminal.isolated(value)}"
        yield f"  «{terminal.isolated(' … '.join(span.exact for span in claim.evidence))}»"
        chain = terminal.chain_in_words([link_of(hop) for hop in claim.chain], lang)
        yield f"  {label('standing', standing_of(claim), lang)} · {chain} · {', '.join(claim.made_by)}"
