"""Whether verb and noun agree: gender and number, and what the noun's adjective shows of them."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import NounPhrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import word_class
from tawthiq.extract.claims.token import Token
from tawthiq.model import EntityType, MentionForm
from tawthiq.text.numbers import is_number_word, word_key


def agrees(tokens: Sequence[Token], clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a verb can have this phrase as a subject that follows it, by gender."""
    if clause.form.gender == "m" and phrase.type is EntityType.ORGANIZATION and tokens[phrase.head].word.text.endswith("ة"):
        return not (clause.trigger is not None and "O" in clause.trigger.objects)  # أسس مكتبة الياسمين
    if _feminine_body(tokens, clause, phrase) or _other_gender(tokens, clause, phrase):
        return False
    if phrase.entity is not None or phrase.quantified or is_number_word(word_key(tokens[phrase.head].key)):
        return True
    if clause.form.gender == phrase.gender:
        return True
    head = tokens[phrase.head]
    broken_plural = clause.form.gender == "f" and phrase.gender == "m" and not head.key.endswith("ون")
    own = head.word.pronoun == "ها" and transitive(clause)  # تبدأ مشوارها: what is hers is no plural that acts
    return broken_plural and not (own or _singular_masculine(head) or _shown_masculine(tokens, phrase))


def _shown_masculine(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """تختتم الدور الأول، تستأنف نشاطها المعتاد: an adjective without an ending shows that the noun is no broken plural."""
    head, at = tokens[phrase.head], phrase.head + 1
    if at >= phrase.end or not (head.word.article or head.word.pronoun):
        return False
    word = tokens[at].word
    return word.article and tokens[at].inside is None and not word.text.endswith(_PLURAL_OR_FEMININE)


_PLURAL_OR_FEMININE = ("ة", "ى", "اء", "ات", "ون", "ين", "ان")


def _other_gender(tokens: Sequence[Token], clause: Clause, phrase: NounPhrase) -> bool:
    """ودعت رئيس البلاد إلى …: a title right behind a verb of the other gender is its object."""
    head = tokens[phrase.head]
    if phrase.start != clause.verb + 1 or phrase.type is not EntityType.PERSON or clause.form.number != "s" or clause.form.person != _THIRD:
        return False
    titled = head.key in word_class("office", "titles") | word_class("occupation", "titles")
    return titled and (clause.form.gender == "f") != head.word.text.endswith(("ة", "ى"))


_THIRD = 3


def _feminine_body(tokens: Sequence[Token], clause: Clause, phrase: NounPhrase) -> bool:
    """ودعا القوى السياسية إلى …: a masculine verb right before a feminine common noun of a body has another subject."""
    head = tokens[phrase.head]
    common = phrase.type in {EntityType.ORGANIZATION, EntityType.GROUP} and head.word.article and head.mention is not None
    named = head.inside is not None and head.inside.form is MentionForm.NAME
    body = head.key in word_class("bodies", "actors") or head.key == "قوي"
    feminine = body and head.word.text.endswith(("ة", "ى"))
    return common and not named and feminine and clause.form.gender == "m" and phrase.start == clause.verb + 1


def _singular_masculine(head: Token) -> bool:
    """Broken plurals are not seen in the letters; masdars and nouns of place are taken as singular."""
    key = head.key
    return key.startswith(("ت", "م", "است", "ان")) and len(key) <= 6 and not key.endswith(("ات", "ا")) and "ا" not in key[1:-2]


def plural_agrees(clause: Clause, phrase: NounPhrase) -> bool:
    return clause.form.number == "p" or phrase.number == "p"


def transitive(clause: Clause) -> bool:
    """Whether a verb of the lexicon takes a direct object and is told of the one who acts."""
    if clause.trigger is None or "reversed" in clause.trigger.flags:
        return False
    return "O" in clause.trigger.objects or "leads" in clause.trigger.flags
