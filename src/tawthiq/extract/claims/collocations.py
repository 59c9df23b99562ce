"""Claims of verbs that mean what they mean only with a fixed noun or preposition: ألقى القبض على، قدّم استقالته، أحيل على التقاعد.

The table is ``data/collocations.tsv``. A collocation is read off a finite verb (active or passive) and off its verbal noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.complements import read_complements
from tawthiq.extract.claims.control import controlled, looked_into, unreal
from tawthiq.extract.claims.fixed import Collocation, by_form, by_masdar
from tawthiq.extract.claims.gravity import is_crime_named
from tawthiq.extract.claims.ground import judged_for
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.passing import in_passing
from tawthiq.extract.claims.reading import ACTORS, Reading, drafted, resolve
from tawthiq.extract.claims.releases import told_free, works_there
from tawthiq.extract.claims.roles import stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.sites import directed, filled, is_one_of, site_of
from tawthiq.extract.claims.times import at_the_latest
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm, Scalar
from tawthiq.model.predicates import OPEN, RELEASE
from tawthiq.text.verbs import Tense, VerbForm

_REACH = 14  # tokens between a verb and its fixed noun: a subject with its title stands between
_BODILY = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.ORGANIZATION})
_HUMAN = frozenset({EntityType.PERSON, EntityType.GROUP})
_RELEASED = "@عن"  # الإفراج عن فلان: the one noun that its preposition alone tells, with an article too


# ------------------------------------------------------------------ verbs


def collocated(scene: Scene, tokens: Sequence[Token], clause: Clause, found: Reading | None) -> tuple[Draft, ...]:
    """The draft of the first row that fits a clause, or none. ``found`` is the clause with its subject, if that is known."""
    drafts: list[Draft] = []
    for row in by_form().get(tokens[clause.verb].key, ()):
        at = site_of(tokens, clause, row)
        if at is None or ("neg" in row.flags and clause.negated) or ("bare" in row.flags and directed(clause)):
            continue
        if "sole" in row.flags and filled(tokens, clause):
            continue
        if row.predicate == "visited" and any(phrase.type is EntityType.PERSON for phrase in clause.objects):
            continue  # رحّلت السلطات فلانا إلى …: they sent him, and did not go
        if "irreal" in row.flags and tokens[clause.verb].word.preposition != "ل":
            continue
        draft = _draft(_Use(scene, tokens, clause, row, at, found))
        if draft is not None:
            drafts += [draft, *_joint(found, row, draft), *_charges(_Use(scene, tokens, clause, row, at, found), draft)]
            if "also" not in row.flags:
                break
    return tuple(drafts)


def _joint(found: Reading | None, row: Collocation, draft: Draft) -> Iterator[Draft]:
    """أكد فلان وعلان دعمهما لـ …: the same of every subject."""
    own = found is not None and draft.subject == found.subject and row.subject not in {"o", "n"}
    for other in found.others if found is not None and own else ():
        if draft.object is None or draft.object.entity != other.entity:
            yield replace(draft, subject=other)


def _charges(use: _Use, draft: Draft) -> Iterator[Draft]:
    """حمّل فلان فلانا مسؤولية الانهيار: what somebody is charged with, beside the charge itself."""
    if draft.predicate != "accuses" or draft.object is None or use.at + 1 >= len(use.tokens):
        return
    phrase = noun_phrase(use.tokens, use.at + 1)
    if phrase is None or phrase.preposition or use.tokens[use.at].word.article:
        return
    word = use.tokens[phrase.start].word
    item = use.scene.words(use.tokens, phrase.start, phrase.end)
    if item is None or phrase.entity == draft.object.entity:
        return
    evidence = (draft.evidence[0], max(draft.evidence[1], use.tokens[phrase.end - 1].word.end))
    yield replace(
        draft,
        rule="collocation.charge",
        predicate="complicit_in",
        subject=draft.object,
        object=item,
        time=(),
        evidence=evidence,
        trigger=(word.core_start, word.end),
        alleged=True,
        accuser=draft.subject,
    )


# ------------------------------------------------------------------ who is who


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a row: the clause (a finite verb's, or one made for a verbal noun), the fixed noun, the subject if it is known."""

    scene: Scene
    tokens: Sequence[Token]
    clause: Clause
    row: Collocation
    at: int
    found: Reading | None

    @property
    def passive(self) -> bool:
        """Whether the one acted on stands in the subject's place: no object but the fixed noun is left."""
        return self.row.subject == "o" and self.object_phrase() is None

    def object_phrase(self) -> NounPhrase | None:
        """The direct object that is not the fixed noun."""
        return next((p for p in self.clause.objects if not self._holds(p)), None)

    def _holds(self, phrase: NounPhrase) -> bool:
        return self.at != self.clause.verb and phrase.start <= self.at < phrase.end


