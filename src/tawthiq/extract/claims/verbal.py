"""Claims of finite verbs: every clause of a sentence with its subject, handed to what reads its kind of verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.aims import carried, tried, weighed
from tawthiq.extract.claims.arguments import content_of, tokens_key
from tawthiq.extract.claims.changes import changed
from tawthiq.extract.claims.chunk import noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.collocations import collocated
from tawthiq.extract.claims.content import content_end
from tawthiq.extract.claims.control import expected
from tawthiq.extract.claims.copulas import copular
from tawthiq.extract.claims.counts import counted
from tawthiq.extract.claims.description import announced, described, is_judging, judged, opened
from tawthiq.extract.claims.frames import framed
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.light import light_drafts
from tawthiq.extract.claims.needs import needed
from tawthiq.extract.claims.nouns import is_charge
from tawthiq.extract.claims.pursuits import pursued
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.turns import accused_by_tree, charged, excepted, turned
from tawthiq.extract.claims.vouched import borne_out
from tawthiq.extract.claims.withheld import owned_up
from tawthiq.model import Argument
from tawthiq.text.fold import fold


def verbal_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The drafts of all clauses of one sentence; the discourse learns their subjects on the way."""
    wanted = needed(tokens)
    for index, clause in enumerate(clauses):
        if _unreal(tokens, clause, clauses) or clause.start in wanted or clause.verb in wanted:
            continue
        found = resolve(scene, tokens, clause) or _taken_again(scene, tokens, clause, clauses[:index])
        fixed = collocated(scene, tokens, clause, found)
        if found is None:
            yield from fixed
            continue
        scene.subjects[tokens[clause.verb].word.core_start] = found.subject
        found.since = _since(clause, clauses)
        clause.rest = _behind_joined(tokens, clause)
        _remember(scene, tokens, clause, found)
        if _auxiliary(clauses, index):
            continue
        unhappened, meant = _unhappened(tokens, clause, clauses), expected(tokens, clause, clauses)
        for draft in borne_out(found, fixed or tuple(_drafts(found))):
            told = turned(found, replace(draft, negated=draft.negated or unhappened, intended=draft.intended or meant))
            yield told
            yield from excepted(found, told)
            yield from charged(found, told)
            yield from accused_by_tree(found, told)


def _taken_again(scene: Scene, tokens: Sequence[Token], clause: Clause, before: Sequence[Clause]) -> Reading | None:
    """قال فلان إنه لن يشارك وإنه سيبقى: what و joins under أن takes up with the same clitic whom it took up before."""
    joined = next((t for t in reversed(tokens[: clause.verb]) if t.pos is Pos.COMPLEMENTISER), None)
    if clause.how != "clitic" or joined is None or joined.word.conjunction != "و":
        return None
    first = next((c for c in reversed(before) if c.how == "clitic" and c.subject_pronoun == clause.subject_pronoun), None)
    subject = scene.subjects.get(tokens[first.verb].word.core_start) if first is not None else None
    if subject is None:
        return None
    return Reading(scene, tokens, clause, Argument(entity=subject.entity), "الفاعل: من عاد عليه الضمير قبله")


