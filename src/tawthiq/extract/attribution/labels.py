"""What marks words as unproven without a speaker: المزعوم, المتهم بـ, بتهمة, شائعات عن; and speakers before a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tawthiq.extract.attribution.agency import agency_at
from tawthiq.extract.attribution.hops import hops_for, unnamed
from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import Act, force_of, words
from tawthiq.extract.attribution.phrases import Phrase, phrase_at
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.frame import Frame
from tawthiq.extract.tree import Attribution
from tawthiq.model import Hop, HopRole, QuotationForm, SourceKind, Span

_HEAD = 8  # words before the colon of a headline
_ADJECTIVES = 3  # words between rumours and what they are about: غير مؤكدة تماما


def labels(frame: Frame, unit: Unit, layer: Layer, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a unit that no cue of speech brings."""
    added: list[Attribution] = []
    for index, key in enumerate(unit.keys):
        if key not in _marking():
            continue
        if key in words("distancing") and index > 0 and unit.words[index - 1].kind == "word" and not unit.words[index - 1].function:
            added.append(_adjective(frame, unit, index))
        elif (
            key in words("accused")
            or (key in words("charge_nouns") and unit.words[index].preposition == "ب")
            or (
                key in {"اتهامات", "اتهام"}
                and index + 1 < len(unit)
                and unit.words[index + 1].preposition == "ب"
                and not unit.words[index].pronoun
            )
        ):
            added += _charge(frame, unit, index, layer)
        elif key == "تقارير" and index > 0 and (unit.keys[index - 1] in words("amid") or unit.keys[index - 1] in words("going_round")):
            added += [replace(made, hops=(_reports(frame, unit, index),)) for made in _rumour(frame, unit, index)]
        elif key in words("charge_nouns") and _brought(unit, index):
            added += _charge(frame, unit, index, layer)
        elif key in words("rumours"):
            added += _rumour(frame, unit, index)
    head = _headline(frame, unit, layer) if not found else None
    return [*added, *([head] if head is not None else [])]


@cache
def _marking() -> frozenset[str]:
    """The keys that ``labels`` looks at: hardly any word is one of them."""
    lists = ("distancing", "accused", "charge_nouns", "rumours")
    return frozenset({"اتهامات", "اتهام", "تقارير"}).union(*map(words, lists))


def _make(frame: Frame, unit: Unit, cue: int, start: int, end: int, act: Act, form: QuotationForm | None = None) -> Attribution:
    force = force_of(act)
    word = unit.words[cue]
    begin, stop = unit.words[start].start, unit.words[end - 1].end
    return Attribution(
        frame.span(begin, stop),
        (unnamed(frame, word.start, word.end),),
        act.value,
        unit.keys[cue],
        frame.span(word.start, word.end),
        None,
        None,
        form,
        force.voice,
        force.rejected,
        force.polarity,
        force.modality,
    )


def _adjective(frame: Frame, unit: Unit, index: int) -> Attribution:
    start = index - 1
    while (
        start > 0
        and start > index - 3
        and unit.words[start].article
        and unit.words[start - 1].kind == "word"
        and not unit.words[start - 1].function
    ):
        start -= 1
    return _make(frame, unit, index, start, index + 1, Act.CLAIM)


def _brought(unit: Unit, index: int) -> bool:
    """Whether someone brings a charge: وجه القاضي تهمة كذا."""
    return any(unit.keys[i] in words("bringing_charges") for i in range(max(0, index - 8), index))


def _accuser(frame: Frame, unit: Unit, layer: Layer, index: int) -> Hop | None:
    """The court, prosecution or police named before a charge in its sentence."""
    for place in range(index - 1, max(-1, index - 14), -1):
        if unit.is_stop(place):
            return None
        if (
            unit.keys[place] in words("justice")
            and not unit.words[place].preposition
            and (place == 0 or not unit.words[place - 1].function)
        ):
            phrase = phrase_at(unit, layer, place)
            if phrase is not None and layer.person_at(unit.words[phrase.end - 1].start) is not None:
                phrase = Phrase(place, place + 1)  # يلاحق القضاء الوزير فلانا: he is pursued, and accuses nobody
            return hops_for(unit, layer, phrase, frame)[-1] if phrase is not None else None
    return None


def _charge(frame: Frame, unit: Unit, index: int, layer: Layer) -> list[Attribution]:
    """المتهم بقتل فلان, بتهمة التجسس: what the charge says."""
    start = index + 1
    while start < len(unit) and unit.keys[start] in words("distancing"):
        start += 1
    if start >= len(unit) or (
        unit.keys[index] in words("accused") and not (unit.words[start].preposition == "ب" or unit.keys[start] in {"في", "بان"})
    ):
        return []
    if unit.words[start].pronoun or (unit.keys[start] == "في" and unit.keys[min(start + 1, len(unit) - 1)] in words("cases")):
        return []  # المشتبه بهم, متهم في هذه القضية: of what is not said
    end = _phrase_end(unit, start)
    if end <= start:
        return []
    made = _make(frame, unit, index, start, end, Act.ACCUSE)
    accuser = _accuser(frame, unit, layer, index) if unit.keys[index] in words("charge_nouns") else None
    return [replace(made, hops=(accuser,), speaker=accuser.entity) if accuser is not None else made]


