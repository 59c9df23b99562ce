"""Which local persons are one person of the archive. Wrong merges cost more than splits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from tawthiq.reconcile.names import COULD_BE, SAME, compare_parts, part_score
from tawthiq.reconcile.scene import Form, Ref, Scene, key_of
from tawthiq.reconcile.unions import Unions
from tawthiq.text.names import PersonName
from tawthiq.text.skeletons import skeletons

_MAX_BLOCK = 300  # names of one block that are compared in pairs: 45,000 comparisons; larger blocks merge equal names only
_MAX_CHECKED = 24  # names of a set that a new one must be compatible with
_BY_LENGTH = frozenset({"T304", "T305"})  # reasons of names where one has more parts than the other

NameKey = tuple[str, ...]
Cluster = list[Ref]


def cluster_persons(scene: Scene, persons: Sequence[Ref]) -> tuple[list[Cluster], dict[Ref, str]]:
    """Sets of local persons that are one, and for those joined by a bare surname the code of the reason."""
    full = [ref for ref in persons if scene.form(ref).full_names]
    bare = [ref for ref in persons if not scene.form(ref).full_names]
    clusters = [part for cluster in _by_name(scene, full) for part in _apart(scene, cluster)]
    return _with_bare(scene, clusters, bare)


def _by_name(scene: Scene, persons: Iterable[Ref]) -> list[Cluster]:
    bearers: defaultdict[NameKey, list[Ref]] = defaultdict(list)
    names: dict[NameKey, PersonName] = {}
    together: set[tuple[NameKey, NameKey]] = set()
    for ref in persons:
        full = scene.form(ref).full_names
        for name in full:
            names.setdefault(name.keys, name)
            names[name.keys] = min(names[name.keys], name, key=_written)
        bearers[full[0].keys].append(ref)
        together |= {(full[0].keys, other.keys) for other in full[1:]}
    unions = _merge_names(names, sorted(together))
    return [sorted(ref for key in keys for ref in bearers[key]) for keys in unions.sets() if any(bearers[key] for key in keys)]


def _written(name: PersonName) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which of several writings of one name stands for it: the same in any order of documents."""
    return tuple(part.written for part in name.parts), name.titles


def _merge_names(names: Mapping[NameKey, PersonName], together: Sequence[tuple[NameKey, NameKey]]) -> Unions[NameKey]:
    """Names that one document uses for one person, then compatible names, the surest first."""
    unions: Unions[NameKey] = Unions(names)
    for a, b in sorted(together):
        unions.join(a, b)
    members: dict[NameKey, set[NameKey]] = {keys[0]: set(keys) for keys in unions.sets()}
    for _, a, b in sorted((-value, a, b) for (a, b), value in _edges(names).items()):
        first, second = unions.root(a), unions.root(b)
        if first != second and _compatible(names, members[first], members[second]):
            unions.join(first, second)
            joined = members.pop(first) | members.pop(second)
            members[unions.root(first)] = joined
    return unions


def _edges(names: Mapping[NameKey, PersonName]) -> dict[tuple[NameKey, NameKey], float]:
    """Pairs of names that could be merged, with their score, without those where a short name fits several people."""
    found: dict[tuple[NameKey, NameKey], float] = {}
    longer: defaultdict[NameKey, set[NameKey]] = defaultdict(set)
    for a, b in _candidates(names):
        value, code = compare_parts(names[a], names[b])
        if value >= SAME:
            found[a, b] = value
            if code in _BY_LENGTH:
                short, long = sorted((a, b), key=lambda key: (len(key), key))
                longer[short].add(long)
    unclear = {short for short, longs in longer.items() if not _all_agree(names, longs)}
    return {pair: value for pair, value in found.items() if not _fits_several(names, pair, unclear)}


def _fits_several(names: Mapping[NameKey, PersonName], pair: tuple[NameKey, NameKey], unclear: set[NameKey]) -> bool:
    """The shorter name of the pair also fits a longer one of somebody else."""
    short = min(pair, key=lambda key: (len(key), key))
    return short in unclear and compare_parts(names[pair[0]], names[pair[1]])[1] in _BY_LENGTH


def _all_agree(names: Mapping[NameKey, PersonName], keys: Iterable[NameKey]) -> bool:
    listed = sorted(keys)[:_MAX_CHECKED]
    return all(compare_parts(names[a], names[b])[0] >= SAME for a, b in combinations(listed, 2))


