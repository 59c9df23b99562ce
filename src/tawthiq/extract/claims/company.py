"""Who goes along: وصل فلان إلى كذا برفقة علان; and who is a candidate where a title only says so: مرشح الحزب هو فلان."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.roles import governed, stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm

_GOING = frozenset({"visited", "returned_to"})
_REACH = 16  # tokens from a verb of going to who goes along
_TITLED = frozenset({"occupation", "holds_position"})


def company_drafts(scene: Scene, tokens: Sequence[Token], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The journeys of one sentence once more, each with the person in whose company it was made."""
    for draft in drafts:
        verb = next((t.index for t in tokens if t.word.core_start == draft.trigger[0] and t.pos is Pos.VERB), None)
        fellow = _fellow(scene, tokens, verb) if draft.predicate in _GOING and verb is not None else None
        if fellow is not None and fellow.entity != draft.subject.entity and fellow.span is not None:
            evidence = (draft.evidence[0], max(draft.evidence[1], fellow.span.end))
            yield replace(draft, rule="company", subject=fellow, evidence=evidence)


def _fellow(scene: Scene, tokens: Sequence[Token], verb: int) -> Argument | None:
    for i in range(verb + 1, min(len(tokens) - 1, verb + _REACH)):
        token = tokens[i]
        if token.pos in {Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE} or token.word.text in {".", "؛", "؟"}:
            return None
        if token.key in room_words("along", "company") and not token.word.article:
            phrase = noun_phrase(tokens, i + 1)
            known = phrase is not None and phrase.type is EntityType.PERSON and phrase.entity is not None
            return Argument(entity=phrase.entity, span=scene.span(tokens, phrase.start, phrase.end)) if phrase and known else None
    return None


def as_candidate(scene: Scene, tokens: Sequence[Token], draft: Draft) -> Draft:
    """An office or occupation of being a candidate (مرشح لرئاسة كذا) as what somebody stands for."""
    span = draft.object.span if draft.object is not None and draft.predicate in _TITLED else None
    first = next((t for t in tokens if t.word.core_start == span.start), None) if span is not None else None
    if first is None or span is None or not any(stem in word_class("candidate", "titles") for stem in _of_both(first.key)):
        return draft
    end = next((t.index for t in tokens[first.index :] if t.word.start >= span.end), len(tokens))
    at = governed(tokens, first.index + 1, end, "ل")
    phrase = noun_phrase(tokens, at, end) if at is not None else None
    office = scene.words(tokens, phrase.start, phrase.end) if phrase is not None else None
    return replace(draft, predicate="candidate_for", object=office)


def candidate_drafts(tokens: Sequence[Token]) -> Iterator[Draft]:
    """المرشح فلان: a title that alone says that somebody stands for something."""
    for token in tokens[1:]:
        mention, title = token.mention, tokens[token.index - 1]
        if mention is None or mention.form is not MentionForm.NAME or mention.type is not EntityType.PERSON:
            continue
        if not title.word.article or not any(stem in word_class("candidate", "titles") for stem in _of_both(title.key)):
            continue
        subject = Argument(entity=mention.entity, span=mention.span)
        trigger = (title.word.core_start, title.word.end)
        yield Draft("nominal.candidate_for", "candidate_for", subject, None, (trigger[0], mention.span.end), trigger)


def _of_both(key: str) -> tuple[str, ...]:
    """A noun's forms for a man, so that مرشحة counts as مرشح."""
    return (*stems(key), key.removesuffix("ه"))
