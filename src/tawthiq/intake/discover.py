"""Files and folders given by a person -> sources, in a stable order, each file once.

Hidden files and archives of ours (``*.tawthiq``) are passed over; links are followed to files inside the folder only;
whatever else cannot be opened becomes a barred source with its reason, so that nothing is left out unsaid.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tawthiq.intake.beside import MANIFEST, SIDECAR, Manifest, is_beside, manifest, orphans, sidecar, sidecar_names, unmatched
from tawthiq.intake.limits import DEFAULT, Limits
from tawthiq.intake.metadata import NOTHING, Facts, merged
from tawthiq.intake.source import Source
from tawthiq.model import Loss

ARCHIVE_SUFFIX = ".tawthiq"


def discover(paths: Sequence[Path], limits: Limits = DEFAULT) -> Iterator[Source]:
    """The sources of these files and folders, folder by folder in order of names; a file given twice comes once."""
    seen: set[str] = set()
    for given in paths:
        root = Path(os.path.abspath(given))  # noqa: PTH100 - resolve() would follow links
        found = _walk(root, limits) if root.is_dir() else _single(given, root, limits)
        for source in found:
            key = str(source.path)
            if key not in seen:
                seen.add(key)
                yield source


def _single(given: Path, path: Path, limits: Limits) -> Iterator[Source]:
    """A file named by a person: opened even if hidden or a link; its sidecar and manifest beside it count."""
    folder = _Folder.read(path.parent, path.parent, (), limits, only=path.name)
    if path.name in folder.owned:
        return
    display = printable(given.as_posix())
    if not path.is_file():
        yield Source(path, display, losses=(Loss("T104" if path.exists() else "T101", display),), barred=True)
        return
    facts, losses = folder.facts_of(path.name)
    yield Source(path, display, facts, losses)


def _walk(root: Path, limits: Limits) -> Iterator[Source]:
    """Depth first without recursion; files and folders of one folder in the order of their names."""
    stack: list[Iterator[Source | _Folder]] = [iter([_Folder.read(root, root, (), limits)])]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, _Folder):
            stack.append(item.contents())
        else:
            yield item


@dataclass(slots=True)
class _Placed:
    """A manifest and the folder it speaks of; ``used`` collects the rows that met their file."""

    folder: Path
    manifest: Manifest
    used: set[str] = field(default_factory=set)

    def facts_of(self, path: Path) -> Facts:
        name = path.relative_to(self.folder).as_posix()
        if name not in self.manifest.rows:
            return NOTHING
        self.used.add(name)
        return self.manifest.rows[name]


@dataclass(slots=True)
class _Folder:
    """One folder being walked, with the manifests of it and of those above, nearest first."""

    root: Path
    path: Path
    names: tuple[str, ...]
    manifests: tuple[_Placed, ...]
    limits: Limits
    problem: Loss | None = None
    owned: frozenset[str] = frozenset()  # sidecars and manifest that speak of other files here

    @classmethod
    def read(
        cls, root: Path, path: Path, above: tuple[_Placed, ...], limits: Limits, only: str | None = None,
    ) -> _Folder:
        """Lists a folder; with ``only``, the names are just those that may speak of that file."""
        display = _display(root, path)
        try:
            names = _neighbours(path, only) if only else sorted(os.listdir(path), key=os.fsencode)  # noqa: PTH208
        except OSError as problem:
            return cls(root, path, (), above, limits, Loss("T101", display, problem.strerror or ""))
        names = [name for name in names if only or not (name.startswith(".") or name.endswith(ARCHIVE_SUFFIX))]
        placed = above
        if MANIFEST in names and not (path / MANIFEST).is_symlink():
            placed = (_Placed(path, _read_manifest(path / MANIFEST, _display(root, path / MANIFEST), limits)), *above)
        owned = {name for name in names if is_beside(name)} - set(orphans(names))
        return cls(root, path, tuple(names), placed, limits, owned=frozenset(owned))

    def contents(self) -> Iterator[Source | _Folder]:
        """Its files and folders in order, then its manifest if that has something to report."""
        if self.problem:
            yield Source(self.path, self.problem.where or ".", losses=(self.problem,), barred=True)
        for name in self.names:
            if name not in self.owned:
                yield from self._entry(name)
        if MANIFEST in self.owned:
            yield from self._manifest_report()

    def _entry(self, name: str) -> Iterator[Source | _Folder]:
        path = self.path / name
        display = _display(self.root, path)
        try:
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                mode = self._through(path)
        except OSError as problem:
            yield Source(path, display, losses=(Loss("T101", display, problem.strerror or ""),), barred=True)
            return
        if mode == _INNER_FOLDER:
            return
        if stat.S_ISDIR(mode):
            yield _Folder.read(self.root, path, self.manifests, self.limits)
        elif stat.S_ISREG(mode):
            yield self._file(path, name, display)
        else:
            yield Source(path, display, losses=(Loss("T104", display),), barred=True)

    def _through(self, path: Path) -> int:
        """The kind of a link's target: a file inside the root is read; a folder inside it is walked anyway."""
        target = Path(os.path.realpath(path, strict=True))
        if not target.is_relative_to(os.path.realpath(self.root)):
            return _OUTSIDE
        mode = target.stat().st_mode
        return _INNER_FOLDER if stat.S_ISDIR(mode) else mode

    def _file(self, path: Path, name: str, display: str) -> Source:
        if name.endswith(SIDECAR):
            return Source(path, display, losses=(Loss("T106", display),), barred=True)
        facts, losses = self.facts_of(name)
        return Source(path, display, facts, losses)

    def facts_of(self, name: str) -> tuple[Facts, tuple[Loss, ...]]:
        """What sidecars and manifests say of a file in this folder; the nearest word counts."""
        layers: list[Facts] = []
        losses: list[Loss] = []
        for beside in sidecar_names(name):
            if beside in self.owned:
                found, problems = _read_sidecar(self.path / beside, _display(self.root, self.path / beside), self.limits)
                layers.append(found)
                losses += problems
        layers += [placed.facts_of(self.path / name) for placed in self.manifests]
        return merged(*layers), tuple(losses)

    def _manifest_report(self) -> Iterator[Source]:
        placed = self.manifests[0]
        path = self.path / MANIFEST
        display = _display(self.root, path)
        missing = {row for row in placed.manifest.rows if row not in placed.used and not (self.path / row).exists()}
        losses = placed.manifest.losses + ((unmatched(missing, display),) if missing else ())
        if losses:
            yield Source(path, display, losses=losses, barred=True)


