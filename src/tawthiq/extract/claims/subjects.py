"""Who is a verb's subject: by place, agreement, and what kind of noun can act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.concord import agrees, plural_agrees, transitive
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.nouns import is_masdar
from tawthiq.extract.claims.participles import modifiers, participles
from tawthiq.extract.claims.predicated import described_before
from tawthiq.extract.claims.resumption import resumes
from tawthiq.extract.claims.sides import first_who, gone_to, object_first, surely_befell
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType, MentionForm
from tawthiq.text.fold import fold
from tawthiq.text.numbers import is_number_word, word_key


def assign_subject(tokens: Sequence[Token], clause: Clause, clauses: list[Clause]) -> None:
    """Give the verb its subject, and leave what is no subject as objects."""
    if _placed_before(tokens, clause, clauses):
        return
    if clause.opener == "relative" and clause.antecedent is not None:
        if resumes(tokens, clause):
            clause.resumed = True
        elif _of_antecedent(tokens, clause):
            clause.subject, clause.how = clause.objects.pop(0), "after"
            clause.rest = clause.subject.end
            return
        elif clause.form.person == 3:
            clause.subject, clause.how = clause.antecedent, "antecedent"
            return
    if clause.subject_pronoun:
        clause.how = "clitic"
        return
    if clause.auxiliary is not None and _carried_relative(clause, clauses[clause.auxiliary]):
        clause.subject, clause.how = clauses[clause.auxiliary].subject, "antecedent"
        return
    if clause.auxiliary is not None and clauses[clause.auxiliary].subject is not None and clauses[clause.auxiliary].how != "antecedent":
        _share(tokens, clause, clauses)
        if clause.subject is not None:
            return
    if _without_doing(tokens, clause, clauses):
        _share(tokens, clause, clauses)
        if clause.subject is not None:
            return
    if _can_do(tokens, clause, clauses):
        return
    if clause.objects and clause.form.person == 3 and not _surely_object(tokens, clause, clauses):
        clause.subject, clause.how = clause.objects.pop(0), "after"
        clause.rest = clause.subject.end
        _excepted_subject(clause)
        _name_of_title(tokens, clause)
        _drop_title(tokens, clause)
        if clause.rest < len(tokens) and tokens[clause.rest].word.text in {"،", ","} and clause.rest + 1 < clause.end:
            clause.rest = _behind_apposition(tokens, clause)
        return
    if _late(tokens, clause):
        return
    _share(tokens, clause, clauses)


def _placed_before(tokens: Sequence[Token], clause: Clause, clauses: list[Clause]) -> bool:
    """Whether what stands before the verb tells its subject: أما فلان ف…, an object, مَن, a verbless sentence, a noun."""
    turned_to = _as_for(tokens, clause)
    if turned_to is not None:
        clause.subject, clause.how, clause.parent, clause.rest = turned_to, "before", None, clause.verb + 1
        return True
    if object_first(tokens, clause):
        return True
    first = first_who(tokens, clause, clauses)
    if first is not None:
        clause.subject, clause.how, clause.parent, clause.rest = first, "before", None, clause.verb + 1
        return True
    described = described_before(tokens, clause, clauses)
    if described is not None and _leaves_to(clause):
        clause.subject, clause.how, clause.parent = described, "before", None
        return True
    _takes_up(tokens, clause)
    if clause.subject is not None:
        if _fronted_object(clause):
            return True
        if agrees(tokens, clause, clause.subject) or plural_agrees(clause, clause.subject):
            clause.rest = clause.verb + 1
            return True
        clause.subject, clause.how = None, ""
    return False


def _leaves_to(clause: Clause) -> bool:
    """Whether nothing behind a verb can be its subject, or only the one thing that it takes as its object."""
    if not clause.objects:
        return True
    first = clause.objects[0]
    return transitive(clause) and len(clause.objects) == 1 and first.type is not EntityType.PERSON and not clause.clitic


def _excepted_subject(clause: Clause) -> None:
    """لم يعارض القانون إلا فلان: who is excepted did it, and the noun right behind the verb is what it was done to."""
    only = clause.objects[-1] if clause.excepted and clause.objects else None
    takes = clause.trigger is not None and "O" in clause.trigger.objects and clause.trigger.subject == "S"
    if only is None or clause.subject is None or not takes or only.type not in _DOERS or clause.subject.type in _DOERS:
        return
    clause.objects[-1], clause.subject = clause.subject, only


def _fronted_object(clause: Clause) -> bool:
    """والمرسوم وقعه الرئيس: a noun before the verb that the verb's clitic takes up, and the subject behind it."""
    noun, behind = clause.subject, clause.objects[0] if clause.objects else None
    if noun is None or behind is None or behind.type not in _DOERS or behind.preposition or noun.type is EntityType.PERSON:
        return False
    if clause.trigger is not None and clause.trigger.flags & {"appoint", "elect", "copula"}:
        return False
    if _CLITIC_GENDER.get(clause.clitic) != noun.gender or behind.start != clause.verb + 1:
        return False
    clause.antecedent, clause.resumed, clause.opener = noun, True, "relative"
    clause.subject, clause.how = clause.objects.pop(0), "after"
    clause.rest = clause.subject.end
    return True


