"""Sections and verdicts of a dossier's lines, and how rows of the outline keep them."""

from typing import Final

SECTIONS: Final = ("offices", "life", "relations", "events", "speech", "character", "other")
"""Sections of claims, in the order of a dossier."""
SAID, SAID_ABOUT = "said", "said_about"
"""Quotations whose speaker the entity is; and those that name it, with what it denies or is accused of."""
DIFFER: Final = "differ"
KEPT_SECTIONS: Final = (*SECTIONS, SAID, SAID_ABOUT)
"""As rows keep them: by their places here. With others ``outlining.VERSION`` is another."""
KEPT_VERDICTS: Final = ("", "single_source", "agree", DIFFER, "perhaps")
"""Likewise; a quotation has none."""
