"""Tables and exports: an article a row."""

import io
import json
import zipfile

import pytest

from tawthiq.intake import Limits, read_bytes
from tests.intake import containers, makers

LINES = makers.ARTICLE.split("\n")
HEADS = ["العنوان", "النص", "التاريخ", "المصدر", "الرابط"]
ROWS = [[f"خبر {number}", line, "2024-03-05", "صدى النهر", f"https://sada.example/{number}"] for number, line in enumerate(LINES)]


def csv_of(separator: str = ",") -> str:
    return "\n".join(separator.join(f'"{cell}"' for cell in row) for row in [HEADS, *ROWS])


def jsonl(names: list[str]) -> bytes:
    return "\n".join(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in ROWS).encode()


@pytest.mark.parametrize(("content", "name", "first"), [
    (csv_of().encode(), "a.csv", "a.csv/2"), (csv_of(";").encode("utf-16"), "a.csv", "a.csv/2"), (csv_of("\t").encode("cp1256"), "a.tsv", "a.tsv/2"),
    (containers.xlsx([HEADS, *ROWS]), "a.xlsx", "a.xlsx/مقالات/2"), (jsonl(HEADS), "a.jsonl", "a.jsonl/1"),
    (jsonl(["title", "content", "publish_date", "source_name", "link"]), "a.ndjson", "a.ndjson/1"),
    (json.dumps({"articles": [dict(zip(HEADS, row, strict=True)) for row in ROWS]}).encode(), "a.json", "a.json/1"),
])
def test_tables_rows_are_documents(content: bytes, name: str, first: str) -> None:
    found = [document for document, _ in read_bytes(content, name)]
    assert [document.losses for document in found] == [(), (), ()]
    assert found[0].origin.path == first
    assert [document.text for document in found] == [f"خبر {number}\n\n{line}" for number, line in enumerate(LINES)]
    document = found[1]
    assert (document.title, document.published, document.publisher, document.origin.url) == ("خبر 1", "2024-03-05", "صدى النهر", "https://sada.example/1")


def test_tables_row_keeps_all_its_columns_in_its_bytes() -> None:
    content = "id,text,عدد\n7,قال الناطق,٣\n".encode()
    ((_, kept),) = read_bytes(content, "a.csv")
    assert json.loads(kept) == {"id": "7", "text": "قال الناطق", "عدد": "٣"}


def test_tables_markup_in_a_column_is_read_as_on_a_page() -> None:
    ((document, _),) = read_bytes(b'{"text": "<p>one</p><p>two &amp; three</p>"}', "a.jsonl")
    assert document.text == "one\ntwo & three"


def test_tables_without_a_column_of_texts_are_one_document() -> None:
    ((document, _),) = read_bytes("الاسم,العمر\nهالة,40\nليث,50\n".encode(), "a.csv")
    assert document.text == "الاسم\tالعمر\nهالة\t40\nليث\t50"
    assert [loss.code for loss in document.losses] == ["T135"]


def test_tables_rows_that_cannot_be_read_are_counted() -> None:
    found = [document for document, _ in read_bytes(b'{"text": "a"}\n{"text": \n{"text": ""}\n', "a.jsonl")]
    assert [(loss.code, loss.where) for loss in found[-1].losses] == [("T136", "2"), ("T137", "3")]


@pytest.mark.parametrize("content", [b'{"a": 1}', b"[1, 2]", b"{", b"nonsense", b"[" * 100_000])
def test_tables_other_structures_are_refused(content: bytes) -> None:
    found = [document for document, _ in read_bytes(content, "a.json")]
    assert [loss.code for document in found for loss in document.losses] == ["T133"]


def test_tables_stop_at_their_limits() -> None:
    found = read_bytes(csv_of().encode(), "a.csv", Limits(records=2))
    assert [loss.code for document, _ in found for loss in document.losses] == ["T194"]
    ods = containers.odt("<table:table table:name='x'>" + "<table:table-row table:number-rows-repeated='99999999'><table:table-cell table:number-columns-repeated='16384'><text:p>س</text:p></table:table-cell></table:table-row></table:table>", kind="spreadsheet")
    ((document, _),) = read_bytes(ods, "a.ods", Limits(cells=5_000))
    assert {loss.code for loss in document.losses} == {"T135", "T138"}


