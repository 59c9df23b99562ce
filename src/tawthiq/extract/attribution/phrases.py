"""Noun phrases: where a source begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tawthiq.extract.attribution.agency import agency_at
from tawthiq.extract.attribution.cues import is_complementiser, is_particle
from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import cue_forms, words
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.mentions.vocabulary import PERSONAL, Kind, adjectives, nationalities, nouns
from tawthiq.model import EntityType, Mention, MentionForm
from tawthiq.text.lexicon import lookup, names
from tawthiq.text.verbs import Tense

_LONGEST = 18  # words of a source: title, office, institution, name
_HUMAN = PERSONAL | {Kind.FAMILY}
"""Words before the head of a phrase: some, one of, all, half of."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as word indices ``[start, end)`` of a unit."""

    start: int
    end: int


def phrase_at(unit: Unit, layer: Layer, start: int) -> Phrase | None:
    """The noun phrase that begins at a word, with its names, titles and complements."""
    counted = _quantity(unit, start)
    if counted > start:
        inner = phrase_at(unit, layer, counted) if counted < len(unit) and not bars(unit, layer, counted) else None
        return Phrase(start, inner.end if inner is not None else counted)
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


def _quantity(unit: Unit, start: int) -> int:
    """The index behind a share of people: «أكثر من 80 في المئة من», «24% من»; ``start`` if there is none."""
    index = start
    if unit.keys[index] in {"اكثر", "اقل"} and index + 1 < len(unit) and unit.keys[index + 1] == "من":
        index += 2
    elif unit.keys[index] in words("nearly"):
        index += 1
    if index >= len(unit) or unit.words[index].kind != "number":
        return start
    index += 1
    if index + 1 < len(unit) and unit.keys[index] == "في" and unit.keys[index + 1] in words("hundred"):
        index += 2
    elif index < len(unit) and (unit.words[index].text == "%" or unit.surface(index) in words("percent")):
        index += 1
    if index < len(unit) and unit.keys[index] in {"من", "منهم"} and unit.words[index].function:
        index += 1
    return index


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
        end = _behind(unit, mention.span.end, index)
        return next((i for i in range(start + 2, end) if mention.form is MentionForm.NOMINAL and _deed(unit, start, i)), end)
    if word.kind == "number":
        return index + 1 if index == start else index
    key = unit.keys[index]
    if index > start and unit.surface(index) in words("adverbial"):
        return index
    if key in words("called") and index > start:
        return index + 1
    if (
        is_complementiser(unit, index)
        or key in words("relatives")
        or key in words("ends_of_sources")
        or (key in words("times") and index > start)
    ):
        return index
    if unit.surface(index).startswith("باسم") and index > start:
        return index + 1
    if index == start and unit.surface(index) in words("one_of_them"):
        return index + 1
    if index == start and word.pronoun and is_particle(unit, index):
        return index
    if word.function and key not in words("quantifiers"):
        return index + 1 if _internal(unit, start, index) else index
    if word.preposition and index > start:
        return index + 1 if _governed(unit, index) else index
    if index > start and word.conjunction and not _joined(unit, index):
        return index
    if word.verb is not None and not word.noun and word.verb.person == _THIRD:
        return index + 1 if index == start and key in words("quantifiers") else index
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
    if index == start + 1 and unit.words[start].article and unit.keys[start] in nationalities():
        return True  # الفرنسي فلان
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
    if index in unit.opens and (index > start or unit.marked[unit.opens[index]].closed):
        inside = [i for i, owner in enumerate(unit.inside) if owner == unit.opens[index]]
        return unit.after(unit.opens[index]) if 0 < len(inside) <= 4 else index
    if word.text == "(" and index > start:
        for close in range(index + 1, min(len(unit), index + 5)):
            if unit.words[close].text == ")":
                return close + 1
        return index
    if word.text in "،," and index > start and index + 1 < len(unit):
        mention = layer.person_at(unit.words[index + 1].start)
        named = any(m.form is MentionForm.NAME and m.type is EntityType.PERSON for m in layer.touching(unit.words[start].start, word.start))
        return index + 1 if mention is not None and not named else index
    return index + 1 if word.text == "-" and index > start and unit.words[index - 1].end == word.start else index


