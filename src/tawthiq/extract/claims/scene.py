"""The scene: everything the claim rules see of one text, and how their drafts become claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from tawthiq.extract.claims.chunk import NounPhrase, first_of
from tawthiq.extract.claims.lexicon import nationality, room_words, word_class
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import Tokens
from tawthiq.extract.frame import Layers
from tawthiq.extract.reference import Discourse
from tawthiq.extract.tree import AttributionTree
from tawthiq.model import (
    Argument,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Name,
    Scalar,
    Span,
    Time,
    content_id,
)
from tawthiq.text.fold import fold
from tawthiq.text.numbers import is_number_word, word_key

_LONGEST_ENTITY = 10  # tokens: a longer phrase describes and does not name
_LONGEST_OBJECT = 18  # tokens: what is longer is a passage, not an object


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before chain, standing and id. ``trigger`` and ``evidence`` are (start, end) offsets.

    ``about`` is the charge of an accusation; ``spoken``: the subject itself is the source (a view that nobody quotes);
    ``alleged``: a charge, by ``accuser`` where the clause names one, else by whom the tree knows or by nobody named; ``by``: who
    says it, if that is not the subject. ``signs`` name what was seen of the clause; how sure the reading is is learnt from them.
    ``measures`` are what the learned heads say of it, by name.
    """

    rule: str
    predicate: str
    subject: Argument
    object: Argument | None
    evidence: tuple[int, int]
    trigger: tuple[int, int]
    qualifiers: Mapping[str, Scalar] = field(default_factory=lambda: MappingProxyType({}))
    time: tuple[Time, ...] = ()
    why: tuple[str, ...] = ()
    negated: bool = False
    intended: bool = False
    about: Draft | None = None
    spoken: bool = False
    alleged: bool = False
    accuser: Argument | None = None
    by: Argument | None = None
    signs: tuple[str, ...] = ()
    measures: tuple[tuple[str, float], ...] = ()
    place: Argument | None = None


