"""MBOX: each message a document."""

from tawthiq.intake import Limits, read_bytes
from tests.intake import makers


def box(*messages: bytes) -> bytes:
    return b"".join(b"From x@y.example Tue Mar  5 14:30:00 2024\n" + message + b"\n" for message in messages)


def test_mailbox_messages_with_their_attachments() -> None:
    content = box(makers.mail(("a.txt", b"attached")), makers.mail(text="ثانية\n>From here\n"))
    found = read_bytes(content, "box")
    assert [document.origin.path for document, _ in found] == ["box/00001.eml", "box/00001.eml/a.txt", "box/00002.eml"]
    assert found[0][0].publisher == "ليث الحمداني"
    assert "ثانية" in found[2][0].text


def test_mailbox_word_from_inside_a_message_is_no_border() -> None:
    content = box(makers.mail(text="سطر\n\nFrom the river to the bridge\nسطر\n"))
    ((document, _),) = read_bytes(content, "a.mbox")
    assert "From the river" in document.text


def test_mailbox_with_more_messages_than_allowed_says_so() -> None:
    found = read_bytes(box(*[makers.mail()] * 3), "a.mbox", Limits(records=2))
    assert [loss.code for document, _ in found for loss in document.losses] == ["T194"]
    assert len(found) == 3
