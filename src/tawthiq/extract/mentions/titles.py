"""Titles: رئيس الوزراء الأردني, قائد كذا في كذا; what they are of, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from tawthiq.extract.frame import Frame, MentionLayer
from tawthiq.extract.mentions.candidates import Candidate, Sentence, make
from tawthiq.extract.mentions.phrases import Phrase, accusative, phrase
from tawthiq.extract.mentions.tokens import Token, raw, tokens
from tawthiq.extract.mentions.vocabulary import PERSONAL, Kind, Noun, word_set
from tawthiq.model import EntityType, Mention, MentionForm, SourceKind, Span
from tawthiq.text.fold import fold
from tawthiq.text.verbs import is_frequent

# Behind these a form that may be noun or verb is the noun.


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A title of the text: its whole span, its head noun (folded lemma), the organisation and the place inside it.

    ``holder`` is the entity it names; ``kind`` office, occupation, rank or human. ``mention`` is the nominal itself.
    """

    span: Span
    head: str
    kind: Kind
    holder: str
    organization: Mention | None
    place: Mention | None
    definite: bool
    former: bool
    acting: bool
    mention: Mention


def title_reach(sentence: Sentence, index: int) -> tuple[int, bool]:
    """(end, definite) of the title phrase whose head stands at a token."""
    reach = phrase(sentence, index)
    if not reach.definite:
        reach = _general(sentence, reach)
    last = reach.last
    for _ in range(3):
        further = _prepositional(sentence, last)
        if further == last and reach.definite:
            further = _dative(sentence, index, last)
        if further == last:
            break
        last = further
    last, definite = _without_governing(sentence, index, _second(sentence, last)), reach.definite
    if definite:
        last = _then(sentence, last)
    if not definite and last > reach.last and sentence.tokens[reach.last].key == "باسم":
        definite = True
    return last, definite


def _without_governing(sentence: Sentence, first: int, last: int) -> int:
    """The end before a participle whose own complement follows: الوزير السابق |المتهم بالفساد."""
    toks = sentence.tokens
    behind = toks[last] if last < len(toks) else None
    governs = last - first > 1 and toks[last - 1].article and toks[last - 1].key in word_set("governing")
    prepositional = behind is not None and (behind.word.preposition in {"ب", "ل"} or behind.key in {"من", "في", "علي", "الي", "عن"})
    return last - 1 if governs and prepositional else last


def _then(sentence: Sentence, last: int) -> int:
    """The end with what says that it was then: آنذاك, في ذلك الوقت."""
    toks = sentence.tokens
    if last < len(toks) and raw(toks[last].word) in word_set("then"):
        return last + 1
    phrase_of_time = [token.key for token in toks[last : last + 3]]
    return last + 3 if phrase_of_time[:2] == ["في", "ذلك"] and phrase_of_time[2:] in (["وقت"], ["حين"], ["عهد"]) else last


def _general(sentence: Sentence, reach: Phrase) -> Phrase:
    """مدير عام شركة كذا: the adjective stands before what the office is of."""
    toks, last = sentence.tokens, reach.last
    if toks[last - 1].key not in word_set("before_body") or last >= len(toks) or not toks[last].plain:
        return reach
    name = sentence.names.get(last)
    if name is not None and name.type is not EntityType.PERSON:
        return Phrase(name.last, definite=True, named=True)
    behind = phrase(sentence, last)
    return behind if toks[last].noun(Kind.ORG) is not None and behind.definite else reach


def _dative(sentence: Sentence, first: int, last: int) -> int:
    """The end with whom or what the office is for: المستشار الاقتصادي لرئيس الوزراء, مستشاره للأمن القومي."""
    toks = sentence.tokens
    token = toks[last] if last < len(toks) else None
    described = toks[first].article and last - first > 1 and toks[last - 1].article
    if token is None or not (described or (toks[first].word.pronoun and last == first + 1)):
        return last
    if token.word.preposition != "ل" or token.word.conjunction or token.word.pronoun or token.key in word_set("hearers"):
        return last
    name = sentence.names.get(last)
    if name is not None:
        return name.last if name.type is EntityType.ORGANIZATION and name.head not in {"agency", "outlet"} else last
    reach = phrase(sentence, last)
    official = token.title is not None or token.noun(Kind.ORG) is not None
    return reach.last if reach.definite and not token.verb and (official or token.key in word_set("cares")) else last


