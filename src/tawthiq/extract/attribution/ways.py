"""The hops of one attribution: its source, or who spoke before, and the media and agencies on the way."""

from __future__ import annotations

from tawthiq.extract.attribution.content import Content
from tawthiq.extract.attribution.cues import Cue
from tawthiq.extract.attribution.hidden import NEAR, goes_on, hidden_hops
from tawthiq.extract.attribution.hops import hops_for, unnamed, ways
from tawthiq.extract.attribution.lexicon import Act, words
from tawthiq.extract.attribution.phrases import Phrase, phrase_at
from tawthiq.extract.attribution.speakers import impersonal, passive, stranger_behind
from tawthiq.extract.attribution.state import Build, parent_of
from tawthiq.extract.attribution.units import Unit
from tawthiq.model import EntityType, Hop, HopRole, SourceKind

_ASIDE = 20  # words between a cue and the content behind it that can name the medium


def own_hops(build: Build, unit: Unit, cue: Cue, phrase: Phrase | None, content: Content) -> tuple[tuple[Hop, ...] | None, bool]:
    """The hops of this attribution alone, and whether its speaker goes on in what follows."""
    word = unit.words[cue.index]
    if cue.entry.act is Act.HEAR:
        return _heard(build, unit, cue, phrase), False
    if cue.entry.lemma in {"جاء", "ورد"}:
        return _written(build, unit, cue), False
    if cue.entry.act is Act.DOCUMENT and (phrase is None or unit.keys[phrase.start] not in words("documents")):
        return None, False
    if cue.entry.act is Act.ESTIMATE and (phrase is None or not _can_count(build, unit, phrase)):
        return None, False
    if phrase is not None:
        source = _issued(build, unit, phrase, hops_for(unit, build.layer, phrase, build.frame))
        passing = _passing(build, unit, cue, phrase, content)
        if any(hop.role is HopRole.AGENCY for hop in source):
            passing = tuple(hop for hop in passing if hop.role is not HopRole.AGENCY)
        return nested(passing or _carried_on(build, cue, source), source), True
    if impersonal(unit, build.layer, cue) or stranger_behind(unit, build.layer, cue):
        return (unnamed(build.frame, word.start, word.end),), False
    inherits = hidden_hops(build, unit, cue)
    carries = bool(word.conjunction) or cue.entry.continues or cue.form.part == "participle"
    anyone = inherits is not None and (carries or goes_on(build, unit, cue, inherits))
    if passive(unit, cue, anyone=anyone):
        return (unnamed(build.frame, word.start, word.end),), False
    if inherits is None:
        sure = (cue.opener in {"clause", "colon", "marks"} or cue.entry.has_object) and cue.form.part != "masdar"
        return ((unnamed(build.frame, word.start, word.end),) if sure else None), False  # said by someone: never by the outlet
    passing = _passing(build, unit, cue, None, content)
    return (_merged(inherits, passing) if passing else inherits), True


