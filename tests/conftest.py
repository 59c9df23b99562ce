"""What several rooms' tests need: an archive of the examples, and the command line as a function."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner, Result

from tawthiq.archive import Archive
from tawthiq.cli import main

# Speed is measured in benchmarks/, never by a test: the first use of a lexicon may take longer than any deadline.
hypothesis.settings.register_profile("tawthiq", deadline=None)
hypothesis.settings.load_profile("tawthiq")

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def example_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive to which the examples were added."""
    folder = tmp_path_factory.mktemp("examples") / "archive.tawthiq"
    with Archive(folder) as archive:
        archive.add(EXAMPLES, workers=0)
    return folder


@pytest.fixture
def run(example_archive: Path) -> Run:
    """``run("dossier", name)`` calls the command on the examples' archive, in English unless ``lang`` says otherwise."""

    def call(*arguments: str, lang: str = "en", archive: Path = example_archive) -> Result:
        return CliRunner().invoke(main, ["--archive", str(archive), "--lang", lang, *arguments], catch_exceptions=False)

    return call
