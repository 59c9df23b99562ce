"""Triggers with a frame: who is the claim's subject, what its object, by kinds of verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tawthiq.extract.claims.accused import accused
from tawthiq.extract.claims.arguments import (
    act_words,
    coordinated_phrases,
    core_end,
    direct_objects,
    objects_of,
    prepositional_argument,
    targets_of,
    under_preposition,
    with_clitic,
)
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import is_passive_reading
from tawthiq.extract.claims.cofounders import founded_together, partner
from tawthiq.extract.claims.copulas import predicated
from tawthiq.extract.claims.description import THINGS, by_object, described, opened
from tawthiq.extract.claims.lexicon import Trigger, masdar_forms, room_words, word_class
from tawthiq.extract.claims.lifeless import own_officer, rather_acts
from tawthiq.extract.claims.nouns import is_masdar
from tawthiq.extract.claims.plain import plain
from tawthiq.extract.claims.posts import appoint, elect, gain, leads, left, office
from tawthiq.extract.claims.quantity import amount_in
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted
from tawthiq.extract.claims.roles import is_office, role, title_in
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.senses import OWN_WORDS, other_sense
from tawthiq.extract.claims.strikes import event, harms, is_strike, strike_behind
from tawthiq.extract.claims.token import Pos
from tawthiq.model import Argument, EntityType, Scalar
from tawthiq.text.fold import fold
from tawthiq.text.numbers import is_number_word, word_key
from tawthiq.text.verbs import Tense

_DESCRIBING = frozenset({"engaged_in", "has_trait", "open"})  # what a thing does or is like is told in the verb's own words


def framed(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """The drafts of a clause by its trigger's frame: by the kind of its verb, or by the objects that the frame asks for."""
    if trigger.predicate == "engaged_in" and (early := by_object(reading)) is not None:
        yield early
        return
    other = other_sense(reading.tokens, reading.clause, trigger)
    if other == OWN_WORDS:
        yield from described(reading, trigger.masdar)
        return
    if other is not None:
        trigger = replace(trigger, predicate=other, subject="S", objects=("O",), flags=frozenset())
    if trigger.lemma == "أوقف" and own_officer(reading.tokens, reading.clause):
        yield from described(reading, trigger.masdar)
        return
    if trigger.predicate == "part_of" and reading.type is EntityType.PERSON:
        trigger = replace(trigger, predicate="member_of")  # لا يتبع أي حزب
    told = _by_kind(reading, trigger)
    yield from _by_frame(reading, trigger) if told is None else told


def _by_kind(reading: Reading, trigger: Trigger) -> Iterator[Draft] | None:
    """The drafts of a verb that is read in its own way, or None."""
    if "bodies" in trigger.flags and reading.type is not EntityType.ORGANIZATION:
        return described(reading, trigger.masdar)
    if trigger.predicate in _DESCRIBING and reading.type in THINGS and plain(reading.tokens, reading.clause):
        return described(reading, trigger.masdar)
    if trigger.subject == "S" and _marked_passive(reading):
        return described(reading, "")  # دُعي فلان إلى الحوار: he was asked, and asks nobody
    special = _SPECIAL.get(next(iter(trigger.flags & set(_SPECIAL)), ""))
    if special is not None:
        return special(reading, trigger)
    if trigger.lemma == "وقع" and (not reading.clause.objects or reading.type is EntityType.THING):
        return opened(reading, trigger)  # وقع انفجار is "it fell", and no signing
    if "QTY" in trigger.objects:
        return _measured(reading, trigger)
    acting = "human" in trigger.flags or trigger.predicate == "persecutes"  # المشروع الذي هجره pursues nobody
    if acting and (reading.type not in ACTORS or _mere_place(reading, trigger)) and not _speaks(reading, trigger):
        return described(reading, trigger.masdar)
    if trigger.subject == "O":
        return _undergone(reading, trigger)
    if trigger.subject.startswith("@"):
        return _befallen(reading, trigger)
    if reading.clause.resumed and trigger.predicate in {"engaged_in", "has_trait"}:
        return described(reading, trigger.masdar)
    return _by_predicate(reading, trigger)


