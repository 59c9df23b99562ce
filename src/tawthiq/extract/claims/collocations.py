"""Claims of verbs that mean what they mean only with a fixed noun or preposition: ألقى القبض على، قدّم استقالته، أحيل على التقاعد.

The table is ``data/collocations.tsv``. A collocation is read off a finite verb (active or passive) and off its verbal noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.charges import is_crime, is_event
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.complements import read_complements
from tawthiq.extract.claims.control import controlled
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted, resolve
from tawthiq.extract.claims.roles import stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.tokens import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense, VerbForm, conjugate

_REACH = 14  # tokens between a verb and its fixed noun: a subject with its title stands between
_BODILY = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.ORGANIZATION})
_HUMAN = frozenset({EntityType.PERSON, EntityType.GROUP})
_ENDS = frozenset({Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE, Pos.SUBORDINATOR})


@dataclass(frozen=True, slots=True)
class Collocation:
    """One row: ``verbs`` and ``masdars`` (folded), the fixed ``nouns`` and where they stand, and who is who (codes of the file)."""

    verbs: tuple[tuple[str, str], ...]
    masdars: frozenset[str]
    place: str
    nouns: frozenset[str]
    predicate: str
    subject: str
    objects: tuple[str, ...]
    flags: frozenset[str]


@cache
def collocations() -> tuple[Collocation, ...]:
    """All rows in the order of the file."""
    text = files("tawthiq.extract.claims").joinpath("data/collocations.tsv").read_text("utf-8")
    return tuple(_row(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def _row(cells: list[str]) -> Collocation:
    verbs, masdars, place, nouns, predicate, subject, objects, flags = cells
    pairs = (verb.partition("/") for verb in verbs.split(","))
    return Collocation(
        tuple((past, present) for past, _, present in pairs), _keys(masdars), "" if place == "-" else fold(place), _keys(nouns),
        predicate, fold(subject), tuple(fold(code) for code in objects.split("|")), frozenset(flags.split(",")) - {"-"},
    )


def _keys(cell: str) -> frozenset[str]:
    return frozenset() if cell == "-" else frozenset(fold(word) for word in cell.split(","))


@cache
def _by_form() -> Mapping[str, tuple[Collocation, ...]]:
    """Folded finite form -> the rows whose verb it can be."""
    found: dict[str, tuple[Collocation, ...]] = {}
    for row in collocations():
        for past, present in row.verbs:
            for key in dict.fromkeys(key for key, _ in conjugate(past, present)):
                found[key] = (*found.get(key, ()), row)
    return MappingProxyType(found)


@cache
def _by_masdar() -> Mapping[str, tuple[Collocation, ...]]:
    found: dict[str, tuple[Collocation, ...]] = {}
    for row in collocations():
        for key in row.masdars:
            found[key] = (*found.get(key, ()), row)
    return MappingProxyType(found)


# ------------------------------------------------------------------ verbs


def collocated(scene: Scene, tokens: Sequence[Token], clause: Clause, found: Reading | None) -> tuple[Draft, ...]:
    """The draft of the first row that fits a clause, or none. ``found`` is the clause with its subject, if that is known."""
    for row in _by_form().get(tokens[clause.verb].key, ()):
        at = _site(tokens, clause.verb, clause.end, row)
        if at is None or ("neg" in row.flags and clause.negated):
            continue
        draft = _draft(_Use(scene, tokens, clause, row, at, found))
        if draft is not None:
            return (draft,)
    return ()


def _site(tokens: Sequence[Token], head: int, end: int, row: Collocation) -> int | None:
    """Where the fixed noun stands behind the verb; the verb itself where the row has none."""
    if not row.nouns:
        return head
    for i in range(head + 1, min(end, head + _REACH, len(tokens))):
        token = tokens[i]
        if token.pos in _ENDS:
            return None
        if token.pos is not Pos.MARK and _is(token, row.nouns) and _stands(tokens, i, row.place):
            return i
    return None


def _is(token: Token, nouns: frozenset[str]) -> bool:
    """Whether a token is one of the nouns: also in the accusative, and with ت for ة before a clitic (استقالته)."""
    if "+crime" in nouns:
        return is_crime(token)
    if "+event" in nouns:
        return is_event(token)
    owned = token.key[:-1] + "ه" if token.word.pronoun and token.key.endswith("ت") else token.key
    return owned in nouns or any(stem in nouns for stem in stems(token.key))


def _stands(tokens: Sequence[Token], at: int, place: str) -> bool:
    """Whether a noun stands where its row wants it: bare (O), or behind the preposition (@x)."""
    if not place:
        return True
    before = tokens[at - 1]
    free = before.pos is Pos.PREPOSITION and not before.word.pronoun
    if place.startswith("@"):
        wanted = place[1:]
        return tokens[at].word.preposition == wanted or (free and before.key == wanted)
    return not tokens[at].word.preposition and not free


# ------------------------------------------------------------------ who is who


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a row: the clause (a finite verb's, or one made for a verbal noun), the fixed noun, the subject if it is known."""

    scene: Scene
    tokens: Sequence[Token]
    clause: Clause
    row: Collocation
    at: int
    found: Reading | None

    @property
    def passive(self) -> bool:
        """Whether the one acted on stands in the subject's place: no object but the fixed noun is left."""
        return "o" in {self.row.subject.lower(), *(code.lower() for code in self.row.objects)} and self.object_phrase() is None

    def object_phrase(self) -> NounPhrase | None:
        """The direct object that is not the fixed noun."""
        return next((p for p in self.clause.objects if not self._holds(p)), None)

    def _holds(self, phrase: NounPhrase) -> bool:
        return self.at != self.clause.verb and phrase.start <= self.at < phrase.end


