"""What stands behind a verb: noun phrases and prepositional phrases up to the clause's end."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.beyond import not_all
from tawthiq.extract.claims.asides import behind_source, circumstance_end, resumed_at
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause, Prepositional
from tawthiq.extract.claims.lexicon import masdar_forms, room_words, word_class
from tawthiq.extract.claims.openers import OPENING_MARKS, behind_coordinated
from tawthiq.extract.claims.titles import names_title
from tawthiq.extract.claims.token import Pos, Token

_ENDING = frozenset({Pos.VERB, Pos.RELATIVE, Pos.SUBORDINATOR, Pos.PRONOUN})
_LONGEST = 60  # tokens behind a verb: no argument is searched further


def read_complements(tokens: Sequence[Token], clause: Clause, start: int | None = None, limit: int | None = None) -> None:
    """Noun phrases and prepositional phrases behind the verb (or from ``start`` on), up to the clause's end or ``limit``."""
    i, limit = start or clause.verb + 1, min(len(tokens), clause.verb + _LONGEST, limit or len(tokens))
    while i < limit:
        token = tokens[i]
        if token.pos is Pos.MARK:
            following = _over_mark(tokens, clause, i)
            if following is None:
                break
            i = following
        elif token.pos in _ENDING:
            break
        elif token.pos is Pos.COMPLEMENTISER:
            if tokens[i - 1].key not in room_words("adverbial", "complements"):
                clause.content = i
            break
        elif _then_role(tokens, clause, i):
            i += 1
        elif token.pos in {Pos.CONJUNCTION, Pos.NEGATOR} or (token.key == "ما" and i + 1 < limit and tokens[i + 1].key in {"عدا", "خلا"}):
            break
        else:
            i = _constituent(tokens, clause, i)
        clause.end = i
    clause.end = _trim(tokens, clause.verb, min(clause.end, limit))
    if clause.negated:
        _exception(tokens, clause)
        clause.negated = not not_all([token.word for token in tokens[: clause.verb + _EXCEPTION]], clause.verb)


