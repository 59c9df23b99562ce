"""Cues: the words that say that someone says something, told from the same words in other senses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tawthiq.extract.attribution.lexicon import Act, CueEntry, CueForm, cue_forms, words
from tawthiq.extract.attribution.units import Unit
from tawthiq.text.fold import fold

_NO_COLON = frozenset({Act.OPINE, Act.ESTIMATE, Act.HEAR, Act.ACCUSE, Act.RELAY})
_DOING = frozenset({Act.ACCUSE, Act.DEMAND, Act.PROMISE})  # what ب brings is all that they are about
_FAR = 45  # words: the longest way from a cue to its content (titles, relative clauses, occasions)
_NEAR_BELIEF = 2  # words: مقتنع بأن, واثق من أن
_SHORT = 3  # words in marks that are rather a name or a label than something said


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at ``index`` of a unit. ``opener`` is what brings the content: clause, colon, marks, phrase or none.

    ``at`` is the index where the opener stands; ``negated``: the cue itself is denied (لم يؤكد); ``passive``: no one is
    named as its speaker and none can be inherited.
    """

    index: int
    form: CueForm
    opener: str = ""
    at: int = -1
    negated: bool = False
    passive: bool = False

    @property
    def entry(self) -> CueEntry:
        """What is known of the verb."""
        return self.form.entry


def is_particle(unit: Unit, index: int) -> bool:
    """Whether a word is a particle or a preposition with a pronoun (له, بها, لنا)."""
    word = unit.words[index]
    return word.function or (word.pronoun != "" and unit.keys[index] in {"ل", "ب"}) or unit.surface(index) in words("to_whom")


def is_complementiser(unit: Unit, index: int) -> bool:
    """Whether أن or إن stands at a word and opens what is said."""
    if unit.surface(index) in words("name_like") or _concessive(unit, index):
        return False
    if unit.keys[index] not in words("complementisers") or not unit.words[index].function:
        return False
    return index == 0 or unit.keys[index - 1] not in words("no_clause_behind")


def _concessive(unit: Unit, index: int) -> bool:
    """وإن لم, وإن كان: although."""
    if not unit.words[index].text.startswith("وإن") or index + 1 >= len(unit):
        return False
    return unit.keys[index + 1] in {"لم", "كان", "كانت"} and unit.words[index].pronoun == ""


def clause_start(unit: Unit, index: int) -> bool:
    """Whether a word stands at the head of a clause."""
    if index == 0 or unit.words[index].conjunction:
        return True
    before = unit.words[index - 1]
    return before.kind == "mark" or unit.surface(index - 1) in words("new_speaker") or unit.keys[index - 1] in words("before_clauses")


def cue_form_at(unit: Unit, index: int) -> CueForm | None:
    """The cue that a word may be, by its form alone."""
    word = unit.words[index]
    if word.kind != "word":
        return None
    forms = cue_forms().get(unit.keys[index]) or cue_forms().get(unit.surface(index)) or _unsplit(unit, index)
    fitting = [form for form in forms or () if _fits(unit, index, form)]
    if len(fitting) > 1 and _governs_object(unit, index):
        return next((form for form in fitting if form.part == "masdar"), fitting[0])
    return fitting[0] if fitting else None


def _governs_object(unit: Unit, index: int) -> bool:
    """نفي الوزارة للخبر: with ل behind its subject a form that may be verb or noun is the noun."""
    if not unit.words[index].text.endswith("ي"):
        return False
    return any(unit.words[i].preposition == "ل" for i in range(index + 1, min(len(unit), index + 5)))


def _unsplit(unit: Unit, index: int) -> tuple[CueForm, ...] | None:
    """Forms that the lexicon kept whole: وأردف, فقال, لفتت."""
    surface = unit.surface(index)
    known = cue_forms().get(surface[1:]) if len(surface) > 3 and surface[0] in "وف" else None
    return known if known is not None and unit.words[index].verb is None else None


