"""Kinship: شقيقه فلان، ابنة فلان، نجل الرئيس فلان، علان."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.lexicon import word_class
from tawthiq.extract.claims.naming import of_own_kin
from tawthiq.extract.claims.roles import names_person
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.reference import Referent
from tawthiq.model import Argument, EntityType, MentionForm


def family_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """شقيقه فلان، ابنة فلان: kinship of a name with a pronoun's or another name's bearer."""
    for token in tokens[:-1]:
        if token.key not in word_class("words", "kin") or token.word.article:
            continue
        following = tokens[token.index + 1]
        if not token.word.pronoun and token.pos is Pos.NOUN and not (token.inside is not None and token.inside.form is MentionForm.NAME):
            yield from _kin_of(scene, tokens, token)
        if token.word.pronoun:
            name = noun_phrase(tokens, token.index + 1)
            if name is None or name.entity is None or scene.type_of(name.entity) is not EntityType.PERSON or following.word.conjunction:
                continue
            relative = Argument(entity=name.entity, span=scene.span(tokens, name.start, name.end))
            exclude = frozenset({name.entity})
            referent = _joined_to(scene, tokens, token) or scene.discourse.pronoun(
                token.word.pronoun, token.word.start, token.word.end, exclude
            )
            if referent is None or scene.type_of(referent.entity) is not EntityType.PERSON:
                continue
            first = _first_of_kin(tokens, token.index)
            evidence = scene.range(tokens, first, name.end)
            kind = scene.layers.frame.text[tokens[first].word.core_start : token.word.core_end]
            yield Draft(
                "family.pronoun",
                "family_of",
                relative,
                Argument(entity=referent.entity),
                evidence,
                (token.word.core_start, token.word.core_end),
                {"kind": kind},
            )


def _joined_to(scene: Scene, tokens: Sequence[Token], token: Token) -> Referent | None:
    """سافر فلان وزوجته فلانة: the pronoun of a relative whom و joins to somebody by name is his."""
    before = tokens[token.index - 1].inside if token.index and token.word.conjunction == "و" else None
    if before is None or before.type is not EntityType.PERSON or before.form is not MentionForm.NAME:
        return None
    gender = _PRONOUNS.get(token.word.pronoun)
    fits = gender is not None and scene.discourse.agrees(before.entity, gender, "s")
    return Referent(before.entity, "من عُطف عليه قريبه") if fits else None


_PRONOUNS = {"ه": "m", "ها": "f"}


def _first_of_kin(tokens: Sequence[Token], at: int) -> int:
    """Where ابن عمه begins: a cousin is no uncle."""
    before = tokens[at - 1] if at else None
    kin = before is not None and before.key in word_class("words", "kin") and before.pos is Pos.NOUN
    alone = before is not None and not before.word.article and not before.word.pronoun and before.inside is None
    return at - 1 if kin and alone else at


def _kin_of(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """ابنة رجل الأعمال فلان، زوجة الرئيس، فلان: a relative of somebody named, himself named or not."""
    at = next((i for i in range(token.index + 1, min(token.index + _KIN, len(tokens))) if names_person(tokens[i])), None)
    between = tokens[token.index + 1 : at] if at is not None else ()
    if at is None or any(t.pos in {Pos.VERB, Pos.PREPOSITION} or t.word.conjunction or t.word.preposition for t in between):
        return
    if of_own_kin(tokens, token.index):
        return  # ابن عمه فلان: he is the relative himself
    if token.index and tokens[token.index - 1].key in _NOT:
        return  # فلان ليس شقيق علان: it is said of him that he is none
    owner = tokens[at].mention
    end = at + 1
    while end < len(tokens) and tokens[end].inside is tokens[at].inside:
        end += 1
    relative = _relative(scene, tokens, token, end) if owner is not None else None
    if owner is None or relative is None or relative.entity == owner.entity:
        return
    high = relative.span.end if relative.span is not None else tokens[end - 1].word.end
    item = Argument(entity=owner.entity, span=owner.span)
    evidence = (token.word.core_start, max(high, tokens[end - 1].word.end))
    trigger = (token.word.core_start, token.word.core_end)
    kind = token.word.text[token.word.core_start - token.word.start :]
    yield Draft("family.of", "family_of", relative, item, evidence, trigger, {"kind": kind})


_NOT = frozenset({"ليس", "ليست", "يكن", "تكن", "غير"})
_KIN = 9  # tokens between a relative's noun and the name of the one he is related to


def _relative(scene: Scene, tokens: Sequence[Token], token: Token, end: int) -> Argument | None:
    """The relative's own name behind a comma, else his noun with the other's name as somebody of that description."""
    behind = end + 1 if end + 1 < len(tokens) and tokens[end].word.text in {"،", ","} else end
    mention = tokens[behind].mention if behind < len(tokens) and names_person(tokens[behind]) else None
    if mention is not None:
        return Argument(entity=mention.entity, span=mention.span)
    phrase = NounPhrase(token.index, end, token.index, definite=True)
    entity = scene.entity_for(tokens, phrase)
    return Argument(entity=entity, span=scene.span(tokens, token.index, end)) if entity is not None else None


def is_kin(tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether an office, an occupation or a quality is only whose relative somebody is: زوجة رئيس الحكومة."""
    span = draft.object.span if draft.object is not None else None
    if span is None or draft.predicate not in _OF_ONESELF or draft.rule.startswith("description."):
        return False
    first = next((token for token in tokens if token.word.core_start == span.start), None)
    return first is not None and first.key in word_class("words", "kin") and not first.word.article


_OF_ONESELF = frozenset({"holds_position", "occupation", "has_trait"})
