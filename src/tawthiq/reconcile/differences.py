"""In which slots the claims of one fact differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from tawthiq.model import Difference, EntityType, Slot, Standing, TimeRelation
from tawthiq.reconcile.comparison.cause import causes, causes_differ
from tawthiq.reconcile.comparison.description import counts, counts_differ
from tawthiq.reconcile.comparison.gazetteer import country_of
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.kin import kin_differs, kin_of
from tawthiq.reconcile.comparison.number import is_share, quantity
from tawthiq.reconcile.comparison.object import dice
from tawthiq.reconcile.comparison.person import may_be_one
from tawthiq.reconcile.comparison.place import is_known, places_differ
from tawthiq.reconcile.comparison.polarity import condition_differs, plan_fails, polarity_differs
from tawthiq.reconcile.comparison.rank import rank, ranks_differ
from tawthiq.reconcile.comparison.role import roles_differ
from tawthiq.reconcile.comparison.standing import standings
from tawthiq.reconcile.comparison.time import edge, state, when
from tawthiq.reconcile.events import other_lands
from tawthiq.reconcile.matter import Surroundings, both_read, one_text
from tawthiq.reconcile.predicates import Kind
from tawthiq.reconcile.predicates import predicate as rules
from tawthiq.reconcile.reasons import reason
from tawthiq.text.kinds import kind_words
from tawthiq.text.titles import content_words

_DATED = frozenset({Kind.SINGLE, Kind.ONCE, Kind.EVENT})
_CONDITIONED = frozenset({Kind.ONCE, Kind.EVENT, Kind.STATE, Kind.MULTI})
_KIN, _DEATH, _OFFICE = "family_of", "death", "office"
PLACED = frozenset({"born_in", "died", "killed_in", "arrested", "attacked_in", "met"})
"""The predicates whose claims can differ in their place."""
_ONE_TIME = 31  # days between which two ranks, or what is affirmed and denied, are no change
_ONE_WEEK = 7  # days between two counts, or between yes and no: what was so a month ago may be other now
_TOLL_DAYS = 1  # days between two counts of people without a name: a later toll is a new one
_YEAR = 366  # days
_SIDE_BY_SIDE = 31  # days between two days, or the ends of two months or years, of one event long past
_ONE_LIFE = 15 * _YEAR  # days; two birthdays further apart are those of two people, or one was misread
_ITS_DAY = 1  # days between an event and the paper that tells of it as today's or yesterday's
_TIMES = 4  # so many times as large a number counts others: five houses on one street, thousands in the country
_FEW_DAYS, _TWO_WEEKS = 3, 15  # the length of times, days
_TELLING = 2  # content words
_NEARLY = 0.75  # Dice of content words of free descriptions of which one says yes and the other no
_READ_OTHERWISE = frozenset({Slot.TIME, Slot.POLARITY, Slot.STANDING})
"""What in one copied passage is not changed by hand: it was read otherwise, or counted from another day of print."""
_SPANS = frozenset({TimeRelation.START, TimeRelation.SINCE, TimeRelation.DURATION, TimeRelation.END, TimeRelation.UNTIL})
_CODES = {
    Slot.TIME: "T340", Slot.PLACE: "T341", Slot.ROLE: "T342", Slot.NUMBER: "T343", Slot.PERSON: "T344", Slot.OBJECT: "T345",
    Slot.POLARITY: "T346", Slot.STANDING: "T348", Slot.OTHER: "T349", Slot.MANNER: "T350",
}


Pair = Callable[[Item, Item], bool]


@dataclass(frozen=True)
class Comparison:
    """One slot: whether two claims differ in it, whether a claim says anything of it, what it says, in words.

    ``tells``: whether a difference of these two is to be shown. What differs and is not shown is no agreement either.
    """

    slot: Slot
    differ: Pair
    told: Callable[[Item], bool]
    value: Callable[[Item], str]
    tells: Pair


def comparisons(kind: Kind, predicate: str, around: Surroundings) -> tuple[Comparison, ...]:
    """The slots that are compared for a kind of predicate."""
    found = []
    if rules(predicate).deniable:
        found.append(Comparison(Slot.POLARITY, polarity_differs, lambda _: True, _polarity, _stances(around)))
        found.append(Comparison(Slot.STANDING, plan_fails, lambda _: True, _standing, _plans(around)))
    if kind in _CONDITIONED:
        found.append(Comparison(Slot.STANDING, condition_differs, lambda _: True, _standing, _conditions(around)))
    if kind in _DATED:
        found.append(Comparison(Slot.TIME, _times_differ, lambda item: item.when is not None, _time, _dates(kind, around)))
    if kind is Kind.STATE:
        found.append(Comparison(Slot.TIME, _starts_differ, lambda item: bool(_edges(item)), _time, _known(around)))
        found.append(Comparison(Slot.ROLE, _roles_differ, lambda item: bool(item.object_text), _object, _known(around)))
    if kind is Kind.MULTI and rules(predicate).group == _OFFICE:
        found.append(Comparison(Slot.ROLE, _ranks_differ, lambda item: rank(item.object_text) is not None, _object, _known(around)))
    if kind is Kind.MULTI:
        found.append(Comparison(Slot.TIME, _starts_differ, lambda item: bool(_edges(item)), _time, _lasting(around)))
    if kind is Kind.NUMBER:
        found.append(count(around))
    if rules(predicate).open_ended:
        found.append(Comparison(Slot.NUMBER, counts_differ, lambda item: bool(counts(item.object_text)), _object, _told_counts(around)))
    if predicate in PLACED:
        differ = partial(places_differ, parts=around.parts)
        found.append(Comparison(Slot.PLACE, differ, lambda item: bool(item.place_text), _place, _places(around)))
    if predicate == _KIN:
        found.append(Comparison(Slot.ROLE, kin_differs, lambda item: kin_of(item) is not None, _kin, _kinship))
    if rules(predicate).group == _DEATH:
        found.append(Comparison(Slot.MANNER, causes_differ, _tells_cause, _object, _known(around)))
    return tuple(found)


def _kin(item: Item) -> str:
    return item.kin


def _kinship(a: Item, b: Item) -> bool:
    """Of two people whom both documents name in full."""
    return a.full and b.full and a.object_is_person and not a.unnamed and a.actual and b.actual and not a.negative and not b.negative


def _tells_cause(item: Item) -> bool:
    return not item.unnamed and not item.negative and (bool(causes(item)) or item.predicate != "died")


def _plans(around: Surroundings) -> Pair:
    return lambda a, b: _alike(a, b) and around.one_matter(a, b)


def count(around: Surroundings) -> Comparison:
    """Numbers: two counts of one matter, never two prices."""
    return Comparison(Slot.NUMBER, numbers_differ, lambda item: item.quantity is not None, _counted, _counts(around))


def _known(around: Surroundings) -> Pair:
    """Of someone named in full, or within one matter: two people share a surname, and two towns a name."""
    return lambda a, b: (a.full and b.full and not a.unnamed) or around.one_matter(a, b)


def _lasting(around: Surroundings) -> Pair:
    """Since when something goes on, of one that is known; of free words nearly the same ones."""
    known = _known(around)

    def tells(a: Item, b: Item) -> bool:
        one = bool(a.object_ids & b.object_ids or a.object_words & b.object_words)
        return one and known(a, b) and _alike(a, b) and a.actual == b.actual
    return tells


def _places(around: Surroundings) -> Pair:
    """Two places of which the gazetteer knows both or neither: how a town lies to a place that it does not know, nobody says."""
    known = _known(around)
    return lambda a, b: known(a, b) and _a_place(a) and _a_place(b) and (is_known(a) == is_known(b) or around.one_matter(a, b, 1))


def _a_place(item: Item) -> bool:
    return bool(item.place_told) or item.object_type == EntityType.PLACE


def _stances(around: Surroundings) -> Pair:
    """What happened, and what did not: of one time; free words must be nearly the same."""
    def tells(a: Item, b: Item) -> bool:
        now = a.actual and b.actual and not a.ahead and not b.ahead and _may_be_one_time(a, b)
        return now and _alike(a, b) and not _any_attack(a) and _same_number(a, b) and around.one_matter(a, b, _ONE_WEEK)
    return tells


def _same_number(a: Item, b: Item) -> bool:
    """Not twelve people who were taken and eight who were not: of people without a name the number tells who is meant."""
    return not a.unnamed or a.quantity is None or b.quantity is None or a.quantity.fits(b.quantity)


def _any_attack(item: Item) -> bool:
    """A place or a state is struck again and again: that it was not says nothing of the other time."""
    return item.facts.described and item.subject_type == EntityType.PLACE


def _alike(a: Item, b: Item) -> bool:
    """Free descriptions in nearly the same words, of which there are some."""
    enough = min(len(a.object_words), len(b.object_words)) >= _TELLING
    return not (a.facts.open_ended or b.facts.open_ended) or (enough and dice(a.object_words, b.object_words) >= _NEARLY)


def _may_be_one_time(a: Item, b: Item) -> bool:
    """Neither is long past when the other speaks (arrested last year, released now), nor to come (not there yet, due tomorrow)."""
    told = [item.when or item.published_days for item in (a, b)]
    to_come = any(x.when and y.published_days and x.when.first > y.published_days.last for x, y in ((a, b), (b, a)))
    return told[0] is None or told[1] is None or (told[0].gap(told[1]) <= _ONE_WEEK and not to_come)


def _conditions(around: Surroundings) -> Pair:
    """What one and the same speaker says will be, and will be only if: else each tells the plan with the conditions that it knows."""
    return lambda a, b: a.speaker is not None and a.speaker == b.speaker and _alike(a, b) and around.one_matter(a, b, 1)


def _dates(kind: Kind, around: Surroundings) -> Pair:
    """Both a date of their own (not only a bound), of what was or of what is planned; of a death or a birth of someone named in full."""
    def tells(a: Item, b: Item) -> bool:
        one = not a.unnamed and a.full and b.full and may_be_one(a.subject_text, b.subject_text)
        if kind is Kind.SINGLE:
            return one and not _of_today(a) and not _of_today(b) and _gap(a, b) <= _ONE_LIFE
        if kind is Kind.ONCE and (a.point is None or b.point is None):
            return one and a.when is not None and b.when is not None  # before this year, after that one
        dated = a.point is not None and b.point is not None and not a.point.overlaps(b.point)
        dated = dated and not _each_its_day(a, b) and not _of_his_wounds(a, b) and not _news_and_past(a, b)
        known = (one and (kind is Kind.ONCE or long_past(a, b))) or (not a.unnamed and around.one_matter(a, b, _ONE_TIME))
        bound = not a.facts.bound or bool(a.object_ids & b.object_ids) or country_of(a.object_text) is not None
        return dated and known and bound and a.actual == b.actual and not a.negative and not b.negative and not _rough(a) and not _rough(b)
    return tells


def _gap(a: Item, b: Item) -> int:
    return a.when.gap(b.when) if a.when is not None and b.when is not None else 0


def long_past(a: Item, b: Item) -> bool:
    """What happens to someone but seldom, told a year and more later, in two days, months or years side by side: one event."""
    told = (a.point, b.point)
    if not a.facts.rare or told[0] is None or told[1] is None or told[0].gap(told[1]) > _SIDE_BY_SIDE:
        return False
    days = [item.published_days for item in (a, b)]
    return all(day is not None and point is not None and day.first - point.last > _YEAR for day, point in zip(days, told, strict=True))


def _each_its_day(a: Item, b: Item) -> bool:
    """Each tells of the day of its own print, or the day before it, and these are two days: it happened again, or is told again."""
    first, second = days_back(a), days_back(b)
    return first is not None and first == second and 0 <= first <= _ITS_DAY


def days_back(item: Item) -> int | None:
    """From the day of print to the day of which it tells; None without such days."""
    told, day = item.point, item.published_days
    return day.first - told.first if told is not None and day is not None and told.first == told.last else None


def _news_and_past(a: Item, b: Item) -> bool:
    """One dates it in the weeks before print, the other years before: one of them is of another, or was misread."""
    told = [(item.point, item.published_days) for item in (a, b)]
    back = [day.first - point.last for point, day in told if point is not None and day is not None]
    return len(back) > 1 and min(back) <= _ONE_TIME and max(back) > _YEAR


def _of_his_wounds(a: Item, b: Item) -> bool:
    """Struck on one day, dead some days later: both days are of one account."""
    return a.predicate != b.predicate and a.point is not None and b.point is not None and a.point.gap(b.point) <= _SIDE_BY_SIDE


def _rough(item: Item) -> bool:
    """A week as a whole: «last week» is told of seven days by one and of the calendar's by another."""
    return item.point is not None and _FEW_DAYS < item.point.last - item.point.first <= _TWO_WEEKS


