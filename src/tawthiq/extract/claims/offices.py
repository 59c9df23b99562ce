"""As what somebody acts: استلم مهامه مديرا لـ …، بصفته نائبا لـ …، اشتغل سائقا. The office or occupation stands in the accusative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.reading import Reading, drafted, resolve
from tawthiq.extract.claims.roles import is_occupation, is_office, role
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold

_REACH = 14  # tokens between the verb and the office
_LONGEST = 12  # tokens of an office
_TOLD = frozenset({"holds_position", "occupation"})


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    text = files("tawthiq.extract.claims").joinpath("data/offices.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({name: frozenset(fold(word) for word in listed.split()) for name, _, listed in rows})


def office_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The drafts of one sentence's offices in the accusative."""
    for clause in clauses:
        lemmas = {fold(lemma) for lemma in clause.form.lemmas} | ({fold(clause.trigger.lemma)} if clause.trigger else set())
        if not lemmas & _classes()["as"] or clause.negated:
            continue
        at = _office_at(tokens, clause)
        found = resolve(scene, tokens, clause) if at is not None else None
        if at is not None and found is not None and found.type is EntityType.PERSON:
            yield from _held(found, at)
    for token in tokens:
        capacity = token.word.preposition == "ب" and token.key in _classes()["capacity"]
        serving = token.key in _classes()["serving"] and _as_something(tokens, token.index + 1)
        if token.word.pronoun and (capacity or serving):
            yield from _capacity(scene, tokens, token, clauses)


def _office_at(tokens: Sequence[Token], clause: Clause) -> int | None:
    for i in range(clause.verb + 1, min(len(tokens), clause.verb + _REACH)):
        token = tokens[i]
        if token.pos in {Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE, Pos.SUBORDINATOR} or token.word.text in {".", "؛", ":", "،"}:
            return None
        if _accusative(tokens, i):
            return i
    return None


def _accusative(tokens: Sequence[Token], at: int) -> bool:
    """Whether an indefinite noun of office or occupation stands here that no noun before it governs."""
    token = tokens[at]
    if token.pos is not Pos.NOUN or token.word.article or token.word.preposition or token.word.pronoun or token.word.conjunction:
        return False
    if not (is_office(token.key) or is_occupation(token.key)) or (token.inside is not None and token.inside.form is MentionForm.NAME):
        return False
    if token.word.text.endswith(("ا", "اً", "ًا")):
        return True
    before, following = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else None
    free = before.pos in {Pos.DATE, Pos.VERB} or bool(before.word.article or before.word.pronoun) or before.inside is not None
    opened = following is None or following.word.preposition == "ل" or following.pos in {Pos.PREPOSITION, Pos.MARK, Pos.DATE}
    return free and token.word.text.endswith("ة") and opened and before.inside is not token.inside


def _held(reading: Reading, at: int) -> Iterator[Draft]:
    tokens, end = reading.tokens, _end(reading.tokens, at)
    found = role(tokens, at, end)
    predicate = found.predicate if found is not None else "holds_position" if is_office(tokens[at].key) else "occupation"
    words = reading.scene.words(tokens, at, end)
    if predicate in _TOLD and words is not None:
        yield drafted(reading, predicate, reading.subject, words)


def _end(tokens: Sequence[Token], at: int) -> int:
    end = at + 1
    while end < len(tokens) and end - at < _LONGEST:
        if tokens[end].word.text in _OPENING and tokens[end - 1].pos is Pos.PREPOSITION:
            return _closed(tokens, end)  # مدير لـ"منظمة النور"
        if tokens[end].pos not in {Pos.NOUN, Pos.PREPOSITION}:
            break
        if tokens[end].word.conjunction or (tokens[end].pos is Pos.PREPOSITION and tokens[end].key not in {"في", "لدي", "عن", "علي", "ل"}):
            break
        end += 1
    return end


_OPENING = frozenset('"«“')
_CLOSING = frozenset('"»”')
_NAMED = 9  # tokens of a name in marks, the marks included


def _closed(tokens: Sequence[Token], at: int) -> int:
    """Behind the mark that closes the one at ``at``; before it where none does."""
    return next((i + 1 for i in range(at + 1, min(len(tokens), at + _NAMED)) if tokens[i].word.text in _CLOSING), at)


def _as_something(tokens: Sequence[Token], at: int) -> bool:
    """دوره | كمدير: a title under ك right behind a noun of serving."""
    return at < len(tokens) and tokens[at].word.preposition == "ك" and not tokens[at].word.article


def _capacity(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Iterator[Draft]:
    """بصفته رئيسا للجنة، وقع فلان …: the subject of the sentence's verb, or whom the clitic means."""
    at = token.index + 1
    if at >= len(tokens) or not (is_office(tokens[at].key) or is_occupation(tokens[at].key)):
        return
    holder = meant(scene, tokens, token, clauses)
    phrase = noun_phrase(tokens, at)
    if holder is None or phrase is None or scene.type_of(holder.entity) is not EntityType.PERSON:
        return
    end = max(phrase.end, _end(tokens, at))
    words = scene.words(tokens, at, end)
    trigger = (tokens[at].word.core_start, tokens[at].word.end)
    times = clause_times(tokens, token.index, end)
    if words is not None:
        predicate = "holds_position" if is_office(tokens[at].key) or not tokens[at].word.preposition else "occupation"
        yield Draft("office.capacity", predicate, holder, words, scene.range(tokens, token.index, end), trigger, {}, times)


def meant(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Argument | None:
    """Whom a clitic means: at the head of a sentence the named subject of its verb (بعد لقائه …، قال فلان), else somebody before."""
    ahead = ahead_of(tokens, token, clauses)
    if ahead is not None:
        found = resolve(scene, tokens, ahead)
        if found is not None and found.subject.entity is not None:
            return found.subject
    referent = scene.discourse.pronoun(token.word.pronoun, token.word.start, token.word.end)
    return Argument(entity=referent.entity) if referent is not None else None


def ahead_of(tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Clause | None:
    """The sentence's first clause where the clitic stands before it, its subject is a person named behind the verb, and they agree."""
    first = clauses[0] if clauses else None
    if first is None or first.verb < token.index or first.subject is None or first.how != "after" or first.form.person != 3:
        return None
    if any(t.pos is Pos.VERB or (t.inside is not None and t.inside.type is EntityType.PERSON) for t in tokens[: token.index]):
        return None
    gender = {"ه": "m", "ها": "f"}.get(token.word.pronoun)
    named = any(t.mention is not None and t.mention.form is MentionForm.NAME for t in tokens[first.subject.start : first.subject.end])
    owned = any(t.word.pronoun for t in tokens[first.subject.start : first.subject.end])
    return first if named and not owned and first.subject.type is EntityType.PERSON and gender == first.form.gender else None
