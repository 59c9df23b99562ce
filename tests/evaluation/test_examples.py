"""The examples that are built are built alike every time."""

from __future__ import annotations

import io
import runpy
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def builder() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / "build_examples.py"), run_name="build_examples")


def test_examples_mail_is_what_the_script_builds(builder: dict[str, Any]) -> None:
    assert builder["mail"]() == (ROOT / "examples" / "mail-shurufat.eml").read_bytes()


def test_examples_brief_is_what_the_script_builds(builder: dict[str, Any]) -> None:
    def entries(content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    assert entries(builder["brief"]()) == entries((ROOT / "examples" / "brief-sanabil.docx").read_bytes())


@pytest.mark.parametrize("name", ["profile-bab-alnahr.txt", "profile-qindil.txt"])
def test_examples_profiles_are_long(name: str) -> None:
    assert len((ROOT / "examples" / name).read_text(encoding="utf-8").split()) >= 350
