"""The accuser as the culprit: what somebody is accused of is never a deed or quality of who accuses."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.tree import Attribution
from tawthiq.text.fold import fold

_DOING = frozenset({"engaged_in", "has_trait", "open", "complicit_in", "supports", "opposes", "has_ties_with", "cooperates_with"})
"""What the words of a charge could be read as. What the accuser undergoes himself (اتهم فلان الشرطة بضربه) stays."""

_CHARGE = "accuse"  # the act of an attribution whose content is a charge
_PARTICLES = 3  # tokens between أن and its verb: لن، قد، لم تكن
_BACK = 30  # tokens before a trigger within which the verb of charging stands
_STOPS = frozenset({".", "؛", "؟", "!", ":"})


def turned_round(scene: Scene, tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether a draft tells of an accuser what its words charge somebody with: اتهمته الحركة بالتواطؤ في …، اتهمتك الصحيفة بأنك بعت …."""
    span = draft.object.span if draft.object is not None else None
    if draft.predicate not in _DOING or span is None:
        return False
    said = (scene.tree.innermost(span.start, span.end), scene.tree.innermost(*draft.trigger))
    if any(one is not None and one.act == _CHARGE and _by(one, draft) for one in said):
        return True
    at = next((t.index for t in tokens if t.word.start <= span.start < t.word.end), None)
    return at is not None and (_addressed(tokens, at) or _beside_verb(tokens, draft, at))


def _addressed(tokens: Sequence[Token], at: int) -> bool:
    """أنك بعت …: what is said of the one who is spoken to is said of nobody whom the words name."""
    between = {Pos.PARTICLE, Pos.NEGATOR}
    before = next((token for token in reversed(tokens[max(0, at - _PARTICLES) : at]) if token.pos not in between), None)
    return before is not None and before.key.endswith(("انك", "انكم", "انكن", "انكما"))


def _by(said: Attribution, draft: Draft) -> bool:
    """Whether the subject is who accuses: the speaker, or a name that stands where the source does."""
    if draft.predicate == "complicit_in" and draft.alleged:
        return False  # the rules of charges know whom they speak of
    if said.speaker is not None and said.speaker == draft.subject.entity:
        return True
    own = draft.subject.span
    return own is not None and said.source is not None and said.source.start == own.start


def _beside_verb(tokens: Sequence[Token], draft: Draft, at: int) -> bool:
    """Whether the subject stands between a verb that charges somebody by a clitic and the words of the charge."""
    own = draft.subject.span
    if own is None:
        return False
    for i in range(at - 1, max(-1, at - _BACK), -1):
        token = tokens[i]
        if token.word.text in _STOPS or (token.word.end <= own.start and not _charges(token)):
            return False
        if _charges(token):
            return token.word.end <= own.start and _opens_charge(tokens, i, at)
    return False


def _charges(token: Token) -> bool:
    """A verb of charging that has whom it charges as a clitic."""
    lemmas = set(map(fold, token.verb.lemmas)) if token.verb is not None else set()
    return bool(token.word.pronoun) and token.pos is Pos.VERB and bool(lemmas & room_words("charging", "turned_round"))


def _opens_charge(tokens: Sequence[Token], verb: int, at: int) -> bool:
    """Whether ب or بأن stands between the verb and the words."""
    return any(token.word.preposition == "ب" or token.key.startswith("بان") for token in tokens[verb + 1 : at + 1])
