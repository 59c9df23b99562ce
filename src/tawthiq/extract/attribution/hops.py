"""Hops: publisher, agency, medium, document, cited outlet, speaker."""

from __future__ import annotations

from dataclasses import replace

from tawthiq.extract.attribution.agency import agency_at
from tawthiq.extract.attribution.heads import can_speak, surely_speaks
from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import words
from tawthiq.extract.attribution.phrases import Phrase, phrase_at
from tawthiq.extract.attribution.sources import Speaker, speaker
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.frame import Frame
from tawthiq.extract.mentions.vocabulary import nationalities
from tawthiq.model import EntityType, Hop, HopRole, SourceKind
from tawthiq.text.fold import fold

_DATELINE = 14  # words of a paragraph in which its agency stands: place, agency, dash
_SIGNATURE = 4  # words of a last line that signs a text


def hop_of(role: HopRole, who: Speaker, frame: Frame) -> Hop:
    """A hop for a source in the text."""
    span = frame.span(who.start, who.end)
    return Hop(role, who.name, who.entity, who.kind, span)


def unnamed(frame: Frame, start: int, end: int) -> Hop:
    """The hop of a speaker whom the text does not give at all: hearsay, passive."""
    return Hop(HopRole.SPEAKER, None, None, SourceKind.ANONYMOUS, frame.span(start, end))


def hops_for(unit: Unit, layer: Layer, phrase: Phrase, frame: Frame) -> tuple[Hop, ...]:
    """The hops that a source makes: an agency, another outlet, a document (with who issued it), or a speaker."""
    agency = agency_at(unit, phrase.start + (phrase.start in unit.opens))
    if agency is not None:
        return (_agency(unit, layer, phrase.start, agency, frame),)
    who = speaker(unit, layer, phrase, frame.text)
    key = unit.keys[phrase.start]
    if key == "وكاله" and phrase.end - phrase.start > 1 and unit.keys[phrase.start + 1] in {"انباء", "اخبار", "صحافه"}:
        return (hop_of(HopRole.AGENCY, who, frame),)
    if who.kind is SourceKind.COLLECTIVE and key in words("people"):
        return (hop_of(HopRole.SPEAKER, who, frame),)
    if key in words("documents") and not _person_first(unit, phrase):
        return _document(unit, layer, phrase, who, frame)
    if key in words("outlets") and who.kind is not SourceKind.COLLECTIVE and not _own_outlet(frame, who.name):
        return (hop_of(HopRole.CITED, _titled(unit, phrase, who, frame), frame),)
    if who.kind is SourceKind.NAMED and not can_speak(unit, layer, phrase):
        return (hop_of(HopRole.DOCUMENT, who, frame),)  # a thing tells something, as a document does: nobody speaks
    return (hop_of(HopRole.SPEAKER, who, frame),)


def _person_first(unit: Unit, phrase: Phrase) -> bool:
    return unit.keys[phrase.start] in words("anonymous")


def _titled(unit: Unit, phrase: Phrase, who: Speaker, frame: Frame) -> Speaker:
    """An outlet goes by its name in marks where it has one: صحيفة «الفجر»."""
    for index in range(phrase.start, phrase.end):
        if index in unit.opens:
            span = unit.marked[unit.opens[index]]
            return replace(who, name=frame.text[span.start : span.end])
    return who


def _own_outlet(frame: Frame, name: str) -> bool:
    publisher = fold(frame.document.publisher or "")
    own = fold(name)
    return bool(publisher) and (own in publisher or publisher in own)


def _agency(unit: Unit, layer: Layer, index: int, agency: tuple[str, int], frame: Frame) -> Hop:
    name, end = agency
    first, last = unit.words[index], unit.words[end - 1]
    start = (
        first.core_start
        if first.core_start > first.start
        else first.start + (fold(first.text)[:1] == "ل" and not fold(first.text).startswith("لل"))
    )
    entity = next((m.entity for m in layer.touching(start, last.end)), None)
    known = layer.entity(entity) if entity else None
    return Hop(HopRole.AGENCY, known.name if known and known.name else name, entity, SourceKind.NAMED, frame.span(start, last.end))