def _mere_place(reading: Reading, trigger: Trigger) -> bool:
    """الجزيرة التي أبعدته عن أهله: a place without a name is no government and goes after nobody."""
    return trigger.predicate == "persecutes" and reading.type is EntityType.PLACE and not reading.scene.named(reading.subject.entity)


def _marked_passive(reading: Reading) -> bool:
    """Whether a past verb without an object has the damma of a passive: دُعي، طُلب."""
    word, clause = reading.tokens[reading.clause.verb].word, reading.clause
    shown = word.text[word.core_start - word.start :][1:2] == "\u064f"
    born = clause.trigger is not None and clause.trigger.predicate in {"born_in", "died", "attacked_in", "killed_in"}
    return shown and clause.form.tense is Tense.PAST and not born and "elect" not in (clause.trigger.flags if clause.trigger else ())


def _speaks(reading: Reading, trigger: Trigger) -> bool:
    """دعا البيان إلى …، انتقد التقرير …: a text takes a stand or demands like its author."""
    noun = reading.clause.subject
    if noun is None or trigger.predicate not in {"hopes_or_demands", "supports", "opposes", "accuses"}:
        return False
    return reading.tokens[noun.head].key in room_words("texts", "frames")


def _by_predicate(reading: Reading, trigger: Trigger) -> Iterator[Draft] | None:
    """The drafts of a predicate that asks for more than an object, or None."""
    if trigger.predicate == "left_position" and reading.type is EntityType.PERSON:
        return iter((drafted(reading, "left_position", reading.subject, left(reading, trigger)),))
    if trigger.predicate == "educated" and "رّ" in reading.tokens[reading.clause.verb].word.text:
        return described(reading, "تدريس")  # يدرّس teaches
    if trigger.predicate == "employed_by":
        at = clause_role(reading)
        return _employed(reading, trigger) if at is None else predicated(reading, at, _roles_end(reading))
    if trigger.predicate == "accuses":
        return accused(reading)
    common = reading.type is EntityType.THING or (reading.type is EntityType.GROUP and not reading.scene.named(reading.subject.entity))
    if trigger.lemma == "واجه" and common and (faced := _faced(reading)) is not None:
        return iter((faced,))
    if fold(trigger.lemma) in room_words("joining", "frames") and (joint := _joint(reading)) is not None:
        return iter((joint,))
    return None


def _befallen(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """حكم عليه بالسجن: the one behind the preposition is whom it befalls."""
    target = prepositional_argument(reading, trigger.subject[1:])
    if target is not None and ("personal" not in trigger.flags or reading.scene.type_of(target.entity) in _PEOPLE):
        sentence = _sentence(reading, trigger) if "REST" in trigger.objects else None
        yield drafted(reading, trigger.predicate, target, sentence or Argument(value=act_words(reading, trigger, target)))


def _by_frame(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """The objects that the frame asks for, each of every subject; without any, what is done together, or the verb's own words."""
    with_whom = partner(reading) if trigger.predicate == "founded" else {}
    found = objects_of(reading, trigger)
    for item in found:
        if _told_with_verb(trigger) and item.span is not None and item.value is None:
            item = _with_verb(reading, trigger, item)  # noqa: PLW2901 - the same object, with its verb
        for subject in (reading.subject, *reading.others):
            yield drafted(reading, trigger.predicate, subject, item, with_whom)
        yield from founded_together(reading, trigger, item)
    if not found and trigger.predicate in _MUTUAL and (together := _together(reading, trigger)) is not None:
        yield together
    elif not found and not _lacks_object(reading, trigger) and not _unfinished(reading, trigger):
        yield from described(reading, trigger.masdar)


def _told_with_verb(trigger: Trigger) -> bool:
    """A deed, and what somebody meets with (مواجهة تعذيب): without its verb the object alone says another thing."""
    return bool(trigger.masdar) and (trigger.predicate == "engaged_in" or fold(trigger.lemma) in room_words("meeting_with", "frames"))


def _with_verb(reading: Reading, trigger: Trigger, item: Argument) -> Argument:
    """A doing's object with the verb; تلقى ضربة: on which side of an event one was the verb tells, so its entity does not stand for it."""
    value = f"{_masdar(reading, trigger)} {_marked(reading, item)}"
    event = reading.scene.type_of(item.entity) is EntityType.EVENT
    return replace(item, entity=None if event else item.entity, value=value)


def _masdar(reading: Reading, trigger: Trigger) -> str:
    """The verbal noun, with whom it was done to where the verb's clitic says so and nothing else is its object."""
    clause = reading.clause
    alone = clause.clitic and not clause.resumed and not clause.objects
    return with_clitic(trigger.masdar, clause.clitic) if alone else trigger.masdar


def _marked(reading: Reading, item: Argument) -> str:
    """An object's words with the preposition that it stands under: على المدينة."""
    assert item.span is not None  # noqa: S101 - the caller has looked
    for other in reading.clause.prepositional:
        first = reading.tokens[other.phrase.start].word if other.phrase is not None else None
        if first is not None and first.core_start == item.span.start:
            return f"{other.preposition}{'' if first.preposition else ' '}{item.span.exact}"
    return item.span.exact


_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})


