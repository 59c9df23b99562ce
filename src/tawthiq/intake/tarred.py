"""TAR -> members. Nothing is written to disk; links, devices and climbing paths are losses."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator

from tawthiq.intake import beside
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts, merged
from tawthiq.intake.parsed import Budget, Member
from tawthiq.intake.zipped import climbs, machine_made, shared
from tawthiq.model import Loss


def members(content: bytes, _form: str, outer: Facts, limits: Limits, budget: Budget) -> Iterator[Member | Loss]:
    """Its files in the order of the tape, with what sidecars and manifest say; ``outer`` holds for all of them."""
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:", errors="surrogateescape") as archive:
            told, names = _told(archive, limits)
            yield from _files(archive, told, names, outer, limits, budget)
    except (tarfile.TarError, EOFError, ValueError, OSError) as problem:
        yield Loss("T197", detail=f"{type(problem).__name__}: {problem}"[:200])


def _told(archive: tarfile.TarFile, limits: Limits) -> tuple[dict[str, bytes], set[str]]:
    """The sidecars and the manifest, and the names of all files."""
    told: dict[str, bytes] = {}
    names: set[str] = set()
    for info in archive:
        if len(names) > limits.members:
            break
        names.add(info.name)
        most = limits.manifest_bytes if info.name == beside.MANIFEST else limits.sidecar_bytes
        if info.isfile() and beside.is_beside(info.name) and info.size <= most:
            told[info.name] = _content(archive, info)
    return told, names


def _files(
    archive: tarfile.TarFile, told: dict[str, bytes], names: set[str], outer: Facts, limits: Limits, budget: Budget,
) -> Iterator[Member | Loss]:
    listed = beside.manifest(told[beside.MANIFEST], beside.MANIFEST) if beside.MANIFEST in told else beside.Manifest()
    yield from listed.losses
    lonely = set(beside.orphans(names))
    for info in archive:
        name = info.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if info.isdir() or machine_made(name) or (info.name in told and info.name not in lonely):
            continue
        if climbs(name) or not info.isfile():
            yield Loss("T191", name)
        elif info.size > limits.file_bytes:
            yield Loss("T193", name, f"{info.size} > {limits.file_bytes}")
        elif not budget.spend(info.size):
            yield Loss("T194", name)
            return
        else:
            own, losses = _beside(info.name, told)
            yield Member(name, _content(archive, info), merged(own, listed.rows.get(info.name, {}), shared(outer)), losses)


def _beside(name: str, told: dict[str, bytes]) -> tuple[Facts, tuple[Loss, ...]]:
    layers: list[Facts] = []
    losses: list[Loss] = []
    for other in beside.sidecar_names(name):
        if other in told and other != name:
            found, problems = beside.sidecar(told[other], other)
            layers.append(found)
            losses += problems
    return merged(*layers), tuple(losses)


def _content(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(info)
    return file.read() if file is not None else b""
