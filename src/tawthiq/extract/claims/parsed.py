"""What the learned parser knows better than the rules: which words are verbs, and whose subject and object stand where.

The rules read first. The parser adds verbs that they took for nouns, gives subjects to verbs that have none in sight, and is followed
where both name one and it is sure: on trees of newswire that neither was made on, it is then right far more often than they
(``python -m evaluation.syntax``). Where there is no parser nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from tawthiq.encoder import Arc
from tawthiq.extract.claims.cases import in_accusative
from tawthiq.extract.claims.chunk import NounPhrase, counted_by, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.complements import how_long
from tawthiq.extract.claims.concord import agrees
from tawthiq.extract.claims.finite import finite, jussive, vowelled
from tawthiq.extract.claims.lexicon import Trigger, masdar_forms, room_words, word_class
from tawthiq.extract.claims.sides import gone_to
from tawthiq.extract.claims.subjects import calls_on
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import Tokens, is_relative
from tawthiq.extract.claims.twins import present_twin
from tawthiq.model import EntityType, MentionForm
from tawthiq.text.lexicon import lookup
from tawthiq.text.verbs import Tense, VerbForm, verb_form

_VERB, _UNKNOWN_VERB, _NO_VERB = 0.75, 0.9, 0.9  # probabilities of a tag, from the trees kept aside in training
_OWN, _OTHER, _DISAGREEING = 0.6, 0.75, 0.8  # of an arc: against a noun before the verb; against others; where the gender differs
_OBJECT, _CARRIES = 0.5, 0.6  # of an arc
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_CARRIED = frozenset({"aux", "cop"})
_SHORTEST = 4  # letters of a form that is no word of the dictionary and taken for a verb by its prefix or ending


def with_trees(tokens: Tokens, trees: Sequence[Sequence[Arc]]) -> Tokens:
    """The tokens of a text with the places that the parser gives them, and its verbs."""
    for sentence, tree in zip(tokens.sentences, trees, strict=False):
        for token, arc in zip(sentence, tree, strict=False):
            token.arc = arc
        for token, following in zip_longest(sentence, sentence[1:]):
            _settle(sentence, token, following)
            if _said_noun(sentence, token):
                token.pos, token.verb, token.trigger = Pos.NOUN, None, None
            if token.verb is not None and token.verb.person == 1 and _of_another(sentence, token):
                token.verb = VerbForm((token.key,), Tense.PAST, _THIRD, "m", "s")
    return tokens


def _said_noun(sentence: Sequence[Token], token: Token) -> bool:
    """أكدت الحكومة، الأحد، رفضها …: behind a verb of saying and no أن, what may be a verbal noun with its clitic is one."""
    if token.pos is not Pos.VERB or not token.word.pronoun or token.word.conjunction or token.key not in masdar_forms():
        return False
    before = next((t for t in reversed(sentence[: token.index]) if t.pos in _OPENING), None)
    if before is None or before.pos is not Pos.VERB or before.trigger is None or "say" not in before.trigger.flags:
        return False
    return any(t.pos is Pos.NOUN for t in sentence[before.index + 1 : token.index])


_OPENING = frozenset({Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE, Pos.SUBORDINATOR})


def _of_another(sentence: Sequence[Token], token: Token) -> bool:
    """أضرم مجهولون النار: what looks like "I kindle" is "he kindled" where the parser sees a noun right behind as subject."""
    if token.word.text[len(token.word.conjunction) :][:1] != "أ" or token.trigger is not None or token.index + 1 >= len(sentence):
        return False
    behind = sentence[token.index + 1]
    arc = behind.arc
    return behind.pos is Pos.NOUN and arc is not None and (arc.head, arc.relation) == (token.index, "nsubj") and arc.probability >= _OTHER


def _settle(sentence: Sequence[Token], token: Token, following: Token | None) -> None:
    """Make a noun the verb that the parser sees, or the other way about."""
    arc = token.arc
    if arc is None or token.inside is not None or token.date is not None or token.word.kind != "word":
        return
    verb = arc.tag == "VERB" and arc.tag_probability >= _VERB and not _surely_noun(token)
    verb = verb and not _heard(sentence, token) and not is_relative(sentence, token)
    if token.pos is Pos.NOUN and verb:
        found = _form(token, arc.tag_probability)
        if found is not None:
            twin = present_twin(sentence, token, found[0])  # تقاتل «السرايا» فصيلا
            token.pos, (token.trigger, token.verb) = Pos.VERB, twin or (found[1], found[0])
    elif (
        token.pos is Pos.VERB
        and arc.tag in _NAMING
        and arc.tag_probability >= _NO_VERB
        and _homograph(token, following)
        and not _first_to(sentence, token)
    ):
        token.pos, token.verb, token.trigger = Pos.NOUN, None, None


def _first_to(sentence: Sequence[Token], token: Token) -> bool:
    """أول من أيد، آخر من دعم: behind the relative pronoun of a rank stands a verb."""
    before = sentence[token.index - 1] if token.index else None
    return before is not None and before.key == "من" and before.pos is Pos.RELATIVE


def _homograph(token: Token, following: Token | None) -> bool:
    """Whether a verb's form may be a noun's as well, and no name stands behind it: دعم فلان is rather "he supported"."""
    found = finite(token.word)
    named = following is not None and following.inside is not None and following.inside.form is MentionForm.NAME
    return not named and (found is None or not found[2] or (_like_noun(token, found[0]) and _argued(token)))


def _like_noun(token: Token, form: VerbForm) -> bool:
    """منح، وزن; قبضته: three letters of a past are a noun's as well, and so are ـته with what stands before them."""
    if form.tense is not Tense.PAST or form.person != _THIRD or vowelled(token.word):
        return False
    return (len(token.key) == _ROOT and not token.word.pronoun) or (bool(token.word.pronoun) and token.key.endswith("ت"))


