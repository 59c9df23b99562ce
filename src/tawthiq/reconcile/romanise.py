"""Arabic names in Latin letters: attested spellings behind a thin interface.

``spellings`` stands on the package arabic-name-romanizer (MIT; its dictionary is CC0, from Wikidata). Without it there are
no spellings, and names of different scripts are compared by their consonant skeletons alone (``text/skeletons.py``).
"""

from __future__ import annotations

import sqlite3
from functools import cache, lru_cache
from typing import Any

import regex

_CACHED = 65_536  # name parts; about 20 MB
_SPELLINGS = 5  # spellings of a part that are compared; measured: more adds noise of other names
_MAX_PART = 40  # letters; longer strings are no name parts

_ARTICLE = regex.compile(r"^(?:al|el|ul)[-' ]?(?=\w{3})")


@cache
def _transliterator() -> Any:
    """The package's object, or None where it is not installed or cannot open its index."""
    try:
        from arabic_name_romanizer import Transliterator

        return Transliterator()
    except (ImportError, OSError, sqlite3.Error):
        return None


@lru_cache(maxsize=_CACHED)
def spellings(written: str) -> tuple[str, ...]:
    """Latin spellings of a folded Arabic name part, most usual first: lower case, letters only, without article."""
    tool = _transliterator()
    if tool is None or not written or len(written) > _MAX_PART:
        return ()
    found = [latin_key(item.text, article=written.startswith("ال")) for item in tool.transliterate(written, top_k=_SPELLINGS)]
    return tuple(dict.fromkeys(key for key in found if key))


@lru_cache(maxsize=_CACHED)
def attested(written: str) -> bool:
    """Whether the dictionary knows the part as it is written; otherwise its spellings are a guess."""
    tool = _transliterator()
    if tool is None or not written or len(written) > _MAX_PART:
        return False
    return any(item.source == "dictionary" for item in tool.transliterate(written, top_k=2))


def latin_key(text: str, *, article: bool) -> str:
    """Lower-case letters of a Latin spelling; the article is dropped where the Arabic has one."""
    lower = text.casefold()
    if article:
        lower = _ARTICLE.sub("", lower)
    words = [word for word in regex.split(r"[^\p{L}]+", lower) if word and word not in {"al", "el"}]
    joined = "".join(words)
    for opening in ("abdul", "abdel", "abdal", "abdol", "abdoul"):
        if joined.startswith(opening) and len(joined) > len(opening) + 2:
            return "abd" + joined[len(opening):]
    return joined