def _of_today(item: Item) -> bool:
    """A birthday in the year of print is one whose year the text left out."""
    return item.when is not None and item.published_days is not None and item.when.gap(item.published_days) < _YEAR


def _counts(around: Surroundings) -> Pair:
    def tells(a: Item, b: Item) -> bool:
        moving = any(content_words(f"{item.subject_text} {item.object_text}") & kind_words("fluctuating") for item in (a, b))
        one = _one_span(a, b) and not (a.unnamed and (_other_people(a, b) or around.strangers(a, b)))
        return not moving and one and around.one_matter(a, b, _TOLL_DAYS if a.unnamed else _ONE_WEEK)
    return tells


def _told_counts(around: Surroundings) -> Pair:
    """Of one matter, printed on two days side by side: what somebody gives, builds or says he does again next week."""
    return lambda a, b: not a.unnamed and a.actual == b.actual and not a.negative and not b.negative and around.one_matter(a, b, _TOLL_DAYS)


def _other_people(a: Item, b: Item) -> bool:
    """Counts that lie far apart, of two countries, or by one outlet: without a name nothing says that the same are counted."""
    if (a.country and b.country and a.country != b.country) or a.vertices[:1] == b.vertices[:1] or other_lands(a, b):
        return a.document != b.document
    if a.quantity is None or b.quantity is None:
        return False
    return a.quantity.low > _TIMES * b.quantity.high or b.quantity.low > _TIMES * a.quantity.high


