"""What people type, as the search understands it."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.errors import UsageError
from tawthiq.store.query import Clause, Kind, Query, expression, parse


def shape(query: Query) -> list[tuple[str, ...]]:
    """Each clause as its terms, with - before what must not be there."""
    return [tuple(("-" if clause.negated else "") + term.kind[0] + ":" + " ".join(term.tokens[0]) for term in clause.terms) for clause in query.clauses]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("والكاظمي", [("w:كاظمي",)]),
        ("وزير النفط", [("w:وزير",), ("w:نفط",)]),
        ('"وزير النفط" بغداد', [("p:وزير نفط",), ("w:بغداد",)]),
        ("«وزير النفط»", [("p:وزير نفط",)]),
        ("“وزير النفط”", [("p:وزير نفط",)]),
        ('"وزير النفط', [("p:وزير نفط",)]),
        ("نفط OR غاز بغداد", [("w:نفط", "w:غاز"), ("w:بغداد",)]),
        ("نفط | غاز", [("w:نفط", "w:غاز")]),
        ("نفط NOT غاز", [("w:نفط",), ("-w:غاز",)]),
        ("نفط -غاز", [("w:نفط",), ("-w:غاز",)]),
        ('نفط -"حقل غاز"', [("w:نفط",), ("-p:حقل غاز",)]),
        ("نفط AND غاز", [("w:نفط",), ("w:غاز",)]),
        ("كردست*", [("p:كردست",)]),
        ("نفط/غاز", [("p:نفط غاز",)]),
        ("OR نفط OR", [("w:نفط",)]),
        ("نفط ؟ !", [("w:نفط",)]),
    ],
)
def test_query_understands(typed: str, understood: list[tuple[str, ...]]) -> None:
    assert shape(parse(typed)) == understood


def test_query_knows_words_phrases_and_beginnings() -> None:
    assert [clause.terms[0].kind for clause in parse('نفط "حقل غاز" كرد*').clauses] == [Kind.WORD, Kind.PHRASE, Kind.PREFIX]


@pytest.mark.parametrize("typed", ["", "  ", "؟", '""', "-نفط", "NOT نفط", "OR", "*"])
def test_query_without_a_word_to_look_for_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="T422"):
        parse(typed)


def test_query_of_a_pasted_page_is_refused() -> None:
    with pytest.raises(UsageError, match="T423"):
        parse("نفط " * 40)


def test_query_tells_what_is_marked() -> None:
    assert [term.written for term in parse("نفط OR غاز -ماء").wanted] == ["نفط", "غاز"]


def test_query_negation_does_not_join_an_alternative() -> None:
    assert parse("نفط -ماء OR غاز").clauses[1] == Clause(parse("ماء").clauses[0].terms, negated=True)


@given(st.text(alphabet=st.sampled_from('اوالنفط "«»“”-*|()ORNOTAND:^+{}\'\\\x00a1'), max_size=30))
def test_query_is_never_an_error_of_syntax(typed: str) -> None:
    try:
        query = parse(typed)
    except UsageError:
        return
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE search USING fts5(word, other, tag, content='', tokenize='ascii')")
        assert connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (expression(query, ("p12",)),)).fetchall() == []
    connection.close()
