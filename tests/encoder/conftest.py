"""The shipped model, loaded once."""

from __future__ import annotations

import pytest

from tawthiq import encoder
from tawthiq.encoder.model import OnnxTagger


@pytest.fixture(scope="session")
def tagger() -> OnnxTagger:
    """Names, trees and proposals by the weights of this build."""
    found = encoder.load()
    assert isinstance(found, OnnxTagger)
    return found
