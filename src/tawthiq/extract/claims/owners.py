"""Further names of those whom only common nouns name: نجله is نجل فلان, المهاجرين are المهاجرون."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from tawthiq.extract.claims.lexicon import word_class
from tawthiq.extract.claims.roles import is_office
from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.token import Token
from tawthiq.extract.frame import MentionLayer
from tawthiq.model import Argument, Entity, EntityType, Mention, MentionForm, Name
from tawthiq.model.entity import IMPLIED
from tawthiq.text.fold import fold

_LONGEST = 4  # words of a description that is written with its owner's name
_PLURAL = 5  # letters: in shorter words ين is of the root
_OWNED = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})


def further_names(scene: Scene, entities: tuple[Entity, ...]) -> Mapping[str, tuple[Name, ...]]:
    """Entity id -> names that its mentions imply, in the order of the mentions: with the owner's name, in the nominative."""
    layer = scene.layers.mentions
    by_id = {entity.id: entity for entity in (*layer.entities, *entities)}
    tokens = {token.word.core_start: token for sentence in scene.tokens.sentences for token in sentence}
    found: dict[str, list[Name]] = {}
    for mention in (*layer.mentions, *scene.mentions):
        token = tokens.get(mention.span.start)
        if mention.form is not MentionForm.NOMINAL or token is None or scene.named(mention.entity) or mention.entity not in by_id:
            continue
        for text in _names(scene, by_id, mention, token):
            if all(text != name.text for name in (*by_id[mention.entity].names, *found.get(mention.entity, ()))):
                found.setdefault(mention.entity, []).append(Name(text, IMPLIED))
    for identity, text in family_names(scene, by_id):
        if all(text != name.text for name in (*by_id[identity].names, *found.get(identity, ()))):
            found.setdefault(identity, []).append(Name(text, IMPLIED))
    return {identity: tuple(names) for identity, names in found.items()}


def bare_titles(scene: Scene) -> Iterator[tuple[str, Argument]]:
    """Who is called by an office that says not of what (العمدة، الوزير): the last resort for what somebody leaves."""
    tokens = {token.word.core_start: token for sentence in scene.tokens.sentences for token in sentence}
    for mention in scene.layers.mentions.mentions:
        token = tokens.get(mention.span.start)
        if mention.form is MentionForm.NOMINAL and mention.type is EntityType.PERSON and token is not None and is_office(token.key):
            yield mention.entity, Argument(span=mention.span)


def _names(scene: Scene, by_id: Mapping[str, Entity], mention: Mention, token: Token) -> Iterator[str]:
    words = mention.span.exact.split()
    if mention.type is EntityType.GROUP and len(words) <= _LONGEST:
        plain = " ".join(nominative(word) for word in words)
        if plain != mention.span.exact:
            yield plain
    named = _whose(scene.layers.mentions, mention)
    if named and len(words) <= _LONGEST and (mention.type is not EntityType.ORGANIZATION or _of_title(words)):
        yield f"{words[0]} {named}"
    if token.word.pronoun and mention.type in _OWNED and len(words) <= _LONGEST:
        owned = _of_owner(scene, by_id, mention, token, words)
        if owned:
            yield owned


def family_names(scene: Scene, by_id: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """شقيقه كريم of somebody with a family name: who is called by one name beside a word for a child or sibling, with that name."""
    words = word_class("namesakes", "kin")
    for sentence in scene.tokens.sentences:
        for kin, name in pairwise(sentence):
            mention = name.mention
            alone = mention is not None and mention.form is MentionForm.NAME and mention.type is EntityType.PERSON
            if not alone or mention is None or kin.key not in words or not kin.word.pronoun or " " in mention.span.exact:
                continue
            at = kin.word
            owner = scene.discourse.pronoun(at.pronoun, at.start, at.end, frozenset({mention.entity}))
            parts = by_id[owner.entity].name.split() if owner is not None and owner.entity in by_id else []
            bare = mention.entity in by_id and " " not in by_id[mention.entity].name
            if bare and len(parts) > 1 and owner is not None and scene.type_of(owner.entity) is EntityType.PERSON:
                yield mention.entity, f"{mention.span.exact} {_family(parts)}"


def _family(parts: list[str]) -> str:
    """The family name: the last word, with the word that it cannot stand without (أبو زيد، عبد الله)."""
    joined = len(parts) > _TWO and fold(parts[-2]) in {"ابو", "ابي", "عبد", "ال", "بن", "ابن", "بو", "ولد"}
    return " ".join(parts[-2:]) if joined else parts[-1]


_TWO = 2


def _of_title(words: list[str]) -> bool:
    """مكتب الوزير فلان is his office; in مدير شركة الساحل فلان the name behind the company is no owner's."""
    return len(words) > 1 and all(is_office(fold(word).removeprefix("ال")) or is_office(fold(word)) for word in words[1:2])


def _whose(layer: MentionLayer, mention: Mention) -> str:
    """The name right behind a description that is another's: ابنة المعارض فلان."""
    following = layer.at(mention.span.end + 1)
    if mention.type not in _OWNED or following is None or following.form is not MentionForm.NAME or following.entity == mention.entity:
        return ""
    behind = following.span.start == mention.span.end + 1 and following.type is EntityType.PERSON
    return following.span.exact if behind else ""


def nominative(word: str) -> str:
    """A sound plural or dual in the nominative: المتطوعين → المتطوعون, الطرفين stays open and is left."""
    if word.endswith("ين") and len(word.removeprefix("ال")) >= _PLURAL:
        return word[:-2] + "ون"
    return word


def _of_owner(scene: Scene, by_id: Mapping[str, Entity], mention: Mention, token: Token, words: list[str]) -> str:
    """نجله with the name of whom the clitic means: نجل فلان."""
    word = token.word
    referent = scene.discourse.pronoun(word.pronoun, word.start, word.end, frozenset({mention.entity}))
    if referent is None or not scene.named(referent.entity):
        return ""
    owner = by_id[referent.entity].name if referent.entity in by_id else ""
    noun = word.text[word.core_start - word.start : len(word.text) - (word.end - word.core_end)]
    bare = noun[:-1] + "ة" if noun.endswith("ت") and token.key.endswith(("ه", "ت")) else noun
    return " ".join([bare, owner, *words[1:]]) if owner else ""
