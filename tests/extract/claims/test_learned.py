"""Claims by the learned heads: what they propose, put together with what the rules and the tree know. The proposals here are made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from tawthiq import encoder
from tawthiq.encoder import NOWHERE, Proposal, Read, Tagged, Tagger
from tawthiq.extract import read_with
from tawthiq.extract.claims import confidence
from tawthiq.model import Claim, Document, Origin, Polarity, Reading, Standing
from tawthiq.model.predicates import OPEN
from tawthiq.text.words import Word


@dataclass(frozen=True)
class _Seen:
    """A proposal by its words: trigger, predicate, subject («» for nowhere), first and last word of the object."""

    trigger: str
    predicate: str
    subject: str
    first: str
    last: str
    probability: float = 0.9


class _Proposing:
    """The shipped model, with proposals of ours in place of its own."""

    def __init__(self, seen: Sequence[_Seen]) -> None:
        found = encoder.load()
        assert found is not None
        self._model: Tagger = found
        self._seen = seen

    @property
    def version(self) -> str:
        return self._model.version

    def tag(self, sentences: Sequence[Sequence[Word]]) -> tuple[Tagged, ...]:
        return self._model.tag(sentences)

    def read(self, sentences: Sequence[Sequence[Word]]) -> Read:
        proposals = tuple(tuple(_proposal(one, words) for one in self._seen if _place(one.trigger, words) >= 0) for words in sentences)
        return replace(self._model.read(sentences), proposals=proposals)


def _place(text: str, words: Sequence[Word]) -> int:
    return next((i for i, word in enumerate(words) if word.text == text), NOWHERE)


def _proposal(one: _Seen, words: Sequence[Word]) -> Proposal:
    trigger, subject, first, last = (_place(text, words) for text in (one.trigger, one.subject, one.first, one.last))
    inside = [place for place in (trigger, subject, first, last) if place != NOWHERE]
    ends = (((min(inside), 0.9),), ((max(inside), 0.9),))
    return Proposal(trigger, one.predicate, one.probability, ((subject, 0.9),), ((first, 0.9),), ((last, 0.9),), *ends)


@pytest.fixture
def learned_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the heads see is shown, however sure they are."""
    monkeypatch.setattr(confidence, "LEARNED_BAR", 0.0)


def _document(text: str) -> Document:
    return Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة الساحل")


def _read(text: str, *seen: _Seen) -> Reading:
    return read_with(_document(text), _Proposing(seen))


def _by_heads(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if claim.made_by[0].startswith("rule:learned.")]


_HARVEST = "سلمى العطار وراء عودة القوارب إلى الميناء."
_BEHIND = _Seen("عودة", "supports", "سلمى", "عودة", "الميناء")


@pytest.mark.usefixtures("learned_bar")
def test_learned_tells_what_no_rule_tells() -> None:
    (claim,) = _by_heads(_read(_HARVEST, _BEHIND))
    assert (claim.predicate, claim.subject.text, claim.object and claim.object.text) == ("supports", "سلمى العطار", "عودة القوارب إلى الميناء")


@pytest.mark.usefixtures("learned_bar")
def test_learned_evidence_and_trigger_are_exact() -> None:
    (claim,) = _by_heads(_read(_HARVEST, _BEHIND))
    assert claim.trigger is not None
    assert [_HARVEST[span.start : span.end] for span in (*claim.evidence, claim.trigger)] == [
        "سلمى العطار وراء عودة القوارب إلى الميناء", "عودة",
    ]  # fmt: skip


def test_learned_under_the_bar_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confidence, "LEARNED_BAR", 1.0)
    (claim,) = _by_heads(_read(_HARVEST, _BEHIND))
    assert claim.predicate == OPEN


@pytest.mark.usefixtures("learned_bar")
def test_learned_tells_what_has_no_object() -> None:
    (claim,) = _by_heads(_read("البحار سالم الرفاعي ضحية الموج العالي.", _VICTIM))
    assert (claim.predicate, claim.object, claim.standing) == ("died", None, Standing.STATED)


