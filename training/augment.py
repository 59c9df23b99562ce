"""Variants of labelled sentences: other names, attached clitics, dropped hamzas, the joints of scraped text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from types import MappingProxyType

from tawthiq.encoder.decode import spans
from training.corpora import Sentence

Pool = Mapping[tuple[str, str], Sequence[tuple[str, ...]]]
"""(head, type) -> the names of that type, as words."""

NAMED: Mapping[str, frozenset[str]] = MappingProxyType({
    "anercorp": frozenset({"PER", "LOC", "ORG"}),
    "news": frozenset({"PER", "GPE", "ORG", "GOV", "MEDIA", "SPORT"}),
    "wiki": frozenset({"PER", "LOC", "ORG"}),
    "own-Name": frozenset({"Person", "Place", "Organization"}),
})
"""Heads whose names are exchanged, and the types."""

_LENT = MappingProxyType({("own-Name", "Person"): ("news", "PER"), ("own-Name", "Place"): ("news", "GPE")})
"""Where few names are known, those of another guideline serve too."""

_SWAP, _CLITIC, _SPELLING, _JOINT = 0.4, 0.15, 0.3, 0.05  # shares of names, of swapped names, of sentences, of sentences
_CLITICS = "وبلفك"
_WHOLE = frozenset({"ORG", "GOV", "MEDIA", "SPORT", "Organization"})  # head nouns that take no clitic here
_HAMZA = str.maketrans("أإآ", "ااا")


def pool(sentences: Iterable[Sentence], heads: Iterable[str]) -> Pool:
    """The names of flat heads."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    wanted = list(heads)
    for sentence in sentences:
        for head in wanted:
            for first, last, kind in spans(sentence.labels.get(head, ())):
                if kind in NAMED[head]:
                    found[head, kind].append(sentence.words[first:last])
    for poor, rich in _LENT.items():
        if found.get(poor):
            found[poor] += found.get(rich, [])
    return found


def spelling(word: str, random: Random) -> str:
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
    if kind in _WHOLE or name[0].startswith("ال") or random.random() > _CLITIC:
        return name
    return (random.choice(_CLITICS) + name[0], *name[1:])


def _stretched(labels: Sequence[str], size: int) -> tuple[str, ...]:
    """The labels of one layer over a name, for a name of another length; nothing if a span begins or ends within the old one."""
    first, rest = labels[0], "I" + labels[0][1:] if labels[0] != "O" else "O"
    return (first, *[rest] * (size - 1)) if all(label == rest for label in labels[1:]) else ()


def _swap(sentence: Sentence, head: str, names: Pool, random: Random) -> Sentence:
    words: list[str] = []
    labels: dict[str, list[str]] = {layer: [] for layer in sentence.labels}
    done = 0
    for first, last, kind in spans(sentence.labels[head]):
        if not names.get((head, kind)) or random.random() >= _SWAP:
            continue
        name = _other(random.choice(names[head, kind]), kind, random)
        stretched = {layer: _stretched(tags[first:last], len(name)) for layer, tags in sentence.labels.items()}
        if all(stretched.values()):
            words += [*sentence.words[done:first], *name]
            for layer, tags in sentence.labels.items():
                labels[layer] += [*tags[done:first], *stretched[layer]]
            done = last
    return Sentence((*words, *sentence.words[done:]), {layer: (*labels[layer], *tags[done:]) for layer, tags in sentence.labels.items()})


def varied(sentence: Sentence, names: Pool, random: Random) -> Sentence:
    """One variant; sentences without a head of flat names keep theirs."""
    head = next((head for head in sentence.labels if head in NAMED), None)
    if head is not None:
        sentence = _swap(sentence, head, names, random)
    words = sentence.words
    if random.random() < _SPELLING:
        words = tuple(spelling(word, random) for word in words)
    if words and words[-1] == "." and random.random() < _JOINT:
        return Sentence((*words, ","), {head: (*labels, "O") for head, labels in sentence.labels.items()})
    return Sentence(words, sentence.labels)
