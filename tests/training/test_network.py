"""The network and its batches; run in the environment of requirements/training.txt, left out where PyTorch is missing."""

from __future__ import annotations

import numpy as np
import torch

from tawthiq.encoder.pieces import Pieces
from training.batches import IGNORED, collate, items, pooled
from training.corpora import HEADS, Sentence
from training.network import Encoder
from training.train import loss_of

_PIECES = Pieces([("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("\u2581", -3.0), ("ا", -2.0), ("ب", -2.0), ("ج", -2.0)])
_WHOLE = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("\u2581ا", -1.0), ("\u2581ب", -1.0)]
_HEADS = {"anercorp": len(HEADS["anercorp"])}


def _sentence(words: str, tags: str) -> Sentence:
    return Sentence(tuple(words.split()), {"anercorp": tuple(tags.split())})


def test_batches_give_each_word_its_label() -> None:
    batch = collate(items([_sentence("اب ج", "B-PER O"), _sentence("ج", "X")], _PIECES, 0))
    assert batch.labels["anercorp"].tolist() == [[IGNORED, IGNORED], [1, 0]] or batch.labels["anercorp"].tolist() == [[1, 0], [IGNORED, IGNORED]]


def test_batches_pool_the_mean_of_a_words_pieces() -> None:
    batch = collate(items([_sentence("اب ج", "O O")], _PIECES, 0))
    outputs = torch.arange(batch.pieces.shape[1], dtype=torch.float32)[None, :, None]
    assert pooled(outputs, batch.words, batch.width)[0, :, 0].tolist() == [2.0, 4.5]


def test_network_does_not_see_padding() -> None:
    torch.manual_seed(0)
    network = Encoder(len(_PIECES), 1, _HEADS).eval()
    short = collate(items([_sentence("ا ب", "O O")], _PIECES, 0))
    long = collate(items([_sentence("ا ب", "O O"), _sentence("ا ب ج ج ج", "O O O O O")], _PIECES, 0))
    row = next(index for index, words in enumerate(long.mask.sum(1).tolist()) if words == short.pieces.shape[1])
    alone, padded = (network(b.pieces, b.mask, b.features) for b in (short, long))
    assert torch.allclose(alone[0], padded[row, : alone.shape[1]], atol=1e-5)


def test_network_plain_attention_equals_the_fast_one() -> None:
    torch.manual_seed(0)
    network = Encoder(len(_PIECES), 2, _HEADS).eval()
    batch = collate(items([_sentence("ا ب ج", "O O O")], _PIECES, 0))
    fast = network(batch.pieces, batch.mask, batch.features)
    for layer in network.layers:
        layer.plain = True
    assert torch.allclose(fast, network(batch.pieces, None, batch.features), atol=1e-5)


def test_network_over_words_does_not_see_padding() -> None:
    torch.manual_seed(0)
    network = Encoder(len(_PIECES), 2, _HEADS, pooling=1).eval()
    short = collate(items([_sentence("ا ب", "O O")], _PIECES, 0))
    long = collate(items([_sentence("ا ب", "O O"), _sentence("ا ب ج ج ج", "O O O O O")], _PIECES, 0))
    row = next(index for index, words in enumerate(long.mask.sum(1).tolist()) if words == short.pieces.shape[1])
    assert torch.allclose(network.of_words(short)[0], network.of_words(long)[row, :2], atol=1e-5)


def test_network_over_words_that_are_single_pieces_reads_as_over_pieces() -> None:
    torch.manual_seed(0)
    plain, over = (Encoder(len(_PIECES), 2, _HEADS, pooling=pooling).eval() for pooling in (0, 1))
    over.load_state_dict(plain.state_dict())
    batch = collate(items([Sentence(("ا", "ب"), {"anercorp": ("O", "O")})], Pieces(_WHOLE), 0))
    assert torch.allclose(plain.of_words(batch), over.of_words(batch), atol=1e-5)


def test_network_learns_nothing_where_it_is_frozen() -> None:
    torch.manual_seed(0)
    network = Encoder(len(_PIECES), 2, _HEADS)
    network.freeze(1)
    loss_of(network, collate(items([_sentence("اب ج", "B-PER O")], _PIECES, 0))).backward()
    learnt = {name.split(".")[0] + "." + name.split(".")[1] for name, value in network.named_parameters() if value.grad is not None}
    assert learnt == {"layers.1", "heads.anercorp"}


def test_loss_of_teachers_is_least_where_the_network_agrees() -> None:
    torch.manual_seed(0)
    network = Encoder(len(_PIECES), 1, _HEADS).eval()
    words = ("ا", "ب")
    batch = collate(items([Sentence(words, {})], _PIECES, 0))
    own = torch.softmax(pooled(network(batch.pieces, batch.mask, batch.features), batch.words, batch.width)[0], -1).detach().numpy()
    other = np.roll(own, 1, axis=1)
    batches = [collate(items([Sentence(words, {}, {"anercorp": soft})], _PIECES, 0)) for soft in (own, other)]
    losses = [loss_of(network, batch).item() for batch in batches]
    assert losses[0] < losses[1]
