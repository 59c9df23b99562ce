"""The comparison of readings with our own annotation, on a text made for the test."""

from __future__ import annotations

from evaluation.mentions_press import compared, errors, measure
from tawthiq.extract import read_by_rules
from tawthiq.model import Document, Origin
from training.annotation.labels import Labels, Mention, Role, Said

TEXT = "قال وزير الزراعة سامر الدباغ إن القمح وصل إلى بيروت."


def _at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def _labels(*mentions: Mention, roles: tuple[Role, ...] = (), said: tuple[Said, ...] = ()) -> Labels:
    return Labels(0, "a", "", "test", 1, mentions, roles, said)


READING = read_by_rules(Document("0" * 64, TEXT, Origin("a.txt")))
NAME = Mention(*_at("سامر الدباغ"), "Person", "name", "e1")
PLACE = Mention(*_at("بيروت"), "Place", "name", "e2")


def test_mentions_press_counts_names_roles_and_attributions() -> None:
    role = Role(*_at("وزير الزراعة"), "e1", "reference")
    said = Said(_at("قال"), _at("وزير الزراعة سامر الدباغ"), (_at("القمح وصل إلى بيروت"),), "indirect", "e1")
    table = measure([compared(_labels(NAME, PLACE, roles=(role,), said=(said,)), TEXT, READING)])
    assert {layer: (count.first, count.strict) for layer, count in table.items() if count.first} == {
        "names": (2, 2),
        "people": (1, 1),
        "places": (1, 1),
        "roles": (1, 1),
        "cues": (1, 1),
        "sources": (1, 1),
        "contents": (1, 1),
        "contents with speaker": (1, 1),
    }


def test_mentions_press_shows_what_is_missed_and_what_is_too_much() -> None:
    wrong = Mention(*_at("القمح"), "Place", "name", "e3")
    lines = list(errors(compared(_labels(NAME, wrong), TEXT, READING), "names"))
    assert [line.split()[1] for line in lines] == ["-", "+"]


def test_mentions_press_leaves_the_article_aside() -> None:
    start, end = _at("القمح")
    bare, whole = (Mention(first, end, "Place", "name", "e3") for first in (start + 2, start))
    counted = [compared(_labels(mention), TEXT, READING).labelled["names"] for mention in (bare, whole)]
    assert counted[0] == counted[1]
