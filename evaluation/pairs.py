"""Pairs of claims of our own: what comparing two documents finds where reading is perfect, slot by slot.

python -m evaluation.pairs [--part open|kept] [--show]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tawthiq.model import (
    Argument,
    Axes,
    Claim,
    Document,
    Entity,
    EntityType,
    Finding,
    Hop,
    HopRole,
    Mention,
    MentionForm,
    Modality,
    Name,
    Origin,
    Polarity,
    Reading,
    SourceKind,
    Span,
    Time,
    TimeRelation,
    Verdict,
    Voice,
)
from tawthiq.reconcile import reconcile

PAIRS = Path(__file__).with_name("pairs.tsv")
_TYPES = {
    "P": EntityType.PERSON, "O": EntityType.ORGANIZATION, "L": EntityType.PLACE, "E": EntityType.EVENT, "T": EntityType.THING,
    "G": EntityType.GROUP,
}
_SETTINGS = {
    "pair": ("2021-05-10", "2021-05-10"), "week": ("2021-05-10", "2021-05-15"), "years": ("2018-03-05", "2021-05-10"),
    "strangers": ("2021-05-10", "2021-05-10"), "page": ("2021-05-10", "2021-05-10"),
}
_COMPANY = ("نائل الرضوان", "جمعية ضفاف الخير", "مجلس تجار الساحة", "وداد الشقيري", "مخفر التلة")
"""Names that two documents of one matter share."""
_FRAMES = ("روى مراسلنا من الساحة أن {} بحسب ما تابع.", "في آخر ما ورد إلينا من أخبار هذا المساء: {} كما علمنا.")
_TWO_WAYS = frozenset({"differ", "perhaps"})
_COLUMNS = ("differ: found", "of these sure", "wrongly shown", "perhaps: found", "wrongly asked", "agree: found", "apart: right")
_BESIDE = (" وحضر {} متأخرا.", " أما {} فلم يعلق أحد منهم بعد على الخبر.")
"""The words around the other names: no long run of words in common, so that neither text is a copy of the other."""


@dataclass(frozen=True)
class Case:
    """One row of the table. ``first`` and ``second``: subject, predicate, object, details."""

    part: str
    slot: str
    label: str
    setting: str
    first: tuple[str, ...]
    second: tuple[str, ...]


def cases(path: Path = PAIRS) -> list[Case]:
    """The rows of the table."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [Case(part, slot, label, setting, _fields(a), _fields(b)) for part, slot, label, setting, a, b in rows]


def _fields(claim: str) -> tuple[str, ...]:
    return tuple(field.strip() for field in claim.split("|"))


class _Page:
    """One document under construction: its text tells the words of its claims, and every name stands in it."""

    def __init__(self, number: int, published: str, claims: Sequence[tuple[str, ...]], company: Iterable[str]) -> None:
        self.id, self.published, self.company = f"d{number}", published, tuple(company)
        words = "، و".join(" ".join(part.partition(":")[2] or part for part in claim if "=" not in part) for claim in claims)
        order = self.company if number == 0 else self.company[::-1]
        self.text = _FRAMES[number].format(words) + "".join(_BESIDE[number].format(name) for name in order)
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        for name in self.company:
            self._entity(name, EntityType.ORGANIZATION if name.split()[0] in {"جمعية", "مجلس", "مخفر"} else EntityType.PERSON)
        self.claims = tuple(self._claim(place, *claim) for place, claim in enumerate(claims))

    def _entity(self, name: str, kind: EntityType) -> str:
        collective = kind is EntityType.GROUP
        self.entities[name] = Entity(name, kind, (Name(name, preferred=True),), SourceKind.COLLECTIVE if collective else SourceKind.NAMED)
        start = self.text.find(name)
        if start >= 0:
            form = MentionForm.NOMINAL if collective else MentionForm.NAME
            self.mentions.append(Mention(name, kind, Span.of(self.text, start, start + len(name)), form))
        return name

    def _argument(self, told: str, *, subject: bool = False) -> Argument | None:
        kind, _, name = told.rpartition(":")
        if not told:
            return None
        if not kind and not subject:
            return Argument(value=told)
        return Argument(entity=self._entity(name, _TYPES[kind or "P"]), value=name)

    def _claim(self, place: int, subject: str, predicate: str, target: str, details: str) -> Claim:
        told = dict(_detail(part) for part in details.split(";") if part)
        times = tuple(Time(TimeRelation(name), value) for name, value in told.items() if name in set(TimeRelation))
        chain = (Hop(HopRole.PUBLISHER, f"صحيفة {self.id}"), *((Hop(HopRole.SPEAKER, told["by"]),) if "by" in told else ()))
        qualifiers: dict[str, str | int | float | bool | None] = {name: told[name] for name in ("kind", "former") if name in told}
        where = Argument(value=told["place"]) if "place" in told else None
        who = self._argument(subject, subject=True) or Argument(value=subject)
        evidence, key = (Span.of(self.text, 0, len(self.text)),), f"{self.id}-{place}"
        return Claim(
            key, self.id, who, predicate, self._argument(target), evidence, chain, _axes(told), qualifiers, times, where, confidence=1.0,
        )

    @property
    def document(self) -> Document:
        return Document(self.id, self.text, Origin(f"{self.id}.txt"), publisher=f"صحيفة {self.id}", published=self.published)

    @property
    def reading(self) -> Reading:
        return Reading(self.id, "pairs", self.published, "", tuple(self.entities.values()), tuple(self.mentions), claims=self.claims)


