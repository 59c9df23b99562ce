"""Allies, rivals and servants in a noun: حليف فلان، خصما للحكومة، أحد رجالات الدولة."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.around import CLITICS, COMMAS, Held, before, behind, explained, held, is_person_name, phrase_at, stem_in, words
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.reading import resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType

_ACTORS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})
_FAR = 30  # tokens between a copula and its predicate
_PREDICATES = (("allied", "has_ties_with"), ("rival", "opposes"), ("servant", "loyal_to"))


def partner_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """Drafts of one sentence's allies, rivals and servants."""
    for token in tokens:
        if token.pos is not Pos.NOUN or token.word.article:
            continue
        for name, predicate in _PREDICATES:
            if (pronoun := _owned(token, name)) and predicate != "loyal_to":
                yield from _of_pronoun(scene, tokens, token, predicate, pronoun)
            elif not token.word.pronoun and stem_in(token, name):
                yield from _of_noun(scene, tokens, token, predicate, clauses)


def _owned(token: Token, name: str) -> str:
    """The clitic of حليفه، خصمها, split or not; "" without one."""
    if token.word.pronoun:
        return token.word.pronoun if token.key in words(name) else ""
    if not token.key.endswith(CLITICS):
        return ""
    return next((clitic for clitic in CLITICS if token.key.endswith(clitic) and token.key.removesuffix(clitic) in words(name)), "")


def _of_pronoun(scene: Scene, tokens: Sequence[Token], token: Token, predicate: str, pronoun: str) -> Iterator[Draft]:
    """حليفها فلان، خصمه اللدود فلان."""
    at = token.index + 1
    while at < len(tokens) and at < token.index + 3 and tokens[at].word.article and not is_person_name(tokens[at]):
        at += 1
    phrase = phrase_at(scene, tokens, at)
    if phrase is None or phrase.entity is None or tokens[at].word.conjunction or tokens[at].word.preposition:
        return
    partner = held(scene, tokens, phrase)
    referent = scene.discourse.pronoun(pronoun, token.word.start, token.word.end, frozenset({phrase.entity}))
    place = _place_before(scene, tokens, token, pronoun)
    owner = place.argument.entity if place is not None else referent.entity if referent is not None else None
    if partner is None or owner is None or partner.type not in _ACTORS or scene.type_of(owner) not in {EntityType.PERSON, EntityType.PLACE}:
        return
    evidence = scene.range(tokens, token.index if place is None else place.start, phrase.end)
    trigger = (token.word.core_start, token.word.end)
    yield Draft(f"relational.his_{predicate}", predicate, partner.argument, Argument(entity=owner), evidence, trigger)


def _place_before(scene: Scene, tokens: Sequence[Token], token: Token, pronoun: str) -> Held | None:
    """For a feminine clitic the country right before a relative pronoun: إيران، التي … حليفها."""
    if pronoun != "ها":
        return None
    for i in range(token.index - 1, max(0, token.index - 8), -1):
        if tokens[i].pos is Pos.RELATIVE and tokens[i].key == "التي":
            found = before(scene, tokens, i)
            return found if found is not None and found.type is EntityType.PLACE else None
    return None


def _of_noun(scene: Scene, tokens: Sequence[Token], token: Token, predicate: str, clauses: Sequence[Clause]) -> Iterator[Draft]:
    others = _others(scene, tokens, token, predicate)
    if not others:
        return
    end = others[-1].end
    start = token.index
    while start and tokens[start - 1].key in words("partitive"):
        start -= 1
    for subject in _subjects(scene, tokens, (start, end), token, clauses):
        for other in others:
            if other.argument.entity == subject.argument.entity:
                continue
            evidence = scene.range(tokens, min(subject.start, start), max(subject.end, other.end))
            trigger = (token.word.core_start, token.word.end)
            yield Draft(f"relational.{predicate}_noun", predicate, subject.argument, other.argument, evidence, trigger)


def _others(scene: Scene, tokens: Sequence[Token], token: Token, predicate: str) -> list[Held]:
    """Whose ally or rival: what stands in إضافة or behind ل."""
    at = token.index + 1
    if at >= len(tokens):
        return []
    if tokens[at].word.preposition not in {"", "ل"} or tokens[at].word.conjunction:
        return []
    if token.key.endswith("ا") and tokens[at].word.preposition != "ل":
        return []
    if predicate == "loyal_to" and tokens[at].word.preposition:
        return []
    found = list(behind(scene, tokens, at))
    if predicate == "loyal_to" and found and found[-1].end < len(tokens) and tokens[found[-1].end].key in {"قوي", "قويه"}:
        return []  # رجل البلاد القوي rules it
    kinds = {EntityType.PLACE} if predicate == "loyal_to" else _ACTORS
    return found if found and all(other.type in kinds for other in found) else []


def _subjects(
    scene: Scene,
    tokens: Sequence[Token],
    span: tuple[int, int],
    token: Token,
    clauses: Sequence[Clause],
) -> Iterator[Held]:
    """Who is called so: those behind أي, the name beside, or the subject of the copula."""
    start, end = span
    meant = list(explained(scene, tokens, end))
    if not meant:
        meant = list(explained(scene, tokens, end + 1))
    if meant:
        yield from meant
        return
    at = end + 1 if end < len(tokens) and tokens[end].word.text in COMMAS else end
    if at < len(tokens) and is_person_name(tokens[at]) and not tokens[at].word.conjunction:
        phrase = phrase_at(scene, tokens, at)
        found = held(scene, tokens, phrase) if phrase is not None else None
        if found is not None:
            yield found
        return
    copular = _copular_subject(scene, tokens, token, clauses)
    if copular is not None:
        yield copular
    elif start and tokens[start - 1].word.text in COMMAS:
        apposed = before(scene, tokens, start)
        if apposed is not None and apposed.type in _ACTORS:
            yield apposed


def _copular_subject(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Held | None:
    for clause in reversed(clauses):
        if clause.verb < token.index - _FAR:
            return None
        if not clause.verb < token.index <= clause.end or tokens[clause.verb].key not in words("copulas"):
            continue
        found = resolve(scene, tokens, clause)
        if found is None or found.subject.entity is None:
            return None
        kind = scene.type_of(found.subject.entity)
        return Held(found.subject, min(clause.start, clause.verb), clause.verb + 1, "", kind) if kind in _ACTORS else None
    return None
