"""Whether two claims have one object: the same entity, or the same words."""

from __future__ import annotations

from tawthiq.reconcile.comparison.gazetteer import state_of
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.words import keys, senses
from tawthiq.text.kinds import party

_ENOUGH = 2  # words of a phrase that can be recognised inside a longer one
_WHERE = frozenset({"visited", "resided_in", "returned_to", "fled", "born_in", "part_of", "attacked_in", "killed_in", "died"})
_LITTLE = 3  # words of a phrase inside which one word can be recognised
_MANY = 3  # shared words, if they are most of the shorter phrase, show that a long phrase adds to a short one
_MOST = 0.7  # share of the shorter phrase
_DESCRIBED = 0.6  # Dice of content words from which free descriptions (what someone did, how he is) tell one thing
_FULL = 4  # shared words that show one matter if they are half of the shorter description
_SHARED = 0.5  # Dice of content words from which two phrases speak of one thing


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Twice the shared words over the words of both."""
    total = len(a) + len(b)
    return 2 * len(a & b) / total if total else 0.0


def same_object(a: Item, b: Item) -> bool:
    """Entities decide where both sides have one, and words where one has none.

    Different entities under the same words are one to the reader; so is a body and the person whose name it bears (his
    regime, his list), but never two persons.
    """
    if not (a.object_ids and b.object_ids):
        return similar(senses(a.object_words), senses(b.object_words)) or same_party(a.object_text, b.object_text)
    if a.object_ids & b.object_ids:
        return True
    if a.object_is_person and b.object_is_person:
        return False
    if _acting_state(a) is not None and _acting_state(a) == _acting_state(b):
        return True
    short, long = sorted((a.object_words, b.object_words), key=len)
    return bool(short) and (short == long or (len(short) >= _ENOUGH and short < long) or same_party(a.object_text, b.object_text))


def _acting_state(item: Item) -> str | None:
    """The state to which something is done or said, by its name or its capital's (حليف موسكو، حليف روسيا); not where someone goes."""
    return None if item.predicate in _WHERE else state_of(item.object_text)


def same_party(a: str, b: str) -> bool:
    """One party by its bare name, and with the words for its kind or its country (بلدية صيدا, صيدا; الدروز, الطائفة الدرزية)."""
    left, right = keys(" ".join(party(a))), keys(" ".join(party(b)))
    return bool(left) and left == right and left in (keys(a), keys(b))


def similar(a: frozenset[str], b: frozenset[str]) -> bool:
    """Half of the words shared, or the shorter phrase wholly inside the longer, if it says enough or the longer says little."""
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    inside = short <= long and (len(short) >= _ENOUGH or len(long) <= _LITTLE)
    shared = len(short & long)
    return inside or dice(a, b) >= _SHARED or (shared >= _MANY and shared >= _MOST * len(short))


def same_description(a: Item, b: Item) -> bool:
    """Whether free words tell one thing: most of the content words shared, and one trigger where both have one."""
    if a.triggers and b.triggers and not set(a.triggers) & set(b.triggers):
        return False
    if a.object_ids and b.object_ids:
        return same_object(a, b)  # a name is no description
    left, right = senses(a.object_words), senses(b.object_words)
    shared, short = len(left & right), min(len(left), len(right))
    if left == right or (shared >= _MANY and 3 * shared >= 2 * short) or (shared >= _FULL and 2 * shared >= short):
        return shared > 0
    return shared >= _ENOUGH and dice(left, right) >= _DESCRIBED
