"""Words: tokens with their clitics split off against the lexicon.

وزارة is a word and not و+زارة, because the lexicon knows it; والكاظمي is و+ال+كاظمي, because nothing else explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import regex

from tawthiq.text.fold import fold, fold_with_map
from tawthiq.text.lexicon import is_function_word, lookup, names
from tawthiq.text.verbs import Tense, VerbForm, is_frequent, verb_form


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a token is made: ``conjunction`` و or ف, ``preposition`` ب ل ك (or the future's س), article, stem, pronoun.

    ``prefix`` and ``suffix`` count the folded letters of the separable parts before and behind the core. The core
    keeps its article; of لل it keeps both letters, as they cannot be parted in writing.
    """

    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    stem: str = ""
    pronoun: str = ""
    prefix: int = 0
    suffix: int = 0
    known: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a text. ``start``/``end`` span the token, ``core_start``/``core_end`` the word without its clitics.

    Offsets are code points, end-exclusive. ``text`` is the surface, ``key`` the folded stem without article and
    clitics. ``kind`` is "word", "number" or "mark".
    """

    start: int
    end: int
    core_start: int
    core_end: int
    text: str
    key: str
    kind: str
    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    pronoun: str = ""
    known: bool = False

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Dictionary lemmas of the stem, or the stem itself."""
        form = lookup(self.key) if self.kind == "word" else None
        return form.lemmas if form else (self.key,)

    @property
    def verb(self) -> VerbForm | None:
        """The word as a finite verb, if its form allows it (a noun of the same letters may still be meant)."""
        if self.kind != "word" or self.article or self.preposition in {"ب", "ك"} or "ً" in self.text:
            return None
        if self.key == "امل" and "آ" in self.text:
            return VerbForm(("أمل",), Tense.PRESENT, 1, "m", "s")  # آمل: I hope
        if self.key == "هنا" and self.text.endswith("أ"):
            return VerbForm(("هنأ",), Tense.PAST, 3, "m", "s")  # written هنا the word is here
        return verb_form(self.key, self.preposition)

    @property
    def noun(self) -> bool:
        """Whether the word can be a noun or adjective: by the lexicon, by its clitics, or because it is no verb."""
        if self.kind != "word" or is_function_word(self.key):
            return False
        form = lookup(self.key)
        return self.article or self.preposition in {"ب", "ك"} or form is None or form.noun or self.verb is None

    @property
    def function(self) -> bool:
        """Whether the word is a particle, pronoun, preposition or auxiliary."""
        return self.kind == "word" and is_function_word(self.key)


_PATTERN = r"""
    (?P<number>\p{Nd}+(?:[.,٫٬/:\-–]\p{Nd}+)*%?)
  | (?P<word>[\p{L}\p{M}ـ\u200c\u200d]+(?:['’]\p{L}+)*)
  | (?P<mark>[^\s\p{L}\p{M}\p{Nd}])
"""

_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك", "س")
_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "ني", "كم", "ه")  # ي and ك are letters of too many words
_MINIMUM = 2  # letters: no stem of an open class is shorter
_SUFFIXES = ("ا", "ه", "ات", "ين", "ون", "ان", "يه", "يا", "تين", "تان", "ي")  # inflexion that the dictionary may lack
_BEARERS = 40  # people from which on a name that begins with و is a name: وليد, but وأكد is and he stressed
_PARTICLE_HEADS = (
    "ل", "ب", "في", "من", "عن", "علي", "الي", "مع", "بين", "لدي", "عند",
    "ان", "لان", "لكن", "بان", "كان", "ضد", "حول", "بعد", "قبل",
)
_PARTICLES_WITH_PREPOSITION = frozenset({
    "اي", "ايه", "كل", "هذا", "هذه", "ذلك", "تلك", "من", "ما", "بعض",
    "احد", "احدي", "غير", "نفس", "دون", "هولاء",
})
_SEES = frozenset({"يري", "تري", "نري"})  # forms of رأى, with ف before them no inflexion of a name
_OPENED = frozenset({"تحت"})  # فتحت: she opened, and hardly ever ف with تحت
# Costs order the readings of one token; only their order was chosen, on the table in tests/text/words.tsv.
_CLITIC, _DERIVED, _SLOPPY, _PARTICLE = 2, 1, 3, -9


@cache
def _token() -> regex.Pattern[str]:
    return regex.compile(_PATTERN, regex.VERBOSE)


