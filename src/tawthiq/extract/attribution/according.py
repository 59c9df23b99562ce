"""Attributions by بحسب and its like: before, inside or behind what they cover."""

from __future__ import annotations

from dataclasses import replace

from tawthiq.extract.attribution.content import opening
from tawthiq.extract.attribution.cues import cue_form_at, is_complementiser
from tawthiq.extract.attribution.heads import can_speak, surely_speaks
from tawthiq.extract.attribution.hops import hops_for, unnamed, ways
from tawthiq.extract.attribution.lexicon import Act, force_of, words
from tawthiq.extract.attribution.phrases import Phrase, phrase_at
from tawthiq.extract.attribution.prepositions import Preposition
from tawthiq.extract.attribution.speakers import main_subject
from tawthiq.extract.attribution.state import Build, Last, free_start, parent_of, spoke
from tawthiq.extract.attribution.subjects import disagrees
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.attribution.ways import nested, tail_of
from tawthiq.extract.frame import Frame
from tawthiq.extract.tree import Attribution
from tawthiq.model import Hop, HopRole, QuotationForm, Span
from tawthiq.text.fold import fold

_COMMA_FAR = 11  # words of a source's own description before its comma
_HEADLINE = 9  # words before the colon of a headline


def read_preposition(build: Build, unit: Unit, cue: Preposition) -> None:
    """بحسب فلان before, inside or behind what it covers."""
    timed = cue.source < len(unit) and build.layer.time_at(unit.words[cue.source].core_start)  # وفقا لما أعلنته الثلاثاء
    phrase = phrase_at(unit, build.layer, cue.source) if cue.source < len(unit) and not cue.pronoun and not timed else None
    if phrase is None and (cue.verb < 0 or cue.pronoun):
        return
    if phrase is not None and cue.verb < 0 and fold(cue.lemma) not in words("cues_of_words") and not _tells(build, unit, phrase):
        return  # حسب العمر, وفقا للعرض والطلب: by what something goes, and nobody says it
    if phrase is not None and cue.lemma == "كما" and not can_speak(unit, build.layer, phrase):
        return  # كما شهدت الأسواق ارتفاعا
    if phrase is None:
        _hidden(build, unit, cue)
        return
    hops = hops_for(unit, build.layer, phrase, build.frame)
    if cue.verb >= 0:
        hops = nested(ways(unit, build.layer, phrase.end, tail_of(unit, phrase.end - 1), build.frame), hops)
    hops = _told_by(build, unit, cue, phrase, hops) or _further(build, unit, phrase, hops)
    outer = phrase_at(unit, build.layer, 0) if _before_colon(unit, cue, phrase) else None
    if outer is not None and outer.end == cue.start:
        above = hops_for(unit, build.layer, outer, build.frame)
        _add_preposition(build, unit, cue, phrase, (*above, *hops), phrase.end + 1, _stop(unit, phrase.end + 1))
        return
    fronted = (
        cue.start == 0 or all(unit.words[i].kind == "mark" for i in range(cue.start)) or unit.keys[cue.start - 1] in {"لكن", "ان", "بان"}
    )
    within = parent_of(build, unit.words[cue.start].start, unit.words[cue.end - 1].end)
    if within is not None and not fronted and unit.words[cue.start - 1].kind == "word":
        _nested(build, unit, cue, phrase, hops, within)
        return
    span = _front(unit, phrase) if fronted else None
    if span is None and _inserted(build, unit, cue, hops):
        return
    span = span or _back(build, unit, cue, phrase)
    if span is None:
        return
    start, end = span
    _add_preposition(build, unit, cue, phrase, hops, start, end)


