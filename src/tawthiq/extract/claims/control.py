"""Whose doing a verbal noun without a subject of its own is: ينوي فلان مغادرة …، سافر فلان لدراسة …، أمر القاضي بحبس …."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

from tawthiq.extract.claims.aims import brings
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import masdar_forms, room_words, word_class
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense


@dataclass(frozen=True, slots=True)
class Control:
    """The clause that governs a verbal noun. ``kind``: own (its subject does it), orders (has it done), purpose (what for)."""

    clause: Clause
    kind: str


@cache
def _verbs(name: str) -> frozenset[str]:
    table = tomllib.loads(files("tawthiq.extract.claims").joinpath("data/control.toml").read_text("utf-8"))
    return frozenset(fold(word) for word in table[name].split())


def controlled(tokens: Sequence[Token], noun: Token, clauses: Sequence[Clause]) -> Control | None:
    """What governs a verbal noun as its verb's object, under its preposition, or as its purpose."""
    governing = next((clause for clause in reversed(clauses) if clause.verb < noun.index), None)
    if governing is None or noun.index >= governing.end + 1 or noun.word.conjunction:
        return None
    lemmas = {fold(lemma) for lemma in governing.form.lemmas} | ({fold(governing.trigger.lemma)} if governing.trigger else set())
    if _purposive(tokens, noun):
        return Control(governing, "purpose") if lemmas & _verbs("going") else None
    if not _complements(tokens, noun, governing):
        return None
    for kind in ("own", "orders"):
        if lemmas & _verbs(kind):
            return Control(governing, kind)
    return None


@cache
def hearsay() -> frozenset[str]:
    """Nouns under which a verbal noun is hearsay: خبر، شائعات."""
    return _verbs("rumours")


def rumoured(tokens: Sequence[Token], noun: Token) -> bool:
    """خبر توقيف فلان، شائعات عن رحيله: a verbal noun that a word of hearing governs is not told."""
    for i in (noun.index - 1, noun.index - 2):
        if i >= 0 and tokens[i].key in hearsay() and tokens[i].pos is not Pos.VERB and not tokens[i].word.article:
            return i == noun.index - 1 or tokens[i + 1].pos is Pos.PREPOSITION
    return _gone_round(tokens, noun)


def _gone_round(tokens: Sequence[Token], noun: Token) -> bool:
    """الأنباء التي تتحدث عن وفاته، الشائعات حول رحيله: news with an article, told further behind them."""
    before = tokens[noun.index - 1] if noun.index else None
    about = before is not None and before.pos is Pos.PREPOSITION and before.key in _ABOUT
    near = tokens[max(0, noun.index - _TOLD_OF) : noun.index]
    return about and not any(token.pos is Pos.MARK for token in near) and any(t.word.article and t.key in hearsay() for t in near)


_ABOUT = frozenset({"عن", "حول", "بشان"})
_TOLD_OF = 5  # tokens from news to what it tells


def not_yet(verb: Token) -> bool:
    """سيؤدي إلى قتل …، ليستخدمه في قتل …: under a verb to come, or of a purpose, nothing has happened."""
    if verb.trigger is not None and "copula" in verb.trigger.flags:
        return False  # سيكون شريكا في قتله: who will turn out to be what
    return verb.word.preposition in {"ل", "س"} or (verb.verb is not None and verb.verb.tense is Tense.FUTURE)


def expected(tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause]) -> bool:
    """ليحقق الهدف: an aim; ينتظر أن يناقش: expected."""
    if tokens[clause.verb].word.preposition == "ل" and clause.form.tense is not Tense.PAST and clause.opener != "coordinate":
        return True
    if clause.parent is None or clause.opener != "complement":
        return False
    parent = clauses[clause.parent]
    lemmas = {fold(parent.trigger.lemma)} if parent.trigger is not None else set(map(fold, parent.form.lemmas))
    return clause.form.tense is not Tense.PAST and bool(lemmas & word_class("expecting_verbs"))


