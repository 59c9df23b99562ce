"""Titles beside names: where the offices, occupations and forms of address before and behind a name begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.lexicon import nationality, room_words, word_class
from tawthiq.extract.claims.naming import attends
from tawthiq.extract.claims.roles import is_occupation, is_office, names_person
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType, MentionForm
from tawthiq.text.fold import fold

_TITLE = 14  # tokens: the longest title before a name


def titles_before(tokens: Sequence[Token], name: int) -> Iterator[tuple[int, int]]:
    """The titles that end right before a name: مدير الصحة | الدكتور | فلان; ranks and forms of address may stand between."""
    last = name
    for _ in range(_HONOURED):
        end = _before_address(tokens, _before_marks(tokens, last, name), name)
        start = _title_before(tokens, end, name)
        if start is not None:
            yield start, end
        if end == 0 or not is_honour(tokens[end - 1]):
            return
        last = end - 1


_HONOURED = 3  # titles before a name: النائب الدكتور الشيخ فلان


def _before_marks(tokens: Sequence[Token], at: int, name: int) -> int:
    """Where a title may end: one comma or opening mark may stand between it and the name, a comma alone before a form of address."""
    end = at
    marks = _OPENING if at == name else _COMMAS
    while end > 0 and tokens[end - 1].word.text in marks and at - end < _MARKS:
        end -= 1
    return end


def _before_address(tokens: Sequence[Token], end: int, name: int) -> int:
    """ولي العهد | صاحب السمو الملكي الأمير فلان، | معالي الدكتور فلان: before a form of address of several words."""
    if end == name:
        return end
    while end > 1 and tokens[end - 1].key in word_class("addresses", "titles"):
        end -= 1
    return end


_MARKS = 2
_COMMAS = frozenset({"،", ","})
_OPENING = _COMMAS | {'"', "«", "“"}


def is_honour(token: Token) -> bool:
    """Whether a word is a rank or form of address that stands between an office and a name: الدكتور، اللواء، الشيخ."""
    return token.pos is Pos.NOUN and token.word.article and not token.word.pronoun and token.key in word_class("honours", "titles")


def is_bare_office(token: Token) -> bool:
    """Whether a definite word alone is an office or rank that a name bears: الرئيس، اللواء."""
    return token.pos is Pos.NOUN and token.word.article and not token.word.pronoun and token.key in word_class("bare", "titles")


def _title_before(tokens: Sequence[Token], end: int, name: int) -> int | None:
    """Where the title that ends before ``end`` begins."""
    if end > 1 and tokens[end - 1].word.text in {'"', "»", "”"}:
        pass  # a name in marks ends the title
    elif end == 0 or tokens[end - 1].pos not in {Pos.NOUN, Pos.PARTICLE} or tokens[name].word.preposition or tokens[name].word.conjunction:
        return None
    if end and (tokens[end - 1].key == "باسم" or (tokens[end - 1].key == "اسم" and tokens[end - 1].word.preposition == "ب")):
        return None  # المتحدث باسم | النائبة فلانة: she is spoken for
    best = None
    for start in range(end - 1, max(-1, end - _TITLE), -1):
        token = tokens[start]
        if token.pos in {Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER, Pos.QUANTIFIER} or _other_person(tokens, start, name):
            break
        if token.pos is Pos.MARK and token.word.text not in _NAME_MARKS:
            break
        if "ً" in token.word.text or (_tanween(token) and names_title(token.key[:-1])):
            break
        if token.key in word_class("words", "kin") and not token.word.article and token.inside is None:
            break  # هنأ الرئيس ابن عمه فلانا
        if attends(tokens, start):
            break  # سائق | النائب فلان
        if (
            token.pos is Pos.NOUN
            and token.key not in room_words("offices", "titles")
            and (names_title(token.key) or token.key in word_class("collective", "titles"))
        ):
            if _reaches(tokens, start, end) and not _of_noun(tokens, start):
                best = start
            if best is not None and (token.word.preposition or (token.word.article and not _adjectival(tokens, start))):
                break
        if token.word.conjunction:
            break
    if best is not None and _of_national(tokens, best):
        return None
    if best is not None and _held_by_another(tokens, best):
        return None
    beside = tokens[end].word.text not in _OPENING
    return best if best is None or not beside or not _owned(tokens, best, end) else None


def _held_by_another(tokens: Sequence[Token], start: int) -> bool:
    """شغلت فلانة منصب نائب المدير، علان: an office told as somebody's own is no title of the name behind it."""
    if start == 0 or tokens[start - 1].key not in room_words("offices", "titles"):
        return False
    for token in reversed(tokens[max(0, start - _TITLE) : start - 1]):
        if token.pos in {Pos.MARK, Pos.VERB} or names_person(token):
            relative = token.pos is Pos.VERB and token.index > 0 and tokens[token.index - 1].pos is Pos.RELATIVE
            return relative or names_person(token)
    return False