def _draft(use: _Use) -> Draft | None:
    row = use.row
    subject = _slot(use, row.subject)
    if subject is None or subject.entity is None or not _fits(use, subject) or _went_in_freely(use):
        return None
    for code in row.objects:
        item = None if code == "-" else _slot(use, code, subject)
        if (item is None and code != "-") or (item is not None and not _names(use, item)):
            continue
        if item is not None and item.entity == subject.entity:
            continue
        item = _deed(use, item) if row.predicate == "engaged_in" and item is not None else item
        reading = Reading(use.scene, use.tokens, use.clause, subject, use.found.why if use.found else "")
        told: dict[str, Scalar] = dict.fromkeys(row.flags & {RELEASE}, True)
        told |= {"trigger": row.verbs[0][0]} if row.predicate == OPEN else {}
        draft = drafted(reading, row.predicate, subject, item, told)
        if "own" in row.flags:  # what somebody owns to is said in the words of what he did
            word = use.tokens[use.at].word
            draft = replace(draft, trigger=(word.core_start, word.end))
        time = at_the_latest(draft.time) if "later" in row.flags else draft.time
        return replace(draft, rule=f"collocation.{row.predicate}", negated=draft.negated or "neg" in row.flags, time=time)
    return None


def _went_in_freely(use: _Use) -> bool:
    if RELEASE not in use.row.flags or use.row.subject != "s":
        return False
    return works_there(use.tokens[use.clause.verb + 1 : use.clause.end + _REACH])


def _deed(use: _Use, item: Argument) -> Argument:
    """A deed in words with its verb: عقد مؤتمرا."""
    verb = use.tokens[use.clause.verb].word
    return replace(item, value=f"{verb.text[len(verb.conjunction) :]} {item.text}") if item.text else item


def _fits(use: _Use, subject: Argument) -> bool:
    kind, flags = use.scene.type_of(subject.entity), use.row.flags
    if "person" in flags and kind is not EntityType.PERSON:
        return False
    if "passive" in flags and not use.passive and use.tokens[use.clause.verb].pos is Pos.VERB:
        return False
    if "human" in flags or "body" in flags:
        return kind in (_HUMAN if "human" in flags else _BODILY)
    return "actor" not in flags or kind in ACTORS


def _names(use: _Use, item: Argument) -> bool:
    flags = use.row.flags
    if "placed" in flags:
        return use.scene.type_of(item.entity) is EntityType.PLACE
    if flags & {"crime", "grave"}:
        return item.span is not None and is_crime_named(use.tokens, item.span.start, grave="grave" in flags)
    return "entity" not in flags or item.entity is not None


def _slot(use: _Use, code: str, subject: Argument | None = None) -> Argument | None:
    """The argument that a code of the table stands for."""
    if code.startswith("@"):
        return _governed(use, code[1:])
    if code == "role":
        return _known_office(use, subject)
    if code == "m":
        return Argument(value=next(iter(sorted(use.row.masdars)), ""))
    if code == "p":
        return _whole(use)
    if code == "own":
        owned = _object(use)
        bodily = owned is not None and use.scene.type_of(owned.entity) is EntityType.ORGANIZATION and owned.text
        return Argument(span=owned.span, value=f"مالك {owned.text}") if owned is not None and bodily else None
    if code == "w":
        return _owned_words(use, _words(use, subject)) if use.row.predicate == "complicit_in" else _words(use, subject)
    if code == "v" and use.at != use.clause.verb:
        verb = use.tokens[use.clause.verb].word
        return Argument(value=f"{verb.text[len(verb.conjunction) :]} {_with_preposition(use)}")
    if code == "v":
        return use.scene.words(use.tokens, use.clause.verb, use.clause.end, dated=True)
    if code in {"n", "o"}:
        return _owner(use) if code == "n" else _object(use)
    if subject is not None and use.row.predicate in _DEATHS and use.clause.subject is None:
        return None  # اصطدامات دامية خلفت قتلى: nobody who is only guessed at caused a death
    return _agent(use) or (_thing(use) if subject is not None else None)


