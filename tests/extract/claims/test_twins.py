"""Past forms that are another verb's present: which of the two a sentence means."""

from __future__ import annotations

import pytest

from tawthiq.extract import understand
from tawthiq.extract.claims.lexicon import twin_forms, verb_forms
from tawthiq.extract.claims.token import Pos
from tawthiq.extract.claims.tokens import tag
from tawthiq.model import Document, Origin


def _lemmas(text: str) -> list[str]:
    layers = understand(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-03")).layers
    tokens = [token for sentence in tag(layers).sentences for token in sentence if token.pos is Pos.VERB]
    return [token.trigger.lemma for token in tokens if token.trigger is not None]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("تقدم وزارة الصحة أدوية للقرى البعيدة.", "قدم"),
        ("تقدم فادي الطحان بطلب إلى البلدية.", "تقدم"),
        ("زار فادي الطحان الشركة التي تصدر المجلة.", "أصدر"),
        ("شركة الرواسي تسلم البضائع قبل العيد.", "سلم"),
        ("وزير الخارجية فادي الطحان تسلم الرسالة.", "تسلم"),
        ("تسلم فادي الطحان الرسالة أمس.", "تسلم"),
        ("تسلم إدارة المتحف فادي الطحان.", "تسلم"),
        ("لم يحدث أن تعرض فادي الطحان لهجوم.", "تعرض"),
        ("تراجع البرتغال عقود الميناء.", "راجع"),
        ("تراجع سعر القمح في السوق.", "تراجع"),
    ],
)
def test_twins_gender_of_the_subject_decides(text: str, lemma: str) -> None:
    assert lemma in _lemmas(text)


def test_twins_are_past_forms_of_another_verb() -> None:
    assert all(verb_forms()[key][0].lemma != trigger.lemma for key, (trigger, _) in twin_forms().items())
