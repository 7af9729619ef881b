"""Signs of legends as small drawings, so that a page, a slide and a printed map show the same."""

from __future__ import annotations

from collections.abc import Sequence

from geo.look import tokens
from geo.look.drawing import Disc, Drawing, Item, Label, Point, Shape
from geo.maps.constants import AIRPORTS, CHEVRON
from geo.maps.marks import mark, mark_items

_SWATCH = (22.0, 13.0)
_CELL, _HIGH, _TIP = CHEVRON.cell, CHEVRON.high, CHEVRON.tip
#: Fill, edge, its width, its dash and the colour of the letter: not seen, asked about, on record.
_CELLS: tuple[tuple[str, str, float, tuple[float, ...], str], ...] = (
    ("ground", "faint", 1.0, (), "muted"),
    ("partial-ground", "partial", 1.3, (2.6, 1.6), "partial"),
    ("ink", "ground", 1.0, (), "ground"),
)


def _sign(width: float, height: float, *items: Item) -> Drawing:
    return Drawing(width, height, items, ground=None)


def _line(width: float, stroke: str, weight: float, **style: float | tuple[float, ...]) -> Shape:
    ends = ((1.0, 5.0), (width - 1, 5.0))
    return Shape((ends,), closed=False, stroke=stroke, width=weight, **style)  # type: ignore[arg-type]


def tier(tier_class: int, lang: str) -> Drawing:
    """Bare shape of a tier, as large as on the map."""
    return mark(tier_class, None, lang, size=2 * tokens.TIERS[tier_class].size)


def family(hue: str, lang: str) -> Drawing:
    """Mark of a family."""
    return mark(2, hue, lang, size=20)


def vague(lang: str) -> Drawing:
    """Mark of a place that is known only by its city or county."""
    return mark(2, None, lang, precise=False, size=20)


def doubtful(lang: str) -> Drawing:
    """Mark of a cluster that is still to be verified."""
    return mark(2, None, lang, doubtful=True, size=20)


def fresh(lang: str) -> Drawing:
    """Mark of a cluster that would be new."""
    return _sign(24, 24, *mark_items(2, None, lang, at=(12.0, 12.0), scale=0.7, fresh=True))


def several(hue: str) -> Drawing:
    """Line through the cities of one cluster."""
    return _sign(26, 10, _line(26, f"fam-{hue}", tokens.LINES["link"], opacity=0.55))


def swatch(
    fill: str,
    edge: str = "rule",
    *,
    width: float = 1.0,
    dash: tuple[float, ...] = (),
    word: str = "",
) -> Drawing:
    """Area in a colour, ``hatch`` among them, with what is printed in it."""
    wide, high = _SWATCH
    a, right, bottom = width / 2, wide - width / 2, high - width / 2
    corners = ((a, a), (right, a), (right, bottom), (a, bottom))
    area = Shape((corners,), fill=fill, stroke=edge, width=width, dash=dash)
    return _sign(wide, high, area, *([Label((wide / 2, high / 2), word, 12)] if word else []))


def chevron(signs: Sequence[int], letters: Sequence[str]) -> Drawing:
    """Three cells in the order of the flow: 2 on record, 1 asked about, 0 not seen."""
    return _sign(3 * _CELL + _TIP + 2, _HIGH + 2, *chevron_items(signs, letters, (1.0, 1.0)))


def chevron_items(
    signs: Sequence[int], letters: Sequence[str], at: Point, scale: float = 1.0
) -> list[Item]:
    """The chevron of stages with its left upper corner at a point."""
    items: list[Item] = []
    for n, (sign, letter) in enumerate(zip(signs, letters, strict=True)):
        fill, edge, width, dash, ink = _CELLS[sign]
        x = n * _CELL
        end, back = x + _CELL - CHEVRON.gap, _TIP if n else 0.0
        middle = _HIGH / 2
        corners = [
            (x, 0.0), (end, 0.0), (end + _TIP, middle),
            (end, _HIGH), (x, _HIGH), (x + back, middle),
        ]  # fmt: skip
        ring = tuple((at[0] + dx * scale, at[1] + dy * scale) for dx, dy in corners)
        items.append(
            Shape(
                (ring,),
                fill=fill,
                stroke=edge,
                width=width * scale,
                dash=tuple(part * scale for part in dash),
            )
        )
        there = (at[0] + (x + _CELL / 2 + (3 if n else 1)) * scale, at[1] + middle * scale)
        items.append(Label(there, letter, 10.5 * scale, ink, bold=True))
    return items


def link(*, gap: bool = False) -> Drawing:
    """Arrow from one city to another; dashed towards a gap."""
    stroke = "partial" if gap else "ink2"
    shaft = Shape(
        (((1.0, 5.0), (21.0, 5.0)),), closed=False, stroke=stroke, width=2, dash=(5, 3) * gap
    )
    head = Shape((((21.0, 0.5), (28.0, 5.0), (21.0, 9.5)),), fill=stroke)
    return _sign(29, 10, shaft, head)


def corridor() -> Drawing:
    """Corridor of a chain."""
    return _sign(26, 10, _line(26, "ink", 3))


def firm() -> Drawing:
    """Point of a firm."""
    return _sign(10, 10, Disc((5.0, 5.0), 4.5, fill="ink"))


def found_place(known: bool) -> Drawing:
    """Outline of a place found in a register, dashed where no recognised cluster is."""
    corners = ((4.0, 2.0), (17.0, 1.5), (20.5, 8.0), (13.0, 12.5), (3.0, 11.0))
    dash = () if known else (5.0, 3.0)
    return _sign(22, 14, Shape((corners,), stroke="accent", width=2, dash=dash))


def airport() -> Drawing:
    """Sign of an airport."""
    plane = tuple((AIRPORTS.reach + x, AIRPORTS.reach + y) for x, y in AIRPORTS.plane)
    return _sign(2 * AIRPORTS.reach, 2 * AIRPORTS.reach, Shape((plane,), fill="ink2"))


def zone() -> Drawing:
    """Point of a zone."""
    corners = ((6.0, 1.0), (11.0, 6.0), (6.0, 11.0), (1.0, 6.0))
    return _sign(12, 12, Shape((corners,), fill="ground", stroke="ink", width=1.5))


def band(line: str) -> Drawing:
    """Belt through cities."""
    return _sign(30, 10, _line(30, line, 8, opacity=0.45))


def lead() -> Drawing:
    """Ring of a city that leads."""
    ring = Disc((9.0, 9.0), 7, fill="ground", stroke="ink2", width=3)
    return _sign(18, 18, ring, Disc((9.0, 9.0), 2.8, fill="ink2"))


def lead_arrow() -> Drawing:
    """Arrow of lead."""
    shaft = Shape((((1.0, 5.0), (24.0, 5.0)),), closed=False, stroke="accent", width=4)
    return _sign(34, 10, shaft, Shape((((23.0, 0.0), (34.0, 5.0), (23.0, 10.0)),), fill="accent"))


def axis() -> Drawing:
    """Corridor of the layout."""
    return _sign(34, 10, _line(34, "ink2", 2.6, dash=(0.1, 5.2)))
