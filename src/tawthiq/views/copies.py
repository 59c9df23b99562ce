"""Copies of one text: who came first, and how much each adds of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tawthiq.model import CopyGroup
from tawthiq.store import Store
from tawthiq.store.stories import Member

_WORDS = 300  # code points of a passage that are shown


@dataclass(frozen=True, slots=True)
class Copy:
    """One document of a group. ``share`` is the part of its text that others have too; ``words`` the passage, empty for a whole text."""

    document: str
    path: str
    publisher: str | None
    published: str | None
    title: str | None
    share: float
    first: bool
    start: int | None
    end: int | None
    words: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """Documents or passages that are one text, ``total`` of them, in order of publication: all, or the first."""

    group: str
    whole: bool
    copies: tuple[Copy, ...]
    total: int


def copy_rows(store: Store, document: str | None = None) -> Iterator[CopyRow]:
    """Groups of copies, all or those with a document in them."""
    return (_row(store, group) for group in store.copies(document))


def most_copied(store: Store, limit: int, offset: int, *, whole: bool, shown: int = -1) -> Iterator[CopyRow]:
    """Groups of whole texts or of passages, those with most documents first; of each the first ``shown`` documents, all if negative."""
    for group in store.stories.groups(limit, offset, whole=whole, members=shown):
        yield CopyRow(group.group, whole, tuple(_copy(member, group.first) for member in group.members), group.total)


def _copy(member: Member, first: str | None) -> Copy:
    return Copy(
        member.document, member.path, member.publisher, member.published, member.title, member.share, member.document == first,
        member.start, member.end, (member.words or "")[:_WORDS],
    )


def _row(store: Store, group: CopyGroup) -> CopyRow:
    found = sorted(_copies(store, group), key=lambda copy: (copy.published or "9999", copy.path, copy.document))
    return CopyRow(group.id, all(copy.start is None for copy in found), tuple(found), len(found))


def _copies(store: Store, group: CopyGroup) -> Iterator[Copy]:
    for member in group.members:
        head, span = store.head(member.document), member.span
        words = span.exact[:_WORDS] if span else ""
        yield Copy(
            head.id, head.origin.path, head.publisher, head.published, head.title, member.share, member.document == group.first,
            span.start if span else None, span.end if span else None, words,
        )
