"""The language of a page."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tawthiq.web.speaking import preferred

HEADERS = (
    ("ar", "ar"), ("en-GB,en;q=0.9", "en"), ("fr, ar;q=0.4, en;q=0.8", "en"), ("ar-LB, en;q=0.5", "ar"), ("", "ar"), ("fr", "ar"),
    ("en;q=0, ar;q=0.1", "ar"), ("en;q=nonsense", "ar"), ("EN", "en"),
)


@pytest.mark.parametrize(("header", "lang"), HEADERS)
def test_speaking_browser_preference_by_weight(header: str, lang: str) -> None:
    assert preferred(header) == lang


def test_speaking_choice_in_the_address_is_remembered(client: TestClient) -> None:
    assert 'dir="ltr"' in client.get("/?lang=en", headers={"accept-language": "ar"}).text
    assert '<html lang="en" dir="ltr">' in client.get("/", headers={"accept-language": "ar"}).text


def test_speaking_arabic_pages_run_from_the_right(client: TestClient) -> None:
    assert '<html lang="ar" dir="rtl">' in client.get("/", headers={"accept-language": "ar"}).text
