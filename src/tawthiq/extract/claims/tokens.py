"""Tokens: the words of a sentence with the part of speech that their neighbours leave open, mentions and dates."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from tawthiq.extract.claims.answers import read_answers
from tawthiq.extract.claims.finite import finite, jussive, marked, vowelled
from tawthiq.extract.claims.lexicon import Trigger, masdar_forms, room_words, verb_forms, word_class
from tawthiq.extract.claims.numerals import join_measures, join_numerals, join_openers
from tawthiq.extract.claims.prefixed import lost, of_name, unprefixed
from tawthiq.extract.claims.token import PartOfSpeech, Pos, Token
from tawthiq.extract.claims.twins import present_twin
from tawthiq.extract.frame import Layers
from tawthiq.model import DateMention, EntityType, Mention, MentionForm
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import lookup
from tawthiq.text.numbers import is_number_word, word_key
from tawthiq.text.verbs import Tense, VerbForm, verb_form
from tawthiq.text.words import Word

_CLASSES = (
    ("complementisers", Pos.COMPLEMENTISER),
    ("subordinators", Pos.SUBORDINATOR),
    ("conjunctions", Pos.CONJUNCTION),
    ("relatives", Pos.RELATIVE),
    ("negators", Pos.NEGATOR),
    ("pronouns", Pos.PRONOUN),
    ("demonstratives", Pos.DEMONSTRATIVE),
    ("quantifiers", Pos.QUANTIFIER),
    ("particles", Pos.PARTICLE),
    ("prepositions", Pos.PREPOSITION),
)


@lru_cache(maxsize=1)
def _closed() -> dict[str, PartOfSpeech]:
    found: dict[str, PartOfSpeech] = {}
    for name, pos in _CLASSES:
        for key in word_class(name):
            found.setdefault(key, pos)
    return found


@dataclass(frozen=True, slots=True)
class Tokens:
    """All sentences of a text as tokens."""

    sentences: tuple[tuple[Token, ...], ...]


def tag(layers: Layers) -> Tokens:
    """The tokens of a text, sentence by sentence."""
    mentions = _outermost(layers)
    starts = [mention.span.start for mention in mentions]
    dates = sorted(layers.dates, key=lambda date: date.span.start)
    date_starts = [date.span.start for date in dates]
    found = []
    for sentence, words in zip(layers.frame.sentences, layers.frame.words, strict=True):
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        here = mentions[low:high]
        when = dates[bisect_left(date_starts, sentence.start) : bisect_left(date_starts, sentence.end)]
        found.append(_tag_sentence(words, here, when))
    return Tokens(tuple(found))


def _outermost(layers: Layers) -> list[Mention]:
    """Mentions that lie in no other, in order."""
    found: list[Mention] = []
    end = -1
    for mention in sorted(layers.mentions.mentions, key=lambda m: (m.span.start, -m.span.end)):
        if mention.span.end > end and mention.span.start >= end:
            found.append(mention)
            end = mention.span.end
    return found


def _tag_sentence(words: tuple[Word, ...], mentions: list[Mention], dates: list[DateMention]) -> tuple[Token, ...]:
    behind = (*words[1:], None)
    plain = (_relative_of(_joined_verb(unprefixed(lost(word, following)))) for word, following in zip(words, behind, strict=True))
    tokens = [Token(i, word, _first_guess(word)) for i, word in enumerate(plain)]
    _lay(tokens, mentions, dates)
    read_answers(tokens)
    for token in tokens:
        if token.pos is Pos.PREPOSITION and token.key == "عبر" and _expresses(tokens, token):
            token.pos = Pos.NOUN
        if token.key == "من" and _who(tokens, token):
            token.pos = Pos.RELATIVE
        if token.pos is Pos.NOUN:
            _settle(tokens, token)
        if token.pos is Pos.NOUN and token.word.pronoun and token.key.endswith("ت") and token.key[:-1] + "ه" in masdar_forms():
            token.respell(replace(token.word, key=token.key[:-1] + "ه"))  # استقالته: the dictionary takes it for استقالت
    join_measures(tokens)
    join_numerals(tokens)
    join_openers(tokens)
    for token, following in pairwise(tokens):
        if token.key == "ما" and token.pos is Pos.NOUN and _denies(tokens, token, following):
            token.pos = Pos.NEGATOR
    return tuple(tokens)


def _who(tokens: list[Token], token: Token) -> bool:
    """أول من زار …: between a rank and a past verb من is the relative pronoun."""
    if not 0 < token.index < len(tokens) - 1 or tokens[token.index - 1].key not in room_words("ranks", "tokens"):
        return False
    found = finite(tokens[token.index + 1].word)
    return found is not None and found[0].tense is Tense.PAST and tokens[token.index + 1].inside is None


def _expresses(tokens: list[Token], token: Token) -> bool:
    """عبّر فلان عن …, unvowelled a preposition: at the head of a stretch, with عن a few words behind."""
    before = tokens[token.index - 1] if token.index else None
    heads = before is None or before.pos in {Pos.MARK, Pos.RELATIVE} or bool(token.word.conjunction) or before.key in {"قد", "كما"}
    return heads and any(other.key == "عن" and other.pos is Pos.PREPOSITION for other in tokens[token.index + 1 : token.index + 9])


def _denies(tokens: list[Token], token: Token, following: Token) -> bool:
    """ما قابل فلان أحدا: ما before a past verb at the head of a clause is no relative pronoun; ما زال goes on."""
    if following.pos is not Pos.VERB or following.verb is None or following.verb.tense is not Tense.PAST:
        return False
    if following.word.conjunction or following.key in room_words("continues", "tokens"):
        return False
    before = tokens[token.index - 1] if token.index else None
    return before is None or (before.pos is Pos.MARK and before.word.text not in {"(", "-"}) or token.word.conjunction != ""


def _joined_verb(word: Word) -> Word:
    """ويعارض، وأيدته: a conjunction before a verb that the trigger lexicon knows and the dictionary does not."""
    if word.pronoun and word.key.endswith("ه") and word.text[:1] in {"و", "ف"} and lookup(word.key) is None and not word.conjunction:
        verb = word.key[1:-1] + "ت"
        if verb in verb_forms() and not word.article:
            return replace(word, key=verb, conjunction=word.text[0], core_start=word.core_start + 1)
    if word.text.startswith("وأ") and word.key[1:] in verb_forms() and not (word.article or word.preposition or word.conjunction):
        return replace(word, key=word.key[1:], conjunction="و", core_start=word.core_start + 1)  # وأدى is written with no letter of وادي
    if (
        (word.known and not word.text.startswith("وو"))
        or word.conjunction
        or word.preposition
        or word.article
        or word.text[:1] not in {"و", "ف"}
        or word.key[1:] not in verb_forms()
    ):
        return word
    return replace(word, key=word.key[1:], conjunction=word.text[0], core_start=word.core_start + 1)


def _relative_of(word: Word) -> Word:
    """عمه، خاله are his uncles: the dictionary has them as aunts, whose ending is not written with ه."""
    if word.key in room_words("will_be", "tokens") and not word.preposition and not word.article:
        return replace(word, key=word.key[1:], preposition="س", core_start=word.core_start + 1)
    if word.key in room_words("and_called", "tokens") and not word.conjunction and not word.pronoun and "ّ" not in word.text:
        return replace(word, key=word.key[1:], conjunction="و", core_start=word.core_start + 1)
    if word.key in room_words("irreal", "tokens") and not word.preposition:
        return replace(word, key=word.key[1:], preposition="ل", core_start=word.core_start + 1)
    if word.pronoun or word.article or word.text.endswith("ة"):
        return word
    owned = word_class("words", "kin") | room_words("ends_of_life", "chunk")  # حتفهم: the dictionary lacks the noun
    clitic = next((c for c in ("ها", "هم", "ه") if word.key.endswith(c) and word.key.removesuffix(c) in owned), "")
    return replace(word, key=word.key.removesuffix(clitic), pronoun=clitic, core_end=word.core_end - len(clitic)) if clitic else word


def negates(token: Token) -> bool:
    """ألا، بألا، لئلا: أن with the negator of its verb in one word."""
    return token.pos is Pos.COMPLEMENTISER and _not_that(token.word)


def _not_that(word: Word) -> bool:
    return word.text.endswith("ا") and _THAT_NOT.match(word.text) is not None  # the first sorts out nearly all words


_THAT_NOT = re.compile("^(?:و?[بل]?أل\\u0651?ا|و?لئلا|ل?كيلا)$")  # إلا is the exception, and وكيلا an agent


def _first_guess(word: Word) -> PartOfSpeech:
    if word.kind != "word":
        return Pos.NUMBER if word.kind == "number" else Pos.MARK
    if _not_that(word):
        return Pos.COMPLEMENTISER
    if word.article or (word.key == "ايه" and word.preposition):
        return Pos.NOUN
    if vowelled(word) and marked(word.key) is not None:
        return Pos.NOUN  # خلّف is no preposition
    return _closed_class(word.key, word.text) or Pos.NOUN


@lru_cache(maxsize=16_384)
def _closed_class(key: str, text: str) -> PartOfSpeech | None:
    found = _closed().get(key)
    if key == "اثر" and text.startswith("أ"):
        return None  # أثر is a trace, and إثر the preposition
    if found is Pos.PARTICLE and ("أ" in text[1:] or ("ً" not in text and key in {"قريب", "بعيد"})):
        return None  # هنأ is not هنا; قريب without tanween is an adjective
    return found


def _lay(tokens: list[Token], mentions: list[Mention], dates: list[DateMention]) -> None:
    """Mark the tokens that mentions and dates hold."""
    at = 0
    for mention in mentions:
        first = True
        while at < len(tokens) and tokens[at].word.end <= mention.span.start:
            at += 1
        i = at
        while i < len(tokens) and tokens[i].word.core_start < mention.span.end:
            token = tokens[i]
            token.inside = mention
            if first:
                token.mention = mention
                first = False
                if mention.form is MentionForm.NAME and token.word.preposition == "س" and token.word.start == mention.span.start:
                    token.respell(of_name(token.word))
            if mention.form is MentionForm.NAME and token.pos is not Pos.MARK:
                token.pos = Pos.NOUN
            i += 1
    for date in dates:
        for token in tokens:
            if date.span.start <= token.word.core_start < date.span.end and token.inside is None:
                token.date = date
                token.pos = Pos.DATE


def _settle(tokens: list[Token], token: Token) -> None:
    """Decide whether an open-class token is a finite verb here."""
    if token.inside is not None:
        return
    if token.index and tokens[token.index - 1].key == "لولا":
        return  # لولا تدخل الجيران: a noun
    found = _of_speaker(tokens, token) or finite(token.word) or _before_name(tokens, token)
    if found is None:
        return
    form, trigger, sure = found
    if (twin := present_twin(tokens, token, form)) is not None:
        trigger, form = twin
    previous = tokens[token.index - 1] if token.index else None
    if previous is not None and previous.key == "في" and token.key == "ظل":
        return
    if previous is not None and previous.key in room_words("heard", "tokens") and token.word.pronoun and token.key in masdar_forms():
        return  # نبأ تقاعده
    if is_relative(tokens, token) or _measure(tokens, token):
        return
    if not _allowed(tokens, token, form, previous) or _owned_subject(tokens, token, previous):
        return
    if previous is not None and previous.key == "من" and previous.pos is Pos.RELATIVE and form.tense is Tense.PAST:
        token.pos, token.verb, token.trigger = Pos.VERB, form, trigger  # أول من أيد
        return
    forbidding = token.key[:1] == "ت"  # لا تقل; but لا يقل is of قل
    shortening = previous is not None and (previous.key == "لم" or (previous.key == "لا" and forbidding))
    if trigger is not None and jussive(token.key, form, trigger) and not shortening:
        other = verb_form(token.key)
        lessening = previous is not None and previous.key == "لا" and token.key in room_words("measuring", "tokens")  # لا يقل عن
        if other is None or (token.key[1:] not in map(fold, other.lemmas) and not lessening):
            return
        trigger = None  # يحل is of حل, and of أحال only behind لم
    if not sure and (trigger is None or "nominal" in trigger.flags) and form.tense is Tense.PAST and not _before_actor(tokens, token):
        return  # rather a noun: نوع، خط، كون
    if sure or _verb_place(tokens, token, previous):
        token.pos, token.verb, token.trigger = Pos.VERB, form, trigger


def _measure(tokens: Sequence[Token], token: Token) -> bool:
    """وعرضها ثلاثون مترا: before a number the noun of a measure, and no verb."""
    behind = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    counts = behind is not None and (behind.pos is Pos.NUMBER or is_number_word(word_key(behind.key)))
    return counts and bool(token.word.pronoun) and token.key in room_words("measures", "tokens")


def is_relative(tokens: Sequence[Token], token: Token) -> bool:
    """السفير صهر الوزير: right behind a definite noun, and before one, a word for a relative is a noun."""
    if token.key not in word_class("words", "kin") or token.word.conjunction or token.word.pronoun or "ّ" in token.word.text:
        return False
    before = tokens[token.index - 1] if token.index else None
    behind = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    definite = before is not None and before.pos is Pos.NOUN and (before.word.article or before.inside is not None)
    return definite and behind is not None and behind.pos is Pos.NOUN and (behind.word.article or behind.inside is not None)


def _owned_subject(tokens: list[Token], token: Token, previous: Token | None) -> bool:
    """أن رفيقه عاد: behind أن, and with a verb behind it, a word with a clitic is a noun, the verb's subject."""
    if previous is None or previous.pos is not Pos.COMPLEMENTISER or previous.word.pronoun or not token.word.pronoun:
        return False
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    return following is not None and not following.word.conjunction and finite(following.word) is not None