def _fits(unit: Unit, index: int, form: CueForm) -> bool:
    word, before = unit.words[index], unit.keys[index - 1] if index else ""
    if form.part == "masdar":
        return not word.article or (word.preposition == "ب" and index + 1 < len(unit) and unit.keys[index + 1] == "ان")
    if word.function and not form.present and "ّ" not in word.text and not _expresses(unit, index):
        return False
    if word.article or word.preposition in {"ب", "ك"} or (
        "ة" in word.text[-2:] and form.part == "verb" and unit.keys[index] not in words("believing")
    ):
        return False
    if form.part == "participle":
        return (
            not _is_subject(unit, index)
            and not _as_noun(unit, index)
            and not _predicate(unit, index)
            and (
                before not in words("prepositions")
                and not word.preposition
                and not before.startswith(("كان", "يكون", "يبدو", "بات", "اصبح", "ظل"))
            )
        )
    if word.text[0] == "آ" and form.entry.lemma[0] != "آ":
        return False
    if form.person != 3 or (
        word.preposition and not (word.preposition == "ل" and form.present) and not (word.preposition == "س" and form.present)
    ):
        return False
    if (form.jussive and before != "لم") or (form.entry.lemma == "ادعى" and form.present and word.text.endswith("ى")):
        return False  # يدعى فلانا: his name is so
    if before in words("prepositions") and before != "خلال" and not form.present and not word.conjunction:
        return False
    if unit.keys[index] == "ورد" and not word.conjunction and index + 1 < len(unit) and unit.keys[index + 1] == "في":
        return False
    headed = clause_start(unit, index) or _after_pronoun(unit, index) or _after_subject(unit, index)
    return unit.keys[index] not in words("rarely_cues") or headed


def _after_pronoun(unit: Unit, index: int) -> bool:
    """قال إنه علم من فلان, ذكر أنها سمعت: the pronoun of أن is the subject of the verb behind it."""
    before = unit.words[index - 1] if index else None
    return before is not None and before.function and bool(before.pronoun) and unit.keys[index - 1] in words("complementisers")


def _expresses(unit: Unit, index: int) -> bool:
    """Whether عبر is the verb: at the head of a clause with عن behind its subject."""
    near = unit.keys[index + 2 : index + 9]
    return unit.keys[index] == "عبر" and "عن" in near and clause_start(unit, index)


def _as_noun(unit: Unit, index: int) -> bool:
    """Whether a participle in ة is a verbal noun instead: من الصعب متابعة المباراة."""
    if not unit.words[index].text.endswith("ة") or index == 0:
        return False
    before, following = unit.words[index - 1], index + 1
    if before.kind == "mark" or (before.verb is not None and not before.noun) or following >= len(unit):
        return False
    opens = following in unit.opens or unit.words[following].text == ":" or is_complementiser(unit, following)
    return not opens and unit.keys[following] not in {"الي", "علي", "عن", "من", "في"}


def _predicate(unit: Unit, index: int) -> bool:
    """Whether a participle in ة is what is said of a noun before it (الإجراءات مشددة), with كان or without a verb."""
    if not unit.words[index].text.endswith("ة") or index == 0 or unit.words[index - 1].kind == "mark" or unit.words[index].conjunction:
        return False
    for at in range(index - 1, -1, -1):
        word = unit.words[at]
        if word.kind == "mark":
            return True
        if unit.keys[at].startswith(("كان", "تكون", "يكون", "ظل", "بات", "اصبح")):
            return True
        if (word.verb is not None and not word.noun) or cue_forms().get(unit.keys[at]):
            return False
    return True


def _is_subject(unit: Unit, index: int) -> bool:
    """Whether a feminine or plural participle is a noun: وقالت متحدثة باسم كذا; in the masculine the accusative tells."""
    if unit.surface(index).endswith("ا"):
        return False
    before, behind = unit.words[index - 1] if index else None, unit.surface(index + 1) if index + 1 < len(unit) else ""
    return behind.startswith("باسم") or (before is not None and before.verb is not None and not before.noun)


