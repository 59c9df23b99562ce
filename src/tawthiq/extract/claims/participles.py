"""Participles: what a form can be the participle of, and which tie two nouns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.lexicon import active_forms, passive_forms, singular_forms
from tawthiq.text.fold import fold


@lru_cache(maxsize=16_384)
def participles(key: str) -> tuple[tuple[str, str], ...]:
    """Predicate and preposition of the participles that a form can be."""
    found = [pair for form in singular_forms(key) for pair in (*active_forms().get(form, ()), *passive_forms().get(form, ()))]
    return tuple((trigger.predicate, preposition) for trigger, preposition in found)


@cache
def modifiers() -> Mapping[str, tuple[tuple[str, str, bool], ...]]:
    """Folded masculine singular -> (preposition, predicate, whether the noun governed is the subject)."""
    text = files("tawthiq.extract.claims").joinpath("data/relational_modifiers.tsv").read_text("utf-8")
    found: dict[str, tuple[tuple[str, str, bool], ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            form, preposition, predicate, side = line.split("\t")
            found[fold(form)] = (*found.get(fold(form), ()), (fold(preposition), predicate, side == "O"))
    return MappingProxyType(found)
