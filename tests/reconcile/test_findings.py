from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.model import Axes, EntityType, Finding, MentionForm, Modality, Polarity, Reconciliation, Slot, SourceKind, Verdict, Voice
from tawthiq.reconcile import reconcile
from tawthiq.reconcile.lazy import Lazy

from .builder import TWO_WAYS, Page, agency, speaker

NAME = "سامر الحلبي"


def pages_of(*claims: dict[str, Any], name: str = NAME) -> list[Page]:
    """One page for each claim, of outlets and words of its own."""
    fillers = ("صباح الأحد في الساحة", "بينما كانت الأمطار تهطل", "وسط حضور لافت من الأهالي", "من دون أي إعلان مسبق")
    pages = []
    for index, claim in enumerate(claims):
        page = Page(f"d{index}", f"{name} {fillers[index]}.", publisher=claim.pop("publisher", f"جريدة رقم{index}"))
        page.published = claim.pop("published", page.published)
        page.entity(name)
        page.claim(name, claim.pop("predicate"), claim.pop("value", None), **claim)
        pages.append(page)
    return pages


def run(pages: Sequence[Page]) -> Reconciliation:
    return reconcile([page.document for page in pages], [page.reading for page in pages])


def across(result: Reconciliation) -> list[Finding]:
    return list(result.findings)


def only(*claims: dict[str, Any]) -> Finding:
    found = across(run(pages_of(*claims)))
    assert len(found) == 1
    return found[0]


def born(value: str, **more: Any) -> dict[str, Any]:
    return {"predicate": "born_on", "value": value, "times": (("at", value),), **more}


def test_findings_finer_date_agrees() -> None:
    assert only(born("1961"), born("1961-04-03")).verdict is Verdict.AGREE


def test_findings_other_birthday_differs_in_time() -> None:
    found = only(born("1961"), born("1963"))
    assert found.verdict in TWO_WAYS
    assert [item.slot for item in found.differences] == [Slot.TIME]
    assert found.differences[0].values == ("1961", "1963")
    assert found.differences[0].claims == (("d0-0",), ("d1-0",))


def test_findings_two_against_one_shows_both() -> None:
    found = across(run(pages_of(born("1961"), born("1963"), born("1963-05"))))
    assert sorted(item.verdict for item in found) == [Verdict.AGREE, Verdict.DIFFER]


def test_findings_multi_valued_predicate_adds() -> None:
    claims = ({"predicate": "founded", "value": "جمعية النخيل"}, {"predicate": "founded", "value": "دار الورق للنشر"})
    assert across(run(pages_of(*claims))) == []


def test_findings_denial_differs_in_polarity() -> None:
    denied = Axes(polarity=Polarity.NEGATED)
    found = only({"predicate": "arrested"}, {"predicate": "arrested", "axes": denied})
    assert [item.slot for item in found.differences] == [Slot.POLARITY]


def test_findings_who_denies_is_no_source_of_it() -> None:
    denied = {"predicate": "arrested", "axes": Axes(Voice.ATTRIBUTED, rejected=True), "chain": (speaker("قائد الشرطة"),)}
    found = only({"predicate": "arrested", "chain": (speaker("زوجته"),)}, denied)
    assert (found.independent.low, found.independent.high) == (1, 1)


def test_findings_plan_that_happened_is_no_difference() -> None:
    planned = {"predicate": "visited", "value": "صور", "times": (("at", "2022-03-02"),), "axes": Axes(modality=Modality.INTENDED)}
    done = {"predicate": "visited", "value": "صور", "times": (("at", "2022-03-02"),)}
    assert all(item.verdict not in TWO_WAYS for item in across(run(pages_of(planned, done))))


def test_findings_plan_that_failed_is_shown() -> None:
    planned = {"predicate": "visited", "value": "صور", "axes": Axes(modality=Modality.INTENDED)}
    failed = {"predicate": "visited", "value": "صور", "axes": Axes(polarity=Polarity.NEGATED)}
    assert [item.slot for item in only(planned, failed).differences] == [Slot.STANDING]


def test_findings_far_visits_are_two_events() -> None:
    first = {"predicate": "visited", "value": "صور", "times": (("at", "2021-01-02"),)}
    second = {"predicate": "visited", "value": "صور", "times": (("at", "2022-03-02"),)}
    assert across(run(pages_of(first, second))) == []


