"""Title, author, date and publisher from the lines of a text itself, for files that say nothing beside or above it.

Only what stands in a line of its own, at the head or the foot, counts; in doubt nothing is said.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import regex

from tawthiq.intake.metadata import Facts, facts, merged
from tawthiq.intake.published import written_date
from tawthiq.text.fold import fold

_HEAD, _FOOT = 5, 2  # lines that can be head or foot of an article
_LONGEST_TITLE = 120  # code points; longer first lines are leads
_LONGEST_LINE = 90  # code points of a byline or date line
_LONGEST_NAME = 5  # words of an author's or a labelled publisher's name
_FEWEST_WORDS = 40  # words of a text before its last line is taken for a signature
_LOOKED_AT = 20_000  # code points read from either end; a byline stands near it
_FILE_NAME = regex.compile(
    r"^Microsoft Word - |\.(?:docx?|pdf|rtf|odt|indd|qxd|pmd)\s*$|^(?:untitled|document\d*|word document)$", regex.IGNORECASE,
)
_AT = regex.compile(r"\s+(?:في|بتاريخ|on|at)\s+(?=\P{L}*\d|\p{L}+[,،]?\s+\d)")  # what follows a name is its date
_ACCOUNT = regex.compile(r"[a-z][a-z._-]*(?:_[a-z]+|\d+)|[\w.+-]+@[\w-]+\.[\w.]+")  # a word with a number or underscore; an address
_SENTENCE_END = '.؟!?…"»”)'
_PUNCTUATION = regex.compile(r"[.,،؛;؟?!:\"«»“”\d]")


def read(text: str) -> dict[str, object]:
    """Raw values by field, as ``facts_of`` uses them."""
    head = [line.strip() for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    foot = [line.strip() for line in text[-_LOOKED_AT:].splitlines() if line.strip()]
    return {
        "title": _title(head), "author": _author(head),
        "published": _published(head, foot), "publisher": publisher(text, foot),
    }


def facts_of(text: str) -> Facts:
    """What the text's own lines say, each with the kind of line it was found in."""
    kinds = {"title": "first-line", "author": "byline", "published": "byline", "publisher": "signature"}
    return merged(*(facts(kinds[field], {field: value}) for field, value in read(text).items() if value))


def _title(head: list[str]) -> str | None:
    if len(head) < 2 or len(head[0]) > _LONGEST_TITLE or head[0][-1] in ".،,؛":
        return None
    return head[0]


def _author(head: list[str]) -> str | None:
    return next((name for line in head[:_HEAD] if (name := labelled_author(line))), None)


def labelled_author(line: str) -> str | None:
    """The name in a line that is a byline and nothing else («بقلم ليلى سعد», «إعداد: ليلى سعد»)."""
    match = _label("author_bare", "[:/]?").match(line) or _label("author", "[:/]").match(line)
    name = line[match.end() :].strip(" :-–—") if match else ""
    name = _AT.split(name)[0].strip()
    fits = len(line) <= _LONGEST_LINE and 1 < len(name.split()) <= _LONGEST_NAME
    return name if fits and is_name(name) else None


def is_name(name: str) -> bool:
    """Whether nothing in some words forbids that they are a name: no punctuation, no noun of outlets or of labels."""
    return not _PUNCTUATION.search(name) and not ({fold(word) for word in name.split()} & (_words("outlet") | _words("author")))


def is_dated_byline(line: str) -> bool:
    """Whether a line is «by NAME on DATE»: the words of the name are no reason to doubt the date."""
    return written_date(line) is not None and labelled_author(line) is not None


def is_label(line: str) -> bool:
    """Whether a line is a label of an author and nothing else («الكاتب:»)."""
    word = fold(line.strip(" :،,/-"))
    return word in _words("author") or word in _words("author_bare")


def speaks_of_author(line: str) -> bool:
    """Whether a line speaks of an author without naming one: a label («الكاتب:»), a link to what else they wrote («كل مقالات الكاتب»)."""
    words = {fold(word.strip(" :،,/-")) for word in line.split()}
    return is_label(line) or bool(words & _words("author_noun"))


