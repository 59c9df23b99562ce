"""The nouns of tawthiq: frozen dataclasses without input or output."""

from tawthiq.model.archive import CopyGroup, CopyMember, Identity, Reconciliation
from tawthiq.model.claim import (
    Argument,
    Axes,
    Chain,
    Claim,
    DateMention,
    Hop,
    HopRole,
    Modality,
    Polarity,
    Quotation,
    QuotationForm,
    Scalar,
    Standing,
    Time,
    TimeRelation,
    Voice,
    identified,
)
from tawthiq.model.document import Document, Loss, Origin, Part, Status, Word
from tawthiq.model.entity import Entity, EntityType, Mention, MentionForm, Name, SourceKind
from tawthiq.model.finding import Difference, Finding, Independence, Slot, Verdict
from tawthiq.model.ids import content_id, document_id
from tawthiq.model.judgement import Decision, Judgement
from tawthiq.model.reading import Reading
from tawthiq.model.span import Span

__all__ = [
    "Argument", "Axes", "Chain", "Claim", "CopyGroup", "CopyMember", "DateMention", "Decision", "Difference",
    "Document", "Entity", "EntityType", "Finding", "Hop", "HopRole", "Identity", "Independence", "Judgement", "Loss",
    "Mention", "MentionForm", "Modality", "Name", "Origin", "Part", "Polarity", "Quotation", "QuotationForm",
    "Reading", "Reconciliation", "Scalar", "Slot", "SourceKind", "Span", "Standing", "Status", "Time",
    "TimeRelation", "Verdict", "Voice", "Word", "content_id", "document_id", "identified",
]
