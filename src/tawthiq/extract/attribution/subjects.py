"""Subjects before their verb, and whether a noun phrase agrees with a verb."""

from __future__ import annotations

import re

from tawthiq.extract.attribution.cues import Cue, is_complementiser
from tawthiq.extract.attribution.heads import can_speak, people, surely_speaks
from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import CueForm, words
from tawthiq.extract.attribution.phrases import Phrase, bars, phrase_at, reaching
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.mentions.vocabulary import PERSONAL, adjectives, nationalities, nouns
from tawthiq.model import EntityType, MentionForm
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import lookup

_BACK = 40  # words: the longest clause whose subject stands in front
_FAR = 12  # words between a relative pronoun and the head that it describes


def in_front(unit: Unit, layer: Layer, cue: Cue) -> Phrase | None:
    """The subject before its verb, at the head of the clause."""
    index = cue.index - 1
    boundaries = 0
    while index >= max(-1, cue.index - _BACK) and boundaries < 3:
        if index < 0 or _boundary(unit, index, cue.index):
            found = _subject_at(unit, layer, index + 1, cue)
            if found is not None:
                return found
            boundaries += 1
            if index >= 0 and (unit.is_stop(index) or is_complementiser(unit, index) or index in unit.opens):
                return None
        index -= 1
    return None


def _boundary(unit: Unit, index: int, cue: int) -> bool:
    word = unit.words[index]
    if index in unit.opens:
        return unit.inside[cue] == unit.opens[index]
    return (word.kind == "mark" and index not in unit.closes) or unit.keys[index] in words("subject_bounds")


def _subject_at(unit: Unit, layer: Layer, start: int, cue: Cue) -> Phrase | None:
    while start < cue.index and unit.keys[start] in words("between_cue_and_source"):
        start += 1
    if start >= cue.index or bars(unit, layer, start) or unit.keys[start] in words("times") or verbal(unit, start):
        return None
    if unit.words[start].conjunction and (unit.words[start].verb is not None or unit.words[start].function):
        return None
    phrase = phrase_at(unit, layer, start)
    if phrase is None:
        return None
    phrase = Phrase(start, cue.index) if phrase.end > cue.index else reaching(unit, layer, phrase, cue.index)
    speaks = can_speak(unit, layer, phrase) or (cue.form.number == "p" and people(unit, start))
    if not speaks or disagrees(unit, layer, phrase, cue.form):
        return None
    return phrase if _leads_to(unit, phrase.end, cue.index) else None


def verbal(unit: Unit, index: int) -> bool:
    """Whether a word that the lexicon has as a noun begins a clause as its verb: استعرضت الوزارة, وجدت الدراسة."""
    word = unit.words[index]
    if word.kind != "word" or word.article or word.preposition or word.pronoun:
        return False
    text = word.text
    past = text.endswith("ت") and not text.endswith(("ات", "يت", "وت")) and len(unit.keys[index]) > 3
    known = lookup(unit.keys[index])
    behind = unit.words[index + 1] if index + 1 < len(unit) else None
    return past and (known is None or not known.noun) and behind is not None and (behind.article or behind.noun)


def _leads_to(unit: Unit, start: int, cue: int) -> bool:
    """Whether only a relative clause, an apposition or adverbs stand between a subject and its verb."""
    if start == cue:
        return True
    if unit.keys[start] in words("relatives_of_subjects") or unit.words[start].text in "،,(":
        return True
    return all(
        unit.keys[i] in words("between_cue_and_source") | words("was") | words("times") or unit.words[i].verb is None or unit.words[i].noun
        for i in range(start, cue)
    ) or unit.keys[start] in {"يدعي", "تدعي", "اسمه"}


def antecedent(unit: Unit, layer: Layer, relative: int, form: CueForm) -> Phrase | None:
    """The noun phrase before الذي or التي that can have done what the verb says."""
    plural = unit.keys[relative] not in {"الذي", "التي"}
    last = unit.words[relative - 1]
    for start in range(max(0, relative - 4), relative):  # the name right before الذي, not one whom a title there is near to
        named = layer.person_at(unit.words[start].core_start)
        if named is not None and named.span.end == last.end and not plural and not _titled(unit, layer, start, named.entity):
            return Phrase(start, relative)
    for start in range(max(0, relative - _FAR), relative):
        if unit.words[start].kind != "word" or _bars_head(unit, start):
            continue
        phrase = phrase_at(unit, layer, start)
        if phrase is None or (plural and not people(unit, start)):
            continue
        if phrase.end >= relative - 1 or (plural and all(unit.words[i].kind == "word" for i in range(phrase.end, relative))):
            found = Phrase(phrase.start, min(phrase.end, relative))
            if not disagrees(unit, layer, found, form):
                return found
    return None