def _sentence(reading: Reading, trigger: Trigger) -> Argument | None:
    """حكم عليه بالسجن لمدة …: what stands behind the one it falls on."""
    tokens, clause = reading.tokens, reading.clause
    item = next((i for i in clause.prepositional if i.preposition == trigger.subject[1:]), None)
    if item is None:
        return None
    start = item.at + 1 if item.phrase is None else item.phrase.end
    return reading.scene.words(tokens, start, clause.end, trigger.masdar, dated=True)


_MUTUAL = frozenset({"met", "cooperates_with", "friction_with", "has_ties_with"})


def _together(reading: Reading, trigger: Trigger) -> Draft | None:
    """التقى فلان وعلان، اتفقت روما وطرابلس: what two do is done with each other."""
    if reading.type not in ACTORS:
        return None
    partner = next((other for other in reading.others if reading.scene.type_of(other.entity) in ACTORS), None)
    return None if partner is None else drafted(reading, trigger.predicate, reading.subject, partner)


def _lacks_object(reading: Reading, trigger: Trigger) -> bool:
    """A verb that needs an object and shows none: it stands farther off than we read, and the rest says little."""
    clause = reading.clause
    beside = any(item.phrase is not None for item in clause.prepositional) and clause.verb + 1 == clause.prepositional[0].at
    return trigger.objects == ("O",) and not clause.objects and not clause.clitic and not clause.resumed and not beside


def _unfinished(reading: Reading, trigger: Trigger) -> bool:
    """دعا فلان الأهالي إلى "…": whom somebody asks, and a preposition behind which the sentence shows nothing."""
    tokens, at = reading.tokens, reading.clause.end
    if trigger.predicate != "hopes_or_demands" or at >= len(tokens) or tokens[at].pos is not Pos.PREPOSITION:
        return False
    return f"@{tokens[at].key}" in trigger.objects


def _joint(reading: Reading) -> Draft | None:
    """شارك في تأسيس …: taking part in founding is founding, with others."""
    tokens = reading.tokens
    for item in reading.clause.prepositional:
        if item.preposition != "في" or item.phrase is None:
            continue
        head = tokens[item.phrase.head]
        if not any(trigger.predicate == "founded" for trigger, _ in masdar_forms().get(head.key, ())) or head.word.article:
            continue
        founded = noun_phrase(tokens, item.phrase.head + 1)
        if founded is not None and not founded.preposition:
            return drafted(reading, "founded", reading.subject, reading.scene.phrase(tokens, founded), {"role": "took part"})
    return None


def _faced(reading: Reading) -> Draft | None:
    """العقبات التي تواجه المشروع: a quality of the one who faces them."""
    target = next(iter(direct_objects(reading, split=False)), None)
    if target is None or target.entity is None or reading.subject.span is None:
        return None
    return drafted(reading, "has_trait", target, Argument(span=reading.subject.span))


