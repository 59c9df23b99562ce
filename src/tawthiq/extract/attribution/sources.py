"""Sources: who a noun phrase is, what kind of speaker, and which entity of the document."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import words
from tawthiq.extract.attribution.phrases import Phrase, glued
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.mentions.vocabulary import nouns
from tawthiq.model import EntityType, Mention, MentionForm, SourceKind
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import lookup


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


def speaker(unit: Unit, layer: Layer, phrase: Phrase, text: str) -> Speaker:
    """Who a noun phrase is: offsets without clitics, kind, entity."""
    first = unit.words[phrase.start]
    start, end = first.start if glued(unit, phrase.start) else first.core_start, unit.words[phrase.end - 1].end
    if phrase.start in unit.opens and phrase.end - 1 in unit.closes:
        inside = unit.marked[unit.opens[phrase.start]]
        start, end = inside.start, inside.end
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
    if key in words("nobody_named"):
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
    if unit.keys[phrase.start] in {"مصدر", "مصادر"} or (unit.keys[phrase.start] in words("bodies_of") and phrase.end - phrase.start > 1):
        inside = [m for m in inside if m.type is not EntityType.PERSON]  # فريق فلان: a team, and no general
    quantified = unit.keys[phrase.start] in words("quantifiers")
    if quantified and not inside:
        inside = layer.touching(start, end)[:1]
    best = max(inside, key=lambda mention: len(mention.span), default=None)
    if best is None:
        return None
    short = best.span.end - best.span.start < (end - start) / 2
    return None if short and kind is not SourceKind.NAMED else best.entity


def _person(unit: Unit, layer: Layer, phrase: Phrase) -> Mention | None:
    """The name of the person who speaks: not of one whom the source is only near to; a source without a name has none."""
    if unit.keys[phrase.start] in {"مصدر", "مصادر"}:
        return None  # مصدر حوثي
    start, end = unit.words[phrase.start].start, unit.words[phrase.end - 1].end
    names = [m for m in layer.touching(start, end) if m.type is EntityType.PERSON and m.form is MentionForm.NAME]
    first = next((m for m in names if m.span.start in {start, unit.words[phrase.start].core_start}), None)
    if first is not None:
        return first
    called = {m.entity for m in layer.beginning(unit.words[phrase.start].start, unit.words[phrase.start].core_start)}
    for mention in reversed(names):
        if mention.entity in called:
            return mention  # نائب الوزير للشؤون المالية، فلان: the title at the head is his
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


def _somebodys(unit: Unit, phrase: Phrase, index: int) -> bool:
    """عراب النجم فلان: an ordinary noun without article, no title of its own, before another's title and name."""
    head, key = unit.words[phrase.start], unit.keys[phrase.start]
    titled = index - phrase.start > 1 and unit.words[phrase.start + 1].article and unit.words[phrase.start + 1].kind == "word"
    form = lookup(key)
    ordinary = form is not None and form.noun and key not in nouns()
    bears = any(key in words(name) for name in ("titles", "anonymous", "relations"))
    return titled and ordinary and not bears and not head.article


def _another(unit: Unit, phrase: Phrase, index: int) -> bool:
    """Whether a name at a word is that of another person: شقيق فلان, مقرب من فلان, مستشار للجنرال فلان."""
    word, before, key = unit.words[index], unit.words[index - 1], unit.keys[index - 1]
    if word.preposition or before.function:
        return True
    if before.preposition in {"ل", "ب"} and (key in words("titles") or not before.article):
        return True  # وزير بحكومة فلان
    if key in words("matters") and not before.article and not before.pronoun:
        return True  # المكلف بقضية فلان
    governed = any(
        unit.keys[i] in words("relations") and not unit.words[i].pronoun and not unit.words[i].article for i in range(phrase.start, index)
    )
    if _of_relative(unit, phrase.start, index) or unit.keys[phrase.start] in words("bodies_of") or _somebodys(unit, phrase, index):
        return True
    if governed and not any(unit.keys[i] == "اسم" for i in range(phrase.start, index)):
        return not unit.words[index - 1].article or key in words("titles")
    return False