def _of_speaker(tokens: list[Token], token: Token) -> tuple[VerbForm, Trigger | None, bool] | None:
    """لم أشترك، وآمل أن، أعتقد: a verb of the first person present, which letters without hamza do not tell from a past."""
    if token.word.article or not (_behind_negator(tokens, token) or _shows_speaker(tokens, token)):
        return None
    long = token.word.text[len(token.word.conjunction) :][:1] == "آ"  # آمل: يأمل
    present = "ي" + token.key[not long :]
    twin = verb_form(present)
    if twin is None or twin.tense is not Tense.PRESENT:
        return None
    known = verb_forms().get(present)
    return VerbForm(twin.lemmas, Tense.PRESENT, 1, "m", "s"), known[0] if known else None, True


def _behind_negator(tokens: list[Token], token: Token) -> bool:
    """لم أشترك، لن أترشح: behind a negator of the present a word with أ is no past form."""
    previous = tokens[token.index - 1] if token.index else None
    if previous is None or previous.pos is not Pos.NEGATOR or previous.key == "ما" or previous.word.pronoun:
        return False
    return token.word.text[:1] == "أ"


def _shows_speaker(tokens: list[Token], token: Token) -> bool:
    """آمل (the past is أمل), أعتقد (اعتقد has no hamza), أريد أن (no passive): its letters show the first person."""
    bare = token.word.text[len(token.word.conjunction) :]
    found = finite(token.word) if bare[:1] in {"أ", "آ"} and not token.word.preposition else None
    if found is None or found[0].tense is not Tense.PAST or found[0].person != _THIRD:
        return False
    past = found[1].lemma if found[1] is not None else found[0].lemmas[0]
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if bare[:1] == "آ":
        return len(past) == _BARE and past[:1] == "أ"
    wanted = fold(past) in room_words("wanting", "tokens") and fold(past) != token.key
    return (past[:1] == "ا" and len(past) > _BARE) or (wanted and following is not None and not following.word.preposition)


