"""Only this machine is answered, and only its own pages may write."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from tawthiq.web.guard import is_token, refusal

HERE = ("127.0.0.1:8765", "localhost:8765", "[::1]:8765", "localhost")
ELSEWHERE = ("archive.example:8765", "127.0.0.1.example", "", "192.0.2.7:8765", "[", "localhost.example")


@pytest.mark.parametrize("host", HERE)
def test_guard_this_machine_by_its_names_is_answered(host: str) -> None:
    assert refusal("GET", Headers({"host": host})) is None


@pytest.mark.parametrize("host", ELSEWHERE)
def test_guard_other_host_is_refused(host: str) -> None:
    refused = refusal("GET", Headers({"host": host}))
    assert refused is not None
    assert refused.status_code == 400


def test_guard_writing_from_another_page_is_refused() -> None:
    refused = refusal("POST", Headers({"host": "localhost:8765", "origin": "http://other.example"}))
    assert refused is not None
    assert refused.status_code == 403


def test_guard_writing_from_our_page_is_let_in() -> None:
    assert refusal("POST", Headers({"host": "localhost:8765", "origin": "http://localhost:8765"})) is None


def test_guard_every_answer_forbids_scripts_of_others(client: TestClient) -> None:
    for path in ("/", "/nothing-here", "/static/tawthiq.css"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_guard_token_is_compared_whole() -> None:
    assert is_token("abc", "abc")
    assert not is_token("ab", "abc")
    assert not is_token(None, "abc")
