"""Who speaks at a cue: behind it, before it, or nobody whom its own clause names."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.extract.attribution.agency import agency_at
from tawthiq.extract.attribution.cues import Cue, clause_start, cue_form_at, is_complementiser
from tawthiq.extract.attribution.heads import can_speak, surely_speaks
from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.lexicon import Act, cue_forms, words
from tawthiq.extract.attribution.phrases import Phrase, bars, glued, phrase_at, reaching
from tawthiq.extract.attribution.subjects import antecedent, disagrees, in_front, object_in
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.mentions.vocabulary import nationalities
from tawthiq.model import EntityType, MentionForm
from tawthiq.text.fold import fold

_ADVERBIAL = 12  # words of what stands before the main clause
_NAME = 2  # words of a name that can be told from an adverb (قال صراحة إن)
_TOPIC_FAR = 25  # words between أما and its فقال


@dataclass(frozen=True, slots=True)
class Found:
    """A source phrase; ``before``: it stands before the cue."""

    phrase: Phrase
    before: bool = False


def source_of(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    """The source phrase of a cue, or None: hidden, passive, or a pronoun."""
    if cue.form.part == "participle":
        return None
    if cue.form.part == "masdar":
        behind = _behind(unit, layer, cue) if not unit.words[cue.index].pronoun else None
        return behind if behind is not None and can_speak(unit, layer, behind.phrase) else None  # فور إعلان استقالته، …
    return _of_verb(unit, layer, cue)


def _of_verb(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    topic = _topic(unit, layer, cue)
    if topic is not None:
        return topic
    if cue.index > 0 and unit.keys[cue.index - 1] in words("relatives_of_subjects"):
        return _in_relative(unit, layer, cue)
    headed = _headed(unit, cue)
    front = _front(unit, layer, cue) if not headed or _after_kan(unit, cue.index) else None
    if front is not None and _leads(unit, layer, cue, front.phrase):
        return front
    if front is not None and (cue.entry.has_object or _after_kan(unit, cue.index)):
        return front
    joined = _joined_subject(unit, layer, cue)
    if joined is not None:
        return joined
    behind = _subject_behind(unit, layer, cue)
    if behind is not None and can_speak(unit, layer, behind.phrase) and (cue.opener or _somebody(unit, layer, behind.phrase)):
        return behind
    if front is not None or (headed and unit.words[cue.index - 1].kind != "mark") or unit.words[cue.index].conjunction:
        return front or _thing(unit, cue, behind)
    return _front(unit, layer, cue) or _thing(unit, cue, behind)


def _somebody(unit: Unit, layer: Layer, phrase: Phrase) -> bool:
    """Whether a phrase surely speaks, by its head or by the name it bears: تقول البستانية فلانة."""
    inside = layer.touching(unit.words[phrase.start].core_start, unit.words[phrase.end - 1].end)
    named = any(m.type is EntityType.PERSON and m.form is MentionForm.NAME for m in inside)
    return named or surely_speaks(unit, layer, phrase)


def _leads(unit: Unit, layer: Layer, cue: Cue, phrase: Phrase) -> bool:
    """الوزير يحذر النقابة من كذا: one who speaks at the head of a sentence, right before a verb of the present, is its subject."""
    first = phrase.start == 0 or unit.is_stop(phrase.start - 1)
    return first and phrase.end == cue.index and cue.form.present and surely_speaks(unit, layer, phrase)


def _headed(unit: Unit, cue: Cue) -> bool:
    """Whether a verb begins its clause, so that no subject stands before it: not behind a name in marks, فلان كان, فلان لا."""
    at = cue.index
    while at > 1 and unit.keys[at - 1] in {"لا", "لم", "لن", "قد"} and not unit.words[at - 1].conjunction:
        at -= 1
    named = at - 1 in unit.closes and not unit.words[at].conjunction  # فلان «أبو كذا» قال; behind «…» وتابع somebody goes on
    return clause_start(unit, at) and not named and not _was(unit, at - 1)


def _was(unit: Unit, index: int) -> bool:
    """Whether كان stands at a word: its subject can stand before it, فلان كان يأمل."""
    return index > 0 and unit.keys[index] in {"كان", "كانت", "كانوا"} and not unit.words[index].conjunction


def _thing(unit: Unit, cue: Cue, behind: Found | None) -> Found | None:
    """A thing behind the verb is its object, unless أن, a colon or marks bring what it tells: أظهرت النتائج أن."""
    del unit
    return behind if cue.opener in {"clause", "colon", "marks"} else None


def _front(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    phrase = in_front(unit, layer, cue)
    return Found(phrase, before=True) if phrase is not None else None


def _topic(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    """أما فلان فقال: the topic behind أما is the subject of the verb with ف."""
    head = cue.index - 1 if cue.index and unit.keys[cue.index - 1] == "قد" else cue.index  # أما فلان فقد قال
    if not _with_fa(unit, head):
        return None
    for index in range(head - 1, max(-1, cue.index - _TOPIC_FAR), -1):
        if unit.is_stop(index):
            return None
        if unit.surface(index).lstrip("و") == "اما" and index + 1 < head:
            phrase = phrase_at(unit, layer, index + 1)
            phrase = reaching(unit, layer, phrase, head) if phrase is not None else None
            return Found(phrase, before=True) if phrase is not None and can_speak(unit, layer, phrase) else None
    return None


def _with_fa(unit: Unit, index: int) -> bool:
    """Whether ف stands before a verb, also where the dictionary keeps both as one word: فيرى."""
    surface = unit.surface(index)
    return unit.words[index].conjunction == "ف" or (surface[:1] == "ف" and surface not in cue_forms() and surface[1:] in cue_forms())


def _in_relative(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    """الوزير الذي قال: who stands before الذي; المدينة التي أعلن الوزير, الذين اتهمتهم الحكومة: who stands behind the verb."""
    word = unit.words[cue.index]
    behind = _behind(unit, layer, cue) if cue.form.number == "s" else None
    speaks = behind is not None and (surely_speaks(unit, layer, behind.phrase) or (word.pronoun and can_speak(unit, layer, behind.phrase)))
    if behind is not None and speaks and not disagrees(unit, layer, behind.phrase, cue.form):
        acts = word.pronoun or _other_gender(unit, cue) or not cue.entry.has_object
        if acts and not (cue.entry.bare and not cue.opener and not word.pronoun and not _other_gender(unit, cue)):
            return behind
    if _other_gender(unit, cue) or _passive_shape(unit, cue):
        brought = behind is not None and cue.opener in {"clause", "colon"} and not cue.entry.has_object
        return behind if brought and not _passive_shape(unit, cue) else None  # الهيئة التي توصل فرعها إلى أن
    phrase = antecedent(unit, layer, cue.index - 1, cue.form)
    return Found(phrase, before=True) if phrase is not None else None


def _passive_shape(unit: Unit, cue: Cue) -> bool:
    """الذي اتُّهم بقتل فلان: nobody is named before the content of a verb that has an object."""
    return cue.entry.has_object and not unit.words[cue.index].pronoun and cue.opener == "phrase" and cue.at == cue.index + 1


def _subject_behind(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    """The noun phrase behind a verb, where it can be its subject and not its object."""
    if cue.form.number != "s":
        return None  # قالوا: nobody stands behind a plural verb
    behind = _behind(unit, layer, cue)
    if behind is None:
        return None
    object_at = object_in(unit, layer, behind.phrase, cue.form)
    if object_at > behind.phrase.start:
        behind = Found(Phrase(behind.phrase.start, object_at))
    if disagrees(unit, layer, behind.phrase, cue.form):
        return None  # دعا القوى السياسية: whom he called on
    owned = _own_words(unit, behind.phrase) or _own_followers(unit, cue, behind.phrase)
    return None if owned or _only_object(unit, cue, behind.phrase) else behind


def _own_words(unit: Unit, phrase: Phrase) -> bool:
    """ختم حديثه بأن, بدأ كلمته بالقول: whose words go on, and nobody who speaks."""
    return bool(unit.words[phrase.start].pronoun) and unit.keys[phrase.start] in words("own_words")


def _only_object(unit: Unit, cue: Cue, phrase: Phrase) -> bool:
    """اتهم فلان بالتزوير: the one noun phrase between such a verb and its content is its object, by whoever did it."""
    if fold(cue.entry.lemma) not in words("with_object") or unit.words[cue.index].pronoun or cue.at < 0:
        return False
    return all(unit.words[i].kind == "mark" for i in range(phrase.end, cue.at)) and cue.opener in {"phrase", "clause"}


def stranger_behind(unit: Unit, layer: Layer, cue: Cue) -> bool:
    """قال عرفجة الزايد للصحيفة إن …; كتب المنتهية ولايته: what stands behind the verb is its subject, known or not; none is hidden."""
    if cue.form.part != "verb" or cue.form.number != "s" or cue.entry.bare or cue.opener not in {"clause", "colon", "marks"}:
        return False
    behind = _behind(unit, layer, cue)
    if behind is None or behind.phrase.end > cue.at >= 0:
        return False
    first = unit.words[behind.phrase.start]
    if first.article and not first.preposition and not unit.words[cue.index].pronoun:
        return True
    if behind.phrase.end - behind.phrase.start < _NAME:
        return False
    second = unit.words[behind.phrase.start + 1]
    plain = not (first.article or first.preposition or first.conjunction or first.pronoun or first.function or first.verb)
    return plain and second.article and not second.preposition and not first.text.endswith(("ا", "ً"))


def _own_followers(unit: Unit, cue: Cue, phrase: Phrase) -> bool:
    """ودعا أنصاره إلى كذا: his own people are whom he calls on, and do not call themselves."""
    head = unit.words[phrase.start]
    asks = cue.entry.has_object and not unit.words[cue.index].pronoun
    return asks and bool(head.pronoun) and unit.keys[phrase.start] in words("followers")


def _joined_subject(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    """والوزارة تدعو, فالتقارير تشير: the noun phrase with و or ف right before a verb of the present is its subject."""
    if not cue.form.present or cue.index < 1 or unit.words[cue.index].conjunction:
        return None
    end = unit.words[cue.index - 1].end
    for start in range(cue.index - 1, max(-1, cue.index - 7), -1):
        word = unit.words[start]
        named = any(m.span.end == end for m in layer.beginning(word.core_start) if m.form is MentionForm.NAME)
        phrase = Phrase(start, cue.index)
        whole = word.conjunction == "ف" and word.article and phrase_at(unit, layer, start) == phrase
        if (word.conjunction == "و" and named) or whole:
            return Found(phrase, before=True) if can_speak(unit, layer, phrase) and not disagrees(unit, layer, phrase, cue.form) else None
    return None


def _other_gender(unit: Unit, cue: Cue) -> bool:
    """المدينة التي أعلن الوزير, الجرحى الذين أعلنت الوزارة: the verb does not agree with what stands before it."""
    pronoun = unit.keys[cue.index - 1]
    plural = pronoun == "الذين" and cue.form.number == "s"
    return plural or (pronoun == "التي" and cue.form.gender == "m") or (pronoun == "الذي" and cue.form.gender == "f")


def _after_kan(unit: Unit, index: int) -> bool:
    """Whether كان stands before the cue's subject: وكان الوزير قد قال، وكان الوزير قال."""
    kan = next((i for i in range(index - 1, max(-1, index - 12), -1) if unit.keys[i].startswith("كان") and unit.words[i].function), -1)
    if kan < 0 or kan == index - 1:
        return False
    return unit.keys[index - 1] == "قد" or (kan == 0 and not unit.words[index].conjunction)


