"""Kills a program that adds documents, at random moments, and looks whether anything was lost or is there twice.

    python -m benchmarks.kills [--kills 500] [--seed 1] [--workers 0|2] [--documents 1200] [--work FOLDER]

A child adds a folder of invented files (texts with sidecars, pages, archives, mailboxes, tables, changed and repeated files)
and is killed with SIGKILL. After each kill: every document that was there is still there; after every tenth, and at the end:
``verify`` finds nothing. When a folder is whole it must hold each document once, with the places and replacements of an
archive that was never disturbed; then the next archive begins. Printed is how many documents were read and had to be read again.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from tawthiq import intake, pipeline
from tawthiq.model import (
    Argument,
    Claim,
    Document,
    Entity,
    EntityType,
    Hop,
    HopRole,
    Identity,
    Judgement,
    Name,
    Reading,
    Reconciliation,
    Span,
    identified,
)
from tawthiq.store import DocumentFilter, Store
from tawthiq.worker import Rooms

NOW = "2021-11-08T00:00:00+00:00"
_READER = "kills-1"
_TOLD = "TAWTHIQ_KILLS_TOLD"  # the file in which readers note each document that they read
_LATEST = 1.2  # seconds after which a child is killed at the latest; an undisturbed folder takes several times as long
_STEP = 10  # documents of a line of the table that is printed
_VERIFIED = 10  # kills between two verifications
_WORDS = [
    "جسر", "نهر", "وزير", "مدينة", "ميناء", "قال", "أعلن", "مجلس", "لجنة", "تقرير", "مدرسة", "طريق", "سوق", "بيت", "ماء", "حقل",
    "سفينة", "جبل", "قرية", "محكمة",
]
_WAITING = frozenset({"T436"})  # originals whose batch was not written: the next program writes it


@dataclass
class Tally:
    """What the kills did. ``redone``: documents read and not kept when the program died, one number a kill."""

    kills: int = 0
    archives: int = 0
    redone: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_a_little(document: Document) -> Reading:
    """Every text speaks of its first word; each reading is noted, to count what is done twice."""
    if told := os.environ.get(_TOLD):
        with Path(told).open("ab") as file:
            file.write(b".")
    word = document.text.split()[0]
    start = document.text.index(word)
    span = Span(start, start + len(word), word)
    claim = Claim("", document.id, Argument("e1", span), "open", None, (span,), (Hop(HopRole.PUBLISHER, document.publisher),))
    entities = (Entity("e1", EntityType.THING, (Name(word),)),)
    return Reading(document.id, _READER, document.published, "", entities, claims=(identified(claim),))


def compare_a_little(documents: Sequence[Document], readings: Sequence[Reading], _judgements: Sequence[Judgement]) -> Reconciliation:
    """Things of one name are one."""
    entities = {entity.name: replace(entity, id=f"E-{entity.name}") for reading in readings for entity in reading.entities}
    identities = (
        Identity(document.id, entity.id, f"E-{entity.name}", 1.0, "", "")
        for document, reading in zip(documents, readings, strict=True) for entity in reading.entities
    )
    return Reconciliation(tuple(entities.values()), tuple(identities))


ROOMS = Rooms(intake.discover, intake.read, read_a_little, compare_a_little, _READER)


# Invented files


def _text(chance: random.Random, words: int = 120) -> str:
    return " ".join(chance.choices(_WORDS, k=words)) + f" {chance.getrandbits(64)}.\n"


def write_files(folder: Path, chance: random.Random, documents: int) -> None:
    """A folder of about so many documents, in files of many kinds."""
    written = number = 0
    while written < documents:
        parent = folder / f"{number // 100:03}"
        parent.mkdir(parents=True, exist_ok=True)
        written += _write(parent / f"{number:05}", chance)
        number += 1


def _write(stem: Path, chance: random.Random) -> int:
    kind = chance.choices(["txt", "html", "zip", "mbox", "csv", "copy"], [10, 4, 1, 1, 1, 1])[0]
    count = chance.randint(2, 60)
    if kind == "txt":
        stem.with_suffix(".txt").write_text(_text(chance), "utf-8")
        stem.with_suffix(".txt.meta.json").write_text(json.dumps({"published": f"20{chance.randint(10, 24)}-05-01"}), "utf-8")
    elif kind == "html":
        stem.with_suffix(".html").write_text(f"<html><body><article><h1>خبر</h1><p>{_text(chance)}</p></article></body></html>", "utf-8")
    elif kind == "zip":
        stem.with_suffix(".zip").write_bytes(_zipped(chance, count))
    elif kind == "mbox":
        mails = (f"From a@b Tue Mar  5 14:30:00 2024\nFrom: a@b.example\nSubject: {n}\n\n{_text(chance)}\n" for n in range(count))
        stem.with_suffix(".mbox").write_text("".join(mails), "utf-8")
    elif kind == "csv":
        rows = (f"{n},{_text(chance).strip()}\n" for n in range(count))
        stem.with_suffix(".csv").write_text("title,text\n" + "".join(rows), "utf-8")
    else:
        earlier = sorted(stem.parent.glob("*.txt"))
        stem.with_suffix(".txt").write_bytes(chance.choice(earlier).read_bytes() if earlier else _text(chance).encode())
    return count if kind in {"zip", "mbox", "csv"} else 1


def _zipped(chance: random.Random, count: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", _text(chance))
    return stream.getvalue()


def change_files(folder: Path, chance: random.Random) -> None:
    """Every tenth text gets another content: a document that replaces the one before."""
    for file in sorted(folder.rglob("*.txt")):
        if chance.random() < 0.1:
            file.write_text(_text(chance), "utf-8")


# Adding and killing


def _add(archive: Path, folder: Path, workers: int) -> None:
    with Store.open(archive) as store:
        work = store.work()
        if work:
            pipeline.resume(store, now=NOW, workers=workers, using=ROOMS)
        else:
            pipeline.add(store, [folder], now=NOW, workers=workers, using=ROOMS)


def _child(archive: Path, folder: Path, workers: int) -> int:
    """A process that adds; its number. A fork of a process without open archives: it begins at once."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        _add(archive, folder, workers)
        status = 0
    finally:
        sys.stdout.flush()
        os._exit(status)


