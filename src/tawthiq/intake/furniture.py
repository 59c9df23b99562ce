"""Lines of a news page that are no article: pointers to other articles, disclaimers, terms of use."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tawthiq.text.fold import fold

_POINTER = 160  # code points of a line that points to another article; longer ones are paragraphs
_LAST = 4  # lines at the end that may be disclaimer or terms
_POLICY_SIGNS = 2  # different words of terms of use in one line; an article about them is not cut for one


def without(article: str) -> str:
    """The article without its page's furniture; whole lines go, nothing inside a line."""
    lines = [line for line in article.split("\n") if not _points_elsewhere(line)]
    for _ in range(_LAST):
        if len(lines) > 1 and (not lines[-1].strip() or _of_the_site(lines[-1])):
            lines.pop()
    return "\n".join(lines)


def _points_elsewhere(line: str) -> bool:
    return len(line) <= _POINTER and fold(line.lstrip('-•* «"[(')).startswith(_words("related"))


def _of_the_site(line: str) -> bool:
    folded = fold(line)
    signs = sum(word in folded for word in _words("policy"))
    return signs >= _POLICY_SIGNS or any(word in folded for word in _words("disclaimer"))


@cache
def _words(kind: str) -> tuple[str, ...]:
    table = tomllib.loads(files("tawthiq.intake").joinpath("data", "furniture.toml").read_text("utf-8"))
    return tuple(fold(word) for word in table[kind])
