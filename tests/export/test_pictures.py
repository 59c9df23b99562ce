"""Pictures of a dossier: everything at its place, nothing surer than its texts, and deaf to what documents try."""

from dataclasses import replace

import pytest

from tawthiq.export.html import dossier_page
from tawthiq.export.pictures import axis, ring
from tawthiq.views.model import Bond, Moment, Neighbour
from tests.export.test_html import _parsed
from tests.views.sample import HOSTILE, dossier


def moment(first: str | None, last: str | None, *, marks: tuple[str, ...] = (), words: str = "وزير النقل") -> Moment:
    return Moment(0, "at", first or last or "", first, last, "holds_position", False, "سامي", words, "single_source", marks, ("c-1",))  # noqa: FBT003


def neighbour(key: str, *standings: str, name: str = "بلدة الصنوبر") -> Neighbour:
    return Neighbour(key, "Place", name, (Bond("visited", False, standings or ("stated",), ("c-1",), 1),))  # noqa: FBT003


MOMENTS = (moment("2001-01-01", "2001-12-31"), moment("2005-03-04", "2005-03-04"), moment(None, "2009-01-01"), moment("2010-01-01", None))


@pytest.mark.parametrize("from_right", [True, False])
def test_pictures_time_runs_as_the_page_is_read(*, from_right: bool) -> None:
    found = axis(MOMENTS, from_right=from_right)
    assert found is not None
    places = [bar.x for bar in found.bars[:2]] + [found.bars[3].x]
    assert places == sorted(places, reverse=from_right)
    assert [bar.fades for bar in found.bars] == [False, False, True, True]
    assert all(bar.x >= 0 and bar.x + bar.width <= found.width for bar in found.bars)


def test_pictures_one_moment_is_no_timeline() -> None:
    assert axis(MOMENTS[:1], from_right=True) is None


def test_pictures_what_does_not_fit_is_counted() -> None:
    long, wide = axis(MOMENTS * 30, from_right=True), ring("سامي", [neighbour(str(number)) for number in range(40)])
    assert long is not None
    assert wide is not None
    assert (len(long.bars) + long.left_out, len(wide.spokes) + wide.left_out) == (120, 40)


def test_pictures_ring_shows_the_surest_bond_and_what_is_less() -> None:
    doubtful = Neighbour("e", "Person", "هاني", (Bond("complicit_in", False, ("alleged",), ("c",), 3), Bond("met", False, ("stated",), ("d",), 1)))  # noqa: FBT003
    found = ring("سامي", [doubtful, neighbour("f", "denied")])
    assert found is not None
    assert [(spoke.bond.predicate, spoke.bond.sure) for spoke in found.spokes] == [("met", True), ("visited", False)]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pictures_in_the_page_are_drawn_and_marked(lang: str) -> None:
    told = (*MOMENTS, moment("2011-01-01", "2011-01-02", marks=("alleged",), words=HOSTILE))
    page = dossier_page(replace(dossier(), timeline=told, neighbours=(neighbour("a", "denied", name=HOSTILE), neighbour("b"))), lang)
    checker = _parsed(page)
    assert checker.stack == []
    tags = [tag for tag, _ in checker.tags]
    assert [tags.count(name) for name in ("svg", "rect", "circle", "path")] == [2, 5, 1, 2]
    assert not {"script", "img", "image", "foreignobject", "a"} & set(tags[tags.index("svg") : len(tags) - tags[::-1].index("svg")])
    assert "\u202e" not in page
    assert 'class="bond unsure"' in page
    assert "single_source unsure" in page
