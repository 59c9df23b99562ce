"""References: which candidates are one entity of the document. A wrong join costs more than a missing one."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache

from tawthiq.extract.mentions.candidates import Candidate, Sentence
from tawthiq.extract.mentions.vocabulary import word_set
from tawthiq.model import EntityType, MentionForm

_NEIGHBOURS = 8  # entries looked at for doubles: an index may hold a group twice, never grow with its mentions
_SAME_OFFICE = {"وزراء": "حكومه"}  # رئيس الوزراء is رئيس الحكومة


@cache
def _past() -> frozenset[str]:
    """Words of a title that say that its holder is another one today."""
    return word_set("then_held") | word_set("then")


@dataclass(slots=True, eq=False)
class Group:
    """An entity in the making: its candidates, name parts, and the titles that it was seen with.

    ``last`` is the offset of the member seen last so far, ``called`` that of the name that last ended in each part. ``aside``: a
    person brought in as somebody's relative (شقيقه فلان).
    """

    type: EntityType
    members: list[Candidate] = field(default_factory=list)
    names: dict[tuple[str, ...], None] = field(default_factory=dict)
    titles: dict[tuple[str, frozenset[str]], None] = field(default_factory=dict)
    last: int = -1
    called: dict[str, int] = field(default_factory=dict)
    aside: bool = False

    def take(self, candidate: Candidate) -> None:
        """Add a candidate."""
        self.members.append(candidate)
        self.last = max(self.last, candidate.start)
        if candidate.form is MentionForm.NAME:
            self.names[candidate.key] = None
            if named := parts(candidate.key):
                self.called[named[-1]] = max(self.called.get(named[-1], -1), candidate.start)


def content(candidate: Candidate) -> frozenset[str]:
    """What a title says beside its head: the words that tell one office from another."""
    words = [_SAME_OFFICE.get(key, key) for key in candidate.key[1:] if key not in word_set("untelling")]
    return frozenset(word for word in words if word != "مجلس" or "حكومه" not in words)


def parts(key: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a name that tell people apart."""
    return tuple(part.removeprefix("ال") if len(part) > 4 else part for part in key if part not in word_set("between_names"))


def same_full_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: all parts of the shorter in the longer, in order, first and last agreeing."""
    short, long = sorted((parts(one), parts(other)), key=len)
    if len(short) < 2 or not long or short[0] != long[0]:
        return short == long
    rest = iter(long)
    return all(part in rest for part in short) and (short[-1] == long[-1] or len(short) > 2)


class People:
    """The persons of one document, found by the first part, the last part and the title head of their names."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._first: dict[str, list[Group]] = {}
        self._last: dict[str, list[Group]] = {}
        self._heads: dict[str, list[Group]] = {}

    def add(self, group: Group) -> None:
        """A new person."""
        self.groups.append(group)

    def reference(self, candidate: Candidate, titles: Sequence[Candidate] = ()) -> Group | None:
        """The person seen before that a name means, or None. ``titles``: those beside it."""
        heads = {title.head + title.gender for title in titles if title.head not in word_set("courtesies")}
        return self._full(candidate.key) if len(parts(candidate.key)) > 1 else self._part(candidate.key, heads)

    def expect(self, candidate: Candidate) -> None:
        """Make the person of a full name that comes later in the text (a headline has the surname alone)."""
        if self._full(candidate.key) is None:
            group = Group(EntityType.PERSON, names={candidate.key: None})
            self.add(group)
            self._index(group, candidate.key)

    def named(self, candidate: Candidate, titles: Sequence[Candidate] = ()) -> Group:
        """The person of a name: a full name, or a part of one seen before."""
        found = self.reference(candidate, titles)
        if found is None:
            found = Group(EntityType.PERSON)
            self.add(found)
        if candidate.key not in found.names:
            self._index(found, candidate.key)
        found.take(candidate)
        return found

    def entitle(self, group: Group, candidate: Candidate) -> None:
        """Note that a person was given a title."""
        title = (candidate.head + candidate.gender, content(candidate))
        if title not in group.titles:
            group.titles[title] = None
            _append(self._heads, title[0], group)

    def _index(self, group: Group, key: tuple[str, ...]) -> None:
        named = parts(key)
        if named:
            _append(self._first, named[0], group)
            _append(self._last, named[-1], group)

    def _full(self, key: tuple[str, ...]) -> Group | None:
        for group in self._first.get(parts(key)[0], ()):
            if any(same_full_name(key, name) for name in group.names if len(parts(name)) > 1):
                return group
        return None

    def _part(self, key: tuple[str, ...], heads: AbstractSet[str]) -> Group | None:
        """By surname the person last named with it; by given name only if no other has it, and no title of another (الأمير سامي).

        Whom the text has called by the surname alone keeps it when a relative is brought in by his full name.
        """
        part = parts(key)[-1] if parts(key) else ""
        bearing = self._last.get(part, [])
        if bearing:
            latest = max(bearing, key=lambda group: (group.called.get(part, -1), group.last))
            known = [group for group in bearing if any(parts(name) == (part,) for name in group.names)] if latest.aside else []
            return max(known, key=lambda group: group.called.get(part, -1)) if known else latest
        given = self._first.get(part, [])
        if len(given) != 1 or (heads and not heads & {head for head, _ in given[0].titles}):
            return None
        return given[0]

    def titled(self, candidate: Candidate) -> Group | None:
        """The person that a title alone refers back to, if there is exactly one that bears it."""
        head, wanted = candidate.head + candidate.gender, content(candidate)
        former = bool(wanted & _past())
        fitting = [
            group
            for group in self._heads.get(head, ())
            if any(own == head and bool(words & _past()) == former and _compatible(wanted, words) for own, words in group.titles)
        ]
        if len(fitting) > 1:
            exact = [group for group in fitting if (head, wanted) in group.titles]
            fitting = exact if len(exact) == 1 else []
        return fitting[0] if fitting else None


def _append(index: dict[str, list[Group]], key: str, group: Group) -> None:
    groups = index.setdefault(key, [])
    if group not in groups[-_NEIGHBOURS:]:
        groups.append(group)


def _compatible(one: frozenset[str], other: frozenset[str]) -> bool:
    """A less specific title refers back to a more specific one; the other way round only if both say what they are of."""
    return one <= other or (bool(other) and other <= one)


def adjacent(sentence: Sentence, first: int, last: int) -> bool:
    """Whether only a comma or an opening mark stands between two tokens."""
    return all(token.mark in {"،", ",", '"', "«", "“", "(", "”"} for token in sentence.tokens[first:last])
