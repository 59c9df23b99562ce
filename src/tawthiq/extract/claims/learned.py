"""Claims by the learned heads: drafts where no rule has read what they see.

The heads propose triggers, predicates, and the words of subject and object; entities, standing, chain and time come from where they come
from for every draft. Where there are no heads nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import prod

from tawthiq.encoder import NOWHERE, Proposal
from tawthiq.extract.claims.agreement import alike, hanging, overlap, pointed, range_of, words_of
from tawthiq.extract.claims.chunk import noun_phrase, starts_phrase
from tawthiq.extract.claims.guarded import DEEDS, TITLES, Words, asserted, doubts, negated
from tawthiq.extract.claims.lexicon import nationality, room_words
from tawthiq.extract.claims.roles import place_named
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.token import Pos, Token
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
_SURE = 0.5  # of a pointer to a subject: with it any noun phrase is one. Of such drafts no fewer were right than of others
_WITH_SUBJECT = 160  # code points between subject and trigger beyond which evidence does not reach back to it


def learned_drafts(scene: Scene, tokens: Sequence[Token], drafts: Sequence[Draft], proposals: Sequence[Proposal]) -> Iterator[Draft]:
    """What the heads see and no rule has told, the surest first."""
    told = [draft for draft in drafts if draft.predicate != OPEN]
    for one in sorted(proposals, key=lambda one: -one.probability):
        if one.probability < _LEAST or one.predicate in _UNTOLD:
            continue
        draft = _draft(scene, tokens, one)
        if draft is not None and not any(_tells(tokens, known, draft) for known in told):
            told.append(draft)
            more = (*_borne_out(tokens, draft, one, drafts, proposals), *hanging(tokens, draft, drafts))
            yield replace(draft, measures=(*draft.measures, *more))


def _tells(tokens: Sequence[Token], known: Draft, draft: Draft) -> bool:
    """Whether a draft is told already: the same trigger, or the same object, under nearly the same predicate."""
    known_object, own_object = words_of(tokens, known.object), words_of(tokens, draft.object)
    if known.rule == _PURSUIT and known.trigger == draft.trigger:
        return True
    if known.rule.startswith(_PREDICATED) and draft.predicate in _NOUNS and NOWHERE not in known_object:
        return own_object[0] <= known_object[0] <= own_object[1]  # كان منتميا لحزب العمال: member_of, and no quality besides
    if not alike(known.predicate, draft.predicate):
        return False
    if known.trigger[0] < draft.trigger[1] and draft.trigger[0] < known.trigger[1]:
        return known.rule.startswith(RULE) or NOWHERE in own_object or overlap(known_object, own_object) >= _SAME
    return NOWHERE not in own_object and overlap(known_object, own_object) >= _SAME


_PREDICATED = "predicate."  # rules of predicate nouns
_NOUNS = frozenset({"has_trait", "occupation", "holds_position"})
_PURSUIT = "pursuit"  # عمل في المحاماة: the field is all that the verb tells


def _draft(scene: Scene, tokens: Sequence[Token], one: Proposal) -> Draft | None:
    one = _by_its_verb(tokens, one)
    subject = _subject(scene, tokens, one)
    item = _object(scene, tokens, one, subject) if subject is not None else None
    if subject is None or not _possible(scene, one, subject, item):
        return None
    if not asserted(scene, tokens, one, subject, item):
        return None
    start, end = _evidence(tokens, one, subject, item)
    word = tokens[one.word].word
    predicate, thing = _called_by(scene, tokens, one.predicate, item)
    return Draft(
        f"{RULE}{predicate}",
        predicate,
        subject.argument,
        thing,
        scene.range(tokens, start, end),
        (word.core_start, word.end),
        time=clause_times(tokens, start, end),
        why=(_WHY,),
        negated=negated(tokens, one.word),
        signs=tuple(_signs(scene, tokens, one, subject)),
        measures=tuple(_own_measures(one)),
    )


def _by_its_verb(tokens: Sequence[Token], one: Proposal) -> Proposal:
    """تلقت المدينة ضربة جديدة: a doing whose noun is a verb's object is told by the verb, without which it may mean the contrary."""
    first, last = pointed(one)
    arc = tokens[first].arc if first != NOWHERE else None
    if one.predicate not in DEEDS or arc is None or arc.relation != _OBJECT or arc.probability < _SURE or first <= arc.head <= last:
        return one
    verb = tokens[arc.head] if arc.head >= 0 else None
    if verb is None or verb.pos is not Pos.VERB or tokens[one.word].pos is Pos.VERB or not first <= one.word <= last:
        return one
    other = any(token.pos in {Pos.VERB, Pos.RELATIVE} for token in tokens[verb.index + 1 : first])
    copular = verb.trigger is not None and "copula" in verb.trigger.flags
    return one if copular or other or not 0 < first - verb.index <= _GOVERNED else replace(one, word=verb.index)


_OBJECT = "obj"
_GOVERNED = 10  # tokens from a verb to its object
_WHY = "القارئ المتعلَّم"


def _called_by(scene: Scene, tokens: Sequence[Token], predicate: str, item: Words | None) -> tuple[str, Argument | None]:
    """Predicate and object; البرازيلي فلان: an adjective of nationality alone is where somebody is from, and no occupation."""
    if item is None:
        return predicate, None
    alone = item.first == item.last and tokens[item.first].word.article and predicate in {"occupation", "holds_position"}
    place = nationality(tokens[item.first].key) if alone else None
    if place is None:
        return predicate, item.argument
    return "nationality", replace(item.argument, entity=place_named(scene, place), value=place)


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
    if subject.first > one.word and one.predicate in DEEDS:
        yield "subject among"
    yield from doubts(tokens, one)
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
    yield "learned open", max((overlap(words_of(tokens, o.object), pointed(one)) for o in here if o.predicate == OPEN), default=0.0)
    yield "learned beside", float(any(o.predicate != OPEN for o in here))
    yield "learned against", float(any(alike(o.predicate, draft.predicate) for o in here))


