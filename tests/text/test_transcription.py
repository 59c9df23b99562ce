import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.transcription import sounds_alike, spells

SPELT = (
    ("سعيد", "saeed"), ("سعيد", "said"), ("سعد", "saad"), ("مريم", "mariam"), ("مريم", "maryam"), ("زياد", "ziad"), ("زيد", "zayd"), ("سيد", "sayed"),
    ("سلمي", "salma"), ("فريده", "farida"), ("حياه", "hayat"), ("بشري", "bouchra"), ("رضوان", "redouane"), ("يحيي", "yahya"), ("عمر", "omar"), ("عثمان", "osman"),
    ("فتحي", "fathi"), ("ادهم", "adham"), ("ابراهيم", "ibrahim"), ("داود", "dawood"), ("داود", "daoud"), ("بروين", "parveen"), ("جاويد", "javid"),
    ("نورالدين", "noureddine"), ("نصرالله", "nasrallah"), ("شفيق", "shafique"), ("ياس", "yas"), ("الياس", "ilyas"), ("اياد", "ayad"), ("صباح", "sabah"),
)  # fmt: skip
OTHERS = (
    ("سعيد", "saad"), ("سالم", "salma"), ("زيد", "ziad"), ("فريد", "farida"), ("حماد", "hamid"), ("بشار", "bouchra"), ("امنه", "ayman"), ("جاويد", "jawad"),
    ("حسين", "hassan"), ("حسن", "hussein"), ("محمد", "mahmoud"), ("سليمان", "salman"), ("تامر", "samer"), ("سعدي", "sadia"), ("خياري", "khayri"), ("", "a"), ("ا", ""),
)  # fmt: skip
ALIKE = (("saeed", "said"), ("saeid", "saeed"), ("hussein", "husayn"), ("zaid", "zayd"), ("khojaste", "khojasteh"), ("abbas", "abbes"), ("moustafa", "mustafa"))
UNLIKE = (("said", "saad"), ("zaid", "ziad"), ("hassan", "hussein"), ("samir", "samira"), ("salman", "sulaiman"), ("karim", "karam"), ("samra", "samira"))


@pytest.mark.parametrize(("arabic", "latin"), SPELT)
def test_transcription_spells(arabic: str, latin: str) -> None:
    assert spells(arabic, latin)


@pytest.mark.parametrize(("arabic", "latin"), OTHERS)
def test_transcription_is_of_another_name(arabic: str, latin: str) -> None:
    assert not spells(arabic, latin)


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_transcription_spellings_of_one_name_sound_alike(a: str, b: str) -> None:
    assert sounds_alike(a, b)
    assert sounds_alike(b, a)


@pytest.mark.parametrize(("a", "b"), UNLIKE)
def test_transcription_other_names_do_not_sound_alike(a: str, b: str) -> None:
    assert not sounds_alike(a, b)


@given(st.text(max_size=40), st.text(max_size=40))
def test_transcription_any_text_is_compared(a: str, b: str) -> None:
    assert sounds_alike(a, b) == sounds_alike(b, a)
    assert spells(a, b) in {True, False}
