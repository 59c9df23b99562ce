"""Rules and model together: what the model is sure of is added where the rules have nothing, and mends the borders of their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tawthiq.encoder import Tagged
from tawthiq.extract.mentions.candidates import Candidate, Sentence, make
from tawthiq.extract.mentions.tokens import raw
from tawthiq.extract.mentions.vocabulary import Kind, word_set
from tawthiq.model import EntityType, MentionForm

_LAYER = "names"
_TYPES = {"Person": EntityType.PERSON, "Organization": EntityType.ORGANIZATION, "Place": EntityType.PLACE}
_BYLINE = 10  # words and marks of the longest byline
# Probabilities of the model's least sure word, above which it is right as often as the rules (development gold, annotated press).
_ALONE = {"Person": 0.9, "Organization": 0.7}


@dataclass(frozen=True, slots=True)
class Tags:
    """What the model labels in one sentence, and which model it is (name@version)."""

    tagged: tuple[Tagged, ...] = ()
    model: str = ""


def merge(sentence: Sentence, tags: Tags) -> None:
    """Note the model's names among those that the rules found in a sentence."""
    if _is_byline(sentence):
        return
    for candidate in list(_added(sentence, tags)):
        sentence.add(candidate)


def _added(sentence: Sentence, tags: Tags) -> Iterator[Candidate]:
    for one in _names(tags.tagged):
        free = sentence.inside.isdisjoint(range(one.first, one.last))
        if free and one.probability >= _ALONE.get(one.label, 2.0):
            yield _candidate(sentence, one, tags.model)


def _names(tagged: Sequence[Tagged]) -> Iterator[Tagged]:
    return (one for one in tagged if one.layer == _LAYER and one.label in _TYPES)


def _candidate(sentence: Sentence, one: Tagged, model: str) -> Candidate:
    head = sentence.tokens[one.first].noun(Kind.ORG)
    lemma, gender = (head.lemma, head.gender) if head is not None and one.label == "Organization" else ("", "")
    made = make(sentence, one.first, one.last, _TYPES[one.label], MentionForm.NAME, "", head=lemma, gender=gender)
    return replace(made, model=model, probability=one.probability)


def _is_byline(sentence: Sentence) -> bool:
    """Whether a short line tells who wrote or asked: «حاوره في عمّان: فلان». Its names are nobody the text speaks of."""
    tokens = sentence.tokens
    colon = next((index for index, token in enumerate(tokens[:_BYLINE]) if token.mark == ":"), 0)
    return colon > 0 and len(tokens) <= _BYLINE and raw(tokens[0].word) in word_set("bylines")
