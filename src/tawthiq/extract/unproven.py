"""What nobody has shown: لا دليل على أن …، لم يثبت أن …، لم يتسن التأكد من مقتل …. Whether it is so stays open."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.clause import listed
from tawthiq.text.fold import fold
from tawthiq.text.words import Word

_FAR = 16  # words from a word of proof to what would be shown
_NEAR = 3  # words from it to a noun that it governs: التأكد من مقتل
_NEGATED = 5  # words from a negator to the word of proof: لم يعثر المحققون على دليل
_GOVERNING = frozenset({"من", "علي", "ل", "بعد", "اي"})


def unproven(words: Sequence[Word], at: int) -> str:
    """The word of proof that is negated over the word ``at`` of a sentence, or nothing."""
    that = False
    for index in range(at - 1, max(-1, at - _FAR), -1):
        word = words[index]
        if _ends(word):
            return ""
        that = that or word.key in {"ان", "كون"}
        if that and _doubted(words, index):
            return word.text
        if listed("proof", word.key) and _negated(words, index):
            return word.text if that or _governs(words, index, at) else ""
    return ""


def _doubted(words: Sequence[Word], index: int) -> bool:
    """شكك في أن …، لنفترض أن …، من يصدق أن …، تراجع عن قوله إن …: words that doubt, suppose or take back what أن brings."""
    key, before = words[index].key, words[index - 1].key if index else ""
    if listed("doubting", key) or listed("doubting", fold(words[index].text)):
        return not (listed("no_proof", before) or listed("no_proof", words[index - 2].key if index > 1 else ""))
    if listed("believing", key) and before == "من":
        return True
    taken_back = listed("utterances", key) and before == "عن"
    return taken_back and any(listed("recanting", word.key) for word in words[max(0, index - _NEGATED) : index])


def _ends(word: Word) -> bool:
    """Whether nothing before a word governs what stands behind it: a mark, a relative, a verb under و or ف."""
    if word.kind == "mark":
        return word.text not in '"«»“”'
    joined = word.conjunction != "" and word.verb is not None and not word.noun
    return joined or listed("relatives", word.key) or listed("breaks", word.key)


def _governs(words: Sequence[Word], index: int, at: int) -> bool:
    """لم يتأكد مقتل …، التحقق من مقتل …، دليل على تورط …: a noun right behind, or under one preposition."""
    between = words[index + 1 : at]
    return at - index <= _NEAR and all(word.key in _GOVERNING for word in between) and (words[at].verb is None or words[at].noun)


def _negated(words: Sequence[Word], index: int) -> bool:
    for i in range(index - 1, max(-1, index - _NEGATED - 1), -1):
        if _ends(words[i]):
            return False
        if listed("no_proof", words[i].key):
            return not listed("no_need", words[i + 1].key)
    return False


def resulting(words: Sequence[Word], at: int) -> Word | None:
    """أدى الحادث إلى مقتل …، حال دون مقتل …: the verb that tells the noun ``at`` as a result; the noun itself where it lacks."""
    for index in range(at - 1, max(-1, at - _RESULT), -1):
        word = words[index]
        if _ends(word):
            return None
        if index == at - 1 and listed("lacking", word.key):
            return words[at]
        lemmas = word.verb.lemmas if word.verb is not None else (word.text.removeprefix("ل"),)  # لولا كذا لأدى ذلك إلى …
        if any(listed("resulting", fold(lemma)) for lemma in lemmas):
            return word
    return None


_RESULT = 8  # words from a verb of result to what came of it
