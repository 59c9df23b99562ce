"""The files of labels, and that those in the repository keep the rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from training.annotation.labels import TYPES, Labels, Mention, Role, Said, from_json, load, to_json
from training.annotation.press import listed

SPANS = st.tuples(st.integers(0, 90), st.integers(91, 200))
MENTIONS = st.builds(lambda s, t: Mention(s[0], s[1], t, "name", "e1"), SPANS, st.sampled_from(sorted(TYPES.values())))
SAID = st.builds(
    Said, st.none() | SPANS, st.none() | SPANS, st.lists(SPANS, min_size=1).map(tuple), st.just("direct"), st.none() | st.just("e1"),
)


@given(st.lists(MENTIONS).map(tuple), st.lists(SAID).map(tuple))
def test_labels_survive_writing(mentions: tuple[Mention, ...], said: tuple[Said, ...]) -> None:
    labels = Labels(3, "x/3", "0" * 64, "A", 1, mentions, (Role(1, 2, "e1", "predicate"),), said)
    assert from_json(to_json(labels)) == labels


def test_labels_belong_to_listed_articles() -> None:
    rows = {row.number: row for row in listed()}
    for labels in load():
        assert (labels.id, labels.sha256) == (rows[labels.number].id, rows[labels.number].sha256)


def test_labels_are_ordered_and_their_roles_are_held() -> None:
    for labels in load():
        assert list(labels.mentions) == sorted(set(labels.mentions))
        assert {m.type for m in labels.mentions} <= set(TYPES.values())
        assert {(r.start, r.end) for r in labels.roles if r.form == "reference"} == {
            (m.start, m.end) for m in labels.mentions if m.type == "Role"
        }
