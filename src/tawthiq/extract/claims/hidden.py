"""Whether a verb without a subject in sight has a hidden one that can be looked for among those spoken of."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.lexicon import masdar_forms, room_words, triggers, word_class
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType, MentionForm
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import lookup
from tawthiq.text.verbs import Tense

_PERSONAL_FLAGS = frozenset({"human", "leads", "office", "gain", "appoint", "elect", "personal", "say"})
_PERSONAL = frozenset(
    {
        "born_in",
        "died",
        "educated",
        "holds_position",
        "left_position",
        "occupation",
        "member_of",
        "employed_by",
        "returned_to",
        "resided_in",
        "visited",
        "met",
        "founded",
        "accuses",
        "appointed_by",
        "confirmed_by",
        "arrested",
        "married_to",
    }
)
"""What only people and bodies of people do or undergo."""
REACH = 80  # tokens: longer than the sentences people write; keeps the look back from growing with a text without stops


@cache
def _verbs(name: str) -> frozenset[str]:
    table = tomllib.loads(files("tawthiq.extract.claims").joinpath("data/hidden.toml").read_text("utf-8"))
    return frozenset(fold(word) for word in table[name].split())


def personal(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the verb is one that only people and bodies of people can be the subject of."""
    if clause.trigger is None:
        return False
    if "copula" in flags_of(clause):
        return any(of_people(tokens[phrase.head]) for phrase in clause.objects[:1])
    return bool(flags_of(clause) & _PERSONAL_FLAGS) or clause.trigger.predicate in _PERSONAL


def of_people(head: Token) -> bool:
    """Whether a predicate is an office, an occupation or a participle of what people do: كان معارضا."""
    return people_word(head.key)


def people_word(key: str) -> bool:
    """The same for a folded word."""
    titles = any(key in word_class(name, "titles") for name in ("office", "occupation", "member", "leader"))
    return titles or key in word_class("people", "actors") or bool({key, key.removesuffix("ا")} & _participles())


@cache
def _participles() -> frozenset[str]:
    """The folded participles of the verbs that carry claims."""
    return frozenset(form for trigger in triggers() for form, _ in (*trigger.actives, *trigger.passives))


