"""Sources: the noun phrase of who speaks, what kind of speaker it is, and which entity of the document."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.extract.attribution.cues import is_complementiser, is_particle
from tawthiq.extract.attribution.lexicon import agencies, agency_heads, words
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.frame import MentionLayer
from tawthiq.extract.mentions.vocabulary import PERSONAL, Kind, adjectives, nationalities, nouns
from tawthiq.model import DateMention, Entity, EntityType, Mention, MentionForm, SourceKind
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import lookup

_LONGEST = 18  # words of a source: title, office, institution, name
_RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذان", "اللذين", "اللواتي", "اللاتي"})
_CALLED = frozenset({"يدعي", "تدعي", "يسمي", "تسمي"})  # a name follows: صياد يدعى فلان
_HUMAN = PERSONAL | {Kind.FAMILY}
QUANTIFIERS = frozenset({"بعض", "عدد", "احد", "احدي", "كل", "جميع", "عده", "اي", "كلا", "معظم"})
"""Words before the head of a phrase: some, one of, all."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as word indices ``[start, end)`` of a unit."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as it goes into a hop: offsets of its words, its kind, its entity. ``withheld``: its name is kept back."""

    start: int
    end: int
    name: str
    kind: SourceKind
    entity: str | None = None
    gender: str = ""
    number: str = ""


class Layer:
    """Quick look-up of mentions and times by place."""

    def __init__(self, mentions: MentionLayer, dates: Sequence[DateMention] = ()) -> None:
        """Sort the mentions once."""
        self._times = sorted((date.span.start, date.span.end) for date in dates)
        self._mentions = sorted(mentions.mentions, key=lambda mention: (mention.span.start, -mention.span.end))
        self._starts = [mention.span.start for mention in self._mentions]
        self._entities = {entity.id: entity for entity in mentions.entities}
        self._longest = max((len(mention.span) for mention in self._mentions), default=0)

    def touching(self, start: int, end: int) -> list[Mention]:
        """Mentions that share words with ``[start, end)``, in order."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [mention for mention in self._mentions[first:last] if mention.span.end > start]

    def name_at(self, offset: int) -> Mention | None:
        """The longest mention that begins at an offset."""
        index = bisect_left(self._starts, offset)
        return self._mentions[index] if index < len(self._starts) and self._starts[index] == offset else None

    def beginning(self, *offsets: int) -> list[Mention]:
        """The mentions that begin at one of these offsets."""
        found = []
        for offset in dict.fromkeys(offsets):
            index = bisect_left(self._starts, offset)
            while index < len(self._starts) and self._starts[index] == offset:
                found.append(self._mentions[index])
                index += 1
        return found

    def time_at(self, offset: int) -> bool:
        """Whether an offset lies in a time, outside of every name (14 آذار can be part of one)."""
        at = bisect_right(self._times, (offset, sys.maxsize)) - 1
        if at < 0 or self._times[at][1] <= offset:
            return False
        return not any(m.form is MentionForm.NAME and m.span.start < offset for m in self.touching(offset, offset + 1))

    def person_at(self, offset: int) -> Mention | None:
        """The longest name of a person that begins at an offset."""
        index = bisect_left(self._starts, offset)
        while index < len(self._starts) and self._starts[index] == offset:
            mention = self._mentions[index]
            if mention.type is EntityType.PERSON and mention.form is MentionForm.NAME:
                return mention
            index += 1
        return None

    def entity(self, entity_id: str) -> Entity | None:
        """The entity of an id."""
        return self._entities.get(entity_id)


def agency_at(unit: Unit, index: int) -> tuple[str, int] | None:
    """An agency's usual name and the index behind it, if its spelling begins at a word (a clitic ل or ب before it set aside)."""
    head = unit.surface(index)
    for first in _bare_heads(head):
        longest = agency_heads().get(first, 0)
        for length in range(longest, 0, -1):
            tail = [
                unit.surface(i)
                for i in range(index + 1, min(len(unit), index + 3 * length))
                if unit.words[i].text not in {".", '"', "«"}
            ]
            key = (first, *tail[: length - 1])
            if key in agencies():
                return agencies()[key], _agency_end(unit, index, length)
    return None


def _bare_heads(head: str) -> Sequence[str]:
    heads = [head]
    if head[:1] in "لبوف" and len(head) > 3:
        heads.append(head[1:])
        if head.startswith("لل"):
            heads.append("ال" + head[2:])
    return heads


def _agency_end(unit: Unit, index: int, length: int) -> int:
    counted, end = 1, index + 1
    while end < len(unit) and counted < length:
        counted += unit.words[end].kind == "word"
        end += 1
    if end < len(unit) and end in unit.closes:
        end += 1
    return end


