"""Light verbs: the noun behind them carries the meaning (أجرى محادثات مع …، أعرب عن رفضه لـ …، قدم دعما إلى …)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import product
from types import MappingProxyType

from tawthiq.extract.claims.arguments import extended, under_preposition, verb_phrase
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.content import content_end
from tawthiq.extract.claims.lexicon import masdar_forms, room_words
from tawthiq.extract.claims.nouns import is_masdar
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted
from tawthiq.extract.claims.roles import governed, stems
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold

_STANCES = frozenset({"supports", "opposes", "hopes_or_demands"})
_SPLIT = frozenset({"supports", "opposes", "met", "cooperates_with", "congratulates", "accuses"})
_MUTUAL = frozenset({"met", "cooperates_with", "conflict"})
_LONGEST = 22  # tokens behind the noun that can hold its object


@dataclass(frozen=True, slots=True)
class Sense:
    """What a carried noun tells: predicate, prepositions of its object, flags of the data file."""

    predicate: str
    prepositions: tuple[str, ...]
    flags: frozenset[str] = frozenset()


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    text = files("tawthiq.extract.claims").joinpath("data/light.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _verbs(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Folded past lemma -> how the noun stands behind it ("" for the direct object); ``kind``: deed or voice."""
    rows = ((row[1], row[2]) for row in _rows() if row[0] == kind)
    return MappingProxyType({fold(lemma): tuple("" if p == "-" else fold(p) for p in places.split(",")) for lemma, places in rows})


@cache
def _nouns() -> Mapping[str, Sense]:
    found: dict[str, Sense] = {}
    for row in _rows():
        if row[0] == "noun":
            sense = Sense(row[2], tuple(fold(p) for p in row[3].split(",")), frozenset(row[4].split(",")) if len(row) > 4 else frozenset())
            found |= {fold(form): sense for form in row[1].split()}
    return MappingProxyType(found)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(fold(word) for row in _rows() if row[0] == name for word in row[1].split())


def sense_of(token: Token, *, voice: bool) -> Sense | None:
    """What a noun tells behind a light verb: by the list; behind a voice also as a masdar of taking a stand."""
    for key in stems(token.key):
        if key in _nouns():
            return _nouns()[key]
        for trigger, preposition in masdar_forms().get(key, ()) if voice else ():
            if trigger.predicate in _STANCES:
                marked = [o[1:] for o in trigger.objects if o.startswith("@")] + (["ل"] if "O" in trigger.objects else [])
                return Sense(trigger.predicate, tuple(dict.fromkeys([preposition, *marked] if preposition else marked)))
    return None


def is_light(lemmas: frozenset[str] | set[str]) -> bool:
    """Whether a verb of these folded lemmas carries nouns: قدم دعما."""
    return not lemmas.isdisjoint({*_verbs("deed"), *_verbs("voice")})


def light_drafts(reading: Reading) -> Iterator[Draft]:
    """The drafts of a clause whose verb is light; none if it is not, or its noun tells nothing that we know."""
    found = _noun(reading)
    if found is None:
        yield from _disclosed(reading)
        return
    token, sense = found
    reading.scene.taken.add(token.word.start)
    if sense.predicate in _STANCES or sense.predicate == "has_trait":
        yield from _stance(reading, token, sense)
    elif reading.type in ACTORS:
        yield from _deed(reading, token, sense)


def _disclosed(reading: Reading) -> Iterator[Draft]:
    """أعلنت الشركة عن إطلاق خدمة: what somebody tells that he does, in a verbal noun."""
    clause = reading.clause
    if clause.trigger is None or fold(clause.trigger.lemma) not in room_words("disclosing", "light") or reading.type not in ACTORS:
        return
    told = next((i.phrase for i in clause.prepositional if i.preposition == "عن" and i.phrase is not None), None)
    head = reading.tokens[told.head] if told is not None else None
    if head is None or clause.content is not None or clause.objects or head.word.article or not is_masdar(head):
        return
    words = verb_phrase(reading, "")
    if words is not None and told is not None and told.end - told.start > 1 and head.key not in room_words("undergone", "light"):
        draft = drafted(reading, "engaged_in", reading.subject, words)
        yield replace(draft, rule="description.verb")


