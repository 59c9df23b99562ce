"""A folder goes in, an archive comes out, whatever the files are like and whenever the program is stopped."""

from __future__ import annotations

import gc
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tawthiq import crew, pipeline, worker
from tawthiq.errors import UsageError
from tawthiq.pipeline import Progress, Refusal
from tawthiq.store import Store
from tests.store import rooms
from tests.store.rooms import ROOMS
from tests.store.samples import NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "archive.tawthiq") as found:
        yield found


def fill(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / name.replace("__", ".")).write_text(text)


def add(store: Store, folder: Path, workers: int = 0) -> pipeline.Summary:
    return pipeline.add(store, [folder], now=NOW, workers=workers, using=ROOMS)


def texts(store: Store) -> list[str]:
    return [document.text for document in store.all_documents()]


@pytest.mark.parametrize("workers", [0, 2])
def test_pipeline_adds_a_folder_in_its_order(store: Store, folder: Path, workers: int) -> None:
    fill(folder, a="جسر", b="نهر", c="بحر")
    summary = add(store, folder, workers)
    assert (summary.files, summary.read, summary.documents, summary.reconciled) == (3, 3, 3, True)
    assert texts(store) == ["جسر", "نهر", "بحر"]
    assert [row.id for row in store.entities()] == ["E-بحر", "E-جسر", "E-نهر"]
    assert store.search("نهر").total == 1
    assert [found.claim.qualifiers for found in store.claims()] == [{"length": 3}] * 3


@pytest.mark.parametrize("workers", [0, 2])
def test_pipeline_adding_again_changes_nothing(store: Store, folder: Path, workers: int) -> None:
    fill(folder, a="جسر", b="نهر", c__many="سهل\nتل")
    add(store, folder)
    before = (texts(store), store.counts())
    summary = add(store, folder, workers)
    assert (summary.already, summary.documents, summary.reconciled) == (4, 0, False)
    assert (texts(store), store.counts()) == before


def test_pipeline_lets_a_changed_file_replace(store: Store, folder: Path) -> None:
    fill(folder, a="جسر", b="نهر")
    add(store, folder)
    fill(folder, a="جسر جديد")
    summary = add(store, folder)
    assert (summary.replaced, summary.read, summary.already) == (1, 1, 1)
    old, _, new = store.all_documents()
    assert new.replaces == old.id


def test_pipeline_does_not_take_files_of_one_name_in_two_folders_for_one(store: Store, folder: Path) -> None:
    for name, text in (("x", "جسر"), ("y", "نهر")):
        (folder / name).mkdir()
        fill(folder / name, a=text)
        assert add(store, folder / name).replaced == 0


def test_pipeline_accounts_for_every_file(store: Store, folder: Path) -> None:
    fill(folder, a="جسر", b="partly read", c="", d="refuse", e="fail here", f="wrong span", g="جسر")
    summary = add(store, folder)
    assert (summary.files, summary.read, summary.already) == (7, 1, 1)
    assert [(refusal.path, refusal.codes) for refusal in summary.partial] == [("b", ("T102",)), ("e", ("T452",)), ("f", ("T452",))]
    assert [(refusal.path, refusal.codes) for refusal in summary.refused] == [("c", ("T102",)), ("d", ("T410",))]
    assert {row.path for row in store.losses()} == {"b", "c", "d", "e", "f"}
    assert store.search("wrong").total == 1
    assert list(store.verify()) == []


def test_pipeline_records_a_file_that_kills_its_worker(store: Store, folder: Path) -> None:
    fill(folder, a="جسر", b="die alone", c="نهر", d="بحر")
    summary = add(store, folder, workers=2)
    assert summary.refused == (Refusal("b", ("T451",)),)
    assert texts(store) == ["جسر", "نهر", "بحر"]


def test_pipeline_records_a_file_whose_result_cannot_be_handed_over(store: Store, folder: Path) -> None:
    fill(folder, a="جسر", b="stubborn claim", c="نهر")
    summary = add(store, folder, workers=2)
    assert summary.refused == (Refusal("b", ("T452",)),)
    assert texts(store) == ["جسر", "نهر"]


def test_pipeline_stores_the_text_of_what_its_worker_died_of_understanding(store: Store, folder: Path) -> None:
    fill(folder, a="جسر", b="die of it حقل", c__many="نهر\ndie of it بحر\nسهل")
    summary = add(store, folder, workers=2)
    assert (summary.read, summary.refused) == (3, ())
    assert [(refusal.path, refusal.codes) for refusal in summary.partial] == [("b", ("T457",)), ("c.many/1", ("T457",))]
    assert texts(store) == ["جسر", "die of it حقل", "نهر", "die of it بحر", "سهل"]
    assert [store.search(word).total for word in ("حقل", "بحر")] == [1, 1]
    assert list(store.verify()) == []


