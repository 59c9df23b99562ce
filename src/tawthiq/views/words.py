"""Claims, hops and spans as readers see them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.attribution.lexicon import Act, act_of, brings_no_own_words
from tawthiq.model import Claim, Hop, HopRole, Quotation, QuotationForm, SourceKind, Span, Voice
from tawthiq.model.entity import IMPLIED
from tawthiq.text.fold import fold
from tawthiq.views import model as view
from tawthiq.views.labels import counted, label
from tawthiq.views.roles import standing_of

_AROUND = 160  # code points of context on each side: about two lines, enough to see who is meant
_CHARGE = "complicit_in"  # the predicate of what someone is accused of
_SENTENCE_ENDS = ".!?؟\n"
_UNSEEN = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in b"\t\n"} | {0x7F: "␡", ord("\t"): " "}
_VISIBLE = _UNSEEN | _PICTURES | dict.fromkeys(range(0x80, 0xA0), "�")


def visible(text: str) -> str:
    """A text for showing: its direction controls are taken out and other controls made visible, but for the end of a line.

    Words that a document turns round would be read as others; what is stored and exported stays as it is.
    """
    return text if text.isprintable() else text.translate(_VISIBLE)  # looking takes a hundredth of translating


def evidence_of(text: str, span: Span) -> view.Evidence:
    """The words with their surroundings, cut at the sentence where it ends nearby and between words elsewhere."""
    before = text[max(0, span.start - _AROUND) : span.start]
    after = text[span.end : span.end + _AROUND]
    return view.Evidence(span.start, span.end, _from_sentence(before, cut=span.start > _AROUND), span.exact,
                         _to_sentence(after, cut=span.end + _AROUND < len(text)))


def _from_sentence(before: str, *, cut: bool) -> str:
    end = max(before.rfind(mark) for mark in _SENTENCE_ENDS)
    if end >= 0:
        return before[end + 1 :].lstrip(' ,،»"')
    return "…" + before.partition(" ")[2] if cut else before


def _to_sentence(after: str, *, cut: bool) -> str:
    ends = [place for mark in _SENTENCE_ENDS if (place := after.find(mark)) >= 0]
    if ends:
        return after[: min(ends) + 1].rstrip("\n")
    return after.rpartition(" ")[0] + "…" if cut else after


def written(names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The spellings (text, language) of an entity that texts write; those that are only implied are not among them."""
    return tuple(text for text, lang in names if lang != IMPLIED)


_IN_FULL = frozenset({"engaged_in", "has_trait", "holds_position", "left_position", "complicit_in", "open"})
"""Predicates whose object may stand in the text without its verb (دفع مليوني دولار) or office (أدار مكتبها): its value has it."""


def object_words(claim: Claim) -> str:
    """The object of a claim in words that can be understood alone."""
    item = claim.object
    if item is None:
        return ""
    if claim.predicate == "occupation" and isinstance(item.value, str) and item.entity is None:
        return item.value  # كان … صحافيا، عمل في التجارة: what somebody is called who does this
    if claim.predicate in _IN_FULL and isinstance(item.value, str) and item.span is not None and item.entity is None:
        return item.value if len(item.value.split()) > len(item.span.exact.split()) else item.span.exact
    return item.text or ""


def summary_of(dossier: view.Dossier, lang: str) -> str:
    """How many claims and quotations, in how many documents, from how many independent chains."""
    numbers = {"claims": sum(len(line.statements) for line in dossier.lines), "quotations": len(dossier.quotations)}
    said = [counted(thing, number, lang) for thing, number in numbers.items() if number]
    if not said:
        return label("ui", "nothing_said", lang)
    chains = counted("of_chains", dossier.high, lang)
    if dossier.low != dossier.high:
        chains = label("ui", "one_of", lang, low=dossier.low, high=chains)
    documents = counted("in_documents", len(dossier.sources), lang)
    return label("ui", "summary", lang, said=label("ui", "and", lang).join(said), documents=documents, independent=chains)


def chain_of(quotation: Quotation) -> tuple[view.Link, ...]:
    """The chain of a quotation.

    Who an accusation is from stays open where the text names no accuser beside it: the name found further off may be the accused's.
    """
    links = tuple(map(link_of, quotation.chain))
    if quotation.source is None and quotation.cue is not None and len(links) > 1 and act_of(fold(quotation.cue.exact)) is Act.ACCUSE:
        return (*links[:-1], view.Link(HopRole.SPEAKER.value, None, SourceKind.ANONYMOUS.value))
    return links


def claim_chain_of(claim: Claim) -> tuple[view.Link, ...]:
    """The chain of a claim; nobody is shown as the one who accuses themselves: who does is then left open."""
    links = tuple(map(link_of, claim.chain))
    last = claim.chain[-1]
    accused = claim.axes.voice is Voice.ALLEGED and claim.predicate == _CHARGE
    if accused and last.entity is not None and last.entity == claim.subject.entity:
        return (*links[:-1], view.Link(HopRole.SPEAKER.value, None, SourceKind.ANONYMOUS.value))
    return links


def is_own_words(quotation: Quotation) -> bool:
    """Whether a quotation has the words of its speaker: not what they deny, nor what someone is accused of."""
    return quotation.form is QuotationForm.DIRECT or quotation.cue is None or not brings_no_own_words(fold(quotation.cue.exact))


def link_of(hop: Hop) -> view.Link:
    """A hop of a chain."""
    return view.Link(hop.role.value, hop.name, hop.kind.value)


def statement_of(claim: Claim, source: int, text: str, object_words: str) -> view.Statement:
    """What one claim says, with its words in the text."""
    return _statement(claim, source, object_words, tuple(evidence_of(text, span) for span in claim.evidence))


def bare_statement_of(claim: Claim, object_words: str) -> view.Statement:
    """What one claim says, with its words and nothing around them; of no numbered source."""
    return _statement(claim, 0, object_words, tuple(view.Evidence(span.start, span.end, "", span.exact, "") for span in claim.evidence))


def _statement(claim: Claim, source: int, object_words: str, evidence: tuple[view.Evidence, ...]) -> view.Statement:
    return view.Statement(
        claim.id, source, standing_of(claim), claim.axes.voice.value, claim_chain_of(claim), evidence, object_words,
        tuple(dict.fromkeys((time.relation.value, time.value) for time in claim.time)),
        claim.place.text if claim.place else None,
        tuple((key, str(value)) for key, value in claim.qualifiers.items() if value is not None),
        claim.confidence, claim.made_by, is_unsure(claim),
    )


def is_unsure(claim: Claim) -> bool:
    """Whether a reader is asked to look at the text: the reading's confidence lies under the bar of its standing."""
    return claim.confidence < _bars()[claim.standing.value]


@cache
def _bars() -> Mapping[str, float]:
    return MappingProxyType(tomllib.loads(files("tawthiq.views").joinpath("data/unsure.toml").read_text("utf-8")))
