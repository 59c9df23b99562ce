"""The pages of the examples' archive, asked for without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawthiq.web import create_app

TOKEN = "a-token-for-tests"  # noqa: S105 - of an archive made for the test


@pytest.fixture
def client(example_archive: Path) -> TestClient:
    """A browser without JavaScript on this machine."""
    return TestClient(create_app(example_archive, TOKEN), base_url="http://127.0.0.1:8765", raise_server_exceptions=False)