_THIRD, _BARE = 3, 3  # the person; letters of a verb without additions


_GOVERNORS = frozenset({Pos.PREPOSITION, Pos.DEMONSTRATIVE, Pos.QUANTIFIER})


_OPENERS = frozenset({Pos.RELATIVE, Pos.NEGATOR, Pos.SUBORDINATOR, Pos.PRONOUN})


def _before_actor(tokens: list[Token], token: Token) -> bool:
    """Whether the place alone speaks for a verb: the head of a stretch, or an actor behind."""
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if following is not None and (is_person_like(following.mention) or following.pos is Pos.COMPLEMENTISER):
        return True
    if token.key.endswith(("ت", "وا")) or "ّ" in token.word.text:
        return True
    previous = tokens[token.index - 1] if token.index else None
    opened = previous is None or previous.pos in _OPENERS | {Pos.MARK, Pos.COMPLEMENTISER} or _is_name(previous)
    return not token.word.conjunction and opened and (previous is None or previous.pos is not Pos.PRONOUN)


def _before_name(tokens: list[Token], token: Token) -> tuple[VerbForm, Trigger | None, bool] | None:
    """A word that no dictionary knows as a noun, at the head of a sentence before a name: a verb (تحدّر فلان)."""
    word = token.word
    opens = token.index == 0 or (token.index == 1 and tokens[0].key in {"كما", "ثم"})
    if not opens or token.inside is not None or word.article or word.preposition or word.kind != "word" or len(word.key) < 3:
        return None
    if token.index + 1 >= len(tokens) or not _is_name(tokens[token.index + 1]) or word.text.endswith(("ة", "ي", "ا")):
        return None
    form = lookup(word.key)
    if (form is not None and form.noun) or word.key in word_class("office", "titles") or word.key in word_class("occupation", "titles"):
        return None
    feminine = word.key.endswith("ت")
    return VerbForm((word.key,), Tense.PAST, 3, "f" if feminine else "m", "s"), None, True


