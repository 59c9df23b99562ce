"""What a speaker holds to be needed: على ضرورة …، أهمية …، على الحكومة أن …، لا بد من …، من الضروري …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.nouns import is_masdar
from tawthiq.extract.claims.reading import ACTORS, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.states import speaking_states
from tawthiq.extract.claims.tokens import Pos, Token
from tawthiq.model import Argument

_NEEDS = frozenset({"ضروره", "وجوب", "لزوم", "حتميه", "الزاميه", "اهميه", "حاجه"})
_WEIGHED = frozenset({"اهميه", "حاجه"})  # also of things: أهمية المدينة، الحاجة إلى الماء
_NECESSARY = frozenset({"ضروري", "واجب", "لازم", "مهم", "مطلوب", "مفترض", "افضل", "ملح", "حتمي"})
_ENDS = frozenset({"،", ",", ".", "؛", ":", "؟", "!", '"', "»", "”", "("})
_LONGEST = 24  # tokens of what is needed


def need_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The drafts of one sentence: what is needed is what the speaker demands; in nobody's mouth it is no demand."""
    for token in tokens:
        content = _content_at(tokens, token)
        if content is None:
            continue
        speaker = _speaker(scene, tokens, token, clauses)
        if speaker is None:
            continue
        start = token.index if token.pos is Pos.PREPOSITION else content
        words = scene.words(tokens, start, content_end(tokens, content))
        if words is None or words.span is None or words.span.end - words.span.start < _FEWEST:
            continue
        evidence = (tokens[_lead(tokens, token)].word.core_start, words.span.end)
        trigger = (token.word.core_start, token.word.end)
        yield Draft("need", "hopes_or_demands", speaker, words, evidence, trigger, spoken=True)


_FEWEST = 8  # code points of a need that says something


def needed(tokens: Sequence[Token]) -> frozenset[int]:
    """Where clauses and nouns begin that are only said to be needed: no facts of their own."""
    return frozenset(at for at in (_content_at(tokens, token) for token in tokens) if at is not None)


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
    if token.pos is Pos.NOUN and token.inside is None and token.key in _NEEDS:
        return _behind_noun(tokens, token)
    if token.pos is Pos.PREPOSITION and token.key == "علي":
        return _obliged(tokens, token)
    if token.key == "بد" and token.index and tokens[token.index - 1].key == "لا":
        return _behind(tokens, token.index + 1, ("من",))
    if token.key in _NECESSARY and token.index and tokens[token.index - 1].key == "من" and token.word.article:
        return _behind(tokens, token.index + 1, ())
    return None


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
        return at + 1
    if not starts_phrase(tokens[at]) or tokens[at].word.preposition or tokens[at].word.conjunction:
        return None
    return at if token.key not in _WEIGHED or is_masdar(tokens[at]) else None


def _behind(tokens: Sequence[Token], at: int, prepositions: tuple[str, ...]) -> int | None:
    """Behind لا بد and من الضروري: أن with its clause, or a verbal noun, under a preposition if one is given."""
    if at >= len(tokens):
        return None
    if tokens[at].key in prepositions and tokens[at].pos is Pos.PREPOSITION:
        at += 1
    if at < len(tokens) and tokens[at].pos is Pos.COMPLEMENTISER:
        return at + 1
    return at if at < len(tokens) and is_masdar(tokens[at]) else None


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
    if at + 1 < len(tokens) and tokens[at].pos is Pos.COMPLEMENTISER and tokens[at].key == "ان" and not tokens[at].word.pronoun:
        return at + 1
    said = before is not None and before.pos is Pos.COMPLEMENTISER
    return at if said and at < len(tokens) and is_masdar(tokens[at]) and not tokens[at].word.conjunction else None


def content_end(tokens: Sequence[Token], start: int) -> int:
    """Where what is needed ends: at a mark, a subordinate clause, or the next need."""
    end = start + 1
    while end < len(tokens) and end - start < _LONGEST and tokens[end].word.text not in _ENDS:
        token = tokens[end]
        if token.pos is Pos.SUBORDINATOR or token.pos is Pos.CONJUNCTION or (token.key in _NEEDS and token.word.conjunction):
            break
        end += 1
    return end


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


_REACH = 14  # tokens from مشددا to what is needed
