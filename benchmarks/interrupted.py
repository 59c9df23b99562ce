"""Kills what changes an archive besides adding, at random moments, and looks whether it can be gone on with.

    python -m benchmarks.interrupted [--kills 40] [--seed 1] [--only compare grow reread remove compact backup restore] [--work FOLDER]

For each kill an archive is copied from one that was made before. A child compares everything (``compare``), compares what was added
(``grow``), reads anew, removes a document (and compares and compacts, as ``tawthiq remove`` does), compacts, writes a backup or
restores one, and is killed with SIGKILL somewhere in the time that this takes undisturbed. ``verify`` must then find nothing, and
the same asked for again, as a person would, must end with what an undisturbed program leaves, and with no file beside it.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.kills import NOW, killed, state, verified
from tawthiq import extract, pipeline
from tawthiq.errors import NotFoundError, StoreError, TawthiqError
from tawthiq.model import Document, Reading
from tawthiq.store import Store, restore
from tawthiq.worker import Rooms

_DOCUMENTS, _MORE = 240, 30  # more than the 200 up to which everything is compared always; and what is added to them
_LONGER = 1.1  # times the undisturbed time within which a kill falls: some come too late, and that is looked at too
_COPIED = 0.15  # of the texts repeat one before them
_GONE = "t-0007.txt"  # the document that is removed
_SECRET = "زقفطلون"  # noqa: S105 - a word of that document alone
_GIVEN = ["فاضل", "نبيل", "هالة", "سمير", "رباب", "عدنان", "ليث", "وفاء", "جابر", "سهاد"]
_FAMILY = ["الشريدي", "العامودي", "السروجي", "الحمداني", "الدرعاوي", "القيسي", "السمان", "الراوي"]
_PLACES = ["دير البحر", "وادي النخل", "رأس التلة", "عين الصخر", "تل الزيت", "مرج الوادي"]
_SENTENCES = [
    "عُيّن {person} مديراً لميناء {place} عام {year}.", "وقال {person} إن العمل في {place} يبدأ غداً.",
    "نفى {person} أنه استقال من بلدية {place} في {year}.", "وصل {person} إلى {place} يوم الأحد.",
    "انتخب مجلس {place} {person} رئيساً له سنة {year}.", "والتقى {person} {other} في {place}.",
]


def read_first(document: Document) -> Reading:
    """The program's own reading by rules."""
    return replace(extract.read_by_rules(document), reader="interrupted-1")


def read_second(document: Document) -> Reading:
    """The same as a later version would call itself."""
    return replace(extract.read_by_rules(document), reader="interrupted-2")


def rooms(*, later: bool = False) -> Rooms:
    """The program's rooms, with one of two versions of a reader."""
    read = read_second if later else read_first
    return replace(pipeline.rooms(encoder=False), extract=read, reader=f"interrupted-{2 if later else 1}")


# Invented archives


def texts(chance: random.Random, count: int) -> list[str]:
    """Notices in which the same people and places come again and again; some repeat one before."""
    found: list[str] = []
    for number in range(count):
        if found and chance.random() < _COPIED:
            found.append(f"{chance.choice(found)} طبعة {number}.")
        else:
            found.append(" ".join(_sentence(chance) for _ in range(chance.randint(2, 6))))
    found[7] += f" {_SECRET}."
    return found


def _sentence(chance: random.Random) -> str:
    one, other = (f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}" for _ in range(2))
    return chance.choice(_SENTENCES).format(person=one, other=other, place=chance.choice(_PLACES), year=chance.randint(1990, 2024))


def make(work: Path, chance: random.Random) -> None:
    """The archives that are copied: read, compared, grown; and a backup."""
    folder = work / "texts"
    folder.mkdir()
    for number, text in enumerate(texts(chance, _DOCUMENTS + _MORE)):
        (folder / f"t-{number:04}.txt").write_text(text, "utf-8")
    files = sorted(folder.iterdir())
    with Store.open(work / "read") as store:
        pipeline.add(store, files[:_DOCUMENTS], now=NOW, workers=0, using=rooms(), reconciling=False)
    shutil.copytree(work / "read", work / "compared")
    with Store.open(work / "compared") as store:
        pipeline.compare(store, rooms())
        store.backup(work / "kept.tar")
    shutil.copytree(work / "compared", work / "grown")
    with Store.open(work / "grown") as store:
        pipeline.add(store, files[_DOCUMENTS:], now=NOW, workers=0, using=rooms(), reconciling=False)


# What is done and killed. Each takes the folder of one trial, in which ``a`` is the archive.


def compare(trial: Path) -> None:
    """Everything, or what was added: whatever waits."""
    with Store.open(trial / "a") as store:
        pipeline.compare(store, rooms())


def reread(trial: Path) -> None:
    """Anew, by a later version of the reader."""
    with Store.open(trial / "a") as store:
        pipeline.reread(store, workers=0, using=rooms(later=True))


