"""Newspaper articles (JSON lines, zstandard) as a folder of texts with a sidecar each, as a user would have them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

_FACTS = ("publisher", "published", "url", "title", "author")
_PER_FOLDER = 1_000  # files in one folder
_SENTENCE = re.compile(r"(?<=[.!؟\n])(?=\s)")
_ENOUGH = 3  # sentences: a shorter text stays whole, or nothing of it would be left


def articles(file: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The articles of ``articles.jsonl.zst`` in their order; fields id, publisher, published, url, author, title, text."""
    import zstandard

    with file.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw) as stream:
        lines = io.TextIOWrapper(stream, "utf-8")
        for line in islice(lines, limit):
            yield json.loads(line)


def repeated(file: Path, count: int) -> Iterator[dict[str, Any]]:
    """So many articles: those of the file, then again and again with a sentence less and another number, as papers copy each other."""
    given = 0
    for turn in range(count):
        for article in articles(file):
            if given == count:
                return
            given += 1
            changed = {"text": _changed(str(article["text"]), turn), "publisher": f"{article['publisher']} {turn}"} if turn else {}
            yield article | changed


def _changed(text: str, turn: int) -> str:
    """The text without its ``turn``-th sentence (where it has three), and with a line of its own."""
    sentences = [part for part in _SENTENCE.split(text) if part.strip()]
    if len(sentences) >= _ENOUGH:
        del sentences[turn % len(sentences)]
    return "".join(sentences) + f"\nطبعة {turn}\n"


def write_folder(found: Iterator[dict[str, Any]], folder: Path) -> tuple[int, int]:
    """Writes ``NAME.txt`` and ``NAME.txt.meta.json`` for each article; how many, and the bytes of their texts."""
    count = size = 0
    for count, article in enumerate(found, 1):
        parent = folder / f"{count // _PER_FOLDER:04}"
        parent.mkdir(parents=True, exist_ok=True)
        text = str(article["text"]).encode()
        name = parent / f"{count:06}.txt"
        name.write_bytes(text)
        facts = {field: article[field] for field in _FACTS if article.get(field)}
        name.with_name(f"{name.name}.meta.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
        size += len(text)
    return count, size
