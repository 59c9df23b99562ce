"""Results of contests: who came out at which place, and with how many seats or points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.around import COMMAS, QUOTES, Held, held, is_person_name, is_ranking, phrase_at, words
from tawthiq.extract.claims.quantity import is_amount
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType

_REACH = 40  # tokens: how far before a place the one who took it is looked for
_NEAR = 12  # tokens between a ranking verb and an adverbial place (ثانيا)
_BEHIND = 14  # tokens behind a place in which the seats won are told
_STOPS = frozenset({".", "؛", ":", "؟", "!"})
_ACTORS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})


def result_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """Drafts of one sentence's results."""
    taken = -1
    for start, end in _places(tokens):
        winner = _winner(scene, tokens, start, end)
        if winner is None:
            continue
        item = _without_and(scene, tokens, start, scene.words(tokens, start, _extended(scene, tokens, end)))
        if item is not None and item.span is not None:
            yield _draft(scene, tokens, "rank", "has_trait", winner, item, start)
        amount = _won_behind(scene, tokens, end, taken)
        if amount is not None:
            taken = amount[1]
            yield _draft(scene, tokens, "won", "has_quantity", winner, amount[0], amount[2])
    for token in tokens:
        if token.key in words("topping") and token.index + 2 < len(tokens):
            yield from _topped(scene, tokens, token)


def _draft(scene: Scene, tokens: Sequence[Token], name: str, predicate: str, winner: Held, item: Argument, at: int) -> Draft:
    assert item.span is not None  # noqa: S101 - made of words
    gained = _gaining_before(tokens, at)
    if name == "won" and gained is not None and winner.end <= gained:
        start = end = tokens[gained].word.core_start  # بحصوله على …: its clitic stands for the winner
    else:
        start, end = scene.range(tokens, winner.start, winner.end)
    evidence = (min(start, item.span.start), max(end, item.span.end))
    trigger = (tokens[at].word.core_start, tokens[at].word.end)
    return Draft(f"relational.{name}", predicate, winner.argument, item, evidence, trigger)


def _gaining_before(tokens: Sequence[Token], at: int) -> int | None:
    """بحصوله على …: the noun of gaining before an amount."""
    for i in range(at - 1, max(-1, at - _BEHIND), -1):
        if tokens[i].key in words("gaining") and tokens[i].word.pronoun:
            return i
    return None


# ------------------------------------------------------------------ places


