"""The heads for claims: batches, network, loss, measuring; run in the environment of requirements/training.txt."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import torch

from training.claims_batches import collate, shuffled
from training.claims_facts import PREDICATES, Target
from training.claims_items import Item
from training.claims_measure import Guess, curve, fits, proposals
from training.claims_network import INPUTS, POINTERS, ClaimHeads, pointer_scores
from training.claims_train import loss_of, train

MET, DID = PREDICATES.index("met"), PREDICATES.index("engaged_in")
_VISIT = Target(0, 1, MET, (0,), ((2, 3),), ((0, 3),), 1.0)


def _item(*targets: Target, words: int = 5, article: int = 0) -> Item:
    """A window of one sentence and the first two words of a second."""
    draw = torch.Generator().manual_seed(words)
    sentences = torch.tensor([0] * (words - 2) + [1, 1])
    places = torch.tensor([*range(words - 2), 0, 1])
    return Item(article, torch.randn(words, INPUTS, generator=draw).half(), torch.zeros(words, words, dtype=torch.uint8),
                sentences, places, targets)  # fmt: skip


def _heads() -> ClaimHeads:
    torch.manual_seed(0)
    heads = ClaimHeads()
    heads.eval()
    return heads


def test_claims_batches_pointers_count_nowhere_as_zero() -> None:
    batch = collate([_item(_VISIT, Target(0, 2, DID, (-1,), ((-1, -1),), ((0, 9),), 0.5), words=7)])
    right = [[row.nonzero()[:, 0].tolist() for row in target] for target in batch.wanted]
    assert right == [[[1], [3], [4], [1], [4]], [[0], [0], [0], [1], []]]


def test_claims_batches_padding_is_no_sentence() -> None:
    batch = collate([_item(_VISIT), _item(words=8)])
    assert (batch.sentences[0, 5:] == -1).all()
    assert batch.labels[0, 1, MET] == 1.0
    assert batch.labels.sum() == 1.0


def test_claims_batches_keep_every_window_once() -> None:
    items = [_item(words=3 + number % 9, article=number) for number in range(50)]
    found = [item.article for batch in shuffled(items, Random(1)) for item in batch]  # noqa: S311
    assert sorted(found) == list(range(50))


def test_claims_network_chances_of_a_word_are_at_most_one() -> None:
    chances = _heads().chances(torch.randn(2, 4, 384))
    assert chances.shape == (2, 4, len(PREDICATES))
    assert ((chances >= 0) & (chances <= 1)).all()


def test_claims_network_pointers_stay_in_the_sentence() -> None:
    network, batch = _heads(), collate([_item(_VISIT), _item(words=9)])
    states = network.states(batch.seen)
    scores = pointer_scores(network, states, batch.sentences, batch.at, batch.words, batch.kinds, batch.ties)
    assert scores.shape == (1, len(POINTERS), 10)
    assert (scores[..., :4] > -1e3).all()  # nowhere, and the three words of the sentence
    assert (scores[..., 4:] < -1e3).all()


def test_claims_network_scores_of_each_target_are_those_of_its_window() -> None:
    network, at, words, kinds = _heads(), torch.tensor([0, 0, 2]), torch.tensor([1, 2, 1]), torch.tensor([MET, DID, DID])
    torch.nn.init.normal_(network.pairs)
    states, sentences, ties = torch.randn(3, 5, 384), torch.zeros(3, 5), torch.zeros(3, 5, dtype=torch.long)
    together = pointer_scores(network, states, sentences, at, words, kinds, ties)
    for row, window in enumerate(at.tolist()):
        one, alone = slice(row, row + 1), slice(window, window + 1)
        single = pointer_scores(network, states[alone], sentences[alone], torch.zeros(1, dtype=torch.long), words[one], kinds[one], ties[one])
        assert torch.allclose(together[one], single, atol=1e-4)


def test_claims_loss_of_padding_is_nothing() -> None:
    network, batch = _heads(), collate([_item(_VISIT)])
    wider = replace(batch, sentences=torch.full_like(batch.sentences, -1))
    assert loss_of(network, wider).item() < loss_of(network, batch).item()


def test_claims_training_learns_what_it_sees() -> None:
    network, items = _heads(), [_item(_VISIT, article=number) for number in range(24)]
    before = loss_of(network, collate(items[:4])).item()
    network.load_state_dict([*train(network, items, 8, 1, 3e-3)][-1])
    assert loss_of(network.eval(), collate(items[:4])).item() < before / 2


def test_claims_measure_any_word_may_carry_the_claim() -> None:
    guess = Guess(0, 0, MET, 0.9, 0, (2, 2))
    assert fits(guess, _VISIT)
    assert not fits(Guess(0, 0, MET, 0.9, 1, (2, 2)), _VISIT)
    assert not fits(Guess(0, 1, MET, 0.9, 0, (2, 2)), _VISIT)
    assert not fits(Guess(0, 0, DID, 0.9, 0, (2, 2)), _VISIT)
    assert not fits(Guess(0, 0, MET, 0.9, 0, (-1, -1)), _VISIT)


def test_claims_measure_area_is_whole_if_all_is_found_and_right() -> None:
    items = [_item(_VISIT)]
    assert "average precision 100.0" in curve(items, [Guess(0, 0, MET, 0.9, 0, (2, 3)), Guess(0, 0, DID, 0.1, 0, (2, 3))])
    assert "average precision 0.0" in curve(items, [])


def test_claims_measure_proposals_stay_in_their_sentence() -> None:
    network = _heads()
    network.triggers.bias.data[MET] = 9.0
    found = list(proposals([network], [_item(words=6)]))
    assert found
    assert all(guess.subject < 4 and guess.object[1] < 4 for guess in found)