def _behind(unit: Unit, layer: Layer, cue: Cue) -> Found | None:
    index = _past_hearer(unit, cue.index + 1)
    passed = words("between_cue_and_source") | words("times")
    while index < len(unit) and (
        unit.keys[index] in passed or unit.surface(index) in words("between_cue_and_source") or layer.time_at(unit.words[index].core_start)
    ):
        index += 1
    if index >= len(unit) or index == cue.at or (bars(unit, layer, index) and not glued(unit, index)):
        return None
    phrase = phrase_at(unit, layer, index)
    if phrase is None:
        return None
    if 0 <= cue.at < phrase.end:
        phrase = Phrase(phrase.start, cue.at) if cue.at > phrase.start else None
    if phrase is None or (unit.words[phrase.start].kind == "mark" and phrase.start not in unit.opens):
        return None
    if cue.opener in {"clause", "colon", "marks"}:
        phrase = reaching(unit, layer, phrase, cue.at)
    return Found(phrase)


def _past_hearer(unit: Unit, index: int) -> int:
    """The index behind the one who was told, between a verb and its subject: قال لرويترز |مسؤول, صرح لـ«الفجر» |فلان."""
    if index + 1 >= len(unit) or not unit.surface(index).startswith("ل"):
        return index
    agency = agency_at(unit, index)
    if agency is not None:
        return agency[1]
    if unit.surface(index) == "ل" and index + 1 in unit.opens:
        return unit.after(unit.opens[index + 1])
    if unit.words[index].preposition == "ل" and unit.keys[index] in words("outlets"):
        behind = unit.after(unit.opens[index + 1]) if index + 1 in unit.opens else index + 2
        where = behind < len(unit) and unit.words[behind].article and unit.keys[behind] in nationalities()
        return behind + 1 if where else behind  # لراديو «كذا» الفرنسي
    return index


