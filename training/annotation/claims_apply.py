"""Lines → written claims: ``python -m training.annotation.claims_apply FILE --annotator A``; words that do not stand there are errors."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tawthiq.model.predicates import predicates
from tawthiq.text.sentences import split_sentences
from training.annotation import places
from training.annotation.claims_draft import Draft, frozen, labels_for
from training.annotation.claims_lines import Added, Fixed, Lines, parse
from training.annotation.claims_written import AXES, Article, Hop, Known, Ref, Verdict, When, Written, claim_row, to_json
from training.annotation.corrections import CorrectionError
from training.annotation.labels import Labels, Pair
from training.annotation.press import SHARED, Listed, listed, texts

_KEY = re.compile(r"[exn]\d+\Z")
_NTH = re.compile(r"#(\d+)\s*\Z")
_ROLE = re.compile(r":(speaker|agency|medium|document|cited)\Z")
DESCRIPTIONS = ("has_trait", "engaged_in", "occupation")
_OPTIONS = ("s", "p", "o", "e", "by", "st", "mod", "t", "pl", "m", "as", "sa")
_KINDS = {"a": "anonymous", "c": "collective"}
TYPES = {"P": "Person", "O": "Organization", "L": "Place", "G": "Group", "E": "Event", "W": "Work", "T": "Thing"}


@dataclass
class _Writer:
    """One article being written: its text, draft and entities, which grow where a subject has no mention in the labels."""

    text: str
    found: Draft
    lines: Lines

    def __post_init__(self) -> None:
        self.entities = {k.key: replace(k, kind=self.lines.kinds.get(k.key, k.kind)) for k in self.found.entities}
        self.sentences = split_sentences(self.text)

    # ---------------------------------------------------------------- words

    def locate(self, words: str, near: tuple[Pair, ...], sentence: int | None) -> Pair:
        """The words in the evidence, else in the sentence, else anywhere; «first .. last» and «words #2» are understood."""
        scopes = [*near, *([self._bounds(sentence)] if sentence else []), (0, len(self.text))]
        nth = _NTH.search(words)
        for start, end in scopes:
            try:
                if ".." in words:
                    return places.content(self.text, words, start, end)
                return places.place(self.text, _NTH.sub("", words).strip(), start, end, int(nth[1]) if nth else None)
            except CorrectionError:
                continue
        raise CorrectionError(f"not there: «{words}»")

    def _bounds(self, sentence: int) -> Pair:
        if not 1 <= sentence <= len(self.sentences):
            raise CorrectionError(f"there is no s{sentence}")
        return self.sentences[sentence - 1].start, self.sentences[sentence - 1].end

    def pieces(self, words: str, near: tuple[Pair, ...], sentence: int | None) -> tuple[Pair, ...]:
        return tuple(self.locate(part.strip(), near, sentence) for part in words.split("++"))

    # ---------------------------------------------------------------- slots

    def ref(self, words: str, near: tuple[Pair, ...], sentence: int | None, *, entity: bool = False) -> Ref | None:
        """«-» none; a key; «a & b» joint; «=words» words only; «@O:words» an entity; else an entity if a mention has just these words."""
        if words in ("-", ""):
            return None
        if " & " in words:
            parts = (self.ref(part.strip(), near, sentence, entity=entity) for part in words.split(" & "))
            return Ref(parts=tuple(part for part in parts if part))
        if _KEY.match(words):
            return Ref(self._known(words))
        if words.startswith("@"):
            code, colon, name = words[1:].partition(":")
            return self._entity(self.locate(name if colon else code, near, sentence), code if colon else "T")
        if words.startswith("=") or "++" in words:
            return Ref(words=self.pieces(words.removeprefix("="), near, sentence))
        span = self.locate(words, near, sentence)
        key = self._mentioned(span, roles=entity)
        return Ref(key) if key else self._entity(span, "T") if entity else Ref(words=(span,))

    def _known(self, key: str) -> str:
        if key not in self.entities:
            raise CorrectionError(f"there is no {key}")
        return key

    def _mentioned(self, span: Pair, *, roles: bool) -> str | None:
        """Whose mention just these words are; the title of a person only where ``roles`` counts."""
        for key, entity in self.entities.items():
            for start, end, form in entity.mentions:
                if (start, end) == span and (roles or not (entity.type == "Person" and form == "nominal")):
                    return key
        return None

    def _entity(self, span: Pair, code: str) -> Ref:
        key = self._mentioned(span, roles=True)
        if key is None:
            key = f"n{1 + sum(k.startswith('n') for k in self.entities)}"
            self.entities[key] = Known(key, TYPES[code], self.lines.kinds.get(key, "named"), ((*span, "nominal"),))
        return Ref(key)

    def chain(self, words: str, near: tuple[Pair, ...], sentence: int | None) -> tuple[Hop, ...]:
        """«e7:agency < مصدر !a»: outermost first; the role is speaker unless given, the kind that of the entity unless given."""
        return tuple(self._hop(part.strip(), near, sentence) for part in words.split("<")) if words not in ("-", "") else ()

    def _hop(self, words: str, near: tuple[Pair, ...], sentence: int | None) -> Hop:
        words, mark, kind = (part.strip() for part in words.partition("!"))
        named = _ROLE.search(words)
        words, role = (words[: named.start()].strip(), named[1]) if named else (words, "speaker")
        if words in ("", "?"):
            return Hop(role, None, _KINDS[kind] if mark else "anonymous")
        ref = self.ref(words, near, sentence, entity=True)
        if ref is None or ref.entity is None:
            raise CorrectionError(f"no source: «{words}»")
        if mark:
            self.entities[ref.entity] = replace(self.entities[ref.entity], kind=_KINDS[kind])
        return Hop(role, ref, self.entities[ref.entity].kind)

    def times(self, words: str, near: tuple[Pair, ...], sentence: int | None) -> tuple[When, ...]:
        """«at 2018-10-05 @الجمعة ; since 2016»: relation, value, words; «-» for none."""
        found = []
        for part in words.split(";") if words not in ("-", "") else []:
            head, at, place = part.partition("@")
            relation, _, value = head.strip().partition(" ")
            found.append(When(relation, value.strip(), self.locate(place.strip(), near, sentence) if at else None))
        return tuple(found)

    # ---------------------------------------------------------------- claims

    def fixed(self, fix: Fixed) -> Written:
        """A draft claim with other values in some slots."""
        draft, options = self.draft(fix.number), fix.options
        evidence = self.pieces(options["e"], draft.evidence, None) if "e" in options else draft.evidence
        changed = replace(draft, evidence=evidence, core="m" not in options, made_by=())
        subject = self.ref(options["s"], evidence, None, entity=True) if "s" in options else draft.subject
        obj = self.ref(options["o"], evidence, None) if "o" in options else draft.object
        chain = self.chain(options["by"], evidence, None) if "by" in options else draft.chain
        changed = replace(changed, subject=subject or draft.subject, object=obj, chain=chain)
        changed = replace(changed, predicate=self.predicate(options.get("p", draft.predicate)))
        if "st" in options or "by" in options:
            changed = self._standing(changed, options, draft)
        return self._rest(changed, options, None)

    def added(self, add: Added) -> Written:
        """A claim in words."""
        evidence = self.pieces(add.evidence, (), add.sentence)
        subject = self.ref(add.subject, evidence, add.sentence, entity=True)
        if subject is None:
            raise CorrectionError(f"no subject: {add}")
        obj = self.ref(add.object, evidence, add.sentence)
        chain = self.chain(add.options.get("by", "-"), evidence, add.sentence)
        plain = Written("", subject, self.predicate(add.predicate), obj, evidence, "stated", AXES["stated"], chain, core=add.core)
        return self._rest(self._standing(plain, add.options, None), add.options, add.sentence)

    def predicate(self, name: str) -> str:
        if name not in predicates():
            raise CorrectionError(f"there is no predicate {name}")
        return name

    def _standing(self, claim: Written, options: dict[str, str], draft: Written | None) -> Written:
        """Standing and axes: «st=planned», «mod=wish»; without «st» attributed or stated by the chain."""
        usual = "attributed" if claim.chain else "stated"
        kept = draft.standing if draft and draft.standing not in ("attributed", "stated") else usual
        standing = options.get("st", kept)
        voice, polarity, modality = AXES[standing]
        if voice == "outlet" and claim.chain:
            voice = "attributed"
        return replace(claim, standing=standing, axes=(voice, polarity, options.get("mod", modality)))

    def _rest(self, claim: Written, options: dict[str, str], sentence: int | None) -> Written:
        near = claim.evidence
        if "mod" in options:
            claim = replace(claim, axes=(*claim.axes[:2], options["mod"]))
        if "t" in options:
            claim = replace(claim, time=self.times(options["t"], near, sentence))
        if "pl" in options:
            claim = replace(claim, place=self.ref(options["pl"], near, sentence))
        qualifiers = {k[2:]: r for k, v in options.items() if k.startswith("q.") and (r := self.ref(v, near, sentence))}
        accept = {k[2:]: self._accept(k[2:], v, near, sentence) for k, v in options.items() if k.startswith("a.")}
        if unknown := [k for k in options if k not in _OPTIONS and k[:2] not in ("q.", "a.")]:
            raise CorrectionError(f"unknown: {unknown}")
        if "as" in options or "sa" in options:  # attributed or stated: the one is written, the other accepted
            other = "stated" if "as" in options else "attributed"
            accept["st"] = (*accept.get("st", ()), other)
            accept["by"] = (*accept.get("by", ()), self.chain(options.get("sa", "-"), near, sentence))
        names = {"s": "subject", "o": "object", "p": "predicate", "st": "standing", "mod": "modality", "by": "chain", "pol": "polarity"}
        claim = replace(claim, qualifiers=qualifiers, accept={names[k]: v for k, v in accept.items()})
        return _charged(_with_an_object(claim))

    def _accept(self, slot: str, words: str, near: tuple[Pair, ...], sentence: int | None) -> tuple[Any, ...]:
        parts = [part.strip() for part in words.split("/")]
        if slot == "by":
            return tuple(self.chain(part, near, sentence) for part in parts)
        if slot in ("s", "o"):
            return tuple(self.ref(part, near, sentence, entity=slot == "s") for part in parts)
        return tuple(map(self.predicate, parts)) if slot == "p" else tuple(parts)

    def draft(self, number: int) -> Written:
        if not 1 <= number <= len(self.found.claims):
            raise CorrectionError(f"there is no draft claim {number}")
        return self.found.claims[number - 1]


