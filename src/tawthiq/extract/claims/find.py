"""From layers and attribution tree to claims: every family asked, chains and standing added, copies of a fact joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from tawthiq.encoder import Proposal
from tawthiq.extract.claims.accomplished import accomplished_drafts
from tawthiq.extract.claims.accusations import accusation_drafts, blame_drafts
from tawthiq.extract.claims.adverbs import settle_adverbs
from tawthiq.extract.claims.agreement import weighed
from tawthiq.extract.claims.aims import aim_drafts, once
from tawthiq.extract.claims.beside import of_another
from tawthiq.extract.claims.between import between_drafts
from tawthiq.extract.claims.births import birthplace_drafts, clause_births
from tawthiq.extract.claims.charges import charge_drafts
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.clauses import find_clauses
from tawthiq.extract.claims.collocations import collocation_drafts
from tawthiq.extract.claims.company import as_candidate, candidate_drafts, company_drafts
from tawthiq.extract.claims.confidence import confidence, noted, told
from tawthiq.extract.claims.control import pending, rumoured
from tawthiq.extract.claims.denials import denial_drafts
from tawthiq.extract.claims.done import done_drafts
from tawthiq.extract.claims.doubts import doubts
from tawthiq.extract.claims.elections import election_drafts
from tawthiq.extract.claims.elided import elided_drafts, with_contests
from tawthiq.extract.claims.endings import ending_drafts
from tawthiq.extract.claims.epithets import epithet_drafts
from tawthiq.extract.claims.estimates import RULE as ESTIMATE
from tawthiq.extract.claims.estimates import with_estimates
from tawthiq.extract.claims.family import is_kin
from tawthiq.extract.claims.learned import RULE, learned_drafts
from tawthiq.extract.claims.leaving import leaving_drafts
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.lifeless import by_the_doer
from tawthiq.extract.claims.listed import with_lists
from tawthiq.extract.claims.masdars import masdar_drafts
from tawthiq.extract.claims.nationality import nationality_drafts
from tawthiq.extract.claims.needs import need_drafts, needy_drafts
from tawthiq.extract.claims.nominal import nominal_drafts, title_drafts
from tawthiq.extract.claims.offices import office_drafts
from tawthiq.extract.claims.owners import bare_titles, further_names
from tawthiq.extract.claims.parsed import with_trees
from tawthiq.extract.claims.passives import passive_drafts
from tawthiq.extract.claims.pointing import dated_behind
from tawthiq.extract.claims.possessed import with_owner
from tawthiq.extract.claims.possession import possession_drafts
from tawthiq.extract.claims.predication import predication_drafts
from tawthiq.extract.claims.pronominal import pronominal_drafts
from tawthiq.extract.claims.purposes import purpose_drafts
from tawthiq.extract.claims.quantity import age_drafts
from tawthiq.extract.claims.reasons import reason_drafts
from tawthiq.extract.claims.rebuttals import RULE as REBUTTAL
from tawthiq.extract.claims.rebuttals import rebuttal_drafts
from tawthiq.extract.claims.relational import relation_drafts
from tawthiq.extract.claims.relations import relational_drafts
from tawthiq.extract.claims.returns import return_drafts
from tawthiq.extract.claims.scene import Draft, Scene, unique
from tawthiq.extract.claims.sieve import sifted
from tawthiq.extract.claims.staged import staged
from tawthiq.extract.claims.states import state_drafts
from tawthiq.extract.claims.token import Token
from tawthiq.extract.claims.tokens import tag
from tawthiq.extract.claims.turned_round import turned_round
from tawthiq.extract.claims.unheld import (
    about_itself,
    addressed,
    of_denied_saying,
    of_joined,
    of_marked_denial,
    of_whom_it_meets,
    still_to_come,
    supposed_not,
    suspected,
)  # fmt: skip
from tawthiq.extract.claims.verbal import duty_drafts, verbal_drafts
from tawthiq.extract.claims.verdicts import verdict_drafts
from tawthiq.extract.frame import Layers
from tawthiq.extract.reference import Discourse
from tawthiq.extract.standing import axes_at, left_open, presupposed_at, told_as_result
from tawthiq.extract.tree import AttributionTree
from tawthiq.model import (
    Axes,
    Chain,
    Claim,
    Entity,
    EntityType,
    Hop,
    HopRole,
    Mention,
    Modality,
    Name,
    Polarity,
    QuotationForm,
    SourceKind,
    Voice,
    identified,
)
from tawthiq.model.predicates import OPEN
from tawthiq.text.fold import fold

VERSION = "claims-2"


@dataclass(frozen=True, slots=True)
class ClaimLayer:
    """The claims of a text, the entities and mentions made for their common nouns, and further names of entities by id."""

    claims: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=lambda: MappingProxyType({}))


def find_claims(layers: Layers, tree: AttributionTree) -> ClaimLayer:
    """The claims of a text in order of their triggers."""
    scene = Scene(layers, tree, with_trees(settle_adverbs(tag(layers)), layers.arcs), Discourse(layers, tree))
    for sentence in scene.tokens.sentences:
        for draft in title_drafts(scene, sentence):
            if draft.predicate == "holds_position" and draft.subject.entity and draft.object:
                scene.offices.setdefault(draft.subject.entity, draft.object)
    for entity, title in bare_titles(scene):
        scene.offices.setdefault(entity, title)
    proposals = layers.proposals or ((),) * len(scene.tokens.sentences)
    drafts = [
        with_owner(scene, sentence, as_candidate(scene, sentence, draft))
        for sentence, seen in zip(scene.tokens.sentences, proposals, strict=True)
        for draft in _both(scene, sentence, seen)
    ]
    claims = _joined([claim for draft in unique(drafts) if noted(draft.rule, (claim := _claim(scene, sifted(scene, draft))).confidence)])
    used = {argument.entity for claim in claims for argument in (claim.subject, claim.object) if argument is not None}
    entities = tuple(entity for entity in scene.entities.values() if entity.id in used)
    mentions = tuple(sorted((m for m in scene.mentions if m.entity in used), key=lambda m: m.span))
    return ClaimLayer(tuple(claims), entities, mentions, further_names(scene, entities))


def _both(scene: Scene, tokens: Sequence[Token], proposals: Sequence[Proposal]) -> list[Draft]:
    """The drafts of one sentence by rules, and by the learned heads where there are such."""
    drafts = _told(scene, tokens)
    if scene.layers.proposals:
        drafts = weighed(tokens, drafts, proposals)
        found = learned_drafts(scene, tokens, drafts, proposals)
        kept = [draft for draft in found if not (_misread(scene, tokens, draft) or by_the_doer(scene, tokens, draft))]
        drafts += [draft for draft in kept if not of_whom_it_meets(draft, drafts)]
    return [_cautious(scene, tokens, draft) for draft in drafts]


def _cautious(scene: Scene, tokens: Sequence[Token], draft: Draft) -> Draft:
    """The draft as what is alleged where it is only suspected, and as what is planned where its day has not come."""
    draft = replace(draft, alleged=True) if suspected(tokens, draft) else draft
    return replace(draft, intended=True) if still_to_come(tokens, draft, scene.layers.frame.published or "") else draft


def _misread(scene: Scene, tokens: Sequence[Token], draft: Draft) -> bool:
    """What the words only suppose, charge another with, tell of another, or say to whom somebody speaks."""
    if about_itself(draft) or of_joined(tokens, draft) or is_kin(tokens, draft) or of_marked_denial(tokens, draft):
        return True
    if of_denied_saying(tokens, draft) or of_another(scene, tokens, draft) or staged(scene, tokens, draft):
        return True
    return supposed_not(tokens, draft) or turned_round(scene, tokens, draft) or addressed(tokens, draft)


def _told(scene: Scene, tokens: Sequence[Token]) -> list[Draft]:
    """The drafts of one sentence without what others tell already and what it only supposes not to be so."""
    clauses = find_clauses(tokens)
    drafts = once(list(with_lists(scene, tokens, _without_parts(list(_sentence(scene, tokens, clauses))))))
    drafts += [*company_drafts(scene, tokens, drafts), *rebuttal_drafts(scene, tokens, clauses, drafts)]
    drafts = with_estimates(scene, tokens, clauses, drafts)
    elided = list(elided_drafts(scene, tokens, clauses, drafts))
    again = {draft.trigger for draft in elided}
    drafts = with_contests([*(d for d in drafts if d.trigger not in again or d.predicate not in _WORDS_ALONE), *elided])
    return dated_behind(tokens, [draft for draft in drafts if not _misread(scene, tokens, draft)])


_WORDS_ALONE = frozenset({"engaged_in", "has_trait", "open"})  # what فعل ذلك says in its own words


def _sentence(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    born = {tokens[c.verb].word.core_start for c in clauses if c.trigger is not None and c.trigger.lemma == "ولد"}
    for draft in verbal_drafts(scene, tokens, clauses):
        if draft.predicate != "born_in" or draft.trigger[0] not in born:
            yield replace(draft, alleged=True) if draft.predicate == "complicit_in" and _suspect(draft) else draft
    yield from clause_births(scene, tokens, clauses)
    yield from birthplace_drafts(scene, tokens, clauses)
    yield from duty_drafts(scene, tokens, clauses)
    yield from state_drafts(scene, tokens, clauses)
    yield from accusation_drafts(scene, tokens, clauses)
    yield from blame_drafts(scene, tokens, clauses)
    yield from verdict_drafts(scene, tokens, clauses)
    yield from passive_drafts(scene, tokens, clauses)
    yield from between_drafts(scene, tokens, clauses)
    yield from election_drafts(scene, tokens)
    yield from ending_drafts(scene, tokens, clauses)
    yield from office_drafts(scene, tokens, clauses)
    yield from return_drafts(scene, tokens, clauses)
    yield from leaving_drafts(scene, tokens, clauses)
    yield from nationality_drafts(scene, tokens, clauses)
    yield from need_drafts(scene, tokens, clauses)
    yield from denial_drafts(scene, tokens, clauses)
    yield from needy_drafts(scene, tokens)
    yield from reason_drafts(scene, tokens, clauses)
    yield from purpose_drafts(scene, tokens, clauses)
    yield from aim_drafts(scene, tokens)
    yield from nominal_drafts(scene, tokens)
    yield from candidate_drafts(tokens)
    yield from pronominal_drafts(scene, tokens)
    for draft in (*masdar_drafts(scene, tokens, clauses), *collocation_drafts(scene, tokens, clauses)):
        noun = next((token for token in tokens if token.word.core_start == draft.trigger[0]), None)
        hearsay = draft.predicate == "complicit_in" or (noun is not None and rumoured(tokens, noun))
        later = noun is not None and draft.predicate in _OFFICES and pending(tokens, noun, clauses)
        yield replace(draft, alleged=draft.alleged or hearsay, intended=draft.intended or later) if hearsay or later else draft
    yield from done_drafts(scene, tokens, clauses)
    yield from accomplished_drafts(scene, tokens, clauses)
    yield from predication_drafts(scene, tokens)
    yield from possession_drafts(scene, tokens, clauses)
    yield from charge_drafts(scene, tokens)
    yield from epithet_drafts(scene, tokens)
    yield from relational_drafts(scene, tokens, clauses)
    yield from relation_drafts(scene, tokens, clauses)
    yield from age_drafts(scene, tokens)


_OFFICES = frozenset({"holds_position", "appointed_by", "left_position", "nominated_for"})  # that somebody decides on


def _suspect(draft: Draft) -> bool:
    """شارك المتهم فلان في …: what somebody under a charge did is a charge."""
    first = next(iter(fold(draft.subject.text or "").split()), "")
    return first in room_words("suspects", "find")


def _without_parts(drafts: list[Draft]) -> list[Draft]:
    """Without the verbal nouns that are part of a collocation: the القبض of ألقى القبض على says nothing more."""
    drafts = _denied_once(_charged_once(_returned_once(drafts)))
    whole = {(d.predicate, d.subject.entity, d.evidence) for d in drafts if d.rule.startswith("collocation.")}
    nouns = {d.trigger for d in drafts if d.rule.startswith("collocation.noun.")}

    def part(draft: Draft) -> bool:
        at, fact = draft.trigger[0], (draft.predicate, draft.subject.entity)
        if draft.rule == "masdar.engaged_in" and draft.trigger in nouns:
            return True  # نيله ثقة المجلس: confirmed, and no other doing besides
        same = (low <= at < high for predicate, subject, (low, high) in whole if (predicate, subject) == fact)
        return draft.rule.startswith("masdar.") and any(same)

    return [draft for draft in drafts if not part(draft)] if whole else drafts


def _returned_once(drafts: list[Draft]) -> list[Draft]:
    """Without the words of a verb of coming back where the return itself is told: عاد من المنفى."""
    back = {draft.trigger for draft in drafts if draft.predicate == "returned_to"}
    return [draft for draft in drafts if not (draft.rule.startswith("description.") and draft.trigger in back)]


def _denied_once(drafts: list[Draft]) -> list[Draft]:
    """Without what a verbal noun tells of the same person where the rule of denials reads the same noun."""
    denied = {(d.predicate, d.subject.entity, d.trigger[0]) for d in drafts if d.rule == "denial.noun"}
    return [d for d in drafts if d.rule == "denial.noun" or (d.predicate, d.subject.entity, d.trigger[0]) not in denied]


def _charged_once(drafts: list[Draft]) -> list[Draft]:
    """Without a charge by nobody where another rule reads the same words of the same person, and knows who charges him."""
    known = {(d.subject.entity, _begins(d)): d.rule for d in reversed(drafts) if d.predicate == "complicit_in" and d.rule not in _LATE}
    condemned = {d.trigger for d in drafts if d.rule == "verdict"}
    late = {(d.subject.entity, _begins(d)) for d in drafts if d.rule == "verdict"}
    drafts = [d for d in drafts if d.rule not in _LATE or (d.subject.entity, _begins(d)) not in known]
    drafts = [d for d in drafts if d.rule != "charge" or (d.subject.entity, _begins(d)) not in late]
    return [d for d in drafts if d.predicate != "opposes" or d.trigger not in condemned]


_LATE = frozenset({"charge", "verdict"})  # rules that give way to those that know more of the same charge


def _begins(draft: Draft) -> int:
    return draft.object.span.start if draft.object is not None and draft.object.span is not None else -1


def _claim(scene: Scene, draft: Draft) -> Claim:
    frame, tree = scene.layers.frame, scene.tree
    start, end = draft.trigger
    if _presupposed(scene, draft):
        axes, chain = presupposed_at(tree, start, end)
    else:
        told_at = told_as_result(frame, start) if draft.rule in _KNOWN_DEATHS else None
        axes, chain = _axes(scene, draft), tree.chain(*(told_at or (start, end)))  # أسفر، وفق أطباء، عن مقتل …
    if draft.rule in {"denial.noun", REBUTTAL}:
        axes = replace(axes, rejected=True)
    if draft.rule == REBUTTAL and draft.by is not None:
        axes, chain = Axes(Voice.ATTRIBUTED, Polarity.NEGATED, rejected=True), (*tree.outer, _speaker(scene, draft))
    if draft.spoken and (len(chain) == len(tree.outer) or draft.rule == ESTIMATE):
        axes, chain = replace(axes, voice=Voice.ATTRIBUTED), (*tree.outer, _speaker(scene, draft))
    if draft.predicate == "complicit_in" and axes.polarity is Polarity.NEGATED and chain[-1].entity == draft.subject.entity:
        axes = replace(axes, rejected=True)  # who is charged and says that he did not do it denies
    if draft.alleged and not _outlet_clears(scene, draft, axes, chain):
        axes = replace(axes, voice=Voice.ALLEGED)
        chain = _charged_by(scene, draft, chain)
    about = _claim(scene, draft.about).id if draft.about is not None else None
    draft = replace(draft, signs=(*draft.signs, *doubts(scene, draft, axes)))
    chance = confidence(scene, draft, axes)
    shown = told(draft.rule, draft.predicate, chance, draft.signs, axes.standing)
    return identified(
        Claim(
            "",
            frame.document.id,
            draft.subject,
            draft.predicate if shown else OPEN,
            draft.object,
            (frame.span(*_explained(scene, draft)),),
            chain,
            axes,
            draft.qualifiers,
            draft.time,
            draft.place if shown else None,
            about_claim=about,
            trigger=frame.span(start, end),
            confidence=chance,
            made_by=(f"rule:{draft.rule}@{VERSION}",),
            why=draft.why,
        )
    )


def _explained(scene: Scene, draft: Draft) -> tuple[int, int]:
    """The evidence with the words that name subject and object, where all of them make no more than a long clause."""
    low, high = draft.evidence
    sentence = scene.layers.frame.sentences[scene.layers.frame.sentence_at(draft.trigger[0])]
    for argument in (draft.subject, draft.object):
        span = argument.span if argument is not None else None
        if span is not None and sentence.start <= span.start and span.end <= sentence.end:
            start, end = min(low, span.start), max(high, span.end)
            low, high = (start, end) if end - start <= _EXPLAINED else (low, high)
    return low, high


_EXPLAINED = 200  # code points of evidence that names subject and object


def _speaker(scene: Scene, draft: Draft) -> Hop:
    """The one whose view it is as its source; several people without names are a collective."""
    who = draft.by or draft.subject
    several = scene.type_of(who.entity) is EntityType.GROUP
    kind = SourceKind.COLLECTIVE if several else SourceKind.NAMED
    name = who.text or next((e.name for e in scene.layers.mentions.entities if e.id == who.entity), None)
    return Hop(HopRole.SPEAKER, name, who.entity, kind, who.span)


def _charged_by(scene: Scene, draft: Draft, chain: Chain) -> Chain:
    """The chain of a charge: the tree's, unless the clause names another accuser or the tree knows none."""
    outer = scene.tree.outer
    if draft.accuser is not None and chain[-1].entity != draft.accuser.entity:
        return (*outer, _speaker(scene, replace(draft, subject=draft.accuser)))
    return chain if len(chain) > len(outer) else (*chain, Hop(HopRole.SPEAKER, None, None, SourceKind.ANONYMOUS))