def passive(unit: Unit, cue: Cue, *, anyone: bool) -> bool:
    """Whether a cue without a source is hearsay: قيل, تردد, ذُكر, يُعتقد, وُصف; ``anyone``: someone spoke just before."""
    surface = unit.words[cue.index].text.lstrip("وف")
    if cue.entry.act is Act.HEARSAY or "ُ" in surface[:3]:
        return True
    if (
        cue.entry.has_object
        and cue.form.part == "verb"
        and not unit.words[cue.index].pronoun
        and cue.opener in {"clause", "phrase"}
        and cue.at == cue.index + 1
    ):
        return True
    return cue.entry.passive_hearsay and cue.form.part == "verb" and not anyone


def impersonal(unit: Unit, layer: Layer, cue: Cue) -> bool:
    """وفي الأثناء، يُتوقع أن …; فيما ينتظر أن: at the head of a clause a present of expecting without a subject is nobody's."""
    if cue.entry.lemma not in words("expecting_of_nobody") or cue.form.part != "verb" or not cue.form.present or cue.opener != "clause":
        return False
    word, before = unit.words[cue.index], unit.words[cue.index - 1] if cue.index else None
    third = cue.form.number == "s" and cue.form.gender == "m" and word.text.lstrip("وف")[:1] == "ي" and not word.pronoun
    if not third or any(unit.words[i].kind == "word" and not _timed(unit, layer, i) for i in range(cue.index + 1, cue.at)):
        return False
    return before is None or before.kind == "mark" or unit.keys[cue.index - 1] in words("heads_of_nobody")


