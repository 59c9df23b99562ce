from dataclasses import replace

import pytest

from tawthiq.model import Decision, Entity, Judgement, Name, Reading, Standing, Verdict
from tawthiq.reconcile import reconcile
from tawthiq.reconcile.decisions import Verdicts, as_decided, claim_key

from .builder import Page, speaker
from .test_findings import NAME, pages_of

WHEN = "2022-04-01T10:00:00+00:00"


def page() -> Page:
    found = Page("d1", f"قال خباز إن {NAME} افتتح فرناً في صور.")
    found.entity(NAME)
    found.claim(NAME, "founded", "فرن في صور", chain=(speaker("خباز"),))
    return found


def judged(decision: Decision, found: Page, **more: object) -> Judgement:
    claim = found.claims[0]
    return replace(Judgement("j1", claim.id, None, decision, "منى", WHEN, anchors=(claim_key(claim),)), **more)  # type: ignore[arg-type]


def read_anew(found: Page) -> Reading:
    """The same words by a newer version: other ids for entities and claims."""
    reading = found.reading
    claims = tuple(replace(claim, id=f"new-{claim.id}", subject=replace(claim.subject, entity="n1")) for claim in reading.claims)
    entities = tuple(replace(entity, id="n1") for entity in reading.entities)
    mentions = tuple(replace(mention, entity="n1") for mention in reading.mentions)
    return replace(reading, reader="newer", entities=entities, mentions=mentions, claims=claims)


def test_decisions_rejected_claim_is_not_compared() -> None:
    found = page()
    assert [reading.claims for reading in as_decided([found.reading], [judged(Decision.REJECT, found)])] == [()]


def test_decisions_claim_read_anew_keeps_its_judgement() -> None:
    found = page()
    assert [reading.claims for reading in as_decided([read_anew(found)], [judged(Decision.REJECT, found)])] == [()]


@pytest.mark.parametrize(("decision", "undone"), [(Decision.REJECT, WHEN), (Decision.ACCEPT, None)])
def test_decisions_accepted_or_undone_changes_nothing(decision: Decision, undone: str | None) -> None:
    found = page()
    assert list(as_decided([found.reading], [judged(decision, found, undone=undone)])) == [found.reading]


def test_decisions_last_one_holds() -> None:
    found = page()
    later = judged(Decision.ACCEPT, found, id="j2", decided="2022-05-01T10:00:00+00:00")
    assert Verdicts([later, judged(Decision.REJECT, found)]).of(found.claims[0]) == later


def test_decisions_correction_puts_in_what_a_person_says() -> None:
    found = page()
    values = (("predicate", "employed_by"), ("standing", "alleged"), ("object", NAME))
    (reading,) = as_decided([found.reading], [judged(Decision.CORRECT, found, values=values)])
    claim = reading.claims[0]
    assert (claim.id, claim.predicate, claim.standing) == (found.claims[0].id, "employed_by", Standing.ALLEGED)
    assert claim.object is not None
    assert (claim.object.entity, claim.evidence) == (NAME, found.claims[0].evidence)
    assert "person:منى" in claim.made_by


def test_decisions_rejected_claim_agrees_with_nobody() -> None:
    pages = pages_of({"predicate": "arrested"}, {"predicate": "arrested"})
    judgement = Judgement("j1", pages[0].claims[0].id, None, Decision.REJECT, "منى", WHEN)
    documents, readings = [item.document for item in pages], [item.reading for item in pages]
    assert [item.verdict for item in reconcile(documents, readings).findings] == [Verdict.AGREE]
    assert list(reconcile(documents, readings, [judgement]).findings) == []


def two_names() -> tuple[Page, Page]:
    a, b = Page("d1", "سامر الحلبي هنا."), Page("d2", "ماهر الحلبي هناك.")
    a.entity("سامر الحلبي")
    b.entity("ماهر الحلبي")
    return a, b


def test_decisions_merge_is_found_again_by_the_names_in_the_documents() -> None:
    a, b = two_names()
    same = Judgement("j1", "e-gone", "e-gone-too", Decision.SAME, "منى", WHEN, anchors=("d1@سامر الحلبي",), other_anchors=("d2@ماهر الحلبي",))
    anew = [read_anew(item) for item in (a, b)]
    assert len(reconcile([a.document, b.document], anew, [same]).entities) == 1


def test_decisions_split_takes_along_who_is_named_alike() -> None:
    pages = [Page(f"d{index}", f"{name} في خبر رقمه {index}.") for index, name in enumerate(("سامر الحلبي", "سامر نبيل الحلبي", "سامر نبيل الحلبي"))]
    for item, name in zip(pages, ("سامر الحلبي", "سامر نبيل الحلبي", "سامر نبيل الحلبي"), strict=True):
        item.entity(name)
    apart = Judgement("j1", "?", "?", Decision.NOT_SAME, "منى", WHEN, anchors=("d0@سامر الحلبي",), other_anchors=("d1@سامر نبيل الحلبي",))
    documents, readings = [item.document for item in pages], [item.reading for item in pages]
    assert len(reconcile(documents, readings).entities) == 1
    found = reconcile(documents, readings, [apart])
    owners = {item.document: item.entity for item in found.identities}
    assert owners["d1"] == owners["d2"] != owners["d0"]


STORY = "اختفى الحارس بعد خروجه من مكتبه في حي النخيل على دراجة قديمة ثم ضاع أثره عند جسر السوق قبل المغيب"


def test_decisions_texts_put_apart_are_no_copies() -> None:
    pages = [Page(f"d{index}", f"عنوان رقم {index}. {STORY}.", published=f"2022-03-0{index + 1}") for index in range(3)]
    documents, readings = [item.document for item in pages], [item.reading for item in pages]
    (group,) = reconcile(documents, readings).copies
    assert len(group.members) == 3
    apart = Judgement("j1", "d2", "d0", Decision.APART, "منى", WHEN)
    (left,) = reconcile(documents, readings, [apart]).copies
    assert [member.document for member in left.members] == ["d0", "d1"]


def test_decisions_key_is_of_words_not_of_ids() -> None:
    found = page()
    other = Entity("x", found.reading.entities[0].type, (Name(NAME),))
    assert claim_key(found.claims[0]) == claim_key(read_anew(found).claims[0])
    assert claim_key(replace(found.claims[0], predicate="opposes")) != claim_key(found.claims[0])
    assert other.name == NAME
