"""Harm of the stage and the screen: مقتل الملك على خشبة المسرح، هرب السجين في الفيلم. Nobody was harmed, and nobody fled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token

_HARM = frozenset({"killed_in", "died", "arrested", "attacked_in", "fled", "complicit_in", "persecutes", "conflict"})
_REACH = 12  # tokens from what is told to the work in which it is
_INSIDE = frozenset({"في", "علي"})
_OUT_OF = "من"


def staged(scene: Scene, tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether harm is told of somebody without a name inside a film, play, novel or game. Who has a name may be its maker."""
    if draft.predicate not in _HARM or scene.named(draft.subject.entity):
        return False
    at = next((token.index for token in tokens if token.word.core_start == draft.trigger[0]), None)
    if at is None:
        return False
    behind = tokens[at + 1 : at + 1 + _REACH]
    return any(_inside(tokens, token) for token in takewhile(_goes_on, behind))


def _goes_on(token: Token) -> bool:
    return token.pos not in {Pos.VERB, Pos.COMPLEMENTISER} and token.word.text not in {".", "؛"}


def _inside(tokens: Sequence[Token], work: Token) -> bool:
    """على خشبة، في المسلسل، من الفيلم: and not a part or a job in one (دوره في فيلم)."""
    before = tokens[work.index - 1]
    if work.pos is not Pos.NOUN or before.pos is not Pos.PREPOSITION or work.key not in room_words("works", "staged"):
        return False
    made = tokens[work.index - 2].key in room_words("making", "staged")
    return not made and (before.key in _INSIDE or (before.key == _OUT_OF and bool(work.word.article)))