def _places(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """المركز الأول، ثانيا behind a ranking verb: token ranges."""
    adverbial = False
    for token in tokens[:-1]:
        following = tokens[token.index + 1]
        if token.key in words("ranks") and token.word.article and following.key in words("ordinals") and following.word.article:
            yield token.index, token.index + 2
            adverbial = True
        elif _is_adverbial(token) and (_verb_near(tokens, token.index) or (adverbial and token.word.text.startswith("و"))):
            yield token.index, token.index + 1
            adverbial = True


def _is_adverbial(token: Token) -> bool:
    return _bare(token) in words("adverbial") and not token.word.article and not token.word.preposition


def _bare(token: Token) -> str:
    """The key without a و that was not split (وثانيا)."""
    return token.key[1:] if token.key[:1] == "و" and token.key[1:] in words("adverbial") else token.key


def _without_and(scene: Scene, tokens: Sequence[Token], start: int, item: Argument | None) -> Argument | None:
    if item is None or item.span is None or _bare(tokens[start]) == tokens[start].key:
        return item
    return Argument(span=scene.layers.frame.span(item.span.start + 1, item.span.end))


def _verb_near(tokens: Sequence[Token], at: int) -> bool:
    for token in reversed(tokens[max(0, at - _NEAR) : at]):
        if token.word.text in COMMAS or token.word.text in _STOPS:
            return False
        if is_ranking(token):
            return True
    return False


def _extended(scene: Scene, tokens: Sequence[Token], end: int) -> int:
    """في عشرين بلدة من خمسين: what a place is a place in, where it is counted."""
    if end + 1 < len(tokens) and tokens[end].key == "في" and is_amount(tokens[end + 1]):
        phrase = phrase_at(scene, tokens, end + 1)
        end = phrase.end if phrase is not None else end
        if end + 2 < len(tokens) and tokens[end].key == "من" and tokens[end + 1].key == "اصل":
            end += 3
    return end


# ------------------------------------------------------------------ who took it


def _winner(scene: Scene, tokens: Sequence[Token], start: int, end: int) -> Held | None:
    behind = _winner_behind(scene, tokens, start, end)
    if behind is not None:
        return behind
    if not any(is_ranking(token) for token in tokens[max(0, start - _REACH) : start]):
        return None
    low = max(0, start - _REACH)
    open_ = _outside_relatives(tokens, low, start)
    for people in (False, True):
        for i in range(start - 1, low - 1, -1):
            if tokens[i].word.text in _STOPS or tokens[i].pos is Pos.COMPLEMENTISER:
                break
            if i in open_ and _contends(tokens, i, people=people):
                phrase = phrase_at(scene, tokens, i, start)
                found = held(scene, tokens, phrase) if phrase is not None else None
                if found is not None and found.type in _ACTORS | {EntityType.THING}:
                    return found
    return None


def _winner_behind(scene: Scene, tokens: Sequence[Token], start: int, end: int) -> Held | None:
    """وحلّت رابعة، قائمة …: the verb right before the place and its subject behind."""
    verb = start - 2 if start and tokens[start - 1].pos is Pos.PREPOSITION else start - 1
    if verb < 0 or not is_ranking(tokens[verb]):
        return None
    at = end + 1 if end < len(tokens) and tokens[end].word.text in COMMAS else end
    if at >= len(tokens) or tokens[at].word.conjunction or tokens[at].word.preposition or not _contends(tokens, at, people=None):
        return None
    phrase = phrase_at(scene, tokens, at)
    return held(scene, tokens, phrase) if phrase is not None else None


def _contends(tokens: Sequence[Token], at: int, *, people: bool | None) -> bool:
    """Whether a contestant begins here that nothing but a verb governs. ``people``: persons, bodies, or both (None)."""
    token = tokens[at]
    body = token.pos is Pos.NOUN and token.key in words("contestants") and not token.word.pronoun
    person = is_person_name(token) or (at > 0 and token.mention is not None and is_ranking(tokens[at - 1]))
    if not (body if people is False else person if people else body or person):
        return False
    if token.word.preposition:
        return False
    before = tokens[at - 1] if at else None
    if before is None or token.word.conjunction:
        return True
    if before.key in words("leading") or before.key[1:] in words("leading") or before.key in words("commanding") | words("presiding"):
        return False
    if before.pos is Pos.PREPOSITION and not before.word.pronoun:
        return at > 1 and tokens[at - 2].key.endswith("نسبه")
    return not (person and before.pos is Pos.NOUN and not before.word.article and not is_ranking(before))


def _outside_relatives(tokens: Sequence[Token], low: int, stop: int) -> frozenset[int]:
    """The tokens of ``[low, stop)`` that lie in no relative clause; one with a ranking verb of its own counts as outside."""
    found: list[int] = []
    inside = False
    for i in range(low, stop):
        if tokens[i].pos is Pos.RELATIVE:
            inside = i + 1 < stop and not is_ranking(tokens[i + 1])
        elif inside and (tokens[i].word.text in COMMAS or is_ranking(tokens[i])):
            inside = False
        if not inside:
            found.append(i)
    return frozenset(found)


# ------------------------------------------------------------------ what was won


def _won_behind(scene: Scene, tokens: Sequence[Token], end: int, taken: int) -> tuple[Argument, int, int] | None:
    """(9 مقاعد)، بـ9 مقاعد، بنيله 9 مقاعد: the amount, the token behind it, and where it begins."""
    for i in range(end, min(len(tokens) - 1, end + _BEHIND)):
        token = tokens[i]
        if token.word.text in _STOPS or (is_ranking(token) and token.pos is Pos.VERB) or token.key in words("ranks"):
            return None
        if i > taken and is_amount(token) and _unit(tokens, i + 1):
            if not _leads_to(tokens, end, i):
                return None
            stop = _total(tokens, i + 2)
            item = scene.words(tokens, i, stop)
            return (item, stop, i) if item is not None else None
    return None


def _total(tokens: Sequence[Token], at: int) -> int:
    """Behind the seats: في المجلس من مجموع 120."""
    end = at
    if at + 1 < len(tokens) and tokens[at].key == "في" and (mention := tokens[at + 1].mention) is not None:
        end = at + 2
        while end < len(tokens) and tokens[end].inside is mention:
            end += 1
    if end + 2 < len(tokens) and tokens[end].key == "من" and tokens[end + 1].key == "اصل" and tokens[end + 2].pos is Pos.NUMBER:
        end += 3
    return end


def _unit(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].key in words("won")


def _leads_to(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether the amount is that of the place: in brackets, behind ب, or under a noun of gaining."""
    between = tokens[start:at]
    if not between:
        return False
    if between[0].word.text in {"(", "["} or between[0].key == "ب" or tokens[at].word.preposition == "ب":
        return True
    return any(token.key in words("gaining") for token in between)


# ------------------------------------------------------------------ at the top


def _topped(scene: Scene, tokens: Sequence[Token], verb: Token) -> Iterator[Draft]:
    """تصدر التحالف نتائج الانتخابات."""
    phrase = phrase_at(scene, tokens, verb.index + 1)
    winner = held(scene, tokens, phrase) if phrase is not None and not phrase.preposition else None
    if winner is None or winner.type not in _ACTORS or winner.head in words("topped") - words("contestants"):
        return
    for i in range(winner.end, min(len(tokens), winner.end + _NEAR)):
        token = tokens[i]
        if token.word.text in COMMAS or token.word.text in _STOPS:
            return
        if token.key in words("topped") and token.pos is Pos.NOUN and not token.word.preposition and token.word.text not in QUOTES:
            target = phrase_at(scene, tokens, i)
            item = scene.words(tokens, i, target.end, "تصدر") if target is not None else None
            if item is not None:
                yield _draft(scene, tokens, "topped", "has_trait", winner, item, verb.index)
            return
