"""Reference: whom a clitic pronoun, a bare pronoun or a hidden subject means. None wherever it is not clear."""

from tawthiq.extract.reference.discourse import Discourse
from tawthiq.extract.reference.model import FAR, FIRST, NEAR, TOPIC, Referent, Subject

__all__ = ["FAR", "FIRST", "NEAR", "TOPIC", "Discourse", "Referent", "Subject"]