@pytest.mark.usefixtures("learned_bar")
def test_learned_does_not_repeat_a_rule() -> None:
    text = "زار الوزير سامي الحكيم مدينة صور."
    reading = _read(text, _Seen("زار", "visited", "الوزير", "مدينة", "صور"))
    assert [claim.predicate for claim in reading.claims].count("visited") == 1
    assert _by_heads(reading) == []


@pytest.mark.usefixtures("learned_bar")
@pytest.mark.parametrize(("text", "seen", "told"), [
    ("رممت سلمى العطار سور الحديقة.", _Seen("رممت", "engaged_in", "سلمى", "رممت", "الحديقة"), "رممت سور الحديقة"),  # the subject among
    ("وقبل الفجر أبحرت سلمى العطار.", _Seen("أبحرت", "engaged_in", "سلمى", "أبحرت", "العطار"), "أبحرت"),  # and at the end
])  # fmt: skip
def test_learned_deed_is_told_without_its_subject(text: str, seen: _Seen, told: str) -> None:
    objects = [claim.object for claim in _read(text, seen).claims if claim.predicate == "engaged_in" and claim.object is not None]
    assert told in [item.value or item.text for item in objects]


@pytest.mark.usefixtures("learned_bar")
def test_learned_tells_of_what_a_sure_pointer_calls_so() -> None:
    seen = _Seen("بعيدة", "has_trait", "منارة", "بعيدة", "الشاطئ")
    assert _by_heads(_read("منارة قديمة بعيدة عن الشاطئ.", seen))


@pytest.mark.usefixtures("learned_bar")
@pytest.mark.parametrize("predicate", ["complicit_in", "accuses", "persecutes"])
def test_learned_charges_nobody(predicate: str) -> None:
    assert _by_heads(_read(_HARVEST, replace(_BEHIND, predicate=predicate))) == []


@pytest.mark.usefixtures("learned_bar")
def test_learned_standing_comes_from_the_tree() -> None:
    text = 'قالت المهندسة رنا الخوري إن "سلمى العطار وراء عودة القوارب إلى الميناء".'
    (claim,) = _by_heads(_read(text, _BEHIND))
    assert claim.standing is Standing.ATTRIBUTED
    assert claim.chain[-1].name is not None
    assert "الخوري" in claim.chain[-1].name


@pytest.mark.usefixtures("learned_bar")
def test_learned_keeps_a_negation() -> None:
    text = "ليست سلمى العطار وراء عودة القوارب إلى الميناء."
    assert [claim for claim in _by_heads(_read(text, _BEHIND)) if claim.axes.polarity is not Polarity.NEGATED] == []


@pytest.mark.usefixtures("learned_bar")
def test_learned_leaves_out_whom_nothing_names() -> None:
    assert _by_heads(_read("عودة القوارب إلى الميناء.", replace(_BEHIND, subject=""))) == []


_VICTIM = _Seen("ضحية", "died", "سالم", "", "")
_DEED = _Seen("يرمم", "engaged_in", "سلمى", "يرمم", "القوارب")


