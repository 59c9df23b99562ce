"""What the rules read, apart from how sure of it the program must be."""

from __future__ import annotations

import pytest

from tawthiq.extract.claims import confidence


@pytest.fixture
def no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims of any confidence are shown under their predicate."""
    monkeypatch.setattr(confidence, "BAR", 0.0)


@pytest.fixture(autouse=True)
def bars_of_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower bars than in the program: these tables ask what rules read in single sentences, and not how sure they are there."""
    monkeypatch.setattr(confidence, "BAR", 0.35)
    monkeypatch.setattr(confidence, "RULE_BAR", 0.0)
    monkeypatch.setattr(confidence, "DOUBT_BARS", {})
