"""A return that tells from where or when, and not whereto: عاد من باريس عام 1990، بعد عودته من المنفى."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.offices import meant
from tawthiq.extract.claims.reading import drafted, resolve, widened
from tawthiq.extract.claims.roles import governed
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.times import noun_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense

_WHERE = frozenset({"الي", "ل", "علي"})
_NEAR = 4  # tokens from a noun of return to من


def return_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The returns of one sentence that name no place to which somebody comes back."""
    for clause in clauses:
        yield from _finite(scene, tokens, clause)
    for token in tokens:
        if token.pos is Pos.NOUN and token.key in room_words("homecoming", "returns") and token.word.pronoun:
            yield from _noun(scene, tokens, token, clauses)


def _finite(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Iterator[Draft]:
    """عاد فلان من المنفى، عاد عام 1990: behind a bare عاد a verb or adjective would tell what he did again."""
    lemmas = {fold(lemma) for lemma in clause.form.lemmas} | ({fold(clause.trigger.lemma)} if clause.trigger else set())
    if not lemmas & room_words("returning", "returns") or clause.objects or clause.content is not None or clause.clitic:
        return
    if any(item.preposition in _WHERE for item in clause.prepositional) or not _comes(tokens, clause):
        return
    found = resolve(scene, tokens, clause)
    if found is not None and found.type is EntityType.PERSON and scene.named(found.subject.entity):
        yield replace(drafted(found, "returned_to", found.subject, None), rule="verbal.returned_to")


def _comes(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether from where or when somebody came back stands behind the verb, and it is no plan or wish under another verb."""
    if any(item.preposition == "من" and item.phrase is not None and _place(tokens, item.phrase) for item in clause.prepositional):
        return True
    at = clause.rest
    while at < len(tokens) and tokens[at].pos is Pos.DATE:
        at += 1
    closed = at == len(tokens) or tokens[at].pos is Pos.MARK or bool(tokens[at].word.conjunction)  # عاد أمس يغني: he sang again
    return clause.form.tense is Tense.PAST and at > clause.rest and closed and not clause.prepositional


def _place(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    return phrase.type is EntityType.PLACE or tokens[phrase.head].key in room_words("abroad", "returns")


def _noun(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Iterator[Draft]:
    """عقب رجوعها من البرازيل: what is told as known of the one whom the clitic means."""
    before = tokens[token.index - 1] if token.index else None
    if before is None or before.key not in room_words("since", "passing") | room_words("occasions", "passing") | {"من", "بعد", "عقب"}:
        return
    at = governed(tokens, token.index + 1, token.index + _NEAR, "من")
    phrase = noun_phrase(tokens, at) if at is not None else None
    word = token.word
    who = meant(scene, tokens, token, clauses)
    if phrase is None or not _place(tokens, phrase) or who is None or scene.type_of(who.entity) is not EntityType.PERSON:
        return
    subject, evidence = Argument(entity=who.entity), scene.range(tokens, *widened(tokens, token.index, phrase.end))
    times = noun_times(tokens, token.index, min(len(tokens), phrase.end + _NEAR))
    trigger = (word.core_start, word.end)
    yield Draft("masdar.returned_to", "returned_to", subject, None, evidence, trigger, {}, times, ("مصدر",))
