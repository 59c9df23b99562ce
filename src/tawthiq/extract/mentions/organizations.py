"""Organisations by their head noun: وزارة الزراعة المغربية, معهد كذا, الحزب; and acronyms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.mentions.candidates import Candidate, Sentence, make
from tawthiq.extract.mentions.phrases import genitive, phrase
from tawthiq.extract.mentions.tokens import Token, raw
from tawthiq.extract.mentions.vocabulary import Kind, word_set
from tawthiq.model import EntityType, MentionForm

_FEWEST = 2  # names of letters that make an acronym, those not counted that are also words (في، إن، أو)


def find_organizations(sentence: Sentence) -> Iterator[Candidate]:
    """Phrases headed by a noun for an organisation (names where they have content of their own, else nominals); acronyms."""
    reached, named = 0, list(sentence.names.values())
    if sentence.bodies is None:
        sentence.bodies = tuple(index for index in range(len(sentence.tokens)) if _may_begin(sentence.tokens, index))
    for index in sentence.bodies:
        found = _at(sentence, index) or _acronym(sentence, index, named) or _spelled(sentence, index) if index >= reached else None
        if found is not None:
            yield found
            named.append(found)
            reached = max(index + 1, found.last)


def _may_begin(tokens: Sequence[Token], index: int) -> bool:
    """Whether an organisation can begin here by its form; this is asked once, the grammar several times."""
    token = tokens[index]
    bracketed = 0 < index < len(tokens) - 1 and tokens[index - 1].mark == "(" and tokens[index + 1].mark == ")"
    headed = bool(token.features.nouns) and token.noun(Kind.ORG) is not None
    return bracketed or headed or token.word.text.isascii() or raw(token.word) in word_set("letters")


def _at(sentence: Sentence, index: int) -> Candidate | None:
    token = sentence.tokens[index]
    noun = token.noun(Kind.ORG)
    known = sentence.names.get(index)
    if noun is None or token.title is not None or (index in sentence.inside and known is None) or not _of_a_field(sentence, index):
        return None
    if noun.plural or (token.key in word_set("only_with_article") and not token.article) or (known is not None and known.model):
        return None
    if token.word.pronoun:
        return _nominal(sentence, index, phrase(sentence, index).last, noun.lemma, noun.gender)
    if token.key in word_set("ministries"):
        return _ministry(sentence, index)
    reach = phrase(sentence, index)
    last = _complement(sentence, index, reach.last) if token.key in word_set("with_for") and reach.definite else reach.last
    if not reach.definite or (known is not None and known.last >= last):
        return None
    while last - index > 2 and sentence.tokens[last - 1].article and sentence.tokens[last - 1].key in word_set("evaluative"):
        last -= 1
    complete = last > reach.last and last - index > 2
    make_one = _nominal if not complete and _is_description(sentence, index, last) else _named
    return make_one(sentence, index, last, noun.lemma, noun.gender)


def _of_a_field(sentence: Sentence, index: int) -> bool:
    """مصلحة السجون, not مصلحة البلاد: some nouns are bodies only with the word for what they do."""
    behind = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    return sentence.tokens[index].key not in word_set("bodies_with") or (behind is not None and behind.key in word_set("their_fields"))


def _is_description(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the phrase describes rather than names: الحزب, الحكومة المغربية, المنظمة الأممية, نظام فلان."""
    head, rest = sentence.tokens[first], sentence.tokens[first + 1 : last]
    if not rest or head.key in word_set("described"):
        return True
    if head.key in word_set("common") and any(part.title for part in rest):
        return True
    if not head.article:
        return head.key in word_set("common") and not any(
            part.features.nationality or not part.features.ordinary for part in rest
        )
    if head.key in word_set("common"):
        return True
    qualifiers = sum(1 for part in rest if part.article)
    return head.key not in word_set("named_by_adjective") and qualifiers < 2


def _named(sentence: Sentence, first: int, last: int, head: str, gender: str) -> Candidate | None:
    return make(sentence, first, last, EntityType.ORGANIZATION, MentionForm.NAME, "organisation", head=head, gender=gender)


