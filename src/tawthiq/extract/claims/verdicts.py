"""Guilt that is found, laid upon somebody, owned to or taken back: أدانته المحكمة بـ …، وُجهت إليه تهمة …، برّأه القضاء من ….

Whatever a court or an accuser says, it is theirs: alleged, with them as its source where the clause names them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from tawthiq.extract.claims.accusations import charge_parts
from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.gravity import charge_words, is_crime
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.nouns import is_charge_noun, is_masdar
from tawthiq.extract.claims.reading import Reading, resolve
from tawthiq.extract.claims.roles import stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold

_CHARGED = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.ORGANIZATION, EntityType.PLACE})
_REACH = 14  # tokens from a verb to its charge: court, convict and his title stand between
_NEAR = 5  # tokens from a verbal noun's owner to its preposition


@cache
def _words(name: str) -> frozenset[str]:
    table = tomllib.loads(files("tawthiq.extract.claims").joinpath("data/verdicts.toml").read_text("utf-8"))
    return frozenset(fold(word) for word in table[name].split())


def verdict_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The charges, verdicts, confessions and acquittals of one sentence."""
    for clause in clauses:
        lemmas = _lemmas(clause)
        if lemmas & _words("charging"):
            yield from _charged(scene, tokens, clause, "ب")
        elif lemmas & _words("clearing"):
            yield from (replace(draft, negated=True) for draft in _charged(scene, tokens, clause, "من"))
        elif lemmas & _words("laying"):
            yield from _laid(scene, tokens, clause)
        elif lemmas & _words("admitting"):
            yield from _admitted(scene, tokens, clause)
        elif lemmas & _words("denying"):
            yield from _denied(scene, tokens, clause)
    for token in tokens:
        if token.pos is Pos.NOUN and not token.word.article and (token.inside is None or token.inside.form is not MentionForm.NAME):
            yield from _noun(scene, tokens, token)


def _lemmas(clause: Clause) -> set[str]:
    return {fold(lemma) for lemma in clause.form.lemmas} | ({fold(clause.trigger.lemma)} if clause.trigger is not None else set())


# ------------------------------------------------------------------ verbs


def _charged(scene: Scene, tokens: Sequence[Token], clause: Clause, preposition: str) -> Iterator[Draft]:
    """أدانت المحكمة فلانا بـ …، أُدين فلان بـ …، برأته المحكمة من ….."""
    at = _charge_behind(tokens, clause.verb + 1, min(len(tokens), clause.verb + _REACH), preposition)
    if at is None:
        return
    found = resolve(scene, tokens, clause)
    accused, accuser = _parties(scene, tokens, clause, found, at)
    if accused is not None and not (accuser is None and _told_otherwise(clause)):
        yield from _drafts(scene, tokens, (clause.verb, at), accused, accuser, negated=clause.negated)


def _told_otherwise(clause: Clause) -> bool:
    """Whether the verb without its object says something else: رمى بنفسه."""
    return not _lemmas(clause) & room_words("judging", "verdicts")


def _parties(
    scene: Scene, tokens: Sequence[Token], clause: Clause, found: Reading | None, charge: int
) -> tuple[Argument | None, Argument | None]:
    """Who is charged, and who charges him if the verb is active; ``charge``: where what it is begins."""
    accuser = found.subject if found is not None and found.subject.entity is not None else None
    if clause.clitic and not clause.resumed:
        word = tokens[clause.verb].word
        exclude = frozenset({accuser.entity} if accuser is not None and accuser.entity else ())
        referent = scene.discourse.acted_on(clause.clitic, word.start, word.end, exclude, told=clause.how == "after")
        return (Argument(entity=referent.entity), accuser) if referent is not None else (None, None)
    if clause.resumed and clause.antecedent is not None and clause.clitic:
        entity = scene.entity_for(tokens, clause.antecedent)
        return Argument(entity=entity, span=scene.span(tokens, clause.antecedent.start, clause.antecedent.end)), accuser
    named = [p for p in clause.objects if not p.preposition and scene.entity_for(tokens, p) is not None]
    target = next((p for p in named if tokens[p.head].key not in _words("judging") or p is named[-1]), None)
    if target is None:
        return (accuser, None) if _undergone(tokens, clause, charge) else (None, None)
    return Argument(entity=scene.entity_for(tokens, target), span=scene.span(tokens, target.start, target.end)), accuser


def _undergone(tokens: Sequence[Token], clause: Clause, charge: int) -> bool:
    """Whether a verb without an object is passive: its subject is no court, and only adverbs stand between it and the charge.

    اتُّهم فلان مرارا بـ …; but اتهم الوزير، فلان، علانا بـ … and اتهمت الوزارة في بيان، الشركة بـ …: behind an aside stands an object.
    """
    if clause.objects or (clause.subject is not None and tokens[clause.subject.head].key in _words("judging")):
        return False
    at = clause.subject.end if clause.subject is not None and clause.how == "after" else clause.verb + 1
    while at < charge:
        token = tokens[at]
        if token.pos is Pos.PREPOSITION and at + 1 == charge:
            return True
        if token.pos is Pos.PREPOSITION or token.word.preposition:
            at = _behind_governed(tokens, at)
            continue
        if token.pos is Pos.MARK or token.inside is not None or (token.pos is Pos.NOUN and token.word.article):
            return False
        at += 1
    return True


