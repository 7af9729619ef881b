"""Marks of clusters: shape by tier, hue and character by family, hollow where the place is vague.

The same drawing serves the map, legends, tables and hand-outs.
"""

from __future__ import annotations

from math import cos, pi, sin

from geo import look

#: Size of the character on a mark and how far its middle lies below the mark's, by tier class.
_LETTER = {1: (14.0, 0.0), 2: (11.5, 0.0), 3: (11.0, 0.0), 4: (9.6, 1.9)}
#: A hollow mark is as heavy as a solid one without its edge.
_HOLLOW_WIDTH = 1.7
_DASH = "3.2 2.2"
#: Precisions that give a point of its own; any other says only "somewhere in this area".
PRECISE = frozenset({"zone", "county_seat"})


def _polygon(corners: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in corners) + "Z"


def _path(tier_class: int) -> str:
    shape, size = look.TIERS[tier_class]
    if shape == "circle":
        return f"M{-size} 0A{size} {size} 0 1 1 {size} 0A{size} {size} 0 1 1 {-size} 0Z"
    if shape == "square":
        half = size * 0.755
        return _polygon([(-half, -half), (half, -half), (half, half), (-half, half)])
    if shape == "triangle":
        half = size * 0.87
        return _polygon([(0, -size * 0.86), (half, size * 0.66), (-half, size * 0.66)])
    corners = 6 if shape == "hexagon" else 4
    angles = [2 * pi * corner / corners for corner in range(corners)]
    return _polygon([(size * cos(angle), size * sin(angle)) for angle in angles])


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
        for tier_class, tier in look.TIERS.items()
    }


def characters() -> dict[str, tuple[str, str]]:
    """Character of each hue in Chinese and English."""
    return {code: (hue.zh, hue.en) for code, hue in look.FAMILIES.items()}


def mark_svg(
    tier_class: int,
    hue: str | None,
    lang: str,
    *,
    precise: bool = True,
    size: float | None = None,
) -> str:
    """One mark as inline SVG, coloured by the CSS variables of :mod:`geo.look`.

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
    size : float, optional
        Height in CSS px; by default the size on the map.

    Returns
    -------
    str
        An ``<svg>`` element, hidden from screen readers.
    """
    half = look.TIERS[tier_class].size + 2
    height = size or 2 * half
    colour = f"var(--fam-{hue},{look.FAMILIES[hue].light})" if hue else "var(--ink2,#3D4650)"
    hollow = not precise or hue == "other"
    ground = "var(--ground,#FFFFFF)"
    if hollow:
        dash = f";stroke-dasharray:{_DASH}" if not precise else ""
        style = f"fill:{ground};stroke:{colour};stroke-width:{_HOLLOW_WIDTH}{dash}"
    else:
        style = f"fill:{colour};stroke:{ground};stroke-width:{look.LINES['mark-edge']}"
    letter = ""
    if hue:
        font, dy = _LETTER[tier_class]
        character = look.FAMILIES[hue].zh if lang == "zh" else look.FAMILIES[hue].en
        letter = (
            f'<text y="{dy}" dy=".36em" text-anchor="middle" style="font:700 {font}px '
            f"var(--font-stack,sans-serif);fill:{colour if hollow else ground}"
            f'">{character}</text>'
        )
    return (
        f'<svg class="mark" viewBox="{-half} {-half} {2 * half} {2 * half}" width="{height:g}" '
        f'height="{height:g}" aria-hidden="true"><path d="{_path(tier_class)}" '
        f'style="{style}"/>{letter}</svg>'
    )
