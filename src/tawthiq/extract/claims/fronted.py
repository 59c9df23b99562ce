"""Objects that stand before their subject: افتتح المعرض الوزير، كتب المسرحية الأديب …، وصل بيروت الموفد …."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause, is_passive_reading
from tawthiq.extract.claims.fixed import fixed_objects
from tawthiq.extract.claims.hidden import of_people
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType
from tawthiq.text.fold import fold

_BODIES = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})
_THIRD = 3
_BETWEEN = 5  # tokens of a preposition with its noun between the object and the subject


def settle_order(tokens: Sequence[Token], clause: Clause) -> None:
    """Make the person behind a work or an occasion the subject of a verb that only people do, and end the object before the subject."""
    if clause.form.person != _THIRD or clause.clitic or clause.content is not None or is_passive_reading(clause):
        return
    person = _person_behind(tokens, clause) or _comer_behind(tokens, clause)
    if person is not None:
        thing = clause.subject if clause.how == "after" and clause.subject is not None else clause.objects[0]
        clause.subject, clause.how, clause.objects = person, "after", [thing]
        clause.rest, clause.vouched = thing.start, 0.0
    noun = clause.subject
    if clause.how == "after" and noun is not None and clause.objects and clause.rest <= clause.objects[0].start < noun.start < clause.end:
        clause.end = noun.start


def _person_behind(tokens: Sequence[Token], clause: Clause) -> NounPhrase | None:
    """The person right behind a definite thing, where the thing was read as subject or nobody was."""
    first = clause.subject if clause.how == "after" else clause.objects[0] if clause.how == "" and clause.objects else None
    if first is None or not _thing(tokens, first) or not (
        _done_by_people(clause) or _owned(tokens, clause, first) or _fixed(tokens, clause, first)
    ):
        return None
    at = _behind_adverbials(tokens, first.end)
    person = noun_phrase(tokens, at) if at < len(tokens) and tokens[at].pos is Pos.NOUN and not tokens[at].word.conjunction else None
    fits = person is not None and person.type is EntityType.PERSON and not person.preposition and person.gender == clause.form.gender
    return person if fits else None


def _behind_adverbials(tokens: Sequence[Token], at: int) -> int:
    """Where at most two prepositions with their nouns, dates and lengths of time end."""
    for _ in range(_ADVERBIALS):
        if at >= len(tokens):
            return at
        token = tokens[at]
        while token.pos is Pos.DATE and at + 1 < len(tokens):
            at, token = at + 1, tokens[at + 1]
        if token.pos is Pos.PREPOSITION and not token.word.pronoun:
            inner = noun_phrase(tokens, at + 1)
        elif token.key in room_words("times", "description"):
            inner = noun_phrase(tokens, at)
        elif _state(tokens, at):
            inner = noun_phrase(tokens, at + 1)
        else:
            return at
        if inner is None or inner.end - at > _BETWEEN:
            return at
        at = inner.end
    return at


_ADVERBIALS = 2


def _state(tokens: Sequence[Token], at: int) -> bool:
    """متأثرة | بالمرض: an indefinite word in the accusative with what its preposition governs."""
    word = tokens[at].word
    bare = tokens[at].pos is Pos.NOUN and not (word.article or word.pronoun or word.preposition or word.conjunction)
    shaped = word.text.endswith(("ا", "ً", "ة")) and tokens[at].inside is None
    return bare and shaped and at + 1 < len(tokens) and bool(tokens[at + 1].word.preposition)


def _fixed(tokens: Sequence[Token], clause: Clause, thing: NounPhrase) -> bool:
    """فارقت الحياة … فلانة، نال شهادة … فلان: a noun that says what it says only as the object of this verb."""
    head = tokens[thing.head].key
    return thing.start == clause.verb + 1 and any(head in fixed_objects().get(fold(lemma), ()) for lemma in clause.form.lemmas)


def _comer_behind(tokens: Sequence[Token], clause: Clause) -> NounPhrase | None:
    """وصل بيروت الموفد فلان، زار دمشق وفد من …: behind a place that one comes to, leaves or passes stands who comes."""
    place = clause.subject if clause.how == "after" else clause.objects[0] if clause.how == "" and clause.objects else None
    lemmas = {fold(lemma) for lemma in (clause.trigger.lemma if clause.trigger is not None else "", *clause.form.lemmas)}
    if place is None or place.type is not EntityType.PLACE or place.preposition or not lemmas & room_words("going", "fronted"):
        return None
    at = place.end
    while at < len(tokens) and tokens[at].pos is Pos.DATE:
        at += 1
    comer = noun_phrase(tokens, at) if at < len(tokens) and tokens[at].pos in {Pos.NOUN, Pos.QUANTIFIER, Pos.NUMBER} else None
    if comer is None or comer.preposition or tokens[at].word.conjunction or comer.type is EntityType.PLACE:
        return None
    head = tokens[comer.head]
    known = comer.type in _BODIES or of_people(head) or head.key in word_class("groups", "actors") | word_class("bodies", "actors")
    return comer if known and (comer.gender == clause.form.gender or comer.number != "s") else None


def _thing(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    return phrase.definite and phrase.type not in _BODIES and not of_people(tokens[phrase.head])


def _owned(tokens: Sequence[Token], clause: Clause, thing: NounPhrase) -> bool:
    """تلقى تعليمه في المدينة الأديب فلان: what belongs to whoever follows, and is no body that could act itself."""
    head = tokens[thing.head]
    return (
        _GENDERS.get(head.word.pronoun) == clause.form.gender
        and clause.form.number == "s"
        and thing.start == clause.verb + 1
        and head.inside is None
        and head.key not in word_class("bodies", "actors") | word_class("groups", "actors")
    )


_GENDERS = {"ه": "m", "ها": "f"}


def _done_by_people(clause: Clause) -> bool:
    lemmas = {fold(lemma) for lemma in (clause.trigger.lemma if clause.trigger is not None else "", *clause.form.lemmas)}
    return bool(lemmas & room_words("done_by_people", "fronted"))
