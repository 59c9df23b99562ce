"""What the server reads before it is asked."""

from __future__ import annotations

from pathlib import Path

from tawthiq.store.catalogue import Catalogues
from tawthiq.web.warming import read_ahead, spare_memory, warm_archive


def test_warming_reads_a_database_that_fits_into_the_memory(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    file.write_bytes(b"x" * 3_000_000)
    assert read_ahead(file, spare=6_000_000) == 3_000_000
    assert read_ahead(file, spare=5_000_000) == 0


def test_warming_knows_how_much_memory_is_to_spare() -> None:
    assert (spare_memory() > 1 << 20) == Path("/proc/meminfo").is_file()


def test_warming_leaves_the_catalogue_for_the_pages(example_archive: Path) -> None:
    catalogues = Catalogues(example_archive)
    warm_archive(example_archive, catalogues)
    assert catalogues._last is not None
