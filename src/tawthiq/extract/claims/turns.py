"""What words around a verb make of its claim: flight of going, harm to somebody of harm to his house, an exception."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.reading import Reading
from tawthiq.extract.claims.roles import names_person, stems
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.token import Pos
from tawthiq.model import Argument, EntityType

_BEHIND = 8  # tokens behind a clause in which its exception begins
_STANCES = frozenset({"supports", "opposes", "visited", "met", "member_of", "cooperates_with", "part_of", "congratulates"})


def turned(reading: Reading, draft: Draft) -> Draft:
    """The draft as the words beside its verb turn it."""
    if draft.predicate in {"visited", "returned_to"} and _in_flight(reading):
        return replace(draft, predicate="fled", rule="turn.fled")
    if draft.predicate == "attacked_in":
        return _of_owner(reading, draft)
    if draft.predicate == "holds_position" and draft.object is not None and draft.subject.entity and not draft.negated:
        reading.scene.offices.setdefault(draft.subject.entity, draft.object)
    return draft


_SUFFERED = {"persecutes": "object"}


def charged(reading: Reading, draft: Draft) -> Iterator[Draft]:
    """يلاحقه القضاء بتهمة …، اعتُقل بتهم …: what somebody is held or pursued for is alleged, by whoever does it."""
    role = _SUFFERED.get(draft.predicate)
    target = draft.subject if role == "subject" else draft.object
    agent = draft.object if role == "subject" else draft.subject
    if role is None or target is None or reading.scene.type_of(target.entity) is not EntityType.PERSON:
        return
    tokens, clause = reading.tokens, reading.clause
    if clause.how == "shared" or (target.span is None and not clause.clitic):
        return  # a charge is put on nobody who is not sure to be meant
    for item in clause.prepositional:
        if item.preposition != "ب" or item.phrase is None or tokens[item.phrase.head].key not in room_words("charges", "turns"):
            continue
        at = item.phrase.head + 1
        phrase = noun_phrase(tokens, at)
        words = reading.scene.words(tokens, at, phrase.end) if phrase is not None else None
        if words is None or words.span is None:
            return
        trigger = (tokens[at].word.core_start, tokens[at].word.end)
        accuser = agent if agent is not None and agent.entity is not None else None
        low, high = draft.evidence
        yield replace(
            draft,
            rule="turn.charge",
            predicate="complicit_in",
            subject=target,
            object=words,
            trigger=trigger,
            time=(),
            qualifiers={},
            evidence=(low, max(high, words.span.end)),
            alleged=True,
            accuser=accuser,
            negated=False,
        )
        return


def accused_by_tree(reading: Reading, draft: Draft) -> Iterator[Draft]:
    """اتهمه نواب، وفي مقدمتهم فلان، بإخفاء …: the charge that stands apart from its verb, where the tree found it."""
    if draft.predicate != "accuses" or draft.about is not None or draft.object is None or draft.object.entity is None:
        return
    word = reading.tokens[reading.clause.verb].word
    found = reading.scene.tree.attributions
    first_at = bisect_left(found, word.start, key=lambda said: said.reach.start)
    for said in found[first_at : first_at + _ACCUSATIONS]:
        if said.act != "accuse" or said.cue is None or not word.start <= said.cue.start < word.end or said.content.start < word.end:
            continue
        first = next((t for t in reading.tokens if t.word.start <= said.content.start < t.word.end), None)
        if first is None or first.word.preposition != "ب" or first.pos is Pos.COMPLEMENTISER:
            return
        span = reading.scene.layers.frame.span(first.word.core_start, said.content.end)
        yield replace(
            draft,
            rule="turn.charge",
            predicate="complicit_in",
            subject=draft.object,
            object=Argument(span=span),
            time=(),
            qualifiers={},
            evidence=(draft.evidence[0], said.content.end),
            trigger=(first.word.core_start, first.word.end),
            alleged=True,
            accuser=draft.subject,
        )
        return


_ACCUSATIONS = 6  # attributions behind a verb among which its charge is looked for


def _in_flight(reading: Reading) -> bool:
    """دخلت … لاجئة، خرج هاربا من …."""
    tokens = reading.tokens
    between = tokens[reading.clause.verb + 1 : reading.clause.end]
    return any(stem in room_words("fleeing", "turns") for token in between if not token.word.article for stem in stems(token.key))


def _of_owner(reading: Reading, draft: Draft) -> Draft:
    """تعرض منزل فلان لإطلاق نار: whose house is attacked is attacked."""
    scene, tokens = reading.scene, reading.tokens
    span = draft.subject.span
    if span is None or scene.type_of(draft.subject.entity) is EntityType.PERSON:
        return draft
    inside = [token for token in tokens if span.start <= token.word.core_start < span.end]
    if not inside or inside[0].key not in word_class("belongings", "actors"):
        return draft
    owner = next((token.inside for token in inside if names_person(token)), None)
    if owner is None:
        return draft
    words = f"{draft.object.text or ''} على {span.exact}".strip() if draft.object is not None else span.exact
    item = Argument(span=draft.object.span if draft.object else None, value=words)
    return replace(draft, subject=Argument(entity=owner.entity, span=owner.span), object=item)


def excepted(reading: Reading, draft: Draft) -> Iterator[Draft]:
    """وقّعت الأحزاب كلها الوثيقة ما عدا حزب …: of who is excepted the contrary is told."""
    clause, tokens, scene = reading.clause, reading.tokens, reading.scene
    if clause.negated or draft.negated or draft.predicate not in _STANCES:
        return
    for i in range(clause.verb + 1, min(len(tokens) - 1, clause.end + _BEHIND)):
        token = tokens[i]
        if token.pos in {Pos.COMPLEMENTISER, Pos.RELATIVE} or token.word.text in {".", "؛", "؟"}:
            return
        if token.key not in room_words("except", "turns"):
            continue
        phrase = noun_phrase(tokens, i + 1)
        if phrase is None and tokens[i + 1].word.text in {"«", '"', "“"} and i + 2 < len(tokens):
            phrase = noun_phrase(tokens, i + 2)
        entity = scene.entity_for(tokens, phrase) if phrase is not None else None
        if phrase is None or entity is None or scene.type_of(entity) is EntityType.THING:
            return
        span = scene.span(tokens, phrase.start, phrase.end)
        low, high = draft.evidence
        yield replace(
            draft, subject=Argument(entity=entity, span=span), evidence=(low, max(high, span.end)), negated=True, rule="turn.except"
        )
        return