def _then_role(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """كان وكيلا للوزارة ثم رئيسا لـ …: ثم before a further office of the same person."""
    becoming = clause.trigger is not None and bool(clause.trigger.flags & {"copula", "appoint", "elect", "office"})
    if not becoming or tokens[at].key != "ثم" or at + 1 >= len(tokens):
        return False
    word = tokens[at + 1].word
    return tokens[at + 1].pos is Pos.NOUN and word.text.endswith(("ا", "ً")) and names_title(tokens[at + 1].key)


def _exception(tokens: Sequence[Token], clause: Clause) -> None:
    """لم يسافر من اللاعبين إلا الحارس: what is excepted is the missing subject or object, and the verb is true of it."""
    for i in range(clause.verb + 1, min(len(tokens), clause.verb + _EXCEPTION)):
        token = tokens[i]
        if token.word.text in {"،", ",", ".", "؛", "؟", "!"} or token.pos is Pos.VERB:
            return
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.key == "غير" and following is not None and following.key in room_words("counts", "complements"):
            clause.excepted = True
            clause.objects = [phrase for phrase in clause.objects if phrase.start != i]
            return
        if token.key not in room_words("exceptions", "complements") or following is None or following.pos is Pos.COMPLEMENTISER:
            continue
        if _how(clause, following):
            return
        clause.excepted = True
        if following.pos is Pos.PREPOSITION and not following.word.pronoun:
            phrase = noun_phrase(tokens, i + 2)
            if phrase is not None:
                clause.prepositional.append(Prepositional(following.key, i + 1, phrase))
                clause.end = max(clause.end, phrase.end)
            return
        phrase = noun_phrase(tokens, i + 1)
        if phrase is not None and not phrase.preposition and all(known.start != phrase.start for known in clause.objects):
            clause.objects.append(phrase)
            clause.end = max(clause.end, phrase.end)
        return


def _how(clause: Clause, excepted: Token) -> bool:
    """لا تسمح القوانين بضم لاعبين سوى عن طريق …: an exception of how or when leaves what stands before it as denied as it was."""
    return excepted.pos is Pos.PREPOSITION and any(item.phrase is not None and item.at < excepted.index for item in clause.prepositional)


_EXCEPTION = 14  # tokens between a negated verb and its إلا


def _trim(tokens: Sequence[Token], verb: int, end: int) -> int:
    while end > verb + 1 and tokens[end - 1].pos in {Pos.MARK, Pos.PREPOSITION} and not tokens[end - 1].word.pronoun:
        end -= 1
    return end


def _over_mark(tokens: Sequence[Token], clause: Clause, i: int) -> int | None:
    """Where the clause goes on behind a mark, or None if it ends there."""
    text = tokens[i].word.text
    if text in {"(", "["}:
        for j in range(i + 1, min(i + 9, len(tokens))):
            if tokens[j].word.text in {")", "]"}:
                return j + 1
        return None
    if text in {"/", "-", "–", '"', "«", "»", "“", "”", "'"}:
        return i + 1 if text in {"/", "-", "–"} or _name_in_marks(tokens, i) else None
    if text not in {"،", ","}:
        return None
    return _over_comma(tokens, clause, i)


def _name_in_marks(tokens: Sequence[Token], i: int) -> bool:
    """Whether a mark belongs to a short stretch without a verb: a name or a label."""
    for step in (1, -1):
        j = i + step
        while 0 <= j < len(tokens) and abs(j - i) < 9:
            if tokens[j].word.text in '"«»“”':
                return True
            if tokens[j].pos is Pos.VERB or tokens[j].word.text in {".", "؟"}:
                break
            j += step
    return False


def _over_comma(tokens: Sequence[Token], clause: Clause, i: int) -> int | None:
    """Behind a comma: on over a date or an apposition; or to an object that is still missing."""
    if i + 1 >= len(tokens):
        return None
    cited = behind_source(tokens, i) if not clause.prepositional and len(clause.objects) < _COMPLETE else None
    if cited is not None:
        return cited
    after, prior = tokens[i + 1], tokens[i - 1]
    if _then_role(tokens, clause, i + 1):
        return i + 2
    if i == clause.verb + 1 and after.mention is not None:
        return i + 1  # استطاع، فلان، …: a subject between commas
    if clause.verb + 1 < i and tokens[clause.verb + 1].word.text in {"،", ","} and len(clause.objects) == 1 and clause.objects[0].end == i:
        return i + 1
    inserted_end = resumed_at(tokens, i)
    further = inserted_end is not None and tokens[inserted_end].pos is Pos.PREPOSITION and bool(clause.prepositional)
    if inserted_end is not None and not clause.objects[1:] and not further:
        return inserted_end
    circumstance = circumstance_end(tokens, i) if len(clause.objects) == 1 and clause.objects[0].end == i else None
    if circumstance is not None and not clause.prepositional:
        return circumstance
    wanted = {o[1:] for o in clause.trigger.objects if o.startswith("@")} if clause.trigger is not None else set()
    if after.pos is Pos.PREPOSITION and after.key in wanted and not any(item.preposition == after.key for item in clause.prepositional):
        return i + 1
    if wanted and _addressee(tokens, clause, i + 1, wanted):
        return i + 1
    if _object_behind(tokens, clause, i):
        return i + 1
    apposed = after.inside is not None and prior.inside is not None and after.inside.entity == prior.inside.entity
    if apposed:
        phrase = noun_phrase(tokens, i + 1)
        return phrase.end if phrase else i + 1
    if after.pos is Pos.DATE:
        j = i + 1
        while j < len(tokens) and tokens[j].pos is Pos.DATE:
            j += 1
        return j
    aside = _clause_aside(tokens, i)
    if aside is not None and not clause.objects[1:]:
        return aside
    inserted = (tokens[i - 1].pos is Pos.DATE and (not clause.objects or _dated_aside(tokens, i))) or _apposed_before(tokens, i)
    if inserted and not clause.objects[1:] and not after.word.conjunction and (starts_phrase(after) or after.pos is Pos.PREPOSITION):
        return i + 1
    if (after.pos is Pos.PREPOSITION and not clause.objects and not clause.prepositional) or _behind_time(tokens, clause, i):
        return i + 1
    return None


def _behind_time(tokens: Sequence[Token], clause: Clause, comma: int) -> bool:
    """زار فلان بعد فوزه في الدائرة، مدينة …: behind a circumstance of time that no comma opened, the object that is still missing."""
    after = tokens[comma + 1]
    takes = clause.trigger is not None and "O" in clause.trigger.objects and clause.trigger.subject == "S" and not clause.clitic
    if not takes or not clause.prepositional or len(clause.objects) > 1 or not starts_phrase(after) or after.word.conjunction:
        return False
    first = clause.prepositional[0]
    begins = clause.objects[0].end if clause.objects else clause.verb + 1
    awaited = noun_phrase(tokens, comma + 1) if first.at == begins and first.preposition in room_words("when", "complements") else None
    return awaited is not None and awaited.entity is not None and not awaited.preposition


_COMPLETE = 2  # nouns behind a verb, subject and object: nothing that it waits for stands behind a source


def _object_behind(tokens: Sequence[Token], clause: Clause, comma: int) -> bool:
    """كتبت فلانة، قصائد عن …؛ قدّم الوزير، اعتذاره: behind the subject and its comma an object without article."""
    if len(clause.objects) != 1 or clause.prepositional or clause.objects[0].end != comma or clause.clitic or comma + 2 >= len(tokens):
        return False
    takes = clause.trigger is None or "O" in clause.trigger.objects or "office" in clause.trigger.flags
    token = tokens[comma + 1]
    state = token.key[:1] == "م" and token.word.text.endswith(("ا", "ً"))  # مشيرا إلى …: a state of the subject
    if (
        not takes
        or state
        or token.key == "ما"
        or token.pos is not Pos.NOUN
        or token.word.conjunction
        or token.word.preposition
        or token.word.article
    ):
        return False
    title = any(token.key in word_class(name, "titles") for name in ("office", "occupation", "rank", "member", "leader"))
    return token.inside is None and not title and clause.objects[0].definite


_ADDRESSING = frozenset({"hopes_or_demands", "accuses"})
_AHEAD = 12  # tokens from a comma to the preposition that the verb waits for


def _addressee(tokens: Sequence[Token], clause: Clause, at: int, wanted: set[str]) -> bool:
    """طالب فلان، رئيس الوزراء علانا بـ …: behind the comma the one addressed, and the preposition that the verb waits for."""
    addressing = clause.trigger is not None and clause.trigger.predicate in _ADDRESSING
    if not addressing or tokens[at].word.conjunction or not starts_phrase(tokens[at]):
        return False
    if any(item.preposition in wanted for item in clause.prepositional) or len(clause.objects) > 1:
        return False
    for token in tokens[at : at + _AHEAD]:
        if token.pos in {Pos.MARK, Pos.VERB, Pos.RELATIVE}:
            return False
        if token.word.preposition in wanted or (token.pos is Pos.PREPOSITION and token.key in wanted):
            return True
    return False


def _clause_aside(tokens: Sequence[Token], comma: int) -> int | None:
    """زار فلان، بعد أن تسلّم وزارة، مدينة …: over a clause of time between commas."""
    if comma + 3 >= len(tokens) or tokens[comma + 1].key not in {"بعد", "قبل", "منذ"} or tokens[comma + 2].pos is not Pos.COMPLEMENTISER:
        return None
    for i in range(comma + 3, min(comma + 16, len(tokens) - 1)):
        if tokens[i].word.text in {"،", ","}:
            following = tokens[i + 1]
            return i + 1 if starts_phrase(following) and not following.word.conjunction and not following.word.preposition else None
    return None


def _dated_aside(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the date before this comma stands between two commas."""
    i = comma - 1
    while i > 0 and tokens[i].pos in {Pos.DATE, Pos.PREPOSITION, Pos.MARK} and tokens[i].word.text not in {"،", ","}:
        i -= 1
    return tokens[i].word.text in {"،", ","}


def _apposed_before(tokens: Sequence[Token], comma: int) -> bool:
    """Whether what ends at this comma is an apposition that a comma opened."""
    mention = tokens[comma - 1].inside
    if mention is None:
        return False
    j = comma - 1
    while j >= 0 and tokens[j].inside is mention:
        j -= 1
    before = tokens[j - 1].inside if j > 0 and tokens[j].word.text in {"،", ","} else None
    return before is not None and before.entity == mention.entity


def _constituent(tokens: Sequence[Token], clause: Clause, i: int) -> int:
    """Read one constituent at ``i``; the index behind it."""
    token = tokens[i]
    if token.pos is Pos.PREPOSITION:
        if token.word.pronoun:
            clause.prepositional.append(Prepositional(token.key, i, None, token.word.pronoun))
            return i + 1
        inner = i + 2 if i + 2 < len(tokens) and tokens[i + 1].word.text in OPENING_MARKS else i + 1
        phrase = noun_phrase(tokens, inner)
        if phrase is None or tokens[phrase.start].word.preposition in {"ب", "ل", "ك"}:
            return i + 1  # هدد من قبل بالانسحاب: an adverb, and the verb's own preposition
        clause.prepositional.append(Prepositional(token.key, i, phrase))
        head = tokens[phrase.head]
        if head.word.pronoun and masdar_forms().get(head.key) and phrase.end < len(tokens) and tokens[phrase.end].pos is Pos.NOUN:
            owned = noun_phrase(tokens, phrase.end)
            if owned is not None and not owned.preposition and not tokens[owned.start].word.conjunction:
                return owned.end  # بعد توليه رئاسة الوزراء: the noun's own object
        return behind_coordinated(tokens, phrase.end)
    if not starts_phrase(token):
        return i + 1
    phrase = noun_phrase(tokens, i)
    assert phrase is not None  # noqa: S101 - a phrase starts here
    if token.word.preposition:
        clause.prepositional.append(Prepositional(token.word.preposition, i, phrase))
    elif token.word.conjunction and not (clause.objects or clause.prepositional):
        return phrase.end
    elif not token.word.conjunction and not how_long(tokens, clause, phrase):
        clause.objects.append(phrase)
    return phrase.end


def how_long(tokens: Sequence[Token], clause: Clause, phrase: NounPhrase) -> bool:
    """احتُجزت فلانة ساعات: behind a verb and whom it befell a bare length of time, or how, is no further noun of the verb's."""
    head = tokens[phrase.head]
    if head.key in room_words("forced", "complements"):
        return phrase.start > clause.verb + 1
    bare = head.key in room_words("lengths", "complements") and not (head.word.article or head.word.pronoun)
    return bare and phrase.start > clause.verb + 1 and clause.trigger is not None and "reversed" in clause.trigger.flags
