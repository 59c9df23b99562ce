"""Standing: what the words around a trigger, under the attribution tree, let a reader believe the text to say.

Deterministic, and cautious: whatever may be a negation, a plan, a condition is not shown as told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tawthiq.extract.beyond import not_all
from tawthiq.extract.clause import Clause, any_of, clause_at, listed, nominal, not_to, opens, stops, word_at
from tawthiq.extract.frame import Frame
from tawthiq.extract.modality import modality_of
from tawthiq.extract.tree import AttributionTree
from tawthiq.extract.unproven import resulting, unproven
from tawthiq.model import Axes, Chain, Modality, Polarity, QuotationForm, Voice
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense
from tawthiq.text.words import Word

_PASSIVE = re.compile(r"^م..و.ه?$")  # مدعومة: the passive participle of the plain verb
_DESCRIBING = re.compile(
    r"^(?:(?:م.{3}|م.ا.{2})(?:ين|ون|ات)?"
    r"|(?:م..و.|م.ي.|م.ت..|مست.{2,3}|مت.{3}|من.{3}|مو.{2}|[^اموي]ا[^اوي].)(?:ه|ين|ون|ات)?)$"
)
"""Participles by their shapes: مدعوم, مستمر, متورط, منتمي, مؤلف, تابع."""
_BACK = 30  # words before a trigger that can govern it
_NEAR_OBJECT = 3  # words from a verb of refusing to what was refused
_FAR_OBJECT = 9  # the same to a verbal noun: رفض فلان في وقت سابق العودة


@dataclass(frozen=True, slots=True)
class StandingReading:
    """The axes at a trigger; ``attempt``: tried, not said to be done."""

    axes: Axes
    reasons: tuple[str, ...] = ()
    attempt: bool = False


def axes_at(frame: Frame, tree: AttributionTree, start: int, end: int, trigger_start: int, trigger_end: int) -> Axes:
    """The axes of a claim with evidence ``[start, end)`` and its trigger inside (code points)."""
    return read_standing(frame, tree, trigger_start, trigger_end, start, end).axes


def read_standing(
    frame: Frame,
    tree: AttributionTree,
    trigger_start: int,
    trigger_end: int,
    start: int | None = None,
    end: int | None = None,
) -> StandingReading:
    """The axes at a trigger with the reasons, first what the tree says and then what the clause adds."""
    del start, end
    axes = tree.axes(trigger_start, trigger_end)
    if len(tree.chain(trigger_start, trigger_end)) < 2:
        axes = replace(axes, voice=Voice.OUTLET)
    clause = clause_at(frame, tree, trigger_start, trigger_end)
    reasons = [f"tree:{_act(tree, trigger_start, trigger_end)}"] if axes.voice is not Voice.OUTLET else []
    if clause is None:
        return StandingReading(axes, tuple(reasons))
    if _describes(clause):
        return StandingReading(axes if axes.rejected else replace(axes, modality=Modality.ACTUAL), tuple(reasons))
    found = _composed(axes, clause, reasons)
    open_by = left_open(frame, trigger_start)
    untrue = found.axes.polarity is Polarity.NEGATED and listed("truth", fold(open_by))  # ليس صحيحا أن …: it is not so
    if not open_by or found.axes.rejected or untrue:
        return found
    axes = replace(found.axes, polarity=Polarity.POSITIVE, modality=Modality.CONDITIONAL)
    return replace(found, axes=axes, reasons=(*found.reasons, f"unproven:{open_by}"))


def left_open(frame: Frame, start: int) -> str:
    """لا دليل على أن …: the word of proof that says that nobody has shown what the word at an offset tells, or nothing."""
    words = frame.words[frame.sentence_at(start)] if frame.sentences else ()
    return unproven(words, word_at(words, start)) if words else ""


def told_as_result(frame: Frame, start: int) -> tuple[int, int] | None:
    """كاد الحادث يؤدي إلى مقتل فلان: where the verb of result over the noun at an offset is; what holds of it holds of the noun."""
    words = frame.words[frame.sentence_at(start)] if frame.sentences else ()
    found = resulting(words, word_at(words, start)) if words else None
    return (found.core_start, found.end) if found is not None else None


def _describes(clause: Clause) -> bool:
    """المجلس المؤلف من كذا, الجماعة المدعومة من كذا: what a noun is like stands outside of what the clause negates, plans or asks."""
    at, word = clause.at, clause.words[clause.at]
    before = clause.words[at - 1] if at else None
    if before is None or before.kind != "word" or before.function or not word.article or word.preposition or word.conjunction:
        return False
    named = before.article or before.verb is None
    return named and _DESCRIBING.match(word.key) is not None


def presupposed_at(tree: AttributionTree, start: int, end: int) -> tuple[Axes, Chain]:
    """Axes and chain of what is not told but taken as known: a title before a name, a kinship, an event that a noun names.

    Reported without marks it is the outlet's own description; in a speaker's very words it stays the speaker's.
    """
    holder = tree.innermost(start, end)
    if holder is not None and holder.form is QuotationForm.DIRECT:
        return Axes(Voice.ATTRIBUTED), tree.chain(start, end)
    return Axes(Voice.ATTRIBUTED if len(tree.outer) > 1 else Voice.OUTLET), tree.outer


def _act(tree: AttributionTree, start: int, end: int) -> str:
    found = tree.innermost(start, end)
    return found.act if found is not None else "dateline"


def _composed(axes: Axes, clause: Clause, reasons: list[str]) -> StandingReading:
    negator = _negator(clause)
    if negator:
        reasons.append(f"negated:{negator}")
        axes = replace(axes, polarity=Polarity.NEGATED)
    modality, why = modality_of(clause)
    if why.startswith("duty:") and axes.voice is Voice.OUTLET:
        modality = Modality.INTENDED  # nobody's demand, and not done
    if why:
        reasons.append(why)
    if (
        modality is not Modality.ACTUAL and axes.modality in {Modality.ACTUAL, Modality.WISH}
    ) or modality is Modality.CONDITIONAL:
        axes = replace(axes, modality=modality)
    attempt = why.startswith("attempt")
    if why.startswith("attempt:almost"):
        axes = replace(axes, polarity=Polarity.NEGATED, modality=Modality.ACTUAL)
    return StandingReading(axes, tuple(reasons), attempt)


def _negator(clause: Clause) -> str:
    """The word that negates the trigger, or nothing."""
    at = clause.at
    if _exempt(clause, at) or not_all(clause.words, at):
        return ""
    if _self_negated(clause, at):
        return _self_negated(clause, at)
    for index in range(at - 1, max(-1, at - _BACK), -1):
        if _idle(clause.words[index]):
            continue
        own = opens(clause, index)
        if stops(clause, index) and not own:
            return ""
        found = _negates(clause, index)
        if found or own or (listed("exceptions", clause.key(index)) and not not_to(clause, index)):
            return found  # ليس إلا موظفا
    return ""


def _idle(word: Word) -> bool:
    """Whether a word neither negates nor ends what a negator before it governs: nearly all are so, and are passed over."""
    if word.kind != "word" or word.conjunction or word.key == "ان" or word.key in any_of(*_NEGATING) or word.text[-1] in _NOT_TO:
        return False
    return not listed("negators", fold(word.text))


_NEGATING = ("negators", "cancelled", "instead", "failed", "exceptions", "breaks")
_NOT_TO = "اّ"  # how ألا، بألا، لئلا end, see ``not_to``


def _self_negated(clause: Clause, at: int) -> str:
    """The trigger is itself a word of not being: ليس, مستقل is left to the claim's own reading."""
    only = clause.key(at + 1) in {"فقط", "الا", "سوي"}
    return clause.words[at].text if clause.key(at) in {"ليس", "ليست", "ليسوا", "عدم"} and not only else ""


