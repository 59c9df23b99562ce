"""Findings: what the claims of several documents say together. متفق · مختلف. What one document alone says needs no finding."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from tawthiq.model import Argument, Claim, Difference, Finding, Hop, Independence, Reading, Slot, Verdict, content_id
from tawthiq.model.codec import from_plain, to_plain
from tawthiq.reconcile.blocks import Blocks
from tawthiq.reconcile.caches import in_stretches
from tawthiq.reconcile.comparison.item import Item, Known, Preparing, stands_alone
from tawthiq.reconcile.copies import Copies
from tawthiq.reconcile.differences import Comparison, Parted, comparisons, count, parted, tellable, unlike_standing
from tawthiq.reconcile.facts import block, denied_block, facts
from tawthiq.reconcile.identity import Identities
from tawthiq.reconcile.independence import independence
from tawthiq.reconcile.inside import inside
from tawthiq.reconcile.matter import Surroundings
from tawthiq.reconcile.predicates import Kind, predicate
from tawthiq.reconcile.reasons import reason
from tawthiq.reconcile.recording import Recorder
from tawthiq.reconcile.rivals import FAMILIES, RIVALLED, Family, block_key, one_page, rival_keys, rivals, tolls
from tawthiq.reconcile.scene import Form, Layer, key_of
from tawthiq.reconcile.sure import is_sure, surely

_INSIDE = "part_of"
_STRETCH = 2_000  # blocks between two droppings of caches
_NAMED = 4_096  # documents whose names are held, about 10 MB
_MAX_COMPARED = 200  # claims of one fact that are compared in pairs; beyond it the first of each document


class Findings:
    """Findings as bytes by id, about 500 bytes each; made again when they are asked for, in order of their ids."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}

    def add(self, finding: Finding) -> None:
        """Keeps a finding; the same one again changes nothing."""
        self._packed[finding.id] = zlib.compress(json.dumps(to_plain(finding), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Finding]:
        for key in sorted(self._packed):
            yield from_plain(Finding, json.loads(zlib.decompress(self._packed[key]).decode("utf-8", "surrogatepass")))


def find(identities: Identities, readings: Iterable[Reading], copies: Copies, record: Recorder | None = None) -> Findings:
    """All findings. Readings are looked at once, one at a time; their claims wait in a temporary file."""
    found = Findings()
    parts: set[tuple[str, str]] = set()
    known = known_of(identities)
    with Blocks() as blocks:
        for reading in readings:
            for item in items_of(reading, known(reading.document), copies):
                parts |= parts_of(item)
                keys = block_keys(item)
                blocks.add(item, keys)
                if record is not None:
                    record.item(reading.document, item, keys)
        around = Surroundings(frozenset(parts), names_of(identities))
        for key, items in in_stretches(blocks.shared(one_page), _STRETCH):
            here = list(findings_of(key, items, around))
            for finding in here:
                found.add(finding)
            if record is not None:
                record.block(key, {finding.id for finding in here})
    return found


def known_of(identities: Identities) -> Callable[[str], Known]:
    """What is known of a document, by its id."""
    scene, shared = identities.scene, identities.shared()

    def at(anchor: str) -> tuple[str, Form] | None:
        ref = identities.at(anchor)
        return None if ref is None else (identities.id(ref), scene.form(ref))

    def known(document: str) -> Known:
        number = scene.numbers[document]
        refs = dict(zip(scene.locals(number), scene.refs(number), strict=True))
        return Known(
            scene.heads[number], scene.country(number), scene.named(number), {local: scene.form(ref) for local, ref in refs.items()},
            {local: identities.id(ref) for local, ref in refs.items()}, {local for local, ref in refs.items() if shared[ref]}, at,
        )

    return known


def names_of(identities: Identities) -> Callable[[int], frozenset[int]]:
    """The hashes of a document's names, by the number that its items have."""
    scene = identities.scene
    numbers = {key_of(head.id): number for number, head in enumerate(scene.heads)}
    return lru_cache(maxsize=_NAMED)(lambda document: scene.named(numbers[document]))


def items_of(reading: Reading, known: Known, copies: Copies) -> Iterator[Item]:
    """The claims that can meet another document's, or another one of their own, prepared."""
    prepare = Preparing(known, Layer(reading, known.forms), copies.inside(reading.document, reading.claims))
    listed = [(claim, prepare.item(claim)) for claim in reading.claims]
    inner = _contradicted([item for _, item in listed], known)
    for claim, item in listed:
        if item.id in inner:
            yield replace(item, inner=True)
        elif _can_meet(claim, known):
            yield item


def _contradicted(items: Sequence[Item], known: Known) -> frozenset[str]:
    """The ids of the claims of a document against which it says something else."""
    around = Surroundings(frozenset(), lambda _: frozenset(known.named))
    found = inside(sorted(items, key=lambda item: item.id), _comparisons, around)
    return frozenset(item.id for parts in found for part in parts for group in part.groups for item in group)


def _can_meet(claim: Claim, known: Known) -> bool:
    """Whether the subject stands in several documents, or the claim is compared by something else than its subject."""
    subject = claim.subject.entity or ""
    if subject not in known.ids or subject in known.shared or claim.predicate in RIVALLED or predicate(claim.predicate).symmetric:
        return True
    return claim.predicate == _INSIDE or not stands_alone(known.forms[subject])


def parts_of(item: Item) -> set[tuple[str, str]]:
    """Pairs (smaller, larger) of archive ids that a claim tells to lie one in the other."""
    return {(item.subject, entity) for entity in item.objects} if item.predicate == _INSIDE and not item.negative else set()


def block_keys(item: Item) -> list[int]:
    """The blocks in which a claim meets others: 64-bit hashes whose lowest bits are the family."""
    blocks = (block(item), denied_block(item))
    found = [*((Family.FACT, "\x1f".join(key)) for key in blocks if key is not None), *rival_keys(item)]
    if item.inner:
        found.append((Family.PAGE, str(item.document)))
    return [block_key(family, key) for family, key in found]


def findings_of(key: int, items: Sequence[Item], around: Surroundings) -> Iterator[Finding]:
    """The findings of one block. ``items`` are in order of claim ids.

    One finding can come of several blocks: that of the highest key holds.
    """
    family = Family(key % FAMILIES)
    if family is Family.FACT:
        for fact in facts(items):
            yield from _judge(fact, _comparisons(fact, around))
    elif family is Family.PAGE:
        yield from map(_differing, inside(items, _comparisons, around))
    elif family is Family.TOLLS:
        for told in tolls(items, around):
            yield from _judge(told, (count(around),))
    else:
        for pair, difference in rivals(key, items, around):
            yield _finding(pair, Verdict.DIFFER if is_sure(difference, pair) else Verdict.PERHAPS, (difference,))


def _judge(fact: Sequence[Item], slots: Sequence[Comparison]) -> list[Finding]:
    """Differences first; then who agrees: within each value, or all."""
    if len({item.document for item in fact}) < 2:
        return []
    compared = _compared(fact)
    found = [(part, slot) for slot in slots if (part := parted(compared, slot)) is not None]
    if not found:
        return _agreeing(fact)
    told = [shown for part, slot in found if (shown := tellable(part, slot)) is not None]
    return [*([_differing(told)] if told else []), *_agreements(compared, slots)]


def _agreements(items: Sequence[Item], slots: Sequence[Comparison]) -> list[Finding]:
    """Who agrees: in every slot. A slot that parts the claims is looked at once, so this goes no deeper than there are slots."""
    for index, slot in enumerate(slots):
        found = parted(items, slot)
        if found is not None:
            told = tellable(found, slot) is not None
            groups = [_with_neutral(group, found, told=told) for group in found.groups]
            return [finding for group in groups for finding in _agreements(group, slots[index + 1 :])]
    return _agreeing(items)


def _with_neutral(group: Sequence[Item], found: Parted, *, told: bool) -> list[Item]:
    """A group and what fits it, but for claims of documents that tell the other value elsewhere, if that is told as a difference."""
    others = {item.document for other in found.groups if other is not group for item in other} if told else set()
    others -= {item.document for item in group}
    return [*group, *(item for item in found.neutral if item.document not in others)]


def _compared(fact: Sequence[Item]) -> Sequence[Item]:
    if len(fact) <= _MAX_COMPARED:
        return fact
    first: dict[int, Item] = {}
    for item in fact:
        first.setdefault(item.document, item)
    return list(first.values())[:_MAX_COMPARED]


def _comparisons(fact: Sequence[Item], around: Surroundings) -> tuple[Comparison, ...]:
    """The slots in which these claims can differ."""
    kinds = Counter(item.kind for item in fact)
    kind = Kind.SINGLE if Kind.SINGLE in kinds else min(kinds, key=lambda item: (-kinds[item], item.value))
    return comparisons(kind, min(item.predicate for item in fact), around)


def _differing(found: Sequence[Parted]) -> Finding:
    """A difference in the slots that are sure, of the claims that are; in all of them, as a question, where none is."""
    sure = [kept for part in found if (kept := surely(part)) is not None]
    shown = sure or found
    items = {item.id: item for part in shown for group in (*part.groups, part.neutral) for item in group}
    return _finding(list(items.values()), Verdict.DIFFER if sure else Verdict.PERHAPS, tuple(part.difference for part in shown))


def _agreeing(items: Sequence[Item]) -> list[Finding]:
    """An agreement of what happened, and apart from it one of what was planned or wished; none within a single document."""
    found = []
    for actual in (True, False):
        members = [item for item in items if item.actual is actual]
        if len({item.document for item in members}) > 1:
            found.append(_finding(members, Verdict.AGREE, unlike_standing(members)))
    return found


def _finding(items: Sequence[Item], verdict: Verdict, differences: tuple[Difference, ...] = ()) -> Finding:
    ordered = sorted(items, key=lambda item: item.id)
    ids = tuple(item.id for item in ordered)
    telling = ordered if _plan_failed(differences) else [item for item in ordered if not item.negative] or ordered
    chains, link = independence(telling)
    texts = _sentence(ordered, chains, link)
    return Finding(
        content_id("f", verdict, *ids), _subject(ordered), min(item.predicate for item in ordered), _object(ordered), ids, verdict,
        chains, differences, link, *texts,
    )


def _plan_failed(differences: Sequence[Difference]) -> bool:
    """Who denies is no source of what he denies; who tells that a plan failed is one of the matter."""
    return any(item.slot is Slot.STANDING for item in differences) and not any(item.slot is Slot.POLARITY for item in differences)


def _subject(items: Sequence[Item]) -> Argument:
    subject = min(item.subject for item in items)
    if not subject.startswith("~"):
        return Argument(entity=subject)
    return Argument(value=min(item.subject_text for item in items))


def _object(items: Sequence[Item]) -> Argument | None:
    entities = Counter(entity for item in items for entity in item.object_ids)
    if entities:
        return Argument(entity=min(entities, key=lambda entity: (-entities[entity], entity)))
    texts = Counter(item.object_text for item in items if item.object_text)
    return Argument(value=min(texts, key=lambda text: (-texts[text], -len(text), text))) if texts else None


def _sentence(items: Sequence[Item], chains: Independence, link: Hop | None) -> tuple[str, str]:
    """"4 documents = 2 independent sources", and the common link."""
    documents = len({item.document for item in items})
    if documents == 1:
        return reason("T333")
    code = "T330" if chains.low == chains.high else "T331"
    texts = reason(code, documents=documents, low=chains.low, high=chains.high)
    if link is None or not link.name:
        return texts
    more = reason("T332", link=link.name)
    return f"{texts[0]} {more[0]}", f"{texts[1]} {more[1]}"
