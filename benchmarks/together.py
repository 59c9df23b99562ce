"""Several processes that begin to measure at the same moment, as the program's workers read at the same time."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier


def together(work: Callable[[int, Barrier], None], count: int) -> None:
    """Runs ``work`` in so many processes, each with its number from 1 on and the barrier where all wait; SystemExit if one ends early."""
    context = get_context("spawn")
    start = context.Barrier(count)
    children = [context.Process(target=work, args=(number, start)) for number in range(1, count + 1)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    if any(child.exitcode for child in children):
        raise SystemExit("a process ended early; its own message stands above")