def phrase_at(unit: Unit, layer: Layer, start: int) -> Phrase | None:
    """The noun phrase that begins at a word, with its names, titles and complements."""
    index = start
    while index < len(unit) and index - start < _LONGEST:
        step = _step(unit, layer, start, index)
        if step <= index:
            break
        named = layer.person_at(unit.words[index].start) or layer.person_at(unit.words[index].core_start)
        index = step
        if named is not None and index < len(unit) and layer.person_at(unit.words[index].start) is None:
            index = _behind_titles(unit, layer, index, named.entity)
            break  # behind a person's name and his titles something else begins: an object, a title of another clause
    index = _trim(unit, start, index)
    return Phrase(start, index) if index > start else None


def _behind_titles(unit: Unit, layer: Layer, index: int, holder: str) -> int:
    """The index behind the titles that follow a name: «فلان، وزير كذا», «فلان المتحدث باسم كذا»."""
    while index < len(unit):
        at = index + (unit.words[index].text in "،,")
        title = layer.name_at(unit.words[at].start) if at < len(unit) else None
        if title is None or title.entity != holder or title.form is not MentionForm.NOMINAL:
            return index
        index = _behind(unit, title.span.end, at)
    return index


def _trim(unit: Unit, start: int, end: int) -> int:
    while end > start and unit.words[end - 1].kind == "mark" and (end - 1) not in unit.closes and unit.words[end - 1].text != ")":
        end -= 1
    return end


def _step(unit: Unit, layer: Layer, start: int, index: int) -> int:
    """The index behind the next part of a noun phrase, or the same index where it ends."""
    word = unit.words[index]
    if word.kind == "mark":
        return _mark(unit, layer, start, index)
    if index > start and layer.time_at(word.start):
        return index
    mention = layer.name_at(word.start) or layer.name_at(word.core_start)
    if mention is not None and (index == start or _continues(unit, layer, start, index, mention)):
        return _behind(unit, mention.span.end, index)
    if word.kind == "number":
        return index + 1 if index == start else index
    key = unit.keys[index]
    if key in _CALLED and index > start:
        return index + 1
    if is_complementiser(unit, index) or key in _RELATIVE or key in words("ends_of_sources") or (key in words("times") and index > start):
        return index
    if unit.surface(index).startswith("باسم") and index > start:
        return index + 1
    if index == start and word.pronoun and is_particle(unit, index):
        return index
    if word.function and key not in QUANTIFIERS:
        return index + 1 if _internal(unit, start, index) else index
    if word.preposition and index > start:
        return index + 1 if _governed(unit, index) else index
    if index > start and word.conjunction and not _joined(unit, index):
        return index
    if word.verb is not None and not word.noun and word.verb.person == 3:
        return index
    return index if _object(unit, layer, start, index) else index + 1


def _continues(unit: Unit, layer: Layer, start: int, index: int, mention: Mention) -> bool:
    """Whether a mention that begins inside a phrase belongs to it."""
    word = unit.words[index]
    if word.conjunction and mention.span.start == word.core_start:
        return False
    if mention.type is EntityType.PERSON and mention.form is MentionForm.NAME:
        return not word.preposition and _personal(unit, layer, start, index)
    return not word.preposition and not word.function and not _object(unit, layer, start, index)


def _personal(unit: Unit, layer: Layer, start: int, index: int) -> bool:
    """Whether a phrase is about a person, so that his name goes on with it: behind a country or body it is its object."""
    if any(m.type is EntityType.PERSON for m in layer.touching(unit.words[start].start, unit.words[index - 1].end)):
        return True
    return any(noun.kind in _HUMAN for i in range(start, index) for noun in nouns().get(unit.keys[i], ())) or any(
        unit.keys[i] in words(name) for i in range(start, index) for name in ("titles", "relations", "anonymous", "governing")
    )


def _joined(unit: Unit, index: int) -> bool:
    """Whether a word behind و goes on with the phrase: it has the article as the one before it."""
    return unit.words[index].article and unit.words[index - 1].article


def _behind(unit: Unit, offset: int, index: int) -> int:
    while index < len(unit) and unit.words[index].start < offset:
        index += 1
    return index


