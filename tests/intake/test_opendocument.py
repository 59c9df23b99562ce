"""ODT and ODP by their XML."""

import pytest

from tawthiq.intake import read_bytes
from tawthiq.model import Document
from tests.intake import containers, makers


def read(content: bytes, name: str = "a.odt") -> Document:
    ((document, _),) = read_bytes(content, name)
    return document


def test_opendocument_paragraphs_and_properties() -> None:
    meta = "<dc:title>جسر مرجان</dc:title><meta:initial-creator>سليم الخوري</meta:initial-creator>"
    document = read(containers.odt(containers.paragraphs(containers.ARTICLE), meta))
    assert document.text == containers.ARTICLE
    assert (document.format, document.title, document.author, document.losses) == ("odt", "جسر مرجان", "سليم الخوري", ())


@pytest.mark.parametrize(("body", "text"), [
    ("<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>", "a   b\tc\nd"),
    ("<text:p>قال <text:span>الناطق</text:span> إنه</text:p>", "قال الناطق إنه"),
    ("<text:h>عنوان</text:h><text:list><text:list-item><text:p>بند</text:p></text:list-item></text:list>", "عنوان\nبند"),
    ("<table:table><table:table-row><table:table-cell><text:p>أ</text:p></table:table-cell><table:table-cell><text:p>ب</text:p></table:table-cell></table:table-row></table:table>", "أ \tب"),
    ("<text:tracked-changes><text:changed-region><text:deletion><text:p>محذوف</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>باق</text:p>", "باق"),
])
def test_opendocument_elements(body: str, text: str) -> None:
    assert read(containers.odt(body)).text == text


def test_opendocument_notes_stand_behind_the_body() -> None:
    body = "<text:p>قبل<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>حاشية</text:p></text:note-body></text:note> وبعد</text:p>"
    document = read(containers.odt(body))
    assert [(part.kind, document.text[part.start : part.end]) for part in document.parts] == [("body", "قبل وبعد"), ("footnote", "حاشية")]


def test_opendocument_slides_are_parts() -> None:
    body = "".join(f"<draw:page><text:p>شريحة {number}</text:p></draw:page>" for number in (1, 2))
    document = read(containers.odt(body, kind="presentation"), "a.odp")
    assert [(part.kind, part.label) for part in document.parts] == [("slide", "1"), ("slide", "2")]


@pytest.mark.parametrize(("content", "code"), [
    (containers.odt("<text:p>x</text:p>")[:200], "T165"),
    (makers.rezip(containers.odt(""), {"content.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "T166"),
    (makers.rezip(containers.odt(""), {"content.xml": b"<x>"}), "T165"),
    (makers.rezip(containers.odt(""), {"META-INF/manifest.xml": b"<m><encryption-data/></m>"}), "T171"),
])
def test_opendocument_damage_is_refused_with_a_reason(content: bytes, code: str) -> None:
    document = read(content)
    assert (document.text, [loss.code for loss in document.losses]) == ("", [code])
