"""What somebody is charged with: بتهمة …، المتهم بـ …، يواجه اتهامات بـ …، يشتبه في …. Alleged always, whoever reports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.around import is_person_name
from tawthiq.extract.claims.chunk import noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.hidden import of_people
from tawthiq.extract.claims.lexicon import masdar_forms, room_words
from tawthiq.extract.claims.nouns import is_accused, is_charge_noun, is_deed, is_masdar
from tawthiq.extract.claims.participial import name_behind
from tawthiq.extract.claims.reading import resolve
from tawthiq.extract.claims.roles import is_occupation, is_office, stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.states import holder_of
from tawthiq.extract.claims.sufferers import sufferer
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold

_UNDERGONE = frozenset({"arrested", "persecutes", "accuses", "killed_in"})
_OWNERS = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.ORGANIZATION, EntityType.PLACE})
_ENDS = frozenset({"،", ",", ".", "؛", ":", "؟", "!", '"', "»", "”", "(", ")"})
_OPENING = frozenset({'"', "«", "“"})
_LONGEST = 16  # tokens of a charge


def accusation_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The charges of one sentence."""
    for token in tokens:
        if token.pos is not Pos.NOUN or (token.inside is not None and token.inside.form is MentionForm.NAME):
            continue
        at = _charge_at(tokens, token)
        accused = _led_up_to(tokens, token, at) or _accused(scene, tokens, token, clauses) if at is not None else None
        if at is None or accused is None or scene.type_of(accused.entity) not in _OWNERS:
            continue
        for start, end in charge_parts(tokens, at):
            words = scene.words(tokens, start, end)
            if words is not None and words.span is not None:
                low = accused.span.start if _beside(accused, token) and accused.span is not None else token.word.start
                evidence = (min(low, token.word.core_start), words.span.end)
                trigger = (token.word.core_start, token.word.end)
                yield Draft("charge", "complicit_in", accused, words, evidence, trigger, alleged=True)


def _led_up_to(tokens: Sequence[Token], token: Token, at: int) -> Argument | None:
    """المصرفي المتهم بغسل الأموال فلان: the name behind the charge."""
    start, end = next(charge_parts(tokens, at), (at, at))
    before = tokens[token.index - 1] if token.index else token
    head = before.index if before.pos is Pos.NOUN and before.word.article else token.index
    return name_behind(tokens, head, end) if is_accused(token) and token.word.article and start < end else None


def blame_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """محملا الحكومة مسؤولية الكارثة: who is blamed for what, by whom (the finite verb is a collocation)."""
    for token in tokens:
        found = _blamed(scene, tokens, token, clauses) if token.key == "مسووليه" and token.pos is Pos.NOUN else None
        if found is None:
            continue
        by, blamed, start = found
        at = token.index + 1
        at += at < len(tokens) and tokens[at].key == "عن" and tokens[at].pos is Pos.PREPOSITION
        words = scene.words(tokens, at, _blame_end(tokens, at)) if at < len(tokens) else None
        if words is None or words.span is None:
            continue
        evidence = (tokens[start].word.core_start, words.span.end)
        trigger = (token.word.core_start, token.word.end)
        yield Draft("blame.accuses", "accuses", by, blamed, evidence, (tokens[start].word.core_start, tokens[start].word.end))
        yield Draft("blame", "complicit_in", blamed, words, evidence, trigger, alleged=True, by=by, spoken=True)


