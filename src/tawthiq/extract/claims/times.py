"""Time of a claim: the dates of its clause, with the relation that the words before them give."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.asides import aside_end
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.dates.counted import counted
from tawthiq.model import DateMention, Time, TimeRelation
from tawthiq.text.fold import fold

_RELATIONS = {
    "بعد": TimeRelation.AFTER,
    "عقب": TimeRelation.AFTER,
    "اثر": TimeRelation.AFTER,
    "قبل": TimeRelation.BEFORE,
    "قبيل": TimeRelation.BEFORE,
    "منذ": TimeRelation.START,
    "حتي": TimeRelation.END,
    "خلال": TimeRelation.DURING,
    "اثناء": TimeRelation.DURING,
}
_REACH = 9  # tokens between بعد and the date of its masdar: بعد توليه رئاسة الوزراء في أيار 2020
_ENDS = frozenset({".", "؟", ":", "؛", "!"})
_COMMAS = frozenset({"،", ","})


def clause_times(tokens: Sequence[Token], start: int, end: int, *, noun: bool = False) -> tuple[Time, ...]:
    """The times of tokens ``[start, end)``; a date that directly follows belongs to them too.

    ``noun``: they are a verbal noun's, and a preposition before it relates another event to it: حتى وفاته عام 1931.
    """
    found: list[Time] = []
    seen: set[int] = set()
    limit = end + 1 if end < len(tokens) and tokens[end].pos is Pos.DATE else end
    closed = -1  # the comma that closes an aside: its dates are not the clause's
    for i in range(_lead(tokens, start), min(limit, len(tokens))):
        date = tokens[i].date
        if i >= start and i > closed and tokens[i].word.text in _COMMAS:
            closed = aside_end(tokens, i) or closed
        if date is None or i < closed or date.span.start in seen or (i > 0 and tokens[i - 1].word.text == "("):
            continue
        seen.add(date.span.start)
        time = _time(tokens, i, date, start if noun else start - _FRONT)
        if time is not None:
            found.append(time)
        base = _base(tokens, i) if time is not None and time.value != date.value else None
        if base is not None:
            seen.add(base.span.start)  # what the length is counted from is another event's
    return tuple(found) or _followed(tokens, start)


def _followed(tokens: Sequence[Token], start: int) -> tuple[Time, ...]:
    """انهار السد سنة 2006، فانتقل فلان إلى حلب؛ أما اليوم فلا …: what فـ joins to a date follows upon it."""
    if start < 2 or tokens[start].word.conjunction != "ف":
        return ()
    before = tokens[start - 1 - (tokens[start - 1].word.text in _COMMAS)]
    date = before.date
    return (Time(TimeRelation.AT, date.value, date.span),) if date is not None and not _is_length(date) else ()


def noun_times(tokens: Sequence[Token], at: int, end: int) -> tuple[Time, ...]:
    """The times of a verbal noun: behind it up to ``end`` or the next clause; else what it is counted from: بعد سنتين من تعيينه."""
    for i in range(at + 1, min(end, len(tokens))):
        if tokens[i].pos is Pos.VERB and _took_place(tokens, at, i):
            return clause_times(tokens, i, _clause_end(tokens, i))
        joined = tokens[i].word.text in _COMMAS and i + 1 < len(tokens) and tokens[i + 1].word.conjunction == "و"
        if joined or tokens[i].pos in {Pos.RELATIVE, Pos.VERB, Pos.COMPLEMENTISER, Pos.SUBORDINATOR}:
            end = i  # توقيف فلان، وقبل يومين أُفرج عنه: the date is the next clause's
            break
    return clause_times(tokens, at, end, noun=True) or _counted_back(tokens, at) or _decided(tokens, at) or _seen_by_day(tokens, at)


def _seen_by_day(tokens: Sequence[Token], at: int) -> tuple[Time, ...]:
    """شهد يوم الخميس اغتيال فلان، كان الأحد قد شهد توقيفه: the day that saw it."""
    verb = next((t for t in reversed(tokens[max(0, at - _SEEN) : at]) if t.pos is Pos.VERB), None)
    lemmas = set(map(fold, verb.verb.lemmas)) if verb is not None and verb.verb is not None else set()
    if verb is None or not lemmas & room_words("seeing", "times"):
        return ()
    days = [t.date for t in tokens[max(0, verb.index - _SEEN) : at] if t.date is not None]
    between = tokens[verb.index + 1 : at]
    if not days or _is_length(days[-1]) or any(t.date is None and t.key not in _DAYS for t in between):
        return ()
    return (Time(TimeRelation.AT, days[-1].value, days[-1].span),)


_SEEN = 5  # tokens from a day to what it saw
_DAYS = frozenset({"يوم", "ليل", "صباح", "مساء", "فجر"})


def _clause_end(tokens: Sequence[Token], verb: int) -> int:
    """Where a verb's clause ends at the latest: at a mark, another verb or what opens a clause."""
    opening = {Pos.MARK, Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER, Pos.SUBORDINATOR}
    return next((i for i in range(verb + 1, min(verb + _REACH, len(tokens))) if tokens[i].pos in opening), min(verb + _REACH, len(tokens)))