def _draft(use: _Use) -> Draft | None:
    row = use.row
    subject = _slot(use, row.subject)
    if subject is None or subject.entity is None or not _fits(use, subject):
        return None
    for code in row.objects:
        item = None if code == "-" else _slot(use, code, subject)
        if (item is None and code != "-") or (item is not None and not _names(use, item)):
            continue
        if item is not None and item.entity == subject.entity:
            continue
        reading = Reading(use.scene, use.tokens, use.clause, subject, use.found.why if use.found else "")
        draft = drafted(reading, row.predicate, subject, item)
        return replace(draft, rule=f"collocation.{row.predicate}", negated=draft.negated or "neg" in row.flags)
    return None


def _fits(use: _Use, subject: Argument) -> bool:
    kind, flags = use.scene.type_of(subject.entity), use.row.flags
    if "person" in flags and kind is not EntityType.PERSON:
        return False
    if "passive" in flags and not use.passive:
        return False
    if "human" in flags or "body" in flags:
        return kind in (_HUMAN if "human" in flags else _BODILY)
    return "actor" not in flags or kind in ACTORS


def _names(use: _Use, item: Argument) -> bool:
    flags = use.row.flags
    if "placed" in flags:
        return use.scene.type_of(item.entity) is EntityType.PLACE
    if "crime" in flags:
        return item.span is not None and is_crime_named(use.tokens, item.span.start)
    return "entity" not in flags or item.entity is not None


def is_crime_named(tokens: Sequence[Token], start: int) -> bool:
    """Whether the words that begin at an offset name a crime."""
    return any(is_crime(token) for token in tokens if token.word.core_start == start or token.word.start == start)


def _slot(use: _Use, code: str, subject: Argument | None = None) -> Argument | None:
    """The argument that a code of the table stands for."""
    if code.startswith("@"):
        return _governed(use, code[1:])
    if code == "role":
        return use.scene.offices.get(subject.entity or "") if subject is not None else None
    if code == "w":
        return _words(use, subject)
    if code == "v" and use.at != use.clause.verb:
        return Argument(value=f"{use.tokens[use.clause.verb].word.text} {use.tokens[use.at].word.text}")
    if code == "v":
        return use.scene.words(use.tokens, use.clause.verb, use.clause.end)
    if code == "n":
        return _owner(use)
    return _object(use) if code == "o" else _agent(use)


