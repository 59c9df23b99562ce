"""Who turns down a charge right behind it: …، وهي تهمة نفاها فلان؛ …، وهو ما تنفيه الشركة؛ …، الأمر الذي أنكره."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.reading import ACTORS, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument
from tawthiq.text.fold import fold

RULE = "denial.charge"
_NEAR = 5  # tokens from the end of a charge to the verb that turns it down: ، وهي تهمة باطلة نفاها
_CHARGE = "complicit_in"


def rebuttal_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause], drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The charges of a sentence once more, as denied by whoever the clause behind them names."""
    for draft in drafts:
        clause = _behind(tokens, clauses, draft)
        denier = _denier(scene, tokens, clause) if clause is not None else None
        if clause is None or denier is None or denier.span is None or scene.type_of(denier.entity) not in ACTORS:
            continue
        if not _told_by_the_text(scene, tokens[clause.verb]):
            continue
        if draft.accuser is not None and draft.accuser.entity == denier.entity:
            continue
        word = tokens[clause.verb].word
        end = max(draft.evidence[1], denier.span.end, word.end)
        yield replace(
            draft, rule=RULE, by=denier, spoken=True, negated=True, alleged=False, accuser=None,
            trigger=(word.core_start, word.end), evidence=(draft.evidence[0], end), time=(), about=None,
        )  # fmt: skip


def _denier(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Argument | None:
    """Who denies: the noun behind the verb, whose object its clitic is; else its subject."""
    first = clause.objects[0] if clause.objects and clause.subject is None else None
    if first is not None and first.start == clause.verb + 1:
        return Argument(entity=scene.entity_for(tokens, first, acting=True), span=scene.span(tokens, first.start, first.end))
    found = resolve(scene, tokens, clause)
    return found.subject if found is not None else None


def _behind(tokens: Sequence[Token], clauses: Sequence[Clause], draft: Draft) -> Clause | None:
    """The clause of denying that takes up a charge by its clitic."""
    span = draft.object.span if draft.object is not None else None
    if draft.predicate != _CHARGE or draft.negated or span is None:
        return None
    first = next((token.index for token in tokens if token.word.start >= span.end), len(tokens))
    verb = next((t for t in tokens[first : first + _NEAR] if t.pos is Pos.VERB), None)
    if verb is None or verb.word.pronoun not in {"ه", "ها"} or not _takes_up(tokens[first : verb.index]):
        return None
    lemmas = set(map(fold, verb.verb.lemmas)) if verb.verb is not None else set()
    if not lemmas & room_words("denying", "denials"):
        return None
    return next((clause for clause in clauses if clause.verb == verb.index and not clause.negated), None)


def _told_by_the_text(scene: Scene, verb: Token) -> bool:
    """Whether the text itself says that it is denied; inside another's words nobody can tell how far they reach."""
    said = scene.tree.innermost(verb.word.start, verb.word.end)
    return said is None or (said.act == "accuse" and said.parent is None)


def _takes_up(between: Sequence[Token]) -> bool:
    """Whether what stands between points back at the whole: وهي تهمة، وهو ما، الأمر الذي."""
    return any(token.key in room_words("taken_up", "denials") for token in between)
