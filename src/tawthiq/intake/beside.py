"""What is written beside a file: ``NAME.meta.json`` and ``manifest.csv``."""

from __future__ import annotations

import csv
import io
import json
import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tawthiq.intake.metadata import FIELDS, NOTHING, Facts, facts
from tawthiq.intake.plain import decode
from tawthiq.model import Loss

SIDECAR = ".meta.json"
MANIFEST = "manifest.csv"
_SHOWN = 20  # rows named in a loss


def is_beside(name: str) -> bool:
    """Whether a file name is that of a sidecar or a manifest."""
    return name.endswith(SIDECAR) or name == MANIFEST


def sidecar_names(name: str) -> tuple[str, str]:
    """The sidecars a file may have, the more exact one first: ``a.txt.meta.json``, ``a.meta.json``."""
    return name + SIDECAR, posixpath.splitext(name)[0] + SIDECAR


def orphans(names: Collection[str]) -> list[str]:
    """Sidecars in this folder that belong to no file of it, sorted."""
    owned = {sidecar for name in names if not is_beside(name) for sidecar in sidecar_names(name)}
    return sorted(name for name in names if name.endswith(SIDECAR) and name not in owned)


def sidecar(content: bytes, where: str) -> tuple[Facts, tuple[Loss, ...]]:
    """The facts of a sidecar; a malformed one, or a date in it that is none, is a loss."""
    try:
        values = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        return NOTHING, (Loss("T105", where, str(problem)[:200]),)
    if not isinstance(values, dict):
        return NOTHING, (Loss("T105", where, type(values).__name__),)
    found = facts("sidecar", values)
    return found, _unusable(values, found, where)


def _unusable(values: Mapping[str, object], found: Facts, where: str) -> tuple[Loss, ...]:
    """Fields that are filled and cannot be used: a number for a title, a date that is none."""
    bad = [name for name in FIELDS if name not in found and values.get(name) not in (None, "") and not _blank(values[name])]
    return tuple(Loss("T105", where, f"{name}: {str(values[name])[:80]!r}") for name in bad)


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


@dataclass(frozen=True, slots=True)
class Manifest:
    """Rows of a manifest by path (relative to it, forward slashes), and what was wrong with it."""

    rows: Mapping[str, Facts] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()


def manifest(content: bytes, where: str) -> Manifest:
    """The facts of a manifest; columns in any order, separated by comma, semicolon or tab."""
    decoded = decode(content)
    if decoded is None:
        return Manifest(losses=(Loss("T107", where, "binary"),))
    head = decoded.text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    try:
        rows = list(csv.DictReader(io.StringIO(decoded.text, newline=""), delimiter=separator, strict=True))
    except csv.Error as problem:
        return Manifest(losses=(Loss("T107", where, str(problem)[:200]),))
    return _manifest(rows, where)


def _manifest(rows: list[dict[str, str | None]], where: str) -> Manifest:
    found: dict[str, Facts] = {}
    bad = []
    for number, row in enumerate(rows, start=2):
        values = {key.strip().lower(): value for key, value in row.items() if isinstance(key, str)}
        path = posixpath.normpath((values.get("path") or "").strip().replace("\\", "/"))
        if path == "." or path.startswith(("/", "..")):
            bad.append(number)
            continue
        found[path] = facts("manifest", values)
    losses = (Loss("T107", where, f"rows {', '.join(map(str, bad[:_SHOWN]))} of {len(rows)}"),) if bad else ()
    return Manifest(found, losses)


def unmatched(rows: Collection[str], where: str) -> Loss:
    """That a manifest names files which are not there."""
    shown = ", ".join(sorted(rows)[:_SHOWN])
    return Loss("T108", where, f"{len(rows)}: {shown}")
