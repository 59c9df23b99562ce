"""MBOX -> messages, one at a time."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts
from tawthiq.intake.parsed import Budget, Member
from tawthiq.model import Loss

_BORDER = regex.compile(rb"(?:\A|(?<=\n)\r?\n)From \S[^\r\n]{0,300}\r?\n(?=[\w-]{1,80}:)")
_QUOTED = regex.compile(rb"^>(?=>*From )", regex.MULTILINE)


def members(content: bytes, _form: str, outer: Facts, limits: Limits, budget: Budget) -> Iterator[Member | Loss]:
    """The messages with their number as name; ``outer`` says nothing of them: each has a sender and date of its own."""
    del outer
    borders = _BORDER.finditer(content)
    border = next(borders, None)
    number = 0
    while border is not None:
        following = next(borders, None)
        message = content[border.end() : following.start() if following else len(content)]
        number += 1
        name = f"{number:05}.eml"
        if len(message) > limits.file_bytes:
            yield Loss("T103", name, str(len(message)))
        elif not budget.spend(len(message), record=True):
            yield Loss("T194", name)
            return
        else:
            yield Member(name, _QUOTED.sub(b"", message), form="mail", record=True)
        border = following