def _with_an_object(claim: Written) -> Written:
    """Descriptions without an object would answer to any words: either the missing object or the description goes."""
    predicates_accepted, objects = claim.accept.get("predicate", ()), claim.accept.get("object", ())
    if claim.predicate in DESCRIPTIONS:
        kept = tuple(ref for ref in objects if ref is not None)
        return replace(claim, accept=claim.accept | {"object": kept}) if "object" in claim.accept else claim
    if claim.object is None or None in objects:
        kept = tuple(p for p in predicates_accepted if p not in DESCRIPTIONS)
        return replace(claim, accept=claim.accept | {"predicate": kept}) if "predicate" in claim.accept else claim
    return claim


def _charged(claim: Written) -> Written:
    """What someone is said to have done stands for itself as evidence, too, without who says so."""
    if claim.predicate == "complicit_in" and claim.object and claim.object.words and claim.object.words[0] not in claim.evidence:
        return replace(claim, evidence=(*claim.evidence, claim.object.words[0]))
    return claim


def _used(entities: dict[str, Known], claims: tuple[Written, ...]) -> tuple[Known, ...]:
    """The entities of the labels, and of the others those that a claim speaks of."""
    said = json.dumps([claim_row(claim) for claim in claims])
    return tuple(_with_kind(e) for key, e in entities.items() if key.startswith("e") or f'"{key}"' in said)


