"""What the mentions of a whole text tell: its topic, who shares a surname, genders, who is only ever somebody's."""

from __future__ import annotations

from collections import Counter

from tawthiq.extract.reference.model import word_list
from tawthiq.model import EntityType, Mention, MentionForm
from tawthiq.text.fold import fold
from tawthiq.text.verbs import verb_form
from tawthiq.text.words import Word

_DOMINANT = 0.35  # share of all mentions of persons that makes a text one person's profile


class Neighbours:
    """The words of a text by where they begin, and the word before each."""

    def __init__(self, sentences: tuple[tuple[Word, ...], ...]) -> None:
        self._words = {word.core_start: (words[i - 1] if i else None, word) for words in sentences for i, word in enumerate(words)}

    def before(self, start: int) -> Word | None:
        """The word before the one whose stem begins here."""
        return self._words.get(start, (None, None))[0]

    def at(self, start: int) -> Word | None:
        """The word whose stem begins here."""
        return self._words.get(start, (None, None))[1]


def topic_of(mentions: list[Mention]) -> tuple[str | None, bool]:
    """The person mentioned most, if more than any other, and whether the text is about that person above all."""
    persons = [m.entity for m in mentions if m.type is EntityType.PERSON]
    counts = Counter(persons).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] <= counts[1][1]):
        return None, False
    return counts[0][0], _dominates(counts, len(persons))


def _dominates(counts: list[tuple[str, int]], total: int) -> bool:
    second = counts[1][1] if len(counts) > 1 else 0
    return counts[0][1] >= max(4, _DOMINANT * total, 2 * second)


def _shared_surnames(mentions: list[Mention]) -> frozenset[str]:
    """Surnames that two people of the text bear."""
    pairs = {(surname_of(m), m.entity) for m in mentions if m.form is MentionForm.NAME and m.type is EntityType.PERSON}
    count = Counter(surname for surname, _ in pairs if surname)
    return frozenset(surname for surname, bearers in count.items() if bearers > 1)


def surname_of(mention: Mention) -> str:
    words = mention.span.exact.split()
    return fold(words[-1]) if len(words) > 1 else ""


def once(mentions: list[Mention]) -> frozenset[str]:
    """Who is mentioned once: the text is not about them."""
    count = Counter(mention.entity for mention in mentions)
    return frozenset(entity for entity, times in count.items() if times == 1)


def owned(mentions: list[Mention], words: Neighbours) -> frozenset[str]:
    """Who is only ever somebody's: شقيقه، ضيفه."""
    named = {mention.entity for mention in mentions if mention.form is MentionForm.NAME}
    return frozenset({mention.entity for mention in mentions if _with_pronoun(words.at(mention.span.start))} - named)


def sound_plural(mention: Mention) -> bool:
    """Plurals in ون and ين, and in اء, are of people: what takes them up is هم, not ها."""
    first = mention.span.exact.split()[:1]
    return mention.type is EntityType.GROUP and bool(first) and first[0].endswith(("ون", "ين", "اء")) and len(first[0]) > 4


def _with_pronoun(word: Word | None) -> bool:
    return word is not None and bool(word.pronoun)


def genders_of(mentions: list[Mention], words: Neighbours) -> dict[str, str]:
    """Gender by the forms of an entity's nominal mentions, its verbs, or its name's last letter for what is no person."""
    votes: dict[str, Counter[str]] = {}
    common = _shared_surnames(mentions)
    for mention in mentions:
        shown = "f" if _feminine(mention) or _woman(words.at(mention.span.start), mention) else "m"
        votes.setdefault(mention.entity, Counter())[shown] += _weight(mention)
        governed = _verb_before(words.before(mention.span.start))
        shared = " " not in mention.span.exact and fold(mention.span.exact) in common  # which of the two is not to be told
        if governed and not shared and mention.type in {EntityType.PERSON, EntityType.ORGANIZATION}:
            votes[mention.entity][governed] += _VERB_VOTE
    return {entity: count.most_common(1)[0][0] for entity, count in votes.items()}


def _weight(mention: Mention) -> int:
    """A noun shows its gender; a name does not, but for a body that is called شركة or منظمة in it."""
    shown = mention.form is MentionForm.NOMINAL or (mention.type is EntityType.ORGANIZATION and _feminine(mention))
    return 3 if shown else 1


_VERB_VOTE = 2  # mentions: a verb before its subject shows the gender more surely than the letters of a name


def _verb_before(word: Word | None) -> str:
    """The gender of a verb of speech or deed right before a name, or "": a masculine form can be a noun as well."""
    if word is None or word.kind != "word" or word.article or word.noun or word.pronoun:
        return ""
    form = verb_form(word.key)
    return form.gender if form is not None and form.person == _THIRD and form.number == "s" else ""


_THIRD = 3


def _feminine(mention: Mention) -> bool:
    words = mention.span.exact.split()
    if mention.form is MentionForm.NAME and mention.type is EntityType.PERSON:
        given = fold(words[0]) if words else ""
        shown = given.endswith(("ه", "يا", "اء")) and len(given) > 3
        return (shown or given in word_list("feminine_names")) and given not in word_list("masculine_names")
    if mention.form is MentionForm.NAME and mention.type is EntityType.PLACE:
        return _feminine_place(words[0] if words else "")
    return bool(words) and words[0].endswith(("ة", "ات"))


def _woman(word: Word | None, mention: Mention) -> bool:
    """زوجته، مديرتها، أم الضحية: a noun for a woman, its ة hidden by a clitic, or one that has none."""
    if word is None or mention.form is MentionForm.NAME or mention.type is not EntityType.PERSON:
        return False
    return word.key in word_list("women") or (bool(word.pronoun) and word.key.endswith("ه") and word.text.endswith(f"ت{word.pronoun}"))


def _feminine_place(word: str) -> bool:
    """Names of towns and countries are feminine but for a few."""
    return fold(word) not in word_list("masculine_countries")