def _noun(reading: Reading) -> tuple[Token, Sense] | None:
    clause, tokens = reading.clause, reading.tokens
    lemmas = [fold(clause.trigger.lemma)] if clause.trigger is not None else [fold(lemma) for lemma in clause.form.lemmas]
    if clause.clitic or (clause.content is not None and clause.content - clause.rest < 2):
        return None
    for kind, lemma in product(("voice", "deed"), lemmas):
        for phrase in _carried(reading, _verbs(kind).get(lemma, ())):
            head = tokens[phrase.head]
            counted = tokens[phrase.head + 1] if head.key in room_words("series", "light") and phrase.head + 1 < phrase.end else None
            for token in (head, counted) if counted is not None else (head,):
                sense = sense_of(token, voice=kind == "voice")
                if sense is not None and (token.inside is None or token.inside.form is not MentionForm.NAME):
                    return token, sense
    return None


def _carried(reading: Reading, places: tuple[str, ...]) -> Iterator[NounPhrase]:
    clause = reading.clause
    if "" in places and clause.objects:
        yield clause.objects[0]
    for item in clause.prepositional:
        if item.preposition in places and item.phrase is not None:
            yield item.phrase
            return


# ------------------------------------------------------------------ deeds


def _deed(reading: Reading, token: Token, sense: Sense) -> Iterator[Draft]:
    """أجرى محادثات مع فلان، شن غارات على القرية: with or upon whom."""
    phrase = _object(reading, token, sense)
    items = extended(reading, phrase, split=sense.predicate in _SPLIT) if phrase is not None else []
    if sense.flags & {"entity", "struck"}:
        items = [item for item in items if item.entity is not None]
    if "struck" in sense.flags:
        yield from _struck(reading, token, sense, items)
        return
    for item in items:
        for subject in (reading.subject, *reading.others):
            yield drafted(reading, sense.predicate, subject, item)
    partner = next((other for other in reading.others if "entity" in sense.flags and not items), None)
    if partner is not None and sense.predicate in _MUTUAL:
        yield drafted(reading, sense.predicate, reading.subject, partner)  # أجرت الصين وتونس تدريبات
    if not items and (words := verb_phrase(reading, reading.clause.trigger.masdar if reading.clause.trigger else "")) is not None:
        yield drafted(reading, "engaged_in", reading.subject, words)


def _struck(reading: Reading, token: Token, sense: Sense, items: Sequence[Argument]) -> Iterator[Draft]:
    """شن الجيش غارة على القرية: the village is attacked; a person's هجوم على is one in words."""
    if sense.predicate == "arrested":
        by = Argument(entity=reading.subject.entity, span=reading.subject.span)
        yield from (drafted(reading, "arrested", item, by) for item in items)
        return
    masdar = reading.clause.trigger.masdar if reading.clause.trigger else ""
    words = verb_phrase(reading, masdar)
    if words is not None:
        yield drafted(reading, "engaged_in", reading.subject, words)
    if reading.type is EntityType.PERSON:
        return
    for item in items:
        act = Argument(value=f"{token.word.text} {item.text or ''}".strip())
        perpetrator = {"perpetrator": reading.subject.text} if reading.subject.text else {}
        yield drafted(reading, "attacked_in", item, act, dict(perpetrator))


def _object(reading: Reading, token: Token, sense: Sense) -> NounPhrase | None:
    """What the first fitting preposition behind the noun governs, up to the clause's end."""
    tokens = reading.tokens
    end = min(len(tokens), token.index + _LONGEST, max(reading.clause.end, token.index + 1))
    places = [at for p in sense.prepositions if (at := governed(tokens, token.index + 1, end, p)) is not None]
    phrase = noun_phrase(tokens, min(places)) if places else None
    return None if phrase is None or tokens[phrase.start].pos is Pos.DATE else phrase


# ------------------------------------------------------------------ stances


