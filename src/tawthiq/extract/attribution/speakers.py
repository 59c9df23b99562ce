"""Who speaks at a cue: behind it, before it, or the one who spoke last."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.extract.attribution.cues import Cue, clause_start, is_complementiser, is_particle
from tawthiq.extract.attribution.heads import can_speak
from tawthiq.extract.attribution.lexicon import Act, cue_forms, words
from tawthiq.extract.attribution.sources import Layer, Phrase, phrase_at
from tawthiq.extract.attribution.units import Unit
from tawthiq.model import MentionForm

_BACK = 40  # words: the longest clause whose subject stands in front
_KAN = frozenset({"كان", "كانت", "كانوا"})
_RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين"})


@dataclass(frozen=True, slots=True)
class Found:
    """A source phrase; ``before``: it stands before the cue."""

    phrase: Phrase
    before: bool = False


def source_of(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    """The source phrase of a cue, or None: hidden, passive, or a pronoun."""
    if cue.form.part == "participle":
        return None
    if cue.form.part == "masdar":
        return None if unit.words[cue.index].pronoun else _behind(unit, layer, cue)
    in_front = _in_front(unit, layer, cue) if not clause_start(unit, cue.index) or _after_kan(unit, cue.index) else None
    if in_front is not None and (cue.entry.has_object or _after_kan(unit, cue.index)):
        return in_front
    relative = cue.index > 0 and unit.keys[cue.index - 1] in _RELATIVE
    if relative and not unit.words[cue.index].pronoun and not _other_gender(unit, cue):
        return _antecedent(unit, layer, cue.index - 1)
    joined = _joined_subject(unit, layer, cue)
    if joined is not None:
        return joined
    behind = _behind(unit, layer, cue) if cue.form.number == "s" else None  # قالوا: nobody stands behind a plural verb
    if behind is not None and can_speak(unit, layer, behind.phrase):
        return behind
    front = in_front or (None if unit.words[cue.index].conjunction else _in_front(unit, layer, cue))
    return front if front is not None or not cue.opener else behind  # a thing behind the verb is its object, unless أن follows


def _joined_subject(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    """والوزارة تدعو: the name with و right before a verb of the present is its subject."""
    if not cue.form.present or cue.index < 2 or unit.words[cue.index].conjunction:
        return None
    end = unit.words[cue.index - 1].end
    for start in range(cue.index - 1, max(-1, cue.index - 7), -1):
        word = unit.words[start]
        if word.conjunction == "و" and any(m.span.end == end for m in layer.beginning(word.core_start) if m.form is MentionForm.NAME):
            phrase = Phrase(start, cue.index)
            return Found(phrase, before=True) if can_speak(unit, layer, phrase) else None
    return None


def _other_gender(unit: Unit, cue: Cue) -> bool:
    """المدينة التي أعلن الوزير: the verb does not agree with التي, so that its subject stands behind it."""
    pronoun = unit.keys[cue.index - 1]
    return (pronoun == "التي" and cue.form.gender == "m") or (pronoun == "الذي" and cue.form.gender == "f")


def _after_kan(unit: Unit, index: int) -> bool:
    """Whether كان stands before the cue's subject: وكان الوزير قد قال."""
    return (
        any(unit.keys[i].startswith("كان") and unit.words[i].function for i in range(max(0, index - 12), index))
        and unit.keys[index - 1] == "قد"
    )


