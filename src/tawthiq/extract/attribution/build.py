"""The attribution tree of a text, built in one pass over its units."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tawthiq.extract.attribution.according import read_preposition
from tawthiq.extract.attribution.content import Content, content_of, sibling
from tawthiq.extract.attribution.cues import Cue, find_cues
from tawthiq.extract.attribution.heads import people, surely_speaks
from tawthiq.extract.attribution.hops import hops_for, outer_hops, unnamed
from tawthiq.extract.attribution.interview import interview
from tawthiq.extract.attribution.issuers import issued_in, learnt, maker_behind, noun_of
from tawthiq.extract.attribution.labels import labels
from tawthiq.extract.attribution.layer import Layer
from tawthiq.extract.attribution.learned import learned
from tawthiq.extract.attribution.lexicon import Act, Force, force_of, words
from tawthiq.extract.attribution.objects import bare_content, content_before
from tawthiq.extract.attribution.outlets import taken_up
from tawthiq.extract.attribution.phrases import Phrase, phrase_at
from tawthiq.extract.attribution.prepositions import Preposition, preposition_at
from tawthiq.extract.attribution.speakers import Found, source_of
from tawthiq.extract.attribution.state import Build, Last, parent_of, spoke
from tawthiq.extract.attribution.units import Unit, units
from tawthiq.extract.attribution.ways import own_hops
from tawthiq.extract.frame import Frame, MentionLayer
from tawthiq.extract.mentions import Tags
from tawthiq.extract.tree import Attribution, AttributionTree
from tawthiq.model import DateMention, EntityType, Hop, HopRole, MentionForm, Modality, Polarity, QuotationForm, SourceKind, Voice
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense

_OPENERS = frozenset({"clause", "colon", "marks"})
_NEAREST = 2  # words: a verb so near to أن or a mark governs it
_RANKS = {"verb": 2, "participle": 1, "masdar": 0}  # which of two cues an opener belongs to


def find_attributions(
    frame: Frame,
    mentions: MentionLayer,
    dates: Sequence[DateMention],
    tags: Sequence[Tags] = (),
) -> AttributionTree:
    """All attributions of a text. ``dates`` are no part of a source: قالت الوزارة |الثلاثاء. ``tags`` is what the model labels."""
    layer = Layer(mentions, dates)
    build = Build(frame, layer)
    every = tuple(units(frame))
    build.found += interview(frame, layer)
    turns = tuple(build.found)
    for number, unit in enumerate(every):
        build.unit, build.begin, build.turn = number, len(build.found), _turn_of(unit, turns)
        for noun, who in issued_in(unit, layer):
            build.issuers[noun] = hops_for(unit, layer, who, frame)[-1]
        _read_unit(build, unit)
        build.before = unit
    build.found += list(learned(frame, layer, tags, build.found))
    found = taken_up(_ordered(build.found))
    outer = outer_hops(frame, layer, every[:6], every[-1] if every else None)
    return AttributionTree(outer, tuple(_without_topics(layer, found)), _named_words(frame, mentions))


def _named_words(frame: Frame, mentions: MentionLayer) -> frozenset[int]:
    """The starts of the words of people's names."""
    spans = [m.span for m in mentions.mentions if m.form is MentionForm.NAME and m.type is EntityType.PERSON]
    starts = [word.start for words in frame.words for word in words]
    return frozenset(start for span in spans for start in starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)])


def _turn_of(unit: Unit, turns: Sequence[Attribution]) -> int | None:
    """Which of the answers of an interview a unit is part of."""
    start, end = unit.words[0].start, unit.words[-1].end
    return next((i for i, turn in enumerate(turns) if turn.reach.start < end and start < turn.reach.end), None)


_HEARD = 3  # attributions of a body from which on somebody in a headline who never speaks is what it is about


