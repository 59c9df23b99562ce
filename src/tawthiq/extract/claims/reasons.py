"""Why somebody acts, where that tells his stand: أضرب العمال احتجاجا على …، خرجوا تأييدا لـ …، تظاهروا للتنديد بـ …."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.arguments import core_end
from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.lexicon import word_class
from tawthiq.extract.claims.light import is_light
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted, resolve
from tawthiq.extract.claims.roles import governed, stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType
from tawthiq.text.fold import fold

_NEAR = 3  # tokens from the noun to what its preposition governs: an adjective may stand between
_FAR = 24  # tokens from a verb to the reason behind its complements
_ENDS = frozenset({Pos.MARK, Pos.VERB, Pos.RELATIVE, Pos.SUBORDINATOR, Pos.COMPLEMENTISER})
_LISTS = frozenset({"gathering", "sure", "organising", "protests", "comparing"})


@cache
def _rows() -> tuple[tuple[str, str, frozenset[str]], ...]:
    text = files("tawthiq.extract.claims").joinpath("data/reasons.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((name, prepositions, frozenset(map(fold, words.split()))) for name, prepositions, words in rows)


@cache
def _senses() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Folded noun -> predicate and the prepositions of what the stand is about."""
    found = {
        word: (name, tuple(fold(p) for p in prepositions.split(",")))
        for name, prepositions, words in _rows()
        if name not in _LISTS
        for word in words
    }
    return MappingProxyType(found)


@cache
def _listed(name: str) -> frozenset[str]:
    return next(words for row, _, words in _rows() if row == name)


def reason_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The stands that one sentence tells as the reason of a deed."""
    for token in tokens:
        noun = _noun(token)
        clause = _governing(tokens, token, clauses) if noun else None
        if clause is None or not _is_reason(tokens, clause, token, noun):
            continue
        predicate, prepositions = _senses()[noun]
        places = (governed(tokens, token.index + 1, token.index + _NEAR, wanted) for wanted in prepositions)
        at = next((place for place in places if place is not None), None)
        found = resolve(scene, tokens, clause) if at is not None else None
        if at is not None and found is not None and _takes_stand(found):
            yield from _drafts(found, token, predicate, at)


def _noun(token: Token) -> str:
    """The noun of a reason without the ending of the accusative, or behind ل; "" for any other token."""
    if token.pos is not Pos.NOUN or token.word.pronoun or token.inside is not None:
        return ""
    if token.word.preposition == "ل":
        return token.key if token.key in _senses() else ""
    if token.word.article or token.word.preposition or token.word.conjunction:
        return ""
    bare = token.key[:-1] if token.key.endswith("ا") else token.key if token.key.endswith("ه") else ""
    return bare if bare in _senses() else ""


def _governing(tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Clause | None:
    """The clause of the last verb before the noun, if no mark but a comma right before it parts them."""
    clause = next((c for c in reversed(clauses) if c.verb < token.index), None)
    if clause is None or clause.negated or token.index - clause.verb > _FAR or clause.content is not None or "say" in flags_of(clause):
        return None
    if tokens[token.index - 1].key in _listed("comparing"):
        return None  # أكثر دعما للنمو
    between = tokens[clause.verb + 1 : token.index]
    marks = [other for other in between if other.pos is Pos.MARK]
    comma = bool(between) and between[-1].word.text in {"،", ","}
    return clause if len(marks) == comma else None


def _is_reason(tokens: Sequence[Token], clause: Clause, token: Token, noun: str) -> bool:
    """Whether the noun is why something is done, and not what is given or shown."""
    lemmas = _lemmas(clause)
    if lemmas & _listed("gathering"):
        return True
    protest = any(not _listed("protests").isdisjoint(stems(t.key)) for t in tokens[clause.verb + 1 : token.index] if t.pos is Pos.NOUN)
    if protest and not lemmas & _listed("organising"):
        return False  # شهدت المدينة مظاهرات احتجاجا على …: not the town's stand
    if token.word.preposition or is_light(lemmas) or lemmas & word_class("giving_verbs"):
        return False
    if "copula" in flags_of(clause):
        return False
    first = next((phrase for phrase in clause.objects if not phrase.preposition), None)
    return noun in _listed("sure") or (first is not None and first.end <= token.index)


def _adverbial(token: Token) -> bool:
    """دعما لوجستيا: an adjective that begins with ل is nothing under ل."""
    return token.word.preposition == "ل" and not token.word.article and token.word.text.endswith(("ا", "اً", "ًا"))


def _lemmas(clause: Clause) -> set[str]:
    return {fold(lemma) for lemma in (*clause.form.lemmas, *((clause.trigger.lemma,) if clause.trigger is not None else ()))}


def _takes_stand(reading: Reading) -> bool:
    """Whether the subject is somebody who can: no place where people gather, and nothing under a preposition."""
    if reading.type not in ACTORS:
        return False
    if reading.type is EntityType.PLACE and _lemmas(reading.clause) & _listed("gathering"):
        return False
    return reading.clause.subject is None or not reading.clause.subject.preposition


def _drafts(reading: Reading, token: Token, predicate: str, at: int) -> Iterator[Draft]:
    scene, tokens = reading.scene, reading.tokens
    phrase = noun_phrase(tokens, at)
    if phrase is None or tokens[phrase.start].pos is Pos.DATE or _adverbial(tokens[phrase.start]):
        return
    end = next((i for i in range(phrase.end, len(tokens)) if tokens[i].pos in _ENDS), len(tokens))
    words = scene.words(tokens, phrase.start, core_end(tokens, phrase.start, end))
    item: Argument | None = scene.phrase(tokens, phrase) if phrase.entity is not None else words
    if item is None or item.span is None or (item.entity is not None and item.entity == reading.subject.entity):
        return
    evidence = scene.range(tokens, min(reading.clause.start, reading.clause.verb), token.index + 1)[0], item.span.end
    for subject in (reading.subject, *reading.others):
        draft = drafted(reading, predicate, subject, item)
        yield replace(draft, rule="reason", evidence=evidence, trigger=(token.word.core_start, token.word.end))
