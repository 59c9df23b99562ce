"""On which side of a verb a noun can stand: a place is visited and visits nobody, a party pursues and is not what was pursued."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.cases import in_accusative
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType

_UPON_PEOPLE = frozenset({"persecutes", "arrested", "accuses", "congratulates"})


def acts_itself(clause: Clause) -> bool:
    """الحزب الذي لاحقه: what cannot have been done to the antecedent, which is no person, it did to somebody else."""
    upon_people = clause.trigger is not None and clause.trigger.predicate in _UPON_PEOPLE and not clause.objects
    return upon_people and clause.antecedent is not None and clause.antecedent.type not in {EntityType.PERSON, EntityType.GROUP}


def gone_to(clause: Clause, first: NounPhrase) -> bool:
    """زار السعودية: a place is visited and visits nobody; with another thing behind it, it was rather taken for a place."""
    going = clause.trigger is not None and clause.trigger.predicate == "visited" and "O" in clause.trigger.objects
    others = [phrase for phrase in clause.objects if phrase is not first]
    alone = not others or any(phrase.type is EntityType.PERSON for phrase in others)
    return going and first.type is EntityType.PLACE and not clause.clitic and alone


def first_who(tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause]) -> NounPhrase | None:
    """كان فلان أول من وقع …، فلان أول من زار …: who was the first to do it did it."""
    who = clause.verb - 1
    if who < _BEFORE or tokens[who].pos is not Pos.RELATIVE or tokens[who].key != "من" or clause.form.person != _THIRD:
        return None
    before = clauses[-1] if clauses else None
    if before is None:
        opening = noun_phrase(tokens, 0) if starts_phrase(tokens[0]) else None
        return opening if opening is not None and opening.end == who - 1 and opening.entity is not None else None
    was = "copula" in flags_of(before) and not before.negated and before.subject is not None and before.verb < who
    return before.subject if was and before.subject is not None and before.subject.end < who else None


def object_first(tokens: Sequence[Token], clause: Clause) -> bool:
    """قتل المتظاهرين جنود ملثمون: a plural in ين right behind a verb of harm is whom it befell; the doer is the next noun."""
    harm = clause.trigger is not None and "reversed" in clause.trigger.flags and clause.trigger.subject == "O"
    if not harm or clause.clitic or len(clause.objects) < _BEFORE or clause.form.person != _THIRD:
        return False
    first, second = clause.objects[:_BEFORE]
    near = first.start == clause.verb + 1 and second.start == first.end and not second.preposition
    if not near or not in_accusative(tokens[first.head]) or second.type not in _DOERS or in_accusative(tokens[second.head]):
        return False
    clause.objects.remove(second)
    clause.subject, clause.how, clause.rest = second, "after", second.end
    return True


def surely_befell(tokens: Sequence[Token], clause: Clause, first: NounPhrase) -> bool:
    """قتل المدنيين جريمة: a plural in ين right behind a verb of harm did nothing, whatever stands behind it."""
    harm = clause.trigger is not None and "reversed" in clause.trigger.flags and clause.trigger.subject == "O"
    return harm and first.start == clause.verb + 1 and in_accusative(tokens[first.head]) and len(clause.objects) > 1


_DOERS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})
_BEFORE = 2  # tokens: somebody, and his rank
_THIRD = 3
