"""Names of places and organisations that the lexicons know."""

from __future__ import annotations

from collections.abc import Iterator

from tawthiq.extract.mentions.candidates import Candidate, Sentence, make
from tawthiq.extract.mentions.persons import begins, name_end
from tawthiq.extract.mentions.phrases import phrase
from tawthiq.extract.mentions.tokens import Token, raw
from tawthiq.extract.mentions.vocabulary import Entry, Kind, gazetteer, longest_name, word_set
from tawthiq.model import EntityType, MentionForm

_TYPES = {"place": EntityType.PLACE, "org": EntityType.ORGANIZATION}
_CLITICS = "وفبلك"


def _starts(token: Token) -> Iterator[tuple[str, int]]:
    """(folded first word, offset of its first letter) in each way to read the token's beginning."""
    word = token.word
    if not word.pronoun:
        yield token.form, word.core_start
    key = raw(word)
    if token.plain and key != token.form:
        yield key, word.start
    if not token.article and token.plain and key[0] in _CLITICS and not token.features.ordinary:
        yield key[1:], word.start + 1


def _match(tokens: tuple[Token, ...], first: int) -> tuple[int, int, Entry] | None:
    """(end, offset, entry) of the longest name that begins at a token."""
    for form, offset in _starts(tokens[first]):
        names = gazetteer().get(form)
        if names is None:
            continue
        rest = tuple(
            token.form if token.plain and not token.word.pronoun else raw(token.word)
            for token in tokens[first + 1 : first + longest_name()]
        )
        for length in range(len(rest) + 1, 0, -1):
            entry = names.get((form, *rest[: length - 1]))
            if entry is not None:
                return first + length, offset, entry
    return None


def _is_wanted(tokens: tuple[Token, ...], first: int, last: int, entry: Entry) -> bool:
    """Weak names (also words or personal names) only behind a head noun; السعودية behind a noun with article is an adjective."""
    if last < len(tokens) and f"{tokens[first].key}_{tokens[last].key}" in word_set("no_places"):
        return False  # مسقط رأسه
    before = tokens[first - 1] if first and tokens[first].plain else None
    headed = before is not None and before.key in word_set("heads_of_weak_names") and not before.article
    if entry.weak:
        return headed
    if before is not None and before.article and last - first == 1 and tokens[first].article and tokens[first].features.nationality:
        return False
    if last - first > 1 or headed or entry.type == "org":
        return True
    name = tokens[first].features.name
    return name is None or "p" in name.flags or entry.kind in {"country", "capital", "region"}


def find_gazetteer_names(sentence: Sentence) -> Iterator[Candidate]:
    """Places and organisations of the lexicons, the longest at each token."""
    tokens, index = sentence.tokens, 0
    while index < len(tokens):
        found = _match(tokens, index) if not tokens[index].mark else None
        if found is None or not _is_wanted(tokens, index, found[0], found[2]):
            index += 1
            continue
        last, offset, entry = found
        yield make(
            sentence,
            index,
            last,
            _TYPES[entry.type],
            MentionForm.NAME,
            f"gazetteer:{entry.kind}",
            start=offset,
            head=entry.kind,
            code=entry.code,
        )
        index = last


def find_place_nominals(sentence: Sentence) -> Iterator[Candidate]:
    """البلاد, الإقليم, العاصمة البريطانية: a place by its kind alone, with the article."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if not token.article or token.key not in word_set("place_kinds") or index in sentence.inside:
            continue
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        code = behind.features.nationality if behind is not None and behind.article and behind.plain else ""
        if token.key in {"عاصمه", "دوله"} and not code:
            continue
        yield make(
            sentence,
            index,
            index + 1 + bool(code),
            EntityType.PLACE,
            MentionForm.NOMINAL,
            "place noun",
            head=token.key,
            code=code,
        )


def headed_places(sentence: Sentence) -> Iterator[Candidate]:
    """Places by their head noun: the town behind مدينة, the whole of محافظة حضرموت."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens[:-1]):
        if not token.features.nouns:
            continue
        head = token.noun(Kind.PLACE)
        town = token.key in word_set("towns")
        if head is None or head.plural or token.article or (token.word.pronoun and not town) or index in sentence.inside:
            continue
        following = sentence.names.get(index + 1)
        if following is not None and following.type is EntityType.PLACE and tokens[index + 1].plain:
            if not town:
                yield make(
                    sentence,
                    index,
                    following.last,
                    EntityType.PLACE,
                    MentionForm.NAME,
                    "headed place",
                    head=token.key,
                    code=following.code,
                )
        elif _unknown(tokens[index + 1]):
            first = index + 1 if town else index
            yield make(sentence, first, index + 2, EntityType.PLACE, MentionForm.NAME, "headed place", head=token.key)
        elif not town and token.key in word_set("of_names") and (last := _named_end(sentence, index)):
            yield make(sentence, index, last, EntityType.PLACE, MentionForm.NAME, "headed place", head=token.key)


def _named_end(sentence: Sentence, index: int) -> int:
    """The end of a place named by other words: شارع الرشيد, معبر أبو سالم; 0 if what follows is no name (محافظة عراقية)."""
    tokens, reach = sentence.tokens, phrase(sentence, index)
    following = tokens[index + 1]
    if not following.plain or following.mark or following.features.nationality:
        return 0
    if following.article or reach.named:
        return reach.last
    last = name_end(tokens, index + 1) if begins(following, titled=True) else 0
    return last if last > index + 2 else 0


def _unknown(token: Token) -> bool:
    if token.mark or not token.plain or token.word.pronoun or token.features.function:
        return False
    return not token.features.ordinary and not token.nisba and not token.features.nouns and not token.word.known
