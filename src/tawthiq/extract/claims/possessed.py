"""Whose something is that a claim's object names by a clitic: مقتله, زملائها, with the name in place of the clitic as its normal form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType

_SINGLE = {"ه": "m", "ها": "f"}


def with_owner(scene: Scene, tokens: Sequence[Token], draft: Draft) -> Draft:
    """The draft with the owner's name in its object's value, where the object's first noun has a clitic that is clear."""
    item = draft.object
    if item is None or item.span is None or item.value is not None or scene.named(item.entity):
        return draft
    first = next((token for token in tokens if token.word.core_start == item.span.start), None)
    if first is None or first.pos is not Pos.NOUN or first.word.pronoun not in _SINGLE:
        return draft
    if draft.rule == "description.predicate" and first.word.pronoun == "ه" and first.word.end >= item.span.end:
        return draft  # المفاوضات مستمره: a ة without its dots
    name = _owner(scene, first)
    if not name:
        return draft
    noun = _construct(first)
    rest = scene.layers.frame.text[first.word.end : item.span.end]
    return replace(draft, object=replace(item, value=f"{noun} {name}{rest}"))


def _owner(scene: Scene, noun: Token) -> str:
    """The name of whom the clitic means: one person, body or place that nobody else of the sentence could be."""
    word = noun.word
    found = scene.discourse.pronoun(word.pronoun, word.start, word.end, strict=True)
    if found is None and word.pronoun == "ها":
        found = scene.discourse.place(word.pronoun, word.start)
    if found is None or not scene.named(found.entity) or scene.type_of(found.entity) is EntityType.GROUP:
        return ""
    return next((e.name for e in scene.layers.mentions.entities if e.id == found.entity), "")


def _construct(noun: Token) -> str:
    """The noun before a genitive: without its clitic, ت before it written ة again."""
    word = noun.word
    bare = word.text[word.core_start - word.start : word.core_end - word.start]
    if bare.endswith(("ئ", "ؤ")) and noun.key.endswith("ء"):
        return bare[:-1] + "ء"
    return bare[:-1] + "ة" if bare.endswith("ت") and noun.key.endswith("ه") else bare


def untitled(scene: Scene, token: Token, target: Argument, words: Argument | None) -> Argument | None:
    """اغتيال النقيب فلان: what befell him, with his name alone as its normal form."""
    if words is None or token.word.pronoun or not scene.named(target.entity) or scene.type_of(target.entity) is not EntityType.PERSON:
        return words
    name = next((e.name for e in scene.layers.mentions.entities if e.id == target.entity), "")
    longer = name and name in (words.text or "") and words.value is None and not (words.text or "").startswith(f"{token.word.text} {name}")
    return replace(words, value=f"{token.word.text[token.word.core_start - token.word.start :]} {name}") if longer else words