def _without_topics(layer: Layer, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without «فلان: كذا» at the head of a text in which others speak and he never does."""
    body = [a for a in found if a.lemma != ":"]
    first = found[0] if found and found[0].lemma == ":" and found[0].form is not QuotationForm.DIRECT else None
    who = layer.entity(first.hops[-1].entity or "") if first is not None else None
    if who is None or who.type is not EntityType.PERSON or len(body) < _HEARD or any(hop.entity == who.id for a in body for hop in a.hops):
        return list(found)
    return [replace(a, parent=a.parent - 1 if a.parent else None) for a in found[1:]]


def _ordered(found: list[Attribution]) -> tuple[Attribution, ...]:
    """In order of the text, parents renumbered."""
    order = sorted(range(len(found)), key=lambda i: (found[i].reach.start, -found[i].reach.end, i))
    places = {old: new for new, old in enumerate(order)}
    return tuple(replace(found[i], parent=None if found[i].parent is None else places[found[i].parent]) for i in order)  # type: ignore[index]


def _read_unit(build: Build, unit: Unit) -> None:
    cues = _one_each(unit, (cue for cue in find_cues(unit) if not _no_cue(build.layer, unit, cue.index)))
    closers = frozenset(_border(unit, cue.index) for cue in cues if sibling(unit, cue))
    events: list[tuple[int, int, Cue | Preposition]] = [(cue.index, 1, cue) for cue in cues]
    events += [(p.start, 0, p) for i in range(len(unit)) if (p := preposition_at(unit, i)) is not None]
    taken: set[int] = set()
    for index, _, event in sorted(events, key=lambda item: item[:2]):
        if index in taken:
            continue
        if isinstance(event, Preposition):
            taken |= set(range(event.start, event.end))
            read_preposition(build, unit, event)
        else:
            wrapping = frozenset(cue.at for cue in cues if cue.index < event.index < cue.at)
            _read_cue(build, unit, event, closers | wrapping)
    build.found += [_within(build, label) for label in labels(build.frame, unit, build.layer, [*_turn(build), *build.found[build.begin :]])]


def _turn(build: Build) -> list[Attribution]:
    return [] if build.turn is None else [build.found[build.turn]]


def _within(build: Build, label: Attribution) -> Attribution:
    """نفى فلان الأنباء عن كذا, قال فلان إن الشائعات عن كذا: what goes round stands in somebody's words, and is denied with them."""
    parent = parent_of(build, label.reach.start, label.reach.end)
    if parent is None or len(build.found[parent].reach) == len(label.reach):
        return label
    over = build.found[parent]
    force = _under(over, Force(label.voice, label.polarity, label.modality, label.rejected))
    own = () if over.rejected else label.hops
    hops = _joined(over.hops, own)
    return replace(
        label, hops=hops, speaker=hops[-1].entity, voice=force.voice, polarity=force.polarity, modality=force.modality,
        rejected=force.rejected, parent=parent,
    )  # fmt: skip


def _one_each(unit: Unit, cues: Iterable[Cue]) -> list[Cue]:
    """One cue for each أن, colon or mark: a verb before a participle or noun on its way, the first of two verbs."""
    best: dict[int, Cue] = {}
    every = list(cues)
    for cue in every:
        if cue.opener in _OPENERS:
            held = best.get(_place(cue))
            if held is None or _outranks(cue, held):
                best[_place(cue)] = cue
    return [cue if _keeps(cue, best) else replace(cue, opener="", at=-1) for cue in every if _keeps(cue, best) or _behind_marks(unit, cue)]


def _keeps(cue: Cue, best: Mapping[int, Cue]) -> bool:
    return cue.opener not in _OPENERS or best[_place(cue)] is cue


def _behind_marks(unit: Unit, cue: Cue) -> bool:
    """«…»، تقول فلانة، قبل أن تضيف: «…»: a verb that is not the one before the colon has the words before it."""
    before = cue.index - 1 - (cue.index > 0 and unit.words[cue.index - 1].text in "،,")
    return cue.form.part == "verb" and before >= 0 and before in unit.closes


def _place(cue: Cue) -> int:
    """Where the content begins: a colon and the mark behind it are one opener."""
    return cue.at + (cue.opener == "colon")


def _outranks(cue: Cue, held: Cue) -> bool:
    """Whether a later cue has the better right to an opener: as a verb, or as the verb right before it (نشر رسالة قال فيها إن)."""
    rank, other = _RANKS[cue.form.part], _RANKS[held.form.part]
    near = cue.at - cue.index <= _NEAREST and held.index + 1 < cue.index
    return rank > other or (rank == other == _RANKS["verb"] and near)


def _no_cue(layer: Layer, unit: Unit, index: int) -> bool:
    """A word of a name, or the adjective of بشكل حذر."""
    manner = index > 0 and unit.keys[index - 1] in words("done_in") and not unit.words[index].conjunction
    return manner or _part_of_name(layer, unit, index)


def _part_of_name(layer: Layer, unit: Unit, index: int) -> bool:
    """Whether a word is part of a person's name: a woman called أمل does not hope."""
    word = unit.words[index]
    if word.conjunction or index == 0:
        return False
    return any(
        m.type is EntityType.PERSON and m.form is MentionForm.NAME and m.span.start <= word.core_start
        for m in layer.touching(word.core_start, word.end)
    )


def _border(unit: Unit, index: int) -> int:
    """Where a cue's own clause begins: its comma, its كما or ثم."""
    while index > 0 and (unit.words[index - 1].text in "،," or unit.keys[index - 1] in {"ثم", "كما", "فيما", "لكن"}):
        index -= 1
    return index


def _read_cue(build: Build, unit: Unit, cue: Cue, closers: frozenset[int]) -> None:
    if cue.entry.act is Act.RELAY and cue.opener == "phrase":
        _relay(build, unit, cue, closers)
        return
    if cue.form.part == "masdar" and any(
        a.act == Act.RELAY.value and a.cue and a.cue.start < unit.words[cue.index].start < a.reach.start for a in build.found[build.begin :]
    ):
        return
    source = source_of(unit, build.layer, cue)
    content = content_of(unit, cue, closers) if cue.opener else None
    if cue.opener and content is None:
        return
    if content is None:
        phrase = source.phrase if source else None
        first, second = (
            (content_before, bare_content)
            if cue.index and (cue.index - 1 in unit.closes or unit.words[cue.index - 1].text in "،,")
            else (bare_content, content_before)
        )
        content = first(build, unit, cue, phrase, closers) or second(build, unit, cue, phrase, closers)
    if content is None:
        _heard_of(build, unit, cue, source)
        return
    if _no_speech(build, unit, cue, source, content):
        return
    own, known = own_hops(build, unit, cue, source.phrase if source else None, content)
    if own is None:
        return
    phrase = source.phrase if source else None
    content = _without_aside(build, unit, cue, _with_reason(unit, cue, content))
    if source is not None and not source.before:
        content = _up_to_himself(unit, build.layer, cue, source.phrase, content)
    _add(build, unit, cue, content, own, phrase, remember=known)
    if cue.entry.act is Act.DENY and not cue.opener and content.behind <= cue.index:
        rest = bare_content(build, unit, cue, phrase, closers)
        if rest is not None:
            _add(build, unit, cue, rest, own, phrase, remember=known)


def _no_speech(build: Build, unit: Unit, cue: Cue, source: Found | None, content: Content) -> bool:
    """Verbs of speech in another sense: أدانت المحكمة فلانا, استبعد المدرب اللاعب, مصر تعتبر الضامن (it passes for that)."""
    lemma = cue.entry.lemma
    if fold(lemma) in words("condemning"):
        return cue.form.part == "verb" and not _speaks_out(unit, build, source)
    if unit.keys[cue.index] in words("believing") and source is None:
        return True  # أنا واثق من أن: the words of who speaks already
    if lemma == "أخفى" and not cue.negated:
        return True  # أخفى أنه كذا: what he kept to himself; لم يخف أن is what he grants
    if fold(lemma) in words("only_of_speakers") and not _tells_it(unit, build, cue, source):
        return True  # زاد الأمر سوءا أن, تبث برامجها
    if cue.form.part == "masdar" and cue.entry.act is Act.DEMAND and _a_place(build, content):
        return True  # دعوة فلان إلى المدينة: where he is asked to come, and no words of his
    if cue.opener:
        return False
    if cue.form.part == "verb" and unit.words[cue.index].preposition == "س":
        return True  # سيكشف ممتلكاته, سيعلن النتائج: what is to be made known is not said
    if lemma == "استبعد":
        return _a_person(build, content)
    return lemma == "اعتبر" and cue.form.present and (source is None or source.before or _indefinite(unit, content))


def _tells_it(unit: Unit, build: Build, cue: Cue, source: Found | None) -> bool:
    """Whether a verb that is seldom one of saying is one: زاد أن, لخص فلان الموقف بأن, «كذا»، هكذا لخص فلان الموقف."""
    back = cue.index > 0 and unit.keys[cue.index - 1] in words("so_said")
    if not cue.opener and not back:
        return False
    return cue.at == cue.index + 1 if source is None else surely_speaks(unit, build.layer, source.phrase)


def _indefinite(unit: Unit, content: Content) -> bool:
    """Whether a content begins with no noun that something is said of: يعتبر العالم |غارقا في كذا."""
    at = next((i for i, word in enumerate(unit.words) if word.start >= content.start), len(unit))
    if at >= len(unit) or unit.words[at].function or {unit.keys[at], unit.keys[at - 1]} & words("ranks"):
        return True
    return unit.words[at].text.endswith(("ا", "اً", "ًا")) and not unit.words[at].article


def _speaks_out(unit: Unit, build: Build, source: Found | None) -> bool:
    """Whether somebody condemns in words: no court that convicts, no paper that proves."""
    if source is None:
        return True
    key = unit.keys[source.phrase.start]
    return key not in words("justice") and key not in words("documents") and surely_speaks(unit, build.layer, source.phrase)


def _a_place(build: Build, content: Content) -> bool:
    """Whether a content is a place by its name, with a time at most."""
    return any(m.type is EntityType.PLACE and m.form is MentionForm.NAME for m in build.layer.beginning(content.start))


def _a_person(build: Build, content: Content) -> bool:
    """Whether a content begins with somebody: his name or his title."""
    return any(m.type is EntityType.PERSON for m in build.layer.beginning(content.start))


def _heard_of(build: Build, unit: Unit, cue: Cue, source: Found | None) -> None:
    """A verb of speech without its content (أوضحت السفارة ملابسات الحادث) still tells who goes on speaking."""
    word = unit.words[cue.index]
    if source is None or cue.form.part != "verb" or cue.negated or parent_of(build, word.start, word.end) is not None:
        return
    if not surely_speaks(unit, build.layer, source.phrase):
        return
    hops = hops_for(unit, build.layer, source.phrase, build.frame)
    if hops[-1].role is HopRole.SPEAKER:
        spoke(build, Last(hops, build.unit, cue.form.gender, cue.form.number, hops[-1].kind is SourceKind.COLLECTIVE))


def _with_reason(unit: Unit, cue: Cue, content: Content) -> Content:
    """المشروع، يقول فلان، «لن يكتمل»، لأن الشركة …: a reason behind words in marks that a cue was put into is the speaker's too."""
    inserted = cue.index > 0 and unit.words[cue.index - 1].text in "،," and content.form is QuotationForm.DIRECT
    at = content.behind
    if not inserted or content.start < unit.words[cue.index].start:
        return content
    while at < len(unit) and (at in unit.closes or unit.words[at].text in "،,"):
        at += 1
    if at >= len(unit) or unit.keys[at] not in words("reasons"):
        return content
    while at < len(unit) and not unit.is_stop(at):
        at += 1
    return replace(content, reach_end=unit.words[at - 1].end)


_NAMING = frozenset({Act.ANNOUNCE, Act.DEMAND, Act.HOPE, Act.WELCOME, Act.EXPRESS, Act.OPINE, Act.PROMISE, Act.WARN})


def _several_act(build: Build, unit: Unit, relative: int) -> bool:
    """طالب بمحاكمة الضباط الذين قتلوا, القوات التي قتلت: what some did is the reproach of the one who speaks."""
    before = unit.words[relative - 1]
    actors = {EntityType.GROUP, EntityType.ORGANIZATION}
    some = any(m.type in actors for m in build.layer.touching(before.core_start, before.end)) or people(unit, relative - 1)
    return some or unit.keys[relative] not in {"الذي", "التي"}


def _without_aside(build: Build, unit: Unit, cue: Cue, content: Content) -> Content:
    """أعلن الانسحاب من الاتفاق الذي وُقع عام كذا: behind a content that is a noun the outlet itself tells what the noun was."""
    named = cue.opener in {"phrase", ""} and cue.entry.act in _NAMING and content.start >= unit.words[cue.index].end
    if not named or content.form is QuotationForm.DIRECT:
        return content
    for at in range(cue.index + 1, content.behind - 1):
        word, verb = unit.words[at], unit.words[at + 1].verb
        if word.start <= content.start or unit.inside[at] >= 0 or unit.keys[at] not in words("relatives_of_subjects") or verb is None:
            continue
        if verb.tense is Tense.PAST and not unit.words[at + 1].noun and not _several_act(build, unit, at):
            last = at - 1 if unit.words[at - 1].kind == "word" or at - 1 in unit.closes else at - 2
            return replace(content, reach_end=unit.words[last].end)
    return content


def _up_to_himself(unit: Unit, layer: Layer, cue: Cue, phrase: Phrase, content: Content) -> Content:
    """قال المسؤول إن كذا، ورفض المسؤول كشف اسمه: where a clause tells of the speaker by his own noun or name the outlet goes on."""
    if content.form is QuotationForm.DIRECT or content.start < unit.words[cue.index].start:
        return content
    named = next(
        (
            m.entity
            for m in layer.touching(unit.words[phrase.start].core_start, unit.words[phrase.end - 1].end)
            if m.type is EntityType.PERSON and m.form is MentionForm.NAME
        ),
        None,
    )
    for at in range(phrase.end, content.behind - 2):
        word, head = unit.words[at + 1], unit.words[at + 2]
        turns = unit.words[at].text in "،," and word.conjunction == "و" and word.verb is not None and unit.inside[at] < 0
        if not turns or unit.words[at].start <= content.start:
            continue
        same = head.article and unit.keys[at + 2] == unit.keys[phrase.start] and unit.words[phrase.start].start < content.start
        if same or (named is not None and any(m.entity == named for m in layer.beginning(head.core_start))):
            end = unit.words[at - 1].end
            return replace(content, end=end, reach_end=end, behind=at)
    return content


def _force(cue: Cue, unit: Unit) -> Force:
    force = force_of(cue.entry.act)
    if not cue.negated:
        return force
    if force.rejected:
        unsure = cue.entry.lemma == "استبعد"
        return Force(modality=Modality.CONDITIONAL if unsure else Modality.ACTUAL)
    if any(unit.keys[i] in {"الا", "سوي"} for i in range(cue.index, min(len(unit), cue.index + 12))):
        return force
    return replace(force, modality=Modality.CONDITIONAL)


def _add(build: Build, unit: Unit, cue: Cue, content: Content, own: tuple[Hop, ...], phrase: Phrase | None, *, remember: bool) -> None:
    word = unit.words[cue.index]
    parent = parent_of(build, word.start, word.end)
    above = build.found[parent].hops if parent is not None else ()
    force = _force(cue, unit)
    if parent is not None:
        force = _under(build.found[parent], force)
    speaker = own[-1]
    source = build.frame.span(unit.words[phrase.start].core_start, unit.words[phrase.end - 1].end) if phrase else None
    voiced = parent is not None and build.found[parent].lemma == "على لسان"
    issuer = _issuer(build, unit, own, phrase)
    build.found.append(
        Attribution(
            build.frame.span(content.start, content.end),
            _joined(own, above) if voiced else _joined(above, own),
            cue.entry.act.value,
            cue.entry.lemma,
            build.frame.span(word.core_start if not word.preposition else word.start, word.end),
            source,
            speaker.entity,
            content.form,
            force.voice,
            force.rejected,
            force.polarity,
            force.modality,
            parent,
            build.frame.span(content.reach_start, content.reach_end),
            issuer,
        )
    )
    if own[-1].name is None:
        return  # somebody whom the text does not give: nobody who goes on speaking
    if cue.form.part == "masdar" and build.last is not None and build.last.unit == build.unit:
        return  # انتقد فلان وعود الشركة بكذا، وقال: the critic goes on, and not whom he speaks of
    if (remember and parent is None) or (
        remember
        and cue.form.part == "verb"
        and unit.inside[cue.index] < 0
        and cue.entry.act is not Act.HEAR
        and parent is not None
        and build.found[parent].act == "according"
    ):
        several = speaker.kind is SourceKind.COLLECTIVE or cue.form.number == "p"
        spoke(build, Last(own, build.unit, _last_gender(build, cue), cue.form.number, several))


def _issuer(build: Build, unit: Unit, own: tuple[Hop, ...], phrase: Phrase | None) -> str | None:
    """Who issued the document that tells something: who made it as the text says beside it, or said of it before."""
    if phrase is not None and own[-1].role is HopRole.DOCUMENT:
        maker = maker_behind(unit, build.layer, phrase.start, phrase.end)
        if maker is not None:
            build.issuers[noun_of(own[-1].name or "")] = hops_for(unit, build.layer, maker, build.frame)[-1]
    learnt(own, build.issuers)
    known = build.issuers.get(noun_of(own[-1].name or "")) if own[-1].role is HopRole.DOCUMENT else None
    return known.entity if known is not None else None


def _last_gender(build: Build, cue: Cue) -> str:
    """The gender of who spoke last: نقلت الوكالة عن الوزير قوله shows that of the one who relays, and not his."""
    if cue.entry.act is Act.RELAY:
        return ""
    return cue.form.gender if cue.form.part == "verb" else (build.last.gender if build.last else "")


def _joined(above: tuple[Hop, ...], own: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The parents' hops and the own ones; the same hop is not counted twice."""
    return (*above, *(hop for hop in own if all((hop.name, hop.role) != (other.name, other.role) for other in above)))


def _under(parent: Attribution, force: Force) -> Force:
    """What an inner cue keeps of its outer ones: the weaker voice, a rejection, a condition."""
    voice = Voice.ALLEGED if Voice.ALLEGED in {parent.voice, force.voice} else Voice.ATTRIBUTED
    rejected = parent.rejected or force.rejected
    polarity = Polarity.NEGATED if parent.rejected else force.polarity
    modality = parent.modality if parent.modality is Modality.CONDITIONAL else force.modality
    return Force(voice, polarity, modality, rejected)


def _relay(build: Build, unit: Unit, cue: Cue, closers: frozenset[int]) -> None:
    """نقلت الوكالة عن فلان قوله إن: the relayer is a hop before the one who is relayed."""
    behind = phrase_at(unit, build.layer, cue.at + 1) if cue.at + 1 < len(unit) else None
    if behind is None:
        return
    quoted = _relayed_content(unit, behind.end, closers, cue)
    if quoted is None:
        return
    source = source_of(unit, build.layer, replace(cue, opener="phrase"))
    word = unit.words[cue.index]
    relayer = (
        hops_for(unit, build.layer, source.phrase, build.frame) if source is not None else (unnamed(build.frame, word.start, word.end),)
    )
    own = (*relayer, *hops_for(unit, build.layer, behind, build.frame))
    _add(build, unit, cue, quoted, own, behind, remember=True)


def _relayed_content(unit: Unit, index: int, closers: frozenset[int], cue: Cue) -> Content | None:
    for place in range(index, min(len(unit), index + 12)):
        if unit.keys[place] in {"ان", "بان"} and unit.words[place].function:
            return content_of(unit, replace(cue, opener="clause", at=place), closers)
        if unit.words[place].text == ":":
            return content_of(unit, replace(cue, opener="colon", at=place), closers)
        if place in unit.opens:
            return content_of(unit, replace(cue, opener="marks", at=place), closers)
        if unit.is_stop(place):
            break
    return None