def _internal(unit: Unit, start: int, index: int) -> bool:
    """Whether a preposition goes on with the phrase: مصدر في وزارة, المتحدث باسم, مقرب من."""
    if index == start or index + 1 >= len(unit):
        return False
    key, following = unit.keys[index], unit.keys[index + 1]
    before = unit.keys[index - 1]
    if is_complementiser(unit, index + 1) or (key == "الي" and before not in words("leaning_to")):
        return False  # لفت المصدر إلى أن
    if key in words("within_phrases"):
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
                and any(unit.keys[i] in words("quantifiers") or unit.keys[i] in words("collective") for i in range(start, index))
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
    if index > start and word.article and (_disagrees(unit, index) or _after_dual(unit, index) or _told(unit, layer, index)):
        return True
    if index == start or word.article or word.conjunction or unit.surface(index).startswith("باسم"):
        return False
    if _deed(unit, start, index):
        return True
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


def _told(unit: Unit, layer: Layer, index: int) -> bool:
    """نفت الوزارة |الاتهامات, أدانت النرويج |الهجوم: behind what is definite, a noun for what is denied or condemned is no part of it."""
    word, before = unit.words[index], unit.words[index - 1]
    if unit.keys[index] not in words("told") or word.conjunction or word.preposition or before.function:
        return False
    named = any(m.span.end == before.end and m.form is MentionForm.NAME for m in layer.touching(before.start, before.end))
    return before.article or bool(before.pronoun) or named


_SHAPED = re.compile(r"^(?:ا.ت.ا.|ان..ا.|است..ا.|ت..ي.|ت..يه|ا..ا.|م.ا..ه)$")  # the derived verbal nouns: انتقال, استقبال, تعيين, إغلاق


def _deed(unit: Unit, start: int, index: int) -> bool:
    """نفى مصدر حكومي |تعيين فلان: a verbal noun right behind an adjective of a noun without article is what is told."""
    key, before = unit.keys[index], unit.keys[index - 1]
    if index - start < 2 or unit.words[index - 1].article or not (before in adjectives() or before in nationalities() or _nisba(before)):
        return False
    somebody = any(noun.kind in _HUMAN for noun in nouns().get(key, ()))
    return key in words("deeds") or (_SHAPED.match(key) is not None and key not in adjectives() and not somebody)


def _nisba(key: str) -> bool:
    return len(key) > _SHORT_NAME and key.endswith(("ي", "يه", "يين", "يون"))


def _after_dual(unit: Unit, index: int) -> bool:
    """Whether a singular noun follows two who act: دعت الجمعيتان |القضاء إلى كذا."""
    before, word = unit.words[index - 1], unit.words[index]
    dual = before.article and before.text.endswith("تان") and len(unit.keys[index - 1]) > _SHORT_NAME
    return dual and not word.text.endswith(("ان", "ين"))


def _disagrees(unit: Unit, index: int) -> bool:
    """Whether a noun with article behind an adjective of nationality is no adjective beside it: الرئاسة السورية |الشفاء."""
    before = unit.words[index - 1]
    if not before.article or not nationalities().get(unit.keys[index - 1], ("", False))[0]:
        return False
    form = lookup(unit.keys[index])
    feminine = unit.keys[index - 1].endswith("ه")
    ordinary = form is not None and form.noun and unit.keys[index] not in adjectives()
    return ordinary and feminine is not unit.keys[index].endswith("ه")


def bars(unit: Unit, layer: Layer, index: int) -> bool:
    """Whether no subject can begin at a word."""
    word = unit.words[index]
    if layer.person_at(word.start) is not None or _named_whole(layer, word.start) or unit.keys[index] in words("quantifiers"):
        return False
    if is_complementiser(unit, index) or "ً" in word.text or (word.kind == "mark" and index not in unit.opens):
        return True
    if index in unit.opens:
        return len([i for i, owner in enumerate(unit.inside) if owner == unit.opens[index]]) > _SHORT_NAME
    if word.preposition or (word.conjunction and not word.known) or layer.time_at(word.core_start):
        return True
    if (unit.surface(index).endswith("ا") or word.text.endswith("ة")) and _participle(unit, index):
        return True  # تابع قائلا, مضت قائلة
    if unit.surface(index) in words("one_of_them"):
        return False
    if (word.pronoun and is_particle(unit, index)) or unit.keys[index] in words("adverbial") or unit.surface(index) in words("adverbial"):
        return True
    if not word.article and word.text.endswith("ا") and _unknown(unit, index):
        return True  # كتب ممازحا, أطلق صواريخا
    if word.function and unit.surface(index) not in words("one_of_them"):
        return True
    return word.kind == "word" and word.verb is not None and not word.noun and word.verb.person == _THIRD


