"""Which local persons are one person of the archive. Wrong merges cost more than splits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from tawthiq.reconcile.names import COULD_BE, SAME, compare_parts, part_score
from tawthiq.reconcile.scene import Form, Ref, Scene, key_of
from tawthiq.reconcile.unions import Unions
from tawthiq.text.names import Part, PersonName
from tawthiq.text.skeletons import skeletons

_MAX_BLOCK = 300  # names of one block that are compared in pairs: 45,000 comparisons; larger blocks merge equal names only
_MAX_CHECKED = 24  # names of a set that a new one must be compatible with
BARE = "T323"
"""The code of the reason of who is known by a surname alone."""
_BY_LENGTH = frozenset({"T304", "T305"})  # reasons of names where one has more parts than the other

NameKey = tuple[str, ...]
Edge = tuple[NameKey, NameKey]
Home = TypeVar("Home")

Cluster = list[Ref]


@dataclass(frozen=True, slots=True)
class Alike:
    """How far two names are alike (0..1), and whether because the one has more parts than the other."""

    value: float
    by_length: bool


def cluster_persons(
    scene: Scene, persons: Sequence[Ref], told: Hears | None = None,
) -> tuple[list[Cluster], dict[Ref, str]]:
    """Sets of local persons that are one, and for those joined by a bare surname the code of the reason.

    ``told`` hears of the full names, and of those that could be one person's.
    """
    full = [ref for ref in persons if scene.form(ref).full_names]
    bare = [ref for ref in persons if not scene.form(ref).full_names]
    named = gather(scene, full)
    edges = alike(named.names)
    if told is not None:
        told(named.names, edges)
    clusters = cluster_named(scene, named, clear(named.names, edges))
    return _with_bare(scene, clusters, bare)


Hears = Callable[[Mapping[NameKey, PersonName], Mapping[Edge, Alike]], None]
"""Who is told of full names, and of those that could be one person's."""


@dataclass(frozen=True, slots=True)
class Named:
    """Full names with the writing that stands for each, who bears them (by their longest), and those that one document uses for one."""

    names: dict[NameKey, PersonName]
    bearers: dict[NameKey, list[Ref]]
    together: set[tuple[NameKey, NameKey]]


def gather(scene: Scene, persons: Iterable[Ref]) -> Named:
    """The full names of persons."""
    found = Named({}, defaultdict(list), set())
    for ref in persons:
        full = scene.form(ref).full_names
        for name in full:
            found.names[name.keys] = min(found.names.get(name.keys, name), name, key=written)
        found.bearers[full[0].keys].append(ref)
        found.together.update((full[0].keys, other.keys) for other in full[1:])
    return found


def cluster_named(scene: Scene, named: Named, edges: Mapping[Edge, float]) -> list[Cluster]:
    """Persons by their full names; ``edges`` are pairs of names that can be merged, with their scores."""
    sets = _merge_names(named.names, sorted(named.together), edges).sets()
    found = (sorted(ref for key in keys for ref in named.bearers.get(key, ())) for keys in sets)
    return [part for cluster in found if cluster for part in _apart(scene, cluster)]


def written(name: PersonName) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which of several writings of one name stands for it: the same in any order of documents."""
    return tuple(part.written for part in name.parts), name.titles


def _merge_names(
    names: Mapping[NameKey, PersonName], together: Sequence[Edge], edges: Mapping[Edge, float],
) -> Unions[NameKey]:
    """Names that one document uses for one person, then compatible names, the surest first."""
    unions: Unions[NameKey] = Unions(names)
    for a, b in sorted(together):
        unions.join(a, b)
    members: dict[NameKey, set[NameKey]] = {keys[0]: set(keys) for keys in unions.sets()}
    for _, a, b in sorted((-value, a, b) for (a, b), value in edges.items()):
        first, second = unions.root(a), unions.root(b)
        if first != second and _compatible(names, members[first], members[second]):
            unions.join(first, second)
            joined = members.pop(first) | members.pop(second)
            members[unions.root(first)] = joined
    return unions


def alike(names: Mapping[NameKey, PersonName]) -> dict[Edge, Alike]:
    """Pairs of names that could be merged."""
    found = {(a, b): likeness(names[a], names[b]) for a, b in _candidates(names)}
    return {pair: value for pair, value in found.items() if value is not None}


def likeness(a: PersonName, b: PersonName) -> Alike | None:
    """How far two names are alike, if they can be one person's."""
    value, code = compare_parts(a, b)
    return Alike(value, code in _BY_LENGTH) if value >= SAME else None