def test_pipeline_goes_on_behind_a_member_that_cannot_be_read(store: Store, folder: Path) -> None:
    lines = [f"خبر {number}" for number in range(30)]
    fill(folder, a__many="\n".join([*lines[:25], "die at this line", *lines[25:]]), b="جسر")
    summary = add(store, folder, workers=2)
    assert (summary.files, summary.read) == (2, 31)
    assert summary.refused == (Refusal("a.many", ("T451",)),)
    assert texts(store) == [*lines, "جسر"]


def test_pipeline_gives_a_file_up_where_two_members_in_a_row_cannot_be_read(store: Store, folder: Path) -> None:
    fill(folder, a__many="خبر\ndie at this line 1\ndie at this line 2\nجسر", b="نهر")
    summary = add(store, folder, workers=2)
    assert summary.refused == (Refusal("a.many", ("T451",)), Refusal("a.many", ("T451",)))
    assert texts(store) == ["خبر", "نهر"]


def test_pipeline_keeps_a_file_whose_worker_died_by_chance(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIED", str(tmp_path / "died"))
    fill(folder, a="جسر", b="die once", c="نهر")
    summary = add(store, folder, workers=2)
    assert (summary.read, summary.refused) == (3, ())
    assert (tmp_path / "died").exists()


@pytest.mark.parametrize("workers", [0, 2])
def test_pipeline_takes_a_large_container_in_slices(
    store: Store, folder: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_SLICE_DOCUMENTS", 7)
    fill(folder, a__many="\n".join(f"خبر {number}" for number in range(30)), b="جسر")
    summary = add(store, folder, workers)
    assert (summary.files, summary.read) == (2, 31)
    assert texts(store) == [*(f"خبر {number}" for number in range(30)), "جسر"]


@pytest.mark.parametrize("workers", [0, 1, 2, 8])
def test_pipeline_reads_no_more_than_a_batch_before_it_is_written(workers: int) -> None:
    under_way = worker.SLICE_MOST + max(0, crew.tasks_under_way(workers) - 1) * worker.SLICE_FIRST
    assert pipeline.written_at_once(workers) + under_way <= pipeline.BATCH + 1


def test_pipeline_tells_how_far_it_is(store: Store, folder: Path) -> None:
    fill(folder, a="جسر", b="نهر")
    told: list[Progress] = []
    pipeline.add(store, [folder], now=NOW, workers=0, using=ROOMS, progress=told.append)
    assert [(progress.files, progress.total, progress.path) for progress in told[:2]] == [(1, 2, "a"), (2, 2, "b")]
    assert told[1].remaining == 0
    assert [progress.comparing for progress in told] == [False, False, True]


def test_pipeline_compares_what_an_interrupted_adding_left(store: Store, folder: Path) -> None:
    fill(folder, a="جسر")
    pipeline.add(store, [folder], now=NOW, workers=0, using=ROOMS, reconciling=False)
    assert list(store.entities()) == []
    assert add(store, folder).reconciled
    assert len(list(store.entities())) == 1


@pytest.mark.parametrize("workers", [0, 2])
def test_pipeline_understands_anew_what_older_readers_read(store: Store, folder: Path, workers: int) -> None:
    fill(folder, a="جسر", b="نهر", c="fail here")
    older = replace(ROOMS, extract=rooms.extract_as_older, reader="fake-0")
    pipeline.add(store, [folder], now=NOW, workers=0, using=older)
    summary = pipeline.reread(store, workers=workers, using=ROOMS)
    assert (summary.files, summary.read, [refusal.codes for refusal in summary.refused]) == (3, 2, [("T452",)])
    assert [reading.reader for reading in store.all_readings()] == ["fake-1", "fake-1", "fake-0"]
    assert summary.reconciled
    assert list(store.verify()) == []


def run(archive: Path, folder: Path, workers: int) -> subprocess.Popen[bytes]:
    root = Path(__file__).parent.parent
    environment = os.environ | {"PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.adding", str(archive), str(folder), str(workers)], env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )


def wait_for_database(archive: Path, program: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while not (archive / "format.json").exists() and program.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)


@pytest.mark.parametrize("workers", [0, 1])
def test_pipeline_killed_at_any_time_leaves_a_sound_archive(tmp_path: Path, folder: Path, workers: int) -> None:
    for number in range(200):
        (folder / f"{number:04}").write_text(f"slow خبر رقم {number}")
    archive = tmp_path / "archive.tawthiq"
    chance = random.Random(workers)  # noqa: S311 - the same kills in every run
    stored = 0
    for _ in range(3):
        program = run(archive, folder, workers)
        wait_for_database(archive, program)
        time.sleep(chance.uniform(0.2, 1.8))
        program.send_signal(signal.SIGKILL)
        program.wait()
        with Store.open(archive) as store:
            assert {mismatch.code for mismatch in store.verify()} <= {"T436"}  # originals waiting for their batch
            assert store.counts().documents >= stored
            stored = store.counts().documents
            assert stored in {0, 200} or stored % pipeline.written_at_once(workers) == 0
    with Store.open(archive) as store:
        summary = add(store, folder)
        assert summary.already == stored
        assert store.counts().documents == 200
        assert list(store.verify()) == []


def test_pipeline_interrupted_by_a_person_ends_at_once(tmp_path: Path, folder: Path) -> None:
    for number in range(2000):
        (folder / f"{number:04}").write_text(f"slow خبر رقم {number}")
    archive = tmp_path / "archive.tawthiq"
    program = run(archive, folder, 2)
    wait_for_database(archive, program)
    time.sleep(1.5)
    program.send_signal(signal.SIGINT)
    assert program.wait(timeout=30) != 0
    with Store.open(archive) as store:
        assert store.counts().documents % pipeline.written_at_once(2) == 0
        assert {mismatch.code for mismatch in store.verify()} <= {"T436"}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_pipeline_workers_end_with_their_parent(tmp_path: Path, folder: Path) -> None:
    for number in range(2000):
        (folder / f"{number:04}").write_text(f"slow خبر رقم {number}")
    program = run(tmp_path / "archive.tawthiq", folder, 2)
    deadline = time.monotonic() + 30
    while len(children(program.pid)) < 3 and time.monotonic() < deadline:  # two workers and Python's resource tracker
        time.sleep(0.05)
    workers = children(program.pid)
    assert workers
    program.send_signal(signal.SIGKILL)
    program.wait()
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers))


