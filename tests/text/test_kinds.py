import pytest

from tawthiq.text.fold import fold
from tawthiq.text.kinds import party
from tawthiq.text.names import without_article


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("الأقلية المندائية في العراق", ("المندائية",)), ("بلدية صفاقس", ("صفاقس",)), ("الحكومة العراقية", ("عراقية",)),
        ("فصائل النهر الأخضر", ("فصائل", "النهر", "الأخضر")), ("المدينة", ("مدينة",)), ("", ()),
    ],
)  # fmt: skip
def test_kinds_party_is_named_without_its_kind(name: str, words: tuple[str, ...]) -> None:
    assert party(name) == tuple(without_article(fold(word)) for word in words)