def _after_subject(unit: Unit, index: int) -> bool:
    """Whether an ambiguous word is a verb behind its subject: أن, a colon or marks follow at once."""
    following = index + 1
    if following >= len(unit):
        return False
    if following in unit.opens or unit.words[following].text == ":":
        return unit.keys[index] not in {"عبر", "بين", "حمل"}
    return is_complementiser(unit, following) or (
        unit.keys[following] in {"الي", "عن", "علي"} and following + 1 < len(unit) and is_complementiser(unit, following + 1)
    )


def find_opener(unit: Unit, cue: int, form: CueForm) -> tuple[str, int]:
    """What brings the content of a cue, and where: ("clause" | "colon" | "marks" | "phrase" | "", index)."""
    index, depth, relative, aside = cue + 1, 0, False, False
    phrase, told = -1, set[int]()
    while index < min(len(unit), cue + _FAR):
        word = unit.words[index]
        if word.kind == "mark":
            if word.text in "([":
                depth += 1
            elif word.text in ")]":
                depth = max(0, depth - 1)
            elif index in unit.opens:
                if index - 1 in told and form.part == "verb" and _said(unit, cue, index, form):
                    break  # قال فلان، مضيفا «…»: the participle's
                if (not aside or unit.words[index - 1].text in "،,") and _said(unit, cue, index, form):
                    return ("phrase", phrase) if _keeps_phrase(unit, form, phrase, index) else ("marks", index)
                index = max(index + 1, unit.after(unit.opens[index]))
                continue
            elif word.text == ":" and not depth and index + 1 < len(unit) and form.entry.act not in _NO_COLON:
                if aside and form.part == "verb" and index - 1 in told:
                    break  # قال فلان، مضيفا: «…»
                return "colon", index
            elif unit.is_stop(index) and not depth:
                break
            elif word.text in "،,؛":
                relative = False
                if _new_clause(unit, index + 1):
                    break
        elif not relative and _contrast(unit, cue, index):
            break
        elif (
            is_complementiser(unit, index)
            and (not aside or unit.words[index - 1].text in "،,")
            and _own(unit, cue, index, form, relative=relative)
        ):
            return ("phrase", phrase) if _keeps_phrase(unit, form, phrase, index) else ("clause", index)
        elif unit.keys[index] == "ان" and unit.keys[index - 1] in {"الا", "غير", "بيد"}:
            break
        elif unit.keys[index] in {"الذي", "التي", "الذين", "اللذين", "اللتين"}:
            relative = True
        elif phrase < 0 and index > cue and _brings(unit, index, form):
            phrase = index
        elif not relative and _other_cue(unit, cue, index):
            comma = unit.words[index - 1].text in "،,"
            if unit.words[index].conjunction or not (comma or unit.surface(index).endswith("ا")):
                break
            aside = True  # قال فلان، معلقا على كذا، إن
            told.add(index)
        index += 1
    return ("phrase", phrase) if phrase >= 0 else ("", -1)


def _keeps_phrase(unit: Unit, form: CueForm, phrase: int, index: int) -> bool:
    """Whether the phrase that a preposition brings is the content although أن or marks follow: أشار إلى غياب ضمان بأن; not إلى أن."""
    if phrase < 0 or form.entry.act is Act.RELAY:
        return phrase >= 0
    if unit.words[phrase].preposition:
        return form.entry.act in _DOING
    return index - phrase > 1


def _contrast(unit: Unit, cue: int, index: int) -> bool:
    """Whether another clause begins behind the cue's own: ..., لكن فلانا قال, فيما ذكرت الوزارة, في حين أكدت."""
    key = unit.keys[index]
    if index <= cue + 1 or unit.words[index].kind != "word":
        return False
    if key in words("contrast"):
        behind = cue_form_at(unit, index + 1) if index + 1 < len(unit) else None
        return unit.words[index - 1].kind == "mark" or (behind is not None and behind.part == "verb" and not unit.words[index + 1].pronoun)
    return key == "في" and index + 1 < len(unit) and unit.keys[index + 1] in {"حين", "وقت"} and unit.words[index - 1].text in "،,"


