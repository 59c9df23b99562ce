"""Small invented documents that meet each other in every way that comparing knows, and limits that few of them reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from unittest.mock import patch

from tawthiq.model import (
    Argument,
    Axes,
    Claim,
    Document,
    Entity,
    EntityType,
    Hop,
    HopRole,
    Mention,
    MentionForm,
    Name,
    Origin,
    Polarity,
    Reading,
    SourceKind,
    Span,
    Time,
    TimeRelation,
    Voice,
    document_id,
)
from tawthiq.pipeline import compare
from tawthiq.store import Store
from tests.store.samples import words_of_names

NOW = "2023-02-01T00:00:00+00:00"
PEOPLE = (
    "مازن الشربيني", "مازن رفعت الشربيني", "Mazen al-Sherbini", "الشربيني", "سعاد الشربيني", "مازن الشربينى", "رفعت القاضي", "القاضي",
    "مازن", "رائد مازن القاضي", "رائد القاضي", "رائد منير القاضي", "شربيني",
)
BODIES = ("جمعية الصيادين", "جمعية الصيّادين", "وزارة الري", "الوزارة", "بلدية العرقوب", "العرقوب", "نادي العرقوب", "الصيادين")
PLACES = ("العرقوب", "كوردستان", "كردستان", "تونس", "صفاقس")
PASSAGES = (
    "وأضاف البيان أن أعمال الصيانة في الميناء القديم تبدأ صباح الأحد وتستمر أسبوعين كاملين بمشاركة عشرين عاملا من أبناء المنطقة",
    "وذكر سكان الحي أن المياه انقطعت ثلاثة أيام متتالية وأن البلدية وعدت بإصلاح المضخات قبل نهاية الشهر دون أن تحدد موعدا لذلك",
    "وقال الحاضرون إن الاجتماع انتهى إلى ما انتهى إليه في كل مرة من غير اتفاق على جدول الأعمال ولا على مكان اللقاء التالي",
)
_PREDICATES = ("holds_position", "led_by", "member_of", "met", "born_in", "killed_in", "has_ties_with", "opposes", "criticizes")
_DEATHS = ("مقتل سبعة أشخاص", "مقتل تسعة أشخاص")

Made = tuple[Document, bytes, Reading]


@dataclass(frozen=True)
class Sketch:
    """What an invented document is made of, as places in the lists above."""

    number: int
    people: tuple[int, ...]
    bodies: tuple[int, ...]
    places: tuple[int, ...]
    passages: tuple[int, ...]
    claims: tuple[int, ...]
    year: int
    denied: bool


def made(sketch: Sketch) -> Made:
    """The document, its bytes and its reading."""
    people, bodies = [PEOPLE[i] for i in sketch.people], [BODIES[i] for i in sketch.bodies]
    places = [PLACES[i] for i in sketch.places]
    text = f"خبر {sketch.number}: حضر {' و'.join(people)} في {' و'.join(places)} مع {' و'.join(bodies)} سنة {sketch.year}. "
    text += " ".join(PASSAGES[i] for i in sketch.passages)
    day = f"2022-03-{sketch.number % 5 + 1:02d}"
    document = Document(document_id(text.encode()), text, Origin(f"{sketch.number}.txt"), f"جريدة {sketch.number % 3}", day)
    named = [(f"p{i}", EntityType.PERSON, name) for i, name in enumerate(people)]
    named += [(f"o{i}", EntityType.ORGANIZATION, name) for i, name in enumerate(bodies)]
    named += [(f"l{i}", EntityType.PLACE, name) for i, name in enumerate(places)]
    entities = (
        *(Entity(key, kind, (Name(name, preferred=True),)) for key, kind, name in named),
        Entity("s", EntityType.PERSON, (Name("مصدر أمني", preferred=True),), SourceKind.ANONYMOUS),
        Entity("v", EntityType.GROUP, (Name(_DEATHS[sketch.number % 2], preferred=True),)),
    )
    mentions = tuple(Mention(key, kind, _span(document, name), MentionForm.NAME) for key, kind, name in named)
    claims = tuple(_claims(sketch, document, {key: name for key, _, name in named}))
    return document, text.encode(), Reading(document.id, "test", day, entities=entities, mentions=mentions, claims=claims)


def _span(document: Document, name: str) -> Span:
    start = document.text.index(name)
    return document.span(start, start + len(name))


def _claims(sketch: Sketch, document: Document, named: dict[str, str]) -> Iterator[Claim]:
    people = [key for key in named if key[0] == "p"]
    for order, number in enumerate(sketch.claims):
        predicate = _PREDICATES[number % len(_PREDICATES)]
        target = [key for key in named if key[0] == ("l" if predicate in {"born_in", "killed_in"} else "o")]
        yield _claim(sketch, document, (order, predicate), people[number % len(people)], target[number % len(target)], named)
    places = [key for key in named if key[0] == "l"]
    if len(places) > 1:
        yield _claim(sketch, document, (90, "part_of"), places[0], places[1], named)
    if sketch.denied:  # one page with two years of one flight
        for order, year in ((92, "1988"), (93, "1989")):
            fled = _claim(sketch, document, (order, "fled"), people[0], places[0], named)
            yield replace(fled, time=(Time(TimeRelation.AT, year),))
    yield _claim(sketch, document, (91, "killed_in"), "v", places[0], named | {"v": _DEATHS[sketch.number % 2]})


def _claim(sketch: Sketch, document: Document, what: tuple[int, str], subject: str, target: str, named: dict[str, str]) -> Claim:
    order, predicate = what
    passage = next((_span(document, PASSAGES[i]) for i in sketch.passages), document.span(0, 10))
    evidence = passage if order % 2 else document.span(0, 10)
    chain: tuple[Hop, ...] = (Hop(HopRole.PUBLISHER, document.publisher),)
    if order % 3 == 1:
        chain += (Hop(HopRole.AGENCY, "وكالة الفنار"),)
    if order % 3 == 2:
        chain += (Hop(HopRole.SPEAKER, None, "s", SourceKind.ANONYMOUS),)
    polarity = Polarity.NEGATED if sketch.denied and order == 0 else Polarity.POSITIVE
    return Claim(
        f"c-{document.id[:12]}-{order}", document.id, Argument(subject, value=named[subject]), predicate, Argument(target, value=named[target]),
        (evidence,), chain, Axes(Voice.ATTRIBUTED if len(chain) > 1 else Voice.OUTLET, polarity),
        time=(Time(TimeRelation.AT, str(sketch.year)),) if order % 2 == 0 else (),
    )


@contextmanager
def low_limits() -> Iterator[None]:
    """Limits of large archives that three documents reach."""
    limits: dict[str, Any] = {
        "tawthiq.reconcile.shingles._SMALL": 1, "tawthiq.reconcile.shingles._COMMON": 2, "tawthiq.reconcile.shingles._SAMPLE": 3,
        "tawthiq.reconcile.scene._KNOWN_TO_ALL": 1, "tawthiq.reconcile.persons._MAX_BLOCK": 3, "tawthiq.reconcile.things._MAX_BLOCK": 2,
        "tawthiq.store.near.changes._LARGE_PART": 100, "tawthiq.store.outlining.MANY": 0,
    }
    with ExitStack() as stack:
        for name, value in limits.items():
            stack.enter_context(patch(name, value))
        yield


_NAMED = ", ".join(f"(SELECT id FROM archive_entity WHERE n = {side})" for side in ("entity", "other"))
TABLES = {
    "entities": "SELECT id, type, kind, name, names, documents, claims FROM archive_entity",
    "findings": "SELECT id, subject, predicate, object, verdict, body FROM finding",
    "claims": "SELECT f.id, c.claim FROM finding_claim c JOIN finding f ON f.n = c.finding", "groups": "SELECT id, first FROM copy_group",
    "copies": 'SELECT g.id, m.seq, d.id, m.start, m.end, m.share FROM copy_member m JOIN copy_group g ON g.n = m."group"'
    " JOIN document d ON d.n = m.document",
    "extracts": "SELECT a.id, o.documents, high, rejected FROM outline_entity o JOIN archive_entity a ON a.n = o.entity",
    "bonds": f"SELECT {_NAMED}, predicate, inverse, documents FROM outline_bond",
}
"""What a comparing leaves for those who read an archive."""
IN_ORDER = {
    "lines": "SELECT a.id, o.* FROM outline_line o JOIN archive_entity a ON a.n = o.entity", "low": "SELECT entity, low FROM outline_entity",
    "leading": f"SELECT {_NAMED}, predicate, inverse, document, seq FROM outline_bond",
}
"""What of it depends on the order of adding: of claims of one day, and of copies, the one that was added first leads."""


def tables(store: Store, *, ordered: bool = False) -> dict[str, list[Any]]:
    """The content of the tables, sorted; ``ordered`` with what depends on the order of adding."""
    asked = TABLES | (IN_ORDER if ordered else {})
    found = {name: sorted(store._connection.execute(query).fetchall(), key=repr) for name, query in asked.items()}
    return found | {"identities": sorted(store.identities(), key=repr), "words": words_of_names(store)}


def add(store: Store, documents: list[Made]) -> None:
    """Adds documents without comparing them."""
    with store.batch():
        for document in documents:
            store.add(*document, NOW)


def at_once(store: Store, documents: list[Made]) -> dict[str, list[Any]]:
    """What comparing everything finds."""
    add(store, documents)
    compare(store, whole=True)
    return tables(store)


def anew(store: Store) -> dict[str, list[Any]]:
    """The same of an archive that has been compared in steps."""
    compare(store, whole=True)
    return tables(store, ordered=True)


def invented(random: Random, count: int) -> list[Made]:
    """So many documents, or a few less: equal ones are one."""

    def some(most: int, length: int, least: int = 1) -> tuple[int, ...]:
        return tuple(random.sample(range(length), random.randint(least, most)))

    sketches = (
        Sketch(
            random.randint(0, 10_000), some(3, len(PEOPLE)), some(3, len(BODIES)), some(2, len(PLACES)), some(2, len(PASSAGES), 0),
            tuple(random.randint(0, 40) for _ in range(random.randint(0, 4))), random.choice((2019, 2020, 2021)), random.random() < 1 / 2,
        )
        for _ in range(count)
    )
    return list({document[0].id: document for document in map(made, sketches)}.values())
