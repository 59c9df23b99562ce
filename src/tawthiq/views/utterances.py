"""Utterances that stand in several documents in several wordings, also across languages: what was said once and told often.

Found when they are asked for, from the quotations of the archive and, in English documents, from passages in marks whose speaker
is named. Needs the optional file of sentence vectors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tawthiq.encoder.vectors import Vectors
from tawthiq.model import Document, Entity, EntityType, Mention, MentionForm, Reading, SourceKind
from tawthiq.reconcile.utterances import Told, Utterance, told_again
from tawthiq.store import DocumentFilter, Store
from tawthiq.text import english
from tawthiq.text.names import split
from tawthiq.text.sentences import split_sentences

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Telling:
    """One document that tells an utterance: its words and their place (code points, end-exclusive)."""

    document: str
    path: str
    publisher: str | None
    published: str | None
    language: str | None
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class UtteranceRow:
    """One utterance. ``cosine`` is the least likeness of meaning that joins its tellings, with the reason in both languages."""

    id: str
    translated: bool
    cosine: float
    reason_ar: str
    reason_en: str
    told: tuple[Telling, ...]


def utterance_rows(store: Store, vectors: Vectors, document: str | None = None) -> Iterator[UtteranceRow]:
    """What was said once and told in several documents, all or what one document tells."""
    gathered = _Gathering(store)
    for told in told_again(list(gathered.utterances()), vectors):
        if document is None or any(one.document == document for one in told.utterances):
            yield row_of(store, told)


def row_of(store: Store, told: Told) -> UtteranceRow:
    """An utterance with its tellings, the earliest first."""
    found = sorted((_telling(store, one) for one in told.utterances), key=lambda one: (one.published or "9999", one.path, one.start))
    return UtteranceRow(told.id, told.translated, told.cosine, told.reason_ar, told.reason_en, tuple(found))


def _telling(store: Store, one: Utterance) -> Telling:
    head = store.head(one.document)
    return Telling(head.id, head.origin.path, head.publisher, head.published, head.language, one.start, one.end, one.words)


class _Gathering:
    """The quotations of an archive as utterances, a document at a time; of documents that are one text the first alone."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entities: dict[str, Entity] = {}
        self._copies = {
            member.document for group in store.copies() for member in sorted(group.members, key=lambda one: one.document)[1:]
            if member.span is None
        }  # fmt: skip

    def utterances(self) -> Iterator[Utterance]:
        """All of them, sentence by sentence."""
        for stored in self._store.documents(DocumentFilter(current=True)):
            if stored.document.id in self._copies:
                continue
            if stored.document.language == ENGLISH:
                yield from in_english(self._store.document(stored.document.id))
            else:
                yield from self._arabic(stored.document.id)

    def _arabic(self, document: str) -> Iterator[Utterance]:
        reading = self._store.reading(document)
        if not any(quotation.speaker for quotation in reading.quotations):
            return
        identities = {identity.local: identity.entity for identity in self._store.identities(document=document)}
        for quotation in reading.quotations:
            known = identities.get(quotation.speaker or "")
            speaker = self._entity(known) if known else None
            if known and speaker and tells_apart(speaker):
                start, words = quotation.content.start, quotation.content.exact
                for sentence in split_sentences(words):
                    begin, end = start + sentence.start, start + sentence.end
                    inside = _inside(reading, begin, end)
                    named = frozenset(identities[item.entity] for item in inside if item.entity in identities)
                    names = tuple(item.span.exact for item in inside)
                    yield Utterance(document, begin, end, words[sentence.start : sentence.end], known, speaker.name, named, names)

    def _entity(self, entity: str) -> Entity:
        if entity not in self._entities:
            self._entities[entity] = self._store.entity(entity)
        return self._entities[entity]


def tells_apart(speaker: Entity) -> bool:
    """A person with a full name, or a named organisation: whom one can know again in another document."""
    if speaker.kind is not SourceKind.NAMED:
        return False
    return split(speaker.name).is_full if speaker.type is EntityType.PERSON else speaker.type is EntityType.ORGANIZATION


def _inside(reading: Reading, start: int, end: int) -> list[Mention]:
    """The names between two offsets."""
    return [item for item in reading.mentions if item.form is MentionForm.NAME and start <= item.span.start and item.span.end <= end]


def in_english(document: Document) -> Iterator[Utterance]:
    """The passages in marks of an English document whose speaker is named, sentence by sentence."""
    for found in english.quoted(document.text):
        words = document.text[found.start : found.end]
        for sentence in split_sentences(words):
            begin, end = found.start + sentence.start, found.start + sentence.end
            yield Utterance(document.id, begin, end, words[sentence.start : sentence.end], "", found.speaker)
