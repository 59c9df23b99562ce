"""Relations that nouns, adjectives and prepositions tell: the door of their families, and adjectives with a preposition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product

from tawthiq.extract.claims.around import COMMAS, Held, before, behind, explained, with_bodies, words
from tawthiq.extract.claims.called import called_drafts
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.encounters import encounter_drafts
from tawthiq.extract.claims.leading import leading_drafts
from tawthiq.extract.claims.lexicon import singular_forms
from tawthiq.extract.claims.membership import membership_drafts
from tawthiq.extract.claims.participles import modifiers
from tawthiq.extract.claims.partners import partner_drafts
from tawthiq.extract.claims.quantity import is_amount
from tawthiq.extract.claims.results import result_drafts
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType, MentionForm, QuotationForm

_ADVERBS = 3  # tokens between a participle and its preposition: المرتبطة عضويا بـ
_ACTORS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})
_PERSONAL = frozenset({"has_ties_with", "cooperates_with", "loyal_to"})  # of a place (قريب من المدينة) they mean something else
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.GROUP})


def relation_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """Drafts of one sentence's relations between noun phrases."""
    tokens = with_bodies(tokens)
    families = (
        modifier_drafts(scene, tokens),
        leading_drafts(scene, tokens),
        membership_drafts(scene, tokens),
        partner_drafts(scene, tokens, clauses),
        result_drafts(scene, tokens),
        encounter_drafts(scene, tokens),
        called_drafts(scene, tokens),
    )
    for draft in chain.from_iterable(families):
        if not _fronted(scene, draft):
            yield draft


def _fronted(scene: Scene, draft: Draft) -> bool:
    """Whether the words stand before their reported speech's verb: whose they are is then not safe to say.

    بعد نشر الجدول الذي حملت فيه كتلة … بزعامة فلان الصدارة، قال علان …: nothing of the beginning is his.
    """
    said = scene.tree.innermost(*draft.trigger)
    return said is not None and said.cue is not None and said.form is QuotationForm.INDIRECT and said.cue.start >= draft.trigger[1]


# ------------------------------------------------------------------ adjectives and participles


def modifier_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """فصائل موالية لدولة، القوات المدعومة من …، حزب منضو في تحالف."""
    ended: dict[int, Held] = {}  # where a modifier ended -> what it modifies: a coordinated one belongs to the same
    for token in tokens:
        if token.pos is not Pos.NOUN or token.word.preposition or token.index == 0 or _in_name(token):
            continue
        found = _reading(tokens, token)
        if found is None:
            continue
        at, predicate, reversed_ = found
        noun = _modified(scene, tokens, token, ended)
        if noun is None:
            continue
        if is_amount(tokens[at]):
            yield from _counted(scene, tokens, token, at, noun)
            continue
        others = list(behind(scene, tokens, at))
        end = others[-1].end if others else token.index + 1
        ended[end] = noun
        for one, other in product(list(explained(scene, tokens, end)) or [noun], others):
            if {one.type, other.type} <= _ACTORS and other.argument.entity != one.argument.entity:
                yield from _tied(scene, tokens, token, predicate, (other, one) if reversed_ else (one, other))


def _counted(scene: Scene, tokens: Sequence[Token], token: Token, at: int, noun: Held) -> Iterator[Draft]:
    """لجنة مؤلفة من 12 خبيرا."""
    item = scene.words(tokens, at, at + 2)
    if item is not None:
        evidence = scene.range(tokens, noun.start, at + 2)
        yield Draft("relational.counted", "has_quantity", noun.argument, item, evidence, (token.word.core_start, token.word.end))


def _in_name(token: Token) -> bool:
    return token.inside is not None and token.inside.form is MentionForm.NAME


def _reading(tokens: Sequence[Token], token: Token) -> tuple[int, str, bool] | None:
    """What the participle's preposition governs, its predicate, and whether that is the subject."""
    for form in singular_forms(token.key):
        for preposition, predicate, reversed_ in modifiers().get(form, ()):
            at = _governed(tokens, token.index + 1, preposition)
            if at is not None:
                return at, predicate, reversed_
    return None


def _governed(tokens: Sequence[Token], start: int, preposition: str) -> int | None:
    for i in range(start, min(len(tokens), start + _ADVERBS)):
        token = tokens[i]
        if token.pos is Pos.PREPOSITION:
            return i + 1 if token.key == preposition and not token.word.pronoun and i + 1 < len(tokens) else None
        if token.word.preposition:
            return i if token.word.preposition == preposition else None
        if token.pos not in {Pos.NOUN, Pos.PARTICLE} or token.word.article or _in_name(token):
            return None
    return None


def _modified(scene: Scene, tokens: Sequence[Token], token: Token, ended: Mapping[int, Held]) -> Held | None:
    comma = tokens[token.index - 1].word.text in COMMAS
    previous = ended.get(token.index - comma)
    if previous is not None and (comma or token.word.conjunction == "و"):
        return previous
    if comma and not token.word.article:
        return None
    if token.word.conjunction:
        return None
    return before(scene, tokens, token.index, token)


def _tied(scene: Scene, tokens: Sequence[Token], token: Token, predicate: str, pair: tuple[Held, Held]) -> Iterator[Draft]:
    subject, item = pair
    if predicate == "part_of":
        if item.type not in _BODIES and not subject.type is item.type is EntityType.PLACE:
            return
        predicate = "member_of" if subject.type is EntityType.PERSON else predicate
    elif predicate in _PERSONAL and (subject.type is EntityType.PLACE or subject.head in words("sources")):
        return
    evidence = scene.range(tokens, min(subject.start, item.start, token.index), max(subject.end, item.end, token.index + 1))
    yield Draft(f"relational.{predicate}", predicate, subject.argument, item.argument, evidence, (token.word.core_start, token.word.end))