def children(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in tasks.read_text().split()] if tasks.exists() else []


def alive(pid: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.mark.parametrize(("body", "code"), [("hang", "T451"), ("eat", "T452")])
def test_pipeline_document_that_hangs_or_eats_is_recorded_and_the_others_are_read(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, body: str, code: str,
) -> None:
    monkeypatch.setenv("TAWTHIQ_SECONDS", "3")
    monkeypatch.setenv("TAWTHIQ_MEMORY", str(1 << 30))
    fill(folder, a="جسر", b=body, c="بحر")
    summary = add(store, folder, workers=1)
    assert [refusal.codes for refusal in summary.refused] == [(code,)]
    assert texts(store) == ["جسر", "بحر"]


@pytest.mark.parametrize(("name", "value"), [("TAWTHIQ_SECONDS", "soon"), ("TAWTHIQ_MEMORY", "-1"), ("TAWTHIQ_SECONDS", "nan")])
def test_pipeline_bound_that_is_no_number_is_said_before_anything_is_read(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str,
) -> None:
    monkeypatch.setenv(name, value)
    fill(folder, a="جسر")
    with pytest.raises(UsageError, match="T455"):
        add(store, folder, workers=1)
    assert texts(store) == []


def test_pipeline_goes_on_with_what_was_being_added(store: Store, folder: Path) -> None:
    fill(folder, a="جسر", b="نهر")
    store.begin_work([str(folder)])
    assert store.work() == (str(folder),)
    summary = pipeline.resume(store, now=NOW, workers=0, using=ROOMS)
    assert (summary.read, store.work()) == (2, ())
    with pytest.raises(UsageError, match="T454"):
        pipeline.resume(store, now=NOW, workers=0, using=ROOMS)


def test_pipeline_notes_its_work_until_it_is_done(store: Store, folder: Path) -> None:
    fill(folder, a="جسر")
    noted: list[tuple[str, ...]] = []
    pipeline.add(store, [folder], now=NOW, workers=0, using=ROOMS, progress=lambda _: noted.append(store.work()))
    assert set(noted) == {(str(folder),)}
    assert store.work() == ()


def test_pipeline_workers_look_for_circles_seldom() -> None:
    before = gc.get_threshold()
    try:
        worker.collect_seldom()
        assert all(now > then for now, then in zip(gc.get_threshold(), before, strict=True))
    finally:
        gc.set_threshold(*before)
