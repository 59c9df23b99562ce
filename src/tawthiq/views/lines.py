"""Lines and quotations of a dossier, made from claims: each document's text is read once, and only where words are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tawthiq.model import Argument, Finding
from tawthiq.model.predicates import predicates
from tawthiq.store import EntityRow, FoundClaim, FoundQuotation, Store
from tawthiq.views import model as view
from tawthiq.views.dates import sort_key
from tawthiq.views.roles import role_of
from tawthiq.views.words import bare_statement_of, chain_of, evidence_of, object_words, statement_of

_WHOLE_CLAUSE = frozenset({"engaged_in", "open"})
"""Predicates whose claims are told by the verb: their own words say more than their object."""


class Lines:
    """What one dossier's lines are made of: its entity, the sources by document, names by entity, decisions by claim."""

    def __init__(
        self, store: Store, entity: EntityRow, sources: Mapping[str, view.Source], names: Mapping[str, str], decided: Mapping[str, str],
        texts: Mapping[str, str] | None = None,
    ) -> None:
        """``texts``: those of some documents, by their ids, where they were read already."""
        self._store = store
        self._entity = entity
        self._sources = sources
        self._names = names
        self._decided = decided
        self._texts = dict(texts or {})

    def line(self, members: Sequence[FoundClaim], finding: Finding | None, *, bare: bool = False) -> view.Line:
        """The line of claims that say one thing. ``bare``: without the words around its words, for pictures."""
        first = members[0]
        inverse = first.subject != self._entity.id
        words = self._object(first)
        clause = first.claim.predicate in _WHOLE_CLAUSE and first.object is None
        if clause:
            words = first.claim.evidence[0].exact
        said = (self._bare(found) if bare else self._statement(found) for found in members)
        line = view.Line(
            first.claim.predicate, predicates()[first.claim.predicate].section, inverse,
            self._name(first.subject, first.claim.subject), words, "single_source", 1, 1,
            tuple(sorted(said, key=lambda item: item.source)),
            sort="" if bare else min(sort_key(found.claim.time, self._sources[found.claim.document].published) for found in members),
            role=role_of(first.claim), clause=clause,
        )
        return line if finding is None else compared(line, finding)

    def quoted(self, found: FoundQuotation, speaker: str | None) -> view.Quoted:
        """A quotation with its words around it."""
        quotation = found.quotation
        return view.Quoted(
            quotation.id, self._sources[found.document].number, quotation.form.value, speaker, chain_of(quotation),
            evidence_of(self._text(found.document), quotation.content), quotation.cue.exact if quotation.cue else None,
        )

    def _statement(self, found: FoundClaim) -> view.Statement:
        claim = found.claim
        said = statement_of(claim, self._sources[claim.document].number, self._text(claim.document), self._object(found))
        return replace(said, decided=self._decided.get(claim.id, ""))

    def _bare(self, found: FoundClaim) -> view.Statement:
        return bare_statement_of(found.claim, self._object(found))

    def _text(self, document: str) -> str:
        if document not in self._texts:
            self._texts[document] = self._store.text(document)
        return self._texts[document]

    def _object(self, found: FoundClaim) -> str:
        item = found.claim.object
        if item is None or isinstance(item.value, tuple) or self._names.get(found.object or ""):
            return self._name(found.object, item)
        return object_words(found.claim)

    def _name(self, entity: str | None, argument: Argument | None) -> str:
        if argument is None:
            return ""
        if isinstance(argument.value, tuple):
            return "، ".join(part.text or "" for part in argument.value)
        named = self._names.get(entity or "", "")
        return named or argument.text or ""


def compared(line: view.Line, finding: Finding) -> view.Line:
    """A line with what comparing its claims found."""
    differences = tuple(
        view.Difference(item.slot.value, item.values, item.claims, item.reason_ar, item.reason_en) for item in finding.differences
    )
    return replace(
        line, verdict=finding.heard.value, low=finding.independent.low, high=finding.independent.high, differences=differences,
        common_link=finding.common_link.name if finding.common_link else None,
        reason_ar=finding.reason_ar, reason_en=finding.reason_en, finding=finding.id,
    )


def entities_of(claims: Iterable[FoundClaim]) -> tuple[str, ...]:
    """The entities that claims name, in a fixed order."""
    return tuple(sorted({entity for found in claims for entity in (found.subject, found.object) if entity}))
