from hypothesis import given
from hypothesis import strategies as st

from tawthiq.model import Hop, HopRole
from tawthiq.reconcile.blocks import Blocks
from tawthiq.reconcile.comparison.item import Item


def item(number: int, document: int) -> Item:
    hops = ((HopRole.PUBLISHER.value, "جريدة النخيل", None, "named", 0, 5, "جريدة"), (HopRole.SPEAKER.value, None, "e1", "anonymous", None, None, None))
    return Item(
        f"c{number}", document, "met", "e-1", "سامر", "Person", ("e-2",), "وليد", "وليد", "Person", "", "صور", (("at", "2022-03-01"),), ("7",), (),
        "stated", "actual", negative=False, former=False, published="2022-03-02", country="LB", hops=hops, vertices=(("name", "نخيل"), ("someone", "3")), copies=("g-1",),
    )


def test_blocks_item_survives_packing() -> None:
    assert Item.unpacked(item(1, 2).packed()) == item(1, 2)
    assert item(1, 2).chain[1] == Hop(HopRole.SPEAKER, None, "e1", item(1, 2).chain[1].kind)


@given(st.lists(st.tuples(st.integers(0, 2**64 - 1) | st.integers(0, 3), st.integers(0, 3)), max_size=12))
def test_blocks_give_back_what_several_documents_share(marks: list[tuple[int, int]]) -> None:
    with Blocks() as blocks:
        for number, (key, document) in enumerate(marks):
            blocks.add(item(number, document), (key, key))
        found = [(key, [one.id for one in items]) for key, items in blocks.shared()]
    keys = sorted({key for key, _ in marks if len({document for other, document in marks if other == key}) > 1})
    assert found == [(key, sorted(f"c{number}" for number, (other, _) in enumerate(marks) if other == key)) for key in keys]
