"""The command line: ``tawthiq add``, ``tawthiq dossier``, ..."""

from tawthiq.cli.main import main

__all__ = ["main"]
