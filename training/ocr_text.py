"""Arabic text to draw lines of: sentences of openly licensed sets, and words by how often they are used (wordfreq)."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from tawthiq.intake.ocr_alphabet import readable
from training.corpora import nested, news, wiki

_FLAT = 0.6  # exponent of frequencies: rare words come up more often than in a newspaper
_WORDS = 120_000  # of the list of frequent words
_ARABIC = re.compile(r"[ء-ي]{2,}")
_PREFIXES = ("و", "ف", "ب", "ل", "ال", "وال", "بال", "ولل", "فال", "وب", "ول", "كال")
_MARKS = ("،", "،", ".", ".", ":", "؛", "؟", "!")
_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_SENTENCES, _FREQUENT, _NUMBER = 0.55, 0.38, 0.07  # shares of kinds of pieces
_BEFORE, _AFTER = frozenset("وفبلك"), frozenset(("ه", "ها", "هم", "هما", "هن", "نا", "كم"))
_BARE = str.maketrans("أإآ", "ااا")


@dataclass(frozen=True, slots=True)
class Texts:
    """Sentences as words, and frequent words with their running sums of weights."""

    sentences: tuple[tuple[str, ...], ...]
    frequent: tuple[str, ...]
    sums: tuple[float, ...]


def texts(shared: Path, more: Sequence[str] = ()) -> Texts:
    """All that can be drawn; ``more``: lines of other text, repeated so that they come up in about one piece of ten."""
    found = [sentence.words for corpus in (wiki(shared), nested(shared)) for sentence in corpus.sentences]
    found += [tuple(joined(sentence.words)) for sentence in news(shared).sentences]
    found += _trees(shared / "data/morphology/ud_arabic_pud/ar_pud-ud-test.conllu")
    found = [words for words in map(tidy, found) if words]
    lines = [words for line in more if (words := tidy(line.split()))]
    found += lines * max(1, len(found) // (9 * max(1, len(lines)))) if lines else []
    frequent, weights = _frequent()
    return Texts(tuple(found), frequent, tuple(accumulate(weights)))


def joined(words: Sequence[str]) -> Iterator[str]:
    """Words of which the set has cut the particles written with them, whole again."""
    before = ""
    for word in words:
        if before and (word in _AFTER or before in _BEFORE):
            before = (before[:-1] + "ت" if before.endswith("ة") else before) + word
        else:
            yield from [before] if before else []
            before = word
    yield before


def _trees(path: Path) -> list[tuple[str, ...]]:
    """The sentences of a file in CoNLL-U, as they are written."""
    return [tuple(line.removeprefix("# text = ").split()) for line in path.read_text("utf-8").splitlines() if line.startswith("# text = ")]


def _frequent() -> tuple[tuple[str, ...], tuple[float, ...]]:
    from wordfreq import get_frequency_dict

    known = get_frequency_dict("ar", "best")
    chosen = [(word, share**_FLAT) for word, share in known.items() if _ARABIC.fullmatch(word)][:_WORDS]
    return tuple(word for word, _ in chosen), tuple(weight for _, weight in chosen)


def tidy(words: Sequence[str]) -> tuple[str, ...]:
    """Words with the marks after them joined on, of characters that can be read."""
    found: list[str] = []
    for word in words:
        plain = readable(unicodedata.normalize("NFKC", word))
        if plain and found and (found[-1][-1] in "(«" or all(char in "،.:؛؟!)»" for char in plain)):
            found[-1] += plain
        elif plain:
            found.append(plain)
    return tuple(found)


def pieces(source: Texts, chance: random.Random, most: int) -> Iterator[tuple[str, ...]]:
    """Lines of up to this many words, without end."""
    while True:
        count = chance.randint(max(1, most // 3), most)
        line: list[str] = []
        while len(line) < count:
            line += _piece(source, chance, count - len(line))
        yield tuple(_aged(line[:count], chance))


def _piece(source: Texts, chance: random.Random, most: int) -> Sequence[str]:
    kind = chance.random()
    if kind < _SENTENCES:
        words = chance.choice(source.sentences)
        start = chance.randrange(len(words))
        return words[start : start + most]
    if kind < _SENTENCES + _FREQUENT:
        size = chance.randint(1, min(4, most))
        return [_varied(word, chance) for word in chance.choices(source.frequent, cum_weights=source.sums, k=size)]
    return [_number(chance)]


def _varied(word: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.2 and not word.startswith("ال"):
        word = chance.choice(_PREFIXES) + word
    if kind > 0.93 and word[-1] not in "اىةءوي":
        word += chance.choice(("اً", "ها", "هم", "نا", "ه"))
    if chance.random() < 0.1:
        word += chance.choice(_MARKS)
    elif chance.random() < 0.02:
        word = chance.choice((f"({word})", f"«{word}»", f"({word}", f"{word})"))
    return word


def _number(chance: random.Random) -> str:
    digits = str(chance.randrange(10 ** chance.randint(1, 4)))
    if chance.random() < 0.15:
        digits += chance.choice(".،/:") + str(chance.randrange(100))
    shown = digits.translate(_DIGITS) if chance.random() < 0.7 else digits
    return chance.choice((shown, shown, shown, f"({shown})", f"{shown}،", f"{shown}.", f"{shown}%"))


def _aged(line: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Half of the lines without hamzas on alefs, as old prints have them; endings in tanwin where they may stand."""
    bare = chance.random() < 0.5
    for word in line:
        found = word.translate(_BARE) if bare and chance.random() < 0.85 else word
        yield found + "ً" if len(found) > 3 and found[-1] == "ا" and chance.random() < 0.12 else found
