"""Modality at a trigger: plans, attempts, conditions, questions, wishes."""

from __future__ import annotations

from functools import cache

from tawthiq.extract.clause import Clause, any_of, listed, lists, nominal, opens, stops
from tawthiq.extract.seeming import seeming
from tawthiq.model import Modality
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense
from tawthiq.text.words import Word

_AHEAD = 25  # words behind a trigger in which its condition can follow
_BEING_FAR = 3  # words from سيكون to what will be
_OPENING = '"«“'


def modality_of(clause: Clause) -> tuple[Modality, str]:
    at, trigger = clause.at, clause.words[clause.at]
    condition = _condition(clause)
    if condition:
        return Modality.CONDITIONAL, f"condition:{condition}"
    seems = seeming(clause)
    if seems:
        return Modality.CONDITIONAL, f"seems:{seems}"
    tried = _tried(clause)
    if tried:
        return Modality.INTENDED, tried
    form = trigger.verb
    if to_come(trigger) or _key_future(clause, at):
        return Modality.INTENDED, f"future:{trigger.text}"
    governed = _governed(clause)
    if governed:
        return Modality.INTENDED, f"intent:{governed}"
    wish = _wish(clause)
    if wish:
        return Modality.WISH, f"{'duty' if listed('duty', fold(wish)) else 'wish'}:{wish}"
    if form is not None and not trigger.noun and form.tense is Tense.PRESENT and _coming(clause):
        return Modality.INTENDED, "future:adverb"
    return Modality.ACTUAL, ""


def to_come(word: Word) -> bool:
    """Whether a word is a verb of the time to come."""
    return word.preposition == "س" or listed("will_be", word.key)  # no other form is of the future


def _key_future(clause: Clause, at: int) -> bool:
    """سوف or لن before the trigger, or a future verb that carries it (سيتم افتتاح السوق)."""
    before = at - 2 if at > 1 and clause.words[at - 1].text in _OPENING else at - 1  # سوف «ينهي»
    if clause.key(before) in {"سوف", "لن"}:
        return True
    trigger = clause.words[at]
    if trigger.verb is not None and not trigger.noun:
        return False
    for index in range(at - 1, max(-1, at - 8), -1):
        word = clause.words[index]
        if word.kind == "mark" or listed("since", word.key) or word.key == "بعد":
            return False
        if listed("will_be", word.key):
            return at - index <= _BEING_FAR or word.key in {"سيتم", "ستتم"}
        if to_come(word) or word.key == "سوف":
            return True
        if word.verb is not None and not word.noun:
            return False
    return False


def _coming(clause: Clause) -> bool:
    near = range(max(0, clause.at - 3), min(len(clause.words), clause.at + 10))
    return any(listed("coming", clause.key(i)) or _by(clause, i) for i in near)


def _by(clause: Clause, index: int) -> bool:
    """بحلول عام كذا."""
    following = clause.words[index + 1] if index + 1 < len(clause.words) else None
    if clause.surface(index) != "بحلول" or following is None:
        return False
    return following.kind == "number" or listed("terms", following.key)


def _governed(clause: Clause) -> str:
    """A word of intent, expectation or purpose before the trigger in its clause."""
    at, trigger = clause.at, clause.words[clause.at]
    form = trigger.verb
    if _purposely(clause, at):
        return "" if listed("results", trigger.key) else trigger.text
    if _not_yet(clause):
        return clause.words[at - 2].text
    ahead = form is not None and (form.tense is Tense.PRESENT or trigger.key.startswith("ت"))
    if ahead and clause.key(at - 1) == "ان" and _obliged(clause, at - 2):
        return clause.words[at - 1].text
    if form is not None and form.tense is Tense.PRESENT and at >= 1 and clause.words[at - 1].text == "أن" and _opens(clause, at - 1):
        return clause.words[at - 1].text  # أن يسافر فلان أمر …: spoken of, not told
    if (listed("intent", clause.key(at)) and not listed("wanting", clause.key(at))) or listed("expected", clause.key(at)):
        return trigger.text
    if (
        trigger.preposition == "ل"
        and not trigger.article
        and any(listed("motion", word.key) for word in clause.words[max(0, at - 12) : at])
    ):
        return trigger.text
    for index in range(at - 1, max(-1, at - 16), -1):
        if _ungoverning(clause.words[index]):
            continue
        if stops(clause, index) and clause.words[index].text not in "،," and not opens(clause, index):
            return ""
        key, surface = clause.key(index), clause.surface(index)
        if listed("purpose", key) or listed("purpose", surface) or (key == "اجل" and clause.key(index - 1) == "من"):
            return clause.words[index].text if at - index <= 4 else ""
        if (listed("intent", key) or listed("intent", surface)) and _reaches(clause, index) and not _told_of(clause, index):
            return clause.words[index].text
        if (listed("expected", key) or listed("expected", surface)) and _reaches(clause, index):
            return clause.words[index].text
        if _held_off(clause, index):
            return clause.words[index].text
        if _purposely(clause, index) and not listed("results", key) and _as_noun(trigger) and _reaches(clause, index):
            return clause.words[index].text  # ليتمكن من دخول كذا
        if opens(clause, index):
            return ""
    return ""


