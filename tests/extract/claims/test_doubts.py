"""Ways of finding a subject or speaker that ask for a surer reading."""

from __future__ import annotations

import pytest

from tawthiq.extract import read
from tawthiq.extract.claims import confidence, find
from tawthiq.extract.claims.confidence import DOUBT_BARS, told
from tawthiq.extract.claims.doubts import (
    CHARGE,
    CIRCUMSTANCE,
    ELSEWHERE,
    HEAD_OF_TEXT,
    NAMED_MATTER,
    NOUN_IN_SPEECH,
    RELATIVE,
    SHARED,
)
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.model import Axes, Document, Origin

CASES = (
    ("قال الملازم هادي الكرمي إن الخلاف بين حزب النهضة وحزب الشعب أضر بالبلاد.", NOUN_IN_SPEECH, True),
    ("قال الملازم هادي الكرمي: «الخلاف بين حزب النهضة وحزب الشعب أضر بالبلاد».", NOUN_IN_SPEECH, False),
    ("الخلاف بين حزب النهضة وحزب الشعب قديم.", NOUN_IN_SPEECH, False),
    ("أعلن هادي الكرمي أن العمال أضربوا.", NAMED_MATTER, True),
    ("قال هادي الكرمي إن العمال أضربوا.", NAMED_MATTER, False),
    ("كرمت البلدية الرسام هادي الكرمي، الذي عاش في صفد.", RELATIVE, True),
    ("عاش الرسام هادي الكرمي في صفد.", RELATIVE, False),
    ("زار الرسام هادي الكرمي صفد وعاش في يافا.", SHARED, True),
    ("حوكم الصراف هادي الكرمي بتهمة التزوير.", CHARGE, True),
)


@pytest.fixture
def signs(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The signs of all drafts read while the test runs."""
    seen: set[str] = set()

    def noted(scene: Scene, draft: Draft, axes: Axes) -> float:
        seen.update(draft.signs)
        return confidence.confidence(scene, draft, axes)

    monkeypatch.setattr(find, "confidence", noted)
    return seen


@pytest.mark.parametrize(("text", "doubt", "seen"), CASES)
def test_doubts_are_seen_where_the_way_is_weak(text: str, doubt: str, seen: bool, signs: set[str]) -> None:  # noqa: FBT001
    read(Document("0" * 64, text, Origin("t.txt"), publisher="قناة طيف", published="2021-03-01"))
    assert (doubt in signs) is seen, signs


@pytest.mark.parametrize("doubt", sorted(DOUBT_BARS))
def test_doubts_raise_the_bar_of_a_claim(doubt: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confidence, "DOUBT_BARS", DOUBT_BARS)
    bar = DOUBT_BARS[doubt]
    assert told("verbal.visited", "visited", bar - 0.01, (), "stated")
    assert not told("verbal.visited", "visited", bar - 0.01, (doubt,), "stated")
    assert told("verbal.visited", "visited", bar + 0.01, (doubt,), "stated")
    assert told("verbal.visited", "visited", bar - 0.01, (doubt,), "conditional")


def test_doubts_have_a_bar_each() -> None:
    assert set(DOUBT_BARS) == {CHARGE, CIRCUMSTANCE, ELSEWHERE, HEAD_OF_TEXT, NAMED_MATTER, NOUN_IN_SPEECH, RELATIVE, SHARED}
