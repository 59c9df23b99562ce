"""How sure we are to have read a claim right, from how it was read: a logistic regression and boosted trees, whose log-odds are averaged.

Both are fitted by ``scripts/fit_confidence.py``: the one weighs each sign by itself, the trees ask for signs together.

It speaks of our reading and never of the truth. Fitted on press articles annotated for the purpose (``training/annotation/claims``,
the open part), so the development gold and the examples are kept aside and tell how well it is calibrated.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.doubts import (
    CHARGE,
    CIRCUMSTANCE,
    ELSEWHERE,
    HEAD_OF_TEXT,
    NAMED_MATTER,
    NOUN_IN_SPEECH,
    RELATIVE,
    SHARED,
)
from tawthiq.extract.claims.learned import RULE
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.tree import Attribution
from tawthiq.model import Argument, Axes, QuotationForm

_WORDS = 20  # words of an argument beyond which more make no difference
_REACH = 150  # code points between trigger and argument, likewise
_EVIDENCE = 300  # code points of evidence, likewise
_SENTENCE = 600  # code points of a sentence, likewise
Tree = tuple[str, float, "Tree | None", "Tree | None"]
"""A node: the feature asked for, what it must be greater than, the nodes for no and for yes. Of an end: no name, and what it adds."""

BIAS = "bias"
HIDDEN = "doubt: hidden"
UNWEIGHED = "unweighed"
"""A draft of which neither heads nor tree say anything, because there are none: the rules read alone."""

_HIDDEN_BAR = 0.65  # of a doing of somebody the sentence does not name: at the common bar one of eleven said worse than its source
FAINT = 0.3  # of drafts by the heads: fainter ones are not told at all
BAR = 0.45  # below it a doing or quality read by a rule is kept open. Press kept aside: 34.8 63.3 3.4 here, 34.8 62.2 3.5 at 0.42
RULE_BAR = 0.1  # and any other claim of a rule, times what its standing asks for
# What is said plainly, or shown as somebody's, must be surer than a charge or a condition. Under these bars lie 55 claims of the
# open press, one of them right, and 10 of the press kept aside, one of them right; at 3 for what is stated the development gold
# loses two right ones.
_SURER = MappingProxyType({"stated": 2.0, "planned": 2.5, "attributed": 2.0, "negated": 2.0, "denied": 2.0})
LEARNED_BAR = 0.34  # and what the heads alone see. There 34.8 63.7 3.4 here, 34.8 63.3 3.3 at 0.33, 34.4 63.6 3.4 at 0.35
_SAID_BAR = 0.2  # of a quality right behind أن under a speaker: the predicate is all that he says
# Ways of finding subject and speaker that often lead to another: under these bars about one claim is worse than its source for each
# that is right. Chosen on press articles learnt from, read by heads that had not; of forty written later 4.9 of 100 were worse
# without them and 4.4 with them (Found 36.2, 35.1); press kept aside 34.5 63.6 3.7 without and 34.1 64.5 3.4 with them, and with
# lower ones (0.45 where somebody names a matter, 0.35 for nouns) 34.2 64.3 3.6.
DOUBT_BARS = MappingProxyType({
    ELSEWHERE: 0.7, CIRCUMSTANCE: 0.6, NAMED_MATTER: 0.55, NOUN_IN_SPEECH: 0.4, HEAD_OF_TEXT: 0.55, RELATIVE: 0.45, SHARED: 0.4,
    CHARGE: 0.3,
})  # fmt: skip
_VAGUE = frozenset({"engaged_in", "has_trait"})
# Rules that read ordinary words of any meaning: what lists of words stand behind is not held back.
_GATED = ("description.", "verbal.", "predication", "accomplished", "vouched.")


def confidence(scene: Scene, draft: Draft, axes: Axes) -> float:
    """The probability that a claim of this draft is right in everything."""
    found = features(scene, draft, axes)
    score = (_weighed(found) + _grown_over(found)) / 2
    return round(1 / (1 + math.exp(-score)), 3)


def _weighed(found: Mapping[str, float]) -> float:
    """The log-odds by the regression."""
    weight, total = weights().get, 0.0
    for name, value in found.items():  # a loop, as confidence is asked for of every draft: a generator takes twice as long
        total += value * weight(name, 0.0)
    return weight(BIAS, 0.0) + total


def _grown_over(found: Mapping[str, float]) -> float:
    """The log-odds by the trees."""
    value, total = found.get, 0.0
    for name, number, no, yes in trees(learned=f"{RULE}{BIAS}" in found):
        asked, than, below, above = name, number, no, yes
        while below is not None and above is not None:
            asked, than, below, above = above if value(asked, 0.0) > than else below
        total += than
    return total


def told(rule: str, predicate: str, chance: float, signs: tuple[str, ...] = (), standing: str = "") -> bool:
    """Whether a claim read with this confidence is shown under its predicate."""
    doubtful = max((DOUBT_BARS.get(sign, 0.0) for sign in signs), default=0.0)
    if BAR and standing != "conditional" and chance < doubtful:  # of what is shown under a condition two of seventeen were worse
        return False
    if rule.startswith(RULE):
        return chance >= LEARNED_BAR
    if predicate in _VAGUE and HIDDEN in signs and rule.startswith(_GATED) and BAR:
        return chance >= _HIDDEN_BAR
    if "said of it" in signs and rule.startswith("description."):
        return chance >= _SAID_BAR
    return chance >= (BAR if predicate in _VAGUE and rule.startswith(_GATED) else RULE_BAR * _SURER.get(standing, 1.0))


def noted(rule: str, chance: float) -> bool:
    """Whether a draft is kept at all, as an open claim at least: what the heads see faintly is right in one case of six."""
    return not rule.startswith(RULE) or chance >= FAINT


@cache
def weights() -> Mapping[str, float]:
    """A weight a feature; features without one count nothing."""
    return MappingProxyType({name: float(weight) for name, weight in _rows("confidence.tsv")})


@cache
def trees(*, learned: bool) -> tuple[Tree, ...]:
    """The trees as they are for drafts by the heads, or for all others: without what is asked of the other kind alone.

    Nodes are numbered in the file: 0 the root, of node n 2n + 1 for no and 2n + 2 for yes; ends have no name.
    """
    found: dict[str, dict[int, tuple[str, float]]] = {}
    for tree, node, name, number in _rows("trees.tsv"):
        found.setdefault(tree, {})[int(node)] = (name, float(number))
    return tuple(_grown(nodes, 0, learned=learned) for nodes in found.values())


def _grown(nodes: Mapping[int, tuple[str, float]], node: int, *, learned: bool) -> Tree:
    """A node of a tree with all below it; a feature of the other kind of drafts is always 0."""
    name, number = nodes[node]
    if not name:
        return name, number, None, None
    if name.startswith(RULE) is not learned:
        return _grown(nodes, 2 * node + 1 + (number < 0), learned=learned)
    return name, number, _grown(nodes, 2 * node + 1, learned=learned), _grown(nodes, 2 * node + 2, learned=learned)


def _rows(name: str) -> Iterator[list[str]]:
    text = files("tawthiq.extract.claims").joinpath("data", name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def features(scene: Scene, draft: Draft, axes: Axes) -> dict[str, float]:
    """What is known of how a claim was read, as names with values between 0 and about 2."""
    reason = draft.why[0] if draft.why else "-"
    subject = scene.type_of(draft.subject.entity)
    named = {
        f"rule:{draft.rule}",
        f"predicate:{draft.predicate}",
        f"both:{draft.rule}|{draft.predicate}",
        f"why:{reason}",
        f"subject:{subject}",
        f"why:{reason}|{subject}",
        f"voice:{axes.voice}",
        f"standing:{axes.standing}",
        *_object_kinds(scene, draft.object),
        *_attribution(scene, draft),
        *(f"sign:{sign}" for sign in draft.signs),
    }
    if not draft.measures:
        named.add(UNWEIGHED)
    found = dict.fromkeys(sorted(named), 1.0) | dict(_measures(scene, draft)) | dict(_distances(draft)) | dict(draft.measures)
    if draft.rule.startswith(RULE):  # what speaks for a draft of the heads is learnt apart from what speaks for one of a rule
        return {f"{RULE}{name}": value for name, value in (found | {BIAS: 1.0}).items()}
    return found


def _object_kinds(scene: Scene, found: Argument | None) -> Iterator[str]:
    if found is None:
        yield "object:none"
        return
    words = len((found.text or "").split())
    yield f"object:{scene.type_of(found.entity) if found.entity else 'words'}"
    yield f"object words:{'one' if words <= 1 else 'two' if words == 2 else 'few' if words <= _WORDS // 2 else 'many'}"


def _attribution(scene: Scene, draft: Draft) -> Iterator[str]:
    found: Attribution | None = scene.tree.innermost(*draft.trigger)
    if found is None:
        return
    yield f"act:{found.act}"
    yield f"speaker:{scene.type_of(found.speaker)}{'' if scene.named(found.speaker) else ' unnamed'}"
    if found.form is QuotationForm.DIRECT:
        yield "in marks"
    if found.speaker == draft.subject.entity:
        yield "speaks of himself"


def _measures(scene: Scene, draft: Draft) -> Iterator[tuple[str, float]]:
    frame, (start, end) = scene.layers.frame, draft.evidence
    sentence = frame.sentences[frame.sentence_at(draft.trigger[0])]
    length = max(1, sentence.end - sentence.start)
    words = frame.text[start:end]
    yield "subject named", float(scene.named(draft.subject.entity))
    yield "subject in the words", float(draft.subject.span is not None)
    yield "subject words", min(len((draft.subject.text or "").split()), _WORDS // 2) / 5
    yield "evidence length", min(end - start, _EVIDENCE) / 100
    yield "sentence length", min(length, _SENTENCE) / 200
    yield "place in the sentence", (draft.trigger[0] - sentence.start) / length
    yield "first paragraph", float(sentence.paragraph == 0)
    yield "commas", min(words.count("،"), 4) / 2
    yield "marks", float(any(mark in words for mark in '"«“'))
    yield "digits", float(any(letter.isdigit() for letter in words))
    yield "timed", float(bool(draft.time))


def _distances(draft: Draft) -> Iterator[tuple[str, float]]:
    """From the trigger to its arguments, in code points."""
    low, high = draft.trigger
    for name, argument in (("subject", draft.subject), ("object", draft.object)):
        span = argument.span if argument is not None else None
        if span is not None:
            yield f"{name} far", min(max(low - span.end, span.start - high, 0), _REACH) / 50
            yield f"{name} before", float(span.start < low)
