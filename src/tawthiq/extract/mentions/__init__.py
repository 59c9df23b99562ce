"""Who and what a text names: mentions and the entities of one document, with its references joined."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from tawthiq.extract.frame import Frame, MentionLayer
from tawthiq.extract.mentions.candidates import Candidate, Sentence
from tawthiq.extract.mentions.gazetteers import find_gazetteer_names, find_place_nominals, headed_places
from tawthiq.extract.mentions.groups import find_awards, find_events, find_groups
from tawthiq.extract.mentions.joining import Joiner
from tawthiq.extract.mentions.merging import Tags, merge, vouch
from tawthiq.extract.mentions.organizations import find_organizations
from tawthiq.extract.mentions.persons import find_persons
from tawthiq.extract.mentions.propagation import full_names, known_parts, propagate, propagate_full, unjoined
from tawthiq.extract.mentions.references import Group
from tawthiq.extract.mentions.titles import TitlePhrase, find_title_phrases, find_titles, select_titles
from tawthiq.extract.mentions.tokens import tokens
from tawthiq.extract.mentions.works import find_works
from tawthiq.model import DateMention, Entity, EntityType, Mention, MentionForm, Name, SourceKind, Span, content_id

__all__ = ["Tags", "TitlePhrase", "find_mentions", "find_titles"]


def find_mentions(frame: Frame, dates: Sequence[DateMention], tags: Sequence[Tags] = ()) -> MentionLayer:
    """All mentions of a text and the entities that they name; ``dates`` are never part of a mention's head.

    ``tags`` is what the learned model labels in each sentence; without it the rules read alone.
    """
    sentences = [Sentence(index, tokens(words)) for index, words in enumerate(frame.words)]
    for sentence in sentences:
        _names(sentence)
    words = frozenset(token.key for sentence in sentences for token in sentence.tokens) if tags else frozenset()
    for sentence, tagged in zip(sentences, tags, strict=False):
        merge(sentence, tagged, words)
        _add(sentence, headed_places(sentence))
        _add(sentence, [found for found in find_organizations(sentence) if found.first not in sentence.inside])
    known, full = known_parts(sentences), full_names(sentences)
    for sentence in sentences:
        _part(sentence, unjoined(sentence, known))
        _add(sentence, propagate_full(sentence, full))
        _add(sentence, propagate(sentence, known))
    candidates = _clean([candidate for sentence in sentences for candidate in _all(sentence)], dates)
    if tags:
        candidates = [vouch(candidate, tags[candidate.sentence]) for candidate in candidates]
    joiner = Joiner(sentences)
    joiner.join(candidates)
    return _layer(frame, joiner.groups())


def _add(sentence: Sentence, found: Iterable[Candidate]) -> None:
    for candidate in list(found):
        sentence.add(candidate)


def _part(sentence: Sentence, found: Iterable[tuple[Candidate, tuple[Candidate, Candidate]]]) -> None:
    """Put two names where one was found."""
    for name, two in list(found):
        sentence.remove(name)
        _add(sentence, two)


def _names(sentence: Sentence) -> None:
    """Names of places, organisations and persons of one sentence, each grammar seeing what the one before it found."""
    _add(sentence, find_works(sentence))
    _add(sentence, (name for name in find_gazetteer_names(sentence) if name.first not in sentence.inside))
    _add(sentence, headed_places(sentence))
    _add(sentence, find_organizations(sentence))
    ends = frozenset(candidate.last for candidate in find_title_phrases(sentence) if candidate.definite)
    _add(sentence, find_persons(sentence, ends))


def _all(sentence: Sentence) -> Iterator[Candidate]:
    """Every candidate of a sentence: names, then the phrases around them."""
    awards = list(find_awards(sentence))
    yield from (name for name in sentence.names.values() if not _inside_award(name, awards))
    yield from (found for found in find_organizations(sentence) if found.form is MentionForm.NOMINAL)
    yield from select_titles(sentence, find_title_phrases(sentence))
    yield from find_place_nominals(sentence)
    yield from awards
    yield from find_groups(sentence)
    yield from find_events(sentence)


def _inside_award(name: Candidate, awards: list[Candidate]) -> bool:
    """Whether the name of a person or body is part of the name of a prize."""
    if name.type not in {EntityType.PERSON, EntityType.ORGANIZATION}:
        return False
    return any(award.first < name.first and name.last <= award.last for award in awards)


def _clean(found: list[Candidate], dates: Sequence[DateMention]) -> list[Candidate]:
    """In order, the outer before the inner, without doubles and without what lies in a date."""
    ordered = sorted(found, key=lambda c: (c.start, -c.end, c.form is not MentionForm.NAME, c.type))
    kept: list[Candidate] = []
    seen: set[tuple[int, int]] = set()
    spans = sorted((date.span.start, date.span.end) for date in dates)
    for candidate in ordered:
        if (candidate.start, candidate.end) in seen or candidate.start >= candidate.end:
            continue
        if _in_date(candidate, spans):
            continue
        seen.add((candidate.start, candidate.end))
        kept.append(candidate)
    return kept


def _in_date(candidate: Candidate, spans: list[tuple[int, int]]) -> bool:
    """Whether a candidate lies in the last date that begins at or before it."""
    at = bisect_right(spans, (candidate.start, sys.maxsize)) - 1
    return at >= 0 and candidate.end <= spans[at][1]


def _layer(frame: Frame, groups: list[Group]) -> MentionLayer:
    entities, mentions = [], []
    for group in groups:
        if not group.members:
            continue
        members = sorted(group.members, key=lambda c: (c.start, -c.end))
        entity = _entity(frame, group, members)
        entities.append(entity)
        mentions += [Mention(entity.id, group.type, _span(frame, c), c.form, c.made_by) for c in members]
    entities.sort(key=lambda entity: entity.id)
    mentions.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    return MentionLayer(tuple(entities), tuple(mentions))


def _span(frame: Frame, candidate: Candidate) -> Span:
    return frame.span(candidate.start, candidate.end)


def _entity(frame: Frame, group: Group, members: list[Candidate]) -> Entity:
    first = members[0]
    names = [c for c in members if c.form is MentionForm.NAME] or members
    best = max(names, key=lambda c: (len(c.key), -c.start))
    texts = list(dict.fromkeys([_text(frame, best), *(_text(frame, c) for c in names)]))
    kinds = [c.kind for c in members]
    kind = SourceKind.NAMED if group.names else max(kinds, key=kinds.count)
    identity = content_id("e", frame.document.id, first.start, first.end, group.type)
    return Entity(identity, group.type, tuple(Name(text, preferred=not i) for i, text in enumerate(texts)), kind)


def _text(frame: Frame, candidate: Candidate) -> str:
    """The words of a mention as a name: لل at its beginning is the article again."""
    text = frame.text[candidate.start : candidate.end]
    return "ال" + text[2:] if text.startswith("لل") else text
