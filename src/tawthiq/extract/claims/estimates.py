"""Another's number for those who were counted before: بينما تحدثت الشرطة عن ألفين، وقال المنظمون إنهم تجاوزوا الألف، وعددهم ثلاثون."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.chunk import noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.numerals import bound_start
from tawthiq.extract.claims.quantity import amount_in, is_amount
from tawthiq.extract.claims.reading import ACTORS, drafted, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument
from tawthiq.text.fold import fold

RULE = "quantity.estimate"
_REACH = 9  # tokens from what takes the counted up to their number
_BACK = 8  # tokens of a noun right before وعددهم
_MANY = frozenset({"هم", "هن", "ها", "هما"})
_LAST = frozenset({Pos.MARK, Pos.RELATIVE, Pos.COMPLEMENTISER, Pos.SUBORDINATOR, Pos.CONJUNCTION})


def with_estimates(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause], drafts: list[Draft]) -> list[Draft]:
    """The drafts of a sentence with the numbers that take up whom one of them has counted, instead of those of العدد by itself."""
    bare = [draft for draft in drafts if _of_number_itself(draft)]
    counted = [draft for draft in drafts if draft.rule in _COUNTED and draft not in bare]
    told = {_range(draft)[0] for draft in counted}
    found = []
    for draft in _estimates(scene, tokens, clauses, counted):
        if _range(draft)[0] not in told:
            told.add(_range(draft)[0])
            found.append(draft)
    ends = {_range(draft)[1] for draft in found}
    return [*(draft for draft in drafts if draft not in bare or _range(draft)[1] not in ends), *found] if found else drafts


def _range(draft: Draft) -> tuple[int, int]:
    """Where the words of a draft's object begin and end."""
    span = draft.object.span if draft.object is not None else None
    return (-1, -1) if span is None else (span.start, span.end)


def _of_number_itself(draft: Draft) -> bool:
    """العدد بلغ ألفا: a draft whose subject is nothing but the number."""
    words = (draft.subject.text or "").split()
    return len(words) == 1 and fold(words[0]).removeprefix("ال") in room_words("numbers", "estimates")


def _estimates(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause], counted: Sequence[Draft]) -> Iterator[Draft]:
    """The numbers that take up whom a draft of this sentence has counted, and those of a noun right before عددهم."""
    for token in tokens:
        found = _taken_up(scene, tokens, token, counted)
        if found is not None:
            yield found
    for clause in clauses:
        before = _before(counted, tokens[clause.verb].word.core_start)
        found = _by_another(scene, tokens, clause, before) if before is not None else None
        if found is not None:
            yield found


_COUNTED = frozenset({"quantity.counted", "quantity.apposed", "verbal.has_quantity"})


def _before(counted: Sequence[Draft], offset: int) -> Draft | None:
    """The last of these that was told before an offset."""
    return next((draft for draft in reversed(counted) if draft.trigger[0] < offset), None)


def _by_another(scene: Scene, tokens: Sequence[Token], clause: Clause, counted: Draft) -> Draft | None:
    """تحدثت الشرطة عن ألفين: a verb of telling with a bare number behind it."""
    trigger = clause.trigger
    lemmas = {fold(lemma) for lemma in (*clause.form.lemmas, *((trigger.lemma,) if trigger is not None else ()))}
    if clause.negated or not lemmas & room_words("telling", "estimates"):
        return None
    found = resolve(scene, tokens, clause)
    at = clause.rest
    while at < len(tokens) and (tokens[at].key in room_words("bringing", "estimates") and not is_amount(tokens[at])):
        at += 1
    words = _number(scene, tokens, at, min(len(tokens), at + _REACH)) if found is not None and found.type in ACTORS else None
    if found is None or words is None or words.span is None:
        return None
    draft = drafted(found, "has_quantity", Argument(entity=counted.subject.entity), words)
    evidence = (min(tokens[clause.verb].word.core_start, draft.evidence[0]), max(draft.evidence[1], words.span.end))
    return replace(draft, rule=RULE, evidence=evidence, spoken=True, by=found.subject)


