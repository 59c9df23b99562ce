"""Harm in a figure of speech: قتل الوقت، خطف الأضواء، أوقف التدريبات، حارب المرض. Who acts is no victim, and a thing is none either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.hidden import people_word
from tawthiq.extract.claims.lexicon import Trigger, masdar_forms, room_words, word_class
from tawthiq.extract.claims.roles import is_occupation, is_office
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.fold import fold

_OF_PEOPLE = frozenset({"killed_in", "died", "arrested"})  # nobody kills or holds a thing but in a figure of speech
_WITH_PEOPLE = frozenset({"persecutes", "conflict"})  # done to people, bodies and places
_BEFALL = frozenset({"killed_in", "attacked_in", "arrested"})
_OPENERS = frozenset({Pos.MARK, Pos.CONJUNCTION, Pos.SUBORDINATOR, Pos.RELATIVE})


def lifeless(scene: Scene, draft: Draft) -> bool:
    """What only people and bodies of people undergo, said of a thing or of many things."""
    if draft.predicate in _BEFALL | {"complicit_in"} and _doing(scene, draft.subject):
        return True
    if draft.predicate in _OF_PEOPLE or draft.predicate == "complicit_in":
        return _thing(scene, draft.subject)
    if draft.predicate in _WITH_PEOPLE and draft.object is not None and draft.rule.startswith("verbal."):
        return _thing(scene, draft.object)
    return False


def _doing(scene: Scene, argument: Argument) -> bool:
    """استهدفت الغارات …، حبس فلان وإقالة علان: raids and dismissals are done to others, and nothing is done to them."""
    token = _first(scene, argument)
    if token is None or (token.inside is not None and token.inside.form is MentionForm.NAME):
        return False
    return token.key in word_class("strikes") or (token.key in masdar_forms() and token.key not in word_class("bodies", "actors"))


def rather_acts(tokens: Sequence[Token], clause: Clause) -> bool:
    """تستهدف فيها ميليشيا …: armed bands behind a verb of attacking without a doer strike rather than are struck."""
    subject = clause.subject
    if subject is None or clause.how != "after" or clause.trigger is None or clause.trigger.predicate != "attacked_in":
        return False
    told = any(item.preposition == "ب" for item in clause.prepositional)
    return tokens[subject.head].key in room_words("armed", "lifeless") and not told


def _thing(scene: Scene, argument: Argument) -> bool:
    kind, token = scene.type_of(argument.entity), _first(scene, argument)
    if scene.named(argument.entity):
        return False  # what a name calls may be anybody
    if any(token.key in room_words("prizes", "lifeless") for token in _held(scene, argument)[:3]):
        return True  # خطف ثلاث نقاط
    if kind in {EntityType.THING, EntityType.WORK, None}:
        return token is None or not (any(map(people_word, _singulars(token.key))) or _namelike(scene, argument))
    things = token is not None and token.inside is None and token.key.endswith("ات") and kind is EntityType.GROUP
    return things and token is not None and not people_word(token.key) and not _of_women(token)


def _held(scene: Scene, argument: Argument) -> list[Token]:
    start, end = (argument.span.start, argument.span.end) if argument.span is not None else (0, 0)
    return [token for token in _tokens(scene) if start <= token.word.core_start < end]


def _singulars(key: str) -> tuple[str, ...]:
    """A noun with and without the endings of the accusative and the dual."""
    return (key, *(key.removesuffix(ending) for ending in ("ا", "يا", "ان", "ين") if key.endswith(ending)))


def _namelike(scene: Scene, argument: Argument) -> bool:
    """Whether several words could be a name that nobody knew: none has an article or clitic, or the accusative's ending."""
    held = _held(scene, argument)
    plain = (not (t.word.article or t.word.pronoun) and not t.word.text.endswith(("اً", "ًا")) for t in held[:2])
    return len(held) > 1 and all(plain)


def _of_women(token: Token) -> bool:
    """معلمات، لاعبات: the feminine plural of a word for people."""
    singulars = (f"{token.key[:-2]}ه", token.key[:-2])
    return any(key in word_class("people", "actors") or is_office(key) or is_occupation(key) for key in singulars)


def _first(scene: Scene, argument: Argument) -> Token | None:
    start = argument.span.start if argument.span is not None else -1
    return next((token for token in _tokens(scene) if start in {token.word.core_start, token.word.start}), None)


def _tokens(scene: Scene) -> Iterator[Token]:
    return (token for sentence in scene.tokens.sentences for token in sentence)


def by_the_doer(scene: Scene, tokens: Sequence[Token], draft: Draft) -> bool:
    """قتل فلان الوقت: whoever a finite verb says does it is not whom it befalls."""
    if draft.predicate not in _BEFALL or not draft.rule.startswith("learned."):
        return False
    token = next((token for token in tokens if token.word.core_start == draft.trigger[0]), None)
    if token is not None and token.trigger is not None and token.trigger.predicate == "died":
        return True  # توفي خلال مسيرته: who died was not killed
    doer = scene.subjects.get(draft.trigger[0])
    if token is None or token.pos is not Pos.VERB or doer is None or doer.entity != draft.subject.entity:
        return False
    end = _behind_name(tokens, token.index + 1)
    return end is not None and end < len(tokens) and (_accusative(tokens[end]) or _bare(tokens[end]))


def _bare(token: Token) -> bool:
    """قتل فلان أفعى: a noun that nothing brings up, and that no name holds."""
    return token.pos is Pos.NOUN and token.inside is None and not token.word.preposition and not token.word.conjunction


def own_officer(tokens: Sequence[Token], clause: Clause) -> bool:
    """أوقفت الشركة مديرها، أوقف النادي مدربه: a body that stops one of its own from working holds nobody."""
    first = tokens[clause.objects[0].head] if clause.objects else None
    if first is None or first.word.pronoun not in {"ه", "ها", "هم"}:
        return False
    return is_office(first.key) or is_occupation(first.key) or first.key in room_words("players", "lifeless")


def is_verb(tokens: Sequence[Token], noun: Token, trigger: Trigger) -> bool:
    """Whether what could be a verbal noun is its verb: خطف فلان الأضواء, at the head of a clause with a name and an object behind it."""
    bare = not (noun.word.article or noun.word.preposition or noun.word.pronoun)
    if not bare or trigger.predicate not in _BEFALL or fold(trigger.lemma) != noun.key:
        return False
    if noun.index and tokens[noun.index - 1].pos not in _OPENERS and not noun.word.conjunction:
        return False
    end = _behind_name(tokens, noun.index + 1)
    return end is not None and end < len(tokens) and _accusative(tokens[end])


def _behind_name(tokens: Sequence[Token], at: int) -> int | None:
    """Where the mention that holds the word at ``at`` ends, be it of somebody or of what befell him; None where none does."""
    inside = tokens[at].inside if at < len(tokens) else None
    return next((i for i in range(at, len(tokens)) if tokens[i].word.start >= inside.span.end), len(tokens)) if inside is not None else None


def _accusative(token: Token) -> bool:
    """What behind a whole name can only be an object: a noun with an article or clitic, without preposition or و."""
    word = token.word
    definite = bool(word.article or word.pronoun) or word.text.endswith(("اً", "ًا"))
    return token.pos is Pos.NOUN and definite and not word.preposition and not word.conjunction