def _behind_governed(tokens: Sequence[Token], at: int) -> int:
    """The token behind a preposition and what it governs."""
    if tokens[at].pos is Pos.PREPOSITION and tokens[at].word.pronoun:
        return at + 1
    phrase = noun_phrase(tokens, at + (tokens[at].pos is Pos.PREPOSITION))
    return max(at + 1, phrase.end if phrase is not None else at + 1)


def _charge_behind(tokens: Sequence[Token], start: int, end: int, preposition: str) -> int | None:
    """Where what a preposition governs begins, if that is a deed, a crime or a charge."""
    for i in range(start, end):
        token = tokens[i]
        if token.pos in {Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE} or token.word.text in {".", "؛", ":"}:
            return None
        if token.word.preposition == preposition and token.pos is Pos.NOUN:
            return i if _deed(token) else None if preposition == "من" else _skipped(tokens, i, end, preposition)
        if token.pos is Pos.PREPOSITION and token.key == preposition and not token.word.pronoun and i + 1 < end:
            return i + 1 if _deed(tokens[i + 1]) else None
    return None


def _skipped(tokens: Sequence[Token], at: int, end: int, preposition: str) -> int | None:
    """A second ب behind an adverbial one: أدانته بالإجماع بالرشوة."""
    return next((i for i in range(at + 1, min(end, at + 3)) if tokens[i].word.preposition == preposition and _deed(tokens[i])), None)


def _deed(token: Token) -> bool:
    listed = is_charge_noun(token) or is_crime(token) or not charge_words("deeds").isdisjoint(stems(token.key))
    return token.inside is None and (listed or is_masdar(token))


def _laid(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Iterator[Draft]:
    """وجّهت النيابة إلى فلان تهمة …، وُجهت إليه اتهامات بـ …."""
    at = next((i for i in range(clause.verb + 1, min(len(tokens), clause.verb + _REACH)) if is_charge_noun(tokens[i])), None)
    whom = next((p for p in clause.prepositional if p.preposition in {"الي", "ل"}), None)
    if at is None or at + 1 >= len(tokens) or whom is None or tokens[at].pos is not Pos.NOUN:
        return
    start = _named(tokens, at + 1)
    accused = _governed(scene, tokens, whom.at, whom.pronoun) if start is not None else None
    found = resolve(scene, tokens, clause)
    accuser = found.subject if found is not None and clause.how != "" and scene.type_of(found.subject.entity) in _CHARGED else None
    if start is not None and accused is not None:
        yield from _drafts(scene, tokens, (clause.verb, start), accused, accuser, negated=clause.negated)


def _named(tokens: Sequence[Token], at: int) -> int | None:
    """Where the charge itself begins behind its noun: in إضافة, or behind ب."""
    for i in range(at, min(len(tokens), at + _REACH)):
        if tokens[i].pos in {Pos.VERB, Pos.MARK, Pos.RELATIVE}:
            return None
        if tokens[i].word.preposition == "ب" or (i == at and _deed(tokens[i]) and not tokens[i].word.preposition):
            return i if _deed(tokens[i]) else None
    return None


def _governed(scene: Scene, tokens: Sequence[Token], at: int, pronoun: str) -> Argument | None:
    word = tokens[at].word
    if pronoun:
        referent = scene.discourse.pronoun(pronoun, word.start, word.end)
        return Argument(entity=referent.entity) if referent is not None else None
    phrase = noun_phrase(tokens, at + (tokens[at].pos is Pos.PREPOSITION))
    entity = scene.entity_for(tokens, phrase) if phrase is not None else None
    return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)) if phrase is not None and entity else None