def _outlet_clears(scene: Scene, draft: Draft, axes: Axes, chain: Chain) -> bool:
    """لا يد له في …: that somebody is not guilty the outlet says itself; nobody need have charged him."""
    return axes.polarity is Polarity.NEGATED and not axes.rejected and draft.accuser is None and chain == scene.tree.outer


_JUDGING = frozenset({"opine", "welcome"})  # acts that judge what is known to have been
_UNSURE = frozenset({"claim", "hearsay"})
_KNOWN_DEATHS = frozenset({"masdar.killed_in", "collocation.noun.killed_in", "collocation.noun.died"})  # مقتل فلان: named as known


def _presupposed(scene: Scene, draft: Draft) -> bool:
    """Titles beside names, kinship, and a death named in passing are taken as known and not told."""
    if draft.rule in _KNOWN_DEATHS and not draft.intended:
        frame, start = scene.layers.frame, draft.trigger[0]
        if left_open(frame, start) or told_as_result(frame, start) is not None:
            return False  # لم يتأكد مقتل فلان، كاد الحادث يؤدي إلى مقتله
        said = scene.tree.innermost(*draft.trigger)
        if said is None or said.act in _JUDGING:
            return True  # استنكر مقتل فلان
        told = said.content.start <= draft.trigger[0] <= said.content.start + 1  # أعلنت الشرطة مقتل فلان, أفادت بمقتله
        words = frame.text[slice(*draft.trigger)]
        told = told or (said.form is QuotationForm.INDIRECT and fold(words).removeprefix("ال") in room_words("killings", "find"))
        return not told and said.act not in _UNSURE
    if draft.rule.startswith(RULE):
        return "title" in draft.signs
    return draft.rule.startswith(_TAKEN_AS_KNOWN)


