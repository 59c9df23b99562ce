import pytest

from tawthiq.reconcile.lazy import Lazy


def letters() -> Lazy[str]:
    return Lazy(lambda: iter("كلمة"), 4)


def test_lazy_is_equal_to_the_items_it_makes() -> None:
    assert letters() == list("كلمة")
    assert letters() == letters()
    assert letters() != list("كلام")
    assert letters() != list("كل")


def test_lazy_gives_items_by_place() -> None:
    assert (letters()[0], letters()[-1], letters()[1:3]) == ("ك", "ة", ["ل", "م"])
    with pytest.raises(IndexError):
        letters()[4]
