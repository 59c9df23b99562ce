"""Reference: whom a clitic pronoun, a bare pronoun or a hidden subject means. None wherever it is not clear."""

from tawthiq.extract.reference.candidates import Asked, Noun
from tawthiq.extract.reference.discourse import Discourse
from tawthiq.extract.reference.model import FAR, FIRST, NEAR, PRONOUNS, TOPIC, Referent, Subject

__all__ = ["FAR", "FIRST", "NEAR", "PRONOUNS", "TOPIC", "Asked", "Discourse", "Noun", "Referent", "Subject"]
