"""What a correction puts in the place of what was read of a claim. The words of the text (its evidence) always stay.

Values are texts, so that they can be exchanged: ``predicate`` and ``standing`` by id, ``subject``, ``object`` and ``place`` in words,
``speaker`` as one hop (``speaker:NAME``, or the name alone), ``chain`` as hops from the outside in, one a line
(``agency:NAME``, ``speaker/anonymous:WORDS``), ``time`` as times, one a line (``at 2019-05``). ``-`` takes speaker, chain,
object, place or time away. ``subject_entity``, ``object_entity`` and ``speaker_entity`` say by ``document@name`` who is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import regex

from tawthiq.model import (
    Argument,
    Axes,
    Chain,
    Claim,
    Hop,
    HopRole,
    Judgement,
    Modality,
    Polarity,
    SourceKind,
    Standing,
    Time,
    TimeRelation,
    Voice,
)
from tawthiq.model.predicates import predicates
from tawthiq.reconcile.comparison.time import interval

NOTHING = "-"
"""The value that takes something away."""
FIELDS = ("predicate", "standing", "subject", "object", "speaker", "chain", "time", "place")
"""What can be corrected."""

_PERSON = "person:"  # leads the name of who corrected a claim, among its makers
_AXES = {
    Standing.STATED: Axes(), Standing.ATTRIBUTED: Axes(Voice.ATTRIBUTED), Standing.ALLEGED: Axes(Voice.ALLEGED),
    Standing.DENIED: Axes(polarity=Polarity.NEGATED, rejected=True), Standing.NEGATED: Axes(polarity=Polarity.NEGATED),
    Standing.PLANNED: Axes(modality=Modality.INTENDED), Standing.CONDITIONAL: Axes(modality=Modality.CONDITIONAL),
}
_HOP = regex.compile(r"(?:(?P<role>\p{Ll}+)(?:/(?P<kind>\p{Ll}+))?\s*:)?\s*(?P<name>\S.*)")
_DURATION = regex.compile(r"P\d[\dYMWDTHS]*")


def corrected(claim: Claim, judgement: Judgement) -> Claim:
    """The claim with what a person put in, under its own id; what the values say wrongly (ValueError in ``applied``) changes nothing."""
    found = replace(claim, made_by=(*claim.made_by, f"{_PERSON}{judgement.author}"))
    try:
        return applied(found, dict(judgement.values))
    except ValueError:  # from a file of another version: the claim is shown as it was read
        return found


def corrector(made_by: tuple[str, ...]) -> str:
    """Who corrected a claim; nothing if it is as it was read."""
    return next((maker.removeprefix(_PERSON) for maker in reversed(made_by) if maker.startswith(_PERSON)), "")


def applied(claim: Claim, values: Mapping[str, str]) -> Claim:
    """The claim with these values; ValueError, with the name of the field, for a value that is none."""
    predicate = values.get("predicate", claim.predicate)
    if predicate not in predicates():
        raise ValueError("predicate")
    chain, axes = _sourced(claim, values)
    return replace(
        claim, predicate=predicate, chain=chain, axes=axes, subject=_argument(claim.subject, values, "subject") or claim.subject,
        object=_argument(claim.object, values, "object"), place=_argument(claim.place, values, "place"), time=_times(claim, values),
    )


def axes_of(axes: Axes, standing: Standing, *, sourced: bool) -> Axes:
    """The axes of a standing; ValueError for a source's words where no source inside the publisher is known.

    Who denies or plans it stays the source that it was: an accusation that is corrected to a denial is not the outlet's own.
    """
    found = _AXES[standing]
    if standing in {Standing.ATTRIBUTED, Standing.ALLEGED} and not sourced:
        raise ValueError("standing")
    return replace(found, voice=axes.voice) if sourced and found.voice is Voice.OUTLET and standing is not Standing.STATED else found


def _sourced(claim: Claim, values: Mapping[str, str]) -> tuple[Chain, Axes]:
    """Chain and axes together. Whoever now names a source where none was is taken to have said it, not the outlet."""
    chain, wanted = _chain(claim.chain, values), values.get("standing")
    sourced = len(chain) > 1
    gained = sourced and len(claim.chain) == 1
    axes = replace(claim.axes, voice=Voice.ATTRIBUTED) if gained else claim.axes
    if wanted is not None:
        return chain, axes_of(axes, _standing(wanted), sourced=sourced)
    if not sourced and axes.voice is not Voice.OUTLET:
        raise ValueError("standing")  # the outlet's own word has a standing that only a person can give it
    return chain, axes


def _standing(text: str) -> Standing:
    try:
        return Standing(text)
    except ValueError:
        raise ValueError("standing") from None


def _chain(chain: Chain, values: Mapping[str, str]) -> Chain:
    if "chain" in values:
        text = values["chain"].strip()
        chain = (chain[0], *(() if text == NOTHING else map(_hop, text.splitlines())))
    if "speaker" not in values:
        return chain
    kept = chain[:-1] if chain[-1].role is HopRole.SPEAKER else chain
    if values["speaker"] == NOTHING:
        return kept
    return (*kept, replace(_hop(values["speaker"]), entity=values.get("speaker_entity")))


def _hop(text: str) -> Hop:
    match = _HOP.fullmatch(text.strip())
    if match is None:
        raise ValueError("chain")
    try:
        role, kind = HopRole(match["role"] or "speaker"), SourceKind(match["kind"] or "named")
    except ValueError:
        raise ValueError("chain") from None
    if role is HopRole.PUBLISHER:
        raise ValueError("chain")
    return Hop(role, match["name"].strip(), None, kind)


def hop_text(hop: Hop) -> str:
    """A hop as a correction writes it."""
    kind = "" if hop.kind is SourceKind.NAMED else f"/{hop.kind.value}"
    return f"{hop.role.value}{kind}:{hop.name or ''}"


def _argument(argument: Argument | None, values: Mapping[str, str], name: str) -> Argument | None:
    text = values.get(name)
    if text is None:
        return argument
    if not text.strip() or (text == NOTHING and name == "subject"):
        raise ValueError(name)
    return None if text == NOTHING else Argument(values.get(f"{name}_entity"), value=text.strip())


def _times(claim: Claim, values: Mapping[str, str]) -> tuple[Time, ...]:
    text = values.get("time")
    if text is None:
        return claim.time
    return () if text.strip() == NOTHING else tuple(map(_time, text.strip().splitlines()))


def _time(text: str) -> Time:
    relation, _, value = text.strip().rpartition(" ")
    try:
        found = Time(TimeRelation(relation.strip() or "at"), value)
    except ValueError:
        raise ValueError("time") from None
    if interval(value) is None and not _DURATION.fullmatch(value):
        raise ValueError("time")
    return found


def current_values(claim: Claim) -> dict[str, str]:
    """What stands in each field that can be corrected, as a correction would write it: to begin a form with."""
    readers: dict[str, Callable[[], str]] = {
        "predicate": lambda: claim.predicate, "standing": lambda: claim.standing.value,
        "subject": lambda: _words(claim.subject), "object": lambda: _words(claim.object), "place": lambda: _words(claim.place),
        "speaker": lambda: claim.chain[-1].name or "" if claim.chain[-1].role is HopRole.SPEAKER else "",
        "chain": lambda: "\n".join(map(hop_text, claim.chain[1:])),
        "time": lambda: "\n".join(f"{time.relation.value} {time.value}" for time in claim.time),
    }
    return {name: readers[name]() for name in FIELDS}


def _words(argument: Argument | None) -> str:
    if argument is None:
        return ""
    if isinstance(argument.value, tuple):
        return "، ".join(map(_words, argument.value))
    return argument.text or ""