def _brings(unit: Unit, index: int, form: CueForm) -> bool:
    """Whether a word is the preposition that brings the content as a noun phrase."""
    word = unit.words[index]
    if (word.pronoun and word.function) or _on_occasion(unit, index):
        return False
    if form.part == "masdar" and form.entry.act is Act.DENY and word.preposition == "ل":
        return True
    if word.preposition in form.entry.prepositions and word.preposition and not word.conjunction:
        return unit.keys[index] not in words("agency_words") if word.preposition == "ل" else True
    return (
        unit.keys[index] in form.entry.prepositions or (unit.keys[index] == "عما" and "عن" in form.entry.prepositions)
    ) and not word.preposition


def _on_occasion(unit: Unit, index: int) -> bool:
    """على هامش كذا, على الرغم من, عن طريق, بدوره: where, how and in spite of what something was said; no content."""
    word = unit.words[index]
    if word.preposition and not word.function:
        return unit.keys[index] in words("manners") or unit.surface(index) in words("between_cue_and_source")
    return index + 1 < len(unit) and unit.keys[index + 1] in words("manners") and not unit.words[index + 1].preposition


def _said(unit: Unit, cue: int, opening: int, form: CueForm) -> bool:
    """Whether words in marks behind a cue are what was said, and not a name or a label."""
    marked = unit.opens[opening]
    inside = [i for i, owner in enumerate(unit.inside) if owner == marked]
    plain = [i for i in inside if unit.words[i].kind == "word"]
    if unit.words[opening - 1].text == ":":
        return True
    if any(is_complementiser(unit, i) for i in range(cue + 1, opening)):
        return False
    if len(plain) <= _SHORT or _labels(unit, opening, marked):
        return False
    return form.entry.act is not Act.ACCUSE


def _labels(unit: Unit, opening: int, marked: int) -> bool:
    """Whether words in marks name what stands before them (المعروفة بـ«…»، رئيس «…») and what was said follows behind أن."""
    after = unit.after(marked)
    if after < len(unit) and unit.words[after].text in "،,":
        after += 1
    return (
        after < len(unit)
        and is_complementiser(unit, after)
        and unit.surface(after) in words("with_complementiser")
        and unit.words[opening - 1].text not in "،,:"
    )


def _own(unit: Unit, cue: int, index: int, form: CueForm, *, relative: bool) -> bool:
    """Whether أن belongs to the cue and not to a verb between them."""
    if index - 1 == cue:
        return True
    rumoured = unit.keys[index - 1] in words("rumours") and not unit.words[index - 1].article
    if rumoured and (form.entry.act is not Act.DENY or form.entry.lemma == "استبعد"):
        return False  # أُبعد بعد مزاعم بأنه فعل كذا: the rumour's own
    if unit.keys[index - 1] == "علي" and form.entry.act is Act.WRITE:
        return False  # نشر كذا على أن: provided that
    return unit.keys[index - 1] not in words("governs_an") and not (
        relative and unit.words[index - 1].verb and not unit.words[index - 1].noun
    )


def _new_clause(unit: Unit, index: int) -> bool:
    if index >= len(unit):
        return True
    word = unit.words[index]
    return bool(word.conjunction) and word.verb is not None and not word.noun and unit.keys[index] != "كان"


def _other_cue(unit: Unit, cue: int, index: int) -> bool:
    form = cue_form_at(unit, index)
    if form is None or form.part == "masdar" or index == cue:
        return False
    return form.part == "participle" or (unit.words[index].conjunction != "" and unit.words[index].verb is not None)


def find_cues(unit: Unit) -> Iterator[Cue]:
    """Verbs, participles and verbal nouns of a unit that bring a content, in order."""
    for index, word in enumerate(unit.words):
        form = cue_form_at(unit, index)
        if form is None:
            continue
        cue = _cue(unit, index, form)
        if cue is not None and not (word.preposition == "ل" and not _purposely(cue)):
            yield cue