def _timed(unit: Unit, layer: Layer, index: int) -> bool:
    """Whether a word is a time or an adverb between a verb and its أن."""
    known = unit.keys[index] in words("times") | words("between_cue_and_source") | {"في"}
    return known or layer.time_at(unit.words[index].core_start)


def main_subject(unit: Unit, layer: Layer, before: int) -> tuple[Phrase, str] | None:
    """The subject of the sentence that the word at ``before`` leans on, and the gender of its verb ("" if it has none).

    It stands behind the sentence's first verb, or at its head.
    """
    head = _past_adverbial(unit, next((i + 1 for i in range(before - 2, -1, -1) if unit.is_stop(i)), 0), before)
    for index in range(head, min(before, head + 6)):
        word = unit.words[index]
        if word.kind != "word" or unit.keys[index] in words("between_cue_and_source"):
            continue
        cue = cue_form_at(unit, index) if index == head else None
        verb = word.verb if word.verb is not None and (not word.noun or index == head) else cue
        start = index + 1 if verb is not None else index
        if start >= before or bars(unit, layer, start) or is_complementiser(unit, start):
            return None
        phrase = phrase_at(unit, layer, start)
        if phrase is None or phrase.end > before:
            return None
        return phrase, verb.gender if verb is not None else ""
    return None


def _past_adverbial(unit: Unit, head: int, before: int) -> int:
    """Behind «وخلال اللقاء،», «وفي بيان صدر أمس،» at the head of a sentence."""
    if head >= before or not (unit.words[head].function or unit.words[head].preposition) or unit.words[head].pronoun:
        return head
    return next((i + 1 for i in range(head, min(before - 1, head + _ADVERBIAL)) if unit.words[i].text in "،,"), head)
