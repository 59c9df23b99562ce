"""What the attribution rules know of words: cues in all their forms, agencies, kinds of sources. Data beside the code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tawthiq.model import Modality, Polarity, Voice
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense, conjugate


class Act(StrEnum):
    """Classes of cues by what they do to their content."""

    SAY = "say"
    ANNOUNCE = "announce"
    AFFIRM = "affirm"
    REVEAL = "reveal"
    ADMIT = "admit"
    OPINE = "opine"
    EXPECT = "expect"
    WARN = "warn"
    PROMISE = "promise"
    DEMAND = "demand"
    HOPE = "hope"
    EXPRESS = "express"
    ACCUSE = "accuse"
    DOUBT = "doubt"
    CLAIM = "claim"
    DENY = "deny"
    OWN = "claim_own"
    WRITE = "write"
    ASK = "ask"
    RELAY = "relay"
    HEAR = "hear"
    DOCUMENT = "document"
    HEARSAY = "hearsay"
    WELCOME = "welcome"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Force:
    """The axes that an act gives its content."""

    voice: Voice = Voice.ATTRIBUTED
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    rejected: bool = False


_FORCES = {
    Act.EXPECT: Force(modality=Modality.INTENDED),
    Act.PROMISE: Force(modality=Modality.INTENDED),
    Act.DEMAND: Force(modality=Modality.WISH),
    Act.HOPE: Force(modality=Modality.WISH),
    Act.ASK: Force(modality=Modality.CONDITIONAL),
    Act.ACCUSE: Force(Voice.ALLEGED),
    Act.CLAIM: Force(Voice.ALLEGED),
    Act.DENY: Force(polarity=Polarity.NEGATED, rejected=True),
}


def force_of(act: Act) -> Force:
    """What an act does to its content; plain attribution if nothing else is known."""
    return _FORCES.get(act, Force())


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One cue verb: ``bare`` it takes an object as content, ``prepositions`` bring a noun phrase as content (folded).

    ``continues``: it goes on with the speaker before; ``has_object``: someone is named before the content;
    ``passive_hearsay``: without a subject it is hearsay; ``responsibility``: the content follows مسؤولية.
    """

    lemma: str
    act: Act
    bare: bool = False
    prepositions: frozenset[str] = frozenset()
    continues: bool = False
    has_object: bool = False
    passive_hearsay: bool = False
    responsibility: bool = False


@dataclass(frozen=True, slots=True)
class CueForm:
    """A form of a cue: ``part`` is verb, participle or masdar; person, gender and number of the verb."""

    entry: CueEntry
    part: str
    present: bool = False
    person: int = 3
    gender: str = "m"
    number: str = "s"
    jussive: bool = False


def _lines(name: str) -> list[str]:
    text = files("tawthiq.extract.attribution").joinpath(f"data/{name}").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _entry(row: list[str]) -> CueEntry:
    lemma, _, _, _, act, bare, prepositions, flags = row
    marks = set(flags.split(","))
    brings = frozenset(fold(word) for word in prepositions.split(",") if word != "-")
    return CueEntry(lemma, Act(act), bare == "n", brings, "c" in marks, "o" in marks, "h" in marks, "m" in marks)


def _jussive(form: str, present: str) -> bool:
    """Whether a present form has lost its weak letter: it is read as one behind لم alone."""
    return len(form) < len(fold(present)) and form[0] in "يتنا"


@cache
def cue_forms() -> dict[str, tuple[CueForm, ...]]:
    """Folded form without clitics -> the cues it may be."""
    found: dict[str, list[CueForm]] = {}
    for line in _lines("cues.tsv"):
        row = line.split("\t")
        entry, (past, present, masdars, participle) = _entry(row), row[:4]
        for form, verb in conjugate(past, present):
            present_form = verb.tense is not Tense.PAST
            if verb.number == "d" and verb.gender == "m" and not present_form:
                continue  # ردا, علما: written like nouns far more often
            cue = CueForm(entry, "verb", present_form, verb.person, verb.gender, verb.number, present_form and _jussive(form, present))
            found.setdefault(form, []).append(cue)
            if form == fold(past) and past.endswith("ى") and len(past) > 2:
                found.setdefault(form[:-1] + "ا", []).append(cue)  # نفا for نفى, a common slip
        if participle != "-":
            for form in (participle, participle[:-1] + "ة", participle[:-1] + "ين"):
                found.setdefault(fold(form), []).append(CueForm(entry, "participle"))
        for masdar in masdars.split(","):
            if masdar != "-":
                found.setdefault(fold(masdar), []).append(CueForm(entry, "masdar"))
    for form, cue in _believing():
        found.setdefault(form, []).append(cue)
    return {form: tuple(dict.fromkeys(cues)) for form, cues in found.items()}


def _believing() -> Iterator[tuple[str, CueForm]]:
    """مقتنع بأن, واثقة من أن: adjectives of belief, which stand behind their subject like a verb of the present."""
    for form in words("believing"):
        gender, number = ("f", "s") if form.endswith("ه") else ("m", "p" if form.endswith(("ون", "ين")) else "s")
        yield form, CueForm(CueEntry(form, Act.OPINE), "verb", present=True, gender=gender, number=number)


_OTHERS_WORDS = frozenset({Act.DENY, Act.ACCUSE})
_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "كم", "ه", "ني")  # behind a verb, folded; the longest first
_BEFORE = ("", "و", "ف", "ل", "س", "ال", "وال", "ب")


def act_of(cue: str) -> Act | None:
    """The act of a cue's words (folded, with clitics): يتهمونه, وتنفي. None for no cue, and for one that may be several acts."""
    for before in _BEFORE:
        for behind in ("", *_PRONOUNS):
            if cue.startswith(before) and cue.endswith(behind):
                bare = cue.removeprefix(before)
                found = cue_forms().get(bare.removesuffix(behind) if behind else bare)
                if found:
                    acts = {form.entry.act for form in found}
                    return acts.pop() if len(acts) == 1 else None
    return None


def brings_no_own_words(cue: str) -> bool:
    """Whether what a cue brings is what its speaker denies or someone is accused of, and so no words of the one who is named with it."""
    return act_of(cue) in _OTHERS_WORDS


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("tawthiq.extract.attribution").joinpath("data/words.toml").read_text("utf-8"))
    return {name: frozenset(fold(word.replace("_", " ")) for word in text.split()) for name, text in table.items()}


def words(name: str) -> frozenset[str]:
    """A named word list of ``data/words.toml``, folded."""
    return _words()[name]


@cache
def agencies() -> dict[tuple[str, ...], str]:
    """Folded tokens of an agency's spelling -> its usual name."""
    found: dict[tuple[str, ...], str] = {}
    for line in _lines("agencies.tsv"):
        name, spellings = line.split("\t")
        for spelling in spellings.split(","):
            found[tuple(fold(spelling).replace(".", " ").split())] = name
    return found


@cache
def agency_heads() -> dict[str, int]:
    """First token of an agency's spelling -> how many tokens the longest spelling with it has."""
    heads: dict[str, int] = {}
    for spelling in agencies():
        heads[spelling[0]] = max(heads.get(spelling[0], 0), len(spelling))
    return heads
