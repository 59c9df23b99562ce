"""What is not so, told by nouns: المحكمة ليس لها سلطة …، نفى الوزير أي تورط، نفت الشركة دعمها لـ …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.around import phrases_before
from tawthiq.extract.claims.chunk import noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.content import content_end
from tawthiq.extract.claims.denied import between_deed, denied_deeds, principal_of, principals_deed
from tawthiq.extract.claims.gravity import charge_words
from tawthiq.extract.claims.lexicon import masdar_forms, room_words, word_class
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.reading import ACTORS, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Token
from tawthiq.model import Argument
from tawthiq.text.fold import fold

_FEWEST = 3  # code points of what is not so


def denial_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The drafts of one sentence: what somebody has not, and what somebody denies in a noun."""
    for clause in clauses:
        yield from _denied(scene, tokens, clause)
    for token in tokens:
        if token.key in room_words("being", "denials"):
            yield from _has_not(scene, tokens, token)


def _denied(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Iterator[Draft]:
    """نفى الوزير أي تورط في …، نفت إيران دعمها للجماعة، أنكر علمه بالأمر."""
    lemmas = frozenset(map(fold, (*clause.form.lemmas, *((clause.trigger.lemma,) if clause.trigger else ()))))
    if not lemmas & room_words("denying", "denials") or clause.negated or clause.content is not None or not clause.objects:
        return
    found = resolve(scene, tokens, clause)
    if found is None or found.type not in ACTORS:
        return
    denied = [phrase for phrase in clause.objects if tokens[phrase.head].key not in room_words("absolute", "denials")]
    if not denied:
        return  # نفى نفيا قاطعا
    start = denied[0].start
    at = start
    while at < len(tokens) - 1 and tokens[at].key in room_words("any", "denials"):
        at += 1
    head = tokens[at]
    denier = _whose(scene, tokens, clause, head, found.subject)
    if denier is None:
        return
    end = content_end(tokens, start, nominal=True)
    other = between_deed(scene, tokens, head) or principals_deed(scene, tokens, clause, head, end)
    base = Draft(
        "denial.noun", "has_trait", found.subject, None, scene.range(tokens, clause.start, end), (head.word.core_start, head.word.core_end),
        negated=True, spoken=True, by=found.subject,
    )  # fmt: skip
    if other is not None and other.subject is not None:
        yield replace(base, predicate=other.predicate, subject=other.subject, object=other.item)
        return
    for predicate, item in _own_denied(scene, tokens, head, start, end):
        yield replace(base, predicate=predicate, subject=denier, object=item)


def _own_denied(scene: Scene, tokens: Sequence[Token], head: Token, start: int, end: int) -> Iterator[tuple[str, Argument | None]]:
    """What the denied noun says of the one whom it is about: predicates with their objects."""
    own, words = bool(head.word.pronoun), scene.words(tokens, start, end)
    if words is None or words.span is None:
        return
    guilty = _guilty(head) or (head.key in charge_words("dishonest") and not head.word.article)
    deeds = [(deed.predicate, deed.item) for deed in denied_deeds(scene, tokens, head, end)] if own and not guilty else []
    shared = (own or head.index > start) and head.key in room_words("shares", "denials")  # نفى أي دور, نفى علمه
    if deeds:
        yield from deeds
    elif guilty or shared or (own and is_deed(head)):
        yield _told_of(scene, tokens, head, words, end)


def _whose(scene: Scene, tokens: Sequence[Token], clause: Clause, head: Token, denier: Argument) -> Argument | None:
    """Of whom the denied noun tells: its clitic means the denier where they agree, or for whom the denier speaks (مكتب فلانة)."""
    gender = {"ه": "m", "ها": "f"}.get(head.word.pronoun)
    if gender is None or clause.subject is None:
        return denier
    principal = principal_of(scene, tokens, clause)
    other = principal.entity if principal is not None else None
    if other is not None and other != denier.entity and (clause.form.gender != gender or scene.discourse.agrees(other, gender, "s")):
        return principal
    return denier if clause.form.gender == gender else None


def _told_of(scene: Scene, tokens: Sequence[Token], head: Token, words: Argument, end: int) -> tuple[str, Argument | None]:
    """The predicate of a denied noun with its object: a charge, a stance on somebody, or a thing in words."""
    if _guilty(head) or head.key in charge_words("dishonest") or (head.key in {"دور", "ضلع"} and not head.word.pronoun):
        return "complicit_in", words
    for trigger, _ in masdar_forms().get(head.key, ()):
        if trigger.predicate in {"supports", "opposes", "has_ties_with"}:
            for i in range(head.index + 1, end):
                phrase = noun_phrase(tokens, i) if starts_phrase(tokens[i]) else None
                if phrase is not None and phrase.entity is not None:
                    return trigger.predicate, scene.phrase(tokens, phrase)
    return "has_trait", words


def _has_not(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """المحكمة ليس لها سلطة على …، الأزمة لم يكن لها تأثير: what somebody or something has not."""
    at = token.index + 1
    negated = token.key in {"ليس", "ليست"} or (token.index > 0 and tokens[token.index - 1].key in {"لم", "لن", "لا"})
    if (
        not negated
        or at + 1 >= len(tokens)
        or fold(tokens[at].word.text) not in room_words("having", "denials")
        or not starts_phrase(tokens[at + 1])
    ):
        return
    first = token.index if token.key in {"ليس", "ليست"} else token.index - 1
    subject = _holder(scene, tokens, tokens[at], first)
    end = content_end(tokens, at + 1, nominal=True)
    words = scene.words(tokens, at + 1, end)
    if subject is None or words is None or words.span is None or words.span.end - words.span.start < _FEWEST:
        return
    start = subject.span.start if subject.span is not None else tokens[first].word.core_start
    trigger = (token.word.core_start, token.word.end)
    yield Draft("denial.having", "has_trait", subject, words, (start, words.span.end), trigger, negated=True)


def _holder(scene: Scene, tokens: Sequence[Token], pronoun: Token, first: int) -> Argument | None:
    """Whom the clitic of له means: the noun right before the negation, else by the discourse."""
    for phrase in phrases_before(scene, tokens, first):
        entity = scene.entity_for(tokens, phrase)
        if entity is not None and not phrase.preposition and tokens[phrase.head].key not in word_class("prepositions"):
            return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
    if pronoun.word.pronoun in {"ي", "نا"}:
        speaker = scene.discourse.speaker(pronoun.word.start, pronoun.word.end)
        return Argument(entity=speaker.entity) if speaker is not None else None
    referent = scene.discourse.pronoun(pronoun.word.pronoun, pronoun.word.start, pronoun.word.end)
    return Argument(entity=referent.entity) if referent is not None else None


def _guilty(head: Token) -> bool:
    """تورطه، التهمة: a noun of guilt or of charging."""
    return head.key in room_words("involved", "denials") or head.key in room_words("charges", "nouns")
