"""Trees of words: CoNLL-U files whose clitics are split, read as running text with our own words.

A tree of the file hangs on tokens («و», «ب», «كتاب», «ها»); ours hangs on whole words («وبكتابها»). The word's place in the tree is
that of its main token, the one that bears its meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tawthiq.text.words import Word, tokenize

_COLUMNS = 10  # of CoNLL-U
_PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "س"})
_ENCLITICS = re.compile(r"^(?:ه|ها|هم|هما|هن|ك|كم|كما|كن|نا|ني|ي)$")
_FREE_CASE = "1"  # a nominative pronoun is a word of its own
_NO_SPACE_AFTER, _NO_SPACE_BEFORE = frozenset("([«“"), frozenset(")]»”.،,؛:؟!")
_RANK: Mapping[str, int] = MappingProxyType({
    **dict.fromkeys(("VERB", "NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"), 0), **dict.fromkeys(("ADV", "PRON", "DET", "AUX", "INTJ"), 1),
})  # fmt: skip
_FUNCTION = 2  # rank of particles and marks
ROOT = -1


@dataclass(frozen=True, slots=True)
class Node:
    """A token of the file. ``head`` indexes the nodes of its sentence (-1: none); ``start``/``end`` are offsets in the sentence's text."""

    form: str
    tag: str
    head: int
    relation: str
    passive: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of one sentence: the index of each one's head (-1: none), its relation and its universal part of speech.

    ``passive``: verbs that the file calls passive. Words that share a token with one before them hang on it as «goeswith».
    """

    text: str
    words: tuple[Word, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    passive: tuple[bool, ...]

    def children(self, of: int, *relations: str) -> list[int]:
        """The words that hang on a word by one of the relations."""
        return [at for at, head in enumerate(self.heads) if head == of and self.relations[at] in relations]


def read_trees(path: Path) -> Iterator[Tree]:
    """The trees of a CoNLL-U file."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        rows = [row for row in rows if len(row) == _COLUMNS and row[0].isdigit()]
        if rows:
            yield tree_of(*laid_out(rows))


def laid_out(rows: Sequence[Sequence[str]]) -> tuple[str, list[Node]]:
    """The running text of a sentence and its tokens with their places in it."""
    text, nodes, spaced = "", list[Node](), any("SpaceAfter" in row[9] for row in rows)
    for at, row in enumerate(rows):
        form = _plain(row[1])
        if at and row[3] == "X" and rows[at - 1][1] == row[1] and not spaced:  # a word that nobody analysed, twice for its two parts
            nodes.append(Node(form, "X", int(row[6]) - 1, row[7], False, nodes[-1].start, nodes[-1].end))  # noqa: FBT003
            continue
        joined = at == 0 or (_stated_joined(rows, at) if spaced else _joined(rows, at))
        text, form = _attached(text, form, row) if joined and at else (text + (" " if at else ""), form)
        relation, passive = row[7].split(":")[0], "pass" in row[7] or "Voice=Pass" in row[5]
        nodes.append(Node(form, row[3], int(row[6]) - 1, relation, passive, len(text), len(text) + len(form)))
        text += form
    return text, nodes


def _plain(form: str) -> str:
    """A form as newspapers write it: without vowel marks."""
    bare = "".join(letter for letter in form if not unicodedata.combining(letter)) if len(form) > 1 else form
    return bare.translate({0x0671: "ا", 0x0640: None, 0x0670: None}) or form


def _stated_joined(rows: Sequence[Sequence[str]], at: int) -> bool:
    return "SpaceAfter=No" in rows[at - 1][9]


def _joined(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a token is written together with the one before it, where the file does not say."""
    before, here = rows[at - 1], rows[at]
    last, form = _plain(before[1]), _plain(here[1])
    if last in _PROCLITICS and before[3] in {"ADP", "CONJ", "CCONJ", "PART", "SCONJ"}:
        return True
    if here[3] == "PRON" and here[4].startswith("SP") and _ENCLITICS.match(form) and here[4].rstrip("-")[-1:] != _FREE_CASE:
        return True
    if '"' in (last, form):
        return _marks(rows, at) % 2 == (1 if last == '"' else 0) and (last != '"' or form != '"')
    return last in _NO_SPACE_AFTER or form in _NO_SPACE_BEFORE


def _marks(rows: Sequence[Sequence[str]], at: int) -> int:
    """How many straight marks stand up to the one that is spoken of: an odd one opens, an even one closes."""
    end = at if rows[at - 1][1] == '"' else at + 1
    return sum(row[1] == '"' for row in rows[:end])


def _attached(text: str, form: str, row: Sequence[str]) -> tuple[str, str]:
    """The text and the form as they are written together: للسلطة، مدينتها، عليه، مستواه."""
    if text.endswith("ل") and row[3] != "PRON" and form.startswith("ال") and not text[-2:-1].isalpha():
        return text, form[1:]
    if row[3] == "PRON" and text.endswith("ة"):
        return text[:-1] + "ت", form
    if row[3] == "PRON" and text.endswith("ى"):
        short = text.rsplit(maxsplit=1)[-1] in {"على", "إلى", "لدى", "وعلى", "وإلى", "ولدى"}
        return text[:-1] + ("ي" if short else "ا"), form
    return text, form


def tree_of(text: str, nodes: Sequence[Node]) -> Tree:
    """Tokens' tree to words' tree."""
    words = tokenize(text)
    inside = [[i for i, node in enumerate(nodes) if node.start < word.end and word.start < node.end] for word in words]
    owner = {i: at for at, held in reversed(list(enumerate(inside))) for i in held}  # of a token over several words: the first
    found = [_placed(nodes, owner, held, at) for at, held in enumerate(inside)]
    mains = [_main(nodes, held) for held in inside]
    return Tree(
        text, tuple(words), tuple(head for head, _ in found), tuple(relation for _, relation in found),
        tuple(nodes[main].tag if main is not None else "X" for main in mains),
        tuple(main is not None and nodes[main].passive for main in mains),
    )  # fmt: skip


def _main(nodes: Sequence[Node], held: Sequence[int]) -> int | None:
    return min(held, key=lambda i: (_RANK.get(nodes[i].tag, _FUNCTION), i), default=None)


def _placed(nodes: Sequence[Node], owner: Mapping[int, int], held: Sequence[int], at: int) -> tuple[int, str]:
    """(head word, relation) of a word."""
    main = _main(nodes, held)
    if main is None:
        return (at - 1, "goeswith") if at else (ROOT, "root")
    if owner[main] != at:
        return owner[main], "goeswith"
    head, relation = nodes[main].head, nodes[main].relation
    seen = {main}
    while head >= 0 and owner.get(head) == at and head not in seen:
        seen.add(head)
        head, relation = nodes[head].head, nodes[head].relation
    return (ROOT, "root") if head < 0 or head in seen else (owner.get(head, ROOT), relation)
