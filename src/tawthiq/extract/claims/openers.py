"""What stands before a verb: relative pronouns and their antecedents, complementisers, auxiliaries, a subject."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import negates
from tawthiq.model import EntityType

OPENING_MARKS = frozenset('"«“')


def opened_clause(tokens: Sequence[Token], verb: int, clauses: list[Clause]) -> Clause:
    token = tokens[verb]
    assert token.verb is not None  # noqa: S101 - it is tagged a verb
    clause = Clause(verb, token.verb, token.trigger, verb, verb + 1, clitic=token.word.pronoun, rest=verb + 1)
    before = _over_opening(tokens, verb)
    while before >= 0 and (tokens[before].pos is Pos.NEGATOR or tokens[before].key in {"قد", "لقد", "سوف", "ما"}):
        clause.negated |= tokens[before].pos is Pos.NEGATOR
        if (
            tokens[before].key == "ما"
            and tokens[before].pos is not Pos.NEGATOR
            and tokens[verb].key not in room_words("lasting", "openers")
        ):
            break
        before -= 1
    clause.negated &= token.key not in word_class("lasting")  # لا تزال تملك: she still does
    clause.start = before + 1
    joined = before < _over_opening(tokens, verb) and bool(tokens[before + 1].word.conjunction)  # ولا تزال، ولم يعد، وقد أعلن
    if (token.word.conjunction and before >= _over_opening(tokens, verb)) or joined:
        clause.opener = "coordinate"
        clause.parent = len(clauses) - 1 if clauses else None
        return clause
    _opener(tokens, clause, before, clauses)
    return clause


def _over_opening(tokens: Sequence[Token], verb: int) -> int:
    """The token before a verb; over the mark between it and its negation: لا "تسمح"."""
    marked = verb > 1 and tokens[verb - 1].word.text in OPENING_MARKS and tokens[verb - 2].pos is Pos.NEGATOR
    return verb - 2 if marked else verb - 1


def _opener(tokens: Sequence[Token], clause: Clause, before: int, clauses: list[Clause]) -> None:
    """Relative pronoun, complementiser, auxiliary, antecedent or a subject before the verb."""
    if before < 0:
        return
    before = _before_marks(tokens, clause, before)
    token = tokens[before]
    if token.key in {"مما", "ما"} and token.pos not in {Pos.NOUN, Pos.NEGATOR}:
        clause.opener = "loose"
    elif token.pos is Pos.RELATIVE and before and tokens[before - 1].key == "امر" and tokens[before - 1].word.article:
        clause.opener = "loose"  # الأمر الذي …: what was said before, and nobody
    elif token.pos is Pos.RELATIVE:
        clause.opener = "relative"
        clause.antecedent = _antecedent(tokens, before)
    elif token.pos is Pos.COMPLEMENTISER or (token.pos is Pos.CONJUNCTION and token.word.pronoun):
        clause.opener = "complement"
        clause.subject_pronoun = token.word.pronoun
        clause.negated |= negates(token)
        if clauses and not token.word.pronoun:
            clause.parent = _governing(token, clauses)
    elif token.pos is Pos.VERB and clauses:
        _carried(clause, clauses)
    elif token.pos is Pos.PRONOUN:
        clause.subject_pronoun, clause.start = token.key, before
    elif token.pos in {Pos.NOUN, Pos.DATE, Pos.MARK, Pos.PARTICLE, Pos.NUMBER, Pos.PREPOSITION, Pos.CONJUNCTION, Pos.SUBORDINATOR}:
        _fronted(tokens, clause, before, clauses)


def _governing(token: Token, clauses: list[Clause]) -> int:
    """Under which clause أن stands: دعا إلى أن يجتمع … وأن يقرر …: both under the first verb."""
    last = len(clauses) - 1
    before = clauses[last]
    joined = token.word.conjunction == "و" and before.opener == "complement" and before.parent is not None
    return before.parent if joined and before.parent is not None else last


def _before_marks(tokens: Sequence[Token], clause: Clause, before: int) -> int:
    """قال إنه «زار كذا»: the pronoun before the marks is the subject of the verb that opens them."""
    led = before > 0 and tokens[before].word.text in OPENING_MARKS and tokens[before - 1].pos is Pos.COMPLEMENTISER
    if not led or not tokens[before - 1].word.pronoun:
        return before
    clause.start = before - 1
    return before - 1


def _carried(clause: Clause, clauses: list[Clause]) -> None:
    """A verb under an auxiliary: its subject and antecedent are the auxiliary's, and so is its negation."""
    carrier = clauses[-1]
    clause.opener, clause.auxiliary, clause.parent = "coordinate", len(clauses) - 1, len(clauses) - 1
    clause.negated |= carrier.negated
    clause.start = carrier.start
    if carrier.opener == "relative" and carrier.how == "antecedent" and (clause.clitic or carrier.resumed):
        clause.opener, clause.antecedent = "relative", carrier.antecedent


