from evaluation.differences import Judged, judged, lines

ROWS = (Judged("before", "f-1", "right", ""), Judged("before", "f-2", "wrong", "scope"), Judged("before", "f-3", "wrong", "scope"))


def test_differences_table_has_a_cause_for_what_is_wrong() -> None:
    rows = judged()
    assert {row.verdict for row in rows} == {"right", "wrong"}
    assert all(bool(row.cause) is (row.verdict == "wrong") for row in rows)
    assert len({(row.sample, row.finding) for row in rows}) == len(rows)


def test_differences_lines_count_what_is_right_and_still_shown() -> None:
    assert list(lines(ROWS, {"f-1", "f-3"})) == ["before: 1 of 3 right; wrong by scope 2", "    still shown: 1 of 2 right"]
