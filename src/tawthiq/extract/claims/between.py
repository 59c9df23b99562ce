"""What is between two: حرب بين …، العلاقات الدبلوماسية بين … و…، خلاف بين …، وساطة بين …."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.around import Held, behind, phrase_at, words
from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import nationality
from tawthiq.extract.claims.reading import resolve
from tawthiq.extract.claims.roles import place_named, stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold

_ACTORS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})
_NEAR = 4  # tokens of adjectives, dates or a verb between the noun and بين
_BEFORE = 3  # tokens before the noun in which a word says that it is not so
_PREDICATES = ("conflict", "friction_with", "has_ties_with", "family_of", "cooperates_with", "met")


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    text = files("tawthiq.extract.claims").joinpath("data/between.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({name: frozenset(fold(word) for word in listed.split()) for name, _, listed in rows})


@cache
def _any() -> frozenset[str]:
    return frozenset().union(*_classes().values())


def between_words(name: str) -> frozenset[str]:
    """The folded words of a row of ``data/between.tsv``."""
    return _classes()[name]


def between_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The drafts of one sentence's nouns with بين, and of its mediations."""
    for token in tokens:
        if token.pos is not Pos.NOUN or (token.inside is not None and token.inside.form is MentionForm.NAME) or token.word.pronoun:
            continue
        if _any().isdisjoint(stems(token.key)):
            continue
        if token.word.preposition == "ب" and token.word.article and _of(token, "jointly"):
            yield from _joint(scene, tokens, token, clauses)
        if _of(token, "mediation"):
            yield from _mediated(scene, tokens, token, clauses)
        predicate = next((name for name in _PREDICATES if _of(token, name)), None)
        at = _between(tokens, token) if predicate is not None else None
        if predicate == "has_ties_with":
            taken_up = at is not None and bool(tokens[at - 1].word.pronoun)
            predicate = None if taken_up else _quality(tokens, token)  # العلاقة بينه وبين …: what it is like is told elsewhere
        elif predicate == "friction_with" and any(_of(other, "armed") for other in tokens[token.index + 1 : token.index + 3]):
            predicate = "conflict"  # نزاع مسلح
        if predicate is not None and at is not None:
            yield from _parted(scene, tokens, token, predicate, at)


def _of(token: Token, name: str) -> bool:
    return not _classes()[name].isdisjoint(stems(token.key))


def _between(tokens: Sequence[Token], token: Token) -> int | None:
    """Where those begin whom بين governs, a few words behind the noun."""
    for i in range(token.index + 1, min(len(tokens) - 1, token.index + 1 + _NEAR)):
        here = tokens[i]
        if here.pos is Pos.PREPOSITION and here.key == "بين":
            return i + 1 if not here.word.pronoun or _and_between(tokens, i) else None
        if here.pos in {Pos.MARK, Pos.COMPLEMENTISER, Pos.SUBORDINATOR} or here.word.conjunction:
            return None
    return None


def _and_between(tokens: Sequence[Token], at: int) -> bool:
    """بينه وبين فلان: the second بين names the other."""
    second = tokens[at + 1] if at + 2 < len(tokens) else None
    return second is not None and second.key == "بين" and second.word.conjunction == "و" and not second.word.pronoun


def _parties(scene: Scene, tokens: Sequence[Token], at: int) -> list[Held]:
    """Those whom بين governs, the first of them in a clitic or not."""
    between = tokens[at - 1]
    if not between.word.pronoun:
        return [party for party in behind(scene, tokens, at) if party.type in _ACTORS]
    others = [party for party in behind(scene, tokens, at + 1) if party.type in _ACTORS][:1]
    exclude = frozenset(other.argument.entity for other in others if other.argument.entity)
    found = scene.discourse.pronoun(between.word.pronoun, between.word.start, between.word.end, exclude)
    kind = scene.type_of(found.entity) if found is not None else None
    if found is None or kind not in _ACTORS or not others:
        return []
    return [Held(Argument(entity=found.entity), at - 1, at, "", kind), *others]


def _quality(tokens: Sequence[Token], token: Token) -> str | None:
    """توترت العلاقات بين …: ties that go bad; أزمة في العلاقات بين … is told by its own noun."""
    before = tokens[max(0, token.index - _NEAR) : token.index]
    if any(other.pos is Pos.NOUN and _of(other, "friction_with") for other in before):
        return None
    bad = any(_of(other, "worsening") for other in (*before, *tokens[token.index + 1 : token.index + 1 + _NEAR]))
    return "friction_with" if bad else "has_ties_with"


def _parted(scene: Scene, tokens: Sequence[Token], token: Token, predicate: str, at: int) -> Iterator[Draft]:
    """Whoever stands behind بين: two, or a group that fights among itself."""
    before = tokens[max(0, token.index - _BEFORE) : token.index]
    if any(_of(other, "unreal") for other in before):
        return
    parties = _parties(scene, tokens, at)
    if not parties:
        return
    first = parties[0]
    second = parties[1].argument if len(parties) > 1 else _other(scene, tokens, first)
    if second is None and predicate == "conflict" and first.type is EntityType.GROUP:
        second = Argument(span=scene.span(tokens, token.index, token.index + 1))
    if second is None or second.entity == first.argument.entity:
        return
    end = max(p.end for p in parties[:2])
    negated = bool(before) and before[-1].pos is Pos.NEGATOR and before[-1].key == "لا"
    evidence = scene.range(tokens, _start(tokens, token), end)
    times = clause_times(tokens, token.index, min(len(tokens), end + _NEAR))
    trigger = (token.word.core_start, token.word.end)
    due = predicate == "met" and any(t.key in words("coming") for t in tokens[token.index : min(len(tokens), end + 1)])
    draft = Draft(f"between.{predicate}", predicate, first.argument, second, evidence, trigger, {}, times, ("بين طرفين",), negated)
    yield replace(draft, intended=due)