def _antecedent(tokens: Sequence[Token], relative: int) -> NounPhrase | None:
    """The noun phrase that ends before a relative pronoun (a comma and a parenthesis may stand between)."""
    end = relative
    while end > 0 and tokens[end - 1].pos is Pos.MARK and relative - end < 2:
        end -= 1
    if end and tokens[end - 1].pos is Pos.MARK and tokens[end - 1].word.text != ")":
        return None
    fits = []
    for start in range(max(0, end - 14), end):
        if starts_phrase(tokens[start]):
            phrase = noun_phrase(tokens, start)
            if phrase is not None and phrase.end >= end and _agrees_relative(tokens[relative], phrase):
                fits.append(phrase)
    named = [phrase for phrase in fits if phrase.entity is not None and tokens[phrase.start].pos is Pos.NOUN]
    if tokens[relative].key == "الذي" and any(phrase.type is EntityType.PERSON for phrase in named):
        named = [phrase for phrase in named if phrase.type is not EntityType.GROUP]  # ذوو فلان الذي …: one, not they
    agreeing = [phrase for phrase in named if phrase.type is not EntityType.PERSON and _gender_fits(tokens[relative], phrase)]
    if agreeing and not (named[0].type is EntityType.PERSON and named[0].start == agreeing[0].start):
        return agreeing[0] if named[0].type is not EntityType.PERSON else agreeing[-1]
    if named:
        return named[0]
    definite = [phrase for phrase in fits if phrase.definite and _gender_fits(tokens[relative], phrase)]
    chosen = definite[0] if definite else fits[0] if fits else None
    return chosen if chosen is None else _bearer(tokens, chosen)


