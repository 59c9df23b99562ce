"""Claims: triggers and their arguments, filled by rules. ``find_claims`` is the door."""

from __future__ import annotations

from tawthiq.extract.claims.find import ClaimLayer, find_claims

__all__ = ["ClaimLayer", "find_claims"]
