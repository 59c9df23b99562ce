"""لا يخفي صلته بكذا, لم تقتصر الزيارة على كذا: negated verbs of hiding and of keeping to one thing, which tell of nothing left undone."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.token import Token


def owned_up(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a clause only says that something is not hidden or not all; what it is, its nouns tell."""
    behind = tokens[clause.verb + 1].key if clause.verb + 1 < len(tokens) else ""
    return clause.negated and tokens[clause.verb].key in room_words("hiding", "withheld") and behind != "من"  # لم يخف من: he feared
