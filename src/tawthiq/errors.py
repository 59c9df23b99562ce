"""The error tree and the catalogue of what we tell people, in Arabic and English.

    TawthiqError                 something the user can act on; has a code, a place and texts in both languages
    ├── IntakeError              a file cannot be read (also recorded as a Loss, never raised across an add)
    ├── StoreError               the archive cannot be opened, written or trusted
    ├── NotFoundError            no such entity, claim or document
    └── UsageError               an option or argument that makes no sense

Texts live in ``messages/*.toml``, one table a code: ``ar``, ``en`` (what happened) and ``do_ar``, ``do_en`` (what to do).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Message:
    """What happened and what to do, in one language."""

    what: str
    do: str


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for file in sorted(files("tawthiq").joinpath("messages").iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            found |= tomllib.loads(file.read_text("utf-8"))
    return found


def codes() -> frozenset[str]:
    """All codes of the catalogue."""
    return frozenset(_catalogue())


def message(code: str, lang: str = "en", **values: object) -> Message:
    """The texts of a code with its values filled in; KeyError for a code that is not in the catalogue."""
    entry = _catalogue()[code]
    named = {key: str(value) for key, value in values.items()}
    return Message(entry[lang].format_map(_Lenient(named)), entry[f"do_{lang}"].format_map(_Lenient(named)))


class _Lenient(dict[str, str]):
    """A missing value shows as its name: a message with a gap is better than a second error."""

    def __missing__(self, key: str) -> str:
        return f"<{key}>"


class TawthiqError(Exception):
    """An error with a code of the catalogue; ``where`` is a file, page or id."""

    def __init__(self, code: str, where: str = "", **values: object) -> None:
        self.code = code
        self.where = where
        self.values = {"where": where, **values}
        super().__init__(self.text("en"))

    def text(self, lang: str = "en") -> str:
        """One line: code, what happened, what to do."""
        found = message(self.code, lang, **self.values)
        return f"[{self.code}] {found.what} {found.do}".strip()


class IntakeError(TawthiqError):
    """A file cannot be read."""


class StoreError(TawthiqError):
    """The archive cannot be opened, written or trusted."""


class NotFoundError(TawthiqError):
    """No such entity, claim or document."""


class UsageError(TawthiqError):
    """An option or argument that makes no sense."""