def _one_span(a: Item, b: Item) -> bool:
    """Not since a year on one side and at all on the other, nor of a time that the other's document is far from."""
    spans = [any(time.relation in _SPANS for time in item.time) for item in (a, b)]
    told = [state(item.time) or when(item.time) or item.published_days for item in (a, b)]
    return spans[0] == spans[1] and (told[0] is None or told[1] is None or told[0].gap(told[1]) <= _ONE_TIME)


def _roles_differ(a: Item, b: Item) -> bool:
    """Two ranks in one body, of one time as far as the texts say."""
    return _of_one_time(a, b) and roles_differ(a.object_text, b.object_text)


def _ranks_differ(a: Item, b: Item) -> bool:
    return _of_one_time(a, b) and ranks_differ(a.object_text, b.object_text)


def _of_one_time(a: Item, b: Item) -> bool:
    first, second = (state(item.time) or item.published_days for item in (a, b))
    return first is None or second is None or first.gap(second) <= _ONE_TIME


def _place(item: Item) -> str:
    return item.place_text


def numbers_differ(a: Item, b: Item) -> bool:
    """Both give a number, of one time as far as they say, and no number satisfies both."""
    first, second = (when(item.time) or state(item.time) for item in (a, b))
    if first is not None and second is not None and not first.overlaps(second):
        return False
    if a.quantity is None or b.quantity is None or is_share(a.object_text) != is_share(b.object_text):
        return False
    return not a.quantity.fits(b.quantity)


