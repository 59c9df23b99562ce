"""What is taken away from the pages."""

from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from tawthiq.model import document_id


def path_of(client: TestClient, page: str, kind: str) -> str:
    found = re.search(rf'href="(/{kind}/[^"?#]+)', client.get(page).text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("path", ["/documents.csv", "/entities.csv?type=Person", "/differences.csv", "/search.csv?q=قال", "/agreements.csv", "/alone.csv",
                                  "/search.csv?q=الكاظمي&in=claims", "/search.csv?q=الكاظمي&in=quotations", "/copies.csv", "/index.csv",
                                  "/decisions.csv", "/documents.csv?losses=1"])
def test_downloads_lists_are_tables(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1 or path.startswith(("/differences", "/decisions", "/documents.csv?losses"))


def test_downloads_differences_are_those_of_the_page(client: TestClient) -> None:
    for show in ("differ", "perhaps"):
        rows = csv.DictReader(io.StringIO(client.get(f"/differences.csv?show={show}").text.removeprefix("\ufeff")))
        told = {claim["statement"]["claim"] for row in client.get(f"/differences.json?show={show}").json() for side in row["claims"] for claim in side}
        assert {row["claim"] for row in rows} == told


def test_downloads_dossier_has_every_claim(client: TestClient) -> None:
    path = path_of(client, "/", "entity")
    rows = list(csv.DictReader(io.StringIO(client.get(f"{path}.csv").text.removeprefix("\ufeff"))))
    page = client.get(f"{path}.json").json()
    shown = {said["claim"] for portion in page["portions"] for line in portion["lines"] for said in line["statements"]}
    assert shown <= {row["claim"] for row in rows}
    assert len(rows) >= page["lines"]


def table(client: TestClient, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).text.removeprefix("\ufeff"))))


def test_downloads_part_of_a_dossier_has_the_lines_of_that_part(client: TestClient) -> None:
    path = path_of(client, "/", "entity")
    whole = {row["claim"] for row in table(client, f"{path}.csv")}
    for question in ("show=agree", "section=offices", "section=life&show=single_source"):
        page = client.get(f"{path}.json?{question}").json()
        shown = {said["claim"] for portion in page["portions"] for line in portion["lines"] for said in line["statements"]}
        part = {row["claim"] for row in table(client, f"{path}.csv?{question}")}
        assert shown <= part < whole
    said = table(client, f"{path}.csv?section=said")
    assert len(said) == client.get(f"{path}.json?section=said").json()["quotations"][0]["total"]


def test_downloads_claim_stands_beside_those_that_findings_set_there(client: TestClient) -> None:
    entity = path_of(client, "/", "entity")
    path = path_of(client, f"{entity}?show=agree", "claim")
    page = client.get(f"{path}.json").json()
    beside = [voice["row"]["statement"]["claim"] for voice in (page["voice"], *page["beside"])]
    assert [row["claim"] for row in table(client, f"{path}.csv")] == beside


def test_downloads_static_copy_needs_nothing_else(client: TestClient) -> None:
    answer = client.get(f"{path_of(client, '/', 'entity')}.html")
    assert "attachment" in answer.headers["content-disposition"]
    assert "<script" not in answer.text
    assert "/static/" not in answer.text


def test_downloads_original_is_the_file_that_was_added(client: TestClient) -> None:
    path = path_of(client, "/documents", "document")
    answer = client.get(f"{path}/original")
    assert document_id(answer.content) == path.removeprefix("/document/")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/entity/none.csv", "/entity/none.html", "/document/none.csv", "/document/none/original"])
def test_downloads_of_what_is_not_there_are_told(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
