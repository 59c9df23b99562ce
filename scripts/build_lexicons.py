"""Builds the name and place lexicons from open data.

Run: python scripts/build_lexicons.py --shared ../shared

Sources and licences stand in docs/lexicons.md and NOTICE. The same input gives the same bytes.

- ``text/data/names.tsv``: folded name part without article, times seen as given name, times seen as surname, flag
  (p: a place, o: an organisation, x: seen in transliterated foreign names).
- ``extract/mentions/data/places.tsv``: folded place name (article kept), country code, kind (country, city, world), flag w
  where the name is also an ordinary word or a personal name.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

import zstandard
from babel import Locale

from tawthiq.extract.mentions.vocabulary import adjectives, nationalities, nouns
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import is_function_word, lookup

ROOT = Path(__file__).parents[1] / "src/tawthiq"
_ARAB = frozenset("IQ SY LB JO PS EG SD LY TN DZ MA MR SA YE OM AE QA BH KW SO DJ KM".split())  # noqa: SIM905
_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a\u064b-\u0652 ]+")  # Arabic proper; Persian and Kurdish spellings are out
_MIN_FOREIGN_COUNT = 3  # name bearers: names from Iran, Pakistan and Afghanistan seen less often are mostly slips
_METROPOLIS = 700_000  # inhabitants from which on a town of the world is known by its name whatever else that spells
_MIN_WORLD = 100_000  # inhabitants: smaller towns outside the Arab world have names that are also names of people
_MIN_PERSON = 40  # bearers from which on a place name counts as a personal name too
_MIN_BARE = 15  # the same of names without article: given names mostly (صفوان), where surnames have one
_MONTHS_AND_DAYS = """
يناير فبراير مارس ابريل نيسان مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر كانون شباط اذار ايار حزيران تموز اب ايلول
تشرين جانفي فيفري افريل ماي جوان جويليه اوت السبت الاحد الاثنين الثلاثاء الاربعاء
الخميس الجمعه
""".split()  # noqa: SIM905


# Towns of more than _MIN_WORLD inhabitants whose names are ordinary words, too: places only behind a head noun (مدينة، محافظة).
_FOREIGN_GIVEN = frozenset(fold((Path(__file__).parent / "foreign_given_names.txt").read_text("utf-8")).split())
_FOREIGN_BEARERS = 40  # given to names of the hand-written list: their bearers in the sources, all of the region, are few
_ORDINARY = frozenset((Path(__file__).parent / "ordinary_towns.txt").read_text("utf-8").split())


def lines(path: Path) -> Iterator[list[str]]:
    """The rows of a TSV file, packed or not, without its header."""
    with path.open("rb") as raw:
        stream = zstandard.ZstdDecompressor().stream_reader(raw) if path.suffix == ".zst" else raw
        rows = iter(TextIOWrapper(stream, "utf-8"))
        next(rows)
        for row in rows:
            yield row.rstrip("\n").split("\t")


def bare(key: str) -> str:
    """A key (or a word as written: ألمانيا has no article) without its article."""
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def split_names(text: str) -> Iterator[str]:
    """The folded parts of a name, each without article."""
    return (fold(bare(part)) for part in text.split())


def usable(key: str) -> bool:
    """Whether a part can stand in a lexicon of names."""
    return len(key) > 1 and " " not in key and key not in _MONTHS_AND_DAYS and not is_function_word(key)


def person_parts(shared: Path) -> tuple[Counter[str], Counter[str], dict[str, str]]:
    """Given names, surnames with their counts; parts of foreign names."""
    given: Counter[str] = Counter()
    surname: Counter[str] = Counter()
    far: Counter[str] = Counter()
    for key, _, _, country, role, count, _ in lines(shared / "data/names/units.tsv.zst"):
        for part in split_names(key):
            target = {"given": given, "surname": surname}.get(role)
            if target is None or not usable(part):
                continue
            target[part] += int(count or 1)
            far[part] += 0 if country in _ARAB else int(count or 1)
    for counter in (given, surname):
        for part in [part for part, count in counter.items() if count <= far[part] < _MIN_FOREIGN_COUNT]:
            del counter[part]
    for name in _FOREIGN_GIVEN:
        given[name] = max(given[name], _FOREIGN_BEARERS)
    return given, surname, foreign_parts(shared)


def foreign_parts(shared: Path) -> dict[str, str]:
    """Words of transliterated titles -> x, or y where the dictionary has a form of the same letters that is no noun."""
    found = {}
    for name in ("ar2en-train.txt", "ar2en-eval.txt", "ar2en-test.txt"):
        for line in (shared / "data/names/google_ar2en" / name).read_text("utf-8").splitlines():
            word = line.split("\t")[0]
            key, form = fold(word), lookup(fold(word))
            if usable(key) and not word.startswith("ال") and (form is None or not form.noun):
                found[key] = "y" if form is not None and fold(form.lemmas[0]) != key else "x"
    return found


def hand_written(name: str) -> set[str]:
    """Single words of a hand-written table of the mentions room, without article."""
    rows = (ROOT / "extract/mentions/data" / name).read_text("utf-8").splitlines()
    found = (row.split("\t") for row in rows if not row.startswith("#"))
    return {fold(bare(row[0])) for row in found if " " not in row[0] and "." not in row[0] and row[-1] != "weak"}


def countries(shared: Path) -> dict[str, str]:
    """Names of countries -> ISO code, from CLDR and i18n-iso-countries."""
    unions = {"EU", "UN", "ZZ", "EZ"}
    found = {name: code for code, name in Locale("ar").territories.items() if len(code) == 2 and code not in unions}
    table = json.loads((shared / "data/places/iso_countries_ar.json").read_text("utf-8"))["countries"]
    for code, names in table.items():
        for name in [names] if isinstance(names, str) else names:
            found.setdefault(name, code)
    for name, code in list(found.items()):
        short, _, other = name.partition(" (")  # ميانمار (بورما)
        found.setdefault(short, code)
        if other and " " not in other:
            found.setdefault(other.rstrip(")"), code)
    return {name: code for name, code in found.items() if _ARABIC.fullmatch(name)}


def cities(shared: Path) -> Iterator[tuple[str, str, int]]:
    """(name, country, inhabitants) of towns: all of the Arab world, elsewhere the large ones."""
    rows = [(row[1], row[3], int(row[6] or 0)) for row in lines(shared / "data/places/geonames_arabic_world.tsv.zst")]
    rows += [("IQ", row[2], int(row[6] or 0)) for row in lines(shared / "data/places/geonames_iraq.tsv")]
    for code, names, population in rows:
        if code not in _ARAB and population < _MIN_WORLD:
            continue
        for name in names.split("|"):
            if _ARABIC.fullmatch(name) and len(name) > 2 and len(name.split()) < 4:
                yield name, code, population


def is_ordinary(part: str, *, article: bool) -> bool:
    """Whether a word without article is a form of an ordinary noun, an inflexion of one, or a head noun of this project."""
    if part in nouns() or part in nationalities() or part in adjectives():
        return True
    form = lookup(part)
    if form is not None:
        return article or form.noun or part not in map(fold, form.lemmas)
    return any(part.endswith(ending) and lookup(part.removesuffix(ending)) is not None for ending in ("ه", "ات", "يه", "ي", "ين"))


def begins_with_clitic(part: str) -> bool:
    """Whether a word is also an ordinary noun behind و ف ب ل ك: لأول."""
    form = lookup(part[1:]) if part[0] in "وفبلك" and len(part) > 3 else None
    return form is not None and form.noun


def is_weak(name: str, code: str, population: int, given: Counter[str], surname: Counter[str]) -> bool:
    """Whether a place name is also an ordinary word or a personal name."""
    if " " in name:
        return False
    key, part = fold(name), fold(bare(name))
    if key in _FOREIGN_GIVEN and code not in _ARAB:
        return True
    if population >= _MIN_WORLD and code in _ARAB:
        return key in _ORDINARY or part in nationalities()
    if population >= _METROPOLIS:
        return key in _ORDINARY or part in nationalities()
    known = key in _ORDINARY or part in _FOREIGN_GIVEN or begins_with_clitic(part)
    known = known or is_ordinary(part, article=name.startswith("ال"))
    return known or given[part] + surname[part] >= (_MIN_PERSON if name.startswith("ال") else _MIN_BARE) or len(part) < 3


def places(shared: Path, given: Counter[str], surname: Counter[str]) -> dict[str, tuple[str, str, str, str]]:
    """Folded place name -> (country code, kind, flag, folded name without article); of towns of one name the largest."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for name, code, population in sorted(cities(shared), key=lambda city: (-city[2], city)):
        if fold(name) not in _MONTHS_AND_DAYS and not is_function_word(fold(name)):
            found.setdefault(fold(name), (code, "city", "w" * is_weak(name, code, population, given, surname), fold(bare(name))))
    for zone in Locale("ar").time_zones.values():
        city = zone.get("city", "")
        if len(city) > 3 and _ARABIC.fullmatch(city):
            found.setdefault(fold(city), ("", "city", "w" * is_weak(city, "", 0, given, surname), fold(bare(city))))
    return found | {fold(name): (code, "country", "", fold(bare(name))) for name, code in countries(shared).items()}