def _unreal(tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Clauses that are no facts of their own: what is hoped, demanded or refused, and مما …."""
    if clause.opener == "loose":
        return True
    if clause.opener != "complement" or clause.parent is None:
        return False
    if clause.negated and tokens[clauses[clause.parent].verb].key in room_words("duty", "verbal"):
        return True  # يجب ألا تشمل: what must not be
    trigger = clauses[clause.parent].trigger
    return (
        trigger is not None
        and trigger.predicate in {"hopes_or_demands", "opposes", "has_purpose"}
        and not ({fold(trigger.lemma)} & word_class("expecting_verbs") and "C" not in trigger.objects)  # ينتظر أن يناقش: expected
        and clauses[clause.parent].content is not None
    )


def _unhappened(tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause]) -> bool:
    """لم يحدث أن …، لم يسبق أن …: what follows did not happen."""
    if clause.parent is None or clause.opener != "complement":
        return False
    parent = clauses[clause.parent]
    return parent.negated and tokens[parent.verb].key in room_words("happening", "verbal")


def _since(clause: Clause, clauses: Sequence[Clause]) -> int | None:
    """The token from which the evidence names a subject that is shared with a clause before."""
    at, steps = clause, 0
    while at.how == "shared" and at.parent is not None and steps < 4:
        at, steps = clauses[at.parent], steps + 1
    if at is clause:
        return None
    return at.antecedent.start if at.antecedent is not None else at.start


def _behind_joined(tokens: Sequence[Token], clause: Clause) -> int:
    """Where the complements begin behind subjects that و joins: اتفقت روما وطرابلس على …."""
    at = clause.rest
    while clause.how == "after" and at < clause.end and tokens[at].word.conjunction == "و" and starts_phrase(tokens[at]):
        phrase = noun_phrase(tokens, at)
        if phrase is None or phrase.preposition:
            break
        at = phrase.end
    return at


def _remember(scene: Scene, tokens: Sequence[Token], clause: Clause, found: Reading) -> None:
    if found.subject.entity is not None and found.type in ACTORS and clause.opener != "relative":
        scene.discourse.subject(tokens[clause.verb].word.start, found.subject.entity)


def _auxiliary(clauses: Sequence[Clause], index: int) -> bool:
    """Whether this verb only carries the next one (كان يعمل، استطاع أن يعود)."""
    clause = clauses[index]
    flags = clause.trigger.flags if clause.trigger else frozenset()
    if "copula" not in flags and "aux" not in flags:
        return False
    return index + 1 < len(clauses) and clauses[index + 1].auxiliary == index


def _drafts(reading: Reading) -> Iterator[Draft]:
    trigger = reading.clause.trigger
    if tokens_key(reading) in room_words("duty", "verbal"):
        return
    if owned_up(reading.tokens, reading.clause):
        return
    if trigger is not None and trigger.lemma in {"واجه", "تلقى"} and is_charge(reading.tokens, reading.clause.rest, reading.clause.end):
        return  # what somebody is charged with is told by its own rule, as alleged
    if is_judging(reading) and (reading.clause.objects or reading.clause.clitic):
        yield from judged(reading)
        return
    wanted = counted(reading) or changed(reading) or weighed(reading) or tried(reading) or pursued(reading)
    light = [wanted] if wanted is not None else list(light_drafts(reading))
    if light:
        yield from (carried(reading, draft) for draft in light)
    elif trigger is None:
        yield from described(reading, "")
    elif "say" in trigger.flags:
        yield from announced(reading, trigger)
    elif "copula" in trigger.flags:
        yield from copular(reading, trigger)
    elif "described" in trigger.flags:
        yield from described(reading, trigger.masdar)
    elif "open" in trigger.flags or trigger.predicate == "open":
        if fold(trigger.lemma) in room_words("too_much", "plain"):
            yield from opened(reading, trigger)
        elif "tamm" not in trigger.flags:
            yield from described(reading, trigger.masdar)
    elif fold(trigger.lemma) in room_words("inciting", "verbal"):
        yield from (_incited(draft, trigger.masdar) for draft in framed(reading, trigger))
    else:
        yield from framed(reading, trigger)


def _incited(draft: Draft, masdar: str) -> Draft:
    """حرّض فلان على قتل علان: he has a part in the incitement, and not in the killing."""
    item = draft.object
    if draft.predicate != "complicit_in" or item is None or item.span is None:
        return draft
    return replace(draft, object=Argument(span=item.span, value=f"{masdar} على {item.span.exact}"))


def duty_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """يجب أن …: what a speaker demands; in the outlet's own voice it is nobody's demand."""
    for clause in clauses:
        word = tokens[clause.verb].word
        if tokens[clause.verb].key not in room_words("duty", "verbal"):
            continue
        speaker = scene.discourse.speaker(word.start, word.end)
        if speaker is None:
            continue
        reading = Reading(scene, tokens, clause, Argument(entity=speaker.entity), f"الفاعل: {speaker.why}")
        obliged = clause.verb + 1 < len(tokens) and tokens[clause.verb + 1].key == "علي"
        content = next(iter(content_of(reading)), None)
        end = clause.end if clause.content is None else content_end(tokens, clause.content + 1)
        words = content if content is not None and not obliged else scene.words(tokens, clause.verb + 1, end)
        if words is not None and words.span is not None:
            draft = drafted(reading, "hopes_or_demands", reading.subject, words)
            evidence = (word.core_start, max(words.span.end, word.end))
            yield replace(draft, rule="verbal.duty", evidence=evidence, negated=draft.negated or _nobody(tokens, clause.verb))


def _nobody(tokens: Sequence[Token], verb: int) -> bool:
    """لا أحد، مهما كان فقيرا، يجب أن يحرم من كذا: what must befall nobody is not wanted."""
    near = range(max(1, verb - _NOBODY), verb)
    return any(tokens[i].key == "احد" and tokens[i - 1].key in {"لا", "ولا"} for i in near)


_NOBODY = 12  # tokens from لا أحد to its verb, with an aside between
