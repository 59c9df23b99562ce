"""Mail: body, sender, date, subject; attachments as documents of their own."""

import pytest

from tawthiq.intake import Limits, ocr, read_bytes
from tests.intake import makers


def test_mail_headers_and_body() -> None:
    ((document, content),) = read_bytes(makers.mail(), "a.eml")
    assert document.text.strip() == makers.ARTICLE
    assert (document.publisher, document.title) == ("ليث الحمداني", "بيان حول جسر مرجان")
    assert document.published == "2024-03-05T14:30:00+03:00"
    assert content == makers.mail()
    assert not document.losses


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_mail_headers_without_encoded_words(encoding: str) -> None:
    content = "From: ليث الحمداني <layth@marjan.example>\nSubject: بيان حول جسر مرجان\nDate: x\n\nنص البيان".encode(encoding)
    ((document, _),) = read_bytes(content, "a.eml")
    assert (document.publisher, document.title, document.published) == ("ليث الحمداني", "بيان حول جسر مرجان", None)
    assert document.text == "نص البيان"


def test_mail_attachments_are_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", str)
    content = makers.mail(("بيان.docx", makers.docx()), ("صورة.png", makers.png()), ("ن.zip", makers.zip_of({"x.txt": b"text"})))
    found = {document.origin.path: document for document, _ in read_bytes(content, "a.eml")}
    assert list(found) == ["a.eml", "a.eml/بيان.docx", "a.eml/صورة.png", "a.eml/ن.zip/x.txt"]
    assert found["a.eml/بيان.docx"].text == makers.ARTICLE
    assert found["a.eml/بيان.docx"].origin.container == "a.eml"
    assert found["a.eml/صورة.png"].losses[0].code == "T120"


def test_mail_html_beside_plain_text_is_not_said_twice() -> None:
    ((document, _),) = read_bytes(makers.mail(html=makers.page()), "a.eml")
    assert document.text.strip() == makers.ARTICLE


def test_mail_html_only() -> None:
    content = b"From: a@b.example\r\nContent-Type: text/html; charset=windows-1256\r\n\r\n" + "<p>مرحبا بكم</p><script>x</script>".encode("cp1256")
    ((document, _),) = read_bytes(content, "a.eml")
    assert document.text == "مرحبا بكم"
    assert document.publisher == "a@b.example"


def test_mail_attached_message() -> None:
    inner = makers.mail(text="رسالة داخلية عن الجسر").decode()
    content = f"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nouter\n--x\nContent-Type: message/rfc822\n\n{inner}\n--x--\n"
    documents = [document for document, _ in read_bytes(content.encode(), "a.eml")]
    assert [document.text.strip() for document in documents] == ["outer", "رسالة داخلية عن الجسر"]
    assert documents[1].origin.container == "a.eml"


def test_mail_attachment_name_is_no_path() -> None:
    found = [document.origin.path for document, _ in read_bytes(makers.mail(("../../etc/x.txt", b"text")), "a.eml")]
    assert found == ["a.eml", "a.eml/x.txt"]


def test_mail_without_suffix_is_known_by_its_headers() -> None:
    ((document, _),) = read_bytes(makers.mail(), "12345")
    assert document.format == "mail"


def test_mail_cut_off_tells_it() -> None:
    content = makers.mail(("a.bin", bytes(range(256)) * 20))
    documents = [document for document, _ in read_bytes(content[: len(content) // 2], "a.eml")]
    assert documents[0].text.strip() == makers.ARTICLE
    assert "T180" in [loss.code for loss in documents[0].losses]


def test_mail_encrypted_or_undecodable_body_is_a_loss() -> None:
    content = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\n////AAAA/v8B\n"
    ((document, _),) = read_bytes(content, "a.eml")
    assert document.losses


def test_mail_parts_are_limited() -> None:
    parts = "".join("--x\nContent-Type: text/plain\n\nكلمة\n" for _ in range(700))
    content = f"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=x\n\n{parts}--x--\n".encode()
    ((document, _),) = read_bytes(content, "a.eml")
    assert "T182" in [loss.code for loss in document.losses]


@pytest.mark.parametrize("depth", [50, 3_000])
def test_mail_nested_parts_do_not_overflow(depth: int) -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    found = read_bytes(f"From: a@b.example\n{nested}Content-Type: text/plain\n\nx\n".encode(), "a.eml", Limits())
    assert len(found) == 1
