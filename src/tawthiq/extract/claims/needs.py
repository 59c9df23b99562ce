"""What a speaker holds to be needed: على ضرورة …، أهمية …، على الحكومة أن …، لا بد من …، من الضروري …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.aims import wants
from tawthiq.extract.claims.around import phrases_before
from tawthiq.extract.claims.chunk import noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.content import content_end
from tawthiq.extract.claims.lexicon import masdar_forms, room_words
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.reading import ACTORS, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.states import speaking_states
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import negates
from tawthiq.model import Argument


def need_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The drafts of one sentence: what is needed is what the speaker demands; in nobody's mouth it is no demand."""
    for token in tokens:
        content = _content_at(tokens, token)
        if content is None or _under(tokens, token):
            continue
        speaker = _speaker(scene, tokens, token, clauses)
        if speaker is None or _told_others(scene, tokens, token, clauses):
            continue
        start = token.index if token.pos is Pos.PREPOSITION else content
        words = scene.words(tokens, start, content_end(tokens, content))
        if words is None or words.span is None or words.span.end - words.span.start < _FEWEST:
            continue
        evidence = (tokens[_lead(tokens, token)].word.core_start, words.span.end)
        trigger = (token.word.core_start, token.word.end)
        yield Draft("need", "hopes_or_demands", speaker, words, evidence, trigger, spoken=True)


def needy_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """اللاجئون بحاجة إلى مأوى، المدينة في حاجة ماسة لأطباء: what those before it need."""
    for token in tokens:
        if not _under(tokens, token):
            continue
        at = token.index + 1
        while at < len(tokens) and tokens[at].key in room_words("urgent", "needs"):
            at += 1
        if at + 1 >= len(tokens) or not (tokens[at].key == "الي" or tokens[at].word.preposition == "ل"):
            continue
        start = at + 1 if tokens[at].key == "الي" else at
        yield from _needy(scene, tokens, token, start)


def _under(tokens: Sequence[Token], token: Token) -> bool:
    """بحاجة، في حاجة: the need is that of those before it, and nothing that a speaker demands."""
    under = token.word.preposition == "ب" or (token.index > 0 and tokens[token.index - 1].key == "في")
    return token.key == "حاجه" and under and not token.word.article and not token.word.pronoun


def _needy(scene: Scene, tokens: Sequence[Token], token: Token, start: int) -> Iterator[Draft]:
    end = token.index if token.word.preposition == "ب" else token.index - 1
    who = next((p for p in phrases_before(scene, tokens, end) if scene.type_of(scene.entity_for(tokens, p)) in ACTORS), None)
    words = scene.words(tokens, start, content_end(tokens, start, nominal=True))
    if who is None or who.preposition or words is None or words.span is None:
        return
    subject = Argument(entity=scene.entity_for(tokens, who), span=scene.span(tokens, who.start, who.end))
    evidence = scene.range(tokens, who.start, token.index + 1)[0], words.span.end
    yield Draft("need.of", "hopes_or_demands", subject, words, evidence, (token.word.core_start, token.word.end))


_FEWEST = 8  # code points of a need that says something


def needed(tokens: Sequence[Token]) -> frozenset[int]:
    """Where clauses and nouns begin that are only said to be needed: no facts of their own."""
    found = {at for at in (_content_at(tokens, token) for token in tokens) if at is not None}
    return frozenset(found | {at + 1 for at in found if negates(tokens[at])})


def _lead(tokens: Sequence[Token], token: Token) -> int:
    """مشددا على ضرورة …، لا بد من …: with the words that bring it up."""
    at = token.index
    if token.pos is Pos.PREPOSITION or not at:
        return at
    if tokens[at - 1].pos is Pos.PREPOSITION and at > 1 and tokens[at - 2].pos in {Pos.NOUN, Pos.VERB} and tokens[at - 2].inside is None:
        return at - 2
    return at - 1 if tokens[at - 1].key in {"من", "لا"} or tokens[at - 1].pos is Pos.VERB else at


def _content_at(tokens: Sequence[Token], token: Token) -> int | None:
    """Where what is needed begins, if ``token`` says that it is."""
    if token.pos is Pos.NOUN and token.inside is None and token.key in room_words("needs", "needs"):
        return _behind_noun(tokens, token)
    if token.pos is Pos.PREPOSITION and token.key == "علي":
        return _pressed(tokens, token) or _obliged(tokens, token)
    if token.key in {"وقت", "اوان"}:
        return _due(tokens, token)
    if token.key == "بد" and token.index and tokens[token.index - 1].key == "لا":
        return _behind(tokens, token.index + 1, ("من",))
    if token.key in room_words("necessary", "needs") and token.index and tokens[token.index - 1].key == "من" and token.word.article:
        return _behind(tokens, token.index + 1, ())
    return None


