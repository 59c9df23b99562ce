"""What scripts/vendor fetched is what VENDORED.toml lists, and the pages ask for it only where it is."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tawthiq.web import app

ROOT = Path(__file__).parents[2]
PACKAGES: list[dict[str, Any]] = tomllib.loads(files("tawthiq.web").joinpath("VENDORED.toml").read_text("utf-8"))["package"]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_vendored_files_have_the_listed_hash(package: dict[str, Any]) -> None:
    for file in package["files"]:
        assert len(file["sha256"]) == 64
        path = ROOT / package["into"] / file["to"]
        assert not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"], path


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_vendored_packages_are_pinned_and_licensed(package: dict[str, Any]) -> None:
    assert package["version"].replace(".", "").isdigit()
    assert package["licence"] in {"OFL-1.1", "MIT", "0BSD", "MPL-2.0", "BSD-3-Clause"}


def test_vendored_fonts_are_asked_for_only_where_they_are(client: TestClient) -> None:
    asked = "/static/fonts.css" in client.get("/").text
    assert asked == app.has_fonts()


def test_vendored_fonts_of_the_stylesheet_are_all_listed() -> None:
    style = files("tawthiq.web").joinpath("static/fonts.css").read_text("utf-8")
    named = {part.partition('"')[0] for part in style.split('url("vendor/')[1:]}
    assert named == {file["to"] for package in PACKAGES for file in package["files"] if file["to"].endswith(".woff2")}