@dataclass(slots=True)
class Scene:
    """One text with its layers, tree, tokens and discourse. Entities for common nouns are added here.

    ``taken``: where the nouns begin that a light verb has already told of; ``subjects``: whom the verbs that begin there have as subject.
    """

    layers: Layers
    tree: AttributionTree
    tokens: Tokens
    discourse: Discourse
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    offices: dict[str, Argument] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    subjects: dict[int, Argument] = field(default_factory=dict)
    _by_head: dict[str, str] = field(default_factory=dict)
    _types: dict[str, EntityType] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)
    _told: set[Mention] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._types = {entity.id: entity.type for entity in self.layers.mentions.entities}
        self._named = {m.entity for m in self.layers.mentions.mentions if m.form is MentionForm.NAME}

    def type_of(self, entity: str | None) -> EntityType | None:
        """The type of an entity, given or added."""
        if entity is None:
            return None
        return self._types.get(entity)

    def named(self, entity: str | None) -> bool:
        """Whether the text calls an entity by a name."""
        return entity in self._named

    def span(self, tokens: Sequence[Token], start: int, end: int) -> Span:
        """The words of tokens ``[start, end)`` without the first one's clitics."""
        low, high = self.range(tokens, *_balanced(tokens, start, end))
        return self.layers.frame.span(low, high)

    def range(self, tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
        """Offsets of tokens ``[start, end)`` without clitics before the first; marks at the edges are left out."""
        while start < end - 1 and tokens[start].pos is Pos.MARK:
            start += 1
        while end - 1 > start and tokens[end - 1].pos is Pos.MARK and tokens[end - 1].word.text not in {'"', "»", "”", ")"}:
            end -= 1
        first = tokens[start].word
        low = first.start if first.text.startswith("لل") else first.core_start
        return low, tokens[end - 1].word.end

    def phrase(self, tokens: Sequence[Token], phrase: NounPhrase) -> Argument:
        """A noun phrase as an argument: its entity, if it has one, and its words."""
        phrase = first_of(tokens, phrase)
        return Argument(entity=phrase.entity, span=self.span(tokens, phrase.start, phrase.end))

    def words(self, tokens: Sequence[Token], start: int, end: int, verb: str = "", *, dated: bool = False) -> Argument | None:
        """Words as an argument; with ``verb`` its value is that verb or masdar and the words without dates."""
        end = min(end, start + _LONGEST_OBJECT, len(tokens))
        while end > start and ((tokens[end - 1].pos in {Pos.DATE, Pos.MARK} and not dated) or _dangling(tokens[end - 1])):
            if tokens[end - 1].word.text in {'"', "»", "”", ")"}:
                break
            end -= 1
        while start < end and tokens[start].pos in {Pos.DATE, Pos.MARK} and tokens[start].word.text not in {'"', "«", "“"}:
            start += 1
        if end <= start:
            return None
        span = self.span(tokens, start, end)
        return Argument(span=span, value=f"{verb} {undated(tokens, start, end)}".strip() if verb else None)

    def _within(self, tokens: Sequence[Token], phrase: NounPhrase) -> str | None:
        """The one whom all mentions in a phrase mean where a larger one hides them: the name in تعيين فلانة."""
        if tokens[phrase.start].inside is None:
            return None
        low, high = self.range(tokens, phrase.start, phrase.end)
        inner = self.layers.mentions.inside(low, high)
        whole = bool(inner) and inner[0].span.start == low and max(m.span.end for m in inner) == high
        return inner[0].entity if whole and len({m.entity for m in inner}) == 1 else None

    def entity_for(self, tokens: Sequence[Token], phrase: NounPhrase, *, acting: bool = False, sure: bool = False) -> str | None:
        """The entity of a phrase: its own, or one made for a good common noun; None for what names nothing.

        ``acting``: the phrase stands as a verb's subject, where people are told of without an article as well (أقدم رجل على …);
        ``sure``: the parser vouches for that, so that any noun of some content will do (أصدرت محكمة …).
        """
        phrase = first_of(tokens, phrase)
        known = _epithet(self, tokens, phrase)
        if known is not None or phrase.entity is not None:
            return known or phrase.entity
        within = self._within(tokens, phrase)
        if within is not None:
            return within
        owner = _owner(self, tokens, phrase)
        good = owner or _good(tokens, phrase) or (acting and _acting(tokens, phrase)) or (sure and _tells(tokens, phrase))
        if not good:
            return None
        span = self.span(tokens, phrase.start, phrase.end)
        head = tokens[phrase.head].key
        key = f"{fold(span.exact)}{owner}"
        known = self._by_head.get(key) or (self._by_head.get(head) if phrase.end - phrase.start == 1 and phrase.definite else None)
        identity = known or content_id("e", self.layers.frame.document.id, "noun", key)
        if identity not in self.entities:
            kind = _kind(tokens, phrase)
            self.entities[identity] = Entity(identity, kind, (Name(span.exact, preferred=True),))
            self._types[identity] = kind
        mention = Mention(identity, self._types[identity], span, MentionForm.NOMINAL, "rule:claims.noun")
        if mention not in self._told:
            self._told.add(mention)
            self.mentions.append(mention)
        self._by_head[key] = identity
        if not owner:
            self._by_head[head] = identity
        return identity


def _epithet(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase) -> str | None:
    """Whom الراحل، الموقوف، الأخير alone mean, if that is clear."""
    word = tokens[phrase.head].word
    if phrase.end - phrase.start != 1 or not word.article or scene.named(phrase.entity):
        return None
    for name, genders in _EPITHETS:
        if word.key in word_class(name, "epithets"):
            far = name.startswith("anybody")
            return scene.discourse.called(genders, word.start, word.end, latter=name.startswith("latter"), anywhere=far)
    return None


_EPITHETS = (
    ("men", "m"), ("women", "f"), ("either", "mf"),
    ("latter_man", "m"), ("latter_woman", "f"), ("anybody_man", "m"), ("anybody_woman", "f"),
)  # fmt: skip


def _owner(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase) -> str:
    """For كتلته, حزبها alone: whose it is, if that is known, so that the bodies of two people stay two."""
    head = tokens[phrase.head]
    if phrase.end - phrase.start != 1 or not head.word.pronoun or head.key not in word_class("bodies", "actors"):
        return ""
    referent = scene.discourse.pronoun(head.word.pronoun, head.word.start, head.word.end)
    return f"|{referent.entity}" if referent is not None and scene.named(referent.entity) else ""


_OPENING = frozenset({'"', "«", "“"})
_CLOSING = frozenset({'"', "»", "”"})


def _balanced(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Tokens ``[start, end)`` without half a pair of marks: with the mark that closes it, or without the lone one."""
    marks = [token.word.text for token in tokens[start:end] if token.pos is Pos.MARK]
    if not marks:
        return start, end
    unclosed = marks.count('"') % 2 + sum(text in {"«", "“"} for text in marks) - sum(text in {"»", "”"} for text in marks)
    if unclosed == 0 or end - start < 2:
        return start, end
    if unclosed > 0 and end < len(tokens) and tokens[end].word.text in _CLOSING:
        return start, end + 1
    if tokens[end - 1].word.text in _CLOSING:
        return start, end - 1
    return (start + 1, end) if tokens[start].word.text in _OPENING else (start, end)


def _kind(tokens: Sequence[Token], phrase: NounPhrase) -> EntityType:
    """The type of a common noun's entity."""
    head = tokens[phrase.head].key
    if head in word_class("bodies", "actors"):
        return EntityType.ORGANIZATION
    if head in word_class("groups", "actors") or phrase.quantified or phrase.number == "p":
        return EntityType.GROUP
    stems = (head, head.removesuffix("ا"), head.removesuffix("ان"))
    human = any(stem in word_class("people", "actors") or nationality(stem) for stem in stems)
    first = tokens[phrase.start]
    if human and (first.pos is Pos.NUMBER or phrase.number == "d" or is_number_word(word_key(first.key))):
        return EntityType.GROUP  # 12 شخصا، جنديان
    person = head in word_class("people", "actors") or head in word_class("words", "kin")
    return EntityType.PERSON if person else EntityType.THING


def undated(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words of a range without its dates, the prepositions of those, and marks."""
    kept: list[str] = []
    for i in range(start, end):
        token = tokens[i]
        if token.pos is Pos.DATE:
            while (
                kept
                and tokens[i - 1].pos is not Pos.DATE
                and (tokens[i - 1].pos is Pos.PREPOSITION or tokens[i - 1].key in room_words("time_heads", "scene"))
            ):
                kept.pop()
                break
        elif token.pos is not Pos.MARK:
            kept.append(token.word.text)
    return " ".join(kept)


def _dangling(token: Token) -> bool:
    if token.key in {"ما", "مما", "من"} and token.inside is None:
        return True  # تجدد القتال … ما أدى إلى …: the next clause's first word
    return token.pos in {Pos.PREPOSITION, Pos.PARTICLE, Pos.CONJUNCTION} and not token.word.pronoun


def _good(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether a noun phrase can stand for something a dossier speaks of."""
    head = tokens[phrase.head]
    if head.pos is not Pos.NOUN or phrase.end - phrase.start > _LONGEST_ENTITY or len(head.key) < 3:
        return False
    if head.word.pronoun and phrase.end - phrase.start == 1:
        return False
    return phrase.definite or phrase.quantified or phrase.end - phrase.start > 1 or phrase.number in {"p", "d"}


def of_person(head: Token) -> bool:
    """Whether a noun, also in the accusative, names people by what they are: قاضيا، موظفين."""
    keys = {head.key, head.key.removesuffix("ا")}
    return any(keys & word_class(name, "actors") for name in ("people", "groups")) or bool(keys & word_class("occupation", "titles"))


def _acting(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """رجل، عمال، موظفونا: a noun of people, or one that what stands behind it tells apart (تصريح للوزير)."""
    head = tokens[phrase.head]
    if head.pos is not Pos.NOUN or len(head.key) < _SHORTEST:
        return False
    people = of_person(head)
    if head.word.pronoun:
        return people or phrase.number == "p"
    after = tokens[phrase.end] if phrase.end < len(tokens) else None
    return people or (after is not None and (after.word.preposition == "ل" or after.key == "من") and after.pos is not Pos.DATE)


_SHORTEST = 3  # letters of a noun that tells what it is


def _tells(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """محكمة، مجهول: a noun that says what it is, and neither points at what was told nor takes up somebody with a clitic."""
    head = tokens[phrase.head]
    if head.pos is not Pos.NOUN or len(head.key) < _SHORTEST or head.word.pronoun or head.word.preposition:
        return False
    return head.key not in room_words("pointing", "plain") and phrase.end - phrase.start <= _LONGEST_ENTITY


def unique(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts without repetitions of a fact with one trigger."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for draft in drafts:
        key = (draft.predicate, draft.subject.entity, draft.object.entity if draft.object else None, _text(draft.object), draft.trigger)
        if key not in seen:
            seen.add(key)
            found.append(draft)
    return found


def _text(argument: Argument | None) -> str:
    return fold(argument.text or "") if argument is not None else ""
