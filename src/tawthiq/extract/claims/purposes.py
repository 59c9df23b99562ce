"""What something was done for: لبحث …، بهدف …، سعياً إلى …، في محاولة لـ …، كي …. An aim is told as an aim, never as done."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.content import content_end
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.nouns import is_deed
from tawthiq.extract.claims.reading import ACTORS, resolve
from tawthiq.extract.claims.roles import stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold

_FEWEST = 2  # tokens of an aim that says something
_REACH = 24  # tokens between a verb and what it was done for
_LONG_EVIDENCE = 240  # code points: where the clause is longer the aim alone is the evidence
_WITHOUT = frozenset({"hopes_or_demands", "has_purpose"})  # what these want is told whole, with its own aim


@dataclass(frozen=True, slots=True)
class Aim:
    """Where words of aim stand, and where what is aimed at begins."""

    at: int
    content: int
    bare: bool = False


@cache
def listed(name: str) -> frozenset[str]:
    """The folded words of a list of ``data/purposes.toml``."""
    table = tomllib.loads(files("tawthiq.extract.claims").joinpath("data/purposes.toml").read_text("utf-8"))
    return frozenset(fold(word) for word in str(table[name]).split())


def purpose_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The aims of one sentence: of an undertaking right before them, else of whoever acts."""
    for token in tokens:
        aim = _aim_at(tokens, token)
        if aim is None:
            continue
        clause = next((c for c in reversed(clauses) if c.verb < aim.at), None)
        held = _undertaking(scene, tokens, aim)
        if held is not None and not _wanted(clause, aim):
            yield from _drafted(scene, tokens, aim, held)
        elif held is None and clause is not None and _governs(tokens, clause, clauses, aim):
            whose = _whose(scene, tokens, clause)
            if whose is not None:
                yield from _drafted(scene, tokens, aim, whose)


# ------------------------------------------------------------------ the words of aim


def _aim_at(tokens: Sequence[Token], token: Token) -> Aim | None:
    """The aim that begins at a token, or None."""
    at = token.index
    if token.inside is not None or at + 1 >= len(tokens):
        return None
    if token.key in listed("conjunctions") and token.pos is not Pos.NOUN:
        return Aim(at, at + 1) if tokens[at + 1].pos in {Pos.VERB, Pos.NEGATOR} else None
    if token.pos is Pos.NOUN and (
        (token.key in listed("goals") and token.word.preposition in {"ب", "ل"}) or token.key in listed("bare_goals")
    ):
        return None if token.word.article or token.word.pronoun else _content(tokens, at, at + 1)
    if token.key == "من" and tokens[at + 1].key == "اجل" and not tokens[at + 1].word.pronoun:
        return _content(tokens, at, at + 2)
    if token.key == "اجل" and token.word.preposition == "ل" and not token.word.pronoun:
        return _content(tokens, at, at + 1)
    if token.pos is Pos.NOUN and stems(token.key)[-1] in _reasons() and token.word.text.endswith(("ا", "اً", "ًا", "ة", "ةً")):
        return _reason(tokens, token)
    if token.key == "في" and tokens[at + 1].key in listed("efforts") and not tokens[at + 1].word.article:
        return _effort(tokens, at)
    return _bare(tokens, token)


@cache
def _reasons() -> frozenset[str]:
    return frozenset(stem for word in listed("reasons") for stem in stems(word))


def _content(tokens: Sequence[Token], at: int, content: int) -> Aim | None:
    """An aim whose noun or clause begins at ``content``."""
    if content >= len(tokens):
        return None
    if tokens[content].word.text in {'"', "«", "“"}:
        content += 1
    if content < len(tokens) and tokens[content].pos is Pos.COMPLEMENTISER and not tokens[content].word.pronoun:
        return Aim(at, content + 1)
    following = tokens[content] if content < len(tokens) else None
    return Aim(at, content) if following is not None and starts_phrase(following) and not following.word.conjunction else None


def _reason(tokens: Sequence[Token], token: Token) -> Aim | None:
    """سعياً إلى …، أملاً في …، رغبةً منه في …، تمهيداً لـ …."""
    if token.word.article or token.word.preposition or token.word.pronoun:
        return None
    at = token.index + 1
    if tokens[at].key == "من" and tokens[at].word.pronoun:
        at += 1
    if at >= len(tokens):
        return None
    following = tokens[at]
    if following.pos is Pos.PREPOSITION and following.key in listed("reason_prepositions") and not following.word.pronoun:
        return _content(tokens, token.index, at + 1)
    return Aim(token.index, at) if following.word.preposition in {"ل", "ب"} and following.pos is Pos.NOUN else None


