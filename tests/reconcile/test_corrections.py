from __future__ import annotations

from dataclasses import replace

import pytest

from tawthiq.model import Claim, Decision, HopRole, Judgement, SourceKind, Standing, Voice
from tawthiq.reconcile.corrections import applied, axes_of, corrected, corrector, current_values

from .builder import Page, speaker
from .test_findings import NAME


def claim(*, sourced: bool = True) -> Claim:
    page = Page("d1", f"قال بستاني إن {NAME} باع مشتلاً في جبيل.")
    page.entity(NAME)
    page.claim(NAME, "engaged_in", "بيع مشتل", chain=(speaker("بستاني"),) if sourced else ())
    return page.claims[0]


def judgement(**values: str) -> Judgement:
    return Judgement("j1", "d1-0", None, Decision.CORRECT, "رنا", "2022-04-01", values=tuple(values.items()))


def test_corrections_speaker_takes_the_place_of_the_speaker_alone() -> None:
    found = applied(claim(), {"speaker": "جار المشتل"})
    assert [(hop.role, hop.name) for hop in found.chain[1:]] == [(HopRole.SPEAKER, "جار المشتل")]
    assert found.standing is claim().standing


def test_corrections_chain_tells_roles_and_who_has_no_name() -> None:
    found = applied(claim(), {"chain": "agency:وكالة الجرد\nspeaker/anonymous:مصدر محلي"})
    assert [(hop.role, hop.name, hop.kind) for hop in found.chain[1:]] == [
        (HopRole.AGENCY, "وكالة الجرد", SourceKind.NAMED), (HopRole.SPEAKER, "مصدر محلي", SourceKind.ANONYMOUS),
    ]


def test_corrections_speaker_of_what_the_outlet_said_makes_it_his_word() -> None:
    assert applied(claim(sourced=False), {"speaker": "جار المشتل"}).axes.voice is Voice.ATTRIBUTED


def test_corrections_denial_with_a_new_speaker_is_not_the_outlets() -> None:
    found = applied(claim(sourced=False), {"speaker": "جار المشتل", "standing": "denied"})
    assert (found.standing, found.axes.voice) == (Standing.DENIED, Voice.ATTRIBUTED)


def test_corrections_outlets_own_word_needs_its_standing() -> None:
    with pytest.raises(ValueError, match="standing"):
        applied(claim(), {"speaker": "-"})
    assert applied(claim(), {"speaker": "-", "standing": "stated"}).standing is Standing.STATED


@pytest.mark.parametrize(("text", "times"), [
    ("at 2019-05-03", [("at", "2019-05-03")]), ("2019", [("at", "2019")]),
    ("start 2018\nend 2020-03", [("start", "2018"), ("end", "2020-03")]), ("-", []),
])
def test_corrections_times_are_relations_and_dates(text: str, times: list[tuple[str, str]]) -> None:
    assert [(time.relation.value, time.value) for time in applied(claim(), {"time": text}).time] == times


@pytest.mark.parametrize(("field", "text"), [
    ("time", "at الربيع"), ("time", "near 2019"), ("chain", "publisher:الندى"), ("chain", "uncle:سالم"), ("predicate", "sang"),
    ("standing", "true"), ("subject", "-"), ("standing", "alleged"),
])
def test_corrections_text_that_is_no_value_names_its_field(field: str, text: str) -> None:
    with pytest.raises(ValueError, match=field):
        applied(claim(sourced=False), {field: text})


def test_corrections_wrong_values_of_a_file_leave_the_claim_as_it_was_read() -> None:
    found = corrected(claim(), judgement(predicate="sang"))
    assert replace(found, made_by=()) == replace(claim(), made_by=())


def test_corrections_keep_words_and_id_and_name_who_corrected() -> None:
    found = corrected(claim(), judgement(object="بيع شتول"))
    assert (found.id, found.evidence, corrector(found.made_by)) == (claim().id, claim().evidence, "رنا")


def test_corrections_values_of_today_change_nothing() -> None:
    found = applied(claim(), {key: text for key, text in current_values(claim()).items() if text})
    assert (found.axes, [hop.name for hop in found.chain], found.time) == (claim().axes, [hop.name for hop in claim().chain], claim().time)


@pytest.mark.parametrize("standing", list(Standing))
def test_corrections_standing_is_the_one_asked_for(standing: Standing) -> None:
    assert axes_of(claim().axes, standing, sourced=True).standing is standing
