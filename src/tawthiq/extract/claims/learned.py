"""Claims by the learned heads: drafts where no rule has read what they see, and what they say of the drafts of rules.

The heads propose triggers, predicates, and the words of subject and object; entities, standing, chain and time come from where they come
from for every draft. Where there are no heads nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import prod
from types import MappingProxyType

from tawthiq.encoder import NOWHERE, Proposal
from tawthiq.extract.claims.chunk import noun_phrase, starts_phrase
from tawthiq.extract.claims.guarded import DEEDS, TITLES, Words, asserted, negated
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.tokens import Pos, Token
from tawthiq.model import Argument, EntityType, Mention
from tawthiq.model.predicates import OPEN

RULE = "learned."
"""How the rule names of drafts by the heads begin."""

_LEAST = 0.15  # of a trigger's probability: below it one in twenty is right
# Charges, by whom and of what, are for rules that know who says so; of amounts and hopes one in four was right.
_UNTOLD = frozenset({"complicit_in", "persecutes", "accuses", "has_quantity", "hopes_or_demands"})
_SAME = 0.5  # share of words at which two objects are one, as the scorer's
_BARE = frozenset({"died", "ended", "arrested", "killed_in", "attacked_in", "election_held", "left_position", "returned_to", "fled"})
_OF_PEOPLE = frozenset({"holds_position", "occupation", "nationality", "family_of", "born_on", "born_in", "left_position", "educated"})
_WITH_SUBJECT = 160  # code points between subject and trigger beyond which evidence does not reach back to it
_ALIKE: Mapping[str, str] = MappingProxyType({
    "occupation": "holds_position", "employed_by": "holds_position", "appointed_by": "holds_position", "candidate_for": "nominated_for",
    "part_of": "member_of", "cooperates_with": "has_ties_with", "loyal_to": "supports", "friction_with": "opposes",
    "engaged_in": "has_trait", "killed_in": "died", "arrested": "persecutes",
})  # fmt: skip
"""Predicates that tell nearly the same: a proposal of one bears out a draft of the other."""


def alike(one: str, other: str) -> bool:
    """Whether two predicates tell nearly the same."""
    return _ALIKE.get(one, one) == _ALIKE.get(other, other)


def weighed(tokens: Sequence[Token], drafts: Sequence[Draft], proposals: Sequence[Proposal]) -> list[Draft]:
    """The drafts of a sentence with what the heads say of each."""
    return [replace(draft, measures=tuple(_measures(tokens, draft, proposals))) for draft in drafts]


def _measures(tokens: Sequence[Token], draft: Draft, proposals: Sequence[Proposal]) -> Iterator[tuple[str, float]]:
    """How far proposals bear out a draft: its predicate, its arguments, and what else they see at its trigger."""
    low, high = _range(tokens, *draft.evidence)
    at, _ = _range(tokens, *draft.trigger)
    near = [one for one in proposals if low <= one.word < high]
    same = [(one.probability, one.probability * _agreeing(tokens, draft, one)) for one in near if alike(one.predicate, draft.predicate)]
    exact = max((one.probability for one in near if one.predicate == draft.predicate), default=0.0)
    other = max((one.probability for one in near if one.word == at and not alike(one.predicate, draft.predicate)), default=0.0)
    yield "head", max((chance for chance, _ in same), default=0.0)
    yield "head exact", exact
    yield "head whole", max((whole for _, whole in same), default=0.0)
    yield "head other", other
    yield "head silent", float(not same)


def _agreeing(tokens: Sequence[Token], draft: Draft, one: Proposal) -> float:
    """How likely a proposal's pointers go to a draft's subject and object."""
    return _at(tokens, draft.subject, one.subject) * _overlap(_pointed(one), _words_of(tokens, draft.object))


def _at(tokens: Sequence[Token], subject: Argument, pointer: Sequence[tuple[int, float]]) -> float:
    """The probability that a pointer goes to a subject, or nowhere where it is not named here."""
    found = 0.0
    for word, chance in pointer:
        mention = tokens[word].inside if word != NOWHERE else None
        here = subject.span is not None and word != NOWHERE and subject.span.start < tokens[word].word.end <= subject.span.end
        hidden = word == NOWHERE and subject.span is None
        if here or hidden or (mention is not None and mention.entity == subject.entity):
            found += chance
    return min(1.0, found)


def _pointed(one: Proposal) -> tuple[int, int]:
    """First and last word of the object, both ``NOWHERE`` if there is none."""
    first, last = one.first[0][0], one.last[0][0]
    return (first, last) if NOWHERE not in (first, last) and last >= first else (NOWHERE, NOWHERE)


def _words_of(tokens: Sequence[Token], argument: Argument | None) -> tuple[int, int]:
    if argument is None or argument.span is None:
        return NOWHERE, NOWHERE
    low, high = _range(tokens, argument.span.start, argument.span.end)
    return (low, high - 1) if high > low else (NOWHERE, NOWHERE)


def _range(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The tokens that share a character with offsets."""
    inside = [i for i, token in enumerate(tokens) if token.word.start < end and start < token.word.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Twice the shared words over the words of both; two that are nowhere are the same."""
    if NOWHERE in one or NOWHERE in other:
        return float(one == other)
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return 2 * max(0, shared) / (one[1] - one[0] + other[1] - other[0] + 2)


# ------------------------------------------------------------------ drafts of its own


def learned_drafts(scene: Scene, tokens: Sequence[Token], drafts: Sequence[Draft], proposals: Sequence[Proposal]) -> Iterator[Draft]:
    """What the heads see and no rule has told, the surest first."""
    told = [draft for draft in drafts if draft.predicate != OPEN]
    for one in sorted(proposals, key=lambda one: -one.probability):
        if one.probability < _LEAST or one.predicate in _UNTOLD:
            continue
        draft = _draft(scene, tokens, one)
        if draft is not None and not any(_tells(tokens, known, draft) for known in told):
            told.append(draft)
            yield replace(draft, measures=(*draft.measures, *_borne_out(tokens, draft, one, drafts, proposals)))


def _tells(tokens: Sequence[Token], known: Draft, draft: Draft) -> bool:
    """Whether a draft is told already: the same trigger, or the same object, under nearly the same predicate."""
    if not alike(known.predicate, draft.predicate):
        return False
    if known.trigger[0] < draft.trigger[1] and draft.trigger[0] < known.trigger[1]:
        return True  # another object at the same trigger is right in one case of four only
    known_object, own_object = _words_of(tokens, known.object), _words_of(tokens, draft.object)
    return NOWHERE not in own_object and _overlap(known_object, own_object) >= _SAME


def _draft(scene: Scene, tokens: Sequence[Token], one: Proposal) -> Draft | None:
    subject, item = _subject(scene, tokens, one), _object(scene, tokens, one)
    if subject is None or not _possible(scene, one, subject, item):
        return None
    if not asserted(scene, tokens, one, subject, item):
        return None
    start, end = _evidence(tokens, one, subject, item)
    word = tokens[one.word].word
    return Draft(
        f"{RULE}{one.predicate}",
        one.predicate,
        subject.argument,
        item.argument if item is not None else None,
        scene.range(tokens, start, end),
        (word.core_start, word.end),
        time=clause_times(tokens, start, end),
        why=(_WHY,),
        negated=negated(tokens, one.word),
        signs=tuple(_signs(scene, tokens, one, subject)),
        measures=tuple(_own_measures(one)),
    )


_WHY = "القارئ المتعلَّم"


def _possible(scene: Scene, one: Proposal, subject: Words, item: Words | None) -> bool:
    """Whether this can be told of this: of somebody, of another than itself, with an object where the predicate needs one."""
    entity = subject.argument.entity
    if entity is None or (item is None and one.predicate not in _BARE):
        return False
    if item is not None and (item.argument.entity == entity or item.first <= subject.first <= subject.last <= item.last):
        return False  # وزير خارجية الأردن is not said of الأردن
    return one.predicate not in _OF_PEOPLE or scene.type_of(entity) in {EntityType.PERSON, EntityType.GROUP}


def _signs(scene: Scene, tokens: Sequence[Token], one: Proposal, subject: Words) -> Iterator[str]:
    """How trigger and subject stand, and whether the clause's own subject is the same."""
    token = tokens[one.word]
    yield f"trigger:{token.pos.name.lower()}"
    yield f"trigger:{token.pos.name.lower()} {one.predicate}"
    known = scene.subjects.get(token.word.core_start)
    agrees = "unknown" if known is None else "agrees" if known.entity == subject.argument.entity else "differs"
    yield f"clause {agrees}"
    yield "subject pointed" if subject.first != NOWHERE else "subject inferred"
    if one.predicate in TITLES and token.pos is not Pos.VERB:
        yield "title"


def _own_measures(one: Proposal) -> Iterator[tuple[str, float]]:
    subject, item, ends = one.subject[0][1], one.first[0][1] * one.last[0][1], one.begin[0][1] * one.end[0][1]
    yield "learned", one.probability
    yield "learned subject", subject
    yield "learned object", item
    yield "learned evidence", ends
    yield "learned whole", one.probability * subject * item


def _borne_out(
    tokens: Sequence[Token], draft: Draft, one: Proposal, drafts: Sequence[Draft], proposals: Sequence[Proposal]
) -> Iterator[tuple[str, float]]:
    """What else speaks for a draft: proposals of nearly the same, an open draft of the same words, other predicates at its trigger."""
    same = [other.probability for other in proposals if other.word == one.word and alike(other.predicate, one.predicate)]
    yield "learned together", 1 - prod(1 - chance for chance in same)
    here = [other for other in drafts if other.trigger == draft.trigger]
    yield "learned open", max((_overlap(_words_of(tokens, o.object), _pointed(one)) for o in here if o.predicate == OPEN), default=0.0)
    yield "learned beside", float(any(o.predicate != OPEN for o in here))


def _subject(scene: Scene, tokens: Sequence[Token], one: Proposal) -> Words | None:
    """Whom the pointer means; where it goes nowhere, whom the clause or the trigger's pronoun means."""
    word = one.subject[0][0]
    if word == NOWHERE:
        return _unnamed(scene, tokens[one.word])
    return _named(scene, tokens, word)


def _unnamed(scene: Scene, token: Token) -> Words | None:
    known = scene.subjects.get(token.word.core_start)
    if known is not None:
        return Words(NOWHERE, NOWHERE, known)
    word = token.word
    referent = scene.discourse.pronoun(word.pronoun, word.start, word.end) if word.pronoun and token.pos is Pos.NOUN else None
    return Words(NOWHERE, NOWHERE, Argument(entity=referent.entity)) if referent is not None else None


def _named(scene: Scene, tokens: Sequence[Token], word: int) -> Words | None:
    """Who or what a word begins to call: a mention, or a noun phrase that can stand for something."""
    mention = _mention(scene, tokens, word)
    if mention is not None:
        low, high = _range(tokens, mention.span.start, mention.span.end)
        return Words(low, high - 1, Argument(entity=mention.entity, span=mention.span))
    phrase = noun_phrase(tokens, word) if starts_phrase(tokens[word]) else None
    entity = scene.entity_for(tokens, phrase, acting=True) if phrase is not None else None
    if phrase is None or entity is None:
        return None
    return Words(phrase.start, phrase.end - 1, Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)))


