"""What reference speaks of: referents, subjects of clauses, what a pronoun asks for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tawthiq.model import EntityType
from tawthiq.text.fold import fold

FIRST = frozenset({"نا", "ني", "انا", "نحن", "ي"})
"""Pronouns of the first person: the speaker."""

FAR = "فاعل الجملة التي قبلها"
"""The reason of a referent that is the subject of an earlier sentence."""
NEAR = "الوحيد الموافق في الجملة التي قبلها"
"""The reason of a referent that is the only one named in the sentence before who agrees."""
WEIGHED = "الأرجح بين المذكورين قبله"
"""The reason of a referent that is the likeliest of all named or told of before."""
UNLIKELY, LIKELY, SURE = 0.2, 0.65, 0.75
"""Chances under which nobody is meant after all; from which on a person or body is taken whom the rules do not know; another thing.

On annotated articles left out in turn the rules were right in 2 of 24 answers under 0.1, in 11 of 48 up to 0.2, in 13 of 34 up to 0.3;
where they are silent, of persons and bodies from 0.6 on 47 of 61 were right, of groups, places and things 22 of 43, from 0.75 on more.
"""
TOPIC = "موضوع النص"
"""The reason of a referent that is the one whom the text is about."""
PRONOUNS = {
    "ه": ("m", "s"),
    "ها": ("f", "s"),
    "هم": ("m", "p"),
    "هما": ("x", "d"),
    "هن": ("f", "p"),
    "هو": ("m", "s"),
    "هي": ("f", "s"),
}
"""Pronoun → its gender and number."""
ACTORS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})
"""Who can do and say something."""


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads(files("tawthiq.extract.reference").joinpath("data/words.toml").read_text("utf-8"))
    return {name: frozenset(fold(word) for word in text.split()) for name, text in table.items()}


def word_list(name: str) -> frozenset[str]:
    """A word list of ``data/words.toml``, folded."""
    return _lists()[name]


@dataclass(frozen=True, slots=True)
class Referent:
    """An entity and how it was found, in words for the reader of reasons; ``chance`` is how likely it is, where that was weighed."""

    entity: str
    why: str
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause read before. ``entity`` is None for a thing or somebody unknown, whose verb had this gender.

    ``acts_on`` is the entity that a clitic on the verb meant, if that was found, and ``acts_gender`` the clitic's gender:
    اتهمه فلان. ``speaks``: the verb only says who speaks.
    """

    offset: int
    entity: str | None
    gender: str = ""
    acts_on: str | None = None
    acts_gender: str = ""
    speaks: bool = False
    human: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pronoun or hidden subject asks for."""

    gender: str
    number: str
    exclude: frozenset[str] = frozenset()
    strict: bool = False
