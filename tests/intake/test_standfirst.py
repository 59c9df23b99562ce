"""The lead that a page sets above its article."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, document_fromstring  # type: ignore[import-untyped]

from tawthiq.intake import standfirst

TITLE = "افتتاح مكتبة الحي"
LEAD = "افتتحت جمعية الحي مكتبة صغيرة في بيت قديم تبرع به أصحابه، وقالت إن أبوابها مفتوحة للجميع طوال أيام الأسبوع."
FIRST = "وقال أمين المكتبة إن الرفوف تضم ألفي كتاب جمعها المتطوعون من بيوت الجيران خلال الصيف الماضي."
SECOND = "وتنظم الجمعية كل خميس جلسة قراءة للأطفال، وتستقبل المتطوعين الراغبين في المساعدة بعد صلاة العصر."


def page(between: str) -> HtmlElement:
    return document_fromstring(f"<html><body><p>{TITLE}</p><h1>{TITLE}</h1>{between}<div><p>{FIRST}</p><p>{SECOND}</p></div></body></html>")


@pytest.mark.parametrize("between", [
    f"<h2>{LEAD}</h2>", f"<div class='intro'>{LEAD}</div>", f"<div><section><p><b>{LEAD}</b></p></section></div>", f"<p>محليات</p><p>\u200f{LEAD}</p>",
])
def test_standfirst_stands_between_heading_and_text(between: str) -> None:
    found = standfirst.blocks(page(between), TITLE)
    assert standfirst.with_lead(f"{FIRST}\n{SECOND}", found) == f"{LEAD}\n{FIRST}\n{SECOND}"


@pytest.mark.parametrize("between", [
    "", f"<figure><figcaption>{LEAD}</figcaption></figure>", f"<div class='photo-caption'>{LEAD}</div>", f"<ul><li>{LEAD}</li></ul>",
    f"<a href='/x'>{LEAD}</a>", f"<aside><p>{LEAD}</p></aside>", "<p>نشر في 12/05/2021 10:30 وحدّث في 13/05/2021 11:45، عدد القراءات 2314</p>", f"<p>{LEAD}</p>" * 3 + f"<p>{LEAD} أولاً</p><p>{LEAD} ثانياً</p>",
])
def test_standfirst_is_no_caption_link_date_or_many_paragraphs(between: str) -> None:
    found = standfirst.blocks(page(between), TITLE)
    assert standfirst.with_lead(f"{FIRST}\n{SECOND}", found) == f"{FIRST}\n{SECOND}"


def test_standfirst_that_is_there_already_does_not_come_twice() -> None:
    article = f"{TITLE}\n{LEAD}\n{FIRST}"
    assert standfirst.with_lead(article, standfirst.blocks(page(f"<p>{LEAD}</p>"), TITLE)) == article


def test_standfirst_follows_a_title_in_the_article() -> None:
    found = standfirst.blocks(page(f"<p>{LEAD}</p>"), TITLE)
    assert standfirst.with_lead(f"{TITLE}\n{FIRST}", found) == f"{TITLE}\n{LEAD}\n{FIRST}"


def test_standfirst_without_a_heading_is_none() -> None:
    assert standfirst.blocks(page(f"<p>{LEAD}</p>"), "عنوان آخر") == ()
