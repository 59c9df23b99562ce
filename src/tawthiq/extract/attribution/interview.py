"""Interviews: what is answered are words of who is asked, to the next question; questions are the outlet's.

Whom the text before the first question introduces is asked. Where that is nobody, or several, the answers are of somebody without a
name: still nothing that the outlet itself would tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import Act, agency_heads, force_of, words
from tawthiq.extract.attribution.turns import Answer, Asked, answers, named
from tawthiq.extract.frame import Frame
from tawthiq.extract.tree import Attribution
from tawthiq.model import EntityType, Hop, HopRole, Mention, MentionForm, QuotationForm, SourceKind
from tawthiq.text.fold import fold
from tawthiq.text.words import Word, tokenize

_INTRODUCTION = 3_000  # code points before the first question in which the text says that it is an interview
_SPOKEN = 3  # lines that persons' names open, from which on they are what those say: two are headings
_INTERVIEWER = 6  # words behind «حاوره», «أجرى الحوار» in which the interviewer's name stands
_PARTNER = "مع"
_STOPS = frozenset(".!؟?")
_WITH = 8  # words behind «حوار مع», «التقت» in which the name of who is asked stands


def interview(frame: Frame, layer: Layer) -> list[Attribution]:
    """The answers of an interview, or what the speakers say whose names open the lines; in order, [] for any other text."""
    spoken = [made for turn in named(frame.text) if (made := _by_label(frame, layer, turn)) is not None]
    found = answers(frame.text)
    if len(spoken) >= _SPOKEN:
        return spoken
    if found is None:
        return []
    opening = _opening_words(frame, found.begin)
    who = None if _labelled_otherwise(layer, found) else _asked(layer, opening)
    if not (found.lettered or _told(opening)) or (who is None and not found.marked):
        return []
    return [_answer(frame, layer, who, turn) for turn in found.answers]


def _labelled_otherwise(layer: Layer, found: Asked) -> bool:
    """Whether answers are opened by what may be a name that nobody knows: somebody else than the introduction names, perhaps."""
    return any(turn.label is not None and next(_labelled(layer, turn.label), None) is None for turn in found.answers[:1])


def _answer(frame: Frame, layer: Layer, who: str | None, turn: Answer) -> Attribution:
    """An answer of who is asked, or of the one whose name opens it."""
    named_here = next(_labelled(layer, turn.label), None) if turn.label is not None else None
    start = turn.start if turn.label is None or named_here is not None else turn.label[0]
    speaker = named_here.entity if named_here is not None else who
    return _attribution(frame, _hop(layer, speaker), start, _end(layer, speaker, turn))


def _opening_words(frame: Frame, end: int) -> list[Word]:
    """The title's words are no part of the text: only what stands there can be pointed to."""
    return list(tokenize(frame.text, 0, min(end, _INTRODUCTION)))


def _told(opening: Sequence[Word]) -> bool:
    """Whether what stands before the first question says that somebody was interviewed."""
    return any(_noun(word) or fold(word.text) in words("interviewed") for word in opening)


def _noun(word: Word) -> bool:
    return word.key in words("interviews")


def _asked(layer: Layer, opening: Sequence[Word]) -> str | None:
    """The entity of who is asked: whom the text meets, else the only one that it names, else who is named first where it tells of it.

    Whom an introduction names most is often whom the interview is about.
    """
    persons = [m for m in _persons(layer, opening) if not _interviewer(opening, m)]
    for mention in persons:
        if _met(layer, opening, mention):
            return mention.entity
    if _partner_without_name(layer, opening):
        return None
    entities = {mention.entity for mention in persons}
    return entities.pop() if len(entities) == 1 else _first_told(opening, persons)


def _partner_without_name(layer: Layer, opening: Sequence[Word]) -> bool:
    """حوار مع صديق له: somebody else than those who are named. Not: في حوار مع الصحيفة."""
    for at, word in enumerate(opening[:-1]):
        if word.key == _PARTNER and any(map(_noun, opening[max(0, at - _WITH) : at])):
            behind = opening[at + 1]
            bodies = any(m.type is EntityType.ORGANIZATION for m in layer.beginning(behind.start, behind.core_start))
            return not bodies and behind.key not in {*words("outlets"), *agency_heads()}
    return False


