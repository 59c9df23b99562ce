"""Works: the title in quotation marks behind فيلم, كتاب, رواية."""

from __future__ import annotations

from collections.abc import Iterator

from tawthiq.extract.mentions.candidates import Candidate, Sentence, make
from tawthiq.extract.mentions.vocabulary import Kind
from tawthiq.model import EntityType, MentionForm

_CLOSING = {'"': '"', "«": "»", "“": "”", "‹": "›", "'": "'"}
_LONGEST = 12  # tokens of a title


def find_works(sentence: Sentence) -> Iterator[Candidate]:
    """Titles of works, without their marks."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens[:-2]):
        closing = _CLOSING.get(tokens[index + 1].mark)
        if closing is None or token.noun(Kind.WORK) is None:
            continue
        first = index + 2
        last = next((end for end in range(first, min(len(tokens), first + _LONGEST)) if tokens[end].mark == closing), 0)
        if last > first and not tokens[first].mark and not tokens[last - 1].mark:
            start = tokens[first].word.start
            yield make(sentence, first, last, EntityType.WORK, MentionForm.NAME, "work", start=start, head=token.key)
