"""A chart with its title, how to read it, and where it comes from."""

from __future__ import annotations

from geo.drawn.chart.figure import chart_drawing
from geo.look import tokens
from geo.look.drawing import Drawing, Item, Label, moved
from geo.look.lettering import wrapped
from geo.record.about import About
from geo.record.credit import credit
from geo.sheets.figures import Chart

_MARGIN, _GAP = 20.0, 10.0
_LINE = 1.45


def chart_page(chart: Chart, about: About, width: float, height: float | None = None) -> Drawing:
    """Drawing of a chart that can stand alone.

    Parameters
    ----------
    chart : Chart
        The chart with its words.
    about : About
        Where its figures come from.
    width : float
        Width in px.
    height : float, optional
        Height in px, filled by the chart; by default the chart is as high as on a page.

    Returns
    -------
    Drawing
        Title, reading, chart, source, filters and link on the ground of the theme.
    """
    room = width - 2 * _MARGIN
    at = _MARGIN
    items: list[Item] = []
    head = ((chart.title, "figure", "ink", True), (chart.badge, "reading", "partial", False),
            (chart.reading, "reading", "muted", False))  # fmt: skip
    for text, size, colour, bold in head:
        at = _block(items, text, tokens.TYPE[size][0], colour, (at, room), bold=bold)
    foot: list[Item] = []
    below = _GAP
    for text in credit(about, source=chart.source):
        below = _block(foot, text, tokens.TYPE["source"][0], "muted", (below, room))
    at += _GAP if items else 0
    given = None if height is None else height - at - below - _MARGIN
    drawn = chart_drawing(chart.figure, room, given)
    items += [moved(item, _MARGIN, at) for item in drawn.items]
    at += drawn.height
    items += [moved(item, 0, at) for item in foot]
    return Drawing(width, at + below + _MARGIN, tuple(items), alt=chart.alt)


def _block(
    items: list[Item],
    text: str,
    size: float,
    colour: str,
    place: tuple[float, float],
    *,
    bold: bool = False,
) -> float:
    """Set a text below ``place[0]`` in lines of the width ``place[1]``; gives where it ends."""
    at, room = place
    if text:
        for line in wrapped(text, size, room, bold=bold):
            middle = (_MARGIN, at + _LINE * size / 2)
            items.append(Label(middle, line, size, colour, bold=bold, anchor="start"))
            at += _LINE * size
    return at