def _candidates(names: Mapping[NameKey, PersonName]) -> Iterator[tuple[NameKey, NameKey]]:
    """Pairs of names with a block in common, each once: in the first block that both have."""
    blocks: defaultdict[tuple[str, str], list[NameKey]] = defaultdict(list)
    homes = {key: frozenset(_blocks(name)) for key, name in names.items()}
    for key in sorted(names):
        for block in homes[key]:
            blocks[block].append(key)
    usable = {block for block, keys in blocks.items() if len(keys) <= _MAX_BLOCK}
    for block in sorted(usable):
        for a, b in combinations(blocks[block], 2):
            if min(homes[a] & homes[b] & usable) == block:
                yield a, b


def _blocks(name: PersonName) -> set[tuple[str, str]]:
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
    bearers = _surnames(scene, clusters)
    joined: defaultdict[int, list[Ref]] = defaultdict(list)
    alone: list[Ref] = []
    for index, refs in _bearers_of(scene, clusters, bare, bearers):
        context = frozenset(feature for ref in clusters[index] for feature in _context(scene, ref)) if index is not None else frozenset()
        for ref in refs:
            if index is not None and _shares_context(scene, ref, context):
                joined[index].append(ref)
            else:
                alone.append(ref)
    merged = [sorted(cluster + joined[index]) for index, cluster in enumerate(clusters)]
    reasons = {ref: "T323" for refs in joined.values() for ref in refs}
    return merged + _bare_alone(scene, sorted(alone)), reasons


def _bearers_of(
    scene: Scene, clusters: Sequence[Cluster], bare: Sequence[Ref], bearers: Mapping[str, set[int]],
) -> Iterator[tuple[int | None, list[Ref]]]:
    """Bare names by the cluster that alone bears them; one context at a time is enough then."""
    known: dict[NameKey, int | None] = {}
    found: defaultdict[int | None, list[Ref]] = defaultdict(list)
    for ref in bare:
        parts = local_parts(scene.form(ref))
        if parts is not None and parts.keys not in known:
            known[parts.keys] = _only_bearer(scene, parts, clusters, bearers)
        found[known[parts.keys] if parts is not None else None].append(ref)
    yield from found.items()


def _surnames(scene: Scene, clusters: Sequence[Cluster]) -> dict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for index, cluster in enumerate(clusters):
        for form in _forms(scene, cluster):
            for name in form.full_names:
                for skeleton in skeletons(name.surname or ""):
                    found[skeleton].add(index)
    return found


def _forms(scene: Scene, cluster: Sequence[Ref]) -> list[Form]:
    """The different ways in which a cluster is named, in order of first appearance."""
    return [scene.form(ref) for ref in {scene.form_number(ref): ref for ref in reversed(cluster)}.values()][::-1]


def _only_bearer(scene: Scene, bare: PersonName, clusters: Sequence[Cluster], bearers: Mapping[str, set[int]]) -> int | None:
    """The one cluster that bears the surname; None if there is none, or a second one."""
    candidates = {index for skeleton in skeletons(bare.parts[0].key) for index in bearers.get(skeleton, ())}
    found: int | None = None
    for index in sorted(candidates):
        if _bears(scene, clusters[index], bare):
            if found is not None:
                return None
            found = index
    return found


def _shares_context(scene: Scene, ref: Ref, context: frozenset[int]) -> bool:
    """Other documents know something that the bare name's document says; the full name does not stand in that document."""
    return _place(scene, ref) not in context and bool(_context(scene, ref) & context)


def local_parts(form: Form) -> PersonName | None:
    """The one-part name of a person, if it has one."""
    return next((parts for parts in form.person_names if len(parts.parts) == 1), None)


def _bears(scene: Scene, cluster: Cluster, bare: PersonName) -> bool:
    for ref in cluster[:_MAX_CHECKED]:
        for name in scene.form(ref).full_names:
            last = next(part for part in reversed(name.parts) if not part.epithet)
            if part_score(bare.parts[0], last) >= SAME:
                return True
    return False


def _bare_alone(scene: Scene, bare: Sequence[Ref]) -> list[Cluster]:
    """Bare names of several documents are one only if name and some deed or office agree."""
    unions: Unions[Ref] = Unions(bare)
    first: dict[tuple[NameKey, int], Ref] = {}
    for ref in bare:
        parts = local_parts(scene.form(ref))
        for feature in (scene.roles(ref) | scene.deeds(ref) | {_place(scene, ref)}) if parts else ():
            unions.join(first.setdefault((parts.keys if parts else (), feature), ref), ref)
    return unions.sets()
