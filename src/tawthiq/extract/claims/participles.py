"""Participles: what a form can be the participle of."""

from __future__ import annotations

from functools import lru_cache

from tawthiq.extract.claims.lexicon import active_forms, passive_forms, singular_forms


@lru_cache(maxsize=16_384)
def participles(key: str) -> tuple[tuple[str, str], ...]:
    """Predicate and preposition of the participles that a form can be."""
    found = [pair for form in singular_forms(key) for pair in (*active_forms().get(form, ()), *passive_forms().get(form, ()))]
    return tuple((trigger.predicate, preposition) for trigger, preposition in found)