def _negates(clause: Clause, index: int) -> str:
    word, key, surface = clause.words[index], clause.key(index), clause.surface(index)
    if not_to(clause, index):
        return _verbal(clause, index, clause.at - index)
    if listed("cancelled", key):
        return word.text if clause.at - index <= _NEAR_OBJECT and nominal(clause, clause.at) else ""
    if not (listed("negators", key) or listed("negators", surface) or listed("instead", key)):
        return "" if not listed("failed", key) or not _complement(clause, index) else word.text
    following = clause.key(index + 1)
    near = clause.at - index
    if key in {"لا", "ولا"}:
        if listed("name_particles", clause.key(index - 1)):
            return ""  # ماريا دي لا كروز: the article of a name
        return "" if listed("not_negated_after_la", following) or following == "فقط" else _verbal(clause, index, near)
    if key == "ما":
        return _ma(clause, index, near)
    if key in {"لم", "لن"}:
        return "" if listed("not_negated_after_lam", following) else _verbal(clause, index, near)
    if key in {"ليس", "ليست", "ليسوا", "لست", "لسنا", "ليسا"}:
        return "" if following == "فقط" else word.text
    if listed("instead", key):
        return word.text if near <= _INSTEAD and nominal(clause, clause.at) and following in {"من", "عن"} else ""
    if key == "غير" and clause.key(index - 1) == "من" and following == "ان":
        return word.text if near <= _WITHOUT_DOING else ""  # من غير أن يوقع
    if key == "غير":
        return word.text if near == 1 and not _is_except(clause, index) else ""
    if key == "عدا":
        return word.text if near <= 2 else ""
    if key in {"عدم", "انعدام", "انتفاء"}:
        return word.text if near <= 2 else ""
    return _without(clause, index, near)