_ROOT = 3  # letters of a verb's root


def _argued(token: Token) -> bool:
    """Whether the parser hangs a word as a noun's on another."""
    arc = token.arc
    return arc is not None and arc.relation in _OF_NOUNS and arc.probability >= _OBJECT


_OF_NOUNS = frozenset({"nsubj", "obj", "obl", "nmod", "conj"})


def _heard(sentence: Sequence[Token], token: Token) -> bool:
    """نبأ تقاعده: behind news of it, what may be a verbal noun with its clitic is one."""
    before = sentence[token.index - 1].key if token.index else ""
    return bool(token.word.pronoun) and token.key in masdar_forms() and before in room_words("heard", "tokens")


def _surely_noun(token: Token) -> bool:
    word = token.word
    return word.article or word.preposition in {"ب", "ك"} or "ً" in word.text or word.text.endswith("ة")


def _form(token: Token, sure: float) -> tuple[VerbForm, Trigger | None] | None:
    found = finite(token.word)
    if found is not None:
        form, trigger, _ = found
        return form, None if trigger is not None and jussive(token.key, form, trigger) else trigger
    known = verb_form(token.key, token.word.preposition)
    if known is not None and known.tense is Tense.PAST and (known.number == "d" or token.word.preposition):
        return None  # an accusative; لدحر is a verbal noun
    if known is not None:
        return known, None
    guess = _guessed(token) if sure >= _UNKNOWN_VERB else None
    return None if guess is None else (guess, None)


def _guessed(token: Token) -> VerbForm | None:
    """A form that no dictionary has: a verb by its prefix or its ending."""
    key, will = token.key, token.word.preposition == "س"
    if len(key) < _SHORTEST or lookup(key) is not None:
        return None
    if key[0] in "يت" and not key.endswith(("ه", "ا")):
        number = "p" if key.endswith(("ون", "وا")) else "s"
        return VerbForm((key,), Tense.FUTURE if will else Tense.PRESENT, 3, "m" if key[0] == "ي" else "f", number)
    if key.endswith("ت") and not will:
        return VerbForm((key,), Tense.PAST, 3, "f", "s")
    return None