def _told_of(clause: Clause, index: int) -> bool:
    """الخطة فاشلة, المشروع ضخم: a plan with the article, right before what is said of the plan itself."""
    noun, trigger = clause.words[index], clause.words[clause.at]
    bare = not (trigger.article or trigger.pronoun or trigger.preposition or trigger.conjunction)
    return index == clause.at - 1 and noun.article and not noun.preposition and bare and trigger.noun


def _ungoverning(word: Word) -> bool:
    """Whether a word neither intends anything nor ends what such a word governs: nearly all are so, and are passed over."""
    if word.kind != "word" or word.conjunction or word.preposition == "ل" or word.key in {"ان", "اجل"}:
        return False
    return word.key not in any_of(*_GOVERNING) and fold(word.text) not in any_of(*_GOVERNING)


_GOVERNING = ("purpose", "intent", "expected", "feared", "postponed", "breaks")
_BEARERS = 5  # words of a name between على and أن


def _obliged(clause: Clause, last: int) -> bool:
    """على البلدية | أن ترمم السوق, عليها | أن ترممه: behind على, at the head of a clause, who has to do it."""
    for index in range(last, max(-1, last - _BEARERS), -1):
        word = clause.words[index]
        if clause.key(index) == "علي":
            before = clause.words[index - 1] if index else None
            heads = before is None or before.kind == "mark" or before.key in {"ان", "كان"} or bool(word.conjunction)
            return heads or bool(word.pronoun) or index == last
        if word.kind == "mark" or word.function or (word.verb is not None and not word.noun):
            return False
    return False


def _to_be_done(clause: Clause, index: int) -> bool:
    """يتعين على الشركة أن تصلح كذا, لا بد من إصلاحه: whether a word of duty is about the trigger, through أن or as its noun."""
    trigger, between = clause.words[clause.at], range(index + 1, clause.at)
    if any(clause.words[i].verb is not None and not clause.words[i].noun for i in between) and trigger.conjunction != "و":
        return False  # أن يسدد … | ويوقع …: the joined verb is due as well
    form = trigger.verb if not trigger.noun else None
    if form is not None:
        ahead = form.tense is Tense.PRESENT or trigger.key.startswith("ت")  # أن تنظف: written like a past
        return ahead and any(clause.key(i) == "ان" for i in between)
    return clause.words[index].verb is not None and nominal(clause, clause.at) and clause.at - index <= _BEARERS


def _purposely(clause: Clause, index: int) -> bool:
    """ليعلن, لتحقق: a verb behind ل tells what for, also one that is written like a past (تحقق)."""
    word = clause.words[index]
    if word.preposition != "ل" or word.article or word.pronoun == "ي":
        return False
    form = word.verb
    return form is not None and (form.tense is Tense.PRESENT or (not word.noun and word.key.startswith("ت")))


def _as_noun(word: Word) -> bool:
    return word.verb is None or word.noun or word.article


def _not_yet(clause: Clause) -> bool:
    """قبل أن يسافر, where nothing before it is told as past."""
    at, form = clause.at, clause.words[clause.at].verb
    if form is None or form.tense is not Tense.PRESENT or clause.key(at - 1) != "ان" or clause.key(at - 2) != "قبل":
        return False
    before = enumerate(clause.words[: at - 2])
    return not any(w.verb is not None and w.verb.tense is Tense.PAST and (i == 0 or not w.noun) for i, w in before)


_PUT_OFF = 4  # words from تأجلت to what was put off


def _held_off(clause: Clause, index: int) -> bool:
    """يخشى الأهالي أن تغلق الشركة المصنع, تأجلت زيارة فلان: feared or put off, and nothing has happened."""
    key, surface = clause.key(index), clause.surface(index)
    if listed("feared", key) or listed("feared", surface):
        return _reaches(clause, index)
    put_off = listed("postponed", key) or listed("postponed", surface)
    return put_off and clause.at - index <= _PUT_OFF and nominal(clause, clause.at)


def _opens(clause: Clause, index: int) -> bool:
    return index == 0 or clause.words[index - 1].kind == "mark"


