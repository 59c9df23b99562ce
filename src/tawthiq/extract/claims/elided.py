"""What a sentence says a second time without its words: وكذلك فعل نائبه، وحدها الصحف فعلت ذلك; لم يعلن ترشحه; لم يختره أحد."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Token
from tawthiq.model import Argument, EntityType
from tawthiq.text.fold import fold

_TOLD_BY_VERBS = ("verbal.", "collocation.", "description.", "vouched.")
_NEAR = 2  # tokens around فعل that say the same was done
_DONE_TO = frozenset({"killed_in", "attacked_in", "arrested", "confirmed_by", "appointed_by", "left_position"})


def elided_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What the sentence's short clauses take up of the drafts before them, and what nobody did to somebody."""
    for clause in clauses:
        if _does_the_same(tokens, clause):
            yield from _same(scene, tokens, clause, drafts)
        elif clause.negated and clause.clitic:
            yield from _by_nobody(scene, tokens, clause)


def with_contests(drafts: Sequence[Draft]) -> list[Draft]:
    """لا يستبعد خوض الانتخابات ولم يعلن ترشحه: a candidacy without of what is for the contest that the sentence has named of him."""
    named = [d for d in drafts if d.predicate == "candidate_for" and d.object is not None]
    return [_completed(draft, named) for draft in drafts]


def _completed(draft: Draft, named: Sequence[Draft]) -> Draft:
    if draft.predicate != "candidate_for" or draft.object is not None:
        return draft
    before = [d for d in named if d.subject.entity == draft.subject.entity and d.trigger[0] < draft.trigger[0]]
    return replace(draft, object=before[-1].object) if before else draft


def _does_the_same(tokens: Sequence[Token], clause: Clause) -> bool:
    """كذلك فعل …, فعل ذلك، فعلت الشيء نفسه، فعل المثل."""
    if not {fold(lemma) for lemma in clause.form.lemmas} & room_words("doing", "elided"):
        return False
    before = tokens[max(0, clause.verb - _NEAR) : clause.verb]
    behind = tokens[clause.verb + 1 : clause.end + 1]
    also = any(token.key in room_words("likewise", "elided") for token in before)
    return also or any(token.key in room_words("that", "elided") for token in behind[:_NEAR]) or _that_itself(behind)


def _that_itself(behind: Sequence[Token]) -> bool:
    """الشيء نفسه، الأمر ذاته."""
    keys = [token.key for token in behind]
    return any(first in room_words("thing", "elided") and second in room_words("itself", "elided") for first, second in pairwise(keys))


def _same(scene: Scene, tokens: Sequence[Token], clause: Clause, drafts: Sequence[Draft]) -> Iterator[Draft]:
    start = tokens[clause.verb].word.core_start
    told = [d for d in drafts if d.rule.startswith(_TOLD_BY_VERBS) and d.trigger[0] < start and d.object is not None]
    found = resolve(scene, tokens, clause) if told else None
    if found is None or found.type not in ACTORS or clause.subject is None:
        return
    last = max(draft.trigger[0] for draft in told)
    for draft in told:
        if draft.trigger[0] != last or draft.subject.entity == found.subject.entity or draft.about is not None:
            continue
        plain = drafted(found, draft.predicate, found.subject, draft.object)
        yield replace(plain, rule=draft.rule, intended=draft.intended and plain.intended, alleged=draft.alleged)


def _by_nobody(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Iterator[Draft]:
    """لم يختره أحد: of whom the clitic means it is told that it was not done to him."""
    noun, trigger = clause.subject, clause.trigger
    if noun is None or trigger is None or tokens[noun.head].key not in room_words("anybody", "elided") or clause.how != "after":
        return
    if trigger.predicate not in _DONE_TO or not ({"elect", "appoint", "reversed"} & flags_of(clause)):
        return
    word = tokens[clause.verb].word
    whom = scene.discourse.acted_on(clause.clitic, word.start, word.end, told=False)
    if whom is None or scene.type_of(whom.entity) is not EntityType.PERSON:
        return
    reading = Reading(scene, tokens, clause, Argument(entity=whom.entity), whom.why)
    yield drafted(reading, trigger.predicate, reading.subject, None)
