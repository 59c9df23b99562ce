"""What is brought to an end: حُلّ الحزب، رفعت الحكومة الحظر، إلغاء الاتفاقية، أغلقت الصحيفة أبوابها."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.control import controlled
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.reading import Reading, drafted, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    text = files("tawthiq.extract.claims").joinpath("data/endings.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({name: frozenset(fold(word) for word in listed.split()) for name, _, listed in rows})


def ending_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The bodies and states that one sentence brings to an end."""
    for clause in clauses:
        lemmas = {fold(lemma) for lemma in clause.form.lemmas} | ({fold(clause.trigger.lemma)} if clause.trigger else set())
        if lemmas & _classes()["verbs"]:
            yield from _ended(scene, tokens, clause, only_states=bool(lemmas & _classes()["stopping"]))
    for token in tokens:
        named = token.inside is not None and token.inside.form is MentionForm.NAME
        if token.pos is Pos.NOUN and not named and not token.word.article and not token.word.pronoun and token.key in _classes()["nouns"]:
            yield from _noun(scene, tokens, token, clauses)


def _ended(scene: Scene, tokens: Sequence[Token], clause: Clause, *, only_states: bool) -> Iterator[Draft]:
    """The object of a verb of ending, or the subject of its passive."""
    found = resolve(scene, tokens, clause)
    passive = clause.how == "after" or (clause.how in {"before", "shared"} and "ُ" in tokens[clause.verb].word.text)  # وحُلّت عام 1970
    target = clause.objects[0] if clause.objects else clause.subject if passive else None
    if target is None or found is None or target.preposition or not _endable(tokens, target, only_states=only_states):
        return
    entity = scene.entity_for(tokens, target)
    if entity is None:
        return
    subject = Argument(entity=entity, span=scene.span(tokens, target.start, target.end))
    words = scene.words(tokens, clause.verb, max(clause.end, target.end))
    by = found.subject if clause.objects and found.subject.text else None
    reading = Reading(scene, tokens, clause, found.subject, found.why)
    draft = drafted(reading, "ended", subject, words, {"by": by.text} if by is not None and by.text else {})
    yield replace(draft, rule="ending")


def _endable(tokens: Sequence[Token], phrase: NounPhrase, *, only_states: bool) -> bool:
    head = tokens[phrase.head]
    if not phrase.definite or phrase.type is EntityType.PERSON:
        return False
    return head.key in _classes()["states"] or (not only_states and head.key in _classes()["bodies"])


def _noun(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Iterator[Draft]:
    """تم حل الجمعية، بعد إلغاء الاتفاقية: the verbal noun where it is told as done."""
    before = tokens[token.index - 1] if token.index else None
    if before is None or before.key not in room_words("happened", "endings") or controlled(tokens, token, clauses) is not None:
        return
    phrase = noun_phrase(tokens, token.index + 1)
    entity = scene.entity_for(tokens, phrase) if phrase is not None and _endable(tokens, phrase, only_states=token.key == "رفع") else None
    if phrase is None or entity is None:
        return
    subject = Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
    item = scene.words(tokens, token.index, phrase.end)
    times = clause_times(tokens, token.index, min(len(tokens), phrase.end + 4))
    evidence, trigger = scene.range(tokens, token.index, phrase.end), (token.word.core_start, token.word.end)
    yield Draft("masdar.ended", "ended", subject, item, evidence, trigger, {}, times, ("مصدر",))
