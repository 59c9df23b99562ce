"""Statement against denial, and plan against what happened."""

from __future__ import annotations

from tawthiq.model import Modality
from tawthiq.reconcile.comparison.item import Item


def polarity_differs(a: Item, b: Item) -> bool:
    """One says that it is so, the other that it is not, of the same kind of reality."""
    return a.negative != b.negative and a.actual == b.actual


def condition_differs(a: Item, b: Item) -> bool:
    """One says that it is so or will be, the other only if something else comes true."""
    conditional = [item.modality == Modality.CONDITIONAL for item in (a, b)]
    if conditional[0] == conditional[1] or a.negative or b.negative:
        return False
    return not (a.actual or b.actual) or _same_day(a, b)


def _same_day(a: Item, b: Item) -> bool:
    """What was conditional yesterday can have come true, and what has happened is spoken of under conditions tomorrow."""
    first, second = a.published_days, b.published_days
    return first is None or second is None or first.gap(second) <= 1


def plan_fails(a: Item, b: Item) -> bool:
    """One tells a plan, the other that it did not happen. A plan that was carried out is no difference."""
    planned, told = (a, b) if not a.actual else (b, a)
    return not planned.actual and told.actual and not planned.negative and told.negative