def _without_doing(tokens: Sequence[Token], clause: Clause, clauses: list[Clause]) -> bool:
    """سافر فلان من غير أن يقابل المدير: the one noun behind a verb that needs an object is that, and who left is who did not meet."""
    if clause.opener not in {"complement", "subordinate"} or clause.clitic or clause.subject_pronoun or len(clause.objects) != 1:
        return False
    if clause.start < _ADVERB:
        return False
    adverb = (
        tokens[clause.start - _ADVERB + 1].key in room_words("before_doing", "subjects")
        if tokens[clause.start - 1].pos is Pos.COMPLEMENTISER
        else False
    )
    if clause.opener == "subordinate" and tokens[clause.start - 1].key in room_words("so_that", "subjects") and clauses:
        adverb, clause.parent = True, len(clauses) - 1  # عادت فلانة كي تؤسس دارا
    takes = clause.trigger is not None and "O" in clause.trigger.objects and clause.trigger.subject == "S"
    if not adverb or not takes or clause.parent is None:
        return False
    shared = clauses[clause.parent].subject
    return shared is not None and shared.type is EntityType.PERSON and clauses[clause.parent].form.gender == clause.form.gender


def _can_do(tokens: Sequence[Token], clause: Clause, clauses: list[Clause]) -> bool:
    """لم يسبق لفلان أن زار الصين: the one noun behind a verb that takes an object is that, and who could do it did."""
    takes = clause.trigger is not None and "O" in clause.trigger.objects and clause.trigger.subject == "S"
    if clause.parent is None or not takes or clause.clitic or clause.subject_pronoun or len(clause.objects) != 1:
        return False
    enabled = _enabled(tokens, clause, clauses[clause.parent])
    if enabled is None or enabled.gender != clause.form.gender:
        return False
    clause.subject, clause.how = enabled, "shared"
    return True


_ADVERB = 3  # tokens before the verb: the preposition, أن


_DOERS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})


def _late(tokens: Sequence[Token], clause: Clause) -> bool:
    """زار مدينة صيدا أمس الوزير فلان: an object that is no person, and a person behind it who can only be the subject."""
    takes = clause.trigger is not None and "O" in clause.trigger.objects and not clause.trigger.flags & {"copula", "appoint", "elect"}
    if not takes or clause.clitic or clause.form.person != 3 or clause.form.number != "s" or not clause.objects:
        return False
    if clause.objects[0].type is EntityType.PERSON or clause.objects[0].quantified or _body(tokens, clause, clause.objects[0]):
        return False  # يلاحق القضاء الوزير فلانا: a body acts
    late = next((phrase for phrase in clause.objects[1:] if _acting(tokens, clause, phrase)), None)
    if late is None:
        return False
    clause.subject, clause.how = late, "after"
    clause.objects.remove(late)
    return True


