"""Relations told by nouns: علاقات … مع، جزء من، a place in a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.between import between_words
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import demonyms, room_words
from tawthiq.extract.claims.reading import resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, Scalar
from tawthiq.text.fold import fold

_HOLDERS = frozenset({EntityType.ORGANIZATION, EntityType.PLACE})


def relational_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """Drafts of one sentence's relational nouns."""
    for token in tokens:
        if token.pos is Pos.NOUN and token.key in room_words("ties", "relations") and not token.word.article:
            yield from _ties(scene, tokens, token, clauses)
        if token.key == "بين" and token.pos is Pos.PREPOSITION:
            yield from _mediation(scene, tokens, token, clauses)
        if token.mention is not None and token.mention.type in _HOLDERS:
            yield from _inside(scene, tokens, token)


# ------------------------------------------------------------------ ties


def _ties(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Iterator[Draft]:
    """علاقاته الجيدة بفلان، لديه علاقة مع …، يرتبط بصلات قديمة مع …."""
    phrase = noun_phrase(tokens, token.index)
    if phrase is None:
        return
    partners = list(_partners(tokens, phrase.end))
    if not partners:
        return
    subject = _tied(scene, tokens, token, clauses)
    if subject is None or scene.type_of(subject[0].entity) is EntityType.THING:
        return
    soured, behind = _soured(tokens, token, partners)
    if soured is None:
        return
    quality = " ".join(t.word.text for t in tokens[token.index + 1 : phrase.end])
    qualifiers: dict[str, Scalar] = {"quality": quality} if quality else {}
    for partner in partners:
        if partner.entity == subject[0].entity:
            continue
        evidence = scene.range(tokens, min(subject[1], token.index), max(partner.end, behind))
        item = scene.phrase(tokens, partner)
        if partner.entity is None:
            entity = scene.entity_for(tokens, partner)
            if entity is None:
                continue
            item = Argument(entity=entity, span=item.span)
        rule, predicate = ("relation.friction", "friction_with") if soured else ("relation.ties", "has_ties_with")
        yield Draft(rule, predicate, subject[0], item, evidence, (token.word.core_start, token.word.core_end), qualifiers)


def _soured(tokens: Sequence[Token], token: Token, partners: Sequence[NounPhrase]) -> tuple[bool | None, int]:
    """Whether ties are said to have gone bad, None where they are broken off; and the token behind the word that says so.

    علاقته بالحزب ساءت، توترت علاقته بـ …، قطع علاقته بـ …: none of these tells of ties that are.
    """
    end = max(partner.end for partner in partners)
    last = next((i + 1 for i in range(end, min(len(tokens), end + _REACH)) if tokens[i].key in between_words("worsening")), end)
    stops = any(t.pos is Pos.MARK or t.key in room_words("over", "relations") for t in tokens[end : max(end, last - 1)])
    before = tokens[max(0, token.index - _BESIDE) : token.index]
    if any(t.key in room_words("over", "relations") for t in (*before, *tokens[end : end + 1])):
        return None, end
    soured = not stops and last > end
    return soured or any(t.key in between_words("worsening") for t in (*before, *tokens[token.index + 1 : end])), last if soured else end


_REACH = 7  # tokens from whom the ties are with to the verb that says what became of them: من إيران منذ أعوام
_BESIDE = 3  # tokens before: توترت في العام نفسه علاقته بـ


def _partners(tokens: Sequence[Token], at: int) -> Iterator[NounPhrase]:
    """Those the ties are with: مع X، بY، ومع Z."""
    for _ in range(4):
        while at < len(tokens) and tokens[at].pos is Pos.PARTICLE:
            at += 1
        if at >= len(tokens):
            return
        if tokens[at].pos is Pos.PREPOSITION and tokens[at].key == "مع" and not tokens[at].word.pronoun:
            phrase = noun_phrase(tokens, at + 1)
        elif tokens[at].word.preposition == "ب" and tokens[at].pos is not Pos.PREPOSITION:
            phrase = noun_phrase(tokens, at)
        else:
            return
        if phrase is None:
            return
        yield phrase
        at = phrase.end
        while at < len(tokens) and tokens[at].word.conjunction == "و" and starts_phrase(tokens[at]) and not tokens[at].word.preposition:
            following = noun_phrase(tokens, at)
            if following is None or following.entity is None:
                return
            yield following
            at = following.end


_TIED = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})