def _number(scene: Scene, tokens: Sequence[Token], at: int, end: int) -> Argument | None:
    """The bare number that begins here with the words that bound it, without a unit that tells of others."""
    number = next((i for i in range(at, min(end, at + 5)) if is_amount(tokens[i])), None)
    if number is None or bound_start(tokens, number, at) > at:
        return None
    low = at - 1 if at and tokens[at - 1].key == "بين" else at
    words = amount_in(scene, tokens, at, end, definite=True)
    if words is None or words.span is None or not _of_anybody(tokens, number, words.span.end):
        return None
    return Argument(span=scene.layers.frame.span(tokens[low].word.core_start, words.span.end)) if low < at else words


def _of_anybody(tokens: Sequence[Token], number: int, end: int) -> bool:
    """Whether behind a number stand only further numbers, or people of no kind."""
    units = [t for t in tokens[number:] if t.word.start < end and t.pos is Pos.NOUN and not is_amount(t)]
    return all(unit.key in room_words("anybody", "estimates") for unit in units)


def _taken_up(scene: Scene, tokens: Sequence[Token], token: Token, counted: Sequence[Draft]) -> Draft | None:
    """إنهم تجاوزوا الألف، إن العدد لا يزيد على مئة، وعددهم ثلاثون."""
    under = token.pos is Pos.COMPLEMENTISER and token.word.pronoun in _MANY
    noun = token.pos in {Pos.NOUN, Pos.QUANTIFIER} and token.key in room_words("numbers", "estimates")
    owned = noun and token.word.pronoun in _MANY
    if not under and not owned and not (noun and token.word.article):
        return None
    subject = _beside(scene, tokens, token) if owned else None
    before = _before(counted, token.word.core_start)
    subject = subject or (Argument(entity=before.subject.entity) if before is not None else None)
    at = _number_behind(tokens, token.index)
    words = amount_in(scene, tokens, bound_start(tokens, at, token.index + 1), min(len(tokens), at + _REACH), definite=True) if at else None
    if subject is None or words is None or words.span is None:
        return None
    if under and not _of_anybody(tokens, at, words.span.end):
        return None
    low = token.word.core_start
    words = _with_verb(tokens, token.index, words)
    end = words.span.end if words.span is not None else token.word.end
    return Draft(RULE, "has_quantity", subject, words, (low, end), (low, token.word.end), why=("يعود على المعدودين قبله",))


def _beside(scene: Scene, tokens: Sequence[Token], token: Token) -> Argument | None:
    """The noun right before وعددهم."""
    end = token.index
    while end and tokens[end - 1].pos is Pos.MARK:
        end -= 1
    for start in range(max(0, end - _BACK), end):
        phrase = noun_phrase(tokens, start, end) if starts_phrase(tokens[start]) else None
        entity = scene.entity_for(tokens, phrase) if phrase is not None and phrase.end == end else None
        if phrase is not None and entity is not None:
            return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
    return None


def _number_behind(tokens: Sequence[Token], at: int) -> int:
    """Where the number behind what takes up the counted begins, with at most a verb of number between; 0 where there is none."""
    for i in range(at + 1, min(len(tokens), at + _REACH)):
        token = tokens[i]
        if is_amount(token):
            return i
        if token.pos in _LAST or token.date is not None:
            return 0
        verb = {token.key} | set(map(fold, token.verb.lemmas if token.verb is not None else ()))
        if token.pos is Pos.VERB and not verb & _numbering():
            return 0
        if token.pos is Pos.NOUN and not verb & (_numbering() | room_words("approximate", "estimates")):
            return 0
    return 0


def _numbering() -> frozenset[str]:
    return room_words("bounding", "counts") | room_words("standing", "counts") | room_words("changing", "counts")


def _with_verb(tokens: Sequence[Token], at: int, words: Argument) -> Argument:
    """لا يتجاوزون الألف: the number with the verb that bounds it."""
    assert words.span is not None  # noqa: S101 - the caller has looked
    start = words.span.start
    verb = next((t for t in tokens[at + 1 :] if t.word.start < start and _bounds(t)), None)
    if verb is None:
        return words
    low = verb.index - 1 if tokens[verb.index - 1].pos is Pos.NEGATOR else verb.index
    told = " ".join(t.word.text for t in tokens[low:] if t.word.start < start)
    return replace(words, value=f"{told} {words.span.exact}")


def _bounds(token: Token) -> bool:
    lemmas = {token.key} | set(map(fold, token.verb.lemmas if token.verb is not None else ()))
    return bool(lemmas & room_words("bounding", "counts"))
