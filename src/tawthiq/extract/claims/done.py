"""Deeds told in passing with whoever did them: بعد استيلاء المسلحين على المستودع، إثر نشره صورا من الموقع."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.arguments import core_end
from tawthiq.extract.claims.belonging import owner_of
from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.content import content_end
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.reading import ACTORS, widened
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.times import noun_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense

_OBJECT = "O"


@cache
def _doings() -> Mapping[str, frozenset[str]]:
    """Folded verbal noun -> what may stand behind who did it: prepositions, or ``O`` for a bare object."""
    text = files("tawthiq.extract.claims").joinpath("data/doings.tsv").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            behind, nouns = line.split("\t")
            for noun in nouns.split():
                found.setdefault(fold(noun), set()).add(behind if behind == _OBJECT else fold(behind))
    return MappingProxyType({noun: frozenset(frames) for noun, frames in found.items()})


def done_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """What somebody is known to have done, by nouns behind words of time and cause."""
    for token in tokens[1:]:
        frames = _doings().get(token.key) if token.pos is Pos.NOUN and token.inside is None else None
        if frames is None or token.word.article or not _known(tokens, token, clauses):
            continue
        owner = owner_of(scene, tokens, token, clauses, told=True)
        if owner is not None and scene.type_of(owner[0].entity) in ACTORS and _framed(tokens, owner[1], frames):
            yield from _done(scene, tokens, token, owner[0])


def _known(tokens: Sequence[Token], noun: Token, clauses: Sequence[Clause]) -> bool:
    """Whether a word of time or cause right before brings the noun as what has happened, in a clause that tells what was."""
    before = tokens[noun.index - 1]
    if before.key not in room_words("known", "done") or noun.word.conjunction or noun.word.preposition:
        return False
    governing = next((clause for clause in reversed(clauses) if clause.verb < noun.index), None)
    if governing is None:
        return True
    coming = bool({fold(lemma) for lemma in governing.form.lemmas} & word_class("coming_verbs"))
    return (governing.form.tense is Tense.PAST or coming) and governing.opener != "loose"


def _framed(tokens: Sequence[Token], at: int, frames: frozenset[str]) -> bool:
    """Whether the noun's own preposition, or a bare object, stands behind whoever did it."""
    if at >= len(tokens):
        return False
    token = tokens[at]
    if token.pos is Pos.PREPOSITION and not token.word.conjunction:
        return token.key in frames
    if token.word.preposition:
        return token.word.preposition in frames
    free = token.pos is Pos.NOUN and not token.word.conjunction and (not token.word.article or is_deed(token))
    return _OBJECT in frames and free and noun_phrase(tokens, at) is not None


def _done(scene: Scene, tokens: Sequence[Token], noun: Token, doer: Argument) -> Iterator[Draft]:
    end = content_end(tokens, noun.index + 1, nominal=True)
    words = scene.words(tokens, noun.index, core_end(tokens, noun.index, end))
    if words is None or words.span is None or len(words.span.exact.split()) < _FEWEST:
        return
    last = next((token.index for token in reversed(tokens) if token.word.start < words.span.end), noun.index) + 1
    evidence = scene.range(tokens, *widened(tokens, noun.index, last))
    trigger = (noun.word.core_start, noun.word.end)
    times = noun_times(tokens, noun.index, min(len(tokens), last + 2))
    yield Draft("masdar.engaged_in", "engaged_in", doer, words, evidence, trigger, {}, times, ("مصدر",))


_FEWEST = 2  # words of a deed that says something
