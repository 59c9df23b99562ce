"""Words of the interface in Arabic and English. Data in ``data/labels.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale

from tawthiq.model.predicates import predicates

LANGUAGES = ("ar", "en")


@cache
def _labels() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(files("tawthiq.views").joinpath("data/labels.toml").read_text("utf-8"))


def label(table: str, key: str, lang: str, **values: object) -> str:
    """The words for a key of a table (standing, verdict, section, ui, ...); the key itself where there are none."""
    entry = _labels().get(table, {}).get(key)
    if entry is None:
        return key
    text = str(entry[lang])
    return text.format_map({name: str(value) for name, value in values.items()}) if "{" in text else text


def counted(thing: str, number: int, lang: str) -> str:
    """So many of a thing, in the form that the language's rules of number ask for: 3 وثائق, 11 وثيقة, 1 document."""
    forms: dict[str, str] = _labels()["count"][thing][lang]
    form = forms.get(_locale(lang).plural_form(number)) or forms["other"]
    return form.format(n=f"{number:,}")


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang)


def why_label(why: str, lang: str) -> str:
    """A reason of a reading in words: the rules write it in Arabic, in parts."""
    return ": ".join(label("why", part, lang) for part in why.split(": "))


def standing_label(standing: str, lang: str, *, clause: bool = False) -> str:
    """The word for a standing; beside a whole ``clause``, which has its negation in itself, it does not negate once more."""
    return label("standing", "negated_clause" if clause and standing == "negated" else standing, lang)


def predicate_label(predicate: str, lang: str, *, inverse: bool = False) -> str:
    """The name of a predicate, from its subject's or its object's side."""
    known = predicates().get(predicate)
    return known.label(lang, inverse=inverse) if known else predicate
