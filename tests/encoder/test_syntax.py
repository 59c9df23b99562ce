"""The shipped parser, where this build has it."""

from __future__ import annotations

from tawthiq.encoder.model import OnnxTagger
from tawthiq.encoder.protocol import ROOT, Arc
from tawthiq.text.words import Word
from tests.encoder.tiny import in_words

_TEXT = "افتتح وزير الري سد الوادي أمس. أما المزارعون فطالبوا بتعويضات، وقال أحدهم إن المياه غمرت الحقول.\n"


def _arcs(tagger: OnnxTagger, text: str) -> list[tuple[Word, Arc, str]]:
    """(word, arc, text of its head) of all words."""
    sentences = in_words(text)
    trees = tagger.read(sentences).arcs
    return [
        (word, arc, "" if arc.head == ROOT else words[arc.head].text)
        for words, tree in zip(sentences, trees, strict=True) for word, arc in zip(words, tree, strict=True)
    ]  # fmt: skip


def test_syntax_gives_an_arc_a_word(tagger: OnnxTagger) -> None:
    sentences = in_words(_TEXT * 30)
    trees = tagger.read(sentences).arcs
    assert [len(tree) for tree in trees] == [len(words) for words in sentences]
    assert all(ROOT <= arc.head < len(tree) and arc.head != at for tree in trees for at, arc in enumerate(tree))


def test_syntax_finds_subject_and_object(tagger: OnnxTagger) -> None:
    found = {(word.text, arc.relation): head for word, arc, head in _arcs(tagger, _TEXT)}
    assert found["وزير", "nsubj"] == "افتتح"
    assert found["سد", "obj"] == "افتتح"
    assert found["المياه", "nsubj"] == "غمرت"


def test_syntax_leaves_the_labels_as_they_are(tagger: OnnxTagger) -> None:
    sentences = in_words(_TEXT)
    assert tagger.read(sentences).tagged == tagger.tag(sentences)


def test_syntax_of_nothing_is_nothing(tagger: OnnxTagger) -> None:
    assert tagger.read([]).arcs == ()
    assert tagger.read([()]).arcs == ((),)
