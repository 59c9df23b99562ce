"""What words do not tell: what they only suppose not to be so (لو لم يتدخل الجيش)، what would bind one to himself, another's title."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType, TimeRelation
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense

_REACH = 3  # tokens between لم and the verb: لم يكن قد وقع


def addressed(tokens: Sequence[Token], draft: Draft) -> bool:
    """فلان لقناة كذا: لم أفعل …: before a colon a word with ل says whom somebody speaks to, and is no quality of his (لطيف)."""
    span = draft.object.span if draft.object is not None else None
    if span is None or draft.predicate not in {"has_trait", "open", "engaged_in"} or len(span.exact.split()) > 1:
        return False
    last = next((token.index for token in tokens if token.word.start <= span.start < token.word.end), None)
    behind = tokens[last + 1].word.text if last is not None and last + 1 < len(tokens) else ""
    return behind == ":" and span.exact.startswith("ل")


def about_itself(draft: Draft) -> bool:
    """خلافه مع نفسه: what would bind somebody to himself has taken one of the two for the other."""
    return draft.object is not None and draft.object.entity is not None and draft.object.entity == draft.subject.entity


def of_joined(tokens: Sequence[Token], draft: Draft) -> bool:
    """فلان رئيس اللجنة | وعلان: a title behind a name is its own, and never that of the name that و joins behind it."""
    span, own = draft.object.span if draft.object is not None else None, draft.subject.span
    if draft.predicate not in _TITLES or span is None or own is None or not 0 <= own.start - span.end <= _APART:
        return False
    first = next((token for token in tokens if token.word.start <= own.start < token.word.end), None)
    title = next((token.index for token in tokens if token.word.start <= span.start < token.word.end), 0)
    before = tokens[title - 1].inside if title else None
    if first is None or before is None or before.type is not EntityType.PERSON or before.entity == draft.subject.entity:
        return False
    return first.word.conjunction == "و" or first.word.text[:1] == "و"


_TITLES = frozenset({"holds_position", "occupation", "member_of"})
_APART = 2  # code points between a title and a name joined behind it: a space and و


def supposed_not(tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether a draft's verb stands under a condition that is negated: it tells neither that it was nor that it was not."""
    at = next((token.index for token in tokens if token.word.core_start == draft.trigger[0]), None)
    if at is None:
        return False
    for i in range(at - 1, max(0, at - _REACH - 1), -1):
        if tokens[i].key in {"لم", "لا"}:
            before = tokens[i - 1]
            return before.key in room_words("if", "unheld") or (
                before.key in room_words("if_not", "unheld") and tokens[i].key == "لم" and not before.word.pronoun
            )
    return False


def of_denied_saying(tokens: Sequence[Token], draft: Draft) -> bool:
    """نفى الوزير أن يكون قد قال إن المحطة بيعت: that he said so is denied, and of the sale nothing is told.

    A charge stays, as one that is denied: nobody is charged by it.
    """
    if draft.predicate == "complicit_in":
        return False
    at = next((token.index for token in tokens if token.word.core_start == draft.trigger[0]), 0)
    said = _verb_over(tokens, at)
    if said is None or "say" not in _flags(tokens[said]) or _denies(tokens[said]):
        return False
    denied = _verb_over(tokens, said)
    return denied is not None and _denies(tokens[denied])


def of_marked_denial(tokens: Sequence[Token], draft: Draft) -> bool:
    """أكد محاميه أنه «ينفي» أي صلة بها، ننفي أي صلة: what denying alone in marks, or in the first person, governs is only denied."""
    if draft.negated or draft.rule.startswith("denial."):
        return False
    at = next((token.index for token in tokens if token.word.core_start == draft.trigger[0]), 0)
    over = next((i for i in range(at - 1, max(-1, at - _FAR), -1) if tokens[i].pos in _CLAUSES), 0)
    verb = tokens[over].verb if over and tokens[over].pos is Pos.VERB else None
    if verb is None or not _denies(tokens[over]) or tokens[over - 1].pos is Pos.NEGATOR:
        return False
    alone = tokens[over - 1].pos is Pos.MARK and any(token.word.text in _QUOTES for token in tokens[over + 1 : at])
    return alone or verb.person == 1


_CLAUSES = frozenset({Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE})
_QUOTES = frozenset({'"', "»", "”"})


def suspected(tokens: Sequence[Token], draft: Draft) -> bool:
    """أوقف فلان للاشتباه في أنه سرب الوثائق: what أن brings behind a word of suspecting or charging is alleged."""
    at = next((token.index for token in tokens if token.word.core_start == draft.trigger[0]), 0)
    under = next((i for i in range(at - 1, max(-1, at - _FAR), -1) if tokens[i].pos in {Pos.COMPLEMENTISER, Pos.MARK}), 0)
    if not under or tokens[under].pos is Pos.MARK or not fold(tokens[under].word.text).endswith(("ان", "انه", "انها", "انهم", "انهما")):
        return False
    before = tokens[under - 2 if tokens[under - 1].pos is Pos.PREPOSITION and under > 1 else under - 1]
    lemmas = {fold(lemma) for lemma in before.verb.lemmas} if before.pos is Pos.VERB and before.verb is not None else set()
    return before.key in room_words("suspicion", "unheld") or bool(lemmas & room_words("suspecting", "unheld"))


def still_to_come(tokens: Sequence[Token], draft: Draft, published: str) -> bool:
    """يلتقي المنتخب نظيره الجمعة: a present verb with a day behind that of the paper (an EDTF date; empty: not known) tells a plan."""
    verb = next((token for token in tokens if token.word.core_start == draft.trigger[0]), None)
    if verb is None or verb.pos is not Pos.VERB or verb.verb is None or verb.verb.tense is not Tense.PRESENT or not published:
        return False
    if {fold(lemma) for lemma in verb.verb.lemmas} & room_words("lasting", "unheld"):
        return False  # تستمر الدورة حتى الأحد: it has begun
    days = [time.value for time in draft.time if time.relation is TimeRelation.AT and time.value[:1].isdigit()]
    return any(day.split("/")[0] > published[: len(day.split("/")[0])] for day in days)


def _verb_over(tokens: Sequence[Token], at: int) -> int | None:
    """The nearest finite verb before a word that has أن or إن between, no further than ``_FAR`` tokens from it."""
    under = next((i for i in range(at - 1, max(-1, at - _FAR), -1) if tokens[i].pos is Pos.COMPLEMENTISER), None)
    if under is None:
        return None
    return next((i for i in range(under - 1, max(-1, under - _FAR), -1) if tokens[i].pos is Pos.VERB), None)


_FAR = 8  # tokens


def _flags(token: Token) -> frozenset[str]:
    return token.trigger.flags if token.trigger is not None else frozenset()


def _denies(token: Token) -> bool:
    return token.verb is not None and bool({fold(lemma) for lemma in token.verb.lemmas} & room_words("denying", "unheld"))


def of_whom_it_meets(draft: Draft, told: Sequence[Draft]) -> bool:
    """سيلتقي فلان السفير الفلاني: an office seen beside a name, where the rules read the same words as whom he acts on."""
    span = draft.object.span if draft.object is not None else None
    if draft.predicate not in {"holds_position", "occupation"} or span is None:
        return False
    objects = (d.object.span for d in told if d.predicate in _ON_SOMEBODY and d.subject.entity == draft.subject.entity and d.object)
    return any(other is not None and other.start == span.start for other in objects)


_ON_SOMEBODY = frozenset({"met", "visited", "congratulates", "accuses", "supports", "opposes", "friction_with", "cooperates_with"})