def _blamed(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> tuple[Argument, Argument, int] | None:
    """Who blames, who is blamed, and where the participle of blaming stands."""
    for i in range(token.index - 1, max(-1, token.index - _LONGEST), -1):
        if tokens[i].pos is Pos.VERB or tokens[i].word.text in _ENDS:
            return None
        if tokens[i].key not in room_words("blaming", "accusations") or tokens[i].word.article:
            continue
        holder = holder_of(scene, tokens, tokens[i], clauses, "f" if tokens[i].key.endswith("ه") else "m")
        target = noun_phrase(tokens, i + 1)
        entity = scene.entity_for(tokens, target) if target is not None else None
        if holder is None or target is None or entity is None or entity == holder.entity:
            return None
        return holder, Argument(entity=entity, span=scene.span(tokens, target.start, target.end)), i
    return None


def _blame_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < len(tokens) and end - start < _LONGEST and tokens[end].word.text not in _ENDS:
        if tokens[end].pos in {Pos.VERB, Pos.RELATIVE, Pos.SUBORDINATOR}:
            break
        end += 1
    return end


def _beside(accused: Argument, token: Token) -> bool:
    return accused.span is not None and 0 <= token.word.start - accused.span.end <= _NEAR


_NEAR = 40  # code points between the accused and the charge that one evidence holds


def _charge_at(tokens: Sequence[Token], token: Token) -> int | None:
    """Where the charge begins behind a word of charging."""
    at = token.index + 1
    if at >= len(tokens):
        return None
    if is_charge_noun(token) and token.word.preposition == "ب" and not token.word.article and not token.word.pronoun:
        at += tokens[at].word.text in _OPENING and at + 1 < len(tokens)  # بتهمة «النيل من كذا»
        return at if _nominal(tokens[at]) else None
    if token.key == "اشتباه" and token.word.preposition == "ل":
        under = tokens[at].pos is Pos.PREPOSITION and tokens[at].key == "في" and at + 1 < len(tokens)
        return at + 1 if under else at if tokens[at].word.preposition == "ب" and tokens[at].pos is Pos.NOUN else None
    if is_charge_noun(token) and _faced(tokens, token):
        return at if tokens[at].word.preposition == "ب" or _named(tokens, token) else None
    if is_accused(token):
        return at if tokens[at].word.preposition == "ب" and tokens[at].pos is Pos.NOUN else None
    return None


def _named(tokens: Sequence[Token], token: Token) -> bool:
    """تهمة الاحتيال: the charge stands in إضافة."""
    following = tokens[token.index + 1]
    named = not room_words("named", "accusations").isdisjoint(stems(token.key)) and not token.word.article and _nominal(following)
    return named and (following.word.article or is_masdar(following))


def _faced(tokens: Sequence[Token], token: Token) -> bool:
    """يواجه (عدة) تهما …: the verb of facing stands a few words before."""
    return any(
        other.verb is not None and other.trigger is not None and other.trigger.lemma in {"واجه", "تلقى"}
        for other in tokens[max(0, token.index - 8) : token.index]
    )


def _nominal(token: Token) -> bool:
    return token.pos in {Pos.NOUN, Pos.QUANTIFIER} and not token.word.conjunction


def charge_parts(tokens: Sequence[Token], start: int) -> Iterator[tuple[int, int]]:
    """A charge and those that و joins to it: بتهمة الرشوة والتزوير."""
    end = start
    while end < len(tokens) and end - start < _LONGEST and tokens[end].word.text not in _ENDS:
        if tokens[end].pos in {Pos.VERB, Pos.RELATIVE, Pos.SUBORDINATOR, Pos.COMPLEMENTISER, Pos.NEGATOR}:
            break
        if end > start and (
            (tokens[end].pos is Pos.PREPOSITION and tokens[end].key in room_words("times", "accusations")) or _begins_name(tokens, end)
        ):
            break
        end += 1
    cuts = [i for i in range(start + 1, end) if _joins(tokens, start, i)]
    first = start
    for cut in [*cuts, end]:
        if cut > first:
            yield first, cut
        first = cut


def _begins_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody's name begins behind a definite noun that is no title of his: غسل الأموال | فلان."""
    before = tokens[at - 1]
    titled = is_office(before.key) or is_occupation(before.key) or of_people(before)
    return is_person_name(tokens[at]) and before.word.article and not titled and not tokens[at].word.preposition


def _joins(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether what و brings is a charge of its own: behind a charge of one word, or with a verbal noun in إضافة."""
    if tokens[at].word.conjunction != "و" or tokens[at].pos is not Pos.NOUN:
        return False
    if at - start == 1:
        return True
    return _hangs(tokens, start, at) if tokens[at].word.article else is_masdar(tokens[at])


def _hangs(tokens: Sequence[Token], start: int, at: int) -> bool:
    """نشر أخبار كاذبة | والتحريض على …: a definite deed, unless one like it stands nearer (محاولة التحريض والتخريب)."""
    nearer = any(is_deed(token) and token.word.article for token in tokens[start + 1 : at] if token.word.conjunction != "و")
    return is_deed(tokens[at]) and not nearer


def _accused(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Argument | None:
    """Who is charged: the noun that المتهم belongs to, else the one acted on by the verb of arrest or trial, else its subject."""
    before = tokens[token.index - 1] if token.index else None
    if is_accused(token) and (token.word.article or (before is not None and before.pos in {Pos.NOUN, Pos.NUMBER})):
        return _described(scene, tokens, token)
    if (
        before is not None
        and before.pos is Pos.NOUN
        and not before.word.preposition
        and not room_words("held", "accusations").isdisjoint(stems(before.key))
    ):
        return _described(scene, tokens, before)
    for noun in reversed(tokens[max(0, token.index - _LONGEST) : token.index]):
        if noun.pos is Pos.VERB or noun.word.text in {".", "؛"}:
            break
        if any(trigger.predicate in _UNDERGONE for trigger, _ in masdar_forms().get(noun.key, ())) and not noun.word.article:
            return _of_masdar(scene, tokens, noun, clauses)
    for clause in reversed(clauses):
        if clause.verb >= token.index:
            continue
        if clause.opener == "complement" and clause.end < token.index - _LONGEST:
            return None
        return _of_clause(scene, tokens, clause, token.index)
    return None


def _of_masdar(scene: Scene, tokens: Sequence[Token], noun: Token, clauses: Sequence[Clause]) -> Argument | None:
    """بسجن خمسة أشخاص بتهمة …: whom the verbal noun befalls."""
    if noun.word.pronoun:
        return sufferer(scene, tokens, noun, clauses)
    phrase = noun_phrase(tokens, noun.index + 1) if noun.index + 1 < len(tokens) else None
    entity = scene.entity_for(tokens, phrase) if phrase is not None and not phrase.preposition else None
    return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)) if phrase is not None and entity is not None else None


def _described(scene: Scene, tokens: Sequence[Token], token: Token) -> Argument | None:
    """فلان المتهم بـ: the name or noun phrase right before."""
    at = token.index - 1
    if at >= 0 and tokens[at].word.text in {"،", ","}:
        at -= 1
    if at >= 0 and token.word.article and tokens[at].word.text.endswith("ة") and not token.key.endswith(("ه", "ين", "ون")):
        return None  # اعتقلت الشرطة المتهم بـ …: somebody of his own
    for start in range(max(0, at - 9), at + 1):
        phrase = noun_phrase(tokens, start, at + 1)
        entity = scene.entity_for(tokens, phrase) if phrase is not None and phrase.end == at + 1 and starts_phrase(tokens[start]) else None
        if phrase is not None and entity is not None:
            return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
    return None


def _of_clause(scene: Scene, tokens: Sequence[Token], clause: Clause, charge: int) -> Argument | None:
    """Whom the verb before a charge acts on, or its subject; what the charge itself is about stands behind ``charge``."""
    trigger = clause.trigger
    against = [item for item in clause.prepositional if item.preposition == "علي" and item.at < charge]
    acts = trigger is not None and (trigger.subject != "S" or trigger.predicate in _UNDERGONE)
    if acts and clause.clitic:
        at = tokens[clause.verb].word
        referent = scene.discourse.pronoun(clause.clitic, at.start, at.end)
        return Argument(entity=referent.entity) if referent is not None else None
    if acts:
        target = next((p for p in clause.objects if p.entity is not None), None)
        target = target or next((item.phrase for item in against if item.phrase is not None), None)
        if target is not None:
            entity = scene.entity_for(tokens, target)
            return Argument(entity=entity, span=scene.span(tokens, target.start, target.end)) if entity is not None else None
        if clause.objects:
            return None  # somebody whom no layer knows is acted on
        taken = next((item for item in against if item.pronoun), None)
        if taken is not None:
            word = tokens[taken.at].word
            referent = scene.discourse.pronoun(taken.pronoun, word.start, word.end)
            return Argument(entity=referent.entity) if referent is not None else None
    found = resolve(scene, tokens, clause)
    if found is None or (trigger is not None and fold(trigger.lemma) in room_words("ruling", "accusations")):
        return None
    return found.subject if found.type in _PEOPLE or (trigger is not None and trigger.lemma == "واجه") else None


_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
