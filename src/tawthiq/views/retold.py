"""Where a saying of one document stands in other words, looked for when a page asks.

The words that two sayings share propose, and the same judge decides as for the whole archive (``views.utterances``): so a page
compares some dozens of sentences, and not all that a spokesman ever said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tawthiq.reconcile.utterances import Utterance, Vectorise, compatible, one_speaker, told_again
from tawthiq.store import FoundQuotation, QuotationFilter, Store
from tawthiq.text.fold import fold
from tawthiq.text.numbers import TOKEN
from tawthiq.text.sentences import split_sentences
from tawthiq.views.utterances import ENGLISH, UtteranceRow, in_english, row_of, tells_apart

_DAYS: Final = 31  # between two tellings of one utterance; what is said again much later is said anew
_READ: Final = 600  # quotations of a speaker within these days whose words are read: 0.1 s
_COMPARED: Final = 24  # sentences held against each of the document's: a vector takes about 10 ms
_SAYINGS: Final = 12  # sentences of one document that are looked for
_ENGLISH_READ: Final = 20  # documents in English within these days
_STEM: Final = 4  # letters by which words are held to be alike, behind the article: a retelling inflects

Place = tuple[int, int]


def quoted_within(store: Store, document: str, within: Place | None = None) -> list[FoundQuotation]:
    """The quotations of a document, or of a place in it (code points, end-exclusive), whose speaker can be known again elsewhere."""
    found = (item for item in store.quotations(QuotationFilter(document=document)) if item.speaker is not None)
    return [item for item in found if _meets(item, within) and tells_apart(store.entity(item.speaker or ""))]


def retold(store: Store, vectorise: Vectorise, document: str, within: Place | None = None) -> tuple[UtteranceRow, ...]:
    """What the document, or a place in it, quotes and others tell in other words."""
    quotations = quoted_within(store, document, within)
    mine = [one for item in quotations for one in _sentences(store, item) if _overlaps(one, within)][:_SAYINGS]
    if not mine:
        return ()
    beside = [*_others(store, document, mine), *_translated(store, document, mine)]
    chosen = {(one.document, one.start): one for own in mine for one in _nearest(own, beside)}
    told = told_again([_with_names(store, one) for one in (*mine, *chosen.values())], vectorise)
    places = {(one.document, one.start) for one in mine}
    return tuple(row_of(store, item) for item in told if any((one.document, one.start) in places for one in item.utterances))


def _meets(item: FoundQuotation, within: Place | None) -> bool:
    span = item.quotation.content
    return within is None or (span.start < within[1] and within[0] < span.end)


def _overlaps(one: Utterance, within: Place | None) -> bool:
    return within is None or (one.start < within[1] and within[0] < one.end)


def _sentences(store: Store, item: FoundQuotation) -> Iterator[Utterance]:
    speaker, name = item.speaker or "", store.entity(item.speaker or "").name
    start, words = item.quotation.content.start, item.quotation.content.exact
    for sentence in split_sentences(words):
        yield Utterance(item.document, start + sentence.start, start + sentence.end, words[sentence.start : sentence.end], speaker, name)


def _others(store: Store, document: str, mine: Sequence[Utterance]) -> list[Utterance]:
    """What the same people are quoted with elsewhere at the time, of documents that are one text the first alone."""
    since, until = _days(store, document)
    found: list[FoundQuotation] = []
    for speaker in dict.fromkeys(one.speaker for one in mine):
        found += store.quotations(QuotationFilter(speaker=speaker, since=since, until=until, limit=_READ))
    kept = _once(store, document, [item.document for item in found])
    return [one for item in found if item.document in kept for one in _sentences(store, item)]


def _days(store: Store, document: str) -> tuple[str | None, str | None]:
    """The days around the document's; no bounds where it has none."""
    try:
        day = date.fromisoformat((store.head(document).published or "")[:10])
        return (day - timedelta(_DAYS)).isoformat(), (day + timedelta(_DAYS)).isoformat()
    except (ValueError, OverflowError):
        return None, None


def _once(store: Store, document: str, others: Iterable[str]) -> set[str]:
    """The other documents, one for each text, and none that prints the document's own."""
    listed = sorted(set(others) - {document})
    same = store.stories.same_text([document, *listed])
    left_out = {item.document for item in same.get(document, ())}
    kept: set[str] = set()
    for other in listed:
        if other not in left_out:
            kept.add(other)
            left_out |= {item.document for item in same.get(other, ())}
    return kept


def _translated(store: Store, document: str, mine: Sequence[Utterance]) -> list[Utterance]:
    """What documents in English quote the same people with; what an English document quotes is not looked for in Arabic ones."""
    since, until = _days(store, document)
    if since is None or until is None:
        return []
    listed = store.stories.in_language(ENGLISH, since, until, _ENGLISH_READ)
    found = [one for other in listed if other != document for one in in_english(store.document(other))]
    return [one for one in found if any(one_speaker(own, one) for own in mine)]


def _nearest(own: Utterance, beside: Sequence[Utterance]) -> list[Utterance]:
    """Those that can be the same by number and negation: all in another script, and of the others those that share most words."""
    stems = _stems(own.words)
    ranked = []
    for one in beside:
        theirs = _stems(one.words)
        shared = len(stems & theirs) / max(1, len(stems | theirs))
        if (shared or one.speaker != own.speaker) and one_speaker(own, one) and compatible(own, one):
            ranked.append((shared, one))
    ranked.sort(key=lambda item: (bool(item[1].speaker), -item[0], item[1].document, item[1].start))
    return [one for _, one in ranked[:_COMPARED]]


def _stems(words: str) -> frozenset[str]:
    bare = (fold(token.group()).removeprefix("و").removeprefix("ال") for token in TOKEN.finditer(words))
    return frozenset(word[:_STEM] for word in bare if len(word) >= _STEM)


def _with_names(store: Store, one: Utterance) -> Utterance:
    """With the names inside, by which sayings about others are told apart."""
    if not one.speaker:
        return one
    named = store.stories.named_within(one.document, one.start, one.end)
    return replace(one, named=frozenset(entity for _, entity in named if entity), names=tuple(name for name, _ in named))
