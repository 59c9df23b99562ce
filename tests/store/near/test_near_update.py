"""Comparing what is new with what it concerns finds what comparing everything finds: in any order, in any batches."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tawthiq.model import Decision, Judgement
from tawthiq.pipeline import compare
from tawthiq.store import Store
from tests.store.near.small import NOW, Made, add, anew, at_once, invented, low_limits, tables

_SLOW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


def in_steps(store: Store, documents: list[Made], cuts: list[int]) -> list[str | None]:
    """Adds and compares in batches that end at ``cuts``; why everything was compared, for each."""
    reasons = []
    for start, end in pairwise(sorted({0, *(cut for cut in cuts if cut < len(documents)), len(documents)})):
        add(store, documents[start:end])
        reasons.append(compare(store))
    return reasons


@_SLOW
@given(st.integers(0, 1 << 32), st.lists(st.integers(2, 14), max_size=8))
@example(1621, [])  # two claims of one document about one bond: which of them leads
def test_near_update_in_steps_is_all_at_once(seed: int, cuts: list[int]) -> None:
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    documents = invented(random, random.randint(3, 14))
    order = random.sample(documents, len(documents))
    with TemporaryDirectory() as folder, low_limits(), Store.open(Path(folder) / "a") as once, Store.open(Path(folder) / "b") as steps:
        reasons = in_steps(steps, order, [2, *cuts])
        found = tables(steps, ordered=True)
        assert tables(steps) == at_once(once, documents)
        assert found == anew(steps)
        assert set(reasons[1:]) <= {None}
        assert list(steps.verify()) == []


def of_people(random: Random, store: Store, documents: list[Made], number: int) -> Judgement:
    """Who is who, by the words of documents or by ids of the archive."""
    sides = [random.choice(random.choice(documents)[2].entities[:-2]) for _ in range(2)]
    anchors = [(f"{document[0].id}@{random.choice(document[2].entities[:-2]).name}",) for document in random.sample(documents, 2)]
    entities = [row.id for row in store.entities()]
    targets = random.choice((tuple(side.id for side in sides), tuple(random.sample(entities, 2)), (f"{documents[0][0].id}/p0", "?")))
    decision = random.choice((Decision.SAME, Decision.SAME, Decision.NOT_SAME, Decision.RENAME, Decision.IDENTIFY))
    values = {Decision.RENAME: (("name", "صاحب الاسم الجديد"),), Decision.IDENTIFY: (("wikidata", random.choice(("Q1", "Q2"))),)}
    named = random.random() < 1 / 2
    return Judgement(
        f"j-{number}", targets[0], targets[1] if decision in {Decision.SAME, Decision.NOT_SAME} else None, decision, "سلمى", f"{NOW}{number}",
        anchors=anchors[0] if named else (), other_anchors=anchors[1] if named else (), values=values.get(decision, ()),
    )


def judged(random: Random, documents: list[Made], number: int) -> Judgement:
    """A claim that is rejected or corrected, or two documents put apart."""
    first, second = random.sample(documents, 2)
    if random.random() < 1 / 3:
        return Judgement(f"j-{number}", first[0].id, second[0].id, Decision.APART, "سلمى", NOW)
    claim = random.choice(first[2].claims).id
    if random.random() < 1 / 2:
        return Judgement(f"j-{number}", claim, None, Decision.REJECT, "سلمى", NOW)
    subject = (("subject", "رفعت القاضي"), ("subject_entity", f"{second[0].id}@رفعت القاضي"))
    values = random.choice((subject, (("time", "at 2018"),), (("predicate", "criticizes"),)))
    return Judgement(f"j-{number}", claim, None, Decision.CORRECT, "سلمى", NOW, values=values)


@_SLOW
@given(st.integers(0, 1 << 32))
def test_near_update_knows_what_was_decided_and_taken_back(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - as above
    documents = invented(random, 8)
    with TemporaryDirectory() as folder, low_limits(), Store.open(Path(folder) / "a") as store:
        in_steps(store, documents[:4], [4])
        held: list[Judgement] = []
        for number, document in enumerate(documents[4:]):
            known = documents[: 4 + number]
            held.append(of_people(random, store, known, number) if random.random() < 1 / 2 else judged(random, known, number))
            store.judge(held[-1])
            if random.random() < 1 / 2:
                taken = random.choice(held)
                store.judge(Judgement(**{name: getattr(taken, name) for name in Judgement.__dataclass_fields__} | {"undone": NOW}))
            add(store, [document])
            assert compare(store) is None
            assert tables(store, ordered=True) == anew(store)
            assert list(store.verify()) == []
