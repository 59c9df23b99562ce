"""What part an object plays where a predicate leaves it open: whom or what someone fled from, where to, through where."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.model import Claim, Polarity
from tawthiq.model.predicates import RELEASE
from tawthiq.text.fold import fold
from tawthiq.views.labels import predicate_label


@cache
def _roles() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return MappingProxyType(tomllib.loads(files("tawthiq.views").joinpath("data/roles.toml").read_text("utf-8")))


def is_release(claim: Claim) -> bool:
    """Whether a claim tells that somebody was let go, and not that he was never held."""
    return RELEASE in claim.qualifiers and claim.axes.polarity is Polarity.NEGATED


def standing_of(claim: Claim) -> str:
    """The standing that is shown: of a release, which is kept as an arrest that is no more, that of the release."""
    return replace(claim.axes, polarity=Polarity.POSITIVE).standing.value if is_release(claim) else claim.standing.value


def role_of(claim: Claim) -> str:
    """The role of a claim's object, by the word before it in the claim's own words; empty where nothing is told apart."""
    if is_release(claim):
        return RELEASE
    roles = _roles().get(claim.predicate)
    span = claim.object.span if claim.object else None
    if roles is None or claim.object is None:
        return ""
    if claim.trigger is not None and (span is None or span.end <= claim.trigger.start):
        return _behind(claim, roles)
    if span is None:
        return ""
    around = next((part for part in claim.evidence if part.start < span.start <= part.end), None)
    before = fold(around.exact[: span.start - around.start]).split()[-1:] if around else []
    return next((name for name, role in roles.items() if before and before[0] in fold(role["words"]).split()), "")


def _behind(claim: Claim, roles: Mapping[str, Mapping[str, str]]) -> str:
    """The role by the verb's own preposition, where the object stands before the verb and a pronoun takes it up: المدينة التي لجأ إليها."""
    assert claim.trigger is not None  # noqa: S101 - the caller has looked
    part = next((part for part in claim.evidence if part.start <= claim.trigger.start < part.end), None)
    word = fold(part.exact[claim.trigger.end - part.start :]).split()[:1] if part is not None else []
    known = [(name, one) for name, role in roles.items() for one in fold(role["words"]).split()]
    return next((name for name, one in known if word and word[0].startswith(one) and word[0] != one), "")


def label_of(predicate: str, lang: str, *, inverse: bool = False, role: str = "") -> str:
    """The name of a predicate as its object plays a role in it."""
    known = _roles().get(predicate, {}).get(role)
    if known is None:
        return predicate_label(predicate, lang, inverse=inverse)
    return known[f"{lang}_inverse" if inverse else lang]