def _admitted(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Iterator[Draft]:
    """أقر فلان بذنبه في …، اعترف بارتكاب …: his own words."""
    for i in range(clause.verb + 1, min(len(tokens), clause.verb + _REACH)):
        if tokens[i].pos in {Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE}:
            return
        if tokens[i].word.preposition != "ب":
            continue
        start = i + 2 if tokens[i].key in _words("guilt") and i + 2 < len(tokens) and tokens[i + 1].key == "في" else i
        found = resolve(scene, tokens, clause) if start > i or is_crime(tokens[i]) else None
        if found is not None and scene.type_of(found.subject.entity) in {EntityType.PERSON, EntityType.GROUP}:
            yield from _drafts(scene, tokens, (clause.verb, start), found.subject, found.subject, negated=clause.negated)
        return


def _denied(scene: Scene, tokens: Sequence[Token], clause: Clause) -> Iterator[Draft]:
    """نفى فلان تهمة …، رفض الاتهامات الموجهة إليه بـ …: who is charged turns it down."""
    at = clause.objects[0].head if clause.objects and is_charge_noun(tokens[clause.objects[0].head]) else None
    start = _named(tokens, at + 1) if at is not None else None
    found = resolve(scene, tokens, clause) if start is not None else None
    if start is None or found is None or scene.type_of(found.subject.entity) not in _CHARGED or clause.negated:
        return
    for draft in _drafts(scene, tokens, (clause.verb, start), found.subject, found.subject):
        yield replace(draft, negated=True, alleged=False, spoken=True)


# ------------------------------------------------------------------ verbal nouns


def _noun(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """إدانته بـ …، اتهام فلان بـ …، تورط فلان في …، تبرئته من …."""
    for name, prepositions, cleared in (("charges", "ب", False), ("shares", "في", False), ("clearings", "من", True)):
        if token.key not in _words(name):
            continue
        owner = _owner(scene, tokens, token)
        if owner is None or scene.type_of(owner[0].entity) not in _CHARGED:
            return
        whom = _addressed(scene, tokens, token, owner[1]) if name != "shares" else None
        start = _under(tokens, owner[1] if whom is None else whom[1], prepositions)
        if start is None or not (is_crime(tokens[start]) or (name != "shares" and _deed(tokens[start]))):
            return
        accused, accuser = (owner[0], None) if whom is None else (whom[0], owner[0])
        yield from _drafts(scene, tokens, (token.index, start), accused, accuser, negated=cleared)
        return


def _addressed(scene: Scene, tokens: Sequence[Token], noun: Token, at: int) -> tuple[Argument, int] | None:
    """اتهام الوزير للشركة بـ …، اتهامه مدير الشركة بـ …: behind the accuser the accused stands under ل, behind a clitic also bare."""
    if at >= len(tokens) or tokens[at].pos is not Pos.NOUN or tokens[at].word.conjunction:
        return None
    if tokens[at].word.preposition != "ل" and not (noun.word.pronoun and not tokens[at].word.preposition):
        return None
    phrase = noun_phrase(tokens, at)
    entity = scene.entity_for(tokens, phrase) if phrase is not None else None
    return (Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)), phrase.end) if phrase and entity else None


def _owner(scene: Scene, tokens: Sequence[Token], token: Token) -> tuple[Argument, int] | None:
    if token.word.pronoun:
        referent = scene.discourse.pronoun(token.word.pronoun, token.word.start, token.word.end)
        before = {t.inside.entity for t in tokens[: token.index] if t.inside is not None and t.inside.type in _CHARGED}
        sure = referent is not None and before == {referent.entity}  # a charge is put on nobody who is not sure to be meant
        return (Argument(entity=referent.entity), token.index + 1) if referent is not None and sure else None
    phrase = noun_phrase(tokens, token.index + 1) if token.index + 1 < len(tokens) else None
    if phrase is None or phrase.preposition or tokens[phrase.start].word.conjunction:
        return None
    entity = scene.entity_for(tokens, phrase)
    return (Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)), phrase.end) if entity is not None else None


def _under(tokens: Sequence[Token], start: int, preposition: str) -> int | None:
    for i in range(start, min(len(tokens) - 1, start + _NEAR)):
        if tokens[i].pos in {Pos.VERB, Pos.MARK, Pos.RELATIVE, Pos.COMPLEMENTISER}:
            return None
        if tokens[i].word.preposition == preposition:
            return i
        if tokens[i].pos is Pos.PREPOSITION and tokens[i].key == preposition and not tokens[i].word.pronoun:
            return i + 1
    return None


def _drafts(
    scene: Scene,
    tokens: Sequence[Token],
    at: tuple[int, int],
    accused: Argument,
    accuser: Argument | None,
    *,
    negated: bool = False,
) -> Iterator[Draft]:
    """One draft a charge; ``at``: the word that charges, and where the charge begins."""
    word, start = tokens[at[0]].word, at[1]
    if scene.type_of(accused.entity) not in _CHARGED:
        return
    if accuser is not None and scene.type_of(accuser.entity) not in _CHARGED:
        accuser = None
    if is_charge_noun(tokens[start]):
        named = _named(tokens, start + 1)
        start = named if named is not None else start
    for low, high in charge_parts(tokens, start):
        words = scene.words(tokens, low, high)
        if words is not None and words.span is not None:
            begins = min(word.core_start, accused.span.start if accused.span is not None else word.core_start)
            evidence = (max(begins, word.core_start - _WIDE), words.span.end)
            trigger = (word.core_start, word.end)
            draft = Draft("verdict", "complicit_in", accused, words, evidence, trigger, alleged=True, accuser=accuser)
            yield replace(draft, negated=negated)


_WIDE = 60  # code points: an accused who stands farther before the charge is named by the claim, not by its evidence
