"""Claims as the heads learn them: a trigger word with its predicate, and the words of subject and object in its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tawthiq.encoder import NOWHERE, Arc
from tawthiq.extract.frame import Frame
from tawthiq.model import Reading
from tawthiq.model.predicates import OPEN, predicates
from tawthiq.text.words import Word
from training.annotation.claims_written import Article, Ref, Written

Pair = tuple[int, int]

PREDICATES: tuple[str, ...] = tuple(name for name in predicates() if name != OPEN)
"""The labels of triggers, in the order of the weights."""

_TOLD_BY_OBJECT = frozenset({"engaged_in", "has_trait", "occupation", "nationality"})
"""Predicates whose object is what happened or is so, the verb included: its own head carries them."""

_BARE = frozenset({"ADP", "CCONJ", "SCONJ", "PART", "DET", "PRON", "PUNCT", "AUX", "NUM"})
"""Parts of speech that carry no claim."""

_SPREAD = 31  # neighbours in the list are of different parts
_SECOND = 0.5  # how much a second reading's predicate counts as told


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim in offsets of the text. ``subjects`` and ``objects`` are words that call it so, anywhere; ``others``: further predicates."""

    predicate: str
    subjects: tuple[Pair, ...]
    objects: tuple[Pair, ...]
    evidence: tuple[Pair, ...]
    times: tuple[Pair, ...] = ()
    others: tuple[str, ...] = ()
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """A fact in its sentence: all numbers count words of the sentence; several are equally right; ``NOWHERE``: not in this sentence.

    ``objects`` and ``evidence`` are first and last words.
    """

    sentence: int
    word: int
    predicate: int
    subjects: tuple[int, ...]
    objects: tuple[Pair, ...]
    evidence: tuple[Pair, ...]
    weight: float


def part_of(article: int, folds: int) -> int:
    """The part in which an article is left out."""
    return article * _SPREAD % folds if folds else -1


def written_facts(article: Article) -> Iterator[Fact]:
    """The facts of an annotated article."""
    known = {entity.key: tuple((a, b) for a, b, _ in entity.mentions) for entity in article.entities}
    for claim in article.claims:
        others = tuple(name for name in claim.accept.get("predicate", ()) if name in PREDICATES)
        yield Fact(claim.predicate, _places(claim.subject, known), _object(claim, known), claim.evidence,
                   tuple(time.words for time in claim.time if time.words), others)  # fmt: skip


def _places(ref: Ref | None, known: dict[str, tuple[Pair, ...]]) -> tuple[Pair, ...]:
    if ref is None:
        return ()
    if ref.parts:
        return _places(ref.parts[0], known)
    return known.get(ref.entity, ()) if ref.entity else ref.words[:1]


def _object(claim: Written, known: dict[str, tuple[Pair, ...]]) -> tuple[Pair, ...]:
    """Where the object stands: in the evidence, if it is told there."""
    ref = claim.object
    if ref is None:
        return ()
    if ref.parts:
        return tuple(pair for part in ref.parts for pair in _within(_places(part, known), claim.evidence))
    if ref.words:
        return ((ref.words[0][0], max(end for _, end in ref.words)),)
    return _within(_places(ref, known), claim.evidence)


def _within(places: Iterable[Pair], evidence: Sequence[Pair]) -> tuple[Pair, ...]:
    return tuple((a, b) for a, b in places if any(low <= a and b <= high for low, high in evidence))


def read_facts(reading: Reading) -> Iterator[Fact]:
    """The facts that the program itself reads: silver, to begin with."""
    known: dict[str, list[Pair]] = {}
    for mention in reading.mentions:
        known.setdefault(mention.entity, []).append((mention.span.start, mention.span.end))
    for claim in reading.claims:
        if claim.predicate == OPEN:
            continue
        evidence = tuple((span.start, span.end) for span in claim.evidence)
        span = claim.object.span if claim.object is not None else None
        subjects = known.get(claim.subject.entity or "", [])
        own = claim.subject.span
        yield Fact(claim.predicate, tuple([(own.start, own.end)] if own is not None and not subjects else subjects),
                   ((span.start, span.end),) if span is not None else (), evidence[:1], sure=claim.confidence)  # fmt: skip


class Sentences:
    """The words of a text, found by offset."""

    def __init__(self, frame: Frame, arcs: Sequence[Sequence[Arc]]) -> None:
        self.words, self._arcs = frame.words, arcs
        self._starts = [words[0].start if words else 0 for words in frame.words]

    def at(self, offset: int) -> int:
        """The sentence that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def inside(self, sentence: int, pairs: Iterable[Pair]) -> list[int]:
        """The words of a sentence that share a character with one of the spans."""
        spans = list(pairs)
        return [i for i, word in enumerate(self.words[sentence]) if any(a < word.end and word.start < b for a, b in spans)]

    def highest(self, sentence: int, words: Sequence[int]) -> int:
        """Of these words the one nearest to the root; of several the first."""
        return min(words, key=lambda word: (self.depth(sentence, word), word))

    def depth(self, sentence: int, word: int) -> int:
        """Steps to the root; the parser's trees may hold circles."""
        steps, arcs = 0, self._arcs[sentence]
        while steps < len(arcs) and arcs[word].head >= 0:
            word, steps = arcs[word].head, steps + 1
        return steps

    def bare(self, sentence: int, word: int) -> bool:
        """Whether a word is a mark, a number or a function word."""
        found: Word = self.words[sentence][word]
        return found.kind != "word" or self._arcs[sentence][word].tag in _BARE


def targets(facts: Iterable[Fact], sentences: Sentences) -> Iterator[Target]:
    """The facts as targets; a second reading's predicate is a target of less weight."""
    for fact in facts:
        sentence = sentences.at(fact.evidence[0][0])
        for predicate, weight in ((fact.predicate, fact.sure), *((name, _SECOND) for name in fact.others)):
            word = _trigger(fact, predicate, sentence, sentences)
            if word is not None and predicate in PREDICATES:
                subjects = _first_words(sentences, sentence, fact.subjects)
                objects, evidence = (_ends(sentences, sentence, pairs) for pairs in (fact.objects, fact.evidence))
                yield Target(sentence, word, PREDICATES.index(predicate), subjects, objects, evidence, weight)


def _trigger(fact: Fact, predicate: str, sentence: int, sentences: Sentences) -> int | None:
    """The word that carries a fact: of the evidence what is neither subject nor object, if that says anything, else of the object."""
    evidence = sentences.inside(sentence, fact.evidence)
    inside = [word for word in sentences.inside(sentence, fact.objects) if word in evidence] or sentences.inside(sentence, fact.objects)
    aside = {*inside, *sentences.inside(sentence, (*fact.subjects, *fact.times))}
    rest = [word for word in evidence if word not in aside and not sentences.bare(sentence, word)]
    if inside and (predicate in _TOLD_BY_OBJECT or not rest):
        return sentences.highest(sentence, [word for word in inside if not sentences.bare(sentence, word)] or inside)
    carried = rest or [word for word in evidence if not sentences.bare(sentence, word)]
    return sentences.highest(sentence, carried) if carried else None


def _first_words(sentences: Sentences, sentence: int, pairs: Iterable[Pair]) -> tuple[int, ...]:
    found = [words[0] for pair in pairs if (words := sentences.inside(sentence, [pair]))]
    return tuple(sorted(set(found))) or (NOWHERE,)


def _ends(sentences: Sentences, sentence: int, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    found = [(words[0], words[-1]) for pair in pairs if (words := sentences.inside(sentence, [pair]))]
    return tuple(dict.fromkeys(found)) or ((NOWHERE, NOWHERE),)
