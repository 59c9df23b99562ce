"""Lists of what is wanted, aimed at or done: طالب بصرف …، وإحالة … ومحاسبة …؛ دعا إلى تشكيل … وأن يكون … وألا …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.content import content_end
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import negates

_WANTED = frozenset({"hopes_or_demands", "has_purpose"})
_LISTED = _WANTED | {"engaged_in", "complicit_in", "opposes", "supports"}
_MOST = 5  # further members of a list
_FEWEST = 2  # words of a member that says something
_COMMAS = frozenset({"،", ","})


def with_lists(scene: Scene, tokens: Sequence[Token], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, each of a wish, an aim or a deed followed by what و adds to it; what a rule has told itself is not told again."""
    told = {_start(draft) for draft in drafts if draft.predicate in _LISTED}
    for whole in drafts:
        draft = _first(scene, tokens, whole) if whole.predicate in _LISTED else whole
        yield draft
        if draft.predicate in _LISTED and draft.object is not None and draft.object.span is not None:
            for more in _further(scene, tokens, draft):
                if _start(more) not in told:
                    told.add(_start(more))
                    yield more


def _start(draft: Draft) -> int:
    return draft.object.span.start if draft.object is not None and draft.object.span is not None else -1


def _first(scene: Scene, tokens: Sequence[Token], draft: Draft) -> Draft:
    """The draft with the first member alone where its object has run on over the next: بناء مدرسة | وترميم أخرى."""
    span = draft.object.span if draft.object is not None else None
    inside = [token for token in tokens if span is not None and token.word.end > span.start and token.word.start < span.end]
    first = _head(inside)
    if draft.object is None or first is None or not _deed(first) or first.word.article or draft.object.entity is not None:
        return draft
    cut = _before_next(tokens, first.index, inside[-1].index + 1)
    words = None if cut > inside[-1].index else scene.words(tokens, inside[0].index, cut)
    return draft if words is None else replace(draft, object=words, signs=(*draft.signs, "listed"))


def _head(inside: Sequence[Token]) -> Token | None:
    """The noun of a member, behind the verb or preposition that may open its words."""
    return next((token for token in inside[:_OPENING] if token.pos is Pos.NOUN), inside[0] if inside else None)


_OPENING = 3  # tokens: a verb and a preposition may stand before the first deed


def _before_next(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the member that begins at ``start`` ends, at the latest at ``end``: before the next."""
    return next((at for at in range(start + _FEWEST, end) if _member(tokens, tokens[at], tokens[start])), end)


def _member(tokens: Sequence[Token], token: Token, first: Token) -> bool:
    """Whether و joins a deed that governs a noun of its own, as the first does: ترميم الطرق."""
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    governs = bool(token.word.pronoun) or (following is not None and following.pos in _GOVERNED)
    free = token.word.conjunction == "و" and not token.word.article and token.inside is None and token.pos is Pos.NOUN
    joins = token.word.preposition in {"", first.word.preposition} and token.key not in room_words("happening", "listed")
    return free and governs and joins and _deed(token) and _nearest(tokens, token.index, first)


_GOVERNED = frozenset({Pos.NOUN, Pos.QUANTIFIER, Pos.DEMONSTRATIVE, Pos.PREPOSITION, Pos.NUMBER, Pos.RELATIVE})


def _further(scene: Scene, tokens: Sequence[Token], draft: Draft) -> Iterator[Draft]:
    assert draft.object is not None  # noqa: S101 - the caller has looked
    assert draft.object.span is not None  # noqa: S101 - the caller has looked
    span = draft.object.span
    inside = [token for token in tokens if token.word.end > span.start and token.word.start < span.end]
    first, at = _head(inside), inside[-1].index + 1 if inside else len(tokens)
    for _ in range(_MOST):
        start = _joined(tokens, at, first) if first is not None else None
        if start is None or (tokens[start].pos is Pos.COMPLEMENTISER and draft.predicate not in _WANTED):
            return
        end = content_end(tokens, start + 1, nominal=tokens[start].pos is not Pos.COMPLEMENTISER)
        end = _before_next(tokens, start, end)
        if _tells(tokens, end):
            return
        words = scene.words(tokens, _words_from(tokens, start), end)
        if words is None or words.span is None or end - start < _FEWEST:
            return
        evidence = (draft.evidence[0], max(draft.evidence[1], words.span.end))
        yield replace(draft, object=words, evidence=evidence, signs=(*draft.signs, "listed"))
        at, first = end, tokens[start] if _deed(tokens[start]) else first


def _joined(tokens: Sequence[Token], at: int, first: Token) -> int | None:
    """Where a member of the list begins that و joins at ``at``, behind a comma or without: a deed like the first, or a clause under أن."""
    comma = at < len(tokens) and tokens[at].word.text in _COMMAS
    at += comma
    if at >= len(tokens) or tokens[at].word.conjunction != "و":
        return None
    token = tokens[at]
    if token.pos is Pos.COMPLEMENTISER:
        return at if not token.word.pronoun and not token.word.text.startswith("ولأن") else None
    alike = token.word.preposition in {"", first.word.preposition} and token.inside is None and (comma or _nearest(tokens, at, first))
    return at if _deed(token) and _deed(first) and alike and token.key not in room_words("happening", "listed") else None


def _nearest(tokens: Sequence[Token], at: int, first: Token) -> bool:
    """Whether و without a comma can only join to the first: إيقاف محاولات العبث والتشكيك joins to a nearer deed."""
    token = tokens[at]
    if token.word.preposition:
        return True
    nearer = any(_deed(other) and other.word.article == token.word.article for other in tokens[first.index + 1 : at])
    return token.word.article == first.word.article and not nearer


def _deed(token: Token) -> bool:
    return is_deed(token) or token.key in room_words("lacking", "listed")


def _words_from(tokens: Sequence[Token], start: int) -> int:
    """Behind أن; a negated أن (ألا) belongs to what is wanted."""
    return start + 1 if tokens[start].pos is Pos.COMPLEMENTISER and not negates(tokens[start]) else start


def _tells(tokens: Sequence[Token], end: int) -> bool:
    """Whether a verb right behind makes the noun a sentence's subject: واستمرار القصف يهدد السكان."""
    return end < len(tokens) and tokens[end].pos is Pos.VERB and not tokens[end].word.conjunction
