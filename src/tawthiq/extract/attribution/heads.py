"""Who can speak: persons, bodies, groups and countries; documents and media carry words; other things are spoken of."""

from __future__ import annotations

from tawthiq.extract.attribution.agency import agency_at
from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import words
from tawthiq.extract.attribution.phrases import Phrase
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.mentions.vocabulary import PERSONAL, Kind, nationalities, nouns
from tawthiq.model import EntityType, Mention, MentionForm
from tawthiq.text.lexicon import lookup, names

_ACTORS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})
_HEADS = PERSONAL | {Kind.ORG, Kind.FAMILY}
_LISTS = ("anonymous", "collective", "documents", "media", "outlets", "institutions", "titles", "relations", "people", "justice", "powers")
_SHORTEST = 4  # letters: no plural of people is shorter
_SURNAME = 10  # bearers from which on a word can be somebody's name


def can_speak(unit: Unit, layer: Layer, phrase: Phrase) -> bool:
    """Whether a noun phrase can be a source, by its head: in doubt (a word that no lexicon has) it can."""
    word, key = unit.words[phrase.start], unit.keys[phrase.start]
    if phrase.start in unit.opens:
        return not _tells(unit, phrase.start)
    if agency_at(unit, phrase.start) is not None:
        return True
    if any(_acts(mention) for mention in layer.beginning(word.start, word.core_start)):
        return True
    if word.kind == "number" or key in words("quantifiers"):
        return any(_human(unit, index) for index in range(phrase.start, phrase.end)) or _names_actor(unit, layer, phrase)
    return _human(unit, phrase.start) or people(unit, phrase.start) or _unheard(key, article=word.article) or _called(unit, phrase)


def _tells(unit: Unit, opening: int) -> bool:
    """Whether words in marks are a sentence with its verb at the head, and no name: «نرفض العودة»."""
    first = opening + 1
    if first >= len(unit) or unit.words[first].kind != "word":
        return False
    word = unit.words[first]
    return (word.verb is not None and not word.noun) or unit.keys[first] in words("verb_negators")


def surely_speaks(unit: Unit, layer: Layer, phrase: Phrase) -> bool:
    """``can_speak`` without the doubt: a mention of an actor or a noun for one stands at the head."""
    word = unit.words[phrase.start]
    return any(_acts(mention) for mention in layer.beginning(word.start, word.core_start)) or _human(unit, phrase.start)


def _acts(mention: Mention) -> bool:
    """A body, a person, a group; a country or city by its name stands for its government."""
    return mention.type in _ACTORS or (mention.type is EntityType.PLACE and mention.form is MentionForm.NAME)


def _names_actor(unit: Unit, layer: Layer, phrase: Phrase) -> bool:
    start, end = unit.words[phrase.start].start, unit.words[phrase.end - 1].end
    return any(mention.type in _ACTORS for mention in layer.touching(start, end))


def _human(unit: Unit, index: int) -> bool:
    key = unit.keys[index]
    if unit.words[index].article and key in nationalities():
        return True  # الفرنسي فلان, قال الفرنسي
    return any(key in words(name) for name in _LISTS) or any(noun.kind in _HEADS for noun in nouns().get(key, ()))


def _called(unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase is a given name, which may be an adjective elsewhere (سليم، كريم), and behind it what can be a surname."""
    if phrase.end - phrase.start < 2 or unit.words[phrase.start].article:
        return False
    first, second = names().get(unit.keys[phrase.start]), phrase.start + 1
    given = first is not None and first.given > 0 and first.given + first.surname >= _SURNAME
    family = names().get(unit.keys[second])
    bears = family is not None and family.surname >= _SURNAME
    return given and (bears or _unheard(unit.keys[second], article=unit.words[second].article))


def _unheard(key: str, *, article: bool) -> bool:
    """Whether no dictionary has a word as a common noun, or it is a surname with the article: then it is likely a name."""
    form, name = lookup(key), names().get(key)
    if name is not None and ("x" in name.flags or (article and name.surname >= _SURNAME)):
        return True
    if key in nouns() or (form is not None and form.noun):
        return False
    plural = key.endswith("ات") and (article or form is not None)  # التحقيقات, الخصومات: no name is such a plural
    return not plural and (form is None or not article)


def people(unit: Unit, index: int) -> bool:
    """Whether a word is a plural of people: المصلون, المصلين; or a collective noun, a number, a quantity."""
    word, key = unit.words[index], unit.keys[index]
    if word.kind == "number" or key in words("quantifiers") or key in words("collective") or key in words("people"):
        return True
    masdar = key.startswith("ت") and len(key) == 5  # تدوين, تكوين
    plural = word.article and key.endswith(("ون", "ين", "اء", "تان", "تين")) and len(key) > _SHORTEST
    plural = plural or (key.endswith("ون") and len(key) > _SHORTEST and not (word.pronoun or word.preposition or word.verb))
    return plural and not masdar and key not in words("not_people")