_OUTSIDE = 0  # no file mode: a link that leads out of the folder
_INNER_FOLDER = -1  # no file mode: a link to a folder that is walked under its own name


def _neighbours(folder: Path, name: str) -> list[str]:
    """Only the files that may speak of this one, so that a folder of a million files is not listed for one."""
    own = [MANIFEST, name, *sidecar_names(name)]
    if name.endswith(SIDECAR):
        stem = name.removesuffix(SIDECAR)
        own += [entry for entry in os.listdir(folder) if entry.startswith(stem)]  # noqa: PTH208
    return sorted({entry for entry in own if (folder / entry).is_file()}, key=os.fsencode)


def _read_sidecar(path: Path, display: str, limits: Limits) -> tuple[Facts, tuple[Loss, ...]]:
    content = _small(path, limits.sidecar_bytes)
    return (NOTHING, (Loss("T105", display),)) if content is None else sidecar(content, display)


def _read_manifest(path: Path, display: str, limits: Limits) -> Manifest:
    content = _small(path, limits.manifest_bytes)
    return Manifest(losses=(Loss("T107", display),)) if content is None else manifest(content, display)


def _small(path: Path, most: int) -> bytes | None:
    """The bytes of a regular file that is not larger than this; a link or a pipe is none."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        return path.read_bytes()
    except OSError:
        return None


def _display(root: Path, path: Path) -> str:
    return printable(path.relative_to(root).as_posix())


def printable(path: str) -> str:
    """A path that can be written as UTF-8: bytes of a name that are no characters become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