def _prepositional(sentence: Sentence, last: int) -> int:
    """The end with one complement: في الحرس, بكلية لندن, لدى بغداد, باسم الحكومة, لشؤون الطاقة, مقرب منه."""
    toks = sentence.tokens
    if last >= len(toks):
        return last
    token = toks[last]
    if token.features.function and token.word.preposition:
        return last
    if token.key == "باسم" or (token.key == "اسم" and token.word.preposition == "ب"):
        return _object(sentence, last + 1)
    if toks[last - 1].key in word_set("near") and token.key == "من":
        return last + 1 if token.word.pronoun else _object(sentence, last + 1)
    if token.key in {"في", "لدي"} and token.plain and not token.word.pronoun:
        return _object(sentence, last + 1, organization=True) if last + 1 < len(toks) else last
    if token.key in {"شوون", "شيون"} and token.word.preposition == "ل":
        return phrase(sentence, last).last
    if token.word.preposition in {"ل", "ب"} and not token.word.conjunction and not token.word.pronoun:
        return _clitic_object(sentence, last)
    return last


def _object(sentence: Sentence, index: int, *, organization: bool = False) -> int:
    toks = sentence.tokens
    if index >= len(toks) or not toks[index].plain or toks[index].mark or toks[index].features.function:
        return index - 1
    name = sentence.names.get(index)
    if name is not None:
        return name.last if name.type is not EntityType.PERSON else index - 1
    if organization and toks[index].noun(Kind.ORG, Kind.PLACE) is None and toks[index].key not in word_set("fields_of_work"):
        return index - 1
    return phrase(sentence, index).last


def _clitic_object(sentence: Sentence, last: int) -> int:
    toks = sentence.tokens
    if not sentence.tokens[last - 1].article and sentence.tokens[last - 1].word.pronoun:
        return last
    name = sentence.names.get(last)
    if name is not None and name.type is EntityType.ORGANIZATION:
        return name.last if name.head not in {"agency", "outlet", "platform"} else last
    if name is not None and name.type is EntityType.PLACE and toks[last].word.preposition == "ب":
        return name.last
    if toks[last].noun(Kind.ORG) and (toks[last].article or last + 1 < len(toks)):
        return phrase(sentence, last).last
    return last


def _second(sentence: Sentence, last: int) -> int:
    """The end with a coordinated field: وزير الخارجية والدفاع."""
    toks = sentence.tokens
    if last >= len(toks) or toks[last].word.conjunction != "و" or toks[last].word.preposition or not toks[last].article:
        return last
    field = toks[last].key in word_set("fields") and toks[last - 1].article
    return phrase(sentence, last).last if field else last