def test_tables_of_opendocument() -> None:
    rows = "".join("<table:table-row>" + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row) + "</table:table-row>" for row in [HEADS, *ROWS])
    found = read_bytes(containers.odt(f"<table:table table:name='أ'>{rows}</table:table>", kind="spreadsheet"), "a.ods")
    assert [document.origin.path for document, _ in found] == ["a.ods/أ/2", "a.ods/أ/3", "a.ods/أ/4"]


def test_tables_sheet_is_read_beyond_what_it_says_of_its_size() -> None:
    book = containers.xlsx([["title", "text"], *([f"خبر {n}", f"{makers.ARTICLE} {n}"] for n in range(5))])
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    lying = makers.rezip(book, {"xl/worksheets/sheet1.xml": sheet.replace('ref="A1:B6"', 'ref="A1:B2"').encode()})
    assert lying != book
    assert len(read_bytes(lying, "a.xlsx")) == 5


@pytest.mark.parametrize(("written", "day"), [
    (1709640000, "2024-03-05T12:00:00+00:00"), ("1709640000", "2024-03-05T12:00:00+00:00"), (1709640000000, "2024-03-05T12:00:00+00:00"),
    ("20240305", "2024-03-05"), ("20241399", None), (5, None),
])
def test_tables_days_as_programs_write_them(written: object, day: str | None) -> None:
    ((document, _),) = read_bytes(json.dumps({"text": LINES[0], "pub_dt": written}).encode(), "a.jsonl")
    assert document.published == day


def test_tables_longest_prose_is_the_text_where_no_name_tells_of_one() -> None:
    prose = "فاض النهر على الحقول القريبة من السوق القديم " * 4
    lines = [{"k": 1, "hint": "عنوان قصير", "blob": f"{prose} {number}", "title": prose * 2} for number in range(2)]
    content = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    found = [document for document, _ in read_bytes(content, "a.jsonl")]
    assert [document.text.endswith(f"{prose} {number}") for number, document in enumerate(found)] == [True, True]


def test_tables_lines_without_prose_are_counted() -> None:
    found = [document for document, _ in read_bytes(b'{"k": 1, "blob": "short words"}', "a.jsonl")]
    assert [loss.code for document in found for loss in document.losses] == ["T137"]


@pytest.mark.parametrize("inside", ["rendered", "ar", "#text"])
def test_tables_values_inside_objects_are_found(inside: str) -> None:
    content = json.dumps([{"title": {inside: "عنوان"}, "content": {inside: f"<p>{LINES[0]}</p>", "protected": False}, "date": "2024-03-05"}])
    ((document, _),) = read_bytes(content.encode(), "a.json")
    assert (document.text, document.title) == (f"عنوان\n\n{LINES[0]}", "عنوان")


@pytest.mark.parametrize(("cell", "lost"), [
    ("<f>1+1</f>", ["T143"]), ("<f>1+1</f><v/>", ["T143"]), ("<f>1+1</f><v></v>", ["T143"]), ("<f>1+1</f><v>2</v>", []), ("<v>2</v>", []),
])
def test_tables_formulas_that_nobody_computed_are_told(cell: str, lost: list[str]) -> None:
    whole = containers.xlsx([["text", "number"], ["فاض النهر", "7"]])
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        name = next(name for name in packed.namelist() if name.startswith("xl/worksheets/"))
        changed = packed.read(name).decode().replace("</sheetData>", f'<row r="9"><c r="A9"><v>3</v></c><c r="B9">{cell}</c></row></sheetData>')
    found = [document for document, _ in read_bytes(makers.rezip(whole, {name: changed.encode()}), "a.xlsx")]
    assert [loss.code for document in found for loss in document.losses] == lost
