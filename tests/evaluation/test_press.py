"""The press claims as gold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from evaluation.press import articles, aside, document, found_table, made_table, rules_table
from evaluation.run import evaluate
from evaluation.score.measures import Scored
from evaluation.sets import GoldSet
from training.annotation.claims_written import Article, Hop, Known, Ref, When, Written
from training.annotation.labels import Labels, Mention, Said
from training.annotation.press import Listed

TEXT = "زار وزير النقل سالم الراشد بيروت أمس. وقال الراشد إن الجسر آمن."
ROW = Listed(7, "ant", "a/7", "صحيفة المرفأ", "2020-05-02", "x", "0" * 64)


def _span(words: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def _article() -> Article:
    plain, attributed = ("outlet", "positive", "actual"), ("attributed", "positive", "actual")
    entities = (
        Known("e1", "Person", "named", ((*_span("سالم الراشد"), "name"), (*_span("الراشد", 40), "name"))),
        Known("e2", "Place", "named", ((*_span("بيروت"), "name"),)),
        Known("x1", "Thing", "named", ((*_span("النقل"), "name"),)),
        Known("n1", "Place", "named", ((*_span("الجسر"), "nominal"),)),
    )
    claims = (
        Written("c01", Ref("e1"), "visited", Ref("e2"), (_span("زار وزير النقل سالم الراشد بيروت"),), "stated", plain,
                time=(When("at", "2020-05-01", _span("أمس")),), accept={"object": (None,), "chain": ((Hop("speaker", Ref("e2"), "named"),),)}),
        Written("c02", Ref("n1"), "has_trait", Ref(words=(_span("الجسر"), _span("آمن"))), (_span("الجسر آمن"),), "attributed", attributed,
                (Hop("speaker", Ref("e1"), "named"),), core=False),
    )  # fmt: skip
    return Article(7, "a/7", "0" * 64, "A", entities, claims, ())


def _labels() -> Labels:
    said = Said(_span("قال"), _span("الراشد", 40), (_span("الجسر آمن"),), "indirect", "e9")
    return Labels(7, "a/7", "0" * 64, "A", 1, (Mention(*_span("الراشد", 40), "Person", "name", "e9"),), (), (said,))


def _perfect(folder: Path) -> Scored:
    """The article beside an output that repeats its gold."""
    (folder / "press-007.txt").write_text(TEXT, encoding="utf-8")
    gold = {"documents": [document(_article(), ROW, TEXT, _labels())], "cross_document": {"entity_links": [], "groups": []}}
    (folder / "press.json").write_text(json.dumps(gold), encoding="utf-8")
    (scored,) = evaluate([GoldSet("press", folder / "press.json", folder)], None).measured.scored
    return scored


def test_press_offsets_become_words_again() -> None:
    row = document(_article(), ROW, TEXT, None)
    visited, trait = row["claims"]
    assert (visited["subject"], visited["object"], visited["accept"]["object"]) == ({"entity": "e1"}, {"entity": "e2"}, [None])
    assert visited["time"] == [{"rel": "at", "value": "2020-05-01", "span": {"start": 33, "end": 36, "text": "أمس"}}]
    assert (trait["object"], trait["evidence"][0]["text"], trait["salience"]) == ({"value": "الجسر آمن"}, "الجسر آمن", "minor")
    assert [hop["entity"] for hop in trait["chain"]] == ["publisher", "e1"]


def test_press_entities_that_only_a_wrong_draft_knew_are_no_gold() -> None:
    assert [entity["id"] for entity in document(_article(), ROW, TEXT, None)["entities"]] == ["publisher", "e1", "e2", "n1"]


def test_press_an_office_said_again_is_evidence_too() -> None:
    text = "وزير النقل سالم الراشد في بيروت. وقال وزير النقل، سالم الراشد إن الجسر آمن."
    again = text.index("وزير", 10)
    names = (text.index("سالم"), text.index("سالم", 30))
    mentions = ((0, 10, "nominal"), *((at, at + 11, "name") for at in names), (again, again + 10, "nominal"))
    office = Written("c01", Ref("e1"), "holds_position", Ref(words=((0, 10),)), ((0, 22),), "stated", ("outlet", "positive", "actual"))
    article = Article(7, "a/7", "0" * 64, "A", (Known("e1", "Person", "named", mentions),), (office,), ())
    evidence = document(article, ROW, text, None)["claims"][0]["evidence"]
    assert [span["text"] for span in evidence] == ["وزير النقل سالم الراشد", "وزير النقل، سالم الراشد"]


def test_press_quotations_come_from_the_labels() -> None:
    (quotation,) = document(_article(), ROW, TEXT, _labels())["quotations"]
    assert (quotation["content"]["text"], quotation["speaker"], quotation["kind"]) == ("الجسر آمن", "e1", "indirect")


def test_press_a_perfect_output_is_perfect(tmp_path: Path) -> None:
    scored = _perfect(tmp_path)
    assert all(scored.right.values())
    assert len(scored.right) == 2
    assert found_table([scored]) == "found: visited 1/1  (stated) 1/1"


def test_press_what_a_rule_lacks_beside_the_written_claims_is_counted(tmp_path: Path) -> None:
    scored = _perfect(tmp_path)
    first, second = scored.claims
    first.raw["made_by"], second.raw["made_by"] = ["rule:verbal.visited@1"], ["rule:trait@1", "rule:verbal.visited@1"]
    scored.right[1], scored.verdicts[1] = False, replace(scored.verdicts[1], standing=False)
    heads, everything, visited, trait = (row.split() for row in made_table([scored]).splitlines())
    assert heads[2:] == ["claims", "right", "%", "right", "no", "claim", "evidence", "chain", "standing", "polarity", "slip"]
    assert everything == ["all", "rules", "2", "50", "1", "0", "0", "0", "1", "0", "0"]
    assert visited == ["verbal.visited", "2", "50", "1", "0", "0", "0", "1", "0", "0"]
    assert trait == ["trait", "1", "0", "0", "0", "0", "0", "1", "0", "0"]


def test_press_parts_share_no_article() -> None:
    kept, open_part = {a.number for a in articles("aside")}, {a.number for a in articles("open")}
    assert kept == aside()
    assert not kept & open_part
    assert not {a.number for a in articles("more")} & (kept | open_part)
    assert {a.number for a in articles("all")} == kept | open_part


def test_press_verdicts_are_counted_by_rule() -> None:
    head, everything, *_ = rules_table("open").splitlines()
    judged = sum(len(article.verdicts) for article in articles("open"))
    assert head.split()[:2] == ["rule", "judged"]
    assert everything.split()[:3] == ["all", "rules", str(judged)]