def _subject(scene: Scene, tokens: Sequence[Token], one: Proposal) -> Words | None:
    """Whom the pointer means; where it goes nowhere, whom the clause or the trigger's pronoun means."""
    word = one.subject[0][0]
    if word == NOWHERE:
        return _unnamed(scene, tokens[one.word])
    return _named(scene, tokens, word, sure=one.subject[0][1] >= _SURE)


def _unnamed(scene: Scene, token: Token) -> Words | None:
    known = scene.subjects.get(token.word.core_start)
    if known is not None:
        return Words(NOWHERE, NOWHERE, known)
    word = token.word
    referent = scene.discourse.pronoun(word.pronoun, word.start, word.end) if word.pronoun and token.pos is Pos.NOUN else None
    return Words(NOWHERE, NOWHERE, Argument(entity=referent.entity)) if referent is not None else None


def _named(scene: Scene, tokens: Sequence[Token], word: int, *, sure: bool) -> Words | None:
    """Who or what a word begins to call: a mention, or a noun phrase that can stand for something, any where the pointer is ``sure``."""
    mention = _mention(scene, tokens, word)
    if mention is not None:
        low, high = range_of(tokens, mention.span.start, mention.span.end)
        return Words(low, high - 1, Argument(entity=mention.entity, span=mention.span))
    phrase = noun_phrase(tokens, word) if starts_phrase(tokens[word]) else None
    entity = scene.entity_for(tokens, phrase, acting=True, sure=sure) if phrase is not None else None
    if phrase is None or entity is None:
        return None
    return Words(phrase.start, phrase.end - 1, Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)))


def _mention(scene: Scene, tokens: Sequence[Token], word: int) -> Mention | None:
    """The longest mention that begins with a word, or the outermost that holds it."""
    at = tokens[word].word
    inside = scene.layers.mentions.inside(at.start, tokens[-1].word.end)
    begun = [mention for mention in inside if mention.span.start < at.end]
    return max(begun, key=lambda mention: mention.span.end, default=None) or tokens[word].inside


def _object(scene: Scene, tokens: Sequence[Token], one: Proposal, subject: Words) -> Words | None:
    """What stands between the pointers: the entity that is called so, or the words; a deed with its verb, wherever that stands."""
    first, last = pointed(one)
    if first == NOWHERE:
        return None
    if one.predicate in DEEDS and first <= one.word < subject.first <= subject.last <= last:
        return _around(scene, tokens, (first, last), subject)
    mention = _mention(scene, tokens, first)
    if mention is not None and mention.span.end == tokens[last].word.end and mention.span.start >= tokens[first].word.start:
        return Words(first, last, Argument(entity=mention.entity, span=mention.span))
    trigger = tokens[one.word]
    apart = one.predicate in DEEDS and trigger.pos is Pos.VERB and not first <= one.word <= last
    argument = scene.words(tokens, first, last + 1, _verb_words(tokens, one.word, one.word + 1) if apart else "", dated=True)
    return Words(first, last, argument) if argument is not None else None


def _around(scene: Scene, tokens: Sequence[Token], ends: tuple[int, int], subject: Words) -> Words | None:
    """A deed whose subject stands among its words (وصل الوزير إلى المطار): its words without the subject."""
    if any(token.pos is Pos.NEGATOR or token.key in room_words("without", "guarded") for token in tokens[subject.last + 1 : ends[1] + 1]):
        return None  # غادر الوفد من غير أن يوقع: two deeds, one of them not done
    (first, last), verb = ends, _verb_words(tokens, ends[0], subject.first)
    behind = _behind_subject(tokens, subject, last)
    if behind is None:
        return None
    if behind <= last:
        argument = scene.words(tokens, behind, last + 1, verb, dated=True)
        return Words(behind, last, argument) if argument is not None else None
    argument = scene.words(tokens, first, subject.first, dated=True)
    return Words(first, subject.first - 1, argument) if argument is not None else None


def _verb_words(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words before a subject, the first without و."""
    first = tokens[start].word
    return " ".join((first.text.removeprefix(first.conjunction), *(token.word.text for token in tokens[start + 1 : end])))


def _behind_subject(tokens: Sequence[Token], subject: Words, last: int) -> int | None:
    """Where what is said begins behind a subject with all that the tree hangs on it; None where a description of it goes on to the end.

    تسلم المدير الذي اختاره المجلس | مفاتيح المبنى; جاء تحالف الفجر المؤلف من الحزبين | في المركز الثاني.
    """
    at = subject.last + 1
    while at <= last and (tokens[at].pos is Pos.MARK or _hangs_inside(tokens, at, subject.first, at)):
        at += 1
    opened = any(token.pos is Pos.RELATIVE or token.word.text in _MARKS for token in tokens[subject.last + 1 : at])
    return None if at > last and (opened or at > subject.last + 1) else at


def _hangs_inside(tokens: Sequence[Token], at: int, low: int, high: int) -> bool:
    """Whether the tree leads from a word up to one of the words in ``[low, high)``."""
    for _ in range(_HIGHEST):
        arc = tokens[at].arc
        if arc is None or arc.head < 0 or arc.head == at:
            return False
        if low <= arc.head < high and arc.head < at:
            return True
        if arc.head < low:
            return False
        at = arc.head
    return False


_HIGHEST = 8  # arcs up from a word
_MARKS = frozenset({"،", ",", "("})


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
