from evaluation.name_pairs import Pair
from evaluation.names import reached, romanised

LISTED = (
    Pair(True, "سامر", "Samer", "x"), Pair(True, "سامر", "Samir", "y"), Pair(False, "سامر", "Tamer", "z"), Pair(False, "سامر", "Amer", "z"),  # noqa: FBT003
)  # fmt: skip


def test_names_precision_and_recall_at_a_threshold() -> None:
    found = reached("a", LISTED, (0.9, 0.4, 0.8, 0.1), 0.5)
    assert (found.precision, found.recall, found.sorts) == (0.5, 0.5, {"x": 1.0, "y": 0.0})


def test_names_other_programs_get_their_best_threshold() -> None:
    found = reached("a", LISTED, (0.9, 0.7, 0.8, 0.1))
    assert (found.threshold, found.precision, found.recall) == (0.9, 1.0, 0.5)


def test_names_latin_names_are_romanised_already() -> None:
    assert romanised("Samer al-Halabi") == "samer al-halabi"
