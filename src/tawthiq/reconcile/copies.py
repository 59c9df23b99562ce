"""Copied texts: whole documents with another headline, and passages of twelve words and more.

Candidates share word 5-grams (``shingles``); every one is then verified word by word. Of each document only the hashes of its
5-grams are kept (about 1.5 kB an article); texts are read again, one at a time, where offsets are needed.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from tawthiq.model import Claim, CopyGroup, CopyMember, Decision, Document, Judgement, content_id
from tawthiq.reconcile.scene import Head
from tawthiq.reconcile.shingles import SHINGLE, Words, candidates, hashes_of, words_of
from tawthiq.reconcile.unions import Unions

CONTAINED = 0.5  # share of the shorter text's shingles from which two documents are copies
RUN = 12  # words; a common run of this length is a copied passage
_SETS = 512  # documents whose shingles are held as sets at one time, about 20 MB
_MARGIN = 60  # code points around the evidence that are looked at when a claim is tested for copying

Place = tuple[str, int, int]
"""Document id and a passage of it: by the number of its first shingle and its length in words, or by its offsets."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents (in order of their ids), one a copy of the other; or with common runs: first shingle in each, length in words."""

    a: str
    b: str
    runs: tuple[tuple[int, int, int], ...]

    @property
    def whole(self) -> bool:
        """Whether one is a copy of the other."""
        return not self.runs


