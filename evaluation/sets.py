"""Which gold sets there are: the examples', which every clone has, and the shared ones where they are present."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "evaluation" / "gold"
SHARED_VARIABLE = "TAWTHIQ_SHARED"
SHARED_NAMES = ("seeds", "D1", "D2", "D3")


@dataclass(frozen=True)
class GoldSet:
    """A gold file and the folder below which its documents lie."""

    name: str
    gold: Path
    texts: Path

    def files(self, names: Sequence[str]) -> list[Path]:
        """The documents of these names; ValueError if one is not there."""
        found = {path.name: path for path in sorted(self.texts.rglob("*")) if path.is_file()}
        if missing := [name for name in names if name not in found]:
            raise ValueError(f"{self.name}: no file {', '.join(missing)} below {self.texts}")
        return [found[name] for name in names]


def shared_folder(given: str | None = None) -> Path | None:
    """The shared folder: as given, by the environment, or beside the project; None if it is not there."""
    folder = Path(given or os.environ.get(SHARED_VARIABLE) or ROOT.parent / "shared")
    return folder if (folder / "gold").is_dir() else None


def shared_sets(folder: Path | None, names: Sequence[str] = SHARED_NAMES) -> list[GoldSet]:
    """The shared gold sets of these names that are present."""
    if folder is None:
        return []
    sets = [GoldSet(name, folder / "gold" / f"{name}.json", folder / "gold" / "texts") for name in names]
    return [gold_set for gold_set in sets if gold_set.gold.is_file()]


def example_sets() -> list[GoldSet]:
    """The gold sets that the project carries: of the examples."""
    return [GoldSet(path.stem, path, ROOT / "examples") for path in sorted(GOLD.glob("*.json"))]
