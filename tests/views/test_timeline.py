from tawthiq.model import Argument, Axes, Claim, Hop, HopRole, Span, Voice
from tawthiq.store import EntityRow, FoundClaim
from tawthiq.views.model import Line
from tawthiq.views.relations import neighbours
from tawthiq.views.timeline import timeline

from .sample import statement


def line(*whens: tuple[str, str], standing: str = "stated") -> Line:
    said = tuple(statement(number, "تولى الوزارة", standing, (when,)) for number, when in enumerate(whens, 1))
    return Line("holds_position", "offices", False, "سامي", "وزير النقل", "agree", 1, 1, said)  # noqa: FBT003


def test_timeline_is_in_order_and_leaves_ends_open() -> None:
    found = timeline([line(("start", "2016"), ("end", "2018-05")), line(("at", "2010-02-03"))])
    assert [(item.first, item.last, item.line) for item in found] == [
        ("2010-02-03", "2010-02-03", 1), ("2016-01-01", None, 0), (None, "2018-05-31", 0),
    ]  # fmt: skip


def test_timeline_says_how_its_texts_stand() -> None:
    assert timeline([line(("at", "2016"), standing="alleged")])[0].marks == ("alleged",)
    assert timeline([line(("at", "2016"))])[0].marks == ()


def test_timeline_leaves_out_what_is_no_date() -> None:
    assert timeline([line(("duration", "P3Y"), ("at", "PAST_REF"), ("after", "../.."), ("at", "كلام"))]) == ()


def claim(key: str, document: str, voice: Voice) -> Claim:
    hops = (Hop(HopRole.PUBLISHER, "جريدة"), Hop(HopRole.SPEAKER, "مصدر"))
    return Claim(key, document, Argument("x"), "met", Argument("y"), (Span(0, 2, "كل"),), hops, Axes(voice))


def test_relations_count_documents_and_keep_every_standing() -> None:
    rows = {key: EntityRow(key, "Person", "named", key, ((key, "ar"),), 1, 1) for key in ("e1", "e2", "e3")}
    found = [
        FoundClaim(claim("c1", "d1", Voice.ALLEGED), "e1", "e2"), FoundClaim(claim("c2", "d2", Voice.ATTRIBUTED), "e1", "e2"),
        FoundClaim(claim("c3", "d1", Voice.ALLEGED), "e3", "e1"), FoundClaim(claim("c4", "d1", Voice.ALLEGED), "e1", None),
    ]
    first, second = neighbours("e1", found, rows)
    assert (first.entity, first.documents, first.bonds[0].standings, first.bonds[0].sure) == ("e2", 2, ("alleged", "attributed"), True)
    assert (second.entity, second.bonds[0].inverse, second.bonds[0].sure) == ("e3", True, False)