def _titled(unit: Unit, layer: Layer, index: int, holder: str) -> bool:
    """Whether a title of the same person ends right before a name."""
    return index > 0 and any(m.entity == holder for m in layer.touching(unit.words[index - 1].core_start, unit.words[index - 1].end))


def _bars_head(unit: Unit, index: int) -> bool:
    word = unit.words[index]
    return word.function or bool(word.preposition) or (word.verb is not None and not word.noun)


def disagrees(unit: Unit, layer: Layer, phrase: Phrase, form: CueForm) -> bool:
    """Whether a noun phrase surely is of another gender than a verb in the singular beside it."""
    if form.number != "s" or form.part != "verb":
        return False
    word = unit.words[phrase.start]
    named = layer.person_at(word.start) or layer.person_at(word.core_start)
    if named is not None or phrase.start in unit.opens or word.kind != "word":
        return False
    if form.gender == "m":
        return _feminine(unit, phrase)
    inside = layer.touching(word.start, unit.words[phrase.end - 1].end)
    titled = any(m.type is EntityType.PERSON and m.form is MentionForm.NAME for m in inside)
    return (form.entry.has_object or not titled) and _masculine(unit, layer, phrase)  # قالت عضو الوفد فلانة


def _feminine(unit: Unit, phrase: Phrase) -> bool:
    word, following = unit.words[phrase.start], phrase.start + 1
    if unit.keys[phrase.start] in words("quantifiers") | words("masculine_in_ta") | words("collective"):
        return False
    if word.text.endswith("ة"):
        return word.article or unit.keys[phrase.start] in nouns()  # قال قتادة: a man's name
    if word.text.endswith("ات") and word.article:
        return True
    behind = unit.words[following] if following < phrase.end else None
    described = behind is not None and behind.article and behind.text.endswith("ية") and unit.keys[following] in adjectives()
    return word.article and described and not word.text.endswith(("ون", "ين"))


def _masculine(unit: Unit, layer: Layer, phrase: Phrase) -> bool:
    """A noun for one man, or a singular with a masculine adjective; bodies and places can be feminine by their sense."""
    word, key, following = unit.words[phrase.start], unit.keys[phrase.start], phrase.start + 1
    if word.text.endswith(("ة", "ات", "اء", "ى")) or key in words("collective") or key in words("people") or key in words("quantifiers"):
        return False
    personal = any(noun.kind in PERSONAL and noun.gender == "m" and not noun.plural for noun in nouns().get(key, ()))
    if personal and not any(m.type is EntityType.GROUP for m in layer.beginning(word.start, word.core_start)):
        return True
    place = any(m.type is EntityType.PLACE and m.form is MentionForm.NAME for m in layer.beginning(word.start, word.core_start))
    behind = unit.words[following] if following < phrase.end else None
    return word.article and not place and behind is not None and behind.article and behind.text.endswith("ي")


def object_in(unit: Unit, layer: Layer, phrase: Phrase, form: CueForm) -> int:
    """The index at which the object begins inside what looks like one noun phrase: اتهم |الرئيس |المعارضة بكذا; or its end."""
    if not form.entry.has_object:
        return next((i for i in range(phrase.start + 1, phrase.end) if _another_noun(unit, i) and _deed(unit, i)), phrase.end)
    needs = fold(form.entry.lemma) in words("with_object")
    for index in range(phrase.start + 1, phrase.end):
        if _another_noun(unit, index) and (needs or surely_speaks(unit, layer, Phrase(index, index + 1))):
            gendered = unit.words[index].text.endswith("ة") is not unit.words[phrase.start].text.endswith("ة")
            if needs or (gendered and unit.words[phrase.start].article and layer.beginning(unit.words[index].start)):
                return index
    return phrase.end


_DEED = re.compile(r"^(?:ا..ا.|ا[نت]..ا.|ا.ت.ا.|است..ا.|است.ا.ه|ت..ي.)$")
"""Verbal nouns by their shapes: إفراج, انسحاب, اعتقال, استدعاء, توقيف."""

_GOVERNED = frozenset({"عن", "علي", "من", "الي", "في", "مع"})


def _deed(unit: Unit, index: int) -> bool:
    """أعلن القضاء |الإفراج عن فلان: a verbal noun with what it governs is what is announced, and no part of who announces it."""
    governs = index + 1 < len(unit) and unit.keys[index + 1] in _GOVERNED and unit.words[index + 1].function
    return governs and _DEED.match(unit.keys[index]) is not None


def _another_noun(unit: Unit, index: int) -> bool:
    """Whether a definite noun that is no adjective follows a definite one."""
    word, before = unit.words[index], unit.words[index - 1]
    definite = word.article and not word.conjunction and not word.preposition
    return (
        definite
        and before.article
        and not before.function
        and unit.keys[index] not in adjectives()
        and unit.keys[index] not in nationalities()
    )
