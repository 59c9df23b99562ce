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


@pytest.mark.parametrize("path", ["/documents.csv", "/entities.csv?type=Person", "/differences.csv", "/search.csv?q=قال"])
def test_downloads_lists_are_tables(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1 or "differences" in path


def test_downloads_dossier_has_every_claim(client: TestClient) -> None:
    path = path_of(client, "/", "entity")
    rows = list(csv.DictReader(io.StringIO(client.get(f"{path}.csv").text.removeprefix("\ufeff"))))
    page = client.get(f"{path}.json").json()
    shown = {said["claim"] for portion in page["portions"] for line in portion["lines"] for said in line["statements"]}
    assert shown <= {row["claim"] for row in rows}
    assert len(rows) >= page["lines"]


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
