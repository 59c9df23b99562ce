"""Which local places, bodies, posts, events and things are one across documents: by name, and by country where it is general."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations

from tawthiq.model import EntityType, SourceKind
from tawthiq.reconcile.caches import in_stretches
from tawthiq.reconcile.names import SAME, part_score
from tawthiq.reconcile.scene import Form, Ref, Scene, key_of
from tawthiq.reconcile.unions import Unions
from tawthiq.text.calendars import month_openers
from tawthiq.text.names import Part
from tawthiq.text.numbers import find_numbers, word_key
from tawthiq.text.skeletons import skeletons
from tawthiq.text.titles import all_generic, body_head, country, is_generic, national, words_key

_CACHED = 16_384  # names
_MAX_COUNT = 60  # code points at the beginning of a name in which a number is looked for
_MAX_BLOCK = 100  # spellings with one skeleton that are compared in pairs
_STRETCH = 20_000  # entities between two droppings of caches
_DOCUMENT = "document "  # scope of general terms in a document of no country: nothing else means the same
_COUNTRY = "country"  # scope of keys that are country codes, not words
_BODY = "Body"
_SCOPED = frozenset({_BODY, "Position"})  # families whose general terms mean one thing within a country
_SPELLED = frozenset({"Place", _BODY})  # families whose spellings vary (كردستان، كوردستان)

Key = tuple[str, tuple[str, ...], str]
"""Family, folded words, scope (a country, a document, or nothing for a name that stands for itself)."""


Block = tuple[str, tuple[str, ...], str]
"""Of spellings or of heads; the words, and the scope."""


def family(kind: EntityType) -> str:
    """Types that readers mix up are compared as one."""
    return "Body" if kind in {EntityType.ORGANIZATION, EntityType.GROUP} else kind.value


def join_things(scene: Scene, things: Sequence[Ref], owners: array[int]) -> None:
    """Gives local entities other than persons that are one the smallest ref of them as owner. ``things`` are in order."""
    numbers = array("Q", bytes(8 * len(things)))
    first: dict[int, Ref] = {}
    spelled: dict[Key, int] = {}
    for index, ref in enumerate(in_stretches(things, _STRETCH)):
        key = thing_key(scene, ref)
        numbers[index] = key_number(key)
        first.setdefault(numbers[index], ref)
        if key[0] in _SPELLED and key[1] and not key[2].startswith(_DOCUMENT):
            spelled[key] = numbers[index]
    for found in _joined(spelled):
        low = min(first[number] for number in found)
        first.update(dict.fromkeys(found, low))
    for index, ref in enumerate(things):
        owners[ref] = first[numbers[index]]


def _joined(spelled: Mapping[Key, int]) -> list[list[int]]:
    """Numbers of keys that name one thing in other words or another spelling."""
    keys = sorted(spelled)
    unions: Unions[int] = Unions()
    for a, b in chain(_spellings(keys), _heads(keys)):
        unions.join(spelled[a], spelled[b])
    return unions.sets()


def thing_key(scene: Scene, ref: Ref) -> Key:
    """What names a place, body, post or thing across documents."""
    number = scene.form_number(ref)
    known = scene.keys.get(number)
    if known is None:
        known = scene.keys[number] = _own_key(scene.form(ref))
    if known[2] is not None:
        return known[0], known[1], known[2]
    return known[0], known[1], _scope(scene, ref) if known[0] in _SCOPED else " ".join(scene.local(ref))


def _own_key(form: Form) -> tuple[str, tuple[str, ...], str | None]:
    """The key of a form; without its scope where only the document around it tells which one is meant."""
    kind = family(form.type)
    if kind == EntityType.PLACE.value and (code := country(form.name)):
        return kind, (code,), _COUNTRY
    words, nation = _of_nation(form)
    if nation:
        return kind, words, nation
    return kind, form.key, "" if tells_apart(form) else None


def _of_nation(form: Form) -> tuple[tuple[str, ...], str | None]:
    """A post or a general body of a named country: its words without the country, and that country."""
    words, nation = national(form.key)
    general = form.type is EntityType.POSITION or all_generic(words)
    return (words, nation) if nation and general else (form.key, None)


def tells_apart(form: Form) -> bool:
    """A name, or several words that say which, need no context. Posts and general terms (الحكومة، وزارة الخارجية) do."""
    if form.type in {EntityType.PLACE, EntityType.PERSON} or form.kind is not SourceKind.NAMED:
        return True
    if is_count(form.name):
        return False
    if _of_nation(form)[1]:
        return True
    specific = form.named or len(words_key(form.name)) > 1
    return specific and form.type is not EntityType.POSITION and not is_generic(form.name)


@lru_cache(maxsize=_CACHED)
def is_count(name: str) -> bool:
    """So many of something (ستة أشخاص): who they are, only the text around it says. A date (١٤ آذار) can be a name."""
    first = next(iter(find_numbers(name[:_MAX_COUNT])), None)
    rest = name[first.span.end :].split() if first is not None and first.span.start == 0 else []
    return bool(rest) and word_key(rest[0]) not in month_openers()


def _scope(scene: Scene, ref: Ref) -> str:
    document = scene.document(ref)
    return scene.country(document) or f"{_DOCUMENT}{scene.heads[document].id}"


def stays_inside(scene: Scene, ref: Ref, key: Key) -> bool:
    """Whether what a key names is nothing of another document."""
    return key[2].startswith(_DOCUMENT) or key[2] == " ".join(scene.local(ref))


def key_number(key: Key) -> int:
    """The hash of a key."""
    return key_of(key[0], *key[1], "in", key[2])


def thing_blocks(key: Key) -> list[Block]:
    """The blocks in which a key meets those that can name the same thing: by its spelling, and by its name without its kind."""
    if key[0] not in _SPELLED or not key[1]:
        return []
    found: list[Block] = [] if key[2] == _COUNTRY else [("spelled", (*_skeleton(key), key[0]), key[2])]
    if key[0] == _BODY:
        head = body_head(key[1])
        found += [("head", words, key[2]) for words in (key[1], *((head[1],) if head else ()))]
    return found


def joined_in(block: Block, keys: Sequence[Key]) -> list[tuple[Key, Key]]:
    """Pairs of one block's keys that name one thing. ``keys`` are all that stand in the block, in order."""
    return _spellings(keys) if block[0] == "spelled" else _heads(keys)


