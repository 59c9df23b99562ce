"""Participles that follow a clause as its state: قال …، داعيا إلى …؛ وصل …، معربا عن رفضه لـ …."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.complements import read_complements
from tawthiq.extract.claims.frames import framed
from tawthiq.extract.claims.lexicon import Trigger, by_lemma
from tawthiq.extract.claims.light import light_drafts
from tawthiq.extract.claims.reading import ACTORS, Reading, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, QuotationForm
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense, VerbForm

_TOLD = frozenset({"supports", "opposes", "hopes_or_demands", "accuses", "congratulates"})
_ENDINGS = (("ين", "m", "p"), ("ه", "f", "s"), ("ا", "m", "s"))


@cache
def _stems() -> Mapping[str, Trigger]:
    """Folded participle stem -> the verb's trigger."""
    text = files("tawthiq.extract.claims").joinpath("data/states.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({fold(stem): by_lemma()[fold(lemma)] for lemma, stem in rows if fold(lemma) in by_lemma()})


def state_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The drafts of one sentence's participles of state."""
    for token in tokens:
        found = _participle(tokens, token)
        if found is None:
            continue
        trigger, form = found
        holder = holder_of(scene, tokens, token, clauses, form.gender)
        if holder is None:
            continue
        clause = Clause(token.index, form, trigger, token.index, token.index + 1, how="shared", rest=token.index + 1)
        read_complements(tokens, clause)
        yield from _told(Reading(scene, tokens, clause, holder, "حال"), trigger)


def speaking_states(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> list[tuple[int, Argument]]:
    """Where a participle of saying stands in a sentence (مشددا على …), and who says so."""
    found: list[tuple[int, Argument]] = []
    for token in tokens:
        state = _participle(tokens, token)
        if state is not None and "say" in state[0].flags:
            holder = holder_of(scene, tokens, token, clauses, state[1].gender)
            found += [] if holder is None else [(token.index, holder)]
    return found


def _told(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    carried = list(light_drafts(reading))
    if carried:
        yield from (replace(draft, rule=draft.rule.replace("verbal.", "state.")) for draft in carried)
    elif trigger.predicate in _TOLD:
        for draft in framed(reading, replace(trigger, flags=trigger.flags - {"human", "say"})):
            if draft.predicate in _TOLD | {"complicit_in"}:
                yield replace(draft, rule=draft.rule.replace("verbal.", "state."))


def _participle(tokens: Sequence[Token], token: Token) -> tuple[Trigger, VerbForm] | None:
    """The verb of an indefinite accusative participle behind a comma or a و, or None."""
    word = token.word
    if token.inside is not None or word.article or word.preposition or word.pronoun or token.pos not in {Pos.NOUN, Pos.PARTICLE}:
        return None
    before = tokens[token.index - 1] if token.index else None
    if before is None or not (before.word.text in {"،", ",", '"', "»", "”", ")", "-"} or token.word.conjunction):
        return None
    bare = fold(token.word.text[len(token.word.conjunction) :])
    for ending, gender, number in _ENDINGS:
        stem = bare.removesuffix(ending)
        for form in (stem, stem + "ي") if stem != bare else ():
            if form in _stems():
                trigger = _stems()[form]
                return trigger, VerbForm((trigger.lemma,), Tense.PAST, 3, gender, number)
    return None


def holder_of(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause], gender: str) -> Argument | None:
    """Whose state it is: the source that the tree gives the participle, or the subject of the nearest clause that agrees."""
    for attribution in scene.tree.attributions:
        if attribution.cue is not None and attribution.cue.start <= token.word.core_start < attribution.cue.end:
            if attribution.speaker is not None and not _of_who_is_quoted(scene, token, attribution.speaker):
                return Argument(entity=attribution.speaker)
            break
    for clause in reversed(clauses):
        if clause.verb >= token.index or clause.form.person != _THIRD:
            continue
        if clause.opener in {"relative", "complement", "subordinate"} or clause.form.gender != gender:
            continue
        found = resolve(scene, tokens, clause)
        return found.subject if found is not None and found.type in ACTORS else None
    return None


def _of_who_is_quoted(scene: Scene, token: Token, speaker: str) -> bool:
    """قال فلان: «أبدى الفريق تفهمه، متعهدا بكذا»: in somebody's own words the state is of whom he speaks of, and not his."""
    around = scene.tree.innermost(token.word.start, token.word.end)
    return around is not None and around.form is QuotationForm.DIRECT and around.speaker == speaker


_THIRD = 3