def _stance(reading: Reading, token: Token, sense: Sense) -> Iterator[Draft]:
    """أعرب عن رفضه للاتفاق، أكد دعم بلاده للقضية، أبدى استعداده للتفاوض."""
    subjects = (reading.subject, *reading.others)
    if sense.predicate == "has_trait":
        words = reading.scene.words(reading.tokens, token.index, min(reading.clause.end, token.index + 12))
        items = [words] if words is not None else []
    else:
        owner, items = _stand(reading, token, sense)
        subjects = (owner,) if owner is not None else subjects
    for item in items or _pronouns(reading, sense):
        end = item.span.end if item.span is not None else 0
        for subject in subjects:
            draft = drafted(reading, sense.predicate, subject, item)
            yield replace(draft, evidence=(draft.evidence[0], max(draft.evidence[1], end)))


def _pronouns(reading: Reading, sense: Sense) -> list[Argument]:
    """قدم لهم دعما: the object is a clitic before the noun."""
    for item in reading.clause.prepositional:
        if item.pronoun and item.preposition in sense.prepositions:
            return under_preposition(reading, item.preposition, split=False)
    return []


def _stand(reading: Reading, token: Token, sense: Sense) -> tuple[Argument | None, list[Argument]]:
    """Whose stand it is, if not the subject's, and what it is about."""
    tokens, at = reading.tokens, token.index + 1
    while at < len(tokens) and _adjective(tokens[at]):
        at += 1
    owner, behind = None, None
    if not token.word.pronoun and not token.word.article and at == token.index + 1 and _plain(tokens, at):
        behind = noun_phrase(tokens, at)
        after = behind.end if behind is not None else at
        marked = _object_from(reading, after, sense)
        if marked is not None and behind is not None:
            own = tokens[behind.head].key in _listed("owners") and bool(tokens[behind.head].word.pronoun)
            entity = None if own else behind.entity
            if entity is not None and reading.scene.type_of(entity) in ACTORS:
                owner = reading.scene.phrase(tokens, behind)
            elif not own:
                marked = None
        if marked is not None:
            return owner, _items(reading, marked, sense)
        if behind is not None and sense.predicate == "hopes_or_demands" and reading.scene.type_of(behind.entity) in ACTORS:
            reading.scene.taken.discard(token.word.start)
            return None, []  # أشار إلى عزم الشركة …: it is hers
        return None, _items(reading, behind, sense) if behind is not None else []
    marked = _object_from(reading, at, sense)
    if marked is None and token.word.pronoun and _plain(tokens, at):
        marked = noun_phrase(tokens, at)
    under = at + 1 < len(tokens) and tokens[at].pos is Pos.PREPOSITION and tokens[at].key in sense.prepositions
    at += under and tokens[at + 1].pos is Pos.COMPLEMENTISER  # أمله في أن …
    if marked is None and at < len(tokens) and tokens[at].pos is Pos.COMPLEMENTISER:
        words = reading.scene.words(tokens, at + 1, reading.clause.end if reading.clause.end > at + 1 else content_end(tokens, at + 1))
        return None, [words] if words is not None else []
    return None, _items(reading, marked, sense) if marked is not None else []


def _adjective(token: Token) -> bool:
    """One of the adjectives that stand between a stance and its object, in the accusative too: دعما ماليا ل…."""
    known = token.key in _listed("adjectives") or token.key.removesuffix("ا") in _listed("adjectives")
    return known and token.pos is Pos.NOUN and not token.word.conjunction


def _plain(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and starts_phrase(tokens[at]) and not tokens[at].word.preposition and not tokens[at].word.conjunction


def _object_from(reading: Reading, at: int, sense: Sense) -> NounPhrase | None:
    """The phrase right behind ``at`` under one of the noun's prepositions; one adverb may stand between."""
    tokens = reading.tokens
    for preposition in sense.prepositions:
        found = governed(tokens, at, min(at + 2, len(tokens)), preposition)
        if found is not None:
            return noun_phrase(tokens, found)
    return None


def _items(reading: Reading, phrase: NounPhrase, sense: Sense) -> list[Argument]:
    return extended(reading, phrase, split=sense.predicate in _SPLIT)