def _skeleton(key: Key) -> tuple[str, ...]:
    return tuple(min(skeletons(word), default="") for word in key[1])


def _spellings(keys: Sequence[Key]) -> list[tuple[Key, Key]]:
    """Keys of places and bodies that differ in spelling alone."""
    blocks: defaultdict[tuple[str, str, tuple[str, ...]], list[Key]] = defaultdict(list)
    for key in keys:
        if key[2] != _COUNTRY:
            blocks[key[0], key[2], _skeleton(key)].append(key)
    return [
        (a, b) for found in blocks.values() if len(found) <= _MAX_BLOCK
        for a, b in combinations(found, 2) if _same_words(a[1], b[1])
    ]


def _heads(keys: Sequence[Key]) -> list[tuple[Key, Key]]:
    """Bodies with and without the word for their kind, where no body of another kind bears the name."""
    known = frozenset(keys)
    kinds: defaultdict[Key, defaultdict[str, list[Key]]] = defaultdict(lambda: defaultdict(list))
    for key in keys:
        found = body_head(key[1]) if key[0] == _BODY else None
        if found:
            kinds[key[0], found[1], key[2]][found[0]].append(key)
    pairs: list[tuple[Key, Key]] = []
    for bare, by_kind in kinds.items():
        pairs += [(found[0], other) for found in by_kind.values() for other in found[1:]]
        if len(by_kind) == 1 and bare in known:
            pairs.append((bare, next(iter(by_kind.values()))[0]))
    return pairs


def _same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return all(part_score(Part(x, x), Part(y, y)) >= SAME for x, y in zip(a, b, strict=True))
