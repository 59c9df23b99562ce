"""Every page and its JSON twin, on the examples' archive."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawthiq.web import create_app, pages

PATHS = (
    "/", "/search", "/search?q=المصنع", "/search?q=%22", "/entities?type=Person", "/entities?type=Organization", "/entities", "/documents",
    "/search?q=المصنع&facets=1", "/search?q=قال&in=claims", "/search?q=قال&in=quotations", "/search?q=قال&exact=1&standing=alleged",
    "/documents?losses=1", "/differences", "/differences?show=perhaps", "/documents?from=20", "/agreements", "/alone", "/alone?from=3", "/copies", "/copies?in=passages", "/search?q=قال&from=5",
)


def first(client: TestClient, path: str, pattern: str) -> str:
    found = re.search(pattern, client.get(path).text)
    assert found is not None
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pages_are_whole_in_both_languages(client: TestClient, path: str, lang: str) -> None:
    answer = client.get(path, headers={"accept-language": lang})
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text
    assert "</html>" in answer.text


def test_pages_overview_json_twin_has_the_same_numbers(client: TestClient) -> None:
    twin = client.get("/index.json").json()
    assert twin["documents"] > 0
    assert sum(number for _, number in twin["years"]) <= twin["documents"]


def test_pages_dossier_opens_from_the_overview(client: TestClient) -> None:
    path = first(client, "/", r'href="(/entity/[^"]+)"')
    assert client.get(path).status_code == 200
    assert client.get(f"{path}.json").json()["entity"] == path.rpartition("/")[2]


def test_pages_claim_of_a_dossier_shows_its_chain(client: TestClient) -> None:
    path = first(client, first(client, "/", r'href="(/entity/[^"]+)"'), r'href="(/claim/[^"]+)"')
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'class="isnad"' in answer.text


def test_pages_document_opens_at_the_evidence(client: TestClient) -> None:
    path = first(client, first(client, "/", r'href="(/entity/[^"]+)"'), r'href="(/document/[^"]+claim=[^"#]+)#')
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'class="chosen"' in answer.text


def test_pages_document_text_is_the_stored_text(client: TestClient) -> None:
    path = first(client, "/documents", r'href="(/document/[^"]+)"')
    twin = client.get(f"{path}.json").json()
    assert twin["paragraphs"]
    for paragraph in twin["paragraphs"]:
        assert all(a["start"] + len(a["text"]) == b["start"] for a, b in itertools.pairwise(paragraph))


@pytest.mark.parametrize("path", ["/nothing-here", "/entity/none", "/claim/none", "/document/none"])
def test_pages_what_is_not_there_is_told_in_both_languages(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert 'lang="ar" dir="rtl"' in answer.text
    assert 'lang="en" dir="ltr"' in answer.text


def test_pages_bad_day_is_told_and_not_an_error(client: TestClient) -> None:
    answer = client.get("/search?q=المصنع&since=yesterday", headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert "T421" in answer.text


def test_pages_question_is_escaped(client: TestClient) -> None:
    answer = client.get("/search", params={"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.text


def test_pages_search_shows_claims_and_quotations_beside_documents(client: TestClient) -> None:
    found = client.get("/search.json?q=الياسري").json()
    assert found["documents"]["hits"]
    assert found["said"]["claims"]
    assert all("ياسري" in "".join(part["exact"] for part in row["statement"]["evidence"]) for row in found["said"]["claims"])


def test_pages_search_is_narrowed_by_whom_documents_name(client: TestClient) -> None:
    more = client.get("/search.json?q=الوزراء&facets=1").json()
    entity, _, count = more["more"]["people"][0]
    narrowed = client.get(f"/search.json?q=الوزراء&entity={entity}").json()
    assert narrowed["documents"]["total"] == count


def test_pages_search_for_quotations_gives_quotations_alone(client: TestClient) -> None:
    found = client.get("/search.json?q=قال&in=quotations").json()
    assert found["documents"] is None
    assert found["said"]["claims"] == []


def test_pages_overview_leads_to_what_one_source_alone_says(client: TestClient) -> None:
    assert 'href="/alone"' in client.get("/").text
    rows = client.get("/alone.json").json()
    assert rows[0]["claims"]
    assert client.get(first(client, "/alone", r'href="(/entity/[^"]+show=single_source)"')).status_code == 200


def test_pages_search_for_claims_goes_on_behind_the_documents_looked_through(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get("/search.json?q=الكاظمي&in=claims").json()["said"]["claims"]
    monkeypatch.setattr(pages, "_LOOKED_THROUGH", 1)
    found, start = [], 0
    while start is not None:
        page = client.get(f"/search.json?q=الكاظمي&in=claims&from={start}").json()
        assert page["before"] == (0 if start else None)
        found += page["said"]["claims"]
        start = page["following"]
    assert [row["statement"]["claim"] for row in found[: len(whole)]] == [row["statement"]["claim"] for row in whole]


def test_pages_search_for_claims_tells_that_there_may_be_more(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_LOOKED_THROUGH", 1)
    answer = client.get("/search?q=في&in=claims", headers={"accept-language": "en"})
    assert "the next page goes on from there" in answer.text


def test_pages_search_goes_on_where_it_ended(client: TestClient) -> None:
    opening = client.get("/search.json?q=الكاظمي").json()
    assert opening["before"] is None
    rest = client.get(f"/search.json?q=الكاظمي&from={opening['following']}").json()
    assert (rest["before"], rest["following"]) == (0, None)
    assert rest["entities"] == []
    pages = [page["documents"] for page in (opening, rest)]
    assert sum(len(page["hits"]) + page["folded"] for page in pages) == pages[0]["total"]
    assert f'href="/search?q=%D8%A7%D9%84%D9%83%D8%A7%D8%B8%D9%85%D9%8A&amp;from={opening["following"]}"' in client.get("/search?q=الكاظمي").text


def test_pages_search_folds_copies_under_the_first_of_them(client: TestClient) -> None:
    found = client.get("/search.json?q=الكاظمي").json()["documents"]
    shown = [hit["document"] for hit in found["hits"]]
    copies = [copy["document"] for hit in found["hits"] for copy in hit["copies"]]
    assert found["folded"] > 0
    assert not set(shown) & set(copies)


def test_pages_copies_lead_with_the_text_that_most_printed(client: TestClient) -> None:
    groups = client.get("/copies.json").json()["groups"]
    sizes = [len(group["copies"]) for group in groups]
    assert sizes == sorted(sizes, reverse=True)
    assert all(copy["start"] is None for group in groups for copy in group["copies"])
    document = groups[0]["copies"][0]["document"]
    own = client.get(f"/copies.json?document={document}").json()
    assert own["document"]["document"] == document
    assert groups[0]["group"] in {group["group"] for group in own["groups"]}


def test_pages_relations_with_one_kind(client: TestClient) -> None:
    path = first(client, "/", r'href="(/entity/[^"]+)"')
    every = client.get(f"{path}.json").json()
    for kind in {item["type"] for item in every["neighbours"]}:
        page = client.get(f"{path}.json?kind={kind}").json()
        assert page["neighbours"] == [item for item in every["neighbours"] if item["type"] == kind]
        assert page["others"] == len(page["neighbours"])
        assert client.get(f"{path}.json?kind={kind}&since=1900").json()["neighbours"] != []


def test_pages_in_the_other_language_are_the_same_place(client: TestClient) -> None:
    page = client.get("/documents?from=5&lang=ar").text
    assert 'href="/documents?from=5&amp;lang=en"' in page
    assert 'href="/documents.json?from=5"' in page


def test_pages_claim_that_is_no_plain_statement_says_so_in_its_headings(client: TestClient) -> None:
    found = re.findall(r'href="(/claim/[^"#?]+)"', client.get("/search?q=مقتل&in=claims&standing=alleged").text)
    assert found
    page = client.get(found[0], headers={"accept-language": "en"}).text
    assert re.search(r"<title>\[(alleged|denied)", page)
    assert re.search(r"<h1>.*<span class=\"standing (alleged|denied)", page)


def test_pages_claim_shows_the_words_of_what_is_said_of_it(client: TestClient) -> None:
    claims = re.findall(r'href="(/claim/[^"#?]+)"', client.get("/search?q=مقتل&in=claims&standing=alleged").text)
    linked = [client.get(f"{path}.json").json() for path in claims]
    some = [twin for twin in linked if twin["acts"] or twin["about"]]
    assert some
    assert all(len(twin["linked"]) == len(twin["acts"]) + bool(twin["about"]) for twin in some)


def test_pages_differences_lead_to_whom_they_are_about(client: TestClient) -> None:
    page = client.get("/differences").text
    path = re.search(r'<h2>.*?<a href="(/entity/[^"]+)"', page)
    assert path is not None
    assert client.get(path[1]).status_code == 200


def test_pages_differences_that_may_be_none_have_a_list_of_their_own(client: TestClient) -> None:
    twins = {show: client.get(f"/differences.json?show={show}").json() for show in ("differ", "perhaps")}
    assert {show: {row["verdict"] for row in twin} for show, twin in twins.items()} == {"differ": {"differ"}, "perhaps": {"perhaps"}}
    page = client.get("/differences?show=perhaps", headers={"accept-language": "en"}).text
    assert "both can be so, or one of them was misread" in page
    assert '<li class="perhaps">' in page
    assert "both can be so" not in client.get("/differences", headers={"accept-language": "en"}).text


def test_pages_documents_of_an_outlet_say_whose_they_are(client: TestClient) -> None:
    outlet = client.get("/index.json").json()["publishers"][0][0]
    heading = re.search(r"<h1>(.*?)</h1>", client.get("/documents", params={"publisher": outlet}).text)
    assert heading is not None
    assert outlet in heading[1]


def test_pages_search_by_a_name_in_another_script_offers_the_name(client: TestClient) -> None:
    page = client.get("/search?q=Kadhimi", headers={"accept-language": "en"}).text
    assert "Search for the names that were found" in page


def test_pages_warm_lists_are_those_that_are_shown(example_archive: Path) -> None:
    app = create_app(example_archive, "none")
    pages.warm_lists(app)
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        kept = app.state.lists.get("overview", lambda: None)
        assert client.get("/index.json").json()["documents"] == kept.documents
