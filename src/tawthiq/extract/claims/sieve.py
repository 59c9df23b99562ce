"""What is too weakly read to be shown as a fact of its predicate: kept as an open claim, with its words and chain.

Measured on press that no rule was written from: a doing or quality whose subject is hidden and not a named person is
right in one case of ten, and what common nouns do or suffer in less than one of three.
"""

from __future__ import annotations

from dataclasses import replace

from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.lifeless import lifeless
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.model import EntityType
from tawthiq.text.fold import fold

_VAGUE = frozenset({"engaged_in", "has_trait"})
# Said of a common thing (تدمير الورم، انتهى الترقب، صعوبات تلاحق السفراء) a figure of speech.
_OF_ACTORS = frozenset({"attacked_in", "ended", "part_of", "persecutes", "hopes_or_demands"})
_SPEAKER = "صاحب القول"  # قالت الشركة إنها …: whoever speaks, a body too, is surely meant
_LISTED = frozenset({"ending", "masdar.ended", "collocation.ended"})  # rules that name by list what they speak of
_GUESSES = ("المتكلم", "الوحيد")  # reasons of reference: "we" is more than the speaker; the only one in sight may be another
_SAID = "اسم إنّ"  # قال إن القسم جاهز: what is said of it is all that is said
SAID_OF = "said of it"  # the sign of a quality that a speaker gives something right behind أن
_COPULAR = "description.predicate"
_SURE = frozenset({_COPULAR, "description.plain", "accomplished"})  # rules that look at the noun's place and agreement themselves


def sifted(scene: Scene, draft: Draft) -> Draft:
    """The draft with what is doubtful of it as signs, or an open one of the same words where its rule is weak."""
    weak = (_figure, _of_somebody, _with_nobody, _to_place, _of_those_asked)
    if _no_office(draft) or _pointing(draft) or lifeless(scene, draft) or any(doubtful(scene, draft) for doubtful in weak):
        return replace(draft, predicate="open")
    said = _SAID in draft.why and draft.rule == _COPULAR and not draft.negated
    said = said and len(scene.tree.chain(*draft.trigger)) > len(scene.tree.outer)
    draft = replace(draft, signs=(*draft.signs, SAID_OF)) if said else draft
    doubts = {"hidden": _hidden(scene, draft), "of thing": _of_thing(scene, draft), "slight": _slight(scene, draft)}
    seen = tuple(f"doubt: {name}" for name, true in doubts.items() if true)
    return replace(draft, signs=(*draft.signs, *seen)) if seen else draft


def _no_office(draft: Draft) -> bool:
    """تولى المنصب، تسلم مهامه: a word for any office names none."""
    if draft.predicate != "holds_position" or draft.object is None or draft.object.span is None:
        return False
    words = draft.object.span.exact.split()
    return len(words) == 1 and fold(words[0]).removeprefix("ال") in room_words("any_office", "sieve")


def _hidden(scene: Scene, draft: Draft) -> bool:
    """A doing or quality of somebody the sentence does not name: read only of a named person, surely referred to."""
    if draft.subject.span is not None or draft.predicate not in _VAGUE:
        return False
    if not scene.named(draft.subject.entity):
        return True
    if any(_SPEAKER in reason for reason in draft.why):
        return False
    person = scene.type_of(draft.subject.entity) is EntityType.PERSON
    return not person or any(guess in reason for guess in _GUESSES for reason in draft.why)


def _figure(scene: Scene, draft: Draft) -> bool:
    """What only somebody or some place suffers, said of a thing."""
    figure = draft.predicate in _OF_ACTORS and draft.rule not in _LISTED and not (draft.predicate == "attacked_in" and _target(draft))
    return figure and scene.type_of(draft.subject.entity) is EntityType.THING


def _target(draft: Draft) -> bool:
    """استهدف الانفجار مستودعا، قصفت المدفعية قرية: what can be struck in fact, by what strikes or by whoever does what is told."""
    words, by = (draft.subject.text or "").split(), (draft.object.text or "").split() if draft.object is not None else []
    if not words or not by or not draft.rule.startswith("verbal."):
        return False
    struck = fold(words[0]).removeprefix("ال").removesuffix("ا") in word_class("targets")
    span = draft.object.span if draft.object is not None else None
    named = span is not None and span.start <= draft.trigger[0] < span.end
    return struck and (named or fold(by[0]).removeprefix("ال") in word_class("strikes"))


def _of_somebody(scene: Scene, draft: Draft) -> bool:
    """ذهبت الجائزة إلى فلان: what a thing does to a named person is a claim about the person, and not of the thing."""
    span = draft.object.span if draft.object is not None else None
    if draft.rule != "description.plain" or span is None:
        return False
    inside = scene.layers.mentions.inside(span.start, span.end)
    return any(mention.type is EntityType.PERSON and scene.named(mention.entity) for mention in inside)


def _of_thing(scene: Scene, draft: Draft) -> bool:
    if scene.type_of(draft.subject.entity) is not EntityType.THING:
        return False
    if draft.rule.startswith("description.") and draft.rule not in _SURE:
        return True
    return draft.predicate == "engaged_in" and len((draft.subject.text or "").split()) > 1


def _slight(scene: Scene, draft: Draft) -> bool:
    """هو كذلك، كان حرجا: one word, a pronoun or a pointing word as all that is said."""
    if draft.predicate not in _VAGUE or draft.object is None:
        return False
    words = (draft.object.text or "").split()
    pointing = word_class("demonstratives") | word_class("pronouns") | word_class("particles")
    if len(words) == 1 and fold(words[0]) in pointing:
        return True
    reported = _SAID in draft.why and len(scene.tree.chain(*draft.trigger)) > len(scene.tree.outer)
    return draft.rule == _COPULAR and len(words) < 2 and not reported


def _with_nobody(scene: Scene, draft: Draft) -> bool:
    """To meet is to meet somebody, and ties are with somebody."""
    if draft.object is None or draft.object.entity is None:
        return False
    thing = scene.type_of(draft.object.entity) is EntityType.THING
    return thing and (draft.predicate == "met" or draft.rule == "relation.ties")


def _to_place(scene: Scene, draft: Draft) -> bool:
    """دعوة فلان إلى المدينة: a place is where somebody is asked to come, and nothing that he hopes for or demands."""
    if draft.predicate != "hopes_or_demands" or draft.object is None:
        return False
    return scene.type_of(draft.object.entity) is EntityType.PLACE and draft.rule.startswith("masdar.")


def _pointing(draft: Draft) -> bool:
    """رفض ما …، دعا إلى ضرورة …: where all words of an object were lost but the one that leads up to them, nothing is told."""
    if draft.object is None or draft.object.span is None or draft.object.entity is not None or draft.predicate in _OFFICES:
        return False
    words = [fold(word) for word in draft.object.span.exact.split()]
    return len(words) <= _LEADING and all(word.removeprefix("ال") in room_words("pointing", "sieve") for word in words)


_OFFICES = frozenset({"holds_position", "occupation", "nationality", "has_quantity"})
_LEADING = 2  # words


def _of_those_asked(scene: Scene, draft: Draft) -> bool:
    """ناشد الوزير السكان …، يتمنون لفلانة الشفاء: who is asked or meant well is not what is asked for."""
    if draft.predicate != "hopes_or_demands" or draft.object is None or draft.object.entity is None:
        return False
    return scene.type_of(draft.object.entity) in {EntityType.PERSON, EntityType.GROUP}
