"""What the tests of the store share."""

from __future__ import annotations

import pytest

from tawthiq.store import originals


@pytest.fixture
def as_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every original is written as a file of its own, as large ones are."""
    monkeypatch.setattr(originals, "SMALL", 0)
