"""With whom something was founded: أسس مع فلان دارا للنشر."""

from __future__ import annotations

from collections.abc import Iterator

from tawthiq.extract.claims.lexicon import Trigger
from tawthiq.extract.claims.reading import Reading, drafted
from tawthiq.extract.claims.scene import Draft
from tawthiq.model import Argument, EntityType, Scalar


def partner(reading: Reading) -> dict[str, Scalar]:
    """أسس مع فلان "…": with whom."""
    for item in reading.clause.prepositional:
        if item.preposition == "مع" and item.phrase is not None and item.phrase.type is EntityType.PERSON:
            return {"with": next(e.name for e in reading.scene.layers.mentions.entities if e.id == item.phrase.entity)}
    return {}


def founded_together(reading: Reading, trigger: Trigger, item: Argument) -> Iterator[Draft]:
    """أسس مع فلان دارا للنشر: he with whom somebody founded something founded it, too."""
    with_whom = (i.phrase for i in reading.clause.prepositional if i.preposition == "مع" and i.phrase is not None)
    other = next((phrase for phrase in with_whom if phrase.type is EntityType.PERSON), None)
    if trigger.predicate == "founded" and other is not None:
        yield drafted(reading, trigger.predicate, reading.scene.phrase(reading.tokens, other), item)