def acting_from(tokens: Sequence[Token], start: int) -> int:
    """القائم بأعمال | السفير: where the words begin that say of the office at ``start`` that it is held for another."""
    at = start
    while at > 1 and start - at < _DUTIES and tokens[at - 1].pos is Pos.NOUN and tokens[at - 1].key in room_words("duties", "titles"):
        at -= 1
    acts = at < start and tokens[at].word.preposition == "ب" and tokens[at - 1].key in room_words("acting", "titles")
    return at - 1 if acts else start


_DUTIES = 2  # words between who acts and the office: بأعمال، بتسيير أعمال


def _begins_another(tokens: Sequence[Token], at: int, before: NounPhrase) -> bool:
    """المتحدث باسم الحزب | خبر استقالة النائب فلان: a bare noun right behind a definite phrase, and no title, belongs to neither."""
    token = tokens[at]
    bare = token.pos is Pos.NOUN and not (token.word.article or token.word.pronoun or token.word.preposition) and not _in_name(token)
    named = names_title(token.key) or any(token.key in word_class(*name) for name in _OF_PEOPLE)
    return bare and before.definite and not named and not _tanween(token)


_OF_PEOPLE = (("people", "actors"), ("rank", "titles"), ("honours", "titles"))


def _of_noun(tokens: Sequence[Token], at: int) -> bool:
    """أوساط سياسية | عن …: an occupation's word that is the adjective of a bare noun before it."""
    token, before = tokens[at], tokens[at - 1] if at else None
    if before is None or before.pos is not Pos.NOUN or before.word.article or before.word.pronoun or token.word.article:
        return False
    adjective = token.key.endswith(("ي", "يه")) and not token.word.preposition and not is_office(token.key) and not _tanween(before)
    return adjective and not _in_name(before) and not names_title(before.key)


def _of_national(tokens: Sequence[Token], start: int) -> bool:
    """محامية | الفلسطينية فلانة: no adjective of a noun without article, but the one whose lawyer she is."""
    first, second = tokens[start], tokens[start + 1] if start + 1 < len(tokens) else None
    bare = not first.word.article and not first.word.pronoun and not _in_name(first)
    return bare and second is not None and second.word.article and not _in_name(second) and nationality(second.key) is not None


_NAME_MARKS = frozenset('"«»“”')  # of the name of a body in the title: رئيس حركة «الفجر» فلان


def _adjectival(tokens: Sequence[Token], at: int) -> bool:
    """المستشار الاقتصادي فلان: an occupation's word that is the adjective of a title before it."""
    before = tokens[at - 1] if at else None
    return (
        before is not None
        and before.pos is Pos.NOUN
        and before.word.article
        and not _in_name(before)
        and tokens[at].key.endswith(("ي", "يه"))
        and tokens[at].word.text.endswith("ة") == before.word.text.endswith("ة")
        and (is_office(before.key) or is_occupation(before.key))
    )


def _in_name(token: Token) -> bool:
    return token.inside is not None and token.inside.form is MentionForm.NAME


def _owned(tokens: Sequence[Token], start: int, name: int) -> bool:
    """إرسال فلانة، المكلف بقضية فلان: a name in إضافة to a common noun has no title in the words before."""
    last = tokens[name - 1]
    if last.pos is not Pos.NOUN or last.index == start or last.word.article or last.word.pronoun:
        return False
    if last.inside is not None:
        return not _in_name(last) and last.key in room_words("matters", "titles")
    return not (is_office(last.key) or is_occupation(last.key) or last.key.endswith(("ي", "يه")) or nationality(last.key))


def _other_person(tokens: Sequence[Token], at: int, name: int) -> bool:
    inside = tokens[at].inside
    return (
        inside is not None and inside.form is MentionForm.NAME and inside.type is EntityType.PERSON and inside is not tokens[name].mention
    )