def killed(process: int, seconds: float) -> bool:
    """Whether a process had to be killed after so long; RuntimeError if it failed by itself."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            if status:
                raise RuntimeError(f"adding failed by itself: status {status}")
            return False
        time.sleep(0.002)
    os.kill(process, signal.SIGKILL)  # its workers end with it
    os.waitpid(process, 0)
    return True


def run(kills: int, seed: int, workers: int, documents: int, work: Path, tally: Tally | None = None) -> Tally:
    """So many kills, on as many archives as that takes. What they did is in ``tally`` also if this is interrupted."""
    chance = random.Random(seed)  # noqa: S311 - the same kills in every run
    tally = tally or Tally()
    while tally.kills < kills:
        folder, archive, whole = (work / f"{name}-{tally.archives}" for name in ("in", "archive.tawthiq", "whole.tawthiq"))
        write_files(folder, chance, documents)
        for changed in (False, True):
            if changed:
                change_files(folder, chance)
            _add(whole, folder, 0)
            _disturbed(tally, archive, folder, workers, chance)
        tally.faults += _differences(archive, whole)
        tally.archives += 1
        for path in (folder, archive, whole):
            shutil.rmtree(path)
    return tally


def _disturbed(tally: Tally, archive: Path, folder: Path, workers: int, chance: random.Random) -> None:
    """Adds a folder, killed again and again until a program comes to its end."""
    told = folder.with_suffix(".told")
    os.environ[_TOLD] = str(told)
    kept = _documents(archive)
    latest = _LATEST if workers == 0 else _LATEST * 4  # workers take a second to begin
    while True:
        told.write_bytes(b"")
        by_us = killed(_child(archive, folder, workers), chance.uniform(0.01, latest))
        latest *= 1.02  # a folder comes to its end some time
        found = _documents(archive)
        tally.faults += [f"lost: {document}" for document in kept - found]
        if not by_us:
            del os.environ[_TOLD]
            return
        tally.kills += 1
        tally.redone.append(told.stat().st_size - len(found - kept))
        kept = found
        if tally.kills % _VERIFIED == 0:
            tally.faults += verified(archive, _WAITING)


def _documents(archive: Path) -> set[str]:
    if not (archive / "store.db").is_file():
        return set()
    with Store.open(archive) as store:
        found = [stored.document.id for stored in store.documents()]
    if len(found) != len(set(found)):
        raise RuntimeError("a document is there twice")
    return set(found)


def verified(archive: Path, allowed: frozenset[str] = frozenset()) -> Iterator[str]:
    with Store.open(archive) as store:
        yield from (f"{fault.code} {fault.where} {fault.detail}" for fault in store.verify() if fault.code not in allowed)


def _differences(archive: Path, whole: Path) -> Iterator[str]:
    """What an archive has otherwise than one that was never disturbed."""
    yield from verified(archive)
    with Store.open(archive) as store, Store.open(whole) as other:
        if store.work():
            yield f"work left over: {store.work()}"
        if state(store) != state(other):
            yield f"not the archive of an undisturbed program: {store.counts()} / {other.counts()}"


def state(store: Store) -> Counter[str]:
    """Every document with its reading, its places and what it replaces, as one line each."""
    lines: Counter[str] = Counter()
    for stored in store.documents(DocumentFilter()):
        identifier = stored.document.id
        places = sorted((seen.path, seen.container or "", seen.current) for seen in store.sightings(identifier))
        claims = [claim.id for claim in store.reading(identifier).claims]
        told = json.dumps([identifier, stored.status, stored.replaced_by, places, claims, store.text(identifier)])
        lines[hashlib.sha256(told.encode()).hexdigest()] += 1
    return lines


def main() -> None:
    """Prints how many kills, on how many archives, and what they did; fails if anything was lost. Ctrl-C ends it early."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--documents", type=int, default=1_200)
    parser.add_argument("--work", type=Path, help="where archives are made; a folder in memory is quicker, and a kill is no power cut")
    given = parser.parse_args()
    found = Tally()
    with tempfile.TemporaryDirectory(dir=given.work) as work, suppress(KeyboardInterrupt):
        run(given.kills, given.seed, given.workers, given.documents, Path(work), found)
    print(f"{found.kills} kills while {found.archives} archives were made; faults: {len(found.faults)}")
    for fault in found.faults[:20]:
        print(f"  {fault}")
    print("documents read again after a kill, and how often:")
    for least in range(0, max(found.redone, default=0) + 1, _STEP):
        print(f"  {least:3}-{least + _STEP - 1:<3} {sum(least <= count < least + _STEP for count in found.redone)}")
    print(f"at most {max(found.redone, default=0)}, where a batch is {pipeline.BATCH}")
    sys.exit(bool(found.faults))


if __name__ == "__main__":
    main()