def write(path: Path, header: str, rows: list[str]) -> None:
    """Write a table with its header as a comment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([f"# {header}", *rows]) + "\n", "utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    shared = parser.parse_args().shared
    given, surname, foreign = person_parts(shared)
    known = places(shared, given, surname)
    parts = {part for name, (_, _, flag, part) in known.items() if " " not in name and not flag}
    parts |= hand_written("places_extra.tsv")
    organizations = hand_written("organizations.tsv")
    keys = sorted(key for key in set(given) | set(surname) | set(foreign) | parts | organizations if usable(key))
    flags = {key: "p" * (key in parts) + "o" * (key in organizations) + foreign.get(key, "") for key in keys}
    write(
        ROOT / "text/data/names.tsv",
        "part, given, surname, flags (scripts/build_lexicons.py; Wikidata CC0, Google Apache-2.0, GeoNames CC BY 4.0)",
        [f"{key}\t{given[key]}\t{surname[key]}\t{flags[key]}" for key in keys],
    )
    write(
        ROOT / "extract/mentions/data/places.tsv",
        "name, country, kind, flag (scripts/build_lexicons.py; GeoNames CC BY 4.0, CLDR, i18n-iso-countries MIT)",
        ["\t".join((name, *known[name][:3])) for name in sorted(known)],
    )


if __name__ == "__main__":
    main()
