"""Written claims with subject and object the wrong way round, turned: ``python -m training.annotation.claims_turned FILE``.

A line of the file names an article and a claim: ``28 c04``. After them, where it is needed: ``s=e2`` the subject meant (else the
object), ``s=@G`` the words of the object as a new entity of that type, ``p=engaged_in`` another predicate. Ids, offsets and standing
stay as they are.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tawthiq.model.predicates import predicates
from training.annotation.claims_apply import TYPES
from training.annotation.claims_written import CLAIMS, Article, Known, Ref, Verdict, Written, from_json, to_json
from training.annotation.corrections import CorrectionError

FROM_THE_DOER = frozenset({"engaged_in", "persecutes", "complicit_in"})
"""Predicates whose subject acts: no second readings of a claim whose subject is the one to whom something was done."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One line: which claim, and what its subject and predicate are to be (empty: the object, the predicate it has)."""

    number: int
    claim: str
    subject: str = ""
    predicate: str = ""


def parse(source: str) -> tuple[Turn, ...]:
    """The turns of a file; CorrectionError for a line that cannot be understood."""
    lines = (line.split("//")[0].split() for line in source.splitlines())
    return tuple(_turn(words) for words in lines if words)


def _turn(words: list[str]) -> Turn:
    options = dict(word.split("=", 1) for word in words[2:] if "=" in word)
    if len(words) != 2 + len(options) or not words[0].isdigit() or not set(options) <= {"s", "p"}:
        raise CorrectionError(f"not «article claim [s=…] [p=…]»: {' '.join(words)}")
    if options.get("p", "met") not in predicates():
        raise CorrectionError(f"there is no predicate {options['p']}")
    return Turn(int(words[0]), words[1], options.get("s", ""), options.get("p", ""))


def turned(article: Article, turn: Turn) -> Article:
    """The article with one claim turned round, and with what the turn says of the draft claim that it came from."""
    found = next((claim for claim in article.claims if claim.id == turn.claim), None)
    if found is None:
        raise CorrectionError(f"article {article.number} has no claim {turn.claim}")
    subject, entities = _subject(article, found, turn)
    claim = _swapped(found, subject, turn.predicate or found.predicate)
    claims = tuple(claim if c.id == claim.id else c for c in article.claims)
    verdicts = tuple(_judged(v, claim) if v.claim == claim.id else v for v in article.verdicts)
    return replace(article, entities=entities, claims=claims, verdicts=verdicts)


def _subject(article: Article, claim: Written, turn: Turn) -> tuple[Ref, tuple[Known, ...]]:
    key = turn.subject or (claim.object.entity if claim.object else None) or ""
    if key.startswith("@") and claim.object and len(claim.object.words) == 1 and key[1:] in TYPES:
        new = f"n{1 + max((int(e.key[1:]) for e in article.entities if e.key[0] == 'n'), default=0)}"
        known = Known(new, TYPES[key[1:]], "named", ((*claim.object.words[0], "nominal"),))
        return Ref(new), (*article.entities, known)
    if key not in {entity.key for entity in article.entities}:
        raise CorrectionError(f"article {article.number}, claim {claim.id}: no entity for its subject, name one with s=")
    return Ref(key), article.entities


def _swapped(claim: Written, subject: Ref, predicate: str) -> Written:
    accept: dict[str, Any] = dict(claim.accept)
    former = {claim.subject, subject, claim.object}
    accept["subject"] = tuple(ref for ref in accept.get("subject", ()) if ref not in former)
    accept["object"] = tuple(ref for ref in accept.get("object", ()) if ref is None or ref not in former)
    accept["predicate"] = tuple(p for p in accept.get("predicate", ()) if p not in FROM_THE_DOER and p != predicate)
    kept = {slot: values for slot, values in accept.items() if values}
    return replace(claim, subject=subject, object=claim.subject, predicate=predicate, accept=kept)


def _judged(verdict: Verdict, claim: Written) -> Verdict:
    """What was right of the other way round has the wrong subject now; what was wrong because of it is right, or only its object is not."""
    same = verdict.draft.subject == claim.subject
    if verdict.verdict == "right" and not same:
        return replace(verdict, verdict="fixed", reason="subject")
    if verdict.reason == "subject" and same:
        right = verdict.draft.object == claim.object and verdict.draft.predicate == claim.predicate
        return replace(verdict, verdict="right", reason="") if right else replace(verdict, reason="object")
    return verdict


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    count: Counter[int] = Counter()
    for turn in (one for file in options.files for one in parse(file.read_text(encoding="utf-8"))):
        path = CLAIMS / f"{turn.number:03}.json"
        path.write_text(to_json(turned(from_json(path.read_text(encoding="utf-8")), turn)), encoding="utf-8")
        count[turn.number] += 1
    sys.stdout.write(f"{count.total()} claims of {len(count)} articles turned\n")


if __name__ == "__main__":
    main()