def _effort(tokens: Sequence[Token], at: int) -> Aim | None:
    """في محاولة للضغط …، في مسعى إلى …، في سبيل …، في محاولة منه لـ …."""
    noun, behind = tokens[at + 1], at + 2
    while (
        behind < len(tokens)
        and behind < at + 4
        and (tokens[behind].key in room_words("between", "purposes") or (tokens[behind].key == "من" and tokens[behind].word.pronoun))
    ):
        behind += 1
    if behind >= len(tokens):
        return None
    following = tokens[behind]
    if following.key == "الي" and following.pos is Pos.PREPOSITION and not following.word.pronoun:
        return _content(tokens, at, behind + 1)
    if following.word.preposition == "ل" and following.pos is Pos.NOUN and not following.word.pronoun:
        return Aim(at, behind)
    owned = noun.key in {"سبيل", "محاوله"} and is_deed(following) and not following.word.conjunction
    return Aim(at, behind) if owned else None


def _bare(tokens: Sequence[Token], token: Token) -> Aim | None:
    """لبحث …، للمشاركة في …: ل before a verbal noun that nothing before it asks for."""
    if token.word.preposition != "ل" or token.pos is not Pos.NOUN or token.index == 0 or token.word.conjunction or token.date is not None:
        return None
    if not is_deed(token) or token.word.pronoun or token.key in listed("no_masdars"):
        return None  # لمخالفته: because of it
    before = tokens[token.index - 1]
    if before.pos in {Pos.PREPOSITION, Pos.QUANTIFIER, Pos.COMPLEMENTISER, Pos.PRONOUN} and not before.word.pronoun:
        return None
    if before.pos is Pos.MARK and before.word.text not in {"،", ",", ")", '"', "»", "”"}:
        return None
    taken = not listed("takers").isdisjoint(stems(before.key)) or before.word.text.endswith(("اً", "ًا"))
    return None if taken and before.pos is not Pos.VERB else Aim(token.index, token.index, bare=True)


# ------------------------------------------------------------------ whose aim it is


@dataclass(frozen=True, slots=True)
class _Held:
    """Whose aim it is, where its words begin, and whether it is a body, which is for something by its founding."""

    argument: Argument
    start: int
    body: bool = False


def _undertaking(scene: Scene, tokens: Sequence[Token], aim: Aim) -> _Held | None:
    """The campaign, talks or centre that stands right before the words of aim."""
    for start in range(max(0, aim.at - _PHRASE), aim.at):
        token = tokens[start]
        body = aim.bare and _is_body(token)
        if (
            token.pos is not Pos.NOUN
            or token.word.pronoun
            or not (body or not listed("undertakings").isdisjoint(stems(token.key)))
        ):
            continue
        phrase = noun_phrase(tokens, start, aim.at)
        verbal = any(token.pos is Pos.VERB for token in tokens[start : aim.at])
        if phrase is None or verbal or phrase.end != aim.at or phrase.head != start or _is_named(tokens, phrase, aim):
            continue
        entity = scene.entity_for(tokens, phrase)
        if entity is not None:
            return _Held(Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)), phrase.start, body)
    return None


_PHRASE = 6  # tokens of an undertaking's phrase


def _is_named(tokens: Sequence[Token], phrase: NounPhrase, aim: Aim) -> bool:
    """الهيئة العليا لمكافحة …: the words of aim are of the body's name."""
    head = tokens[phrase.head]
    if not aim.bare:
        return False
    return (head.word.article and head.key in listed("named")) or (head.inside is not None and head.inside.form is MentionForm.NAME)


def _wanted(clause: Clause | None, aim: Aim) -> bool:
    """Whether the undertaking itself is only demanded: دعا إلى اجتماع لبحث …."""
    if clause is None or aim.at > clause.end:
        return False
    return clause.trigger is not None and clause.trigger.predicate in _WITHOUT


def _governs(tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause], aim: Aim) -> bool:
    """Whether the verb before the words of aim is what was done for it."""
    if aim.at - clause.verb > _REACH or clause.form.person != _THIRD or clause.opener == "loose":
        return False
    if flags_of(clause) & {"copula", "say", "aux"} or (clause.trigger is not None and clause.trigger.predicate in _WITHOUT):
        return False
    if _cut(tokens, clause, aim) or _in_wish(clause, clauses) or _lemmas(clause) & listed("striving"):
        return False
    return not aim.bare or (_apart(tokens, clause, aim) and not (_takes(clause) or _institution(tokens, aim)))


def _apart(tokens: Sequence[Token], clause: Clause, aim: Aim) -> bool:
    """Whether a bare ل tells more than the deed's own words do: behind a comma, or what somebody went, came or petitioned for."""
    return tokens[aim.at - 1].word.text in {"،", ","} or bool(_lemmas(clause) & (listed("going") | listed("founding")))


