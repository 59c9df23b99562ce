from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.extract.frame import MentionLayer, build_frame
from tawthiq.extract.mentions import find_mentions, find_titles
from tawthiq.model import DateMention, Document, Entity, EntityType, Origin, SourceKind, Span, document_id

TABLE = Path(__file__).with_name("mentions.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in TABLE if line and not line.startswith("#")]
PIECES = [
    "قال",
    "وزير",
    "الصحة",
    "سامر",
    "الدباغ",
    "،",
    ".",
    "\n",
    "رئيس",
    "الوزراء",
    "في",
    "بيروت",
    "نائب",
    "بن",
    "مدينة",
    '"',
    "«",
    "وال",
    "جائزة",
    "لل",
    "أبو",
    "عدد",
    "من",
    "المراقبين",
    "الحزب",
    "(",
    ")",
    "CNN",
    "ل",
    "د.",
    "حكومته",
    "البلاد",
    "ـ",
    "عبد",
]


def document(text: str) -> Document:
    return Document(document_id(text.encode("utf-8", "surrogatepass")), text, Origin("test.txt"))


def read(text: str) -> MentionLayer:
    return find_mentions(build_frame(document(text)), ())


def words_of(text: str) -> set[str]:
    return {mention.span.exact for mention in read(text).mentions}


def entity_of(layer: MentionLayer, words: str, nth: int = 0) -> Entity:
    found = [mention for mention in layer.mentions if mention.span.exact == words]
    return layer.entity(found[nth].entity)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_mentions_of_a_sentence(row: list[str]) -> None:
    text, expected = row
    found = {f"{mention.type}:{mention.form}:{mention.span.exact}" for mention in read(text).mentions}
    wanted = [item.strip() for item in expected.split("|")]
    assert {item[1:] for item in wanted if item[0] == "+"} <= found
    assert {item[1:] for item in wanted if item[0] == "-"}.isdisjoint(found)


def test_mentions_join_a_surname_to_its_full_name() -> None:
    layer = read("زار سامر الدباغ بيروت.\nوقال الدباغ إنه راض، وللدباغ خطة.")
    assert entity_of(layer, "الدباغ").name == "سامر الدباغ"
    assert entity_of(layer, "للدباغ") == entity_of(layer, "سامر الدباغ")


def test_mentions_join_a_surname_of_the_headline_to_the_name_behind_it() -> None:
    layer = read("الدباغ يزور بيروت\nوصل الوزير سامر الدباغ إلى بيروت.")
    assert entity_of(layer, "الدباغ") == entity_of(layer, "سامر الدباغ")


def test_mentions_of_two_bearers_of_a_surname_go_to_the_one_named_last() -> None:
    layer = read("التقى سامر الدباغ الوفد. ثم تحدث فؤاد الدباغ. وأضاف الدباغ جملة.")
    assert entity_of(layer, "الدباغ") == entity_of(layer, "فؤاد الدباغ")
    assert entity_of(layer, "سامر الدباغ") != entity_of(layer, "فؤاد الدباغ")


def test_mentions_of_a_surname_go_to_the_bearer_last_named_with_it_and_not_by_given_name() -> None:
    layer = read("التقى سامر الدباغ الوفد. ثم تحدث فؤاد الدباغ، وهو ابن عم سامر. وأضاف الدباغ جملة.")
    assert entity_of(layer, "الدباغ") == entity_of(layer, "فؤاد الدباغ")


def test_mentions_of_a_surname_stay_with_whom_the_text_calls_so_beside_a_relative() -> None:
    layer = read("ولد سامر الدباغ في القرية. وتعلم الدباغ فيها. ويدير شقيقه فؤاد الدباغ الفندق. وباع الدباغ بيته.")
    assert entity_of(layer, "الدباغ", 1) == entity_of(layer, "سامر الدباغ")
    assert entity_of(layer, "فؤاد الدباغ") != entity_of(layer, "سامر الدباغ")


def test_mentions_of_a_surname_go_to_a_relative_where_nobody_was_called_so() -> None:
    layer = read("هنأ سامر الدباغ شقيقه فؤاد الدباغ. وأضاف الدباغ جملة.")
    assert entity_of(layer, "الدباغ") == entity_of(layer, "فؤاد الدباغ")


def test_mentions_find_a_name_with_and_without_article_in_one_entity() -> None:
    layer = read("التقى نوزاد بارزاني الوفد. وقال نوزاد البارزاني كلمة.")
    assert entity_of(layer, "نوزاد بارزاني") == entity_of(layer, "نوزاد البارزاني")


def test_mentions_join_a_title_to_the_name_beside_it() -> None:
    layer = read("قالت وزيرة الصحة هدى القاضي ذلك. وغادر فؤاد الحلبي، مدير الميناء، المدينة.")
    assert entity_of(layer, "وزيرة الصحة") == entity_of(layer, "هدى القاضي")
    assert entity_of(layer, "مدير الميناء") == entity_of(layer, "فؤاد الحلبي")


def test_mentions_give_the_inner_title_the_name_behind_it() -> None:
    layer = read("وصل سامر الدباغ، نائب الرئيس الأرجنتيني فؤاد الحلبي، مساء.")
    assert entity_of(layer, "نائب الرئيس الأرجنتيني") == entity_of(layer, "سامر الدباغ")
    assert entity_of(layer, "الرئيس الأرجنتيني") == entity_of(layer, "فؤاد الحلبي")


def test_mentions_join_a_bare_title_to_its_one_bearer() -> None:
    layer = read("قالت وزيرة الصحة هدى القاضي ذلك. وأضافت الوزيرة شيئا.")
    assert entity_of(layer, "الوزيرة") == entity_of(layer, "هدى القاضي")


def test_mentions_join_a_title_to_the_one_who_was_left_unnamed_last() -> None:
    layer = read("زار الوزير سامر الدباغ المرفأ. وقال وزير طلب عدم ذكر اسمه إن العمل تأخر. وأضاف الوزير كلمة.")
    assert entity_of(layer, "الوزير", 1) != entity_of(layer, "سامر الدباغ")


def test_mentions_do_not_join_a_given_name_with_a_title_to_another_who_bears_the_name() -> None:
    layer = read("فاز العداء راشد الحوراني بالسباق. ثم هنأه الأمير راشد.")
    assert entity_of(layer, "راشد") != entity_of(layer, "راشد الحوراني")


@pytest.mark.parametrize("sentence", [
    "اعتقلت الشرطة سائق النائب فؤاد الحلبي.",
    "قال محامي رجل الأعمال فؤاد الحلبي كلمة.",
    "وصلت طبيبة الأمير فؤاد الحلبي.",
])  # fmt: skip
def test_mentions_give_the_name_behind_an_attendant_to_whom_he_serves(sentence: str) -> None:
    layer = read(sentence)
    attendant = next(m for m in layer.mentions if m.span.exact.startswith(("سائق", "محامي", "طبيبة")))
    assert attendant.entity != entity_of(layer, "فؤاد الحلبي").id


@pytest.mark.parametrize(("sentence", "group"), [
    ("هاجم مسلحون عدن.", "مسلحون"),
    ("قتل المسلحون الجندي فؤاد الحلبي.", "المسلحون"),
    ("استقبلهم دبلوماسيون سعوديون.", "دبلوماسيون سعوديون"),
])  # fmt: skip
def test_mentions_of_sound_plurals_end_before_what_is_no_part_of_them(sentence: str, group: str) -> None:
    assert group in {mention.span.exact for mention in read(sentence).mentions}


def test_mentions_leave_a_title_of_two_bearers_alone() -> None:
    layer = read("التقى الوزير سامر الدباغ الوزير فؤاد الحلبي. وقال الوزير كلمة.")
    assert entity_of(layer, "الوزير", 2) not in {entity_of(layer, "سامر الدباغ"), entity_of(layer, "فؤاد الحلبي")}


def test_mentions_keep_a_former_office_apart_from_the_present_one() -> None:
    layer = read("انتقد الرئيس السابق سامر الدباغ القرار. ورد الرئيس بعد ساعة.")
    assert entity_of(layer, "الرئيس") != entity_of(layer, "سامر الدباغ")


@pytest.mark.parametrize("words", ["مصدر مطلع", "مسؤول أمني"])
def test_mentions_of_speakers_without_a_name_are_anonymous_and_never_joined(words: str) -> None:
    layer = read(f"قال {words} ذلك. ثم قال {words} غيره.")
    assert entity_of(layer, words).kind is SourceKind.ANONYMOUS
    assert entity_of(layer, words, 0) != entity_of(layer, words, 1)


def test_mentions_of_observers_are_collective() -> None:
    layer = read("يرى مراقبون أن الأمر صعب.")
    assert entity_of(layer, "مراقبون").kind is SourceKind.COLLECTIVE


def test_mentions_join_a_bare_organisation_to_the_one_of_its_kind() -> None:
    layer = read("أعلن حزب الفجر الجديد برنامجه. وقال الحزب إنه مستعد.")
    assert entity_of(layer, "الحزب") == entity_of(layer, "حزب الفجر الجديد")


def test_mentions_join_an_acronym_in_brackets() -> None:
    layer = read("نقلت وكالة الساحل للأنباء (سنا) الخبر.")
    assert entity_of(layer, "سنا") == entity_of(layer, "وكالة الساحل للأنباء")


def test_mentions_take_the_country_spoken_of_for_the_land() -> None:
    layer = read("عاد إلى لبنان. وفي لبنان قال إن البلاد تعبت.")
    assert entity_of(layer, "البلاد") == entity_of(layer, "لبنان")


def test_mentions_inside_dates_are_none() -> None:
    text = "وصل في آذار سامر الدباغ."
    dates = (DateMention(Span.of(text, text.index("آذار"), text.index(" سامر")), "XXXX-03"),)
    layer = find_mentions(build_frame(document(text)), dates)
    assert [mention.span.exact for mention in layer.mentions] == ["سامر الدباغ"]


def test_mentions_are_the_same_at_every_run() -> None:
    text = "قالت وزيرة الصحة هدى القاضي ذلك في بيروت."
    assert read(text) == read(text)


def test_titles_tell_what_they_are_of_and_whose() -> None:
    frame = build_frame(document("قال مدير هيئة الموانئ البحرية السابق فؤاد الحلبي ذلك."))
    layer = find_mentions(frame, ())
    (title,) = [title for title in find_titles(frame, layer) if title.head == "مدير"]
    assert title.organization is not None
    assert title.organization.span.exact.startswith("هيئة الموانئ البحرية")
    assert title.definite
    assert title.former
    assert layer.entity(title.holder).name == "فؤاد الحلبي"


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_mentions_of_any_order_of_words_are_exact_and_belong_to_an_entity(text: str) -> None:
    layer = read(text)
    ids = {entity.id for entity in layer.entities}
    for mention in layer.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.exact
        assert mention.entity in ids
    assert len(ids) == len(layer.entities)


@given(st.text(max_size=120))
def test_mentions_of_any_text_do_not_fail(text: str) -> None:
    assert all(mention.span.holds_in(text) for mention in read(text).mentions)


def test_mentions_have_people_of_one_type_only() -> None:
    layer = read("التقى سامر الدباغ وفد حزب الفجر في بيروت.")
    assert entity_of(layer, "سامر الدباغ").type is EntityType.PERSON
    assert entity_of(layer, "بيروت").type is EntityType.PLACE


@pytest.mark.parametrize("then", ["حينها", "آنذاك", "وقتئذ", "في ذلك الوقت"])
def test_mentions_keep_the_one_who_held_an_office_then_apart(then: str) -> None:
    layer = read(f"زار رئيس البلدية سامر الدباغ السوق. ورفض رئيس البلدية {then} القرار.")
    assert entity_of(layer, f"رئيس البلدية {then}") != entity_of(layer, "سامر الدباغ")


@pytest.mark.parametrize(("sentence", "title"), [
    ("قال المستشار الاقتصادي لرئيس البلدية سامر الدباغ ذلك.", "المستشار الاقتصادي لرئيس البلدية"),
    ("قال مدير عام شركة النسيم سامر الدباغ ذلك.", "مدير عام شركة النسيم"),
    ("قال مدير الشؤون الصحية بالرياض سامر الدباغ ذلك.", "مدير الشؤون الصحية بالرياض"),
    ("قال مستشاره للأمن القومي سامر الدباغ ذلك.", "مستشاره للأمن القومي"),
    ("قال الخبير في قطاع الفنادق سامر الدباغ ذلك.", "الخبير في قطاع الفنادق"),
    ("قال المحامي سامر الدباغ ذلك.", "المحامي"),
    ("قال المدعي العام سامر الدباغ ذلك.", "المدعي العام"),
])
def test_mentions_of_titles_reach_over_whom_they_serve(sentence: str, title: str) -> None:
    assert title in words_of(sentence)


@pytest.mark.parametrize(("sentence", "words"), [
    ("من المقرر أن يصل الوفد غدا.", "المقرر"),
    ("كشفت اللجنة مصدر الخطر في المدينة.", "مصدر الخطر"),
    ("دخل سامر الدباغ عالم الأزياء قبل عام.", "عالم الأزياء"),
    ("كان تصرفه غير المسؤول خطأ.", "المسؤول"),
    ("وقال نائب رئيس اللجنة سامر الدباغ ذلك.", "رئيس اللجنة"),
])
def test_mentions_are_no_persons_in_another_sense(sentence: str, words: str) -> None:
    assert words not in words_of(sentence)
