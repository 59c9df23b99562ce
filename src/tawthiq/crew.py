"""Worker processes that read files beside each other, and what is done when one of them dies.

Any file under way may be what a worker died of, so each is tried again alone, document by document for a while. A document of which
the worker dies again is stored without being understood; one that cannot even be read is a loss, and the file goes on behind it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from tawthiq.model import Loss
from tawthiq.worker import SLICE_MOST, Kept, Result, Rooms, Task, begin, bounds, failed, work_on

_AHEAD = 4  # tasks under way per worker: enough that none waits while the store writes, few enough to bound memory
_AHEAD_MOST = 20  # of all workers, where there are so many that each has two: what is under way is lost by a kill


def tasks_under_way(workers: int) -> int:
    """Tasks that are read or wait to be read at a time."""
    return min(workers * _AHEAD, max(_AHEAD_MOST, 2 * workers))


_DYING = 5.0  # seconds: a killed process is gone in milliseconds, on a machine that swaps a little later


class Crew:
    """Worker processes, replaced when they die."""

    def __init__(self, path: Path, work: Rooms, workers: int) -> None:
        bounds()  # a setting that is no number is said here, and not by workers that die of it
        self._path, self._work, self._workers = path, work, workers
        self._pool: ProcessPoolExecutor | None = None
        self._underway: deque[tuple[Task, Future[Result]]] = deque()

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        """Keeps a few tasks under way and hands over their results in order."""
        try:
            self._fill(tasks)
            while self._underway:
                yield from self._first()
                self._fill(tasks)
        except BaseException:  # Ctrl-C, or nobody asks for more: what is under way is not waited for
            self._end()
            raise
        finally:
            self._dismiss()

    def _fill(self, tasks: Iterator[Task]) -> None:
        for task in islice(tasks, tasks_under_way(self._workers) - len(self._underway)):
            self._underway.append((task, self._submit(task, self._workers)))

    def _first(self) -> Iterator[Result]:
        task, future = self._underway.popleft()
        while True:
            try:
                result = future.result()
            except BrokenProcessPool:
                yield from self._after_death([task, *(waiting for waiting, _ in self._underway)])
                return
            except Exception as error:  # noqa: BLE001 - a result that cannot be handed over is one file's matter
                result = failed(task, error)
            yield result
            if not result.more:
                return
            task = result.following
            future = self._submit(task, self._workers)

    # What is done when a worker died

    def _after_death(self, tasks: list[Task]) -> Iterator[Result]:
        self._underway.clear()
        self._dismiss()
        for task in tasks:
            yield from self._alone(task)
        self._dismiss()

    def _alone(self, task: Task) -> Iterator[Result]:
        """A file to its end: by single documents for as many as a slice has, then by slices until the worker dies again."""
        result: Result | None = None
        while True:
            for result in self._singly(task):
                yield result
            while result is not None and result.more:
                task = result.following
                if (result := self._tried(task)) is None:
                    break
                yield result
            else:
                return

    def _singly(self, task: Task) -> Iterator[Result]:
        """A slice's documents one by one. Behind two in a row that cannot be read nothing more of the file is tried."""
        before: Result | None = None
        for _ in range(SLICE_MOST):
            result = self._single(task)
            if before is not None and before.passed and result.passed:
                yield replace(result, more=False)
                return
            yield result
            if not result.more:
                return
            task, before = result.following, result

    def _single(self, task: Task) -> Result:
        """One document, understood or only stored; where neither is survived, its loss."""
        found = self._tried(replace(task, single=True))
        if found is None and not isinstance(task.source, Kept):
            found = self._tried(replace(task, single=True, plain=True))
        if found is not None:
            return found
        others = task.skip > 0  # where some came before it, some may follow
        return Result(task, more=others, loss=Loss("T451", task.source.display), passed=1)

    def _tried(self, task: Task) -> Result | None:
        """The result of a task that is alone under way; None if the worker died of it."""
        try:
            return self._submit(task, 1).result()
        except BrokenProcessPool:
            self._dismiss()
            return None
        except Exception as error:  # noqa: BLE001 - as in ``_first``
            return failed(task, error)

    # Processes

    def _submit(self, task: Task, workers: int) -> Future[Result]:
        try:
            return self._running(workers).submit(work_on, task)
        except BrokenProcessPool as error:  # died between two tasks: the caller hears of it as of any other death
            died: Future[Result] = Future()
            died.set_exception(error)
            return died

    def _running(self, workers: int) -> ProcessPoolExecutor:
        # spawn: a fork would copy the parent's open database, which SQLite forbids
        if self._pool is None:
            self._pool = ProcessPoolExecutor(workers, get_context("spawn"), begin, (self._path, self._work))
        return self._pool

    def _end(self) -> None:
        """Ends the workers where they are: they write nothing, and a page under OCR could keep a person waiting for half a minute."""
        workers = list((getattr(self._pool, "_processes", None) or {}).values())  # Python 3.14 has a method of its own for this
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.join(_DYING)
        # One that was handing over a result left half of it in the pipe: whoever reads on waits for ever while an end to write to is open.
        results = getattr(getattr(self._pool, "_result_queue", None), "_writer", None)
        if results is not None:
            results.close()

    def _dismiss(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
