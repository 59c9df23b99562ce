"""What the model reads as cue, source and content where the rules see no attribution at all.

Only whole readings count: a sure cue with its source beside it, whom the mentions know, and a content in the same sentence. So a
reading of the model can make words more cautious (somebody says so) and never takes a source away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from tawthiq.encoder import Tagged
from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import Act, CueForm, agency_heads, cue_forms, force_of, words
from tawthiq.extract.frame import Frame
from tawthiq.extract.mentions import Tags
from tawthiq.extract.tree import Attribution
from tawthiq.model import Entity, EntityType, Hop, HopRole, MentionForm, QuotationForm, Span

# Probabilities of the least sure word, read off articles that the model has not learnt from.
_CUE, _SOURCE, _CONTENT = 0.8, 0.6, 0.4
_UNHEARD = 0.98  # a cue that the rules do not know as one
_BESIDE = 3  # words between a cue and its source
_SPEAKERS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})
_OPENING = '"«“'


class _Covered:
    """Stretches of a text that are taken."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def meets(self, one: Tagged) -> bool:
        """Whether words share a code point with a stretch."""
        at = bisect_left(self._starts, one.end) - 1
        return at >= 0 and self._ends[at] > one.start


def learned(frame: Frame, layer: Layer, tags: Sequence[Tags], known: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions of the model alone, in order; ``known`` are those of the rules, which they never overlap."""
    cued, said = _Covered([a.cue for a in known if a.cue is not None]), _Covered([a.reach for a in known])
    for index, tagged in enumerate(tags):
        for cue in (one for one in _of(tagged, "cues", _CUE) if not cued.meets(one)):
            source = _nearest(cue, _of(tagged, "sources", _SOURCE))
            content = _content(cue, _of(tagged, "contents", _CONTENT))
            if source is None or content is None or said.meets(content):
                continue
            found = _attribution(frame, layer, index, cue, source, content)
            if found is not None:
                yield found


def _of(tags: Tags, layer: str, least: float) -> list[Tagged]:
    return [one for one in tags.tagged if one.layer == layer and one.probability >= least]


def _nearest(cue: Tagged, sources: Sequence[Tagged]) -> Tagged | None:
    """The source right behind the cue, or right before it."""
    behind = [one for one in sources if 0 <= one.first - cue.last <= _BESIDE]
    before = [one for one in sources if 0 <= cue.first - one.last <= _BESIDE]
    return min(behind, key=lambda one: one.first, default=None) or max(before, key=lambda one: one.last, default=None)


def _content(cue: Tagged, contents: Sequence[Tagged]) -> Tagged | None:
    behind = [one for one in contents if one.first >= cue.last]
    return min(behind, key=lambda one: one.first, default=None)


def _attribution(frame: Frame, layer: Layer, index: int, cue: Tagged, source: Tagged, content: Tagged) -> Attribution | None:
    sentence = frame.words[index]
    form = _form(sentence[cue.first].key)
    negated = cue.first > 0 and sentence[cue.first - 1].key in words("verb_negators")
    speaker = _speaker(layer, source)
    key = sentence[source.first].key
    unsure = form is None and cue.probability < _UNHEARD
    if speaker is None or negated or unsure or cue.last - cue.first > 1 or key in words("outlets") or key in agency_heads():
        return None
    act = form.entry.act if form is not None else Act.SAY
    force = force_of(act)
    span, said = frame.span(source.start, source.end), frame.span(content.start, content.end)
    direct = content.first > 0 and sentence[content.first - 1].text in _OPENING
    hop = Hop(HopRole.SPEAKER, speaker.name or span.exact, speaker.id, speaker.kind, span)
    return Attribution(
        said, (hop,), act.value, form.entry.lemma if form is not None else sentence[cue.first].key, frame.span(cue.start, cue.end), span,
        speaker.id, QuotationForm.DIRECT if direct else QuotationForm.INDIRECT,
        force.voice, force.rejected, force.polarity, force.modality, None, said,
    )  # fmt: skip


def _form(key: str) -> CueForm | None:
    return next(iter(cue_forms().get(key, ())), None)


def _speaker(layer: Layer, source: Tagged) -> Entity | None:
    """The entity of a source: the person named in it, or what its first words mention."""
    inside = [m for m in layer.touching(source.start, source.end) if source.start <= m.span.start and m.span.end <= source.end]
    named = [m for m in inside if m.type is EntityType.PERSON and m.form is MentionForm.NAME]
    heads = [m for m in inside if m.span.start == source.start and m.type in _SPEAKERS]
    chosen = heads[:1] if heads and (heads[0] in named or len(named) != 1) else named if len(named) == 1 else []
    return layer.entity(chosen[0].entity) if chosen else None