def remove(trial: Path) -> None:
    """As ``tawthiq remove`` does; a document that is gone already is no fault when it is asked for again."""
    with Store.open(trial / "a") as store:
        with suppress(NotFoundError):
            store.remove(_GONE, author="هند", note="", removed_at=NOW)
        pipeline.compare(store, rooms())
        store.compact()


def compact(trial: Path) -> None:
    """Gives space back."""
    with Store.open(trial / "a") as store:
        store.compact()


def backup(trial: Path) -> None:
    """To a file beside the archive; that it is there already is no fault."""
    with Store.open(trial / "a", readonly=True) as store:
        try:
            store.backup(trial / "b.tar")
        except StoreError as error:
            if error.code != "T413":
                raise


def restoring(trial: Path) -> None:
    """Out of a backup, if the archive is not there yet."""
    if not (trial / "a").exists():
        restore(trial.parent / "kept.tar", trial / "a")


@dataclass(frozen=True, slots=True)
class Act:
    """The archive that it begins with (none for an archive that is made), and what is done."""

    base: str | None
    do: Callable[[Path], None]


ACTS = {
    "compare": Act("read", compare), "grow": Act("grown", compare), "reread": Act("compared", reread), "remove": Act("compared", remove),
    "compact": Act("compared", compact), "backup": Act("compared", backup), "restore": Act(None, restoring),
}


def run(name: str, kills: int, chance: random.Random, work: Path) -> tuple[int, list[str]]:
    """So many trials of one act: how many were killed before their end, and what was found wrong."""
    act = ACTS[name]
    whole = _trial(work / "whole", act)
    began = time.monotonic()
    act.do(whole)
    longest = (time.monotonic() - began) * _LONGER
    wanted, listed = found_in(whole / "a"), _listed(whole)
    count, faults = 0, []
    for number in range(kills):
        trial = _trial(work / f"{name}-{number}", act)
        count += killed(_child(act, trial), chance.uniform(0.0, longest))
        faults += [f"{name} {number}: {fault}" for fault in _looked_at(trial, act, wanted, listed)]
        shutil.rmtree(trial)
    shutil.rmtree(whole)
    return count, faults


def _trial(folder: Path, act: Act) -> Path:
    folder.mkdir()
    if act.base:
        shutil.copytree(folder.parent / act.base, folder / "a")
    return folder


def _child(act: Act, trial: Path) -> int:
    """A process that does it; its number. A fork of a process without open archives: it begins at once."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        act.do(trial)
        status = 0
    finally:
        sys.stdout.flush()
        os._exit(status)


def _looked_at(trial: Path, act: Act, wanted: Counter[str], listed: list[str]) -> Iterator[str]:
    if (trial / "a").exists():
        yield from (f"after the kill: {fault}" for fault in verified(trial / "a"))
    try:
        act.do(trial)
    except TawthiqError as error:
        yield f"asked for again: {error}"
        return
    yield from verified(trial / "a")
    if found_in(trial / "a") != wanted:
        yield "not what an undisturbed program leaves"
    if _listed(trial) != listed:
        yield f"other files than an undisturbed program leaves: {_listed(trial)}"
    if act.do is remove and any(_SECRET.encode() in file.read_bytes() for file in trial.rglob("*") if file.is_file()):
        yield "words of a removed document stand in a file"


def _listed(trial: Path) -> list[str]:
    return sorted(path.name for path in trial.iterdir())


def found_in(archive: Path) -> Counter[str]:
    """Documents with readings and places, entities, copies and findings of an archive, as lines."""
    with Store.open(archive) as store:
        found = state(store)
        found.update(f"{row.id} {row.name} {row.documents} {row.claims}" for row in store.entities())
        found.update(str(finding) for finding in store.findings())
        found.update(str(group) for group in store.copies())
        found["settled"] = int(store.settled)
        found.update(str(entry) for entry in store.removed())
    return found


def main() -> None:
    """Prints a line for each act; fails if anything was found wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=sorted(ACTS), default=list(ACTS))
    parser.add_argument("--work", type=Path, help="where archives are made; a folder in memory is quicker, and a kill is no power cut")
    given = parser.parse_args()
    sys.exit(bool(_told(given.only, given)))


def _told(names: Sequence[str], given: argparse.Namespace) -> list[str]:
    chance = random.Random(given.seed)  # noqa: S311 - the same kills in every run
    every: list[str] = []
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        make(Path(folder), chance)
        for name in names:
            count, faults = run(name, given.kills, chance, Path(folder))
            print(f"{name:8} {given.kills} trials, {count} killed before their end; faults: {len(faults)}", flush=True)
            for fault in faults[:10]:
                print(f"  {fault}")
            every += faults
    return every


if __name__ == "__main__":
    main()