def _mark(unit: Unit, layer: Layer, start: int, index: int) -> int:
    """Marks inside a phrase: a name in marks, a gloss in brackets, a comma before the name of the one with the title."""
    word = unit.words[index]
    if index in unit.opens and index > start:
        inside = [i for i, owner in enumerate(unit.inside) if owner == unit.opens[index]]
        return unit.after(unit.opens[index]) if 0 < len(inside) <= 4 else index
    if word.text == "(" and index > start:
        for close in range(index + 1, min(len(unit), index + 5)):
            if unit.words[close].text == ")":
                return close + 1
        return index
    if word.text in "،," and index > start and index + 1 < len(unit):
        mention = layer.person_at(unit.words[index + 1].start)
        named = any(
            m.form is MentionForm.NAME and m.type is EntityType.PERSON
            for m in layer.touching(unit.words[start].start, word.start)
        )
        return index + 1 if mention is not None and not named else index
    return index + 1 if word.text == "-" and index > start and unit.words[index - 1].end == word.start else index


def _internal(unit: Unit, start: int, index: int) -> bool:
    """Whether a preposition goes on with the phrase: مصدر في وزارة, المتحدث باسم, مقرب من."""
    if index == start or index + 1 >= len(unit):
        return False
    key, following = unit.keys[index], unit.keys[index + 1]
    before = unit.keys[index - 1]
    if key in {"من", "منه", "منها", "منهم", "الي", "علي", "عن", "ضد", "لدي"}:
        return (
            before in words("governing")
            or (
                key == "من"
                and unit.words[index + 1].kind == "word"
                and index == start + 1
                and not unit.words[start].article
                and before in words("anonymous")
            )
            or (
                key == "من"
                and any(unit.keys[i] in QUANTIFIERS or unit.keys[i] in words("collective") for i in range(start, index))
            )
        )
    if key == "في":
        human = any(unit.keys[i] in words("governing") or unit.keys[i] in words("anonymous") for i in range(start, index))
        return following in words("institutions") or (
            human
            and unit.words[index + 1].article
            and following not in words("occasions")
            and following not in words("media")
            and following not in words("documents")
            and following not in words("times")
        )
    return key in {"بين", "داخل", "قرب"} and before in words("governing")


def _governed(unit: Unit, index: int) -> bool:
    """Whether a word with ل or ب goes on with the phrase: موالية لإيران, الأمين العام للاتحاد, باسم, بكلية."""
    word, key, before = unit.words[index], unit.keys[index], unit.keys[index - 1]
    if key in {"اسم", "اسمه", "اسمها"} or unit.surface(index).startswith("باسم"):
        return True
    if key in words("hearers") or agency_at(unit, index) is not None or key in words("outlets") or key in words("times"):
        return False
    if word.preposition == "ل":
        return before in words("governing") or (word.article and key not in words("hearers")) or key in words("institutions")
    if word.preposition == "ب":
        return key in words("institutions") or before in words("governing")
    return False


def _object(unit: Unit, layer: Layer, start: int, index: int) -> bool:
    """Whether a bare noun begins another phrase: no article behind a word that closed the first one."""
    word, before = unit.words[index], unit.words[index - 1]
    if index - 1 in unit.closes and index > start and word.article and not unit.keys[index].endswith(("ي", "يه")):
        return True  # تنظيم «كذا» الهجوم; an adjective goes on: صحيفة «كذا» اللبنانية
    if index > start and word.article and _disagrees(unit, index):
        return True
    if index == start or word.article or word.conjunction or unit.surface(index).startswith("باسم"):
        return False
    if before.kind != "word":
        return index - 1 in unit.closes
    inside = layer.touching(word.start, word.end)
    if any(mention.span.start < word.start for mention in inside):
        return False
    ended = any(mention.span.end == before.end for mention in layer.touching(before.start, before.end))
    if inside and not ended and not before.article:
        return False
    if inside:
        person = any(m.form is MentionForm.NAME and m.type is EntityType.PERSON for m in inside)
        return not (person and _personal(unit, layer, start, index))
    if unit.keys[index] == "جنرال":
        return False  # الميجور جنرال
    return before.article or bool(before.pronoun) or ended


def _disagrees(unit: Unit, index: int) -> bool:
    """Whether a noun with article behind an adjective of nationality is no adjective beside it: الرئاسة السورية |الشفاء."""
    before = unit.words[index - 1]
    if not before.article or not nationalities().get(unit.keys[index - 1], ("", False))[0]:
        return False
    form = lookup(unit.keys[index])
    feminine = unit.keys[index - 1].endswith("ه")
    ordinary = form is not None and form.noun and unit.keys[index] not in adjectives()
    return ordinary and feminine is not unit.keys[index].endswith("ه")


