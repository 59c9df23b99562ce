"""Judgements where one sees the need for them: a queue by effect, what can be decided of a claim or a name, the history, undo."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawthiq.errors import UsageError
from tawthiq.model import Decision, Judgement
from tawthiq.model.judgement import OF_CLAIMS, OF_ENTITIES
from tawthiq.reconcile.corrections import NOTHING
from tawthiq.store import EntityFilter, Store
from tawthiq.views import decisions
from tawthiq.views.correcting import FIELDS, correction, current_values
from tawthiq.views.decisions import By, DecisionRow, verdicts
from tawthiq.views.identities import IdentityRow, identity_rows
from tawthiq.views.queue import Pairs, Question, on_pair, pairs_of, pairs_undecided, questions
from tawthiq.views.words import visible
from tawthiq.web.asking import opened
from tawthiq.web.jobs import jobs_of
from tawthiq.web.kept import Kept
from tawthiq.web.rendering import answer
from tawthiq.web.writing import local, posted

_QUEUE = 10  # questions on the page: the first is answered with one key, the others wait
_BEARERS = 40  # documents listed under a name
_LONGEST = 2_000  # code points of a field: a name has a hundred at most, a reason a few sentences
_QUICK = 1_000  # documents that are compared in a few seconds: after each decision at once, in larger archives when asked


@dataclass(frozen=True, slots=True)
class Deciding:
    """The queue, how many pairs wait in it (at least so many unless ``complete``), what was decided, and whether it has taken effect.

    ``about`` is set where one name is looked at.
    """

    queue: tuple[Question, ...]
    waiting: int
    about: IdentityRow | None
    history: tuple[DecisionRow, ...]
    settled: bool
    complete: bool = True


def decisions_page(request: Request) -> Response:
    """What is worth deciding and what was decided; ``entity``: who could be the same as this one, and who bears its name."""
    entity = request.query_params.get("entity")
    with opened(request) as store:
        pairs = _pairs(request, store, entity)
        rows = list(store.entities(EntityFilter(ids=(entity,)))) if entity else []
        about = next(identity_rows(store, rows, _BEARERS), None)
        queue = questions(store, pairs.pairs, _QUEUE) if about is None else tuple(map(on_pair, pairs.pairs))
        history = tuple(reversed(tuple(decisions.decisions(store))))
        found = Deciding(queue, len(pairs.pairs), about, history, store.settled, pairs.complete)
    return answer(request, "decisions.html", found)


def _pairs(request: Request, store: Store, entity: str | None) -> Pairs:
    """What could be one: of an entity all that is found, for the queue what its page needs."""
    kept: Kept = request.app.state.lists
    if entity:
        return kept.get(("pairs", entity), lambda: Pairs(pairs_of(store, entity), complete=True))
    return kept.get(("pairs", ""), lambda: pairs_undecided(store, _QUEUE))


async def decided(request: Request) -> Response:
    """Records a decision, or takes one back; then the documents are compared anew, in small archives at once."""
    async with posted(request) as form:
        await run_in_threadpool(_record, request, form)
        return RedirectResponse(local(form.get("back")), 303)


def _record(request: Request, form: FormData) -> None:
    with Store.open(request.app.state.archive, create=False) as store:
        store.judge(_judgement(store, form))
        waiting = not store.settled and store.counts().documents <= _QUICK
    if waiting:
        jobs_of(request).compare()


def _judgement(store: Store, form: FormData) -> Judgement:
    """What the form says; UsageError (T527) for what is no decision."""
    given, target, other, note = (_text(form, name) for name in ("decision", "target", "other", "note"))
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    if given == "undo":
        return decisions.undo(store, target, now)
    decision = next((item for item in Decision if item.value == given), None)
    by = By(_author(), now, note)
    if decision in OF_ENTITIES:
        return decisions.on_sides(decision, decisions.side(store, target), decisions.side(store, other), by)
    if decision is Decision.CORRECT:
        return _correction(store, target, form, by)
    if decision in OF_CLAIMS:
        return decisions.on_claim(store.claim(target).claim, decision, (), by)
    raise UsageError("T527", given)


def _correction(store: Store, target: str, form: FormData, by: By) -> Judgement:
    """What the form puts in; a field that was emptied is taken away."""
    claim = store.claim(target).claim
    before = current_values(verdicts(store).applied(claim) or claim)
    given = {name: _text(form, name) for name in FIELDS if name in form}
    emptied = {name: NOTHING for name, text in given.items() if not text and before[name] and name != "subject"}
    return correction(store, claim, given | emptied, by)


def _text(form: FormData, name: str) -> str:
    """What a field of the form shows: what steers the direction of other words is left out. UsageError (T546) if it is too long."""
    text = visible(str(form.get(name, "")).replace("\r", "")).strip()
    if len(text) > _LONGEST:
        raise UsageError("T546", name, length=len(text), most=_LONGEST)
    return text


def _author() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
