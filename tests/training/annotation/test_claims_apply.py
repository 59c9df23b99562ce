"""Lines become claims."""

from __future__ import annotations

from typing import Any

import pytest

from training.annotation.claims_apply import write
from training.annotation.claims_draft import Draft
from training.annotation.claims_lines import parse
from training.annotation.claims_written import Article, Hop, Known, Ref, When, Written
from training.annotation.corrections import CorrectionError
from training.annotation.press import Listed

TEXT = "التقى وزير النقل سالم الراشد أمس رئيسة البلدية هدى العلي. وقال الراشد إن النفق سيفتح غدا. واتهم العلي بإخفاء التقرير."
ROW = Listed(7, "ant", "a/7", "صحيفة", "2020-05-02", "x", "0" * 64)


def _span(words: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def _draft() -> Draft:
    entities = (
        Known("e1", "Person", "named", ((*_span("وزير النقل"), "nominal"), (*_span("سالم الراشد"), "name"), (*_span("الراشد", 60), "name"))),
        Known("e2", "Person", "named", ((*_span("رئيسة البلدية"), "nominal"), (*_span("هدى العلي"), "name"))),
        Known("x1", "Person", "named", ((*_span("أمس"), "name"),)),
    )
    plain = ("outlet", "positive", "actual")
    met = Written("1", Ref("e1"), "met", Ref("x1"), (_span("التقى وزير النقل سالم الراشد أمس"),), "stated", plain, made_by=("rule:a@1",))
    return Draft(entities, (met,))


def _written(lines: str) -> Article:
    (parsed,) = parse("= 7\n" + lines)
    return write(ROW, TEXT, _draft(), parsed, "A")


def _only(lines: str) -> Written:
    return _written("w 1 object\n" + lines).claims[0]


def test_claims_apply_a_right_draft_is_a_claim() -> None:
    article = _written("r 1")
    assert [(c.id, c.predicate, c.core, c.made_by) for c in article.claims] == [("c01", "met", True, ())]
    assert [(v.verdict, v.claim, v.draft.made_by) for v in article.verdicts] == [("right", "c01", ("rule:a@1",))]


def test_claims_apply_a_fixed_draft_keeps_its_other_slots() -> None:
    article = _written("f 1 object | o=e2 | t=at 2020-05-01 @أمس")
    (claim,), (verdict,) = article.claims, article.verdicts
    assert (claim.subject, claim.object, claim.evidence) == (Ref("e1"), Ref("e2"), _draft().claims[0].evidence)
    assert claim.time == (When("at", "2020-05-01", _span("أمس")),)
    assert (verdict.verdict, verdict.reason, verdict.claim) == ("fixed", "object", "c01")


def test_claims_apply_words_with_a_mention_are_the_entity_and_titles_are_words() -> None:
    claim = _only("+ s1 | سالم الراشد | holds_position | وزير النقل | وزير النقل سالم الراشد")
    assert (claim.subject, claim.object) == (Ref("e1"), Ref(words=(_span("وزير النقل"),)))


def test_claims_apply_a_new_subject_is_a_new_entity() -> None:
    article = _written("w 1 object\n+ s2 | @L:النفق | has_trait | =سيفتح غدا | النفق سيفتح غدا | by=e1 | st=planned")
    assert article.claims[0].subject == Ref("n1")
    assert Known("n1", "Place", "named", ((*_span("النفق"), "nominal"),)) in article.entities


def test_claims_apply_a_chain_makes_attributed_and_the_kind_of_the_source_is_kept() -> None:
    claim = _only("k e1!a\n+ s2 | @L:النفق | has_trait | =سيفتح غدا | النفق سيفتح غدا | by=e2:agency < e1")
    assert (claim.standing, claim.axes) == ("attributed", ("attributed", "positive", "actual"))
    assert claim.chain == (Hop("agency", Ref("e2"), "named"), Hop("speaker", Ref("e1"), "anonymous"))


def test_claims_apply_standing_and_modality() -> None:
    claim = _only("+ s2 | e1 | hopes_or_demands | =سيفتح غدا | النفق سيفتح غدا | by=e1 | mod=wish | a.st=planned/stated | a.by=- / e2")
    assert claim.axes == ("attributed", "positive", "wish")
    assert claim.accept == {"standing": ("planned", "stated"), "chain": ((), (Hop("speaker", Ref("e2"), "named"),))}


def test_claims_apply_what_one_is_charged_with_is_evidence_by_itself() -> None:
    claim = _only("+ s3 | e2 | complicit_in | =بإخفاء التقرير | واتهم العلي بإخفاء التقرير | by=e1 | st=alleged")
    assert claim.evidence == (_span("واتهم العلي بإخفاء التقرير"), _span("بإخفاء التقرير"))


@pytest.mark.parametrize(
    ("options", "accept"),
    [
        ("has_trait | =سيفتح غدا | النفق سيفتح غدا | a.o=- / e2", {"object": (Ref("e2"),)}),
        ("met | - | النفق سيفتح غدا | a.p=visited/engaged_in", {"predicate": ("visited",)}),
    ],
)
def test_claims_apply_no_description_answers_to_any_words(options: str, accept: dict[str, Any]) -> None:
    assert _only(f"+ s2 | e1 | {options}").accept == accept


def test_claims_apply_words_that_the_rules_made_are_not_kept() -> None:
    found = _draft()
    made = Written("1", Ref("e1"), "met", Ref(value="لقاء الراشد"), found.claims[0].evidence, "stated", found.claims[0].axes)
    (parsed,) = parse("= 7\nw 1 object")
    article = write(ROW, TEXT, Draft(found.entities, (made,)), parsed, "A")
    assert article.verdicts[0].draft.object == Ref(value="made")


def test_claims_apply_entities_that_nothing_speaks_of_are_left_out() -> None:
    article = _written("f 1 object | o=e2")
    assert {entity.key for entity in article.entities} == {"e1", "e2"}


@pytest.mark.parametrize(
    "lines",
    [
        "", "r 1\nw 1 object", "r 2", "w 1 object\n+ s1 | e9 | met | e2 | التقى", "w 1 object\n+ s1 | e1 | greets | e2 | التقى",
        "w 1 object\n+ s1 | e1 | met | e2 | صافح", "w 1 object\n+ s9 | e1 | met | e2 | التقى", "w 1 object\n+ s1 | e1 | met | e2 | التقى | x=1",
    ],
)  # fmt: skip
def test_claims_apply_what_does_not_fit_is_refused(lines: str) -> None:
    with pytest.raises(CorrectionError):
        _written(lines)
