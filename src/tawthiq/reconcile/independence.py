"""How many independent chains stand behind claims, as an interval, and the hop that all of them pass (مدار).

Each claim is a path from the reader to whoever knew: publisher, agency, cited outlet, speaker, and the text it was copied
from. The chains are the largest number of paths that share no hop. What an outlet says in its own words may come from a wire
that it does not name: the high count takes it as a chain of its own, the low count only what names its source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tawthiq.model import Hop, Independence
from tawthiq.reconcile.comparison.item import Item, Vertex
from tawthiq.text.titles import national, source_words, words_key

_LANGUAGES = frozenset(words_key("عربي عربية إنجليزية فرنسية arabic english français"))  # editions of one outlet
_MAX_NAMES = 60  # different sources of one finding that are compared in pairs
_MAX_EXACT = 12  # paths for which the largest set is searched in full (4,096 sets); beyond it shortest first


@dataclass(frozen=True, slots=True)
class Path:
    """One claim's way: the hops as comparable keys; ``sourced`` if it names anyone inside the publisher."""

    claim: str
    vertices: frozenset[Vertex]
    sourced: bool


def independence(items: Sequence[Item]) -> tuple[Independence, Hop | None]:
    """The interval of independent chains, and the common link."""
    same = _same_names(sorted({vertex for item in items for vertex in item.vertices}))
    paths = [_path(item, same) for item in items]
    high = _disjoint([path.vertices for path in paths])
    low = min(high, max(1, _disjoint([path.vertices for path in paths if path.sourced])))
    return Independence(low, high), _common_link(items, paths, same)


def _same_names(vertices: Sequence[Vertex]) -> dict[Vertex, Vertex]:
    """Names that stand for one source: the longer adds kind, country or language only (الأناضول, وكالة الأناضول التركية)."""
    named = sorted((vertex for vertex in vertices if vertex[0] == "name"), key=lambda vertex: (len(vertex), vertex))[:_MAX_NAMES]
    same: dict[Vertex, Vertex] = {}
    for index, short in enumerate(named):
        for long in named[index + 1 :]:
            if set(short) <= set(long) and all(map(_says_little, set(long) - set(short))):
                same.setdefault(long, same.get(short, short))
    return same


def _says_little(word: str) -> bool:
    """A word that does not make another source of a name: its kind, its country, its language."""
    return word in source_words() or word in _LANGUAGES or national(("", word))[1] is not None


def _path(item: Item, same: Mapping[Vertex, Vertex]) -> Path:
    vertices = {same.get(key, key) for key in item.vertices} | {("copy", group) for group in item.copies}
    return Path(item.id, frozenset(vertices), len(item.vertices) > 1)


def _disjoint(paths: Sequence[frozenset[Vertex]]) -> int:
    """The largest number of paths without a common vertex: exact for few, shortest first for many."""
    unique = sorted(set(paths), key=lambda path: (len(path), sorted(path)))
    minimal = [path for path in unique if not any(other < path for other in unique)]
    return _search(minimal, frozenset()) if len(minimal) <= _MAX_EXACT else _greedy(minimal)


def _search(paths: Sequence[frozenset[Vertex]], used: frozenset[Vertex]) -> int:
    """At most ``_MAX_EXACT`` deep."""
    best = 0
    for index, path in enumerate(paths):
        if not path & used:
            best = max(best, 1 + _search(paths[index + 1 :], used | path))
    return best


def _greedy(paths: Sequence[frozenset[Vertex]]) -> int:
    used: set[Vertex] = set()
    count = 0
    for path in paths:
        if not path & used:
            used |= path
            count += 1
    return count


def _common_link(items: Sequence[Item], paths: Sequence[Path], same: Mapping[Vertex, Vertex]) -> Hop | None:
    """The innermost hop inside the publishers that every path passes."""
    if len({item.document for item in items}) < 2 or not all(path.sourced for path in paths):
        return None
    shared = frozenset.intersection(*(path.vertices for path in paths))
    for index in range(len(items[0].vertices) - 1, 0, -1):
        key = items[0].vertices[index]
        if same.get(key, key) in shared:
            return items[0].chain[index]
    return None