@pytest.mark.usefixtures("learned_bar")
@pytest.mark.parametrize(("text", "seen"), [
    ("سلمى العطار بعد عودة القوارب إلى الميناء.", replace(_BEHIND, predicate="engaged_in")),  # a verbal noun does not say that it was
    ("أمام سلمى العطار أن يرمم القوارب.", _DEED),  # nor does a verb under أن
    ("سلمى العطار لا أحد يرمم القوارب.", _DEED),  # a negator that may be meant for the verb
    ("لولا سلمى العطار يرمم القوارب.", _DEED),
    ("سلمى العطار أمام تهمة إحراق القوارب.", _Seen("تهمة", "has_trait", "سلمى", "تهمة", "القوارب")),
    ("البحار سالم الرفاعي لم يسقط أحد ضحية الموج العالي.", _VICTIM),  # without an object too
    ("البحار سالم الرفاعي، لا زميله، ضحية الموج العالي.", _VICTIM),
    ("أقسم البحار سالم الرفاعي ألا يكون أحد غير القارب ضحية الموج.", _VICTIM),
    ("قالت سلمى العطار إنها ترمم القوارب.", _Seen("ترمم", "engaged_in", "سلمى", "ترمم", "القوارب")),  # what she says of herself
    ("سلمى العطار رئيسة البلدية المكلفة.", _Seen("رئيسة", "holds_position", "سلمى", "رئيسة", "البلدية")),  # not yet
    ("سافرت سلمى العطار مع حارس المنارة نبيل قاسم.", _Seen("حارس", "holds_position", "سلمى", "حارس", "المنارة")),  # his title
])  # fmt: skip
def test_learned_does_not_tell_what_is_not_said(text: str, seen: _Seen) -> None:
    assert _by_heads(_read(text, seen)) == []


@pytest.mark.parametrize("text", ["زار الوزير سامي الحكيم مدينة صور. وقال إن الطريق مغلقة.", "الميناء مغلق منذ أسبوع."])
def test_learned_without_proposals_tells_nothing(text: str) -> None:
    assert _by_heads(_read(text)) == []


@pytest.mark.usefixtures("learned_bar")
@pytest.mark.parametrize(("text", "seen"), [
    ("قررت القاضية لرائد الكيلاني تأجيل الجلسة.", _Seen("القاضية", "occupation", "لرائد", "القاضية", "القاضية")),  # under a preposition
    ("سلم المندوب رسالة من داود مبارك إلى المجلس.", _Seen("المندوب", "holds_position", "داود", "المندوب", "المندوب")),  # of another
    ("بكى والد الطفلة سلمى العطار.", _Seen("والد", "holds_position", "سلمى", "والد", "الطفلة")),  # a relative is no office
    ("وصل المعروف باسم الصقر سالم الرفاعي.", _Seen("المعروف", "holds_position", "سالم", "المعروف", "الصقر")),  # what he is called
    ("جاءت محامية سلمى العطار.", _Seen("محامية", "occupation", "سلمى", "محامية", "محامية")),  # whose lawyer she is
])  # fmt: skip
def test_learned_title_of_another_is_not_told(text: str, seen: _Seen) -> None:
    assert _by_heads(_read(text, seen)) == []


@pytest.mark.usefixtures("learned_bar")
def test_learned_adjective_of_nationality_is_no_occupation() -> None:
    (claim,) = _by_heads(_read("قرب المنارة البرتغالي، سالم الرفاعي.", _Seen("البرتغالي", "occupation", "سالم", "البرتغالي", "البرتغالي")))
    assert (claim.predicate, claim.object and claim.object.value) == ("nationality", "البرتغال")


@pytest.mark.usefixtures("learned_bar")
@pytest.mark.parametrize("text", ["أوقف سالم الرفاعي للاشتباه في أنه صبغ القارب.", "أوقف سالم الرفاعي بتهمة أنه صبغ القارب."])
def test_learned_deed_under_suspicion_is_alleged(text: str) -> None:
    (claim,) = _by_heads(_read(text, _Seen("صبغ", "engaged_in", "سالم", "صبغ", "القارب")))
    assert claim.standing is Standing.ALLEGED


@pytest.mark.usefixtures("learned_bar")
def test_learned_deed_keeps_the_description_of_its_subject_out() -> None:
    text = "وعلى مهل وخلال الحفل صبغ المدير، الذي اختاره المجلس، أبواب المبنى."
    objects = [claim.object for claim in _by_heads(_read(text, _Seen("صبغ", "engaged_in", "المدير", "صبغ", "المبنى")))]
    assert [item.value for item in objects if item is not None] == ["صبغ أبواب المبنى"]
