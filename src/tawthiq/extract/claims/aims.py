"""Nouns of wanting with whose they are: جهود فلان لإقناع …، نية الحكومة بيع …، طلبه تأجيل …; and verbs of weighing and trying."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.content import content_end
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted
from tawthiq.extract.claims.roles import stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import negates
from tawthiq.model import Argument
from tawthiq.text.fold import fold

_LONGEST_OWNER = 8  # tokens of whose plan it is
_FEWEST = 8  # code points of what is wanted that say something


@cache
def _nouns() -> Mapping[str, tuple[bool, frozenset[str]]]:
    """Folded noun -> whether what it wants is only meant, and what can stand before it ("" is nothing)."""
    table = tomllib.loads(files("tawthiq.extract.claims").joinpath("data/aims.toml").read_text("utf-8"))
    found: dict[str, tuple[bool, frozenset[str]]] = {}
    for kind, rows in table.items():
        for nouns, places in rows.items():
            behind = frozenset("" if place == "-" else fold(place) for place in places.split())
            found |= {fold(noun): (kind == "meant", behind) for noun in nouns.split()}
    return MappingProxyType(found)


def wants(token: Token) -> bool:
    """Whether a noun is one of wanting, planning or asking."""
    return token.key in _nouns()


def brings(token: Token, preposition: str) -> bool:
    """Whether what a noun of wanting wants can stand behind this preposition, "" for none: تهديد فلان بـ …، نية فلان بيع …."""
    return token.key in _nouns() and preposition in _nouns()[token.key][1]


def aim_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """The drafts of one sentence's nouns of wanting whose owner is known."""
    for token in tokens:
        if token.pos is not Pos.NOUN or token.inside is not None or token.key not in _nouns() or token.word.article:
            continue
        if token.word.start in scene.taken or (token.index and tokens[token.index - 1].key in room_words("wanted", "aims")):
            continue
        owner = _owner(scene, tokens, token)
        if owner is None or scene.type_of(owner[0].entity) not in ACTORS:
            continue
        draft = _drafted(scene, tokens, token, *owner)
        if draft is not None:
            yield draft


def _owner(scene: Scene, tokens: Sequence[Token], token: Token) -> tuple[Argument, int] | None:
    """Whose it is and where that ends: the clitic, or the noun phrase in إضافة."""
    if token.word.pronoun:
        referent = scene.discourse.pronoun(token.word.pronoun, token.word.start, token.word.end)
        return (Argument(entity=referent.entity), token.index + 1) if referent is not None else None
    phrase = noun_phrase(tokens, token.index + 1)
    if phrase is None or phrase.preposition or tokens[phrase.start].word.conjunction or phrase.end - phrase.start > _LONGEST_OWNER:
        return None
    phrase = _without_content(tokens, phrase)
    entity = scene.entity_for(tokens, phrase)
    if entity is None:
        return None
    return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)), phrase.end