def settle_arguments(tokens: Sequence[Token], clause: Clause) -> None:
    """Subject and object of a clause by the parser, where it knows better."""
    if tokens[clause.verb].arc is None or clause.form.person != _THIRD or (clause.excepted and clause.subject is not None):
        return  # لم يعارض القانون إلا فلان: who is excepted is known by his place
    _settle_subject(tokens, clause)
    if clause.subject is None and not clause.subject_pronoun and clause.opener == "main" and not clause.clitic:
        _take_described(tokens, clause)  # أعدت مشروع قرار لمجلس المدينة يطالب بـ …: what a verb without a subject tells of
    _give_up(tokens, clause)
    clause.vouched = _vouched(tokens, clause)
    _settle_object(tokens, clause)


_THIRD = 3


def _settle_subject(tokens: Sequence[Token], clause: Clause) -> None:
    _narrow(tokens, clause)
    found = dependent(tokens, _bearer(tokens, clause.verb), "nsubj")
    if found is None or (clause.subject is not None and clause.subject.start <= found < clause.subject.end):
        return
    phrase = phrase_of(tokens, found, clause.verb)
    if phrase is None or phrase.preposition or _sure(tokens[found]) < _bar(tokens, clause, phrase):
        return
    owned = bool(tokens[phrase.head].word.pronoun)
    if clause.auxiliary is not None and clause.how == "shared" and not clause.clitic and phrase.start > clause.verb and not owned:
        return  # كان الرئيس، فلان، قد حث علانا على …: who stands between the two verbs is the subject of both
    if phrase.start == clause.verb + 1 and in_accusative(tokens[phrase.head]) and "reversed" in flags_of(clause):
        return  # قتل المتظاهرين جنود: its ending says that they are the object
    if phrase.start > clause.verb and calls_on(tokens, clause, phrase):
        return
    before, own = clause.subject, clause.how == "after"
    clause.objects = [other for other in clause.objects if not _overlap(other, phrase)]
    if own and before is not None and not _overlap(before, phrase):
        clause.objects = sorted([before, *clause.objects], key=lambda other: other.start)
    _take(clause, phrase)


def _give_up(tokens: Sequence[Token], clause: Clause) -> None:
    """وحدات من الحرس تنفذ دوريات: the noun behind a verb that the parser takes for its object; whom the clause tells of is the subject."""
    phrase = clause.subject
    if phrase is None or clause.how != "after" or phrase.start != clause.verb + 1 or dependent(tokens, clause.verb, "nsubj") is not None:
        return
    arc = tokens[phrase.head].arc
    if arc is None or arc.head != clause.verb or arc.relation != "obj" or arc.probability < _GIVEN_UP:
        return
    if phrase.definite or phrase.entity is not None or phrase.quantified or clause.clitic or not _takes_object(clause):
        return
    clause.objects = [phrase, *clause.objects]
    clause.subject, clause.how, clause.rest = None, "", clause.verb + 1
    _take_described(tokens, clause)


def _takes_object(clause: Clause) -> bool:
    return clause.trigger is not None and clause.trigger.subject == "S" and "O" in clause.trigger.objects


_GIVEN_UP = 0.8  # of an arc, against the rules' surest reading


def _take_described(tokens: Sequence[Token], clause: Clause) -> None:
    """The noun that the clause tells of (acl), where the verb agrees with it."""
    arc = tokens[clause.verb].arc
    if arc is None or arc.relation != "acl" or arc.probability < _OTHER or not 0 <= arc.head < clause.verb:
        return
    phrase = phrase_of(tokens, arc.head, clause.verb)
    if phrase is not None and (phrase.gender == clause.form.gender or phrase.number == "p"):
        clause.subject, clause.how, clause.antecedent, clause.opener = phrase, "antecedent", phrase, "relative"


