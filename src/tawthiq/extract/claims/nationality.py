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
from tawthiq.extract.claims.roles import is_occupation, is_office, names_person, place_named
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
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
        if token.key in _classes()["papers"] and token.pos is Pos.NOUN:
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
    """المواطن المصري فلان، اللبناني فلان، القس الهندي، فلان: an adjective of nationality before the name, alone or of a noun."""
    apart = tokens[name.index - 1].word.text in {"،", ","} and name.index > 1
    adjective = tokens[name.index - 2] if apart else tokens[name.index - 1]
    place = nationality(adjective.key) if adjective.word.article and _plain(adjective) else None
    if place is None or name.word.preposition or name.word.conjunction or name.mention is None:
        return
    if not _of_person(tokens, adjective, apart=apart):
        return  # a title's nationality is told with the title
    phrase = noun_phrase(tokens, name.index)
    if phrase is None or scene.discourse.agrees(name.mention.entity, "f" if adjective.key.endswith("ه") else "m", "s") is False:
        return
    item = Argument(entity=place_named(scene, place), span=scene.span(tokens, adjective.index, adjective.index + 1), value=place)
    subject = Argument(entity=name.mention.entity, span=name.mention.span)
    trigger = (adjective.word.core_start, adjective.word.end)
    yield Draft("nominal.nationality", "nationality", subject, item, (adjective.word.core_start, name.mention.span.end), trigger)


def _of_person(tokens: Sequence[Token], adjective: Token, *, apart: bool) -> bool:
    """Whether an adjective stands alone, or belongs to a definite noun beside the name that is no office; ``apart``: behind a comma."""
    start = adjective.index
    while start and (_joins(tokens[start - 1]) or _rank(tokens, start - 1)):
        start -= 1
    before = tokens[start - 1] if start else None
    if start == adjective.index:
        alone = adjective.word.preposition or adjective.word.conjunction or before is None or before.pos is not Pos.NOUN
        return not apart and (bool(alone) or (before is not None and names_person(before)))
    head, words = tokens[start], tokens[start : adjective.index]
    governed = before is not None and before.pos is Pos.NOUN and not before.word.article and not head.word.preposition
    if governed and not head.word.conjunction and not (before is not None and names_person(before)):
        return False  # رئيس الوزراء الكندي فلان
    if any(is_office(token.key) for token in words) or head.key in word_class("bodies", "actors"):
        return False
    if apart or len(words) > _PLAIN:
        return head.key in word_class("people", "actors") or is_occupation(head.key)
    return head.word.text.endswith("ة") == adjective.word.text.endswith("ة")


_PLAIN = 2  # words of a description before its adjective of nationality: البطل الأولمبي المغربي


def _joins(token: Token) -> bool:
    return token.pos is Pos.NOUN and token.word.article and _plain(token)


def _rank(tokens: Sequence[Token], at: int) -> bool:
    """The second word of a rank: الميجور جنرال الكندي."""
    return at > 0 and tokens[at].key in word_class("rank", "titles") and tokens[at - 1].word.article and _plain(tokens[at])


def _plain(token: Token) -> bool:
    """Whether a word belongs to no name."""
    return token.inside is None or token.inside.form is not MentionForm.NAME
