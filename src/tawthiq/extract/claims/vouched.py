"""Plain clauses: what a subject did or is like, weighed by what the parser says of the subject.

Where no rule of a verb's kind has anything to say and the parser vouches for the subject, a clause is told in its own words. A
description whose subject the parser does not see is kept as an open claim: on press articles less than one in five is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.arguments import verb_phrase
from tawthiq.extract.claims.clause import flags_of
from tawthiq.extract.claims.description import tells
from tawthiq.extract.claims.hidden import impersonal, of_things
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.plain import points
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.token import Token
from tawthiq.extract.claims.withheld import owned_up
from tawthiq.model import EntityType
from tawthiq.text.fold import fold

_VOUCHED, _SEEN = 0.8, 0.5  # of the parser's probability of the subject: to tell a clause, to trust a description
_SPEAKER = "صاحب القول"  # the reason of a reference
_FEWEST = 2  # words of a verb and what stands beside it and its subject
_UNTOLD = frozenset({"say", "aux", "copula", "tamm", "continues"})
_ON_SOMEBODY = frozenset({"accuses", "complicit_in", "killed_in", "attacked_in", "arrested", "persecutes", "appointed_by", "opposes"})
"""What is done to somebody: without whom it befell the words behind the verb would read as the subject's own deed or lot."""
_FRONTED, _HIDDEN = frozenset({"description.any", "description.predicate"}), frozenset({"description.any"})


def borne_out(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of a clause as far as the parser bears them out; in place of none, or of an open one, what the clause says."""
    if reading.tokens[reading.clause.verb].arc is None:
        yield from drafts
        return
    told = any(draft.predicate != "open" or draft.rule.startswith("collocation.") for draft in drafts)
    plain = None if told or not _sure(reading) else _told(reading)
    if plain is not None:
        yield plain
        return
    for draft in drafts:
        yield replace(draft, predicate="open") if _doubtful(reading, draft) else draft


def _doubtful(reading: Reading, draft: Draft) -> bool:
    clause = reading.clause
    if clause.subject is None:
        return draft.rule in _HIDDEN
    return clause.how == "before" and clause.vouched < _SEEN and draft.rule in _FRONTED


def _sure(reading: Reading) -> bool:
    clause, tokens = reading.clause, reading.tokens
    beside = clause.vouched >= _VOUCHED and clause.how in {"after", "before"}
    if not (beside or _taken_up(reading)) or clause.opener in {"relative", "loose", "subordinate"}:
        return False
    if points(tokens, clause) or _on_somebody(reading):
        return False
    if clause.trigger is not None and fold(clause.trigger.lemma) in room_words("too_much", "plain"):
        return False
    if flags_of(clause) & _UNTOLD or clause.content is not None or clause.excepted:
        return False
    if impersonal(tokens, clause) or owned_up(tokens, clause):
        return False
    return not any(fold(lemma) in word_class("untold_verbs") for lemma in clause.form.lemmas) and _argued(reading)


def _taken_up(reading: Reading) -> bool:
    """أعلنت الشركة أنها ستوقف إنتاجها: the clitic before the verb means the speaker; no parser is needed to see it."""
    return reading.clause.how == "clitic" and _SPEAKER in reading.why and reading.scene.named(reading.subject.entity)


def _on_somebody(reading: Reading) -> bool:
    """اتهمته الحركة بالضلوع في …: whom the verb acts on stands as a clitic that was not resolved, or is what the claim is about."""
    trigger = reading.clause.trigger
    return trigger is not None and trigger.predicate in _ON_SOMEBODY and (bool(reading.clause.clitic) or trigger.predicate == "accuses")


def _argued(reading: Reading) -> bool:
    """Whether an object stands beside the verb, or a preposition that is the verb's own and none of time or cause."""
    clause = reading.clause
    own = any(item.phrase is not None and fold(item.preposition) not in word_class("circumstances") for item in clause.prepositional)
    return bool(clause.objects or clause.clitic or own) and tells(reading)


def _told(reading: Reading) -> Draft | None:
    words = verb_phrase(reading, "")
    if words is None or words.span is None or len((words.text or "").split()) < _FEWEST:
        return None
    tokens, clause = reading.tokens, reading.clause
    predicate = "engaged_in" if reading.type in ACTORS and not of_things(tokens, clause) else "has_trait"
    if reading.type not in ACTORS and any(_person(token) for token in tokens[clause.rest : clause.end]):
        return None  # ذهبت الجائزة إلى فلان: rather a fact of his
    return replace(drafted(reading, predicate, reading.subject, words), rule="vouched.clause")


def _person(token: Token) -> bool:
    return token.inside is not None and token.inside.type is EntityType.PERSON