def _nominal(sentence: Sentence, first: int, last: int, head: str, gender: str) -> Candidate | None:
    token = sentence.tokens[first]
    if token.key not in word_set("alone") and not (token.key in word_set("common") | word_set("described") and last - first > 1):
        return None
    return make(sentence, first, last, EntityType.ORGANIZATION, MentionForm.NOMINAL, "organisation", head=head, gender=gender)


def _complement(sentence: Sentence, first: int, last: int) -> int:
    """The end with a complement in ل, if it belongs to the name."""
    tokens = sentence.tokens
    if last >= len(tokens) or tokens[last].word.preposition != "ل" or tokens[last].word.conjunction or tokens[last].word.pronoun:
        return last
    token = tokens[last]
    if token.mark or token.features.function or (token.verb and token.key[0] == "ي") or token.title is not None:
        return last
    if not token.article and not (last + 1 < len(tokens) and genitive(tokens[last + 1])):
        return last
    if not token.article and tokens[last - 1].features.nationality and last - first > 2:
        return last  # مجلس كذا العراقي |لبحث الأمر: an aim
    if first + 1 == last and tokens[first].article:
        return last
    end = phrase(sentence, last).last
    if (
        end + 1 < len(tokens)
        and tokens[end].key == "علي"
        and tokens[end].plain
        and not tokens[end].word.pronoun
        and tokens[end + 1].article
    ):
        return phrase(sentence, end + 1).last  # للقضاء على كذا
    return end


def _ministry(sentence: Sentence, index: int) -> Candidate | None:
    """الخارجية السودانية: the ministry by its field alone, with a nationality behind it or a verb before it."""
    tokens = sentence.tokens
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    before = tokens[index - 1] if index else None
    if not tokens[index].article or (before is not None and tokens[index].plain and before.title is not None):
        return None
    if behind is not None and behind.article and behind.features.nationality and behind.plain:
        return make(sentence, index, index + 2, EntityType.ORGANIZATION, MentionForm.NAME, "ministry", head="وزاره", gender="f")
    if before is not None and before.verb and tokens[index].plain:
        return make(sentence, index, index + 1, EntityType.ORGANIZATION, MentionForm.NAME, "ministry", head="وزاره", gender="f")
    return None


def _spelled(sentence: Sentence, index: int) -> Candidate | None:
    """Latin letters by their names: سي إن إن, بي.بي.سي."""
    tokens, last = sentence.tokens, index
    if raw(tokens[index].word) not in word_set("letters"):
        return None
    if index in sentence.inside or tokens[index].mark or (index and raw(tokens[index - 1].word) in word_set("letters")):
        return None
    clear = 0
    while last < len(tokens) and (raw(tokens[last].word) in word_set("letters") or (last > index and tokens[last].mark == ".")):
        clear += raw(tokens[last].word) in word_set("clear_letters")
        last += 1
    while last > index and tokens[last - 1].mark:
        last -= 1
    if clear < _FEWEST or tokens[index].features.function:
        return None
    start = tokens[index].word.start
    return make(sentence, index, last, EntityType.ORGANIZATION, MentionForm.NAME, "acronym", start=start)


def _acronym(sentence: Sentence, index: int, named: list[Candidate]) -> Candidate | None:
    """CNN; (سونا) behind the name of an organisation."""
    tokens = sentence.tokens
    text = tokens[index].word.text
    if text.isascii() and text.isupper() and 2 < len(text) < 7:  # letters
        return make(sentence, index, index + 1, EntityType.ORGANIZATION, MentionForm.NAME, "acronym")
    if not (0 < index < len(tokens) - 1 and tokens[index - 1].mark == "(" and tokens[index + 1].mark == ")"):
        return None
    near = {index - 1, index - 2}
    before = [name for name in named if name.last in near and name.type is EntityType.ORGANIZATION]
    if not before or tokens[index].mark:
        return None
    return make(
        sentence, index, index + 1, EntityType.ORGANIZATION, MentionForm.NAME, "acronym", head="=" + " ".join(before[-1].key)
    )
