"""The development part of a CoNLL file, tags untouched: python -m training.split --conll FILE --out FILE."""

from __future__ import annotations

import argparse
from pathlib import Path


def last_tenth(text: str) -> str:
    """The last tenth of the sentences, as ``training.corpora.split_tenth`` counts them."""
    sentences = [block for block in text.split("\n\n") if block.strip()]
    return "\n\n".join(block.strip("\n") for block in sentences[len(sentences) - len(sentences) // 10 :]) + "\n"


def main() -> None:
    """Write the part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conll", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.write_text(last_tenth(options.conll.read_text("utf-8-sig")), "utf-8")


if __name__ == "__main__":
    main()