_THIRD = 3
_SHORT_NAME = 4  # words in marks that can be a name


def _unknown(unit: Unit, index: int) -> bool:
    """Whether no list of words or names has a word: with the ending of an adverb it is one, and nobody's name."""
    key = unit.keys[index]
    return unit.words[index].kind == "word" and lookup(key) is None and key not in names() and len(key) > _SHORT_NAME


def _named_whole(layer: Layer, start: int) -> bool:
    """Whether a name of more than one word begins here, whatever its first word is elsewhere: تل أبيب."""
    return any(m.form is MentionForm.NAME and " " in m.span.exact for m in layer.beginning(start))


def _participle(unit: Unit, index: int) -> bool:
    """Whether a word is the participle of a cue that goes on with a verb: قائلا, مضيفة; متحدثة باسم كذا is a noun."""
    if unit.words[index].article or not any(form.part == "participle" for form in cue_forms().get(unit.keys[index], ())):
        return False
    following = unit.surface(index + 1) if index + 1 < len(unit) else ""
    free = unit.words[index - 1].kind == "mark" or unit.words[index - 1].verb is not None if index else False
    return unit.surface(index).endswith("ا") or (free and not following.startswith("باسم") and unit.keys[index] not in words("anonymous"))


def glued(unit: Unit, index: int) -> bool:
    """Whether what looks like a clitic is part of a foreign name right behind a verb: قالت كارمينا، قال فاليرو."""
    word, before = unit.words[index], unit.words[index - 1] if index else None
    if before is None:
        return False
    verbal = before.verb is not None and not before.noun and not before.preposition
    told = verbal or before.key in {"بحسب", "حسب", "وفق"}
    if not told or word.kind != "word":
        return False
    if word.article and word.preposition != "ك":
        return False
    clitic = word.conjunction or (word.preposition if word.preposition in {"ب", "ك"} else "")
    return bool(clitic) and not word.pronoun and len(word.text) > len(clitic) + 2 and lookup(unit.keys[index]) is None


def reaching(unit: Unit, layer: Layer, phrase: Phrase, at: int) -> Phrase:
    """The phrase up to the name of its bearer right before ``at``: لاعب خط وسط المنتخب فلان: ..., النائب المقرب من كذا، فلان، إن."""
    if any(m.type is EntityType.PERSON and m.form is MentionForm.NAME for m in _inside(unit, layer, phrase)):
        return phrase
    last = at - 1
    while last > phrase.end and unit.words[last].kind == "mark" and unit.words[last].text in "،,-–":
        last -= 1
    if last < phrase.end:
        return phrase
    for first in range(max(phrase.end, last - 5), last + 1):
        named = layer.person_at(unit.words[first].core_start)
        if named is not None and named.span.end == unit.words[last].end:
            return Phrase(phrase.start, last + 1) if _bears(unit, phrase, first) else phrase
    return phrase


def _inside(unit: Unit, layer: Layer, phrase: Phrase) -> list[Mention]:
    return layer.touching(unit.words[phrase.start].core_start, unit.words[phrase.end - 1].end)


def _bears(unit: Unit, phrase: Phrase, first: int) -> bool:
    """Whether the words from a phrase to a name are one title in front of it: no verb, no kinship, nothing that governs the name."""
    head = unit.keys[phrase.start]
    personal = any(noun.kind in _HUMAN for noun in nouns().get(head, ())) or head in words("anonymous") or head in words("titles")
    word, before = unit.words[first], unit.words[first - 1]
    if not personal or word.preposition or word.conjunction or before.function or head in words("kin"):
        return False
    return all(_titular(unit, i) for i in range(phrase.end, first))


def _titular(unit: Unit, index: int) -> bool:
    """Whether a word can stand in a long title: a noun, a number, a preposition between them."""
    word, key = unit.words[index], unit.keys[index]
    if word.kind != "word":
        return word.kind == "number" or word.text in "،,"
    past = word.verb is not None and word.verb.gender == "m" and word.verb.tense is Tense.PAST and key not in cue_forms()
    another = word.conjunction and not any(noun.kind in _HUMAN for noun in nouns().get(key, ()))
    return (word.noun or past or key in words("in_titles")) and key not in words("kin") and not another
