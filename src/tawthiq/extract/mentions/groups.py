"""Groups, demonyms, events and awards: plural people, plural organisations, nouns of events with their phrase."""

from __future__ import annotations

from collections.abc import Iterator

from tawthiq.extract.mentions.candidates import Candidate, Sentence, make
from tawthiq.extract.mentions.phrases import agrees, phrase
from tawthiq.extract.mentions.tokens import Token
from tawthiq.extract.mentions.vocabulary import PERSONAL, Kind, Noun, complements, word_set
from tawthiq.model import EntityType, MentionForm, SourceKind


def find_groups(sentence: Sentence) -> Iterator[Candidate]:
    """Plural nouns of people or organisations with their quantifier, phrase and complement; demonyms."""
    tokens, index = sentence.tokens, 0
    while index < len(tokens):
        token = tokens[index]
        found = None
        if not (token.mark or index in sentence.inside or token.features.function):
            found = _demonym(sentence, index) or _group(sentence, index)
        if found is not None:
            yield found
        index = max(index, found.first) + 1 if found is not None else index + 1


def _demonym(sentence: Sentence, index: int) -> Candidate | None:
    token = sentence.tokens[index]
    if token.key == "شعب" and token.article:
        return _nation(sentence, index)
    if not token.features.demonym or not token.article or token.noun(*PERSONAL) is not None:
        return None
    if index and token.plain and _noun_before(sentence.tokens[index - 1]):
        return None
    last = phrase(sentence, index).last
    form = MentionForm.NAME if last == index + 1 else MentionForm.NOMINAL
    return make(sentence, index, last, EntityType.GROUP, form, "demonym", code=token.features.nationality)


def _nation(sentence: Sentence, index: int) -> Candidate | None:
    """الشعب الموريتاني: the people of a country."""
    behind = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    if behind is None or not behind.plain or not behind.article or not behind.features.nationality:
        return None
    return make(sentence, index, index + 2, EntityType.GROUP, MentionForm.NAME, "nation", code=behind.features.nationality)


def _noun_before(token: Token) -> bool:
    return token.article and any(noun.plural for noun in token.features.nouns)


def _plural(token: Token) -> Noun | None:
    """The reading as plural people or organisations; construct forms (مسلحو، مسلحي) have no article."""
    for noun in token.features.nouns:
        people = noun.kind in PERSONAL | {Kind.FAMILY}
        if noun.plural and (people or token.key in word_set("groups_of_organizations")):
            construct = people and token.key.endswith(("و", "ي")) and token.key[:-1] != noun.lemma[:-1]
            return None if construct and (token.article or token.word.pronoun) else noun
    return None


def _governed(sentence: Sentence, index: int) -> bool:
    """Whether the noun is the second term of a title or an organisation: رئيس الوزراء, نقابة المحامين."""
    before, token = sentence.tokens[index - 1] if index else None, sentence.tokens[index]
    if before is None or before.article or before.word.pronoun:
        return False
    if token.key == "وزراء" and token.article and token.word.preposition == "ل":
        return before.title is not None
    if not token.plain:
        return False
    return before.key == "رياسه" or before.title is not None or before.noun(Kind.ORG) is not None


def _group(sentence: Sentence, index: int) -> Candidate | None:
    token = sentence.tokens[index]
    noun = _plural(token)
    if noun is None or token.title is not None or _governed(sentence, index):
        return None
    if index and token.plain and token.article and _noun_before(sentence.tokens[index - 1]):
        return None
    reach = phrase(sentence, index)
    first, last = _quantified(sentence, index), _with_complement(sentence, _before_end_of_life(sentence, index, reach.last))
    alone = first == index and last == index + 1
    if alone and (token.key in word_set("general") or noun.kind is Kind.RANK):
        return None
    if first == index - 1 and sentence.tokens[first].key in word_set("one_of"):
        return make(
            sentence,
            first,
            last,
            EntityType.PERSON,
            MentionForm.NOMINAL,
            "one of",
            head=noun.lemma,
            definite=False,
            kind=SourceKind.ANONYMOUS,
        )
    kind = SourceKind.COLLECTIVE if noun.lemma in word_set("collective") and not reach.named else SourceKind.NAMED
    return make(sentence, first, last, EntityType.GROUP, MentionForm.NOMINAL, "group", head=noun.lemma, definite=reach.definite, kind=kind)