def find_title_phrases(sentence: Sentence) -> Iterator[Candidate]:
    """Nominals of a single person, the outer before the inner; whose they are is decided with the references."""
    for index, token in enumerate(sentence.tokens):
        noun = (token.title or _relative(token)) if token.features.nouns else None
        if noun is None or index in sentence.inside or (token.word.pronoun and noun.kind not in {Kind.FAMILY, Kind.OFFICE}):
            continue
        if (index and _inside_organization(sentence, index)) or _in_another_sense(sentence, index):
            continue
        if _is_verb(sentence, index):
            continue
        if _has_plural_sense(token) or token.features.function or _is_adjective(sentence, index):
            continue
        kind = _kind(noun, sentence.tokens[index : index + 2])
        last, definite = (_rank_end(sentence, index), True) if kind is Kind.RANK else title_reach(sentence, index)
        yield make(
            sentence,
            index,
            last,
            EntityType.PERSON,
            MentionForm.NOMINAL,
            f"title:{kind}",
            head=noun.lemma,
            gender=noun.gender,
            definite=definite,
            kind=_source_kind(token, definite=definite),
        )


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Whether a word that spells a title too is rather a verb: شاهد مراسل الوكالة (he saw), but not ولي العهد."""
    token, behind = sentence.tokens[index], sentence.tokens[index + 1 : index + 2]
    if not token.verb or token.article or not is_frequent(token.key) or _after_verb(sentence, index):
        return False
    return not (token.key == "ولي" and behind and behind[0].article and behind[0].key in word_set("guarded"))


def _kind(noun: Noun, words: Sequence[Token]) -> Kind:
    """The kind of a title; with what they do behind them رجل and سيدة tell an occupation: رجل الأعمال, رجل دين."""
    calling = len(words) > 1 and words[1].plain and words[1].key in word_set("callings") and not words[0].article
    return Kind.OCCUPATION if noun.lemma in word_set("anybody") and calling else noun.kind


def _in_another_sense(sentence: Sentence, index: int) -> bool:
    """Whether a noun for a person means something else here: سلطان بن فلان, مصدر الخطر, غير المسؤول, منصب المدير."""
    token, before = sentence.tokens[index], sentence.tokens[index - 1].key if index else ""
    behind = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    if before == "غير" or (before == "من" and token.key == "مقرر") or (before in word_set("posts") and token.plain):
        return True
    if behind is None or token.article:
        return False
    if behind.key in {"بن", "بنت"}:
        return True
    if token.key == "فريق":
        return behind.key not in word_set("ranked")  # فريق فلان: his team; the rank has its article, or its degree behind it
    if token.key == "مصدر":
        return behind.article and behind.plain
    return token.key == "عالم" and behind.article and behind.plain and behind.key not in word_set("sciences")


def _relative(token: Token) -> Noun | None:
    """A noun for one relative that says whose: والدته, شقيق فلان."""
    noun = token.noun(Kind.FAMILY)
    possessed = noun is not None and not noun.plural and not token.article and not token.verb
    return noun if possessed else None


def _after_verb(sentence: Sentence, index: int) -> bool:
    before = sentence.tokens[index - 1] if index else None
    return before is not None and sentence.tokens[index].plain and (before.verb or before.key in word_set("noun_behind"))


def _is_adjective(sentence: Sentence, index: int) -> bool:
    """Whether a word such as سياسي or مسلح qualifies the noun before it."""
    token = sentence.tokens[index]
    if index == 0 or not token.plain or not (token.nisba or token.key.startswith("م") or token.key in {"رييس", "رييسه"}):
        return False
    before = sentence.tokens[index - 1]
    if before.mark or before.features.function or before.verb or _heads(sentence, index):
        return False
    definite = before.article or bool(before.word.pronoun)
    return definite == token.article and (before.features.ordinary or before.features.nouns != ())


def _heads(sentence: Sentence, index: int) -> bool:
    """Whether a رئيس without article has what it heads behind it: ترشيح رئيس الوزراء, but not سبب رئيس, and not نائب رئيس اللجنة."""
    if sentence.tokens[index - 1].title is not None:
        return False
    behind = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    head = sentence.tokens[index].key in {"رييس", "رييسه"} and not sentence.tokens[index].article
    return head and behind is not None and behind.plain and (behind.article or behind.noun(Kind.ORG) is not None)


def _rank_end(sentence: Sentence, index: int) -> int:
    """A rank with what belongs to it: اللواء الركن, الفريق أول."""
    tokens, last = sentence.tokens, index + 1
    while last < len(tokens) and tokens[last].plain and tokens[last].key in word_set("rank_tails"):
        last += 1
    return last


def select_titles(sentence: Sentence, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The titles that are mentions: those with a name beside them, definite ones, and speakers without a name."""
    people = {name.first for name in sentence.names.values() if name.type is EntityType.PERSON}
    for candidate in found:
        if _name_near(sentence, candidate.last, people) or (_wanted(sentence, candidate) and not _of_deputy(sentence, candidate)):
            yield candidate


