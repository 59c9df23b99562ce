"""The table of collocations, ``data/collocations.tsv``: its rows, by the forms of their verbs and by their verbal nouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.text.fold import fold
from tawthiq.text.verbs import conjugate


@dataclass(frozen=True, slots=True)
class Collocation:
    """One row: ``verbs`` and ``masdars`` (folded), the fixed ``nouns`` and where they stand, and who is who (codes of the file)."""

    verbs: tuple[tuple[str, str], ...]
    masdars: frozenset[str]
    place: str
    nouns: frozenset[str]
    predicate: str
    subject: str
    objects: tuple[str, ...]
    flags: frozenset[str]


@cache
def collocations() -> tuple[Collocation, ...]:
    """All rows in the order of the file."""
    text = files("tawthiq.extract.claims").joinpath("data/collocations.tsv").read_text("utf-8")
    return tuple(_row(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def _row(cells: list[str]) -> Collocation:
    verbs, masdars, place, nouns, predicate, subject, objects, flags = cells
    pairs = (verb.partition("/") for verb in verbs.split(",") if verb != "-")
    return Collocation(
        tuple((past, present) for past, _, present in pairs),
        _keys(masdars),
        "" if place == "-" else fold(place),
        _keys(nouns),
        predicate,
        fold(subject),
        tuple(fold(code) for code in objects.split("|")),
        frozenset(flags.split(",")) - {"-"},
    )


def _keys(cell: str) -> frozenset[str]:
    return frozenset() if cell == "-" else frozenset(fold(word) for word in cell.split(","))


@cache
def by_form() -> Mapping[str, tuple[Collocation, ...]]:
    """Folded finite form -> the rows whose verb it can be."""
    found: dict[str, tuple[Collocation, ...]] = {}
    for row in collocations():
        for past, present in row.verbs:
            for key in dict.fromkeys(key for key, _ in conjugate(past, present)):
                found[key] = (*found.get(key, ()), row)
    return MappingProxyType(found)


@cache
def by_masdar() -> Mapping[str, tuple[Collocation, ...]]:
    """Folded verbal noun -> the rows that it stands for."""
    found: dict[str, tuple[Collocation, ...]] = {}
    for row in collocations():
        for key in row.masdars:
            found[key] = (*found.get(key, ()), row)
    return MappingProxyType(found)


@cache
def fixed_objects() -> Mapping[str, frozenset[str]]:
    """Folded past form of a verb -> the nouns that are its object, or nothing at all, where its subject is who the claim is of."""
    found: dict[str, frozenset[str]] = {}
    for row in collocations():
        if row.place == fold("O") and row.subject == fold("S"):
            for past, _ in row.verbs:
                found[fold(past)] = found.get(fold(past), frozenset()) | row.nouns
    return MappingProxyType(found)
