"""Readings → what holds across documents: identity, copies, findings. One door: ``reconcile``."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.model import Document, Judgement, Reading, Reconciliation
from tawthiq.reconcile.caches import forget, in_stretches
from tawthiq.reconcile.copies import Texts, apart_pairs, find_copies
from tawthiq.reconcile.decisions import as_decided
from tawthiq.reconcile.findings import find
from tawthiq.reconcile.identity import automatic
from tawthiq.reconcile.lazy import Lazy
from tawthiq.reconcile.recording import Recorder
from tawthiq.reconcile.scene import lay_out

__all__ = ["reconcile"]


def reconcile(
    documents: Sequence[Document], readings: Sequence[Reading], judgements: Sequence[Judgement] = (), record: Recorder | None = None,
) -> Reconciliation:
    """Compare all readings. The same input in any order gives the same result.

    Documents and readings are looked at one at a time, so that sequences that read from disk when asked are never held as a
    whole; entities, identities and findings of the result are made when they are gone through. Findings carry archive entity
    ids; claims keep the ids of their readings, and are compared as people left them. A judgement names its targets by the words
    of the documents (its anchors), by archive entity id or as ``document/local``.
    Readings without their document are an error of the caller (KeyError). ``record`` keeps what was found on the way.
    """
    texts = Texts(documents)
    copies = find_copies(texts, apart_pairs(judgements), record.copies if record else None)
    scene = lay_out(list(texts.heads.values()), in_stretches(as_decided(readings, judgements)))
    identities = automatic(scene, record.names if record else None)
    if record is not None:
        record.identities(identities)
    identities.decide(judgements)
    if record is not None:
        record.decided(identities, judgements)
    forget()
    scene.forget_context()
    findings = find(identities, in_stretches(as_decided(readings, judgements)), copies, record)
    forget()
    return Reconciliation(
        Lazy(identities.entities, len(identities.firsts())), Lazy(identities.identities, len(scene)), copies.groups,
        Lazy(findings.__iter__, len(findings)),
    )
