"""Pairs of names that are one, and hard ones that are not, made from public lists of names; nothing of the lists is kept here.

Pairs that are one: an Arabic name and its Latin spelling, two Latin spellings of one Arabic name, two ways to write one Arabic
name. Pairs that are not: one surname with the given name nearest to the other in letters (حسن، حسين), or one given name with the
nearest surname, where no Latin spelling is attested for both.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rapidfuzz.fuzz import ratio

from tawthiq.text.names import split

Names = Mapping[str, tuple[str, ...]]
"""A folded Arabic name -> its Latin spellings, sorted."""

Sort = Callable[[Sequence[str], Sequence[str]], bool]
"""Whether two names in parts are a pair of this sort."""

_NEAR = 60.0  # per cent of shared letters from which two parts are hard to tell apart
_RARE = 2  # bearers from which a spelling of a part counts as attested
_PARTS = (2, 4)  # parts of the names that are compared
_ARTICLES = frozenset({"al", "el", "ul", "ibn", "bin", "ben", "bint", "abu", "abou", "abd", "de", "van"})


@dataclass(frozen=True)
class Pair:
    """Two names, whether they are one, and of which sort the pair is."""

    same: bool
    a: str
    b: str
    sort: str


def read_zst(path: Path) -> Iterator[list[str]]:
    """The rows of a compressed table, without its heading."""
    found = subprocess.run(["zstd", "-dc", str(path)], check=True, capture_output=True).stdout.decode("utf-8")  # noqa: S603, S607  # our own data
    yield from (line.split("\t") for line in found.splitlines()[1:])


def full_names(folder: Path) -> Names:
    """Names of two to four parts with their spellings of as many words."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for arabic, latin, lang, *_ in read_zst(folder / "full_names.tsv.zst"):
        words = [word for word in latin.replace("-", " ").split() if word.casefold() not in _ARTICLES]
        parts = len(split(arabic).parts)
        if lang in {"en", "fr"} and latin.isascii() and _PARTS[0] <= parts == len(words) <= _PARTS[1]:
            found[arabic].add(latin)
    return {arabic: tuple(sorted(found[arabic])) for arabic in sorted(found)}


def part_spellings(folder: Path) -> Mapping[str, frozenset[str]]:
    """A folded part of a name -> all Latin spellings that are attested for it, without article and in small letters."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for arabic, latin, _, _, _, count, *_ in read_zst(folder / "units.tsv.zst"):
        if int(count) >= _RARE:
            found[arabic.removeprefix("ال")].add(latin.casefold().removeprefix("al-").removeprefix("el-"))
    return {key: frozenset(values) for key, values in found.items()}


def _trusted(names: Names, spellings: Mapping[str, frozenset[str]]) -> Names:
    """Names whose every part is attested with its spelling by other bearers: the lists have rows whose two sides are not one."""
    kept = {name: tuple(latin for latin in found if _attested(name, latin, spellings)) for name, found in names.items()}
    return {name: found for name, found in kept.items() if found}


def _attested(name: str, latin: str, spellings: Mapping[str, frozenset[str]]) -> bool:
    words = [word.casefold() for word in latin.replace("-", " ").split() if word.casefold() not in _ARTICLES]
    parts = [part.written.split()[-1].removeprefix("ال") for part in split(name).parts]
    return len(words) == len(parts) and all(word in spellings.get(part, frozenset()) for word, part in zip(words, parts, strict=True))


def pairs(folder: Path, each: int) -> list[Pair]:
    """So many pairs of each sort, the same on every machine."""
    spellings = part_spellings(folder)
    names = _trusted(full_names(folder), spellings)
    chosen = sorted(names, key=_shuffled)
    found = [*_cross(names, chosen, each), *_latin(names, chosen, each), *_written(chosen, each)]
    return found + [pair for sort in (_same_surname, _same_given) for pair in _others(names, chosen, spellings, sort, 2 * each)]


def _shuffled(text: str) -> bytes:
    return sha256(text.encode()).digest()


def _cross(names: Names, chosen: Iterable[str], count: int) -> list[Pair]:
    return [Pair(True, name, names[name][0], "cross-script") for name in chosen][:count]  # noqa: FBT003


def _latin(names: Names, chosen: Iterable[str], count: int) -> list[Pair]:
    return [Pair(True, names[name][0], names[name][-1], "Latin spellings") for name in chosen if len(names[name]) > 1][:count]  # noqa: FBT003


def _written(chosen: Sequence[str], count: int) -> list[Pair]:
    """Two ways to write one Arabic name, one rule after the other."""
    found: list[Pair] = []
    for number, name in enumerate(chosen):
        other = _WAYS[number % len(_WAYS)](name)
        if other != name:
            found.append(Pair(True, name, other, "Arabic spellings"))  # noqa: FBT003
    return found[:count]


def _ending(name: str, old: str, new: str) -> str:
    return " ".join(word[: -len(old)] + new if word.endswith(old) and len(word) > len(old) + 1 else word for word in name.split())


def _last(name: str, change: Callable[[str], str]) -> str:
    *first, last = name.split()
    return " ".join([*first, change(last)])


_WAYS: tuple[Callable[[str], str], ...] = (
    lambda name: _ending(name, "ه", "ة"),
    lambda name: _ending(name, "ي", "ى"),
    lambda name: name.replace("ا", "أ", 1) if name.startswith("ا") else name,
    lambda name: _last(name, lambda word: word.removeprefix("ال")) if " " in name and len(name.split()[-1]) > 5 else name,
    lambda name: _last(name, lambda word: f"بن {word}") if not name.split()[-1].startswith("ال") else name,
    lambda name: f"الدكتور {name}",
    lambda name: name.replace("عبد ال", "عبدال", 1),
    lambda name: "ـ".join((name[:2], name[2:])),
)


def _same_surname(a: Sequence[str], b: Sequence[str]) -> bool:
    return a[0] != b[0] and a[1:] == b[1:]


def _same_given(a: Sequence[str], b: Sequence[str]) -> bool:
    return a[0] == b[0] and a[1:] != b[1:]


def _others(
    names: Names,
    chosen: Sequence[str],
    spellings: Mapping[str, frozenset[str]],
    sort: Sort,
    count: int,
) -> list[Pair]:
    """Names of two parts that share one of them, beside the nearest other part; every second pair across scripts."""
    shared: defaultdict[str, list[str]] = defaultdict(list)
    place = 1 if sort is _same_surname else 0
    two = [name for name in chosen if len(split(name).parts) == 2]
    for name in two:
        shared[split(name).keys[place]].append(name)
    found: list[Pair] = []
    for name in two:
        other = _nearest(name, shared[split(name).keys[place]][:400], spellings, 1 - place)
        if other is not None:
            b = names[other][0] if len(found) % 2 else other
            found.append(Pair(False, name, b, "one surname" if place else "one given name"))  # noqa: FBT003
        if len(found) == count:
            break
    return found


def _nearest(name: str, others: Iterable[str], spellings: Mapping[str, frozenset[str]], place: int) -> str | None:
    """The name whose part at that place is nearest in letters, and attested with no Latin spelling of this one's."""
    own = split(name).keys[place]
    near = [
        (-ratio(own, key), other)
        for other in others
        if (key := split(other).keys[place]) != own and spellings.get(own) and spellings.get(key) and not spellings[own] & spellings[key]
    ]
    best = min(near, default=None)
    return best[1] if best is not None and -best[0] >= _NEAR else None