def _times_differ(a: Item, b: Item) -> bool:
    return a.when is not None and b.when is not None and not a.when.overlaps(b.when)


def _edges(item: Item) -> tuple[object, ...]:
    return tuple(found for relation in (TimeRelation.START, TimeRelation.END) if (found := edge(item.time, relation)))


def _starts_differ(a: Item, b: Item) -> bool:
    for relation in (TimeRelation.START, TimeRelation.END):
        first, second = edge(a.time, relation), edge(b.time, relation)
        if first is not None and second is not None and not first.overlaps(second):
            return True
    return False


def _time(item: Item) -> str:
    return " ".join(time.value for time in item.time) or item.object_text


def _object(item: Item) -> str:
    return item.object_text or item.subject_text


def _counted(item: Item) -> str:
    """What the number stands in."""
    return item.object_text if quantity(item.object_text) else item.subject_text


def _polarity(item: Item) -> str:
    return "negated" if item.negative else "positive"


def _standing(item: Item) -> str:
    return item.standing


@dataclass(frozen=True)
class Parted:
    """A difference and the groups of claims behind its values; ``neutral`` claims fit every value."""

    comparison: Comparison
    difference: Difference
    groups: tuple[tuple[Item, ...], ...]
    neutral: tuple[Item, ...]


def parted(items: Sequence[Item], comparison: Comparison) -> Parted | None:
    """The claims in groups of compatible values, or None where no two documents differ."""
    groups = grouped([item for item in items if comparison.told(item)], comparison)
    if len(groups) < 2 or not _across(groups, comparison):
        return None
    groups, loose = _without_fitting_all(groups, comparison)
    neutral = [item for item in items if not comparison.told(item)] + loose
    return make_parted(comparison, groups, neutral)


