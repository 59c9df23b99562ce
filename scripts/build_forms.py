"""Builds src/tawthiq/text/data/forms.tsv.gz: folded Arabic word forms with their lemmas and what they can be.

Source: the Arabic dictionary of simplemma (MIT), made from Wiktionary. Run: python scripts/build_forms.py
One line a form: folded form, lemmas (comma-separated, as in the dictionary), flags (N: seen with the article, so a noun or adjective).
Sorted.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from tawthiq.text.fold import fold

TARGET = Path(__file__).parents[1] / "src/tawthiq/text/data/forms.tsv.gz"


def dictionary() -> list[tuple[str, str]]:
    """Forms and lemmas in Arabic script."""
    items = DefaultDictionaryFactory().get_dictionary("ar").items()
    return sorted((form, lemma) for form, lemma in items if "\u0621" <= form[0] <= "\u064a" and " " not in form)


def rows(entries: list[tuple[str, str]]) -> list[str]:
    """The lines of the table."""
    lemmas: dict[str, list[str]] = {}
    for form, lemma in entries:
        known = lemmas.setdefault(fold(form), [])
        if lemma not in known:
            known.append(lemma)
    articled = {key[2:] for key in lemmas if key.startswith("ال")}
    return ["\t".join((key, ",".join(found), "N" * (key in articled))) for key, found in sorted(lemmas.items())]


def main() -> None:
    """Write the table; the same input gives the same bytes."""
    lines = rows(dictionary())
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(f"{len(lines)} forms, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
