"""MSG: bodies in three forms, attachments, messages in messages."""

import struct

import pytest

from tawthiq.intake import read_bytes
from tawthiq.intake.outlook import unpacked
from tests.intake import containers, makers

PACKED = b"".join([  # the example of MS-OXRTFCP 3.1.1
    bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3206865"
                  "6c090020627705b06c647d0a800fa0"),
])


def test_outlook_message_with_sender_date_and_attachment() -> None:
    attached: containers.Tree = {"__substg1.0_3707001F": "بيان.txt".encode("utf-16-le"), "__substg1.0_37010102": b"text"}
    content = containers.msg({"__attach_version1.0_#00000000": attached})
    first, second = (document for document, _ in read_bytes(content, "a.msg"))
    assert first.text == makers.ARTICLE
    assert (first.title, first.publisher, first.published) == ("بيان حول جسر مرجان", "ليث الحمداني", "2024-03-05T11:30:00+00:00")
    assert (second.origin.path, second.text.rstrip("\0")) == ("a.msg/بيان.txt", "text")


def test_outlook_body_as_page_where_there_is_no_plain_one() -> None:
    content = containers.msg({"__substg1.0_10130102": "<html><meta charset=utf-8><p>متن الرسالة</p></html>".encode()}, body="")
    ((document, _),) = read_bytes(content, "a.msg")
    assert document.text == "متن الرسالة"


def test_outlook_message_in_a_message_is_a_part() -> None:
    inner: containers.Tree = {
        "__properties_version1.0": bytes(24), "__substg1.0_1000001F": "الرسالة الأصلية".encode("utf-16-le"),
        "__substg1.0_0C1A001F": "هالة".encode("utf-16-le"),
    }
    content = containers.msg({"__attach_version1.0_#00000000": {"__substg1.0_3701000D": inner}})
    ((document, _),) = read_bytes(content, "a.msg")
    assert [part.kind for part in document.parts] == ["body", "message"]
    assert "الرسالة الأصلية" in document.text


def test_outlook_packed_body_is_unpacked_as_the_specification_says() -> None:
    assert unpacked(PACKED, 1_000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


@pytest.mark.parametrize("content", [b"", b"\0" * 20, struct.pack("<IIII", 20, 1 << 30, 0x75465A4C, 0) + b"\xff" * 40, PACKED[:30]])
def test_outlook_damaged_packing_ends(content: bytes) -> None:
    assert len(unpacked(content, 10_000)) <= 10_000 + 200


def test_outlook_damaged_file_is_refused() -> None:
    ((document, _),) = read_bytes(containers.msg()[:3_000], "a.msg")
    assert document.text == ""
    assert document.losses
