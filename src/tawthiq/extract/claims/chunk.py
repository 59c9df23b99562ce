"""Noun phrases: a head with its إضافة chain, agreeing adjectives and apposed name, found without a parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.extract.claims.cases import of_sufferers
from tawthiq.extract.claims.lexicon import masdar_forms, nationality, room_words, word_class
from tawthiq.extract.claims.marked import judged_in_marks
from tawthiq.extract.claims.naming import attends, named_by, of_own_kin
from tawthiq.extract.claims.participles import participles
from tawthiq.extract.claims.prefixed import fixed_nouns
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType, Mention, MentionForm
from tawthiq.text.lexicon import lookup
from tawthiq.text.numbers import is_number_word, word_key

_LONGEST = 24  # tokens; newspaper noun phrases without relative clauses are shorter
_BEFORE_NOUN = frozenset({Pos.DEMONSTRATIVE, Pos.QUANTIFIER, Pos.NUMBER})
_BEGINNING = _BEFORE_NOUN | {Pos.NOUN}
_QUOTES = frozenset("\"«“”»'‹›")


@dataclass(slots=True)
class NounPhrase:
    """Tokens ``[start, end)`` of one sentence. ``head`` is the index of the head noun, ``entity`` what a mention says it is.

    ``definite``: with article, pronoun, name or a definite إضافة. ``quantified``: its head counts others (عدد من، بعض).
    """

    start: int
    end: int
    head: int
    entity: str | None = None
    type: EntityType | None = None
    definite: bool = False
    quantified: bool = False
    preposition: str = ""
    gender: str = "m"
    number: str = "s"


def starts_phrase(token: Token) -> bool:
    """Whether a noun phrase may begin here (its own preposition included)."""
    return token.pos in _BEGINNING


def noun_phrase(tokens: Sequence[Token], start: int, limit: int | None = None) -> NounPhrase | None:
    """The noun phrase that begins at a token and ends before ``limit``, or None. Without a limit it is kept with its token."""
    if limit is not None:
        return _noun_phrase(tokens[:limit], start)
    if start >= len(tokens):
        return None
    token = tokens[start]
    if token.unread:
        token.phrase = _noun_phrase(tokens, start)
    return token.phrase if isinstance(token.phrase, NounPhrase) else None


def _noun_phrase(tokens: Sequence[Token], start: int) -> NounPhrase | None:
    if start >= len(tokens) or not starts_phrase(tokens[start]):
        return None
    end = start + 1
    while end < len(tokens) and end - start < _LONGEST:
        step = _step(tokens, start, end)
        if not step:
            break
        end += step
    head = _head(tokens, start, end)
    phrase = NounPhrase(start, end, head, preposition=tokens[start].word.preposition)
    phrase.quantified = tokens[start].pos is Pos.QUANTIFIER or tokens[start].key in room_words("partitives", "chunk")
    _identify(tokens, phrase)
    _inflect(tokens, phrase)
    return phrase


def first_of(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase:
    """كل من فلان وفلان: the first of those whom كل من announces; any other phrase as it is."""
    word, name = tokens[phrase.start].word, phrase.start + 2
    counted = word.key in {"كل", "كلا"} and not (word.article or word.pronoun) and name < phrase.end
    if not counted or tokens[name - 1].word.text != "من":
        return phrase
    return noun_phrase(tokens, name) or phrase


def _described(token: Token) -> bool:
    """Whether a word is an adjective by its form: a relation (التركية) or a participle (التابعة)."""
    if token.pos is not Pos.NOUN or not token.word.article:
        return False
    return token.key.endswith(("ي", "يه")) or nationality(token.key) is not None or bool(participles(token.key))


def _head(tokens: Sequence[Token], start: int, end: int) -> int:
    for i in range(start, end):
        if tokens[i].pos is Pos.NOUN:
            return i
    return start


def _step(tokens: Sequence[Token], start: int, end: int) -> int:
    """How many tokens the phrase goes on for behind ``end - 1``; 0 where it ends."""
    last, token = _last(tokens, start, end), tokens[end]
    if token.word.text == "(":
        return _bracketed(tokens, end)
    if token.word.pronoun and token.key in room_words("ends_of_life", "chunk"):
        return 0
    if token.inside is not None and token.inside is last.inside:
        return 1
    if token.pos is Pos.DATE or token.word.conjunction:
        return 0
    if last.key in room_words("floating", "chunk") and end - 2 >= start and tokens[end - 2].word.article:
        return 0
    if token.key in room_words("floating", "chunk") and last.word.article and end + 1 < len(tokens) and tokens[end + 1].word.article:
        return 1  # الفصائل كافة: the word of all belongs to the noun before it
    if last.pos is Pos.MARK and last.word.text in _QUOTES and not (_is_name_start(token) or _described(token)):
        return 0  # behind a name in marks go on only an adjective and the name of who bears the title: قائد «الفجر» فلان
    if token.pos is Pos.MARK:
        named = token.word.text in _QUOTES and _open_end(last) and not judged_in_marks(tokens, start, end)
        return _quoted(tokens, end) if named else 0
    if token.pos is Pos.PREPOSITION:
        partitive = last.pos is Pos.QUANTIFIER or last.key in room_words("partitives", "chunk")
        return 2 if partitive and token.key == "من" and end + 1 < len(tokens) and starts_phrase(tokens[end + 1]) else 0
    if token.word.preposition and token.pos is not Pos.NUMBER:
        return 0
    return 1 if _continues(tokens, start, last, token) else 0


def _last(tokens: Sequence[Token], start: int, end: int) -> Token:
    """The last token of a phrase outside brackets."""
    i = end - 1
    if tokens[i].word.text == ")":
        while i > start and tokens[i].word.text != "(":
            i -= 1
        i = max(start, i - 1)
    return tokens[i]


def _bracketed(tokens: Sequence[Token], at: int) -> int:
    """The length of a short bracket: (مختصر)، (رقم عاما)."""
    for i in range(at + 1, min(at + 6, len(tokens))):
        if tokens[i].pos is Pos.VERB:
            return 0
        if tokens[i].word.text == ")":
            return i + 1 - at
    return 0


def _quoted(tokens: Sequence[Token], at: int) -> int:
    """The length of a short name in marks that completes an open إضافة."""
    for i in range(at + 1, min(at + 9, len(tokens))):
        if tokens[i].pos is Pos.VERB:
            return 0
        if tokens[i].word.text in _QUOTES:
            return i + 1 - at
    return 0


def _open_end(last: Token) -> bool:
    """Whether a noun waits for what it belongs to, or can be followed by a name in marks."""
    return last.pos is Pos.NOUN and not last.word.pronoun and not _name(last)


def _continues(tokens: Sequence[Token], start: int, last: Token, token: Token) -> bool:
    if token.pos not in _BEGINNING:
        return False
    if last.pos in _BEFORE_NOUN:
        return last.pos is not Pos.DEMONSTRATIVE or token.word.article or token.pos is Pos.NUMBER
    if token.pos is Pos.NUMBER:
        return _indefinite(last)
    if counted_by(last, token):
        return True
    if _new_number(start, last, token):
        return False
    if token.pos in {Pos.DEMONSTRATIVE, Pos.QUANTIFIER}:
        return (_construct(last) and token.pos is not Pos.DEMONSTRATIVE) or (_construct(last) and _indefinite(last))
    if _ends_name(last, token):
        return _after_name(last, token, tokens[token.index + 1] if token.index + 1 < len(tokens) else None)
    if _is_name_start(token):
        return _name_follows(tokens, start, last, token)
    if last.word.article or last.word.pronoun:
        other = _title_of_next(tokens, start, token) or of_sufferers(tokens, start, last, token)
        return token.word.article and not other and _adjective(last, token)
    other = token.inside is None or _other_title(last, token) or _other_body(last, token)
    if last.inside is not None and " " in last.inside.span.exact and other:
        return False  # a description of several words is complete
    if token.word.article and token.index - start > 1 and _title_of_next(tokens, start, token) and _closed(tokens[start], last):
        return False  # سنوات طويلة | الدكتورة فلانة، جامعة لوفان | الباحثة فلانة
    return _after_indefinite(last, token)


def _closed(first: Token, last: Token) -> bool:
    """Whether a phrase needs no more: a length of time, or one that a word ends which no lexicon knows."""
    return first.key in room_words("times", "description") or lookup(last.key) is None


def _new_number(start: int, last: Token, token: Token) -> bool:
    """بلغت كلفة السد |ثلاثة ملايين: behind a construct a number in words begins something new; but أيام ثلاثة, ثلاثة عشر."""
    if token.word.article or token.inside is not None or last.index == start or not is_number_word(word_key(token.key)):
        return False
    return last.pos is Pos.NOUN and not is_number_word(word_key(last.key)) and not last.word.pronoun


def counted_by(number: Token, token: Token) -> bool:
    """عشرون عاملا، ثلاثون مدرسة: whether a number in words counts the noun behind it, in the accusative or behind a number in tens."""
    if number.pos is not Pos.NOUN or number.word.article or not is_number_word(word_key(number.key)):
        return False
    free = token.pos is Pos.NOUN and not token.word.article and not token.word.pronoun and not _name(token)
    return free and (_tanween(token) or number.key.endswith(("ون", "ين")))


def _title_of_next(tokens: Sequence[Token], start: int, token: Token) -> bool:
    """هددت عصابة المرفأ الصحفية فلانة: a title right before a name belongs to it, and not to what is no title itself."""
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if (
        token.mention is not None
        and token.mention.type is EntityType.PERSON
        and _titular(token)
        and tokens[start].inside is not token.mention
    ):
        return True  # منحت الجامعة الباحثة فلانة …: somebody begins here
    if following is None or not _is_name_start(following):
        return False
    if not _titular(token):
        return _stranger(tokens[token.index - 1], token, following)
    return not any(_titular(other) or other.mention is token.mention is not None for other in tokens[start : token.index])


def _stranger(last: Token, token: Token, following: Token) -> bool:
    """قتل حرس الحدود |المهرب فلانا: behind a body that is told of whole, a noun before a person's name is no adjective of it."""
    body = last.inside is not None and last.inside.type is EntityType.ORGANIZATION and token.inside is not last.inside
    person = following.mention is not None and following.mention.type is EntityType.PERSON
    return body and person and not token.key.endswith(("ي", "يه", "ات")) and nationality(token.key) is None