class Texts:
    """The documents of an archive, looked at once: heads and hashed shingles by id. A text is read again when asked for."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._places: dict[str, int] = {}
        heads: dict[str, Head] = {}
        hashes: dict[str, array[int]] = {}
        for place, document in enumerate(documents):
            self._places[document.id] = place
            heads[document.id] = Head(document.id, document.publisher, document.published)
            hashes[document.id] = hashes_of(document.text)
        self.heads = {key: heads[key] for key in sorted(heads)}
        self.hashes = {key: hashes[key] for key in sorted(hashes)}
        self.shingles = lru_cache(maxsize=_SETS)(lambda key: frozenset(self.hashes[key]))
        self.firsts = lru_cache(maxsize=_SETS)(lambda key: _firsts(self.hashes[key]))

    def forget(self, kept: Collection[str]) -> None:
        """Drops the shingles of all other documents."""
        self.hashes = {key: found for key, found in self.hashes.items() if key in kept}
        self.shingles.cache_clear()
        self.firsts.cache_clear()

    def document(self, key: str) -> Document:
        """The document with its text."""
        return self._documents[self._places[key]]


@dataclass(frozen=True)
class Copies:
    """The groups of copies, and in which of them a document's claims stand."""

    texts: Texts
    groups: tuple[CopyGroup, ...]
    of: Mapping[str, tuple[CopyGroup, ...]]

    def inside(self, document: str, claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
        """For each claim of a document the groups in whose copied text its evidence stands; claims without one are left out."""
        groups = self.of.get(document, ())
        if not groups:
            return {}
        whole = any(member.span is None for group in groups for member in group.members)
        words = words_of(self.texts.document(document).text) if whole else None
        found = ((claim.id, tuple(group.id for group in groups if _stands_in(claim, group, words, self.texts))) for claim in claims)
        return {claim: inside for claim, inside in found if inside}


def apart_pairs(judgements: Iterable[Judgement]) -> frozenset[tuple[str, str]]:
    """Pairs of documents (in order) that people said are no copies of each other."""
    found = (item for item in judgements if item.decision is Decision.APART and item.undone is None and item.other)
    return frozenset((min(item.target, item.other or ""), max(item.target, item.other or "")) for item in found)


def find_copies(
    texts: Texts, apart: Collection[tuple[str, str]] = frozenset(), told: Callable[[Texts, Sequence[Pair]], None] | None = None,
) -> Copies:
    """Copied documents and passages; nothing depends on the order of the documents. Pairs ``apart`` are in no group together.

    Afterwards ``texts`` knows only the shingles that ``Copies.inside`` needs; before, ``told`` hears of it with the pairs.
    """
    pairs = [found for a, b in _near_each_other(candidates(texts.hashes)) if (found := copied(a, b, texts)) is not None]
    if told is not None:
        told(texts, pairs)
    return grouped(pairs, texts, apart)


def _near_each_other(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs with those of one set of candidates together: the shingles of each document are then laid out once, not for each pair."""
    sets: Unions[str] = Unions()
    for a, b in pairs:
        sets.join(a, b)
    return sorted(pairs, key=lambda pair: (sets.root(pair[0]), *pair))


def copied(a: str, b: str, texts: Texts) -> Pair | None:
    """What two documents (in order of their ids) have copied of each other; None if it is too little."""
    if _contained(texts.shingles(a), texts.shingles(b)) >= CONTAINED:
        return Pair(a, b, ())
    runs = tuple(_runs(texts.hashes[a], texts.hashes[b], texts.firsts(b)))
    return Pair(a, b, runs) if runs else None


def grouped(pairs: Iterable[Pair], texts: Texts, apart: Collection[tuple[str, str]] = frozenset()) -> Copies:
    """The groups that pairs make. Those of documents that no pair binds with others do not depend on these others.

    Afterwards ``texts`` knows only the shingles that ``Copies.inside`` needs.
    """
    listed = list(pairs)
    whole: Unions[str] = Unions()
    for pair in listed:
        if pair.whole:
            whole.join(pair.a, pair.b)
    passages = [((pair.a, i, words), (pair.b, j, words)) for pair in listed for i, j, words in pair.runs]
    groups = [_whole_group(members, texts) for members in whole.sets()]
    groups += _passage_groups(passages, whole, texts)
    ordered = tuple(sorted(_put_apart(groups, apart, texts.heads), key=lambda group: group.id))
    texts.forget({member.document for group in ordered for member in group.members if member.span is None})
    return Copies(texts, ordered, by_member(ordered))


def by_member(groups: Iterable[CopyGroup]) -> dict[str, tuple[CopyGroup, ...]]:
    """For each document the groups that it is in."""
    of: defaultdict[str, list[CopyGroup]] = defaultdict(list)
    for group in groups:
        for member in group.members:
            of[member.document].append(group)
    return {key: tuple(found) for key, found in of.items()}


def _put_apart(groups: Iterable[CopyGroup], apart: Collection[tuple[str, str]], heads: Mapping[str, Head]) -> Iterator[CopyGroup]:
    """The groups without the later document of each pair that people put apart."""
    for group in groups:
        members = list(group.members)
        for a, b in sorted(apart):
            if {a, b} <= {member.document for member in members}:
                late = max((a, b), key=lambda key: (heads[key].published or "9999", key))
                members = [member for member in members if member.document != late]
        if len(members) == len(group.members):
            yield group
        elif len(members) > 1:
            keys = [member.document for member in members]
            yield CopyGroup(content_id("g", group.id, *keys), tuple(members), _first(keys, heads))


def _contained(a: frozenset[int], b: frozenset[int]) -> float:
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter else 0.0


def _firsts(hashes: Sequence[int]) -> dict[int, int]:
    """Where each shingle stands first."""
    return {hashes[place]: place for place in range(len(hashes) - 1, -1, -1)}


def _runs(a: array[int], b: array[int], where: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """Common runs of at least ``RUN`` words: the first shingle in both documents, and the length in words."""
    found: list[tuple[int, int, int]] = []
    index = 0
    while index < len(a):
        start = where.get(a[index])
        if start is None:
            index += 1
            continue
        length = _common(a, index, b, start)
        words = length + SHINGLE - 1
        if words >= RUN:
            found.append((index, start, words))
        index += length
    return found


def _common(a: Sequence[int], i: int, b: Sequence[int], j: int) -> int:
    length = 0
    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
        length += 1
    return length


# ------------------------------------------------------------------ groups


def _whole_group(members: Sequence[str], texts: Texts) -> CopyGroup:
    """The group of some documents, each with the part of its shingles that others of them have too."""
    counted = Counter(shingle for key in members for shingle in texts.shingles(key))
    found = tuple(CopyMember(key, None, _share(texts.shingles(key), counted)) for key in sorted(members))
    return CopyGroup(content_id("g", *sorted(members)), found, _first(members, texts.heads))


def _share(shingles: frozenset[int], counted: Mapping[int, int]) -> float:
    others = sum(counted[shingle] > 1 for shingle in shingles)
    return round(others / len(shingles), 4) if shingles else 0.0


def _first(members: Iterable[str], heads: Mapping[str, Head]) -> str | None:
    """The earliest by publication; None if a member has no date or two are earliest."""
    dated = sorted((heads[key].published or "", key) for key in set(members))
    if not dated or not dated[0][0]:
        return None
    return dated[0][1] if len(dated) < 2 or not dated[1][0].startswith(dated[0][0]) else None


def _passage_groups(pairs: Sequence[tuple[Place, Place]], whole: Unions[str], texts: Texts) -> list[CopyGroup]:
    told = [(a, b) for a, b in pairs if whole.root(a[0]) != whole.root(b[0])]
    found = _located({place for pair in told for place in pair}, texts)
    unions: Unions[Place] = Unions()
    for a, b in told:
        unions.join(found[a], found[b])
    _join_overlapping(unions)
    extents = [extent for places in unions.sets() if len(extent := _extents(places)) > 1]
    return _made(extents, texts)


def _located(places: Iterable[Place], texts: Texts) -> dict[Place, Place]:
    """Places by words -> places by offsets; each text is read once."""
    found: dict[Place, Place] = {}
    for key, group in groupby(sorted(places), key=lambda place: place[0]):
        words = words_of(texts.document(key).text)
        for place in group:
            found[place] = key, words.starts[place[1]], words.ends[place[1] + place[2] - 1]
    return found


def _join_overlapping(unions: Unions[Place]) -> None:
    """Passages of one document that share half of the shorter one are one passage."""
    places = sorted(place for group in unions.sets() for place in group)
    for a, b in pairwise(places):
        shared = min(a[2], b[2]) - max(a[1], b[1])
        if a[0] == b[0] and 2 * shared >= min(a[2] - a[1], b[2] - b[1]):
            unions.join(a, b)


def _extents(places: Sequence[Place]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for document, start, end in places:
        low, high = found.get(document, (start, end))
        found[document] = min(low, start), max(high, end)
    return found


def _made(groups: Sequence[Mapping[str, tuple[int, int]]], texts: Texts) -> list[CopyGroup]:
    """Groups with the words of their members, read document by document."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for number, extents in enumerate(groups):
        for key in extents:
            wanted[key].append(number)
    members: list[list[CopyMember]] = [[] for _ in groups]
    for key in sorted(wanted):
        document = texts.document(key)
        for number in wanted[key]:
            start, end = groups[number][key]
            share = round((end - start) / len(document.text), 4)
            members[number].append(CopyMember(key, document.span(start, end), share))
    return [_passage_group(extents, found, texts) for extents, found in zip(groups, members, strict=True)]


def _passage_group(extents: Mapping[str, tuple[int, int]], members: Sequence[CopyMember], texts: Texts) -> CopyGroup:
    identity = [part for key, (start, end) in sorted(extents.items()) for part in (key, start, end)]
    return CopyGroup(content_id("g", *identity), tuple(members), _first(extents, texts.heads))


# ------------------------------------------------------------------ claims in copied text


def _stands_in(claim: Claim, group: CopyGroup, words: Words | None, texts: Texts) -> bool:
    member = next(item for item in group.members if item.document == claim.document)
    if member.span is not None or words is None:
        return member.span is not None and any(member.span.overlaps(span) for span in claim.evidence)
    start, end = min(span.start for span in claim.evidence), max(span.end for span in claim.evidence)
    around = _around(words, start - _MARGIN, end + _MARGIN)
    others = (texts.shingles(item.document) for item in group.members if item.document != claim.document)
    return bool(around) and any(len(around & other) >= CONTAINED * len(around) for other in others)


def _around(words: Words, start: int, end: int) -> frozenset[int]:
    """The shingles that lie wholly between two offsets."""
    return frozenset(
        shingle for index, shingle in enumerate(words.hashes)
        if words.starts[index] >= start and words.ends[index + SHINGLE - 1] <= end
    )