_THIRD = 3


def _cut(tokens: Sequence[Token], clause: Clause, aim: Aim) -> bool:
    """Whether something ends the clause before the words of aim."""
    between = tokens[clause.verb + 1 : aim.at]
    if any(
        token.word.text in {".", "؛", "؟", ":", "!", "(", "«", "»", '"'} or token.pos in {Pos.RELATIVE, Pos.SUBORDINATOR}
        for token in between
    ):
        return True
    comma = next((token.index for token in reversed(between) if token.word.text in {"،", ","}), None)
    if comma is not None and (aim.bare and comma != aim.at - 1):
        return True
    return any(token.pos is Pos.COMPLEMENTISER or token.key in {"لكن", "بينما", "حيث"} for token in between)


def _in_wish(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether the clause is itself what somebody wants: دعا إلى أن يجتمع المجلس لبحث …."""
    parent = clauses[clause.parent] if clause.parent is not None and clause.opener == "complement" else None
    return parent is not None and parent.trigger is not None and parent.trigger.predicate in _WITHOUT


def _lemmas(clause: Clause) -> frozenset[str]:
    """The folded dictionary forms of a clause's verb."""
    return frozenset(map(fold, (*clause.form.lemmas, *((clause.trigger.lemma,) if clause.trigger else ()))))


def _takes(clause: Clause) -> bool:
    return bool(_lemmas(clause) & listed("taking")) or (clause.trigger is not None and "@ل" in clause.trigger.objects)


def _institution(tokens: Sequence[Token], aim: Aim) -> bool:
    """اللجنة الوطنية لمكافحة …: a definite body with an adjective right before ل and its verbal noun is a name."""
    if tokens[aim.at].pos is not Pos.NOUN:
        return False
    at = aim.at - 1
    while (
        at > 0 and aim.at - at <= _NAME and tokens[at].pos is Pos.NOUN and tokens[at].word.article and tokens[at].key not in listed("named")
    ):
        at -= 1
    return at < aim.at - 1 and tokens[at].pos is Pos.NOUN and tokens[at].word.article and tokens[at].key in listed("named")


_NAME = 4  # tokens from the head of a body's name to its ل


def _whose(scene: Scene, tokens: Sequence[Token], clause: Clause) -> _Held | None:
    """Whoever acts; of a verb of founding what comes to be."""
    founding = bool(_lemmas(clause) & listed("founding"))
    made = (clause.antecedent if clause.resumed else clause.objects[0] if clause.objects else None) if founding else None
    entity = scene.entity_for(tokens, made) if made is not None else None
    if made is not None and entity is not None:
        return _Held(Argument(entity=entity, span=scene.span(tokens, made.start, made.end)), made.start, _is_body(tokens[made.head]))
    found = resolve(scene, tokens, clause)
    if found is None or (found.type not in ACTORS | {EntityType.EVENT} and not founding):
        return None
    return _Held(found.subject, _since(clause), founding and found.type not in _PEOPLE)


_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})


def _is_body(token: Token) -> bool:
    return not listed("bodies").isdisjoint(stems(token.key))


def _since(clause: Clause) -> int:
    return clause.antecedent.start if clause.antecedent is not None else clause.start


# ------------------------------------------------------------------ the claim


def _drafted(scene: Scene, tokens: Sequence[Token], aim: Aim, held: _Held) -> Iterator[Draft]:
    subject = held.argument
    end = _end(tokens, aim.content)
    words = scene.words(tokens, aim.content, end)
    if words is None or words.span is None or end - aim.content < _FEWEST:
        return
    if scene.type_of(subject.entity) is None or (subject.span is not None and subject.span.start >= words.span.start):
        return
    low, high = scene.range(tokens, min(held.start, aim.at), end)
    if high - low > _LONG_EVIDENCE:
        low = tokens[aim.at].word.start
    word = tokens[aim.content if aim.bare else aim.at].word
    yield Draft("purpose.aim", "has_purpose", subject, words, (low, high), (word.core_start, word.end), intended=not held.body)


def _end(tokens: Sequence[Token], start: int) -> int:
    """Where an aim ends: also before a date, or a preposition of time, of the deed itself."""
    end = content_end(tokens, start, nominal=True)
    for i in range(start + _FEWEST, end):
        if tokens[i].pos is Pos.PREPOSITION and tokens[i].key in room_words("when", "purposes"):
            end = i
            break
    while end - start > 1 and tokens[end - 1].pos is Pos.DATE:
        end -= 1
    return end
