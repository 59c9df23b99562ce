"""What verbal nouns tell of their owners: حصوله على الجائزة، سيطرة الجيش على المدينة، عدم التزام الشركة بالاتفاق."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.charges import is_crime
from tawthiq.extract.claims.chunk import noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import masdar_forms, word_class
from tawthiq.extract.claims.nouns import is_charge
from tawthiq.extract.claims.reading import ACTORS, widened
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.tokens import Pos, Token
from tawthiq.extract.reference import FAR, TOPIC
from tawthiq.model import Argument, MentionForm
from tawthiq.text.fold import fold

_PLAIN = frozenset({"engaged_in", "has_trait", "open"})
_SAYING = frozenset({"say", "aux", "copula"})
_GOES_ON = frozenset({Pos.NOUN, Pos.PREPOSITION, Pos.QUANTIFIER, Pos.NUMBER, Pos.DEMONSTRATIVE})
_WHEN = frozenset({"بعد", "قبل", "منذ", "خلال", "عقب", "اثر", "اثناء", "قبيل", "حتي", "رغم", "بسبب"})
_LONGEST = 16  # tokens of a deed: what is longer has run into the next phrase
_GOVERNED = 3  # tokens before the noun in which a word of hearing stands


def deed_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The deeds of one sentence's verbal nouns that have an owner and an object, and no predicate of their own."""
    for token in tokens:
        if not _plain_masdar(token) or token.word.start in scene.taken or _unreal(tokens, token, clauses):
            continue
        owned = _owner(scene, tokens, token)
        if owned is None or not _object_at(tokens, owned[1]):
            continue
        draft = _draft(scene, tokens, token, *owned)
        if draft is not None:
            yield draft


def _plain_masdar(token: Token) -> bool:
    """A verbal noun without article that no other rule reads: by the lexicon, or by a shape that has no object."""
    if token.pos is not Pos.NOUN or token.inside is not None or token.word.article or is_crime(token):
        return False
    known = masdar_forms().get(token.key, ())
    if not known:
        return _INTRANSITIVE.match(token.key) is not None
    return all(trigger.predicate in _PLAIN and not trigger.flags & _SAYING for trigger, _ in known)


_INTRANSITIVE = re.compile(r"^(?:ان..ا.|ت.ا..)$")  # انفعال, تفاعل


def _unreal(tokens: Sequence[Token], token: Token, clauses: Sequence[Clause]) -> bool:
    """Whether the deed is only wanted, feared, aimed at or heard of."""
    if token.word.preposition == "ل":
        return True
    if any(before.key in word_class("rumours") for before in tokens[max(0, token.index - _GOVERNED) : token.index]):
        return True
    governing = next((clause for clause in reversed(clauses) if clause.verb < token.index < clause.end), None)
    if governing is None:
        return False
    if governing.negated or governing.form.tense == "future":
        return True
    lemmas = {fold(governing.trigger.lemma)} if governing.trigger is not None else set(map(fold, governing.form.lemmas))
    wanting = governing.trigger is not None and governing.trigger.predicate in {"hopes_or_demands", "has_purpose"}
    return wanting or bool(lemmas & word_class("unreal_verbs"))


def _owner(scene: Scene, tokens: Sequence[Token], token: Token) -> tuple[Argument, int] | None:
    """Whose deed it is, and where what follows begins: the clitic, or a named actor in the genitive."""
    word = token.word
    if word.pronoun:
        found = scene.discourse.pronoun(word.pronoun, word.start, word.end, strict=True)
        if found is None or found.why in {FAR, TOPIC} or scene.type_of(found.entity) not in ACTORS or not scene.named(found.entity):
            return None
        return Argument(entity=found.entity), token.index + 1
    phrase = noun_phrase(tokens, token.index + 1)
    if phrase is None or phrase.preposition or tokens[phrase.start].word.conjunction:
        return None
    entity = scene.entity_for(tokens, phrase)
    if scene.type_of(entity) not in ACTORS or not scene.named(entity) or not _acts(tokens, token, phrase.end):
        return None
    return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)), phrase.end


def _acts(tokens: Sequence[Token], token: Token, at: int) -> bool:
    """Whether the genitive acts and does not undergo: an object of the noun follows, or the preposition that its verb takes."""
    if at >= len(tokens):
        return False
    following = tokens[at]
    preposition = following.key if following.pos is Pos.PREPOSITION else following.word.preposition
    if not preposition:
        return following.pos is Pos.NOUN and not following.word.article
    known = masdar_forms().get(token.key, ())
    taken = {choice[1:] for trigger, _ in known for choice in trigger.objects if choice.startswith("@")}
    return not known or (preposition in taken and all("O" not in trigger.objects for trigger, _ in known))


def _object_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether what the deed is done to stands here: a noun of its own, or one behind a preposition that is none of time."""
    if at + 1 >= len(tokens):
        return False
    token = tokens[at]
    if token.pos is Pos.PREPOSITION and not token.word.pronoun:
        return token.key not in _WHEN and starts_phrase(tokens[at + 1]) and tokens[at + 1].pos is not Pos.DATE
    if token.pos is not Pos.NOUN or token.word.conjunction:
        return False
    named = token.inside is not None and token.inside.form is MentionForm.NAME
    return token.word.preposition in {"ب", "ل"} or named or not token.word.article


def _draft(scene: Scene, tokens: Sequence[Token], token: Token, subject: Argument, at: int) -> Draft | None:
    end = at
    while end < len(tokens) and end - token.index < _LONGEST and tokens[end].pos in _GOES_ON and tokens[end].key not in _WHEN:
        end += 1
    words = scene.words(tokens, token.index, end)
    if words is None or is_charge(tokens, token.index, end) or any(is_crime(other) for other in tokens[token.index : end]):
        return None
    before = tokens[token.index - 1] if token.index else None
    negated = before is not None and before.key == "عدم"
    start = token.index - 1 if negated else token.index
    own = "clitic" if subject.span is None else "genitive"
    return Draft(
        "masdar.deed",
        "engaged_in",
        subject,
        words,
        scene.range(tokens, *widened(tokens, start, end)),
        (token.word.core_start, token.word.end),
        {},
        clause_times(tokens, start, min(len(tokens), end + 4)),
        ("مصدر",),
        negated=negated,
        signs=(f"deed of {own}", f"deed behind {before.pos.name if before is not None else 'nothing'}"),
    )