def _document(unit: Unit, layer: Layer, phrase: Phrase, who: Speaker, frame: Frame) -> tuple[Hop, ...]:
    """A document, and behind it who issued it: بيان الوزارة, بيان صادر عن الوزارة."""
    named = replace(who, kind=SourceKind.NAMED)
    if unit.keys[phrase.start] not in words("issued"):
        return (hop_of(HopRole.DOCUMENT, named, frame),)
    head = unit.words[phrase.start]
    document = Hop(HopRole.DOCUMENT, frame.text[head.core_start : head.end], None, SourceKind.NAMED, frame.span(head.core_start, head.end))
    issuer = phrase.start + 1
    while issuer < min(len(unit), phrase.end + 4) and (unit.keys[issuer] in words("issuing") or _describes(unit, phrase.start, issuer)):
        issuer += 1
    behind = phrase_at(unit, layer, issuer) if issuer < len(unit) and unit.words[issuer].kind == "word" else None
    if behind is None or unit.keys[issuer] in words("occasions") | {"مجهول", "مجهوله"} or not surely_speaks(unit, layer, behind):
        return (document,)
    return (document, hop_of(HopRole.SPEAKER, speaker(unit, layer, behind, frame.text), frame))


def _describes(unit: Unit, head: int, index: int) -> bool:
    """بيان مشترك، البيان الختامي، رسالة سعودية: an adjective tells what a document is like, and not who issued it."""
    word, first = unit.words[index], unit.words[head]
    if word.kind != "word" or word.conjunction or word.preposition or word.pronoun or word.article is not first.article:
        return False
    key = unit.keys[index]
    kinds = {key, key.removesuffix("ه")}
    return bool(kinds & words("document_adjectives")) or any(kind in nationalities() for kind in kinds)


def ways(unit: Unit, layer: Layer, start: int, end: int, frame: Frame) -> tuple[Hop, ...]:
    """The agencies, outlets, media and documents through which words between two places came, outermost first."""
    agencies: list[Hop] = []
    media: list[Hop] = []
    index = start
    while index < end:
        agency = agency_at(unit, index)
        if agency is not None and _hears(unit, index):
            agencies.append(_agency(unit, layer, index, agency, frame))
            index = agency[1]
            continue
        hop = _medium(unit, layer, index, end, frame)
        if hop is not None and not media:
            media.append(hop)
        index += 1
    return (*agencies[:1], *media)


def _hears(unit: Unit, index: int) -> bool:
    """Whether an agency is the one that was told (لرويترز) or got a copy, not one that is merely named."""
    surface = unit.surface(index)
    before = unit.keys[index - 1] if index else ""
    return surface.startswith("ل") or before in words("heard_by")


def _medium(unit: Unit, layer: Layer, index: int, end: int, frame: Frame) -> Hop | None:
    word, key = unit.words[index], unit.keys[index]
    if key in words("platforms") and index and unit.keys[index - 1] in {"علي", "عبر", "موقع", "في"}:
        return _named(layer, word.core_start, word.core_end, HopRole.MEDIUM, frame)
    if index == 0 or not (unit.keys[index - 1] in words("in_media") or word.preposition == "ب"):
        return _outlet_told(unit, layer, index, frame)
    if key in words("media") or unit.surface(index) in words("media"):
        platform = _platform(unit, index, min(end, index + 6))
        if platform is not None:
            return _named(layer, unit.words[platform].core_start, unit.words[platform].core_end, HopRole.MEDIUM, frame)
        return _carried(unit, layer, index, frame)
    if (key in words("papers") or unit.surface(index) in words("own_papers")) and not word.article:
        phrase = Phrase(index, index + 1)
        if (
            index + 1 < end
            and unit.words[index + 1].article is False
            and unit.words[index + 1].noun
            and unit.words[index + 1].conjunction == ""
        ):
            phrase = Phrase(index, index + 2)  # an adjective belongs to it
        who = speaker(unit, layer, phrase, frame.text)
        return Hop(HopRole.DOCUMENT, who.name, who.entity, SourceKind.NAMED, frame.span(who.start, who.end))
    return None


def _named(layer: Layer, start: int, end: int, role: HopRole, frame: Frame) -> Hop:
    entity = next((m.entity for m in layer.touching(start, end)), None)
    return Hop(role, frame.text[start:end], entity, SourceKind.NAMED, frame.span(start, end))


def _platform(unit: Unit, start: int, end: int) -> int | None:
    return next((i for i in range(start, end) if unit.keys[i] in words("platforms")), None)


