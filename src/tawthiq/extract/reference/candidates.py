"""Whom or what a pronoun or hidden subject could mean: what the text has named or told of shortly before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tawthiq.extract.reference.memory import Memory
from tawthiq.extract.reference.model import Subject
from tawthiq.extract.tree import Attribution
from tawthiq.model import EntityType, Mention

_BACK = 4  # sentences: farther back only the text's topic is looked for (one in fifty of annotated ones stands farther back)


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun or the verb of a hidden subject at ``[start, end)``, and what its clause shows.

    ``kind``: how the clause begins (main, coordinate, complement, subordinate, relative), "clitic" behind إن, or "verbless" and "free" for
    a clitic or هو with no verb behind it. ``personal``: only somebody does what the verb says. ``strict``: things do it as well.
    ``answer`` and ``why``: whom the rules take, and for what reason.
    """

    start: int
    end: int
    gender: str
    number: str
    kind: str
    personal: bool = False
    strict: bool = False
    exclude: frozenset[str] = frozenset()
    answer: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase at ``[start, end)`` that names no one known: a thing that a clause has told of, or ``people``.

    ``role``: subject, object or complement (behind a preposition); ``entity`` makes an entity of it, or None where it names nothing.
    """

    start: int
    end: int
    gender: str
    number: str
    role: str
    definite: bool
    people: bool
    entity: Callable[[], str | None] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity with its last mention before, or a noun; each agrees. ``back``: sentences back; ``rank`` among all, ``near`` of these."""

    entity: str | None
    mention: Mention | None
    noun: Noun | None
    kind: EntityType | None
    times: int
    back: int
    rank: int
    near: int


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be seen from where it is asked: the candidates, the speech around, the subjects and the object told of last."""

    asked: Asked
    candidates: tuple[Candidate, ...]
    said: Attribution | None
    last: Subject | None
    before: Subject | None
    undergone: str | None


def sight(memory: Memory, nouns: Sequence[Noun], asked: Asked) -> Sight:
    """Everything that could be meant, the latest first."""
    sentences = memory.layers.frame.sentences
    index = memory.layers.frame.sentence_at(asked.start)
    here, low = sentences[index].start, sentences[max(0, index - _BACK)].start
    said = memory.tree.innermost(asked.start, asked.end)
    told = list(memory.told_between(low, asked.start))
    found = tuple(_ranked(memory, asked, index, _latest(memory, nouns, asked, low, said)))
    last = next((subject for subject in told if subject.offset >= here), None)
    before = next((subject for subject in told if subject.offset < here and subject.entity is not None), None)
    undergone = next(memory.undergone_between(low, asked.start), None)
    return Sight(asked, found, said, last, before, undergone)


@dataclass(frozen=True, slots=True)
class _Seen:
    """An entity or noun, where it was told of last (-1: nowhere near), and how often."""

    at: int
    entity: str | None
    mention: Mention | None
    noun: Noun | None
    times: int


def _latest(memory: Memory, nouns: Sequence[Noun], asked: Asked, low: int, said: Attribution | None) -> list[_Seen]:
    mentions = memory.mentions_between(low, asked.start)
    times = Counter(mention.entity for mention in mentions)
    last = {mention.entity: mention for mention in mentions if mention.span.end <= asked.start}
    seen = [_Seen(mention.span.start, entity, mention, None, times[entity]) for entity, mention in last.items()]
    afar = dict.fromkeys((said.speaker if said is not None else None, memory.topic))
    seen += [_Seen(-1, entity, None, None, 0) for entity in afar if entity not in last and memory.knows(entity)]
    seen += [_Seen(noun.start, None, None, noun, 1) for noun in _told(nouns, low, asked.start)]
    return sorted((one for one in seen if one.entity not in asked.exclude), key=lambda one: -one.at)


def _told(nouns: Sequence[Noun], low: int, high: int) -> Iterator[Noun]:
    """The nouns in ``[low, high)``, each place once."""
    known = set()
    for noun in reversed(nouns):
        if low <= noun.start and noun.end <= high and noun.start not in known:
            known.add(noun.start)
            yield noun


def _ranked(memory: Memory, asked: Asked, index: int, seen: Sequence[_Seen]) -> Iterator[Candidate]:
    near = 0
    for rank, one in enumerate(seen):
        if not (_noun_agrees(one.noun, asked) if one.noun is not None else memory.agrees(one.entity or "", asked.gender, asked.number)):
            continue
        back = index - memory.layers.frame.sentence_at(one.at) if one.at >= 0 else _BACK + 1
        yield Candidate(one.entity, one.mention, one.noun, memory.type_of(one.entity), one.times, back, rank, near)
        near += 1


def _noun_agrees(noun: Noun, asked: Asked) -> bool:
    """Things in the plural are taken up like one woman, people as several."""
    if noun.number == "p":
        return asked.number == "p" if noun.people else (asked.number, asked.gender) == ("s", "f")
    return asked.number == noun.number and asked.gender == noun.gender