def of_things(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the verb is said of things, sums and events rather than of people."""
    if clause.trigger is not None and "QTY" in clause.trigger.objects:
        return True
    if any(item.preposition == "الي" and item.phrase is not None and _amount(tokens, item.phrase) for item in clause.prepositional):
        return True  # تصل إلى حد …، يصل إلى 87 مليونا
    return not personal(tokens, clause) and any(fold(lemma) in _verbs("of_things") for lemma in clause.form.lemmas)


def _amount(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    return tokens[phrase.start].pos is Pos.NUMBER or tokens[phrase.start].key in room_words("levels", "hidden")


def impersonal(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the verb is one of nobody's: يمكن، يسمح له، لا بد."""
    return tokens[clause.verb].key in _verbs("impersonal")


def nobody(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the verb's subject is not to be looked for: impersonal, or it stands in the sentence and is no one named."""
    holds = clause.subject_pronoun and "includes" in flags_of(clause)  # قالت إنها تضم ثلاثة آلاف عضو
    if impersonal(tokens, clause) or (of_things(tokens, clause) and not holds) or _what(tokens, clause):
        return True
    if clause.subject_pronoun and clause.how != "after":
        return False
    if clause.opener == "relative" and clause.antecedent is None and not clause.clitic:
        return True  # هو الذي قاد …
    signs = (_counted, _there, _noun_before, _noun_behind, _no_verb, _asyndetic, _describing)
    return any(sign(tokens, clause) for sign in signs)


_OPENING = frozenset('"«“')


def _before(tokens: Sequence[Token], clause: Clause) -> int:
    """The index of the token before the verb and its particles; -1 at the head of the sentence."""
    at = clause.verb - 1
    while at >= 0 and (tokens[at].pos is Pos.NEGATOR or tokens[at].key in {"قد", "لقد", "سوف"}):
        at -= 1
    return at


def _what(tokens: Sequence[Token], clause: Clause) -> bool:
    """ما حدث، فيما يتعلق، وهو ما يتضح: the subject is what happened."""
    at = _before(tokens, clause)
    if tokens[clause.verb].key in room_words("lasting", "hidden") or _also(tokens, clause, at):
        return False  # ما زال
    return at >= 0 and tokens[at].key in room_words("what", "hidden") and not tokens[clause.verb].word.conjunction


def _also(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """كما زار صيدا، opening a sentence or the verb of a person behind a comma: he went there too, not as it is."""
    if at < 0 or tokens[at].key != "كما" or {fold(lemma) for lemma in clause.form.lemmas} & _verbs("as_it"):
        return False
    return at == 0 or (tokens[at - 1].pos is Pos.MARK and personal(tokens, clause))


def _noun_before(tokens: Sequence[Token], clause: Clause) -> bool:
    """خطوة تأتي: an indefinite noun right before the verb is what the verb is said of."""
    at = _before(tokens, clause)
    if at < 0 or tokens[clause.verb].word.conjunction or clause.opener == "relative":
        return False
    if tokens[at].word.text in _OPENING and at:
        at -= 1
    token = tokens[at]
    if token.pos is Pos.QUANTIFIER and not token.word.article:
        return True
    if token.pos is not Pos.NOUN or token.word.pronoun or _tanween(token):
        return False
    if token.inside is not None and token.inside.form is MentionForm.NAME:
        return False
    return not token.word.article or _heads(tokens, clause, at)


def _heads(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether the definite noun that ends here is governed by nothing and agrees: المباراة انتهت."""
    first = at
    while first > max(0, at - REACH) and tokens[first - 1].pos is Pos.NOUN and not tokens[first].word.preposition:
        first -= 1
    if tokens[first].word.preposition or (first and tokens[first - 1].pos is Pos.PREPOSITION):
        return False
    feminine = tokens[at].word.text.endswith(("ة", "ات"))
    return feminine == (clause.form.gender == "f")


def _counted(tokens: Sequence[Token], clause: Clause) -> bool:
    """أن 28 طائرة شاركت: a number under أن opens the clause's subject."""
    for at in range(clause.verb - 1, max(-1, clause.verb - REACH), -1):
        if tokens[at].pos is Pos.VERB:
            return False
        if tokens[at].pos is Pos.COMPLEMENTISER:
            return tokens[at + 1].pos is Pos.NUMBER
    return False


def _there(tokens: Sequence[Token], clause: Clause) -> bool:
    """ما زال هناك: what there is follows."""
    return clause.verb + 1 < len(tokens) and tokens[clause.verb + 1].key in {"هناك", "هنالك"}


def _tanween(token: Token) -> bool:
    return "ً" in token.word.text or (token.word.text.endswith("ا") and not token.key.endswith("يا"))


def _noun_behind(tokens: Sequence[Token], clause: Clause) -> bool:
    """يعود المزاد، توفي منهم 14 طفلا: a noun behind the verb that can only be its subject, or may as well be."""
    if not clause.objects or clause.clitic:
        return False
    takes_object = clause.trigger is not None and "O" in clause.trigger.objects
    if clause.trigger is not None and not takes_object and any(_subject_like(tokens, clause, phrase) for phrase in clause.objects):
        return True
    first = clause.objects[0]
    return first.start == clause.verb + 1 and _subject_behind(tokens, clause, first, takes_object=takes_object)


def _subject_like(tokens: Sequence[Token], clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a noun behind a verb without object is no predicate and no adverb: a count, a name that nobody knows."""
    if "copula" in flags_of(clause):
        return False
    return tokens[phrase.start].pos is Pos.NUMBER or _unknown_name(tokens[phrase.head])


def _subject_behind(tokens: Sequence[Token], clause: Clause, first: NounPhrase, *, takes_object: bool) -> bool:
    head = tokens[first.head]
    free = clause.opener != "coordinate"
    if free and (first.type is EntityType.PERSON or _unknown_name(head)):
        return True
    if head.word.article and head.key.endswith(("ون", "ان")) and len(head.key) > _NOMINATIVE:
        return True  # التقى الرجلان: a nominative
    if head.key.endswith("تا") and len(head.key) > _NOMINATIVE:
        return True  # توفيت صاحبتا …
    if takes_object or first.type is EntityType.PERSON:
        return False
    if "copula" in flags_of(clause):
        return head.word.article or _unknown_name(head)
    if head.word.article or tokens[first.start].pos is Pos.DEMONSTRATIVE or (first.definite and not head.word.pronoun):
        she = tokens[clause.verb].key.startswith("ت") and first.gender == "f"  # توزع المجلة: read as a past form, too
        return she or clause.form.gender == first.gender or clause.trigger is not None
    return clause.trigger is not None and not _tanween(head) and not flags_of(clause) & {"described", "aux", "open", "attempt"}


_NOMINATIVE = 4  # letters: a word this short seldom carries an ending of the dual or plural


def _unknown_name(head: Token) -> bool:
    """A word that no dictionary has, without article and tanween: the name of somebody."""
    return head.word.kind == "word" and not head.word.article and _unlisted(head.key) and head.inside is None


def _unlisted(key: str) -> bool:
    """Whether no dictionary has the word, nor the word without the ا of an accusative."""
    return lookup(key) is None and lookup(key.removesuffix("ا")) is None


def _no_verb(tokens: Sequence[Token], clause: Clause) -> bool:
    """إعلان وقف النار: a form that is a noun as well, behind a noun."""
    at = clause.verb - 1
    if at < 0 or tokens[clause.verb].word.conjunction:
        return False
    before = tokens[at].verb
    if before is not None and before.person == clause.form.person and before.gender != clause.form.gender:
        return True  # كانت دار …: no auxiliary of this word
    speech = tokens[at].trigger
    if speech is not None and "say" in speech.flags:
        return True  # وقال غل: a name that looks like a verb
    form = lookup(tokens[clause.verb].key)
    noun = tokens[clause.verb].key in masdar_forms() or (form is not None and form.noun)
    if not noun or clause.form.tense is not Tense.PAST or "copula" in flags_of(clause):
        return False
    return tokens[at].key != "حتي" and tokens[at].pos in {Pos.NOUN, Pos.PREPOSITION, Pos.NUMBER}


def _asyndetic(tokens: Sequence[Token], clause: Clause) -> bool:
    """مقطع، انتشر …: a verb behind a comma without a conjunction, in a sentence that has had its verb."""
    at = _before(tokens, clause)
    if at < 1 or tokens[at].word.text not in {"،", ","} or tokens[clause.verb].word.conjunction:
        return False
    told = any(token.pos is Pos.VERB for token in tokens[max(0, at - REACH) : at])
    return tokens[at - 1].pos is Pos.NOUN and told and not _opens_subordinate(tokens, at)


def _describing(tokens: Sequence[Token], clause: Clause) -> bool:
    """فتشوا سفينة محملة بالقمح تعرضت لانفجار: a past verb without conjunction behind another verb tells of a noun between them."""
    at = _before(tokens, clause)
    if at != clause.verb - 1 or clause.opener != "main" or clause.form.tense is not Tense.PAST or tokens[clause.verb].word.conjunction:
        return False
    if at < 1 or tokens[at].pos not in {Pos.NOUN, Pos.NUMBER}:
        return False
    for token in reversed(tokens[max(0, at - REACH) : at]):
        if token.pos in {Pos.MARK, Pos.COMPLEMENTISER, Pos.SUBORDINATOR, Pos.CONJUNCTION, Pos.RELATIVE}:
            return False
        if token.pos is Pos.VERB:
            return "copula" not in (token.trigger.flags if token.trigger is not None else ())
    return False


def _opens_subordinate(tokens: Sequence[Token], comma: int) -> bool:
    """عندما عاد إلى بلاده، عمل …؛ وإثر سقوطه، غاب: what stands before the comma is a clause or phrase of time."""
    start = comma
    while start > max(0, comma - REACH) and tokens[start - 1].word.text not in {"،", ","}:
        start -= 1
    return any(t.pos in {Pos.SUBORDINATOR, Pos.PREPOSITION, Pos.DATE} or t.word.preposition for t in (tokens[start], tokens[0]))


def opens_sentence(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether no noun and no verb stands before the verb or its pronoun."""
    return all(token.pos not in {Pos.NOUN, Pos.VERB, Pos.QUANTIFIER, Pos.NUMBER} for token in tokens[: clause.verb])


def noun_of(tokens: Sequence[Token], clause: Clause) -> NounPhrase | None:
    """أن الحصيلة التي … بلغت: the noun that opens the clause, behind which all verbs stand in relative clauses."""
    if tokens[clause.verb].word.conjunction or clause.subject_pronoun or clause.opener in {"relative", "complement", "subordinate"}:
        return None
    start = clause.verb
    while start > max(0, clause.verb - REACH) and not _opens(tokens[start - 1]):
        start -= 1
    if start >= clause.verb or tokens[start].pos is not Pos.NOUN or tokens[start].word.preposition:
        return None
    phrase = noun_phrase(tokens, start)
    if phrase is None or not _only_relative(tokens, phrase.end, clause.verb):
        return None
    if phrase.entity is None and phrase.number == "s" and phrase.gender == "f" and clause.form.gender == "m":
        return None
    return phrase


def _opens(token: Token) -> bool:
    if token.pos in {Pos.COMPLEMENTISER, Pos.SUBORDINATOR} or token.key in {"لكن", "حتي", "ثم"}:
        return True
    return token.word.text in {":", "؛", "؟", ".", "!"}


def _only_relative(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Whether a relative clause stands between, and no verb outside it."""
    relative = False
    for token in tokens[low:high]:
        relative |= token.pos is Pos.RELATIVE
        if token.pos is Pos.VERB and not relative:
            return False
    return relative
