"""Invented documents and readings for the tests of the store."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from tawthiq.model import (
    Argument,
    Axes,
    Claim,
    CopyGroup,
    CopyMember,
    DateMention,
    Document,
    Entity,
    EntityType,
    Finding,
    Hop,
    HopRole,
    Identity,
    Independence,
    Loss,
    Mention,
    MentionForm,
    Name,
    Origin,
    Quotation,
    QuotationForm,
    Reading,
    Reconciliation,
    Span,
    Time,
    TimeRelation,
    Verdict,
    Voice,
    document_id,
    identified,
)
from tawthiq.store import Store

NOW = "2021-11-08T10:00:00+00:00"
TEXT = "عُيّن سالم الهاني وزيراً للنقل عام 2019. وقال الهاني: «سنبني جسراً في دير البحر»."
OTHER = "نفى سالم الهاني أن يكون قد استقال من وزارة النقل في 2020."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def document(text: str = TEXT, *, path: str = "a.txt", published: str | None = "2021-11-08", publisher: str | None = "جريدة السواحل",
             losses: tuple[Loss, ...] = (), title: str | None = None) -> tuple[Document, bytes]:
    content = text.encode()
    found = Document(
        document_id(content), text, Origin(path, metadata_from=(("title", "sidecar"),)), publisher, published, title, "مراسل", "ar",
        losses=losses,
    )
    return found, content


def empty(found: Document, reader: str = "none-1") -> Reading:
    return Reading(found.id, reader, found.published, "metadata" if found.published else "")


def full(found: Document, reader: str = "test-1") -> Reading:
    """A reading with one of everything, for TEXT."""
    text = found.text
    person, ministry = span(text, "سالم الهاني"), span(text, "وزيراً للنقل")
    publisher, speaker = Hop(HopRole.PUBLISHER, found.publisher), Hop(HopRole.SPEAKER, "الهاني", "e1", span=span(text, "الهاني:"))
    office = Claim(
        "", found.id, Argument("e1", person), "holds_office", Argument("e2", ministry), (span(text, "عُيّن سالم الهاني وزيراً للنقل"),),
        (publisher,), qualifiers=MappingProxyType({"role": "وزير"}), trigger=span(text, "عُيّن"), confidence=0.9,
        time=(Time(TimeRelation.START, "2019", span(text, "2019")),), made_by=("rule:office@1",), why=("ظرف",),
    )
    promise = Claim(
        "", found.id, Argument("e1"), "builds", Argument(value=(Argument(span=span(text, "جسراً")),)), (span(text, "سنبني جسراً"),),
        (publisher, speaker), Axes(Voice.ATTRIBUTED), place=Argument("e3", span(text, "دير البحر")), cue=span(text, "وقال"),
    )
    return Reading(
        found.id, reader, found.published, "metadata",
        entities=(
            Entity("e1", EntityType.PERSON, (Name("سالم الهاني", preferred=True), Name("الهاني"))),
            Entity("e2", EntityType.POSITION, (Name("وزير النقل"),)), Entity("e3", EntityType.PLACE, (Name("دير البحر"),)),
        ),
        mentions=(Mention("e1", EntityType.PERSON, person, MentionForm.NAME),),
        dates=(DateMention(span(text, "عام 2019"), "2019", "year", "2019-01-01", "2019-12-31"),),
        quotations=(Quotation("q1", QuotationForm.DIRECT, span(text, "سنبني جسراً في دير البحر"), span(text, "قال"), None, "e1",
                              (publisher, speaker)),),
        claims=(identified(office), identified(promise)),
    )


def reconciliation(first: Reading, second: Document) -> Reconciliation:
    """The entities of a reading as archive-wide ones, the second document as a copy of the first."""
    ids = [claim.id for claim in first.claims]
    return Reconciliation(
        entities=tuple(replace(entity, id=f"E-{entity.id}") for entity in first.entities),
        identities=tuple(Identity(first.document, entity.id, f"E-{entity.id}", 0.9, "الاسم نفسه", "same name") for entity in first.entities),
        copies=(CopyGroup("g1", (CopyMember(first.document, first.mentions[0].span, 0.5), CopyMember(second.id, None, 1.0)), first.document),),
        findings=(
            Finding("f1", Argument("E-e1"), "holds_office", Argument("E-e2"), (ids[0],), Verdict.SINGLE_SOURCE, Independence(1, 1)),
            Finding("f2", Argument("E-e1"), "builds", None, (ids[1],), Verdict.AGREE, Independence(1, 2)),
        ),
    )


def execute(archive: Path, *statements: str) -> None:
    """Changes the tables of an archive behind its back."""
    connection = sqlite3.connect(archive / "store.db")
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def words_of_names(store: Store) -> list[tuple[str, str]]:
    """What the index of names has: each word with the ids of the entities that it finds."""
    connection = store._connection
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, called, instance)")
    listed = connection.execute("SELECT v.term, a.id FROM temp.vocabulary v LEFT JOIN archive_entity a ON a.n = v.doc")
    return sorted(listed.fetchall(), key=repr)