def _other_title(last: Token, token: Token) -> bool:
    """هنأ سلطان البلاد الرئيس المنتخب: a definite title behind a description is somebody else's."""
    mention = token.mention
    titled = mention is not None and mention.type is EntityType.PERSON and token.word.article
    return titled and last.inside is not mention


def _other_body(last: Token, token: Token) -> bool:
    """اتهم محامي فلان |الشرطة: a body with an article behind a description of people is somebody else."""
    own, other = last.inside, token.inside
    if own is None or other is None or own is other or not token.word.article:
        return False
    return own.type in {EntityType.PERSON, EntityType.GROUP} and other.type in {EntityType.ORGANIZATION, EntityType.GROUP}


def _indefinite(token: Token) -> bool:
    return token.pos is Pos.NOUN and not token.word.article and not token.word.pronoun and not _name(token)


def _name(token: Token) -> bool:
    return token.inside is not None and token.inside.form is MentionForm.NAME


def _ends_name(last: Token, token: Token) -> bool:
    return _name(last) and token.inside is not last.inside


def _is_name_start(token: Token) -> bool:
    return token.mention is not None and token.mention.form is MentionForm.NAME


def _after_name(last: Token, token: Token, following: Token | None) -> bool:
    """Behind a name only an adjective of it goes on: السودان المجاور, or a title of the same person."""
    if token.mention is not None and last.inside is not None and token.mention.entity == last.inside.entity:
        return True
    if not token.word.article or token.mention is not None or token.key in masdar_forms() or token.key in fixed_nouns():
        return False
    if following is not None and _is_name_start(following) and _titular(token):
        return False  # قابل فلان الصحفية فلانة: the title of the next one
    if last.inside is not None and last.inside.type is EntityType.ORGANIZATION and _closes_marks(token, following):
        return True
    person = last.inside is not None and last.inside.type is EntityType.PERSON
    relation = token.key.endswith(("ي", "يه")) and not (person and len(token.key) < _RELATION)  # غادر فلان القرية
    return relation or nationality(token.key) is not None or token.key in room_words("of_holders", "chunk")


