"""Lists for a second look."""

from __future__ import annotations

from training.annotation.check import doubts
from training.annotation.labels import Labels, Mention, Role, Said
from training.annotation.missed import missed

TEXT = "قال وزير النقل سالم الراشد أمس إن الجسر آمن. وأكد الراشد ذلك يوم الأحد."


def _mention(words: str, kind: str, key: str, form: str = "name") -> Mention:
    start = TEXT.index(words)
    return Mention(start, start + len(words), kind, form, key)


def _labels(*mentions: Mention, said: tuple[Said, ...] = ()) -> Labels:
    roles = tuple(Role(m.start, m.end, m.entity, "reference") for m in mentions if m.type == "Role")
    return Labels(1, "x", "0", "A", 1, tuple(sorted(mentions)), roles, said)


def test_check_a_title_beside_a_name_with_another_holder_is_doubtful() -> None:
    title, name = _mention("وزير النقل", "Role", "e1", "nominal"), _mention("سالم الراشد", "Person", "e2")
    assert any("side by side" in doubt for doubt in doubts(_labels(title, name), TEXT))
    assert not list(doubts(_labels(_mention("وزير النقل", "Role", "e2", "nominal"), name), TEXT))


def test_check_a_name_within_a_name_of_its_type_is_doubtful() -> None:
    found = list(doubts(_labels(_mention("سالم الراشد", "Person", "e1"), _mention("الراشد", "Person", "e1")), TEXT))
    assert found == ["Person in Person: سالم الراشد / الراشد"]


def test_check_a_source_needs_a_speaker() -> None:
    said = Said((0, 3), (4, 26), ((34, 43),), "indirect", None)
    assert [doubt for doubt in doubts(_labels(said=(said,)), TEXT) if doubt.startswith("source without speaker: قال")]


def test_missed_names_cues_roles_and_dates_outside_labels_are_listed() -> None:
    found = [line.split()[0] for line in missed(_labels(_mention("سالم الراشد", "Person", "e1")), TEXT, ["الراشد"])]
    assert sorted(found) == ["cue", "cue", "date", "date", "name", "role"]
