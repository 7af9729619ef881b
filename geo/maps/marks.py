"""Marks of clusters: shape by tier, hue and character by family, hollow where the place is vague.

The same drawing serves the map, legends, tables and hand-outs.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import Any

from markupsafe import Markup

from geo.look import tokens
from geo.look.drawing import Disc, Drawing, Item, Label, Point, Shape
from geo.look.svg import svg_text
from geo.maps.constants import MARKS

#: Size of the character on a mark and how far its middle lies below the mark's, by tier class.
_LETTER = {1: (14.0, 0.0), 2: (11.5, 0.0), 3: (11.0, 0.0), 4: (9.6, 1.9)}
#: A hollow mark is as heavy as a solid one without its edge.
_HOLLOW_WIDTH = 1.7
_DASH = (3.2, 2.2)
#: How far the ring of what would be new stands off.
_RING = 4.0
#: Precisions that give a point of its own; any other says only "somewhere in this area".
PRECISE = frozenset({"zone", "county_seat"})


def _corners(tier_class: int) -> list[Point]:
    """Corners of a mark that is not a circle, around its middle."""
    shape, size = tokens.TIERS[tier_class]
    if shape == "square":
        half = size * 0.755
        return [(-half, -half), (half, -half), (half, half), (-half, half)]
    if shape == "triangle":
        half = size * 0.87
        return [(0, -size * 0.86), (half, size * 0.66), (-half, size * 0.66)]
    corners = 6 if shape == "hexagon" else 4
    angles = [2 * pi * corner / corners for corner in range(corners)]
    return [(size * cos(angle), size * sin(angle)) for angle in angles]


def _path(tier_class: int) -> str:
    shape, size = tokens.TIERS[tier_class]
    if shape == "circle":
        return f"M{-size} 0A{size} {size} 0 1 1 {size} 0A{size} {size} 0 1 1 {-size} 0Z"
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in _corners(tier_class)) + "Z"


def symbols() -> dict[str, dict[str, object]]:
    """What the browser needs to draw any mark: outline, radius and character by tier class.

    Returns
    -------
    dict
        Tier class to ``d`` (path), ``r`` (radius kept free of other marks), ``font`` and ``dy``.
    """
    # A triangle fills less of its bounding circle than the other shapes.
    free = {"triangle": 0.83, "square": 0.92}
    return {
        str(tier_class): {
            "d": _path(tier_class),
            "r": round(tier.size * free.get(tier.shape, 1.0), 2),
            "box": tier.size + 2,
            "font": _LETTER[tier_class][0],
            "dy": _LETTER[tier_class][1],
        }
        for tier_class, tier in tokens.TIERS.items()
    }


def characters() -> dict[str, tuple[str, str]]:
    """Character of each hue in Chinese and English."""
    return {code: (hue.zh, hue.en) for code, hue in tokens.FAMILIES.items()}


def mark_items(
    tier_class: int,
    hue: str | None,
    lang: str,
    *,
    precise: bool = True,
    doubtful: bool = False,
    fresh: bool = False,
    at: Point = (0.0, 0.0),
    scale: float = 1.0,
    name: str = "",
) -> tuple[Item, ...]:
    """One mark as parts of a drawing.

    Parameters
    ----------
    tier_class : int
        1 national advanced manufacturing, 2 other national, 3 provincial, 4 county.
    hue : str or None
        Colour group of the family; ``None`` draws the bare shape in the colour of secondary text,
        as a legend of tiers wants it.
    lang : {"zh", "en"}
        Language of the character.
    precise : bool
        False draws the hollow, dashed form of a place known only as a city or county.
    doubtful : bool
        True draws the hollow form with a question mark of what is still to be verified.
    fresh : bool
        True draws a ring around it: it would be new.
    at : Point
        Where its middle is.
    scale : float
        1 for the size of the map on a desk.
    name : str
        What it marks.
    """
    colour = f"fam-{hue}" if hue else "ink2"
    hollow = not precise or doubtful or hue == "other"
    edge = _HOLLOW_WIDTH if hollow else tokens.LINES["mark-edge"]
    style: dict[str, Any] = {
        "fill": "ground" if hollow else colour,
        "stroke": colour if hollow else "ground",
        "width": edge * scale,
        "dash": () if precise else tuple(part * scale for part in _DASH),
        "name": name,
    }
    x, y = at
    tier = tokens.TIERS[tier_class]
    form: Item
    if tier.shape == "circle":
        form = Disc(at, tier.size * scale, **style)
    else:
        corners = tuple((x + dx * scale, y + dy * scale) for dx, dy in _corners(tier_class))
        form = Shape((corners,), **style)
    around = (
        (Disc(at, (tier.size + _RING) * scale, fill="ground", stroke="accent", width=2.4 * scale),)
        if fresh
        else ()
    )
    if hue is None and not doubtful:
        return (*around, form)
    font, dy = _LETTER[tier_class]
    if doubtful or hue is None:
        character = MARKS.doubt
    else:
        character = tokens.FAMILIES[hue].zh if lang == "zh" else tokens.FAMILIES[hue].en
    letter = Label(
        (x, y + dy * scale), character, font * scale, colour if hollow else "ground", bold=True
    )
    return (*around, form, letter)


def mark(
    tier_class: int,
    hue: str | None,
    lang: str,
    *,
    precise: bool = True,
    doubtful: bool = False,
    size: float | None = None,
) -> Drawing:
    """One mark as a drawing of its own, as high as ``size`` px; by default as on the map."""
    half = tokens.TIERS[tier_class].size + 2
    side = size or 2 * half
    items = mark_items(
        tier_class,
        hue,
        lang,
        precise=precise,
        doubtful=doubtful,
        at=(side / 2, side / 2),
        scale=side / (2 * half),
    )
    return Drawing(side, side, items, ground=None)


def mark_svg(
    tier_class: int,
    hue: str | None,
    lang: str,
    *,
    precise: bool = True,
    doubtful: bool = False,
) -> Markup:
    """One mark as inline SVG that follows the theme of its page."""
    return svg_text(mark(tier_class, hue, lang, precise=precise, doubtful=doubtful), css="mark")
