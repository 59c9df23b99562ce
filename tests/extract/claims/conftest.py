"""What the rules read, apart from how sure of it the program must be."""

from __future__ import annotations

import pytest

from tawthiq.extract.claims import confidence


@pytest.fixture
def no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims of any confidence are shown under their predicate."""
    monkeypatch.setattr(confidence, "BAR", 0.0)
