"""How far adding is, on stderr: a bar in a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from tawthiq.cli import output, terminal
from tawthiq.pipeline import Progress
from tawthiq.views.labels import label

if TYPE_CHECKING:
    from rich.console import Console

Tell = Callable[[Progress], None]
_EVERY = 5.0  # seconds between two plain lines: a log of an hour stays under a thousand lines
_MINUTE, _HOUR = 60, 3600  # seconds
_NAME = 40  # code points of a file's name that are shown


@contextmanager
def told(lang: str, *, quiet: bool) -> Iterator[Tell | None]:
    """What ``pipeline.add`` tells how far it is; None where nobody wants to know."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet:
        yield None
    elif console.is_terminal:
        with _bar(console, lang) as tell:
            yield tell
    else:
        yield _Lines(lang).tell


@contextmanager
def _bar(console: Console, lang: str) -> Iterator[Tell]:
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    words = TextColumn("{task.description}", markup=False)  # names of files are no markup
    with Bar(BarColumn(bar_width=20), words, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda state: bar.update(task, total=state.total, completed=state.files, description=in_words(state, lang))


class _Lines:
    """Plain lines; none for what is done within the first seconds."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._last = 0.0
        self._comparing = False

    def tell(self, state: Progress) -> None:
        """Prints a line if the last one was long enough ago, or something else begins."""
        begins = state.comparing and not self._comparing and self._last > 0
        if begins or state.seconds - self._last >= _EVERY:
            self._last, self._comparing = state.seconds, state.comparing
            output.echo_lines([in_words(state, self._lang)], self._lang, err=True)


def updating(lang: str, clock: Callable[[], float] = monotonic) -> Callable[[int, int], None]:
    """What ``Store.open`` tells how far an archive of an older program is brought to today's format: a line every few seconds."""
    start, last = clock(), clock()

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = clock()
        if now - last >= _EVERY and done:
            last = now
            left = label("ui", "remaining", lang, value=_clock((now - start) * (total - done) / done))
            output.echo_lines([" · ".join((label("ui", "updating", lang), f"{done}/{total}", left))], lang, err=True)

    return tell


def in_words(state: Progress, lang: str) -> str:
    """Files done of all, files a second, remaining time, and the file."""
    if state.comparing:
        return _compared(state, lang)
    parts = [f"{state.files}/{state.total}"]
    if state.seconds > 0:
        parts.append(label("ui", "per_second", lang, value=f"{state.files / state.seconds:.1f}"))
    if state.remaining is not None:
        parts.append(label("ui", "remaining", lang, value=_clock(state.remaining)))
    name = Path(state.path).name
    parts.append(terminal.isolated(name if len(name) <= _NAME else name[: _NAME - 1] + "…"))
    return " · ".join(parts)


def _compared(state: Progress, lang: str) -> str:
    """That documents are compared; how much of it is done and the remaining time, once that can be told."""
    parts = [label("ui", "comparing", lang)]
    if 0 < state.files < state.total and state.remaining is not None:
        parts += [f"{100 * state.files // state.total}%", label("ui", "remaining", lang, value=_clock(state.remaining))]
    return " · ".join(parts)


def _clock(seconds: float) -> str:
    """1:05 for a minute and five seconds, 2:00:00 for two hours."""
    whole = round(seconds)
    hours, rest = divmod(whole, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
