"""A page of a dossier shows what the whole dossier has, a part at a time."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tawthiq.model import Decision
from tawthiq.store import EntityFilter, EntityRow, Store
from tawthiq.views.decisions import By, on_claim
from tawthiq.views.dossier import dossier_of
from tawthiq.views.page import SAID_AT_MOST, Asked, DossierPage, dossier_page

_SECTIONS = ("differences", "offices", "life", "relations", "events", "speech", "character", "other")


@pytest.fixture
def store(example_archive: Path) -> Iterator[Store]:
    with Store.open(example_archive, create=False, readonly=True) as found:
        yield found


def subjects(store: Store) -> list[EntityRow]:
    """The entities most is said of."""
    return sorted(store.entities(EntityFilter(kind="named")), key=lambda row: (-row.claims, row.id))[:12]


def every_page(store: Store, row: EntityRow, asked: Asked) -> Iterator[DossierPage]:
    """All pages of a section."""
    found = dossier_page(store, row, asked)
    yield found
    while found.following is not None:
        found = dossier_page(store, row, replace(asked, start=found.following))
        yield found


def test_page_sections_have_every_line_of_the_dossier_once(store: Store) -> None:
    for row in subjects(store):
        pages = [page for section in _SECTIONS for page in every_page(store, row, Asked(section=section))]
        shown = [line for page in pages for portion in page.portions for line in portion.lines]
        whole = {line.finding or line.statements[0].claim: len(line.statements) for line in dossier_of(store, row).lines}
        assert {line.finding or line.statements[0].claim: line.told for line in shown} == whole
        assert len(shown) == len(whole)
        assert max(len(line.statements) for line in shown) <= SAID_AT_MOST


def test_page_numbers_are_those_of_the_dossier(store: Store) -> None:
    for row in subjects(store):
        whole, page = dossier_of(store, row), dossier_page(store, row, Asked())
        assert (page.lines, page.counts) == (len(whole.lines), dict(Counter(line.verdict for line in whole.lines)))
        assert (page.documents, page.low, page.high) == (len(whole.sources), whole.low, whole.high)
        assert page.others == len(whole.neighbours)
        assert {item.entity for item in page.neighbours} <= {item.entity for item in whole.neighbours}


def test_page_lines_of_an_only_section_say_the_same_as_the_dossier(store: Store) -> None:
    for row in subjects(store):
        whole = {line.finding or line.statements[0].claim: line for line in dossier_of(store, row).lines}
        for portion in dossier_page(store, row, Asked()).portions:
            for line in portion.lines:
                other = whole[line.finding or line.statements[0].claim]
                told, marks = (line.predicate, line.object, line.verdict), set(line.marks)
                assert (told, marks) == ((other.predicate, other.object, other.verdict), set(other.marks))


def test_page_one_verdict_shows_its_lines_only(store: Store) -> None:
    for verdict in ("agree", "differ", "single_source"):
        for row in subjects(store):
            page = dossier_page(store, row, Asked(verdict=verdict))
            assert {line.verdict for portion in page.portions for line in portion.lines} <= {verdict}
            assert sum(portion.total for portion in page.portions) == page.counts.get(verdict, 0)


def test_page_sources_are_those_that_the_lines_cite(store: Store) -> None:
    for row in subjects(store):
        page = dossier_page(store, row, Asked())
        cited = {said.source for portion in page.portions for line in portion.lines for said in line.statements}
        cited |= {item.source for part in page.quotations for item in part.quotations}
        assert {source.number for source in page.sources} == cited


def test_page_of_sources_lists_each_once(store: Store) -> None:
    for row in subjects(store):
        pages = every_page(store, row, Asked(section="sources"))
        listed = [source.document for page in pages for source in page.sources]
        assert sorted(listed) == sorted(source.document for source in dossier_of(store, row).sources)


def test_page_unknown_words_of_the_address_ask_for_all(store: Store) -> None:
    row = subjects(store)[0]
    assert dossier_page(store, row, Asked("nonsense", "nonsense")) == dossier_page(store, row, Asked())


def test_page_beyond_the_end_is_empty(store: Store) -> None:
    page = dossier_page(store, subjects(store)[0], Asked(section="events", start=10_000))
    assert not [line for portion in page.portions for line in portion.lines]
    assert page.following is None


def test_page_relations_of_some_years_are_fewer(store: Store) -> None:
    row = max(subjects(store), key=lambda row: dossier_page(store, row, Asked()).others)
    known = dossier_page(store, row, Asked()).others
    assert 0 < dossier_page(store, row, Asked(since="1000", until="2999")).others <= known
    assert dossier_page(store, row, Asked(since="1000", until="1001")).others == 0


def test_page_drops_what_people_reject_at_once_and_counts_it(example_archive: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive.tawthiq"
    shutil.copytree(example_archive, archive)
    with Store.open(archive) as store:
        row = subjects(store)[0]
        before = dossier_page(store, row, Asked())
        claim = before.portions[0].lines[0].statements[0].claim
        store.judge(on_claim(store.claim(claim).claim, Decision.REJECT, (), By("test", "2024-01-01T00:00:00+00:00")))
        after = dossier_page(store, row, Asked())
    assert claim not in {said.claim for portion in after.portions for line in portion.lines for said in line.statements}
    assert after.rejected == before.rejected + 1