def _mention(scene: Scene, tokens: Sequence[Token], word: int) -> Mention | None:
    """The longest mention that begins with a word, or the outermost that holds it."""
    at = tokens[word].word
    inside = scene.layers.mentions.inside(at.start, tokens[-1].word.end)
    begun = [mention for mention in inside if mention.span.start < at.end]
    return max(begun, key=lambda mention: mention.span.end, default=None) or tokens[word].inside


def _object(scene: Scene, tokens: Sequence[Token], one: Proposal) -> Words | None:
    """What stands between the pointers: the entity that is called so, or the words; a deed with its verb, wherever that stands."""
    first, last = _pointed(one)
    if first == NOWHERE:
        return None
    mention = _mention(scene, tokens, first)
    if mention is not None and mention.span.end == tokens[last].word.end and mention.span.start >= tokens[first].word.start:
        return Words(first, last, Argument(entity=mention.entity, span=mention.span))
    trigger = tokens[one.word]
    apart = one.predicate in DEEDS and trigger.pos is Pos.VERB and not first <= one.word <= last
    argument = scene.words(tokens, first, last + 1, trigger.word.text if apart else "", dated=True)
    return Words(first, last, argument) if argument is not None else None


def _evidence(tokens: Sequence[Token], one: Proposal, subject: Words, item: Words | None) -> tuple[int, int]:
    """What the pointers call evidence, with trigger and object; where they call nothing so, with a subject that stands near."""
    words = [one.word, *((item.first, item.last) if item is not None else ())]
    begin, end = one.begin[0][0], one.end[0][0]
    if NOWHERE not in (begin, end) and begin <= end:
        return min(*words, begin), max(*words, end) + 1
    if subject.first != NOWHERE:
        low, high = min(*words, subject.first), max(*words, subject.last)
        if tokens[high].word.end - tokens[low].word.start <= _WITH_SUBJECT:
            words += [subject.first, subject.last]
    return min(words), max(words) + 1
