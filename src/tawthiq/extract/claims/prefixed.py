"""ب and ل that the dictionary leaves on the nouns of the claim lexicons: بجولة، بتعيين، لوفاة; names that look like س with a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files

from tawthiq.extract.claims.finite import finite
from tawthiq.extract.claims.lexicon import masdar_forms, room_words, word_class
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import lookup
from tawthiq.text.verbs import Tense, verb_form
from tawthiq.text.words import Word

_SHORTEST = 4  # letters: with ب or ل before them shorter nouns look like other words (بحث، لحن)
_PREPOSITIONS = frozenset({"ب", "ل"})
_CLITICS = ("هما", "هم", "ها", "ه", "نا")


@cache
def _nouns() -> frozenset[str]:
    """The folded nouns of the claim lexicons: verbal nouns, offices, and the nouns of collocations, light verbs and charges."""
    listed = word_class("office", "titles") | word_class("bodies", "actors") | word_class("judicial", "prefixed") | word_class("deeds")
    known = frozenset(masdar_forms()) | listed | _column("collocations.tsv", 3) | _column("light.tsv", 1)
    return frozenset(noun for noun in known if len(noun) >= _SHORTEST)


def _column(name: str, column: int) -> frozenset[str]:
    text = files("tawthiq.extract.claims").joinpath(f"data/{name}").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    cells = (row[column] for row in rows if len(row) > column)
    return frozenset(fold(word) for cell in cells for word in cell.replace(",", " ").split())


@cache
def fixed_nouns() -> frozenset[str]:
    """The folded nouns that collocations have as the object of their verbs: مسؤولية، استقالة، ثقة. They are no adjectives."""
    text = files("tawthiq.extract.claims").joinpath("data/collocations.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    cells = (row[3] for row in rows if row[2] == "O")
    return frozenset(fold(word) for cell in cells for word in cell.split(",") if len(word) >= _SHORTEST - 1 and not word.startswith("+"))


def unprefixed(word: Word) -> Word:
    """A word with its ب or ل taken off where the rest is a noun of the lexicons and the whole is no noun of its own."""
    if word.preposition == "س":
        return _without_future(word)
    if (whole := _with_own_and(word)) is not None:
        return whole
    if word.kind != "word" or word.preposition or word.article:
        return _with_hamza(word)
    if not word.known and (shaped := _SHAPED.fullmatch(word.key)) is not None and not word.conjunction and not word.pronoun:
        conjunction, preposition, stem = shaped.groups()
        low = word.start + len(conjunction + preposition)
        return replace(word, key=stem, conjunction=conjunction, preposition=preposition, core_start=low)
    surface = word.text[word.core_start - word.start :]
    if surface[:1] not in _PREPOSITIONS or len(surface) <= _SHORTEST or fold(surface) in _nouns():
        return _with_hamza(word)
    for stem, pronoun in _readings(fold(surface[1:]), ta=surface.endswith("ة")):
        if stem in _nouns() and not _own_word(fold(surface)):
            core = (word.core_start + 1, word.end - len(pronoun))
            return replace(word, key=stem, preposition=surface[0], pronoun=pronoun, core_start=core[0], core_end=core[1], known=True)
    return _with_hamza(word)


_SHAPED = re.compile(r"(و?)([بل]?)(ت..ي.|است..ا.|ا.ت.ا.|ان..ا.)")
"""وتحجيم، لاستنزاف: a verbal noun that the dictionary lacks is known by its shape, and so is what stands before it."""


@cache
def _own_and() -> re.Pattern[str]:
    nouns = "|".join(sorted(room_words("own_and", "prefixed")))
    return re.compile(rf"([وف]?)([بل]?)({nouns})({'|'.join(_CLITICS)})?")


def _with_own_and(word: Word) -> Word | None:
    """وساطة، بوساطته: a noun that begins with و and that the dictionary lacks; before a clitic its ة is ت."""
    found = None if word.article or word.kind != "word" else _own_and().fullmatch(fold(word.text))
    if found is None:
        return None
    conjunction, preposition, noun, clitic = found.groups(default="")
    start, end = word.start + len(conjunction + preposition), word.end - len(clitic)
    parts = replace(word, conjunction=conjunction, preposition=preposition, pronoun=clitic, core_start=start, core_end=end)
    return replace(parts, known=True, key=noun[:-1] + "ه" if clitic and noun.endswith("ت") else noun)


def _without_future(word: Word) -> Word:
    """سارع: a past form that begins with س and is no سـ with أرع, which is written with a hamza."""
    whole = fold(word.text[len(word.conjunction) :])
    if word.pronoun or whole[1:2] != "ا" or "أ" in word.text or not _past(whole):
        return word
    return replace(word, key=whole, preposition="", core_start=word.core_start - 1)


def _past(key: str) -> bool:
    """Whether the dictionary knows a past form."""
    form = verb_form(key)
    return form is not None and form.tense is Tense.PAST


def _with_hamza(word: Word) -> Word:
    """لقائه، إعفاؤه: before a clitic the hamza of a verbal noun is written on a ي or و."""
    if not word.pronoun or not word.key.endswith(("اي", "او")) or word.key[:-1] + "ء" not in masdar_forms():
        return word
    return replace(word, key=word.key[:-1] + "ء")


def _readings(rest: str, *, ta: bool) -> Iterator[tuple[str, str]]:
    """(noun, clitic): with its clitic ة is written ت."""
    yield rest, ""
    for clitic in () if ta else _CLITICS:
        stem = rest.removesuffix(clitic)
        if stem != rest and len(stem) >= _SHORTEST - 1:
            yield stem, clitic
            if stem.endswith("ت"):
                yield stem[:-1] + "ه", clitic


def _own_word(key: str) -> bool:
    """Whether the whole is a noun of the dictionary whose lemma begins with the same letter: بلدية، لقاح."""
    form = lookup(key)
    return form is not None and form.noun and key not in room_words("misread", "prefixed")


def lost(word: Word, following: Word | None) -> Word:
    """فقد ذراعه: before a noun the verb, and not ف with قد, which a verb follows."""
    if word.key != "قد" or word.conjunction != "ف" or following is None or following.kind != "word":
        return word
    noun = following.article or (bool(following.pronoun) and finite(following) is None)
    return replace(word, key="فقد", conjunction="", core_start=word.start) if noun else word


def of_name(word: Word) -> Word:
    """A word at which a name begins, whole: سيكو is no س with a verb."""
    clitics = word.conjunction or word.preposition or word.article
    return replace(word, key=fold(word.text), conjunction="", preposition="", article=False, core_start=word.start) if clitics else word