def test_findings_near_visits_differ_in_time() -> None:
    first = {"predicate": "visited", "value": "صور", "times": (("at", "2022-03-01"),)}
    second = {"predicate": "visited", "value": "صور", "times": (("at", "2022-03-02"),)}
    assert [item.slot for item in only(first, second).differences] == [Slot.TIME]


PLACES = (
    ("مطار بيروت", "فندق في صيدا", True),
    ("صور", "مدينة صور", False),
    ("صور", "لبنان", False),
    ("صور", "قضاء صور", False),
    ("جبيل", "قضاء جبيل", False),
)


@pytest.mark.parametrize(("first", "second", "differ"), PLACES)
def test_findings_places(first: str, second: str, *, differ: bool) -> None:
    found = only({"predicate": "arrested", "place": first}, {"predicate": "arrested", "place": second})
    assert (found.verdict is Verdict.DIFFER) is differ


ROLES = (
    ("رئيس نقابة الخبازين", "نائب رئيس نقابة الخبازين", Verdict.DIFFER),
    ("رئيس نقابة الخبازين", "رئاسة نقابة الخبازين", Verdict.AGREE),
    ("مدير دار الكتب", "المدير السابق لدار الكتب", Verdict.AGREE),
)


@pytest.mark.parametrize(("first", "second", "verdict"), ROLES)
def test_findings_roles(first: str, second: str, verdict: Verdict) -> None:
    found = only({"predicate": "holds_position", "value": first}, {"predicate": "holds_position", "value": second})
    assert found.verdict is verdict


def holders(days: tuple[str, str]) -> list[Finding]:
    pages = []
    for index, (name, day) in enumerate(zip((NAME, "وليد قباني"), days, strict=True)):
        page = Page(f"d{index}", f"{name} يتحدث في مناسبة رقمها {index}.", publisher=f"جريدة رقم{index}", published=day)
        page.entity(name)
        page.claim(name, "holds_position", "رئيس اتحاد الصيادين")
        pages.append(page)
    return across(run(pages))


def test_findings_two_holders_on_one_day_differ_in_person() -> None:
    found = holders(("2022-03-01", "2022-03-02"))
    assert [item.slot for item in found[0].differences] == [Slot.PERSON]


def test_findings_succession_is_no_difference() -> None:
    assert holders(("2019-03-01", "2022-03-02")) == []


