from tawthiq.model import Document, Origin
from tawthiq.reconcile.copies import CONTAINED, Texts, find_copies

STORY = (
    "أعلنت بلدية النخيل اليوم إغلاق الجسر القديم أمام حركة السير لمدة ثلاثة أسابيع بسبب أعمال الترميم "
    "التي تشمل الأعمدة الوسطى والأرصفة الجانبية وطلبت من السائقين سلوك الطريق الساحلي بديلاً عنه"
)
OTHER = (
    "افتتح معرض الزهور السنوي أبوابه في الحديقة العامة بمشاركة أربعين مشتلاً من القرى المجاورة "
    "وخصصت اللجنة المنظمة جوائز لأفضل الأجنحة فيما تستمر الفعاليات حتى نهاية الأسبوع المقبل"
)


def document(key: str, text: str, published: str | None = None) -> Document:
    return Document(key, text, Origin(key), published=published)


def found(*documents: Document) -> list[tuple[str, ...]]:
    copies = find_copies(Texts(documents))
    return sorted(tuple(member.document for member in group.members) for group in copies.groups)


def test_copies_same_story_under_other_headline() -> None:
    groups = find_copies(Texts([document("a", f"عنوان. {STORY}", "2022-01-02"), document("b", f"شيء آخر تماماً. {STORY}", "2022-01-01")])).groups
    assert len(groups) == 1
    assert groups[0].first == "b"
    assert all(member.span is None and member.share >= CONTAINED for member in groups[0].members)


def test_copies_cut_story_is_still_a_copy() -> None:
    assert found(document("a", STORY), document("b", " ".join(STORY.split()[:18]))) == [("a", "b")]


def test_copies_folded_spelling_is_still_a_copy() -> None:
    assert found(document("a", STORY), document("b", STORY.replace("أ", "ا").replace("ة", "ه"))) == [("a", "b")]


def test_copies_other_stories_are_none() -> None:
    assert found(document("a", STORY), document("b", OTHER)) == []


def test_copies_passage_has_its_exact_place() -> None:
    run = " ".join(STORY.split()[:14])
    a, b = document("a", f"{run} {OTHER}"), document("b", f"{STORY.replace('النخيل', 'التلال')[::-1]} {run}")
    groups = find_copies(Texts([a, b])).groups
    assert len(groups) == 1
    for member, text in zip(groups[0].members, (a.text, b.text), strict=True):
        assert member.span is not None
        assert member.span.holds_in(text)
        assert member.span.exact == run


def test_copies_first_is_unknown_without_dates() -> None:
    assert find_copies(Texts([document("a", STORY), document("b", STORY)])).groups[0].first is None


def test_copies_large_archive_finds_the_same() -> None:
    many = [document(f"x{index}", f"{OTHER} {' '.join(f'كلمة{index}س{step}' for step in range(40))}"[len(OTHER):]) for index in range(220)]
    groups = found(*many, document("a", STORY), document("b", f"عنوان {STORY}"))
    assert ("a", "b") in groups
