"""Files -> documents. Nothing read is edited; what could not be read is a recorded loss; bad content never raises."""

from tawthiq.intake.discover import discover
from tawthiq.intake.limits import DEFAULT, Limits
from tawthiq.intake.reading import read, read_bytes, read_path
from tawthiq.intake.source import Source

__all__ = ["DEFAULT", "Limits", "Source", "discover", "read", "read_bytes", "read_path"]
