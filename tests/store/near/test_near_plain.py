"""Plain ids of persons: the same answers, whether a person is called so or otherwise."""

from __future__ import annotations

from pathlib import Path

from tawthiq.store import Store
from tawthiq.store.near import plain

FIRST, SECOND, ODD = "e-00112233445566778899", "e-99887766554433221100", "E-other"


def test_near_plain_ids_and_their_bearers_are_found(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        connection = store._connection
        for entity, name in ((FIRST, FIRST), (SECOND, FIRST), (ODD, "E-name")):
            plain.put(connection, entity, name)
        assert plain.of(connection, [FIRST, SECOND, ODD, "e-none"]) == {FIRST, "E-name"}
        assert plain.bearers(connection, [FIRST]) == {FIRST, SECOND}
        assert plain.bearers(connection, ["E-name", SECOND]) == {ODD}
        plain.drop(connection, [FIRST])
        assert plain.bearers(connection, [FIRST]) == {SECOND}
