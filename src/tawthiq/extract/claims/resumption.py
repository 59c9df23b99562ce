"""Whether a relative clause takes up its antecedent with a pronoun, so that somebody else is its subject: باريس التي لجأ إليها فلان."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.sides import acts_itself
from tawthiq.extract.claims.token import Pos, Token

_THIRD = 3


def resumes(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the relative clause comes back to its antecedent with a pronoun: التي تقودها، التي يعاني منها."""
    if clause.clitic:
        return _clitic_fits(tokens, clause) and not acts_itself(clause)
    return any(item.pronoun for item in clause.prepositional) and (bool(clause.objects) or _clashes(tokens, clause))


def _clashes(tokens: Sequence[Token], clause: Clause) -> bool:
    """باريس التي لجأ إليها: a verb of the other gender than its relative pronoun, which a preposition's clitic takes up."""
    relative = next((token.key for token in reversed(tokens[max(0, clause.verb - 4) : clause.verb]) if token.pos is Pos.RELATIVE), "")
    gender, clitic = {"التي": ("f", "ها"), "الذي": ("m", "ه")}.get(relative, ("", ""))
    singular = clause.form.person == _THIRD and clause.form.number == "s"
    return bool(gender) and singular and clause.form.gender != gender and any(item.pronoun == clitic for item in clause.prepositional)


def _clitic_fits(tokens: Sequence[Token], clause: Clause) -> bool:
    """التي جمعتهم: a clitic of another gender or number than the relative pronoun does not take up its antecedent."""
    before = reversed(tokens[max(0, clause.verb - 4) : clause.verb])
    relative = next((token.key for token in before if token.pos is Pos.RELATIVE), "")
    wanted = {"الذي": "ه", "التي": "ها"}.get(relative)
    return wanted is None or clause.clitic == wanted or clause.form.person != 3
