"""A dossier made by hand, with everything that a document could smuggle in."""

from tawthiq.views.model import Difference, Dossier, Evidence, Line, Link, Quoted, Source, Statement

HOSTILE = '<script>alert("x")</script>\u202eevil\u202c<img src=x onerror=alert(1)>'


def statement(source: int, words: str, standing: str = "stated", when: tuple[tuple[str, str], ...] = ()) -> Statement:
    """One document's words."""
    chain = (Link("publisher", "صحيفة الساحل", "named"), Link("speaker", "مصدر قريب منه", "anonymous"))
    voice = "outlet" if standing == "stated" else "attributed"
    links = chain if standing != "stated" else chain[:1]
    return Statement(f"c-{source}", source, standing, voice, links, (Evidence(4, 4 + len(words), "قبل ", words, " بعد"),),
                     "وزير النقل", when, None, (), 0.8, ("rule:test",))


def dossier(name: str = "سامي الحلواني") -> Dossier:
    """A person with an office in two papers that differ, an alleged act, and a quotation."""
    office = Line(
        "holds_position", "offices", inverse=False, subject=name, object="وزير النقل", verdict="differ", low=1, high=2,
        statements=(statement(1, "تولى الوزارة عام 2016", when=(("start", "2016"),)), statement(2, "تولاها في 2017", when=(("start", "2017"),))),
        differences=(Difference("time", ("2016", "2017"), (("c-1",), ("c-2",)), "سنتان", "two years"),), sort="2016",
    )
    act = Line("complicit_in", "events", inverse=False, subject=name, object="قضية الميناء", verdict="single_source", low=1, high=1,
               statements=(statement(1, "ضالع في قضية الميناء " + HOSTILE, "alleged"),), sort="2018")
    sources = (
        Source(1, "d1", "صحيفة الساحل", "2018-03-04", "عنوان " + HOSTILE, "a.txt", "javascript:alert(1)"),
        Source(2, "d2", None, None, None, "b.txt", "https://example.org/b?x=1&y=2", (1,)),
    )
    said = Quoted("q1", 1, "direct", name, (Link("publisher", "صحيفة الساحل", "named"),), Evidence(0, 9, "", "لن أستقيل", ""))
    return Dossier("e1", "Person", name, (name, "Sami al-Halwani"), (office, act), (said,), sources, 1, 2)
