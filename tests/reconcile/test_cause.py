"""Of what someone died. All names are invented."""

from typing import Any

import pytest

from tawthiq.model import Slot, Verdict

from .test_findings import only


def died(predicate: str, value: str | None) -> dict[str, Any]:
    return {"predicate": predicate, "value": value}


@pytest.mark.parametrize(("first", "second", "differ"), [
    (died("died", "سكتة قلبية"), died("killed_in", "إطلاق نار"), True),
    (died("died", "مرض السرطان"), died("died", "حادث سير"), True),
    (died("killed_in", "انفجار لغم"), died("killed_in", "غارة جوية"), True),
    (died("killed_in", "قصف جوي"), died("killed_in", "غارة جوية"), False),
    (died("died", "المستشفى"), died("killed_in", "إطلاق نار"), False),
    (died("died", "سكتة قلبية"), died("died", None), False),
])  # fmt: skip
def test_cause_of_death(first: dict[str, Any], second: dict[str, Any], *, differ: bool) -> None:
    found = only(dict(first), dict(second))
    assert found.verdict is (Verdict.DIFFER if differ else Verdict.AGREE)
    assert [item.slot for item in found.differences] == ([Slot.MANNER] if differ else [])
