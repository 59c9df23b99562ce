"""Hidden subjects of verbs of speech: whom «وقال», «مشيرا», «ما وصفه» mean where nobody is named beside them."""

from __future__ import annotations

from tawthiq.extract.attribution.content import described
from tawthiq.extract.attribution.cues import Cue
from tawthiq.extract.attribution.heads import people, surely_speaks
from tawthiq.extract.attribution.hops import hops_for, unnamed
from tawthiq.extract.attribution.lexicon import words
from tawthiq.extract.attribution.phrases import Phrase, phrase_at
from tawthiq.extract.attribution.speakers import main_subject
from tawthiq.extract.attribution.state import Build, Last, mention_before, parent_of
from tawthiq.extract.attribution.subjects import disagrees
from tawthiq.extract.attribution.units import Unit
from tawthiq.extract.tree import Attribution
from tawthiq.model import EntityType, Hop, HopRole, QuotationForm, SourceKind

NEAR = 3
"""Units: how far back a hidden subject is the one who spoke last."""
_TELLER_FAR = 5  # words between a document and the verb of what it says: رسالة من المدير تقول
_WHOSE_FAR = 10  # words between a speech and the verb of what was said in it
_TELLERS = (("documents", "media"), ("collective", "anonymous"))
_OF_PEOPLE = frozenset({"هم", "هما", "هن"})


def hidden_hops(build: Build, unit: Unit, cue: Cue) -> tuple[Hop, ...] | None:
    """The hops of a cue without a source of its own, or None where nobody can be told."""
    word = unit.words[cue.index]
    if _describes(unit, cue):
        told = _teller(build, unit, cue)
        if told is not None:
            return told
    parent = parent_of(build, word.start, word.end)
    if parent is not None and not cue.entry.continues:
        return _inner(build, unit, cue, build.found[parent])
    return _outer(build, unit, cue)


def _describes(unit: Unit, cue: Cue) -> bool:
    """Whether a cue tells of a noun before it: رسالة قال فيها, رسالة من المدير تقول."""
    if cue.entry.has_object or cue.form.part != "verb" or not cue.opener:
        return False
    if described(unit, cue) or _resumes(unit, cue):
        return True
    before = unit.words[cue.index - 1] if cue.index else None
    return cue.form.present and before is not None and before.kind == "word" and not unit.words[cue.index].conjunction and before.noun


def _resumes(unit: Unit, cue: Cue) -> bool:
    """تصريح لفلان قال فيه, بيانا لمدير المصنع أكد فيه: the verb tells what stands in something named before it."""
    behind = unit.surface(cue.index + 1) if cue.index + 1 < len(unit) else ""
    return cue.index > 0 and not unit.words[cue.index].conjunction and behind in words("resuming")


def goes_on(build: Build, unit: Unit, cue: Cue, hops: tuple[Hop, ...]) -> bool:
    """Whether a cue's subject is shown by its form, a pronoun or a noun before it: أنه يعتقد, أعتقد, إن الوفد ذكر; no passive then."""
    parent = parent_of(build, unit.words[cue.index].start, unit.words[cue.index].end)
    if parent is not None and hops[-1].name is not None and hops != build.found[parent].hops[-1:]:
        return True
    before = unit.words[cue.index - 1] if cue.index else None
    return (before is not None and before.function and bool(before.pronoun)) or _first_person(unit, cue)


def _teller(build: Build, unit: Unit, cue: Cue) -> tuple[Hop, ...] | None:
    """نشر فلان رسالة قال فيها إن: the sentence's subject; وصلت رسالة تقول إن, تقارير تتحدث عن: what is described tells it."""
    if _resumes(unit, cue):
        return _whose(build, unit, cue) or _leaning(build, unit, cue)
    plain = described(unit, cue)
    for tellers in _TELLERS:
        start = _nearest(unit, cue, tellers)
        if start >= 0:
            phrase = phrase_at(unit, build.layer, start)
            return hops_for(unit, build.layer, phrase, build.frame) if phrase is not None and phrase.end <= cue.index else None
    return _leaning(build, unit, cue) if plain else None


def _whose(build: Build, unit: Unit, cue: Cue) -> tuple[Hop, ...] | None:
    """نشرت الصحيفة بيانا للمدير قال فيه, تصريحا لمدير المصنع قال فيه: the one whose words the noun before says they are."""
    for start in range(cue.index - 2, max(-1, cue.index - _WHOSE_FAR - 1), -1):
        word, behind = unit.words[start], unit.words[start + 1]
        if word.kind != "word":
            return None
        if unit.keys[start].removesuffix("ا") in words("documents") | words("speeches") and not word.article:
            phrase = phrase_at(unit, build.layer, start + 1) if behind.preposition == "ل" else None
            fits = phrase is not None and phrase.end <= cue.index and surely_speaks(unit, build.layer, phrase)
            return hops_for(unit, build.layer, phrase, build.frame) if phrase is not None and fits else None
    return None


