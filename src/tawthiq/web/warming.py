"""What the first pages would wait for, read while the server begins: word lists, the model that compares names, the archive itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from tawthiq.extract.attribution.lexicon import act_of
from tawthiq.reconcile.lookalikes import lookalikes
from tawthiq.reconcile.names import compare_names
from tawthiq.reconcile.romanise import attested
from tawthiq.store import SearchFilter, Store
from tawthiq.store.analyser import analyse
from tawthiq.store.catalogue import Catalogues
from tawthiq.store.folder import DATABASE
from tawthiq.store.names import sound_keys
from tawthiq.text.fold import fold
from tawthiq.views.dates import value_in_words
from tawthiq.views.labels import LANGUAGES
from tawthiq.web.rendering import warm_templates

_NAMES = ("سامر الحلواني", "Samir al-Halwani")  # a person's name in two scripts: comparing them needs everything that names need
_BODIES = ("نقابة صاغة الميناء", "نقابة صاغة الميناء الشرقي")
_MEMORY = Path("/proc/meminfo")
_SPARE: Final = "MemAvailable:"
_BLOCK: Final = 1 << 20  # bytes read at once
_SHARE: Final = 2  # the database must fit so often into the memory that is to spare
_COMMON: Final = "قال"  # a word of most articles: asking for it reads what every search asks


def warm() -> None:
    """Takes about two seconds; pages that are asked for meanwhile wait for what they need of it, as they would without."""
    for name in _NAMES:
        list(analyse(name))
        sound_keys(name)
    compare_names(*_NAMES)
    attested(fold(_NAMES[0].split()[0]))
    act_of(fold("قال"))
    for lang in LANGUAGES:
        value_in_words("2020-01-31", lang)
    list(lookalikes(_BODIES))
    warm_templates()


def warm_archive(archive: Path, catalogues: Catalogues) -> None:
    """Lets the system keep the archive in the memory that it has to spare, and reads by what searches are narrowed."""
    read_ahead(archive / DATABASE, spare_memory())
    with Store.open(archive, create=False, readonly=True) as store:
        store.share(catalogues)
        store.facets(_COMMON, SearchFilter())


def read_ahead(database: Path, spare: int) -> int:
    """Reads a file once from its begin to its end; the bytes read, none where it does not fit ``_SHARE`` times into ``spare`` bytes.

    The rows of a page stand all over the file: read one by one from a disk they take seconds, all in a row 10 s a GB or less.
    """
    read = 0
    with database.open("rb", buffering=0) as file:
        if os.fstat(file.fileno()).st_size * _SHARE <= spare:
            while part := file.read(_BLOCK):
                read += len(part)
    return read


def spare_memory() -> int:
    """Bytes of memory that nobody needs now; 0 where the system does not tell."""
    lines = _MEMORY.read_text("ascii").splitlines() if _MEMORY.is_file() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(_SPARE)), 0)
