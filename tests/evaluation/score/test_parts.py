"""The parts of the scorer: matching, normalising, dates, spans, alignment."""

from __future__ import annotations

import itertools
import random

import pytest

from evaluation.score.align import Pairing, best_matching, evidence_right, strict_span
from evaluation.score.model import Document, Span, slot_names
from evaluation.score.normalise import date_compatible, date_equal, fold, interval, overlap, same_group, same_name, tokens
from evaluation.score.tally import Book, Measure
from evaluation.score.validate import load_schema, schema_errors
from tests.evaluation.score.scoring import (
    Row,
)


def test_matching_is_optimal() -> None:
    rng = random.Random(7)  # noqa: S311 - a test
    for _ in range(300):
        n, m = rng.randint(1, 5), rng.randint(1, 5)
        weights = {(i, j): rng.random() + 0.01 for i in range(n) for j in range(m) if rng.random() < 0.6}
        total = sum(weights[p] for p in best_matching(weights).items())
        options = itertools.permutations([*range(m)] + [-1] * n, n)  # -1: no partner
        assert total == pytest.approx(max(sum(weights.get((i, j), 0.0) for i, j in enumerate(o)) for o in set(options)))


def test_normalisation() -> None:
    assert fold("أَرْبِيـل ٢٠٢٠") == fold("اربيل 2020")
    assert tokens("للكاظمي") == tokens("الكاظمي") == tokens("والكاظمي")
    assert same_name("الكاظمي", "مصطفى الكاظمي")
    assert not same_name("مصطفى", "مصطفى الكاظمي")
    assert not same_name("مسرور بارزاني", "نيجيرفان بارزاني")
    assert overlap("رئيس الوزراء", "رئيس وزراء العراق") >= 0.5 > overlap("وزير الدفاع", "رئيس الأركان")
    assert same_group("occupation", "has_trait")
    assert not same_group("killed_in", "attacked_in")
    assert not same_group("nominated_for", "holds_position")


def test_dates() -> None:
    first, last = interval("2020-02-01"), interval("2020-02-29")
    assert first is not None
    assert last is not None
    assert interval("2020-02") == (first[0], last[1])
    assert (interval("2016/..") or (0, 0))[1] is None
    assert interval("PAST_REF") is None
    assert interval("2021-13") is None
    assert date_compatible("2021-11", "2021-11-07")
    assert date_compatible("2021-11-07", "2021")
    assert not date_compatible("2021-11-08", "2021-11-07")
    assert not date_compatible("../2003", "2003")
    assert date_equal("2016", "2016-01-01/2016-12-31")
    assert date_equal("PAST_REF", "PAST_REF")
    assert interval("201X") == interval("2010-01-01/2019-12-31")


def test_spans() -> None:
    assert strict_span(Span(10, 17, "والحداد"), Span(11, 17, "الحداد"))
    assert strict_span(Span(11, 17, "الحداد"), Span(13, 17, "حداد"))
    assert not strict_span(Span(5, 17, "سامر الحداد"), Span(11, 17, "الحداد"))
    sentence, clause = Span(0, 120, "x" * 120), Span(10, 40, "x" * 30)
    assert evidence_right([sentence], [clause])
    assert not evidence_right([Span(0, 900, "x" * 900)], [clause])
    assert not evidence_right([Span(10, 20, "x" * 10)], [clause])


def test_slot_words() -> None:
    assert slot_names("object (organisation)") == {"object"}
    assert slot_names("manner and standing") == {"manner", "standing"}
    assert slot_names("end date") == {"time"}
    assert slot_names("unheard of") == {"other"}


def test_every_row_of_the_oracle_keeps_the_schema(rows: list[Row]) -> None:
    schema = load_schema("exchange")
    assert [e for r in rows for e in schema_errors(r, schema["$defs"][r["kind"]], schema)] == []


def test_calibration_and_bootstrap() -> None:
    book = Book()
    for right in (True, True, True, False):
        book.confidence("d", 0.75, right)
    book.confidence("e", 0.15, right=True)
    assert book["calibration.ece"].pooled()["value"] == pytest.approx(100 * 0.85 / 5)
    measure = Measure("ratio", {"a": [9, 10], "b": [5, 10], "c": [7, 10]})
    low, high = measure.bootstrap(500)["value"]  # type: ignore[index]
    assert 50 <= low < 70 < high <= 90
    assert Measure("ratio", {"a": [1, 2]}).bootstrap(500) is None


def test_alignment_prefers_the_majority() -> None:
    from evaluation.score.frame import Frame
    from evaluation.score.model import Entity, Mention

    first, second, third = Span(0, 5, "سامر."), Span(10, 15, "سامر."), Span(20, 25, "نادر.")
    left = Document(
        "d",
        entities={"g": Entity("g", "Person", []), "h": Entity("h", "Person", [])},
        mentions=[Mention(first, "g", "name"), Mention(second, "g", "name"), Mention(third, "h", "name")],
    )
    right = Document("d", mentions=[Mention(first, "p", "name"), Mention(second, "p", "name"), Mention(third, "p", "name")])
    assert Pairing(left, right, Frame("", None, same=True, trusted=True)).entity_of == {"p": "g"}
