"""Names of persons: given names, patronymics, surnames; also foreign ones that no lexicon knows."""

from __future__ import annotations

from collections.abc import Iterator

from tawthiq.extract.mentions.candidates import Candidate, Sentence, make
from tawthiq.extract.mentions.tokens import Token, raw
from tawthiq.extract.mentions.vocabulary import Kind, gazetteer, word_set
from tawthiq.model import EntityType, MentionForm
from tawthiq.text.lexicon import lookup
from tawthiq.text.verbs import Tense, is_frequent

_STRONG = 25  # bearers from which on a part counts as a personal name although it is also a word
_STEM = 4  # letters: a shorter name is not split further
_COMMON = 10  # bearers under which an ordinary noun is no part of a name
_LOOSE = 3  # bearers of a given name behind a title that make a doubtful word its surname
_RARE = 5  # bearers of a surname that make the word before it a given name
_SURE = 150  # bearers from which on it counts so even at the beginning without a title
_LONGEST = 7  # parts of a full name
_INFLECTED = ("ات", "ون", "ين", "اء", "ها", "هم", "تها", "يه", "وا", "نا")  # endings of Arabic inflexion, not of foreign names


def bearers(token: Token) -> int:
    """How often the part was seen in personal names."""
    return token.features.name.person if token.features.name else 0


def _blocked(token: Token) -> bool:
    return bool(token.mark) or bool(token.word.pronoun) or token.features.function


def foreign(token: Token) -> bool:
    """A word without article that no dictionary knows: a name, most often a foreign one."""
    if _blocked(token) or token.article or token.features.nouns or token.features.adjective or len(token.key) < 2:
        return False
    name = token.features.name
    if name is not None and "x" in name.flags:
        return True
    last = token.word.text[-1]
    if token.verb or not last.isalpha() or last.isascii() or last == "ة" or (last == "ه" and len(token.key) > _STEM):
        return False  # ه is rather a pronoun behind a noun that no dictionary has (مواهبه) than the end of a foreign name
    return not token.features.ordinary and not token.word.known and not token.key.endswith(_INFLECTED)


def transliterated(token: Token) -> bool:
    """Whether foreign names have a part of these letters, whatever else they spell."""
    name = token.features.name
    return name is not None and bool({"x", "y"} & set(name.flags)) and not token.article and not token.features.nouns


def surely_given(token: Token) -> bool:
    """Whether the part is a given name whatever stands around it: محمد, but not كريم."""
    name = token.features.name
    if _blocked(token) or token.article or name is None or token.features.nouns or token.features.nationality or "p" in name.flags:
        return False
    return name.given >= (_SURE if token.features.ordinary else _STRONG)


def begins(token: Token, *, titled: bool) -> bool:
    """Whether a full name can begin here."""
    if _blocked(token) or token.article or token.features.nationality:
        return False
    name = token.features.name
    if token.key in word_set("links") and token.key not in {"بن", "ال"}:
        return token.key in {"ابو", "عبد", "ابن", "ام"}
    if name is None or name.given == 0:
        return foreign(token)
    if token.features.nouns and not titled:
        return name.given >= _SURE
    return titled or not token.features.ordinary or name.given >= _STRONG


