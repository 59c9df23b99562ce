"""Nationality: يحمل الجنسية البرازيلية، المواطن المصري فلان، اللبناني فلان، وهي أردنية."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.around import is_person_name
from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import nationality, word_class
from tawthiq.extract.claims.reading import resolve
from tawthiq.extract.claims.roles import names_person, place_named
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.tokens import Pos, Token
from tawthiq.model import Argument, EntityType
from tawthiq.text.fold import fold

_NEAR = 3  # tokens between الجنسية and its adjective


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    text = files("tawthiq.extract.claims").joinpath("data/nationality.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({name: frozenset(fold(word) for word in listed.split()) for name, _, listed in rows})


def nationality_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The nationalities that one sentence tells of."""
    for token in tokens:
        if token.key == "جنسيه" and token.pos is Pos.NOUN:
            yield from _borne(scene, tokens, token, clauses)
        elif token.index and is_person_name(token):
            yield from _beside(scene, tokens, token)


def _borne(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Iterator[Draft]:
    """الجنسية with its adjective, and who has it."""
    near = tokens[token.index + 1 : token.index + 1 + _NEAR]
    found = next(((other.index, place) for other in near if (place := nationality(other.key))), None)
    clause = next((c for c in reversed(clauses) if c.verb < token.index <= c.end + 1), None)
    if found is None or clause is None:
        return
    lemmas = {fold(lemma) for lemma in clause.form.lemmas} | ({fold(clause.trigger.lemma)} if clause.trigger else set())
    bearer = _bearer(scene, tokens, clause) if lemmas & (_classes()["bearing"] | _classes()["losing"]) else None
    if bearer is None:
        return
    word, verb = tokens[found[0]].word, tokens[clause.verb].word
    item = Argument(entity=place_named(scene, found[1]), span=scene.layers.frame.span(word.core_start, word.end), value=found[1])
    negated = clause.negated != bool(lemmas & _classes()["losing"])
    evidence = (verb.core_start, word.end)
    yield Draft("nationality.borne", "nationality", bearer, item, evidence, (word.core_start, word.end), negated=negated)


def _bearer(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Argument | None:
    """Who bears it: the person acted on by منح and أسقط … عن, else the subject."""
    for item in clause.prepositional:
        if item.preposition in {"عن", "ل", "من"} and item.phrase is not None and scene.type_of(item.phrase.entity) is EntityType.PERSON:
            return scene.phrase(tokens, item.phrase)
    whom = next((phrase for phrase in clause.objects if phrase.type is EntityType.PERSON), None)
    if whom is not None:
        return scene.phrase(tokens, whom)
    found = resolve(scene, tokens, clause)
    return found.subject if found is not None and found.type is EntityType.PERSON else None


def _beside(scene: Scene, tokens: Sequence[Token], name: Token) -> Iterator[Draft]:
    """المواطن المصري فلان، اللبناني فلان: an adjective of nationality right before the name, of a plain word for a person or alone."""
    adjective = tokens[name.index - 1]
    place = nationality(adjective.key) if adjective.word.article and adjective.inside is None else None
    if place is None or name.word.preposition or name.word.conjunction or name.mention is None:
        return
    before = tokens[adjective.index - 1] if adjective.index else None
    if before is not None and before.pos is Pos.NOUN and not _of_person(before, adjective):
        return  # a title's nationality is told with the title
    phrase = noun_phrase(tokens, name.index)
    if phrase is None or scene.discourse.agrees(name.mention.entity, "f" if adjective.key.endswith("ه") else "m", "s") is False:
        return
    item = Argument(entity=place_named(scene, place), span=scene.span(tokens, adjective.index, adjective.index + 1), value=place)
    subject = Argument(entity=name.mention.entity, span=name.mention.span)
    trigger = (adjective.word.core_start, adjective.word.end)
    yield Draft("nominal.nationality", "nationality", subject, item, (adjective.word.core_start, name.mention.span.end), trigger)


def _of_person(before: Token, adjective: Token) -> bool:
    """Whether an adjective stands alone, or belongs to a plain word for a person."""
    if adjective.word.preposition or adjective.word.conjunction or names_person(before):
        return True
    return before.word.article and (before.key in word_class("people", "actors") or nationality(before.key) is not None)
