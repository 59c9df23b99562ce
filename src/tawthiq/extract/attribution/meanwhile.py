"""What somebody else says at the same time: قال فلان إن كذا، في حين نفى غيره ذلك. It is no part of what the first one said."""

from __future__ import annotations

from tawthiq.extract.attribution.cues import cue_form_at
from tawthiq.extract.attribution.lexicon import Act, words
from tawthiq.extract.attribution.units import Unit
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense

_SILENT = frozenset({Act.DOCUMENT, Act.HEAR, Act.HEARSAY, Act.RELAY, Act.WRITE})
"""Acts whose verbs often tell no speech: شهد المؤتمر حضورا, ورد المبلغ, نشر الجيش قواته."""


def another_speaks(unit: Unit, index: int) -> bool:
    """Whether behind a mark the words at ``index`` bring what another one, named right there, says or holds."""
    verb = _behind_contrast(unit, index)
    if verb < 0 or index == 0 or unit.words[index - 1].kind != "mark":
        return False
    return _past(unit, verb) and _of_speech(unit, verb) and _subject_behind(unit, verb + 1)


def meanwhile(unit: Unit, index: int) -> bool:
    """Whether the words that end at ``index`` are بينما, في حين or في الوقت الذي, which set two clauses side by side."""
    if unit.keys[index] in {"فيما", "بينما"}:
        return True
    pair = unit.keys[max(0, index - 1) : index + 1]
    return pair == ("في", "حين") or unit.keys[max(0, index - 2) : index + 1] == ("في", "وقت", "الذي")


def _behind_contrast(unit: Unit, index: int) -> int:
    """Where the verb stands that بينما or في حين at an index brings, or -1."""
    for last in range(index, min(len(unit), index + 3)):
        if meanwhile(unit, last):
            verb = last + 2 if unit.keys[last + 1 : last + 2] == ("قد",) else last + 1
            return verb if verb < len(unit) else -1
    return -1


def _past(unit: Unit, index: int) -> bool:
    form = unit.words[index].verb
    return form is not None and form.tense is Tense.PAST and not unit.words[index].preposition


def _of_speech(unit: Unit, index: int) -> bool:
    form = cue_form_at(unit, index)
    if form is not None and form.part == "verb":
        return form.entry.act not in _SILENT and fold(form.entry.lemma) not in words("other_than_speech")
    return unit.keys[index] in words("stances")


def _subject_behind(unit: Unit, index: int) -> bool:
    """Whether a noun stands where the subject of a verb would: no preposition, particle, clitic or other verb."""
    while index < len(unit) and unit.keys[index] in words("between_cue_and_source"):
        index += 1  # في الوقت الذي أعلن فيه الجيش
    if index >= len(unit) or unit.words[index].kind != "word":
        return False
    word = unit.words[index]
    return not (word.preposition or word.function or word.conjunction) and (word.article or word.verb is None or word.noun)
