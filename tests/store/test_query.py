"""What people type, as the search understands it."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.errors import UsageError
from tawthiq.store.parsing import parse
from tawthiq.store.query import Kind, Query, expression


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
        ("(نفط OR غاز) بغداد", [("w:نفط", "w:غاز"), ("w:بغداد",)]),
        ("بغداد OR (نفط OR غاز)", [("w:بغداد", "w:نفط", "w:غاز")]),
        ("نفط NOT (غاز OR ماء)", [("w:نفط",), ("-w:غاز", "-w:ماء")]),
        ("نفط -(غاز)", [("w:نفط",), ("-w:غاز",)]),
        ("نفط AND NOT غاز", [("w:نفط",), ("-w:غاز",)]),
        ("(نفط غاز) بغداد", [("w:نفط",), ("w:غاز",), ("w:بغداد",)]),
        ("1) نفط (غاز", [("w:1",), ("w:نفط",), ("w:غاز",)]),
        ("نفط NEAR/2 غاز", [("n:نفط",)]),
        ("نفط ؟ !", [("w:نفط",)]),
    ],
)
def test_query_understands(typed: str, understood: list[tuple[str, ...]]) -> None:
    assert shape(parse(typed)) == understood


def test_query_knows_words_phrases_and_beginnings() -> None:
    assert [clause.terms[0].kind for clause in parse('نفط "حقل غاز" كرد*').clauses] == [Kind.WORD, Kind.PHRASE, Kind.PREFIX]


@pytest.mark.parametrize("typed", ["", "  ", "؟", '""', "-نفط", "NOT نفط", "NOT", "*", "()", "(-نفط)"])
def test_query_without_a_word_to_look_for_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="T422"):
        parse(typed)


@pytest.mark.parametrize(("typed", "code"), [
    ("OR", "T425"), ("OR نفط", "T425"), ("نفط OR", "T425"), ("نفط |", "T425"), ("نفط AND", "T425"), ("نفط NOT", "T425"), ("نفط NEAR/3", "T425"),
    ("NEAR نفط", "T425"), ("نفط OR OR غاز", "T425"), ("نفط OR AND غاز", "T425"), ("(نفط OR) غاز", "T425"), ("نفط (OR غاز)", "T425"),
    ("نفط OR NOT غاز", "T426"), ("نفط OR -غاز", "T426"), ("نفط -ماء OR غاز", "T426"), ("-نفط OR غاز", "T426"), ("نفط OR -(غاز)", "T426"),
    ("نفط NEAR/x غاز", "T427"), ('نفط NEAR "حقل غاز"', "T427"), ('"حقل غاز" NEAR نفط', "T427"), ("نفط OR غاز NEAR ماء", "T427"),
    ("نفط NEAR غا*", "T427"), ("نفط NEAR (غاز)", "T427"),
    ("ن*", "T428"), ("ن*ط", "T428"), ("*نفط", "T428"), ("نفط*غاز", "T428"), ("نفط/غا*", "T428"),
    ("(نفط غاز) OR ماء", "T429"), ("ماء OR (نفط غاز)", "T429"), ("ماء NOT (نفط غاز)", "T429"), ("ماء -(نفط -غاز)", "T429"),
])
def test_query_that_would_not_mean_what_it_says_is_taught(typed: str, code: str) -> None:
    with pytest.raises(UsageError, match=code):
        parse(typed)


def test_query_of_a_pasted_page_is_refused() -> None:
    with pytest.raises(UsageError, match="T423"):
        parse("نفط " * 40)


def test_query_tells_what_is_marked() -> None:
    assert [term.written for term in parse("نفط OR غاز -ماء").wanted] == ["نفط", "غاز"]


@given(st.text(alphabet=st.sampled_from('اوالنفط "«»“”-*|()ORNOTANDE/:^+{}\'\\\x00a1'), max_size=30))
def test_query_is_never_an_error_of_syntax(typed: str) -> None:
    try:
        query = parse(typed)
    except UsageError:
        return
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE search USING fts5(word, other, tag, content='', tokenize='ascii')")
        assert connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (expression(query, ("p12",)),)).fetchall() == []
    connection.close()
