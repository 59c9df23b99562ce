"""Who is said to have said which words: cues, sources, contents, chains."""

from tawthiq.extract.attribution.build import find_attributions
from tawthiq.extract.attribution.quotes import quotations, with_sources

__all__ = ["find_attributions", "quotations", "with_sources"]
