"""The unlabelled press, article by article, with an id under which annotations find their text again."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import zstandard


@dataclass(frozen=True, slots=True)
class Article:
    """One article; ``id`` is "ant:…" or "saudinewsnet:day:index"; ``text`` as the source has it."""

    id: str
    publisher: str
    title: str
    text: str


def articles(shared: Path) -> Iterator[Article]:
    """All articles of both collections, in the order of their files."""
    yield from _ant(shared / "data/press/ant/articles.jsonl.zst")
    for path in sorted((shared / "data/press/saudinewsnet/dataset").glob("*.zip")):
        yield from _saudinewsnet(path)


def _ant(path: Path) -> Iterator[Article]:
    with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as raw:
        for line in io.TextIOWrapper(raw, encoding="utf-8"):
            row = json.loads(line)
            yield Article(f"ant:{row['id']}", row["publisher"], row["title"] or "", row["text"])


def _saudinewsnet(path: Path) -> Iterator[Article]:
    with zipfile.ZipFile(path) as archive:
        rows = json.loads(archive.read(archive.namelist()[0]).decode("utf-8"))
    for index, row in enumerate(rows):
        yield Article(f"saudinewsnet:{path.stem}:{index}", row["source"], row["title"] or "", row["content"])
