"""Charges and ties told without a verb of their own: المتهم بقتل فلان، له يد في …، لا صلة له ب…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.around import is_person_name
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.gravity import charge_words, is_crime, is_grave
from tawthiq.extract.claims.participial import without_name
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold

_NAMED = 12  # tokens: whose it is belongs to the evidence where it stands that near
_OVER = 2  # tokens back, over an opening mark
_NEAR = 5  # tokens between a share and whose it is or what it is in
_PERSONAL = frozenset({EntityType.PERSON, EntityType.GROUP})
_ACTORS = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.ORGANIZATION, EntityType.PLACE})


def charge_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """Drafts of one sentence's verbless charges and ties."""
    for token in tokens:
        if token.pos is not Pos.NOUN or (token.inside is not None and token.inside.form is MentionForm.NAME):
            continue
        if is_crime(token) and token.word.preposition == "ب":
            yield from _admitted(scene, token)
        if token.key in charge_words("charged"):
            yield from _charged(scene, tokens, token)
        elif not token.word.article and not token.word.pronoun and token.key in charge_words("shares") | charge_words("ties"):
            yield from _shared(scene, tokens, token)


# ------------------------------------------------------------------ المتهم بقتل فلان، الضابط فلان


def _charged(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    at = _about(tokens, token.index + 1)
    if at is None:
        return
    phrase = noun_phrase(tokens, at)
    if phrase is None:
        return
    phrase, name = without_name(tokens, phrase)
    who = _called(tokens, token, name) or _beside(scene, tokens, token, phrase.end)
    if who is None:
        return
    subject, low, high = who
    span = scene.span(tokens, phrase.start, phrase.end)
    evidence = scene.range(tokens, min(low, token.index), max(high, phrase.end))
    trigger = (tokens[at].word.core_start, tokens[at].word.end)
    yield Draft("charge.accused", "complicit_in", subject, Argument(span=span), evidence, trigger, why=("متهم",), alleged=True)


def _called(tokens: Sequence[Token], token: Token, name: int) -> tuple[Argument, int, int] | None:
    """المتهم بالسرقة فلان، المصرفي المتهم بالسرقة فلان: the name that the description leads up to."""
    start = token.index - (token.index > 0 and tokens[token.index - 1].pos is Pos.NOUN and tokens[token.index - 1].word.article)
    mention = tokens[name].mention if name < len(tokens) and is_person_name(tokens[name]) else None
    if mention is None or not token.word.article or tokens[name].word.conjunction or tokens[name].word.preposition:
        return None
    end = name + 1
    while end < len(tokens) and tokens[end].inside is mention:
        end += 1
    return Argument(entity=mention.entity, span=mention.span), start, end


def _admitted(scene: Scene, token: Token) -> Iterator[Draft]:
    """اعترف فلان بإحراق …: who owns to a deed is said by himself to have done it."""
    said = scene.tree.innermost(token.word.start, token.word.end)
    if said is None or said.act != "admit" or said.speaker is None or said.content.start not in {token.word.start, token.word.core_start}:
        return
    if scene.type_of(said.speaker) not in _PERSONAL:
        return
    span = scene.layers.frame.span(token.word.core_start, said.content.end)
    low = said.cue.start if said.cue is not None else token.word.start
    trigger = (token.word.core_start, token.word.end)
    subject = Argument(entity=said.speaker, span=said.source)
    yield Draft("charge.admitted", "complicit_in", subject, Argument(span=span), (low, span.end), trigger, why=("اعتراف",))


def _about(tokens: Sequence[Token], start: int) -> int | None:
    """The crime behind ب or في, over adjectives and a tie's pronoun: المشتبه الرئيسي به في …."""
    for i in range(start, min(start + _NEAR, len(tokens))):
        token = tokens[i]
        before = tokens[i - 1]
        governed = token.word.preposition == "ب" or (before.pos is Pos.PREPOSITION and before.key == "في" and not before.word.pronoun)
        if governed and token.key == "تهمه" and i + 1 < len(tokens) and is_crime(tokens[i + 1]):
            return i + 1
        if governed and is_crime(token):
            return i
        if token.key not in charge_words("between") or token.pos is Pos.VERB:
            return None
    return None


def _beside(scene: Scene, tokens: Sequence[Token], token: Token, behind: int) -> tuple[Argument, int, int] | None:
    """Who is charged: the person right before the word, or in apposition behind what it is about."""
    before = token.index - 1
    while before >= 0 and tokens[before].pos is Pos.MARK and token.index - before < 2:
        before -= 1
    inside = tokens[before].inside if before >= 0 else None
    if inside is not None and inside.type is EntityType.PERSON:
        return Argument(entity=inside.entity, span=inside.span), before, token.index
    if behind + 1 < len(tokens) and tokens[behind].word.text in {"،", ","}:
        phrase = noun_phrase(tokens, behind + 1)
        if phrase is not None and phrase.entity is not None and scene.type_of(phrase.entity) is EntityType.PERSON:
            return scene.phrase(tokens, phrase), token.index, phrase.end
    return None


# ------------------------------------------------------------------ له يد في، لا صلة له ب


def _shared(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    target = _target(tokens, token)
    owner = _whose(scene, tokens, token)
    if target is None or owner is None or owner.entity is None or scene.type_of(owner.entity) not in _ACTORS:
        return
    crime = is_crime(tokens[target.head]) and (token.key in charge_words("guilty_shares") or is_grave(tokens, target.head))
    if not crime and token.key in charge_words("shares"):
        return
    entity = None if crime else scene.entity_for(tokens, target)
    if not crime and (entity is None or entity == owner.entity):
        return
    item = Argument(entity=entity, span=scene.span(tokens, target.start, target.end))
    predicate = "complicit_in" if crime else "has_ties_with"
    low = _start(tokens, token.index)
    named = next((t.index for t in tokens if owner.span is not None and t.word.core_start == owner.span.start), low)
    low = named if 0 <= low - named <= _NAMED else low
    trigger = (token.word.core_start, token.word.end)
    draft = Draft(f"charge.{predicate}", predicate, owner, item, scene.range(tokens, low, target.end), trigger, why=("له يد أو صلة",))
    if token.index > 1 and tokens[token.index - 1].pos is Pos.MARK and tokens[token.index - _OVER].pos is Pos.NEGATOR:
        draft = replace(draft, negated=True)  # ولا «علاقة لها بالأزمة»: the negator stands before the marks
    denied = crime and any(t.pos is Pos.VERB and _denies(t) for t in tokens[max(0, token.index - _NEAR) : token.index])
    yield replace(draft, negated=True, spoken=True) if denied else replace(draft, alleged=crime)


def _denies(verb: Token) -> bool:
    """نفت أي دور لها في …: who is charged turns it down."""
    lemmas = set(verb.verb.lemmas) if verb.verb is not None else set()
    return bool({fold(lemma) for lemma in lemmas} & charge_words("denials"))


def _start(tokens: Sequence[Token], at: int) -> int:
    low = at
    while low > 0 and tokens[low - 1].pos not in {Pos.MARK, Pos.COMPLEMENTISER, Pos.SUBORDINATOR} and at - low < _NEAR:
        low -= 1
    return low


def _target(tokens: Sequence[Token], token: Token) -> NounPhrase | None:
    """What the share is in (في), whom the tie is with (ب، مع): the noun phrase behind the preposition."""
    wanted = {"في"} if token.key in charge_words("shares") else {"ب", "مع", "في"}
    for i in range(token.index + 1, min(token.index + _NEAR + 1, len(tokens))):
        here = tokens[i]
        if here.pos in {Pos.VERB, Pos.MARK}:
            return None
        if here.pos is Pos.PREPOSITION and here.key in wanted and not here.word.pronoun:
            return noun_phrase(tokens, i + 1)
        if here.pos is Pos.NOUN and here.word.preposition in wanted:
            return noun_phrase(tokens, i)
    return None


def _whose(scene: Scene, tokens: Sequence[Token], token: Token) -> Argument | None:
    """Whose share it is: له، لدى، لفلان around it; whom a verb of tying has as its object (لا تربط فلانا صلة ب…)."""
    tied = _tied(scene, tokens, token)
    if tied is not None:
        return tied
    for i in range(max(0, token.index - 3), min(token.index + 4, len(tokens))):
        here = tokens[i]
        if i == token.index:
            continue
        if here.pos in {Pos.MARK, Pos.VERB} and i > token.index:
            return None
        if here.pos is Pos.PREPOSITION and here.key in {"ل", "لدي"} and here.word.pronoun:
            return topic(scene, tokens, i) or _meant(scene, here)
        if here.word.preposition == "ل" and here.pos is Pos.NOUN:
            phrase = noun_phrase(tokens, i)
            if phrase is not None and phrase.entity is not None:
                return scene.phrase(tokens, phrase)
    return None


def _tied(scene: Scene, tokens: Sequence[Token], token: Token) -> Argument | None:
    verb = next((t for t in reversed(tokens[max(0, token.index - _NEAR - 1) : token.index]) if t.pos is Pos.VERB), None)
    if verb is None or verb.verb is None or not {fold(lemma) for lemma in verb.verb.lemmas} & charge_words("tying"):
        return None
    if verb.word.pronoun:
        return _meant(scene, verb)
    phrase = noun_phrase(tokens, verb.index + 1) if verb.index + 1 < token.index else None
    return scene.phrase(tokens, phrase) if phrase is not None and phrase.entity is not None else None


def _meant(scene: Scene, token: Token) -> Argument | None:
    referent = scene.discourse.pronoun(token.word.pronoun, token.word.start, token.word.end)
    return Argument(entity=referent.entity) if referent is not None else None


def topic(scene: Scene, tokens: Sequence[Token], at: int) -> Argument | None:
    """The noun that opens the clause without a verb, which a later pronoun takes up: أن موكله، التاجر فلان، لا صلة له ب…."""
    start = at
    while start > 0 and tokens[start - 1].pos not in {Pos.COMPLEMENTISER, Pos.SUBORDINATOR, Pos.VERB, Pos.CONJUNCTION}:
        start -= 1
    if start == 0 or tokens[start - 1].pos is not Pos.COMPLEMENTISER or tokens[start - 1].word.pronoun:
        return None
    phrase = noun_phrase(tokens, start)
    if phrase is None or phrase.preposition:
        return None
    if phrase.end + 1 < at and tokens[phrase.end].word.text in {"،", ","}:
        named = noun_phrase(tokens, phrase.end + 1)
        if named is not None and named.entity is not None and scene.type_of(named.entity) is EntityType.PERSON:
            return scene.phrase(tokens, named)
    return scene.phrase(tokens, phrase) if phrase.entity is not None and scene.type_of(phrase.entity) in _PERSONAL else None
