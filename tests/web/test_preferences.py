"""Month names, digits and Hijri days as the reader wants them."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tawthiq.web.writing import local
from tests.web.conftest import TOKEN

AR = {"accept-language": "ar"}


def choose(client: TestClient, **wanted: str) -> None:
    assert client.post("/settings", data={"token": TOKEN, "back": "/", **wanted}, follow_redirects=False).status_code == 303


def test_preferences_change_months_and_digits(client: TestClient) -> None:
    choose(client, months="levant", digits="arabic")
    page = client.get("/documents", headers=AR).text
    assert "نوفمبر" not in page
    assert any(month in page for month in ("كانون", "آذار", "تشرين", "حزيران", "أيلول", "شباط"))
    assert any(digit in page for digit in "١٢٣")


def test_preferences_hijri_days_stand_beside(client: TestClient) -> None:
    assert "هـ)" not in client.get("/documents", headers=AR).text
    choose(client, months="egypt", digits="latin", hijri="hijri")
    assert "هـ)" in client.get("/documents", headers=AR).text


def test_preferences_leave_the_words_of_texts_alone(client: TestClient) -> None:
    before = client.get("/documents.json").json()
    choose(client, months="maghreb", digits="arabic", hijri="hijri")
    assert client.get("/documents.json").json() == before


def test_preferences_nonsense_in_the_cookie_is_passed_over(client: TestClient) -> None:
    client.cookies.set("tawthiq-dates", "levant.nonsense.<script>")
    assert client.get("/settings").status_code == 200


@pytest.mark.parametrize(
    ("given", "back"),
    [("/entity/e-1?show=agree", "/entity/e-1?show=agree"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/"), (None, "/"),
     ("/\\elsewhere.example", "/"), ("javascript:alert(1)", "/"), ("settings", "/"), ("http://[", "/")],
)
def test_preferences_lead_back_to_a_page_of_ours_only(given: str | None, back: str) -> None:
    assert local(given) == back