def _continues(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the name goes on at a token."""
    token = tokens[index]
    if not token.plain or _blocked(token) or token.key in word_set("calendar") or token.key in word_set("not_names"):
        return False
    if token.key in {"صباح", "فجر"} and index + 1 < len(tokens) and tokens[index + 1].key in word_set("calendar"):
        return False
    before, name = tokens[index - 1], token.features.name
    if before.key in word_set("links") or token.form in word_set("name_tails"):
        return not token.features.nouns or bearers(token) > 0
    if token.key in word_set("links"):
        return index + 1 < len(tokens) and tokens[index + 1].plain and not tokens[index + 1].mark
    if token.article:
        return _surname(token, known=name is not None and name.surname > 0)
    if token.features.nationality or token.features.nouns or (token.features.adjective and bearers(token) < _SURE):
        return bearers(token) >= (_STRONG if _closes(tokens, index) else _SURE) and not _title_goes_on(tokens, index)
    if bearers(token) < _COMMON and _ordinary_noun(token):
        return False
    if token.verb and token.features.ordinary:
        return bearers(token) >= _STRONG or (transliterated(token) and foreign(before))
    return bearers(token) > 0 or foreign(token) or transliterated(token)


def town(token: Token) -> bool:
    """Whether a word without article is the name of a town and of nothing else: right behind a title and a given name it is a surname."""
    known = gazetteer().get(token.form, {}).get((token.form,))
    return known is not None and known.kind == "city" and not token.article and not token.features.ordinary


def _ordinary_noun(token: Token) -> bool:
    form = lookup(token.key)
    return form is not None and form.noun


def _closes(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether nothing can go on with a noun: a title without anything behind it (شاكر نصير في …) is the name's last part."""
    token, behind = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    alone = behind is None or bool(behind.mark) or behind.features.function or (behind.verb and not behind.word.noun)
    return alone and not token.features.nationality and not token.features.adjective


def _title_goes_on(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a noun such as أمير or شيخ begins a title rather than a part of the name."""
    if index + 1 >= len(tokens) or not tokens[index + 1].plain:
        return False
    name = tokens[index + 1].features.name
    return tokens[index + 1].article or (name is not None and "p" in name.flags)


def _surname(token: Token, *, known: bool) -> bool:
    if token.features.nouns:
        return known and bearers(token) >= _STRONG
    if token.features.nationality or token.features.adjective:
        return known and bearers(token) > 1
    return known or token.nisba or not token.features.ordinary


def _loose(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a word of doubtful kind is the surname behind a title and a given name: رئيس الحكومة بنيامين نتنياهو."""
    if index >= len(tokens) or (not foreign(tokens[index - 1]) and bearers(tokens[index - 1]) < _LOOSE):
        return False
    token = tokens[index]
    if token.plain and town(token):
        return True
    if not token.plain or _blocked(token) or token.article or token.features.nouns or token.features.adjective or acts(token):
        return False
    form = lookup(token.key)
    return not is_frequent(token.key) and (form is None or not form.noun) and token.word.text[-1] not in "ةه"


def acts(token: Token) -> bool:
    """Whether a word is a verb of one third person in the present of which no name has the letters: يحسم, تنتظر; but تيبون is a name."""
    verb = token.word.verb
    one = verb is not None and verb.tense is Tense.PRESENT and verb.person == _THIRD and verb.number == "s"
    return one and bearers(token) == 0 and not transliterated(token)


def did(token: Token) -> bool:
    """Whether a word is a frequent verb of the past of which no name has the letters: أعلن, أهان."""
    verb = token.word.verb
    third = verb is not None and verb.tense is Tense.PAST and verb.person == _THIRD and not token.article
    return third and is_frequent(token.key) and bearers(token) == 0 and not transliterated(token)


def name_end(tokens: tuple[Token, ...], first: int, *, titled: bool = False) -> int:
    """The end (exclusive) of the name that begins at a token."""
    last = first + 1
    if titled and not (last < len(tokens) and _continues(tokens, last)) and _loose(tokens, last):
        last += 1
    while last < len(tokens) and last - first < _LONGEST and _continues(tokens, last):
        article = tokens[last].article and tokens[last].form not in word_set("name_tails") and tokens[last - 1].key not in word_set("links")
        last += 1
        if article and not (last < len(tokens) and _second_surname(tokens[last])):
            break
    while last - first > 1 and tokens[last - 1].key in word_set("links"):
        last -= 1
    return last


def _second_surname(token: Token) -> bool:
    """Whether a word with the article goes on with a surname that has one: by its ending, or because surnames are so (no الحياة)."""
    name = token.features.name
    surname = token.nisba or (name is not None and name.surname >= _STRONG)
    return token.article and not token.features.nouns and surname and bearers(token) >= _STRONG


def _titled(tokens: tuple[Token, ...], index: int, ends: frozenset[int]) -> bool:
    """Whether a title ends just before the token, with or without a comma or quotation mark."""
    if index in ends:
        return True
    before = index - 1
    if before >= 0 and tokens[before].mark in {"،", ",", '"', "«", "“"}:
        before -= 1
        return before + 1 in ends
    return False


def find_persons(sentence: Sentence, title_ends: frozenset[int]) -> Iterator[Candidate]:
    """Full names, and single names behind a title. ``title_ends``: tokens before which a title phrase ends."""
    tokens, index = sentence.tokens, 0
    while index < len(tokens):
        token = tokens[index]
        titled = token.plain and _titled(tokens, index, title_ends)
        opens = begins(token, titled=titled) or _before_surname(tokens, index) or (titled and _before_nisba(tokens, index))
        opens = opens or _doubtful(tokens, index)
        if index in sentence.inside or not opens:
            index += 1
            continue
        last = name_end(tokens, index, titled=titled)
        if _accepted(sentence, index, last, titled=titled, direct=index in title_ends):
            yield make(sentence, index, last, EntityType.PERSON, MentionForm.NAME, "person", start=_after_and(token))
            index = last
        else:
            index += 1


def _after_and(token: Token) -> int | None:
    """The offset behind a و that no lexicon could split from a foreign name, or None."""
    apart = token.key[0] == "و" and token.features.name is None and not token.word.known and len(token.key) > _STEM
    return token.word.start + 1 if apart else None


def _before_surname(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a rare given name stands before a surname that is no ordinary word."""
    token = tokens[index]
    if _blocked(token) or token.article or token.verb or bearers(token) == 0 or token.features.nouns or index + 1 >= len(tokens):
        return False
    behind = tokens[index + 1]
    name = behind.features.name
    return behind.plain and name is not None and name.surname >= _RARE and not behind.features.ordinary and not behind.article


def _before_nisba(tokens: tuple[Token, ...], index: int) -> bool:
    """Behind a title: a part that names have only at their end elsewhere, before a surname of descent (الوزير مخلص الداغستاني)."""
    token = tokens[index]
    if _blocked(token) or token.article or bearers(token) == 0 or token.features.nouns or index + 1 >= len(tokens):
        return False
    behind = tokens[index + 1]
    surname = not behind.features.ordinary or (behind.features.name is not None and behind.features.name.surname > 0)
    return behind.plain and behind.article and surname and behind.nisba and not behind.features.adjective


def _doubtful(tokens: tuple[Token, ...], index: int) -> bool:
    """Right behind a verb: a given name whose letters are a word as well, before a surname with the article (نشأ مازن العلايلي)."""
    token = tokens[index]
    if index + 1 >= len(tokens) or not index or _blocked(token) or token.article or token.features.nouns or token.features.nationality:
        return False
    name, behind = token.features.name, tokens[index + 1]
    surname = behind.features.name is not None and behind.features.name.surname > 0
    return name is not None and name.given >= _RARE and behind.plain and behind.article and surname and _clause_verb(tokens, index - 1)


def _clause_verb(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a verb stands here that can be nothing else, or one that opens the sentence or a stretch of it."""
    if not tokens[index].verb:
        return False
    before = tokens[index - 1] if index else None
    if before is not None and before.plain and not before.mark and before.word.noun and not before.article:
        return False  # لجنة دعم فلان
    return not tokens[index].word.noun or before is None or bool(tokens[index].word.conjunction) or bool(before.mark)


def phrase_like(sentence: Sentence, first: int, last: int) -> bool:
    """What only looks like a name: صباح الخير، ناطق باسم بغداد، طلب مني فلان."""
    tokens = sentence.tokens
    head, before = tokens[first], tokens[first - 1] if first else None
    if last - first == _PAIR and tokens[first + 1].article and tokens[first + 1].key.removeprefix("ال") in word_set("greeting_tails"):
        return True
    if head.key == "باسم" and before is not None and not before.mark and before.word.noun:
        return True  # in the name of whoever is named behind
    return passive(head) or (head.word.text == "مني" and before is not None and before.verb)


def passive(token: Token) -> bool:
    """عُيّن فلان: a passive verb that is written with its ḍamma."""
    return token.key in word_set("passive_heads") and "ُ" in token.word.text[:3]


_THIRD = 3  # person of a verb
_PAIR = 2  # words of a greeting


def _accepted(sentence: Sentence, first: int, last: int, *, titled: bool, direct: bool) -> bool:
    parts = sentence.tokens[first:last]
    if phrase_like(sentence, first, last):
        return False
    if parts[0].key in {"ابن", "ام", "ابو"} and len(parts) > 1 and raw(parts[1].word) in word_set("own_kin"):
        return False  # ابن عمها: a cousin of hers
    if any(_is_org(sentence, index) for index in range(first + 1, last)):
        return False
    before = sentence.tokens[first - 1] if first else None
    if not titled and before is not None and parts[0].plain and before.noun(Kind.ORG, Kind.PLACE) and not before.word.pronoun:
        return sum(map(bearers, parts)) >= _STRONG and len(parts) > 1
    if len(parts) == 1:
        sure = not parts[0].features.nouns and (bearers(parts[0]) >= _STRONG or not _ordinary_noun(parts[0]))
        return direct and sure and (bearers(parts[0]) > 0 or foreign(parts[0]))
    known = sum(bearers(part) > 0 or part.form in word_set("name_tails") or part.key in word_set("links") for part in parts)
    if titled:
        return True
    strong = parts[0].features.name is not None and parts[0].features.name.given >= _STRONG
    if all(foreign(part) or transliterated(part) for part in parts):
        known_first = transliterated(parts[0]) or bearers(parts[0]) > 0
        return known_first or (first > 0 and _subject(sentence, first, last))
    return known >= 2 and (strong or not parts[0].features.ordinary or _told_of(sentence, first, last))


def _told_of(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a doubtful given name with a surname stands right behind a verb: نشأ مازن العلايلي."""
    before, behind = sentence.tokens[first - 1] if first else None, sentence.tokens[last - 1]
    name = behind.features.name
    surname = behind.article and name is not None and name.surname > 0 and not behind.features.adjective
    return before is not None and before.verb and surname


def _subject(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words that no lexicon knows stand where a person is named: behind a verb or a noun, or before a comma."""
    before = sentence.tokens[first - 1] if first else None
    behind = sentence.tokens[last] if last < len(sentence.tokens) else None
    return (before is not None and (before.verb or before.word.text in {"مع", "إن", "أن"})) or (behind is not None and behind.verb)


def _is_org(sentence: Sentence, index: int) -> bool:
    name = sentence.names.get(index)
    return name is not None and name.type is EntityType.ORGANIZATION