def speaker(unit: Unit, layer: Layer, phrase: Phrase, text: str) -> Speaker:
    """Who a noun phrase is: offsets without clitics, kind, entity."""
    start, end = unit.words[phrase.start].core_start, unit.words[phrase.end - 1].end
    kind = kind_of(unit, phrase, layer)
    entity = _entity(unit, layer, phrase, kind)
    known = layer.entity(entity) if entity is not None else None
    if known is not None and known.kind is not SourceKind.NAMED:
        kind = known.kind
    name = known.name if known is not None and known.name and kind is SourceKind.NAMED else text[start:end]
    return Speaker(start, end, name, kind, entity)


def kind_of(unit: Unit, phrase: Phrase, layer: Layer) -> SourceKind:
    """Named (persons and institutions), anonymous or collective, by the head of the phrase."""
    head, key = unit.words[phrase.start], unit.keys[phrase.start]
    if _named_person(unit, layer, phrase):
        return SourceKind.NAMED
    if unit.words[phrase.start].kind == "number":
        return SourceKind.COLLECTIVE
    if key in words("collective") and (not head.article or key in words("people")):
        return SourceKind.COLLECTIVE
    surface = fold(head.text)
    if not head.article and surface.endswith(("ون", "ين")) and len(surface) > 4 and key not in words("institutions"):
        return SourceKind.COLLECTIVE
    if key in words("anonymous") and not _definite(unit, phrase):
        return SourceKind.ANONYMOUS
    return SourceKind.NAMED


def _definite(unit: Unit, phrase: Phrase) -> bool:
    """Whether the head is definite: by the article, a pronoun, or the definite word it governs."""
    head, key = unit.words[phrase.start], unit.keys[phrase.start]
    if key in {"مصدر", "احد", "احدي", "مصادر", "احدهم", "مجهول"}:
        return False
    if head.article or head.pronoun:
        return True
    following = phrase.start + 1
    return following < phrase.end and unit.words[following].article


def _named_person(unit: Unit, layer: Layer, phrase: Phrase) -> bool:
    entity = _person(unit, layer, phrase)
    return entity is not None


def _entity(unit: Unit, layer: Layer, phrase: Phrase, kind: SourceKind) -> str | None:
    """The entity of a source: the person it names, or what its head names."""
    person = _person(unit, layer, phrase)
    if person is not None:
        return person.entity
    start, end = unit.words[phrase.start].start, unit.words[phrase.end - 1].end
    core = unit.words[phrase.start].core_start
    inside = [m for m in layer.touching(start, end) if m.span.start <= core + 2 and m.span.end <= end + 1]
    quantified = unit.keys[phrase.start] in QUANTIFIERS
    if quantified and not inside:
        inside = layer.touching(start, end)[:1]
    best = max(inside, key=lambda mention: len(mention.span), default=None)
    if best is None:
        return None
    short = best.span.end - best.span.start < (end - start) / 2
    return None if short and kind is not SourceKind.NAMED else best.entity


def _person(unit: Unit, layer: Layer, phrase: Phrase) -> Mention | None:
    """The name of the person who speaks: not of one whom the source is only near to."""
    start, end = unit.words[phrase.start].start, unit.words[phrase.end - 1].end
    names = [m for m in layer.touching(start, end) if m.type is EntityType.PERSON and m.form is MentionForm.NAME]
    first = next((m for m in names if m.span.start in {start, unit.words[phrase.start].core_start}), None)
    if first is not None:
        return first
    for mention in reversed(names):
        index = next((i for i in range(phrase.start, phrase.end) if unit.words[i].core_start >= mention.span.start), phrase.start)
        if index == phrase.start or not _another(unit, phrase, index):
            return mention
    return None


def _of_relative(unit: Unit, start: int, index: int) -> bool:
    """Whether a name stands in إضافة to a relative: ابنة المعارض فلان; ابنته فلانة, ابن عمه فلان bear the name themselves."""
    at = next((i for i in range(start, index) if unit.keys[i] in words("kin")), None)
    if at is None or unit.words[at].article:
        return False
    return not any(unit.words[i].pronoun for i in range(at, index))


def _another(unit: Unit, phrase: Phrase, index: int) -> bool:
    """Whether a name at a word is that of another person: شقيق فلان, مقرب من فلان, مستشار للجنرال فلان."""
    word, before, key = unit.words[index], unit.words[index - 1], unit.keys[index - 1]
    if word.preposition or before.function:
        return True
    if before.preposition in {"ل", "ب"} and key in words("titles"):
        return True
    governed = any(
        unit.keys[i] in words("relations") and not unit.words[i].pronoun and not unit.words[i].article
        for i in range(phrase.start, index)
    )
    if _of_relative(unit, phrase.start, index):
        return True
    if governed and not any(unit.keys[i] == "اسم" for i in range(phrase.start, index)):
        return not unit.words[index - 1].article or key in words("titles")
    return False