def grouped(telling: Sequence[Item], comparison: Comparison) -> list[list[Item]]:
    """Claims in groups of compatible values: each joins the first group with none of which it differs."""
    groups: list[list[Item]] = []
    for item in telling:
        home = next((group for group in groups if not any(comparison.differ(item, other) for other in group)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def make_parted(comparison: Comparison, groups: Sequence[Sequence[Item]], neutral: Sequence[Item] = ()) -> Parted:
    """A difference of these groups."""
    return Parted(comparison, _difference(comparison, groups), tuple(tuple(group) for group in groups), tuple(neutral))


def tellable(found: Parted, comparison: Comparison) -> Parted | None:
    """What of a difference is shown: the claims that stand against one of another document, in a pair that tells; None if none does."""
    seen = Counter(document for group in found.groups for document in {item.document for item in group if _holds(item, comparison)})
    groups = [[item for item in group if seen[item.document] < 2] for group in found.groups]  # who tells both tells how it came
    kept = []
    for index, group in enumerate(groups):
        others = [item for place, rest in enumerate(groups) if place != index for item in rest]
        kept.append(tuple(item for item in group if any(_stands_against(item, other, comparison) for other in others)))
    shown = tuple(group for group in kept if group)
    if not shown:
        return None
    listed = [item for group in shown for item in group]
    beside = (item for item in found.neutral if any(item.document == other.document or comparison.tells(item, other) for other in listed))
    return make_parted(comparison, shown, tuple(beside))


def _holds(item: Item, comparison: Comparison) -> bool:
    """Whether the claim tells its value as so: who says that it was not in that year holds another one."""
    return not item.negative or comparison.slot in {Slot.POLARITY, Slot.STANDING}


def _stands_against(a: Item, b: Item, comparison: Comparison) -> bool:
    apart = a.document != b.document and not (comparison.slot in _READ_OTHERWISE and one_text(a, b))
    return apart and comparison.differ(a, b) and both_read(a, b) and comparison.tells(a, b)


def _across(groups: Sequence[Sequence[Item]], comparison: Comparison) -> bool:
    return any(
        a.document != b.document and comparison.differ(a, b)
        for index, group in enumerate(groups) for a in group for other in groups[index + 1 :] for b in other
    )


def _without_fitting_all(groups: list[list[Item]], comparison: Comparison) -> tuple[list[list[Item]], list[Item]]:
    """Claims that contradict no other group are neutral ("at least seven" beside seven and nine)."""
    loose = [
        item for index, group in enumerate(groups) for item in group
        if not any(comparison.differ(item, other) for place, rest in enumerate(groups) if place != index for other in rest)
    ]
    kept = [[item for item in group if item not in loose] for group in groups]
    return [group for group in kept if group], loose


def _difference(comparison: Comparison, groups: Sequence[Sequence[Item]]) -> Difference:
    values = tuple(min((comparison.value(item) for item in group), key=lambda text: (-len(text), text)) for group in groups)
    claims = tuple(tuple(sorted(item.id for item in group)) for group in groups)
    pairs = sorted(zip(values, claims, strict=True))
    return make(comparison.slot, [value for value, _ in pairs], [ids for _, ids in pairs])


def make(slot: Slot, values: Sequence[str], claims: Sequence[Sequence[str]]) -> Difference:
    """A difference with its sentence in both languages."""
    return Difference(slot, tuple(values), tuple(tuple(ids) for ids in claims), *reason(_CODES.get(slot, "T345")))


def unlike_standing(items: Sequence[Item]) -> tuple[Difference, ...]:
    """For claims that agree: what one alleges and another states. Stating and attributing alone are no difference."""
    found = standings(items)
    if not {Standing.ALLEGED.value, Standing.STATED.value} <= found.keys():
        return ()
    texts = reason("T347", a=Standing.ALLEGED.value, b=Standing.STATED.value)
    return (Difference(Slot.STANDING, tuple(found), tuple(tuple(ids) for ids in found.values()), *texts),)
