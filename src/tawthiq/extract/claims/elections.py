"""Elections and referendums that are held, put off or to come: جرت الانتخابات …، الانتخابات المقررة في …، إجراء استفتاء."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.lexicon import room_words, singular_forms
from tawthiq.extract.claims.roles import stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense

_BEFORE = 4  # tokens in which the verb of holding stands before the noun
_BEHIND = 6  # tokens in which it stands behind the phrase
_WIDE = 60  # code points between the words of holding and a date that one evidence holds
_HELD, _OFF, _COMING = "held", "off", "coming"


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    text = files("tawthiq.extract.claims").joinpath("data/elections.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({name: frozenset(fold(word) for word in listed.split()) for name, _, listed in rows})


def election_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """The elections of one sentence of which it says that they are held, were or will be."""
    for token in tokens:
        named = token.inside is not None and token.inside.form is MentionForm.NAME and token.inside.type is not EntityType.EVENT
        if token.pos is not Pos.NOUN or named or _classes()["nouns"].isdisjoint(stems(token.key)):
            continue
        phrase = noun_phrase(tokens, token.index)
        state = _state(tokens, token, phrase) if phrase is not None else None
        entity = scene.entity_for(tokens, phrase) if phrase is not None and state is not None else None
        if phrase is None or state is None:
            continue
        yield _draft(scene, tokens, phrase, state, entity)


def _draft(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase, state: tuple[str, int, int], entity: str | None) -> Draft:
    kind, low, high = state
    span = scene.span(tokens, phrase.start, phrase.end)
    first = tokens[phrase.start].word
    times = clause_times(tokens, low, min(len(tokens), high + _BEHIND))
    now = scene.layers.frame.published or ""
    present = any(t.verb is not None and t.verb.tense is Tense.PRESENT for t in tokens[low:high])
    if kind == _HELD and present and any(time.value[:4].isdecimal() and time.value[:10] > now[:10] > "" for time in times):
        kind = _COMING
    evidence = scene.range(tokens, min(low, phrase.start), max(high, phrase.end))
    dated = max((time.span.end for time in times if time.span is not None and time.span.end - evidence[1] < _WIDE), default=0)
    evidence = (evidence[0], max(evidence[1], dated))
    return Draft(
        "election", "election_held", Argument(entity=entity, span=span), Argument(span=span), evidence, (first.core_start, first.end), {},
        times, ("انتخابات",), negated=kind == _OFF, intended=kind == _COMING,
    )  # fmt: skip


def _state(tokens: Sequence[Token], token: Token, phrase: NounPhrase) -> tuple[str, int, int] | None:
    """Whether an election is held, put off or to come, and the tokens that say so."""
    end = phrase.end
    if any(_is(t, "coming") for t in tokens[token.index + 1 : min(len(tokens), end + 1)]):
        return _COMING, token.index, min(len(tokens), end + 1)
    found = _verb(tokens, token.index - 1, max(-1, token.index - 1 - _BEFORE), -1) or _verb(tokens, end, min(len(tokens), end + _BEHIND), 1)
    if found is None:
        return None
    kind, at = found
    due = any(_is(t, "coming") for t in tokens[min(at, token.index) : min(len(tokens), end + _BEHIND)])
    expected = any(t.key in room_words("expected", "elections") for t in tokens[max(0, at - 3) : at])
    kind = _COMING if kind == _HELD and (due or expected) else kind
    return kind, min(at, token.index), max(end, at + 1)


def _verb(tokens: Sequence[Token], start: int, stop: int, step: int) -> tuple[str, int] | None:
    """The nearest word of holding or putting off, and whether it tells of what has been."""
    for i in range(start, stop, step):
        token = tokens[i]
        if token.word.text in {".", "؛", ":", "؟", "،"} or token.pos is Pos.COMPLEMENTISER:
            return None
        if token.pos is Pos.VERB and token.verb is not None:
            return _told(token, i)
        if token.pos is Pos.NOUN and step < 0 and token.key in _classes()["off"]:
            return _OFF, i
        if token.pos is Pos.NOUN and step < 0 and token.key in _classes()["holding"]:
            return _COMING if i == 0 or tokens[i - 1].key not in room_words("held", "elections") else _HELD, i
    return None


def _told(token: Token, at: int) -> tuple[str, int] | None:
    form = token.verb
    seems = form is not None and "بدا" in form.lemmas  # يبدو: folded like that of بدأ
    lemmas = {fold(lemma) for lemma in form.lemmas} if form is not None and not seems else set()
    if token.trigger is not None:
        lemmas.add(fold(token.trigger.lemma))
    if lemmas & _classes()["off"]:
        return _OFF, at
    if not lemmas & _classes()["held"] or form is None:
        return None
    return (_COMING if form.tense is Tense.FUTURE else _HELD), at


def _is(token: Token, name: str) -> bool:
    return token.pos is Pos.NOUN and any(form in _classes()[name] for form in singular_forms(token.key))