def _bearer(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase:
    """فلان خباز الحي الذي …: the person whose occupation stands before the relative."""
    before = tokens[phrase.start - 1].inside if phrase.start else None
    if before is None or before.type is not EntityType.PERSON or phrase.entity is not None:
        return phrase
    start = phrase.start - 1
    while start and tokens[start - 1].inside is before:
        start -= 1
    return noun_phrase(tokens, start) or phrase


def _gender_fits(relative: Token, phrase: NounPhrase) -> bool:
    if relative.key == "الذي":
        return phrase.gender == "m" and phrase.number == "s"
    return phrase.gender == "f" or phrase.number == "p" if relative.key == "التي" else True


def _agrees_relative(relative: Token, phrase: NounPhrase) -> bool:
    if relative.key == "الذي":
        return (phrase.gender == "m" and phrase.number == "s") or phrase.entity is not None
    if relative.key in {"الذين", "اللاتي", "اللواتي"}:
        return phrase.number == "p" or phrase.entity is not None or phrase.gender == "m"
    return True


def _before_comma(tokens: Sequence[Token], verb: int, before: int) -> int:
    """الإدارة الجديدة، تستمر …: a comma between the noun that opens a clause and its verb parts nothing."""
    if tokens[before].word.text not in {"،", ","} or before < 1 or tokens[verb].word.conjunction:
        return before
    start = _boundary(tokens, before - 1)
    at = _skip_marks(tokens, start)
    opened = start == 0 or tokens[start - 1].pos is Pos.COMPLEMENTISER
    phrase = noun_phrase(tokens, at) if opened and at < before else None
    alone = phrase is not None and not phrase.preposition and phrase.definite and phrase.end == before
    return before - 1 if alone else before


def _fronted(tokens: Sequence[Token], clause: Clause, before: int, clauses: list[Clause]) -> None:
    """A subject before the verb, or the antecedent of a relative clause without pronoun."""
    before = _before_comma(tokens, clause.verb, before)
    boundary = _boundary(tokens, before)
    previous = clauses[-1] if clauses and clauses[-1].verb >= boundary else None
    behind = clauses[-1] if clauses else None
    if behind is not None and behind.opener == "relative" and _resumes_main(tokens, clause, behind, before):
        clause.subject, clause.how, clause.start = behind.antecedent, "before", clause.verb
        return
    if behind is not None and tokens[clause.verb - 1].key == "قد" and "copula" in flags_of(behind) and not clauses[-1].objects:
        _carried(clause, clauses)  # كان الرئيس السابق، فلان، قد حث …
        return
    if previous is not None:
        if "copula" in flags_of(previous) or "aux" in flags_of(previous):
            _carried(clause, clauses)
            return
        _bare_relative(tokens, clause, before)
        return
    at = _skip_marks(tokens, boundary)
    if tokens[at].pos is Pos.PRONOUN and at < before:
        clause.subject_pronoun, clause.start = tokens[at].key, at
        return
    if boundary and tokens[boundary - 1].key in {"مما", "ما"} and tokens[boundary - 1].pos is not Pos.NEGATOR:
        clause.opener = "loose"
        return
    phrase = _first_phrase(tokens, boundary, before)
    if phrase is None:
        clause.start = _skip_marks(tokens, boundary)
        if boundary and tokens[boundary - 1].pos is Pos.SUBORDINATOR:
            clause.opener = "subordinate"
        return
    clause.subject, clause.how, clause.start = phrase, "before", phrase.start
    if boundary and tokens[boundary - 1].pos is Pos.COMPLEMENTISER:
        clause.opener = "complement"


def _resumes_main(tokens: Sequence[Token], clause: Clause, relative: Clause, before: int) -> bool:
    """المرأة التي تعمل تكسب: behind a relative clause on a noun that nothing governs, the noun's own verb."""
    noun = relative.antecedent
    if noun is None or relative.end < before - 1 or clause.form.person != 3:
        return False
    first = tokens[noun.start]
    governed = first.word.preposition or (noun.start > 0 and tokens[noun.start - 1].pos in {Pos.PREPOSITION, Pos.VERB, Pos.NOUN})
    return not governed and (noun.entity is not None or noun.gender == clause.form.gender)


def _skip_marks(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) - 1 and tokens[at].pos is Pos.MARK:
        at += 1
    return at


def _boundary(tokens: Sequence[Token], before: int) -> int:
    """The first token of the segment that ends at ``before``. A parenthesis between commas does not end it."""
    i = before
    while i >= 0:
        token = tokens[i]
        if token.pos in {Pos.COMPLEMENTISER, Pos.SUBORDINATOR, Pos.RELATIVE} or token.word.text in {":", "؛", "؟", ".", "!"}:
            return i + 1
        if token.word.text in OPENING_MARKS and not _inside_subject(tokens, i):
            return i + 1
        if token.word.text in {"-", "–", "ـ"} and i and tokens[i - 1].word.text in {")", "-", "–"}:
            return i + 1
        if token.pos is Pos.CONJUNCTION:
            return i + 1
        if token.word.text in {"،", ","} and not _parenthesis(tokens, i):
            return i + 1
        i -= 1
    return 0


def _inside_subject(tokens: Sequence[Token], mark: int) -> bool:
    """أن فلانا "يجسد …": a mark between a subject under أن and its verb."""
    return any(token.pos is Pos.COMPLEMENTISER for token in tokens[max(0, mark - 7) : mark])


def _parenthesis(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the comma closes or opens an apposition: a title before it, a name behind it, or a date."""
    behind, before = tokens[comma + 1 : comma + 2], tokens[comma - 1 : comma]
    if not behind or not before:
        return False
    after, prior = behind[0], before[0]
    return bool(after.inside is not None and prior.inside is not None and after.inside.entity == prior.inside.entity)


def _first_phrase(tokens: Sequence[Token], boundary: int, before: int) -> NounPhrase | None:
    """The one ungoverned noun phrase of ``[boundary, before]`` that can be the subject."""
    i = boundary
    while i <= before:
        token = tokens[i]
        if token.pos is Pos.PREPOSITION:
            if token.word.pronoun:
                i += 1
                continue
            inner = noun_phrase(tokens, i + 1)
            i = behind_coordinated(tokens, inner.end) if inner else i + 1
            continue
        if token.word.preposition and token.pos in {Pos.NOUN, Pos.QUANTIFIER}:
            inner = noun_phrase(tokens, i)
            i = inner.end if inner else i + 1
            continue
        if starts_phrase(token) and token.pos is not Pos.NUMBER:
            phrase = noun_phrase(tokens, i)
            if phrase is not None:
                return _last_joined(tokens, phrase, before) or phrase
        i += 1
    return None


def _last_joined(tokens: Sequence[Token], first: NounPhrase, before: int) -> NounPhrase | None:
    """القتلى في القصف والأمم المتحدة تدعو …: behind a prepositional phrase و brings a noun of its own, right before the verb."""
    if before + 1 >= len(tokens) or not any(token.pos is Pos.PREPOSITION for token in tokens[first.end : before]):
        return None
    verb = tokens[before + 1].verb
    for i in range(before, first.end, -1):
        if tokens[i].pos in {Pos.MARK, Pos.PREPOSITION}:
            return None
        if tokens[i].word.conjunction == "و" and starts_phrase(tokens[i]) and not tokens[i].word.preposition:
            phrase = noun_phrase(tokens, i)
            fits = phrase is not None and phrase.end == before + 1 and phrase.entity is not None and verb is not None and verb.number == "s"
            return phrase if fits else None
    return None


def behind_coordinated(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].word.conjunction and starts_phrase(tokens[at]):
        phrase = noun_phrase(tokens, at)
        if phrase is None:
            break
        at = phrase.end
    return at


def _bare_relative(tokens: Sequence[Token], clause: Clause, before: int) -> None:
    """رسالة بعث بها فلان: an indefinite noun right before the verb is its antecedent."""
    if tokens[before].pos is not Pos.NOUN:
        return
    for start in range(before, max(-1, before - 8), -1):
        if tokens[start].pos not in {Pos.NOUN, Pos.QUANTIFIER, Pos.NUMBER}:
            break
        phrase = noun_phrase(tokens, start)
        if phrase is None or phrase.end != before + 1:
            continue
        if not phrase.definite:
            clause.opener, clause.antecedent = "relative", phrase
    if clause.antecedent is not None:
        clause.start = clause.verb