def _before_end_of_life(sentence: Sentence, index: int, last: int) -> int:
    """لقي ثلاثة عمال | مصرعهم: the end that people meet is no part of who they are."""
    ends = (i for i in range(index + 1, last) if sentence.tokens[i].word.pronoun and sentence.tokens[i].key in word_set("ends_of_life"))
    return next(ends, last)


def _quantified(sentence: Sentence, index: int) -> int:
    """The first token of the phrase with what counts or points: عدد من, بعض, تلك."""
    tokens = sentence.tokens
    if not tokens[index].plain or index == 0:
        return index
    before = index - 1
    if tokens[before].key == "من" and tokens[before].plain and before and tokens[before - 1].key in word_set("quantifiers_with_from"):
        return before - 1
    if tokens[before].key in word_set("quantifiers") and not tokens[before].mark and not tokens[before].word.pronoun:
        return _quantified(sentence, before) if tokens[before].key == "الاف" else before
    return index


def _with_complement(sentence: Sentence, last: int) -> int:
    """The end with the complement of the last participle: موالية لإيران, الناجين من كذا."""
    tokens = sentence.tokens
    wanted = complements().get(tokens[last - 1].key)
    if wanted is None or last >= len(tokens) or tokens[last].mark or tokens[last].word.conjunction:
        return last
    token = tokens[last]
    if token.word.preposition == wanted and not token.word.pronoun:
        return phrase_end(sentence, last)
    if token.key == wanted and token.plain and not token.word.pronoun and last + 1 < len(tokens):
        following = tokens[last + 1]
        if following.plain and not following.mark and not following.features.function:
            return phrase_end(sentence, last + 1)
    return last


def phrase_end(sentence: Sentence, index: int) -> int:
    """The end of a name or noun phrase that begins at a token."""
    name = sentence.names.get(index)
    return name.last if name is not None else phrase(sentence, index).last


def find_events(sentence: Sentence) -> Iterator[Candidate]:
    """Nouns of events with their phrase."""
    tokens, index = sentence.tokens, 0
    while index < len(tokens):
        noun = tokens[index].noun(Kind.EVENT) if tokens[index].features.nouns else None
        if noun is None or index in sentence.inside or tokens[index].title is not None:
            index += 1
            continue
        last, definite = _event_reach(sentence, index)
        if last - index > 1 or tokens[index].word.pronoun or (tokens[index].article and noun.lemma != "حرب"):
            yield make(
                sentence,
                index,
                last,
                EntityType.EVENT,
                MentionForm.NOMINAL,
                "event",
                head=noun.lemma,
                gender=noun.gender,
                definite=definite,
            )
        index = max(index + 1, last)


def _event_reach(sentence: Sentence, index: int) -> tuple[int, bool]:
    """The phrase; a person or a title is the event's object, not part of its name."""
    tokens = sentence.tokens
    reach = phrase(sentence, index)
    if not tokens[index].article and index + 1 < len(tokens) and tokens[index + 1].plain:
        following = tokens[index + 1]
        if following.title is not None and not following.article and reach.last - index > 2:
            return index + 1, True
    return reach.last, reach.definite


def _complements(token: Token) -> bool:
    clitics = token.word.conjunction or token.word.pronoun or token.verb
    return token.word.preposition == "ل" and not clitics and token.title is None


def _field_end(sentence: Sentence, index: int) -> int:
    """The end of what a prize is for: للأدب العربي, but للسلام |العام الماضي."""
    if not sentence.tokens[index].article:
        return phrase(sentence, index).last
    last = index + 1
    while last < len(sentence.tokens) and agrees(sentence.tokens[last]) and sentence.tokens[last].key not in word_set("times"):
        last += 1
    return last


def find_awards(sentence: Sentence) -> Iterator[Candidate]:
    """Prizes: جائزة كذا للسلام as names, الجائزة as nominals."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        noun = token.noun(Kind.AWARD) if token.features.nouns else None
        if noun is None or noun.plural or token.word.pronoun:
            continue
        reach = phrase(sentence, index)
        last = reach.last
        if last < len(tokens) and _complements(tokens[last]):
            last = _field_end(sentence, last)
        named = reach.definite and not token.article
        if reach.definite:
            form = MentionForm.NAME if named else MentionForm.NOMINAL
            yield make(sentence, index, last, EntityType.THING, form, "award", head=noun.lemma, gender="f")