_ANY_OFFICE = frozenset(map(fold, ("منصب", "وظيفة", "موقع", "مهام", "كرسي", "عمل", "خدمة", "تقاعد", "معاش", "ولاية")))


def _words(use: _Use, subject: Argument | None) -> Argument | None:
    """The fixed noun with its words; where it is any office (منصبه), the one that the text gives its holder."""
    if use.row.predicate == "left_position" and subject is not None and _is(use.tokens[use.at], _ANY_OFFICE):
        known = use.scene.offices.get(subject.entity or "")
        if known is not None:
            return known
    phrase = noun_phrase(use.tokens, use.at)
    end = phrase.end if phrase is not None else use.at + 1
    if end + 1 < len(use.tokens) and use.tokens[end].pos is Pos.PREPOSITION and use.tokens[end].key in {"في", "لدي"}:
        place = noun_phrase(use.tokens, end + 1)
        end = place.end if place is not None and use.tokens[end + 1].pos is not Pos.DATE else end
    elif end < len(use.tokens) and use.tokens[end].word.preposition == "ل" and use.tokens[end].pos is Pos.NOUN:
        belonging = noun_phrase(use.tokens, end)
        end = belonging.end if belonging is not None else end
    return use.scene.words(use.tokens, use.at, end)


def _agent(use: _Use) -> Argument | None:
    """Who does it; nobody where the verb is passive."""
    if use.found is None or (use.passive and not use.clause.clitic and not use.clause.resumed):
        return None
    phrase = use.clause.subject
    if phrase is not None and use.clause.how == "after" and phrase.start <= use.at < phrase.end and use.at != use.clause.verb:
        return None
    return use.found.subject


def _object(use: _Use) -> Argument | None:
    clause, tokens = use.clause, use.tokens
    if clause.clitic:
        return _pronoun(use, clause.clitic, clause.verb)
    if clause.resumed and clause.antecedent is not None:
        return _argument(use, clause.antecedent)
    phrase = use.object_phrase()
    if phrase is not None:
        return _argument(use, phrase)
    seen = clause.how in {"after", "before", "antecedent"} and clause.form.number == "s" and "person" not in use.row.flags
    return use.found.subject if use.found is not None and seen else None  # أودع فلان السجن: the passive


def _argument(use: _Use, phrase: NounPhrase) -> Argument | None:
    entity = use.scene.entity_for(use.tokens, phrase)
    span = use.scene.span(use.tokens, phrase.start, phrase.end)
    return Argument(entity=entity, span=span)


def _pronoun(use: _Use, pronoun: str, at: int) -> Argument | None:
    if use.clause.opener == "relative" and use.clause.antecedent is not None and pronoun in {"ه", "ها", "هم"}:
        return _argument(use, use.clause.antecedent)
    word = use.tokens[at].word
    exclude = frozenset({use.found.subject.entity} if use.found and use.found.subject.entity and at == use.clause.verb else ())
    discourse = use.scene.discourse
    meant = discourse.acted_on if at == use.clause.verb else discourse.pronoun
    referent = meant(pronoun, word.start, word.end, exclude)
    return Argument(entity=referent.entity) if referent is not None else None


def _governed(use: _Use, preposition: str) -> Argument | None:
    """What a preposition behind the verb governs, other than the fixed noun."""
    for item in use.clause.prepositional:
        if item.preposition != preposition or (item.phrase is not None and use._holds(item.phrase)):  # noqa: SLF001 - of this module
            continue
        if item.phrase is None:
            return _pronoun(use, item.pronoun, item.at)
        if use.tokens[item.phrase.start].pos is not Pos.DATE:
            return _argument(use, item.phrase)
    return _behind_noun(use, preposition)