_RELATION = 5  # letters of the shortest adjective of relation behind a person's name


def _titular(token: Token) -> bool:
    return any(token.key in word_class(name, "titles") for name in ("office", "occupation", "rank"))


def _closes_marks(token: Token, following: Token | None) -> bool:
    """Whether a mark closes right behind: the last word of a name in marks."""
    return following is not None and following.word.text in _QUOTES and token.pos is Pos.NOUN


def _name_follows(tokens: Sequence[Token], start: int, last: Token, token: Token) -> bool:
    """Whether a name completes the phrase: إضافة, or apposition to a title."""
    assert token.mention is not None  # noqa: S101 - the caller has looked
    before = [t.inside for t in tokens[start : token.index] if t.inside is not None]
    if any(mention.entity == token.mention.entity for mention in before):
        return True
    if last.word.article or last.word.pronoun:
        if token.mention.type is EntityType.PERSON and tokens[start].word.article and _is_no_title(tokens[start]):
            return False  # أدانت المحكمة فلانا، سمى البلاط فلانا: a body is nobody's title
        if token.mention.type is EntityType.PERSON and _plural_nominative(last) and not _several(tokens, token):
            return False  # احتجز المسلحون فلانا: one is no name of many
        many = tokens[start].key in word_class("groups", "actors") and not tokens[start].word.article
        if token.mention.type is EntityType.PERSON and many and not _several(tokens, token):
            return False  # انتخب أعضاء النقابة فلانا
        return token.mention.type is EntityType.PERSON or bool(last.word.pronoun)
    return not _tanween(last) and not _plural_nominative(last)