_INSTEAD = 2  # words: بدلا من اعتقاله
_WITHOUT_DOING = 4  # words from غير to what was not done
_OF_NOUN = 2  # words: what لا before a noun negates besides it (لا نية للعودة)
_OF_BEING = 4  # words: what لا وجود, لا صحة say of what follows


_OF_RUMOUR = 10  # words: what لا صحة لما يتردد عن …, لا أساس للأنباء عن … say of what goes round


def _of_noun(clause: Clause, index: int) -> int:
    """How far لا before a noun negates."""
    if not listed("being", clause.key(index + 1)):
        return _OF_NOUN
    governed = index + 2 < len(clause.words) and clause.words[index + 2].text.startswith("ل")
    return _OF_RUMOUR if governed else _OF_BEING


def _verbal(clause: Clause, index: int, near: int) -> str:
    """لم, لن, لا: the verb behind them, and the noun that a light verb carries."""
    word = clause.words[index]
    if near == 1:
        return word.text
    verb = clause.key(index + 1)
    trigger = clause.words[clause.at]
    if verb == "احد" and trigger.verb is not None and not trigger.noun:
        between = clause.words[index + 2 : clause.at]
        return "" if any(w.verb is not None and not w.noun for w in between) else word.text
    if clause.words[index + 1].verb is None and index + 1 < clause.at:
        return word.text if near <= _of_noun(clause, index) else ""
    as_noun = nominal(clause, clause.at)
    if listed("light", verb) and (as_noun or clause.key(index + 1).startswith(("يكن", "تكن", "كن", "اكن", "نكن"))):
        return word.text
    if near == 2 and not as_noun and clause.words[index + 1].function:
        return word.text
    return ""


def _ma(clause: Clause, index: int, near: int) -> str:
    """ما before a past verb at the head of a clause."""
    following = clause.words[index + 1] if index + 1 < len(clause.words) else None
    if following is None or listed("not_negated_after_ma", following.key):
        return ""
    head = index == 0 or clause.words[index - 1].kind == "mark" or clause.words[index].conjunction != ""
    verb = following.verb
    past = verb is not None and verb.tense is Tense.PAST
    return clause.words[index].text if head and past and near == 1 else ""


def _without(clause: Clause, index: int, near: int) -> str:
    """دون أن, بلا, من دون before a verb or a noun."""
    far = 3 if clause.key(index + 1) == "ان" else 2
    return clause.words[index].text if near <= far else ""


def _complement(clause: Clause, index: int) -> bool:
    """Whether the trigger is the object of a verb of refusing or failing: رفض التوقيع, فشل في الوصول, تراجع عن الدعم."""
    if clause.key(index) == "حال" and clause.key(index + 1) not in {"دون", "بين"}:
        return False  # في حال غادر فلان
    if clause.key(index).startswith("تراجع") and clause.key(index + 1) != "عن":
        return False  # تراجع الحزب, بتراجع الأسعار: nothing is given up
    trigger = clause.words[clause.at]
    if trigger.conjunction and trigger.verb is not None and not trigger.noun:
        return False  # أُحبطت المحاولة واعتُقل فلان: the next verb is not what was prevented
    if trigger.article and _PASSIVE.match(trigger.key):
        return False  # رفضت الحكومة المدعومة من …: what the subject is like
    far = _FAR_OBJECT if nominal(clause, clause.at) and not trigger.conjunction else _NEAR_OBJECT
    return 0 < clause.at - index <= far


def _is_except(clause: Clause, index: int) -> bool:
    return any(listed("negators", clause.key(i)) for i in range(max(0, index - 6), index))


def _exempt(clause: Clause, at: int) -> bool:
    """لم يحضر إلا فلان: with an exception behind it the negation says that something is so."""
    for index in range(at, min(len(clause.words), at + 14)):
        word, key = clause.words[index], clause.words[index].key
        if word.kind == "word" and key not in any_of("exceptions") and key != "غير":
            continue  # nearly all words
        if (word.kind == "mark" and word.text in ".؟!؛") or (index > at and word.text in "،,"):
            return False
        if listed("exceptions", key) and not not_to(clause, index) and clause.key(index + 1) not in {"ان", "انه", "انها"}:
            return True
        if key == "غير" and index > at and clause.key(index + 1) in {"مره", "واحد", "واحده", "قليل"}:
            return True
    return False