def _prefixes(key: str) -> Iterator[tuple[str, str, bool, int]]:
    """(conjunction, preposition, article, folded letters taken) for every way to read the beginning."""
    for conjunction in ("", *_CONJUNCTIONS):
        if not key.startswith(conjunction):
            continue
        rest, taken = key[len(conjunction) :], len(conjunction)
        yield conjunction, "", False, taken
        if rest.startswith("ال"):
            yield conjunction, "", True, taken + 2
        elif rest.startswith("اال"):  # االوزير: an alef typed twice
            yield conjunction, "", True, taken + 3
        if rest.startswith("لل"):
            yield conjunction, "ل", True, taken + 2
        for preposition in _PREPOSITIONS:
            if rest.startswith(preposition):
                yield conjunction, preposition, False, taken + 1
                if rest[1:3] == "ال" and preposition in "بك":
                    yield conjunction, preposition, True, taken + 3


def _stems(rest: str) -> Iterator[tuple[str, str]]:
    """(stem, pronoun) for every way to read the end; ت before a pronoun may stand for ة, ا for ى, و for وا."""
    yield rest, ""
    for pronoun in _PRONOUNS:
        stem = rest[: -len(pronoun)]
        if not rest.endswith(pronoun) or len(stem) < _MINIMUM:
            continue
        replaced = {"ت": stem[:-1] + "ه", "ا": stem[:-1] + "ي", "و": stem + "ا"}.get(stem[-1])
        if replaced and replaced[-1] == "ه" and _rather_noun(stem, replaced):
            yield replaced, pronoun
        yield stem, pronoun
        if replaced:
            yield replaced, pronoun


_OWN_LAM = frozenset({
    "لقاء", "لقاءات", "لقايين", "لجنه", "لجنتين", "لجان", "لاعب", "لاعبه", "لاعبين", "لاعبون", "لاعبات", "لاجي", "لاجيه", "لاجيين",
    "لاجيون", "لاجيات", "لجوء", "لغه", "لغات", "لحظه", "لحظات", "لوحه", "لوحات", "لعبه", "لواء", "لايحه", "لوايح", "لقاح", "لقاحات",
    "لبنان", "لبناني", "لبنانيين", "لبنانيه", "لندن", "ليبيا", "ليبي", "ليبيين", "ليبيه", "لاتفيا", "ليتوانيا", "ليبيريا", "لشبونه",
})  # fmt: skip
"""لل is ل with the article first of all, but before these words of a newspaper, which begin with ل themselves: للقاء، للبنان."""

_SHORT_NOUN = 3  # letters: so short a noun in ة mostly spells a verb too
_SHORT_NOUNS = frozenset({
    "قوه", "لغه", "مده", "صحه", "ثقه", "خطه", "حصه", "سنه", "ذمه", "نيه", "جده", "عمه", "جهه", "صفه",
    "صله", "هبه", "سمه", "ديه", "ريه", "قصه", "حجه", "امه", "همه", "دقه", "شقه", "غده", "قمه", "حده",
})  # fmt: skip


def _rather_noun(past: str, noun: str) -> bool:
    """زوجته, جارته: his wife before she married somebody to him; قتلته is she killed him, which the newspapers have far more often."""
    weak = len(noun) <= _SHORT_NOUN and noun not in _SHORT_NOUNS  # رمته, حكته: no رمة, no حكة
    if weak or is_frequent(past) or is_frequent(past[:-1]):
        return False
    form, own = lookup(noun), lookup(past)
    return form is not None and form.noun and (own is None or not own.noun)


_HIDDEN_NOUNS = frozenset({"بيان", "قانون", "دوري", "باقي", "عامين", "سنتين", "فنانين", "واردات"})
"""Nouns of a newspaper that with ب, ل, ك before them look like an inflexion of another word: وفقا لبيان, بدوري كذا, لقانون."""


def _stem_cost(stem: str, minimum: int = _MINIMUM) -> int | None:
    """0 for a form of the lexicon or a name, 1 for an inflexion of one (of more than so many letters), None for anything else."""
    if lookup(stem) is not None or stem in names() or is_frequent(stem):
        return 0
    for suffix in _SUFFIXES:
        base = stem[: -len(suffix)]
        if not stem.endswith(suffix) or len(base) <= minimum or base[-1] == "ه":  # no ending stands behind ة
            continue
        if lookup(base) is not None or lookup(base + "ه") is not None:
            return _DERIVED
    return None


def _fits(preposition: str, *, article: bool, stem: str, pronoun: str) -> bool:
    """Whether the parts may stand together."""
    if preposition == "س":
        return not article and verb_form(stem, "س") is not None and stem not in {"تميه", "تمايه"}  # ستمئة is a number
    if article and (pronoun or _own_article(stem)):
        return False
    verb = verb_form(stem)
    if pronoun == "ني" or (pronoun and stem.endswith("وا")):
        return verb is not None
    form = lookup(stem)
    if preposition and not article and verb is not None and form is not None and not form.noun:
        return (preposition == "ل" and stem[0] in "يتنا") or (preposition in {"ب", "ل"} and stem not in names() and _bare_past(verb))
    return True


