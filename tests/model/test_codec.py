"""What goes into JSON comes out the same."""

import json
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.model import (
    Argument,
    Axes,
    Claim,
    CopyGroup,
    CopyMember,
    DateMention,
    Difference,
    Document,
    Entity,
    EntityType,
    Finding,
    Hop,
    HopRole,
    Identity,
    Independence,
    Judgement,
    Loss,
    Mention,
    MentionForm,
    Modality,
    Name,
    Origin,
    Part,
    Polarity,
    Quotation,
    QuotationForm,
    Reading,
    Reconciliation,
    Slot,
    SourceKind,
    Span,
    Time,
    TimeRelation,
    Verdict,
    Voice,
)
from tawthiq.model.codec import from_plain, to_plain

words = st.text(max_size=12)
maybe = st.none() | words
scalars = st.none() | words | st.integers(-(2**53), 2**53) | st.booleans() | st.floats(allow_nan=False)
unit = st.floats(0, 1)
spans = st.builds(lambda start, exact: Span(start, start + len(exact), exact), st.integers(0, 10**7), st.text(min_size=1, max_size=9))
hops = st.builds(Hop, st.sampled_from(HopRole), maybe, maybe, st.sampled_from(SourceKind), st.none() | spans)
chains = st.builds(
    lambda name, speaker, rest: (Hop(HopRole.PUBLISHER, name), speaker, *rest),
    maybe, hops, st.lists(hops, max_size=2),
)
arguments = st.recursive(
    st.builds(Argument, words, st.none() | spans, maybe),
    lambda inner: st.builds(Argument, maybe, st.none() | spans, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    max_leaves=5,
)
axes = st.builds(Axes, st.sampled_from(Voice), st.sampled_from(Polarity), st.sampled_from(Modality), st.booleans())
times = st.builds(Time, st.sampled_from(TimeRelation), words, st.none() | spans)


def several(item: st.SearchStrategy[Any], *, least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(item, min_size=least, max_size=3).map(tuple)


claims = st.builds(
    Claim, id=words, document=words, subject=arguments, predicate=words, object=st.none() | arguments,
    evidence=several(spans, least=1), chain=chains, axes=axes,
    qualifiers=st.dictionaries(words, scalars, max_size=3).map(MappingProxyType), time=several(times),
    place=st.none() | arguments, trigger=st.none() | spans, cue=st.none() | spans, about_claim=maybe, confidence=unit,
    made_by=several(words), why=several(words),
)
quotations = st.builds(Quotation, words, st.sampled_from(QuotationForm), spans, st.none() | spans, st.none() | spans, maybe, chains)
dates = st.builds(DateMention, spans, words, maybe, maybe, maybe)
names = st.builds(Name, words, words, st.booleans())
entities = st.builds(Entity, words, st.sampled_from(EntityType), several(names), st.sampled_from(SourceKind))
mentions = st.builds(Mention, words, st.sampled_from(EntityType), spans, st.sampled_from(MentionForm), words)
readings = st.builds(
    Reading, words, words, maybe, words, several(entities), several(mentions), several(dates), several(quotations), several(claims),
)
documents = st.builds(
    Document, words, words, st.builds(Origin, words, maybe, maybe, maybe, several(st.tuples(words, words))), maybe, maybe,
    losses=several(st.builds(Loss, words, words, words)), parts=several(st.just(Part("page", "1", 0, 0))),
)
differences = st.builds(lambda slot, pairs: Difference(slot, tuple(v for v, _ in pairs), tuple(c for _, c in pairs)),
                        st.sampled_from(Slot), several(st.tuples(words, several(words))))
findings = st.builds(
    Finding, words, arguments, words, st.none() | arguments, several(words), st.sampled_from(Verdict),
    st.builds(lambda low, more: Independence(low, low + more), st.integers(0, 9), st.integers(0, 9)), several(differences),
    st.none() | hops,
)
groups = st.builds(CopyGroup, words, several(st.builds(CopyMember, words, st.none() | spans, unit)), maybe)
reconciliations = st.builds(
    Reconciliation, several(entities), several(st.builds(Identity, words, words, words, unit)), several(groups), several(findings),
)


@given(st.one_of(claims, readings, documents, reconciliations))
def test_codec_reads_back_what_it_wrote(noun: Claim | Reading | Document | Reconciliation) -> None:
    data = json.loads(json.dumps(to_plain(noun)))
    assert from_plain(type(noun), data) == noun


@given(claims)
def test_codec_writes_the_same_bytes_twice(claim: Claim) -> None:
    first = json.dumps(to_plain(claim))
    assert json.dumps(to_plain(from_plain(Claim, json.loads(first)))) == first


def test_codec_fills_missing_fields_with_their_defaults() -> None:
    assert from_plain(Name, {"text": "زيد"}) == Name("زيد", "ar")


def test_codec_keeps_qualifiers_unchangeable() -> None:
    claim = Claim("c", "d", Argument("e1"), "p", None, (Span(0, 1, "م"),), (Hop(HopRole.PUBLISHER, None),), qualifiers={"role": "رئيس"})
    qualifiers: Any = from_plain(Claim, to_plain(claim)).qualifiers
    assert qualifiers["role"] == "رئيس"
    with pytest.raises(TypeError):
        qualifiers["role"] = "وزير"


@pytest.mark.parametrize(
    ("cls", "data"),
    [
        (Name, {"text": "زيد", "colour": "red"}),
        (Name, {}),
        (Name, {"text": 5}),
        (Name, ["زيد"]),
        (Span, {"start": 3, "end": 2, "exact": "x"}),
        (Axes, {"voice": "whisper"}),
        (Independence, {"low": True, "high": 1}),
        (Origin, {"path": "a", "metadata_from": [["title"]]}),
        (Judgement, None),
    ],
)
def test_codec_refuses_what_is_no_such_noun(cls: type, data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_plain(cls, data)


def test_codec_refuses_to_write_what_is_no_noun() -> None:
    with pytest.raises(TypeError, match="plain"):
        to_plain(object())
