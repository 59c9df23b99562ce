"""Titles that stand near a name and are somebody else's: القاضية لفلان، المحاسب وشقيقته فلانة، مدير مركز فلان، والد الطفلة فلانة."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.titles import names_title
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType, MentionForm, Span

_TITLES = frozenset({"holds_position", "occupation", "nationality"})
_RULES = ("nominal.", "learned.")
_APART = frozenset({Pos.VERB, Pos.PREPOSITION, Pos.RELATIVE, Pos.COMPLEMENTISER})
"""What parts a name from the title of another: سلم المندوب رسالة من فلان."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Tokens of a title and of a name, each first and behind the last."""

    title: tuple[int, int]
    name: tuple[int, int]

    @property
    def before(self) -> bool:
        """Whether the title stands before the name."""
        return self.title[1] <= self.name[0]

    @property
    def between(self) -> tuple[int, int]:
        """The tokens between the two."""
        return (self.title[1], self.name[0]) if self.before else (self.name[1], self.title[0])


def of_another(scene: Scene, tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether the words of a title beside a name are not the title of who is named."""
    pair = _pair(tokens, draft)
    if pair is None:
        return False
    item = draft.object.entity if draft.object is not None else None
    other = item not in {None, draft.subject.entity} and scene.type_of(item) is EntityType.PERSON and scene.named(item)
    return (
        other
        or _parted(tokens, pair)
        or _of_relative(tokens, pair)
        or _inside_name(scene, draft)
        or (draft.rule.startswith("learned.") and _no_title(tokens, pair))
    )


def _pair(tokens: Sequence[Token], draft: Draft) -> _Pair | None:
    """Title and name of a draft that a noun tells, where both stand in the sentence."""
    span = draft.object.span if draft.object is not None else None
    if draft.predicate not in _TITLES or not draft.rule.startswith(_RULES) or span is None or draft.subject.span is None:
        return None
    title, name = _inside(tokens, span), _inside(tokens, draft.subject.span)
    if not title or not name or tokens[title[0]].pos is Pos.VERB or any(t.pos is Pos.VERB and _starts(t, draft) for t in tokens):
        return None
    pair = _Pair((title[0], title[-1] + 1), (name[0], name[-1] + 1))
    return pair if pair.before or pair.name[1] <= pair.title[0] else None


def _starts(token: Token, draft: Draft) -> bool:
    return token.word.core_start == draft.trigger[0]


def _inside(tokens: Sequence[Token], span: Span) -> list[int]:
    return [token.index for token in tokens if token.word.end > span.start and token.word.start < span.end]


def _parted(tokens: Sequence[Token], pair: _Pair) -> bool:
    """القاضية لفلان، الرئيس بفلان، رسالة من فلان; مدير الشركة في المدينة فلان keeps its preposition inside the title."""
    between = tokens[slice(*pair.between)]
    first = tokens[pair.name[0]].word
    own = tokens[pair.title[0]].word.preposition
    governed = pair.before and bool(first.preposition) and first.preposition != own
    return governed or any(token.pos in _APART or (token.word.preposition and token.inside is None) for token in between)


def _of_relative(tokens: Sequence[Token], pair: _Pair) -> bool:
    """المحاسب السابق وشقيقته فلانة: behind a relative with a clitic somebody else is named; والد الطفلة فلانة: a relative is no office."""
    words = tokens[pair.title[0] : max(pair.name[0], pair.title[1])]
    joined = any(_kin(token.key.removeprefix("و")) and token.word.pronoun and token.word.text.startswith("و") for token in words[1:])
    return (pair.before and joined) or _kin(tokens[pair.title[0]].key)


def _kin(key: str) -> bool:
    return key in word_class("words", "kin") or key.removesuffix("ت") + "ه" in word_class("words", "kin")


def _inside_name(scene: Scene, draft: Draft) -> bool:
    """مدير مركز الملك فلان للإغاثة: who is named in the name of a body holds no office there."""
    own = draft.subject.span
    if own is None:
        return False
    around = scene.layers.mentions.inside(max(0, own.start - _NAME), own.end + _NAME)
    return any(
        mention.form is MentionForm.NAME
        and mention.type is not EntityType.PERSON
        and mention.span.start < own.start
        and own.end <= mention.span.end
        for mention in around
    )


_NAME = 60  # code points of the name of a body that names somebody


def _no_title(tokens: Sequence[Token], pair: _Pair) -> bool:
    """صاحب السمو الملكي، المعروف باسم، المعتقلة، نيابة عنه: address, a participle, an adverb; محامي | فلان: somebody's somebody."""
    inside = tokens[slice(*pair.title)]
    head = inside[0]
    forms = word_class("addresses", "titles")
    address = head.key in forms and all(token.key in forms | word_class("honours", "titles") for token in inside)
    if address or any(token.pos is Pos.PREPOSITION and token.word.pronoun for token in inside):
        return True
    named = head.inside is not None and head.inside.form is MentionForm.NAME
    bare = not head.word.article and not head.word.pronoun and not named
    if bare and len(inside) == 1 and pair.before and pair.between[0] == pair.between[1]:
        return True
    called = head.key in room_words("called", "beside") or (len(inside) == 1 and head.key in room_words("states", "beside"))
    return called and not names_title(head.key)