def _first_told(opening: Sequence[Word], persons: Sequence[Mention]) -> str | None:
    """قال فلان … في حوار مع الصحيفة: the first name of the sentence that tells of the interview."""
    start = 0
    for at, word in enumerate(opening):
        if word.text in _STOPS:
            start = at + 1
        elif _noun(word):
            first, last = opening[start].start, word.end
            return next((m.entity for m in persons if first <= m.span.start < last), None)
    return None


def _persons(layer: Layer, opening: Sequence[Word]) -> list[Mention]:
    if not opening:
        return []
    near = layer.touching(opening[0].start, opening[-1].end)
    return [m for m in near if m.type is EntityType.PERSON and m.form is MentionForm.NAME]


def _before(opening: Sequence[Word], mention: Mention, most: int) -> list[Word]:
    """The words of the same stretch before a mention, the last first."""
    return [word for word in opening if word.end <= mention.span.start][: -most - 1 : -1]


def _interviewer(opening: Sequence[Word], mention: Mention) -> bool:
    """حاوره في المدينة: فلان, أجرت الحوار فلانة, حوار: فلان."""
    before = _before(opening, mention, _INTERVIEWER)
    if any(word.key == _PARTNER for word in before):
        return False  # أجرت الصحيفة حوارا مع فلان
    held = any(fold(word.text) in words("holding") for word in before) or (before[:1] and before[0].text == ":")
    return any(fold(word.text) in words("interviewed_by") for word in before) or bool(held and any(map(_noun, before)))


def _met(layer: Layer, opening: Sequence[Word], mention: Mention) -> bool:
    """حوار مع فلان, التقت الصحيفة فلانا, يتحدث فلان: in one sentence. Not: قال في حوار مع الوكالة."""
    before = _before(opening, mention, _WITH)
    before = before[: next((at for at, word in enumerate(before) if word.text in _STOPS), len(before))]
    partner = next((at for at, word in enumerate(before) if word.key == _PARTNER), None)
    if partner is not None and any(map(_noun, before[partner:])):
        begins = mention.span.start if partner == 0 else before[partner - 1].core_start
        return any(m.type is EntityType.PERSON for m in layer.beginning(begins))
    return any(fold(word.text) in words("interviewing") for word in before)


def _hop(layer: Layer, who: str | None) -> Hop:
    known = layer.entity(who) if who else None
    if known is None:
        return Hop(HopRole.SPEAKER, None, None, SourceKind.ANONYMOUS, None)
    return Hop(HopRole.SPEAKER, known.name, known.id, known.kind, None)


def _end(layer: Layer, who: str | None, turn: Answer) -> int:
    """Behind the last answer the outlet goes on where a paragraph names who was asked; where nobody is known, after the first."""
    if not turn.last:
        return turn.end
    end = turn.ends[0]
    for following in turn.ends[1:]:
        if who is None or any(mention.entity == who for mention in layer.touching(end, following)):
            break
        end = following
    return end


def _by_label(frame: Frame, layer: Layer, turn: Answer) -> Attribution | None:
    """What a person says whose name opens the line; a host's lines, an outlet's and those of a heading are nobody's."""
    if turn.label is None:
        return None
    who = next(_labelled(layer, turn.label), None)
    end = turn.ends[0] if turn.last else turn.end
    return None if who is None else _attribution(frame, _hop(layer, who.entity), turn.start, end)


def _labelled(layer: Layer, label: tuple[int, int]) -> Iterator[Mention]:
    """The names that end a label which begins with a name or title: الوزير فلان, and not قال فلان."""
    persons = [mention for mention in layer.touching(*label) if mention.type is EntityType.PERSON]
    if any(mention.span.start == label[0] for mention in persons):
        yield from (mention for mention in persons if mention.form is MentionForm.NAME and mention.span.end == label[1])


def _attribution(frame: Frame, hop: Hop, start: int, end: int) -> Attribution:
    force = force_of(Act.SAY)
    return Attribution(
        frame.span(start, end), (hop,), Act.SAY.value, "", None, None, hop.entity, QuotationForm.DIRECT,
        force.voice, force.rejected, force.polarity, force.modality,
    )  # fmt: skip
