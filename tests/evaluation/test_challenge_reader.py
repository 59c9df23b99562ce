from typing import Any

from evaluation.challenge_reader import challenge_reader
from tawthiq.model import Document, MentionForm, Origin

TEXT = "التقى سالم الورداني أمس البحارة، وفق مصدر."


def row(subject: str, predicate: str, object_: str | None) -> dict[str, Any]:
    evidence = [{"start": 0, "end": len(TEXT), "text": TEXT}]
    return {
        "passage": 0, "subject": subject, "predicate": predicate, "object": object_, "place": None, "time": [], "standing": "stated",
        "voice": "outlet", "polarity": "positive", "modality": "actual", "evidence_spans": evidence, "chain": [{"role": "publisher"}],
    }  # fmt: skip


def test_challenge_reader_makes_persons_of_names() -> None:
    read = challenge_reader([{"id": "x-1", "expected": [row("سالم الورداني", "met", "البحارة")]}])
    found = read(Document("d", TEXT, Origin("x-1-p0.txt"), publisher="جريدة"))
    assert [(mention.span.exact, mention.form) for mention in found.mentions] == [
        ("سالم الورداني", MentionForm.NAME), ("البحارة", MentionForm.NOMINAL),
    ]  # fmt: skip
    assert [claim.predicate for claim in found.claims] == ["met"]


def test_challenge_reader_reads_other_files_as_empty() -> None:
    assert challenge_reader([])(Document("d", TEXT, Origin("y-p0.txt"))).claims == ()
