"""Joining: candidates to the entities of one document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tawthiq.extract.mentions.candidates import Candidate, Sentence
from tawthiq.extract.mentions.references import Group, People, adjacent
from tawthiq.extract.mentions.tokens import raw
from tawthiq.extract.mentions.vocabulary import PERSONAL, Kind, word_set
from tawthiq.model import EntityType, MentionForm, SourceKind

_RECENT = 400  # code points: a bare noun for a man or woman refers back over two sentences at most


@dataclass(slots=True)
class _Beside:
    """Names by (sentence, first token) and by (sentence, end); the last head of the titles that end at (sentence, end)."""

    names: dict[tuple[int, int], Candidate]
    ends: dict[tuple[int, int], Candidate]
    heads: dict[tuple[int, int], int]
    taken: set[int] = field(default_factory=set)


def _last_heads(people: Sequence[Candidate]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for title in people:
        if title.form is MentionForm.NOMINAL:
            key = (title.sentence, title.last)
            found[key] = max(found.get(key, -1), title.first)
    return found


class Joiner:
    """Groups candidates, taken in the order of the text, into entities."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.people = People()
        self.others: list[Group] = []
        self.by_key: dict[tuple[EntityType, str], Group] = {}
        self.anonymous: list[Group] = []
        self.unnamed: dict[str, Group] = {}
        self.places: list[Group] = []
        self.organizations: dict[str, list[Group]] = {}
        self.last_of_kind: dict[str, Group] = {}
        self.award: Group | None = None

    def groups(self) -> list[Group]:
        """All entities, people first."""
        return [*self.people.groups, *self.others, *self.anonymous]

    def join(self, candidates: Sequence[Candidate]) -> None:
        """Join all candidates: names of persons, then their titles, then the rest."""
        people = [c for c in candidates if c.type is EntityType.PERSON]
        names = {(c.sentence, c.first): c for c in people if c.form is MentionForm.NAME}
        beside = _Beside(names, {(c.sentence, c.last): c for c in names.values()}, _last_heads(people))
        found = [(title, self._named(title, beside)) for title in people if title.form is MentionForm.NOMINAL]
        titles = [(title, name) for title, name in found if name is not None]
        holders = {id(name): group for name, group in self._names(sorted(names.values(), key=lambda c: c.start), titles)}
        for title, name in titles:
            holders[id(name)].take(title)
        done = {id(name) for name in names.values()} | {id(title) for title, _ in titles}
        for candidate in candidates:
            if id(candidate) not in done:
                self._rest(candidate)

    def _names(
        self, names: Sequence[Candidate], titles: Sequence[tuple[Candidate, Candidate]]
    ) -> list[tuple[Candidate, Group]]:
        """Every name finds its person, and its ``titles`` are noted; a headline's surname the full name that comes first behind it."""
        first: dict[str, Candidate] = {}
        beside: dict[int, list[Candidate]] = {}
        for title, name in titles:
            beside.setdefault(id(name), []).append(title)
        for candidate in names:
            if len(candidate.key) > 1:
                first.setdefault(candidate.key[-1].removeprefix("ال"), candidate)
        held = []
        for candidate in names:
            ahead = first.get(candidate.key[0].removeprefix("ال")) if len(candidate.key) == 1 else None
            if ahead is not None and self.people.reference(candidate) is None:
                self.people.expect(ahead)
            group = self.people.named(candidate, beside.get(id(candidate), ()))
            group.aside = group.aside or (len(group.members) == 1 and self._as_relative(candidate))
            for title in beside.get(id(candidate), ()):
                self.people.entitle(group, title)
            held.append((candidate, group))
        return held

    def _as_relative(self, name: Candidate) -> bool:
        """شقيقه فلان, ابن عمها فلان."""
        tokens = self.sentences[name.sentence].tokens
        return name.first > 0 and raw(tokens[name.first - 1].word) in word_set("own_kin")

    def _named(self, title: Candidate, beside: _Beside) -> Candidate | None:
        """The name in apposition to a title: behind it, or before it with a comma between."""
        sentence = self.sentences[title.sentence]
        before = self._before(sentence, title, beside.ends)
        comma = title.first > 0 and sentence.tokens[title.first - 1].mark in {"،", ","}
        if comma and beside.heads[(title.sentence, title.last)] > title.first:
            return before  # «X، نائب الرئيس Y»: the name behind belongs to the inner title
        if _of_another(sentence, title):
            return before  # ابنة المعارض فلان، سائق النائب فلان: the name is his; ابنته فلانة bears it herself
        for first in range(title.last, title.last + 3):
            name = beside.names.get((title.sentence, first))
            if name is None or id(name) in beside.taken:
                continue
            if adjacent(sentence, title.last, first) and sentence.tokens[first].plain:
                beside.taken.add(id(name))
                return name
        return before or _styled(sentence, title, beside.names) if title.definite else None

    @staticmethod
    def _before(sentence: Sentence, title: Candidate, ends: dict[tuple[int, int], Candidate]) -> Candidate | None:
        if not sentence.tokens[title.first].plain or title.first < 2:
            return None
        mark = sentence.tokens[title.first - 1].mark
        return ends.get((title.sentence, title.first - 1)) if mark in {"،", ","} else None

    def _rest(self, candidate: Candidate) -> None:
        if candidate.type is EntityType.PERSON and candidate.form is MentionForm.NOMINAL:
            self._title(candidate)
        elif candidate.type is EntityType.ORGANIZATION:
            self._organization(candidate)
        elif candidate.type is EntityType.PLACE and candidate.form is MentionForm.NOMINAL:
            self._place_noun(candidate)
        elif candidate.type is EntityType.THING:
            self._award(candidate)
        elif candidate.type is EntityType.PLACE:
            key = candidate.code if candidate.head == "country" and candidate.code else " ".join(_bare(candidate.key))
            self._keyed(candidate, key)
        else:
            self._keyed(candidate, " ".join(candidate.key))

    def _title(self, candidate: Candidate) -> None:
        if candidate.rule == "title:family" or _of_another(self.sentences[candidate.sentence], candidate):
            self.people.add(_group(candidate))  # a relative without a name is nobody seen before
            return
        if candidate.kind is not SourceKind.NAMED or not candidate.definite:
            self.anonymous.append(_group(candidate))
            self.unnamed[candidate.head + candidate.gender] = self.anonymous[-1]
            return
        holder = self._described(candidate) if candidate.head in word_set("bare_people") else self.people.titled(candidate)
        unnamed = self.unnamed.get(candidate.head + candidate.gender) if len(candidate.key) == 1 else None
        if unnamed is not None and (holder is None or unnamed.last > _seen(holder, candidate.start)):
            unnamed.take(candidate)  # أكد وزير طلب عدم ذكر اسمه … وأضاف الوزير
            return
        if holder is None:
            if candidate.rule == "title:human" or (candidate.rule != "title:office" and len(candidate.key) == 1):
                return  # الطالب, المواطن: any of them
            holder = Group(EntityType.PERSON)
            self.people.add(holder)
            self.people.entitle(holder, candidate)
        holder.take(candidate)

    def _refers(self, candidate: Candidate) -> bool:
        """Whether الرجل or المرأة stands where one of them is meant: behind a verb. المرأة التي … may be any woman who."""
        tokens = self.sentences[candidate.sentence].tokens
        before = tokens[candidate.first - 1] if candidate.first else None
        behind = tokens[candidate.last] if candidate.last < len(tokens) else None
        if behind is not None and behind.key in {"الذي", "التي"}:
            return False
        follows_verb = before is not None and (before.verb or before.word.verb is not None) and tokens[candidate.first].plain
        return len(candidate.key) > 1 or follows_verb

    def _described(self, candidate: Candidate) -> Group | None:
        return self._recent(candidate) if self._refers(candidate) else None

    def _recent(self, candidate: Candidate) -> Group | None:
        """The one person named over the last two sentences."""
        near = [group for group in self.people.groups if group.names and self._named_near(group, candidate.start)]
        return near[0] if len(near) == 1 else None

    @staticmethod
    def _named_near(group: Group, offset: int) -> bool:
        starts = [member.start for member in group.members if member.form is MentionForm.NAME]
        at = bisect_left(starts, offset)
        return at > 0 and offset - starts[at - 1] < _RECENT

    def _organization(self, candidate: Candidate) -> None:
        """By acronym, by its kind alone, by the same words or a longer form of them."""
        if candidate.head.startswith("="):
            holder = self.organizations.get(candidate.head[1:].split()[0], [None])[0]
        elif candidate.form is MentionForm.NOMINAL and len(candidate.key) == 1:
            holder = self.last_of_kind.get(candidate.head)
        else:
            near = self.organizations.get(_without_head(candidate.key)[0], [])
            holder = next((group for group in near if any(_same_organization(candidate, name) for name in group.names)), None)
        if holder is None:
            holder = self._keyed(candidate, " ".join(candidate.key))
        else:
            holder.take(candidate)
        if candidate.form is MentionForm.NAME:
            self.last_of_kind[candidate.head] = holder
            for first in {candidate.key[0], _without_head(candidate.key)[0]}:
                groups = self.organizations.setdefault(first, [])
                if holder not in groups:
                    groups.append(holder)

    def _place_noun(self, candidate: Candidate) -> None:
        """البلاد is the country that the text speaks of most; الإقليم the region of that kind named last."""
        places = [group for group in self.places if group.names]
        if candidate.head == "بلاد":
            fitting = [group for group in places if group.members[0].head == "country"]
            holder = max(fitting, key=lambda group: (len(group.members), group.last), default=None)
        else:
            fitting = [group for group in places if any(name[0] == candidate.head for name in group.names)]
            holder = max(fitting, key=lambda group: group.last, default=None)
        if holder is not None:
            holder.take(candidate)
        elif len(candidate.key) > 1 or candidate.head in {"بلاد", "اقليم"}:
            self._keyed(candidate, " ".join(candidate.key))

    def _award(self, candidate: Candidate) -> None:
        if candidate.form is MentionForm.NAME:
            self.award = self._keyed(candidate, " ".join(candidate.key))
        elif self.award is not None:
            self.award.take(candidate)

    def _keyed(self, candidate: Candidate, key: str) -> Group:
        group = self.by_key.get((candidate.type, key))
        if group is None or candidate.kind is SourceKind.ANONYMOUS:
            group = _group(candidate)
            self.others.append(group)
            self.by_key.setdefault((candidate.type, key), group)
            if candidate.type is EntityType.PLACE:
                self.places.append(group)
        else:
            group.take(candidate)
        return group


