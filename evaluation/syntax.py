"""Scores who a reading takes for subject and object of each finite verb, on the trees of a CoNLL-U file.

python -m evaluation.syntax --trees ../shared/data/morphology/ud_arabic_padt_v1/ar-ud-dev.conllu [--by-rules] [--show wrong|missed]

The file's verbs with a subject or an object of its own, in words, are what is to be found; a reading is right where the head word is.
Subjects that a reading takes from elsewhere (an antecedent, the verb before) count where the tree says so and are not held against it.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from evaluation.treebank import ROOT, Tree, read_trees
from tawthiq.encoder import Arc
from tawthiq.extract import understand
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.clauses import find_clauses
from tawthiq.extract.claims.parsed import with_trees
from tawthiq.extract.claims.token import Token
from tawthiq.extract.claims.tokens import tag
from tawthiq.model import Document, Origin
from tawthiq.text.fold import fold
from tawthiq.text.words import Word

SUBJECT, OBJECT = ("nsubj", "nsubjpass"), ("obj", "dobj")
CASES = ("verb first", "subject first", "passive", "coordinated", "relative", "object")
_ELSEWHERE = frozenset({"antecedent", "shared", "clitic", ""})  # subjects that do not stand beside their verb
_SHOWN = 40  # sentences


@dataclass(frozen=True, slots=True)
class Found:
    """What is said of the verb at an offset: offsets of its subject's and its object's head word; None for none in words.

    ``own``: whether the subject is the verb's own and not taken from elsewhere.
    """

    verb: int
    subject: int | None
    object: int | None
    own: bool = True
    objects: bool = True


Reader = Callable[[str], Sequence[Found]]
"""A sentence to what is found in it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A verb of a tree: offsets of its subject and object, other right subjects (an antecedent), and what case it is."""

    verb: int
    subject: int | None
    object: int | None
    also: frozenset[int]
    case: str


def wanted(tree: Tree) -> list[Wanted]:
    """The verbs of a tree that stand for a clause; auxiliaries and copulas are left out."""
    return [
        _wanted(tree, at) for at, kind in enumerate(tree.tags)
        if kind == "VERB" and tree.relations[at] not in {"aux", "auxpass", "cop", "goeswith", "amod"}
    ]  # fmt: skip


def _wanted(tree: Tree, at: int) -> Wanted:
    subject, item = _first(tree, at, SUBJECT), _first(tree, at, OBJECT)
    head, relation = tree.heads[at], tree.relations[at]
    also = {tree.words[head].start} if relation == "acl" and head != ROOT and subject is None else set[int]()
    if relation in {"conj", "xcomp"} and head != ROOT and subject is None:  # كانت الوكالة أعلنت: one file gives the subject to كانت
        also = {tree.words[shared].start for shared in tree.children(head, *SUBJECT)}
    start = tree.words[at].start
    return Wanted(start, _start(tree, subject), _start(tree, item), frozenset(also), _case(tree, at, subject))


def _first(tree: Tree, at: int, relations: Sequence[str]) -> int | None:
    """The word in a relation to a verb, if it is a word that names something and no pronoun."""
    found = (child for child in tree.children(at, *relations) if tree.tags[child] in _NAMING and not _under_preposition(tree, child))
    return next(found, None)


_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})


def _under_preposition(tree: Tree, word: int) -> bool:
    """One file calls objects what stands under a verb's own preposition."""
    return bool(tree.words[word].preposition) or any(tree.tags[child] == "ADP" for child in tree.children(word, "case"))


def same_phrase(tree: Tree, low: int, high: int) -> bool:
    """Whether two words are one noun phrase's candidates for its head: the parts of a name, a number and what it counts.

    One file takes the last name for the head, the other the first; a title and its name are one.
    """
    first, second = min(low, high), max(low, high)
    if second - first > _NEAR:
        return False
    return _hangs(tree, first, second) or _hangs(tree, second, first)


def _hangs(tree: Tree, low: int, high: int) -> bool:
    while low not in {high, ROOT}:
        head, relation = tree.heads[low], tree.relations[low]
        named = head != ROOT and (tree.tags[head] in _NAMES or tree.tags[head] == "NUM" or tree.words[head].key in _PARTS)
        if (relation not in _WITHIN and not (relation in {"nmod", "amod", "det"} and named)) or _under_preposition(tree, low):
            return False
        low = head
    return low == high


_NEAR = 4  # words
_NAMES = frozenset({"X", "PROPN"})
_WITHIN = frozenset({"flat", "name", "nummod", "appos", "compound", "goeswith", "dep", "foreign"})
_PARTS = frozenset(fold(word) for word in (
    "أحد", "إحدى", "بعض", "كل", "أي", "جميع", "معظم", "عدد", "غير", "كافة", "سائر", "نصف", "ثلث", "ربع", "عشرات", "مئات", "آلاف", "ملايين",
))  # fmt: skip


def _start(tree: Tree, word: int | None) -> int | None:
    return None if word is None else tree.words[word].start


def _case(tree: Tree, at: int, subject: int | None) -> str:
    if tree.passive[at]:
        return "passive"
    if tree.relations[at] == "acl":
        return "relative"
    if tree.relations[at] in {"conj", "parataxis"} and tree.words[at].conjunction:
        return "coordinated"
    return "subject first" if subject is not None and subject < at else "verb first"


def by_chunker(text: str, *, by_rules: bool = False) -> list[Found]:
    """What the claims' rules find: the clauses of a sentence with their subjects and direct objects."""
    understanding = understand(Document("0" * 64, text, Origin("sentence")), by_rules=by_rules)
    sentences = with_trees(tag(understanding.layers), understanding.layers.arcs).sentences
    return [_of_clause(tokens, clause) for tokens in sentences for clause in find_clauses(tokens)]


