"""Pages made of hand-written skeletons and invented articles, with what a careful reader copies out of each."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import regex

FOLDER = Path(__file__).parent / "pages"
_SLOT = regex.compile(r"\[\[(\w+)(\|json)?\]\]")
_WORD = regex.compile(r"[\p{L}\p{N}]+")


@dataclass(frozen=True)
class Page:
    """A page as bytes, and what it says."""

    name: str
    content: bytes
    body: str
    outlet: str | None
    author: str | None
    date: str | None


def pages() -> list[Page]:
    """All of them, in the order of ``pages.toml``."""
    articles = tomllib.loads((FOLDER / "articles.toml").read_text("utf-8"))
    told = tomllib.loads((FOLDER / "pages.toml").read_text("utf-8"))
    return [_page(name, expected, articles[expected["article"]]) for name, expected in told.items()]


def _page(name: str, expected: dict[str, object], article: dict[str, object]) -> Page:
    title, lead, paragraphs = str(article["title"]), str(article["lead"]), list(map(str, article["paragraphs"]))  # type: ignore[call-overload]
    slots = {"title": title, "lead": lead, "all": "\n\n".join((lead, *paragraphs)), "html": "".join(f"<p>{text}</p>" for text in (lead, *paragraphs))}
    slots |= {str(number): text for number, text in enumerate(paragraphs, 1)}
    skeleton = (FOLDER / f"{name}.html").read_text("utf-8")
    page = _SLOT.sub(lambda match: json.dumps(slots[match[1]], ensure_ascii=False) if match[2] else slots[match[1]], skeleton)
    adds = list(map(str, expected.get("adds", [])))  # type: ignore[call-overload]
    count = int(str(expected.get("paragraphs", len(paragraphs))))
    body = "\n".join((title, lead, *paragraphs[:count], *adds))
    content = page.encode(str(expected.get("encoding", "utf-8")), "xmlcharrefreplace")
    outlet, author, date = (str(expected[key]) if key in expected else None for key in ("outlet", "author", "date"))
    return Page(name, content, body, outlet, author, date)


def f1(wanted: str, found: str) -> float:
    """Of the words of two texts, however often each stands in them."""
    ours, theirs = Counter(_WORD.findall(found)), Counter(_WORD.findall(wanted))
    shared = sum((ours & theirs).values())
    return 2 * shared / max(1, sum(ours.values()) + sum(theirs.values()))