def write(row: Listed, text: str, found: Draft, lines: Lines, annotator: str) -> Article:
    """The written claims of an article; CorrectionError where a draft claim has no verdict or words do not stand there."""
    writer = _Writer(text, found, lines)
    judged: list[tuple[Written, Verdict | None]] = []
    for number in (*lines.right, *lines.minor):
        draft = writer.draft(number)
        if draft.subject.value or (draft.object and draft.object.value and not draft.object.value.isascii()):
            raise CorrectionError(f"draft claim {number} has values that are no words: fix it")
        judged.append((replace(draft, core=number in lines.right, made_by=()), Verdict(draft, "right")))
    judged += [(_located(writer.fixed, fix), _verdict(writer, fix)) for fix in lines.fixed]
    judged += [(_located(writer.added, add), None) for add in lines.added]
    judged.sort(key=lambda pair: pair[0].evidence)
    claims = tuple(replace(claim, id=f"c{i:02}") for i, (claim, _) in enumerate(judged, 1))
    verdicts = [replace(v, claim=c.id) for c, (_, v) in zip(claims, judged, strict=True) if v]
    verdicts += [Verdict(writer.draft(number), verdict, reason) for number, (verdict, reason) in lines.wrong.items()]
    _complete(found, verdicts)
    verdicts = [replace(v, draft=_without_words(v.draft)) for v in verdicts]
    kinds = {k: e.kind for k, e in writer.entities.items()}
    claims = tuple(replace(c, chain=tuple(_as_kind(h, kinds) for h in c.chain)) for c in claims)
    entities = _used(writer.entities, (*claims, *(v.draft for v in verdicts if not v.claim)))
    return Article(row.number, row.id, row.sha256, annotator, entities, claims, tuple(sorted(verdicts, key=lambda v: int(v.draft.id))))


