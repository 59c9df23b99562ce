import pytest

from tawthiq.model import EntityType, Verdict
from tawthiq.reconcile import reconcile
from tawthiq.reconcile.comparison.rank import rank, ranks_differ

from .builder import TWO_WAYS, Page

RANKS = (
    ("العميد الركن", True), ("اللواء في قوى الأمن", True), ("المقدم في الشرطة المصرية", True), ("الفريق أول ركن", True), ("عقيد", True),
    ("عميد كلية الآداب", False), ("نقيب الصيادلة", False), ("فريق الإنقاذ", False), ("رائد فضاء", False), ("قائد اللواء السابع", False),
)
PAIRS = (("العميد الركن", "العقيد في الجيش", True), ("الملازم", "الملازم الأول", False), ("عميد", "عميد كلية الآداب", False), ("اللواء", "لواء طيار", False))


@pytest.mark.parametrize(("text", "told"), RANKS)
def test_rank_is_told_from_an_office_of_its_name(text: str, told: bool) -> None:  # noqa: FBT001
    assert (rank(text) is not None) is told


@pytest.mark.parametrize(("first", "second", "differ"), PAIRS)
def test_rank_two_differ_unless_one_is_the_other_cut_short(first: str, second: str, differ: bool) -> None:  # noqa: FBT001
    assert ranks_differ(first, second) is differ


@pytest.mark.parametrize("predicate", ["holds_position", "occupation"])
def test_rank_of_one_officer_on_one_day_is_one(predicate: str) -> None:
    pages = []
    for index, (told, frame) in enumerate((("العميد", "حضر {} {} الاحتفال عند جمعية ضفاف الخير."), ("العقيد", "أدلى الضابط {} بتصريح مقتضب، وهو {} منذ سنين، وشكر جمعية ضفاف الخير."))):
        page = Page(f"d{index}", frame.format("سامر الحلبي", told), publisher=f"جريدة رقم{index}", published="2021-05-10")
        page.entity("سامر الحلبي", EntityType.PERSON)
        page.entity("جمعية ضفاف الخير", EntityType.ORGANIZATION)
        page.claim("سامر الحلبي", predicate, told)
        pages.append(page)
    found = reconcile([page.document for page in pages], [page.reading for page in pages]).findings
    assert [(item.verdict, [part.slot.value for part in item.differences]) for item in found if item.verdict in TWO_WAYS] == [(Verdict.DIFFER, ["role"])]