def test_findings_numbers_differ_and_at_least_fits() -> None:
    pages = []
    for index, words in enumerate(("سبعة قتلى", "تسعة قتلى", "ما لا يقل عن سبعة قتلى")):
        page = Page(f"d{index}", f"{words} في حادث رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity("مبنى الأمل", EntityType.PLACE)
        page.claim("مبنى الأمل", "has_quantity", words)
        pages.append(page)
    found = [item for item in across(run(pages)) if item.verdict in TWO_WAYS]
    assert len(found) == 1
    assert found[0].differences[0].slot is Slot.NUMBER
    assert found[0].claims == ("d0-0", "d1-0", "d2-0")
    assert found[0].differences[0].claims == (("d1-0",), ("d0-0",))


def victims(*words: str) -> list[Finding]:
    pages = []
    for index, phrase in enumerate(words):
        page = Page(f"d{index}", f"{phrase} في حريق السوق القديم، خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity(phrase, EntityType.GROUP, source=SourceKind.COLLECTIVE, form=MentionForm.NOMINAL)
        page.claim(phrase, "killed_in", "حريق السوق القديم")
        pages.append(page)
    return across(run(pages))


def test_findings_victims_of_one_event_are_one_difference() -> None:
    found = victims("سبعة قتلى", "تسعة قتلى", "سبعة أشخاص")
    assert sorted(item.verdict for item in found) == [Verdict.AGREE, Verdict.PERHAPS]
    assert next(item for item in found if item.verdict is Verdict.PERHAPS).claims == ("d0-0", "d1-0", "d2-0")


def test_findings_some_of_the_victims_are_no_other_number() -> None:
    assert all(item.verdict not in TWO_WAYS for item in victims("تسعة قتلى", "ثلاثة أطفال"))


def told_of_one_event(*rows: tuple[str, str, str]) -> list[Finding]:
    """Counts of unnamed people: (subject, predicate, object), a document each, of one day."""
    pages = []
    for index, (subject, predicate, value) in enumerate(rows):
        page = Page(f"d{index}", f"{subject}: {value}، خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        page.entity(subject, EntityType.GROUP, source=SourceKind.COLLECTIVE, form=MentionForm.NOMINAL)
        page.claim(subject, predicate, value)
        pages.append(page)
    return [item for item in across(run(pages)) if item.verdict in TWO_WAYS]


@pytest.mark.parametrize(("first", "second", "differ"), [
    (("أحد عشر قتيلاً", "killed_in", "غرق عبّارة دجلة"), ("حصيلة غرق عبّارة دجلة", "has_quantity", "تسعة قتلى"), True),
    (("أحد عشر قتيلاً", "killed_in", "غرق عبّارة دجلة"), ("حصيلة غرق عبّارة دجلة", "has_quantity", "أحد عشر قتيلاً"), False),
    (("أحد عشر قتيلاً", "killed_in", "غرق عبّارة دجلة"), ("حصيلة غرق عبّارة دجلة", "has_quantity", "تسعة جرحى"), False),
    (("عشرات القتلى", "killed_in", "غرق عبّارة دجلة"), ("أربعة قتلى", "killed_in", "غرق عبّارة دجلة"), True),
    (("ثلاثون نائباً", "supports", "تعديل قانون المياه"), ("تعديل قانون المياه", "has_quantity", "أربعون صوتاً"), True),
    (("ثلاثون نائباً", "supports", "تعديل قانون المياه"), ("تعديل قانون المياه", "has_quantity", "أربعون مادة"), False),
])  # fmt: skip
def test_findings_counts_of_one_event_in_two_shapes(first: tuple[str, str, str], second: tuple[str, str, str], *, differ: bool) -> None:
    assert [item.differences[0].slot for item in told_of_one_event(first, second)] == ([Slot.NUMBER] if differ else [])


def test_findings_support_against_opposition_differs_in_polarity() -> None:
    found = only({"predicate": "supports", "value": "قانون الصيد"}, {"predicate": "opposes", "value": "قانون الصيد"})
    assert [item.slot for item in found.differences] == [Slot.POLARITY]


def test_findings_founder_and_member_differ_in_role() -> None:
    found = only({"predicate": "founded", "value": "فرقة النخيل"}, {"predicate": "member_of", "value": "فرقة النخيل"})
    assert [item.slot for item in found.differences] == [Slot.ROLE]


def test_findings_same_agency_is_one_chain_and_the_common_link() -> None:
    claim = {"predicate": "arrested", "chain": (agency("وكالة المدى"),)}
    found = only(dict(claim), dict(claim), dict(claim))
    assert (found.independent.low, found.independent.high) == (1, 1)
    assert found.common_link is not None
    assert found.common_link.name == "وكالة المدى"
    assert "3 documents = 1" in found.reason_en


def test_findings_two_speakers_are_two_chains() -> None:
    found = only({"predicate": "arrested", "chain": (speaker("زوجته"),)}, {"predicate": "arrested", "chain": (speaker("قائد الشرطة"),)})
    assert (found.independent.low, found.independent.high) == (2, 2)


def test_findings_unsourced_outlets_are_an_interval() -> None:
    found = only({"predicate": "arrested"}, {"predicate": "arrested"}, {"predicate": "arrested"})
    assert (found.independent.low, found.independent.high) == (1, 3)


def test_findings_one_publisher_is_one_chain() -> None:
    found = only({"predicate": "arrested", "publisher": "جريدة الندى"}, {"predicate": "arrested", "publisher": "جريدة الندى"})
    assert found.independent.high == 1


def test_findings_outlet_that_cites_the_other_is_one_chain() -> None:
    found = only({"predicate": "arrested", "publisher": "موقع الضحى"}, {"predicate": "arrested", "chain": (speaker("الضحى"),)})
    assert found.independent.high == 1


ALLEGED = Axes(Voice.ALLEGED)
ALLEGATION = {"predicate": "arrested", "chain": (speaker("زوجته"),), "axes": ALLEGED}


def test_findings_statement_and_attribution_agree_without_difference() -> None:
    found = only({"predicate": "arrested"}, {"predicate": "arrested", "chain": (speaker("زوجته"),)})
    assert found.verdict is Verdict.AGREE
    assert found.differences == ()


def test_findings_allegation_beside_statement_is_shown_beside_agreement() -> None:
    found = only({"predicate": "arrested"}, dict(ALLEGATION))
    assert found.verdict is Verdict.AGREE
    assert [item.slot for item in found.differences] == [Slot.STANDING]


DESCRIPTIONS = (
    ("engaged_in", "افتتاح معرض الزهور في المدينة", "افتتاح معرض للزهور بالمدينة", True),
    ("engaged_in", "افتتاح معرض الزهور في المدينة", "توزيع الجوائز على أطفال المدينة", False),
    ("engaged_in", "زيارة معرض الزهور", "إغلاق معرض الكتب", False),
    ("has_trait", "كريم", "بخيل", False),
    ("has_trait", "كريم", "كريم", True),
    ("open", "حمل الصناديق إلى السفينة", "غسل أطباق المطعم", False),
)


@pytest.mark.parametrize(("predicate", "first", "second", "same"), DESCRIPTIONS)
def test_findings_free_descriptions_agree_by_most_of_their_words(predicate: str, first: str, second: str, *, same: bool) -> None:
    found = across(run(pages_of({"predicate": predicate, "value": first}, {"predicate": predicate, "value": second})))
    assert [item.verdict for item in found] == ([Verdict.AGREE] if same else [])


def test_findings_free_descriptions_with_other_triggers_stay_apart() -> None:
    claims = [{"predicate": "open", "value": "صندوق النخيل الخيري", "qualifiers": {"trigger": word}} for word in ("أغلق", "افتتح")]
    assert across(run(pages_of(*claims))) == []


def counted(*words: str) -> list[Finding]:
    return across(run(pages_of(*({"predicate": "has_quantity", "value": text} for text in words))))


def test_findings_numbers_of_other_things_are_not_compared() -> None:
    assert counted("تسعة مصانع", "أربعون موظفاً") == []
    assert counted("أربعون مصنعاً", "أربعون موظفاً") == []


def test_findings_numbers_of_one_thing_differ() -> None:
    assert [item.differences[0].slot for item in counted("ثلاثون موظفاً", "أربعون موظفاً")] == [Slot.NUMBER]


def accused(*names: str, together: bool = False) -> list[Finding]:
    pages = []
    for index, name in enumerate(names):
        told = names if together else (name,)
        page = Page(f"d{index}", f"{' مع '.join(told)} في خبر رقمه {index}.", publisher=f"جريدة رقم{index}")
        for one in told:
            page.entity(one)
            page.claim(one, "complicit_in", "سرقة متحف النخيل")
        pages.append(page)
    return [item for item in across(run(pages)) if item.verdict in TWO_WAYS]


def test_findings_two_accused_of_one_deed_differ_in_person() -> None:
    assert [item.differences[0].slot for item in accused("سامر الحلبي", "وليد قباني")] == [Slot.PERSON]


def test_findings_accomplices_are_no_difference() -> None:
    assert accused("سامر الحلبي", "وليد قباني", together=True) == []


def test_findings_editions_of_one_outlet_are_one_chain_and_others_are_not() -> None:
    one = only({"predicate": "arrested", "publisher": "شبكة الندى"}, {"predicate": "arrested", "publisher": "الندى عربية"})
    two = only({"predicate": "arrested", "publisher": "الندى"}, {"predicate": "arrested", "publisher": "أصداء الندى"})
    assert (one.independent.high, two.independent.high) == (1, 2)


def test_findings_what_one_document_says_needs_none() -> None:
    result = run(pages_of({"predicate": "arrested"}, {"predicate": "occupation", "value": "خباز"}))
    assert list(result.findings) == []


def test_findings_copied_text_is_one_chain() -> None:
    story = f"اختفى {NAME} بعد خروجه من مكتبه في حي النخيل على دراجة قديمة ثم ضاع أثره عند جسر السوق قبل المغيب"
    pages = []
    for index, text in enumerate((f"عنوان أول. {story}.", f"كلام آخر في البداية. {story} (ن. ح.)")):
        page = Page(f"d{index}", text, publisher=f"جريدة رقم{index}")
        page.entity(NAME)
        page.claim(NAME, "attacked_in", "اختفاء")
        pages.append(page)
    result = run(pages)
    assert len(result.copies) == 1
    assert across(result)[0].independent.high == 1


CLAIMS = (
    born("1961"), born("1963"), {"predicate": "arrested"}, {"predicate": "arrested", "axes": Axes(polarity=Polarity.NEGATED)},
)


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)), st.permutations(range(4)))
def test_findings_do_not_depend_on_order(first: list[int], second: list[int]) -> None:
    pages = pages_of(*(dict(claim) for claim in CLAIMS))
    documents = [pages[index].document for index in first]
    readings = [pages[index].reading for index in second]
    assert reconcile(documents, readings) == run(pages)


