"""Heads for claims of transformer layers, and what several heads say to learn from; run in the environment of requirements/training.txt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from training.claims_batches import collate
from training.claims_export import Proposing
from training.claims_facts import PREDICATES, Target
from training.claims_items import Item, Soft
from training.claims_layers import ENCODER, LayeredHeads, begun, heads_of
from training.claims_mean import mean_of
from training.claims_network import INPUTS, POINTERS, STATES, ClaimHeads
from training.claims_soft import soft_windows
from training.claims_train import loss_of, train
from training.network import Layer
from training.shipped import shipped

MET = PREDICATES.index("met")
_VISIT = Target(0, 1, MET, (0,), ((2, 3),), ((0, 3),), 0.8)


def _item(*targets: Target, words: int = 6) -> Item:
    draw = torch.Generator().manual_seed(words)
    return Item(0, torch.randn(words, INPUTS, generator=draw).half(), torch.zeros(words, words, dtype=torch.uint8),
                torch.zeros(words, dtype=torch.long), torch.arange(words), targets)  # fmt: skip


def _heads(kind: type[ClaimHeads], seed: int = 0) -> ClaimHeads:
    torch.manual_seed(seed)
    heads = kind()
    heads.eval()
    return heads


def test_claims_layers_padding_changes_nothing() -> None:
    heads, item = _heads(LayeredHeads), _item()
    alone = heads.states(item.seen.float()[None])
    batch = collate([item, _item(words=9)])
    padded = heads.states(batch.seen, batch.sentences >= 0)[:1, :6]
    assert torch.allclose(alone, padded, atol=1e-4)


def test_claims_layers_begin_as_the_encoders_upper_ones() -> None:
    heads, (encoder, _) = begun().eval(), shipped(ENCODER)
    seen = _item().seen.float()[None]
    expected = encoder.through(seen[..., STATES : 2 * STATES], None, 3, 6)
    assert torch.allclose(heads.states(seen), expected, atol=1e-4)


def test_claims_layers_go_on_as_the_base_models(tmp_path: Path) -> None:
    deeper = {f"layers.{number}.{name}": value + number for number in range(7) for name, value in Layer(0.1).state_dict().items()}
    torch.save({"state": deeper}, tmp_path / "base.pt")
    heads = begun(base=tmp_path / "base.pt", layers=4)
    assert torch.equal(heads.layers[3].state_dict()["widen.weight"], deeper["layers.6.widen.weight"])
    assert len(heads_of(heads.state_dict()).layers) == 4


@pytest.mark.parametrize("kind", [ClaimHeads, LayeredHeads])
def test_claims_layers_weights_tell_their_kind(kind: type[ClaimHeads]) -> None:
    assert type(heads_of(_heads(kind).state_dict())) is kind


def test_claims_layers_learn_what_they_see() -> None:
    heads, items = _heads(LayeredHeads), [_item(_VISIT) for _ in range(24)]
    before = loss_of(heads, collate(items[:4])).item()
    heads.load_state_dict([*train(heads, items, 6, 1, 2e-3)][-1])
    assert loss_of(heads.eval(), collate(items[:4])).item() < before / 2


def test_claims_soft_windows_keep_what_a_rule_read_with_confidence() -> None:
    soft = next(soft_windows([_heads(ClaimHeads), _heads(LayeredHeads)], [_item(_VISIT)])).soft
    assert soft is not None
    row = soft.pairs.tolist().index([1, MET])
    assert soft.weights[row] == pytest.approx(0.8)
    subject = dict(zip(soft.places[row, POINTERS.index("subject")].tolist(), soft.shares[row, 0].tolist(), strict=True))
    assert max(subject, key=lambda place: subject[place]) == 1  # the first word: places count from 1


def test_claims_soft_windows_of_no_rule_are_the_mean_of_the_heads() -> None:
    heads, item = [_heads(ClaimHeads, 1), _heads(ClaimHeads, 2)], _item()
    for one in heads:
        torch.nn.init.constant_(one.triggers.bias, 0.0)
    soft = next(soft_windows(heads, [item])).soft
    assert soft is not None
    mean = torch.stack([one.chances(one.states(item.seen.float()[None]))[0] for one in heads]).mean(0)
    words, kinds, chances = soft.chances.unbind(1)
    assert torch.allclose(chances, mean[words.long(), kinds.long()], atol=1e-5)


def test_claims_batches_soft_windows_are_what_teachers_say() -> None:
    soft = Soft(torch.tensor([[1.0, MET, 0.6], [2.0, MET, 0.05]]), torch.tensor([[1, MET]]).short(), torch.tensor([0.6]),
                torch.tensor([[[1, 0]] * len(POINTERS)]).short(), torch.tensor([[[0.75, 0.25]] * len(POINTERS)]))  # fmt: skip
    batch = collate([replace(_item(), soft=soft), _item(_VISIT)])
    assert batch.labels[0, :3, MET].tolist() == pytest.approx([0.0, 0.6, 0.05])
    assert batch.wanted[0, 0, :2].tolist() == pytest.approx([0.25, 0.75])
    assert batch.soft.tolist() == [True, False]


def test_claims_mean_of_weights_is_theirs_name_by_name() -> None:
    one, other = _heads(LayeredHeads, 1).state_dict(), _heads(LayeredHeads, 2).state_dict()
    found = mean_of([one, other])
    assert found.keys() == one.keys()
    assert torch.allclose(found["layers.2.narrow.weight"], (one["layers.2.narrow.weight"] + other["layers.2.narrow.weight"]) / 2)


def test_claims_export_proposes_the_mean_of_its_heads() -> None:
    heads, item = [_heads(ClaimHeads, 1), _heads(LayeredHeads, 2)], _item()
    words, between = item.seen.float(), item.between.long()
    _, chances, *_ = Proposing(heads).eval()(words, between, torch.zeros(6, 7))
    assert torch.allclose(chances, torch.stack([one.chances(one.states(words[None]))[0] for one in heads]).mean(0), atol=1e-5)
