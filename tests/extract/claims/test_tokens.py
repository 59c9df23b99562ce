"""Verbs or nouns: what the place of a word decides."""

from __future__ import annotations

import pytest

from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import tag
from tawthiq.extract.frame import Layers, MentionLayer, build_frame
from tawthiq.model import Document, Origin


def _tokens(text: str) -> tuple[Token, ...]:
    document = Document("0" * 64, text, Origin("t.txt"))
    return tag(Layers(build_frame(document), MentionLayer(), ())).sentences[0]


@pytest.mark.parametrize(
    ("text", "word", "verb"),
    [
        ("قتل المسلحون الحارس", "قتل", True),
        ("بعد قتل الحارس", "قتل", False),
        ("أدى إلى خفض قيمة الليرة", "خفض", False),
        ("هربت الفتاة من القرية", "هربت", True),
        ("هي تعمل خياطة", "تعمل", True),
        ("أقاله الوزير", "أقاله", True),
        ("إقالته بعد شهر", "إقالته", False),
        ("زار وفد من النقابة المصنع", "وفد", False),
        ("حقق تقدما كبيرا", "تقدما", False),
        ("لم يزر القرية", "يزر", True),
    ],
)
def test_tokens_finite_verbs(text: str, word: str, verb: bool) -> None:  # noqa: FBT001
    found = [token for token in _tokens(text) if token.word.text == word]
    assert [(token.pos is Pos.VERB) for token in found] == [verb]


@pytest.mark.parametrize(("text", "trigger"), [("لم يزر القرية", "زار"), ("هو يزر القرية", None)])
def test_tokens_lost_weak_letter_needs_its_particle(text: str, trigger: str | None) -> None:
    found = next(token for token in _tokens(text) if token.word.text == "يزر")
    assert (found.trigger.lemma if found.trigger else None) == trigger