def shorter(pair: Edge) -> NameKey:
    """The one of two names with fewer parts."""
    return min(pair, key=lambda key: (len(key), key))


def clear(names: Mapping[NameKey, PersonName], edges: Mapping[Edge, Alike]) -> dict[Edge, float]:
    """Pairs of names with their scores, without those where the short name also fits a longer one of somebody else."""
    longer: defaultdict[NameKey, set[NameKey]] = defaultdict(set)
    for pair, found in edges.items():
        if found.by_length:
            longer[shorter(pair)].update(pair)
    unclear = {short for short, longs in longer.items() if not all_agree(names, longs - {short})}
    return {pair: found.value for pair, found in edges.items() if not (found.by_length and shorter(pair) in unclear)}


def all_agree(names: Mapping[NameKey, PersonName], keys: Iterable[NameKey]) -> bool:
    """Whether names can all be one person's."""
    listed = sorted(keys)[:_MAX_CHECKED]
    return all(compare_parts(names[a], names[b])[0] >= SAME for a, b in combinations(listed, 2))


def _candidates(names: Mapping[NameKey, PersonName]) -> Iterator[tuple[NameKey, NameKey]]:
    """Pairs of names with a block in common, each once: in the first block that both have."""
    blocks: defaultdict[tuple[str, str], list[NameKey]] = defaultdict(list)
    homes = {key: frozenset(name_blocks(name)) for key, name in names.items()}
    for key in sorted(names):
        for block in homes[key]:
            blocks[block].append(key)
    usable = {block for block, keys in blocks.items() if not crowded(len(keys))}
    for block in sorted(usable):
        for a, b in combinations(blocks[block], 2):
            if min(homes[a] & homes[b] & usable) == block:
                yield a, b


def crowded(names: int) -> bool:
    """Whether a block has so many names that they are not compared in pairs."""
    return names > _MAX_BLOCK


def name_blocks(name: PersonName) -> set[tuple[str, str]]:
    """Consonants of the given name with those of the second and of the last part."""
    first = skeletons(name.parts[0].key)
    others = skeletons(name.parts[1].key) | skeletons(name.surname or name.parts[-1].key)
    return set(product(first, others))


def _compatible(names: Mapping[NameKey, PersonName], first: set[NameKey], second: set[NameKey]) -> bool:
    """No name of the one set contradicts a name of the other."""
    left, right = sorted(first)[:_MAX_CHECKED], sorted(second)[:_MAX_CHECKED]
    return all(compare_parts(names[a], names[b])[0] >= COULD_BE for a in left for b in right)


def _apart(scene: Scene, cluster: Cluster) -> list[Cluster]:
    """Namesakes: bearers with offices or occupations of their own and no shared context are other people."""
    if len(cluster) < 2:
        return [cluster]
    groups = _by_context(scene, cluster)
    main = min(groups, key=lambda group: (-len(group), group))
    known = _roles(scene, main)
    apart = [group for group in groups if group is not main and _strangers(known, _roles(scene, group))]
    rest = sorted(ref for group in groups if group not in apart for ref in group)
    return [rest, *apart]


def _strangers(known: frozenset[int], roles: frozenset[int]) -> bool:
    return bool(known and roles) and not known & roles


def _roles(scene: Scene, refs: Iterable[Ref]) -> frozenset[int]:
    return frozenset(word for ref in refs for word in scene.roles(ref))


def _by_context(scene: Scene, cluster: Cluster) -> list[Cluster]:
    unions: Unions[Ref] = Unions(cluster)
    first: dict[int, Ref] = {}
    for ref in cluster:
        for feature in _context(scene, ref):
            unions.join(first.setdefault(feature, ref), ref)
    return unions.sets()


def _context(scene: Scene, ref: Ref) -> frozenset[int]:
    """What identifies a bearer of a name: document, office words, deeds, named neighbours; as hashes."""
    return scene.roles(ref) | scene.deeds(ref) | scene.neighbours(ref) | {_place(scene, ref)}


