"""How many dates are read right: ``python -m evaluation.dates [--shared PATH] [--json] [--wrong]``.

Suites, each with the rule that says which rows count:

- ``cases``: every row of ``cases/dates.tsv``; right if the value is one of those listed (a week by its Monday, «early» by
  lying in the first half).
- ``dateparser``: rows of ``data/dates/dateparser/facts.tsv`` whose expected value is a calendar day or a number of days,
  months or years (hours are left out). Durations may be read as such.
- ``duckling``: rows of ``data/dates/duckling/Time.tsv`` whose grain is Day, Week, Month or Year, and intervals of days.
  Hours, minutes and seconds are left out, and so are the negatives that name no time (counted as ``negatives``).
- ``gold.*``: the dates of the gold documents, resolved against their published day: spans, and values of spans matched.
- ``challenge``: dated words of the items ``relative_date`` and ``date_attachment`` that are a date by themselves.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tawthiq.extract.dates import find_dates
from tawthiq.model import DateMention

_ROOT = Path(__file__).resolve().parents[1]
_DUCKLING_NOW = "2013-02-12"  # the day of Duckling's test context
_DATEPARSER_NOW = "2015-06-15"  # its relative facts hold on any day
_CASES_NOW = "2021-11-08"
_GRAINS = ("Day", "Week", "Month", "Year")


@dataclass(slots=True)
class Suite:
    """Rows of one suite: how many, how many right, and the wrong ones."""

    name: str
    right: int = 0
    total: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, *, right: bool, row: str) -> None:
        """Count a row."""
        self.total += 1
        self.right += right
        if not right:
            self.wrong.append(row)

    @property
    def share(self) -> float:
        """Right rows in per cent."""
        return 100.0 * self.right / self.total if self.total else 0.0


def _table(path: Path) -> list[list[str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def _shown(found: tuple[DateMention, ...]) -> str:
    return " ; ".join(f"{item.value} [{item.span.exact}]" for item in found) or "-"


def _one(text: str, on: str) -> tuple[DateMention | None, tuple[DateMention, ...]]:
    """The one date of a phrase (None if there are several or none that is a date)."""
    found = find_dates(text, on)
    return (found[0] if len(found) == 1 else None), found


def cases(shared: Path) -> Suite:
    """``cases/dates.tsv``."""
    suite = Suite("cases")
    for text, values in _table(shared / "cases/dates.tsv"):
        one, found = _one(text, _CASES_NOW)
        right = one is not None and any(_is_case(one, value) for value in values.split("|"))
        suite.add(right=right, row=f"{text} | {values} | {_shown(found)}")
    return suite


def _is_case(found: DateMention, value: str) -> bool:
    if value.endswith("-early"):
        start = int(value[:3]) * 10
        return found.value[:3] == value[:3] and found.last_day is not None and int(found.last_day[:4]) < start + 5
    return found.value == value or (found.precision == "week" and found.first_day == value)


def dateparser(shared: Path) -> Suite:
    """``data/dates/dateparser/facts.tsv``."""
    suite = Suite("dateparser")
    for row in _table(shared / "data/dates/dateparser/facts.tsv"):
        text, expected = row[0], row[1]
        if "hour" in expected:
            continue
        one, found = _one(text, _DATEPARSER_NOW)
        suite.add(right=one is not None and _is_fact(one, expected), row=f"{text} | {expected} | {_shown(found)}")
    return suite


def _is_fact(found: DateMention, expected: str) -> bool:
    ago = re.fullmatch(r"(\d+) (day|month|year)( ago)?", expected)
    if ago is None:
        return found.value == expected or (found.first_day == expected[:10] and "T" not in expected)
    if ago[3]:
        day = date.fromisoformat(_DATEPARSER_NOW) - timedelta(days=int(ago[1]))
        return found.value == day.isoformat()
    return found.value == f"P{ago[1]}{ago[2][0].upper()}"


def duckling(shared: Path) -> Suite:
    """``data/dates/duckling/Time.tsv``: days, weeks, months, years and intervals of days."""
    suite = Suite("duckling")
    for _, expected, text in _table(shared / "data/dates/duckling/Time.tsv"):
        wanted = _duckling_days(expected)
        if wanted is None:
            continue
        one, found = _one(text, _DUCKLING_NOW)
        right = one is not None and _covers(one, wanted)
        suite.add(right=right, row=f"{text} | {wanted[0]}..{wanted[1]} | {_shown(found)}")
    return suite


def _duckling_days(expected: str) -> tuple[str, str] | None:
    """First and last day of an expected expression, inclusive; None if the row is left out."""
    days = [date(int(y), int(m), int(d)) for y, m, d in re.findall(r"\((\d+), (\d+), (\d+), \d+, \d+, \d+\)", expected)]
    grain = re.search(r"\) (Day|Week|Month|Year|Hour|Minute|Second)\b", expected)
    if not days or not grain or grain[1] not in _GRAINS:
        return None
    if len(days) == 2:
        return days[0].isoformat(), (days[1] - timedelta(days=1)).isoformat()  # Duckling's ends are exclusive
    return days[0].isoformat(), _end_of(days[0], grain[1]).isoformat()


def _end_of(day: date, grain: str) -> date:
    if grain == "Week":
        return day + timedelta(days=6)
    if grain == "Month":
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return day.replace(month=12, day=31) if grain == "Year" else day


def _covers(found: DateMention, wanted: tuple[str, str]) -> bool:
    """Same days; an approximate day (~) is the day it names; a month or week whose first day alone is given, by it."""
    if found.value.endswith("~"):
        return wanted == (found.value[:-1], found.value[:-1])
    if (found.first_day, found.last_day) == wanted:
        return True
    return found.precision == "month" and found.first_day == wanted[0] == wanted[1]


def negatives(shared: Path) -> Suite:
    """Phrases of the Duckling suite that name no time."""
    suite = Suite("negatives")
    for _, expected, text in _table(shared / "data/dates/duckling/Time.tsv"):
        if expected.startswith("NEGATIVE"):
            found = find_dates(text, _DUCKLING_NOW)
            suite.add(right=not found, row=f"{text} | none | {_shown(found)}")
    return suite


def _documents(shared: Path) -> Iterator[tuple[dict[str, Any], str]]:
    texts = {path.name: path for path in (shared / "gold/texts").rglob("*.txt")}
    for name in ("seeds", "D1", "D2", "D3"):
        path = shared / f"gold/{name}.json"
        for document in json.loads(path.read_text("utf-8"))["documents"] if path.exists() else ():
            if document["file"] in texts:
                yield document, texts[document["file"]].read_bytes().decode("utf-8")


def gold(shared: Path) -> tuple[Suite, Suite, Suite]:
    """Gold spans found, predictions that are gold, and values right among matched spans."""
    recall, precision, values = Suite("gold.recall"), Suite("gold.precision"), Suite("gold.values")
    for document, text in _documents(shared):
        published = document["doc_date"].get("published") or document["doc_date"]["value"]
        found = {(item.span.start, item.span.end): item for item in find_dates(text, published)}
        wanted = {(item["start"], item["end"]): item for item in document["dates"]}
        for place, item in wanted.items():
            near = text[max(0, place[0] - 25) : place[1] + 15].replace("\n", " ")
            recall.add(right=place in found, row=f"{item['text']} | {item['value']} | {near}")
            if place in found:
                values.add(right=_same(found[place], item), row=f"{item['text']} | {item['value']} | {found[place].value}")
        for place, mention in found.items():
            near = text[max(0, place[0] - 25) : place[1] + 15].replace("\n", " ")
            precision.add(right=place in wanted, row=f"{mention.span.exact} | {mention.value} | {near}")
    return recall, precision, values


def _same(found: DateMention, item: dict[str, Any]) -> bool:
    accepted = [item["value"], *item.get("accept", ()), *([item["interval"]] if "interval" in item else [])]
    return any(found.value == value or _days(str(value)) == (found.first_day, found.last_day) for value in accepted)


def _days(value: str) -> tuple[str, str] | None:
    first, _, last = value.partition("/")
    low, high = _range(first), _range(last or first)
    return (low[0], high[1]) if low and high else None


def _range(value: str) -> tuple[str, str] | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value, value
    if re.fullmatch(r"\d{4}-\d\d", value):
        first = date(int(value[:4]), int(value[5:]), 1)
        return first.isoformat(), _end_of(first, "Month").isoformat()
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-01-01", f"{value}-12-31"
    return (f"{value[:3]}0-01-01", f"{value[:3]}9-12-31") if re.fullmatch(r"\d{3}X", value) else None


def challenge(shared: Path) -> Suite:
    """Times of the challenge items: right if some date found over the same words has the value or lies inside it."""
    suite = Suite("challenge")
    items = json.loads((shared / "gold/challenge_dev.json").read_text("utf-8"))["items"]
    for item in items:
        if (item.get("phenomenon") or item.get("category")) not in ("relative_date", "date_attachment"):
            continue
        seen: set[tuple[int, int]] = set()
        for time in (time for claim in item.get("expected", ()) for time in claim.get("time") or ()):
            span = time.get("span")
            if span and (span["start"], span["end"]) not in seen:
                seen.add((span["start"], span["end"]))
                _challenge_time(suite, item, time)
    return suite


def _challenge_time(suite: Suite, item: dict[str, Any], time: dict[str, Any]) -> None:
    passage = (item.get("passages") or [item])[0]
    span = time["span"]
    found = find_dates(passage["text"], passage.get("published"))
    over = [one for one in found if one.span.start < span["end"] and span["start"] < one.span.end]
    wanted = _days(time["value"])
    right = any(one.value == time["value"] or (wanted and _inside(one, wanted)) for one in over)
    suite.add(right=right, row=f"{span['text']} | {time['value']} | {_shown(tuple(over))}")


def _inside(found: DateMention, wanted: tuple[str, str]) -> bool:
    days = (found.first_day, found.last_day)
    if days[0] is None or days[1] is None:
        return False
    return (wanted[0] <= days[0] and days[1] <= wanted[1]) or (days[0] == wanted[0] or days[1] == wanted[1])


def suites(shared: Path) -> list[Suite]:
    """Every suite whose files are there."""
    found: list[Suite] = []
    for needed, make in (
        ("cases/dates.tsv", cases),
        ("data/dates/dateparser/facts.tsv", dateparser),
        ("data/dates/duckling/Time.tsv", duckling),
        ("data/dates/duckling/Time.tsv", negatives),
        ("gold/challenge_dev.json", challenge),
    ):
        if (shared / needed).exists():
            found.append(make(shared))
    return found + (list(gold(shared)) if (shared / "gold/texts").exists() else [])


def main(arguments: list[str] | None = None) -> int:
    """Print the table (or JSON); exit code 2 if the shared data are missing."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.dates", description="Right dates per suite.")
    parser.add_argument("--shared", type=Path, default=_ROOT.parent / "shared", help="the shared data (default: ../shared)")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--wrong", action="store_true", help="list the rows that are not right")
    options = parser.parse_args(arguments)
    found = suites(options.shared)
    if not found:
        print(f"No shared data at {options.shared}: nothing measured. Give their folder with --shared.", file=sys.stderr)
        return 2
    if options.json:
        rows = {suite.name: {"right": suite.right, "total": suite.total, "share": round(suite.share, 1)} for suite in found}
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for suite in found:
        print(f"{suite.name:16} {suite.right:4} of {suite.total:4}  {suite.share:5.1f} %")
        for row in suite.wrong if options.wrong else ():
            print(f"    {row}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
