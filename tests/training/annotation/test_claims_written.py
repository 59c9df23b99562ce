"""The claims of an article as a file, and the files that there are."""

from __future__ import annotations

import re

import pytest

from tawthiq.model.predicates import predicates
from training.annotation.claims_written import CLAIMS, Article, Hop, Known, Ref, Verdict, When, Written, from_json, load, to_json

FILES = load()
STANDINGS = {"stated", "attributed", "alleged", "denied", "negated", "planned", "conditional"}


def _claim() -> Written:
    return Written(
        "c01", Ref("e1"), "met", Ref(parts=(Ref("e2"), Ref(words=((5, 9), (12, 14))))), ((0, 20),), "attributed",
        ("attributed", "positive", "actual"), (Hop("agency", Ref("e3"), "named"), Hop("speaker", None, "anonymous")),
        (When("at", "2020-01-02", (3, 8)), When("as_of", "2020")), Ref("e4"), {"with": Ref("e5")},
        {"subject": (Ref("e2"),), "object": (None, Ref(words=((5, 9),))), "chain": ((), (Hop("speaker", Ref("e3"), "named"),)),
         "standing": ("stated",)}, core=False,
    )  # fmt: skip


def test_claims_written_round_trip() -> None:
    verdict = Verdict(Written("3", Ref("e1"), "met", Ref(value="2020"), ((0, 4),), "stated", ("outlet", "positive", "actual"),
                              made_by=("rule:x@1",)), "fixed", "object", "c01")  # fmt: skip
    entities = (Known("e1", "Person", "named", ((0, 3, "name"),)),)
    article = Article(7, "a/7", "0" * 64, "A", entities, (_claim(),), (verdict,))
    assert from_json(to_json(article)) == article


def test_claims_written_files_hold_no_words() -> None:
    found = [path.name for path in CLAIMS.glob("[0-9]*.json") if re.search("[\u0600-\u06ff]", path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize("article", FILES, ids=lambda article: str(article.number))
def test_claims_written_files_are_whole(article: Article) -> None:
    known = {entity.key for entity in article.entities}
    for claim in article.claims:
        assert claim.predicate in predicates()
        assert claim.standing in STANDINGS
        assert all(start < end for start, end in claim.evidence)
        assert {ref.entity for ref in (claim.subject, claim.object, claim.place) if ref and ref.entity} <= known
        assert bool(claim.chain) == (claim.axes[0] != "outlet")
    ids = [claim.id for claim in article.claims]
    assert len(set(ids)) == len(ids)
    assert {verdict.claim for verdict in article.verdicts if verdict.claim} <= set(ids)
    assert all((verdict.verdict in ("right", "fixed")) == bool(verdict.claim) for verdict in article.verdicts)
