"""How the claims of a finding stand: an agreement of unlike standing is shown with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tawthiq.reconcile.comparison.item import Item


def standings(items: Sequence[Item]) -> dict[str, list[str]]:
    """Standing -> ids of the claims that have it, both sorted."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        found[item.standing].append(item.id)
    return {standing: sorted(found[standing]) for standing in sorted(found)}