def _is_no_title(token: Token) -> bool:
    """A body, the seat by which one is called (القصر، البلاط), or what haunts somebody (الشائعات)."""
    return token.key in word_class("bodies", "actors") or token.key in room_words("seats", "chunk") or token.key in word_class("figures")


def _several(tokens: Sequence[Token], name: Token) -> bool:
    """Whether a further name is joined to this one: الصحافيون فلان وعلان."""
    at = name.index + 1
    while at < len(tokens) and tokens[at].inside is name.mention:
        at += 1
    if at >= len(tokens):
        return False
    return tokens[at].word.text in {"،", ","} or (tokens[at].word.conjunction == "و" and _name(tokens[at]))


def _tanween(token: Token) -> bool:
    text = token.word.text
    if text.endswith("يا") and len(token.key) > 4 and not _name(token) and lookup(token.key[:-1]) is not None:
        return True  # جمهوريا; but سوريا
    return "ً" in text or (text.endswith("ا") and not token.key.endswith(("يا", "اا")) and len(token.key) > 3 and not _name(token))


def _plural_nominative(token: Token) -> bool:
    return token.key.endswith("ون") and len(token.key) > 4


def _construct(token: Token) -> bool:
    """Whether a noun can be the first of an إضافة."""
    return _indefinite(token) and not _tanween(token) and not _plural_nominative(token)


def _after_indefinite(last: Token, token: Token) -> bool:
    if _plural_nominative(last) or _tanween(last):
        same = _plural_nominative(token) if _plural_nominative(last) else _tanween(token) or token.key.endswith("ه")
        return not token.word.article and not token.word.pronoun and same
    return not _tanween(token) or token.key.endswith("يا")


def _adjective(last: Token, token: Token) -> bool:
    """Whether a definite noun behind a definite one can be its adjective: not if the genders clearly differ."""
    if token.mention is not None and token.mention.type is not EntityType.POSITION and last.inside is None:
        return False
    if last.key.endswith("ون") and len(last.key) > _SOUND and not token.key.endswith("ون"):
        return False  # وصف المراقبون المرشح …: a sound plural has its adjective in the same form
    if _verbal_noun(token) or token.key in fixed_nouns() or not _adjectival(token) or _is_body(token) or _of_place(token):
        return False  # رفض الجيش اللبناني التعليق: the verb's object
    feminine = token.word.text.rstrip("\u064b\u064c\u064d\u064e\u064f\u0650").endswith(("ة", "ى"))
    if feminine:
        return True
    plain = last.word.text.endswith("ة") and not last.word.pronoun
    return not plain


def _of_place(token: Token) -> bool:
    """دخلت الشرطة المبنى: nouns of place with م and ى; feminine adjectives with ى have no م (الكبرى)."""
    return token.word.text.endswith("ى") and token.key[:1] == "م"


def _is_body(token: Token) -> bool:
    """المدرب الفريق: a body stands beside its own noun and is no adjective of another; اللواء is a rank as well."""
    return token.mention is not None and token.key in word_class("bodies", "actors") - word_class("rank", "titles")


_SOUND = 4  # letters: in shorter words ون is of the root (قانون)
_VERBAL = re.compile(r"^(?:ا.ت.ا.|ان..ا.|است..ا.|ت..ي.|ت..يه|ت.ا..)$")  # shapes of verbal nouns that no adjective has


def _verbal_noun(token: Token) -> bool:
    if token.inside is not None or token.key.endswith(("ي", "يه")):
        return False
    return token.key in masdar_forms() or _VERBAL.match(token.key) is not None or token.word.text.startswith("الإ")


