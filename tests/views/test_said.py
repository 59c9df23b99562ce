"""Own words and what is said about someone are never mixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.archive import Archive
from tawthiq.store import QuotationFilter
from tawthiq.views.dossier import dossier_of
from tawthiq.views.lists import quotation_rows
from tawthiq.views.page import Asked, dossier_page

_TEXT = (
    "قال مدير الميناء وائل الشهابي إن الرصيف الثالث سيفتح في الربيع. ونفى الشهابي أن يكون قد باع أرض المخازن. "
    "ويقول عمال الرصيف إنهم يتهمونه بأنه أخفى دفاتر المخازن.\n"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("said")
    (folder / "port.txt").write_text(_TEXT, "utf-8")
    with Archive(folder / "archive.tawthiq") as opened:
        opened.add(folder / "port.txt", workers=0)
    return folder / "archive.tawthiq"


def test_said_denials_and_accusations_stand_apart_from_own_words(archive: Path) -> None:
    with Archive(archive, readonly=True) as opened:
        row = opened.find("وائل الشهابي")[0]
        whole, page = dossier_of(opened.store, row), dossier_page(opened.store, row, Asked())
        own = [item.evidence.exact for item in whole.quotations]
        assert any("الرصيف الثالث" in words for words in own)
        assert not [words for words in own if "باع" in words or "أخفى" in words]
        assert any("باع" in item.evidence.exact for item in whole.said_about)
        assert {part.name: len(part.quotations) for part in page.quotations} == {"said": len(own), "said_about": len(whole.said_about)}
        listed = quotation_rows(opened.store, QuotationFilter(speaker=row.id))
        assert [item.evidence.exact for item in listed] == own


def test_said_accuser_that_the_text_does_not_name_stays_open(archive: Path) -> None:
    with Archive(archive, readonly=True) as opened:
        rows = list(quotation_rows(opened.store, QuotationFilter()))
    accusations = [row for row in rows if row.cue and "تهم" in row.cue]
    assert all(row.speaker != "وائل الشهابي" and "الشهابي" not in (row.chain[-1].name or "") for row in accusations)
