"""Worker processes: what is done when somebody stops them."""

from __future__ import annotations

import struct
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tawthiq.crew import Crew
from tests.store.rooms import ROOMS

_LONG = 60.0  # seconds: far more than ending two processes takes, and less than for ever


def test_crew_ends_workers_that_were_handing_over_a_result(tmp_path: Path) -> None:
    crew = Crew(tmp_path, ROOMS, 1)
    pool = crew._pool = ProcessPoolExecutor(1, get_context("spawn"))
    assert pool.submit(len, "ab").result() == len("ab")
    pool._result_queue._writer._send(struct.pack("!i", 1000) + b"half of a message")  # type: ignore[attr-defined]

    def stop() -> None:
        crew._end()
        crew._dismiss()

    stopping = threading.Thread(target=stop, daemon=True)
    stopping.start()
    stopping.join(_LONG)
    assert not stopping.is_alive()
