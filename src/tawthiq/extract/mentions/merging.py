"""Rules and model together: what the model is sure of is added where the rules have nothing, and mends the borders of their names.

Each bar below was read off two tables: how often rule and model are right where they disagree, on the annotated press and the
development gold. The rules keep what they have wherever the table did not clearly speak for the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tawthiq.encoder import Arc, Proposal, Tagged
from tawthiq.extract.mentions.candidates import Candidate, Sentence, make
from tawthiq.extract.mentions.persons import acts, bearers, did, passive, phrase_like
from tawthiq.extract.mentions.tokens import Token, raw
from tawthiq.extract.mentions.vocabulary import Kind, word_set
from tawthiq.model import EntityType, MentionForm
from tawthiq.text.lexicon import lookup

_LAYER = "names"
_TYPES = {"Person": EntityType.PERSON, "Organization": EntityType.ORGANIZATION, "Place": EntityType.PLACE}
_BYLINE = 10  # words and marks of the longest byline
_NAMED = (Kind.ORG, Kind.PLACE, Kind.AWARD, Kind.WORK, Kind.EVENT)
# Probabilities of the model's least sure word.
_SURE = 0.9  # a name that no lexicon vouches for
_LIKELY = 0.85  # a person whom the form of the words vouches for
_FAIR = 0.75  # a place or body, which is wrong more often but harms less
_TYPE = 0.6  # another type for words that both call a name, where the rules guess the type
_STEM = 4  # letters: no clitic is looked for in a shorter word
_FAMOUS = 100  # bearers of a name part that no border of the model cuts off


@dataclass(frozen=True, slots=True)
class Tags:
    """What the model labels in one sentence, which model it is (name@version), its tree (an arc a word, or none), what it may claim."""

    tagged: tuple[Tagged, ...] = ()
    model: str = ""
    arcs: tuple[Arc, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    def names(self) -> Iterator[Tagged]:
        """Persons, organisations and places."""
        return (one for one in self.tagged if one.layer == _LAYER and one.label in _TYPES)


def merge(sentence: Sentence, tags: Tags, known: frozenset[str]) -> None:
    """Mend the rules' names of a sentence by the model's, and note those that the rules do not have.

    ``known`` are the folded words of the whole text: what tells that لفلان is ل and فلان.
    """
    if not tags.tagged or _is_byline(sentence):
        return
    for one in _parted(sentence, tags.names()):
        held = _overlapping(sentence, one)
        wanted = _mended(sentence, one, held, known) if held else _added(sentence, one)
        if wanted is None:
            continue
        for name in held:
            sentence.remove(name)
        sentence.add(_without_clitic(sentence, replace(wanted, model=tags.model, probability=one.probability), known))


def vouch(candidate: Candidate, tags: Tags) -> Candidate:
    """The candidate, with the model beside the rule where both found the same words to be the same."""
    for one in tags.names():
        if (one.first, one.last) == (candidate.first, candidate.last) and _TYPES[one.label] is candidate.type:
            return candidate if candidate.model else replace(candidate, model=tags.model, probability=one.probability)
    return candidate


def _overlapping(sentence: Sentence, one: Tagged) -> list[Candidate]:
    if sentence.inside.isdisjoint(range(one.first, one.last)):
        return []
    return [name for name in sentence.names.values() if name.first < one.last and one.first < name.last]


def _parted(sentence: Sentence, names: Iterator[Tagged]) -> Iterator[Tagged]:
    """The model's names, parted at a و between two people: «فلان وفلان» are two."""
    for one in names:
        first = one.first + (1 if _opens_with_verb(sentence, one.first) else 0)
        joints = [i for i in range(one.first + 1, one.last) if one.label == "Person" and sentence.tokens[i].word.conjunction]
        for last in (*joints, _before_verb(sentence, one)):
            if last > first and not sentence.tokens[first].mark:
                yield replace(one, first=first, last=last)
            first = last


