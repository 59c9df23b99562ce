"""What only seems so: يبدو أن …، على الأرجح، كأن …. Nobody tells it as a fact, so no reader is shown it as one."""

from __future__ import annotations

import regex

from tawthiq.extract.clause import Clause, listed, lists

_AS_IF = regex.compile(r"^[وف]?كأنّ?(?:ما|ه|ها|هم|هن|ك|ني|نا|هما)?$")
"""Read off the letters as written: without its hamza كأن is كان."""
_NEAR = 3  # words from a word of seeming to the أن of what seems so: ويبدو للمراقبين أن

_FAR = 9  # words from a word of seeming to what seems so


def seeming(clause: Clause) -> str:
    """The word under which a trigger only seems to be so, or nothing."""
    hedges = lists()["hedges"]
    near = (i for i, word in enumerate(clause.words) if word.key in hedges or "كأ" in word.text)  # hardly any word is one
    return next((clause.words[i].text for i in near if _holds(clause, i)), "")


def _holds(clause: Clause, index: int) -> bool:
    """Whether the word at ``index`` says of the trigger that it seems so."""
    if _AS_IF.match(clause.words[index].text):
        return index < clause.at and not _ended(clause, index, clause.at)
    if not listed("hedges", clause.key(index)):
        return False
    if clause.key(index - 1) in {"علي", "ما"}:
        low, high = sorted((index, clause.at))
        return not _ended(clause, low, high)
    return _that(clause, index) and index < clause.at and not _ended(clause, index, clause.at)


def _that(clause: Clause, index: int) -> bool:
    return any(clause.key(i) == "ان" for i in range(index + 1, min(index + 1 + _NEAR, len(clause.words))))


def _ended(clause: Clause, low: int, high: int) -> bool:
    """Whether two words are far apart, or a clause of its own begins between them: at a mark, a relative, a verb joined by و or ف."""
    between = clause.words[low + 1 : high]
    joined = any(word.conjunction and word.verb is not None and not word.noun for word in clause.words[low + 1 : high + 1])
    apart = any(word.kind == "mark" or listed("relatives", word.key) or listed("breaks", word.key) for word in between)
    return joined or apart or high - low > _FAR
