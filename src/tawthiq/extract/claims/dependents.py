"""What belongs to a verb's subject by the tree: الطلب | على النفط، فريق | من الخبراء والمحامين، الفساد المالي | والإداري.

The rules end a noun phrase before a preposition and before و. What stands there is the verb's or the noun's; the learned parser
knows. Where there is no parser nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import word_class
from tawthiq.extract.claims.scene import of_person
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType

_OWN = 0.5  # of the parser's probability of an arc
_LONGEST = 14  # tokens: a longer subject has swallowed a clause
_SUBJECT = 0.5  # of the parser's probability that this is the verb's subject


def complete_subject(tokens: Sequence[Token], clause: Clause) -> None:
    """Give a subject beside its verb what belongs to it, and take that from the verb's complements."""
    noun = clause.subject
    if noun is None or clause.how not in {"after", "before"} or clause.vouched < _SUBJECT or noun.type is EntityType.PERSON:
        return
    limit = clause.verb if clause.how == "before" else min(len(tokens), noun.start + _LONGEST)
    end = dependents_end(tokens, noun, limit)
    if end == noun.end and clause.how == "after":
        end = _before_object(tokens, clause, noun)
    if end == noun.end or _waits(tokens, clause, noun.end):
        return
    behind = _behind_comma(tokens, clause, end) if clause.how == "after" and not clause.objects else None
    if behind is not None:
        clause.objects, clause.end = [behind], behind.end
        clause.prepositional, clause.rest = [], behind.start
    elif clause.how == "after" and not _give(clause, noun, end):
        return
    clause.completed = end


def _before_object(tokens: Sequence[Token], clause: Clause, noun: NounPhrase) -> int:
    """لقي الكتاب | عن الموانئ | رواجا: what stands under a preposition between a thing and the verb's object is the thing's."""
    item = next((item for item in clause.prepositional if item.at == noun.end), None)
    first = clause.objects[0] if clause.objects else None
    if item is None or item.phrase is None or first is None or first.start != item.phrase.end or item.preposition not in _OF_NOUNS:
        return noun.end
    head = tokens[noun.head]
    thing = noun.entity is None and not noun.quantified and not of_person(head) and head.key not in word_class("bodies", "actors")
    return item.phrase.end if thing and tokens[item.phrase.start].pos is not Pos.DATE else noun.end


_OF_NOUNS = frozenset({"علي", "عن", "من", "الي", "بين", "مع", "ضد", "ل"})  # what nouns take behind them; في is rather where it was


def _behind_comma(tokens: Sequence[Token], clause: Clause, at: int) -> NounPhrase | None:
    """عقد مديرو المدارس في البلدة، اجتماعهم: the verb's object by the tree, behind the comma of a long subject."""
    if at + 1 >= len(tokens) or tokens[at].word.text not in {"،", ","} or tokens[at + 1].word.conjunction:
        return None
    phrase = noun_phrase(tokens, at + 1)
    arc = tokens[phrase.head].arc if phrase is not None and not phrase.preposition else None
    own = arc is not None and arc.head == clause.verb and arc.relation == "obj" and arc.probability >= _OWN
    return phrase if own else None


def _give(clause: Clause, noun: NounPhrase, end: int) -> bool:
    """Take from the verb behind its subject what is the subject's; False where that would be all it has and may as well be where it is."""
    if clause.rest > noun.end:
        return False  # something between has been passed over already
    objects = [phrase for phrase in clause.objects if phrase.start >= end or phrase.start < noun.end]
    items = [item for item in clause.prepositional if not noun.end <= item.at < end]
    bare = not items and all(phrase.end - phrase.start == 1 and phrase.entity is None for phrase in objects)
    if bare and clause.content is None:
        return False  # تجدد القتال في البلدة ما أدى …: all that the verb has
    clause.objects, clause.prepositional = objects, items
    clause.rest, clause.end = end, max(end, clause.end)
    return True


def dependents_end(tokens: Sequence[Token], noun: NounPhrase, limit: int) -> int:
    """Where a noun phrase ends with the phrases that the tree hangs on its words."""
    end = noun.end
    while end < limit:
        further = _dependent(tokens, noun, end)
        if further is None or further > limit:
            return end
        end = further
    return end


def _dependent(tokens: Sequence[Token], noun: NounPhrase, at: int) -> int | None:
    """The end of one more phrase at ``at`` that hangs on the words before it, or None."""
    token = tokens[at]
    if token.pos is Pos.PREPOSITION and not token.word.pronoun and not token.word.conjunction:
        phrase = noun_phrase(tokens, at + 1) if at + 1 < len(tokens) else None
        return phrase.end if phrase is not None and _hangs(tokens, noun, phrase.head, at, _MODIFYING) else None
    if not starts_phrase(token) or token.pos is Pos.DATE:
        return None
    if token.word.conjunction == "و":
        return _joined(tokens, noun, at)
    phrase = noun_phrase(tokens, at)
    modifying = _MODIFYING if token.word.preposition == "ل" else _DESCRIBING
    if phrase is None or token.word.preposition not in {"", "ل"}:
        return None
    if modifying is _DESCRIBING and not (_adjective(token) and phrase.gender == noun.gender):
        return None
    return phrase.end if _hangs(tokens, noun, phrase.head, at, modifying) else None


_MODIFYING = frozenset({"nmod", "nmod:poss"})
_DESCRIBING = frozenset({"amod"})


def _adjective(token: Token) -> bool:
    """الأجنبية: a relational adjective; other shapes may be nouns of their own (المحاسب فلان)."""
    return token.word.article and token.key.endswith(("ي", "يه")) and token.arc is not None and token.arc.tag == "ADJ"


def _joined(tokens: Sequence[Token], noun: NounPhrase, at: int) -> int | None:
    """المالي | والإداري، شيوخ | ووجهاء المدينة: what و joins to a word of the phrase, but not another subject beside the first."""
    phrase = noun_phrase(tokens, at)
    arc = tokens[at].arc
    if phrase is None or arc is None or arc.relation != "conj" or arc.probability < _OWN or not noun.start <= arc.head < at:
        return None
    first = tokens[arc.head]
    adjective = first.arc is not None and first.arc.tag == arc.tag == "ADJ" and first.word.article == tokens[at].word.article
    return phrase.end if adjective or arc.head != noun.head else None


def _hangs(tokens: Sequence[Token], noun: NounPhrase, head: int, at: int, relations: frozenset[str]) -> bool:
    """Whether a word hangs on one of the phrase's words by one of these relations."""
    arc = tokens[head].arc
    return arc is not None and noun.start <= arc.head < at and arc.relation in relations and arc.probability >= _OWN


def _waits(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether the verb itself waits for what stands at ``at``: a preposition of its frame, or whatever a verb of saying brings."""
    if clause.trigger is None:
        return False
    token = tokens[at]
    preposition = token.key if token.pos is Pos.PREPOSITION else token.word.preposition
    return clause.trigger.subject == "O" or "say" in clause.trigger.flags or f"@{preposition}" in clause.trigger.objects


def whole(noun: NounPhrase, clause: Clause) -> NounPhrase:
    """The subject's phrase with what belongs to it; a phrase that tells enough apart is left as it is."""
    if clause.completed <= noun.end or noun is not clause.subject or noun.end - noun.start > _TELLING:
        return noun
    return replace(noun, end=clause.completed) if clause.completed - noun.start <= _NAMING else noun


_TELLING = 2  # tokens: a longer phrase needs nothing more to say what it is
_NAMING = 9  # tokens: a longer phrase is no name of anything