def _allowed(tokens: list[Token], token: Token, form: VerbForm, previous: Token | None) -> bool:
    """Whether a verb can stand behind the word before it."""
    if previous is None or token.word.conjunction:
        return True
    if previous.word.text in {'"', "«", "“"} and token.index > 1:
        previous = tokens[token.index - 2]  # دعا إلى "وقف …"
        return previous.pos is not Pos.PREPOSITION or bool(previous.word.pronoun) or previous.key in {"بعد", "قبل", "حتي"}
    if previous.pos is Pos.PREPOSITION and not previous.word.pronoun and previous.key not in {"بعد", "قبل", "حتي"}:
        return False
    if previous.pos is Pos.QUANTIFIER and not previous.word.pronoun and form.tense is Tense.PAST:
        return False
    if previous.pos is Pos.NOUN and previous.word.preposition in {"ب", "ل", "ك"} and not previous.word.article:
        return previous.inside is not None or form.tense is not Tense.PAST or bool(token.word.pronoun)
    if previous.pos is Pos.NOUN and form.tense is Tense.PAST and not token.key.endswith(("ت", "وا")) and not token.word.pronoun:
        definite = previous.word.article or bool(previous.word.pronoun) or _is_name(previous)
        return definite or previous.word.text.endswith(("ا", "ً", "ون")) or _taken_up(tokens, token)
    return previous.pos is not Pos.NUMBER or token.key.endswith("وا")  # الموظفون البالغ عددهم 800 سُرّحوا


