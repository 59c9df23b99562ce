"""How sure a reading is."""

from __future__ import annotations

from pathlib import Path

from tawthiq import extract
from tawthiq.extract.claims.confidence import BIAS, weights
from tawthiq.model import Claim, Document, Origin, document_id


def read(text: str) -> tuple[Claim, ...]:
    document = Document(document_id(text.encode()), text, Origin("test.txt"), "صحيفة الضفة", "2021-05-04")
    return extract.read_by_rules(document).claims


def test_confidence_every_claim_has_a_probability() -> None:
    claims = read("زار وزير النقل سليم الراوندي عمان أمس. وقال إن الوزارة ستشتري ثلاثين حافلة، ونفى أن يكون قد استقال.")
    assert claims
    assert all(0.0 < claim.confidence < 1.0 for claim in claims)


def test_confidence_title_beside_a_name_is_surer_than_what_a_thing_is_like() -> None:
    sure = next(claim for claim in read("وصل وزير النقل سليم الراوندي.") if claim.predicate == "holds_position")
    weak = [claim for claim in read("والأمر أن ما جاء به التقرير كان غريبا على من سمعه.") if claim.predicate != "open"]
    assert all(claim.confidence < sure.confidence for claim in weak)
    assert sure.confidence > 0.5


def test_confidence_weights_have_a_bias_and_no_words_of_texts() -> None:
    assert BIAS in weights()
    folder = Path(__file__).parents[3] / "src/tawthiq/extract/claims"
    code = "".join(path.read_text("utf-8") for path in [*folder.glob("*.py"), *folder.glob("../*.py"), *folder.glob("data/*.tsv")])
    told = [name.removeprefix("why:").split("|")[0] for name in weights() if name.startswith("why:")]
    assert all(reason in code for reason in told if reason != "-")