def _reaches(clause: Clause, index: int) -> bool:
    """Whether a word of intent takes the trigger as what is meant: by أن, إلى, ب, ل, or as its object."""
    between = range(index + 1, clause.at)
    if any(clause.key(i) == "ان" for i in between):
        return True
    if any(clause.words[i].verb is not None and not clause.words[i].noun for i in between):
        return False
    return nominal(clause, clause.at)


def _wish(clause: Clause) -> str:
    """A wish or demand in the words of the one who speaks."""
    if listed("wishes", clause.key(clause.at)) or listed("wishes", clause.surface(clause.at)):
        return clause.words[clause.at].text
    for index in range(clause.at - 1, max(-1, clause.at - 6), -1):
        if clause.words[index].kind == "mark":
            return ""
        if listed("wishes", clause.key(index)) or listed("wishes", clause.surface(index)):
            return clause.words[index].text
    return _due(clause)


def _due(clause: Clause) -> str:
    """The word of duty that is about the trigger, or nothing."""
    for index in range(clause.at - 1, max(-1, clause.at - _DUE), -1):
        if clause.words[index].kind == "mark":
            return ""
        if listed("duty", clause.key(index)) and _to_be_done(clause, index):
            return clause.words[index].text
    return ""


_DUE = 16  # words from a verb of duty to what joins what has to be done


def _tried(clause: Clause) -> str:
    if listed("begun", clause.key(clause.at)):
        return ""  # شرع في البناء: he has begun
    if listed("attempts", clause.key(clause.at)):
        return f"attempt:{'almost:' if listed('almost', clause.key(clause.at)) else ''}{clause.words[clause.at].text}"
    trigger = clause.words[clause.at]
    if trigger.conjunction and trigger.verb is not None and not trigger.noun:
        return ""  # أُحبطت المحاولة واعتُقل فلان: the next verb is not what was tried
    for index in range(clause.at - 1, max(-1, clause.at - 8), -1):
        if stops(clause, index) and not opens(clause, index):
            return ""
        key = clause.key(index)
        if listed("attempts", key):
            return f"attempt:{'almost:' if listed('almost', key) else ''}{clause.words[index].text}"
        if clause.words[index].verb is not None and not clause.words[index].noun:
            return ""
    return ""


def _condition(clause: Clause) -> str:
    """A condition that holds the trigger: before it in its sentence, or behind it if it is not told as past."""
    asked = _question(clause)
    if asked:
        return asked
    if nominal(clause, clause.at) and listed("since", clause.key(clause.at - 1)):
        return ""  # إذا غادر منذ توليه كذا: what has happened before
    crossed = False
    for index in range(clause.at, -1, -1):
        word = clause.words[index]
        if word.conjunction != "ف" and _unconditional(word, "turns", "relatives"):
            continue
        if index < clause.at and word.text in ".!؛؟":
            break
        if index < clause.at and (listed("turns", clause.key(index)) or _has_been(clause, index)):
            break
        if index < clause.at and not crossed and listed("relatives", clause.key(index)):
            break  # إذا فاز المرشح الذي قاتل هناك: what describes somebody is no part of the condition
        crossed = crossed or (index < clause.at and (word.text in "،," or word.conjunction == "ف"))
        if index < clause.at and word.text in "،," and _another(clause, index + 1):
            break
        found = _conditional(clause, index)
        if found and not (clause.words[index].key in lists()["possible"] and clause.at - index > 8):
            return found
    return _condition_behind(clause)


def _unconditional(word: Word, *ends: str) -> bool:
    """Whether a word is in none of these lists and makes no condition: nearly all are so, and are passed over."""
    if word.kind != "word" or word.key in any_of(*ends) or word.key in _opening():
        return False
    return not listed("possible", fold(word.text))


def _has_been(clause: Clause, index: int) -> bool:
    """وقد before a past verb begins a clause of its own; وقد يشمل is perhaps."""
    if clause.key(index) != "قد" or not clause.words[index].conjunction:
        return False
    verb = clause.words[index + 1].verb if index + 1 < len(clause.words) else None
    return verb is None or verb.tense is not Tense.PRESENT


def _another(clause: Clause, index: int) -> bool:
    """Whether a clause of its own begins behind a comma: و before anything but a verb that goes on with the condition."""
    word = clause.words[index] if index < len(clause.words) else None
    return word is not None and word.conjunction == "و" and (word.verb is None or word.noun) and not _conditional(clause, index)


