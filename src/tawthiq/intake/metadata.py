"""Publisher, date, address, author, title, language: values found somewhere, with where they were found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from tawthiq.intake.published import to_edtf
from tawthiq.model.frozen import FrozenMap

FIELDS = ("publisher", "published", "url", "author", "title", "language")
_LONGEST = {"url": 2_000, "title": 500}  # code points; longer values are text that slipped into a field
_LONGEST_OTHER = 200  # code points of a name or date
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cs}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it stands: "sidecar", "manifest", "json-ld", "meta", "header", "byline", "signature"..."""

    value: str
    source: str


Facts = Mapping[str, Found]
NOTHING: Facts = FrozenMap()  # travels to the workers with its source, which a MappingProxyType cannot


def facts(source: str, values: Mapping[str, object]) -> dict[str, Found]:
    """The usable ones of these values; empty strings are missing, ``published`` becomes EDTF or is left out."""
    found = {}
    for field in FIELDS:
        value = clean(field, values.get(field))
        if value:
            found[field] = Found(value, source)
    return found


def clean(field: str, value: object) -> str:
    """One line without control or direction characters: metadata are no evidence, and travel into other lines."""
    if not isinstance(value, str | int):
        return ""
    line = " ".join(_UNSEEN.sub(" ", str(value)[:10_000]).split())
    if field == "published":
        return to_edtf(line) or ""
    if field == "url" and not line.lower().startswith(("http://", "https://")):
        return ""
    return line[: _LONGEST.get(field, _LONGEST_OTHER)]


def merged(*layers: Facts) -> dict[str, Found]:
    """The first layer that has a field wins: what a person wrote beside the file before what the file says."""
    found: dict[str, Found] = {}
    for layer in layers:
        for field, value in layer.items():
            found.setdefault(field, value)
    return found