def _with_preposition(use: _Use) -> str:
    """The fixed noun as it stands: إلى الأمام."""
    before, noun = use.tokens[use.at - 1], use.tokens[use.at].word
    return f"{before.word.text} {noun.text}" if before.pos is Pos.PREPOSITION and not before.word.pronoun else noun.text


def _owned_words(use: _Use, words: Argument | None) -> Argument | None:
    """مقتله with the name of whom its clitic means: what somebody is charged with must be understood alone."""
    token = use.tokens[use.at]
    if words is None or not token.word.pronoun:
        return words
    word = token.word
    referent = use.scene.discourse.pronoun(word.pronoun, word.start, word.end)
    name = next((e.name for e in use.scene.layers.mentions.entities if referent is not None and e.id == referent.entity), "")
    noun = word.text[word.core_start - word.start : len(word.text) - (word.end - word.core_end)]
    return replace(words, value=f"{noun} {name}") if name else words


def _known_office(use: _Use, subject: Argument | None) -> Argument | None:
    """The office that the text gives somebody, or the rank before the name."""
    if subject is None:
        return None
    known = use.scene.offices.get(subject.entity or "")
    if known is not None or subject.span is None:
        return known
    first = next((t for t in use.tokens if t.word.core_start == subject.span.start), None)
    ranked = first is not None and first.inside is not None and any(s in word_class("rank", "titles") for s in stems(first.key))
    return use.scene.words(use.tokens, first.index, first.index + 1) if first is not None and ranked else None


def _whole(use: _Use) -> Argument | None:
    """The phrase that holds the fixed noun, with its number: سبعة قتلى."""
    phrases = (*use.clause.objects, *(item.phrase for item in use.clause.prepositional if item.phrase is not None))
    holding = next((phrase for phrase in phrases if use._holds(phrase)), None)  # noqa: SLF001 - of this module
    return _argument(use, holding) if holding is not None else None


def _words(use: _Use, subject: Argument | None) -> Argument | None:
    """The fixed noun with its words; where it is any office (منصبه), the one that the text gives its holder."""
    any_office = is_one_of(use.tokens[use.at], room_words("any_office", "collocations"))
    if use.row.predicate == "left_position" and subject is not None and any_office:
        known = use.scene.offices.get(subject.entity or "")
        if known is not None:
            return known
    phrase = noun_phrase(use.tokens, use.at)
    end = phrase.end if phrase is not None else use.at + 1
    if end + 1 < len(use.tokens) and use.tokens[end].pos is Pos.PREPOSITION and use.tokens[end].key in {"في", "لدي"}:
        place = noun_phrase(use.tokens, end + 1)
        end = place.end if place is not None and use.tokens[end + 1].pos is not Pos.DATE else end
    elif end < len(use.tokens) and use.tokens[end].word.preposition == "ل" and use.tokens[end].pos is Pos.NOUN:
        belonging = noun_phrase(use.tokens, end)
        end = belonging.end if belonging is not None else end
    return use.scene.words(use.tokens, use.at, end)


def _agent(use: _Use) -> Argument | None:
    """Who does it; nobody where the verb is passive."""
    made = use.tokens[use.clause.verb].pos is not Pos.VERB
    if made and use.found is not None and use.found.why == _JUDGED:
        return use.found.subject
    if made and (use.found is None or use.clause.clitic or use.row.predicate == "died" or _borne(use)):
        return _bearer(use)  # أعلنت الطبيبة وفاة المريض: nobody dies of a plan or an order of his own
    if use.found is None or (use.passive and not use.clause.clitic and not use.clause.resumed):
        return None
    phrase = use.clause.subject
    if phrase is not None and use.clause.how == "after" and phrase.start <= use.at < phrase.end and use.at != use.clause.verb:
        return None
    return use.found.subject


