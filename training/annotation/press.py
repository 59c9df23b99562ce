r"""The press articles as one kind of record, and their texts by the ids of ``articles.tsv``.

The text that labels point into is ``title + "\n\n" + body`` (the body alone where there is no title), each stripped
at both ends and otherwise unchanged. Offsets are code points of that text.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import zstandard

HERE = Path(__file__).parent
ARTICLES = HERE / "articles.tsv"
LABELS = HERE / "labels"
SHARED = Path("../shared")

_SPORT = re.compile(r"arr[ei]y|رياض[ةي]|sport|كرة")


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a source file. ``id`` is its id there, or ``file/position`` where the source has none."""

    id: str
    corpus: str
    outlet: str
    date: str
    category: str
    text: str

    @property
    def sha256(self) -> str:
        """Of the text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def words(self) -> int:
        """Runs without white space."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of ``articles.tsv``. ``number`` is what annotators use."""

    number: int
    corpus: str
    id: str
    outlet: str
    date: str
    category: str
    sha256: str


def compose(title: str, body: str) -> str:
    """The text that labels point into."""
    return "\n\n".join(part.strip() for part in (title, body) if part.strip())


def ant_articles(shared: Path, only: frozenset[str] | None = None) -> Iterator[Article]:
    """Five outlets, 2018."""
    with (shared / "data/press/ant/articles.jsonl.zst").open("rb") as packed:
        stream = zstandard.ZstdDecompressor().stream_reader(packed)
        for line in io.TextIOWrapper(stream, encoding="utf-8"):
            if only is not None and line[8 : line.index('"', 8)] not in only:
                continue
            row = json.loads(line)
            yield Article(
                row["id"], "ant", row["publisher"], row["published"][:10], row["category"], compose(row["title"], row["text"]),
            )


def saudi_articles(shared: Path, only: frozenset[str] | None = None) -> Iterator[Article]:
    """Saudi papers, July and August 2015; the date is that of the harvest."""
    for file in sorted((shared / "data/press/saudinewsnet/dataset").glob("*.zip")):
        if only is not None and not any(wanted.startswith(file.stem) for wanted in only):
            continue
        with zipfile.ZipFile(file) as archive:
            rows = json.loads(archive.read(archive.namelist()[0]))
        for position, row in enumerate(rows):
            name = f"{file.stem}/{position}"
            if only is None or name in only:
                category = "sport" if _SPORT.search(row["source"] + row["url"] + row["title"]) else "paper"
                text = compose(row["title"] or "", row["content"] or "")
                yield Article(name, "saudinewsnet", row["source"], row["date_extracted"][:10], category, text)


def listed(path: Path = ARTICLES) -> tuple[Listed, ...]:
    """The rows of ``articles.tsv`` in order."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Listed(int(row["number"]), row["corpus"], row["id"], row["outlet"], row["date"], row["category"], row["sha256"])
            for row in csv.DictReader(file, delimiter="\t")
        )


def texts(shared: Path, rows: Sequence[Listed]) -> dict[int, str]:
    """Number → text of the rows; ValueError where a text is missing or is no longer the one that was listed."""
    found: dict[tuple[str, str], Article] = {}
    for corpus, reader in (("ant", ant_articles), ("saudinewsnet", saudi_articles)):
        wanted = frozenset(row.id for row in rows if row.corpus == corpus)
        if wanted:
            found |= {(corpus, article.id): article for article in reader(shared, wanted)}
    result = {}
    for row in rows:
        article = found.get((row.corpus, row.id))
        if article is None or article.sha256 != row.sha256:
            raise ValueError(f"article {row.number} ({row.id}) is not the text that was listed")
        result[row.number] = article.text
    return result
