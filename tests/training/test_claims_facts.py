"""Annotated claims as triggers and pointers."""

from __future__ import annotations

import pytest

from tawthiq.encoder import NOWHERE, Arc
from tawthiq.encoder.protocol import ROOT
from tawthiq.extract.frame import build_frame
from tawthiq.model import Document, Origin
from training.claims_facts import PREDICATES, Fact, Sentences, Target, part_of, targets

TEXT = "افتتح الوزير نادر سوق القرية. هو طبيب بيطري."
_HEADS = ((ROOT, 0, 1, 0, 3, 0), (1, ROOT, 1, 1))  # افتتح over الوزير and سوق; طبيب over هو and بيطري
_TAGS = (("VERB", "NOUN", "PROPN", "NOUN", "NOUN", "PUNCT"), ("PRON", "NOUN", "ADJ", "PUNCT"))


def _sentences() -> Sentences:
    arcs = [[Arc(head, "dep", tag, 1.0, 1.0) for head, tag in zip(*rows, strict=True)] for rows in zip(_HEADS, _TAGS, strict=True)]
    return Sentences(build_frame(Document("d", TEXT, Origin("x"))), arcs)


def _at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _targets(predicate: str, subject: str, item: str, evidence: str, **more: object) -> list[Target]:
    fact = Fact(predicate, (_at(subject),) if subject else (), (_at(item),) if item else (), (_at(evidence),), **more)  # type: ignore[arg-type]
    return list(targets([fact], _sentences()))


@pytest.mark.parametrize(("predicate", "item", "evidence", "trigger"), [
    ("visited", "سوق القرية", "افتتح الوزير نادر سوق القرية", 0),  # what is neither subject nor object carries it
    ("engaged_in", "افتتح الوزير نادر سوق القرية", "افتتح الوزير نادر سوق القرية", 0),  # the object tells it: its highest word
    ("holds_position", "الوزير", "الوزير نادر", 1),  # nothing but subject and object is there
])  # fmt: skip
def test_claims_facts_trigger_is_the_word_that_carries_the_claim(predicate: str, item: str, evidence: str, trigger: int) -> None:
    (found,) = _targets(predicate, "نادر", item, evidence)
    assert (found.sentence, found.word, PREDICATES[found.predicate]) == (0, trigger, predicate)


def test_claims_facts_pointers_are_words_of_the_triggers_sentence() -> None:
    (found,) = _targets("visited", "الوزير نادر", "سوق القرية", "افتتح الوزير نادر سوق القرية")
    assert (found.subjects, found.objects, found.evidence) == ((1,), ((3, 4),), ((0, 4),))


def test_claims_facts_subject_of_another_sentence_is_nowhere() -> None:
    (found,) = _targets("occupation", "الوزير نادر", "طبيب بيطري", "هو طبيب بيطري")
    assert (found.sentence, found.word, found.subjects) == (1, 1, (NOWHERE,))


def test_claims_facts_without_object_point_nowhere_for_it() -> None:
    (found,) = _targets("ended", "سوق القرية", "", "افتتح الوزير نادر سوق القرية")
    assert found.objects == ((NOWHERE, NOWHERE),)


def test_claims_facts_second_reading_weighs_less() -> None:
    first, second = _targets("visited", "نادر", "سوق القرية", "افتتح الوزير نادر سوق القرية", others=("founded",))
    assert (PREDICATES[second.predicate], second.weight < first.weight) == ("founded", True)


def test_claims_facts_trees_with_circles_end() -> None:
    arcs = [[Arc(1, "dep", "NOUN", 1.0, 1.0), Arc(0, "dep", "NOUN", 1.0, 1.0), *[Arc(ROOT, "dep", "NOUN", 1.0, 1.0)] * 4]]
    assert Sentences(build_frame(Document("d", TEXT, Origin("x"))), arcs).highest(0, [0, 5]) == 5


def test_claims_facts_every_article_is_left_out_once() -> None:
    parts = [[number for number in range(40) if part_of(number, 4) == part] for part in range(4)]
    assert sorted(number for part in parts for number in part) == list(range(40))
    assert {len(part) for part in parts} == {10}
    assert part_of(7, 0) == -1
