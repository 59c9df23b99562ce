"""What a cue does, by its words alone."""

import pytest

from tawthiq.extract.attribution.lexicon import Act, act_of, brings_no_own_words
from tawthiq.text.fold import fold


@pytest.mark.parametrize(
    ("cue", "act"),
    [("نفت", Act.DENY), ("لينفوا", Act.DENY), ("يتهمونها", Act.ACCUSE), ("متهماً", Act.ACCUSE), ("وفنّد", Act.DENY), ("صباح", None)],
)
def test_acts_are_known_with_clitics(cue: str, act: Act | None) -> None:
    assert act_of(fold(cue)) is act


@pytest.mark.parametrize(("cue", "others"), [("نفى", True), ("اتهمتهم", True), ("قالت", False), ("وأضاف", False), ("دعا", False)])
def test_acts_of_denying_and_accusing_bring_no_own_words(cue: str, *, others: bool) -> None:
    assert brings_no_own_words(fold(cue)) is others
