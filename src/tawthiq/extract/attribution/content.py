"""Contents: where what is said begins and ends, and whether it stands in marks."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.extract.attribution.cues import Cue, clause_start, cue_form_at
from tawthiq.extract.attribution.lexicon import Act, words
from tawthiq.extract.attribution.meanwhile import another_speaks, meanwhile
from tawthiq.extract.attribution.prepositions import preposition_at
from tawthiq.extract.attribution.units import Unit
from tawthiq.model import QuotationForm
from tawthiq.text.verbs import Tense

_BACKGROUND = 9  # words between وكان and قد in the wire's background sentence
_AFTER_MARKS = frozenset("،,.؛;:!?؟…)-–—")


@dataclass(frozen=True, slots=True)
class Content:
    """Offsets of the content, of its reach (with marks and أن), its form, and the word index behind it."""

    start: int
    end: int
    reach_start: int
    reach_end: int
    form: QuotationForm
    behind: int


def content_of(unit: Unit, cue: Cue, closers: frozenset[int]) -> Content | None:
    """The content of a cue that stands before it."""
    first = cue.at + 1 if cue.opener in {"clause", "colon"} else cue.at
    limit = _limit(unit, cue.index)
    if first >= limit:
        return None
    opening = first if first in unit.opens else None
    if opening is not None and _whole(unit, opening, cue):
        return marked(unit, unit.opens[opening], unit.words[cue.at].start)
    return _running(unit, cue, first, limit, closers)


def _limit(unit: Unit, index: int) -> int:
    """Where a cue inside marks must stop."""
    owner = unit.inside[index]
    return unit.after(owner) - unit.marked[owner].closed if owner >= 0 else len(unit)


def _whole(unit: Unit, opening: int, cue: Cue) -> bool:
    """Whether the words in marks are all that is said: nothing of the same clause follows them."""
    behind = unit.after(unit.opens[opening])
    if cue.opener in {"colon", "marks"} or behind >= len(unit):
        return True
    return unit.words[behind].kind == "mark" and unit.words[behind].text in _AFTER_MARKS and len(_inside(unit, unit.opens[opening])) > 3


def _inside(unit: Unit, owner: int) -> list[int]:
    span = unit.marked[owner]
    return [i for i, word in enumerate(unit.words) if span.start <= word.start and word.end <= span.end]


def marked(unit: Unit, owner: int, reach_start: int) -> Content:
    """The words in marks as content."""
    span = unit.marked[owner]
    inside = _inside(unit, owner)
    reported = bool(inside) and unit.keys[inside[0]] == "ان" and "أ" in unit.words[inside[0]].text[:2]
    form = QuotationForm.MIXED if reported else QuotationForm.DIRECT
    return Content(span.start, span.end, min(reach_start, span.open), span.close, form, unit.after(owner))


def _running(unit: Unit, cue: Cue, first: int, limit: int, closers: frozenset[int]) -> Content | None:
    """Content that runs on: up to the sentence's end or to what closes it."""
    end = _end(unit, cue, first, limit, closers)
    while end > first and unit.words[end - 1].kind == "mark" and end - 1 not in unit.closes and unit.words[end - 1].text not in ")%":
        end -= 1
    if end <= first:
        return None
    opener = unit.words[cue.at]
    start = opener.start if cue.opener == "clause" and opener.pronoun else unit.words[first].start
    if cue.opener == "phrase" and not opener.preposition:
        start = unit.words[min(first + 1, end - 1)].start
    form = QuotationForm.MIXED if any(first <= i < end and _quoted(unit, i) for i in unit.opens) else QuotationForm.INDIRECT
    if cue.opener == "colon" and cue.form.part != "masdar":
        form = QuotationForm.DIRECT
    return Content(start, unit.words[end - 1].end, opener.start, unit.words[end - 1].end, form, end)


def _quoted(unit: Unit, opening: int) -> bool:
    return len(_inside(unit, unit.opens[opening])) > 2


def _end(unit: Unit, cue: Cue, first: int, limit: int, closers: frozenset[int]) -> int:
    loose = cue.opener == "phrase" or cue.entry.act in {Act.ACCUSE, Act.DENY}
    index = first
    while index < limit:
        if index in unit.opens:
            index = min(limit, max(index + 1, unit.after(unit.opens[index])))
            continue
        if unit.is_stop(index) or (index > first and (index in closers or closes(unit, index) or another_speaks(unit, index))):
            break
        if index > first and cue.form.part == "masdar" and loose and _main_verb(unit, index):
            return index - 1
        if cue.opener == "phrase" and index > first and _another_told(unit, first, index):
            break
        if loose and index > first and unit.keys[index] in {"لكن", "بينما", "فيما"} and not unit.words[index].preposition:
            break
        if loose and index > first and unit.keys[index] == "كما" and index + 1 < limit and unit.words[index + 1].verb is not None:
            break  # نفت الاتهامات كما ترفض كذا
        if unit.words[index].text in "،," and _ends_at(unit, cue, index, loose=loose, inside=index > first):
            break
        index += 1
    return min(index, limit)


def _another_told(unit: Unit, first: int, index: int) -> bool:
    """دعا إلى إطلاقه وأقر المجلس قانونا: behind a content that is a noun, و with a past verb begins what somebody else did."""
    word = unit.words[index]
    if word.conjunction != "و" or word.verb is None or word.noun or word.verb.tense is not Tense.PAST:
        return False
    if unit.keys[index].startswith(("ت", "ليس")):
        return False  # وتطاوله, وتجاوز كذا: written like the verb, and a noun far more often
    return not any(w.verb is not None and not w.noun for w in unit.words[first:index])


