"""ZIP -> members, one at a time in the order of their names. Nothing is ever written to disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from tawthiq.intake.beside import MANIFEST, Manifest, is_beside, manifest, orphans, sidecar, sidecar_names
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts, merged
from tawthiq.intake.parsed import Budget, Member
from tawthiq.model import Loss

_CHUNK = 256 * 1024  # bytes unpacked at a time
_ENCRYPTED = 0x1  # bit of the general purpose flags
_UTF8_NAME = 0x800  # bit that says the name is UTF-8
_PASSED_OVER = ("__MACOSX/", ".DS_Store")  # written by machines for themselves


def members(content: bytes, _form: str, outer: Facts, limits: Limits, budget: Budget) -> Iterator[Member | Loss]:
    """Its files with their sidecars' facts, and a loss for each that cannot be had; ``outer`` holds for all of them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = _named(archive)
    except Exception as problem:  # noqa: BLE001 - zipfile fails in a dozen ways on damaged directories
        yield Loss("T190", detail=f"{type(problem).__name__}: {problem}"[:200])
        return
    yield from _Reader(archive, infos, shared(outer), limits, budget).read()


def shared(outer: Facts) -> Facts:
    """What holds for every file of a container if it was said of the container."""
    return {field: value for field, value in outer.items() if field in ("publisher", "published", "language")}


def _named(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Files by readable name, sorted; a second file of the same name gets a number, so that none hides another."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        name = _name(info)
        if info.is_dir() or machine_made(name):
            continue
        unique, number = name, 2
        while unique in found:
            stem, suffix = posixpath.splitext(name)
            unique, number = f"{stem} ({number}){suffix}", number + 1
        found[unique] = info
    return dict(sorted(found.items()))


def machine_made(name: str) -> bool:
    """Whether a file was written by a machine for itself."""
    return name.startswith(_PASSED_OVER[0]) or posixpath.basename(name).startswith(".")


def _name(info: zipfile.ZipInfo) -> str:
    """The name; bytes that an old program left undeclared are UTF-8 or windows-1256 far more often than DOS Latin."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        try:
            raw = name.encode("cp437")
            name = raw.decode("utf-8") if _is_utf8(raw) else raw.decode("cp1256")
        except UnicodeError:
            pass
    return name.replace("\\", "/")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def climbs(name: str) -> bool:
    """Whether a path would leave the folder it is unpacked into, on any system."""
    return name.startswith("/") or name[1:2] == ":" or ".." in name.split("/")


@dataclass(slots=True)
class _Reader:
    """Reads the files of one archive within limits."""

    archive: zipfile.ZipFile
    infos: dict[str, zipfile.ZipInfo]
    shared: Facts
    limits: Limits
    budget: Budget
    manifest: Manifest = field(default_factory=Manifest)

    def read(self) -> Iterator[Member | Loss]:
        lonely = set(orphans(self.infos))
        if MANIFEST in self.infos:
            yield from self._read_manifest()
        for name, info in self.infos.items():
            if name == MANIFEST or (is_beside(name) and name not in lonely and not name.endswith("/" + MANIFEST)):
                continue
            if self.budget.members < 1 or self.budget.unpacked < 1:
                yield Loss("T194", name)
                return
            yield self._file(name, info)

    def _read_manifest(self) -> Iterator[Loss]:
        content = self._unpack(MANIFEST, self.infos[MANIFEST], self.limits.manifest_bytes)
        if isinstance(content, Loss):
            yield content
            return
        self.manifest = manifest(content, MANIFEST)
        yield from self.manifest.losses

    def _file(self, name: str, info: zipfile.ZipInfo) -> Member | Loss:
        if climbs(name):
            return Loss("T191", name)
        content = self._unpack(name, info, self.limits.file_bytes)
        if isinstance(content, Loss):
            return content
        if not self.budget.spend(len(content)):
            return Loss("T194", name)
        facts, losses = self._facts(name)
        return Member(name, content, facts, losses)

    def _facts(self, name: str) -> tuple[Facts, tuple[Loss, ...]]:
        layers: list[Facts] = []
        losses: list[Loss] = []
        for beside in sidecar_names(name):
            if beside in self.infos and beside != name:
                content = self._unpack(beside, self.infos[beside], self.limits.sidecar_bytes)
                found, problems = ({}, (content,)) if isinstance(content, Loss) else sidecar(content, beside)
                layers.append(found)
                losses += problems
        layers += [self.manifest.rows.get(name, {}), self.shared]
        return merged(*layers), tuple(losses)

    def _unpack(self, name: str, info: zipfile.ZipInfo, most: int) -> bytes | Loss:
        """The bytes of a file; the size it declares is not believed, only what comes out is counted."""
        if info.flag_bits & _ENCRYPTED:
            return Loss("T192", name)
        most = min(most, self.budget.unpacked)
        pieces: list[bytes] = []
        size = 0
        try:
            with self.archive.open(info) as file:
                while piece := file.read(_CHUNK):
                    size += len(piece)
                    if size > most or self._swells(info, size):
                        return Loss("T193", name, f"{size} > {info.compress_size}")
                    pieces.append(piece)
        except Exception as problem:  # noqa: BLE001 - damaged data, unknown methods and wrong checksums alike
            return Loss("T196", name, f"{type(problem).__name__}: {problem}"[:200])
        return b"".join(pieces)

    def _swells(self, info: zipfile.ZipInfo, size: int) -> bool:
        return size > self.limits.ratio_floor and size > self.limits.unpacked_ratio * max(info.compress_size, 1)
