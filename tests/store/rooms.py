"""Stand-ins for the other rooms: small, and able to fail in every way. Workers import them by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType

from tawthiq.errors import IntakeError
from tawthiq.intake.metadata import NOTHING, Facts
from tawthiq.model import (
    Argument,
    Claim,
    Document,
    Entity,
    EntityType,
    Hop,
    HopRole,
    Judgement,
    Loss,
    Mention,
    MentionForm,
    Name,
    Origin,
    Reading,
    Reconciliation,
    Span,
    document_id,
)
from tawthiq.worker import Rooms

READER = "fake-1"


@dataclass(frozen=True)
class FakeSource:
    path: Path
    display: str
    facts: Facts = field(default_factory=lambda: NOTHING)
    losses: tuple[Loss, ...] = ()
    barred: bool = False


def discover(paths: Sequence[Path]) -> Iterator[FakeSource]:
    for root in paths:
        for file in sorted(root.glob("*")):
            yield FakeSource(file, file.name)


def read(source: FakeSource, skip: int = 0) -> Iterator[tuple[Document, bytes]]:
    """One document a file; of a .many file one a line. Some words are orders to fail."""
    content = source.path.read_bytes()
    if content.startswith(b"die alone"):
        os.kill(os.getpid(), signal.SIGKILL)
    if content.startswith(b"hang"):
        time.sleep(60)
    if content.startswith(b"eat"):
        assert bytearray(2 << 30)
    if content.startswith(b"refuse"):
        raise IntakeError("T410", source.display)
    if source.path.suffix != ".many":
        yield _document(content, Origin(source.display)), content
        return
    for number, line in list(enumerate(content.splitlines()))[skip:]:
        if line.startswith(b"die at this line"):
            os.kill(os.getpid(), signal.SIGKILL)
        yield _document(line, Origin(f"{source.display}/{number}", container=source.display)), line


def _document(content: bytes, origin: Origin) -> Document:
    text = content.decode()
    losses = (Loss("T102", origin.path),) if text.startswith("partly") or not text.strip() else ()
    return Document(document_id(content), text, origin, published="2021-11-08", losses=losses)


def extract(document: Document) -> Reading:
    """Every text speaks of its first word."""
    if document.text.startswith("slow"):
        time.sleep(0.02)
    if document.text.startswith("die of it"):
        os.kill(os.getpid(), signal.SIGKILL)
    if document.text.startswith("fail"):
        raise RuntimeError("cannot understand")
    if document.text.startswith("die once") and not (flag := Path(os.environ["DIED"])).exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    word = document.text.split(" ")[0]
    span = Span(0, len(word), "x" * len(word) if word == "wrong" else word)
    claim = Claim("", document.id, Argument("e1", span), "is_named", None, (span,), (Hop(HopRole.PUBLISHER, None),),
                  qualifiers=MappingProxyType({"length": len(word)}))
    return Reading(
        document.id, READER, document.published, "test", (Entity("e1", EntityType.THING, (Name(word),)),),
        (Mention("e1", EntityType.THING, span, MentionForm.NAME),), claims=(_Stubborn.of(claim) if word == "stubborn" else claim,),
    )


class _Stubborn(Claim):
    """A claim that cannot be handed to another process."""

    __slots__ = ()

    @classmethod
    def of(cls, claim: Claim) -> Claim:
        return cls(**{item.name: getattr(claim, item.name) for item in fields(claim)})

    def __reduce__(self) -> str:
        raise TypeError("stubborn")


def extract_as_older(document: Document) -> Reading:
    """An older reader, that found nothing."""
    return Reading(document.id, "fake-0", document.published)


def reconcile(documents: Sequence[Document], readings: Sequence[Reading], _judgements: Sequence[Judgement]) -> Reconciliation:
    """One entity for all."""
    entities = [replace(entity, id=f"E-{entity.name}") for reading in readings for entity in reading.entities]
    assert len(documents) == len(readings)
    return Reconciliation(entities=tuple({entity.id: entity for entity in entities}.values()))


ROOMS = Rooms(discover, read, extract, reconcile, READER)
