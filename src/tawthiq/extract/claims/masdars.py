"""Claims of verbal nouns: اغتيال فلان، تكريمه على يد …، زيارة فلان إلى …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.against import against_drafts
from tawthiq.extract.claims.belonging import owner_of
from tawthiq.extract.claims.cases import in_accusative
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.control import called_off, controlled, hearsay, sentenced, unreal
from tawthiq.extract.claims.frames import framed
from tawthiq.extract.claims.lexicon import Trigger, masdar_forms, room_words, word_class
from tawthiq.extract.claims.lifeless import is_verb
from tawthiq.extract.claims.passing import in_passing, past_dates
from tawthiq.extract.claims.possessed import untitled
from tawthiq.extract.claims.reading import Reading, resolve, widened
from tawthiq.extract.claims.roles import governed, is_office, title_in
from tawthiq.extract.claims.scene import Draft, Scene, of_person
from tawthiq.extract.claims.senses import other_noun_sense
from tawthiq.extract.claims.strikes import harms, ill_behind, strike_before, strike_behind, struck
from tawthiq.extract.claims.times import noun_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm, Scalar
from tawthiq.text.fold import fold

_UNDERGONE = frozenset({"killed_in", "attacked_in", "arrested", "left_position", "nominated_for", "appointed_by", "persecutes"})
_ACTIVE = frozenset(
    {
        "visited",
        "returned_to",
        "fled",
        "met",
        "opposes",
        "supports",
        "cooperates_with",
        "has_ties_with",
        "founded",
        "family_of",
        "accuses",
        "congratulates",
        "hopes_or_demands",
        "member_of",
        "friction_with",
        "conflict",
        "engaged_in",
        "left_position",
        "candidate_for",
    }
)
_OBJECTS = frozenset({"visited", "met", "supports", "opposes", "accuses", "congratulates", "founded"})
_CONTROLLED = frozenset(
    {
        *("visited", "returned_to", "met", "founded", "educated", "congratulates"),
        *("opposes", "fled", "left_position", "candidate_for", "family_of"),
    }
)


def masdar_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """Drafts of the verbal nouns of one sentence."""
    for token in tokens:
        forms = masdar_forms().get(token.key)  # asked first: few words are verbal nouns, and the rest is dear
        if forms is None or token.pos is not Pos.NOUN or token.word.start in scene.taken:
            continue
        if token.inside is not None and token.inside.form == "name":
            continue
        undone = unreal(tokens, token, clauses) or sentenced(tokens, token, clauses)
        for trigger, preposition in forms:
            if is_verb(tokens, token, trigger):
                continue
            found = list(_masdar(scene, tokens, token, trigger, preposition, clauses))
            off = called_off(tokens, token, clauses) if found else ""
            found = [replace(d, negated=d.negated or off == "cancelling", intended=d.intended or off == "postponing") for d in found]
            found = [replace(d, negated=d.negated or _failed(d, token, trigger)) for d in found]
            yield from (replace(draft, intended=True) if undone and _told_as_done(draft) else draft for draft in found)
            if found:
                break


def _failed(draft: Draft, token: Token, trigger: Trigger) -> bool:
    """فشل الحكومة في كذا: where the object has only what was not achieved, it was not done."""
    failing = draft.predicate == "engaged_in" and fold(trigger.lemma) in room_words("failing", "masdars")
    span = draft.object.span if draft.object is not None else None
    return failing and span is not None and span.start > token.word.start


def _told_as_done(draft: Draft) -> bool:
    """Whether a draft says that something befell somebody; that somebody tried has happened."""
    return draft.predicate in _UNDERGONE and not draft.qualifiers.get("attempt")


def _masdar(
    scene: Scene,
    tokens: Sequence[Token],
    token: Token,
    trigger: Trigger,
    preposition: str,
    clauses: Sequence[Clause],
) -> Iterator[Draft]:
    if token.word.pronoun and trigger.predicate in _UNDERGONE and (_acts_on(tokens, token.index + 1) or _upon(tokens, token, trigger)):
        return  # استهدافه مراكز، اجتياحها للمدينة: the clitic is the one who acts
    owner = owner_of(scene, tokens, token, clauses, told=trigger.predicate not in _UNDERGONE)
    carrier = _carrier(tokens, token, clauses) if not token.word.pronoun else None
    free = not token.word.pronoun or "O" in trigger.objects  # لمقاضاته: its clitic is whom the action is done to
    control = controlled(tokens, token, clauses) if carrier is None and free else None
    if control is not None and control.kind != "orders" and trigger.predicate in _CONTROLLED:
        drafts = _carried(scene, tokens, token, trigger, control.clause)
        yield from (replace(draft, intended=True) if control.kind == "purpose" else draft for draft in drafts)
        return
    if control is not None and control.kind == "own" and trigger.predicate in _ACTIVE - _UNDERGONE:
        return  # تنوي الحكومة دعوة فلان: it is not he who invites
    if token.word.pronoun and trigger.predicate == "killed_in" and not in_passing(tokens, token, clauses):
        return
    if carrier is not None:
        yield from _carried(scene, tokens, token, trigger, carrier)
        return
    if preposition and trigger.predicate in _UNDERGONE and trigger.subject in {"O", f"@{preposition}"}:
        yield from _directed(scene, tokens, token, trigger, preposition)
        return
    if owner is None:
        yield from against_drafts(scene, tokens, token, trigger)
        return
    subject, end = owner
    if trigger.flags & {"office", "elect", "appoint"} and token.word.pronoun:
        yield from _taken(scene, tokens, token, trigger, subject)
    ordered = controlled(tokens, token, clauses) if trigger.predicate == "appointed_by" else None
    by = resolve(scene, tokens, ordered.clause) if ordered is not None and ordered.kind == "orders" else None
    if by is not None and by.subject.entity is not None and scene.type_of(subject.entity) is EntityType.PERSON:
        draft = _draft(scene, tokens, token, trigger, subject, by.subject, end, {})
        lemmas = {fold(lemma) for lemma in by.clause.form.lemmas}
        yield (
            replace(draft, predicate="confirmed_by") if lemmas & room_words("confirming", "masdars") else draft
        )  # صادق المجلس على تعيين فلان
        return
    if trigger.predicate in _UNDERGONE and trigger.subject == "O":
        yield from _befell(scene, tokens, token, trigger, owner, clauses)
    elif (token.word.pronoun or _somebody(scene, subject)) and trigger.predicate in _OBJECTS and _acts_on(tokens, past_dates(tokens, end)):
        phrase = noun_phrase(tokens, past_dates(tokens, end))  # بعد زيارته المدينة، لقائه أمس الوزير، زيارة فلان المدينة
        entity = _whom(scene, tokens, phrase) if phrase is not None else None
        if phrase is not None and entity not in {None, subject.entity}:
            item = Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
            yield _draft(scene, tokens, token, trigger, subject, item, phrase.end, {})
    elif trigger.predicate in _ACTIVE and preposition:
        yield from _done(scene, tokens, token, trigger, preposition, owner)
    elif trigger.predicate in _TAKEN and "O" in trigger.objects and not unreal(tokens, token, clauses) and _happened(tokens, token):
        yield from _by_li(scene, tokens, token, trigger, owner)


def _whom(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase) -> str | None:
    """The entity of an object; of one without a name or mention only where its noun is a person's: لقائها القنصل."""
    head = tokens[phrase.head]
    return phrase.entity or (scene.entity_for(tokens, phrase) if of_person(head) or is_office(head.key) else None)