def _ends_at(unit: Unit, cue: Cue, comma: int, *, loose: bool, inside: bool) -> bool:
    """Whether a comma ends running content: a turn, the main clause, or what follows a clause that only describes a noun."""
    if loose and (_turn(unit, comma + 1) or (cue.opener == "phrase" and described(unit, cue))):
        return True
    return inside and _main_again(unit, cue, comma + 1)


def _turn(unit: Unit, index: int) -> bool:
    """Whether another clause begins behind a comma."""
    if index >= len(unit):
        return True
    word = unit.words[index]
    if word.text.startswith("وإن") and index + 1 < len(unit) and unit.keys[index + 1] == "لم":
        return True
    if word.pronoun and unit.keys[index] in words("besides"):
        return False
    if word.conjunction == "ف" and unit.keys[index] == "ان":
        return True  # بحسب فلان، وقد طلب حجب اسمه، فإن كذا: the main clause
    if word.conjunction == "و" and (unit.keys[index] in words("going_on") or unit.keys[index + 1 : index + 2] == ("سيما",)):
        return False
    return unit.keys[index] in words("turns") or (
        bool(word.conjunction) and (word.verb is not None or word.function) and unit.keys[index] != "ان"
    )


def described(unit: Unit, cue: Cue) -> bool:
    """Whether a cue describes the indefinite noun before it: نشر رسالة قال فيها إن; في خطوة وصفت بكذا، فعل فلان."""
    word, before = unit.words[cue.index], unit.words[cue.index - 1]
    if cue.index == 0 or cue.form.part != "verb" or word.conjunction:
        return False
    indefinite = before.kind == "word" and before.noun and not (before.article or before.pronoun or before.function)
    return indefinite and before.verb is None


def _main_verb(unit: Unit, index: int) -> bool:
    """Whether the sentence whose subject a verbal noun is goes on: نفي الوزارة للخبر لم يقنع أحداً."""
    verb = unit.words[index].verb
    return verb is not None and unit.keys[index - 1] in {"لم", "لن", "لا", "قد"}


def _main_again(unit: Unit, cue: Cue, index: int) -> bool:
    """Whether the main clause begins behind a cue in what stands before it: فيما يرى هؤلاء أن …، فعل أولئك; مع إعلان كذا، فعل أولئك."""
    if cue.index == 0 or index >= len(unit):
        return False
    if unit.keys[cue.index - 1] not in {"فيما", "بينما", "حين", "كما"} and not _fronted(unit, cue):
        return False
    word = unit.words[index]
    return word.verb is not None and not word.noun and not word.conjunction


def _fronted(unit: Unit, cue: Cue) -> bool:
    """Whether a noun of speaking (نفي is a verb too) stands in what opens a sentence: عقب نفي الوزارة …، فعل فلان."""
    head = cue.index - 1
    return unit.keys[head] in words("fronts_a_noun") and (head == 0 or unit.words[head - 1].kind == "mark")


def opening(unit: Unit, index: int) -> int:
    """Where words without an opener begin, as an offset: a و or ف before them joins them to the sentence before, and is not said.

    So is قد or إن behind it: وقد فاز, بحسب فلان فإن كذا. Without a verb behind it فقد is one itself: فقد الحزب مقعداً.
    """
    word, behind = unit.words[index], unit.words[index + 1] if index + 1 < len(unit) else None
    if word.conjunction and word.key == "قد":
        return behind.start if behind is not None and behind.verb is not None else word.start
    if word.conjunction == "ف" and word.key == "ان" and not word.pronoun and behind is not None:
        return behind.start
    return word.start + len(word.conjunction)


def closes(unit: Unit, index: int) -> bool:
    """Whether the outlet or another speaker takes over at a word: وكان … قد, من جهته, بحسب, علماً بأن."""
    word, key = unit.words[index], unit.keys[index]
    if word.conjunction == "و" and key.startswith("كان"):
        return any(unit.keys[i] == "قد" for i in range(index + 1, min(len(unit), index + _BACKGROUND)))
    if key in {"لذا", "لذلك"} or (key == "علما" and index + 1 < len(unit) and unit.keys[index + 1] in {"ان", "بان"}):
        return True
    if key == "من" and index + 1 < len(unit) and unit.keys[index + 1] in {"جهه", "جانب", "ناحيه"} and unit.words[index + 1].pronoun:
        return True
    return preposition_at(unit, index) is not None and unit.words[index - 1].kind == "mark"


def sibling(unit: Unit, cue: Cue) -> bool:
    """Whether a cue goes on beside the one before it and not inside its content."""
    if unit.inside[cue.index] >= 0:
        return False
    if cue.form.part == "participle":
        return cue.opener != ""
    if cue.form.part != "verb" or not cue.opener:
        return False
    word = unit.words[cue.index]
    before = unit.words[cue.index - 1] if cue.index else None
    turned = before is not None and before.key == "لكن" and bool(before.pronoun)  # لكنه أكد: he goes on
    beside = cue.index > 0 and (unit.keys[cue.index - 1] in {"ثم", "كما"} or meanwhile(unit, cue.index - 1))
    joined = bool(word.conjunction) or turned or beside
    return joined and (turned or clause_start(unit, cue.index)) and not word.pronoun and cue.entry.lemma not in words("reporting_to")


def is_cue(unit: Unit, index: int) -> bool:
    """Whether a word can be a cue at all."""
    return cue_form_at(unit, index) is not None