def _start(tokens: Sequence[Token], token: Token) -> int:
    """The verb right before the noun belongs to the evidence: اندلعت معارك."""
    return token.index - 1 if token.index and tokens[token.index - 1].pos is Pos.VERB else token.index


def _other(scene: Scene, tokens: Sequence[Token], first: Held) -> Argument | None:
    """The second of two that no layer names, in words: وجارتها."""
    at = first.end
    if at >= len(tokens) or tokens[at].word.conjunction != "و" or tokens[at].pos is not Pos.NOUN or not tokens[at].word.pronoun:
        return None
    phrase = noun_phrase(tokens, at)
    return Argument(span=scene.span(tokens, phrase.start, phrase.end)) if phrase is not None and not phrase.preposition else None


def _joint(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Iterator[Draft]:
    """بالتعاون مع جامعة …، نظمت البلدية: whoever acts does it with those."""
    at = token.index + 1
    if at + 1 >= len(tokens) or tokens[at].key != "مع" or tokens[at].word.pronoun:
        return
    partners = [partner for partner in behind(scene, tokens, at + 1) if partner.type in _ACTORS]
    clause = next((c for c in reversed(clauses) if c.verb < token.index), clauses[0] if clauses else None)
    found = resolve(scene, tokens, clause) if clause is not None and partners else None
    if found is None or found.type not in _ACTORS - {EntityType.GROUP} or found.subject.span is None:
        return
    trigger = (token.word.core_start, token.word.end)
    for partner in partners:
        if partner.argument.entity != found.subject.entity:
            evidence = scene.range(tokens, token.index, partner.end)
            yield Draft("between.joint", "cooperates_with", found.subject, partner.argument, evidence, trigger)


# ------------------------------------------------------------------ mediation


def _mediated(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Iterator[Draft]:
    """يقود فلان وساطة بين …، بوساطة قطرية، وساطة الكويت بين …."""
    at = _between(tokens, token)
    mediator = _adjective(scene, tokens, token) or _owner(scene, tokens, token) or _subject(scene, tokens, token, clauses)
    if mediator is None or (at is None and token.word.preposition != "ب") or _spoiled(tokens, token):
        return
    parties = list(behind(scene, tokens, at))[:2] if at is not None and not tokens[at - 1].word.pronoun else []
    if any(party.argument.entity == mediator.entity for party in parties):
        return
    item = Argument(value=tuple(party.argument for party in parties)) if len(parties) > 1 else parties[0].argument if parties else None
    end = parties[-1].end if parties else token.index + 2
    evidence = scene.range(tokens, _start(tokens, token), min(end, len(tokens)))
    trigger = (token.word.core_start, token.word.end)
    yield Draft("between.mediates", "mediates_between", mediator, item, evidence, trigger, why=("وساطة",))


def _spoiled(tokens: Sequence[Token], token: Token) -> bool:
    """إفشال الوساطة، رفضه وساطة فلان: what is refused or comes to nothing is no mediation of who refuses it."""
    return any(_of(other, "spoiling") for other in tokens[max(0, token.index - _BEFORE) : token.index])


def _adjective(scene: Scene, tokens: Sequence[Token], token: Token) -> Argument | None:
    """وساطة قطرية: a country in its adjective."""
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    place = nationality(following.key) if following is not None and following.pos is Pos.NOUN and following.inside is None else None
    if following is None or place is None or token.key.startswith("وسيط"):
        return None
    entity = place_named(scene, place)
    return Argument(entity=entity, span=scene.span(tokens, following.index, following.index + 1), value=place)


def _owner(scene: Scene, tokens: Sequence[Token], token: Token) -> Argument | None:
    """وساطة شيخ القبيلة بين …: who stands in إضافة."""
    if token.word.article or token.index + 1 >= len(tokens):
        return None
    phrase = phrase_at(scene, tokens, token.index + 1)
    if phrase is None or phrase.preposition or tokens[phrase.start].word.conjunction or phrase.entity is None:
        return None
    return scene.phrase(tokens, phrase) if scene.type_of(phrase.entity) in _ACTORS else None


def _subject(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Argument | None:
    """The subject of a verb whose object the mediation is: عرضت سويسرا الوساطة."""
    clause = next((c for c in reversed(clauses) if c.verb < token.index <= c.end), None)
    lemmas = {fold(lemma) for lemma in clause.form.lemmas} if clause is not None else set()
    if clause is not None and clause.trigger is not None:
        lemmas.add(fold(clause.trigger.lemma))
    if clause is None or not lemmas & _classes()["mediating"]:
        return None
    found = resolve(scene, tokens, clause)
    return found.subject if found is not None and found.type in _ACTORS else None