def _nearest(unit: Unit, cue: Cue, tellers: tuple[str, ...]) -> int:
    """The indefinite noun of one of these lists right before a cue, within its clause, or -1."""
    for start in range(cue.index - 1, max(-1, cue.index - _TELLER_FAR - 1), -1):
        if unit.words[start].kind != "word":
            return -1
        if not unit.words[start].article and any(unit.keys[start] in words(name) for name in tellers):
            return start
    return -1


def _leaning(build: Build, unit: Unit, cue: Cue) -> tuple[Hop, ...] | None:
    """The subject of the sentence so far, if it can speak and agrees with the verb."""
    found = main_subject(unit, build.layer, cue.index)
    if found is None:
        return None
    phrase, gender = found
    verbal = cue.form.part == "verb"
    if not surely_speaks(unit, build.layer, phrase) or (verbal and gender and cue.form.number == "s" and gender != cue.form.gender):
        return None
    if verbal and (disagrees(unit, build.layer, phrase, cue.form) or (cue.form.number == "p" and not people(unit, phrase.start))):
        return None
    hops = hops_for(unit, build.layer, phrase, build.frame)
    return hops if cue.form.part == "participle" or hops[-1].role is not HopRole.DOCUMENT else None


def _inner(build: Build, unit: Unit, cue: Cue, parent: Attribution) -> tuple[Hop, ...] | None:
    """Inside what somebody says: the subject of the inner clause, else that somebody; in his very words «قال» is never he."""
    at = next((i for i in range(cue.index - 1, -1, -1) if unit.words[i].start < parent.content.start or _opens_clause(unit, i)), -1)
    inside = at >= 0 and unit.words[at].end > parent.reach.start
    head = unit.words[at] if inside else None
    if parent.form is QuotationForm.DIRECT and cue.form.part == "verb":
        if _first_person(unit, cue) or _retold(unit, parent):
            return parent.hops[-1:]
        subject = _subject(build, unit, at + 1, cue) if inside else None
        return subject if subject is not None else (unnamed(build.frame, unit.words[cue.index].start, unit.words[cue.index].end),)
    if head is not None and head.pronoun:
        several = head.pronoun in _OF_PEOPLE or cue.form.number == "p"
        return None if several and parent.hops[-1].kind is SourceKind.NAMED else parent.hops[-1:]
    aside = not unit.words[cue.index].conjunction and unit.words[cue.index - 1].kind == "mark"  # خلية، قالت إنها كذا: the speaker says so
    subject = _subject(build, unit, at + 1, cue) if inside and cue.form.part == "verb" and not aside else None
    return subject if subject is not None else parent.hops[-1:]


def _retold(unit: Unit, parent: Attribution) -> bool:
    """قال إنه «يأمل أن …»: the words in marks go on with a pronoun that stands before them."""
    at = next((i for i, word in enumerate(unit.words) if word.start >= parent.content.start), 0)
    return at > 1 and _opens_clause(unit, at - 2) and bool(unit.words[at - 2].pronoun)


def _opens_clause(unit: Unit, index: int) -> bool:
    return unit.keys[index] in {"ان", "بان"} and unit.words[index].function


def _first_person(unit: Unit, cue: Cue) -> bool:
    """أعتقد, أؤكد: written with a hamza that the past of the same letters does not have; آمل, of which the past is أمل."""
    text, lemma = unit.words[cue.index].text.lstrip("وف"), cue.entry.lemma
    shown = (text[:1], lemma[:1]) in {("آ", "أ"), ("أ", "ا")}
    return shown or (text[:1] in "اأ" and lemma in {"اعتقد", "ظن"})


def _subject(build: Build, unit: Unit, start: int, cue: Cue) -> tuple[Hop, ...] | None:
    """The noun phrase at the head of a clause, if it surely speaks and agrees with the cue."""
    if start >= cue.index or unit.words[start].kind != "word":
        return None
    phrase = phrase_at(unit, build.layer, start)
    if phrase is None or phrase.end > cue.index or disagrees(unit, build.layer, phrase, cue.form):
        return None
    several = cue.form.number == "p"
    if several is not people(unit, start) and several:
        return None
    return hops_for(unit, build.layer, phrase, build.frame) if several or surely_speaks(unit, build.layer, phrase) else None


