"""Adding from the browser, with twenty readers beside it."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.datastructures import UploadFile
from starlette.testclient import TestClient

from tawthiq.store import Store
from tawthiq.web import create_app
from tawthiq.web.adding import inside, keep

TOKEN = "a-token-for-tests"  # noqa: S105 - of an archive made for the test
HERE = "http://127.0.0.1:8765"
NAMES = (
    ("خبر.txt", "خبر.txt"), ("press/2021/a.txt", "press/2021/a.txt"), ("../../etc/passwd", "etc/passwd"), ("C:\\docs\\b.pdf", "C:/docs/b.pdf"),
    ("", "file"), ("..", "file"), (".hidden", "hidden"), ("/abs/c.txt", "abs/c.txt"), ("a\0.txt", "a.txt"),
    ("س" * 200 + ".txt", "س" * 58 + ".txt"),
)


def client_of(archive: Path) -> TestClient:
    return TestClient(create_app(archive, TOKEN), base_url=HERE)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[TestClient]:
    """The pages of an empty archive."""
    archive = tmp_path / "archive.tawthiq"
    Store.open(archive).close()
    with client_of(archive) as client:
        yield client


def ended(client: TestClient, seconds: float = 120) -> dict[str, object]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        work: dict[str, object] = client.get("/add.json").json()
        if work["phase"] in {"done", "failed"}:
            return work
        time.sleep(0.1)
    raise AssertionError(work)


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_adding_names_from_the_browser_stay_inside(given: str, kept: str) -> None:
    assert inside(given).as_posix() == kept


def test_adding_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    keep(tmp_path, [UploadFile(io.BytesIO(b"one"), filename="a.txt"), UploadFile(io.BytesIO(b"two"), filename="a.txt")])
    assert sorted(path.read_bytes() for path in tmp_path.rglob("*.txt")) == [b"one", b"two"]


@pytest.mark.parametrize("path", ["/add", "/compare", "/settings"])
def test_adding_without_the_token_is_refused(fresh: TestClient, path: str) -> None:
    for given in ({}, {"token": "another"}):
        answer = fresh.post(path, data=given)
        assert answer.status_code == 403
        assert "T524" in answer.text


def test_adding_nothing_is_told(fresh: TestClient) -> None:
    assert "T511" in fresh.post("/add", data={"token": TOKEN}).text
    assert "T526" in fresh.post("/add", data={"token": TOKEN, "folder": "/nothing/is/here"}).text
    assert "T526" in fresh.post("/add", data={"token": TOKEN, "folder": "relative"}).text


@pytest.mark.parametrize("folder", ["~/" + "a/" * 4_000, "/" + "a" * 9_000, "~nobody-of-this-name/press", "/press\0/2021"])
def test_adding_a_path_that_can_be_none_is_told(fresh: TestClient, folder: str) -> None:
    answer = fresh.post("/add", data={"token": TOKEN, "folder": folder})
    assert answer.status_code == 400
    assert "T526" in answer.text
    assert len(answer.text) < 20_000


def test_adding_files_from_the_browser_makes_documents(fresh: TestClient) -> None:
    text = "قال وزير الموانئ سامر الحلواني إن الميناء سيفتح في آذار. وعُيّن الحلواني وزيراً عام 2019."
    told = json.dumps({"publisher": "جريدة الساحل", "published": "2021-03-04"})
    files = [("files", ("press/خبر.txt", text.encode(), "text/plain")), ("files", ("press/خبر.meta.json", told.encode(), "application/json")),
             ("files", ("press/bad.pdf", b"%PDF-1.4 broken", "application/pdf"))]
    answer = fresh.post("/add", data={"token": TOKEN}, files=files, follow_redirects=False)
    assert answer.status_code == 303
    work = ended(fresh)
    assert (work["phase"], work["read"], work["refused"]) == ("done", 1, 1)
    page = fresh.get("/add", headers={"accept-language": "en"}).text
    assert "bad.pdf" in page
    assert "جريدة الساحل" in fresh.get("/documents").text
    assert fresh.get("/search?q=الحلواني").text.count('class="hits"') == 1


def test_adding_a_second_time_while_the_first_runs_is_refused(fresh: TestClient, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال سامر الحلواني إن الميناء سيفتح.", "utf-8")
    given = {"token": TOKEN, "folder": str(tmp_path / "a.txt")}
    assert fresh.post("/add", data=given, follow_redirects=False).status_code == 303
    answer = fresh.post("/add", data=given, follow_redirects=False)
    assert answer.status_code == 409
    assert ended(fresh)["phase"] == "done"


def test_adding_goes_on_while_twenty_clients_read(tmp_path: Path) -> None:
    archive = tmp_path / "archive.tawthiq"
    Store.open(archive).close()
    folder = tmp_path / "press"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.txt").write_text(f"قال وزير الموانئ سامر الحلواني إن الرصيف رقم {number} سيفتح عام 2019.", "utf-8")
    with client_of(archive) as client:
        assert client.post("/add", data={"token": TOKEN, "folder": str(folder)}, follow_redirects=False).status_code == 303

        def read(reader: int) -> set[int]:
            own = TestClient(client.app, base_url=HERE)
            codes = set()
            while True:
                codes |= {own.get(path).status_code for path in ("/", "/search?q=الحلواني", "/entities", "/documents")}
                if own.get("/add.json").json()["phase"] in {"done", "failed"}:
                    return codes

        with ThreadPoolExecutor(20) as readers:
            codes = set().union(*readers.map(read, range(20)))
        assert codes == {200}
        work = ended(client)
        assert (work["phase"], work["read"]) == ("done", 120)
        assert client.get("/index.json").json()["documents"] == 120
