"""Mentions and times of a text, looked up by place."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tawthiq.extract.frame import MentionLayer
from tawthiq.model import DateMention, Entity, EntityType, Mention, MentionForm


class Layer:
    """Quick look-up of mentions and times by place."""

    def __init__(self, mentions: MentionLayer, dates: Sequence[DateMention] = ()) -> None:
        """Sort the mentions once."""
        self._times = sorted((date.span.start, date.span.end) for date in dates)
        self._mentions = sorted(mentions.mentions, key=lambda mention: (mention.span.start, -mention.span.end))
        self._starts = [mention.span.start for mention in self._mentions]
        self._entities = {entity.id: entity for entity in mentions.entities}
        self._longest = max((len(mention.span) for mention in self._mentions), default=0)

    def touching(self, start: int, end: int) -> list[Mention]:
        """Mentions that share words with ``[start, end)``, in order."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [mention for mention in self._mentions[first:last] if mention.span.end > start]

    def name_at(self, offset: int) -> Mention | None:
        """The longest mention that begins at an offset."""
        index = bisect_left(self._starts, offset)
        return self._mentions[index] if index < len(self._starts) and self._starts[index] == offset else None

    def beginning(self, *offsets: int) -> list[Mention]:
        """The mentions that begin at one of these offsets."""
        found = []
        for offset in dict.fromkeys(offsets):
            index = bisect_left(self._starts, offset)
            while index < len(self._starts) and self._starts[index] == offset:
                found.append(self._mentions[index])
                index += 1
        return found

    def time_at(self, offset: int) -> bool:
        """Whether an offset lies in a time, outside of every name (14 آذار can be part of one)."""
        at = bisect_right(self._times, (offset, sys.maxsize)) - 1
        if at < 0 or self._times[at][1] <= offset:
            return False
        return not any(m.form is MentionForm.NAME and m.span.start < offset for m in self.touching(offset, offset + 1))

    def person_at(self, offset: int) -> Mention | None:
        """The longest name of a person that begins at an offset."""
        index = bisect_left(self._starts, offset)
        while index < len(self._starts) and self._starts[index] == offset:
            mention = self._mentions[index]
            if mention.type is EntityType.PERSON and mention.form is MentionForm.NAME:
                return mention
            index += 1
        return None

    def entity(self, entity_id: str) -> Entity | None:
        """The entity of an id."""
        return self._entities.get(entity_id)
