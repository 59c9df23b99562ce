"""The clauses of a sentence, in order of their verbs."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.asides import circumstance_end, resumed_at
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.complements import read_complements
from tawthiq.extract.claims.dependents import complete_subject
from tawthiq.extract.claims.far import read_far
from tawthiq.extract.claims.fronted import settle_order
from tawthiq.extract.claims.openers import opened_clause
from tawthiq.extract.claims.parsed import settle_arguments
from tawthiq.extract.claims.subjects import assign_subject
from tawthiq.extract.claims.token import Pos, Token


def find_clauses(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a sentence in order of their verbs."""
    verbs = [token.index for token in tokens if token.pos is Pos.VERB]
    clauses: list[Clause] = []
    for verb in verbs:
        clause = opened_clause(tokens, verb, clauses)
        if tokens[verb].word.preposition == "ل" and clauses and clause.subject is None and clause.form.person == 3:
            clause.opener, clause.parent = "coordinate", len(clauses) - 1  # عاد ليؤسس …: who came back founds
        read_complements(tokens, clause, limit=_resumed_behind(clauses, verb))
        assign_subject(tokens, clause, clauses)
        settle_arguments(tokens, clause)
        _pass_aside(tokens, clause)
        read_far(tokens, clause)
        complete_subject(tokens, clause)
        settle_order(tokens, clause)
        if clauses:
            _forward(clauses[-1], clause)
        clauses.append(clause)
    return clauses


def _resumed_behind(clauses: Sequence[Clause], verb: int) -> int | None:
    """Where a clause before this verb goes on behind it: what stands there is not this verb's."""
    return next((clause.rest for clause in reversed(clauses) if clause.rest > verb), None)


def _pass_aside(tokens: Sequence[Token], clause: Clause) -> None:
    """The complements of تسلّم فلان، المولود في بلدة، رئاسة … begin behind the aside."""
    if clause.rest < len(tokens) and tokens[clause.rest].word.text in {"،", ","}:
        resumed = resumed_at(tokens, clause.rest) or circumstance_end(tokens, clause.rest)
        if resumed is not None and resumed < clause.end:
            clause.rest = resumed


def _forward(first: Clause, second: Clause) -> None:
    """احتجزه وعذبه مسلحون: the subject behind the second verb is the first's too, and both take up one antecedent."""
    if second.opener != "coordinate" or second.verb != first.verb + 1 or second.form.gender != first.form.gender:
        return
    if first.subject is None and second.how == "after" and not first.objects:
        first.subject, first.how = second.subject, "after"
        first.rest, first.end = first.verb + 1, second.end
    if first.opener == "relative" and first.resumed and second.clitic:
        second.opener, second.antecedent, second.resumed = "relative", first.antecedent, True
