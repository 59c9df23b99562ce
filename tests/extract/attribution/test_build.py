"""The attribution tree on sentences about invented people."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.extract.attribution import find_attributions, quotations, with_sources
from tawthiq.extract.dates import find_dates
from tawthiq.extract.frame import MentionLayer, build_frame
from tawthiq.extract.mentions import find_mentions
from tawthiq.extract.tree import Attribution, AttributionTree
from tawthiq.model import (
    Document,
    Entity,
    EntityType,
    HopRole,
    Mention,
    MentionForm,
    Name,
    Origin,
    SourceKind,
    Span,
    Voice,
)

PEOPLE = ("حاتم الدوري", "سلمى الوردي", "نزار كمال")


def people(text: str) -> MentionLayer:
    """A stand-in for the finder of names: whatever of PEOPLE stands in the text."""
    mentions = []
    for number, name in enumerate(PEOPLE):
        start = text.find(name)
        while start >= 0:
            span = Span.of(text, start, start + len(name))
            mentions.append(Mention(f"p{number}", EntityType.PERSON, span, MentionForm.NAME))
            start = text.find(name, start + 1)
    entities = tuple(Entity(f"p{number}", EntityType.PERSON, (Name(name),)) for number, name in enumerate(PEOPLE))
    return MentionLayer(entities, tuple(sorted(mentions, key=lambda mention: mention.span.start)))


def tree_of(text: str, publisher: str | None = "صحيفة الأفق") -> AttributionTree:
    frame = build_frame(Document("d", text, Origin("d.txt"), publisher=publisher))
    return find_attributions(frame, people(text), ())


def one(text: str, content: str) -> Attribution:
    tree = tree_of(text)
    found = [a for a in tree.attributions if a.content.exact == content]
    assert len(found) == 1, [(a.content.exact, a.act) for a in tree.attributions]
    return found[0]


def roles(text: str, words: str) -> list[tuple[str, str | None]]:
    """Roles and names of the chain for words of a text."""
    start = text.index(words)
    return [(hop.role.value, hop.name) for hop in tree_of(text).chain(start, start + len(words))]


def cases() -> list[list[str]]:
    lines = Path(__file__).with_name("cases.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "content", "act", "speaker", "form", "standing"), cases())
def test_build_reads_each_frame(text: str, content: str, act: str, speaker: str, form: str, standing: str) -> None:
    found = one(text, content)
    tree = tree_of(text)
    assert found.act == act
    assert found.hops[-1].name == (None if speaker == "-" else speaker)
    assert found.form is not None
    assert found.form.value == form
    assert tree.axes(found.content.start, found.content.end).standing.value == standing


@pytest.mark.parametrize("text", [
    "أشار إلى السفينة بيده.",
    "علق النادي عضوية لاعبين.",
    "تابع الأطفال الفيلم في الساحة.",
    "ذكر عنوانه في الدفتر.",
    "وزعت المياه وفقاً للمادة 12 من النظام.",
    "دخل ممثل الادعاء العام القاعة.",
    "يذكر أن المعمل افتتح عام 1950.",
    "ازدحمت المرافئ، ما يشير إلى أن الصيد تحسن.",
    "زار مؤسسة «بيت الحكمة» في الموصل.",
    "ومما زاد من صعوبة الرحلة أن الجسر مكسور.",
    "كما بثت المحطة برنامجا عن الصيد.",
    "أخفى الفلاح أنه باع البقرة.",
    "بدأ الطالب البحث في نظر الكواكب.",
    "سهى الوردي: من القرية إلى المسرح",
])
def test_build_leaves_other_senses_alone(text: str) -> None:
    assert tree_of(text).attributions == ()


def test_build_continues_speaker_and_medium() -> None:
    text = "كتب نزار كمال في تغريدة على تويتر: «وجدنا البئر عميقة». وأضاف: «نعود مع الفجر»."
    assert roles(text, "نعود مع الفجر") == [("publisher", "صحيفة الأفق"), ("medium", "تويتر"), ("speaker", "نزار كمال")]


def test_build_returns_to_the_outlet_without_a_cue() -> None:
    text = "أكد نزار كمال أن الحديقة أزهرت. وكان الحي قد غرق في شباط."
    assert roles(text, "غرق في شباط") == [("publisher", "صحيفة الأفق")]


def test_build_returns_to_the_outlet_within_a_sentence() -> None:
    text = "قال نزار كمال إن الحديقة أزهرت، وكان السياج قد سقط مرتين."
    assert roles(text, "سقط مرتين") == [("publisher", "صحيفة الأفق")]


def test_build_what_stands_before_a_cue_and_tells_when_is_not_said() -> None:
    text = "وبعد إغلاق الميناء، الذي تديره شركة القلعة، أكد حاتم الدوري عزمه بناء ميناء جديد."
    assert roles(text, "إغلاق الميناء") == [("publisher", "صحيفة الأفق")]


def test_build_a_given_name_that_is_an_adjective_elsewhere_can_speak() -> None:
    text = "وقال سليم القيسي: «سنبني الجسر»."
    assert roles(text, "سنبني الجسر") == [("publisher", "صحيفة الأفق"), ("speaker", "سليم القيسي")]


def test_build_nests_speakers() -> None:
    text = "قال نزار كمال إن أمين المخزن أبلغه بأن الحبال سرقت."
    assert roles(text, "الحبال سرقت") == [
        ("publisher", "صحيفة الأفق"), ("speaker", "نزار كمال"), ("speaker", "أمين المخزن"),
    ]


@pytest.mark.parametrize(("text", "words", "agency"), [
    ("قال نزار كمال للأناضول إن النحل عاد.", "النحل عاد", "الأناضول"),
    ("وحسب رويترز، قال نزار كمال إن النحل عاد.", "النحل عاد", "رويترز"),
    ("أعلن نزار كمال، بحسب رويترز، عودة النحل إلى الوادي.", "عودة النحل", "رويترز"),
    ("قال نزار كمال إن النحل عاد، حسبما نشرته وكالة الأناضول.", "النحل عاد", "الأناضول"),
])
def test_build_puts_the_agency_before_the_speaker(text: str, words: str, agency: str) -> None:
    assert roles(text, words)[1:] == [("agency", agency), ("speaker", "نزار كمال")]


@pytest.mark.parametrize("text", [
    "بغداد (رويترز) - أقرت الحكومة الموازنة.",
    "(رويترز) - أقرت الحكومة الموازنة.",
    "أقرت الحكومة الموازنة.\nوانتهت الجلسة ليلاً.\n(رويترز)",
])
def test_build_reads_dateline_and_signature(text: str) -> None:
    assert roles(text, "أقرت الحكومة") == [("publisher", "صحيفة الأفق"), ("agency", "رويترز")]
    assert tree_of(text).axes(text.index("أقرت"), text.index("أقرت") + 4).voice is Voice.ATTRIBUTED


def test_build_takes_no_agency_that_is_only_named() -> None:
    assert roles("زار نزار كمال مقر رويترز في لندن.", "زار") == [("publisher", "صحيفة الأفق")]


def test_build_keeps_the_one_near_to_a_person_apart_from_him() -> None:
    found = one("قال محامي نزار كمال إن الدعوى سقطت.", "الدعوى سقطت")
    assert found.speaker != "p2"


@pytest.mark.parametrize(("text", "content", "kind"), [
    ("قال قيادي مقرب من نزار كمال إن الاتفاق قريب.", "الاتفاق قريب", SourceKind.ANONYMOUS),
    ("قال مراقبون إن الاتفاق قريب.", "الاتفاق قريب", SourceKind.COLLECTIVE),
    ("قال ثلاثة موظفين إن الاتفاق قريب.", "الاتفاق قريب", SourceKind.COLLECTIVE),
    ("قال وزير العمل إن الاتفاق قريب.", "الاتفاق قريب", SourceKind.NAMED),
])
def test_build_tells_kinds_of_sources(text: str, content: str, kind: SourceKind) -> None:
    assert one(text, content).hops[-1].kind is kind


def test_build_gives_a_hidden_subject_the_last_speaker_of_its_gender() -> None:
    text = "قالت سلمى الوردي إن المعرض نجح. وقالت إن الزوار كثر."
    assert one(text, "الزوار كثر").speaker == "p1"


def test_build_leaves_an_unknown_speaker_unnamed() -> None:
    found = one("وقال إن الباب مغلق.", "الباب مغلق")
    assert found.hops[-1].name is None
    assert found.hops[-1].kind is SourceKind.ANONYMOUS


@pytest.mark.parametrize(("text", "words"), [
    ("هدم المحتجون مقر الشركة المزعومة.", "الشركة المزعومة"),
    ("وصل المتهم بسرقة المتحف إلى القاعة.", "بسرقة المتحف"),
    ("يواجه المدير اتهامات بالفساد.", "بالفساد"),
])
def test_build_marks_charges_without_a_speaker(text: str, words: str) -> None:
    start = text.index(words)
    assert tree_of(text).axes(start, start + len(words)).voice is Voice.ALLEGED


def test_build_reads_a_speaker_before_a_colon_in_a_headline() -> None:
    found = one("نزار كمال: نحتاج إلى مدارس جديدة", "نحتاج إلى مدارس جديدة")
    assert found.speaker == "p2"


def test_quotations_have_the_whole_chain() -> None:
    text = "نقلت شينخوا عن نزار كمال قوله: «ذاب الثلج كله»."
    frame = build_frame(Document("d", text, Origin("d.txt"), publisher="صحيفة الأفق"))
    found = quotations(find_attributions(frame, people(text), ()), frame)
    assert [quotation.content.exact for quotation in found] == ["ذاب الثلج كله"]
    assert [hop.role for hop in found[0].chain] == [HopRole.PUBLISHER, HopRole.AGENCY, HopRole.SPEAKER]


def test_with_sources_gives_every_source_an_entity() -> None:
    text = "قالت مصادر محلية إن الماء قطع. وقالت مصادر محلية إن المدارس أغلقت."
    frame = build_frame(Document("d", text, Origin("d.txt")))
    tree, layer = with_sources(find_attributions(frame, MentionLayer(), ()), frame, MentionLayer())
    assert len(layer.entities) == 1
    assert {a.speaker for a in tree.attributions} == {layer.entities[0].id}
    assert all(mention.span.holds_in(text) for mention in layer.mentions)


PIECES = st.sampled_from([
    "قال", "وأضاف", "الوزير", "إن", "أن", "«", "»", '"', ":", "،", ".", "\n", "بحسب", "رويترز", "اتهمته", "بأنه", "نفى", "لم", "إذا",
    "مشيراً", "إلى", "في", "بيان", "ً", "(", ")", "-", "عن", "من", "على", "ما", "x", "5", "نقلت", "بتهمة", "المزعوم", "كما", "كان", "قد",
])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_build_holds_its_invariants_on_any_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    frame = build_frame(Document("d", text, Origin("d.txt"), publisher="ناشر"))
    tree = find_attributions(frame, MentionLayer(), ())
    for index, found in enumerate(tree.attributions):
        spans = [found.content, found.reach, found.cue, found.source, *(hop.span for hop in found.hops)]
        assert all(span.holds_in(text) for span in spans if span is not None)
        assert found.hops
        assert found.reach.start <= found.content.start
        assert found.content.end <= found.reach.end
        assert found.parent is None or found.parent != index
    assert all(quotation.content.holds_in(text) for quotation in quotations(tree, frame))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_build_reads_arbitrary_text(text: str) -> None:
    assert tree_of(text).outer[0].role is HopRole.PUBLISHER


def test_build_a_thing_that_tells_is_a_document_and_nobody_speaks() -> None:
    assert roles("كشف الحريق أن المطحنة قديمة.", "المطحنة قديمة")[-1] == ("document", "الحريق")


def test_build_a_statement_goes_on_with_its_issuer() -> None:
    text = "وقال بيان لنقابة الخبازين إن القمح وصل. وأضاف البيان أن السعر ثابت."
    assert roles(text, "القمح وصل")[1:] == [("document", "بيان"), ("speaker", "نقابة الخبازين")]
    assert roles(text, "السعر ثابت")[1:] == [("document", "البيان"), ("speaker", "نقابة الخبازين")]


def test_build_nobody_stands_behind_a_plural_verb() -> None:
    tree = tree_of("الخبازون هددوا حاتم الدوري بإغلاق المطحنة.")
    assert all(hop.name != "حاتم الدوري" for a in tree.attributions for hop in a.hops)


@pytest.mark.parametrize(("text", "content"), [
    ("في خطوة وصفت بالجريئة، أغلق حاتم الدوري المطحنة.", "بالجريئة"),
    ("يرى نقيب الخبازين أن القمح «غالي الثمن جدا اليوم».", "القمح «غالي الثمن جدا اليوم"),
])
def test_build_contents_end_where_another_clause_or_a_closing_mark_stands(text: str, content: str) -> None:
    frame = build_frame(Document("d", text, Origin("d.txt")))
    assert content in {q.content.exact for q in quotations(tree_of(text), frame)}


def test_build_leaves_the_day_outside_of_what_was_announced() -> None:
    text = "أعلنت وزارة الري، الثلاثاء، تأجيل فتح السد."
    frame = build_frame(Document("d", text, Origin("d.txt")))
    days = find_dates(text, None)
    (said,) = find_attributions(frame, find_mentions(frame, days), days).attributions
    assert said.content.exact == "تأجيل فتح السد"


def test_build_takes_no_opening_of_a_sentence_for_words_of_its_subject() -> None:
    text = "مع إعلان حاتم الدوري انتهاء الموسم، تتساءل سلمى الوردي عن الأجور."
    assert all("انتهاء الموسم، تتساءل" not in a.content.exact for a in tree_of(text).attributions)
    assert all(a.content.exact != "مع إعلان حاتم الدوري انتهاء الموسم" for a in tree_of(text).attributions)
