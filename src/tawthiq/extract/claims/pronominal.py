"""Sentences without a verb: هو طبيب، وهي منظمة …، فلان ناشط."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.copulas import predicated
from tawthiq.extract.claims.hidden import REACH, of_people
from tawthiq.extract.claims.reading import Reading
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.things import things_before
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.reference import FAR, PRONOUNS, Asked, Referent
from tawthiq.model import Argument, EntityType
from tawthiq.text.verbs import Tense, VerbForm, verb_form

_COPULA = VerbForm(("كان",), Tense.PRESENT, 3, "m", "s")


def pronominal_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """Predicates of هو and هي, with or without a noun before the pronoun, and of a clitic behind إن or لكن."""
    for token in tokens:
        if token.pos is Pos.PRONOUN and token.key in {"هو", "هي", "هم"}:
            yield from _predicate(scene, tokens, token)
        elif token.pos is Pos.COMPLEMENTISER and token.word.pronoun:
            yield from _clitic(scene, tokens, token)
        elif token.pos is Pos.COMPLEMENTISER:
            yield from _topic(scene, tokens, token)


def _topic(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """إن فلانا رئيس …: a subject under إن with an indefinite predicate right behind it."""
    phrase = noun_phrase(tokens, token.index + 1)
    if phrase is None or phrase.preposition or phrase.end >= len(tokens):
        return
    entity = scene.entity_for(tokens, phrase)
    if entity is None:
        return
    following = tokens[phrase.end]
    dual = following.word.text.endswith("ا") and verb_form(following.key[:-1]) is not None  # إن الرجلين اجتمعا
    if dual or (following.key.endswith(("ين", "ون")) and not following.word.article):
        return  # إن مستشارين اثنين …: an adjective or number of the subject
    if following.pos is not Pos.NOUN or following.word.article or following.word.preposition or following.word.conjunction:
        return
    subject = Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
    yield from _said(scene, tokens, subject, phrase.end, phrase.start, "اسم إنّ")


def _clitic(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    at = token.index + 1
    while at < len(tokens) and tokens[at].pos is Pos.PARTICLE:
        at += 1
    if at >= len(tokens) or tokens[at].pos is not Pos.NOUN or tokens[at].word.article or tokens[at].word.preposition:
        return
    if any(before.pos is Pos.RELATIVE for before in tokens[max(0, token.index - REACH) : token.index]):
        return  # الذي قالت تقارير إنه مسؤول: the antecedent is meant, or somebody in its clause
    referent = _weighed(scene, token, token.word.pronoun, "verbless")
    if referent is None:
        return
    yield from _said(scene, tokens, Argument(entity=referent.entity), at, token.index, f"ضمير: {referent.why}")


def _weighed(scene: Scene, token: Token, pronoun: str, kind: str) -> Referent | None:
    """Whom or what a pronoun with a predicate and no verb likeliest means."""
    gender, number = PRONOUNS.get(pronoun, ("", ""))
    at = token.word
    found = scene.discourse.pronoun(pronoun, at.start, at.end, strict=True)
    if found is not None and kind == "verbless" and found.why == FAR:
        found = None
    if not gender:
        return found
    answer, why = (found.entity, found.why) if found is not None else (None, "")
    asked = Asked(at.start, at.end, gender, number, kind, strict=True, answer=answer, why=why)
    return scene.discourse.weighed(asked, found, things_before(scene, at.start))


def _predicate(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    at = token.index + 1
    while (at < len(tokens) and tokens[at].pos == Pos.PARTICLE) or (at < len(tokens) and tokens[at].word.text in {'"', "«"}):
        at += 1
    if at >= len(tokens) or tokens[at].pos not in {Pos.NOUN, Pos.QUANTIFIER} or tokens[at].word.preposition:
        return
    found = _subject(scene, tokens, token)
    if found is not None and tokens[at].key not in {"اخر", "اخري"}:  # هو الآخر is "he too"
        subject, start = found
        yield from _said(scene, tokens, subject, at, start, "مبتدأ")


def _subject(scene: Scene, tokens: Sequence[Token], pronoun: Token) -> tuple[Argument, int] | None:
    """The noun right before the pronoun, or what the pronoun means."""
    end = pronoun.index
    while end > 0 and tokens[end - 1].pos is Pos.MARK and not pronoun.word.text.startswith("و"):
        end -= 1
    gap = pronoun.index - end
    if end and tokens[end - 1].key in {"من", "ما"}:
        return None  # من هو …؟
    if pronoun.word.conjunction == "و":  # «…، وهي …»: the noun phrase before it
        end = pronoun.index
        while end > 0 and tokens[end - 1].pos is Pos.MARK:
            end -= 1
    if gap > 1:
        return None
    for start in range(max(0, end - 10), end):
        if not starts_phrase(tokens[start]):
            continue
        phrase = noun_phrase(tokens, start)
        if phrase is None or phrase.end < end:
            continue
        fits = phrase.entity is not None and scene.discourse.agrees(phrase.entity, "f" if pronoun.key == "هي" else "m", "s")
        if scene.type_of(phrase.entity) is EntityType.PLACE or (pronoun.key == "هو" and _feminine_thing(tokens, phrase)):
            return None
        if fits or (
            phrase.entity is None and gap == 0 and not pronoun.word.conjunction and phrase.gender == ("f" if pronoun.key == "هي" else "m")
        ):
            entity = scene.entity_for(tokens, phrase)
            if entity is not None:
                return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)), phrase.start
    if not _opens_sentence(tokens, pronoun) or _of_a_thing(tokens, pronoun.index + 1):
        return None  # …، وهو السبب: a noun nearer than anybody may be meant
    referent = _weighed(scene, pronoun, pronoun.key, "free")
    return (Argument(entity=referent.entity), pronoun.index) if referent else None


def _feminine_thing(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """الحرب الأهلية، وهو …: the adjective shows a gender that the noun's letters do not."""
    head, last = tokens[phrase.head], tokens[phrase.end - 1]
    described = head is not last and head.word.article and last.word.article and phrase.type is not EntityType.PERSON
    return described and last.word.text.endswith("ة")


def _opens_sentence(tokens: Sequence[Token], pronoun: Token) -> bool:
    """Whether only marks and particles stand before the pronoun."""
    return all(token.pos in {Pos.MARK, Pos.PARTICLE, Pos.CONJUNCTION} for token in tokens[: pronoun.index])


def _of_a_thing(tokens: Sequence[Token], at: int) -> bool:
    """هو الفوز الثاني: a definite predicate that is no person takes up what has been told, not somebody."""
    return at < len(tokens) and tokens[at].word.article and not of_people(tokens[at]) and tokens[at].inside is None


def _said(
    scene: Scene,
    tokens: Sequence[Token],
    subject: Argument,
    at: int,
    start: int,
    why: str,
) -> Iterator[Draft]:
    end = at
    while end < len(tokens) and tokens[end].pos in {
        Pos.NOUN,
        Pos.PREPOSITION,
        Pos.QUANTIFIER,
        Pos.NUMBER,
        Pos.DATE,
        Pos.DEMONSTRATIVE,
        Pos.PARTICLE,
    }:
        end += 1
    if end == at:
        return
    if end < len(tokens) and tokens[end].pos is Pos.RELATIVE and tokens[at].word.article:
        end += 1
        while end < len(tokens) and tokens[end].pos not in {Pos.MARK, Pos.RELATIVE, Pos.SUBORDINATOR}:
            end += 1
    clause = Clause(at, _COPULA, None, start, end, rest=at)
    yield from predicated(Reading(scene, tokens, clause, subject, why), at, end)
