"""Ways of finding whose claim it is, and whose words, that lead to somebody else often: signs that ask for a surer reading.

Measured on annotated press that no rule was written from, read by heads that had not learnt it: of claims read in one of these ways
a sixth to a third said something worse than the source, of all claims one in thirty. Which way how often stands in ``confidence``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tawthiq.extract.claims.learned import RULE
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.reference import TOPIC
from tawthiq.extract.tree import Attribution
from tawthiq.model import Axes, EntityType, QuotationForm, Voice

ELSEWHERE = "doubt: heads see another"
"""The heads see such a claim here, of somebody else, where the subject is not named beside its verb."""
CIRCUMSTANCE = "doubt: whose circumstance"
"""داعيا إلى …: of the last subject but one, perhaps."""
NAMED_MATTER = "doubt: named by who speaks"
"""طالب بإنهاء ما فعلته الشركة: somebody asks for, regrets or announces a matter; that it is so may be the outlet's word."""
NOUN_IN_SPEECH = "doubt: noun in speech"
"""قال إن الاتفاق بين كذا وكذا: what only a noun names in somebody's words may be known to all, and no word of his."""
HEAD_OF_TEXT = "doubt: whom the text is about"
"""A hidden subject that nobody near explains."""
RELATIVE = "doubt: head of a relative clause"
"""مدير الشركة فلان، الذي …: who stands before الذي, or whose he is."""
SHARED = "doubt: subject of the verb before"
"""A verb joined to another may have a subject of its own behind it, or none that is known."""
CHARGE = "doubt: who is charged"
"""بتهمة كذا: of the one named before, perhaps; المتهم بكذا فلان leaves no doubt."""

_SEEN = 0.15  # probability with which the heads must see such a claim
_NOT_HERE = 0.15  # at most so likely do they point to its subject
_PERHAPS = 0.5  # of a circumstance: they must rather point to it
_VERBS = (
    "verbal.",
    "description.",
    "predicate.",
    "collocation.",
    "vouched.",
    "judged",
    "accomplished",
    "turn.",
)  # rules whose subject is a verb's
_NOUNS = ("masdar.", "between.", "election", "collocation.noun.", "participle.", "relational.")  # rules that read a noun
_MATTERS = frozenset({"demand", "express", "announce", "promise", "welcome", "claim", "hope", "document"})  # acts


def doubts(scene: Scene, draft: Draft, axes: Axes) -> Iterator[str]:
    """The doubts whether a claim is of this subject, and in these words of this speaker."""
    measures = dict(draft.measures)
    person = scene.type_of(draft.subject.entity) is EntityType.PERSON
    reason = draft.why[0] if draft.why else ""
    own = scene.discourse.dominant and draft.subject.entity == scene.discourse.topic  # a text about one person means that one mostly
    if person and not own and _elsewhere(draft, measures):
        yield ELSEWHERE
    if draft.rule.startswith("state.") and "head" in measures and measures.get("head subject", 0.0) < _PERHAPS:
        yield CIRCUMSTANCE
    if TOPIC in reason and not own:
        yield HEAD_OF_TEXT
    if person and "found:antecedent" in draft.signs:
        yield RELATIVE
    if person and "found:shared" in draft.signs and not draft.rule.startswith("state."):
        yield SHARED
    if draft.rule == "charge" and not axes.rejected:
        yield CHARGE
    yield from _of_speech(scene, draft, axes)


def _elsewhere(draft: Draft, measures: Mapping[str, float]) -> bool:
    """Whether the heads point to another subject, and no verb has this one beside it."""
    if draft.rule.startswith((RULE, "nominal.")):
        return False
    verb = draft.rule.startswith(_VERBS) and not draft.rule.startswith("collocation.noun.")
    beside = verb and (draft.subject.span is not None or "found:after" in draft.signs)  # عيّنه المجلس: whom the clitic means
    return not beside and measures.get("head", 0.0) >= _SEEN and measures.get("head subject", 1.0) < _NOT_HERE


def _of_speech(scene: Scene, draft: Draft, axes: Axes) -> Iterator[str]:
    """The doubts whether what stands in a person's reported speech is his word."""
    said: Attribution | None = scene.tree.innermost(*draft.trigger)
    if said is None or said.form is QuotationForm.DIRECT or axes.voice is not Voice.ATTRIBUTED or axes.rejected:
        return  # what somebody denies is surely his denial
    if scene.type_of(said.speaker) is not EntityType.PERSON:
        return
    if said.act in _MATTERS and said.speaker != draft.subject.entity:
        yield NAMED_MATTER
    if draft.rule.startswith(_NOUNS):
        yield NOUN_IN_SPEECH
