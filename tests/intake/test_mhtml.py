"""Saved pages with their pictures."""

from tawthiq.intake import read_bytes
from tests.intake import containers, makers


def test_mhtml_page_with_address_and_time_of_saving() -> None:
    ((document, _),) = read_bytes(containers.mhtml(makers.page()), "a.mhtml")
    assert makers.ARTICLE.split("\n")[1] in document.text
    assert (document.format, document.origin.url, document.origin.captured) == ("mhtml", "https://sada.example/bridge", "2024-03-05T14:30:00+03:00")
    assert document.published is None


def test_mhtml_is_known_without_its_suffix() -> None:
    ((document, _),) = read_bytes(containers.mhtml(makers.page()), "saved")
    assert document.format == "mhtml"


def test_mhtml_without_a_page_is_refused() -> None:
    ((document, _),) = read_bytes(b"From: <Saved by Blink>\nContent-Type: text/plain\n\nx\n", "a.mht")
    assert [loss.code for loss in document.losses] == ["T180"]