def _by_li(scene: Scene, tokens: Sequence[Token], token: Token, trigger: Trigger, owner: tuple[Argument, int]) -> Iterator[Draft]:
    """رفض الحكومة للقرار، دعمه للخطة: right behind who acts ل brings whom or what the noun of a stand is about."""
    subject, end = owner
    adjective = end < len(tokens) and tokens[end].word.article and tokens[end].pos is Pos.NOUN and tokens[end].inside is None
    end += adjective and bool(token.word.pronoun)  # دعمها المالي ل
    at = governed(tokens, end, min(len(tokens), end + 1), "ل")
    phrase = noun_phrase(tokens, at) if at is not None else None
    if phrase is None or tokens[phrase.start].pos is Pos.DATE or not _stands_for(scene, token, subject):
        return
    yield _draft(scene, tokens, token, trigger, subject, _item(scene, tokens, phrase), max(end, phrase.end), {})


def _stands_for(scene: Scene, token: Token, subject: Argument) -> bool:
    """Whether it is sure whose stand it is: somebody named, and by a clitic only where nobody else's words are told."""
    if scene.type_of(subject.entity) not in _ACTING or not scene.named(subject.entity):
        return False
    return not token.word.pronoun or scene.tree.innermost(token.word.start, token.word.end) is None