def is_nobody(name: str) -> bool:
    """Whether an author is an account («editor2») or a desk, and not a person."""
    return fold(name.strip()) in _words("nobody") or _ACCOUNT.fullmatch(name.strip()) is not None


def is_outlet(name: str) -> bool:
    """Whether a short line names an outlet: it begins with a noun of outlets and goes on with a name."""
    words = name.split()
    return 2 <= len(words) <= 4 and not _PUNCTUATION.search(name) and fold(words[0]) in _words("outlet")


def is_of_update(line: str) -> bool:
    """Whether a date line tells of a change and not of publication."""
    return bool(set(regex.findall(r"\p{L}+", fold(line))) & _words("update"))


def is_of_issue(line: str) -> bool:
    """Whether a date line is that of a printed issue."""
    return bool(set(regex.findall(r"\p{L}+", fold(line))) & _words("issue"))


def is_of_owner(line: str) -> bool:
    """Whether a line says whose a page is: of rights, or «المصدر: …»."""
    folded = fold(line)
    return any(sign in folded for sign in _words("rights")) or _label("source", ":").match(line) is not None


def author_name(value: str) -> str:
    """A field's name without its label («بقلم»، «كتب»), which needs no colon there; the value itself if it has none."""
    value = value.strip()
    match = _label("author_bare", "[:/]?").match(value) or _label("author", "[:/]?").match(value)
    return value[match.end() :].strip(" :-–—") if match else value


def _published(head: list[str], foot: list[str]) -> str | None:
    for line in (*head[:_HEAD], *foot[-_FOOT:]):
        if is_date_line(line):
            return written_date(line)
    return None


def is_date_line(line: str) -> bool:
    """Whether a line is a date and nothing else: month names count as words of a date line."""
    if len(line) > _LONGEST_LINE or not any(char.isdigit() for char in line) or written_date(line) is None:
        return False
    words = regex.findall(r"\p{L}+", fold(line))
    known = _words("date")
    return sum(word not in known for word in words) <= 4  # a doubled month of two words each


def publisher(text: str, foot: list[str]) -> str | None:
    """The outlet that signs a text: «المصدر: …», a last line in brackets, or a last line that is a name."""
    if len(foot) < 3 or len(text[:_LOOKED_AT].split()) < _FEWEST_WORDS:
        return None
    last, before = foot[-1], foot[-2]
    match = _label("source", ":").match(last.strip("()"))
    if match:
        return _labelled(last.strip("()")[match.end() :].strip(" :-–—()"))
    bracketed = last.startswith("(") and last.endswith(")")
    name = last.strip("()").strip()
    if not bracketed and before[-1] not in _SENTENCE_END:
        return None
    return name if _outlet_like(name) else None


def _labelled(value: str) -> str | None:
    """The first of «الجزيرة + وكالات»; agencies at large are nobody."""
    name = regex.split(r"[+،,/]|\s-\s", value)[0].strip()
    words = name.split()
    if not words or len(words) > _LONGEST_NAME or fold(words[0]) in _words("no_outlet") or _PUNCTUATION.search(name):
        return None
    return name


def _outlet_like(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 3 or _PUNCTUATION.search(name) or not regex.search(r"\p{L}{3}", name):
        return False
    if len(words) == 1:
        return fold(name) not in _words("no_outlet")
    return any(fold(word) in _words("outlet") for word in words)


def properties(title: object, author: object) -> Facts:
    """Facts from a file's properties, without the names of programs, accounts and files that programs put there."""
    values: dict[str, object] = {"title": title, "author": author}
    if isinstance(author, str) and fold(author.strip()) in _words("nobody"):
        del values["author"]
    if isinstance(title, str) and _FILE_NAME.search(title):
        del values["title"]
    return facts("properties", values)


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(files("tawthiq.intake").joinpath("data", "byline.toml").read_text("utf-8"))


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(fold(word) for word in _data()[kind])


@cache
def _label(kind: str, colon: str) -> regex.Pattern[str]:
    """A label of this kind, whole as a word, and its colon (``:`` asked for, ``:?`` allowed)."""
    names = "|".join(map(regex.escape, sorted(_data()[kind], key=len, reverse=True)))
    return regex.compile(rf"(?:{names})(?!\p{{L}})\s*{colon}\s*", regex.IGNORECASE)
