"""Trees of words from CoNLL-U: text as newspapers write it, a word's place that of its main token."""

from __future__ import annotations

from pathlib import Path

from evaluation.treebank import ROOT, Tree, read_trees

_ROWS = """\
1	وَ	_	CONJ	C---------	_	2	cc	_	_
2	فَتَحَت	_	VERB	VP-A-3FS--	Voice=Act	0	root	_	_
3	مَدرَسَةُ	_	NOUN	N------S1R	_	2	nsubj	_	_
4	هَا	_	PRON	SP---3FS2-	_	3	nmod	_	_
5	بَابَ	_	NOUN	N------S4R	_	2	dobj	_	_
6	اَلقَاعَةِ	_	NOUN	N------S2D	_	5	nmod	_	_
7	لِ	_	ADP	P---------	_	8	case	_	_
8	اَلزُّوَّارِ	_	NOUN	N------P2D	_	2	nmod	_	_
9	.	_	PUNCT	G---------	_	2	punct	_	_
"""


def tree(rows: str, folder: Path) -> Tree:
    """The one tree of a file with these rows."""
    path = folder / "trees.conllu"
    path.write_text(rows, "utf-8")
    (found,) = read_trees(path)
    return found


def test_treebank_writes_clitics_as_newspapers_do(tmp_path: Path) -> None:
    """Tokens are joined, vowel marks left out, لـ and the article written together."""
    assert tree(_ROWS, tmp_path).text == "وفتحت مدرستها باب القاعة للزوار."


def test_treebank_gives_a_word_the_place_of_its_main_token(tmp_path: Path) -> None:
    """A word with its conjunction or pronoun hangs where its verb or noun hangs."""
    found = tree(_ROWS, tmp_path)
    assert [word.text for word in found.words] == ["وفتحت", "مدرستها", "باب", "القاعة", "للزوار", "."]
    assert found.heads == (ROOT, 0, 0, 2, 0, 0)
    assert found.relations == ("root", "nsubj", "dobj", "nmod", "nmod", "punct")
    assert found.children(0, "nsubj", "dobj") == [1, 2]


def test_treebank_keeps_the_files_own_spaces(tmp_path: Path) -> None:
    """Where a file says what is written together, that is followed."""
    rows = "1\tل\tل\tADP\tIN\t_\t2\tcase\t_\tSpaceAfter=No\n2\tلسوق\tسوق\tNOUN\tNN\t_\t0\troot\t_\t_\n"
    found = tree(rows, tmp_path)
    assert (found.text, found.tags) == ("للسوق", ("NOUN",))