def _narrow(tokens: Sequence[Token], clause: Clause) -> None:
    """Give the verb's object back where the subject's phrase has swallowed it: كتب فلان | رسالة."""
    phrase = clause.subject
    if phrase is None or clause.how != "after":
        return
    limit = next((at for at in range(phrase.head + 1, phrase.end) if _own_word(tokens, at, clause.verb, phrase.head)), None)
    shorter = noun_phrase(tokens, phrase.start, limit) if limit is not None else None
    rest = noun_phrase(tokens, limit) if limit is not None else None
    if shorter is None or rest is None:
        return
    clause.subject, clause.rest = shorter, shorter.end
    if not rest.preposition:
        clause.objects.insert(0, rest)


def _own_word(tokens: Sequence[Token], at: int, verb: int, head: int) -> bool:
    """Whether a word is an argument of the verb: no name is cut, and none taken from the title before it, only from a body."""
    token, inside = tokens[at], tokens[head].inside
    if _counts(tokens[head], at) or _counts(tokens[at - 1], at) or counted_by(tokens[at - 1], tokens[at]):
        return False  # ثلاثون مدرسة: the tree hangs the number on what it counts
    if not _argument(token, verb) or (token.inside is not None and (token.mention is None or token.inside is inside)):
        return False
    person = token.mention is not None and token.mention.type is EntityType.PERSON
    return not person or tokens[head].key in word_class("bodies", "actors") | word_class("groups", "actors")


def _bar(tokens: Sequence[Token], clause: Clause, phrase: NounPhrase) -> float:
    """How sure the parser must be of a subject: a noun before the verb is the rules' weakest reading."""
    behind = phrase.start > clause.verb
    if (not behind and _apart(tokens, clause, phrase)) or (behind and gone_to(clause, phrase)):
        return _NEVER
    if _says_who(tokens, clause, phrase) or (clause.how == "shared" and _rather_object(clause, phrase)):
        return _NEVER
    if behind and (clause.form.number != "s" or any(token.pos is Pos.VERB for token in tokens[clause.verb + 1 : phrase.start])):
        return _NEVER  # a verb before its subject stays singular
    if not agrees(tokens, clause, phrase):
        apart = clause.form.gender == "m" and behind and phrase.start > clause.verb + 1  # جرت بينهما … but جرى بينهما مواجهة
        return _DISAGREEING if clause.subject is None and apart else _NEVER
    return _OWN if clause.how in {"before", "shared"} and behind else _OTHER


def _says_who(tokens: Sequence[Token], clause: Clause, phrase: NounPhrase) -> bool:
    """اعتُقل منفذها | الرائد فلان: the name right behind a noun with a clitic is whom the noun means."""
    name = clause.subject if clause.how == "after" else None
    apposed = name is not None and name.start == phrase.end and bool(tokens[phrase.head].word.pronoun)
    return apposed and name is not None and name.type is EntityType.PERSON and "reversed" in flags_of(clause)


def _rather_object(clause: Clause, phrase: NounPhrase) -> bool:
    """غادر فلان دون أن يقابل الوزير؛ عاد ليتصدر المشهد؛ قالت … ولا تتبع حزبا: behind a shared subject a noun may be the object."""
    known = bool(clause.objects) and clause.objects[0].start == phrase.start
    if known and clause.trigger is not None and (clause.trigger.predicate == "met" or "reversed" in clause.trigger.flags):
        return True  # وصل الوفد وسيلتقي الوزير؛ اقتحمت الشرطة المبنى واعتقلت طلابا: gender and frame speak for an object
    person = clause.subject is not None and clause.subject.type is EntityType.PERSON
    return clause.opener == "complement" or not (phrase.definite or phrase.quantified) or (person and phrase.entity is None)


