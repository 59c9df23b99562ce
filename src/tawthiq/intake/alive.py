"""How a parser tells whoever watches it that a long file is getting on: once a page, a chapter, a member."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

watcher: ContextVar[Callable[[float], None] | None] = ContextVar("watcher", default=None)
"""Called at each beat, with the share of the usual time that what comes next may take; set by who runs parsers with a time limit."""


def beat(share: float = 1.0) -> None:
    """Tells that there is progress; what comes next may take ``share`` times as long as a page or document usually may."""
    if (told := watcher.get()) is not None:
        told(share)
