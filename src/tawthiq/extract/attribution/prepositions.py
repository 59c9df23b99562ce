"""Cues that are no verbs: according to, quoting, in the words of; as they stand before or behind what is said."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.extract.attribution.cues import cue_form_at
from tawthiq.extract.attribution.lexicon import Act, words
from tawthiq.extract.attribution.units import Unit
from tawthiq.text.fold import fold


@dataclass(frozen=True, slots=True)
class Preposition:
    """A cue without a verb of its own: ``[start, end)`` are its words, ``source`` the index where the source begins.

    ``verb`` is the index of a verb in it (وفق ما ذكره), ``pronoun``: the source is the speaker before (على حد قوله).
    """

    start: int
    end: int
    source: int
    lemma: str
    act: Act = Act.SAY
    verb: int = -1
    pronoun: bool = False
    relay: bool = False


def preposition_at(unit: Unit, index: int) -> Preposition | None:
    """The cue that begins at a word, if one does."""
    surface = unit.surface(index)
    bare = (
        surface[1:] if surface[:1] in {"و", "ف"} and surface[1:] in words("according") | words("according_with_l") | {"نقلا"} else surface
    )
    if bare in words("according") and bare != surface and index and unit.words[index - 1].kind != "mark":
        return None  # كذا وحسب: and that is all
    if bare in words("according"):
        return _plain(unit, index, bare)
    if bare in words("according_with_l") or bare in words("according_with_to"):
        return _governed(unit, index, bare)
    if bare == "نقلا" and _key(unit, index + 1) == "عن":
        return Preposition(index, index + 2, index + 2, "نقلا عن", relay=True)
    if unit.keys[index] == "علي":
        return _upon(unit, index)
    held = _held(unit, index)
    if held is not None:
        return held
    if bare == "كما":
        return _as(unit, index)
    return None


def _held(unit: Unit, index: int) -> Preposition | None:
    """في رأي فلان, من وجهة نظر فلان, باعتراف فلان: who thinks or grants so, at the head of a clause or behind all of it."""
    surface, key = unit.surface(index), unit.keys[index]
    source = -1
    if key == "في" and unit.surface(min(index + 1, len(unit) - 1)) in words("views"):
        source = index + 2
    elif key == "من" and unit.surface(min(index + 1, len(unit) - 1)) in words("standpoints"):
        source = index + 2 + (_key(unit, index + 2) == "نظر")
    elif surface.lstrip("وف") in words("views_with_b") and (index == 0 or unit.words[index - 1].kind == "mark"):
        source = index + 1
    if not 0 <= source < len(unit) or _norm(unit, source):
        return None
    claimed = surface.lstrip("وف") in {"بزعم", "بادعاء"}
    return Preposition(index, source, source, unit.surface(source - 1), Act.CLAIM if claimed else Act.OPINE)


def _key(unit: Unit, index: int) -> str:
    return unit.keys[index] if 0 <= index < len(unit) else ""


def _plain(unit: Unit, index: int, bare: str) -> Preposition | None:
    if bare.endswith("ما"):
        return _with_verb(unit, index, index + 1, bare)
    if _key(unit, index + 1) == "ما":
        return _with_verb(unit, index, index + 2, bare)
    source = index + 1
    if source >= len(unit) or _norm(unit, source):
        return None
    return Preposition(index, source, source, bare)


def _governed(unit: Unit, index: int, bare: str) -> Preposition | None:
    source = index + 1
    if source >= len(unit):
        return None
    if _key(unit, source) in {"الي", "ل"}:
        source += 1
    elif not unit.surface(source).startswith("ل") or bare in words("according_with_to"):
        return None
    if (source < len(unit) and _key(unit, source) in {"ما", "لما"}) or unit.surface(min(source, len(unit) - 1)) == "لما":
        return _with_verb(unit, index, source + 1, bare)
    return None if source >= len(unit) or _norm(unit, source) else Preposition(index, source, source, bare)


def _with_verb(unit: Unit, start: int, verb: int, lemma: str) -> Preposition | None:
    """وفق ما ذكره فلان, حسبما أعلنت الوزارة."""
    form = cue_form_at(unit, verb) if verb < len(unit) else None
    if form is None:
        return None
    source = verb + 1
    while source < len(unit) and unit.words[source].function and unit.words[source].pronoun:
        source += 1  # a pronoun that leads back to what was said
    if source < len(unit) and unit.keys[source] in words("with_pronoun"):
        source += 1
    return Preposition(start, verb + 1, source, lemma, form.entry.act, verb)


def _upon(unit: Unit, index: int) -> Preposition | None:
    """على حد قوله, على لسان فلان, على ما أعلنت الأسرة."""
    following = _key(unit, index + 1)
    if following == "حد" and _key(unit, index + 2) in words("distances"):
        word, act = unit.words[index + 2], Act.CLAIM if _key(unit, index + 2) in {"زعم", "ادعاء"} else Act.SAY
        return Preposition(index, index + 3, index + 3, "على حد قول", act, pronoun=bool(word.pronoun))
    if following == "لسان":
        return Preposition(index, index + 2, index + 2, "على لسان", pronoun=bool(unit.words[index + 1].pronoun))
    answering = unit.surface(min(index + 1, len(unit) - 1)) in words("answering_for") and index + 2 < len(unit)
    if answering and not _norm(unit, index + 2) and _key(unit, index + 2) not in words("proceedings"):
        return Preposition(index, index + 2, index + 2, "على ذمة", Act.CLAIM if following in {"ذمه", "عهده"} else Act.OPINE)
    return _with_verb(unit, index, index + 2, "على ما") if following == "ما" else None


def _as(unit: Unit, index: int) -> Preposition | None:
    """كما قال فلان behind a comma and without a content of its own; كما قالت فلانة إن goes on and is no such cue."""
    if index == 0 or unit.words[index - 1].kind != "mark":
        return None
    form = cue_form_at(unit, index + 1) if index + 1 < len(unit) else None
    if form is None or form.part != "verb" or fold(form.entry.lemma) in words("only_of_speakers"):
        return None
    for place in range(index + 2, min(len(unit), index + 25)):
        if unit.keys[place] in {"ان", "بان"} or unit.words[place].text == ":":
            return None
        if unit.words[place].kind == "mark":
            break
    return _with_verb(unit, index, index + 1, "كما")


def _norm(unit: Unit, source: int) -> bool:
    """Whether one acts by it rather than quotes it: وفقا للمادة 5, حسب القانون."""
    key = unit.keys[source]
    if _key(unit, source + 1) in words("charge_sheets"):
        return False  # بحسب لائحة الاتهام: a paper that says so
    bare = unit.surface(source).removeprefix("لل").removeprefix("ل").removeprefix("ال")
    return key in words("norms") or bare in words("norms") or (unit.words[source].kind != "word" and source not in unit.opens)