def _apart(tokens: Sequence[Token], clause: Clause, phrase: NounPhrase) -> bool:
    """Whether another clause begins between a noun and the verb behind it, beside relative ones on the noun."""
    between = tokens[phrase.end : clause.verb]
    stops = any(token.word.text in _STOPS or token.pos in {Pos.COMPLEMENTISER, Pos.SUBORDINATOR} for token in between)
    return stops or any(token.pos is Pos.VERB and (token.arc is None or token.arc.relation not in _INSIDE) for token in between)


_STOPS = frozenset({".", ":", "؛", "؟", "!", "«", "“"})
_INSIDE = frozenset({"acl", "aux", "cop", "xcomp"})


def _vouched(tokens: Sequence[Token], clause: Clause) -> float:
    """How sure the parser is that a clause's subject is its verb's."""
    if clause.subject is None:
        return 0.0
    found = dependent(tokens, _bearer(tokens, clause.verb), "nsubj")
    return _sure(tokens[found]) if found is not None and clause.subject.start <= found < clause.subject.end else 0.0


_NEVER = 2.0  # above every probability


def _take(clause: Clause, phrase: NounPhrase) -> None:
    """Make a phrase the subject of a clause."""
    behind = phrase.start > clause.verb
    clause.subject, clause.how, clause.subject_pronoun = phrase, "after" if behind else "before", ""
    clause.rest = phrase.end if behind and phrase.end <= clause.end else clause.verb + 1
    clause.start = min(clause.start, phrase.start)
    if clause.opener == "relative" and behind and clause.antecedent is not None:
        clause.resumed = bool(clause.clitic) or any(item.pronoun for item in clause.prepositional)


def _behind_another(tokens: Sequence[Token], clause: Clause, noun: int) -> bool:
    """Whether between a verb of harm with its noun and a later noun another verb stands: whom it befell is the first."""
    if "reversed" not in flags_of(clause) or clause.how != "after" or clause.subject is None:
        return False
    return any(token.pos is Pos.VERB for token in tokens[clause.subject.end : noun])


def _settle_object(tokens: Sequence[Token], clause: Clause) -> None:
    if "copula" in flags_of(clause) or clause.clitic:
        return
    found = dependent(tokens, clause.verb, "obj")
    if found is None or _sure(tokens[found]) < _OBJECT or found < clause.verb:
        return
    known = next((phrase for phrase in clause.objects if phrase.start <= found < phrase.end), None)
    if clause.subject is None and clause.objects and known is not clause.objects[0]:
        return  # يأتي هذا وسط توتر: what stands before it may be the subject
    if known is not None and flags_of(clause) & {"appoint", "elect"} and clause.objects[0].type is EntityType.PERSON:
        return  # عيّن الوزير فلانة مديرة: the office is the second object
    if known is None and _behind_another(tokens, clause, found):
        return  # قُتل فلان، وفق ما نقلته وكالة عن ضابط رفض كشف هويته
    if known is None and _titled(tokens, found, clause.verb):
        return  # أدان الوزير فلان ورئيس الحزب علان التفجير: a name behind a title is whose title it is
    phrase = known or phrase_of(tokens, found, clause.verb)
    if phrase is None or phrase.preposition or (clause.subject is not None and _overlap(phrase, clause.subject)):
        return
    if how_long(tokens, clause, phrase):
        return
    clause.objects = [phrase, *(other for other in clause.objects if not _overlap(other, phrase))]
    clause.end = max(clause.end, phrase.end)


