"""The archive on disk: one folder, one database for truth and search, the originals beside it."""

from tawthiq.store.extent import Extent
from tawthiq.store.facets import Facets, Narrower
from tawthiq.store.filters import (
    Added,
    ClaimFilter,
    Counts,
    DocumentFilter,
    EntityFilter,
    EntityRow,
    FindingFilter,
    FoundClaim,
    FoundQuotation,
    LossRow,
    Mismatch,
    Order,
    Outcome,
    QuotationFilter,
    SearchFilter,
    Sighting,
    Stored,
)
from tawthiq.store.keeping import restore
from tawthiq.store.naming import NameKeys
from tawthiq.store.prepared import Prepared, prepare
from tawthiq.store.query import Kind, Term
from tawthiq.store.removing import Removed
from tawthiq.store.sayings import SayingFacets, Sayings, Stretch
from tawthiq.store.search import Hit, Results
from tawthiq.store.snippet import Snippet
from tawthiq.store.store import Store

__all__ = [
    "Added", "ClaimFilter", "Counts", "DocumentFilter", "EntityFilter", "EntityRow", "Extent", "Facets", "FindingFilter", "FoundClaim",
    "FoundQuotation", "Hit", "Kind", "LossRow", "Mismatch", "NameKeys", "Narrower", "Order", "Outcome", "Prepared", "QuotationFilter",
    "Removed", "Results", "SayingFacets", "Sayings", "SearchFilter", "Sighting", "Snippet", "Store", "Stored", "Stretch", "Term", "prepare",
    "restore",
]
