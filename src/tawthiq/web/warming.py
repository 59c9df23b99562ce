"""What the first pages would wait for, read while the server begins: word lists, the model that compares names across scripts."""

from __future__ import annotations

from tawthiq.extract.attribution.lexicon import act_of
from tawthiq.reconcile.names import compare_names
from tawthiq.reconcile.romanise import attested
from tawthiq.store.analyser import analyse
from tawthiq.store.names import sound_keys
from tawthiq.text.fold import fold

_NAMES = ("سامر الحلواني", "Samir al-Halwani")  # a person's name in two scripts: comparing them needs everything that names need


def warm() -> None:
    """Takes about two seconds; pages that are asked for meanwhile wait for what they need of it, as they would without."""
    for name in _NAMES:
        list(analyse(name))
        sound_keys(name)
    compare_names(*_NAMES)
    attested(fold(_NAMES[0].split()[0]))
    act_of(fold("قال"))