_TAKEN = frozenset({"supports", "opposes"})


def _happened(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a noun of a stand is told of as there: no noun governs it (وقف دعم …، ضرورة دعم …) but one of lasting or growing."""
    previous = tokens[token.index - 1] if token.index else None
    if token.word.preposition == "ل" or previous is None or token.word.conjunction:
        return token.word.preposition != "ل" and not (token.word.conjunction and _governed_before(tokens, token))
    bare = previous.pos is Pos.NOUN and not previous.word.article and not previous.word.pronoun and previous.inside is None
    return not bare or bool(token.word.preposition) or previous.key in room_words("lasting", "masdars")


def _governed_before(tokens: Sequence[Token], token: Token) -> bool:
    """ضرورة وقف القتال ودعم …: behind و the noun may share what governs one before it."""
    before = tokens[max(0, token.index - _SHARED) : token.index]
    return not any(other.pos is Pos.MARK for other in before) and any(
        other.pos is Pos.NOUN and (other.key in word_class("deeds") or other.key in room_words("wanted", "masdars")) for other in before
    )


_SHARED = 8  # tokens


def _done(
    scene: Scene, tokens: Sequence[Token], token: Token, trigger: Trigger, preposition: str, owner: tuple[Argument, int],
) -> Iterator[Draft]:
    """لقاء فلان بالوزير: what the noun's preposition, or another of its frame, brings behind who acts."""
    subject, end = owner
    others = [o[1:] for o in trigger.objects if o.startswith("@") and o[1:] != preposition]
    places = (governed(tokens, end, min(len(tokens), end + 6), wanted) for wanted in (preposition, *others))
    at = next((place for place in places if place is not None), None)
    phrase = noun_phrase(tokens, at) if at is not None else None
    if phrase is None or _meant_otherwise(tokens, trigger, preposition, phrase) or scene.type_of(subject.entity) not in _ACTING:
        return
    yield _draft(scene, tokens, token, trigger, subject, _item(scene, tokens, phrase), max(end, phrase.end), {})


_ACTING = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})


def _somebody(scene: Scene, subject: Argument) -> bool:
    """Whether a verbal noun's owner is a person with a name: he does it to what stands behind him."""
    return scene.type_of(subject.entity) is EntityType.PERSON and scene.named(subject.entity)


def _meant_otherwise(tokens: Sequence[Token], trigger: Trigger, preposition: str, phrase: NounPhrase) -> bool:
    """وصوله إلى السلطة is no visit; and one goes to a place or a body with a name."""
    going = trigger.predicate == "visited" and phrase.type not in {EntityType.PLACE, EntityType.ORGANIZATION, EntityType.PERSON}
    return going or other_noun_sense(trigger, f"@{preposition}", tokens[phrase.head])