def _before_verb(sentence: Sentence, one: Tagged) -> int:
    """The end of a person's name without a verb that the model drew into it: جلال |أهان الحكم|."""
    last, tokens = one.last, sentence.tokens
    verb = tokens[last - 1]
    drawn = one.label == "Person" and last - one.first > 1 and last < len(tokens) and tokens[last].article and verb.plain
    return last - 1 if drawn and (acts(verb) or did(verb)) else last


def _added(sentence: Sentence, one: Tagged) -> Candidate | None:
    """A name where the rules have none."""
    tokens = sentence.tokens[one.first : one.last]
    if not _can_be_name(tokens):
        return None
    fits = {"Person": _is_person, "Organization": _is_organization, "Place": _is_place}[one.label]
    return _candidate(sentence, one) if fits(sentence, one) else None


def _can_be_name(tokens: Sequence[Token]) -> bool:
    """Whether words can be a name at all: they begin and end with words, none is a day or month alone."""
    ends = (tokens[0], tokens[-1])
    if any(token.mark or token.word.kind != "word" for token in ends):
        return False
    return len(tokens) > 1 or not (tokens[0].word.pronoun or tokens[0].features.function or tokens[0].key in word_set("calendar"))


def _is_person(sentence: Sentence, one: Tagged) -> bool:
    """Full names that the model thinks likely; single words if it is sure, or likely and no dictionary has them."""
    tokens = sentence.tokens[one.first : one.last]
    if any(token.key in word_set("not_names") for token in tokens) or phrase_like(sentence, one.first, one.last):
        return False
    if len(tokens) > 1:
        return one.probability >= _LIKELY
    token = tokens[0]
    if token.word.text.endswith(("اً", "ًا")):
        return False  # an adverb: مردفاً
    if token.word.text.endswith("ا") and one.last < len(sentence.tokens) and sentence.tokens[one.last].mark == ":":
        return False  # the same without its mark, before what is said: مردفا: «…»
    if token.features.nouns or token.features.nationality or _behind_head(sentence, one.first) or _inflected(token):
        return False
    unknown = not token.features.ordinary or (token.article and not token.features.adjective and bearers(token) > 0)
    return one.probability >= (_LIKELY if unknown else _SURE) and (unknown or bearers(token) > 0)


def _inflected(token: Token) -> bool:
    """المصدران، المراسلون: the dual or plural of a noun of the dictionary, with an article and no bearers of its own."""
    endings = (ending for ending in ("ان", "ين", "ون") if token.key.endswith(ending))
    return token.article and bearers(token) == 0 and any(lookup(token.key.removesuffix(ending)) is not None for ending in endings)


def _is_organization(sentence: Sentence, one: Tagged) -> bool:
    """Not where the head is a noun that the rules read as a description (الحكومة التركية), nor a single ordinary word."""
    tokens = sentence.tokens[one.first : one.last]
    head = tokens[0]
    if len(tokens) > 1 and _in_marks(sentence, one):
        return one.probability >= _FAIR  # «الرابطة الخضراء»: in marks a description is a name
    if head.key in word_set("common") | word_set("described") or head.title is not None or _plural(head):
        return False
    if len(tokens) == 1 and (head.features.ordinary or head.features.nouns) and not _in_marks(sentence, one):
        return False
    return one.probability >= _FAIR


def _in_marks(sentence: Sentence, one: Tagged) -> bool:
    tokens = sentence.tokens
    before, behind = tokens[one.first - 1].mark if one.first else "", tokens[one.last].mark if one.last < len(tokens) else ""
    return before in {'"', "«", "“", "("} and behind in {'"', "»", "”", ")"}


def _is_place(sentence: Sentence, one: Tagged) -> bool:
    """Not an adjective of nationality behind a noun (السلطات السعودية), nor a bare noun for a kind of place."""
    tokens = sentence.tokens[one.first : one.last]
    token = tokens[0]
    if token.features.nationality and token.article:
        return False
    if len(tokens) == 1 and (token.features.nouns or (token.features.ordinary and one.probability < _SURE)):
        return False
    if len(tokens) == 1 and not token.article and token.features.adjective:
        return False
    return one.probability >= _FAIR