def _outer(build: Build, unit: Unit, cue: Cue) -> tuple[Hop, ...] | None:
    """In the outlet's own words: the subject of this sentence, who spoke last, the subject of the sentence before."""
    word = unit.words[cue.index]
    if cue.form.part == "masdar" and cue.entry.has_object and word.pronoun:
        return (unnamed(build.frame, word.start, word.end),)  # بعد اتهامه بكذا: he is accused, and does not accuse
    if cue.form.part == "masdar" and not word.pronoun:
        subject = mention_before(build, unit, cue.index) if word.article else None
        return (subject,) if subject is not None else None
    fresh = build.last is None or build.last.unit < build.unit  # nobody has spoken in this sentence so far
    here = _leaning(build, unit, cue) if fresh and (cue.form.part == "participle" or not cue.entry.continues) else None
    here = here or (_acting(build, unit, cue) if fresh else None)
    if here is not None:
        return here
    last = _last(build, cue)
    if last is not None:
        if cue.entry.continues or cue.form.part == "participle":
            return last.hops
        if build.unit - last.unit < 2 or not _another_between(build, last):
            return tuple(hop for hop in last.hops if hop.role is not HopRole.DOCUMENT) or last.hops
        background = build.before is not None and build.before.keys[0].startswith("كان")
        return None if background else _before(build, cue)  # وكان فلان قد زار كذا: whether he goes on or who spoke last is not to be told
    return _before(build, cue)


def _acting(build: Build, unit: Unit, cue: Cue) -> tuple[Hop, ...] | None:
    """وحين فازت المنظمة بالجائزة، رفض فلان الرواية وأصر على أن: the person behind the verb before, in this sentence, goes on."""
    if cue.form.part != "verb" or cue.form.number != "s" or not cue.index:
        return None
    for at in range(cue.index - 2, -1, -1):
        word, name = unit.words[at], unit.words[at + 1]
        if unit.inside[at] != unit.inside[cue.index] or unit.is_stop(at):
            return None
        if word.verb is None or word.noun or name.preposition or name.conjunction:
            continue
        person = build.layer.person_at(name.start)
        phrase = phrase_at(unit, build.layer, at + 1) if person is not None else None
        agrees = word.verb.gender == cue.form.gender and word.verb.number == "s"
        return hops_for(unit, build.layer, phrase, build.frame) if phrase is not None and agrees else None
    return None


def _last(build: Build, cue: Cue) -> Last | None:
    """Who spoke last, if near and agreeing with the verb; where he does not agree with a verb of going on, the one before him."""
    last = build.last
    if last is not None and cue.entry.continues and not _agrees(cue, last):
        last = last.before
    return last if last is not None and build.unit - last.unit <= NEAR and _agrees(cue, last) else None


def _agrees(cue: Cue, last: Last) -> bool:
    """Whether a verb's gender and number are those of who spoke last."""
    if cue.form.part != "verb":
        return True
    if cue.form.number == "p":
        return last.several
    if last.several and cue.form.gender == "m":
        return False
    return not last.gender or cue.form.gender == last.gender


def _another_between(build: Build, last: Last) -> bool:
    """Whether the sentence before is about another person by name than who spoke last."""
    before = build.before
    found = main_subject(before, build.layer, len(before)) if before is not None else None
    if before is None or found is None:
        return False
    start = before.words[found[0].start].core_start
    return any(m.type is EntityType.PERSON and m.entity != last.hops[-1].entity for m in build.layer.beginning(start))


def _before(build: Build, cue: Cue) -> tuple[Hop, ...] | None:
    """The subject of the sentence before, if it surely speaks and agrees."""
    before = build.before
    found = main_subject(before, build.layer, len(before)) if before is not None else None
    if before is None or found is None or cue.form.part != "verb":
        return None
    phrase, gender = found
    if not surely_speaks(before, build.layer, phrase) or cue.form.number != "s" or people(before, phrase.start):
        return None
    if (gender and gender != cue.form.gender) or (not gender and not _sure_gender(build, before, phrase, cue)):
        return None
    hops = hops_for(before, build.layer, phrase, build.frame)
    return hops if hops[-1].role is HopRole.SPEAKER else None


def _sure_gender(build: Build, unit: Unit, phrase: Phrase, cue: Cue) -> bool:
    """Without a verb of its own a subject must show its gender: a masculine verb takes up a person's name or a noun without ة."""
    return not disagrees(unit, build.layer, phrase, cue.form)