def _detail(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name.strip(), value.strip()


def _axes(told: dict[str, str]) -> Axes:
    voice = Voice.ALLEGED if "alleged" in told else Voice.ATTRIBUTED if "by" in told else Voice.OUTLET
    polarity = Polarity.NEGATED if "neg" in told else Polarity.POSITIVE
    modality = Modality.INTENDED if "plan" in told else Modality.CONDITIONAL if "cond" in told else Modality.ACTUAL
    return Axes(voice, polarity, modality, rejected="denied" in told)


def found(case: Case) -> tuple[str, frozenset[str]]:
    """What comparing says of the two claims of a row: differ, perhaps, agree or apart, and the slots in which they differ."""
    days = _SETTINGS[case.setting]
    together = () if case.setting in {"years", "strangers"} else _COMPANY
    if case.setting == "page":
        pages = [_Page(0, days[0], (case.first, case.second), together)]
        wanted = {"d0-0", "d0-1"}
    else:
        pages = [_Page(0, days[0], (case.first,), together), _Page(1, days[1], (case.second,), together)]
        wanted = {"d0-0", "d1-0"}
    result = reconcile([page.document for page in pages], [page.reading for page in pages])
    return _verdict([finding for finding in result.findings if wanted <= set(finding.claims)])


def _verdict(findings: Sequence[Finding]) -> tuple[str, frozenset[str]]:
    for verdict in (Verdict.DIFFER, Verdict.PERHAPS):
        differing = [finding for finding in findings if finding.verdict is verdict]
        if differing:
            return verdict.value, frozenset(item.slot.value for finding in differing for item in finding.differences)
    return ("agree" if findings else "apart"), frozenset()


def right(label: str, verdict: str) -> bool:
    """Whether what was found is what the label asks for; who asks about a difference has found it."""
    if label == "fits":
        return verdict not in _TWO_WAYS
    return verdict in _TWO_WAYS if label == "differ" else verdict == label


def table(rows: Sequence[tuple[Case, str, frozenset[str]]]) -> Iterator[str]:
    """A line a slot, and one for all: differences found, how many shown as sure, and what is shown or asked among the others."""
    names = dict.fromkeys(case.slot for case, _, _ in rows)
    yield f"{'':10s}" + "".join(f"{name:>15s}" for name in _COLUMNS)
    for name in (*names, ""):
        here = [row for row in rows if name in {row[0].slot, ""}]
        cells = [_share(here, "differ"), _sure(here), _wrong(here, "differ"), _share(here, "perhaps"), _wrong(here, "perhaps")]
        cells += [_share(here, "agree"), _share(here, "apart")]
        yield f"{name or 'all':10s}" + "".join(f"{cell:>15s}" for cell in cells)


def _share(rows: Sequence[tuple[Case, str, frozenset[str]]], label: str) -> str:
    asked = [right(label, verdict) for case, verdict, _ in rows if case.label == label]
    return f"{sum(asked)} of {len(asked)}" if asked else "-"


def _sure(rows: Sequence[tuple[Case, str, frozenset[str]]]) -> str:
    asked = [verdict == "differ" for case, verdict, _ in rows if case.label == "differ"]
    return f"{sum(asked)} of {len(asked)}" if asked else "-"


def _wrong(rows: Sequence[tuple[Case, str, frozenset[str]]], shown: str) -> str:
    others = [verdict == shown for case, verdict, _ in rows if case.label not in _TWO_WAYS or (shown, case.label) == ("differ", "perhaps")]
    return f"{sum(others)} of {len(others)}" if others else "-"


def _shown(case: Case, verdict: str, slots: frozenset[str]) -> str:
    told = "\n    ".join(" | ".join(claim) for claim in (case.first, case.second))
    return f"{case.slot}: {case.label}, found {verdict} {' '.join(sorted(slots))} ({case.setting})\n    {told}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of each part."""
    parser = argparse.ArgumentParser(description="Compare pairs of claims that were written for it.")
    parser.add_argument("--part", choices=("open", "kept"))
    parser.add_argument("--show", action="store_true", help="the rows that are not as their label says; never of the kept part")
    options = parser.parse_args(arguments)
    for part in (options.part,) if options.part else ("open", "kept"):
        rows = [(case, *found(case)) for case in cases() if case.part == part]
        print(f"{part}: {len(rows)} pairs, {dict(Counter(case.label for case, _, _ in rows))}")
        print("\n".join(table(rows)))
        if options.show and part == "open":
            print("\n".join(_shown(*row) for row in rows if not right(row[0].label, row[1])))


if __name__ == "__main__":
    main()
