from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.model import Decision, EntityType, Judgement, MentionForm, Reconciliation, SourceKind
from tawthiq.reconcile import reconcile

from .builder import Page


def run(*pages: Page, judgements: tuple[Judgement, ...] = ()) -> Reconciliation:
    return reconcile([page.document for page in pages], [page.reading for page in pages], judgements)


def owner(result: Reconciliation, page: Page, local: str) -> str:
    return next(item.entity for item in result.identities if (item.document, item.local) == (page.key, local))


def pair(first: str, second: str, kind: EntityType = EntityType.PERSON) -> tuple[Reconciliation, bool]:
    a, b = Page("d1", f"قال {first} كلاماً."), Page("d2", f"قال {second} كلاماً آخر.")
    a.entity(first, kind)
    b.entity(second, kind)
    result = run(a, b)
    return result, owner(result, a, first) == owner(result, b, second)


def test_identity_full_names_in_two_spellings_merge() -> None:
    result, same = pair("سامر نبيل الحلبي", "سامر الحلبى")
    assert same
    assert result.entities[0].name == "سامر نبيل الحلبي"


def test_identity_names_in_two_scripts_merge() -> None:
    assert pair("خالد المنصور", "Khaled al-Mansour")[1]


def test_identity_other_given_name_never_merges() -> None:
    assert not pair("سامر الحلبي", "ماهر الحلبي")[1]


def test_identity_bare_surname_alone_does_not_merge() -> None:
    assert not pair("سامر الحلبي", "الحلبي")[1]


def test_identity_bare_surname_merges_with_shared_context() -> None:
    a, b = Page("d1", "زار سامر الحلبي مرفأ صور."), Page("d2", "شوهد الحلبي في مرفأ صور.")
    a.entity("سامر الحلبي")
    b.entity("الحلبي")
    a.claim("سامر الحلبي", "visited", "مرفأ صور")
    b.claim("الحلبي", "visited", "مرفأ صور")
    result = run(a, b)
    assert owner(result, a, "سامر الحلبي") == owner(result, b, "الحلبي")
    assert next(item.score for item in result.identities if item.local == "الحلبي") < 0.85


def test_identity_short_name_that_fits_two_people_stays_apart() -> None:
    pages = [Page("d1", "سامر نبيل الحلبي هنا."), Page("d2", "سامر وديع الحلبي هناك."), Page("d3", "سامر الحلبي أيضاً.")]
    for page, name in zip(pages, ("سامر نبيل الحلبي", "سامر وديع الحلبي", "سامر الحلبي"), strict=True):
        page.entity(name)
    assert len(run(*pages).entities) == 3


def test_identity_namesakes_of_other_occupation_stay_apart() -> None:
    a, b = Page("d1", "الرسام سامر الحلبي يعرض لوحاته."), Page("d2", "أوقف طبيب الأسنان سامر الحلبي.")
    for page, work in ((a, "رسام"), (b, "طبيب أسنان")):
        page.entity("سامر الحلبي")
        page.claim("سامر الحلبي", "occupation", work)
    result = run(a, b)
    assert owner(result, a, "سامر الحلبي") != owner(result, b, "سامر الحلبي")


def test_identity_anonymous_sources_never_merge() -> None:
    a, b = Page("d1", "قال مصدر أمني كذا."), Page("d2", "قال مصدر أمني كذا.")
    for page in (a, b):
        page.entity("مصدر أمني", source=SourceKind.ANONYMOUS, form=MentionForm.NOMINAL)
    assert len(run(a, b).entities) == 2


def test_identity_described_persons_never_merge() -> None:
    a, b = Page("d1", "شاهد طبيب محلي الحادث."), Page("d2", "قال طبيب محلي كذا.")
    for page in (a, b):
        page.entity("طبيب محلي", form=MentionForm.NOMINAL)
    assert len(run(a, b).entities) == 2


def test_identity_general_terms_merge_within_one_country_only() -> None:
    pages = [Page(f"d{index}", f"قررت الحكومة في {land} كذا.") for index, land in enumerate(("تونس", "تونس", "المغرب"))]
    for page, land in zip(pages, ("تونس", "تونس", "المغرب"), strict=True):
        page.entity("الحكومة", EntityType.ORGANIZATION, form=MentionForm.NOMINAL)
        page.entity(land, EntityType.PLACE)
    result = run(*pages)
    owners = [owner(result, page, "الحكومة") for page in pages]
    assert owners[0] == owners[1] != owners[2]


def test_identity_places_merge_without_their_kind() -> None:
    assert pair("مدينة صور", "صور", EntityType.PLACE)[1]


def test_identity_body_merges_without_its_kind() -> None:
    assert pair("قناة الرابية", "الرابية", EntityType.ORGANIZATION)[1]