def _carried(unit: Unit, layer: Layer, index: int, frame: Frame) -> Hop | None:
    """مقابلة مع قناة كذا goes by the outlet's name; a tweet, a page, a press conference by its own words."""
    if unit.keys[index] in {"مقابله", "حوار"} and index + 2 < len(unit) and unit.keys[index + 1] == "مع":
        phrase = phrase_at(unit, layer, index + 2)
        if phrase is None:
            return None
        who = speaker(unit, layer, phrase, frame.text)
        return None if _own_outlet(frame, who.name) else hop_of(HopRole.MEDIUM, who, frame)
    if unit.keys[index] == "موتمر" and not (index + 1 < len(unit) and unit.keys[index + 1].startswith("صح")):
        return None
    word = unit.words[index]
    return _named(layer, word.core_start, word.end, HopRole.MEDIUM, frame)


def _outlet_told(unit: Unit, layer: Layer, index: int, frame: Frame) -> Hop | None:
    """قال لصحيفة كذا: another outlet was told."""
    word = unit.words[index]
    bare = unit.surface(index)
    key = unit.keys[index] if word.preposition == "ل" else bare.removeprefix("ل") if bare.startswith("ل") else ""
    if key not in words("outlets"):
        return None
    end = min(len(unit), index + 2)
    if end - 1 in unit.opens:
        end = unit.after(unit.opens[end - 1])
    elif end - 1 > index and not _name_of_outlet(unit, end - 1):
        end -= 1
    start = word.start if bare.startswith("لل") else word.core_start if word.core_start > word.start else word.start + 1
    who = _titled(
        unit,
        Phrase(index, end),
        Speaker(start, unit.words[end - 1].end, frame.text[start : unit.words[end - 1].end], SourceKind.NAMED),
        frame,
    )
    if bare.startswith("لل"):
        who = replace(who, name="ال" + who.name[2:])
    entity = next((m.entity for m in layer.touching(start, who.end) if m.type is EntityType.ORGANIZATION), None)
    return None if _own_outlet(frame, who.name) else hop_of(HopRole.CITED, replace(who, entity=entity), frame)


def _name_of_outlet(unit: Unit, index: int) -> bool:
    """Whether a word behind صحيفة or قناة is its name, not what comes next in the sentence."""
    word = unit.words[index]
    return (
        word.kind == "word"
        and not word.function
        and not word.preposition
        and not word.conjunction
        and unit.keys[index] not in words("times")
    )


def outer_hops(frame: Frame, layer: Layer, first_units: tuple[Unit, ...], last_unit: Unit | None) -> tuple[Hop, ...]:
    """The publisher, and the agency of the dateline or of the signature."""
    publisher = Hop(HopRole.PUBLISHER, frame.document.publisher)
    for unit in first_units:
        agency = _dateline(unit, layer, frame)
        if agency is not None:
            return (publisher,) if _own_outlet(frame, agency.name or "") else (publisher, agency)
    signed = _signature(last_unit, layer, frame) if last_unit is not None else None
    return (publisher,) if signed is None or _own_outlet(frame, signed.name or "") else (publisher, signed)


def _dateline(unit: Unit, layer: Layer, frame: Frame) -> Hop | None:
    """«بغداد (رويترز) -», «(وكالات)», «لندن – رويترز:» at the head of a paragraph."""
    for index in range(min(len(unit), _DATELINE)):
        agency = agency_at(unit, index)
        if agency is None:
            if unit.words[index].kind == "word" and index > 5:
                return None
            continue
        behind = agency[1]
        framed = index > 0 and unit.words[index - 1].text in "([-–—/،" and behind < len(unit) and unit.words[behind].text in ")]-–—:/"
        headed = index == 0 and behind < len(unit) and unit.words[behind].text in "-–—:"
        return _agency(unit, layer, index, agency, frame) if framed or headed else None
    return None


def _signature(unit: Unit, layer: Layer, frame: Frame) -> Hop | None:
    """A last line that is nothing but an agency: «(أ ف ب)», «المصدر: وكالات»."""
    plain = [i for i, word in enumerate(unit.words) if word.kind == "word" and unit.keys[i] != "مصدر"]
    if not plain or len(plain) > _SIGNATURE or unit.first:
        return None
    agency = agency_at(unit, plain[0])
    covered = agency is not None and all(i < agency[1] for i in plain)
    return _agency(unit, layer, plain[0], agency, frame) if agency is not None and covered else None