def _place(scene: Scene, ref: Ref) -> int:
    return key_of("document", scene.document(ref))


def _with_bare(scene: Scene, clusters: list[Cluster], bare: Sequence[Ref]) -> tuple[list[Cluster], dict[Ref, str]]:
    """Bare surnames join the only bearer of that surname in the archive, if the documents share context."""
    bearers: defaultdict[str, list[tuple[int, Part]]] = defaultdict(list)
    for index, cluster in enumerate(clusters):
        for skeleton, surname in surnames(scene, cluster):
            bearers[skeleton].append((index, surname))
    merged = list(clusters)
    reasons: dict[Ref, str] = {}
    alone: list[Ref] = []
    for home, refs in _bearers_of(scene, bare, bearers):
        joined = join_bare(scene, refs, clusters[home]) if home is not None else []
        if home is not None:
            merged[home] = sorted(merged[home] + joined)
        reasons |= dict.fromkeys(joined, BARE)
        alone += sorted(set(refs) - set(joined))
    return merged + bare_alone(scene, sorted(alone)), reasons


def _bearers_of(
    scene: Scene, bare: Sequence[Ref], bearers: Mapping[str, Sequence[tuple[int, Part]]],
) -> Iterator[tuple[int | None, list[Ref]]]:
    """Bare names by the cluster that alone bears them; one context at a time is enough then."""
    named: dict[NameKey, PersonName] = {}
    for ref in bare:
        if (parts := local_parts(scene.form(ref))) is not None:
            named[parts.keys] = min(named.get(parts.keys, parts), parts, key=written)
    known = {
        keys: only_bearer(parts, (one for skeleton in bare_blocks(parts) for one in bearers.get(skeleton, ())))
        for keys, parts in named.items()
    }
    found: defaultdict[int | None, list[Ref]] = defaultdict(list)
    for ref in bare:
        parts = local_parts(scene.form(ref))
        found[known[parts.keys] if parts is not None else None].append(ref)
    yield from found.items()


def surnames(scene: Scene, cluster: Sequence[Ref]) -> set[tuple[str, Part]]:
    """The surnames of a person, each under the skeletons by which it is found."""
    forms = map(scene.form, {scene.form_number(ref): ref for ref in cluster}.values())
    last = (next((part for part in reversed(name.parts) if not part.epithet), None) for form in forms for name in form.full_names)
    return {(skeleton, Part(part.key, part.written)) for part in last if part is not None for skeleton in skeletons(part.key)}


def bare_blocks(bare: PersonName) -> list[str]:
    """The skeletons of a bare name."""
    return sorted(skeletons(bare.parts[0].key))


def only_bearer(bare: PersonName, bearers: Iterable[tuple[Home, Part]]) -> Home | None:
    """The one who bears the surname; None if there is none, or a second one."""
    found: Home | None = None
    for home, surname in bearers:
        if home != found and part_score(bare.parts[0], surname) >= SAME:
            if found is not None:
                return None
            found = home
    return found


def join_bare(scene: Scene, bare: Iterable[Ref], cluster: Sequence[Ref]) -> list[Ref]:
    """Those of the bare names that share context with the only bearer."""
    context = frozenset(feature for ref in cluster for feature in _context(scene, ref))
    return [ref for ref in bare if _shares_context(scene, ref, context)]


def _shares_context(scene: Scene, ref: Ref, context: frozenset[int]) -> bool:
    """Other documents know something that the bare name's document says; the full name does not stand in that document."""
    return _place(scene, ref) not in context and bool(_context(scene, ref) & context)


def local_parts(form: Form) -> PersonName | None:
    """The one-part name of a person, if it has one."""
    return next((parts for parts in form.person_names if len(parts.parts) == 1), None)


def bare_alone(scene: Scene, bare: Sequence[Ref]) -> list[Cluster]:
    """Bare names of several documents are one only if name and some deed or office agree."""
    unions: Unions[Ref] = Unions(bare)
    first: dict[tuple[NameKey, int], Ref] = {}
    for ref in bare:
        parts = local_parts(scene.form(ref))
        for feature in (scene.roles(ref) | scene.deeds(ref) | {_place(scene, ref)}) if parts else ():
            unions.join(first.setdefault((parts.keys if parts else (), feature), ref), ref)
    return unions.sets()
