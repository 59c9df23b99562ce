"""Sentences that say why, in Arabic and English, from the message catalogue."""

from __future__ import annotations

from functools import lru_cache

from tawthiq.errors import message


def reason(code: str, **values: object) -> tuple[str, str]:
    """The text of a code in Arabic and in English."""
    return _reason(code, tuple(sorted((key, str(value)) for key, value in values.items())))


@lru_cache(maxsize=16_384)
def _reason(code: str, values: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    named = dict(values)
    return message(code, "ar", **named).what, message(code, "en", **named).what