def _bare_past(verb: VerbForm) -> bool:
    """دعم, نشر, تدفق: spelled like their masdars, which the dictionary lacks. No past form stands behind ب or ل."""
    return verb.tense is Tense.PAST and (verb.person, verb.gender, verb.number) == (3, "m", "s")


def _own_article(stem: str) -> bool:
    """Whether ال before this stem belongs to the word itself: التقى, ألمانيا, الله; التهم is the charges before it is "it devoured"."""
    whole = lookup("ال" + stem) if stem != "تهم" else None
    if whole is None or not all(fold(lemma).startswith("ال") for lemma in whole.lemmas):
        return False
    return verb_form("ال" + stem) is not None or "ال" + stem in names() or (lookup(stem) is None and stem not in names())


def _whole_with_article(stem: str, *, article: bool) -> bool:
    """Whether a reading leaves an article inside the stem although it can be split off."""
    return not article and stem.startswith("ال") and len(stem) > 4 and not _own_article(stem[2:])


def _cost(reading: tuple[str, str, bool, int], stem: str, pronoun: str, *, ta: bool, hamza: bool) -> int | None:
    """The cost of a reading, or None if it cannot be; ``hamza``: the stem begins with أ, إ or آ."""
    conjunction, preposition, article, _ = reading
    if ta and pronoun:
        return None
    bare = is_function_word(stem + pronoun) and not article
    if conjunction and bare and not (conjunction == "ف" and stem in _OPENED) and (not preposition or stem in _PARTICLES_WITH_PREPOSITION):
        return _PARTICLE
    if preposition in {"ب", "ل", "ك"} and stem in _PARTICLES_WITH_PREPOSITION and not pronoun:
        return _PARTICLE
    base = _stem_cost(stem, _MINIMUM + 1 if preposition and not article else _MINIMUM)
    if base is None or not _fits(preposition, article=article, stem=stem, pronoun=pronoun):
        return None
    if not hamza and _whole_with_article(stem, article=article):
        return None
    if not conjunction and not preposition and _hides_and(stem):
        base += _CLITIC + 1
    if base == _DERIVED and not preposition and stem[0] in "بلك" and stem[1:] in _HIDDEN_NOUNS:
        base += _CLITIC
    sloppy = not ta and not pronoun and stem.endswith("ه") and _only_ta(stem)
    sloppy = sloppy or (preposition == "ل" and not article and stem[0] == "ل" and stem not in _OWN_LAM)
    return base + _SLOPPY * sloppy + _CLITIC * ((conjunction != "") + (preposition != "") + (pronoun != ""))


def _hides_and(stem: str) -> bool:
    """Whether a form is more often و with a frequent verb than the rare verb it can be: ودعت is and she called; فيرى is so he thinks."""
    if stem[0] == "ف" and stem[1:] in _SEES:
        return True
    if stem[0] != "و" or is_frequent(stem) or not is_frequent(stem[1:]):
        return False
    form, name = lookup(stem), names().get(stem)
    if name is not None and (name.person >= _BEARERS or "p" in name.flags):
        return False
    return form is None or not form.noun


def _only_ta(stem: str) -> bool:
    """Whether the dictionary knows the stem with ة alone: ه in its place is either a pronoun or a spelling slip."""
    form = lookup(stem)
    return form is None or not any(lemma.endswith("ه") or verb_form(stem) for lemma in form.lemmas)


@lru_cache(maxsize=16_384)
def analyse(key: str, *, ta: bool = False, hamza: int = -1) -> Analysis:
    """The best reading of one folded token; ``ta``: its last letter is written ة; ``hamza``: the letter written أ, إ or آ.

    An alef with hamza is never that of the article: ألمانيا, بألمانيا.
    """
    if is_function_word(key) or _particle_with_pronoun(key) is not None:
        return _function(key)
    best: tuple[tuple[int, int], Analysis] | None = None
    for reading in _prefixes(key):
        conjunction, preposition, article, taken = reading
        if len(key) - taken < _MINIMUM or (article and taken - 2 == hamza):
            continue
        for stem, pronoun in _stems(key[taken:]):
            cost = _cost(reading, stem, pronoun, ta=ta, hamza=taken == hamza)
            if cost == _PARTICLE and conjunction and preposition and lookup(key) is not None:
                continue  # ولاية is no و+ل+أية
            if cost == _DERIVED and taken < hamza and key[hamza - 1] in "بلكوف" and not (pronoun or article):
                continue  # بأبيات is no inflexion of باب
            if cost is None or (best is not None and (cost, -len(stem)) >= best[0]):
                continue
            # the article is the word's own, with an alef typed twice; of لل both letters are
            own = len(conjunction) if key.startswith("لل", len(conjunction)) else len(conjunction) + len(preposition)
            prefix = own if article else taken
            found = Analysis(conjunction, preposition, article, stem, pronoun, prefix, len(pronoun), known=True)
            best = ((cost, -len(stem)), found)
    return _with_its_pronoun(best[1]) if best else _unknown(key, hamza)