def _behind(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    index = cue.index + 1
    passed = words("between_cue_and_source") | words("times")
    while index < len(unit) and (
        unit.keys[index] in passed
        or unit.surface(index) in words("between_cue_and_source")
        or layer.time_at(unit.words[index].core_start)
    ):
        index += 1
    if index >= len(unit) or index == cue.at or _bars(unit, layer, index):
        return None
    phrase = phrase_at(unit, layer, index)
    if phrase is None:
        return None
    if 0 <= cue.at < phrase.end:
        phrase = Phrase(phrase.start, cue.at) if cue.at > phrase.start else None
    return Found(phrase) if phrase is not None and unit.words[phrase.start].kind != "mark" else None


def _bars(unit: Unit, layer: Layer, index: int) -> bool:
    """Whether no subject can begin at a word."""
    word = unit.words[index]
    if layer.person_at(word.start) is not None:
        return False
    if is_complementiser(unit, index) or (word.kind == "mark" and index not in unit.opens):
        return True
    if index in unit.opens:
        return len([i for i, owner in enumerate(unit.inside) if owner == unit.opens[index]]) > 4
    if word.preposition or (word.conjunction and not word.known) or layer.time_at(word.core_start):
        return True
    if unit.surface(index).endswith("ا") and any(form.part == "participle" for form in cue_forms().get(unit.keys[index], ())):
        return True  # تابع قائلا
    if word.pronoun and is_particle(unit, index):
        return True
    quantifier = unit.keys[index] in {"بعض", "عدد", "احد", "احدي", "كل", "جميع", "عده", "احدهم", "كلا", "اي"}
    if word.function and not quantifier:
        return True
    return word.kind == "word" and word.verb is not None and not word.noun and word.verb.person == 3


def _in_front(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    """The subject before its verb, at the head of the clause."""
    index = cue.index - 1
    boundaries = 0
    while index >= max(-1, cue.index - _BACK) and boundaries < 3:
        if index < 0 or _boundary(unit, index):
            found = _subject_at(unit, layer, index + 1, cue)
            if found is not None:
                return found
            boundaries += 1
            if index >= 0 and (unit.is_stop(index) or is_complementiser(unit, index)):
                return None
        index -= 1
    return None


def _boundary(unit: Unit, index: int) -> bool:
    word = unit.words[index]
    return (word.kind == "mark" and index not in unit.opens and index not in unit.closes) or unit.keys[index] in words("subject_bounds")


def _subject_at(unit: Unit, layer: Layer, start: int, cue: Cue) -> Found | None:
    while start < cue.index and unit.keys[start] in words("between_cue_and_source"):
        start += 1
    if start >= cue.index or _bars(unit, layer, start) or unit.keys[start] in words("times"):
        return None
    if unit.words[start].conjunction and unit.words[start].verb is not None:
        return None
    phrase = phrase_at(unit, layer, start)
    if phrase is None or phrase.end > cue.index or not can_speak(unit, layer, phrase):
        return None
    return Found(phrase, before=True) if _leads_to(unit, phrase.end, cue.index) else None


def _leads_to(unit: Unit, start: int, cue: int) -> bool:
    """Whether only a relative clause, an apposition or adverbs stand between a subject and its verb."""
    if start == cue:
        return True
    if unit.keys[start] in _RELATIVE or unit.words[start].text in "،,(":
        return True
    return all(
        unit.keys[i] in words("between_cue_and_source") | _KAN | words("times") or unit.words[i].verb is None or unit.words[i].noun
        for i in range(start, cue)
    ) or unit.keys[start] in {"يدعي", "تدعي", "اسمه"}


def _antecedent(unit: Unit, layer: Layer, relative: int) -> Found | None:
    """The noun phrase before الذي or التي."""
    last = unit.words[relative - 1]
    for start in range(max(0, relative - 4), relative):  # the name right before الذي, not one whom a title there is near to
        named = layer.person_at(unit.words[start].core_start)
        if named is not None and named.span.end == last.end and not _titled(unit, layer, start, named.entity):
            return Found(Phrase(start, relative), before=True)
    for start in range(max(0, relative - 12), relative):
        if unit.words[start].kind != "word" or _bars_head(unit, start):
            continue
        phrase = phrase_at(unit, layer, start)
        if phrase is not None and phrase.end >= relative - 1:
            return Found(Phrase(phrase.start, min(phrase.end, relative)), before=True)
    return None


def _titled(unit: Unit, layer: Layer, index: int, holder: str) -> bool:
    """Whether a title of the same person ends right before a name."""
    return index > 0 and any(m.entity == holder for m in layer.touching(unit.words[index - 1].core_start, unit.words[index - 1].end))


def _bars_head(unit: Unit, index: int) -> bool:
    word = unit.words[index]
    return word.function or bool(word.preposition) or (word.verb is not None and not word.noun)


def passive(unit: Unit, cue: Cue, *, anyone: bool) -> bool:
    """Whether a cue without a source is hearsay: قيل, تردد, ذُكر, يُعتقد, وُصف; ``anyone``: someone spoke just before."""
    surface = unit.words[cue.index].text.lstrip("وف")
    if cue.entry.act is Act.HEARSAY or "ُ" in surface[:3]:
        return True
    if (
        cue.entry.has_object
        and cue.form.part == "verb"
        and not unit.words[cue.index].pronoun
        and cue.opener in {"clause", "phrase"}
        and cue.at == cue.index + 1
    ):
        return True
    return cue.entry.passive_hearsay and cue.form.part == "verb" and not anyone


def main_subject(unit: Unit, layer: Layer, cue: Cue) -> Phrase | None:
    """The subject of the sentence that a participle leans on: behind its first verb, or at its head."""
    for index in range(min(cue.index, 6)):
        word = unit.words[index]
        if word.kind != "word" or unit.keys[index] in words("between_cue_and_source"):
            continue
        start = index + 1 if word.verb is not None and (not word.noun or index == 0) else index
        if start >= cue.index or _bars(unit, layer, start):
            return None
        phrase = phrase_at(unit, layer, start)
        return phrase if phrase is not None and phrase.end <= cue.index else None
    return None
