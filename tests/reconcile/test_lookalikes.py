"""Names of bodies that could be one. All are invented."""

import pytest

from tawthiq.reconcile.lookalikes import lookalikes
from tawthiq.reconcile.names import COULD_BE, SAME

ALIKE = (
    ("شركة المرجان للتجارة", "شركة المرجان للتجارة العامة", True),
    ("جمعية ضفاف الخير", "جمعية ضفاف الخير التعاونية", True),
    ("مؤسسة السنديان للإعمار", "مؤسسة السندبان للإعمار", True),
    ("شركة المرجان للتجارة", "شركة المرجان للصناعة", False),
    ("شركة المرجان للتجارة", "شركة المرجان للتجارة المغربية", False),
    ("وزارة الخارجية", "وزارة الخارجية العامة", False),
    ("لواء الصقور", "لواء الصقور الثاني", False),
    ("نادي الشراع", "نادي الغدير", False),
)


@pytest.mark.parametrize(("first", "second", "asked"), ALIKE)
def test_lookalikes_a_word_more_or_a_letter_amiss(first: str, second: str, *, asked: bool) -> None:
    found = list(lookalikes((first, second)))
    assert [pair for pair, _ in found] == ([(0, 1)] if asked else [])
    assert all(COULD_BE <= score.value < SAME and score.reason_ar and score.reason_en for _, score in found)


def test_lookalikes_each_pair_once() -> None:
    assert len(list(lookalikes(("دار القناديل للنشر", "دار القناديل للنشر والتوزيع", "بيت الحكايا")))) == 1