def _took_place(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """لقاء فلان بالتجار جرى أمس: a noun that begins its sentence or clause is the subject of a verb of happening behind it."""
    word, before = tokens[at].word, tokens[at - 1] if at else None
    opens = before is None or before.pos in {Pos.MARK, Pos.COMPLEMENTISER} or bool(word.conjunction)
    form = tokens[verb].verb
    happens = form is not None and any(fold(lemma) in room_words("took_place", "times") for lemma in form.lemmas)
    return opens and not word.preposition and happens and not tokens[verb].word.conjunction


def _decided(tokens: Sequence[Token], at: int) -> tuple[Time, ...]:
    """أصدر قرارا الخميس بتعيين فلان: the day right before what was decided."""
    date = tokens[at - 1].date if at and tokens[at].word.preposition == "ب" else None
    return (Time(TimeRelation.AT, date.value, date.span),) if date is not None and not _is_length(date) else ()


def _time(tokens: Sequence[Token], at: int, date: DateMention, floor: int) -> Time | None:
    """A date as the time of its clause; None for an age, a date of something else, or a length that counts from nothing known.

    ``floor``: the token before which no preposition relates to it.
    """
    if _age(tokens, at, date) or _of_noun(tokens, at):
        return None
    if _is_length(date):
        return _of_length(tokens, at, date)
    relation = _relation(tokens, at, floor)
    if "/" in date.value and relation is TimeRelation.START:
        relation = TimeRelation.DURING  # منذ 2010 حتى 2015
    return Time(relation, date.value, date.span)


# ------------------------------------------------------------------ lengths


def _of_length(tokens: Sequence[Token], at: int, date: DateMention) -> Time | None:
    """How long: لمدة عامين; from when: منذ عامين; or when, counted from a date: بعد عامين من …."""
    if tokens[at].word.preposition == "ب":
        return None  # قبل ذلك بيومين، بعده بعام: no length of anything
    before = next((token.key for token in reversed(tokens[max(0, at - 2) : at]) if token.pos is Pos.PREPOSITION), "")
    relation = _RELATIONS.get(before) if not tokens[at].word.preposition else None
    if relation in {TimeRelation.AFTER, TimeRelation.BEFORE}:
        return _counted(tokens, at, date, 1 if relation is TimeRelation.AFTER else -1)
    if relation is TimeRelation.START and date.first_day is not None:
        kept = {"Y": 4, "M": 7}.get(date.value[-1], 10)  # letters of a year, a month, a day
        return Time(relation, date.first_day[:kept], date.span)
    return Time(TimeRelation.DURATION if relation is None else relation, date.value, date.span)


def _is_length(date: DateMention) -> bool:
    return date.value.startswith("P") and not date.value.endswith("REF")


def _counted(tokens: Sequence[Token], at: int, date: DateMention, direction: int) -> Time | None:
    """بعد عامين، قبل ثلاثة أيام من …: counted from the date behind من, or from the one named before."""
    base = _base(tokens, at) if _behind(tokens, at) is not None else _date_before(tokens, at)
    value = counted(base.value, date.value, direction) if base is not None else None
    return Time(TimeRelation.AT, value, date.span) if value is not None else None


def _base(tokens: Sequence[Token], at: int) -> DateMention | None:
    behind = _behind(tokens, at)
    return _date_behind(tokens, behind) if behind is not None else None


def _behind(tokens: Sequence[Token], at: int) -> int | None:
    """Where the event stands that a length is counted from: behind من or على."""
    end = at
    while end + 1 < len(tokens) and tokens[end + 1].date is tokens[at].date:
        end += 1
    full = end + 1 < len(tokens) and tokens[end + 1].key in room_words("behind", "times")
    place = end + 1 + full
    linked = place + 1 < len(tokens) and tokens[place].pos is Pos.PREPOSITION and tokens[place].key in {"من", "علي"}
    return place + 1 if linked and not tokens[place].word.pronoun else None


def _date_behind(tokens: Sequence[Token], start: int) -> DateMention | None:
    for token in tokens[start : start + _REACH]:
        if token.word.text in _ENDS or token.word.text in _COMMAS or token.pos in {Pos.VERB, Pos.RELATIVE}:
            return None
        if token.date is not None and not _is_length(token.date):
            return token.date
    return None


def _date_before(tokens: Sequence[Token], at: int) -> DateMention | None:
    for token in reversed(tokens[:at]):
        if token.date is not None and not _is_length(token.date) and token.date is not tokens[at].date:
            return token.date
    return None


def _counted_back(tokens: Sequence[Token], at: int) -> tuple[Time, ...]:
    """For the تعيينه of تقاعد في 2010 بعد سنتين من تعيينه: two years before the date that is named."""
    link = at - 1
    if link < 1 or tokens[link].pos is not Pos.PREPOSITION or tokens[link].key not in {"من", "علي"}:
        return ()
    last = link - 1 - (tokens[link - 1].key in {"كامله", "كامل"})
    length = tokens[last].date if last > 0 else None
    first = last
    while first > 0 and tokens[first - 1].date is not None and tokens[first - 1].date is length:
        first -= 1
    if length is None or not _is_length(length) or not first or tokens[first - 1].key not in {"بعد", "قبل"}:
        return ()
    base = _date_before(tokens, first)
    value = counted(base.value, length.value, -1 if tokens[first - 1].key == "بعد" else 1) if base is not None else None
    return (Time(TimeRelation.AT, value, length.span),) if value is not None else ()


def at_the_latest(times: Sequence[Time]) -> tuple[Time, ...]:
    """شُيّع أمس جثمان فلان: the days of what follows a death bound it, and are not its own."""
    bounded = (time for time in times if time.relation in {TimeRelation.AT, TimeRelation.DURING})
    return tuple(Time(TimeRelation.BEFORE, time.value, time.span) for time in bounded if not time.value.startswith("P"))


# ------------------------------------------------------------------ dates that are not the clause's


def _age(tokens: Sequence[Token], at: int, date: DateMention) -> bool:
    """توفي عن 70 عاما، في سن الستين، يبلغ من العمر …: years of life and no time of the deed."""
    if not (_is_length(date) and date.value.endswith("Y")):
        return False
    before = tokens[max(0, at - 3) : at]
    return any(token.key in room_words("ages", "times") for token in before) or (
        at + 2 < len(tokens) and tokens[at + 2].key in {"عمر", "عمره"}
    )


def _of_noun(tokens: Sequence[Token], at: int) -> bool:
    """تحدث عن حرب 1973، انتقد اتفاق 1991: a bare year right behind a noun is the noun's, unless the noun itself tells when."""
    token = tokens[at]
    year = token.word.text.isdecimal() and token.date is not None and len(token.date.value) == _YEAR
    if not year or at == 0 or tokens[at - 1].pos is not Pos.NOUN or tokens[at - 1].date is not None:
        return False
    i = at - 1
    while i > 0 and tokens[i].pos is Pos.NOUN and not tokens[i].word.preposition and not tokens[i].word.conjunction:
        i -= 1
    return not (tokens[i].pos is Pos.PREPOSITION and tokens[i].key in _WHEN) and tokens[i].word.preposition != "ب"


_YEAR = 4  # letters of an EDTF year
_WHEN = frozenset({"في", *_RELATIONS})


def _lead(tokens: Sequence[Token], start: int) -> int:
    """Dates that open the sentence or what و joins to it before the clause: في أيلول 2016 عينتها …، وفي 2009 ترك …."""
    i = start
    while (
        i > 0
        and (tokens[i - 1].pos in {Pos.DATE, Pos.MARK} or (tokens[i - 1].pos is Pos.PREPOSITION and tokens[i].pos is Pos.DATE))
        and tokens[i - 1].word.text not in _ENDS
        and not tokens[i].word.conjunction
    ):
        i -= 1
    return i if _opens(tokens, i) else _fronted(tokens, start)


def _fronted(tokens: Sequence[Token], start: int) -> int:
    """Where a dated event that opens the sentence before the clause begins: بعد سقوط الحكومة عام 2003، عاد …."""
    if start < 2 or tokens[start - 1].word.text not in _COMMAS:
        return start
    for i in range(start - 2, max(start - _FRONT, -1), -1):
        token = tokens[i]
        if token.pos in {Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER} or token.word.text in _ENDS or token.word.text in _COMMAS:
            return start
        if token.key in _RELATIONS and token.pos is Pos.PREPOSITION and _opens(tokens, i):
            return i
    return start


_FRONT = 12  # tokens that an event before its clause may have


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a stretch begins here: at the head of the sentence, behind a strong mark or أن, or under و."""
    if at == 0 or tokens[at].word.conjunction:
        return True
    before = tokens[at - 1]
    if before.word.text in _ENDS or before.pos is Pos.COMPLEMENTISER or before.key in {"ثم", "لكن", "حيث"}:
        return True
    return any(token.key in room_words("as", "times") for token in tokens[max(0, at - _REACH) : at])


def _relation(tokens: Sequence[Token], at: int, floor: int) -> TimeRelation:
    for i in range(at - 1, max(floor, at - _REACH, -1), -1):
        token = tokens[i]
        if token.pos in {Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE} or token.word.text in {"،", "."}:
            break
        if token.key == "خلال" and i and tokens[i - 1].key == "من":
            continue  # من خلال is "by means of"
        if token.pos is Pos.PREPOSITION and token.key in _RELATIONS:
            return _RELATIONS[token.key]
        if token.pos is Pos.PREPOSITION and token.key in room_words("from", "tokens"):
            return TimeRelation.START
    return TimeRelation.AT