def _behind_head(sentence: Sentence, index: int) -> bool:
    """Whether a noun for something with a name of its own stands before: نادي كذا, جائزة كذا, فيلم كذا."""
    before = sentence.tokens[index - 1] if index else None
    return before is not None and sentence.tokens[index].plain and before.noun(*_NAMED) is not None and not before.article


def _mended(sentence: Sentence, one: Tagged, held: Sequence[Candidate], known: frozenset[str]) -> Candidate | None:
    """A better reading of words in which the rules have names, or None if theirs stand."""
    if len(held) > 1:
        return _joined(sentence, one, held)
    name = held[0]
    same, longer = (one.first, one.last) == (name.first, name.last), one.first <= name.first and name.last <= one.last
    if same:
        return _retyped(sentence, one, name)
    if longer:
        return _lengthened(sentence, one, name)
    shorter = name.first <= one.first and one.last <= name.last
    return _shortened(sentence, one, name, known) if shorter else None


def _retyped(sentence: Sentence, one: Tagged, name: Candidate) -> Candidate | None:
    label, has = _TYPES[one.label], name.type
    guessed = len(name.key) > 1 or not sentence.tokens[name.first].article
    if has is EntityType.PERSON and label is EntityType.PLACE and name.rule == "person" and guessed and one.probability >= _TYPE:
        return _candidate(sentence, one)
    if has is EntityType.PLACE and name.head not in {"country", "capital"}:
        bar = {EntityType.ORGANIZATION: _LIKELY, EntityType.PERSON: _SURE}.get(label, 2.0)
        return _candidate(sentence, one) if one.probability >= bar else None
    return None


def _lengthened(sentence: Sentence, one: Tagged, name: Candidate) -> Candidate | None:
    label, has = _TYPES[one.label], name.type
    if not _can_be_name(sentence.tokens[one.first : one.last]):
        return None
    if label is has is EntityType.PERSON:
        outside = [*range(one.first, name.first), *range(name.last, one.last)]
        fits = all(_can_be_part(sentence.tokens[index]) for index in outside)
        return _candidate(sentence, one) if fits and one.probability >= _LIKELY else None
    if label is EntityType.PERSON and has is EntityType.PLACE:
        return _candidate(sentence, one) if one.probability >= _SURE else None
    if label is EntityType.ORGANIZATION and has is EntityType.PLACE and name.last == one.last:
        return _candidate(sentence, one) if one.probability >= _TYPE else None
    if label is has is EntityType.ORGANIZATION and not _plural(sentence.tokens[one.first]):
        return _candidate(sentence, one) if one.probability >= _SURE else None
    return None


def _opens_with_verb(sentence: Sentence, first: int) -> bool:
    """ولد الكاتب فلان في …: at the head of a clause the word is the verb, and not the ولد that joins names behind another one."""
    head = first == 0 or bool(sentence.tokens[first - 1].mark) or bool(sentence.tokens[first].word.conjunction)
    return head and (sentence.tokens[first].key in word_set("opening_verbs") or passive(sentence.tokens[first]))


def _plural(token: Token) -> bool:
    return any(noun.plural for noun in token.features.nouns)


def _can_be_part(token: Token) -> bool:
    """Whether a word can be drawn into a name: no title, no preposition of its own, no verb that no one is called."""
    if token.title is not None and bearers(token) < _FAMOUS:
        return False
    if token.word.preposition or token.word.pronoun:
        return False
    return not (token.verb and bearers(token) == 0 and token.features.ordinary)


def _shortened(sentence: Sentence, one: Tagged, name: Candidate, known: frozenset[str]) -> Candidate | None:
    label, has = _TYPES[one.label], name.type
    if label is has is EntityType.PERSON:
        outside = [*range(name.first, one.first), *range(one.last, name.last)]
        fits = not any(_must_be_part(sentence.tokens[index], known) for index in outside)
        return _candidate(sentence, one) if fits and one.probability >= _TYPE else None
    if label is has is EntityType.ORGANIZATION and one.first == name.first and sentence.tokens[one.last].word.preposition == "ل":
        return _candidate(sentence, one) if one.probability >= 0.7 else None  # an aim, no part of the name: مجلس كذا لبحث الأمر
    return None