def _of_clause(tokens: Sequence[Token], clause: Clause) -> Found:
    subject, item = clause.subject, clause.objects[0] if clause.objects else None
    return Found(
        tokens[clause.verb].word.start,
        None if subject is None else tokens[subject.head].word.start,
        None if item is None else tokens[item.head].word.start,
        own=clause.how not in _ELSEWHERE, objects="copula" not in flags_of(clause),
    )  # fmt: skip


def by_parser(text: str) -> list[Found]:
    """What the learned parser finds, and nothing else."""
    understanding = understand(Document("0" * 64, text, Origin("sentence")))
    found = []
    for words, arcs in zip(understanding.layers.frame.words, understanding.layers.arcs, strict=True):
        for at, arc in enumerate(arcs):
            if arc.tag == "VERB":
                subject, item = (_dependent(words, arcs, at, relation) for relation in ("nsubj", "obj"))
                found.append(Found(words[at].start, subject, item))
    return found


def _dependent(words: Sequence[Word], arcs: Sequence[Arc], verb: int, relation: str) -> int | None:
    found = [at for at, arc in enumerate(arcs) if arc.head == verb and arc.relation == relation and arc.tag in _NAMING]
    return words[max(found, key=lambda at: arcs[at].probability)].start if found else None


@dataclass
class Score:
    """Counts by case: subjects (and objects) of the trees, those found right, all that a reading gave, those of them that are right."""

    gold: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    def row(self, case: str | None = None) -> tuple[float, float, float, int]:
        """(precision, recall, F1) in percent and the number in the trees; without a case of all subjects."""
        cases = [case] if case else [name for name in CASES if name != "object"]
        gold, hit, given, right = (sum(c[name] for name in cases) for c in (self.gold, self.hit, self.given, self.right))
        precision, recall = 100 * right / max(given, 1), 100 * hit / max(gold, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), gold


def score(trees: Iterable[Tree], reader: Reader) -> Score:
    """What a reader finds of the trees."""
    total = Score()
    for tree in trees:
        found = {one.verb: one for one in reader(tree.text)}
        for verb in wanted(tree):
            _count(total, tree, verb, found.pop(verb.verb, None))
        for one in found.values():
            _no_verb(total, tree, one)
    return total


def _count(total: Score, tree: Tree, verb: Wanted, one: Found | None) -> None:
    have = one or Found(verb.verb, None, None)
    _tally(total, tree, verb, verb.case, verb.subject, have.subject, counts=have.own)
    if have.objects:
        _tally(total, tree, verb, "object", verb.object, have.object, counts=True)


def _tally(total: Score, tree: Tree, verb: Wanted, case: str, gold: int | None, given: int | None, *, counts: bool) -> None:
    hit = given is not None and gold is not None and same_phrase(tree, _at(tree, given), _at(tree, gold))
    right = hit or (case != "object" and given in verb.also)
    total.gold[case] += gold is not None
    total.hit[case] += hit
    total.given[case] += given is not None and counts
    total.right[case] += right and counts
    if given is not None and counts and not right:
        total.faults.append(("wrong", case, _line(tree, verb.verb, gold, given)))
    elif gold is not None and given is None:
        total.faults.append(("missed", case, _line(tree, verb.verb, gold, given)))


def _at(tree: Tree, start: int) -> int:
    return next(i for i, word in enumerate(tree.words) if word.start == start)


def _no_verb(total: Score, tree: Tree, one: Found) -> None:
    """A word that the tree does not take for a verb: what is given for it is wrong, but for copulas and auxiliaries."""
    at = next((i for i, word in enumerate(tree.words) if word.start == one.verb), None)
    if at is None or tree.tags[at] in {"VERB", "AUX"} or tree.relations[at] in {"cop", "aux"}:
        return
    if one.subject is not None and one.own:
        total.given["verb first"] += 1
        total.faults.append(("wrong", "no verb", _line(tree, one.verb, None, one.subject)))
    if one.object is not None and one.objects:
        total.given["object"] += 1


def _line(tree: Tree, verb: int, gold: int | None, given: int | None) -> str:
    def word(at: int | None) -> str:
        return next((w.text for w in tree.words if w.start == at), "–")

    return f"{word(verb)}: gold {word(gold)}, given {word(given)} | {tree.text}"


def table(total: Score) -> str:
    """The figures, a case a line."""
    lines = ["case             precision  recall      F1  in trees"]
    for name in (None, *CASES):
        precision, recall, f1, gold = total.row(name)
        lines.append(f"{name or 'all subjects':16} {precision:9.1f} {recall:7.1f} {f1:7.1f} {gold:9}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Score subjects and objects on trees.")
    parser.add_argument("--trees", type=Path, required=True, nargs="+")
    parser.add_argument("--by-rules", action="store_true", help="without the learned model")
    parser.add_argument("--by-parser", action="store_true", help="the parser alone, without the rules")
    parser.add_argument("--show", choices=("wrong", "missed"))
    parser.add_argument("--case", choices=(*CASES, "no verb"))
    options = parser.parse_args(arguments)
    trees = [tree for path in options.trees for tree in read_trees(path)]
    reader: Reader = by_parser if options.by_parser else partial(by_chunker, by_rules=options.by_rules)
    total = score(trees, reader)
    print(table(total))
    faults = [line for kind, case, line in total.faults if kind == options.show and options.case in {None, case}]
    print(*random.Random(1).sample(faults, min(_SHOWN, len(faults))), sep="\n")  # noqa: S311 - only a choice of lines


if __name__ == "__main__":
    main()