def _acts_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bare noun phrase stands here: the object of a verbal noun whose clitic is its subject."""
    if at >= len(tokens) or not starts_phrase(tokens[at]) or tokens[at].word.preposition or tokens[at].word.conjunction:
        return False
    return tokens[at].pos in {Pos.NOUN, Pos.QUANTIFIER, Pos.NUMBER} and not tokens[at].word.text.endswith(("ا", "اً"))


def _upon(tokens: Sequence[Token], token: Token, trigger: Trigger) -> bool:
    """اجتياحها للمدينة: what ل brings behind a verbal noun of attacking was attacked."""
    behind = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if behind is None or trigger.predicate != "attacked_in" or behind.word.preposition != "ل" or behind.pos is not Pos.NOUN:
        return False
    placed = behind.inside is not None and behind.inside.type in {EntityType.PLACE, EntityType.ORGANIZATION}
    return placed or behind.key in word_class("targets")


def _directed(scene: Scene, tokens: Sequence[Token], token: Token, trigger: Trigger, preposition: str) -> Iterator[Draft]:
    """هجوم على فلان: who is attacked stands behind the preposition."""
    at = governed(tokens, token.index + 1, min(len(tokens), token.index + 6), preposition)
    phrase = noun_phrase(tokens, at) if at is not None else None
    entity = scene.entity_for(tokens, phrase) if phrase is not None else None
    if phrase is None or entity is None or scene.type_of(entity) is EntityType.THING:
        return
    target = Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
    words = scene.words(tokens, token.index, phrase.end)
    yield _draft(scene, tokens, token, trigger, target, words, phrase.end, {})


def _taken(scene: Scene, tokens: Sequence[Token], token: Token, trigger: Trigger, holder: Argument) -> Iterator[Draft]:
    """بعد توليه رئاسة …، انتخابه رئيسا ل…، تعيينه على رأس …: the office somebody came to hold."""
    if scene.type_of(holder.entity) is not EntityType.PERSON:
        return
    for i in range(token.index + 1, min(len(tokens) - 1, token.index + 9)):
        if tokens[i].pos in {Pos.MARK, Pos.VERB, Pos.COMPLEMENTISER}:
            return
        if tokens[i].pos is Pos.NOUN and tokens[i].inside is None and (is_office(tokens[i].key) or tokens[i].key in {"منصب", "راس"}):
            phrase = noun_phrase(tokens, i)
            if phrase is None:
                return
            end = phrase.end
            while (
                end < len(tokens)
                and end - i < 10
                and (
                    tokens[end].pos in {Pos.NOUN, Pos.PREPOSITION} and tokens[end].pos is not Pos.DATE and not tokens[end].word.conjunction
                )
            ):
                end += 1
            words = scene.words(tokens, i, end)
            if words is not None:
                draft = _draft(scene, tokens, token, trigger, holder, words, end, {})
                yield replace(draft, predicate="holds_position", rule="masdar.holds_position")
            return


def _item(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase) -> Argument:
    if phrase.entity is not None:
        return scene.phrase(tokens, phrase)
    end = phrase.end
    while end < len(tokens) and tokens[end].pos in {Pos.NOUN, Pos.PREPOSITION, Pos.QUANTIFIER} and end - phrase.start < 14:
        end += 1
    return scene.words(tokens, phrase.start, end) or scene.phrase(tokens, phrase)


def _carrier(tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Clause | None:
    """The auxiliary whose complement the masdar is: حاول اغتيال، تمكن من الفرار."""
    for clause in reversed(clauses):
        if clause.verb > token.index:
            continue
        if clause.trigger is None or "aux" not in clause.trigger.flags or token.index >= clause.end + 1:
            return None
        wanted = clause.trigger.objects[0]
        if wanted.startswith("@"):
            at = governed(tokens, clause.rest, token.index + 1, wanted[1:])
            return clause if at == token.index else None
        return clause if any(phrase.start == token.index for phrase in clause.objects) or _begun(clause, token) else None
    return None


def _begun(clause: Clause, token: Token) -> bool:
    """بدأ العودة إلى …، بدأ بالعودة إلى …: what somebody begins stands right behind him, with ب or without."""
    if clause.rest == token.index:
        return True
    first = clause.prepositional[0] if clause.prepositional else None
    return first is not None and first.preposition == "ب" == token.word.preposition and first.at == token.index and not clause.objects


def _carried(
    scene: Scene,
    tokens: Sequence[Token],
    token: Token,
    trigger: Trigger,
    carrier: Clause,
) -> Iterator[Draft]:
    """The masdar under an auxiliary acts like its verb with the auxiliary's subject."""
    read = resolve(scene, tokens, carrier)
    named = read.subject.span if read is not None else None
    if read is None or (named is not None and named.start <= token.word.start < named.end):
        return  # the noun is the verb's own subject
    inner = Clause(
        token.index,
        carrier.form,
        _plain(trigger, carrier),
        carrier.start,
        carrier.end,
        how=carrier.how,
        subject=carrier.subject,
        clitic=token.word.pronoun,
        rest=token.index,
        negated=carrier.negated and not _more_than(carrier),
    )
    phrase = noun_phrase(tokens, token.index + 1)
    if phrase is not None and not phrase.preposition and not token.word.article and not token.word.pronoun:
        inner.objects.append(phrase)
    if (
        trigger.objects[-1] == "ACT"
        and trigger.subject == "S"
        and not any(
            item.preposition in {o[1:] for o in trigger.objects if o.startswith("@")} and item.at > token.index
            for item in carrier.prepositional
        )
    ):
        words = scene.words(tokens, token.index, carrier.end, dated=True)
        yield _draft(scene, tokens, token, trigger, read.subject, words, carrier.end, {})
        return
    if "reversed" in trigger.flags and not inner.objects and not inner.clitic:
        return  # قام باغتيال …: whoever does it is not the one it befalls
    inner.rest = token.index + 1
    inner.prepositional = [item for item in carrier.prepositional if item.at > token.index]
    yield from framed(Reading(scene, tokens, inner, read.subject, read.why, read.others), _plain(trigger, carrier))