_TAKEN_AS_KNOWN = ("nominal.", "family.", "epithet.", "relation.inside", "relation.led_by", "relational.led_by", "office.capacity")


_WISHES = frozenset({"hopes_or_demands", "has_purpose", OPEN})  # of these the wish itself is told
_DOINGS = ("verbal.", "masdar.", "collocation.", "description.", "learned.")  # يجب أن يُسجن فلان: what is only wished is not done


def _axes(scene: Scene, draft: Draft) -> Axes:
    """The standing by the tree and the words around the trigger; the rule may only make it more cautious."""
    tree = scene.tree
    result = told_as_result(scene.layers.frame, draft.trigger[0]) if draft.rule in _KNOWN_DEATHS else None
    axes = axes_at(scene.layers.frame, tree, *draft.evidence, *(result or draft.trigger))
    if draft.negated:
        kept = draft.rule == "collocation.noun.arrested" and axes.polarity is Polarity.NEGATED  # رفضت المحكمة إطلاق سراحه: he stays in
        axes = replace(axes, polarity=Polarity.POSITIVE if kept else Polarity.NEGATED)
    wished = axes.modality is Modality.WISH and draft.predicate not in _WISHES and draft.rule.startswith(_DOINGS)
    if wished or (draft.intended and axes.modality in {Modality.ACTUAL, Modality.WISH}):
        axes = replace(axes, modality=Modality.INTENDED)
    if draft.predicate == "attacked_in" and draft.qualifiers.get("attempt") and not draft.intended and axes.modality is Modality.INTENDED:
        axes = replace(axes, modality=Modality.ACTUAL)  # that somebody tried has happened; the claim says no more
    return axes