# The shapes فاعل, فعيل, أفعل, of participles, and the endings of nisbas and sound plurals; فعول is rather a plural (الدروس، القيود).
_SHAPES = re.compile(r"^(?:.ا..ه?|..ي.ه?|ا...|م.{2,}|..و.ه|.*(?:ي|يه|ين|ون|ان|ات))$")


def _adjectival(token: Token) -> bool:
    """Whether a definite noun can be an adjective: by its shape, its feminine of another word, or the list."""
    if token.inside is not None or _SHAPES.match(token.key) is not None:
        return True
    bare = token.key.removesuffix("ه")
    return bare in word_class("adjectives") or (bare != token.key and lookup(bare) is not None)


def _identify(tokens: Sequence[Token], phrase: NounPhrase) -> None:
    """The entity of a phrase: the mention at its head, or a person's name in apposition to the head."""
    if phrase.quantified and tokens[phrase.start].inside is None:
        return
    head = tokens[phrase.head]
    kin = head.key in word_class("words", "kin") and not head.word.pronoun and not head.word.article
    if kin and _names_another(tokens, phrase) and not of_own_kin(tokens, phrase.head):
        return  # ابنة رجل الأعمال فلان is not he; ابن عمه فلان is
    if attends(tokens, phrase.head) and _names_another(tokens, phrase):
        whose = head.mention if head.mention is not None and head.mention.form is not MentionForm.NAME else None
        if whose is not None:
            phrase.entity, phrase.type = whose.entity, whose.type
        return
    mention = tokens[phrase.start].mention or head.mention or (head.inside if _name(head) and phrase.head == phrase.start else None)
    if mention is None or (mention.type is EntityType.PERSON and mention.form is not MentionForm.NAME):
        mention = _bearer(tokens, phrase) or named_by(tokens, phrase.head, phrase.end) or mention  # the name, though the title is one, too
    if mention is not None:
        phrase.entity, phrase.type = mention.entity, mention.type


def _bearer(tokens: Sequence[Token], phrase: NounPhrase) -> Mention | None:
    """The person's name that stands beside a title in a phrase."""
    names = (t for t in tokens[phrase.head + 1 : phrase.end] if _is_name_start(t) and t.mention is not None)
    return next((t.mention for t in names if t.mention and t.mention.type is EntityType.PERSON and _apposed(tokens, phrase, t)), None)


def _names_another(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether a person's name completes the phrase of a relative."""
    return any(
        _is_name_start(token) and token.mention is not None and token.mention.type is EntityType.PERSON
        for token in tokens[phrase.head + 1 : phrase.end]
    )


def _apposed(tokens: Sequence[Token], phrase: NounPhrase, name: Token) -> bool:
    """Whether a name stands beside a definite noun (الطيار فلان) and not in its إضافة (تصريحات فلان)."""
    head = tokens[phrase.head]
    titled = any(head.key in word_class(name_of, "titles") for name_of in ("office", "occupation", "collective")) or head.key in word_class(
        "people", "actors"
    ) | word_class("words", "kin")
    if not (head.word.article or head.word.pronoun or titled):
        return False
    previous = tokens[name.index - 1]
    if previous.pos is Pos.MARK:
        previous = tokens[name.index - 2] if name.index - 2 >= phrase.start else previous
    return previous.word.article or bool(previous.word.pronoun)


def _inflect(tokens: Sequence[Token], phrase: NounPhrase) -> None:
    head = tokens[phrase.head]
    text, key = head.word.text, head.key
    phrase.definite = head.word.article or bool(head.word.pronoun) or phrase.entity is not None or _definite_chain(tokens, phrase)
    long = text.endswith("اء") and key in word_class("feminine_long")  # of the words in اء few are feminine: القضاء، اللقاء، الميناء
    phrase.gender = "f" if long or text.endswith(("ة", "ات", "ى")) or (head.word.pronoun and key.endswith("ه")) else "m"
    if (key.endswith(("ون", "ين")) and len(key) > 4) or (key.endswith("ات") and len(key) > 4):
        phrase.number = "p"
    elif key.endswith("ان") and len(key) > 5 and phrase.entity is None:
        phrase.number = "d"


def _definite_chain(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    for token in tokens[phrase.head : phrase.end]:
        if token.word.article or token.word.pronoun or _name(token):
            return True
        if not _construct(token):
            return False
    return False