def test_identity_judgement_joins_and_divides() -> None:
    a, b = Page("d1", "سامر الحلبي هنا."), Page("d2", "ماهر الحلبي هناك.")
    a.entity("سامر الحلبي")
    b.entity("ماهر الحلبي")
    same = Judgement("j1", "d1/سامر الحلبي", "d2/ماهر الحلبي", Decision.SAME, "منى", "2022-04-01T10:00:00Z")
    joined = run(a, b, judgements=(same,))
    assert len(joined.entities) == 1
    assert any("منى" in item.reason_ar for item in joined.identities)
    other = Judgement("j2", "d1/سامر الحلبي", "d2/ماهر الحلبي", Decision.NOT_SAME, "منى", "2022-04-02T10:00:00Z")
    assert len(run(a, b, judgements=(same, other)).entities) == 2


def test_identity_undone_judgement_does_not_count() -> None:
    a, b = Page("d1", "سامر الحلبي هنا."), Page("d2", "ماهر الحلبي هناك.")
    a.entity("سامر الحلبي")
    b.entity("ماهر الحلبي")
    undone = Judgement("j1", "d1/سامر الحلبي", "d2/ماهر الحلبي", Decision.SAME, "منى", "2022-04-01T10:00:00Z", undone="2022-04-02T10:00:00Z")
    assert len(run(a, b, judgements=(undone,)).entities) == 2


NAMES = ("سامر نبيل الحلبي", "سامر الحلبي", "Samer al-Halabi", "ماهر الحلبي", "الحلبي", "سامر وديع الحلبي", "سامر الحلبى")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_identity_does_not_depend_on_order(names: list[str], random: Random) -> None:
    pages = [Page(f"d{index}", f"قال {name} كلاماً رقمه {index}.") for index, name in enumerate(names)]
    for page, name in zip(pages, names, strict=True):
        page.entity(name)
    expected = run(*pages)
    random.shuffle(pages)
    assert run(*pages) == expected


def test_identity_body_merges_with_and_without_what_stands_in_brackets() -> None:
    assert pair("رابطة البحارة المستقلين (ربم)", "رابطة البحارة المستقلين", EntityType.ORGANIZATION)[1]


def towns() -> list[Page]:
    pages = [Page(key, f"أُغلق مصنع في بلدة حمرين {words}.") for key, words in (("d1", "الجبلية"), ("d2", "الساحلية"), ("d3", "قديماً"))]
    for page in pages:
        page.entity("حمرين", EntityType.PLACE)
    return pages


def identified(key: str, document: str, **values: str) -> Judgement:
    anchor = f"{document}@حمرين"
    return Judgement(key, anchor, None, Decision.IDENTIFY, "منى", f"2022-04-01T10:00:0{key[-1]}Z", anchors=(anchor,), values=tuple(values.items()))


def test_identity_places_said_to_lie_in_two_countries_are_parted() -> None:
    pages = towns()
    result = run(*pages, judgements=(identified("j1", "d1", country="LB"), identified("j2", "d2", country="IQ")))
    owners = [owner(result, page, "حمرين") for page in pages]
    assert owners[0] != owners[1]


def test_identity_entities_said_to_be_one_thing_are_joined() -> None:
    pages = [Page("d1", "افتُتح مرفأ نورين."), Page("d2", "توسّع ميناء البحر الهادئ.")]
    for page, name in zip(pages, ("مرفأ نورين", "ميناء البحر الهادئ"), strict=True):
        page.entity(name, EntityType.PLACE)
    said = [
        Judgement(f"j{n}", "?", None, Decision.IDENTIFY, "منى", f"2022-04-0{n}", anchors=(anchor,), values=(("wikidata", "Q1"),))
        for n, anchor in enumerate(("d1@مرفأ نورين", "d2@ميناء البحر الهادئ"), 1)
    ]
    result = run(*pages, judgements=tuple(said))
    assert owner(result, pages[0], "مرفأ نورين") == owner(result, pages[1], "ميناء البحر الهادئ")


def test_identity_renamed_entity_keeps_its_id_and_its_spellings() -> None:
    page = Page("d1", "زار سامر الحلبي صور.")
    page.entity("سامر الحلبي")
    named = Judgement("j1", "?", None, Decision.RENAME, "منى", "2022-04-01", anchors=("d1@سامر الحلبي",), values=(("name", "سامر نبيل"),))
    before, after = run(page).entities[0], run(page, judgements=(named,)).entities[0]
    assert (after.id, after.name, {name.text for name in after.names}) == (before.id, "سامر نبيل", {"سامر نبيل", "سامر الحلبي"})


def test_identity_correction_can_name_whom_another_document_names() -> None:
    a, b = Page("d1", "باع سامر الحلبي متجراً."), Page("d2", "باع صاحبه المتجر الآخر.")
    a.entity("سامر الحلبي")
    b.entity("زيد الخطيب")
    b.claim("زيد الخطيب", "founded", "متجر")
    a.claim("سامر الحلبي", "founded", "متجر")
    values = (("subject", "سامر الحلبي"), ("subject_entity", "d1@سامر الحلبي"))
    said = Judgement("j1", "d2-0", None, Decision.CORRECT, "منى", "2022-04-01", values=values)
    (finding,) = run(a, b, judgements=(said,)).findings
    assert set(finding.claims) == {"d1-0", "d2-0"}
