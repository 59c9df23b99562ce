"""Books: chapters in the order of the spine."""

from tawthiq.intake import read_bytes
from tests.intake import containers, makers


def test_epub_chapters_in_order_with_the_catalogue_entry() -> None:
    ((document, _),) = read_bytes(containers.epub("الفصل الأول عن الجسور", "الفصل الثاني عن الأنهار"), "a.epub")
    assert document.text == "الفصل الأول عن الجسور\n\nالفصل الثاني عن الأنهار"
    assert [part.kind for part in document.parts] == ["chapter", "chapter"]
    assert (document.title, document.author, document.publisher, document.published) == ("كتاب الجسور", "نبيل العطار", "دار الضفاف", "2019-03-01")


def test_epub_missing_chapter_is_a_loss() -> None:
    content = makers.rezip(containers.epub("أول", "ثان"), {"OEBPS/c1.xhtml": b""})
    ((document, _),) = read_bytes(content, "a.epub")
    assert (document.text, [loss.code for loss in document.losses]) == ("أول", ["T164"])


def test_epub_without_catalogue_entry_is_refused() -> None:
    ((document, _),) = read_bytes(makers.zip_of({"mimetype": b"application/epub+zip"}), "a.epub")
    assert [loss.code for loss in document.losses] == ["T165"]


def test_epub_numbers_that_call_notes_are_left_out_and_notes_kept() -> None:
    chapter = (
        'فاض النهر.<a epub:type="noteref" href="#n">1</a> ثم هدأ<a role="doc-noteref" href="#n">2</a> ليلاً'
        ' <a href="c1.xhtml">في الفصل الثاني</a></p><aside epub:type="footnote" id="n"><p>من دفتر الصياد</p></aside><p>'
    )
    ((document, _),) = read_bytes(containers.epub(chapter), "a.epub")
    assert document.text == "فاض النهر. ثم هدأ ليلاً في الفصل الثاني\nمن دفتر الصياد"
