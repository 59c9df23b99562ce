"""Which part of a dossier a page shows."""

from __future__ import annotations

from tawthiq.views import model as view
from tawthiq.web.portions import shown


def line(number: int, section: str, verdict: str) -> view.Line:
    said = view.Statement(f"c-{number}", number % 7 + 1, "stated", "outlet", (), (), "", (), None, (), 1.0, ())
    return view.Line("holds_position", section, inverse=False, subject="", object="", verdict=verdict, low=1, high=1, statements=(said,))


def dossier(lines: tuple[view.Line, ...]) -> view.Dossier:
    sources = tuple(view.Source(number, f"d{number}", None, None, None, "") for number in range(1, 10))
    return view.Dossier("e-1", "Person", "سامر", (), lines, (), sources, 1, 1)


WHOLE = dossier((
    *(line(number, "offices", "agree") for number in range(30)), *(line(number, "life", "single_source") for number in range(100, 350)),
    line(900, "offices", "differ"),
))


def test_portions_show_a_few_lines_of_each_section() -> None:
    found = shown(WHOLE, None, None, 0)
    assert [(portion.name, len(portion.lines), portion.total) for portion in found.portions] == [
        ("differences", 1, 1), ("offices", 20, 30), ("life", 20, 250)
    ]
    assert (found.before, found.following) == (None, None)


def test_portions_pages_of_a_section_show_every_line_once() -> None:
    seen, start = [], 0
    while True:
        found = shown(WHOLE, None, "life", start)
        seen += [item.statements[0].claim for portion in found.portions for item in portion.lines]
        if found.following is None:
            break
        start = found.following
    assert seen == [f"c-{number}" for number in range(100, 350)]
    assert found.before == 100


def test_portions_one_verdict_shows_its_lines_only() -> None:
    for verdict in ("agree", "differ", "single_source"):
        found = shown(WHOLE, verdict, None, 0)
        assert {item.verdict for portion in found.portions for item in portion.lines} == {verdict}


def test_portions_sources_are_those_that_the_lines_cite() -> None:
    found = shown(WHOLE, "differ", None, 0)
    assert [source.number for source in found.sources] == [900 % 7 + 1]
    assert len(shown(WHOLE, None, "sources", 0).sources) == 9


def test_portions_unknown_words_of_the_address_ask_for_all() -> None:
    assert shown(WHOLE, "nonsense", "nonsense", 0) == shown(WHOLE, None, None, 0)


def test_portions_beyond_the_end_are_empty() -> None:
    found = shown(WHOLE, None, "life", 10_000)
    assert all(not portion.lines for portion in found.portions)
    assert found.following is None
