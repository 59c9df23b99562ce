"""How likely each candidate is meant: a conditional logit over what its place, its kind and its agreement show.

The weights are learnt from annotated press articles (``scripts/fit_reference.py``): for each pronoun and hidden subject that stands before
a claim, which candidate is the claim's subject, or none of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tawthiq.extract.reference.candidates import Candidate, Sight
from tawthiq.extract.reference.memory import Memory
from tawthiq.extract.reference.model import word_list
from tawthiq.model import EntityType, MentionForm, QuotationForm

_KINDS = {EntityType.PERSON: "person", EntityType.ORGANIZATION: "body", EntityType.GROUP: "people", EntityType.PLACE: "place"}
_SOON = 25  # code points from where a content begins: its first word is then asked for
_MANY = 4  # times, ranks: more are alike


@dataclass(frozen=True, slots=True)
class Meant:
    """The likeliest candidate with its chance among all and none, and the chance of whom the rules take, if that is one."""

    candidate: Candidate
    chance: float
    of_answer: float | None


def meant(memory: Memory, seen: Sight) -> Meant | None:
    """The candidate that is likeliest meant, and the chance of whom the rules take; None where nothing could be meant."""
    if not seen.candidates:
        return None
    scores = [_score(features(memory, seen, candidate)) for candidate in seen.candidates]
    highest = max(*scores, nothing := _score(none_of_them(seen)))
    total = sum(math.exp(score - highest) for score in (*scores, nothing))
    chances = [math.exp(score - highest) / total for score in scores]
    best = max(range(len(scores)), key=scores.__getitem__)
    answer = next((i for i, one in enumerate(seen.candidates) if one.entity is not None and one.entity == seen.asked.answer), None)
    return Meant(seen.candidates[best], chances[best], None if answer is None else chances[answer])


def _score(shown: Iterator[str]) -> float:
    weights = _weights()
    return sum(weights.get(feature, 0.0) for feature in shown)


@cache
def _weights() -> Mapping[str, float]:
    lines = files("tawthiq.extract.reference").joinpath("data/weights.tsv").read_text("utf-8").splitlines()
    return {feature: float(weight) for feature, _, weight in (line.partition("\t") for line in lines if line and not line.startswith("#"))}


def none_of_them(seen: Sight) -> Iterator[str]:
    """What speaks for none of the candidates."""
    asked, near = seen.asked, min(3, len(seen.candidates))
    told = "no" if seen.last is None else "known" if seen.last.entity else "unknown"
    yield from ("none", f"none {asked.kind}", f"none {asked.gender}{asked.number}")
    yield from (f"none agreeing {near}", f"none {asked.kind} agreeing {near}")
    yield from (f"none strict {asked.strict} personal {asked.personal}", f"none said {seen.said is not None}", f"none after {told}")
    if asked.answer is None:
        yield "none by rules"


def features(memory: Memory, seen: Sight, candidate: Candidate) -> Iterator[str]:
    """What speaks for or against a candidate."""
    yield from _itself(seen, candidate)
    yield from _place(seen, candidate)
    if candidate.noun is not None:
        yield from _as_noun(seen, candidate)
        return
    yield from _as_mention(memory, candidate)
    yield from _in_speech(memory, seen, candidate)
    yield from _in_story(memory, seen, candidate)


def _sort(candidate: Candidate) -> str:
    return "noun" if candidate.noun is not None else _KINDS.get(candidate.kind, "thing") if candidate.kind is not None else "thing"


def _itself(seen: Sight, candidate: Candidate) -> Iterator[str]:
    asked, sort = seen.asked, _sort(candidate)
    yield from (sort, f"{sort} {asked.gender}{asked.number}", f"{sort} personal {asked.personal}")
    yield from (f"{sort} strict {asked.strict}", f"{sort} {asked.kind}")


def _place(seen: Sight, candidate: Candidate) -> Iterator[str]:
    asked, sort, back = seen.asked, _sort(candidate), candidate.back
    yield from (f"back {back}", f"back {back} {asked.kind}", f"{sort} back {min(back, 2)}", f"rank {min(candidate.rank, _MANY + 1)}")
    near = min(candidate.near, _MANY)
    yield from (f"near {near}", f"near {min(near, 3)} back {min(back, 2)} {asked.kind}", f"{sort} near {min(near, 2)}")
    if len(seen.candidates) == 1:
        yield from ("only one", f"only one back {min(back, 2)}")


def _as_noun(seen: Sight, candidate: Candidate) -> Iterator[str]:
    noun, asked = candidate.noun, seen.asked
    assert noun is not None  # noqa: S101 - the caller has looked
    yield from (f"noun {noun.role}", f"noun {noun.role} {asked.kind}", f"noun definite {noun.definite}")
    yield f"noun {noun.role} back {min(candidate.back, 2)}"
    if seen.said is not None:
        yield f"noun inside {noun.start >= seen.said.content.start}"


def _as_mention(memory: Memory, candidate: Candidate) -> Iterator[str]:
    yield f"times {min(_MANY, candidate.times)}"
    if candidate.mention is None:
        return
    yield "name" if candidate.mention.form is MentionForm.NAME else "nominal"
    stands = _stands(memory, candidate.mention.span.start)
    yield from (stands, f"{stands} back {min(candidate.back, 2)}")


def _stands(memory: Memory, start: int) -> str:
    """What stands before a mention: a preposition, a verb, a noun, or nothing."""
    before, word = memory.word_before(start), memory.word_at(start)
    if word is not None and word.preposition:
        return "governed"
    if before is None or before.kind != "word":
        return "opening"
    if before.key in word_list("prepositions"):
        return "governed"
    return "behind a verb" if before.verb is not None and not before.noun else "behind a noun"


def _in_speech(memory: Memory, seen: Sight, candidate: Candidate) -> Iterator[str]:
    said, asked = seen.said, seen.asked
    if said is None:
        yield from ("unsaid", f"unsaid {asked.kind}")
        return
    if candidate.entity == said.speaker:
        form = "direct" if said.form is QuotationForm.DIRECT else "indirect"
        yield from (f"speaker {form}", f"speaker {form} {asked.kind}")
        yield from (f"speaker {_sort(candidate)}", f"speaker named {memory.named(candidate.entity)}")
        if asked.start < said.content.start + _SOON:
            yield f"speaker {form} soon"
        return
    at = candidate.mention.span.start if candidate.mention is not None else -1
    yield from ("another", f"another {asked.kind}")
    yield f"another, speaker agrees {memory.agrees(said.speaker or '', asked.gender, asked.number)}"
    if at >= said.content.start:
        yield from ("inside", f"inside {_sort(candidate)}")
    if said.source is not None and said.source.start <= at < said.source.end:
        yield from ("in the source", f"in the source {_sort(candidate)}")


def _in_story(memory: Memory, seen: Sight, candidate: Candidate) -> Iterator[str]:
    asked, entity = seen.asked, candidate.entity
    if seen.last is not None and seen.last.entity == entity:
        yield from ("subject here", f"subject here {asked.kind}")
    elif seen.last is not None and seen.last.entity is None:
        yield "other subject here"
    if seen.last is not None and seen.last.acts_on == entity:
        yield "acted on here"
    if seen.before is not None and seen.before.entity == entity:
        yield from ("subject before", f"subject before {asked.kind}", f"subject before speaks {seen.before.speaks}")
    if seen.undergone == entity:
        yield from ("object before", f"object before {asked.kind}")
    if entity == memory.topic:
        yield from ("topic", f"topic leads {memory.dominant} {memory.central}", f"topic {asked.kind}")
    if memory.only_owned(entity):
        yield "somebody's"
    if entity == asked.answer:
        yield from ("by rules", f"by rules {asked.why}", f"by rules {asked.kind}")