def _pressed(tokens: Sequence[Token], token: Token) -> int | None:
    """شدد فلان على وقف …، مشددا على احترام …."""
    at = token.index + 1
    if token.word.pronoun or at >= len(tokens) or not is_deed(tokens[at]) or tokens[at].key in room_words("needs", "needs"):
        return None
    if tokens[at].word.pronoun or wants(tokens[at]) or _stance(tokens[at]):
        return None  # شدد على حرص بلاده، على دعمها: where somebody stands
    before = tokens[max(0, token.index - _PRESSED) : token.index]
    for other in reversed(before):
        if other.pos in {Pos.MARK, Pos.PREPOSITION, Pos.COMPLEMENTISER}:
            return None
        if other.pos is Pos.VERB or other.key.removesuffix("ا") in room_words("pressing", "needs"):
            return at if other.key.removesuffix("ت").removeprefix("ي").removesuffix("ا") in room_words("pressing", "needs") else None
    return None


def _stance(token: Token) -> bool:
    """Whether a noun tells of backing or rejecting."""
    return any(trigger.predicate in {"supports", "opposes"} for trigger, _ in masdar_forms().get(token.key, ()))


_PRESSED = 9  # tokens from شدد to على


def _due(tokens: Sequence[Token], token: Token) -> int | None:
    """حان الوقت لـ …، الوقت قد حان لـ …، آن الأوان أن …."""
    at = token.index + 1
    come = token.index > 0 and tokens[token.index - 1].key in room_words("come", "needs")
    while at < len(tokens) and at < token.index + 3 and (tokens[at].key in room_words("come", "needs") or tokens[at].key == "قد"):
        come |= tokens[at].key in room_words("come", "needs")
        at += 1
    if not come or not token.word.article or at >= len(tokens):
        return None
    if tokens[at].pos is Pos.COMPLEMENTISER:
        return at + (not negates(tokens[at]))
    return at if tokens[at].word.preposition == "ل" else None


def _behind_noun(tokens: Sequence[Token], token: Token) -> int | None:
    at = token.index + 1
    if at >= len(tokens) or token.word.pronoun:
        return None
    if token.key == "حاجه":
        if tokens[at].key != "الي" or at + 1 >= len(tokens):
            return None
        at += 1
    elif token.word.article:
        return None
    if tokens[at].pos is Pos.COMPLEMENTISER:
        return at + (not negates(tokens[at]))
    if not starts_phrase(tokens[at]) or tokens[at].word.preposition or tokens[at].word.conjunction:
        return None
    return at if token.key not in room_words("weighed", "needs") or is_deed(tokens[at]) else None


def _behind(tokens: Sequence[Token], at: int, prepositions: tuple[str, ...]) -> int | None:
    """Behind لا بد and من الضروري: أن with its clause, or a verbal noun, under a preposition if one is given."""
    if at >= len(tokens):
        return None
    if tokens[at].key in prepositions and tokens[at].pos is Pos.PREPOSITION:
        at += 1
    if at < len(tokens) and tokens[at].pos is Pos.COMPLEMENTISER:
        return at + (not negates(tokens[at]))
    return at if at < len(tokens) and is_deed(tokens[at]) else None


def _obliged(tokens: Sequence[Token], token: Token) -> int | None:
    """على فلان أن …, at the head of what is said."""
    before = tokens[token.index - 1] if token.index else None
    heads = before is None or before.pos in {Pos.COMPLEMENTISER, Pos.MARK} or bool(token.word.conjunction)
    if not heads:
        return None
    at = token.index + 1
    if not token.word.pronoun:
        phrase = noun_phrase(tokens, at) if at < len(tokens) else None
        if phrase is None:
            return None
        at = phrase.end
    if at + 1 < len(tokens) and tokens[at].pos is Pos.COMPLEMENTISER and _that(tokens[at]):
        return at + (not negates(tokens[at]))
    said = before is not None and (before.pos is Pos.COMPLEMENTISER or before.word.text in {'"', "«", "“", ":"} or bool(token.word.pronoun))
    return at if said and at < len(tokens) and is_deed(tokens[at]) and not tokens[at].word.conjunction else None


def _that(token: Token) -> bool:
    return (token.key == "ان" and not token.word.pronoun) or negates(token)


def _speaker(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> Argument | None:
    """Who says so: the tree's speaker, or the subject of the verb of saying that governs the words."""
    said = scene.discourse.speaker(token.word.start, token.word.end)
    if said is not None:
        return Argument(entity=said.entity)
    for index, holder in reversed(speaking_states(scene, tokens, clauses)):
        if index < token.index <= index + _REACH:
            return holder
    for clause in reversed(clauses):
        if clause.verb < token.index <= clause.end and "say" in flags_of(clause):
            found = resolve(scene, tokens, clause)
            return found.subject if found is not None and found.type in ACTORS else None
    return None


def _told_others(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> bool:
    """قال فلان إنهم أقنعوهم بضرورة …: whom the speaker tells of holds that it is needed, and not the speaker."""
    if token.word.preposition != "ب":
        return False
    clause = next((c for c in reversed(clauses) if c.verb < token.index <= c.end), None)
    if clause is None or not clause.clitic or clause.form.person != _THIRD:
        return False
    said = scene.tree.innermost(token.word.start, token.word.end)
    return said is not None and said.content.start <= tokens[clause.verb].word.core_start


_THIRD = 3
_REACH = 14  # tokens from مشددا to what is needed
