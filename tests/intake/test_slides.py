"""PPTX: a part for each slide."""

from tawthiq.intake import read_bytes
from tests.intake import containers, makers


def test_slides_in_order_of_their_numbers() -> None:
    ((document, _),) = read_bytes(containers.pptx(*[f"شريحة {number}" for number in range(1, 12)]), "a.pptx")
    assert document.text.split("\n\n") == [f"شريحة {number}" for number in range(1, 12)]
    assert [(part.kind, part.label) for part in document.parts][-1] == ("slide", "11")


def test_slides_damaged_one_is_a_loss() -> None:
    content = makers.rezip(containers.pptx("أول", "ثان"), {"ppt/slides/slide1.xml": b"<x"})
    ((document, _),) = read_bytes(content, "a.pptx")
    assert (document.text, [(loss.code, loss.where) for loss in document.losses]) == ("ثان", [("T164", "slide 1")])