def _must_be_part(token: Token, known: frozenset[str]) -> bool:
    """Whether a word of a rule's name is surely a part of names: bearers, and no clitic or verb or title that explains it otherwise."""
    hidden = not token.word.known and token.key[0] in "وفبلك" and token.key[1:] in known
    if token.word.conjunction or token.word.preposition or hidden:
        return False
    if token.article and bearers(token) > 0:
        return True
    if token.title is not None:
        return False
    if token.features.ordinary and (token.verb or token.features.nouns):
        return bearers(token) >= _FAMOUS
    return bearers(token) > 0 or not token.features.ordinary


def _joined(sentence: Sentence, one: Tagged, held: Sequence[Candidate]) -> Candidate | None:
    """One person where the rules see two names side by side, none of them an organisation."""
    inside = all(one.first <= name.first and name.last <= one.last for name in held)
    kinds = {name.type for name in held}
    if not inside or one.label != "Person" or EntityType.ORGANIZATION in kinds or one.probability < _SURE:
        return None
    return _candidate(sentence, one)


def _candidate(sentence: Sentence, one: Tagged) -> Candidate:
    first, last = (_with_head(sentence, one), _told(sentence, one)) if one.label == "Organization" else (one.first, one.last)
    head = sentence.tokens[first].noun(Kind.ORG)
    lemma, gender = (head.lemma, head.gender) if head is not None and one.label == "Organization" else ("", "")
    start = _start(sentence, first)
    return make(sentence, first, last, _TYPES[one.label], MentionForm.NAME, "", start=start, head=lemma, gender=gender)


def _without_clitic(sentence: Sentence, name: Candidate, known: frozenset[str]) -> Candidate:
    """A name whose first word hides a clitic: و before a word that no lexicon has, others where the text has the word without."""
    token = sentence.tokens[name.first]
    if token.word.known or token.word.conjunction or token.word.preposition or len(token.key) <= _STEM or token.key[0] not in "وفبلك":
        return name
    if token.key[0] != "و" and token.key[1:] not in known:
        return name
    return replace(name, start=token.word.start + 1, key=(token.key[1:], *name.key[1:]))


def _with_head(sentence: Sentence, one: Tagged) -> int:
    """The first token with the head noun before it: وكالة كذا, صحيفة كذا are names as wholes."""
    before = sentence.tokens[one.first - 1] if one.first else None
    noun = before.noun(Kind.ORG) if before is not None and not (before.article or before.word.pronoun) else None
    headed = noun is not None and not noun.plural
    free = headed and one.first - 1 not in sentence.inside and sentence.tokens[one.first].plain
    return one.first - 1 if free and not sentence.tokens[one.first].noun(Kind.ORG) else one.first


def _told(sentence: Sentence, one: Tagged) -> int:
    """The end without adjectives that only tell of it: وكالة كذا |الرسمية."""
    last = one.last
    while last - one.first > 2 and sentence.tokens[last - 1].article and sentence.tokens[last - 1].key in word_set("evaluative"):
        last -= 1
    return last


def _start(sentence: Sentence, first: int) -> int | None:
    """Where a name begins whose first letter was taken for a clitic: س, ف with a particle (فالي), ب or ك right behind a verb."""
    token, before = sentence.tokens[first], sentence.tokens[first - 1] if first else None
    taken = token.word.preposition == "س" or (token.word.conjunction == "ف" and token.features.function)
    behind = before is not None and before.word.verb is not None and not before.word.noun
    foreign_head = token.word.preposition in {"ب", "ك"} and not token.features.ordinary and token.features.name is None
    return token.word.start if taken or (behind and foreign_head) else None


def _is_byline(sentence: Sentence) -> bool:
    """Whether a short line tells who wrote or asked: «حاوره في عمّان: فلان». Its names are nobody the text speaks of."""
    tokens = sentence.tokens
    colon = next((index for index, token in enumerate(tokens[:_BYLINE]) if token.mark == ":"), 0)
    return colon > 0 and len(tokens) <= _BYLINE and raw(tokens[0].word) in word_set("bylines")