def _condition_behind(clause: Clause) -> str:
    trigger = clause.words[clause.at]
    form = trigger.verb
    past = form is not None and form.tense is Tense.PAST and not trigger.noun and not _future_frame(clause)
    if past or (form is None and not _future_frame(clause)) or (trigger.noun and not _future_frame(clause)):
        return ""
    for index in range(clause.at + 1, min(len(clause.words), clause.at + _AHEAD)):
        if _unconditional(clause.words[index], "turns"):
            continue
        if clause.words[index].text in ".!؛؟" or listed("turns", clause.key(index)):
            return ""
        if not listed("possible", clause.key(index)):
            found = _conditional(clause, index) if clause.words[index].conjunction != "و" else ""
            if found:
                return found
    return ""


def _future_frame(clause: Clause) -> bool:
    return any(
        word.preposition == "س" or (word.verb is not None and word.verb.tense is not Tense.PAST and not word.noun)
        for word in clause.words[max(0, clause.at - 10) : clause.at + 1]
    )


def _conditional(clause: Clause, index: int) -> str:
    word, key = clause.words[index], clause.words[index].key
    if word.kind != "word" or not (key in _opening() or listed("possible", clause.surface(index))):
        return ""
    if key in {"لولا", "لوما"}:
        return word.text if index < clause.at else ""
    if key == "شرط" and (index == 0 or clause.words[index - 1].verb is not None):
        return ""
    if key == "اذا" and word.conjunction == "و" and clause.key(index + 1).startswith("كان") and _contrast(clause, index):
        return ""
    if key == "ليس" and listed("not_unlikely", clause.key(index + 1)):
        return word.text if index < clause.at else ""
    if listed("conditions", key):
        return "" if key == "لو" and word.conjunction and word.text.startswith("و") and index > clause.at else word.text
    if listed("condition_phrases", key) and not word.pronoun and not word.article and _case(clause, index):
        return word.text
    if listed("possible", key) or listed("possible", clause.surface(index)):
        return word.text if index <= clause.at else ""
    if key == "ان" and word.text.lstrip("ف").startswith("إن") and word.conjunction != "و" and not word.pronoun:
        return word.text if _if(clause, index) else ""
    if key == "سواء" and index + 1 == clause.at:
        verb = clause.words[clause.at].verb
        return word.text if verb is not None and not clause.words[clause.at].noun else ""  # سواء استقال أم لا
    if key == "قد" and index + 1 < len(clause.words):
        verb = clause.words[index + 1].verb
        return word.text if verb is not None and verb.tense is Tense.PRESENT and index < clause.at else ""
    if key == "ما" and clause.key(index + 1) == "لم" and not word.conjunction:
        return "ما لم"
    return ""


@cache
def _opening() -> frozenset[str]:
    """The keys of words that ``_conditional`` may take for a condition."""
    named = frozenset({"لولا", "لوما", "ليس", "ان", "سواء", "قد", "ما"})
    return named.union(*(lists()[name] for name in ("conditions", "condition_phrases", "possible")))


def _case(clause: Clause, index: int) -> bool:
    """في حال …; بحال فاز, but بحال جيدة is how somebody is."""
    if clause.key(index - 1) == "في":
        return True
    following = clause.words[index + 1] if index + 1 < len(clause.words) else None
    verbal = following is not None and (following.verb is not None or following.key in {"ان", "عدم", "لم", "ما"})
    return clause.words[index].preposition == "ب" and verbal


def _contrast(clause: Clause, index: int) -> bool:
    """وإذا كان هذا كذا، فإن ذاك كذا at the head of a sentence sets two facts side by side."""
    return index == 0 and any(word.text.startswith("فإن") for word in clause.words[index:])


def _if(clause: Clause, index: int) -> bool:
    """إن before a verb, or before a pronoun and a verb, is if; before a noun it is that or indeed."""
    following = index + 1
    if clause.key(following) in {"هو", "هي", "هم", "لم"}:
        following += 1
        if clause.key(following - 1) == "لم":
            return True
    if following >= len(clause.words):
        return False
    word = clause.words[following]
    plain = not word.noun or clause.words[index - 1].kind == "mark" or following > index + 1
    return index > 0 and word.verb is not None and plain and (word.verb.tense is Tense.PAST or following > index + 1)


def _question(clause: Clause) -> str:
    """هل and أ make a question of all behind them; a bare question mark does in a short line without who, what, when."""
    heads = [index for index in range(clause.at + 1) if clause.key(index) == "هل"]
    if heads and not any(clause.words[i].text in ".؟" for i in range(heads[-1], clause.at)):
        return "هل"
    if not clause.question:
        return ""
    plain = [word for word in clause.words if word.kind == "word"]
    return "؟" if plain and not any(listed("wh", word.key) for word in plain) else ""
