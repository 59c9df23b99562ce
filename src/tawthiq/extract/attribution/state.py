"""What is known while a text's attributions are read: those so far, and who spoke last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.frame import Frame
from tawthiq.extract.tree import Attribution
from tawthiq.model import EntityType, Hop, HopRole, MentionForm, SourceKind


@dataclass(frozen=True, slots=True)
class Last:
    """Who spoke last: own hops, the unit, the gender and number of the verb; ``several``: they are people without names.

    ``before``: the one who spoke before that, without his own ``before``.
    """

    hops: tuple[Hop, ...]
    unit: int
    gender: str = ""
    number: str = ""
    several: bool = False
    before: Last | None = None


@dataclass
class Build:
    """What is being built: attributions so far and who spoke last."""

    frame: Frame
    layer: Layer
    found: list[Attribution] = field(default_factory=list)
    last: Last | None = None
    unit: int = 0
    begin: int = 0  # index in ``found`` of the unit's first attribution
    turn: int | None = None  # index in ``found`` of the answer of an interview that the unit is part of
    before: Unit | None = None
    issuers: dict[str, Hop] = field(default_factory=dict)  # who issued the documents named so far, by their nouns


def spoke(build: Build, now: Last) -> None:
    """Keep who speaks now, and who did before."""
    last = build.last
    same = last is not None and last.hops[-1].name == now.hops[-1].name
    before = last.before if last is not None and same else None if last is None else replace(last, before=None)
    build.last = replace(now, before=before)


def parent_of(build: Build, start: int, end: int) -> int | None:
    near = (*(() if build.turn is None else (build.turn,)), *range(build.begin, len(build.found)))
    inside = [i for i in near if build.found[i].reach.start <= start and end <= build.found[i].reach.end]
    return min(inside, key=lambda i: len(build.found[i].reach), default=None)


def free_start(build: Build, unit: Unit, end: int) -> int:
    """The first word of a unit that is in no attribution yet."""
    taken = max((a.reach.end for a in build.found[build.begin :] if a.reach.end <= unit.words[end].end), default=0)
    start = next((i for i, word in enumerate(unit.words) if word.start >= taken), end)
    while start < end and unit.words[start].kind == "mark" and start not in unit.opens:
        start += 1
    return start


def mention_before(build: Build, unit: Unit, index: int) -> Hop | None:
    """The person whom a sentence names first before a word."""
    for mention in build.layer.touching(unit.words[0].start, unit.words[index].start):
        if mention.type is EntityType.PERSON and mention.form is MentionForm.NAME:
            known = build.layer.entity(mention.entity)
            name = known.name if known and known.name else mention.span.exact
            return Hop(HopRole.SPEAKER, name, mention.entity, known.kind if known else SourceKind.NAMED, None)
    return None
