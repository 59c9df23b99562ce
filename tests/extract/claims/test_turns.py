"""What words beside a verb make of its claim, and what stands beside names without one."""

from __future__ import annotations

import pytest

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin, Reading


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-03"))


def _told(reading: Reading) -> list[tuple[str, str, str, str]]:
    names = {entity.id: entity.name for entity in reading.entities}

    def shown(claim: Claim) -> str:
        return f"{names.get(claim.object.entity or '', '')} {claim.object.text or ''}".strip() if claim.object else ""

    return [(names.get(c.subject.entity or "", ""), c.predicate, shown(c), c.standing.value) for c in reading.claims]


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate", "item", "standing"),
    [
        ("خرج وسيم الجندي هارباً إلى البرازيل.", "وسيم الجندي", "fled", "البرازيل", "stated"),
        ("دخلت هالة الدقاق لاجئة إلى السويد.", "هالة الدقاق", "fled", "السويد", "stated"),
        ("تعرض منزل القاضي مازن العطار لإطلاق نار.", "مازن العطار", "attacked_in", "إطلاق نار", "stated"),
        ("أيدت النقابات كافة القرار ما عدا «نقابة المعلمين».", "نقابة المعلمين", "supports", "القرار", "negated"),
        ("لم يحضر من الأعضاء إلا السكرتير وسيم الجندي.", "وسيم الجندي", "visited", "", "stated"),
        ("ما أُوقف الناشر وسيم الجندي غير مرة واحدة.", "وسيم الجندي", "arrested", "", "stated"),
        ("ما قابل الوزير وسيم الجندي الصحفية هالة الدقاق.", "وسيم الجندي", "met", "هالة الدقاق", "negated"),
        ("ترك المحافظ وسيم الجندي المكلا من دون أن يقابل الأمير مازن العطار.", "وسيم الجندي", "met", "مازن العطار", "negated"),
        ("هالة الدقاق من مواليد حمص سنة 1971.", "هالة الدقاق", "born_in", "حمص", "stated"),
        ("هالة الدقاق من مواليد حمص سنة 1971.", "هالة الدقاق", "born_on", "1971", "stated"),
        ("كان فؤاد الجندي، والد النائب وسيم الجندي، طبيباً.", "فؤاد الجندي", "family_of", "وسيم الجندي", "stated"),
        ("زار الوفد حلب في مايو، ثم عاد إليها في يونيو.", "الوفد", "returned_to", "حلب", "stated"),
        ("وصل رئيس الجامعة المكلف وسيم الجندي إلى المكلا.", "وسيم الجندي", "nominated_for", "رئيس الجامعة", "stated"),
        ("انتقد الوزير المستقيل وسيم الجندي القرار.", "وسيم الجندي", "left_position", "الوزير", "stated"),
        ("المتهم بقتل التاجر مازن العطار، الحارس وسيم الجندي، مثل أمام المحكمة.", "وسيم الجندي", "complicit_in", "قتل", "alleged"),
        ("ليس لوسيم الجندي أي دور في مقتل الصائغ مازن العطار.", "وسيم الجندي", "complicit_in", "مقتل", "negated"),
        ("صادق المجلس على تعيين هالة الدقاق مديرة للبنك.", "هالة الدقاق", "confirmed_by", "المجلس", "stated"),
        ("يضم الوفد عشرين نائباً، بينهم سبع نساء.", "الوفد", "has_quantity", "سبع نساء", "stated"),
        ("أقر السائق وسيم الجندي بتهريب الوقود.", "وسيم الجندي", "complicit_in", "تهريب", "attributed"),
        ("تورط الحارس وسيم الجندي في قتل الصياد، هذا ما خلص إليه تقرير اللجنة.", "وسيم الجندي", "complicit_in", "قتل", "attributed"),
        ("سيكون الوزير وسيم الجندي رئيس الوفد.", "وسيم الجندي", "holds_position", "رئيس الوفد", "planned"),
        ("أُحبطت المحاولة واعتُقل الضابط وسيم الجندي.", "وسيم الجندي", "arrested", "", "stated"),
        ("يلاحق القضاء الوزير وسيم الجندي بتهمة الفساد.", "وسيم الجندي", "complicit_in", "الفساد", "alleged"),
    ],
)
def test_turns_table(sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    told = _told(_read(sentence))
    found = [words for words in told if subject in words[0] and words[1] == predicate and item in words[2]]
    assert found, told
    assert {words[3] for words in found} == {standing}, told


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate"),
    [
        ("استقبل المحقق المقاول وسيم الجندي ثم اعتقله الحرس في المساء.", "المحقق", "arrested"),
        ("أقاله المجلس، هكذا أوضح المحامي مازن العطار لموكله وسيم الجندي.", "مازن العطار", "left_position"),
        ("ذكر المحافظ وسيم الجندي أن رفيقه طار إلى مدريد.", "وسيم الجندي", "visited"),
        ("وصل رئيس الجامعة المكلف وسيم الجندي إلى المكلا.", "وسيم الجندي", "holds_position"),
    ],
)
def test_turns_never_say_it_of_another(sentence: str, subject: str, predicate: str) -> None:
    told = _told(_read(sentence))
    assert not [words for words in told if words[0] == subject and words[1] == predicate], told


def test_turns_a_clitic_at_the_head_of_a_text_means_who_is_named_behind() -> None:
    told = _told(_read("لامه سكان الحي على بيع الحديقة، غير أن رئيس البلدية وسيم الجندي لم يرد."))
    assert ("وسيم الجندي") in {words[2].split("  ")[0] for words in told if words[1] == "accuses"}


def test_turns_a_thing_spoken_of_is_opposed_by_a_clitic() -> None:
    told = _told(_read("أقلق إغلاق المصنع العمال، إذ عارضه النقابي وسيم الجندي."))
    assert any(words[0] == "وسيم الجندي" and words[1] == "opposes" and "إغلاق" in words[2] for words in told), told


def test_turns_spoken_of_is_not_told() -> None:
    told = _told(_read("أن يصبح النادي شركة شأن منته، تؤكد المحامية هالة الدقاق."))
    assert not [words for words in told if words[3] == "stated" and "حزب" in words[2]], told


def test_turns_a_relatives_words_are_the_relatives() -> None:
    reading = _read("قالت أرملة النائب وسيم الجندي إن الشرطة فتشت البيت.")
    names = {entity.id: [name.text for name in entity.names] for entity in reading.entities}
    speakers = {hop.entity for claim in reading.claims for hop in claim.chain[1:]} | {q.speaker for q in reading.quotations}
    assert speakers
    assert all("وسيم الجندي" not in names.get(speaker or "", []) for speaker in speakers)


def test_turns_owned_nouns_go_by_their_owners_name_too() -> None:
    reading = _read("وصل الوزير وسيم الجندي إلى حلب. وقال نجله إن الزيارة قصيرة.")
    assert any(name.text == "نجل وسيم الجندي" for entity in reading.entities for name in entity.names)


def test_turns_plurals_go_by_their_nominative_too() -> None:
    reading = _read("قال الوزير وسيم الجندي إن المتطوعين أنقذوا 17 جريحاً.")
    assert any(name.text == "المتطوعون" for entity in reading.entities for name in entity.names)