def _without_content(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase:
    """نية الحكومة بيع المصنع: the verbal noun behind a definite owner is what is wanted, and no part of the owner."""
    for i in range(phrase.start + 1, phrase.end):
        before = tokens[i - 1]
        definite = before.word.article or before.word.pronoun or before.inside is not None
        if definite and is_deed(tokens[i]) and not tokens[i].word.article:
            return noun_phrase(tokens, phrase.start, i) or phrase
    return phrase


def _drafted(scene: Scene, tokens: Sequence[Token], token: Token, owner: Argument, at: int) -> Draft | None:
    meant, places = _nouns()[token.key]
    while at < len(tokens) and tokens[at].pos is Pos.NOUN and tokens[at].word.article and not is_deed(tokens[at]):
        at += 1  # نيته الجادة بيع …: an adjective
    start = _content(tokens, at, places)
    if start is None or _of_others(tokens, start):
        return None
    words = scene.words(tokens, start, content_end(tokens, start, nominal=True))
    if words is None or words.span is None or words.span.end - words.span.start < _FEWEST:
        return None
    evidence = (token.word.core_start, words.span.end)
    trigger = (token.word.core_start, token.word.core_end)
    return Draft("aim", "hopes_or_demands", owner, words, evidence, trigger, intended=meant)


def _content(tokens: Sequence[Token], at: int, places: frozenset[str]) -> int | None:
    """Where what is wanted begins behind its owner."""
    if at + 1 >= len(tokens):
        return None
    token = tokens[at]
    if token.pos is Pos.PREPOSITION and token.key in places and not token.word.pronoun:
        return at + 1 if tokens[at + 1].pos in {Pos.NOUN, Pos.COMPLEMENTISER} or tokens[at + 1].word.text in {'"', "«"} else None
    if token.pos is Pos.COMPLEMENTISER and "" in places and not token.word.pronoun:
        return at + 1
    if token.word.conjunction or not starts_phrase(token) or not is_deed(token):
        return None
    return at if token.word.preposition in places else None


def _of_others(tokens: Sequence[Token], start: int) -> bool:
    """لقي قراره رفضا من النقابة، قوبل طلبه برفض من …: what others do in answer is not what is wanted."""
    phrase = noun_phrase(tokens, start)
    head = tokens[start]
    if phrase is None or phrase.end >= len(tokens) or head.word.article or head.word.pronoun:
        return False
    answers = not room_words("answers", "aims").isdisjoint(stems(head.key))
    return answers and tokens[phrase.end].key == "من" and tokens[phrase.end].pos is Pos.PREPOSITION


# ------------------------------------------------------------------ verbs of weighing and trying


def weighed(reading: Reading) -> Draft | None:
    """تدرس الحكومة رفع الأسعار: what a body weighs doing is planned at most."""
    clause, tokens = reading.clause, reading.tokens
    if not _lemmas(reading) & room_words("weighing", "aims") or not clause.objects or reading.type not in ACTORS:
        return None
    if any(item.preposition == "مع" for item in clause.prepositional):
        return None  # بحث الوزير مع الوفد تمويل السد: they met
    head = tokens[clause.objects[0].head]
    if head.key not in room_words("possible", "aims") and not (is_deed(head) and not head.word.article):
        return None
    return _wanted(reading, clause.objects[0].start)


def tried(reading: Reading) -> Draft | None:
    """يحاول الوزير تهدئة الغاضبين: what somebody tries he wants, and has not done."""
    clause = reading.clause
    if not _lemmas(reading) & room_words("trying", "aims") or reading.type not in ACTORS:
        return None
    if clause.content is not None:
        return _named(_wanted(reading, clause.content + (not negates(reading.tokens[clause.content]))))
    objects = [phrase for phrase in clause.objects if is_deed(reading.tokens[phrase.head])]
    return _named(_wanted(reading, objects[0].start)) if objects else None


def _named(draft: Draft | None) -> Draft | None:
    return replace(draft, rule="aim.tried") if draft is not None else None


_GENERAL = frozenset({"engaged_in", "has_trait", "open"})
_OF_AIM = frozenset({"hopes_or_demands", "has_purpose"})


def once(drafts: list[Draft]) -> list[Draft]:
    """Without what is told twice: an attempt or purpose whose deed has a claim of its own, a deed whose wish tells it whole."""
    deeds = {d.trigger[0] for d in drafts if d.predicate not in _GENERAL | _OF_AIM}
    kept = [d for d in drafts if not (d.rule in {"aim.tried", "purpose.aim"} and _begins(d) in deeds)]
    wanted = {_begins(d) for d in kept if d.predicate in _OF_AIM}
    return [d for d in kept if not (d.predicate in _GENERAL and d.trigger[0] in wanted)]


def _begins(draft: Draft) -> int:
    return draft.object.span.start if draft.object is not None and draft.object.span is not None else -1


def _lemmas(reading: Reading) -> frozenset[str]:
    trigger = reading.clause.trigger
    return frozenset(map(fold, (*reading.clause.form.lemmas, *((trigger.lemma,) if trigger is not None else ()))))


def _wanted(reading: Reading, start: int) -> Draft | None:
    words = reading.scene.words(reading.tokens, start, content_end(reading.tokens, start))
    return replace(drafted(reading, "hopes_or_demands", reading.subject, words), intended=True) if words is not None else None


def carried(reading: Reading, draft: Draft) -> Draft:
    """أعلنت الشركة نيتها فتح …: what a light verb's noun only means to do is planned."""
    nouns = (t for t in reading.tokens[reading.clause.verb : reading.clause.end] if t.word.start in reading.scene.taken)
    meant = any(token.key in _nouns() and _nouns()[token.key][0] for token in nouns)
    return replace(draft, intended=True) if meant and draft.predicate == "hopes_or_demands" else draft
