"""توثيق: from a pile of Arabic documents to dossiers with exact words, chains of sources and standing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tawthiq.archive import Archive

__all__ = ["Archive", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """``Archive`` is imported when it is asked for, so that ``import tawthiq`` stays quick."""
    if name == "Archive":
        from tawthiq.archive import Archive

        return Archive
    raise AttributeError(name)