def _reaches(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether one phrase, with its prepositional phrases, goes from ``start`` to ``end``."""
    at, last = start, None
    while at < end:
        if tokens[at].pos is Pos.PREPOSITION and tokens[at].key not in room_words("inside", "titles"):
            return False  # قائد الفريق بعد رحيل فلان is no title of his
        if tokens[at].pos in {Pos.PREPOSITION, Pos.PARTICLE, Pos.DATE}:
            at += 1
            continue
        phrase = noun_phrase(tokens, at, end)
        if phrase is None or (last is not None and last.end == at and _begins_another(tokens, at, last)):
            return False
        at, last = phrase.end, phrase
    return at == end


def title_after(tokens: Sequence[Token], name: int, end: int) -> tuple[int, int] | None:
    """The apposition behind a name that ends at ``end``: فلان، مدير المركز، or right behind it where the sentence's tree says so."""
    comma = end < len(tokens) and tokens[end].word.text in _COMMAS
    at = end + comma
    if not _may_open(tokens, at):
        return None
    phrase = noun_phrase(tokens, at)
    if phrase is None or _tanween(tokens[at]):
        return None
    stop = _phrase_end(tokens, phrase)
    other = next((token.index for token in tokens[at : stop + 1] if names_person(token)), None)
    if other is not None and not any(is_office(token.key) for token in tokens[at + 1 : other]):
        return None  # فلان، المرشد علان: somebody else's title; but فلان، نائب الرئيس علان
    fits = _closed(tokens, stop) or _hangs(tokens, name, end, at) if comma else _apposed(tokens, name, end, at, stop)
    return (at, stop) if fits and not _unsaid(tokens, at, stop) else None


def _unsaid(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """رئيس ما يسمى …، المسؤول عن الهجوم: an office that is called one only, or a guilt."""
    following = tokens[stop].key if stop < len(tokens) else ""
    return (stop - at == 1 and is_office(tokens[at].key)) or (following == "عن" and not is_office(tokens[at].key))


def names_title(key: str) -> bool:
    """Whether a noun beside a name is an office or occupation."""
    return names_office(key) or is_occupation(key)


def names_office(key: str) -> bool:
    """Whether a noun beside a name is an office; as a predicate مسؤول عن is guilt as well, so it is one only here."""
    return is_office(key) or key in word_class("beside", "titles")


def _may_open(tokens: Sequence[Token], at: int) -> bool:
    """Whether an office or occupation begins here, free of clitics."""
    if at >= len(tokens) or tokens[at].pos is not Pos.NOUN or tokens[at].word.conjunction or tokens[at].word.preposition:
        return False
    return names_title(tokens[at].key)


def _closed(tokens: Sequence[Token], at: int) -> bool:
    """Whether an apposition surely ends here."""
    return at < len(tokens) and tokens[at].pos in _CLOSING


_CLOSING = frozenset({Pos.MARK, Pos.RELATIVE, Pos.COMPLEMENTISER})


def _hangs(tokens: Sequence[Token], name: int, end: int, at: int) -> bool:
    """Whether the sentence's tree puts a title beside a name at ``[name, end)``."""
    arc = tokens[at].arc
    return arc is not None and name <= arc.head < end and arc.relation in _APPOSED and arc.probability >= _SURE


def _apposed(tokens: Sequence[Token], name: int, end: int, at: int, stop: int) -> bool:
    """فلان المتحدث باسم الجيش: by the tree, as استقبل فلان الرئيس has an object there; or before أن, where a verb of saying has none."""
    if _hangs(tokens, name, end, at):
        return stop - at > 1
    if stop >= len(tokens) or tokens[stop].pos is not Pos.COMPLEMENTISER or stop - at < _FEWEST:
        return False
    verb = next((token for token in reversed(tokens[max(0, name - _VERB_NEAR) : name]) if token.pos is Pos.VERB), None)
    trigger = verb.trigger if verb is not None else None
    lemmas = {fold(lemma) for lemma in verb.verb.lemmas} if verb is not None and verb.verb is not None else set()
    says = bool(lemmas & word_class("saying_bare")) or (trigger is not None and "say" in trigger.flags)
    return says and not lemmas & word_class("giving_verbs")


_APPOSED = frozenset({"appos", "nmod", "flat"})
_SURE = 0.6  # of an arc
_FEWEST = 2  # words of an office that stands right behind a name
_VERB_NEAR = 6  # tokens before a name in which its verb stands


def _tanween(token: Token) -> bool:
    return token.word.text.endswith(("ا", "اً", "ًا"))


def _phrase_end(tokens: Sequence[Token], phrase: NounPhrase) -> int:
    at = phrase.end
    while at < len(tokens):
        if tokens[at].word.preposition in {"ل", "ب"} and tokens[at].pos is Pos.NOUN:
            following = noun_phrase(tokens, at)
        elif tokens[at].key == "باسم":
            following = noun_phrase(tokens, at + 1)
        elif tokens[at].pos is Pos.PREPOSITION and tokens[at].key in {"في", "ل", "ب", "الي", "لدي"} and not tokens[at].word.pronoun:
            following = noun_phrase(tokens, at + 1) if at + 1 < len(tokens) and tokens[at + 1].key not in word_class("occasions") else None
        else:
            return at
        if following is None:
            return at
        at = following.end
    return at


def charging(tokens: Sequence[Token], start: int) -> bool:
    """اتهم المدعي العام | فلانا: right behind a verb of the law a title of it may be whose doing it is, and not the name's."""
    if not start or tokens[start].key not in room_words("prosecuting", "titles") or not tokens[start].word.article:
        return False
    if tokens[start].key == "نائب" and tokens[start + 1].key != "عام":
        return False  # a deputy accuses others, too, but in his own name
    verb = tokens[start - 1]
    lawful = verb.trigger is not None and verb.trigger.predicate in _BY_LAW
    lemmas = {fold(lemma) for lemma in verb.verb.lemmas} if verb.verb is not None else set()
    return verb.pos is Pos.VERB and (lawful or bool(lemmas & room_words("questioning", "titles")))


_BY_LAW = frozenset({"accuses", "arrested", "persecutes"})