def _purposely(cue: Cue) -> bool:
    """Whether a verb behind ل is one that says at all (عاد ليؤكد أن), not a purpose: للقول, لتحمل كذا, ليطلب منه أن."""
    return cue.opener in {"clause", "colon", "marks"} and cue.entry.act in {Act.SAY, Act.AFFIRM, Act.ANNOUNCE, Act.REVEAL}


def _cue(unit: Unit, index: int, form: CueForm) -> Cue | None:
    opener, at = find_opener(unit, index, form)
    negated = _negated(unit, index)
    if form.part == "masdar":
        return _masdar(unit, index, form, opener, at)
    if _formula(unit, index, form, at):
        return None
    if unit.keys[index] in words("believing") and not (opener == "clause" and at - index <= _NEAR_BELIEF):
        return None
    if form.entry.act is Act.DOCUMENT and opener not in {"clause", "marks", "colon"}:
        return None
    if opener in {"clause", "colon", "marks"}:
        return Cue(index, form, opener, at, negated)
    if opener == "phrase":
        acted_on = unit.words[index].pronoun and form.part == "verb" and not form.entry.has_object  # أقره المجلس بأغلبية
        return None if acted_on else Cue(index, form, opener, at, negated)
    if negated and form.entry.bare and form.entry.act is not Act.DENY:
        return None
    return Cue(index, form, "", -1, negated) if _bare(index, form) else None


def _bare(index: int, form: CueForm) -> bool:
    """A cue without an opener: its object is its content, or the content stands before it."""
    return form.entry.bare or form.entry.responsibility or index > 0


def _masdar(unit: Unit, index: int, form: CueForm, opener: str, at: int) -> Cue | None:
    """Verbal nouns: a clause must follow near, or a phrase by their preposition with a speaker before it."""
    if unit.keys[index] in words("rumours") and not unit.words[index].pronoun and at == index + 1:
        return None  # مزاعم بأنه فعل كذا: nobody's
    near = {"clause": 9, "phrase": 6}.get(opener, 0)
    if not near and form.entry.act is Act.ANNOUNCE and not unit.words[index].pronoun and not unit.words[index].article:
        return Cue(index, form)
    if not near or at - index > near or any(unit.is_stop(i) for i in range(index, at)):
        return None
    if any(unit.words[i].kind == "mark" and unit.words[i].text in "،,:" for i in range(index, at)):
        return None
    if opener == "phrase" and at == index + 1 and not unit.words[index].pronoun:
        return None
    if any(unit.words[i].verb is not None and not unit.words[i].noun for i in range(index + 1, at)):
        return None
    if not unit.words[index].pronoun and at > index + 1 and not _governs(unit, index):
        return None
    return Cue(index, form, opener, at)


def _governs(unit: Unit, index: int) -> bool:
    """Whether a verbal noun governs a speaker (إشارة مسؤولين, نفي الوزارة) and is not merely described (اعتراف نادر)."""
    following = unit.words[index + 1]
    ending = unit.surface(index + 1)
    return following.article or following.function or ending.endswith(("ين", "ون")) or not following.noun or following.pronoun != ""


def _negated(unit: Unit, index: int) -> bool:
    if index > 0 and unit.keys[index - 1] == "غير":
        return unit.keys[index] in words("believing")  # غير مقتنع بأن
    return index > 0 and (unit.keys[index - 1] in words("cue_negators")) and (unit.keys[index - 1] != "ما" or index == 1)


def _formula(unit: Unit, index: int, form: CueForm, at: int) -> bool:
    """يُذكر أن, يُشار إلى أن, ما يشير إلى: the outlet itself reminds or infers."""
    present = form.present and clause_start(unit, index)
    direct = at == index + 1 or (at == index + 2 and unit.keys[index + 1] == "الي")
    if present and direct and unit.surface(index).lstrip("وف") in words("reminding"):
        return True
    before = unit.keys[index - 1] if index else ""
    return before in {"ما", "مما", "الذي", "التي"} and fold(form.entry.lemma) in words("inferring") and form.present
