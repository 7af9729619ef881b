"""A map that can stand alone: title, coverage, how to read it, legend, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin
from typing import TYPE_CHECKING

from geo.data.atlas import Atlas
from geo.drawn.map.plate import plate
from geo.look import tokens
from geo.look.drawing import Drawing, Item, Label, Point, Shape, moved
from geo.look.lettering import text_width, wrapped
from geo.maps.legend import Legend, LegendEntry
from geo.record.about import About
from geo.record.credit import credit

if TYPE_CHECKING:
    from geo.sheets.figures import MapFigure

_MARGIN, _GAP = 20.0, 8.0
_LINE = 1.45
_TITLE = 17.0
#: The map takes at least this share of the height.
_LEAST = 0.4
#: Height to width of a map that has the room it wants.
_NATURAL = 0.66
#: Width to height from which the legend stands beside the map, and its share of the width.
_WIDE, _ASIDE = 1.5, 0.26
#: Between the parts of a legend, px: sign and word, word and number, entries, rows.
_NEAR, _COUNT, _NEXT, _ROW = 5.0, 4.0, 14.0, 4.0
_BADGE = (9.0, 3.0)
#: Size of the number after an entry of a legend, as a share of its words.
_LESS = 0.92


def map_page(
    atlas: Atlas,
    figure: MapFigure,
    about: About,
    *,
    width: float,
    height: float | None = None,
    scale: float = 1.0,
    selected: str | None = None,
    areas: Sequence[int] = (),
) -> Drawing:
    """Drawing of a map with everything that belongs to it.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    figure : MapFigure
        The map with its words.
    about : About
        Where it comes from; its language is that of the drawing.
    width : float
        Width in px.
    height : float, optional
        Height in px, filled by the map; by default as high as map and words need.
    scale : float
        Scale of marks, type and margins, 1.8 for a projector.
    selected : str, optional
        cluster_id that carries the ring.
    areas : sequence of int
        adcodes to outline.

    Returns
    -------
    Drawing
        The map fills what its words leave.
    """
    gap, margin = _GAP * scale, _MARGIN * scale
    room = width - 2 * margin
    head = _Column(margin, room, scale, at=margin)
    head.title(figure.title, figure.badge, complete=figure.complete)
    head.text(figure.reading, tokens.TYPE["reading"][0], "muted")
    foot = _Column(margin, room, scale)
    foot.rule()
    for line in credit(about, boundary=True):
        foot.text(line, tokens.TYPE["source"][0], "muted")
    # The province is half as wide again as it is high: on a wide page the legend stands beside it.
    side = round(room * _ASIDE) if height and width > _WIDE * height else 0
    legend = _Column(margin + room - side if side else margin, side or room, scale)
    legend.legend(figure.legend)
    top, below = head.at + gap, foot.at + margin
    wide = room - side - (margin if side else 0)
    if height is None:
        high = wide * _NATURAL
    else:
        free = height - top - below - gap - (0 if side else legend.at)
        high = max(free, _LEAST * height, legend.at if side else 0)
    drawn = plate(
        atlas,
        figure.content,
        about.lang,
        width=wide,
        height=high,
        scale=scale,
        selected=selected,
        areas=areas,
    )
    down = top + high + gap
    beside = top if side else down
    down += 0 if side else legend.at
    items = (
        *head.items,
        *(moved(item, margin, top) for item in drawn.items),
        *(moved(item, 0, beside) for item in legend.items),
        *(moved(item, 0, down) for item in foot.items),
    )
    return Drawing(width, max(height or 0, down + below), items, alt=figure.alt)


@dataclass
class _Column:
    """Words and signs from above to below; ``at`` is where the next begins."""

    left: float
    room: float
    scale: float
    at: float = 0.0
    items: list[Item] = field(default_factory=list)

    def title(self, title: str, badge: str, *, complete: bool) -> None:
        """Title at the left, coverage at the right."""
        room, start = self.room, self.at
        small = tokens.TYPE["reading"][0] * self.scale
        if badge:
            aside, high = (part * self.scale for part in _BADGE)
            wide = text_width(badge, small) + 2 * aside
            right, line = self.left + self.room, small * _LINE + 2 * high
            edge, fill = ("rule", "ground") if complete else ("partial-line", "partial-ground")
            box = _pill(right - wide, start, right, start + line)
            self.items.append(Shape((box,), fill=fill, stroke=edge, width=self.scale))
            middle = (right - wide / 2, start + line / 2)
            self.items.append(Label(middle, badge, small, "muted" if complete else "partial"))
            room -= wide + _NEXT * self.scale
        self.text(title, _TITLE, "ink", bold=True, room=room)
        self.at = max(self.at, start + line) if badge else self.at

    def text(
        self, text: str, size: float, colour: str, *, bold: bool = False, room: float = 0.0
    ) -> None:
        """A text in lines of the width of the page, or of another."""
        size *= self.scale
        for line in wrapped(text, size, room or self.room, bold=bold) if text else []:
            middle = (self.left, self.at + _LINE * size / 2)
            self.items.append(Label(middle, line, size, colour, bold=bold, anchor="start"))
            self.at += _LINE * size

    def rule(self) -> None:
        """A thin line across the page."""
        y = self.at + _GAP * self.scale / 2
        ends = ((self.left, y), (self.left + self.room, y))
        self.items.append(Shape((ends,), closed=False, stroke="rule", width=self.scale))
        self.at += _GAP * self.scale

    def legend(self, legend: Legend) -> None:
        """Rows of signs with their meaning, headings in a column of their own."""
        size = tokens.TYPE["reading"][0] * self.scale
        rows = [(heading, entries) for heading, entries in legend.rows if entries]
        aside = max(
            (text_width(heading, size) + _NEXT * self.scale for heading, _ in rows if heading),
            default=0.0,
        )
        # In a narrow column, and where they are long, headings stand above their rows.
        aside = aside if aside < self.room / 5 else 0.0
        for heading, entries in rows:
            if heading and not aside:
                self.at += _ROW * self.scale if self.at else 0
                self.text(heading, tokens.TYPE["reading"][0], "muted")
            self._row(heading if aside else "", entries, aside, size)
        self.text(legend.note, tokens.TYPE["source"][0], "muted")

    def _row(self, heading: str, entries: Sequence[LegendEntry], aside: float, size: float) -> None:
        room = self.room - aside
        for number, line in enumerate(self._lines(entries, room, size)):
            high = max(self._height(entry, room, size) for entry in line)
            y = self.at + high / 2
            if heading and not number:
                self.items.append(Label((self.left, y), heading, size, "muted", anchor="start"))
            x = self.left + aside
            for entry in line:
                self._entry(entry, (x, y), room, size)
                x += self._width(entry, size) + _NEXT * self.scale
            self.at += high + _ROW * self.scale

    def _lines(
        self, entries: Sequence[LegendEntry], room: float, size: float
    ) -> Iterator[list[LegendEntry]]:
        line: list[LegendEntry] = []
        used = 0.0
        for entry in entries:
            wide = self._width(entry, size)
            if line and used + wide > room:
                yield line
                line, used = [], 0.0
            line.append(entry)
            used += wide + _NEXT * self.scale
        if line:
            yield line

    def _width(self, entry: LegendEntry, size: float) -> float:
        wide = (entry.sign.width + _NEAR) * self.scale + text_width(entry.label, size)
        if entry.count is not None:
            wide += _COUNT * self.scale + text_width(str(entry.count), size * _LESS)
        return wide

    def _label(self, entry: LegendEntry, room: float, size: float) -> list[str]:
        number = 0.0 if entry.count is None else text_width(f" {entry.count}", size)
        left = room - (entry.sign.width + _NEAR) * self.scale - number
        return wrapped(entry.label, size, left)

    def _height(self, entry: LegendEntry, room: float, size: float) -> float:
        return max(
            entry.sign.height * self.scale, len(self._label(entry, room, size)) * size * _LINE
        )

    def _entry(self, entry: LegendEntry, at: Point, room: float, size: float) -> None:
        """One sign with its meaning; ``at`` is the middle of its left side."""
        x, y = at
        up = entry.sign.height * self.scale / 2
        self.items += [moved(item, x, y - up, self.scale) for item in entry.sign.items]
        x += (entry.sign.width + _NEAR) * self.scale
        lines = self._label(entry, room, size)
        for n, line in enumerate(lines):
            down = (n - (len(lines) - 1) / 2) * size * _LINE
            self.items.append(Label((x, y + down), line, size, "ink2", anchor="start"))
        if entry.count is not None:
            x += text_width(lines[-1], size) + _COUNT * self.scale
            number = Label((x, y + down), str(entry.count), size * _LESS, "muted", anchor="start")
            self.items.append(number)


def _pill(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    """Box with half circles at its ends."""
    r, middle = (bottom - top) / 2, (top + bottom) / 2
    turns = [pi * n / 10 for n in range(11)]
    ends = [(right - r + r * sin(turn), middle - r * cos(turn)) for turn in turns]
    return (*ends, *((left + r - r * sin(turn), middle + r * cos(turn)) for turn in turns))