def _of_deputy(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether an office is only part of a deputy's: نائب |رئيس اللجنة means nobody who heads it."""
    before = sentence.tokens[candidate.first - 1] if candidate.first else None
    token = sentence.tokens[candidate.first]
    return before is not None and token.plain and not token.article and before.key in word_set("deputies") and not before.article


def _name_near(sentence: Sentence, last: int, people: set[int]) -> bool:
    tokens = sentence.tokens
    for _ in range(3):
        if last in people:
            return tokens[last].plain
        if last >= len(tokens) or tokens[last].mark not in {"،", ",", '"', "«", "“", "("}:
            return False
        last += 1
    return False


def _wanted(sentence: Sentence, candidate: Candidate) -> bool:
    token = sentence.tokens[candidate.first]
    kind = candidate.rule.removeprefix("title:")
    if kind == Kind.FAMILY:
        named = any(candidate.first < first < candidate.last for first in sentence.names)
        return bool(token.word.pronoun) or named
    if token.word.pronoun:
        return False
    if kind == Kind.RANK or token.word.preposition == "ك":
        return False
    if candidate.definite:
        return not (token.key == "عالم" and token.article)
    return _speaks(sentence, candidate)


def _speaks(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether an indefinite noun stands where a speaker does: behind a verb or عن، بحسب, or before a verb at the beginning."""
    tokens, first = sentence.tokens, candidate.first
    if accusative(tokens[first]) or tokens[first].noun(Kind.HUMAN) is tokens[first].title:
        return False
    before = tokens[first - 1] if first else None
    if before is not None and before.word.verb is not None and not word_set("copulas").isdisjoint(map(fold, before.word.verb.lemmas)):
        return False
    if before is not None and tokens[first].plain and (before.verb or before.key in word_set("source_markers")):
        return True
    behind = tokens[candidate.last] if candidate.last < len(tokens) else None
    opens = before is None or before.mark in {"،", ",", ":", ".", "؟"}
    return opens and behind is not None and behind.verb


def _inside_organization(sentence: Sentence, index: int) -> bool:
    before = sentence.tokens[index - 1]
    return sentence.tokens[index].plain and before.noun(Kind.ORG) is not None and not before.article and not before.word.pronoun


def _has_plural_sense(token: Token) -> bool:
    """Whether the form is a plural only: مسؤولي, but not محامي, which is one lawyer far more often than the lawyers of somebody."""
    return token.title is None and any(noun.plural for noun in token.features.nouns if noun.kind in PERSONAL)


def _source_kind(token: Token, *, definite: bool) -> SourceKind:
    if token.noun(Kind.SOURCE) is not None or not definite:
        return SourceKind.ANONYMOUS
    return SourceKind.NAMED


def find_titles(frame: Frame, layer: MentionLayer) -> tuple[TitlePhrase, ...]:
    """All titles of a text with their parts, in order."""
    places = {word.core_start: (sentence, index) for sentence in frame.words for index, word in enumerate(sentence)}
    found = []
    for index, mention in enumerate(layer.mentions):
        at = places.get(mention.span.start)
        if mention.type is not EntityType.PERSON or mention.form is not MentionForm.NOMINAL or at is None:
            continue
        sentence, first = at
        words = tuple(takewhile(lambda word: word.start < mention.span.end, sentence[first:]))  # noqa: B023
        analysis = _analysis(mention, tokens(words), _inside(layer.mentions, index))
        if analysis is not None:
            found.append(analysis)
    return tuple(found)


def _inside(mentions: Sequence[Mention], index: int) -> list[Mention]:
    """The mentions inside one: they follow it directly, as the outer stands before the inner."""
    end = mentions[index].span.end
    behind = takewhile(lambda mention: mention.span.start < end, islice(mentions, index + 1, None))
    return [mention for mention in behind if mention.span.end <= end]


def _analysis(mention: Mention, words: tuple[Token, ...], inner: Sequence[Mention]) -> TitlePhrase | None:
    noun = words[0].title
    if noun is None:
        return None
    organizations = [other for other in inner if other.type is EntityType.ORGANIZATION]
    places = [other for other in inner if other.type is EntityType.PLACE]
    keys = {word.key for word in words}
    return TitlePhrase(
        mention.span,
        noun.lemma,
        _kind(noun, words),
        mention.entity,
        max(organizations, key=len_of, default=None),
        max(places, key=len_of, default=None),
        definite=bool(organizations or places) or any(word.article for word in words),
        former=bool(keys & word_set("former")),
        acting=bool(keys & word_set("acting")),
        mention=mention,
    )


def len_of(mention: Mention) -> int:
    """The length of a mention in code points."""
    return len(mention.span)
