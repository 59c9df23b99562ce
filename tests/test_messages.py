"""The catalogue of messages: every code once, with its four texts."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files


def test_messages_every_code_stands_in_one_file() -> None:
    tables = [tomllib.loads(file.read_text("utf-8")) for file in files("tawthiq").joinpath("messages").iterdir() if file.name.endswith(".toml")]
    counted = Counter(code for table in tables for code in table)
    assert [code for code, times in counted.items() if times > 1] == []
    assert all(set(texts) == {"ar", "en", "do_ar", "do_en"} for table in tables for texts in table.values())