def _taken_up(tokens: list[Token], token: Token) -> bool:
    """غارات قتل فيها جنديان: a preposition with a clitic right behind, and a noun behind that."""
    at = token.index + 1
    if at + 1 >= len(tokens) or tokens[at].pos is not Pos.PREPOSITION or not tokens[at].word.pronoun:
        return False
    return tokens[at + 1].pos in {Pos.NOUN, Pos.QUANTIFIER, Pos.NUMBER} and not tokens[at + 1].word.preposition


def _verb_place(tokens: list[Token], token: Token, previous: Token | None) -> bool:
    """For a form that may be a noun as well: whether the place is a verb's."""
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if following is not None and following.pos is Pos.COMPLEMENTISER and not following.word.pronoun:
        return True
    if previous is not None and previous.word.text in {"،", ","} and _behind_inserted_date(tokens, token.index - 1):
        return False
    if previous is None and following is not None and following.pos is Pos.NOUN and token.key in verb_forms() and _only_verb(tokens, token):
        return True
    if previous is None or (previous.pos is Pos.MARK and previous.word.text not in {"(", "/", "-"}):
        return _before_subject(following)
    if previous.key in room_words("whens", "tokens"):
        return True
    if previous.pos in _OPENERS or previous.key in room_words("before_verbs", "tokens"):
        return not (previous.pos is Pos.COMPLEMENTISER and token.verb is None and following is None)
    if previous.pos in _GOVERNORS and not previous.word.pronoun:
        return previous.key == "حتي" and token.word.text[:1] == "أ"
    if token.word.conjunction and token.word.pronoun and token.key in verb_forms() and _is_name(previous):
        return following is not None and following.pos is Pos.NOUN  # عارضه فلان وأيدته كتلة …
    if token.word.conjunction:
        accusative = token.key[:1] == "ت" and following is not None and following.word.text.endswith(("ا", "ً")) and following.word.noun
        return (_before_subject(following) or accusative) and _no_masdar_before(tokens, token.index)
    if previous.pos is Pos.VERB:
        return previous.trigger is not None and "copula" in previous.trigger.flags
    if previous.pos is Pos.QUANTIFIER:
        return _before_subject(following)
    if previous.pos is Pos.NOUN and _taken_up(tokens, token):
        return True
    if previous.pos is Pos.NOUN and (previous.word.article or _is_name(previous)):
        return not _verb_before(tokens, token.index) and following is not None and following.pos is not Pos.MARK
    return previous.pos is Pos.DATE and _before_subject(following)


