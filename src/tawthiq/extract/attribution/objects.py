"""Contents that no opener brings: words before their cue, and noun phrases that are its object."""

from __future__ import annotations

from dataclasses import replace

from tawthiq.extract.attribution.content import Content, content_of, is_cue, marked, opening
from tawthiq.extract.attribution.cues import Cue
from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import Act, words
from tawthiq.extract.attribution.phrases import Phrase, phrase_at
from tawthiq.extract.attribution.prepositions import preposition_at
from tawthiq.extract.attribution.state import Build, free_start
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.attribution.ways import clause_head
from tawthiq.model import QuotationForm
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import lookup

_LEAST = 3  # words before a cue that can be its content
_OF_NOUN = 5  # letters from which on a form in ت before a pronoun is a verbal noun that the dictionary has with ة


def content_before(build: Build, unit: Unit, cue: Cue, phrase: Phrase | None, closers: frozenset[int]) -> Content | None:
    """«…»، قال فلان; …، يقول فلان: what was said stands before the cue."""
    del closers
    named = phrase is not None
    if cue.form.part != "verb" or unit.inside[cue.index] >= 0 or (cue.entry.act in {Act.DENY, Act.DEMAND} and cue.index == 0):
        return None
    if cue.index + 1 < len(unit) and unit.surface(cue.index + 1) in words("resuming"):
        return None  # نشر مقالا، أكد فيه كذا: what he wrote in it stands behind
    index = cue.index - 1
    while index >= 0 and (unit.words[index].text in "،," or unit.keys[index] in words("pointing_back")):
        index -= 1
    if index < 0 or (index == cue.index - 1 and index not in unit.closes):
        return None
    if cue.entry.act is Act.OWN or (unit.keys[clause_head(unit, cue.index)] in {"في", "خلال", "عبر"} and index not in unit.closes):
        return None
    if index in unit.closes:
        return (
            None if not named and cue.entry.act is Act.DOCUMENT else marked(unit, unit.closes[index], unit.marked[unit.closes[index]].open)
        )
    if phrase is None or phrase.start < cue.index or unit.words[cue.index].conjunction or unit.is_stop(index):
        return None
    start = free_start(build, unit, index)
    if index - start < _LEAST or not any(unit.words[i].verb or unit.words[i].noun for i in range(start, index + 1)):
        return None
    if unit.keys[start] in words("fronted") or (unit.keys[start] in words("fronts_a_noun") and is_cue(unit, start + 1)):
        return None  # بعد صدور النتائج، أكد فلان عزمه: when and why he said it, and not what
    first, last = unit.words[start], unit.words[index]
    return Content(opening(unit, start), last.end, first.start, last.end, QuotationForm.INDIRECT, cue.index)


def bare_content(build: Build, unit: Unit, cue: Cue, phrase: Phrase | None, closers: frozenset[int]) -> Content | None:
    """A noun phrase as content: نفى الوزير الخبر, أعلنت اللجنة منح الجائزة."""
    if unit.words[cue.index].pronoun and cue.form.part == "verb" and not cue.entry.responsibility:
        return None
    if not (cue.entry.bare or cue.entry.responsibility) or (cue.form.part == "participle" and unit.inside[cue.index] >= 0):
        return None
    if cue.form.part == "masdar" and phrase is None:
        return None
    index = phrase.end if phrase is not None and phrase.start > cue.index else cue.index + 1
    if cue.entry.lemma == "طلب" and index < len(unit) and unit.keys[index] == "من":
        asked = phrase_at(unit, build.layer, index + 1) if index + 1 < len(unit) else None
        index = asked.end if asked is not None else index
    index = _past_asides(unit, build.layer, index, cue.entry.lemma)
    if cue.entry.responsibility:
        return _blamed(unit, index)
    if (
        index >= len(unit)
        or unit.is_stop(index)
        or unit.words[index].conjunction
        or not _can_be_object(unit, index, behind=phrase is not None)
    ):
        return None
    inner = replace(cue, opener="phrase", at=index)
    content = content_of(unit, inner, closers)
    if content is None:
        return None
    start = unit.words[index].start
    return replace(content, start=start, reach_start=start)


def _can_be_object(unit: Unit, index: int, *, behind: bool) -> bool:
    """Whether a noun phrase can begin at a word; ``behind`` a source even one that looks like a verb (تنحي, ترشح)."""
    word, key = unit.words[index], unit.keys[index]
    if key in words("objects"):
        return True
    return (
        not word.preposition
        and not word.function
        and (word.verb is None or word.noun or _owned(unit, index) or (behind and not word.text.endswith("ا")))
        and word.kind != "mark"
    ) or index in unit.opens


def _owned(unit: Unit, index: int) -> bool:
    """أعلنت رفضها كذا, مؤكدا تفهمه كذا: right behind a cue a verb with a pronoun is written like its noun, and stands for it."""
    word = unit.words[index]
    key = unit.keys[index]
    past = key.endswith("ت") and (len(key) < _OF_NOUN or lookup(key[:-1] + "ه") is None)  # رفضت, no noun; استقالتها is one
    return bool(word.pronoun) and not word.conjunction and not past and unit.words[index - 1].text not in "،,:"


def _past_asides(unit: Unit, layer: Layer, index: int, lemma: str) -> int:
    """Behind a source: days, «، وهو كذا،», «، بحسب كذا،», and the verb's own noun (نفى نفياً قاطعاً)."""
    while index < len(unit):
        word = unit.words[index]
        if unit.keys[index] in words("times") or layer.time_at(word.core_start):
            index += 1
        elif "ً" in word.text and fold(lemma)[:2] == unit.surface(index)[:2]:
            index += 1 + ("ً" in unit.words[min(index + 1, len(unit) - 1)].text)
        elif word.text in "،,":
            index = _past_aside(unit, index)
        else:
            break
    return index


def _past_aside(unit: Unit, comma: int) -> int:
    """The index behind an aside between commas, or behind the comma alone."""
    head = comma + 1
    if head >= len(unit):
        return head
    aside = unit.keys[head] in words("opening_asides") or preposition_at(unit, head) is not None
    if not aside:
        return head
    return next((i + 1 for i in range(head, min(len(unit), head + 20)) if unit.words[i].text in "،,"), head)


def _blamed(unit: Unit, index: int) -> Content | None:
    """حمّل فلان فلاناً مسؤولية كذا: what for."""
    duty = next((i for i in range(index, min(len(unit), index + 30)) if unit.keys[i] in {"مسووليه", "مسووليات"}), None)
    if duty is None or (duty == index and unit.surface(index - 1) == "تحمل"):
        return None  # تحمل المسؤولية: to bear it, and to blame nobody
    end = duty
    while end < len(unit) and not unit.is_stop(end) and unit.words[end].text not in "،,":
        end += 1
    first, last = unit.words[duty], unit.words[end - 1]
    return Content(first.start, last.end, first.start, last.end, QuotationForm.INDIRECT, end)
