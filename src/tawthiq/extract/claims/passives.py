"""Who acts behind a passive verb: تأسست الجمعية على يد فلانة، عُيّن بقرار من الوزير، انتُخب من قبل الأعضاء."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.reading import ACTORS, drafted, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType
from tawthiq.text.fold import fold

_REACH = 18  # tokens from a verb to its agent
_DONE_TO = frozenset({"founded", "supports", "opposes", "persecutes", "led_by"})
_CHOSEN = {"appoint": "appointed_by", "elect": "confirmed_by"}


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    text = files("tawthiq.extract.claims").joinpath("data/passives.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({name: frozenset(fold(word) for word in listed.split()) for name, _, listed in rows})


def passive_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The drafts of one sentence's passives with an agent."""
    for clause in clauses:
        predicate = _predicate(clause)
        agent = _agent(tokens, clause) if predicate is not None else None
        acting = _acting(scene, tokens, agent) if agent is not None else None
        found = resolve(scene, tokens, clause) if acting is not None else None
        if predicate is None or acting is None or found is None or found.subject.entity in {None, acting.entity}:
            continue
        if predicate in _CHOSEN.values():
            if found.type is EntityType.PERSON:
                yield drafted(found, predicate, found.subject, acting)
        elif predicate != "founded" or found.type is not EntityType.PERSON:
            pair = (found.subject, acting) if predicate == "led_by" else (acting, found.subject)
            yield drafted(found, predicate, *pair)


def _predicate(clause: Clause) -> str | None:
    """What a verb without an object of its own says of its agent."""
    lemmas = {fold(lemma) for lemma in clause.form.lemmas} | ({fold(clause.trigger.lemma)} if clause.trigger else set())
    if clause.clitic or (clause.objects and not (clause.trigger is not None and clause.trigger.flags & set(_CHOSEN))):
        return None
    if lemmas & _classes()["arising"]:
        return "founded"
    if clause.trigger is None:
        return None
    chosen = next((_CHOSEN[flag] for flag in clause.trigger.flags if flag in _CHOSEN), None)
    return chosen or (clause.trigger.predicate if clause.trigger.predicate in _DONE_TO and "human" not in clause.trigger.flags else None)


def _agent(tokens: Sequence[Token], clause: Clause) -> NounPhrase | None:
    """The noun phrase of who acts, up to the clause's end."""
    for i in range(clause.verb + 1, min(len(tokens) - 2, clause.verb + _REACH)):
        token = tokens[i]
        if token.pos in {Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE} or token.word.text in {".", "؛", ":"}:
            return None
        if token.pos is Pos.PREPOSITION and token.key in {"من", "علي"} and tokens[i + 1].key in _classes()["agents"]:
            return noun_phrase(tokens, i + 2)
        decreed = token.word.preposition == "ب" and token.key in _classes()["decrees"]
        if decreed and tokens[i + 1].key == "من" and tokens[i + 1].pos is Pos.PREPOSITION:
            return noun_phrase(tokens, i + 2)
    return None


def _acting(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase) -> Argument | None:
    entity = scene.entity_for(tokens, phrase)
    if entity is None or scene.type_of(entity) not in ACTORS:
        return None
    return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