def _told_by(build: Build, unit: Unit, cue: Preposition, phrase: Phrase, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """حسبما نقلت القناة عن فلان, بحسب ما علمت الصحيفة من فلان: from whom the one who tells has it; the publisher's own name is no hop."""
    brings = {Act.RELAY: {"عن", "الي"}, Act.HEAR: {"من"}}.get(cue.act, {"عن"} if cue.verb >= 0 else set())
    if phrase.end + 1 >= len(unit) or unit.keys[phrase.end] not in brings or unit.words[phrase.end].pronoun:
        return ()
    inner = phrase_at(unit, build.layer, phrase.end + 1)
    if inner is None or not _tells(build, unit, inner):
        return ()
    told = hops_for(unit, build.layer, inner, build.frame)
    return told if cue.act is Act.HEAR else (*hops, *told)


def _before_colon(unit: Unit, cue: Preposition, phrase: Phrase) -> bool:
    """«الوكالة نقلا عن فلان: كذا»: the head of a headline, whose colon brings what is told."""
    return cue.start > 0 and phrase.end + 1 < len(unit) and phrase.end <= _HEADLINE and unit.words[phrase.end].text == ":"


def _stop(unit: Unit, start: int) -> int:
    return next((i for i in range(start, len(unit)) if unit.is_stop(i)), len(unit))


def _tells(build: Build, unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase behind بحسب is somebody, an outlet or a text."""
    carries = any(unit.keys[phrase.start] in words(name) for name in ("documents", "media", "rumours", "platforms"))
    surface = unit.surface(phrase.start)
    several = surface.endswith(("ون", "ين")) and unit.keys[phrase.start] not in words("not_people")
    return carries or several or can_speak(unit, build.layer, phrase)


def _nested(build: Build, unit: Unit, cue: Preposition, phrase: Phrase, hops: tuple[Hop, ...], within: int) -> None:
    """قال إن الأمور تسير وفق فلان: inside what somebody says it covers its own clause alone, and nobody else goes on speaking."""
    parent, last = build.found[within], build.last
    start = max(_local(unit, cue.start), next(i for i, word in enumerate(unit.words) if word.end > parent.content.start))
    if start >= cue.start:
        return
    _add_preposition(build, unit, cue, phrase, (*parent.hops, *hops), start, cue.start)
    build.found[-1] = replace(build.found[-1], parent=within)
    build.last = last


def _hidden(build: Build, unit: Unit, cue: Preposition) -> None:
    """Without a source of its own: the one whom the sentence is about."""
    form = cue_form_at(unit, cue.verb)
    if form is None or cue.start == 0:
        return
    phrase = Phrase(cue.verb, cue.verb + 1)
    found = main_subject(unit, build.layer, cue.start)
    speaks = found is not None and surely_speaks(unit, build.layer, found[0]) and not disagrees(unit, build.layer, found[0], form)
    word = unit.words[cue.verb]
    nobody = (unnamed(build.frame, word.start, word.end),)
    hops = hops_for(unit, build.layer, found[0], build.frame) if found is not None and speaks else nobody
    span = _back(build, unit, cue, phrase)
    if span is not None:
        _add_preposition(build, unit, cue, phrase, hops, *span)


def _further(build: Build, unit: Unit, phrase: Phrase, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The one further in: an agency that names its own source, a document and who issued it."""
    for index in range(phrase.end, min(len(unit), phrase.end + 6)):
        if unit.is_stop(index):
            break
        if unit.keys[index] in {"التي", "الذي"} and index + 2 < len(unit):
            form = cue_form_at(unit, index + 1)
            issuer = phrase_at(unit, build.layer, index + 2) if form is not None and unit.words[index + 1].pronoun else None
            if issuer is not None:
                return (*hops, *hops_for(unit, build.layer, issuer, build.frame))
        if unit.words[index].text in "،,":
            continue
        if unit.keys[index] in {"عن", "الي"} and any(unit.keys[i] in words("relaying") for i in range(phrase.end, index)):
            inner = phrase_at(unit, build.layer, index + 1) if index + 1 < len(unit) else None
            return (*hops, *hops_for(unit, build.layer, inner, build.frame)) if inner is not None else hops
    return hops


def _front(unit: Unit, phrase: Phrase) -> tuple[int, int] | None:
    start = phrase.end
    if start + 1 < len(unit) and is_complementiser(unit, start) and not unit.words[start].conjunction and not unit.words[start].pronoun:
        return start + 1, max(_stop(unit, start + 1), start + 2)  # في رأي فلان أن كذا
    while start < len(unit) and (unit.words[start].text in "،,:" or (start < phrase.end + 12 and not _comma_ahead(unit, start))):
        if unit.words[start].text in "،,:":
            start += 1
            break
        start += 1
    end = start
    while end < len(unit) and not unit.is_stop(end):
        end = unit.after(unit.opens[end]) if end in unit.opens and unit.after(unit.opens[end]) > end else end + 1
    return (start, end) if end > start else None


def _comma_ahead(unit: Unit, index: int) -> bool:
    """Whether the content begins at once: no comma soon closes the source's phrase."""
    return not any(unit.words[i].text in "،,:" for i in range(index, min(len(unit), index + _COMMA_FAR)))


def _inserted(build: Build, unit: Unit, cue: Preposition, hops: tuple[Hop, ...]) -> bool:
    """A way named beside a cue goes into its chain: أعلنت الشرطة، بحسب رويترز، …; قال …، نقلاً عن الوكالة."""
    place = unit.words[cue.start].start
    changed = False
    for number in range(build.begin, len(build.found)):
        found = build.found[number]
        if found.act == "according" or not _beside(unit, found, place):
            continue
        if any(hop.role is HopRole.SPEAKER for hop in hops):
            changed = True
            if cue.relay and hops[-1].name is not None and all(hop.span != other.span for hop in hops for other in found.hops):
                build.found[number] = replace(found, hops=(*found.hops, *hops), speaker=hops[-1].entity)  # ذكرت الوكالة، نقلا عن فلان، أن
            continue
        speakers = tuple(hop for hop in found.hops if hop.role is HopRole.SPEAKER)
        inner = cue.relay and not speakers
        build.found[number] = replace(found, hops=(*found.hops, *hops) if inner else (*hops, *(speakers or found.hops)))
        changed = True
    return changed


def _beside(unit: Unit, found: Attribution, place: int) -> bool:
    del unit
    if found.cue is None:
        return False
    between = found.cue.start < place < found.reach.start
    return between or 0 <= place - found.reach.end <= 4


def _back(build: Build, unit: Unit, cue: Preposition, phrase: Phrase) -> tuple[int, int] | None:
    """What a cue behind its content covers: the sentence so far, or without a comma the clause it belongs to."""
    comma = unit.words[cue.start - 1].kind == "mark"
    end = cue.start - 1 if comma and (cue.start - 1) not in unit.closes else cue.start
    start = free_start(build, unit, end - 1) if end > 0 else 0
    if not comma:
        start = max(start, _telling(unit, cue.start))
    after = phrase.end
    relative = after + 1 < len(unit) and unit.keys[after + 1] in {"التي", "الذي", "الذين"}
    parenthetical = comma and not relative and after < len(unit) and unit.words[after].text in "،," and after + 1 < len(unit)
    if parenthetical:
        tail = after + 1
        while tail < len(unit) and not unit.is_stop(tail):
            tail += 1
        if not _turned(unit, after + 1):
            return start, tail
    return (start, end) if end - start >= 1 else None


def _turned(unit: Unit, index: int) -> bool:
    word = unit.words[index]
    return bool(word.conjunction) or (word.verb is not None and not word.noun) or unit.keys[index] in words("turning")


def _local(unit: Unit, index: int) -> int:
    start = index - 1
    while start > 0 and unit.keys[start - 1] not in {"الذي", "التي", "الذين"} and unit.words[start - 1].text not in "،,":
        start -= 1
    return start


def _telling(unit: Unit, index: int) -> int:
    """Where the clause begins that a cue without a comma covers: further back where behind the last comma nothing is told."""
    start = _local(unit, index)
    while start > 1 and unit.words[start - 1].text in "،," and all(w.verb is None for w in unit.words[start:index]):
        start = _local(unit, start - 1)
    return start


def _add_preposition(build: Build, unit: Unit, cue: Preposition, phrase: Phrase, hops: tuple[Hop, ...], start: int, end: int) -> None:
    while end > start and unit.words[end - 1].kind == "mark" and (end - 1) not in unit.closes:
        end -= 1
    if end <= start:
        return
    begin, stop = unit.words[start].start, unit.words[end - 1].end
    form: QuotationForm | None = QuotationForm.INDIRECT
    inner = (opening(unit, start), stop)
    form = None if _leads(unit, start, end) else form
    if start in unit.opens and unit.after(unit.opens[start]) >= end:
        said = unit.marked[unit.opens[start]]
        stop = max(stop, said.end)
        form, inner = QuotationForm.DIRECT, (said.start, said.end)
    force = force_of(cue.act)
    build.found.append(
        Attribution(
            build.frame.span(*inner),
            hops,
            "according",
            cue.lemma,
            _cue_span(build.frame, unit, cue),
            build.frame.span(unit.words[phrase.start].core_start, unit.words[phrase.end - 1].end),
            hops[-1].entity,
            form,
            force.voice,
            force.rejected,
            force.polarity,
            force.modality,
            None,
            build.frame.span(begin, stop),
        )
    )
    if hops[-1].role is HopRole.SPEAKER:
        spoke(build, Last(hops, build.unit))


def _leads(unit: Unit, start: int, end: int) -> bool:
    """Whether what a fronted بحسب covers is itself brought by a cue: only that one is a quotation."""
    return any((cue := cue_form_at(unit, i)) is not None and cue.part == "verb" for i in range(start, min(end, start + 2)))


def _cue_span(frame: Frame, unit: Unit, cue: Preposition) -> Span:
    return frame.span(unit.words[cue.start].core_start, unit.words[cue.end - 1].end)