def _styled(sentence: Sentence, title: Candidate, names: Mapping[tuple[int, int], Candidate]) -> Candidate | None:
    """العاهل النرويجي، الملك فلان; قائد الحرس، اللواء الركن فلان: the name behind a comma and a word that only styles him."""
    tokens, style = sentence.tokens, title.last + 1
    if style + 1 >= len(tokens) or tokens[title.last].mark not in {"،", ","} or not tokens[style].plain or not tokens[style].article:
        return None
    noun = tokens[style].title
    if noun is None or (noun.kind is not Kind.RANK and tokens[style].key not in word_set("styles")):
        return None
    first = style + 1 + (tokens[style + 1].key in word_set("rank_tails"))
    return names.get((title.sentence, first))


def _group(candidate: Candidate) -> Group:
    group = Group(candidate.type)
    group.take(candidate)
    return group


def _of_another(sentence: Sentence, title: Candidate) -> bool:
    """ابنة المعارض، سائق النائب، محامي المتهم: behind a relative or attendant of somebody with a title the name is rather his."""
    held = sentence.tokens[title.first : title.last]
    if title.rule == "title:family":
        return not any(token.word.pronoun for token in held)
    if title.head not in word_set("attendants") or len(held) < _WITH_OWNER or held[0].article:
        return False
    national = held[1].article and held[1].features.demonym
    return any(token.article for token in held[1:]) and (national or held[1].noun(*PERSONAL) is not None)


_WITH_OWNER = 2  # tokens: who attends, and on whom


def _seen(group: Group, offset: int) -> int:
    """Where a group was named last before an offset."""
    return max((member.start for member in group.members if member.start < offset), default=-1)


def _bare(key: tuple[str, ...]) -> tuple[str, ...]:
    """A place's name without the noun before it: إقليم كوردستان is كوردستان."""
    return key[1:] if len(key) > 1 and key[0] in word_set("transparent") else key


def _same_organization(candidate: Candidate, name: tuple[str, ...]) -> bool:
    """The same words, beside a generic head, or the one a longer form of the other."""
    if frozenset(candidate.key) == frozenset(name) or _without_head(candidate.key) == _without_head(name):
        return True
    short, long = sorted((candidate.key, name), key=len)
    return len(short) > 1 and long[: len(short)] == short


def _without_head(key: tuple[str, ...]) -> tuple[str, ...]:
    """حركة حماس is حماس, وكالة رويترز is رويترز."""
    return key[1:] if len(key) > 1 and key[0] in word_set("generic_heads") else key