def _behind_noun(use: _Use, preposition: str) -> Argument | None:
    """The same for a preposition that stands behind the fixed noun and belongs to it."""
    for i in range(use.at + 1, min(use.at + 4, len(use.tokens))):
        token = use.tokens[i]
        if token.pos in {Pos.VERB, Pos.MARK}:
            return None
        start = i + 1 if token.pos is Pos.PREPOSITION and token.key == preposition and not token.word.pronoun else i
        if start == i and token.word.preposition != preposition:
            continue
        phrase = noun_phrase(use.tokens, start)
        return _argument(use, phrase) if phrase is not None else None
    return None


def _owner(use: _Use) -> Argument | None:
    """Whose the fixed noun is: its clitic's, or what stands in إضافة behind it. A stance's noun has an object there."""
    token = use.tokens[use.at]
    if token.word.pronoun and "owned" not in use.row.flags:
        if use.found is not None and use.found.subject.entity is not None and token.word.pronoun in {"ه", "ها"}:
            return use.found.subject
        return _pronoun(use, token.word.pronoun, use.at)
    if token.word.article or use.at + 1 >= len(use.tokens):
        return None
    phrase = noun_phrase(use.tokens, use.at + 1)
    if phrase is None or phrase.preposition or use.tokens[phrase.start].word.conjunction:
        return None
    return _argument(use, phrase)


# ------------------------------------------------------------------ verbal nouns


def collocation_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The collocations of one sentence's verbal nouns: إلقاء القبض على فلان، إيداعه السجن."""
    for token in tokens:
        if token.pos is not Pos.NOUN or (token.inside is not None and token.inside.form is MentionForm.NAME):
            continue
        for row in _by_masdar().get(token.key, ()):
            draft = _nominal(scene, tokens, token, row, clauses)
            if draft is not None:
                yield replace(draft, rule=f"collocation.noun.{row.predicate}")
                break


def _nominal(scene: Scene, tokens: Sequence[Token], token: Token, row: Collocation, clauses: Sequence[Clause]) -> Draft | None:
    clause = _made(tokens, token)
    at = _site(tokens, token.index, clause.end, row)
    if at is None or (not row.nouns and token.word.article):
        return None
    found = _doer(scene, tokens, clause, clauses)
    draft = _draft(_Use(scene, tokens, clause, row, at, found))
    return _purposed(tokens, token, clauses, draft)


def _purposed(tokens: Sequence[Token], token: Token, clauses: Sequence[Clause], draft: Draft | None) -> Draft | None:
    """What somebody goes for is not said to be done."""
    control = controlled(tokens, token, clauses)
    purpose = control is not None and control.kind == "purpose"
    return replace(draft, intended=True) if draft is not None and purpose else draft


def _made(tokens: Sequence[Token], token: Token) -> Clause:
    """A clause of a verbal noun: what stands behind it, to the clause's end."""
    form = VerbForm((token.key,), Tense.PAST, 3, "m", "s")
    clause = Clause(token.index, form, None, token.index, token.index + 1, clitic=token.word.pronoun, rest=token.index + 1)
    read_complements(tokens, clause)
    return clause


def _doer(scene: Scene, tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause]) -> Reading | None:
    """Who does what a verbal noun names: its clitic, whose intent or order it is, or a person right behind it."""
    control = controlled(tokens, tokens[clause.verb], clauses)
    if control is not None:
        return _governing(scene, tokens, clause, control.clause)
    return None


def _governing(scene: Scene, tokens: Sequence[Token], clause: Clause, governing: Clause) -> Reading | None:
    """The verbal noun's clause with the subject of the verb that governs it."""
    read = resolve(scene, tokens, governing)
    return None if read is None else Reading(scene, tokens, clause, read.subject, read.why)
