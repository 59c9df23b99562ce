"""Dates: a grammar of Arabic time expressions, and the date of a document."""

from tawthiq.extract.dates.document_date import infer_document_date
from tawthiq.extract.dates.finder import find_dates

__all__ = ["find_dates", "infer_document_date"]