def _more_than(carrier: Clause) -> bool:
    """لم تكتف بإقالته: that and more was done."""
    return "اكتفي" in set(map(fold, carrier.form.lemmas))


def _befell(
    scene: Scene, tokens: Sequence[Token], token: Token, trigger: Trigger, owner: tuple[Argument, int], clauses: Sequence[Clause]
) -> Iterator[Draft]:
    """What somebody underwent, with the event in which he did where the sentence names it."""
    if trigger.predicate == "attacked_in" and ill_behind(tokens, owner[1]):
        return
    if token.key == fold(trigger.lemma) and _acts_on(tokens, owner[1]) and not in_accusative(tokens[token.index + 1]):
        return  # قصف الجيش قرية …: verb or verbal noun, who stands right behind it with an object is its doer
    harmed = struck(scene, tokens, token.index, owner) if harms(trigger.predicate) and not token.word.pronoun else None
    subject, end = harmed or owner
    cause = None
    if harms(trigger.predicate):
        cause = strike_behind(scene, tokens, end) or strike_before(scene, tokens, token.index, clauses)
    for draft in _undergone(scene, tokens, token, trigger, subject, end):
        told = replace(draft, qualifiers={**draft.qualifiers, "perpetrator": owner[0].text}) if harmed and owner[0].text else draft
        yield replace(told, object=_event_of(told, cause)) if cause is not None else told


def _event_of(draft: Draft, cause: Argument) -> Argument:
    """The event as object; the words that tell what befell stay as its value."""
    words = draft.object.text if draft.object is not None else None
    return replace(cause, value=words)


