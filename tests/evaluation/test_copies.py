from evaluation.copies import APART, COPY, PASSAGE, judged, precision_and_recall, told
from tawthiq.model import CopyGroup, CopyMember, Span


def group(key: str, *documents: str, span: Span | None = None) -> CopyGroup:
    return CopyGroup(key, tuple(CopyMember(document, span, 1.0) for document in documents))


def test_copies_pairs_are_judged_once_each() -> None:
    found = judged()
    assert len(found) == 300
    assert set(found.values()) == {APART, PASSAGE, COPY}
    assert all(a < b for a, b in found)


def test_copies_whole_text_counts_before_a_passage() -> None:
    passage = Span(0, 2, "كل")
    assert told([group("g1", "a", "b"), group("g2", "a", "b", span=passage), group("g3", "b", "c", span=passage)]) == {
        ("a", "b"): COPY, ("b", "c"): PASSAGE,
    }  # fmt: skip


def test_copies_precision_and_recall() -> None:
    verdicts = {("a", "b"): COPY, ("a", "c"): PASSAGE, ("a", "d"): APART}
    assert precision_and_recall(verdicts, {("a", "b"): PASSAGE, ("a", "d"): PASSAGE}, (COPY, PASSAGE)) == (0.5, 0.5)