def pending(tokens: Sequence[Token], noun: Token, clauses: Sequence[Clause]) -> bool:
    """ستصدر الوزارة قرار تعيين فلان، ينتظر أن يعلن القصر إقالته: what a verb to come tells of by a noun in its object is to come too."""
    clause = next((c for c in reversed(clauses) if c.verb < noun.index < c.end), None)
    if clause is None or any(token.key in room_words("since", "passing") for token in tokens[clause.verb : noun.index]):
        return False
    return not_yet(tokens[clause.verb]) or expected(tokens, clause, clauses)


def unreal(tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> bool:
    """Whether what a verbal noun tells is only threatened, wanted, allowed, feared or aimed at: هدد باغتيال …، لاعتقال …."""
    before = tokens[max(0, token.index - _GOVERNED) : token.index]
    if any(_unreal_noun(other, token) for other in before[-_GOVERNING:]) or _owned(tokens, token) or _held_back(tokens, token, clauses):
        return True
    if looked_into(tokens, token):
        return False
    if token.word.preposition == "ل" and not token.word.article and (not before or before[-1].key not in room_words("owing", "masdars")):
        return True
    for clause in reversed(clauses):
        if clause.verb >= token.index:
            continue
        lemmas = {fold(clause.trigger.lemma)} if clause.trigger is not None else set(map(fold, clause.form.lemmas))
        happened = room_words("results", "masdars") | room_words("endings", "control")
        if token.index < clause.end and token.key not in happened and not_yet(tokens[clause.verb]):
            return True
        wanting = clause.trigger is not None and clause.trigger.predicate in {"hopes_or_demands", "has_purpose"}
        return token.index < clause.end and (wanting or bool(lemmas & word_class("unreal_verbs")))
    return False


def _owned(tokens: Sequence[Token], noun: Token) -> bool:
    """تهديد العصابة بقتل …، نية فلان اغتيال …، ثني القبيلة عن قصف …: behind whose threat, plan or holding back it is, nothing is done."""
    at, preposition = noun.index - 1, noun.word.preposition
    if at >= 0 and tokens[at].pos is Pos.PREPOSITION:
        at, preposition = at - 1, tokens[at].key
    for other in reversed(tokens[max(0, at - _OWNER) : at + 1]):
        if other.pos not in {Pos.NOUN, Pos.QUANTIFIER, Pos.DEMONSTRATIVE}:
            return False
        wanting = other.index < noun.index - 1 and brings(other, preposition) and other.key not in room_words("ordered", "control")
        if wanting or (preposition in _FROM and other.key in room_words("holding_nouns", "control")):
            return True
        if other.word.conjunction:
            return False
    return False


def _held_back(tokens: Sequence[Token], noun: Token, clauses: Sequence[Clause]) -> bool:
    """تراجع المسلحون عن اقتحام …، أثنوا الفصائل عن قصف …: under عن or من of a verb of holding back."""
    before = tokens[noun.index - 1] if noun.index else None
    if before is None or before.pos is not Pos.PREPOSITION or before.key not in _FROM:
        return False
    clause = next((clause for clause in reversed(clauses) if clause.verb < noun.index), None)
    if clause is None or noun.index >= clause.end:
        return False
    return bool(set(map(fold, clause.form.lemmas)) & room_words("holding_verbs", "control"))


_OWNER = 6  # tokens of whose threat or plan it is
_FROM = frozenset({"عن", "من", "دون"})


def looked_into(tokens: Sequence[Token], noun: Token) -> bool:
    """طالب بتحقيق في مقتل …، بعد اعتقال …: what is looked into, or dated by, has happened."""
    before = reversed(tokens[max(0, noun.index - _GOVERNED) : noun.index])
    near = takewhile(lambda other: other.pos not in {Pos.VERB, Pos.COMPLEMENTISER, Pos.MARK}, before)
    return any(other.key in room_words("inquiries", "control") for other in near)


def _unreal_noun(before: Token, noun: Token) -> bool:
    """خوفا من اعتقال، مقابل قتل، لا بد من إعدام: a word before a verbal noun or its preposition, under which it is not done."""
    if noun.word.conjunction:
        return False
    talked = before.key in word_class("unreal_nouns") and noun.key not in room_words("results", "masdars")
    rumour = before.key in word_class("rumours") and before.key not in hearsay()  # شائعات عن مقتله: alleged, and no plan
    return talked or rumour or before.key in word_class("feared_nouns")


def sentenced(tokens: Sequence[Token], noun: Token, clauses: Sequence[Clause]) -> bool:
    """حكم القضاء بإعدام فلان: who is sentenced to death is not killed yet."""
    if noun.key not in room_words("deaths", "control"):
        return False
    if any(other.key in room_words("penalties", "against") for other in tokens[max(0, noun.index - _GOVERNING) : noun.index]):
        return True
    clause = next((clause for clause in reversed(clauses) if clause.verb < noun.index), None)
    return clause is not None and noun.index < clause.end and bool(set(map(fold, clause.form.lemmas)) & room_words("sentencing", "control"))


_GOVERNED = 3  # tokens
_GOVERNING = 2  # tokens: such a noun and its preposition


def called_off(tokens: Sequence[Token], noun: Token, clauses: Sequence[Clause]) -> str:
    """Cancelling or postponing where the verb that governs a verbal noun, or the noun before it, says so (ألغى زيارته إلى …); else "".

    Also where the verb is the noun's own: لقاء فلان بالوفد لم يُعقد، زيارته أُلغيت.
    """
    own = _own_fate(noun, clauses)
    if own:
        return own
    before = tokens[noun.index - 1] if noun.index else None
    governing = next((clause for clause in reversed(clauses) if clause.verb < noun.index), None)
    lemmas: set[str] = set()
    if governing is not None and any(phrase.start == noun.index for phrase in governing.objects):
        lemmas = {fold(lemma) for lemma in governing.form.lemmas} | ({fold(governing.trigger.lemma)} if governing.trigger else set())
    nouns = {before.key} if before is not None and before.pos is not Pos.VERB and not before.word.article else set()
    if _ahead(tokens, noun):
        return "postponing"
    return next((kind for kind in ("cancelling", "postponing") if (lemmas | nouns) & _verbs(kind)), "")


def _ahead(tokens: Sequence[Token], noun: Token) -> bool:
    """استعدادات مكثفة قبل لقائه بالوفد: where no verb of the past leads up to it, a meeting or visit behind قبل is still to come."""
    before = tokens[noun.index - 1] if noun.index else None
    if before is None or before.key not in room_words("ahead", "control"):
        return False
    kinds = {trigger.predicate for trigger, _ in masdar_forms().get(noun.key, ())}
    past = any(token.verb is not None and token.verb.tense is Tense.PAST for token in tokens[: noun.index])
    return bool(kinds & {"met", "visited"}) and not past


def _own_fate(noun: Token, clauses: Sequence[Clause]) -> str:
    """What the verb says of which a verbal noun is the subject: it was not held, it was called off or put off (passive: no object)."""
    own = next((clause for clause in clauses if clause.subject is not None and clause.subject.head == noun.index), None)
    if own is None or own.objects or own.clitic:
        return ""
    told = {fold(lemma) for lemma in own.form.lemmas}
    if own.negated:
        return "cancelling" if told & room_words("took_place", "times") and not own.excepted else ""
    return next((kind for kind in ("cancelling", "postponing") if told & _verbs(kind)), "")


def _purposive(tokens: Sequence[Token], noun: Token) -> bool:
    """للقاء فلان، بهدف لقاء فلان، من أجل لقاء فلان."""
    before = tokens[noun.index - 1] if noun.index else None
    return noun.word.preposition == "ل" or (before is not None and before.key in room_words("aims", "control"))


def _complements(tokens: Sequence[Token], noun: Token, clause: Clause) -> bool:
    if any(phrase.start == noun.index for phrase in clause.objects) or clause.rest == noun.index:
        return True
    if any(item.phrase is not None and item.phrase.start == noun.index for item in clause.prepositional):
        return True
    before = tokens[noun.index - 1]
    return noun.index == clause.verb + 1 or (before.pos is Pos.PREPOSITION and noun.index - 1 == clause.rest)