def test_findings_do_not_need_all_documents_at_once() -> None:
    pages = pages_of(*(dict(claim) for claim in CLAIMS))
    documents = Lazy(lambda: (page.document for page in pages), len(pages))
    readings = Lazy(lambda: (page.reading for page in pages), len(pages))
    assert reconcile(documents, readings) == run(pages)


OTHER_OFFICES = ("مستشار لرئيس نقابة الخبازين", "مستشار رئيس نقابة الخبازين")


@pytest.mark.parametrize("office", OTHER_OFFICES)
def test_findings_office_beside_a_known_rank_is_another_office(office: str) -> None:
    claims = ({"predicate": "holds_position", "value": text} for text in (office, "رئيس نقابة الخبازين"))
    assert across(run(pages_of(*claims))) == []


def group_pages(*words: str, predicate: str = "opposes", value: str = "قانون الموازنة الجديد") -> list[Page]:
    """Two documents about one named person, each with a claim about a group in words."""
    pages = []
    for index, phrase in enumerate(words):
        page = Page(f"d{index}", f"{phrase} يتحدثون عن {NAME}.", publisher=f"جريدة رقم{index}")
        page.entity(NAME)
        page.entity(phrase, EntityType.GROUP, source=SourceKind.COLLECTIVE, form=MentionForm.NOMINAL)
        page.claim(phrase, predicate, value)
        pages.append(page)
    return pages


