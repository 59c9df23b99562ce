"""What every store must do, whatever it stands on: one contract, run on the store that is there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.errors import NotFoundError, StoreError, UsageError
from tawthiq.model import DateMention, Decision, EntityType, Judgement, Loss, Span, Standing, Verdict, document_id
from tawthiq.store import (
    Added,
    ClaimFilter,
    DocumentFilter,
    EntityFilter,
    FindingFilter,
    Outcome,
    QuotationFilter,
    Store,
)
from tests.store.samples import NOW, OTHER, TEXT, document, empty, full, reconciliation


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.tawthiq"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as found:
        yield found


@pytest.fixture
def filled(store: Store) -> Store:
    """Two documents, compared."""
    first, content = document()
    second, other = document(OTHER, path="b.txt", published="2022-03", publisher="وكالة المرافئ")
    store.add(first, content, full(first), NOW)
    store.add(second, other, empty(second), NOW)
    store.save_reconciliation(reconciliation(full(first), second))
    return store


def everything(path: Path) -> list[str]:
    """The whole database as text, to see whether anything changed."""
    with sqlite3.connect(path / "store.db") as connection:
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
        return [f"{name} {row}" for (name,) in listed.fetchall() for row in connection.execute(f"SELECT * FROM {name}")]


# Adding


def test_store_gives_back_what_was_added(store: Store) -> None:
    found, content = document(title="تعيين")
    assert store.add(found, content, full(found), NOW) == Added(found.id, Outcome.NEW)
    assert store.document(found.id) == found
    assert store.text(found.id) == TEXT
    assert store.reading(found.id) == full(found)
    assert store.original(found.id) == content


def test_store_keeps_everything_when_closed(path: Path) -> None:
    found, content = document()
    with Store.open(path) as store:
        store.add(found, content, full(found), NOW)
    with Store.open(path, create=False, readonly=True) as again:
        assert list(again.all_documents()) == [found]
        assert list(again.all_readings()) == [full(found)]


def test_store_changes_nothing_when_the_same_is_added_again(path: Path) -> None:
    found, content = document()
    with Store.open(path) as store:
        store.add(found, content, full(found), NOW)
    before = everything(path)
    with Store.open(path) as store:
        assert store.add(found, content, full(found), "2030-01-01T00:00:00Z").outcome is Outcome.ALREADY
    assert everything(path) == before


def test_store_lets_other_bytes_at_the_same_place_replace(store: Store) -> None:
    first, content = document()
    second, other = document(OTHER)
    store.add(first, content, empty(first), NOW)
    assert store.add(second, other, empty(second), NOW) == Added(second.id, Outcome.REPLACES, first.id)
    assert store.document(second.id).replaces == first.id
    assert {row.document.id: row.replaced_by for row in store.documents()} == {first.id: second.id, second.id: None}
    assert [row.document.id for row in store.documents(DocumentFilter(current=True))] == [second.id]


def test_store_takes_back_a_replacement_when_the_old_bytes_return(store: Store) -> None:
    first, content = document()
    second, other = document(OTHER)
    for found, data in ((first, content), (second, other), (first, content)):
        store.add(found, data, empty(found), NOW)
    assert {row.document.id: row.replaced_by for row in store.documents()} == {first.id: None, second.id: first.id}


def test_store_does_not_replace_what_stands_elsewhere_too(store: Store) -> None:
    first, content = document()
    second, other = document(OTHER)
    store.add(first, content, empty(first), NOW, place="one")
    store.add(first, content, empty(first), NOW, place="two")
    assert store.add(second, other, empty(second), NOW, place="one").replaces == first.id
    assert {row.document.id for row in store.documents(DocumentFilter(current=True))} == {first.id, second.id}


def test_store_refuses_bytes_that_are_not_the_documents(store: Store) -> None:
    found, _ = document()
    with pytest.raises(StoreError, match="T412"):
        store.add(found, b"other", empty(found), NOW)
    assert store.counts().documents == 0


def test_store_refuses_words_that_do_not_stand_in_the_text(store: Store) -> None:
    found, content = document()
    wrong = replace(empty(found), dates=(DateMention(Span(0, 4, "2018"), "2018"),))
    with pytest.raises(StoreError, match="T412"):
        store.add(found, content, wrong, NOW)
    assert not store.has(found.id)


def _stopped(store: Store) -> None:
    first, content = document()
    second, other = document(OTHER, path="b.txt")
    with store.batch():
        store.add(first, content, full(first), NOW)
        store.add(second, other, empty(second), NOW)
        raise KeyboardInterrupt


def test_store_undoes_a_whole_batch(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        _stopped(store)
    assert store.counts().documents == 0
    assert list(store.verify()) == []


@pytest.mark.usefixtures("as_files")
def test_store_keeps_the_files_of_a_batch_undone(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        _stopped(store)
    assert [mismatch.code for mismatch in store.verify()] == ["T436", "T436"]  # the originals wait for the next adding


def test_store_undoes_one_document_of_a_batch(store: Store) -> None:
    first, content = document()
    second, _ = document(OTHER, path="b.txt")
    with store.batch():
        store.add(first, content, full(first), NOW)
        with pytest.raises(StoreError):
            store.add(second, b"wrong", empty(second), NOW)
    assert [row.document.id for row in store.documents()] == [first.id]


def test_store_keeps_texts_with_anything_in_them(store: Store) -> None:
    text = "a\x00b \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") + " \x1b[31m '; DROP TABLE claim; -- \u202e"
    found, content = document(text, path="x/../y'\udce9.txt", publisher='"', title="\x00")
    store.add(found, content, empty(found), NOW)
    assert store.document(found.id) == found
    assert list(store.verify()) == []


def test_store_puts_a_newer_reading_in_place_of_the_old(filled: Store) -> None:
    found, _ = document()
    filled.replace_reading(replace(full(found, "test-2"), published="2020-01-01", claims=()))
    assert filled.reading(found.id).reader == "test-2"
    assert list(filled.outdated("test-2")) == [document(OTHER)[0].id]
    assert [hit.document for hit in filled.search("الهاني").hits] == [document(OTHER)[0].id, found.id]
    assert filled.search("وزيراً").total == 1
    assert [mismatch.code for mismatch in filled.verify()] == ["T435", "T435"]  # the findings of the old claims, until compared again


def test_store_tells_whether_it_was_compared(filled: Store) -> None:
    assert filled.settled
    found, content = document("خبر", path="c.txt")
    filled.add(found, content, empty(found), NOW)
    assert not filled.settled


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("crowded") / "archive.tawthiq") as found:
        yield found


@given(text=st.text(min_size=1, max_size=300), data=st.data())
@settings(deadline=None, max_examples=60)
def test_store_keeps_every_span_of_any_text(crowded: Store, text: str, data: st.DataObject) -> None:
    found, content = document(text)
    starts = data.draw(st.lists(st.integers(0, len(text) - 1), max_size=5))
    spans = [Span.of(text, start, data.draw(st.integers(start + 1, len(text)))) for start in starts]
    crowded.add(found, content, empty(found), NOW)
    wanted = replace(empty(found), dates=tuple(DateMention(item, "2021") for item in spans))
    crowded.replace_reading(wanted)
    assert crowded.reading(found.id) == wanted
    assert crowded.document(found.id).text == text


def test_store_is_sound_after_any_text(crowded: Store) -> None:
    """Runs after the test above, on what it left."""
    assert list(crowded.verify()) == []


# Losses and counts


def test_store_counts_documents_by_what_could_be_read(store: Store) -> None:
    loss = Loss("T102", "page 2", "no text layer")
    for text, path in (("نص", "a"), ("", "b")):
        found, content = document(text, path=path, losses=(loss,))
        store.add(found, content, empty(found), NOW)
    counts = store.counts()
    assert (counts.documents, counts.partial, counts.unreadable, counts.losses) == (2, 1, 1, 2)
    assert [(row.path, row.code, row.where, row.detail) for row in store.losses()] == [
        ("a", "T102", "page 2", "no text layer"), ("b", "T102", "page 2", "no text layer")]


def test_store_forgets_the_loss_of_a_file_that_can_be_read_now(store: Store) -> None:
    store.add_loss("a.txt", Loss("T101", "a.txt"), NOW)
    store.add_loss("a.txt", Loss("T101", "a.txt"), NOW)
    assert [row.document for row in store.losses()] == [None]
    found, content = document()
    store.add(found, content, empty(found), NOW)
    assert list(store.losses()) == []


# Lists


@pytest.mark.parametrize(
    ("wanted", "paths"),
    [
        (DocumentFilter(), ["b.txt", "a.txt", "c.txt"]),
        (DocumentFilter(since="2022"), ["b.txt"]),
        (DocumentFilter(until="2021"), ["a.txt"]),
        (DocumentFilter(since="2021-11-08", until="2022-03-01"), ["b.txt", "a.txt"]),
        (DocumentFilter(publisher="وكالة المرافئ"), ["b.txt"]),
        (DocumentFilter(limit=1, offset=1), ["a.txt"]),
        (DocumentFilter(status="unreadable"), []),
    ],
)
def test_store_lists_documents(filled: Store, wanted: DocumentFilter, paths: list[str]) -> None:
    found, content = document("بلا تاريخ", path="c.txt", published=None)
    filled.add(found, content, empty(found), NOW)
    assert [row.document.origin.path for row in filled.documents(wanted)] == paths


@pytest.mark.parametrize(
    ("wanted", "predicates"),
    [
        (ClaimFilter(), ["holds_office", "builds"]),
        (ClaimFilter(subject="E-e1"), ["holds_office", "builds"]),
        (ClaimFilter(subject="E-e2"), []),
        (ClaimFilter(object="E-e2"), ["holds_office"]),
        (ClaimFilter(about="E-e2"), ["holds_office"]),
        (ClaimFilter(predicate="builds"), ["builds"]),
        (ClaimFilter(standing=Standing.ATTRIBUTED), ["builds"]),
        (ClaimFilter(publisher="وكالة المرافئ"), []),
        (ClaimFilter(since="2019-06", until="2020"), ["holds_office"]),
        (ClaimFilter(until="2018"), []),
        (ClaimFilter(limit=1, offset=1), ["builds"]),
    ],
)
def test_store_finds_claims(filled: Store, wanted: ClaimFilter, predicates: list[str]) -> None:
    assert [found.claim.predicate for found in filled.claims(wanted)] == predicates


def test_store_tells_who_a_claim_is_about(filled: Store) -> None:
    found = next(filled.claims(ClaimFilter(predicate="holds_office")))
    assert (found.subject, found.object) == ("E-e1", "E-e2")
    assert filled.claim(found.claim.id) == found


def test_store_finds_quotations(filled: Store) -> None:
    for wanted in (QuotationFilter(speaker="E-e1"), QuotationFilter(form="direct"), QuotationFilter(since="2021", until="2021")):
        assert [(found.quotation.id, found.document, found.speaker) for found in filled.quotations(wanted)] == [
            ("q1", document()[0].id, "E-e1")]
    assert list(filled.quotations(QuotationFilter(speaker="E-e3"))) == []


def test_store_lists_entities_by_how_often_they_are_named(filled: Store) -> None:
    found = [(row.id, row.type, row.documents, row.claims) for row in filled.entities()]
    assert found == [("E-e1", "Person", 1, 2), ("E-e2", "Position", 1, 1), ("E-e3", "Place", 1, 0)]
    assert [row.name for row in filled.entities(EntityFilter(type=EntityType.PLACE))] == ["دير البحر"]
    assert filled.entity("E-e1").name == "سالم الهاني"


@pytest.mark.parametrize("name", ["سالم الهاني", "والهاني", "هاني", "سَالِم", "لسالم هاني", "الهاني سالم"])
def test_store_finds_entities_in_any_spelling(filled: Store, name: str) -> None:
    assert [row.id for row in filled.find_entities(name)] == ["E-e1"]


@pytest.mark.parametrize("name", ["", "؟", "ماجد", "سالم ماجد", "' OR 1=1"])
def test_store_finds_no_entity_of_another_name(filled: Store, name: str) -> None:
    assert filled.find_entities(name) == []


def test_store_finds_entities_by_keys_that_others_make(path: Path) -> None:
    found, content = document()

    def skeleton(name: str) -> list[str]:
        return ["s-lm-hn"] if name in {"سالم الهاني", "Salem al-Hani"} else []

    with Store.open(path, name_keys=skeleton) as store:
        store.add(found, content, full(found), NOW)
        store.save_reconciliation(reconciliation(full(found), found))
        assert [row.id for row in store.find_entities("Salem al-Hani")] == ["E-e1"]


# Across documents


def test_store_gives_back_a_reconciliation(filled: Store) -> None:
    first, second = document()[0], document(OTHER)[0]
    wanted = reconciliation(full(first), second)
    assert tuple(filled.identities()) == wanted.identities
    assert tuple(filled.copies()) == wanted.copies
    assert tuple(filled.copies(second.id)) == wanted.copies
    assert tuple(filled.findings()) == wanted.findings


def test_store_finds_findings(filled: Store) -> None:
    claims = {found.claim.predicate: found.claim.id for found in filled.claims()}
    for wanted, ids in [
        (FindingFilter(subject="E-e1"), ["f1", "f2"]), (FindingFilter(about="E-e2"), ["f1"]), (FindingFilter(verdict=Verdict.AGREE), ["f2"]),
        (FindingFilter(claim=claims["builds"]), ["f2"]), (FindingFilter(predicate="none"), []),
    ]:
        assert [finding.id for finding in filled.findings(wanted)] == ids


def test_store_replaces_a_reconciliation_and_keeps_judgements(filled: Store) -> None:
    judgement = Judgement("j1", "E-e1", "E-e2", Decision.NOT_SAME, "سعاد", NOW, "ليسا واحداً")
    filled.judge(judgement)
    first = document()[0]
    filled.save_reconciliation(replace(reconciliation(full(first), first), copies=(), findings=()))
    assert list(filled.findings()) == []
    assert list(filled.judgements("E-e2")) == [judgement]


def test_store_keeps_a_judgement_that_was_taken_back(store: Store) -> None:
    judgement = Judgement("j1", "c-1", None, Decision.REJECT, "سعاد", NOW)
    store.judge(judgement)
    store.judge(replace(judgement, undone="2022-01-01"))
    assert list(store.judgements()) == []
    assert [found.undone for found in store.judgements(undone=True)] == ["2022-01-01"]


# Opening


def test_store_that_is_not_there_is_said_so(path: Path) -> None:
    with pytest.raises(StoreError, match="T401"):
        Store.open(path, create=False)
    assert not path.exists()


def test_store_does_not_settle_in_a_folder_of_others(path: Path) -> None:
    path.mkdir()
    (path / "photos.zip").write_bytes(b"")
    with pytest.raises(StoreError, match="T408"):
        Store.open(path)
    assert [file.name for file in path.iterdir()] == ["photos.zip"]


def test_store_of_a_newer_program_is_left_alone(path: Path) -> None:
    Store.open(path).close()
    (path / "format.json").write_text(json.dumps({"format": 999}))
    for readonly in (False, True):
        with pytest.raises(StoreError, match="T402"):
            Store.open(path, readonly=readonly)


def test_store_that_is_no_database_is_said_so(path: Path) -> None:
    path.mkdir()
    (path / "store.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="T404"):
        Store.open(path)


def test_store_open_for_reading_cannot_be_written(filled: Store, path: Path) -> None:
    found, content = document("آخر", path="c.txt")
    with Store.open(path, readonly=True) as reader:
        with pytest.raises(StoreError, match="T409"):
            reader.add(found, content, empty(found), NOW)
        assert list(reader.verify()) == []
    assert not filled.has(found.id)


def test_store_open_for_reading_sees_what_is_written_beside_it(filled: Store, path: Path) -> None:
    found, content = document("خبر جديد", path="c.txt")
    with Store.open(path, readonly=True) as reader:
        with filled.batch():
            filled.add(found, content, empty(found), NOW)
            assert not reader.has(found.id)
            assert reader.search("خبر").total == 0
        assert reader.has(found.id)
        assert reader.search("خبر").total == 1


def test_store_on_a_medium_that_cannot_be_written_can_be_read(filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled.close()
    monkeypatch.setattr("os.access", lambda *_: False)
    with Store.open(path, readonly=True) as reader:
        assert reader.counts().documents == 2
    assert sorted(file.name for file in path.iterdir()) == ["blobs", "format.json", "store.db"]


@pytest.mark.parametrize("question", [lambda store: store.document("0" * 64), lambda store: store.entity("E"), lambda store: store.claim("c")])
def test_store_says_what_it_does_not_have(store: Store, question: object) -> None:
    assert callable(question)
    with pytest.raises(NotFoundError):
        question(store)


def test_store_says_that_a_bound_is_no_date(store: Store) -> None:
    with pytest.raises(UsageError, match="T421"):
        list(store.documents(DocumentFilter(since="yesterday")))


@pytest.mark.usefixtures("as_files")
def test_store_names_originals_by_their_content(filled: Store, path: Path) -> None:
    files = {file.name: file.read_bytes() for file in (path / "blobs").glob("*/*/*")}
    assert {document_id(content) for content in files.values()} == set(files)
    assert len(files) == filled.counts().documents
