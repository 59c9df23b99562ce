"""How many they are: قدّر فلان عدد المحتجين بنحو …، لا يتجاوز عدد …، ارتفعت حصيلة القتلى من … إلى …، يتراوح عدد … بين … و…."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.numerals import bound_start
from tawthiq.extract.claims.quantity import amount_in, is_amount
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType
from tawthiq.text.fold import fold

_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
_NEAR = 8  # tokens between a verb and the word of number
_FAR = 16  # tokens between the word of number and the number
_ENDS = frozenset({".", "؛", "؟", "!", ":"})
_KINDS = ("changing", "estimating", "bounding", "ranging", "standing")  # of verbs with a word of number as subject or object


def counted(reading: Reading) -> Draft | None:
    """The number of those of whom a word of number speaks; None where the clause tells no number of anybody."""
    lemmas = _lemmas(reading)
    if lemmas & room_words("lasting", "counts"):
        return _lasted(reading)
    if not any(lemmas & room_words(kind, "counts") for kind in _KINDS):
        return None
    head = _head(reading)
    at = _amount(reading, head, lemmas) if head is not None else None
    if head is None or at is None:
        return None
    phrase = noun_phrase(reading.tokens, head + 1, at if at > head else None)
    entity = reading.scene.entity_for(reading.tokens, phrase) if phrase is not None else None
    if phrase is None or entity is None or phrase.preposition:
        return None
    if reading.tokens[head].key in room_words("tolls", "counts") and reading.scene.type_of(entity) not in _PEOPLE:
        return None  # حصيلة القصف: the toll itself is what is told of
    subject = Argument(entity=entity, span=reading.scene.span(reading.tokens, phrase.start, phrase.end))
    words = _words(reading, at, lemmas)
    return None if words is None else _drafted(reading, subject, words, lemmas)


def _lasted(reading: Reading) -> Draft | None:
    """استمر الاجتماع ساعة، استغرقت الرحلة خمس ساعات: how long it went on."""
    tokens, clause = reading.tokens, reading.clause
    for i in range(clause.verb + 1, min(len(tokens), clause.end + 2)):
        date = tokens[i].date
        if date is None or not date.value.startswith("P") or date.value.endswith("REF") or date.precision == "set":
            continue
        if any(token.key in {"بعد", "قبل", "منذ"} for token in tokens[max(clause.verb, i - 3) : i]):
            return None
        words = Argument(span=reading.scene.layers.frame.span(date.span.start, date.span.end))
        draft = replace(drafted(reading, "has_quantity", reading.subject, words), rule="quantity.lasting")
        return replace(draft, evidence=(draft.evidence[0], max(draft.evidence[1], date.span.end)))
    return None


def _lemmas(reading: Reading) -> frozenset[str]:
    """The verb's lemmas, and its own form: of يقل and يزيد the dictionary knows other verbs."""
    trigger = reading.clause.trigger
    own = reading.tokens[reading.clause.verb].key
    return frozenset(map(fold, (own, *reading.clause.form.lemmas, *((trigger.lemma,) if trigger is not None else ()))))


def _head(reading: Reading) -> int | None:
    """Where the word of number stands: behind the verb, or as the subject before it."""
    tokens, verb = reading.tokens, reading.clause.verb
    behind = next((i for i in range(verb + 1, min(len(tokens), verb + _NEAR)) if _is_head(tokens[i])), None)
    if behind is not None:
        return behind
    subject = reading.clause.subject
    return subject.start if subject is not None and subject.end <= verb and _is_head(tokens[subject.start]) else None


def _is_head(token: Token) -> bool:
    return (
        token.pos in {Pos.NOUN, Pos.QUANTIFIER}
        and token.key in room_words("heads", "counts")
        and not token.word.article
        and not token.word.pronoun
    )


def _amount(reading: Reading, head: int, lemmas: frozenset[str]) -> int | None:
    """Where the number begins: behind إلى for what changes, behind ب for what is estimated."""
    tokens = reading.tokens
    changing = bool(lemmas & room_words("changing", "counts")) and not reading.clause.negated
    start = max(head, reading.clause.verb) + 1
    for i in range(start, min(len(tokens), start + _FAR)):
        if tokens[i].word.text in _ENDS or tokens[i].pos is Pos.VERB:
            return None
        if not (is_amount(tokens[i]) or (tokens[i].date is not None and tokens[i].word.text[:1].isdecimal())):
            continue
        if not changing or any(token.key == "الي" for token in tokens[max(start, i - 3) : i]):
            return i
    return None


def _words(reading: Reading, at: int, lemmas: frozenset[str]) -> Argument | None:
    """The number with the words that bound it; behind a verb of bounding the verb is one of them."""
    tokens = reading.tokens
    end = next((i for i in range(at, min(len(tokens), at + _FAR)) if _closes(tokens[i])), min(len(tokens), at + _FAR))
    if lemmas & room_words("ranging", "counts"):
        return reading.scene.words(tokens, at - (tokens[at - 1].key == "بين"), end)
    first = bound_start(tokens, at, reading.clause.verb + 1)
    words = amount_in(reading.scene, tokens, min(first, at), end, definite=True)
    return _bounded(reading, first, words) if lemmas & room_words("bounding", "counts") and not _reached(tokens, at) else words


def _reached(tokens: Sequence[Token], at: int) -> bool:
    """زاد العدد إلى 30: a level, and no bound."""
    return any(token.key == "الي" for token in tokens[max(0, at - 3) : at])


def _bounded(reading: Reading, first: int, words: Argument | None) -> Argument | None:
    """لا يتجاوز مئتين، يزيد على ألف: the amount with the verb that bounds it."""
    tokens, verb = reading.tokens, reading.clause.verb
    if words is None or words.span is None:
        return words
    low = verb - 1 if reading.clause.negated and tokens[verb - 1].pos is Pos.NEGATOR else verb
    link = " ".join(token.word.text for token in tokens[first - 1 : first] if token.key in {"علي", "عن"} and token.index > verb)
    told = " ".join(token.word.text for token in tokens[low : verb + 1])
    return replace(words, value=" ".join(part for part in (told, link, words.span.exact) if part))


def _closes(token: Token) -> bool:
    return token.pos in {Pos.VERB, Pos.RELATIVE, Pos.SUBORDINATOR, Pos.CONJUNCTION} or token.word.text in _ENDS | {"،", ",", "("}


def _drafted(reading: Reading, subject: Argument, words: Argument, lemmas: frozenset[str]) -> Draft:
    draft = replace(drafted(reading, "has_quantity", subject, words), rule="quantity.counted")
    if words.span is not None:
        draft = replace(draft, evidence=(min(draft.evidence[0], words.span.start), max(draft.evidence[1], words.span.end)))
    if reading.clause.negated and lemmas & room_words("bounding", "counts"):
        draft = replace(draft, negated=False)  # the words themselves say: not more
    known = reading.subject.span is not None and subject.span is not None and reading.subject.span.end < subject.span.start
    if lemmas & room_words("estimating", "counts") and reading.type in ACTORS and known:
        return replace(draft, spoken=True, by=reading.subject)
    return draft