def _acting(tokens: Sequence[Token], clause: Clause, phrase: NounPhrase) -> bool:
    """A person; to what was visited or attended also one whom only a title names: حضر الحفل سفير الهند."""
    if phrase.type is EntityType.PERSON:
        return True
    titled = tokens[phrase.head].key in word_class("office", "titles") and phrase.definite and not phrase.preposition
    place = clause.objects[0].type in {None, EntityType.THING, EntityType.EVENT, EntityType.PLACE}
    return titled and place and clause.trigger is not None and clause.trigger.predicate == "visited"


def _body(tokens: Sequence[Token], clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a body, not the person behind it, does what bodies do to people."""
    if clause.trigger is None or clause.trigger.predicate not in _TO_PEOPLE:
        return False
    return tokens[phrase.head].key in word_class("bodies", "actors") or phrase.type in {EntityType.ORGANIZATION, EntityType.GROUP}


_TO_PEOPLE = frozenset({"persecutes", "arrested", "accuses", "attacked_in", "killed_in", "left_position"})


def _as_for(tokens: Sequence[Token], clause: Clause) -> NounPhrase | None:
    """أما ضيفه فكان …: the one that the sentence turns to is the subject of the verb under فـ."""
    if tokens[clause.verb].word.conjunction != "ف" or clause.clitic or clause.form.person != 3:
        return None
    for at in range(clause.verb - 1, max(-1, clause.verb - _TURN), -1):
        if tokens[at].pos is Pos.VERB:
            return None
        if tokens[at].key == "اما":
            phrase = noun_phrase(tokens, at + 1) if at + 1 < clause.verb else None
            return phrase if phrase is not None and not phrase.preposition else None
    return None


_TURN = 14  # tokens between أما and the verb under فـ


def _name_of_title(tokens: Sequence[Token], clause: Clause) -> None:
    """عيّنه رئيس الحكومة حينها فلان: the name behind a title and its adverb says who held it."""
    title, name = clause.subject, clause.objects[0] if clause.objects else None
    if title is None or name is None or name.type is not EntityType.PERSON or name.preposition or name.entity == title.entity:
        return
    between = tokens[title.end : name.start]
    if not between and _apposed_agent(tokens, clause, title):
        clause.subject = clause.objects.pop(0)
        clause.rest = clause.subject.end
        return
    dated = len(between) == 1 and between[0].pos in {Pos.PARTICLE, Pos.DATE}
    if tokens[title.head].key in word_class("office", "titles") and (dated or (clause.clitic and not between)):
        clause.subject = clause.objects.pop(0)
        clause.rest = clause.subject.end


def _apposed_agent(tokens: Sequence[Token], clause: Clause, noun: NounPhrase) -> bool:
    """اعتُقل منفذها الرائد فلان: one noun with a clitic between what befalls somebody and his name says who he is."""
    head = tokens[noun.head]
    one = noun.end - noun.start == 1 and head.word.pronoun in _CLITIC_GENDER and noun.number == "s"
    return one and not clause.clitic and "reversed" in flags_of(clause) and clause.form.gender == "m"


def _drop_title(tokens: Sequence[Token], clause: Clause) -> None:
    """أصدر فلان رئيس الجمهورية قرارا: a title right behind the name is no object if one follows."""
    if clause.subject is None or len(clause.objects) < 2 or clause.subject.type is not EntityType.PERSON:
        return
    if clause.trigger is not None and (clause.trigger.predicate == "employed_by" or clause.trigger.flags & {"copula", "appoint", "elect"}):
        return  # عملت فلانة مديرة: here the title is what is told
    if not _named(tokens[clause.subject.end - 1]):
        return  # أقال الرئيس محافظ البنك: a title is no name that another could stand behind
    title = clause.objects[0]
    if title.start == clause.subject.end and tokens[title.start].key in word_class("office", "titles") and not title.preposition:
        clause.objects.pop(0)
        clause.rest = title.end


def _named(token: Token) -> bool:
    return token.inside is not None and token.inside.form is MentionForm.NAME


def _behind_apposition(tokens: Sequence[Token], clause: Clause) -> int:
    following = tokens[clause.rest + 1]
    if following.inside is None or clause.subject is None or following.inside.entity != clause.subject.entity:
        return clause.rest
    end = clause.rest + 1
    while end < clause.end and tokens[end].inside is following.inside:
        end += 1
    clause.subject = replace(clause.subject, end=end)
    return end + 1 if end < clause.end and tokens[end].pos is Pos.MARK else end


def _share(tokens: Sequence[Token], clause: Clause, clauses: list[Clause]) -> None:
    """The subject of the clause that this one is coordinated to or depends on."""
    if clause.parent is None:
        return
    parent = clauses[clause.parent]
    if clause.form.person != 3 and parent.form.person == 3:
        return
    enabled = _enabled(tokens, clause, parent)
    if enabled is not None:
        clause.subject, clause.how = enabled, "shared"
        return
    gender_fits = clause.form.gender == parent.form.gender or clause.form.number == "p" or parent.how == "before"
    if gender_fits:
        clause.subject, clause.how = parent.subject, "shared" if parent.subject is not None else ""
        clause.subject_pronoun = parent.subject_pronoun if parent.subject is None else ""
        if parent.subject is None and parent.resumed:
            clause.how = ""


def _enabled(tokens: Sequence[Token], clause: Clause, parent: Clause) -> NounPhrase | None:
    """يمكن لفلان أن يساعد، على الشركة أن تعقد: who can or must is who would do."""
    if clause.opener != "complement" or tokens[parent.verb].key not in room_words("enabling", "subjects") or parent.content is None:
        return None
    item = next((item for item in parent.prepositional if item.preposition in {"ل", "علي"} and item.phrase is not None), None)
    fits = item is not None and item.phrase is not None and item.phrase.end == parent.content
    return item.phrase if fits and item is not None else None


def _carried_relative(clause: Clause, carrier: Clause) -> bool:
    """الرجل الذي كان يعمل: the antecedent is the subject of both verbs, if nothing takes it up behind the second."""
    noun = carrier.subject
    if carrier.how != "antecedent" or noun is None:
        return False
    first = clause.objects[0] if clause.objects else None
    loose = first is not None and first.entity is None and not first.definite and not first.quantified and noun.gender == clause.form.gender
    return not clause.clitic and (loose or not (clause.objects or clause.prepositional))  # سفينة كانت تحمل أسلحة


def _takes_up(tokens: Sequence[Token], clause: Clause) -> None:
    """مزاد نظمته دار: an indefinite noun right before a verb with a clitic that agrees is what the clitic means."""
    if clause.opener not in {"main", "coordinate"} or not clause.clitic or clause.antecedent is not None or not clause.objects:
        return
    at = clause.verb - 1
    if at < 0 or tokens[clause.verb].word.conjunction:
        return
    noun = tokens[at]
    if noun.pos is not Pos.NOUN or noun.word.article or noun.word.pronoun or noun.inside is not None:
        return
    before = clause.subject if clause.subject is not None and clause.how == "before" else None
    phrase = before if before is not None and before.end == clause.verb else noun_phrase(tokens, at)
    if phrase is not None and phrase.end == clause.verb and _CLITIC_GENDER.get(clause.clitic) == phrase.gender and not phrase.definite:
        clause.opener, clause.antecedent, clause.subject, clause.how = "relative", phrase, None, ""


_CLITIC_GENDER = {"ه": "m", "ها": "f"}


def _of_antecedent(tokens: Sequence[Token], clause: Clause) -> bool:
    """الذي فاز فريقه بالكأس، الذي ترك والده البلاد: what is the antecedent's acts, where another object stands or the verb takes none."""
    first = clause.objects[0] if clause.objects else None
    if first is None or first.start != clause.verb + 1 or first.end != first.start + 1 or clause.clitic or clause.form.number != "s":
        return False
    owned = tokens[first.head].word.pronoun in _CLITIC_GENDER and agrees(tokens, clause, first)
    takes = clause.trigger is None or bool({"O", "REST"} & set(clause.trigger.objects))
    stays = bool({fold(lemma) for lemma in clause.form.lemmas} & word_class("place_verbs"))
    gives = bool({fold(lemma) for lemma in clause.form.lemmas} & word_class("giving_verbs"))
    another = len(clause.objects) > 1 and clause.objects[1].definite
    return owned and not gives and (another or stays or not takes)


def _surely_object(tokens: Sequence[Token], clause: Clause, clauses: list[Clause]) -> bool:
    """Whether the first noun phrase behind the verb is its object and the subject hidden."""
    first = clause.objects[0]
    head = tokens[first.head]
    if clause.trigger is not None and "QTY" in clause.trigger.objects and (is_counted(tokens[first.start]) or is_counted(head)):
        return True
    if clause.form.number == "p" and clause.form.gender == "m" and clause.form.person == 3:
        return True  # a verb before its subject stays singular
    text = head.word.text
    counted = tokens[first.start].pos is Pos.NUMBER  # رحل 11 شخصا: the noun's ending is the number's doing
    plain = not counted and not first.definite and first.entity is None
    if ("ً" in text and not counted) or (text.endswith("ا") and plain and not head.key.endswith(("يا", "ها"))):
        return True
    if head.key.endswith("ين") and not first.definite and first.entity is None and len(head.key) > 4:
        return True
    if "copula" in flags_of(clause) and plain and text.endswith("ا") and _participle(head.key[:-1]):
        return True  # لم يكن منتميا لأي حزب
    if not agrees(tokens, clause, first) or gone_to(clause, first) or surely_befell(tokens, clause, first):
        return True
    if clause.clitic:
        return False
    if calls_on(tokens, clause, first):
        return True
    befalls = clause.trigger is not None and (clause.trigger.subject, clause.trigger.objects) == ("S", ("ACT",))  # أصيب، توفي
    if clause.opener == "coordinate" and first.entity is None and not first.definite and not befalls and _personal_sharer(clause, clauses):
        return True
    if _nominative(head):
        return False  # لعب شركاؤنا دورا
    if tokens[first.start].key == "اي" and (transitive(clause) or clause.trigger is None) and not clause.negated:
        return True  # ستتخذ أي إجراء
    if (
        clause.trigger is not None
        and fold(clause.trigger.lemma) in room_words("judging", "subjects")
        and first.entity is None
        and is_masdar(head)
    ):
        return True  # وصف نقل السفارة بأنه …: what is judged
    if _one_of_sharer(tokens, clause, first, clauses):
        return True
    flags = flags_of(clause)
    if _first_of_two(tokens, clause, first):
        return False
    if "human" in flags or "leads" in flags or "office" in flags or "gain" in flags:
        takes = clause.trigger is None or any(choice in {"O", "ROLE"} for choice in clause.trigger.objects) or flags & {"leads", "office"}
        return bool(takes) and first.entity is None and not _human_head(head, first)
    if transitive(clause) and len(clause.objects) == 1 and first.type is not EntityType.PERSON and _personal_sharer(clause, clauses):
        return clause.opener == "coordinate"
    if transitive(clause) and first.entity is None and not clause.objects[1:] and _has_sharer(clause, clauses):
        return not first.quantified
    return bool(head.word.pronoun and first.entity is None and not clause.objects[1:] and clause.opener == "coordinate")


def _participle(stem: str) -> bool:
    """Whether a word is a participle that says something of somebody: منتمي، مواليا."""
    return bool(participles(stem)) or stem in modifiers()


def calls_on(tokens: Sequence[Token], clause: Clause, first: NounPhrase) -> bool:
    """دعا أنصاره إلى كذا: his own people, alone behind a verb of asking, are whom he asks."""
    head, own = tokens[first.head], [phrase for phrase in (clause.subject, *clause.objects) if phrase is not None and phrase is not first]
    asks = clause.trigger is not None and clause.trigger.predicate == "hopes_or_demands"
    alone = not any(phrase.start > clause.verb for phrase in own)
    return asks and alone and bool(head.word.pronoun) and head.key in room_words("followers", "subjects")


def _one_of_sharer(tokens: Sequence[Token], clause: Clause, first: NounPhrase, clauses: list[Clause]) -> bool:
    """وصل الوفد وسيلتقي الوزير؛ اقتحمت الشرطة المبنى واعتقلت عشرة طلاب: the one noun behind a joined verb that needs an object."""
    if (
        clause.opener != "coordinate"
        or clause.parent is None
        or clause.trigger is None
        or len(clause.objects) != 1
        or clause.content is not None
    ):
        return False
    parent = clauses[clause.parent]
    shared = parent.subject
    if shared is None or parent.form.gender != clause.form.gender or parent.how not in {"after", "before", "shared"}:
        return False
    if shared.type not in _DOERS and not _human_head(tokens[shared.head], shared):
        return False
    if "reversed" in clause.trigger.flags:  # passive with a masculine noun would be masculine
        return clause.form.gender == "f" and clause.trigger.subject == "O" and not _feminine(tokens, first)
    return clause.trigger.predicate in _OF_TWO and clause.trigger.objects[0] == "O" and first.start == clause.verb + 1


_OF_TWO = frozenset({"met", "visited", "founded", "congratulates"})


def _feminine(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether a noun may be a feminine verb's subject: by its ending, as a plural of things, or counted by a masculine numeral."""
    first, head = tokens[phrase.start], tokens[phrase.head]
    if is_number_word(word_key(first.key)):
        return not first.word.text.endswith("ة")
    masculine = phrase.type is EntityType.PERSON or head.key.endswith(("ون", "ين")) or first.pos is Pos.NUMBER
    return not masculine or head.word.text.endswith(("ة", "ات", "ى"))


def _nominative(head: Token) -> bool:
    """شركاؤنا، أعضاؤها: a hamza on و before a clitic is a nominative's."""
    bare = head.word.text[: len(head.word.text) - len(head.word.pronoun)]
    return bool(head.word.pronoun) and bare.endswith("ؤ")


def _first_of_two(tokens: Sequence[Token], clause: Clause, first: NounPhrase) -> bool:
    """تدخل العقوبات حيز التنفيذ، أنهت الإدارة استعداداتها: of two nouns behind a verb the definite one beside it is the subject."""
    if (
        clause.opener == "coordinate"
        or len(clause.objects) < _TWO
        or first.start != clause.verb + 1
        or not first.definite
        or first.preposition
    ):
        return False
    second = clause.objects[1]
    return tokens[first.head].word.article and not tokens[second.head].word.article and second.entity is None


_TWO = 2


def is_counted(token: Token) -> bool:
    """Whether a phrase begins with a number or a word of quantity."""
    return token.pos is Pos.NUMBER or token.key in room_words("counting", "subjects")


def _has_sharer(clause: Clause, clauses: list[Clause]) -> bool:
    if clause.parent is None:
        return False
    parent = clauses[clause.parent]
    pronoun = bool(parent.subject_pronoun) and parent.how == "clitic" and parent.form.gender == clause.form.gender  # إنها أوقفت … وصادرت
    return parent.subject is not None or pronoun


def _personal_sharer(clause: Clause, clauses: list[Clause]) -> bool:
    if clause.parent is None:
        return False
    parent = clauses[clause.parent]
    subject = parent.subject
    return subject is not None and subject.type is EntityType.PERSON and parent.form.gender == clause.form.gender


def _human_head(head: Token, phrase: NounPhrase) -> bool:
    """Nouns that name people or bodies: by their form, a mention, or the list."""
    if phrase.quantified or (head.key.endswith("ون") and len(head.key) > 4) or head.inside is not None:
        return True
    if is_number_word(word_key(head.key)) and head.key not in room_words("one", "subjects"):
        return True  # وأصيب سبعة آخرون
    return any(head.key in word_class(name, "actors") for name in ("bodies", "people", "groups"))
