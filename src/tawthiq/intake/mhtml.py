"""MHTML, a page saved from a browser with its pictures -> the page as text, its address and the time it was saved."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import Message
from email.utils import parsedate_to_datetime

from tawthiq.intake import html
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import facts, merged
from tawthiq.intake.parsed import Parsed, refused
from tawthiq.model import Loss

_PARTS = 5_000  # parts looked through for the page; it stands first


def parse(content: bytes, limits: Limits) -> Parsed:
    """The page among the parts. Pictures and styles are furniture of a page, and are kept with the file's bytes."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    page = next((part for part, _ in zip(message.walk(), range(_PARTS), strict=False) if part.get_content_type() == "text/html"), None)
    source = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(source, bytes):
        return refused("mhtml", Loss("T180", detail="text/html"))
    charset = page.get_content_charset()
    if charset and html.declared_charset(source) is None:
        source = f'<meta charset="{charset}">'.encode("ascii", "ignore") + source
    parsed = html.parse(source, limits)
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    known = merged(parsed.facts, facts("header", {"url": address}))
    return replace(parsed, format="mhtml", facts=known, captured=_captured(message))


def _captured(message: Message) -> str | None:
    """When the browser saved it: the date of the outer header."""
    try:
        return parsedate_to_datetime(str(message.get("Date") or "")).isoformat(timespec="seconds")
    except (ValueError, TypeError):
        return None