def _borne(use: _Use) -> bool:
    """استبعدت الشرطة تورط فلان في …: right behind a verbal noun whose object a preposition brings stands who does it."""
    phrase = use.object_phrase()
    return phrase is not None and phrase.start == use.clause.verb + 1 and use.row.place.startswith("@") and "o" not in use.row.objects


def _thing(use: _Use) -> Argument | None:
    """The subject as an object of the claim where it names nobody: لقي قراره رفضا من …."""
    phrase = use.clause.subject
    return _argument(use, phrase) if use.found is None and phrase is not None and use.clause.how == "after" else None


def _bearer(use: _Use) -> Argument | None:
    """Who does what a verbal noun names: its clitic, or the noun right behind it."""
    if use.clause.clitic:
        return _doer_meant(use)
    phrase = use.object_phrase()
    return _argument(use, phrase) if phrase is not None and phrase.start == use.clause.verb + 1 else None


def _doer_meant(use: _Use) -> Argument | None:
    """Whom the clitic of a verbal noun means: the person named last before it in its sentence, if no other may be meant as well."""
    word = use.tokens[use.clause.verb].word
    found = use.scene.discourse.pronoun(use.clause.clitic, word.start, word.end)
    near = use.scene.discourse.nearest(use.clause.clitic, word.start)
    if near is not None and (found is None or near != found.entity):
        return Argument(entity=near) if word.preposition == "ب" else None  # هنأ فلان فلانا بفوزه
    return Argument(entity=found.entity) if found is not None else None


def _object(use: _Use) -> Argument | None:
    clause = use.clause
    if clause.clitic:
        return _pronoun(use, clause.clitic, clause.verb)
    if clause.resumed and clause.antecedent is not None:
        return _argument(use, clause.antecedent)
    phrase = use.object_phrase()
    if phrase is not None:
        return _argument(use, phrase)
    seen = clause.how in {"after", "before", "antecedent"} and clause.form.number == "s" and "person" not in use.row.flags
    return use.found.subject if use.found is not None and seen else None  # أودع فلان السجن: the passive


def _argument(use: _Use, phrase: NounPhrase) -> Argument | None:
    entity = use.scene.entity_for(use.tokens, phrase)
    span = use.scene.span(use.tokens, phrase.start, phrase.end)
    return Argument(entity=entity, span=span)


def _pronoun(use: _Use, pronoun: str, at: int) -> Argument | None:
    if use.clause.opener == "relative" and use.clause.antecedent is not None and pronoun in {"ه", "ها", "هم"}:
        return _argument(use, use.clause.antecedent)
    word = use.tokens[at].word
    exclude = frozenset({use.found.subject.entity} if use.found and use.found.subject.entity and at == use.clause.verb else ())
    discourse = use.scene.discourse
    meant = discourse.acted_on if at == use.clause.verb else discourse.pronoun
    referent = meant(pronoun, word.start, word.end, exclude)
    return Argument(entity=referent.entity) if referent is not None else None


def _governed(use: _Use, preposition: str) -> Argument | None:
    """What a preposition behind the verb governs, other than the fixed noun."""
    for item in use.clause.prepositional:
        if item.preposition != preposition or (item.phrase is not None and use._holds(item.phrase)):  # noqa: SLF001 - of this module
            continue
        if item.phrase is None:
            return None if "noun" in use.row.flags else _pronoun(use, item.pronoun, item.at)
        if use.tokens[item.phrase.start].pos is not Pos.DATE:
            return _argument(use, item.phrase)
    return _behind_noun(use, preposition)


def _behind_noun(use: _Use, preposition: str) -> Argument | None:
    """The same for a preposition that stands behind the fixed noun and belongs to it."""
    for i in range(use.at + 1, min(use.at + 4, len(use.tokens))):
        token = use.tokens[i]
        if token.pos in {Pos.VERB, Pos.MARK}:
            return None
        start = i + 1 if token.pos is Pos.PREPOSITION and token.key == preposition and not token.word.pronoun else i
        if start == i and token.word.preposition != preposition:
            continue
        phrase = noun_phrase(use.tokens, start)
        return _argument(use, phrase) if phrase is not None else None
    return None


