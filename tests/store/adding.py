"""A program that adds a folder, for the tests that kill it: ``python -m tests.store.adding ARCHIVE FOLDER WORKERS``."""

import signal
import sys

from tawthiq import pipeline
from tawthiq.store import Store
from tests.store.rooms import ROOMS
from tests.store.samples import NOW


def main() -> None:
    archive, folder, workers = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the suite runs in the background
    with Store.open(archive) as store:
        pipeline.add(store, [folder], now=NOW, workers=int(workers), using=ROOMS)


if __name__ == "__main__":
    main()