def _tied(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> tuple[Argument, int] | None:
    """Whose ties: the clitic, what لدى governs, the noun right behind, or the subject of the clause (تربطه علاقة: its clitic object)."""
    if token.word.pronoun:
        referent = scene.discourse.pronoun(token.word.pronoun, token.word.start, token.word.end)
        return (Argument(entity=referent.entity), token.index) if referent else None
    before = tokens[token.index - 1] if token.index else None
    if before is not None and before.pos is Pos.PREPOSITION and before.key in {"لدي", "ل"} and before.word.pronoun:
        referent = scene.discourse.pronoun(before.word.pronoun, before.word.start, before.word.end)
        return (Argument(entity=referent.entity), before.index) if referent else None
    owner = noun_phrase(tokens, token.index + 1)
    if owner is not None and owner.entity is not None and not owner.preposition and scene.type_of(owner.entity) in _TIED:
        return scene.phrase(tokens, owner), token.index  # علاقة الحزب بالنقابة
    for clause in reversed(clauses):
        if not clause.verb < token.index <= clause.end:
            continue
        word = tokens[clause.verb].word
        if word.pronoun and clause.form.lemmas and tokens[clause.verb].key.endswith(tuple(room_words("tying", "relations"))):
            referent = scene.discourse.pronoun(word.pronoun, word.start, word.end)
            return (Argument(entity=referent.entity), clause.verb) if referent else None
        found = resolve(scene, tokens, clause)
        if found is None or (found.subject.span is not None and found.subject.span.start <= token.word.start < found.subject.span.end):
            return None
        return found.subject, clause.start
    return None


def _mediation(scene: Scene, tokens: Sequence[Token], between: Token, clauses: Sequence[Clause]) -> Iterator[Draft]:
    """حل الخلافات بين فلان وفلان: the subject mediates, whether he settles it or not."""
    if not any(token.key in room_words("settling", "relations") for token in tokens[max(0, between.index - 7) : between.index]):
        return
    first = noun_phrase(tokens, between.index + 1)
    second = noun_phrase(tokens, first.end) if first is not None else None
    if first is None or second is None or not tokens[second.start].word.conjunction or not (first.entity or second.entity):
        return
    clause = next((c for c in reversed(clauses) if c.verb < between.index), None)
    found = resolve(scene, tokens, clause) if clause is not None else None
    if clause is None or found is None or scene.type_of(found.subject.entity) is EntityType.THING:
        return
    parties = Argument(value=(scene.phrase(tokens, first), scene.phrase(tokens, second)))
    evidence = scene.range(tokens, clause.start, second.end)
    yield Draft("relation.mediates", "mediates_between", found.subject, parties, evidence, (between.word.core_start, between.word.end))


# ------------------------------------------------------------------ one place or body inside another


def _inside(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """مستشفى … في مدينة …، معهد … بجامعة …: two names with في or ب right between them."""
    phrase = noun_phrase(tokens, token.index)
    if phrase is None or phrase.entity is None or phrase.end + 1 >= len(tokens) or phrase.head != token.index:
        return
    between = tokens[phrase.end]
    joined = between.word.pronoun or between.word.conjunction  # الساحل وشمال البحر: two places
    if between.pos is Pos.PREPOSITION and between.key in room_words("inside", "relations") and not joined:
        outer = noun_phrase(tokens, phrase.end + 1)
    elif between.word.preposition == "ب" and between.mention is not None:
        outer = noun_phrase(tokens, phrase.end)
    else:
        return
    if outer is None or outer.entity is None or outer.entity == phrase.entity or scene.type_of(outer.entity) not in _HOLDERS:
        return
    if scene.type_of(phrase.entity) is EntityType.PLACE and scene.type_of(outer.entity) is not EntityType.PLACE:
        return
    if scene.type_of(phrase.entity) is EntityType.PLACE and _country(tokens, phrase):
        return  # إيران في العراق: what a state does there, and no part of it
    if scene.type_of(phrase.entity) is EntityType.ORGANIZATION and tokens[phrase.head].key not in room_words("institutions", "relations"):
        return
    evidence = scene.range(tokens, phrase.start, outer.end)
    yield Draft(
        "relation.inside",
        "part_of",
        scene.phrase(tokens, phrase),
        scene.phrase(tokens, outer),
        evidence,
        (between.word.core_start, between.word.core_end),
    )


def _country(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether a phrase names a country: one of those that nationality adjectives are made of, or by what kind of state it is."""
    if tokens[phrase.head].key in room_words("states", "relations"):
        return True
    words = fold(" ".join(token.word.text[token.word.core_start - token.word.start :] for token in tokens[phrase.start : phrase.end]))
    return words.removeprefix("ال") in {fold(place).removeprefix("ال") for place in demonyms().values()}
