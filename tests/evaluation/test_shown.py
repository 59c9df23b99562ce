from evaluation.shown import VERDICTS, Judged, document, judged, shown, summary
from tawthiq.extract import read_by_rules
from training.annotation.press import Article

ROWS = (
    Judged("1", "a", "c-1", "right", ""),
    Judged("1", "b", "c-2", "worse", "speaker: another"),
    Judged("2", "a", "c-1", "wrong", "names: cut"),
)
ARTICLE = Article("X-1", "ant", "جريدة المرفأ", "2018-03-04", "news", "افتتاح جسر\n\nافتتح المهندس كمال الأسعد جسر الوادي أمس.")


def test_shown_table_has_a_cause_for_what_is_not_right() -> None:
    rows = judged()
    assert {row.verdict for row in rows} <= set(VERDICTS)
    assert all(bool(row.cause) is (row.verdict != "right") for row in rows)
    assert len({(row.draw, row.claim) for row in rows}) == len(rows)


def test_shown_summary_counts_verdicts_and_causes_of_each_draw() -> None:
    assert list(summary(ROWS)) == [
        "1: right 1, acceptable 0, wrong 0, worse 1 of 2", "    speaker 1", "2: right 0, acceptable 0, wrong 1, worse 0 of 1", "    names 1",
    ]  # fmt: skip


def test_shown_leaves_out_what_is_open() -> None:
    reading = read_by_rules(document(ARTICLE))
    assert reading.claims
    assert all(claim.predicate != "open" for claim in shown(reading))
