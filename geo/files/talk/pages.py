"""Pages of a story as HTML that fills a window or a sheet of 16 by 9; its look is ``talk.css``.

The stage shows the same pages, so a page that is ready in the browser is what comes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from markupsafe import Markup

from geo import maps
from geo.charts.enlarged import enlarged
from geo.data.atlas import Atlas
from geo.drawn.chart import chart_drawing
from geo.drawn.map import plate
from geo.look.drawing import Drawing
from geo.look.html import Content, element, join
from geo.look.svg import svg_text
from geo.look.tokens import PROJECTOR_SCALE
from geo.maps.content import MapContent
from geo.record import naming, review
from geo.record.credit import credit
from geo.sheets import Sheet
from geo.story.deck import Agenda, Closing, Cover, Page, Told
from geo.words import THIN_SPACE, Words

STYLE = Path(__file__).with_name("talk.css")
#: Size of a page, px.
WIDTH, HEIGHT = 1920.0, 1080.0
#: Widest claims, in widths of a Chinese character, that are set in each size; and how high the
#: head of a page is that holds one.
_SIZES = ((26, "one"), (62, "two"))
#: Beside more text than this, in the same widths, lines are set smaller; an entry of a legend
#: counts as so much.
_AMOUNTS, _ENTRY = ((170, ""), (260, "much")), 6
#: Steps of which contents tell the findings; that fill one column; and that fill two.
_TOLD, _COLUMN, _COLUMNS = 8, 12, 24
#: Places of figures, px: a map beside its lines, a chart beside fewer, the map of the cover; heads
#: of one line and of more.
_MAP, _CHART, _COVER = 1195.0, 1286.0, (1240.0, 740.0)
_HIGH, _LOW = 748.0, 698.0
#: Height that a chart has on the stage, CSS px of a page that it stands for, and how much larger or
#: smaller than on a page its type may be.
_CHART_HEIGHT, _CHART_SCALES = 686, (1.1, 1.6)


def page_html(atlas: Atlas, page: Page, number: str, t: Words) -> Markup:
    """A page.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    page : Cover, Agenda, Told or Closing
        What it says.
    number : str
        Its number, such as ``3 / 10``.
    t : Words
        Its language.
    """
    match page:
        case Cover():
            return _cover(atlas, page, t)
        case Agenda():
            return _agenda(atlas, page, number)
        case Told():
            return _told(atlas, page, number, t)
        case Closing():
            return _closing(atlas, page, number)


def _page(kind: str, name: str, *content: Content) -> Markup:
    return element("section", *content, css=f"talk-page {kind}", aria_label=name)


def _head(title: Content, size: str = "one") -> Markup:
    return element("header", _heading(title, f"talk-claim {size}"), css="talk-head")


def _heading(title: Content, css: str) -> Markup:
    """A role and not ``<h1>``, as the app hangs a link on each heading that it finds."""
    return element("div", title, role="heading", aria_level=1, css=css)


def _foot(source: str, number: str) -> Markup:
    told = element("span", source, css="talk-source")
    return element("footer", told, element("span", number, css="talk-number"), css="talk-foot")


def _cover(atlas: Atlas, cover: Cover, t: Words) -> Markup:
    whole = naming.whole(atlas)
    drawn = cover_map(atlas, cover, t)
    picture = element("div", svg_text(drawn), css="talk-picture") if drawn else ""
    said = element("div", (element("p", unbroken(line, whole)) for line in cover.lines))
    title = _heading(unbroken(cover.title, whole), "talk-name")
    words = element("div", title, said, css="talk-title")
    foot = _foot(" · ".join((cover.data, cover.review)), "")
    return _page("cover", cover.title, picture, words, foot)


def _agenda(atlas: Atlas, agenda: Agenda, number: str) -> Markup:
    whole, n = naming.whole(atlas), len(agenda.entries)
    size = "told" if n <= _TOLD else "one" if n <= _COLUMN else "two" if n <= _COLUMNS else "three"
    rows = (
        element(
            "li",
            element("b", unbroken(entry.name, whole)),
            element("span", unbroken(entry.claim, whole)) if n <= _TOLD else "",
        )
        for entry in agenda.entries
    )
    listed = element("ol", rows, css=f"talk-agenda {size}")
    return _page("agenda", agenda.title, _head(agenda.title), listed, _foot("", number))


def _closing(atlas: Atlas, closing: Closing, number: str) -> Markup:
    whole = naming.whole(atlas)
    said = (element("li", unbroken(sentence, whole)) for sentence in closing.sentences)
    words = (element("p", unbroken(line, whole)) for line in closing.words)
    body = (
        element("ol", said, css="talk-sentences"),
        element("div", words, css="talk-words") if closing.words else "",
    )
    main = element("div", body, css="talk-closing")
    return _page("closing", closing.title, _head(closing.title), main, _foot("", number))


def _told(atlas: Atlas, told: Told, number: str, t: Words) -> Markup:
    sheet, whole = told.sheet, naming.whole(atlas)
    size = claim_size(sheet.claim)
    side: list[Content] = [lines_html(sheet, whole, "talk-lines")]
    if more := reading(sheet):
        side.append(element("p", unbroken(more, whole), css="talk-reading"))
    if sheet.map:
        side.append(maps.legend_html(sheet.map.legend, "talk-legend"))
    figure, drawn = told.figure, drawing(atlas, told, t)
    kind = "map" if sheet.map else "chart" if figure else "words"
    return _page(
        kind if size == "one" else f"{kind} tall",
        told.name,
        _head(unbroken(sheet.claim, whole), size),
        _figure(figure.title, figure.badge, sheet.claim, svg_text(drawn))
        if figure and drawn
        else "",
        element("aside", side, css="talk-side"),
        _foot(source(sheet, t), number),
    )


def drawing(atlas: Atlas, told: Told, t: Words) -> Drawing | None:
    """The figure of a step, as large as there is room; None for a step without."""
    sheet = told.sheet
    high = _HIGH if claim_size(sheet.claim) == "one" else _LOW
    if sheet.map:
        return _map(
            atlas, sheet.map.content, t.lang, (_MAP, high),
            selected=sheet.view.sel, areas=sheet.view.selection.city,
        )  # fmt: skip
    if sheet.charts:
        return chart_drawing(for_a_room(sheet.charts[0].figure), _CHART, high - 12)
    return None


def cover_map(atlas: Atlas, cover: Cover, t: Words) -> Drawing | None:
    """The province beside the title."""
    return _map(atlas, cover.picture.content, t.lang, _COVER) if cover.picture else None


def reading(sheet: Sheet) -> str:
    """How to read the chart, where no line says so."""
    said = sheet.charts[0].reading if sheet.charts and not sheet.map else ""
    return "" if said in sheet.lines else said


def _figure(title: str, badge: str, claim: str, drawn: Markup) -> Markup:
    said = "" if title == claim else title
    head = element("span", said), element("span", badge, css="badge") if badge else ""
    return join(element("div", head, css="talk-caption"), element("div", drawn, css="talk-figure"))


def _map(
    atlas: Atlas, content: MapContent, lang: str, size: tuple[float, float], **chosen: Any
) -> Drawing:
    width, height = size
    return plate(atlas, content, lang, width=width, height=height, scale=PROJECTOR_SCALE, **chosen)


def source(sheet: Sheet, t: Words) -> str:
    """Where the figure of a sheet comes from, and the state of the data."""
    own = sheet.charts[0].source if sheet.charts else ""
    first = credit(sheet.about, source=own, boundary=sheet.map is not None)[0]
    version = t("story.data", version=sheet.about.data_version)
    return " · ".join([first, version, *([review.line(t)] if sheet.map else [])])


def claim_size(text: str) -> str:
    """In which size a claim is set: as large as its length allows."""
    return next((name for most, name in _SIZES if _width(text) <= most), "three")


def lines(sheet: Sheet) -> list[str]:
    """Lines of evidence; how to read the map stands beside the map."""
    known = sheet.map.reading if sheet.map else ""
    return [line for line in sheet.lines if line != known]


def lines_html(sheet: Sheet, whole: re.Pattern[str], css: str) -> Markup:
    """Lines of evidence, smaller where there are many."""
    kept = lines(sheet)
    rows = sheet.map.legend.rows if sheet.map else ()
    amount = sum(map(_width, kept)) + _ENTRY * sum(len(row) for _, row in rows)
    size = next((name for most, name in _AMOUNTS if amount <= most), "most")
    alone = "" if sheet.map or sheet.charts else "stage-words"
    items = (element("li", unbroken(line, whole)) for line in kept)
    return element("ul", items, css=" ".join(filter(None, (css, size, alone))))


def for_a_room(figure: go.Figure) -> go.Figure:
    """The chart as large as it can be: one of many rows grows less than one of few."""
    least, most = _CHART_SCALES
    own = figure.layout.height or _CHART_HEIGHT
    large = enlarged(figure, max(least, min(most, _CHART_HEIGHT / own)))
    names = large.layout.yaxis.ticktext
    if names is not None:  # there is room beside the rows, not between them
        large.update_yaxes(ticktext=[str(name).replace("<br>", " ") for name in names])
    return large


def unbroken(text: str, whole: re.Pattern[str]) -> Markup:
    """Text as HTML whose numbers and terms are not cut in two at the end of a line."""
    parts: list[Content] = list(re.split(f"({whole.pattern})", text.replace(THIN_SPACE, "\u202f")))
    parts[1::2] = [element("span", part, css="together") for part in parts[1::2]]
    return join(*parts)


def _width(text: str) -> float:
    """Width of a text in widths of a Chinese character."""
    return sum(1.0 if ord(c) > 0x2E80 else 0.52 for c in text)
