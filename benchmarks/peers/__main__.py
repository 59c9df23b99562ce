"""How fast tawthiq and its peers answer the same queries over the same texts, and which of them finds which form of a word.

Run as ``python -m benchmarks.peers ARCHIVE [--rounds 5] [--jars /usr/share/java]``. The peers run in Lucene 8 on Java 17: on Debian
``apt-get install liblucene8-java openjdk-17-jdk-headless``. Datashare's index is standard words, small letters, ASCII folding;
OpenAleph's is ICU folding, written out here (Debian's ICU and Lucene's do not fit each other). Neither does more for Arabic.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.figures import p95
from tawthiq.model import Document, Origin, Reading, document_id
from tawthiq.store import Order, Store

HERE = Path(__file__).parent
OURS = "tawthiq"
_JARS = ("core", "analyzers-common")
_QUERIES = {
    "word": ("الرئيس", "والحكومة", "وزارة", "الخارجية", "سوريا", "بالعراق", "ولبنان", "للجيش", "الانتخابات", "المفاوضات", "النفط"),
    "phrase": ('"رئيس الوزراء"', '"وزير الخارجية"', '"مجلس الأمن"', '"الولايات المتحدة"', '"حقوق الإنسان"', '"قال الرئيس"'),
    "AND": ("الرئيس الأميركي", "وزير الخارجية الروسي", "مجلس الأمن سوريا", "النفط السعودية", "الجيش اليمن"),
}

Times = dict[tuple[str, str], list[float]]
Pair = tuple[str, str]


def main() -> None:
    """Print the table of times, the table of forms, and the sizes of the indexes."""
    options = _options()
    forms = _forms()
    with tempfile.TemporaryDirectory() as folder, Store.open(options.archive, create=False, readonly=True) as store:
        times = _our_times(store, options.rounds)
        found = {OURS: _our_forms(Path(folder) / "forms", forms)}
        lines = _peers(Path(folder), _texts(store), forms, options)
        for kind, name, *fields in lines:
            if kind == "time":
                times[name, fields[0]].append(float(fields[1]))
            elif kind == "found":
                found.setdefault(name, set()).add((fields[0], fields[1]))
            else:
                found.setdefault(name, set())
                print(f"{name}: {fields[0]} s to index, {int(fields[1]) / store.counts().documents:.0f} bytes a document")
    _print_times(times)
    _print_forms(found, forms)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jars", type=Path, default=Path("/usr/share/java"), help="where Lucene's jars are")
    return parser.parse_args()


def _forms() -> dict[Pair, bool]:
    """Query and form to whether the one should find the other."""
    rows = (line.split("\t") for line in (HERE / "forms.tsv").read_text("utf-8").splitlines() if not line.startswith("#"))
    return {(query, form): wanted == "yes" for query, form, wanted in rows}


def _texts(store: Store) -> Iterator[str]:
    """Every document in a line, title and text as they are indexed."""
    for document in store.all_documents():
        yield " ".join(f"{document.title or ''} {document.text}".split())


def _our_times(store: Store, rounds: int) -> Times:
    times: Times = defaultdict(list)
    for round_ in range(-1, rounds):
        for kind, queries in _QUERIES.items():
            for query in queries:
                began = time.perf_counter()
                store.search(query, order=Order.RELEVANCE)
                if round_ >= 0:  # the first round warms up, here and there
                    times[OURS, kind].append(1000 * (time.perf_counter() - began))
    return times


def _our_forms(archive: Path, forms: Iterable[Pair]) -> set[Pair]:
    """Each form is a document; a query finds it or not."""
    with Store.open(archive) as store:
        written = {form: _add(store, form) for _, form in forms}
        return {(query, form) for query, form in forms if written[form] in {hit.document for hit in store.search(query, limit=500).hits}}


def _add(store: Store, form: str) -> str:
    content = form.encode()
    made = Document(document_id(content), form, Origin(f"{form}.txt"), format="text")
    store.add(made, content, Reading(made.id, "none-1"), "2021-11-08T00:00:00+00:00")
    return made.id


def _peers(folder: Path, texts: Iterable[str], forms: Iterable[Pair], options: argparse.Namespace) -> list[list[str]]:
    """What the peers print, in fields."""
    files = [folder / name for name in ("texts", "queries", "pairs")]
    with files[0].open("w", encoding="utf-8") as stream:
        stream.writelines(f"{text}\n" for text in texts)
    files[1].write_text("".join(f"{kind}\t{query}\n" for kind, queries in _QUERIES.items() for query in queries), "utf-8")
    files[2].write_text("".join(f"{query}\t{form}\n" for query, form in forms), "utf-8")
    jars = [next(iter(sorted(options.jars.glob(f"lucene-{name}-8*.jar"))), None) for name in _JARS]
    if None in jars:
        raise SystemExit("Lucene's jars are not there: apt-get install liblucene8-java openjdk-17-jdk-headless, or --jars FOLDER")
    command = ["java", "-Dfile.encoding=UTF-8", "-cp", ":".join(map(str, jars)), str(HERE / "Peers.java")]
    done = subprocess.run([*command, *map(str, files), str(folder), str(options.rounds)], capture_output=True, check=True)
    return [line.split("\t") for line in done.stdout.decode("utf-8").splitlines()]


def _print_times(times: Times) -> None:
    print(f"\n{'milliseconds':24}{'kind':8}{'p50':>8}{'p95':>8}{'max':>8}")
    for (name, kind), taken in sorted(times.items()):
        print(f"{name:24}{kind:8}{median(taken):8.2f}{p95(taken):8.2f}{max(taken):8.2f}")


def _print_forms(found: dict[str, set[Pair]], forms: dict[Pair, bool]) -> None:
    names = sorted(found, key=lambda name: name != OURS)
    print(f"\n{'query finds form':32}" + "".join(f"{name:>24}" for name in names))
    for pair, wanted in forms.items():
        told = "".join(f"{'yes' if pair in found[name] else 'no':>24}" for name in names)
        print(f"{' → '.join(pair):32}{told}{'' if wanted else '   another word'}")
    _print_sum("of those wanted", names, found, [pair for pair, wanted in forms.items() if wanted])
    _print_sum("other words found", names, found, [pair for pair, wanted in forms.items() if not wanted])


def _print_sum(title: str, names: Iterable[str], found: dict[str, set[Pair]], pairs: Sequence[Pair]) -> None:
    print(f"{title:32}" + "".join(f"{sum(pair in found[name] for pair in pairs):>21}/{len(pairs)}" for name in names))


if __name__ == "__main__":
    main()
