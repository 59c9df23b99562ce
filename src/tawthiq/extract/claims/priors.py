"""How often each rule reads right: the confidence of its claims, as measured on the development gold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_UNKNOWN = 0.5  # probability for a rule that the gold did not show: below the mean of the measured ones


@cache
def _table() -> Mapping[str, float]:
    text = files("tawthiq.extract.claims").joinpath("data/priors.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({rule: float(share) for rule, share, *_ in rows})


def prior(rule: str) -> float:
    """The probability that a claim of this rule is read right."""
    return _table().get(rule, _UNKNOWN)
