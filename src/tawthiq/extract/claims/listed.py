"""Lists of deeds: طالب بصرف … وإحالة … ومحاسبة …؛ دعا إلى تشكيل … وأن يكون …؛ أعلنت تعليق … ومنح …؛ يؤدي إلى ارتفاع … وتراجع …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.content import content_end
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.tokens import Pos, Token, negates

_WANTED = frozenset({"hopes_or_demands", "has_purpose"})
_MOST = 5  # further members of a list
_FEWEST = 2  # words of a member that says something
_COMMAS = frozenset({"،", ","})


def with_lists(scene: Scene, tokens: Sequence[Token], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, each of a wish or aim followed by what و adds to it; what a rule has told itself is not told again."""
    told = {_start(draft) for draft in drafts if draft.predicate in _WANTED | _DONE}
    for draft in drafts:
        if draft.predicate in _DONE and draft.rule.startswith(_VERBAL):
            yield from _apart(scene, tokens, draft, told)
            continue
        yield draft
        if draft.predicate in _WANTED and draft.object is not None and draft.object.span is not None:
            for more in _further(scene, tokens, draft):
                if _start(more) not in told:
                    told.add(_start(more))
                    yield more


_DONE = frozenset({"engaged_in", "has_trait", "complicit_in"})
_VERBAL = ("description.verb", "description.any", "description.plain", "verbal.engaged_in", "verbal.has_trait", "vouched.", "verbal.charge")


def _apart(scene: Scene, tokens: Sequence[Token], draft: Draft, told: set[int]) -> Iterator[Draft]:
    """أعلنت النقابة تعليق الإضراب | ومنح الحكومة مهلة: deeds that the tree joins to the first, each told of its own."""
    first, ends = _members(tokens, draft)
    if first is None or not ends or draft.object is None:
        yield draft
        return
    start = _inside(tokens, draft)[0]
    verb = draft.object.value.split()[0] if isinstance(draft.object.value, str) and not _says_deed(draft, first) else ""
    words = scene.words(tokens, start, ends[0], verb)
    yield draft if words is None else replace(draft, object=words)
    for at, end in zip(ends, [*ends[1:], None], strict=True):
        stop = end if end is not None else content_end(tokens, at + 1, nominal=True)
        more = scene.words(tokens, at, stop)
        if more is None or more.span is None or stop - at < _FEWEST or more.span.start in told or _tells(tokens, stop):
            continue
        told.add(more.span.start)
        evidence = (draft.evidence[0], max(draft.evidence[1], more.span.end))
        yield replace(draft, object=more, evidence=evidence, signs=(*draft.signs, "listed"))


def _says_deed(draft: Draft, first: Token) -> bool:
    """Whether the value begins with the deed itself."""
    value = draft.object.value if draft.object is not None else None
    return isinstance(value, str) and value.startswith(first.word.text[first.word.core_start - first.word.start :])


def _inside(tokens: Sequence[Token], draft: Draft) -> list[int]:
    """The indices of the tokens of a draft's object."""
    span = draft.object.span if draft.object is not None else None
    return [t.index for t in tokens if t.word.end > span.start and t.word.start < span.end] if span is not None else []


def _members(tokens: Sequence[Token], draft: Draft) -> tuple[Token | None, list[int]]:
    """The first deed of an object, and where the further ones begin that hang on it by و."""
    inside = _inside(tokens, draft)
    opening = [at for at in inside[:_OPENING] if tokens[at].pos is Pos.NOUN]
    first = tokens[opening[0]] if opening and _deed(tokens[opening[0]]) else None
    if first is None:
        return None, []
    reach = range(first.index + 1, min(len(tokens), inside[-1] + _REACH))
    stop = next((at for at in reach if tokens[at].pos is Pos.VERB or tokens[at].word.text in _ENDS), reach.stop)
    return first, [at for at in range(first.index + 1, stop) if _hangs(tokens, tokens[at], first)][:_MOST]


_OPENING = 3  # tokens in which the first deed of an object stands: a preposition or adverb may precede it
_REACH = 16  # tokens behind an object in which a list goes on
_ENDS = frozenset({".", "؛", "؟", "!", ":", '"', "»", "”"})


def _hangs(tokens: Sequence[Token], token: Token, first: Token) -> bool:
    """Whether the tree joins a deed to the first one, or a noun built like it (ارتفاع الأسعار وزيادة البطالة)."""
    arc = token.arc
    joined = arc is not None and arc.relation == "conj" and arc.head == first.index and arc.probability >= _SURE
    if not joined or token.word.conjunction != "و" or token.word.preposition not in {"", first.word.preposition}:
        return False
    return _deed(token) or (_owned(tokens, token) and _owned(tokens, first))


def _owned(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a noun is the first of an إضافة."""
    behind = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    bare = token.pos is Pos.NOUN and not token.word.article and not token.word.pronoun and token.inside is None
    return bare and behind is not None and behind.pos is Pos.NOUN and behind.word.article and not behind.word.preposition


_SURE = 0.5  # of the parser's probability of an arc


def _start(draft: Draft) -> int:
    return draft.object.span.start if draft.object is not None and draft.object.span is not None else -1


def _further(scene: Scene, tokens: Sequence[Token], draft: Draft) -> Iterator[Draft]:
    assert draft.object is not None  # noqa: S101 - the caller has looked
    assert draft.object.span is not None  # noqa: S101 - the caller has looked
    span = draft.object.span
    inside = [token.index for token in tokens if token.word.end > span.start and token.word.start < span.end]
    first, at = (tokens[inside[0]], inside[-1] + 1) if inside else (None, len(tokens))
    for _ in range(_MOST):
        start = _joined(tokens, at, first) if first is not None else None
        if start is None:
            return
        end = content_end(tokens, start + 1, nominal=tokens[start].pos is not Pos.COMPLEMENTISER)
        if _tells(tokens, end):
            return
        words = scene.words(tokens, _words_from(tokens, start), end)
        if words is None or words.span is None or end - start < _FEWEST:
            return
        evidence = (draft.evidence[0], max(draft.evidence[1], words.span.end))
        yield replace(draft, object=words, evidence=evidence, signs=(*draft.signs, "listed"))
        at = end


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
    return at if _deed(token) and _deed(first) and alike else None


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
