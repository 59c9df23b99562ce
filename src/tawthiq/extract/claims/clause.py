"""A clause: a finite verb with what was found to belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tawthiq.extract.claims.chunk import NounPhrase
from tawthiq.extract.claims.lexicon import Trigger
from tawthiq.text.verbs import Tense, VerbForm


@dataclass(slots=True)
class Prepositional:
    """A preposition with what it governs; ``pronoun`` is set where that is a clitic (منها)."""

    preposition: str
    at: int
    phrase: NounPhrase | None
    pronoun: str = ""


@dataclass(slots=True)
class Clause:
    """A finite verb and its arguments. Indices are token indices of one sentence.

    ``opener``: main, relative, complement, subordinate, coordinate. ``how``: where the subject was found: after,
    before, antecedent, shared (by coordination or auxiliary), clitic (أنها), or "" if it is hidden.
    ``rest``: where the verb's complements begin (behind a subject that follows the verb). ``parent`` indexes the
    clause whose subject is shared, ``content`` the token of أن that opens a clause under this verb.
    ``vouched``: how sure the parser is of the same subject, 0 where it is silent or sees another.
    ``completed``: the token behind all that belongs to the subject by the tree (0: nothing beside its phrase).
    ``excepted``: an exception stands behind a negated verb, so that it tells of something that was (لم يحضر إلا فلان).
    """

    verb: int
    form: VerbForm
    trigger: Trigger | None
    start: int
    end: int
    opener: str = "main"
    how: str = ""
    subject: NounPhrase | None = None
    subject_pronoun: str = ""
    antecedent: NounPhrase | None = None
    resumed: bool = False
    clitic: str = ""
    objects: list[NounPhrase] = field(default_factory=list)
    prepositional: list[Prepositional] = field(default_factory=list)
    rest: int = 0
    parent: int | None = None
    content: int | None = None
    negated: bool = False
    excepted: bool = False
    auxiliary: int | None = None
    vouched: float = 0.0
    completed: int = 0


def flags_of(clause: Clause) -> frozenset[str]:
    return clause.trigger.flags if clause.trigger else frozenset()


def is_passive_reading(clause: Clause) -> bool:
    """For a reversed trigger: one noun behind the verb, no clitic, no other subject → it is the one acted on."""
    return (
        clause.trigger is not None
        and "reversed" in clause.trigger.flags
        and not clause.clitic
        and not clause.objects
        and clause.how in {"after", "antecedent", "before", "shared", "clitic", ""}
        and clause.form.tense is not Tense.FUTURE
        and clause.form.person == 3
    )