def _plain(trigger: Trigger, carrier: Clause) -> Trigger:
    extra = {"attempt"} if carrier.trigger is not None and "attempt" in carrier.trigger.flags else set()
    return replace(trigger, flags=(trigger.flags - {"aux", "say", "open"}) | extra)


def _undergone(
    scene: Scene,
    tokens: Sequence[Token],
    token: Token,
    trigger: Trigger,
    target: Argument,
    end: int,
) -> Iterator[Draft]:
    kind = scene.type_of(target.entity)
    if kind not in {EntityType.PERSON, EntityType.GROUP} and (trigger.predicate != "attacked_in" or target.span is None):
        return
    agent = _agent(scene, tokens, end)
    qualifiers: dict[str, Scalar] = {}
    if agent is not None and agent[0].text:
        qualifiers["perpetrator"] = agent[0].text
    stop = agent[1] if agent is not None else end
    if trigger.predicate == "appointed_by":
        if agent is not None:
            yield _draft(scene, tokens, token, trigger, target, agent[0], stop, {})
        return
    if trigger.predicate == "nominated_for":
        at = governed(tokens, end, min(len(tokens), end + 3), "ل")
        phrase = noun_phrase(tokens, at) if at is not None else None
        if phrase is not None:
            yield _draft(scene, tokens, token, trigger, target, _item(scene, tokens, phrase), phrase.end, {})
        return
    if trigger.predicate == "persecutes":
        return
    if (
        token.index
        and not token.word.conjunction
        and tokens[token.index - 1].pos is Pos.NOUN
        and not tokens[token.index - 1].word.article
        and (tokens[token.index - 1].key not in room_words("events", "masdars") | room_words("occasions", "passing") | hearsay())
    ):
        return
    if trigger.predicate == "left_position":
        if token.word.pronoun:
            at = governed(tokens, end, min(len(tokens), end + 2), "من") or governed(tokens, end, min(len(tokens), end + 2), "عن")
            post = noun_phrase(tokens, at) if at is not None else None
            if post is not None:  # إقالته من قيادة الشرطة
                words = scene.words(tokens, post.start, post.end)
                yield _draft(scene, tokens, token, trigger, target, words, post.end, qualifiers)
            return
        if not _named_in(tokens, token.index + 1, end):
            return
        yield _draft(scene, tokens, token, trigger, target, title_in(scene, tokens, token.index + 1, end), stop, qualifiers)
        return
    words = scene.words(tokens, token.index, end)
    yield _draft(scene, tokens, token, trigger, target, untitled(scene, token, target, words), stop, qualifiers)


def _named_in(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(t.inside is not None and t.inside.form is MentionForm.NAME and t.inside.type is EntityType.PERSON for t in tokens[start:end])


def _agent(scene: Scene, tokens: Sequence[Token], at: int) -> tuple[Argument, int] | None:
    """من قبل X، على يد X."""
    for i in range(at, min(at + 4, len(tokens) - 1)):
        if tokens[i].key in room_words("agents", "masdars") and tokens[i - 1].key in {"من", "علي"}:
            phrase = noun_phrase(tokens, i + 1)
            if phrase is not None:
                return scene.phrase(tokens, phrase), phrase.end
    return None


def _draft(  # noqa: PLR0913, PLR0917 - the parts of a draft, from seven places
    scene: Scene,
    tokens: Sequence[Token],
    token: Token,
    trigger: Trigger,
    subject: Argument,
    item: Argument | None,
    end: int,
    qualifiers: dict[str, Scalar],
) -> Draft:
    trigger_span = (token.word.core_start, token.word.end)
    return Draft(
        f"masdar.{trigger.predicate}",
        trigger.predicate,
        subject,
        item,
        scene.range(tokens, *widened(tokens, token.index, end)),
        trigger_span,
        qualifiers,
        noun_times(tokens, token.index, min(len(tokens), end + 4)),
        ("مصدر",),
    )