def _issued(build: Build, unit: Unit, phrase: Phrase, source: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """وأضاف البيان: the one that was just named, by the same issuer."""
    last, head = build.last, unit.words[phrase.start]
    if last is None or len(source) != 1 or source[0].role is not HopRole.DOCUMENT or not head.article or phrase.end - phrase.start > 1:
        return source
    known = any(hop.role is HopRole.DOCUMENT for hop in last.hops)
    issuer = [hop for hop in last.hops if hop.role is HopRole.SPEAKER]
    return (*source, *issuer[-1:]) if known and build.unit - last.unit <= NEAR else source


def _carried_on(build: Build, cue: Cue, source: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """وأضاف فلان: through the medium and the agency of what he said before."""
    last = build.last
    if not cue.entry.continues or last is None or build.unit - last.unit > NEAR or not source:
        return ()
    before, now = last.hops[-1], source[-1]
    same = before.entity == now.entity if before.entity and now.entity else (now.name or "") in (before.name or "")
    left = {HopRole.SPEAKER} | {hop.role for hop in source if hop.role is HopRole.DOCUMENT}
    return tuple(hop for hop in last.hops if hop.role not in left) if same else ()


def _heard(build: Build, unit: Unit, cue: Cue, phrase: Phrase | None) -> tuple[Hop, ...] | None:
    """A verb of learning: the source is behind من, an outlet that learns is the publisher."""
    for index in range(cue.index + 1, max(cue.index + 1, cue.at)):
        if unit.keys[index] == "من" and index + 1 < cue.at:
            told = phrase_at(unit, build.layer, index + 1)
            if told is None:
                return None
            teller = hops_for(unit, build.layer, Phrase(told.start, min(told.end, cue.at)), build.frame)
            hearer = hops_for(unit, build.layer, phrase, build.frame) if phrase is not None and cue.entry.lemma == "سمع" else ()
            return (*hearer, *teller)
    return None


def _written(build: Build, unit: Unit, cue: Cue) -> tuple[Hop, ...] | None:
    """جاء في بيان الوزارة أن: a document and who issued it."""
    if cue.index + 2 >= len(unit) or unit.keys[cue.index + 1] != "في":
        return None
    phrase = phrase_at(unit, build.layer, cue.index + 2)
    return hops_for(unit, build.layer, phrase, build.frame) if phrase is not None else None


def _can_count(build: Build, unit: Unit, phrase: Phrase) -> bool:
    """Whether a source can estimate: people or an institution, not the thing that is estimated."""
    hop = hops_for(unit, build.layer, phrase, build.frame)[-1]
    known = build.layer.entity(hop.entity) if hop.entity else None
    if known is not None:
        return known.type in {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP}
    return hop.kind is not SourceKind.NAMED or unit.keys[phrase.start] in words("institutions") | words("titles")


def nested(passing: tuple[Hop, ...], source: tuple[Hop, ...]) -> tuple[Hop, ...]:
    return (*(hop for hop in passing if all(hop.span != other.span for other in source)), *source)


def _merged(inherited: tuple[Hop, ...], passing: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The speaker of before, through the way of now."""
    return (*passing, *(hop for hop in inherited if hop.role is HopRole.SPEAKER))


def _passing(build: Build, unit: Unit, cue: Cue, phrase: Phrase | None, content: Content) -> tuple[Hop, ...]:
    """Media and agencies named around the cue: before it in its clause, and between it and the content."""
    stop = cue.at if cue.opener and cue.at > cue.index else cue.index + 1
    if not cue.opener:
        stop = _until(unit, cue, content) or tail_of(unit, cue.index)
    first = _own_start(build, unit, cue.index)
    skipped = range(phrase.start, phrase.end) if phrase else range(0)
    found: list[Hop] = []
    for start, end in ((first, cue.index), (cue.index + 1, stop)):
        found += [hop for hop in ways(unit, build.layer, start, end, build.frame) if not _within(unit, hop, skipped)]
    outside = [hop for hop in found if hop.span is None or not content.reach_start <= hop.span.start < content.reach_end]
    return tuple(outside[:2])


def _own_start(build: Build, unit: Unit, index: int) -> int:
    """Where a cue's clause begins, inside the words of whom it stands in: what was named before them was his way."""
    word = unit.words[index]
    parent = parent_of(build, word.start, word.end)
    inside = build.found[parent].reach.start if parent is not None else 0
    return next((i for i in range(clause_head(unit, index), index) if unit.words[i].start >= inside), index)


def _until(unit: Unit, cue: Cue, content: Content) -> int:
    """The index at which a content behind its cue begins (أكد فلان، في تغريدة، عزمه), or 0 for one before it or far away."""
    if content.start < unit.words[cue.index].end:
        return 0
    far = min(len(unit), cue.index + _ASIDE)
    return next((index for index in range(cue.index + 1, far) if unit.words[index].end > content.start), 0)


def _within(unit: Unit, hop: Hop, indices: range) -> bool:
    return bool(indices) and hop.span is not None and unit.words[indices[0]].start <= hop.span.start < unit.words[indices[-1]].end


def tail_of(unit: Unit, index: int) -> int:
    end = index + 1
    while end < len(unit) and not unit.is_stop(end) and end < index + 30 and unit.words[end].text not in "،,":
        end += 1
    return end


def clause_head(unit: Unit, index: int) -> int:
    """The head of a cue's clause: a fronted في بيان …، stands in it."""
    first = index
    while first > 0 and not unit.is_stop(first - 1) and (first - 1) not in unit.closes and index - first < 16:
        if unit.keys[first - 1] in {"ان", "بان"} or (
            unit.words[first - 1].verb is not None and not unit.words[first - 1].noun and unit.keys[first - 1] not in {"تلقت", "كان"}
        ):
            break
        first -= 1
    return first
