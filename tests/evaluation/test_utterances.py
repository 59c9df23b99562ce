from evaluation.utterances import Judged, Pair, read_pairs, scored
from tawthiq.reconcile.utterances import Utterance, compatible, one_speaker

_KINDS = {"translated", "retold", "number", "speaker", "negated", "matter"}
_WORDS = {"first_speaker": "", "first": "نعم", "second_speaker": "", "second": "أجل"}


def _utterances(pair: Pair) -> tuple[Utterance, Utterance]:
    return Utterance("a", 0, 1, pair.first, "", pair.first_speaker), Utterance("b", 0, 1, pair.second, "", pair.second_speaker)


def test_utterances_file_has_pairs_of_every_kind() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 60
    assert {pair.kind for pair in pairs} == _KINDS
    assert all(pair.same == (pair.kind in {"translated", "retold"}) for pair in pairs)


def test_utterances_other_numbers_negation_and_speakers_are_kept_apart_without_vectors() -> None:
    hard = [_utterances(pair) for pair in read_pairs() if pair.kind in {"number", "speaker", "negated"}]
    assert hard
    assert not [pair for pair in hard if one_speaker(*pair) and compatible(*pair)]


def test_utterances_are_counted() -> None:
    same, other = Pair("1", "retold", same=True, **_WORDS), Pair("1", "matter", same=False, **_WORDS)
    rows = ((same, 0.97, True), (same, 0.9, True), (other, 0.99, True), (other, 0.99, False))
    judged = [Judged(pair, cosine, agrees=agrees, bar=0.95) for pair, cosine, agrees in rows]
    assert scored(judged) == (2, 1, 1)
    assert scored(judged, 0.98) == (2, 0, 1)