def _owner(use: _Use) -> Argument | None:
    """Whose the fixed noun is: its clitic's, or what stands in إضافة behind it. A stance's noun has an object there."""
    token = use.tokens[use.at]
    if token.word.pronoun and "owned" not in use.row.flags:
        if use.found is not None and use.found.subject.entity is not None and token.word.pronoun in {"ه", "ها"}:
            return use.found.subject
        return _pronoun(use, token.word.pronoun, use.at)
    if token.word.article or use.at + 1 >= len(use.tokens):
        return None
    phrase = noun_phrase(use.tokens, use.at + 1)
    if phrase is None or phrase.preposition or use.tokens[phrase.start].word.conjunction:
        return None
    return _argument(use, phrase)


# ------------------------------------------------------------------ verbal nouns


def collocation_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The collocations of one sentence's verbal nouns: إلقاء القبض على فلان، إيداعه السجن."""
    for token in tokens:
        if token.pos is not Pos.NOUN or (token.inside is not None and token.inside.form is MentionForm.NAME):
            continue
        for row in by_masdar().get(token.key, ()):
            draft = _nominal(scene, tokens, token, row, clauses)
            if draft is not None:
                yield replace(draft, rule=f"collocation.noun.{row.predicate}")
                break


def _nominal(scene: Scene, tokens: Sequence[Token], token: Token, row: Collocation, clauses: Sequence[Clause]) -> Draft | None:
    clause = _made(tokens, token)
    at = site_of(tokens, clause, row)
    known = row.subject.startswith("@") and in_passing(tokens, token, clauses)  # ليلة القبض عليه، بعد القبض على فلان
    if at is None or (not row.nouns and token.word.article and not known and not (row.subject == _RELEASED and told_free(tokens, token))):
        return None
    if "named" in row.flags and token.word.pronoun:
        return None
    if row.predicate == "died" and token.index and tokens[token.index - 1].key in _REMEMBERED:
        return None
    judged = judged_for(scene, tokens, token, clauses) if token.word.pronoun else None
    found = Reading(scene, tokens, clause, judged, _JUDGED) if judged is not None else _doer(scene, tokens, clause, clauses)
    draft = _draft(_Use(scene, tokens, clause, row, at, found))
    return _purposed(tokens, token, clauses, draft)


_JUDGED = "الضمير: من قيل فيه الفعل"
_REMEMBERED = frozenset({"ذكري", "سنويه", "شهاده", "تاريخ"})  # ذكرى وفاة فلان: long known, and not told


def _purposed(tokens: Sequence[Token], token: Token, clauses: Sequence[Clause], draft: Draft | None) -> Draft | None:
    """What somebody goes for or orders is not said to be done."""
    control = controlled(tokens, token, clauses)
    meant = control is not None and control.kind in {"purpose", "orders"} and not looked_into(tokens, token)
    wished = draft is not None and draft.predicate in _DEATHS and token.key not in room_words("results", "masdars")
    meant |= wished and unreal(tokens, token, clauses)  # تمنى الحاقدون موت فلان
    return replace(draft, intended=True) if draft is not None and meant else draft


_DEATHS = frozenset({"died", "killed_in"})


def _made(tokens: Sequence[Token], token: Token) -> Clause:
    """A clause of a verbal noun: what stands behind it, to the clause's end."""
    form = VerbForm((token.key,), Tense.PAST, 3, "m", "s")
    clause = Clause(token.index, form, None, token.index, token.index + 1, clitic=token.word.pronoun, rest=token.index + 1)
    read_complements(tokens, clause)
    return clause


def _doer(scene: Scene, tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause]) -> Reading | None:
    """Who does what a verbal noun names: its clitic, whose intent or order it is, or a person right behind it."""
    control = controlled(tokens, tokens[clause.verb], clauses)
    return _governing(scene, tokens, clause, control.clause) if control is not None else None


def _governing(scene: Scene, tokens: Sequence[Token], clause: Clause, governing: Clause) -> Reading | None:
    """The verbal noun's clause with the subject of the verb that governs it."""
    read = resolve(scene, tokens, governing)
    return None if read is None else Reading(scene, tokens, clause, read.subject, read.why)