def test_findings_groups_in_like_words_are_compared() -> None:
    found = across(run(group_pages("موظفو المصرف الزراعي", "موظفو المصرف الزراعي في العاصمة")))
    assert [item.verdict for item in found] == [Verdict.AGREE]


@pytest.mark.parametrize(("a", "b"), [("الموظفون", "موظفو المصرف الزراعي"), ("موظفو المصرف الزراعي", "موظفو الجمارك البحرية")])
def test_findings_groups_of_one_head_are_not_one_group(a: str, b: str) -> None:
    assert across(run(group_pages(a, b))) == []


def test_findings_one_speaker_told_by_two_outlets_is_one_chain() -> None:
    said = {"predicate": "arrested", "chain": (speaker("دلال الكرخي"),)}
    found = only(said | {"publisher": "صحيفة الرابية"}, said | {"publisher": "إذاعة الخليج"})
    assert (found.independent.low, found.independent.high) == (1, 1)


def test_findings_who_rejects_a_year_holds_the_other() -> None:
    pages = pages_of({"predicate": "fled", "value": "كندا", "times": (("at", "1988"),)}, {"predicate": "fled", "value": "كندا", "times": (("at", "1989"),)})
    pages[1].claim(NAME, "fled", "كندا", times=(("at", "1988"),), axes=Axes(polarity=Polarity.NEGATED))
    found = [item for item in across(run(pages)) if item.verdict in TWO_WAYS]
    assert Slot.TIME in {difference.slot for item in found for difference in item.differences}


def test_findings_who_dates_it_otherwise_in_other_words_agrees_without_the_date() -> None:
    pages = [Page(f"d{index}", f"{NAME} في خبر رقمه {index} عن الأدوية.", publisher=f"جريدة رقم{index}") for index in range(2)]
    for page in pages:
        page.entity(NAME, EntityType.ORGANIZATION)
    bare = pages[0].claim(NAME, "has_trait", "نقص في أدوية السرطان")
    pages[0].claim(NAME, "has_trait", "ندرة أدوية السرطان المستوردة", times=(("start", "2011"),))
    later = pages[1].claim(NAME, "has_trait", "نقص أدوية السرطان في المشافي", times=(("start", "2018"),))
    assert [(item.verdict, set(item.claims)) for item in across(run(pages))] == [(Verdict.AGREE, {bare, later})]


@pytest.mark.parametrize(("published", "joined"), [((None, None), True), (("2015-06-01", None), True), (("1987-03-01", "1987-12-01"), False)])
def test_findings_a_flight_long_past_is_one_also_where_a_page_has_no_date(published: tuple[str | None, ...], *, joined: bool) -> None:
    """Whoever fled to Malta in 1987 fled there once; a paper of that year may tell of another time."""
    told = enumerate(("كاملة", "باختصار"))
    pages = [Page(f"d{index}", f"روت {NAME} قصتها {text} في مالطا.", publisher=f"جريدة رقم{index}") for index, text in told]
    for page, times, day in zip(pages, ((("at", "1987"),), ()), published, strict=True):
        page.published = day
        page.entity(NAME)
        page.entity("مالطا", EntityType.PLACE)
        page.claim(NAME, "fled", object="مالطا", times=times)
    assert [item.verdict for item in across(run(pages))] == [Verdict.AGREE] * joined