def _only_verb(tokens: list[Token], token: Token) -> bool:
    """تعرض منزل فلان لإطلاق نار: at the head of a sentence that has no other verb a form that may be one is one."""
    if token.word.key in masdar_forms() and not any(word.word.preposition == "ل" for word in tokens[token.index + 1 :]):
        return False
    others = tokens[token.index + 1 :]
    return tokens[-1].word.text == "." and all(other.inside is not None or finite(other.word) is None for other in others)


def _behind_inserted_date(tokens: list[Token], comma: int) -> bool:
    """أعلنت اللجنة، الجمعة، منح …؛ واصلت القوات، لليوم الثالث، تقدمها: behind a date or phrase between commas comes the verb's object."""
    i = comma - 1
    while i > 0 and comma - i < _INSERTED and tokens[i].word.text not in {"،", ","}:
        if tokens[i].pos in {Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE} or finite(tokens[i].word) is not None:
            return False
        i -= 1
    first = tokens[i + 1]
    inserted = first.pos in {Pos.DATE, Pos.PREPOSITION} or first.word.preposition in {"ب", "ل"}
    if i < 1 or i + 1 >= comma or not inserted or first.word.conjunction or tokens[i].word.text not in {"،", ","}:
        return False
    return any(token.pos is Pos.VERB for token in tokens[:i])


_INSERTED = 8  # tokens of a phrase between commas


def _before_subject(following: Token | None) -> bool:
    """A verb is followed by a definite noun, a name, a preposition or a clause; a masdar's إضافة looks alike."""
    if following is None:
        return False
    if _is_name(following) or following.mention is not None or finite(following.word) is not None:
        return True
    if following.pos is Pos.NOUN and is_number_word(word_key(following.key)):
        return True
    return following.pos in {Pos.PREPOSITION, Pos.COMPLEMENTISER, Pos.QUANTIFIER, Pos.DEMONSTRATIVE, Pos.NUMBER} or following.word.article


def _is_name(token: Token) -> bool:
    return token.inside is not None and token.inside.form is MentionForm.NAME


def _verb_before(tokens: list[Token], index: int) -> bool:
    """Whether a verb stands before in the same clause (copulas leave room for another)."""
    for token in reversed(tokens[:index]):
        if token.pos in {Pos.MARK, Pos.RELATIVE, Pos.COMPLEMENTISER, Pos.SUBORDINATOR}:
            return False
        if token.pos is Pos.VERB:
            return token.trigger is None or "copula" not in token.trigger.flags
    return False


def _no_masdar_before(tokens: list[Token], index: int) -> bool:
    """A coordinated homograph behind a preposition's verbal noun is a noun too: على محاربة … وحفظ …; but not في حلب وعمل ….."""
    for token in reversed(tokens[max(0, index - 8) : index]):
        if token.pos in {Pos.MARK, Pos.VERB}:
            return True
        governed = tokens[token.index + 1] if token.pos is Pos.PREPOSITION and token.index + 1 < index else None
        if token.word.preposition and not token.word.article and token.pos is Pos.NOUN:
            governed = token
        if governed is not None and governed.pos is Pos.NOUN and not _is_name(governed) and not governed.word.article:
            return False
    return True


def is_person_like(mention: Mention | None) -> bool:
    """Whether a mention can act: persons, organisations, groups."""
    return mention is not None and mention.type in {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP}


def surface(tokens: tuple[Token, ...] | list[Token], start: int, end: int) -> str:
    """For debugging and reasons: the words of a range of tokens."""
    return sys.intern(" ".join(token.word.text for token in tokens[start:end]))