def _titled(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Whether a person's name ends a phrase that a title opens."""
    inside, mention = tokens[at].inside, tokens[at].mention
    if mention is None and inside is not None and inside.type is EntityType.PERSON:
        return True  # within a larger description
    if mention is None or mention.type is not EntityType.PERSON or mention.form is not MentionForm.NAME:
        return False
    for start in range(at - 1, max(verb, at - _TITLE), -1):
        if tokens[start].pos is not Pos.NOUN:
            return False
        if tokens[start].key in word_class("office", "titles") | word_class("occupation", "titles"):
            phrase = noun_phrase(tokens, start)
            return phrase is not None and (phrase.end > at or phrase.end == at)
    return False


_TITLE = 9  # tokens of a title before its name


def _bearer(tokens: Sequence[Token], verb: int) -> int:
    """The word whose subject a verb's subject is: of a copula or auxiliary the one that it serves."""
    arc = tokens[verb].arc
    carried = arc is not None and arc.relation in _CARRIED and arc.head >= 0 and arc.probability >= _CARRIES
    return arc.head if arc is not None and carried else verb


def dependent(tokens: Sequence[Token], of: int, relation: str) -> int | None:
    """The naming word that hangs on another by a relation, the surest; pronouns name nothing."""
    found = [token.index for token in tokens if (arc := token.arc) is not None and arc.head == of and arc.relation == relation]
    named = [at for at in found if _names(tokens[at])]
    return max(named, key=lambda at: _sure(tokens[at]), default=None)


def _names(token: Token) -> bool:
    return token.arc is not None and token.arc.tag in _NAMING and starts_phrase(token) and not token.word.preposition


def _sure(token: Token) -> float:
    return token.arc.probability if token.arc is not None else 0.0


def phrase_of(tokens: Sequence[Token], head: int, verb: int) -> NounPhrase | None:
    """The noun phrase with this head: from the mention that holds it, or from the number or quantifier that stands before it."""
    start, inside = head, tokens[head].inside
    while (
        start > 0
        and start - 1 != verb
        and ((inside is not None and tokens[start - 1].inside is inside) or _counts(tokens[start - 1], head))
    ):
        start -= 1
    limit = next((at for at in range(head + 1, len(tokens)) if _own_word(tokens, at, verb, head)), None)
    if limit is not None:
        whole = noun_phrase(tokens, start)
        return noun_phrase(tokens, start, limit) if whole is not None and whole.end > limit else whole
    phrase = noun_phrase(tokens, start)
    return phrase if phrase is not None and phrase.end > head else noun_phrase(tokens, head)


def _argument(token: Token, verb: int) -> bool:
    """Whether a word is the verb's own, so that no phrase of another word holds it: أوقفت السلطات | فلانا."""
    arc = token.arc
    return arc is not None and arc.head == verb and arc.relation in {"nsubj", "obj", "obl"} and arc.probability >= _OBJECT


def _counts(token: Token, head: int) -> bool:
    return token.arc is not None and token.arc.head == head and token.arc.relation in {"nummod", "det"} and starts_phrase(token)


def _overlap(first: NounPhrase, second: NounPhrase) -> bool:
    return first.start < second.end and second.start < first.end


def parsed_signs(tokens: Sequence[Token], clause: Clause) -> Iterator[str]:
    """What the parser says of a clause as it was read, for the confidence in it; nothing where there is no parser."""
    arc = tokens[clause.verb].arc
    if arc is None:
        return
    yield f"parser: {arc.tag if arc.tag in _VERBAL else 'no verb'} as {arc.relation}"
    if clause.subject is not None and clause.how in _HERE:
        agrees_with = "surely" if clause.vouched >= _SURELY else "same" if clause.vouched > 0 else "none"
        named = dependent(tokens, _bearer(tokens, clause.verb), "nsubj")
        yield f"parser: subject {'other' if not clause.vouched and named is not None else agrees_with}"
        yield f"parser: subject {'vouched' if clause.vouched else 'not vouched'} {clause.how}"
    elif clause.how in _ELSEWHERE:
        yield f"parser: {'own subject' if dependent(tokens, clause.verb, 'nsubj') is not None else 'no subject'} {clause.how or 'hidden'}"
    if clause.objects:
        head = tokens[clause.objects[0].head].arc
        own = head is not None and head.head == clause.verb
        yield f"parser: object {head.relation if head is not None and own else 'elsewhere'}"


_VERBAL, _HERE, _ELSEWHERE = frozenset({"VERB", "AUX"}), frozenset({"after", "before"}), frozenset({"antecedent", "shared", "clitic", ""})
_SURELY = 0.9