def _with_its_pronoun(found: Analysis) -> Analysis:
    """وأنه، فإنها، ولكنهم: a particle behind a conjunction has its pronoun as it has it alone."""
    parts = _particle_with_pronoun(found.stem) if found.conjunction and not found.pronoun and not found.article else None
    return found if parts is None else replace(found, stem=parts[0], pronoun=parts[1], suffix=len(parts[1]))


def _particle_with_pronoun(key: str) -> tuple[str, str] | None:
    """(particle, pronoun) of بينهما, عليها, له."""
    for head in _PARTICLE_HEADS:
        if key.startswith(head) and key[len(head) :] in _PRONOUNS:
            return head, key[len(head) :]
    return None


def _function(key: str) -> Analysis:
    parts = _particle_with_pronoun(key)
    if parts is None:
        return Analysis(stem=key, known=True)
    return Analysis(stem=parts[0], pronoun=parts[1], suffix=len(parts[1]), known=True)


def _unknown(key: str, hamza: int) -> Analysis:
    """A token that no known stem explains: only what the article or a hamza in the middle (بأبيات, وأغصان) makes sure is split off."""
    for conjunction, preposition, article, taken in sorted(_prefixes(key), key=lambda reading: -reading[3]):
        if article and taken - 2 != hamza and len(key) - taken >= _MINIMUM and preposition != "س":
            return Analysis(conjunction, preposition, article=True, stem=key[taken:], prefix=taken - 2)
        if taken == hamza > 0 and not article and len(key) - taken >= _WITH_HAMZA and preposition != "س":
            return Analysis(conjunction, preposition, stem=key[taken:], prefix=taken)
    return Analysis(stem=key)


_WITH_HAMZA = 4  # letters of an unknown stem that begins with أ, إ or آ: shorter ones are stems of their own (بأس, فأر, رأس)


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The tokens of ``text[start:end]`` with offsets into ``text``."""
    found = []
    for match in _token().finditer(text, start, len(text) if end is None else end):
        if match.lastgroup == "word":
            found.append(_word(match.start(), match[0]))
        else:
            kind = match.lastgroup or "mark"
            found.append(Word(match.start(), match.end(), match.start(), match.end(), match[0], fold(match[0]), kind))
    return tuple(found)


def _unseated(key: str, surface: str, starts: Sequence[int]) -> str:
    """لقائه, زملاؤها: behind a long ا and before a pronoun the seat of the hamza only spells its case; the noun is لقاء, زملاء."""
    for pronoun in _PRONOUNS:
        at = len(key) - len(pronoun) - 1
        if at > 1 and key.endswith(pronoun) and surface[starts[at]] in "ئؤ" and key[at - 1] == "ا":
            bare = key[:at] + "ء"
            return bare + pronoun if _known_noun(bare) else key
    return key


def _known_noun(bare: str) -> bool:
    """Whether a stem in اء, with or without clitics before it, is in the lexicon."""
    return any(lookup(bare[taken:]) is not None for *_, taken in _prefixes(bare) if len(bare) - taken > _MINIMUM)


@lru_cache(maxsize=16_384)
def _parts(surface: str) -> tuple[Analysis, int, int]:
    """Analysis of a surface token, and the source code points before and behind its core."""
    folded = fold_with_map(surface)
    if not folded.text:
        return Analysis(), 0, 0
    last = surface[folded.starts[-2]]
    hamza = next((index for index, start in enumerate(folded.starts[:3]) if start < len(surface) and surface[start] in "أإآ"), -1)
    analysis = analyse(_unseated(folded.text, surface, folded.starts), ta=last == "ة", hamza=hamza)
    return analysis, folded.starts[analysis.prefix], len(surface) - folded.starts[len(folded.text) - analysis.suffix]


def _word(start: int, surface: str) -> Word:
    analysis, before, behind = _parts(surface)
    end = start + len(surface)
    if not analysis.stem:  # a tatweel or vowel mark that stands alone is no word
        return Word(start, end, start, end, surface, surface, "mark")
    return Word(
        start, end, start + before, end - behind, surface, analysis.stem, "word",
        analysis.conjunction, analysis.preposition, analysis.article, analysis.pronoun, analysis.known,
    )
