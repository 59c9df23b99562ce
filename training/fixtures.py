"""The stored numbers that tests compare with: pieces by the reference tokeniser, scores by PyTorch.

python -m training.fixtures --recipe tawthiq-taught --work WORK --out tests/encoder     (needs the package tokenizers)
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from tawthiq.encoder.pieces import normal
from training.corpora import Sentence
from training.export import READ, trained
from training.score import head_scores

_SENTENCES = (
    "أعلن رئيس شركة سماء الجنوب فؤاد الراسني في البصرة أن المصنع سيفتح في 12 مايو 2016 .",
    "وقالت وزيرة الزراعة الأردنية منال العبدوني إن القمح وصل إلى ميناء العقبة .",
    "زار الراسني مقر حزب النخلة في بيروت أمس ، ولم يصدر بيان .",
)
_WORDS = """
الكتاب والكتاب وبالمدرسة للمدارس فسيكتبونها مستشفى مسؤولية إستراتيجية استراتيجيتهم كاراكوزوفيتش الراسني فؤاد بالبصرة ولندن
كوردستان قُلْتُ مـــدرسة 2016 12.5 ١٩٩٩ 3% « » ، . ؟ .. BBC Facebook رويترز @tafra_news https://example.org ﷺ ﻻ نيويورك-تايمز أ
""".split()  # noqa: SIM905


def reference_pieces(vocabulary: list[tuple[str, float]], words: list[str]) -> list[list[int]]:
    """Ids by the library tokenizers over the same vocabulary."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    cut = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    cut.pre_tokenizer = pre_tokenizers.Metaspace()
    return [encoding.ids for encoding in cut.encode_batch([normal(word) for word in words], add_special_tokens=False)]


def _vocabulary(work: Path) -> list[tuple[str, float]]:
    import gzip

    lines = gzip.decompress((work / "pieces.tsv.gz").read_bytes()).decode().split("\n")
    return [(piece, float(score)) for piece, score in (line.rsplit("\t", 1) for line in lines if line)]


def main() -> None:
    """Write pieces.tsv and scores.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipe", default="tawthiq-taught")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    ids = reference_pieces(_vocabulary(options.work), _WORDS)
    rows = (f"{word}\t{' '.join(map(str, found))}\n" for word, found in zip(_WORDS, ids, strict=True))
    (options.out / "pieces.tsv").write_text("".join(rows), "utf-8")
    if not (options.work / f"{options.recipe}.pt").exists():
        return
    from tawthiq.encoder import pieces

    network, chosen = trained(options.recipe, options.work)
    sentences = [Sentence(tuple(text.split()), {}) for text in _SENTENCES]
    heads = [head for head in chosen.heads if head in READ]
    scores = head_scores(network, pieces(), sentences, heads)
    stored = [
        {"text": text, "scores": {head: [[round(float(x), 3) for x in row] for row in scores[head][at]] for head in heads}}
        for at, text in enumerate(_SENTENCES)
    ]
    (options.out / "scores.json").write_text(json.dumps(stored, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
