"""The predicates that claims use: names, signatures, cardinalities, mappings. Data in ``data/predicates.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

RELEASE = "release"
"""The qualifier of a negated claim of arrest that tells of a release: somebody was held, and is no longer."""

OPEN = "open"
"""The predicate of claims that fit none of the others: the trigger's lemma stands in ``qualifiers["trigger"]``."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate. ``signature`` is subject type -> object type; mappings are None where a standard has nothing like it."""

    id: str
    ar: str
    en: str
    section: str
    signature: str
    cardinality: str
    ar_inverse: str | None = None
    en_inverse: str | None = None
    follow_the_money: str | None = None
    wikidata: str | None = None
    plover: str | None = None

    def label(self, lang: str, *, inverse: bool = False) -> str:
        """The name in a language, from the subject's side or the object's."""
        if inverse:
            return (self.ar_inverse if lang == "ar" else self.en_inverse) or self.label(lang)
        return self.ar if lang == "ar" else self.en


@cache
def predicates() -> Mapping[str, Predicate]:
    """All predicates by id, in the order of the data file."""
    raw = tomllib.loads(files("tawthiq.model").joinpath("data/predicates.toml").read_text("utf-8"))
    return MappingProxyType({key: Predicate(id=key, **entry) for key, entry in raw.items()})