def _employed(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """عمل في شركة …: by a body right behind في، لدى، مع; a field (في الصحافة) or an aim (على …) is a doing."""
    scene, tokens = reading.scene, reading.tokens
    first = next(iter(reading.clause.prepositional), None)
    phrase = first.phrase if first is not None and first.preposition in room_words("employing", "frames") else None
    if phrase is None:
        if first is None or first.pronoun not in {"", "ه", "ها", "هم"}:
            yield from described(reading, trigger.masdar)
            return
        for item in objects_of(reading, trigger) if first.pronoun and first.preposition in room_words("employing", "frames") else ():
            if scene.type_of(item.entity) is EntityType.ORGANIZATION:
                yield drafted(reading, "employed_by", reading.subject, item)
                return
        yield from described(reading, trigger.masdar)
        return
    entity = phrase.entity or (scene.entity_for(tokens, phrase) if tokens[phrase.head].key in word_class("bodies", "actors") else None)
    if scene.type_of(entity) is not EntityType.ORGANIZATION and (first is None or first.preposition != "لدي"):
        yield from described(reading, trigger.masdar)
        return
    item = Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
    for subject in (reading.subject, *reading.others):
        yield drafted(reading, "employed_by", subject, item)


def _roles_end(reading: Reading) -> int:
    """Behind the last of coordinated roles: مشرفا ثم مديرا ل… ومديرا ل…."""
    end, tokens = reading.clause.end, reading.tokens
    while end < len(tokens) and tokens[end].pos in {Pos.NOUN, Pos.PREPOSITION, Pos.QUANTIFIER, Pos.CONJUNCTION, Pos.DATE}:
        end += 1
    return end


def clause_role(reading: Reading) -> int | None:
    """Where عمل مشرفا names an office or occupation in the accusative."""
    first = reading.clause.objects[0] if reading.clause.objects else None
    if first is None or reading.tokens[first.head].word.article:
        return None
    found = role(reading.tokens, first.head, _roles_end(reading))
    return first.head if found is not None and found.predicate in {"holds_position", "occupation", "member_of"} else None


def _undergone(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """The one acted on is the claim's subject: أُقيل، اغتيل، اختطفها مسلحون."""
    clause = reading.clause
    qualifiers: dict[str, Scalar] = {}
    if is_passive_reading(clause) or _made_something_else(reading):
        if reading.type is EntityType.ORGANIZATION and clause.how in {"before", "shared", "clitic"} and not clause.prepositional:
            return  # قوات … داهمت …: a body before the verb rather acts, on something that was not read
        if rather_acts(reading.tokens, clause):
            return
        target, agent = reading.subject, None
        targets = [reading.subject, *reading.others]
    else:
        targets = targets_of(reading)
        if not targets or _aims(reading, trigger):
            return
        agent = reading.subject
        if agent.text:
            qualifiers["perpetrator"] = agent.text
    for target in targets:
        kind = reading.scene.type_of(target.entity)
        if target.entity is None or ("personal" in trigger.flags and kind is not EntityType.PERSON and kind is not EntityType.GROUP):
            continue
        for item in _undergone_object(reading, trigger, target, agent):
            if trigger.predicate == "killed_in" and "attempt" in trigger.flags:
                tried = Argument(value=f"محاولة {item.text}") if item is not None else None
                yield drafted(reading, "attacked_in", target, tried, {**qualifiers, "attempt": True})
            else:
                yield drafted(reading, trigger.predicate, target, item, qualifiers)


def _made_something_else(reading: Reading) -> bool:
    """أعفي فلان من مهامه مديرا: a verb in ي of one in ى is passive, and the office in the accusative is no object."""
    clause, word = reading.clause, reading.tokens[reading.clause.verb].word
    past = word.text.endswith("ي") and clause.trigger is not None and clause.trigger.lemma.endswith("ى") and clause.form.tense is Tense.PAST
    roles = [phrase for phrase in clause.objects if phrase.entity is None and is_office(phrase_key(reading, phrase))]
    return past and not clause.clitic and bool(roles) and len(roles) == len(clause.objects) and reading.type is EntityType.PERSON


def phrase_key(reading: Reading, phrase: NounPhrase) -> str:
    """The key of a phrase's head without the ending of the accusative."""
    return reading.tokens[phrase.head].key.removesuffix("ا")


def _aims(reading: Reading, trigger: Trigger) -> bool:
    """تستهدف كسب الأصوات: an aim, and nobody is attacked."""
    objects = reading.clause.objects
    return trigger.lemma == "استهدف" and bool(objects) and is_masdar(reading.tokens[objects[0].head])


def _undergone_object(reading: Reading, trigger: Trigger, target: Argument, agent: Argument | None) -> list[Argument | None]:
    choice = trigger.objects[0]
    if choice == "ROLE":
        return [_role_words(reading, target)]
    if trigger.predicate == "arrested" and agent is not None and agent.entity is not None and choice == "ACT":
        return [Argument(entity=agent.entity, span=agent.span, value=act_words(reading, trigger, target))]
    if choice == "S":
        return [agent] if agent is not None else []
    if choice.startswith("@"):
        for alternative in trigger.objects:
            found = under_preposition(reading, alternative[1:], split=False)
            if found:
                return [found[0]]
        return []
    if harms(trigger.predicate):
        return [_harm(reading, trigger, target)]
    return [Argument(value=act_words(reading, trigger, target))]


def _harm(reading: Reading, trigger: Trigger, target: Argument) -> Argument:
    """In what somebody was killed or hurt: the event that acts or is named, else the clause's own words."""
    tokens, clause = reading.tokens, reading.clause
    acting = clause.subject if clause.subject is not None and not is_passive_reading(clause) else None
    words = act_words(reading, trigger, target)
    cause = event(reading.scene, tokens, acting) if acting is not None and is_strike(tokens[acting.head]) else None
    cause = cause or strike_behind(reading.scene, tokens, max(clause.rest, clause.verb + 1))
    if cause is not None:
        return replace(cause, value=words)
    told = reading.scene.words(tokens, clause.verb, core_end(tokens, clause.verb, max(clause.end, clause.verb + 1)))
    return replace(told, value=words) if told is not None else Argument(value=words)


def _role_words(reading: Reading, target: Argument) -> Argument | None:
    """The office somebody lost: what من منصبه … ك says, or the title beside his name."""
    tokens, clause = reading.tokens, reading.clause
    for phrase in clause.objects:
        if phrase.entity == target.entity and is_office(tokens[phrase.head].key):
            return title_in(reading.scene, tokens, phrase.start, phrase.end)
    for item in clause.prepositional:
        if item.phrase is None or item.preposition not in {"من", "عن", "ك", "ل"}:
            continue
        head = tokens[item.phrase.head].key
        if is_office(head) and head != "منصب":
            return reading.scene.words(tokens, item.phrase.start, item.phrase.end)
    return reading.scene.offices.get(target.entity or "")


def _measured(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    clause = reading.clause
    if reading.type is EntityType.THING and any(token.key in {"عمر", "عمرا"} for token in reading.tokens[clause.rest : clause.rest + 3]):
        return  # سقوط شاب يبلغ من العمر …: whose age it is stands inside the phrase
    found = amount_in(reading.scene, reading.tokens, clause.rest, clause.end) or _counted_group(reading)
    if found is None and trigger.lemma == "احتاج" and reading.type in ACTORS:
        needed = replace(trigger, predicate="hopes_or_demands", objects=("@الي", "@ل", "O"))
        yield from (drafted(reading, needed.predicate, reading.subject, item) for item in objects_of(reading, needed))
        return
    if found is None:
        yield from (_included(reading) if "includes" in trigger.flags else described(reading, trigger.masdar))
        return
    yield drafted(reading, "has_quantity", reading.subject, found)
    yield from _among_them(reading)


_AMONG = 4  # tokens behind a clause in which بينهم stands


def _among_them(reading: Reading) -> Iterator[Draft]:
    """في النادي أربعون لاعبا، منهم 9 حراس: how many of them are what."""
    tokens, clause = reading.tokens, reading.clause
    for i in range(clause.end, min(len(tokens) - 1, clause.end + _AMONG)):
        token = tokens[i]
        if token.pos is Pos.PREPOSITION and token.key in {"بين", "من"} and token.word.pronoun and not token.word.conjunction:
            end = i + 1
            while end < len(tokens) and tokens[end].pos in {Pos.NUMBER, Pos.NOUN, Pos.QUANTIFIER} and not tokens[end].word.conjunction:
                end += 1
            amount = amount_in(reading.scene, tokens, i + 1, end)
            if amount is not None and amount.span is not None:
                draft = drafted(reading, "has_quantity", reading.subject, amount)
                yield replace(draft, rule="quantity.among", evidence=(draft.evidence[0], max(draft.evidence[1], amount.span.end)))
            return


def _counted_group(reading: Reading) -> Argument | None:
    """تتألف من خمسة قضاة: a group of so many."""
    for item in reading.clause.prepositional:
        if item.phrase is not None and item.preposition == "من" and is_number_word(word_key(reading.tokens[item.phrase.start].key)):
            return reading.scene.words(reading.tokens, item.phrase.start, item.phrase.end)
    return None


def _included(reading: Reading) -> Iterator[Draft]:
    """تحالف يضم حزبا وحركة: each named part is part of the subject, each person a member."""
    scene, tokens, clause = reading.scene, reading.tokens, reading.clause
    first = clause.objects[0] if clause.objects else next((p.phrase for p in clause.prepositional if p.preposition == "من"), None)
    if first is None or reading.type not in {EntityType.ORGANIZATION, EntityType.GROUP, EntityType.THING}:
        return
    for phrase in (first, *coordinated_phrases(tokens, first)):
        entity = scene.entity_for(tokens, phrase)
        kind = scene.type_of(entity)
        if entity is None or kind not in {EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PERSON}:
            continue
        part = Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
        yield drafted(reading, "member_of" if kind is EntityType.PERSON else "part_of", part, reading.subject)


def _ruling(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """قضت المحكمة بالسجن خمس سنوات على فلان: he is sentenced; what else a court rules is its deed."""
    scene, tokens, clause = reading.scene, reading.tokens, reading.clause
    what = next((i.phrase for i in clause.prepositional if i.preposition == "ب" and i.phrase is not None), None)
    whom = next((i.phrase for i in clause.prepositional if i.preposition == "علي" and i.phrase is not None), None)
    entity = scene.entity_for(tokens, whom) if whom is not None else None
    sentence = what is not None and tokens[what.head].key in room_words("sentences", "frames") and tokens[what.head].word.article
    if whom is None or what is None or not sentence or scene.type_of(entity) not in _PEOPLE:
        yield from framed(reading, replace(trigger, flags=trigger.flags - {"ruling"}))
        return
    target = Argument(entity=entity, span=scene.span(tokens, whom.start, whom.end))
    words = scene.words(tokens, what.start, min(clause.end, whom.start - 1), dated=True)
    yield drafted(reading, "arrested", target, words)


def _stricken(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    """أصيب بجروح: somebody hurt; أصيب بمرض: a state of his."""
    tokens = reading.tokens
    ill = next((i.phrase for i in reading.clause.prepositional if i.preposition == "ب" and i.phrase is not None), None)
    if ill is not None and {token.key for token in tokens[ill.start : ill.end]} & word_class("ills"):
        yield drafted(reading, "has_trait", reading.subject, reading.scene.words(tokens, ill.start, reading.clause.end))
        return
    for subject in (reading.subject, *reading.others):
        yield drafted(reading, "attacked_in", subject, _harm(reading, trigger, subject))


def _collapse(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    if reading.type is EntityType.PERSON or reading.clause.objects:  # سقط فلان من الجبل، في الامتحان: a person does not end
        yield from described(reading, "" if reading.clause.objects else trigger.masdar)
        return
    yield drafted(reading, "ended", reading.subject, Argument(value=act_words(reading, trigger, reading.subject)))


def _event(reading: Reading, trigger: Trigger) -> Iterator[Draft]:
    head = (reading.subject.text or "").split()
    if head and head[0].removeprefix("ال").startswith("انتخاب"):
        yield drafted(reading, "election_held", reading.subject, Argument(span=reading.subject.span))
    else:
        yield from opened(reading, trigger)


_SPECIAL = {
    "leads": leads,
    "office": office,
    "gain": gain,
    "appoint": appoint,
    "collapse": _collapse,
    "event": _event,
    "elect": elect,
    "stricken": _stricken,
    "ruling": _ruling,
}