def _rumour(frame: Frame, unit: Unit, index: int) -> list[Attribution]:
    """شائعات عن كذا, أنباء غير مؤكدة عن كذا, مزاعم بأن كذا: what goes round without anybody who says it."""
    at = _about(unit, index)
    end = _phrase_end(unit, at + 1) if at >= 0 else -1
    unproven = any(unit.keys[i] in {"غير", "كاذبه", "مضلله"} for i in range(index + 1, max(at, index + 1)))
    act = Act.CLAIM if unproven or unit.keys[index] in words("claims") else Act.HEARSAY
    return [_make(frame, unit, index, at + 1, end, act)] if at >= 0 and end > at + 1 else []


def _about(unit: Unit, index: int) -> int:
    """The index of عن, حول, بشأن, بأن behind a word for rumours and its adjectives, or -1."""
    for at in range(index + 1, min(len(unit), index + _ADJECTIVES + 2)):
        if unit.keys[at] in words("about") and not unit.words[at].conjunction:
            clause = unit.keys[at] in {"ان", "بان"} and unit.words[index].article
            return -1 if clause else at  # قالت وكالة كذا للأنباء إن
        word = unit.words[at]
        if word.kind != "word" or word.article or word.preposition or (word.function and unit.keys[at] != "غير"):
            return -1
    return -1


def _reports(frame: Frame, unit: Unit, index: int) -> Hop:
    word = unit.words[index]
    return Hop(HopRole.SPEAKER, word.text, None, SourceKind.COLLECTIVE, frame.span(word.core_start, word.end))


def _phrase_end(unit: Unit, start: int) -> int:
    end = start
    while end < min(len(unit), start + 30) and not unit.is_stop(end) and unit.words[end].text not in "،,":
        end += 1
    return end


def _headline(frame: Frame, unit: Unit, layer: Layer) -> Attribution | None:
    """فلان: كذا. A speaker and a colon."""
    colon = next((i for i in range(min(len(unit), _HEAD)) if unit.words[i].text == ":"), None)
    if colon is None or not 0 < colon < len(unit) - 2 or unit.keys[0] in words("no_speakers"):
        return None
    if unit.keys[colon + 1] in words("topics"):
        return None
    phrase = phrase_at(unit, layer, 0)
    inner = _relayed(unit, layer, phrase, colon) if phrase is not None else None
    if phrase is None or not (inner or _up_to(unit, layer, phrase.start, phrase.end, colon)):
        return None
    if inner is None and not _can_speak(unit, layer, phrase.start, colon):
        return None
    hops = hops_for(unit, layer, phrase, frame)
    hops = (*hops, *hops_for(unit, layer, inner, frame)) if inner is not None else hops
    if hops[-1].role is HopRole.DOCUMENT:
        return None
    start, end = colon + 1, len(unit)
    while end > start and unit.words[end - 1].kind == "mark" and (end - 1) not in unit.closes:
        end -= 1
    if end <= start:
        return None
    content = _bounds(frame, unit, start, end)
    marked = start in unit.opens and unit.after(unit.opens[start]) >= end
    source = frame.span(unit.words[phrase.start].core_start, unit.words[phrase.end - 1].end)
    return Attribution(
        content,
        hops,
        Act.SAY.value,
        ":",
        None,
        source,
        hops[-1].entity,
        QuotationForm.DIRECT if marked else QuotationForm.INDIRECT,
    )


def _relayed(unit: Unit, layer: Layer, phrase: Phrase, colon: int) -> Phrase | None:
    """الوكالة عن فلان: the one behind عن, from whom an agency, a channel or a paper has what it tells."""
    outlet = agency_at(unit, phrase.start) is not None or unit.keys[phrase.start] in words("outlets")
    if not outlet or phrase.end >= len(unit.keys) or unit.keys[phrase.end] != "عن":
        return None
    inner = phrase_at(unit, layer, phrase.end + 1)
    return inner if inner is not None and inner.end == colon else None


def _up_to(unit: Unit, layer: Layer, start: int, end: int, colon: int) -> bool:
    """Whether a phrase reaches the colon, or a person's name does with an occasion behind it (فلان بعد اللقاء:)."""
    if end >= colon:
        return end == colon
    return unit.words[end].function and (
        layer.person_at(unit.words[start].start) is not None or layer.person_at(unit.words[end - 1].start) is not None
    )


def _bounds(frame: Frame, unit: Unit, start: int, end: int) -> Span:
    if start in unit.opens and unit.after(unit.opens[start]) >= end:
        span = unit.marked[unit.opens[start]]
        return frame.span(span.start, span.end)
    return frame.span(unit.words[start].start, unit.words[end - 1].end)


def _can_speak(unit: Unit, layer: Layer, start: int, end: int) -> bool:
    """Whether a phrase before a colon is someone: a person or an organisation, a source without a name; not a place or topic."""
    first, last = unit.words[start].start, unit.words[end - 1].end
    head = unit.words[start]
    mentions = layer.touching(first, last)
    if any(mention.span.start <= head.core_start + 2 and mention.type.value in {"Person", "Organization", "Group"} for mention in mentions):
        return True
    if mentions and all(mention.type.value == "Place" for mention in mentions):
        return False
    human = words("anonymous") | words("collective") | words("institutions") | words("titles") | words("relations")
    return unit.keys[start] in human