def _verdict(writer: _Writer, fix: Fixed) -> Verdict:
    return Verdict(writer.draft(fix.number), "fixed" if fix.reason else "right", fix.reason)


def _without_words(draft: Written) -> Written:
    """Values that the rules made of words of the text are not kept: nothing of the article is."""
    subject, obj = (_value_only(ref) for ref in (draft.subject, draft.object))
    return replace(draft, subject=subject or draft.subject, object=obj)


def _value_only(ref: Ref | None) -> Ref | None:
    return Ref(value="made") if ref and ref.value and not ref.value.isascii() else ref


def _located(make: Any, item: Any) -> Written:
    try:
        return make(item)  # type: ignore[no-any-return]
    except CorrectionError as error:
        raise CorrectionError(f"{error} in {item}") from None


def _as_kind(hop: Hop, kinds: dict[str, str]) -> Hop:
    return replace(hop, kind=kinds[hop.ref.entity]) if hop.ref and hop.ref.entity else hop


def _with_kind(entity: Known) -> Known:
    return replace(entity, mentions=tuple(sorted(entity.mentions)))


def _complete(found: Draft, verdicts: list[Verdict]) -> None:
    numbers = [v.draft.id for v in verdicts]
    missing = [c.id for c in found.claims if c.id not in numbers]
    twice = sorted({n for n in numbers if numbers.count(n) > 1})
    if missing or twice:
        raise CorrectionError(f"draft claims without a verdict: {missing}; with two: {twice}")


def article_of(row: Listed, text: str, labels: Labels, lines: Lines, annotator: str) -> Article:
    """The written claims of an article from the lines of a reader and the draft that he was shown."""
    return write(row, text, frozen(row, text, labels), lines, annotator)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--annotator", required=True)
    options = parser.parse_args()
    parsed = [one for file in options.files for one in parse(file.read_text(encoding="utf-8"))]
    rows = {row.number: row for row in listed() if row.number in {one.number for one in parsed}}
    found, failed = texts(options.shared, list(rows.values())), 0
    for one in parsed:
        try:
            row, text = rows[one.number], found[one.number]
            article = article_of(row, text, labels_for(row, text), one, options.annotator)
        except CorrectionError as error:
            failed += 1
            sys.stderr.write(f"article {one.number}: {error}\n")
            continue
        article.path().write_text(to_json(article), encoding="utf-8")
        core, right = sum(c.core for c in article.claims), sum(v.verdict == "right" for v in article.verdicts)
        sys.stdout.write(f"{one.number}: {len(article.claims)} claims ({core} core), draft {right} of {len(article.verdicts)} right\n")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
