"""Decisions as lines: what nomenklatura's resolver reads and writes, and objects for what it has no word for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tawthiq.errors import UsageError
from tawthiq.model import Decision, Judgement, content_id

_NOMENKLATURA = {Decision.SAME: "positive", Decision.NOT_SAME: "negative", Decision.UNSURE: "unsure"}
_FROM_NOMENKLATURA = {word: decision for decision, word in _NOMENKLATURA.items()}


def exported(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Lines of nomenklatura's resolver (target, source, judgement, score, user, time), each with a seventh item of our own.

    The larger id is the target, as nomenklatura has it for ids that are not its own. Decisions that it has no word for (on claims
    and copies) are objects; those taken back are left out.
    """
    for item in judgements:
        if item.undone is not None:
            continue
        own: dict[str, object] = {
            "id": item.id, "note": item.note, "anchors": list(item.anchors), "other_anchors": list(item.other_anchors),
        }
        if item.decision in _NOMENKLATURA:
            high, low = max(item.target, item.other or ""), min(item.target, item.other or "")
            own["swapped"] = high != item.target
            yield json.dumps([high, low, _NOMENKLATURA[item.decision], None, item.author, item.decided, own], ensure_ascii=False)
        else:
            plain = {
                "target": item.target, "other": item.other, "decision": item.decision.value, "author": item.author,
                "decided": item.decided, "values": [list(value) for value in item.values],
            }
            yield json.dumps(own | plain, ensure_ascii=False)


def imported(lines: Iterable[str], now: str) -> Iterator[Judgement]:
    """Judgements of such lines; UsageError (T535) with the number of the line for one that is none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            found = _of_edge(data, now) if isinstance(data, list) else _of_object(data)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            raise UsageError("T535", str(number), number=number) from error
        if found is not None:
            yield found


_OWN = 6  # the place of our own item in a line, behind those of nomenklatura


def _of_edge(row: Sequence[object], now: str) -> Judgement | None:
    target, source, word = (str(item) for item in row[:3])
    decision = _FROM_NOMENKLATURA.get(word)
    if decision is None:
        return None
    author, decided = str(row[4] or "nomenklatura"), str(row[5] or now)
    own = _object(row[_OWN]) if len(row) > _OWN else {}
    first, second = (source, target) if own.get("swapped") else (target, source)
    key = str(own.get("id") or content_id("j", decision, first, second, author, decided))
    anchors, others = (tuple(map(str, own.get(name, ()))) for name in ("anchors", "other_anchors"))
    return Judgement(key, first, second, decision, author, decided, str(own.get("note", "")), None, anchors, others)


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _of_object(row: dict[str, object]) -> Judgement:
    listed = {name: tuple(map(str, _list(row.get(name)))) for name in ("anchors", "other_anchors")}
    values = tuple((str(key), str(value)) for key, value in map(_list, _list(row.get("values"))))
    other = row.get("other")
    return Judgement(
        str(row["id"]), str(row["target"]), None if other is None else str(other), Decision(str(row["decision"])), str(row["author"]),
        str(row["decided"]), str(row.get("note", "")), None, listed["anchors"], listed["other_anchors"], values,
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
