"""Words as the search index knows them: one token for the ways in which a word is written and what clings to it.

والكاظمي، للكاظمي، الكاظمي and كاظمي are one token; إقليم، اقليم and الإقليم are one; وزارة is never و+زارة, because
the lexicon knows it whole. The index is fed these tokens ready made, so every engine finds the same documents.

Only what stands *before* a word is taken off, against the lexicon of ``text``; a word that no lexicon explains keeps
its letters and, where a clitic is thinkable, also gets an ``other`` token without it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from tawthiq.text.fold import fold
from tawthiq.text.lexicon import is_function_word, lookup, names

_RULES = 1  # goes up with every change of this file, of ``text.fold`` or ``text.lexicon`` that changes a token

_LONGEST = 64  # code points kept of a token: no word of any language is longer, hostile input is
_CACHED = 65_536  # words; nineteen of twenty running words of a newspaper, about 16 MB in the one process that writes or searches
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_WORD = re.compile(f"[^\\W_]+(?:[{_MARKS}]+[^\\W_]*)*")  # letters and marks share no character: linear
_TANWIN = re.compile("(?:\u0627\u064b|\u064b\u0627)$")
_ARTICLES = ("وبال", "وكال", "فبال", "فكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
_PROCLITICS = ("و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "وس", "فب", "فل", "فك", "فس")
_ENDINGS = ("هما", "كما", "ها", "هم", "هن", "نا", "كم", "ه", "ك", "ي")
_ARTICLE_LEAVES = 2  # letters: الأب is the shortest word with an article that is worth finding
_PROCLITIC_LEAVES = 3  # letters: a shorter rest is more often a root than a word with a clitic
_OTHER_LEAVES = 4  # letters: unknown names are cut in the ``other`` token only, and only where enough is left
_LEXICONS = (
    ("tawthiq.text", "forms.tsv.gz"), ("tawthiq.text", "function_words.txt"), ("tawthiq.text", "names.tsv"),
    ("tawthiq.store", "spellings.tsv"),
)
_OWN_WORDS = frozenset({"الله", "اله", "اللهم"})


@dataclass(frozen=True, slots=True)
class Token:
    """The index token of a word, and another for a word that may hold a clitic the lexicon cannot vouch for."""

    main: str
    other: str | None = None


class Place(NamedTuple):
    """A word of a text: its token and where it stands (code points, end-exclusive). A tuple: each word of a text makes one."""

    token: Token
    start: int
    end: int


@cache
def version() -> str:
    """Of rules and lexicons together: an index of another version is built anew when the archive is opened for writing."""
    found = hashlib.sha256()
    for package, name in _LEXICONS:
        file = files(package).joinpath("data").joinpath(name)
        found.update(file.read_bytes() if file.is_file() else b"-")
    return f"{_RULES}-{found.hexdigest()[:12]}"


def analyse(text: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
    """The words of ``text[start:end]`` in order, one token a word."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        found = token(match[0])
        if found.main:
            yield Place(found, match.start(), match.end())


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text in order, not yet analysed; one of marks alone has an empty token."""
    return _WORD.finditer(text)


@lru_cache(maxsize=_CACHED)
def token(word: str) -> Token:
    """The token of one word as it is written."""
    key = fold(_TANWIN.sub("", word[:_LONGEST]))
    found = _token(key[:_LONGEST])
    other = _one_spelling(found.other) if found.other else None
    return Token(_one_spelling(found.main), other)


def prefix(word: str) -> str:
    """The beginning of a word, for words that begin so: folded, and without an article."""
    key = fold(word[:_LONGEST])
    return key[2:] if key.startswith("ال") and len(key) > 3 else key


def spelled(token: str, *, beginning: bool = False) -> tuple[str, ...]:
    """The folded spellings that are searched as a token, itself first; with ``beginning`` those of every token that begins so."""
    known = _spellings().items()
    return token, *(spelling for spelling, searched in known if searched == token or (beginning and searched.startswith(token)))


def _token(key: str) -> Token:
    if not _is_arabic(key) or is_function_word(key) or key in _OWN_WORDS:
        return Token(key)
    if key[0] in "وف" and len(key) > _ARTICLE_LEAVES and is_function_word(key[1:]):
        return Token(key[1:])
    return _without_article(key) or _without_proclitic(key)


def _is_arabic(key: str) -> bool:
    return "\u0621" <= key[:1] <= "\u06ff"


def _without_article(key: str) -> Token | None:
    """The word without ال and what stands before it, or None where ال belongs to the word (التزام) or is not there."""
    for article in _ARTICLES:
        rest = key[len(article) :]
        if not key.startswith(article) or len(rest) < _ARTICLE_LEAVES:
            continue
        if article == "لل" and rest == "ه":
            return None
        bare = "ال" + rest
        if bare in _OWN_WORDS or is_function_word(bare):
            return Token(bare)
        if _is_whole(key, rest):
            return None
        return Token(bare) if article != "ال" and _is_whole(bare, rest) else Token(_accusative(rest))
    return None


def _is_whole(key: str, rest: str) -> bool:
    """Whether the lexicon knows the letters of an article as letters of the word: التزام, ألمانيا, والد."""
    whole = lookup(key)
    if key in names():
        return True
    if whole is None:
        return False
    bare = lookup(rest)
    return bare is None or not set(whole.lemmas) & set(bare.lemmas)


def _without_proclitic(key: str) -> Token:
    """The word without و ف ب ل ك س, if only so the lexicon knows it."""
    if _known(key):
        return Token(_accusative(key))
    for proclitic in _PROCLITICS:
        rest = key[len(proclitic) :]
        if key.startswith(proclitic) and len(rest) >= _PROCLITIC_LEAVES and _may_follow(proclitic[-1], rest):
            other = None if rest in names() or proclitic[0] in "وف" else key
            return Token(_accusative(rest), other)
    plain = _accusative(key)
    return Token(plain, _unvouched(key)) if plain == key else Token(plain)


def _unvouched(key: str) -> str | None:
    if key[0] not in "وبلفك" or len(key) - 1 < _OTHER_LEAVES:
        return None
    return _token(key[1:]).main


def _may_follow(proclitic: str, rest: str) -> bool:
    """Whether the lexicon knows the rest as something that this letter can stand before."""
    if proclitic in "وف":
        return _known(rest)
    form = lookup(rest)
    if proclitic == "س":
        return form is not None and rest[0] in "يتن"
    if rest in names():
        return True
    if form is None:
        return _with_ending(rest)
    return form.noun or (proclitic == "ل" and rest[0] in "يتنا")


def _known(key: str) -> bool:
    return lookup(key) is not None or key in names() or is_function_word(key) or _with_ending(key)


def _with_ending(key: str) -> bool:
    """Whether a known noun stands before a pronoun or a nisba: وزارته, كاظمي. ت may stand for ة."""
    for ending in _ENDINGS:
        stem = key[: -len(ending)]
        if not key.endswith(ending) or len(stem) < _PROCLITIC_LEAVES:
            continue
        if _is_noun(stem) or (stem.endswith("ت") and _is_noun(stem[:-1] + "ه")):
            return True
    return False


def _is_noun(stem: str) -> bool:
    form = lookup(stem)
    return stem in names() or (form is not None and form.noun)


def _accusative(key: str) -> str:
    """رئيسا as رئيس: an alef that only the case brings, where the lexicon has both as forms of one noun."""
    bare = lookup(key[:-1]) if key.endswith("ا") and len(key) > 3 else None
    if bare is None or not bare.noun or key in names():
        return key
    whole = lookup(key)
    return key[:-1] if whole is None or set(whole.lemmas) & set(bare.lemmas) else key


def _one_spelling(key: str) -> str:
    return _spellings().get(key, key)


@cache
def _spellings() -> dict[str, str]:
    lines = files("tawthiq.store").joinpath("data/spellings.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {fold(spelling): fold(searched) for spelling, searched in rows}
