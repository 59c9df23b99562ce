"""How a parser tells whoever watches it that a long file is getting on: once a page, a chapter, a member."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

watcher: ContextVar[Callable[[], None] | None] = ContextVar("watcher", default=None)
"""Called at each beat; set by who runs parsers with a time limit."""


def beat() -> None:
    """Tells that there is progress."""
    if (told := watcher.get()) is not None:
        told()
