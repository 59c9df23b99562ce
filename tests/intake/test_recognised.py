"""ALTO, PAGE XML and hOCR taken as given."""

import pytest

from tawthiq.intake import read_bytes

ALTO = """<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page WIDTH="1000" HEIGHT="2000"><PrintSpace>
<TextBlock><TextLine><String CONTENT="قال" HPOS="800" VPOS="100" WIDTH="100" HEIGHT="50" WC="0.91"/><SP/><String CONTENT="الناطق" HPOS="600" VPOS="100" WIDTH="150" HEIGHT="50"/></TextLine></TextBlock>
<TextBlock><TextLine><String CONTENT="عمود" HPOS="0" VPOS="1" WIDTH="9" HEIGHT="9"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"""
PAGE = """<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"><Page imageWidth="1000" imageHeight="2000">
<ReadingOrder><OrderedGroup><RegionRefIndexed index="0" regionRef="r2"/><RegionRefIndexed index="1" regionRef="r1"/></OrderedGroup></ReadingOrder>
<TextRegion id="r1"><TextLine><Coords points="0,1 9,1 9,10 0,10"/><TextEquiv><Unicode>عمود</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r2"><TextLine><Coords points="1,1"/><Word><Coords points="800,100 900,100 900,150 800,150"/><TextEquiv><Unicode>قال</Unicode></TextEquiv></Word>
<Word><Coords points="600,100 750,150"/><TextEquiv><Unicode>الناطق</Unicode></TextEquiv></Word></TextLine></TextRegion></Page></PcGts>"""
HOCR = """<html><head><meta name="ocr-system" content="x"><meta charset="utf-8"></head><body><div class="ocr_page" title="image x; bbox 0 0 1000 2000">
<div class="ocr_carea"><span class="ocr_line" title="bbox 0 0 9 9"><span class="ocrx_word" title="bbox 800 100 900 150; x_wconf 91">قال</span>
<span class="ocrx_word" title="bbox 600 100 750 150">الناطق</span></span></div><div class="ocr_carea"><span class="ocr_line" title="bbox 0 1 9 10">عمود</span></div></div></body></html>"""


@pytest.mark.parametrize(("content", "name", "form"), [(ALTO, "a.xml", "alto"), (PAGE, "a.xml", "page"), (HOCR, "a.html", "hocr")])
def test_recognised_pages_keep_words_boxes_and_order(content: str, name: str, form: str) -> None:
    ((document, _),) = read_bytes(content.encode(), name)
    assert (document.text, document.format, document.losses) == ("قال الناطق\n\nعمود", form, ())
    assert [document.text[word.start : word.end] for word in document.words] == ["قال", "الناطق", "عمود"]
    first = document.words[0]
    assert (first.left, first.top, first.right, first.bottom) == (8_000, 500, 9_000, 750)
    assert first.confidence == (100 if form == "page" else 91)


@pytest.mark.parametrize("content", ["<alto>", "<alto/>", '<!DOCTYPE a [<!ENTITY b "c">]><alto>&b;</alto>', "<PcGts><Page/>"])
def test_recognised_damage_is_refused(content: str) -> None:
    ((document, _),) = read_bytes(content.encode(), "a.xml")
    assert document.losses
    assert document.text == ""


def test_recognised_word_that_a_line_parts_stands_whole() -> None:
    parted = """<alto><Layout><Page WIDTH="1000" HEIGHT="2000"><PrintSpace><TextBlock>
<TextLine><String CONTENT="visited"/><SP/><String CONTENT="har" SUBS_TYPE="HypPart1" SUBS_CONTENT="harbour" HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9"/><HYP CONTENT="-"/></TextLine>
<TextLine><String CONTENT="bour" SUBS_TYPE="HypPart2" SUBS_CONTENT="harbour"/><SP/><String CONTENT="today"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"""
    ((document, _),) = read_bytes(parted.encode(), "a.xml")
    assert document.text == "visited harbour\ntoday"


def test_recognised_word_that_is_parted_without_telling_how_stays_as_it_is() -> None:
    parted = """<alto><Layout><Page WIDTH="9" HEIGHT="9"><PrintSpace><TextBlock><TextLine><String CONTENT="har"/><HYP CONTENT="-"/></TextLine>
<TextLine><String CONTENT="bour"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"""
    ((document, _),) = read_bytes(parted.encode(), "a.xml")
    assert document.text == "har-\nbour"


@pytest.mark.parametrize("kind", ["ocrx_line", "ocr_title", "ocr_footer", "unknown"])
def test_recognised_words_in_lines_of_any_kind_are_kept(kind: str) -> None:
    page = HOCR.replace('<span class="ocr_line" title="bbox 0 1 9 10">عمود</span>', f'<span class="{kind}"><span class="ocrx_word">عمود</span></span>')
    ((document, _),) = read_bytes(page.encode(), "a.html")
    assert document.text == "قال الناطق\n\nعمود"
