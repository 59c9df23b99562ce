"""Variants of labelled sentences: other names, attached clitics, dropped hamzas, the joints of scraped text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from tawthiq.encoder.decode import spans
from training.corpora import Sentence

Pool = Mapping[tuple[str, str], Sequence[tuple[str, ...]]]
"""(head, type) -> the names of that type, as words."""

_SWAPPED = frozenset({"PER", "PERS", "LOC", "GPE", "ORG"})
_SWAP, _CLITIC, _SPELLING, _JOINT = 0.4, 0.15, 0.3, 0.05  # shares of names, of swapped names, of sentences, of sentences
_CLITICS = "وبلفك"
_HAMZA = str.maketrans("أإآ", "ااا")


def pool(sentences: Iterable[Sentence], heads: Iterable[str]) -> Pool:
    """The names of flat heads."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for sentence in sentences:
        for head in heads:
            for first, last, kind in spans(sentence.labels.get(head, ())):
                if kind in _SWAPPED:
                    found[head, kind].append(sentence.words[first:last])
    return found


def _spelling(word: str, random: Random) -> str:
    """A common slip: no hamza on the alef, ه for ة, ى for ي."""
    chance = random.random()
    if chance < 0.4:
        return word.translate(_HAMZA)
    if chance < 0.5 and word.endswith("ة"):
        return word[:-1] + "ه"
    if chance < 0.55 and word.endswith("ي"):
        return word[:-1] + "ى"
    return word


def _other(name: tuple[str, ...], kind: str, random: Random) -> tuple[str, ...]:
    """A name with a clitic in front of it, now and then."""
    if kind == "ORG" or name[0].startswith("ال") or random.random() > _CLITIC:
        return name
    return (random.choice(_CLITICS) + name[0], *name[1:])


def _swap(sentence: Sentence, head: str, names: Pool, random: Random) -> Sentence:
    words: list[str] = []
    labels: list[str] = []
    done = 0
    for first, last, kind in spans(sentence.labels[head]):
        if names.get((head, kind)) and random.random() < _SWAP:
            name = _other(random.choice(names[head, kind]), kind, random)
            words += [*sentence.words[done:first], *name]
            labels += [*sentence.labels[head][done:first], f"B-{kind}", *[f"I-{kind}"] * (len(name) - 1)]
            done = last
    return Sentence((*words, *sentence.words[done:]), {head: (*labels, *sentence.labels[head][done:])})


def varied(sentence: Sentence, names: Pool, random: Random) -> Sentence:
    """One variant; sentences with several layers keep their names."""
    if len(sentence.labels) == 1:
        sentence = _swap(sentence, next(iter(sentence.labels)), names, random)
    words = sentence.words
    if random.random() < _SPELLING:
        words = tuple(_spelling(word, random) for word in words)
    if words and words[-1] == "." and random.random() < _JOINT:
        return Sentence((*words, ","), {head: (*labels, "O") for head, labels in sentence.labels.items()})
    return Sentence(words, sentence.labels)