def _joined(claims: list[Claim]) -> list[Claim]:
    """The same fact by the same chain and standing, said twice: one claim with the evidence of both."""
    found: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda c: c.trigger.start if c.trigger else 0):
        words = fold(claim.object.text or "") if claim.object is not None else ""
        item = claim.object.entity if claim.object is not None and claim.object.entity else words
        if claim.predicate in {"open", "has_quantity"}:
            item = f"{item}|{_place(claim)}"
        key = (claim.predicate, claim.subject.entity, item, claim.axes, claim.chain[-1].entity, len(claim.chain))
        known = found.get(key)
        if known is None:
            found[key] = claim
        elif claim.evidence[0] not in known.evidence:
            found[key] = identified(replace(known, evidence=(*known.evidence, *claim.evidence)))
    return _without_copies(list(found.values()))


def _place(claim: Claim) -> str:
    """Where an open claim's words stand: two rules that keep the same words open keep them once. An amount is told as often as it is."""
    span = claim.object.span if claim.object is not None else None
    return claim.id if span is None or claim.predicate != OPEN else f"{span.start}-{span.end}"


def _without_copies(claims: list[Claim]) -> list[Claim]:
    """One claim where two rules read the same object, once as an entity and once in more words."""
    last: dict[tuple[object, ...], Claim] = {}
    dropped: set[str] = set()
    for claim in sorted((c for c in claims if c.object is not None and c.object.span is not None), key=_object_start):
        key = (claim.predicate, claim.subject.entity, claim.axes, claim.chain)
        before = last.get(key)
        if before is None or claim.predicate == "open" or not _overlap(before, claim):
            last[key] = claim
        elif _object_entity(claim) and not _object_entity(before):
            dropped.add(before.id)
            last[key] = claim
        else:
            dropped.add(claim.id)
    return [claim for claim in claims if claim.id not in dropped]


def _object_start(claim: Claim) -> int:
    return claim.object.span.start if claim.object is not None and claim.object.span is not None else 0


def _object_entity(claim: Claim) -> bool:
    return claim.object is not None and claim.object.entity is not None


def _overlap(before: Claim, claim: Claim) -> bool:
    span = before.object.span if before.object is not None else None
    return span is not None and _object_start(claim) < span.end
